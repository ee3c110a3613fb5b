//! Volumes: `forecast.csv` and `requirement.csv`, by date or by weekday, to intervals of the horizon.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::agents::bad_number;
use super::calendar::Calendar;
use super::collect::Faults;
use super::names::Names;
use super::opening::Hours;
use super::queues::ReadQueue;
use super::tables::{Columns, Row, Table};
use super::values;
use crate::model::{DayIdx, FaultKind, Forecast, GivenRow, Horizon, IntervalIdx, QueueIdx, QueueSet, Seconds, Span};

/// The columns of `forecast.csv`.
pub(super) const FORECAST: Columns =
    Columns { required: &["start", "queue", "contacts"], optional: &["handle_time_s"] };

/// The columns of `requirement.csv`.
pub(super) const REQUIREMENT: Columns = Columns { required: &["start", "queues", "agents"], optional: &[] };

/// The most contacts in an interval, and people in a row, that are taken for meant.
const MOST: f64 = 100_000.0;

/// What a row of volumes refers to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The horizon.
    pub(super) calendar: &'a Calendar,
    /// The centre's opening hours.
    pub(super) hours: &'a Hours,
    /// The queues.
    pub(super) queues: &'a [ReadQueue],
    /// Their names.
    pub(super) names: &'a Names,
    /// Whether a what-if is laid over the centre: contacts outside the hours that it leaves are no mistake then.
    pub(super) is_changed: bool,
}

/// When a row applies: on one date, on every public holiday, or on every such weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Date(NaiveDate, i32),
    Holiday(i32),
    Weekday(Weekday, i32),
}

impl Start {
    fn parse(text: &str) -> Option<Self> {
        let date = values::date_time(text).map(|(date, minute)| Self::Date(date, minute));
        let parsed = date
            .or_else(|| values::holiday_time(text).map(Self::Holiday))
            .or_else(|| values::weekday_time(text).map(|(day, minute)| Self::Weekday(day, minute)))?;
        (parsed.minute() < 1440).then_some(parsed)
    }

    fn minute(self) -> i32 {
        match self {
            Self::Date(_, minute) | Self::Holiday(minute) | Self::Weekday(_, minute) => minute,
        }
    }

    /// The weekday it is about; a public holiday may be any.
    fn weekday(self) -> Option<Weekday> {
        match self {
            Self::Date(date, _) => Some(date.weekday()),
            Self::Holiday(_) => None,
            Self::Weekday(weekday, _) => Some(weekday),
        }
    }

    /// The intervals it means.
    fn intervals(self, horizon: &Horizon) -> Vec<IntervalIdx> {
        let days = horizon.days.iter().enumerate().filter(|(_, day)| match self {
            Self::Date(date, _) => day.date == date,
            Self::Holiday(_) => day.holiday.is_some(),
            Self::Weekday(weekday, _) => day.weekday() == weekday,
        });
        days.filter_map(|(day, _)| horizon.interval_at(horizon.minute_at(DayIdx(day), self.minute()))).collect()
    }
}

/// The rows kept while a table is read: dated rows overrule rows for holidays, and those rows by weekday.
struct Cells<K, V> {
    dated: BTreeMap<K, (V, u64)>,
    holidays: BTreeMap<K, (V, u64)>,
    weekly: BTreeMap<K, (V, u64)>,
}

impl<K: Ord + Clone, V> Cells<K, V> {
    fn new() -> Self {
        Self { dated: BTreeMap::new(), holidays: BTreeMap::new(), weekly: BTreeMap::new() }
    }

    /// Puts a value; gives the line of the row that already stands there.
    fn put(&mut self, start: Start, key: K, value: V, line: u64) -> Option<u64> {
        let cells = match start {
            Start::Date(..) => &mut self.dated,
            Start::Holiday(_) => &mut self.holidays,
            Start::Weekday(..) => &mut self.weekly,
        };
        if let Some((_, first)) = cells.get(&key) {
            return Some(*first);
        }
        cells.insert(key, (value, line));
        None
    }

    fn is_empty(&self) -> bool {
        self.dated.is_empty() && self.holidays.is_empty() && self.weekly.is_empty()
    }

    /// The values; `is_on_holiday` tells the keys whose rows by weekday make way for those of holidays.
    fn into_values(self, is_on_holiday: impl Fn(&K, &BTreeMap<K, (V, u64)>) -> bool) -> BTreeMap<K, V> {
        let holidays = &self.holidays;
        let weekly: Vec<(K, (V, u64))> =
            self.weekly.into_iter().filter(|(key, _)| !is_on_holiday(key, holidays)).collect();
        let weekly = weekly.into_iter();
        weekly.chain(self.holidays).chain(self.dated).map(|(key, (value, _))| (key, value)).collect()
    }
}

impl Context<'_> {
    pub(super) fn horizon(&self) -> &Horizon {
        &self.calendar.horizon
    }

    fn hours_of(&self, queue: QueueIdx) -> &Hours {
        self.queues[queue.0].hours.as_ref().unwrap_or(self.hours)
    }

    /// Whether the queue is open at some time in the interval.
    pub(super) fn is_open(&self, queue: QueueIdx, interval: IntervalIdx) -> bool {
        let span = self.horizon().interval(interval);
        let is_within = |hours: &Span| hours.overlaps(span);
        match &self.queues[queue.0].queue.opening {
            Some(opening) => opening.iter().any(is_within),
            None => self.horizon().days.iter().flat_map(|day| &day.opening).any(is_within),
        }
    }

    /// Whether the interval lies on a public holiday.
    fn is_holiday(&self, interval: IntervalIdx) -> bool {
        let horizon = self.horizon();
        horizon.days[horizon.day_at(horizon.interval(interval).start).0].holiday.is_some()
    }

    fn start(&self, row: Row<'_>, faults: &mut Faults) -> Option<(Start, String)> {
        let written = row.need("start", faults)?;
        let start = row.parse("start", Start::parse, |value| FaultKind::BadStart { value }, faults)?;
        let interval = self.horizon().interval_minutes;
        if start.minute() % interval != 0 {
            row.fault(faults, FaultKind::OffInterval { start: written.to_owned(), interval });
            return None;
        }
        Some((start, written.to_owned()))
    }

    fn queue(&self, row: Row<'_>, name: &str, faults: &mut Faults) -> Option<QueueIdx> {
        let position = self.names.position(name).filter(|&position| position < self.queues.len());
        if position.is_none() {
            let kind = FaultKind::UnknownQueue { queue: name.to_owned(), nearest: self.names.nearest(name) };
            row.fault(faults, kind);
        }
        position.map(QueueIdx)
    }

    /// The intervals of the row in which the queues are open; a fault where they never are on such a day.
    fn open_intervals(
        &self,
        (start, written): (Start, &str),
        (queues, name): (&[QueueIdx], &str),
        row: Row<'_>,
        faults: &mut Faults,
    ) -> Vec<IntervalIdx> {
        let is_open = |interval| queues.iter().any(|&queue| self.is_open(queue, interval));
        let all = start.intervals(self.horizon());
        let open: Vec<_> = all.iter().copied().filter(|&interval| is_open(interval)).collect();
        // A typical week goes on as written where a holiday or an exception closes the centre.
        let is_usual = |&queue: &QueueIdx| {
            let length = self.horizon().interval_minutes;
            start.weekday().is_some_and(|day| self.hours_of(queue).has(day, start.minute(), length))
        };
        let is_excused = match start {
            Start::Date(..) => false,
            Start::Holiday(_) => true,
            Start::Weekday(..) => queues.iter().any(is_usual),
        };
        let is_excused = self.is_changed || is_excused;
        if open.len() < all.len() && !is_excused {
            row.fault(faults, FaultKind::OutsideOpening { queue: name.to_owned(), start: written.to_owned() });
        }
        open
    }
}

/// Expected contacts, `[queue][interval]`.
pub(super) fn forecast(table: &Table, context: Context<'_>, faults: &mut Faults) -> Vec<Vec<Forecast>> {
    let mut cells = Cells::new();
    let mut lacks_handle_time: BTreeMap<QueueIdx, u64> = BTreeMap::new();
    let mut is_sound = true;
    for row in table.rows() {
        let start = context.start(row, faults);
        let name = row.need("queue", faults);
        let queue = name.and_then(|name| context.queue(row, name, faults));
        row.need("contacts", faults);
        let contacts = contacts(row, faults);
        let handle_time = handle_time(row, faults);
        let (Some((start, written)), Some(name), Some(queue), Some(contacts)) = (start, name, queue, contacts) else {
            is_sound = false;
            continue;
        };
        let read = &context.queues[queue.0];
        let intervals = if contacts > 0.0 && read.queue.is_live() {
            context.open_intervals((start, &written), (&[queue], name), row, faults)
        } else {
            start.intervals(context.horizon())
        };
        if handle_time.is_none() && !read.has_handle_time && contacts > 0.0 {
            lacks_handle_time.entry(queue).or_insert(row.line);
        }
        let handle_time = handle_time.map_or(read.queue.handle_time, Seconds::new);
        for interval in intervals {
            let value = Forecast { contacts, handle_time };
            if let Some(first) = cells.put(start, (queue, interval), value, row.line) {
                let kind = FaultKind::DuplicateInterval { queue: name.to_owned(), start: written, first };
                row.fault(faults, kind);
                break;
            }
        }
    }
    for queue in lacks_handle_time.keys() {
        let read = &context.queues[queue.0];
        faults.add(&read.place.0, read.place.1, FaultKind::NoHandleTime { queue: read.queue.id.clone() });
    }
    if cells.is_empty() && is_sound && faults.is_empty() {
        nothing(table, context, faults);
    }
    let has_own = |key: &(QueueIdx, IntervalIdx), holidays: &BTreeMap<(QueueIdx, IntervalIdx), (Forecast, u64)>| {
        context.is_holiday(key.1) && holidays.keys().any(|(queue, _)| *queue == key.0)
    };
    let values = cells.into_values(has_own);
    let n_intervals = context.horizon().n_intervals();
    let queues = context.queues.iter().enumerate();
    queues
        .map(|(queue, read)| {
            let at = |interval| values.get(&(QueueIdx(queue), IntervalIdx(interval))).copied();
            let none = Forecast { contacts: 0.0, handle_time: read.queue.handle_time };
            (0..n_intervals).map(|interval| at(interval).unwrap_or(none)).collect()
        })
        .collect()
}

/// No contacts at all, where nothing is forecast, `[queue][interval]`.
pub(super) fn none(queues: &[ReadQueue], n_intervals: usize) -> Vec<Vec<Forecast>> {
    let row = |read: &ReadQueue| vec![Forecast { contacts: 0.0, handle_time: read.queue.handle_time }; n_intervals];
    queues.iter().map(row).collect()
}

fn nothing(table: &Table, context: Context<'_>, faults: &mut Faults) {
    let (start, end) = (context.calendar.first_date(), context.calendar.last_date());
    faults.add(&table.file, None, FaultKind::NothingInHorizon { start, end });
}

fn contacts(row: Row<'_>, faults: &mut Faults) -> Option<f64> {
    let contacts = row.parse("contacts", values::number, |value| bad_number("contacts", value, false), faults)?;
    if contacts < 0.0 {
        row.fault(faults, FaultKind::NegativeVolume { contacts });
        return None;
    }
    most("contacts", contacts, row, faults)
}

fn most(key: &str, value: f64, row: Row<'_>, faults: &mut Faults) -> Option<f64> {
    if value > MOST {
        row.fault(faults, FaultKind::OutOfRange { key: key.to_owned(), value, low: 0.0, high: MOST });
        return None;
    }
    Some(value)
}

fn handle_time(row: Row<'_>, faults: &mut Faults) -> Option<f64> {
    let kind = |value| bad_number("handle_time_s", value, false);
    let seconds = row.parse("handle_time_s", values::number, kind, faults)?;
    if seconds <= 0.0 {
        row.fault(faults, FaultKind::ZeroHandleTime { seconds });
        return None;
    }
    most("handle_time_s", seconds, row, faults)
}

/// People needed outright.
pub(super) fn requirement(table: &Table, context: Context<'_>, faults: &mut Faults) -> Vec<GivenRow> {
    let mut cells = Cells::new();
    let mut is_sound = true;
    for row in table.rows() {
        let start = context.start(row, faults);
        row.need("queues", faults);
        let queues = queues(row, context, faults);
        row.need("agents", faults);
        let agents = row.parse("agents", values::whole, |value| bad_number("agents", value, true), faults);
        let agents = agents.map(f64::from).and_then(|agents| {
            if agents < 0.0 {
                let key = "agents".to_owned();
                row.fault(faults, FaultKind::OutOfRange { key, value: agents, low: 0.0, high: MOST });
                return None;
            }
            most("agents", agents, row, faults)
        });
        let (Some((start, written)), Some(queues), Some(agents)) = (start, queues, agents) else {
            is_sound = false;
            continue;
        };
        let name = row.get("queues").unwrap_or_default();
        let members: Vec<QueueIdx> = queues.iter().collect();
        let intervals = if agents > 0.0 {
            context.open_intervals((start, &written), (&members, name), row, faults)
        } else {
            start.intervals(context.horizon())
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, at least 0 and small")]
        let agents = agents as u32;
        for interval in intervals {
            if let Some(first) = cells.put(start, (interval, queues), agents, row.line) {
                let kind = FaultKind::DuplicateInterval { queue: name.to_owned(), start: written, first };
                row.fault(faults, kind);
                break;
            }
        }
    }
    if cells.is_empty() && is_sound && faults.is_empty() {
        nothing(table, context, faults);
    }
    let has_own = |key: &(IntervalIdx, QueueSet), holidays: &BTreeMap<(IntervalIdx, QueueSet), (u32, u64)>| {
        context.is_holiday(key.0) && holidays.keys().any(|(_, queues)| *queues == key.1)
    };
    let rows = cells.into_values(has_own).into_iter().filter(|&(_, agents)| agents > 0);
    rows.map(|((interval, queues), agents)| GivenRow { interval, queues, agents }).collect()
}

/// The queues of a requirement: names between bars, or `*` for every live one.
fn queues(row: Row<'_>, context: Context<'_>, faults: &mut Faults) -> Option<QueueSet> {
    let is_live = |queue: QueueIdx| context.queues[queue.0].queue.is_live();
    if row.get("queues")? == "*" {
        return Some(QueueSet::of((0..context.queues.len()).map(QueueIdx).filter(|&queue| is_live(queue))));
    }
    let mut set = QueueSet::EMPTY;
    let mut is_sound = true;
    for name in row.list("queues") {
        match context.queue(row, name, faults) {
            Some(queue) if is_live(queue) => set = set.with(queue),
            Some(_) => {
                row.fault(faults, FaultKind::DeferrableRequirement { queue: name.to_owned() });
                is_sound = false;
            }
            None => is_sound = false,
        }
    }
    (is_sound && !set.is_empty()).then_some(set)
}
