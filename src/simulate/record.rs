//! What is written down of a simulation as it happens: a trait, so that the engine pays only for what is wanted.

use crate::model::Tally;

use super::centre::{Centre, Window};
use super::contacts::Contact;
use super::ticks;

/// Told of everything that becomes of contacts and agents; times in ticks since the window's start.
pub(super) trait Record {
    /// `member` has taken the contact, which begins at `at`: at once, or when it has been fetched.
    fn answered(&mut self, contact: Contact, member: usize, at: u32);
    /// The contact gave up, at its deadline.
    fn abandoned(&mut self, contact: Contact);
    /// The contact was turned away, or nobody ever came.
    fn dropped(&mut self, contact: Contact, at: u32);
    /// The (deferrable) contact waits still when all is over.
    fn left(&mut self, contact: Contact, at: u32);
    /// One more contact is offered: it was passed on from another queue. Those of the forecast are told beforehand.
    fn passed_on(&mut self, _contact: Contact) {}
    /// A member who can serve these live queues was on contacts from one time to another.
    fn staffed(&mut self, _who: (usize, u128), _from: u32, _to: u32) {}
    /// A member on contacts was busy from one time to another.
    fn busy(&mut self, _who: (usize, u128), _from: u32, _to: u32) {}
}

/// Whole-number sums of one queue and interval, so that no order of adding changes them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) offered: u32,
    pub(super) answered: u32,
    pub(super) answered_within: u32,
    pub(super) abandoned: u32,
    pub(super) abandoned_within: u32,
    pub(super) dropped: u32,
    /// [ticks].
    pub(super) wait: u64,
    /// [ticks].
    pub(super) handled: u64,
    /// Time on contacts of who can serve the queue, where that is asked for [ticks].
    pub(super) staffed: u64,
    /// Of that, busy [ticks].
    pub(super) busy: u64,
}

impl Cell {
    pub(super) fn add(&mut self, other: &Self) {
        self.offered += other.offered;
        self.answered += other.answered;
        self.answered_within += other.answered_within;
        self.abandoned += other.abandoned;
        self.abandoned_within += other.abandoned_within;
        self.dropped += other.dropped;
        self.wait += other.wait;
        self.handled += other.handled;
        self.staffed += other.staffed;
        self.busy += other.busy;
    }

    /// The sums divided by `n`.
    pub(super) fn tally(&self, n: f64) -> Tally {
        Tally {
            offered: f64::from(self.offered) / n,
            answered: f64::from(self.answered) / n,
            answered_within: f64::from(self.answered_within) / n,
            abandoned: f64::from(self.abandoned) / n,
            abandoned_within: f64::from(self.abandoned_within) / n,
            dropped: f64::from(self.dropped) / n,
            wait_s: ticks::to_seconds(self.wait) / n,
            handled_s: ticks::to_seconds(self.handled) / n,
            staffed_s: ticks::to_seconds(self.staffed) / n,
            busy_s: ticks::to_seconds(self.busy) / n,
        }
    }
}

/// Sums per queue and interval of the window.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    /// `[queue * n_intervals + interval]`.
    pub(super) all: Vec<Cell>,
    /// The wait that counts as in time, per queue [ticks].
    within: Vec<u32>,
    /// Queues of which it is asked how busy those are who can serve them.
    occupied: u128,
    n_intervals: usize,
    /// Length of an interval [ticks].
    length: u32,
}

impl Cells {
    pub(super) fn new(centre: &Centre, window: Window) -> Self {
        let all = vec![Cell::default(); centre.queues.len() * window.n_intervals];
        let length = ticks::from_minutes(window.interval_minutes);
        Self { all, within: centre.within(), occupied: centre.occupied, n_intervals: window.n_intervals, length }
    }

    /// Adds a stretch of time to the cells of each queue in `live` that asks for it.
    fn spread(&mut self, live: u128, (from, to): (u32, u32), add: fn(&mut Cell, u64)) {
        let mut rest = live & self.occupied;
        while rest != 0 {
            let first = rest.trailing_zeros() as usize * self.n_intervals;
            rest &= rest - 1;
            over_intervals((from, to), self.length, self.n_intervals, |interval, time| {
                add(&mut self.all[first + interval], time);
            });
        }
    }

    pub(super) fn offer(&mut self, offered: &[(u32, u32)]) {
        for &(cell, contacts) in offered {
            self.all[cell as usize].offered += contacts;
        }
    }
}

impl Record for Cells {
    fn passed_on(&mut self, contact: Contact) {
        self.all[contact.cell()].offered += 1;
    }

    fn answered(&mut self, contact: Contact, _member: usize, at: u32) {
        let wait = at - contact.arrival;
        let cell = &mut self.all[contact.cell()];
        cell.answered += 1;
        cell.answered_within += u32::from(wait <= self.within[contact.queue()]);
        cell.wait += u64::from(wait);
        cell.handled += u64::from(contact.handle);
    }

    fn abandoned(&mut self, contact: Contact) {
        let wait = contact.deadline - contact.arrival;
        let cell = &mut self.all[contact.cell()];
        cell.abandoned += 1;
        cell.abandoned_within += u32::from(wait <= self.within[contact.queue()]);
        cell.wait += u64::from(wait);
    }

    fn dropped(&mut self, contact: Contact, at: u32) {
        let cell = &mut self.all[contact.cell()];
        cell.dropped += 1;
        cell.wait += u64::from(at.saturating_sub(contact.arrival));
    }

    fn left(&mut self, contact: Contact, at: u32) {
        self.all[contact.cell()].wait += u64::from(at.saturating_sub(contact.arrival));
    }

    fn staffed(&mut self, (_, live): (usize, u128), from: u32, to: u32) {
        if live & self.occupied != 0 {
            self.spread(live, (from, to), |cell, time| cell.staffed += time);
        }
    }

    fn busy(&mut self, (_, live): (usize, u128), from: u32, to: u32) {
        if live & self.occupied != 0 {
            self.spread(live, (from, to), |cell, time| cell.busy += time);
        }
    }
}

/// Cuts a stretch of time into the intervals it covers; what lies beyond the last is left out.
pub(super) fn over_intervals((from, to): (u32, u32), length: u32, n: usize, mut add: impl FnMut(usize, u64)) {
    let (mut at, mut index) = (from, (from / length) as usize);
    while at < to && index < n {
        let end = to.min(at - at % length + length);
        add(index, u64::from(end - at));
        at = end;
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::over_intervals;

    #[test]
    fn time_is_spread_over_the_intervals_it_covers() {
        let mut sums = [0; 3];
        over_intervals((7, 25), 10, 3, |index, time| sums[index] += time);
        assert_eq!(sums, [3, 10, 5]);
        over_intervals((29, 45), 10, 3, |index, time| sums[index] += time);
        assert_eq!(sums, [3, 10, 6], "beyond the end nothing is counted");
        over_intervals((10, 10), 10, 3, |index, time| sums[index] += time);
        assert_eq!(sums, [3, 10, 6]);
    }
}
