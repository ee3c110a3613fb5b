//! Service level, waiting and occupancy of a simulated roster, with intervals.
//!
//! A contact counts in the interval and on the day it arrives. Shares are ratios of sums over all replications (a
//! ratio of expectations), never means of ratios.

use super::{DayIdx, Promised, QueueIdx, QueueSet, ServiceDefinition};

/// Sums over simulated contacts; every measure is a ratio of two of them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// Contacts that arrived.
    pub offered: f64,
    /// Of those, answered.
    pub answered: f64,
    /// Of those, answered within the target's wait.
    pub answered_within: f64,
    /// Contacts that gave up.
    pub abandoned: f64,
    /// Of those, within the target's wait.
    pub abandoned_within: f64,
    /// Contacts turned away at closing.
    pub dropped: f64,
    /// Waits of all contacts, answered or not, until they begin, summed `[s]`.
    pub wait_s: f64,
    /// Handle times of answered contacts, the fetching of visitors included, summed `[s]`.
    pub handled_s: f64,
    /// Time on contacts of everybody who can serve the queue; 0 unless it has a ceiling on occupancy `[s]`.
    pub staffed_s: f64,
    /// Of that, with any contact in hand `[s]`.
    pub busy_s: f64,
}

impl Tally {
    /// What stands above and below the line of a service level.
    ///
    /// ```
    /// use bemanna::model::{ServiceDefinition, Tally};
    /// let tally = Tally { offered: 10.0, answered: 8.0, answered_within: 6.0, abandoned_within: 1.0, ..Tally::default() };
    /// assert_eq!(tally.fraction(ServiceDefinition::AnsweredOfPatient), (6.0, 9.0));
    /// ```
    pub fn fraction(&self, definition: ServiceDefinition) -> (f64, f64) {
        match definition {
            ServiceDefinition::AnsweredOfOffered => (self.answered_within, self.offered),
            ServiceDefinition::AnsweredOfPatient => (self.answered_within, self.offered - self.abandoned_within),
            ServiceDefinition::AnsweredOfAnswered => (self.answered_within, self.answered),
            ServiceDefinition::EndedOfOffered => (self.answered_within + self.abandoned_within, self.offered),
        }
    }

    /// Adds another tally to this one.
    pub fn add(&mut self, other: &Self) {
        self.offered += other.offered;
        self.answered += other.answered;
        self.answered_within += other.answered_within;
        self.abandoned += other.abandoned;
        self.abandoned_within += other.abandoned_within;
        self.dropped += other.dropped;
        self.wait_s += other.wait_s;
        self.handled_s += other.handled_s;
        self.staffed_s += other.staffed_s;
        self.busy_s += other.busy_s;
    }
}

/// What a roster delivers, measured by simulation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Performance {
    /// One entry for each promise: queue and day (or week, or interval).
    pub service: Vec<Service>,
    /// Mean tally of one replication, `[queue][interval]`.
    pub tallies: Vec<Vec<Tally>>,
    /// 95th percentile of the wait of all contacts of an interval, `[queue][interval]` `[s]`; `None` where fewer than 200
    /// came in all replications.
    pub p95_wait_s: Vec<Vec<Option<f64>>>,
    /// Mean share of staffed contact time that is busy, per interval; `None` where nobody is staffed.
    pub occupancy: Vec<Option<f64>>,
    /// How busy each group of agents is who can serve the same live queues, over the whole horizon.
    pub groups: Vec<GroupOccupancy>,
    /// Replications played (each a whole horizon).
    pub replications: u32,
    /// Contacts simulated in all.
    pub contacts: u64,
}

/// How busy the agents are who can serve the same live queues.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupOccupancy {
    /// The live queues they can serve.
    pub queues: QueueSet,
    /// Their time on contacts in one replication, summed over them `[s]`.
    pub staffed_s: f64,
    /// Of that, with a contact in hand `[s]`.
    pub busy_s: f64,
}

/// One promise's outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Service {
    /// The queue.
    pub queue: QueueIdx,
    /// The day, under scope day or half-hour; under scope week the first of it where the horizon has several weeks, else
    /// `None`.
    pub day: Option<DayIdx>,
    /// The interval, under scope half-hour; a floor under a wider scope is listed so for each interval.
    pub interval: Option<super::IntervalIdx>,
    /// What was promised.
    pub promised: Promised,
    /// Mean contacts offered per replication.
    pub offered: f64,
    /// What was reached, in the unit of the promise's limit: ratio of sums.
    pub value: f64,
    /// Lower end of the two-sided 95 % interval of the value.
    pub low: f64,
    /// Upper end of the two-sided 95 % interval of the value.
    pub high: f64,
    /// Abandoned (and turned away) / offered.
    pub abandoned_share: f64,
    /// Mean wait of all contacts `[s]`.
    pub mean_wait_s: f64,
    /// 95th percentile of the wait of all contacts `[s]`.
    pub p95_wait_s: f64,
    /// Share of replications in which this day (week, interval) by itself keeps the promise.
    pub chance: f64,
    /// Whether it holds, by the one-sided 95 % interval corrected for the number of promises.
    pub verdict: Verdict,
}

/// Whether a promise holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The corrected interval lies on the good side of the limit.
    Met,
    /// The corrected interval lies on the bad side of the limit.
    Missed,
    /// The corrected interval straddles the limit.
    Undecided,
}
