//! Plan: everything one run produced, and the progress on the way.

use super::{
    Certificate, Contradiction, Cost, CoverRequirement, Performance, Roster, Scenario, Shortage, SkillCover, SkillSet,
    Span, Survival, Unmanned, Violation,
};

/// Everything one run produced.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What was asked.
    pub scenario: Scenario,
    /// How well it was answered.
    pub status: Status,
    /// People needed, interval by interval, under which the bound holds.
    pub requirement: CoverRequirement,
    /// The answer.
    pub roster: Roster,
    /// Agents with any activity but reserve.
    pub headcount: usize,
    /// What is proven.
    pub certificate: Certificate,
    /// Where people are missing.
    pub shortage: Vec<Shortage>,
    /// What would end the shortage; `None` where nothing is short, or no cure was found.
    pub cure: Option<Cure>,
    /// What was done about absences; `None` where the plan need not survive any.
    pub survival: Option<Survival>,
    /// What the independent judge found.
    pub violations: Vec<Violation>,
    /// Hard facts that cannot all hold; with any, the roster is the best that keeps nearly all.
    pub contradictions: Vec<Contradiction>,
    /// Why posts stand empty that nobody could man.
    pub unmanned: Vec<Unmanned>,
    /// What the simulation found; `None` when it was not asked for.
    pub performance: Option<Performance>,
    /// What the roster costs.
    pub cost: Cost,
    /// Who covers which skill when.
    pub cover: Vec<SkillCover>,
    /// The search's path: each number of people tried and what came of it.
    pub path: Vec<Step>,
}

/// The fewest people found with whom, beside everybody employed, all that is asked is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cure {
    /// One entry for each person more.
    pub additions: Vec<Addition>,
}

/// One person more: the least they must know, and when they work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// What the person must be able to do.
    pub skills: SkillSet,
    /// The shifts, in order of time.
    pub shifts: Vec<Span>,
}

/// How well a plan answers, said honestly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Headcount equals a floor valid for every roster, and every target is met.
    Proven,
    /// Every target is met, and no fewer people can meet the requirement that the simulation settled on.
    Closed,
    /// Every target is met; fewer people are not excluded.
    Feasible,
    /// An interval straddles its target within the replications allowed.
    Undecided,
    /// People run out: the best roster, and what is missing.
    Short,
    /// Hard facts contradict each other: the best roster that keeps nearly all of them.
    Relaxed,
}

/// One step of the search for the fewest people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// People working.
    pub people: usize,
    /// Targets missed on the search's seeds.
    pub missed: usize,
    /// The lowest margin of any target: share minus target.
    pub worst_margin: f64,
    /// Rosters simulated so far.
    pub evaluations: u64,
}

/// A line of progress for somebody who waits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Progress {
    /// Numbers of people are being tried against volumes.
    Sizing,
    /// Demand is being turned into a requirement.
    Demand,
    /// The optimiser runs: people found, people proven needed.
    Optimising {
        /// Fewest people found so far.
        people: Option<usize>,
        /// Fewest people proven possible so far.
        bound: Option<u32>,
    },
    /// The search tries a number of people.
    Searching(Step),
    /// The final roster is played on fresh seeds.
    Verifying {
        /// Replications played so far.
        replications: u32,
    },
    /// The independent judge reads the roster.
    Checking,
    /// Ways to hold a meeting are played.
    Meeting {
        /// So many.
        ways: usize,
    },
}

/// Who watches a run: told of progress, asked whether to stop.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Called with each line of progress.
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// Seconds left before the run should hand over the best it has; 0 or less: now (also after Ctrl-C).
    pub seconds_left: &'a (dyn Fn() -> f64 + Sync),
}

impl Watch<'_> {
    /// A watch that says nothing and never stops the run.
    pub const SILENT: Watch<'static> = Watch { progress: &|_| {}, seconds_left: &|| f64::INFINITY };

    /// Whether to hand over the best so far.
    pub fn is_over(&self) -> bool {
        (self.seconds_left)() <= 0.0
    }
}
