//! People needed on one set of queues, interval by interval, within the scope of its targets.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;

use crate::model::{Horizon, IntervalIdx, QueueSet, Scenario, Scope};

use super::allocation::{Choice, fewest};
use super::pool::{Cell, cells, curve};

/// Rounding that a target forgives, as a share of its contacts.
const ROUNDING: f64 = 1e-9;

/// The least agents with which `queues`, perfectly pooled, meet their targets: the intervals that need any, in order.
///
/// `load` is the offered load, `[queue][interval]`.
pub(super) fn on(scenario: &Scenario, load: &[Vec<f64>], queues: QueueSet) -> Vec<(IntervalIdx, u32)> {
    let Some((scope, cells)) = cells(scenario, load, queues) else { return Vec::new() };
    let mut curves: BTreeMap<[u64; 6], Vec<(f64, f64)>> = BTreeMap::new();
    let mut cover = Vec::new();
    for group in cells.chunk_by(|one, next| key(scenario, scope, one) == key(scenario, scope, next)) {
        let choices: Vec<Choice> =
            group.iter().map(|cell| choice(cell, curves.entry(shape(cell)).or_insert_with(|| curve(cell)))).collect();
        let contacts: f64 = group.iter().map(|cell| cell.contacts).sum();
        let agents = fewest(&choices, ROUNDING * contacts);
        cover.extend(
            group
                .iter()
                .zip(agents)
                .filter(|(_, n)| *n > 0)
                .map(|(cell, n)| (cell.interval, u32::try_from(n).expect("a curve ends long before"))),
        );
    }
    cover
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
fn shape(cell: &Cell) -> [u64; 6] {
    [
        cell.demand.load.get().to_bits(),
        cell.demand.handle_time.get().to_bits(),
        u64::from(cell.demand.patience.is_some()),
        cell.demand.patience.map_or(0, |patience| patience.get().to_bits()),
        cell.within.get().to_bits(),
        cell.definition as u64,
    ]
}

/// The credit of each number of agents in one interval, and the least that keeps its floor.
fn choice(cell: &Cell, curve: &[(f64, f64)]) -> Choice {
    let keeps_floor = |&(above, below): &(f64, f64)| above >= (cell.floor - ROUNDING) * below;
    Choice {
        credit: curve.iter().map(|(above, below)| cell.contacts * (above - cell.share * below)).collect(),
        least: if cell.floor > 0.0 { curve.iter().position(keeps_floor).unwrap_or(curve.len() - 1) } else { 0 },
    }
}
