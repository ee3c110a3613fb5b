//! Letters over night: what a horizon played in one go gives a day that the day by itself does not show.
//!
//! A day played by itself begins without letters, and those it leaves count as missed. Played in one go the horizon has
//! both, what was left the day before (and keeps people from the telephone in the morning) and what is done the day after.
//! The difference, measured under the roster in hand whenever that is played as a whole, is added to every day played
//! under a change: a change is judged by what it does to its own day, the roster that is accepted by the horizon.

use crate::model::{Forecast, Promised, Scenario};

use super::counts::{Count, Counts, Row};

/// By how much days by themselves misjudge what is promised, where letters come.
#[derive(Debug, Clone, Default)]
pub(super) struct Carry {
    /// Every row; none where no letters come.
    rows: Vec<Misjudged>,
}

/// One row of the counts.
#[derive(Debug, Clone)]
struct Misjudged {
    /// The first interval of each day whose deadline lies beyond the horizon, `[day]`.
    judged: Vec<usize>,
    /// What the horizon gives more in each replication, `[day][interval]`; empty until it is measured.
    more: Vec<Vec<Count>>,
}

impl Carry {
    /// Nothing measured yet.
    pub(super) fn new(scenario: &Scenario, rows: &[Row]) -> Self {
        let queues = scenario.queues.iter().zip(&scenario.forecast);
        let come = |forecast: &[Forecast]| forecast.iter().any(|expected| expected.contacts > 0.0);
        if !queues.into_iter().any(|(queue, forecast)| !queue.is_live() && come(forecast)) {
            return Self::default();
        }
        let of = |row: &Row| {
            let judged = match row.promised {
                Some(Promised::Answered(target)) if !scenario.queues[row.queue].is_live() => {
                    judged(scenario, row.queue, target.within.get())
                }
                _ => vec![usize::MAX; scenario.horizon.n_days()],
            };
            Misjudged { judged, more: Vec::new() }
        };
        Self { rows: rows.iter().map(of).collect() }
    }

    /// Whether letters come at all.
    pub(super) fn is_needed(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Measures: `days` by themselves, and the horizon in one go, both summed over `n` replications, `[day]`.
    pub(super) fn measure(&mut self, days: &[Counts], horizon: &[Counts], n: f64) {
        for (index, row) in self.rows.iter_mut().enumerate() {
            let less = |(horizon, day): (&Counts, &Counts)| horizon.less(day, index, n);
            row.more = horizon.iter().zip(days).map(less).collect();
        }
    }

    /// Forgets what was measured.
    pub(super) fn forget(&mut self) {
        for row in &mut self.rows {
            row.more.clear();
        }
    }

    /// Corrects the counts of a day by itself, summed over `n` replications.
    pub(super) fn correct(&self, day: usize, counts: &mut Counts, n: f64) {
        for (index, row) in self.rows.iter().enumerate() {
            let more = row.more.get(day).map_or(&[][..], Vec::as_slice);
            counts.correct(index, more, row.judged[day], n);
        }
    }
}

/// The first interval of each day whose letters cannot be judged by the end of the horizon, unless that leaves none.
fn judged(scenario: &Scenario, queue: usize, within_s: f64) -> Vec<usize> {
    let horizon = &scenario.horizon;
    #[expect(clippy::cast_possible_truncation, reason = "a deadline of days, in minutes")]
    let deadline = (within_s / 60.0).ceil() as i32;
    let last = usize::try_from((horizon.minutes() - deadline).max(0) / horizon.interval_minutes).unwrap_or(0);
    let comes = scenario.forecast[queue].iter().take(last).any(|expected| expected.contacts > 0.0);
    let first = |day: &crate::model::Day| usize::try_from(day.start.0 / horizon.interval_minutes).unwrap_or(0);
    let of_day = |day| if comes { last.saturating_sub(first(day)) } else { usize::MAX };
    horizon.days.iter().map(of_day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Channel, DayTally, Horizon, Queue, Scope, Seconds, ServiceDefinition, Share, SkillSet, Tally, Target,
    };
    use crate::optimise::search::counts::rows;

    #[test]
    fn a_day_is_judged_by_the_horizon_and_only_as_far_as_that_reaches() {
        let monday = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let mut scenario = Scenario::new("Brev", Horizon::new(monday, 2, 60, 15));
        let mut queue = Queue::new("brev", SkillSet::EMPTY, Seconds::new(60.0));
        queue.channel = Channel::Email;
        queue.target = Some(Target {
            share: Share::new(0.9),
            within: Seconds::new(86_400.0),
            scope: Scope::Day,
            definition: ServiceDefinition::AnsweredOfOffered,
            floor: None,
        });
        scenario.queues = vec![queue];
        scenario.forecast = vec![vec![Forecast { contacts: 1.0, handle_time: Seconds::new(60.0) }; 48]];
        let rows = rows(&scenario);
        let day = |good: f64| {
            let tally = Tally { offered: 2.0, answered_within: good, ..Tally::default() };
            let whole = Tally { offered: 48.0, answered_within: 24.0 * good, ..Tally::default() };
            Counts::new(&DayTally { queues: vec![whole], intervals: vec![vec![tally; 24]] }, &rows)
        };
        let mut carry = Carry::new(&scenario, &rows);
        assert!(carry.is_needed());
        // Two replications; by itself the day answers half, in one go all.
        carry.measure(&[day(1.0), day(1.0)], &[day(2.0), day(2.0)], 2.0);
        let corrected = |on: usize, good: f64| {
            let mut counts = day(good);
            carry.correct(on, &mut counts, 2.0);
            counts.whole(0)
        };
        assert_eq!(corrected(0, 1.0), Count { good: 48.0, all: 48.0 });
        // A change by which the day answers fewer by itself is seen.
        assert_eq!(corrected(0, 0.5), Count { good: 36.0, all: 48.0 });
        // The second day's deadline lies beyond the horizon.
        assert_eq!(corrected(1, 1.0), Count::default());
        carry.forget();
        let mut counts = day(1.0);
        carry.correct(0, &mut counts, 2.0);
        assert_eq!(counts, day(1.0));
    }
}
