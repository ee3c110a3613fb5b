//! Completions to come: who will be finished when.

/// Members busy with a contact, the next to finish at hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Calendar {
    /// Time in the upper half [ticks], member in the lower; latest first.
    entries: Vec<u64>,
}

/// So many entries are moved one by one; more are searched and moved as a block.
const SHORT: usize = 48;

impl Calendar {
    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }

    /// Time of the next completion, if any; ties go to the lower member.
    pub(super) fn next(&self) -> Option<u32> {
        self.entries.last().map(|&entry| time(entry))
    }

    /// Takes out the next completion.
    pub(super) fn pop(&mut self) -> Option<usize> {
        #[expect(clippy::cast_possible_truncation, reason = "the lower half of 64 bits")]
        let member = self.entries.pop()? as u32;
        Some(member as usize)
    }

    /// Strikes the completion of a member.
    pub(super) fn remove(&mut self, member: usize) {
        self.entries.retain(|&entry| entry & u64::from(u32::MAX) != member as u64);
    }

    /// Enters that `member` will be finished at `at`.
    ///
    /// A sorted list beats a heap for the few dozens who are busy at once.
    pub(super) fn push(&mut self, at: u32, member: usize) {
        let entry = u64::from(at) << 32 | member as u64;
        if self.entries.len() > SHORT {
            let place = self.entries.partition_point(|&later| later > entry);
            self.entries.insert(place, entry);
            return;
        }
        self.entries.push(entry);
        let entries = self.entries.as_mut_slice();
        let mut place = entries.len() - 1;
        while place > 0 && entries[place - 1] < entry {
            entries[place] = entries[place - 1];
            place -= 1;
        }
        entries[place] = entry;
    }
}

fn time(entry: u64) -> u32 {
    (entry >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completions_come_in_order_of_time_then_member() {
        let mut calendar = Calendar::default();
        let times: Vec<u32> = (0..200).map(|i| i * 7919 % 101).collect();
        for (member, &at) in times.iter().enumerate() {
            calendar.push(at, member);
        }
        let mut expected: Vec<(u32, usize)> = times.into_iter().zip(0..).collect();
        expected.sort_unstable();
        for (at, member) in expected {
            assert_eq!((calendar.next(), calendar.pop()), (Some(at), Some(member)));
        }
        assert_eq!((calendar.next(), calendar.pop()), (None, None));
    }
}
