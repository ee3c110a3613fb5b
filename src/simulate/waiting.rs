//! Who waits: one line per queue, first come first served, from which who gave up is struck when next looked at.

use super::contacts::Contact;
use super::record::Record;

/// The lines of all queues. Contacts are known by their number in order of arrival.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    lines: Vec<Line>,
    /// Queues in whose line there is somebody, if only who gave up and has not been struck yet.
    occupied: u128,
}

/// Contacts of one queue in order of arrival, from `head` on.
#[derive(Debug, Clone, Default)]
struct Line {
    contacts: Vec<u32>,
    head: usize,
}

impl Waiting {
    /// Empties all lines, of so many queues.
    pub(super) fn reset(&mut self, n_queues: usize) {
        self.lines.resize_with(n_queues, Line::default);
        for line in &mut self.lines {
            line.contacts.clear();
            line.head = 0;
        }
        self.occupied = 0;
    }

    /// Queues, of those in `mask`, in whose line there is somebody, if only who gave up and has not been struck yet.
    pub(super) fn occupied(&self, mask: u128) -> u128 {
        self.occupied & mask
    }

    /// Puts a contact at the end of its line.
    pub(super) fn push(&mut self, queue: usize, contact: u32) {
        self.lines[queue].contacts.push(contact);
        self.occupied |= 1 << queue;
    }

    /// Takes out who has waited longest in the queues of `mask`, striking who gave up before `now`.
    ///
    /// Giving up needs no event of its own: who waits holds nobody up, so that it matters only once they would be
    /// next, and the time is known from the start.
    pub(super) fn take<R: Record>(
        &mut self,
        mask: u128,
        now: u32,
        contacts: &[Contact],
        record: &mut R,
    ) -> Option<u32> {
        let mut best = None;
        let mut rest = self.occupied & mask;
        while rest != 0 {
            let queue = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            if let Some(first) = self.first(queue, now, contacts, record)
                && best.is_none_or(|(earliest, _)| first < earliest)
            {
                best = Some((first, queue));
            }
        }
        let (first, queue) = best?;
        self.leave(queue);
        Some(first)
    }

    /// Takes everybody out of a line: who gave up before `now` is struck, the others are handed to `turn_away`.
    pub(super) fn clear<R: Record>(
        &mut self,
        queue: usize,
        now: u32,
        contacts: &[Contact],
        record: &mut R,
        turn_away: impl Fn(&mut R, Contact),
    ) {
        while let Some(first) = self.first(queue, now, contacts, record) {
            turn_away(record, contacts[first as usize]);
            self.leave(queue);
        }
    }

    /// Who is at the head of a line and still waits at `now`; who gave up before is struck.
    fn first<R: Record>(&mut self, queue: usize, now: u32, contacts: &[Contact], record: &mut R) -> Option<u32> {
        while self.occupied >> queue & 1 == 1 {
            let line = &self.lines[queue];
            let first = line.contacts[line.head];
            let contact = contacts[first as usize];
            if contact.deadline >= now {
                return Some(first);
            }
            record.abandoned(contact);
            self.leave(queue);
        }
        None
    }

    /// Takes the head out of a line.
    fn leave(&mut self, queue: usize) {
        let line = &mut self.lines[queue];
        line.head += 1;
        if line.head == line.contacts.len() {
            line.contacts.clear();
            line.head = 0;
            self.occupied &= !(1 << queue);
        }
    }
}
