//! Overflow: contacts that have waited long enough for their own agents go to others.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Contact, Engine, NEVER, Play, Record};

/// When contacts overflow, and of which queue.
#[derive(Debug, Clone, Default)]
pub(super) struct Timers {
    heap: BinaryHeap<Reverse<(u32, usize)>>,
}

impl Timers {
    pub(super) fn clear(&mut self) {
        self.heap.clear();
    }

    /// The next time [ticks]; [`NEVER`] where there is none.
    pub(super) fn next(&self) -> u32 {
        self.heap.peek().map_or(NEVER, |Reverse((at, _))| *at)
    }
}

impl Engine {
    /// Of the idle who take the queue's overflow, the first to be asked, where overflow is at once.
    pub(super) fn other_at_once(&mut self, queue: usize, play: &Play<'_>) -> Option<usize> {
        let is_at_once =
            play.centre.passages.overflow >> queue & 1 == 1 && play.centre.queues[queue].overflow_after == 0;
        if is_at_once { self.idle.take(play.crew.others(queue)) } else { None }
    }

    /// Notes when a contact that waits now will overflow, if it does.
    pub(super) fn set_timer(&mut self, contact: Contact, play: &Play<'_>) {
        let queue = contact.queue();
        if play.centre.passages.overflow >> queue & 1 == 1 {
            let at = contact.arrival.saturating_add(play.centre.queues[queue].overflow_after);
            if at < contact.deadline.min(NEVER - 1) {
                self.timers.heap.push(Reverse((at, queue)));
            }
        }
    }

    /// The next contact overflows: it goes to who is idle, or waits on for the first who becomes free.
    ///
    /// Contacts of a queue overflow in their order, so that whoever finds somebody idle is first in line: those before
    /// found nobody, and would have been taken since.
    pub(super) fn overflow<R: Record>(&mut self, play: &Play<'_>, record: &mut R) {
        let Some(Reverse((now, queue))) = self.timers.heap.pop() else { return };
        let after = play.centre.queues[queue].overflow_after;
        let Some(first) = self.waiting.first(queue, now, record) else { return };
        if now - first.arrival < after {
            return;
        }
        if let Some(member) = self.idle.take(play.crew.others(queue)) {
            let first = self.waiting.take((1 << queue, 0), now, &play.centre.queues, record);
            self.serve(first.expect("somebody is first in line"), member, now, play, record);
        }
    }
}
