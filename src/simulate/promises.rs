//! What is promised when: each target and ceiling as the intervals over which it is taken.

use std::ops::Range;

use crate::model::{
    DayIdx, IntervalIdx, Measure, Promised, QueueIdx, Scenario, Scope, Service, ServiceDefinition, Target, Verdict,
};

use super::centre::Centre;
use super::record::Cell;
use super::statistics::{Kind, Ratio};
use super::ticks;
use super::waits::GroupedWaits;

/// One thing promised over one stretch of time.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    pub(super) queue: QueueIdx,
    pub(super) day: Option<DayIdx>,
    pub(super) interval: Option<IntervalIdx>,
    pub(super) promised: Promised,
    /// The cells that count.
    pub(super) cells: Range<usize>,
    /// What is to be reached or not exceeded, in the unit of [`Promise::counts`].
    limit: f64,
    kind: Kind,
}

/// All promises of a centre, in order of queue, then scope, then time.
///
/// A floor under a wider scope is a promise for each interval of its own. Where nothing is expected nothing is
/// promised. Deferrable contacts whose deadline lies beyond the horizon cannot be judged and are left out, unless that
/// leaves nothing to judge.
pub(super) fn promises(scenario: &Scenario, centre: &Centre) -> Vec<Promise> {
    let mut found = Vec::new();
    for (queue, facts) in scenario.queues.iter().enumerate() {
        let judged = judged(centre, queue, facts.target);
        let piece = facts.handle_time.get() * ticks::PER_SECOND;
        let mut promise = |day, interval, promised: Promised, intervals: Range<usize>| {
            let intervals = intervals.start..intervals.end.min(judged);
            if intervals.clone().any(|interval| is_expected(centre, queue, interval)) {
                let first = queue * centre.horizon.n_intervals;
                let cells = first + intervals.start..first + intervals.end;
                let (limit, kind) = yardstick(&promised, piece);
                found.push(Promise { queue: QueueIdx(queue), day, interval, promised, cells, limit, kind });
            }
        };
        // From the widest scope to the narrowest, so that waits can be told apart by the narrower.
        let mut all: Vec<Promised> = facts.promises().collect();
        all.extend(facts.target.and_then(floor).map(Promised::Answered));
        all.sort_by_key(|promised| std::cmp::Reverse(promised.scope()));
        for promised in all {
            for (day, intervals) in spans_of(scenario, centre, promised.scope()) {
                let interval = (promised.scope() == Scope::HalfHour).then_some(IntervalIdx(intervals.start));
                promise(day, interval, promised, intervals);
            }
        }
    }
    found
}

/// The floor of any single interval, as a target of its own.
fn floor(target: Target) -> Option<Target> {
    let share = target.floor.filter(|_| target.scope != Scope::HalfHour)?;
    Some(Target { share, scope: Scope::HalfHour, floor: None, ..target })
}

/// The limit in the unit of [`Promise::counts`], and what the ratio is of; handle times are about `piece` [ticks].
fn yardstick(promised: &Promised, piece: f64) -> (f64, Kind) {
    match promised.measure() {
        None | Some(Measure::Abandoned) => (promised.limit(), Kind::Contacts),
        Some(Measure::MeanWait) => (promised.limit() * ticks::PER_SECOND, Kind::Waits),
        Some(Measure::Occupancy) => (promised.limit(), Kind::Time(piece)),
    }
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
fn judged(centre: &Centre, queue: usize, target: Option<Target>) -> usize {
    let all = centre.horizon.n_intervals;
    let Some(target) = target.filter(|_| !centre.queues[queue].is_live) else { return all };
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
    /// Numerator and denominator in one replication: contacts by the target's definition, or times [ticks].
    pub(super) fn counts(&self, cells: &[Cell]) -> (u64, u64) {
        let sum = self.sum(cells);
        let shares = |(above, below): (u32, u32)| (u64::from(above), u64::from(below));
        match self.promised {
            Promised::Answered(target) => shares(match target.definition {
                ServiceDefinition::AnsweredOfOffered => (sum.answered_within, sum.offered),
                ServiceDefinition::AnsweredOfPatient => (sum.answered_within, sum.offered - sum.abandoned_within),
                ServiceDefinition::AnsweredOfAnswered => (sum.answered_within, sum.answered),
                ServiceDefinition::EndedOfOffered => (sum.answered_within + sum.abandoned_within, sum.offered),
            }),
            Promised::AtMost(ceiling) => match ceiling.measure {
                Measure::MeanWait => (sum.wait, u64::from(sum.offered)),
                Measure::Abandoned => shares((sum.abandoned + sum.dropped, sum.offered)),
                Measure::Occupancy => (sum.busy, sum.staffed),
            },
        }
    }

    /// Notes in `ratio` whether a replication with these counts kept the promise by itself.
    pub(super) fn reach(&self, ratio: &mut Ratio, (above, below): (u64, u64)) {
        #[expect(clippy::cast_precision_loss, reason = "counts and ticks of one horizon, far below 2^53")]
        let excess = above as f64 - self.limit * below as f64;
        ratio.reach(if self.is_ceiling() { excess <= 1e-9 } else { excess >= -1e-9 });
    }

    fn is_ceiling(&self) -> bool {
        self.promised.measure().is_some()
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
        let score = ratio.score(self.limit, self.kind);
        match score.map(|score| if self.is_ceiling() { -score } else { score }) {
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
        let (low, high) = ratio.interval(1.959_964, self.kind);
        let unit = if self.kind == Kind::Waits { ticks::PER_SECOND } else { 1.0 };
        // Where nothing came a share is whole, and nobody waited.
        let nothing = if self.is_ceiling() { 0.0 } else { 1.0 };
        Service {
            queue: self.queue,
            day: self.day,
            interval: self.interval,
            promised: self.promised,
            offered: offered / f64::from(n.max(1)),
            value: ratio.value().unwrap_or(nothing) / unit,
            low: low / unit,
            high: high / unit,
            abandoned_share: f64::from(sum.abandoned + sum.dropped) / offered.max(1.0),
            mean_wait_s: ticks::to_seconds(sum.wait) / offered.max(1.0),
            p95_wait_s: waits.percentile(self.cells.clone(), 0.95),
            chance: ratio.chance(),
            verdict: self.verdict(ratio, z),
        }
    }
}
