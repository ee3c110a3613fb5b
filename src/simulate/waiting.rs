//! Who waits: one line per queue, first come first served, from which who gave up is struck when next looked at.

use super::centre::QueueFacts;
use super::contacts::Contact;
use super::record::Record;

/// The lines of all queues.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    lines: Vec<Line>,
    /// Queues in whose line there is somebody, if only who gave up and has not been struck yet.
    occupied: u128,
}

/// Contacts of one queue in order of arrival, from `head` on.
#[derive(Debug, Clone, Default)]
struct Line {
    contacts: Vec<Contact>,
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
    pub(super) fn push(&mut self, contact: Contact) {
        let queue = contact.queue();
        self.lines[queue].contacts.push(contact);
        self.occupied |= 1 << queue;
    }

    /// Takes out whose turn it is in the queues of `own`, and in those of `others` as far as they have waited long
    /// enough to overflow: the queue of the highest priority first, then who has waited longest. Strikes who gave up
    /// before `now`.
    ///
    /// Giving up needs no event of its own: who waits holds nobody up, so that it matters only once they would be
    /// next, and the time is known from the start.
    pub(super) fn take<R: Record>(
        &mut self,
        (own, others): (u128, u128),
        now: u32,
        queues: &[QueueFacts],
        record: &mut R,
    ) -> Option<Contact> {
        let mut best: Option<((i32, u32), usize)> = None;
        let mut rest = self.occupied & (own | others);
        while rest != 0 {
            let queue = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            if let Some(first) = self.first(queue, now, record) {
                let facts = &queues[queue];
                let key = (facts.rank, first.arrival);
                let may = own >> queue & 1 == 1 || now - first.arrival >= facts.overflow_after;
                if may && best.is_none_or(|(least, _)| key < least) {
                    best = Some((key, queue));
                }
            }
        }
        let (_, queue) = best?;
        let line = &self.lines[queue];
        let first = line.contacts[line.head];
        self.leave(queue);
        Some(first)
    }

    /// How many of a queue wait at `now`.
    pub(super) fn count(&self, queue: usize, now: u32) -> usize {
        let line = &self.lines[queue];
        line.contacts[line.head..].iter().filter(|contact| contact.deadline >= now).count()
    }

    /// Takes everybody out of a line: who gave up before `now` is struck, the others are handed to `turn_away`.
    pub(super) fn clear<R: Record>(
        &mut self,
        queue: usize,
        now: u32,
        record: &mut R,
        turn_away: impl Fn(&mut R, Contact),
    ) {
        while let Some(first) = self.first(queue, now, record) {
            turn_away(record, first);
            self.leave(queue);
        }
    }

    /// Who is at the head of a line and still waits at `now`; who gave up before is struck.
    pub(super) fn first<R: Record>(&mut self, queue: usize, now: u32, record: &mut R) -> Option<Contact> {
        while self.occupied >> queue & 1 == 1 {
            let line = &self.lines[queue];
            let contact = line.contacts[line.head];
            if contact.deadline >= now {
                return Some(contact);
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
