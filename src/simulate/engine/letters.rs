//! Letters between contacts: when somebody idle may take one.

use super::{Duty, Engine, Play, Record};

/// The highest threshold.
const MOST_IDLE_ABOVE: usize = 20;

impl Engine {
    /// Lets idle members on contacts take letters, as long as more than the queue's `idle_above` are idle for each open
    /// queue that they could serve; where fewer are on contacts for it at all, as long as all of them are idle.
    pub(super) fn fill<R: Record>(&mut self, now: u32, play: &Play<'_>, record: &mut R) {
        loop {
            let letters = self.waiting.occupied(self.deferrable);
            if letters == 0 {
                return;
            }
            let live = |member: usize| play.crew.members[member].facts.live;
            let on_contacts = || {
                let all = self.members.iter().zip(&play.crew.members);
                all.filter(|(state, _)| state.duty == Duty::Contacts).map(|(_, member)| member.facts.live)
            };
            let needed = |above: usize| {
                let staffed = at_least(above + 1, on_contacts());
                let spare = at_least(above + 1, self.idle.on_contacts().map(live));
                // Where fewer are there than should stay idle, nobody busy may be missing.
                let few = at_least(1, on_contacts()) & !staffed;
                let busy = if few == 0 { 0 } else { at_least(1, self.busy_on_contacts(play)) };
                (staffed & !spare | few & busy) & !self.closed
            };
            let mut taken = None;
            let mut rest = letters;
            while rest != 0 && taken.is_none() {
                // The queues with the same threshold are asked together, so that the longest waiting goes first.
                let first = rest.trailing_zeros() as usize;
                let above = play.centre.queues[first].idle_above;
                let alike = |queue: &usize| rest >> queue & 1 == 1 && play.centre.queues[*queue].idle_above == above;
                let alike = (0..play.centre.queues.len()).filter(alike).fold(0, |mask, queue| mask | 1_u128 << queue);
                rest &= !alike;
                let needed = needed(above);
                let letters_of = |member: usize| play.crew.members[member].facts.deferrable & alike;
                let may_take = |member| letters_of(member) != 0 && live(member) & needed == 0;
                taken = self.idle.find(true, may_take).map(|member| (member, letters_of(member)));
            }
            let Some((member, mask)) = taken else { return };
            let first = self.waiting.take((mask, 0), now, &play.centre.queues, record);
            self.serve(first.expect("a letter waits and never gives up"), member, now, play, record);
        }
    }

    /// The live queues of each member on contacts who is busy.
    fn busy_on_contacts(&self, play: &Play<'_>) -> impl Iterator<Item = u128> {
        let all = self.members.iter().zip(&play.crew.members);
        all.filter(|(state, _)| state.duty == Duty::Contacts && state.is_busy).map(|(_, member)| member.facts.live)
    }
}

/// The queues that are in at least `n` of the masks.
fn at_least(n: usize, masks: impl Iterator<Item = u128>) -> u128 {
    // `reached[k]`: the queues in at least k masks so far.
    let mut reached = [0; MOST_IDLE_ABOVE + 2];
    reached[0] = u128::MAX;
    for mask in masks {
        for k in (1..=n).rev() {
            reached[k] |= reached[k - 1] & mask;
        }
    }
    reached[n]
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn queues_are_counted_over_the_masks() {
        let masks = [0b0111, 0b0011, 0b1001];
        let of = |n| at_least(n, masks.into_iter());
        assert_eq!([of(1), of(2), of(3), of(4)], [0b1111, 0b0011, 0b0001, 0]);
    }
}
