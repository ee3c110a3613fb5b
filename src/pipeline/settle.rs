//! The requirement that a roster settles: the guide where the roster keeps it, what the roster has where it does not.

use std::collections::BTreeMap;

use crate::model::{
    Breach, CoverRequirement, CoverRow, IntervalIdx, Origin, Performance, QueueSet, Roster, Scenario, Shortage,
    Verdict, Violation, staffed,
};

/// People there are for rows of a requirement, each set counted once.
struct Staffed<'a> {
    scenario: &'a Scenario,
    roster: &'a Roster,
    by_set: BTreeMap<QueueSet, Vec<f64>>,
}

impl<'a> Staffed<'a> {
    fn new(scenario: &'a Scenario, roster: &'a Roster) -> Self {
        Self { scenario, roster, by_set: BTreeMap::new() }
    }

    /// Mean number of agents on contacts over the row's interval who can serve some queue of its set.
    fn mean(&mut self, row: &CoverRow) -> f64 {
        let count = || staffed(self.scenario, self.roster, row.queues);
        self.by_set.entry(row.queues).or_insert_with(count)[row.interval.0]
    }
}

/// `requirement` with each pooled row lowered to what `roster` has there, so that the roster meets all of it.
///
/// Given rows stay: they are asked outright, not estimated.
pub(super) fn settle(scenario: &Scenario, requirement: &CoverRequirement, roster: &Roster) -> CoverRequirement {
    let mut staffed = Staffed::new(scenario, roster);
    let rows = requirement.rows.iter().map(|row| match row.origin {
        Origin::Given => *row,
        Origin::Pooled => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of people")]
            let has = (staffed.mean(row) + 1e-9).floor() as u32;
            CoverRow { agents: row.agents.min(has), ..*row }
        }
    });
    CoverRequirement { rows: rows.collect(), ..requirement.clone() }
}

/// Where people are missing: what the judge found uncovered of given rows, and pooled rows where a queue of theirs
/// misses its target.
pub(super) fn shortage(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    roster: &Roster,
    performance: Option<&Performance>,
    violations: &[Violation],
) -> Vec<Shortage> {
    let mut shortage = uncovered(scenario, violations);
    let missed: Vec<_> = performance
        .into_iter()
        .flat_map(|performance| &performance.service)
        .filter(|service| service.verdict == Verdict::Missed)
        .collect();
    let is_missed = |row: &CoverRow| {
        let day = scenario.horizon.day_at(scenario.horizon.interval(row.interval).start);
        missed.iter().any(|service| row.queues.has(service.queue) && service.day.is_none_or(|on| on == day))
    };
    let mut staffed = Staffed::new(scenario, roster);
    let pooled = requirement.rows.iter().filter(|row| row.origin == Origin::Pooled && is_missed(row));
    shortage.extend(pooled.filter_map(|row| {
        let missing = f64::from(row.agents) - staffed.mean(row);
        (missing > 1e-9).then_some(Shortage { interval: row.interval, queues: row.queues, missing })
    }));
    shortage.sort_by_key(|short| (short.interval, short.queues));
    shortage
}

/// The judge's findings on given rows, cut into intervals.
fn uncovered(scenario: &Scenario, violations: &[Violation]) -> Vec<Shortage> {
    let horizon = &scenario.horizon;
    let mut shortage = Vec::new();
    for violation in violations {
        let Breach::UnderCover { queues, measured, needed } = violation.breach else { continue };
        let intervals = (0..horizon.n_intervals()).map(IntervalIdx);
        for interval in intervals.filter(|&i| horizon.interval(i).overlaps(violation.span)) {
            shortage.push(Shortage { interval, queues, missing: f64::from(needed - measured) });
        }
    }
    shortage
}
