//! The requirement that a roster settles: the guide where the roster keeps it, what the roster has where it does not.

use crate::model::{
    Activity, Breach, CoverRequirement, CoverRow, IntervalIdx, Origin, Performance, QueueSet, Roster, Scenario,
    Shortage, Verdict, Violation,
};

/// Agent minutes on contacts able to serve some queue of a set, by interval.
struct Staffed<'a> {
    scenario: &'a Scenario,
    roster: &'a Roster,
    /// `[agent]`: the live queues the agent can serve.
    serves: Vec<QueueSet>,
}

impl<'a> Staffed<'a> {
    fn new(scenario: &'a Scenario, roster: &'a Roster) -> Self {
        let serves = scenario.agents.iter().map(|agent| scenario.live_queues_for(agent.skills)).collect();
        Self { scenario, roster, serves }
    }

    /// Mean number of agents on contacts over the row's interval who can serve some queue of its set.
    fn mean(&self, row: &CoverRow) -> f64 {
        let horizon = &self.scenario.horizon;
        let interval = horizon.interval(row.interval);
        let whole = horizon.minutes();
        let minutes: i32 = self
            .roster
            .stretches
            .iter()
            .filter(|stretch| stretch.activity == Activity::Contacts)
            .filter(|stretch| self.serves[stretch.agent.0].meets(row.queues))
            .map(|stretch| {
                // A cyclic horizon's last shifts cover its beginning.
                let wraps = if horizon.cyclic { 0..=1 } else { 0..=0 };
                wraps
                    .map(|turn| {
                        let start = (stretch.start.0 - turn * whole).max(interval.start.0);
                        let end = (stretch.end.0 - turn * whole).min(interval.end.0);
                        (end - start).max(0)
                    })
                    .sum::<i32>()
            })
            .sum();
        f64::from(minutes) / f64::from(interval.minutes())
    }
}

/// `requirement` with each pooled row lowered to what `roster` has there, so that the roster meets all of it.
///
/// Given rows stay: they are asked outright, not estimated.
pub(super) fn settle(scenario: &Scenario, requirement: &CoverRequirement, roster: &Roster) -> CoverRequirement {
    let staffed = Staffed::new(scenario, roster);
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
    let staffed = Staffed::new(scenario, roster);
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
