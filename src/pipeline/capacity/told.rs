//! What is told of volumes, held against the forecast: ranges, assumptions, and figures that do not agree.

use crate::demand::inflow::{days, live};
use crate::model::{Cases, Channel, Fact, Mismatch, Per, QueueIdx, QueueSet, Scenario, Seconds, Told};

/// Weekdays in a year that are neither Saturday, Sunday nor a holiday, fewest and most over the years 2025 to 2030.
const WORKING_DAYS: (f64, f64) = (249.0, 253.0);
/// Weeks in a year.
const WEEKS: f64 = 365.25 / 7.0;
/// Told figures this near each other agree.
const AGREES: f64 = 0.01;

/// The volumes that are told, around what is forecast: each channel as low and as high as is told of it.
pub(super) fn volume(scenario: &Scenario, forecast: f64) -> Cases {
    let (mut low, mut high) = (forecast, forecast);
    for (told, of_forecast) in known(scenario) {
        let (from, to) = per_day(scenario, told);
        // Between two figures that are one, what is forecast stands.
        if told.high > told.low {
            low += (from - of_forecast).min(0.0);
            high += (to - of_forecast).max(0.0);
        }
    }
    Cases { low, mid: forecast, high }
}

/// Whether the volume is an assumption: one is listed as assumed, and none is told.
pub(super) fn is_volume_assumed(scenario: &Scenario) -> bool {
    let told = || scenario.facts.iter().filter(|fact| fact.told.is_some());
    told().any(|fact| fact.is_assumed) && told().all(|fact| fact.is_assumed)
}

/// The shortest wait after which any queue's contacts overflow.
pub(super) fn overflow(scenario: &Scenario) -> Option<Seconds> {
    let after = scenario.queues.iter().filter_map(|queue| Some(queue.overflow?.after.get()));
    after.reduce(f64::min).map(Seconds::new)
}

/// Told figures that the forecast does not agree with.
pub(super) fn mismatches(scenario: &Scenario) -> Vec<Mismatch> {
    let told = scenario.facts.iter().filter(|fact| !fact.is_assumed);
    told.filter_map(|fact| mismatch(scenario, fact)).collect()
}

fn mismatch(scenario: &Scenario, fact: &Fact) -> Option<Mismatch> {
    let told = fact.told?;
    let forecast = of_forecast(scenario, told.channel);
    let there_are = days_per(scenario, told.per);
    if forecast <= 0.0 {
        return None;
    }
    // The forecast lies within what is told for some number of days that there are.
    let (least, most) = (told.low / there_are.1, told.high / there_are.0);
    let is_agreed = forecast >= least * (1.0 - AGREES) && forecast <= most * (1.0 + AGREES);
    (!is_agreed).then(|| Mismatch {
        fact: fact.clone(),
        forecast,
        days: f64::midpoint(told.low, told.high) / forecast,
        there_are,
    })
}

/// Told volumes that are no assumption, with what is forecast of the same on a mean day.
fn known(scenario: &Scenario) -> impl Iterator<Item = (Told, f64)> + '_ {
    let told = scenario.facts.iter().filter(|fact| !fact.is_assumed).filter_map(|fact| fact.told);
    let live = told.filter(|told| !matches!(told.channel, Some(Channel::Email | Channel::Web)));
    live.map(|told| (told, of_forecast(scenario, told.channel)))
}

fn per_day(scenario: &Scenario, told: Told) -> (f64, f64) {
    let (fewest, most) = days_per(scenario, told.per);
    (told.low / most, told.high / fewest)
}

/// Contacts of a channel (of all live ones) on a mean day.
fn of_forecast(scenario: &Scenario, channel: Option<Channel>) -> f64 {
    let queues = match channel {
        None => live(scenario),
        Some(channel) => {
            let own = scenario.queues.iter().enumerate().filter(|(_, queue)| queue.channel == channel);
            QueueSet::of(own.map(|(index, _)| QueueIdx(index)))
        }
    };
    days(scenario, queues).mean
}

/// Open days in a day, a week or a year: fewest and most.
fn days_per(scenario: &Scenario, per: Per) -> (f64, f64) {
    let mut weekdays: Vec<u32> =
        scenario.horizon.days.iter().filter(|day| day.is_open()).map(|day| day.weekday() as u32).collect();
    weekdays.sort_unstable();
    weekdays.dedup();
    let a_week = f64::from(u32::try_from(weekdays.len()).unwrap_or(7)).max(1.0);
    match per {
        Per::Day => (1.0, 1.0),
        Per::Week => (a_week, a_week),
        Per::Year if weekdays == [0, 1, 2, 3, 4] => WORKING_DAYS,
        Per::Year => (a_week * WEEKS * 0.96, a_week * WEEKS),
    }
}
