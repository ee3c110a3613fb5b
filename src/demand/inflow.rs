//! The mean day of a centre: its queues put together as one inflow, or each by itself.

use chrono::{Datelike, Weekday};

use crate::model::{
    Clock, Day, DayIdx, HandleTimeLaw, Inflow, IntervalIdx, QueueIdx, QueueSet, Scenario, Seconds, Share, Window,
};

use super::passages;

/// A centre's days in a few figures: the mean day with contacts, and how much the busiest weekday has above it.
#[derive(Debug, Clone, PartialEq)]
pub struct Days {
    /// Days with contacts.
    pub n_days: usize,
    /// Contacts on a mean one of them.
    pub mean: f64,
    /// The busiest weekday, and its contacts over the mean.
    pub busiest: Option<(Weekday, f64)>,
}

/// The mean day of `queues` together: contacts by time of day, averaged over the days on which any come.
///
/// As if every person on contacts could serve them all: the handle time and the patience of the mix, the wait promised
/// to most of them, and the share promised by volume. Contacts passed on count where they go too, and a chat counts for
/// the time it keeps a person busy. `None` without contacts, or where nothing is promised to any of them.
pub fn mean_day(scenario: &Scenario, queues: QueueSet) -> Option<Inflow> {
    let horizon = &scenario.horizon;
    let length = horizon.days.iter().map(|day| day.minutes / horizon.interval_minutes).max()?;
    let n_days = days(scenario, queues).n_days;
    let mut contacts = vec![0.0; usize::try_from(length).ok()?];
    let like = mix(scenario, queues, |clock, volume| {
        let place = usize::try_from(clock.minute / horizon.interval_minutes).unwrap_or(0);
        contacts[place] += volume / real(n_days);
        true
    })?;
    Some(Inflow { contacts, interval_minutes: horizon.interval_minutes, is_steady: false, ..like })
}

/// The contacts of `queues` within a window, as an hour that goes on: the mean of its hours on the days of the horizon.
///
/// `None` without such contacts, or where nothing is promised to any of them.
pub fn mean_hour(scenario: &Scenario, queues: QueueSet, window: &Window) -> Option<Inflow> {
    let mut volume = 0.0;
    let like = mix(scenario, queues, |clock, contacts| {
        let is_within = is_within(window, clock);
        volume += if is_within { contacts } else { 0.0 };
        is_within
    })?;
    let horizon = &scenario.horizon;
    let is_inside = |index: &usize| {
        let interval = IntervalIdx(*index);
        is_within(window, horizon.clock(horizon.interval(interval).start))
            && queues.iter().any(|queue| scenario.forecast[queue.0][*index].contacts > 0.0)
    };
    let hours = real((0..horizon.n_intervals()).filter(is_inside).count()) * f64::from(horizon.interval_minutes) / 60.0;
    Some(Inflow { contacts: vec![volume / hours], interval_minutes: 60, is_steady: true, ..like })
}

/// Whether an interval that begins then is part of a window.
pub fn is_within(window: &Window, clock: Clock) -> bool {
    let is_day = window.weekdays.is_empty() || window.weekdays.contains(&clock.date.weekday());
    is_day && (window.between.0..window.between.1).contains(&clock.minute)
}

/// What the contacts of `queues` are like together, of the intervals that `counts`, which is told each one's contacts.
fn mix(scenario: &Scenario, queues: QueueSet, mut counts: impl FnMut(Clock, f64) -> bool) -> Option<Inflow> {
    let seen = passages::as_guided(scenario);
    let scenario = seen.as_ref();
    let horizon = &scenario.horizon;
    let mut mix = Mix::default();
    for queue in queues.iter() {
        for (index, expected) in scenario.forecast[queue.0].iter().enumerate().filter(|(_, f)| f.contacts > 0.0) {
            if counts(horizon.clock(horizon.interval(IntervalIdx(index)).start), expected.contacts) {
                mix.add(queue, expected.contacts, expected.handle_time, scenario);
            }
        }
    }
    if mix.contacts <= 0.0 || mix.promised <= 0.0 {
        return None;
    }
    let names = queues.iter().map(|queue| scenario.queues[queue.0].name.clone());
    let first = queues.iter().find(|queue| scenario.queues[queue.0].target.is_some())?;
    let law = scenario.queues[first.0].handle_time_law;
    let is_one_law = queues.iter().all(|queue| scenario.queues[queue.0].handle_time_law == law);
    Some(Inflow {
        name: names.collect::<Vec<_>>().join(", "),
        law: if is_one_law { law } else { HandleTimeLaw::Exponential },
        patience: (mix.hanging_up > 0.0).then(|| Seconds::new(mix.contacts / mix.hanging_up)),
        share: Share::new(mix.share / mix.promised),
        within: mix.usual_within()?,
        definition: scenario.queues[first.0].target?.definition,
        ..Inflow::steady(mix.contacts, Seconds::new(mix.work / mix.contacts))
    })
}

/// The days of `queues`.
pub fn days(scenario: &Scenario, queues: QueueSet) -> Days {
    let horizon = &scenario.horizon;
    let mut by_day = vec![0.0; horizon.n_days()];
    for queue in queues.iter() {
        for (index, expected) in scenario.forecast[queue.0].iter().enumerate() {
            let DayIdx(day) = horizon.day_at(horizon.interval(IntervalIdx(index)).start);
            by_day[day] += expected.contacts;
        }
    }
    let busy: Vec<(Weekday, f64)> = horizon.days.iter().map(Day::weekday).zip(by_day).collect();
    let busy: Vec<(Weekday, f64)> = busy.into_iter().filter(|(_, contacts)| *contacts > 0.0).collect();
    let mean = busy.iter().map(|(_, contacts)| contacts).sum::<f64>() / real(busy.len()).max(1.0);
    let by_weekday = (0..7).filter_map(|number| {
        let weekday = Weekday::try_from(number).ok()?;
        let of_day: Vec<f64> = busy.iter().filter(|(day, _)| *day == weekday).map(|(_, contacts)| *contacts).collect();
        (!of_day.is_empty()).then(|| (weekday, of_day.iter().sum::<f64>() / real(of_day.len()) / mean))
    });
    let busiest = by_weekday.reduce(|most, day| if day.1 > most.1 + 1e-9 { day } else { most });
    Days { n_days: busy.len(), mean, busiest: busiest.filter(|(_, factor)| *factor > 1.0 + 1e-6) }
}

/// The live queues with contacts that were promised something or take people's time.
pub fn live(scenario: &Scenario) -> QueueSet {
    super::busy_queues(scenario)
}

/// Work on contacts that can wait, over the horizon `[s]`.
pub fn deferrable_work(scenario: &Scenario) -> f64 {
    let deferrable = scenario.queues.iter().zip(&scenario.forecast).filter(|(queue, _)| !queue.is_live());
    deferrable.flat_map(|(_, forecast)| forecast).map(|f| f.contacts * f.handle_time.get()).sum()
}

/// Sums over the contacts of a mix.
#[derive(Default)]
struct Mix {
    contacts: f64,
    work: f64,
    hanging_up: f64,
    promised: f64,
    share: f64,
    /// Waits promised `[s]`, with the contacts that each is promised to.
    within: Vec<(f64, f64)>,
}

impl Mix {
    fn add(&mut self, queue: QueueIdx, contacts: f64, handle_time: Seconds, scenario: &Scenario) {
        let facts = &scenario.queues[queue.0];
        self.contacts += contacts;
        self.work += contacts * handle_time.get();
        self.hanging_up += facts.patience.map_or(0.0, |patience| contacts / patience.get());
        if let Some(target) = facts.target {
            self.promised += contacts;
            self.share += contacts * target.share.get();
            let wait = target.within.get();
            match self.within.iter_mut().find(|(known, _)| (known - wait).abs() < 1e-9) {
                Some((_, volume)) => *volume += contacts,
                None => self.within.push((wait, contacts)),
            }
        }
    }

    /// The wait promised to most contacts.
    fn usual_within(&self) -> Option<Seconds> {
        self.within.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(wait, _)| Seconds::new(*wait))
    }
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
