//! Offered load and the cover requirement: people needed on sets of queues, interval by interval.

use super::{IntervalIdx, QueueSet, Span};

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

/// Staffed time that every roster meeting the targets must have, whatever its routing.
///
/// Take each unbroken stretch on contacts, with time inside `span`, of an agent who can serve some queue of `queues`
/// (of a cyclic horizon also the copies of each stretch a horizon earlier and later). Then
///
/// ```text
/// sum over these stretches of (its minutes inside span + per_stretch)  >=  minutes
/// ```
///
/// `per_stretch` pays for the contact in hand when a stretch ends, which is finished after it. The proof is in
/// `demand::workload`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkloadRow {
    /// When the contacts can be begun: a day's opening (under a week's target, a week's), on the grid.
    pub span: Span,
    /// For which queues.
    pub queues: QueueSet,
    /// Expected work of the contacts that must be answered in time `[agent min]`.
    pub minutes: f64,
    /// Most expected work left in hand when a stretch on contacts ends `[agent min]`.
    pub per_stretch: f64,
}
