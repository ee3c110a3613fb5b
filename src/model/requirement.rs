//! Offered load and the cover requirement: people needed on sets of queues, interval by interval.

use super::{DayIdx, IntervalIdx, QueueSet};

/// People needed on sets of queues, interval by interval.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CoverRequirement {
    /// The rows; at most one for a set of queues in an interval of either kind.
    pub rows: Vec<CoverRow>,
    /// Offered load with the carry-over of work in progress `[E]`, `[queue][interval]`; deferrable queues are 0.
    pub load: Vec<Vec<f64>>,
    /// Staffed time that every roster must have, whatever the routing.
    pub workload: Vec<WorkloadRow>,
}

/// At least `agents` on contacts who can serve some queue of `queues`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverRow {
    /// When.
    pub interval: IntervalIdx,
    /// For which queues.
    pub queues: QueueSet,
    /// How many people.
    pub agents: u32,
    /// Where it comes from, and so how it is read.
    pub origin: Origin,
}

/// Where a row of the requirement comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// `requirement.csv`: holds at every minute, and rows of disjoint sets add up.
    Given,
    /// Derived from the forecast for a perfectly pooled group: a guide, held on average over the interval.
    Pooled,
}

/// On `day`, agents who can serve some queue of `queues` are on contacts for at least `minutes` in all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkloadRow {
    /// When.
    pub day: DayIdx,
    /// For which queues.
    pub queues: QueueSet,
    /// Staffed time `[agent min]`.
    pub minutes: f64,
}
