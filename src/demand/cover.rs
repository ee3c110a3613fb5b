//! People needed on one set of queues, interval by interval, within the scope of its targets.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;

use crate::model::{Horizon, IntervalIdx, QueueSet, Scenario, Scope};

use super::allocation::{Choice, fewest};
use super::pool::{Cell, Curve, cells, curve};
use super::staffing::Goal;

/// Rounding that a target forgives, as a share of its contacts.
const ROUNDING: f64 = 1e-9;

/// The least agents with which `queues`, perfectly pooled, keep their promises: the intervals that need any, in order.
/// Each kind of promise is allotted by itself, and the largest counts.
///
/// `load` is the offered load, `[queue][interval]`.
pub(super) fn on(scenario: &Scenario, load: &[Vec<f64>], queues: QueueSet) -> Vec<(IntervalIdx, u32)> {
    let mut cover: BTreeMap<IntervalIdx, u32> = BTreeMap::new();
    for (scope, cells) in cells(scenario, load, queues) {
        let mut curves: BTreeMap<[u64; 8], Curve> = BTreeMap::new();
        for group in cells.chunk_by(|one, next| key(scenario, scope, one) == key(scenario, scope, next)) {
            let mut choose = |cell| choice(cell, curves.entry(shape(cell)).or_insert_with(|| curve(cell)));
            let choices: Vec<Choice> = group.iter().map(&mut choose).collect();
            let contacts: f64 = group.iter().map(|cell| cell.contacts).sum();
            for (cell, n) in group.iter().zip(fewest(&choices, ROUNDING * contacts)).filter(|(_, n)| *n > 0) {
                let agents = cover.entry(cell.interval).or_default();
                *agents = u32::try_from(n).expect("a curve ends long before").max(*agents);
            }
        }
    }
    cover.into_iter().collect()
}

/// Intervals with the same key share one target.
fn key(scenario: &Scenario, scope: Scope, cell: &Cell) -> usize {
    let day = scenario.horizon.day_at(scenario.horizon.interval(cell.interval).start).0;
    match scope {
        Scope::HalfHour => cell.interval.0,
        Scope::Day => day,
        Scope::Week => weeks(&scenario.horizon).into_iter().position(|week| week.contains(&day)).unwrap_or(0),
    }
}

/// The days of each week that a week's target is taken over: calendar weeks, or the horizon where it has at most seven
/// days.
pub(super) fn weeks(horizon: &Horizon) -> Vec<Range<usize>> {
    let days: Vec<usize> = (0..horizon.n_days()).collect();
    let week = |day: usize| horizon.days[day].date.iso_week();
    let is_one = horizon.n_days() <= 7;
    days.chunk_by(|one, next| is_one || week(*one) == week(*next))
        .map(|days| days[0]..days[days.len() - 1] + 1)
        .collect()
}

/// What the curve depends on.
fn shape(cell: &Cell) -> [u64; 8] {
    let (kind, limit, contacts) = match cell.goal {
        Goal::Answered { share, definition, .. } => (definition as u64, share.get(), 0.0),
        Goal::MeanWait(most) => (10, most.get(), 0.0),
        Goal::Abandoned(most) | Goal::Waiting(most) => (11, most.get(), 0.0),
        Goal::Occupancy(most) => (12, most.get(), cell.contacts),
    };
    [
        cell.demand.load.get().to_bits(),
        cell.demand.handle_time.get().to_bits(),
        u64::from(cell.demand.patience.is_some()),
        cell.demand.patience.map_or(0, |patience| patience.get().to_bits()),
        cell.goal.within().get().to_bits(),
        kind,
        limit.to_bits(),
        f64::to_bits(contacts),
    ]
}

/// The credit of each number of agents in one interval, and the least that keeps its floor.
fn choice(cell: &Cell, curve: &Curve) -> Choice {
    let keeps_floor = |&level: &f64| level >= cell.floor - ROUNDING;
    Choice {
        credit: curve.credit.iter().map(|credit| cell.contacts * credit).collect(),
        least: if cell.floor > 0.0 {
            curve.level.iter().position(keeps_floor).unwrap_or(curve.level.len() - 1)
        } else {
            0
        },
    }
}
