//! What is promised when: each target as the intervals over which its share is taken.

use std::ops::Range;

use crate::model::{DayIdx, IntervalIdx, QueueIdx, Scenario, Scope, Service, ServiceDefinition, Target, Verdict};

use super::centre::Centre;
use super::record::Cell;
use super::statistics::Ratio;
use super::ticks;
use super::waits::GroupedWaits;

/// One target over one stretch of time.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    pub(super) queue: QueueIdx,
    pub(super) day: Option<DayIdx>,
    pub(super) interval: Option<IntervalIdx>,
    pub(super) target: Target,
    /// The cells that count.
    pub(super) cells: Range<usize>,
}

/// All promises of a centre, in order of queue, then scope, then time.
///
/// A floor under a wider scope is a promise for each interval of its own. Where nothing is expected nothing is
/// promised. Deferrable contacts whose deadline lies beyond the horizon cannot be judged and are left out, unless that
/// leaves nothing to judge.
pub(super) fn promises(scenario: &Scenario, centre: &Centre) -> Vec<Promise> {
    let mut found = Vec::new();
    for (queue, facts) in scenario.queues.iter().enumerate() {
        let Some(target) = facts.target else { continue };
        let judged = judged(centre, queue, target);
        let mut promise = |day, interval, target, intervals: Range<usize>| {
            let intervals = intervals.start..intervals.end.min(judged);
            if intervals.clone().any(|interval| is_expected(centre, queue, interval)) {
                let first = queue * centre.horizon.n_intervals;
                let cells = first + intervals.start..first + intervals.end;
                found.push(Promise { queue: QueueIdx(queue), day, interval, target, cells });
            }
        };
        for (day, intervals) in spans_of(scenario, centre, target.scope) {
            let interval = (target.scope == Scope::HalfHour).then_some(IntervalIdx(intervals.start));
            promise(day, interval, target, intervals);
        }
        if let Some(share) = target.floor.filter(|_| target.scope != Scope::HalfHour) {
            let target = Target { share, scope: Scope::HalfHour, floor: None, ..target };
            for (day, intervals) in spans_of(scenario, centre, Scope::HalfHour) {
                promise(day, Some(IntervalIdx(intervals.start)), target, intervals);
            }
        }
    }
    found
}

/// The stretches of time of a scope: which day, and which intervals.
///
/// A week is known by no day where the horizon has one week only, else by its first day.
fn spans_of(scenario: &Scenario, centre: &Centre, scope: Scope) -> Vec<(Option<DayIdx>, Range<usize>)> {
    let of_day = |day: usize| {
        let window = centre.days[day];
        window.first_interval..window.first_interval + window.n_intervals
    };
    let days = 0..centre.days.len();
    match scope {
        Scope::Day => days.map(|day| (Some(DayIdx(day)), of_day(day))).collect(),
        Scope::HalfHour => {
            days.flat_map(|day| of_day(day).map(move |interval| (Some(DayIdx(day)), interval..interval + 1))).collect()
        }
        Scope::Week => {
            let mut weeks: Vec<(Option<DayIdx>, Range<usize>)> = Vec::new();
            for day in days {
                let is_new = day == 0 || {
                    let (before, this) = (&scenario.horizon.days[day - 1], &scenario.horizon.days[day]);
                    before.iso_week() != this.iso_week() && scenario.horizon.n_days() > 7
                };
                match weeks.last_mut() {
                    Some(week) if !is_new => week.1.end = of_day(day).end,
                    _ => weeks.push((Some(DayIdx(day)), of_day(day))),
                }
            }
            if weeks.len() == 1 {
                weeks[0].0 = None;
            }
            weeks
        }
    }
}

/// The first interval of the queue that cannot be judged any more by the end of the horizon.
fn judged(centre: &Centre, queue: usize, target: Target) -> usize {
    let all = centre.horizon.n_intervals;
    if centre.queues[queue].is_live {
        return all;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a deadline of days, in minutes")]
    let deadline = (target.within.get() / 60.0).ceil() as i32;
    let last = (centre.horizon.end.0 - deadline).max(0) / centre.horizon.interval_minutes;
    let judged = usize::try_from(last).unwrap_or(0).min(all);
    if (0..judged).any(|interval| is_expected(centre, queue, interval)) { judged } else { all }
}

fn is_expected(centre: &Centre, queue: usize, interval: usize) -> bool {
    let day = centre.days.partition_point(|day| day.first_interval <= interval).saturating_sub(1);
    centre.arrivals[day].iter().any(|segment| segment.queue == queue && segment.interval == interval)
}

impl Promise {
    /// Numerator and denominator of the share in one replication, by the target's definition.
    pub(super) fn counts(&self, cells: &[Cell]) -> (u32, u32) {
        let sum = self.sum(cells);
        match self.target.definition {
            ServiceDefinition::AnsweredOfOffered => (sum.answered_within, sum.offered),
            ServiceDefinition::AnsweredOfPatient => (sum.answered_within, sum.offered - sum.abandoned_within),
            ServiceDefinition::AnsweredOfAnswered => (sum.answered_within, sum.answered),
            ServiceDefinition::EndedOfOffered => (sum.answered_within + sum.abandoned_within, sum.offered),
        }
    }

    fn sum(&self, cells: &[Cell]) -> Cell {
        let mut sum = Cell::default();
        for cell in &cells[self.cells.clone()] {
            sum.add(cell);
        }
        sum
    }

    /// Whether the promise is kept, as far as `ratio` shows at `z` standard errors.
    ///
    /// Where nothing came nothing was missed.
    pub(super) fn verdict(&self, ratio: &Ratio, z: f64) -> Verdict {
        match ratio.score(self.target.share.get()) {
            None => Verdict::Met,
            Some(score) if score >= z => Verdict::Met,
            Some(score) if score <= -z => Verdict::Missed,
            Some(_) => Verdict::Undecided,
        }
    }

    /// The outcome over `n` replications, with the sums of all of them.
    pub(super) fn service(&self, ratio: &Ratio, z: f64, cells: &[Cell], waits: &GroupedWaits, n: u32) -> Service {
        let sum = self.sum(cells);
        let offered = f64::from(sum.offered);
        let (low, high) = ratio.interval(1.959_964);
        Service {
            queue: self.queue,
            day: self.day,
            interval: self.interval,
            target: self.target,
            offered: offered / f64::from(n.max(1)),
            share: ratio.share(),
            low,
            high,
            abandoned_share: f64::from(sum.abandoned + sum.dropped) / offered.max(1.0),
            mean_wait_s: ticks::to_seconds(sum.wait) / offered.max(1.0),
            p95_wait_s: waits.percentile(self.cells.clone(), 0.95),
            chance: ratio.chance(),
            verdict: self.verdict(ratio, z),
        }
    }
}
