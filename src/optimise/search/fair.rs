//! What is fair between persons: evenings and weekends by share of employment over time, wishes granted, starts alike.

use std::collections::BTreeSet;

use crate::model::{DayIdx, Wish, WishKind};
use crate::optimise::rules::is_evening;
use crate::optimise::shifts::Shift;
use crate::optimise::weeks::weekend_days;

use super::legality::{Tour, tour};
use super::problem::Problem;
use super::seating::to_f64;
use super::state::State;

/// Smallest difference that counts.
const EPSILON: f64 = 1e-9;

/// What one person bears, by level of importance; less is better on each.
///
/// 1. Evenings above the fair part of them, rounded up, and 2. weekends likewise.
/// 3. The share of the weight of wishes that is refused.
/// 4. Evenings above (or, less than 0, below) the fair part to the fraction, and 5. weekends likewise.
/// 6. Starts other than the first.
pub(super) type Burden = [f64; 6];

/// The fair parts of evenings and weekends, of those who share them.
///
/// ```text
/// part(i) = (all so far + all of the plan) x weeks(i) / sum over all who share of weeks
/// ```
///
/// where weeks(i) are weeks times share of full time, those of the plan included. A swap leaves all parts as they are.
pub(super) struct Fairness {
    evenings: Vec<Option<f64>>,
    weekends: Vec<Option<f64>>,
}

/// How often an agent's tour has an evening.
fn evenings(problem: &Problem, tour: &Tour) -> u32 {
    count(tour.iter().enumerate().filter(|(day, s)| s.is_some_and(|s| is_evening(problem.scenario, *day, s))).count())
}

/// On how many weekends an agent's tour has a shift.
fn weekends(problem: &Problem, tour: &Tour) -> u32 {
    let weekends = weekend_days(&problem.scenario.horizon.days);
    count(weekends.filter(|days| days.clone().any(|day| tour[day].is_some())).count())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Fairness {
    /// The fair parts under `state`.
    pub(super) fn new(problem: &Problem, state: &State) -> Self {
        let agents = &problem.scenario.agents;
        let templates = &problem.scenario.templates;
        let tours: Vec<Tour> = (0..problem.n_agents()).map(|agent| tour(problem, state, &[], agent)).collect();
        let parts = |shares: &dyn Fn(usize) -> bool, have: &dyn Fn(usize) -> u32| -> Vec<Option<f64>> {
            let weight = |agent: usize| agents[agent].history.weeks + agents[agent].history.weeks_planned;
            let sharers: Vec<usize> = (0..agents.len()).filter(|&agent| shares(agent) && weight(agent) > 0.0).collect();
            let all: f64 = sharers.iter().map(|&agent| f64::from(have(agent))).sum();
            let weights: f64 = sharers.iter().map(|&agent| weight(agent)).sum();
            let part = |agent: usize| sharers.contains(&agent).then(|| all * weight(agent) / weights);
            (0..agents.len()).map(part).collect()
        };
        let is_there = |agent: usize| !agents[agent].hireable || tours[agent].iter().any(Option::is_some);
        Self {
            evenings: parts(&|a| is_there(a) && agents[a].shares_evenings(templates), &|a| {
                agents[a].history.evenings + evenings(problem, &tours[a])
            }),
            weekends: parts(&|a| is_there(a) && agents[a].shares_weekends(templates), &|a| {
                agents[a].history.weekends + weekends(problem, &tours[a])
            }),
        }
    }

    /// What an agent bears with this tour.
    pub(super) fn burden(&self, problem: &Problem, agent: usize, tour: &Tour) -> Burden {
        let history = &problem.scenario.agents[agent].history;
        let over = |part: Option<f64>, have: u32| {
            let have = f64::from(have);
            part.map_or((0.0, 0.0), |part| ((have - (part - EPSILON).ceil()).max(0.0), have - part))
        };
        let evenings = over(self.evenings[agent], history.evenings + evenings(problem, tour));
        let weekends = over(self.weekends[agent], history.weekends + weekends(problem, tour));
        let clock = |shift: &&Shift| problem.scenario.horizon.clock(shift.start).minute;
        let starts: BTreeSet<i32> = tour.iter().flatten().map(clock).collect();
        [
            evenings.0,
            weekends.0,
            refused(problem, agent, tour),
            evenings.1,
            weekends.1,
            to_f64(starts.len().saturating_sub(1)),
        ]
    }
}

/// The share of the weight of an agent's wishes that a tour refuses.
fn refused(problem: &Problem, agent: usize, tour: &Tour) -> f64 {
    let wishes = &problem.scenario.agents[agent].wishes;
    let all: f64 = wishes.iter().map(|wish| wish.weight).sum();
    let refused = wishes.iter().filter(|wish| refuses(problem, wish, tour[wish.day.0]));
    if all > 0.0 { refused.map(|wish| wish.weight).sum::<f64>() / all } else { 0.0 }
}

/// Whether a shift, or none, refuses a wish.
pub(super) fn refuses(problem: &Problem, wish: &Wish, shift: Option<&Shift>) -> bool {
    let Some(shift) = shift else { return false };
    let at = |minute: i32| problem.scenario.horizon.minute_at(DayIdx(wish.day.0), minute);
    match wish.kind {
        WishKind::DayOff => true,
        WishKind::StartNotBefore(minute) => shift.start < at(minute),
        WishKind::EndNotAfter(minute) => shift.end > at(minute),
        WishKind::NoEvening => is_evening(problem.scenario, wish.day.0, shift),
    }
}

/// Whether two persons' burdens after a change are fairer than before: on the first level that differs, the one who
/// bears more bears less, or as much while the other bears less (leximax).
///
/// Since nobody else's burden changes, the same holds of the order of all persons' burdens.
pub(super) fn is_fairer(before: [&Burden; 2], after: [&Burden; 2]) -> bool {
    is_fairer_up_to(before[0].len(), before, after)
}

/// As [`is_fairer`], by the first so many levels only.
pub(super) fn is_fairer_up_to(levels: usize, before: [&Burden; 2], after: [&Burden; 2]) -> bool {
    for level in 0..levels {
        let sorted = |pair: [&Burden; 2]| {
            let (a, b) = (pair[0][level], pair[1][level]);
            [a.max(b), a.min(b)]
        };
        for (before, after) in sorted(before).into_iter().zip(sorted(after)) {
            if (before - after).abs() > EPSILON {
                return after < before;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_bears_most_is_helped_first_and_a_later_level_never_outweighs_an_earlier() {
        let burden = |first: f64, third: f64| [first, 0.0, third, 0.0, 0.0, 0.0];
        let fairer =
            |before: [Burden; 2], after: [Burden; 2]| is_fairer([&before[0], &before[1]], [&after[0], &after[1]]);
        assert!(fairer([burden(2.0, 0.0), burden(0.0, 0.0)], [burden(1.0, 0.0), burden(1.0, 0.0)]));
        assert!(!fairer([burden(1.0, 0.0), burden(1.0, 0.0)], [burden(2.0, 0.0), burden(0.0, 0.0)]));
        assert!(!fairer([burden(1.0, 1.0), burden(0.0, 0.0)], [burden(2.0, 0.0), burden(0.0, 0.0)]));
        // All refused to one and nothing to the other is worse than half to each.
        assert!(fairer([burden(0.0, 1.0), burden(0.0, 0.0)], [burden(0.0, 0.5), burden(0.0, 0.5)]));
        // To change roles is no gain.
        assert!(!fairer([burden(1.0, 0.0), burden(0.0, 0.0)], [burden(0.0, 0.0), burden(1.0, 0.0)]));
    }
}
