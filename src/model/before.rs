//! Before there is a centre: what the departments answer themselves, what a centre could take, and what that frees.

use super::{Cases, Seconds, Share};

/// What a pre-study knows and assumes.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// Share of tries that are answered before.
    pub answered: Share,
    /// Share of all matters that a centre can take.
    pub transferable: Share,
    /// Shares of all matters that it solves at once: the cases looked at, ascending; none above `transferable`.
    pub solved: Vec<Share>,
    /// A case officer's time for a call, when they answer it themselves `[s]`.
    pub officer_call: Seconds,
    /// A case officer's time for a matter that is not solved at once `[s]`.
    pub case_time: Seconds,
    /// What that time becomes, as a part of it.
    pub case_time_factor: f64,
}

/// One department's calls on a mean day.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentBefore {
    /// Its name.
    pub name: String,
    /// Calls as counted, every new try among them.
    pub tries: f64,
    /// The matters behind them.
    pub matters: f64,
    /// The matters that a centre can take.
    pub taken: f64,
}

/// What one share solved at once means.
#[derive(Debug, Clone, PartialEq)]
pub struct BeforeCase {
    /// Share of all matters solved at once.
    pub solved: Share,
    /// Mean handle time in the centre, the work of forwarding included `[s]`.
    pub handle_time: Seconds,
    /// Full-time people in the centre, with handle times a fifth shorter, as they are, a fifth longer.
    pub people: Cases,
    /// People on contacts at a time.
    pub seats: u32,
    /// Matters a day taken and forwarded.
    pub forwarded: f64,
    /// Case officers' hours a week freed of calls: those solved at once, and those taken at all `[h]`.
    pub freed_calls: (f64, f64),
    /// Case officers' hours a week freed if the time for the matters left falls as is claimed `[h]`.
    pub freed_cases: f64,
}

/// A pre-study's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct BeforeStudy {
    /// What it rests on.
    pub before: Before,
    /// The departments.
    pub departments: Vec<DepartmentBefore>,
    /// One for each share solved at once.
    pub cases: Vec<BeforeCase>,
    /// Open days in a week.
    pub days_a_week: f64,
}

impl BeforeStudy {
    /// Calls a day as counted, matters behind them, and matters that a centre can take.
    pub fn totals(&self) -> (f64, f64, f64) {
        let sum = |of: fn(&DepartmentBefore) -> f64| self.departments.iter().map(of).sum();
        (sum(|d| d.tries), sum(|d| d.matters), sum(|d| d.taken))
    }
}
