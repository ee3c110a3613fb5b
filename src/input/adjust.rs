//! What a what-if changes in volumes: contacts, handle times and people asked for, by queue, day and time.

use chrono::{Datelike, NaiveDate, Weekday};
use toml::Spanned;

use super::centre::within;
use super::collect::Faults;
use super::document::Source;
use super::schema_what_if::{ForecastChange, RequirementChange};
use super::values;
use super::volumes::{self, Context};
use crate::model::{FaultKind, Forecast, GivenRow, IntervalIdx, QueueIdx, QueueSet, Seconds};

/// The most by which a change may multiply.
const MOST_TIMES: f64 = 1000.0;
/// The most contacts in an interval.
const MOST_CONTACTS: f64 = 100_000.0;

/// A weekday, or one date.
pub(super) enum On {
    Weekday(Weekday),
    Date(NaiveDate),
}

impl On {
    /// Whether that is the day.
    pub(super) fn is(&self, date: NaiveDate) -> bool {
        match self {
            Self::Weekday(weekday) => date.weekday() == *weekday,
            Self::Date(other) => date == *other,
        }
    }
}

/// The forecast after the changes, in their order; `None` where there is neither forecast nor change.
pub(super) fn adjust(
    forecast: Option<Vec<Vec<Forecast>>>,
    changes: &[Spanned<ForecastChange>],
    context: Context<'_>,
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<Vec<Vec<Forecast>>> {
    if changes.is_empty() {
        return forecast;
    }
    let mut forecast = forecast.unwrap_or_else(|| volumes::none(context.queues, context.horizon().n_intervals()));
    for change in changes {
        one(&mut forecast, change, context, source, faults);
    }
    Some(forecast)
}

fn one(
    forecast: &mut [Vec<Forecast>],
    change: &Spanned<ForecastChange>,
    context: Context<'_>,
    source: Source<'_>,
    faults: &mut Faults,
) {
    let table = change.get_ref();
    let queues = queues(table.queues.as_ref(), context, source, faults);
    let days = days(table.days.as_ref(), source, faults);
    let times = |key: &str, written: Option<&Spanned<f64>>, most: f64, faults: &mut Faults| {
        written.and_then(|written| within(key, written, (0.0, most), source, faults))
    };
    let factor = times("factor", table.factor.as_ref(), MOST_TIMES, faults);
    let contacts = times("contacts", table.contacts.as_ref(), MOST_CONTACTS, faults);
    let longer = times("handle_time_factor", table.handle_time_factor.as_ref(), MOST_TIMES, faults);
    let Ok(between) = between(table.between.as_ref(), source, faults) else { return };
    if factor.is_none() && contacts.is_none() && longer.is_none() {
        if table.factor.is_none() && table.contacts.is_none() && table.handle_time_factor.is_none() {
            source.fault(faults, change, FaultKind::MissingKey { key: "factor".to_owned() });
        }
        return;
    }
    if let (Some(written), None) = (&table.contacts, &table.queues) {
        source.fault(faults, written, FaultKind::MissingKey { key: "queues".to_owned() });
        return;
    }
    let mut is_felt = false;
    for queue in queues {
        for (index, cell) in forecast[queue.0].iter_mut().enumerate() {
            let interval = IntervalIdx(index);
            if !applies(interval, days.as_deref(), between, context) {
                continue;
            }
            let is_open = !context.queues[queue.0].queue.is_live() || context.is_open(queue, interval);
            if let Some(contacts) = contacts.filter(|_| is_open) {
                is_felt |= (cell.contacts - contacts).abs() > 0.0;
                cell.contacts = contacts;
            }
            if cell.contacts > 0.0 {
                is_felt |= factor.is_some_and(|factor| (factor - 1.0).abs() > 0.0);
                is_felt |= longer.is_some_and(|longer| (longer - 1.0).abs() > 0.0);
                cell.contacts *= factor.unwrap_or(1.0);
                cell.handle_time = Seconds::new(cell.handle_time.get() * longer.unwrap_or(1.0));
            }
        }
    }
    if !is_felt {
        source.fault(faults, change, FaultKind::ChangesNoContact);
    }
}

/// The clock times, if any are given; a fault is noted where they cannot be read.
pub(super) fn between(
    written: Option<&Spanned<String>>,
    source: Source<'_>,
    faults: &mut Faults,
) -> Result<Option<(i32, i32)>, ()> {
    let Some(written) = written else { return Ok(None) };
    let span = values::clock_span(written.get_ref());
    if span.is_none() {
        source.fault(faults, written, FaultKind::BadTimeSpan { value: written.get_ref().clone() });
    }
    span.map(Some).ok_or(())
}

/// The rows of people asked for outright, with those that a what-if adds.
pub(super) fn ask(
    mut given: Vec<GivenRow>,
    changes: &[Spanned<RequirementChange>],
    context: Context<'_>,
    source: Source<'_>,
    faults: &mut Faults,
) -> Vec<GivenRow> {
    for change in changes {
        let table = change.get_ref();
        let is_live = |queue: &QueueIdx| context.queues[queue.0].queue.is_live();
        let queues: Vec<QueueIdx> =
            queues(table.queues.as_ref(), context, source, faults).into_iter().filter(is_live).collect();
        let days = days(table.days.as_ref(), source, faults);
        let Ok(between) = between(table.between.as_ref(), source, faults) else { continue };
        let agents = *table.agents.get_ref();
        let is_open = |interval: IntervalIdx| queues.iter().any(|&queue| context.is_open(queue, interval));
        let intervals = (0..context.horizon().n_intervals()).map(IntervalIdx);
        let asked: Vec<IntervalIdx> = intervals
            .filter(|&interval| applies(interval, days.as_deref(), between, context) && is_open(interval))
            .collect();
        if asked.is_empty() || agents == 0 {
            source.fault(faults, change, FaultKind::ChangesNoContact);
        }
        let queues = QueueSet::of(queues.iter().copied());
        given.extend(asked.into_iter().map(|interval| GivenRow { interval, queues, agents }));
    }
    given
}

fn queues(
    written: Option<&Vec<Spanned<String>>>,
    context: Context<'_>,
    source: Source<'_>,
    faults: &mut Faults,
) -> Vec<QueueIdx> {
    let n_queues = context.queues.len();
    let Some(written) = written else { return (0..n_queues).map(QueueIdx).collect() };
    let mut found = Vec::new();
    for name in written {
        if let Some(position) = context.names.position(name.get_ref()).filter(|&position| position < n_queues) {
            found.push(QueueIdx(position));
        } else {
            let nearest = context.names.nearest(name.get_ref());
            source.fault(faults, name, FaultKind::UnknownQueue { queue: name.get_ref().clone(), nearest });
        }
    }
    found
}

/// The days, if any are given; a fault is noted for each that cannot be read.
pub(super) fn days(written: Option<&Vec<Spanned<String>>>, source: Source<'_>, faults: &mut Faults) -> Option<Vec<On>> {
    let written = written?;
    let mut days = Vec::new();
    for day in written {
        let text = day.get_ref();
        let weekday = values::weekday(text).map(On::Weekday);
        match weekday.or_else(|| values::date(text).map(On::Date)) {
            Some(day) => days.push(day),
            None => source.fault(faults, day, FaultKind::BadDay { value: text.clone() }),
        }
    }
    Some(days)
}

fn applies(interval: IntervalIdx, days: Option<&[On]>, between: Option<(i32, i32)>, context: Context<'_>) -> bool {
    let horizon = context.horizon();
    let start = horizon.interval(interval).start;
    let day = horizon.day_at(start);
    let date = horizon.days[day.0].date;
    let clock = horizon.clock(start).minute;
    days.is_none_or(|days| days.iter().any(|on| on.is(date)))
        && between.is_none_or(|(from, to)| (from..to).contains(&clock) || (from..to).contains(&(clock + 1440)))
}
