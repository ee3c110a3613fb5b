//! Who is idle, as bits, and the order in which they are asked.

/// Members of a crew as bits, 64 to a word.
type Words = Vec<u64>;

/// The members who could take a contact now.
#[derive(Debug, Clone, Default)]
pub(super) struct Idle {
    /// Those on contacts.
    on_contacts: Words,
    /// Those on deferrable work only.
    on_letters: Words,
    /// Who is asked first, by member: rank in the upper 8 bits, then 32 of the turn, then 24 of the member; lower first.
    keys: Vec<u64>,
    /// Numbers the times somebody became idle.
    turn: u32,
}

/// Bits of a key that hold the member.
const MEMBER: u32 = 24;

impl Idle {
    /// Nobody idle, in a crew of so many.
    pub(super) fn reset(&mut self, n_members: usize) {
        for words in [&mut self.on_contacts, &mut self.on_letters] {
            words.clear();
            words.resize(words_for(n_members), 0);
        }
        self.keys.clear();
        self.keys.resize(n_members, 0);
        self.turn = 0;
    }

    /// `member` is idle from now on: on contacts, asked by rank, or on deferrable work only.
    pub(super) fn add(&mut self, member: usize, rank: Option<u32>) {
        let words = if rank.is_some() { &mut self.on_contacts } else { &mut self.on_letters };
        words[member / 64] |= 1 << (member % 64);
        let rank = u64::from(rank.unwrap_or(0).min(255));
        self.keys[member] = rank << (MEMBER + 32) | u64::from(self.turn) << MEMBER | member as u64;
        self.turn += 1;
    }

    /// `member` is idle no more, if ever.
    pub(super) fn remove(&mut self, member: usize) {
        let bit = 1 << (member % 64);
        self.on_contacts[member / 64] &= !bit;
        self.on_letters[member / 64] &= !bit;
    }

    /// Of those on contacts, the first to be asked among `takers`; no longer idle then.
    pub(super) fn take(&mut self, takers: &[u64]) -> Option<usize> {
        let mut first = u64::MAX;
        for (word, (&idle, &takers)) in self.on_contacts.iter().zip(takers).enumerate() {
            let mut bits = idle & takers;
            let keys = &self.keys[word * 64..];
            while bits != 0 {
                first = first.min(keys[bits.trailing_zeros() as usize]);
                bits &= bits - 1;
            }
        }
        if first == u64::MAX {
            return None;
        }
        let member = (first & ((1 << MEMBER) - 1)) as usize;
        self.on_contacts[member / 64] &= !(1 << (member % 64));
        Some(member)
    }

    /// Of those on contacts, or else on deferrable work, the first to be asked that `is_right`; stays idle.
    pub(super) fn find(&self, is_on_contacts: bool, is_right: impl Fn(usize) -> bool) -> Option<usize> {
        let words = if is_on_contacts { &self.on_contacts } else { &self.on_letters };
        members(words).filter(|&member| is_right(member)).min_by_key(|&member| self.keys[member])
    }

    /// Those on contacts, by number.
    pub(super) fn on_contacts(&self) -> impl Iterator<Item = usize> {
        members(&self.on_contacts)
    }
}

/// Words that hold so many members.
pub(super) fn words_for(n_members: usize) -> usize {
    n_members.div_ceil(64)
}

fn members(words: &[u64]) -> impl Iterator<Item = usize> {
    let of_word = |word: u64| {
        let rest = std::iter::successors(Some(word), |&bits| Some(bits & bits.wrapping_sub(1)));
        rest.take_while(|&bits| bits != 0).map(|bits| bits.trailing_zeros() as usize)
    };
    words.iter().enumerate().flat_map(move |(index, &word)| of_word(word).map(move |bit| index * 64 + bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_idle_is_asked_within_a_rank_and_lower_ranks_before() {
        let mut idle = Idle::default();
        idle.reset(130);
        for (member, rank) in [(129, 1), (5, 0), (64, 0), (2, 1)] {
            idle.add(member, Some(rank));
        }
        idle.add(7, None);
        let everybody = [u64::MAX; 3];
        assert_eq!(idle.on_contacts().collect::<Vec<_>>(), [2, 5, 64, 129]);
        assert_eq!(idle.find(false, |_| true), Some(7));
        assert_eq!(idle.take(&[u64::MAX, 0, u64::MAX]), Some(5));
        assert_eq!(idle.take(&everybody), Some(64));
        idle.remove(129);
        assert_eq!(idle.take(&everybody), Some(2));
        assert_eq!(idle.take(&everybody), None);
    }
}
