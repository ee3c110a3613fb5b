//! The books of a verification: sums over replications, per queue and interval, and per promise.

use crate::model::{GroupOccupancy, Performance, QueueSet};

use super::centre::Centre;
use super::contacts::{Contact, Contacts};
use super::crew::Crew;
use super::promises::Promise;
use super::record::{Cell, Cells, Record, over_intervals};
use super::statistics::Ratio;
use super::ticks;
use super::waits::{GroupedWaits, LEAST_CONTACTS};

/// Sums over replications of the whole horizon. All are whole numbers: merging ledgers in any order gives the same.
#[derive(Debug, Clone)]
pub(super) struct Ledger {
    /// The replication in play.
    now: Cells,
    /// All replications, `[queue * n_intervals + interval]`.
    cells: Vec<Cell>,
    waits: GroupedWaits,
    /// `[promise]`.
    ratios: Vec<Ratio>,
    /// Sums of the unit in play, `[promise]`.
    unit: Vec<(u64, u64)>,
    /// Time on contacts, `[interval]` [ticks].
    staffed: Vec<u64>,
    /// Of that, busy, `[interval]` [ticks].
    busy: Vec<u64>,
    /// The group of each member of the crew: who can serve the same live queues.
    group_of: Vec<usize>,
    groups: Vec<Group>,
    contacts: u64,
    interval_ticks: u32,
}

/// Who can serve the same live queues: their time on contacts, and of that, busy [ticks].
#[derive(Debug, Clone, Copy)]
struct Group {
    live: u128,
    staffed: u64,
    busy: u64,
}

impl Ledger {
    pub(super) fn new(centre: &Centre, crew: &Crew, promises: &[Promise], replications: u32) -> Self {
        let window = centre.horizon;
        let mut sets: Vec<u128> = crew.members.iter().map(|member| member.facts.live).collect();
        let all = sets.clone();
        sets.sort_unstable();
        sets.dedup();
        let group = |live| sets.binary_search(&live).expect("the set of one of them");
        let now = Cells::new(centre, window);
        Self {
            cells: now.all.clone(),
            waits: GroupedWaits::new(promises, &fine(centre, replications)),
            now,
            ratios: vec![Ratio::default(); promises.len()],
            unit: vec![(0, 0); promises.len()],
            staffed: vec![0; window.n_intervals],
            busy: vec![0; window.n_intervals],
            group_of: all.into_iter().map(group).collect(),
            groups: sets.iter().map(|&live| Group { live, staffed: 0, busy: 0 }).collect(),
            contacts: 0,
            interval_ticks: ticks::from_minutes(window.interval_minutes),
        }
    }

    /// Begins a replication with these contacts.
    pub(super) fn open(&mut self, contacts: &Contacts) {
        self.now.offer(&contacts.offered);
        self.contacts += contacts.list.len() as u64 - 1;
    }

    /// Ends a replication, and with it, perhaps, a unit of replications that are independent of all others together.
    pub(super) fn close(&mut self, promises: &[Promise], ends_unit: bool) {
        for ((ratio, promise), unit) in self.ratios.iter_mut().zip(promises).zip(&mut self.unit) {
            let (above, below) = promise.counts(&self.now.all);
            promise.reach(ratio, (above, below));
            *unit = (unit.0 + above, unit.1 + below);
            if ends_unit {
                ratio.add_unit(unit.0, unit.1);
                *unit = (0, 0);
            }
        }
        for (sum, cell) in self.cells.iter_mut().zip(&mut self.now.all) {
            sum.add(cell);
            *cell = Cell::default();
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.cells.iter_mut().zip(&other.cells) {
            mine.add(theirs);
        }
        self.waits.merge(&other.waits);
        for (mine, theirs) in self.ratios.iter_mut().zip(&other.ratios) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.staffed.iter_mut().zip(&other.staffed) {
            *mine += theirs;
        }
        for (mine, theirs) in self.busy.iter_mut().zip(&other.busy) {
            *mine += theirs;
        }
        for (mine, theirs) in self.groups.iter_mut().zip(&other.groups) {
            mine.staffed += theirs.staffed;
            mine.busy += theirs.busy;
        }
        self.contacts += other.contacts;
    }

    /// Sums of the promises so far, in their order.
    pub(super) fn ratios(&self) -> &[Ratio] {
        &self.ratios
    }

    pub(super) fn performance(&self, centre: &Centre, promises: &[Promise], z: f64, n: u32) -> Performance {
        let services = promises.iter().zip(&self.ratios);
        let of_queues = self.cells.chunks(centre.horizon.n_intervals.max(1));
        let occupancy = self
            .staffed
            .iter()
            .zip(&self.busy)
            .map(|(&staffed, &busy)| (staffed > 0).then(|| ticks::to_seconds(busy) / ticks::to_seconds(staffed)));
        let groups = self.groups.iter().filter(|group| group.staffed > 0);
        let groups = groups.map(|group| GroupOccupancy {
            queues: QueueSet(group.live),
            staffed_s: ticks::to_seconds(group.staffed) / f64::from(n),
            busy_s: ticks::to_seconds(group.busy) / f64::from(n),
        });
        Performance {
            groups: groups.collect(),
            service: services.map(|(promise, ratio)| promise.service(ratio, z, &self.cells, &self.waits, n)).collect(),
            p95_wait_s: self.waits.percentiles(centre.horizon.n_intervals, 0.95),
            tallies: of_queues.map(|cells| cells.iter().map(|cell| cell.tally(f64::from(n))).collect()).collect(),
            occupancy: occupancy.collect(),
            replications: n,
            contacts: self.contacts,
        }
    }
}

impl Record for Ledger {
    fn passed_on(&mut self, contact: Contact) {
        self.contacts += 1;
        self.now.passed_on(contact);
    }

    fn answered(&mut self, contact: Contact, member: usize, at: u32) {
        self.waits.add(contact.cell(), at - contact.arrival);
        self.now.answered(contact, member, at);
    }

    fn abandoned(&mut self, contact: Contact) {
        self.waits.add(contact.cell(), contact.deadline - contact.arrival);
        self.now.abandoned(contact);
    }

    fn dropped(&mut self, contact: Contact, at: u32) {
        self.waits.add(contact.cell(), at.saturating_sub(contact.arrival));
        self.now.dropped(contact, at);
    }

    fn left(&mut self, contact: Contact, at: u32) {
        self.waits.add(contact.cell(), at.saturating_sub(contact.arrival));
        self.now.left(contact, at);
    }

    fn staffed(&mut self, who: (usize, u128), from: u32, to: u32) {
        self.groups[self.group_of[who.0]].staffed += u64::from(to - from);
        let sums = &mut self.staffed;
        over_intervals((from, to), self.interval_ticks, sums.len(), |index, time| sums[index] += time);
        self.now.staffed(who, from, to);
    }

    fn busy(&mut self, who: (usize, u128), from: u32, to: u32) {
        self.groups[self.group_of[who.0]].busy += u64::from(to - from);
        let sums = &mut self.busy;
        over_intervals((from, to), self.interval_ticks, sums.len(), |index, time| sums[index] += time);
        self.now.busy(who, from, to);
    }
}

/// The cells that can have so many contacts in all replications that waits are kept for each by itself.
fn fine(centre: &Centre, replications: u32) -> Vec<bool> {
    let n_intervals = centre.horizon.n_intervals;
    let mut contacts = vec![0.0; centre.queues.len() * n_intervals];
    for segment in centre.arrivals.iter().flatten() {
        contacts[segment.queue * n_intervals + segment.interval] +=
            f64::from(segment.end - segment.start) / segment.gap * f64::from(replications);
    }
    contacts.into_iter().map(|contacts: f64| contacts >= f64::from(LEAST_CONTACTS)).collect()
}
