//! What is written down of a simulation as it happens: a trait, so that the engine pays only for what is wanted.

use crate::model::Tally;

use super::contacts::Contact;
use super::ticks;

/// Told of everything that becomes of contacts and agents; times in ticks since the window's start.
pub(super) trait Record {
    /// `member` takes the contact at `at`.
    fn answered(&mut self, contact: Contact, member: usize, at: u32);
    /// The contact gave up, at its deadline.
    fn abandoned(&mut self, contact: Contact);
    /// The contact was turned away, or nobody ever came.
    fn dropped(&mut self, contact: Contact, at: u32);
    /// The (deferrable) contact waits still when all is over.
    fn left(&mut self, contact: Contact, at: u32);
    /// One more contact is offered: it was passed on from another queue. Those of the forecast are told beforehand.
    fn passed_on(&mut self, _contact: Contact) {}
    /// A member was on contacts from one time to another.
    fn staffed(&mut self, _member: usize, _from: u32, _to: u32) {}
    /// A member on contacts was busy from one time to another.
    fn busy(&mut self, _member: usize, _from: u32, _to: u32) {}
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
        }
    }
}

/// Sums per queue and interval of the window.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    /// `[queue * n_intervals + interval]`.
    pub(super) cells: Vec<Cell>,
    /// The wait that counts as in time, per queue [ticks].
    within: Vec<u32>,
}

impl Cells {
    pub(super) fn new(n_intervals: usize, within: Vec<u32>) -> Self {
        Self { cells: vec![Cell::default(); within.len() * n_intervals], within }
    }

    pub(super) fn offer(&mut self, offered: &[(u32, u32)]) {
        for &(cell, contacts) in offered {
            self.cells[cell as usize].offered += contacts;
        }
    }
}

impl Record for Cells {
    fn passed_on(&mut self, contact: Contact) {
        self.cells[contact.cell()].offered += 1;
    }

    fn answered(&mut self, contact: Contact, _member: usize, at: u32) {
        let wait = at - contact.arrival;
        let cell = &mut self.cells[contact.cell()];
        cell.answered += 1;
        cell.answered_within += u32::from(wait <= self.within[contact.queue()]);
        cell.wait += u64::from(wait);
        cell.handled += u64::from(contact.handle);
    }

    fn abandoned(&mut self, contact: Contact) {
        let wait = contact.deadline - contact.arrival;
        let cell = &mut self.cells[contact.cell()];
        cell.abandoned += 1;
        cell.abandoned_within += u32::from(wait <= self.within[contact.queue()]);
        cell.wait += u64::from(wait);
    }

    fn dropped(&mut self, contact: Contact, at: u32) {
        let cell = &mut self.cells[contact.cell()];
        cell.dropped += 1;
        cell.wait += u64::from(at.saturating_sub(contact.arrival));
    }

    fn left(&mut self, contact: Contact, at: u32) {
        self.cells[contact.cell()].wait += u64::from(at.saturating_sub(contact.arrival));
    }
}
