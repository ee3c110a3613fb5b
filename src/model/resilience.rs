//! What becomes of a roster when people are away: played without them, and put right by a few changes.

use super::{AgentIdx, DayIdx, IntervalIdx, QueueIdx, Roster};

/// A roster with each of its people away for the whole horizon, one at a time, and pairs where asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resilience {
    /// Share of all contacts with a target answered in time when nobody is away.
    pub share: f64,
    /// Targets in all.
    pub n_targets: usize,
    /// Of those, missed when nobody is away.
    pub n_missed: usize,
    /// Most simulated horizons behind each figure.
    pub replications: u32,
    /// One entry for each person who does anything but reserve, in order of agent.
    pub single: Vec<Away>,
    /// The pairs asked for.
    pub pairs: Vec<Away>,
    /// Whether every pair was played (without being put right), of which `pairs` are the worst.
    pub all_pairs: Option<PairCount>,
    /// Whether time ran out before everybody was tried.
    pub is_cut_short: bool,
}

/// How many pairs there are, and how many of them lose a target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairCount {
    /// Pairs played.
    pub played: usize,
    /// Of those, without which a target is lost.
    pub losing: usize,
}

/// The roster without some people.
#[derive(Debug, Clone, PartialEq)]
pub struct Away {
    /// Who is away.
    pub agents: Vec<AgentIdx>,
    /// The rows of the others as they stand.
    pub without: Outcome,
    /// As put right by a few changes; `None` where it was not tried.
    pub repaired: Option<Repaired>,
}

/// What a roster delivers beside the same with everybody there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Share of all contacts with a target answered in time.
    pub share: f64,
    /// Targets that held, or were open, and now fail.
    pub lost: Vec<Promise>,
    /// Targets that held and are now open.
    pub uncertain: Vec<Promise>,
    /// Contacts more that are not answered in time, by queue; only queues with more, most first.
    pub late: Vec<(QueueIdx, f64)>,
    /// Time that posts stand empty `[min]`.
    pub unmanned: i32,
}

impl Outcome {
    /// Contacts more that are not answered in time.
    pub fn all_late(&self) -> f64 {
        self.late.iter().map(|(_, contacts)| contacts).sum()
    }

    /// Whether no target is lost and no post stands empty.
    pub fn is_survived(&self) -> bool {
        self.lost.is_empty() && self.unmanned == 0
    }
}

/// What a plan does about absences, where it is to survive any one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survival {
    /// People of the plan before anybody was added.
    pub people_before: usize,
    /// Who serves on top of them, in the order in which they were added.
    pub added: Vec<AgentIdx>,
    /// Whose absence would still lose a target or leave a post empty.
    pub broken: Vec<AgentIdx>,
}

/// One target: of which queue, on which day or in which interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The queue.
    pub queue: QueueIdx,
    /// The day; `None`: the whole week.
    pub day: Option<DayIdx>,
    /// The interval, under a target for each.
    pub interval: Option<IntervalIdx>,
}

/// A roster put right, and what it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// What it delivers.
    pub outcome: Outcome,
    /// The roster.
    pub roster: Roster,
    /// Who has another day than before.
    pub changes: Vec<RosterChange>,
}

/// One person's day that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RosterChange {
    /// Who.
    pub agent: AgentIdx,
    /// The day on which the shift starts.
    pub day: DayIdx,
    /// How much it changes.
    pub kind: ChangeKind,
}

/// How much a person's day changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Called in from reserve, or from a day off.
    CalledIn,
    /// Another start or end, or a day off in place of a shift.
    ShiftMoved,
    /// The same shift with breaks or posts at other times.
    WithinDay,
}
