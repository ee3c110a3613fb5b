//! What the solver proved: the fewest people under which assumption, and how far the plan is from it.

use super::{IntervalIdx, Money, QueueSet};

/// What is proven about a roster, and what each proof assumes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Certificate {
    /// No roster meets the requirement used with fewer people (dual bound, rounded up).
    pub headcount_bound: Option<u32>,
    /// No roster with the plan's headcount or the bound's, as stated, has less paid time `[min]`.
    pub paid_minutes_bound: Option<f64>,
    /// No roster whatsoever meets the targets with fewer people.
    pub workload_floor: Option<u32>,
    /// People that perfect pooling would need by Erlang: instructive, not a bound.
    pub pooled_reference: Option<u32>,
    /// Least total shift weight, where that is the aim.
    pub weight_bound: Option<f64>,
    /// Supplements for unsocial hours as the program's last level counts them in its solution, without rounding.
    pub supplements: Option<Money>,
    /// Whether every level of the solve ended by proof rather than by a limit.
    pub is_optimal: bool,
    /// Whether no limit by the clock was reached.
    pub is_reproducible: bool,
    /// Size and effort of the largest model solved.
    pub effort: Effort,
}

/// Size and effort of a solve.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Columns of the model.
    pub columns: usize,
    /// Rows of the model.
    pub rows: usize,
    /// Nodes of the branch and bound.
    pub nodes: i64,
    /// Simplex and interior-point iterations.
    pub iterations: i64,
}

/// People missing from a row of the requirement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shortage {
    /// When.
    pub interval: IntervalIdx,
    /// On any of these queues.
    pub queues: QueueSet,
    /// How many people short, on average over the interval.
    pub missing: f64,
}
