//! Unsocial hours on the calendar: from windows by kind of day to stretches of elapsed time, each in one category.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::calendar::{Calendar, holiday};
use super::pay::Validity;
use super::values;
use crate::model::{Category, Minute, Money, Span, Unsocial};

/// A kind of day that windows are stated for; a day may be of several kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayKind {
    /// A day of the week.
    Weekday(Weekday),
    /// A day of a major holiday, the weekend that follows directly included.
    Major,
    /// The day before a major holiday's first.
    BeforeMajor,
    /// The day after a major holiday's last.
    AfterMajor,
    /// Another public holiday that is not always a Sunday.
    Holiday,
    /// The day before one.
    BeforeHoliday,
    /// The day after one.
    AfterHoliday,
}

/// When a category applies, by the clock.
#[derive(Debug, Clone)]
pub(super) struct Window {
    /// The category.
    pub(super) category: Category,
    /// On days of any of these kinds.
    pub(super) days: Vec<DayKind>,
    /// From and to, minutes since midnight, within the day `[min]`.
    pub(super) hours: (i32, i32),
    /// On which dates.
    pub(super) validity: Validity,
}

/// What a category gives an hour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rates {
    /// The category.
    pub(super) category: Category,
    /// By day.
    pub(super) day: Money,
    /// By night.
    pub(super) night: Money,
    /// On which dates.
    pub(super) validity: Validity,
}

/// The kind of day that a word in the files stands for.
pub(super) fn day_kind(word: &str) -> Option<DayKind> {
    Some(match word {
        "major" => DayKind::Major,
        "before-major" => DayKind::BeforeMajor,
        "after-major" => DayKind::AfterMajor,
        "holiday" => DayKind::Holiday,
        "before-holiday" => DayKind::BeforeHoliday,
        "after-holiday" => DayKind::AfterHoliday,
        _ => return values::weekday(word).map(DayKind::Weekday),
    })
}

impl Window {
    /// Whether it applies on a date.
    pub(super) fn is_on(&self, date: NaiveDate) -> bool {
        self.validity.holds_on(date) && self.days.iter().any(|kind| kind.is_of(date))
    }
}

impl DayKind {
    fn is_of(self, date: NaiveDate) -> bool {
        let (before, after) = (date - Duration::days(1), date + Duration::days(1));
        match self {
            Self::Weekday(weekday) => date.weekday() == weekday,
            Self::Major => is_major(date),
            Self::BeforeMajor => !is_major(date) && is_major(after),
            Self::AfterMajor => !is_major(date) && is_major(before),
            Self::Holiday => is_other_holiday(date),
            Self::BeforeHoliday => is_other_holiday(after),
            Self::AfterHoliday => is_other_holiday(before),
        }
    }
}

/// Whether the date belongs to a major holiday (storhelg): Easter from Good Friday to Easter Monday, Midsummer,
/// Christmas and New Year from their eves, and a Saturday or Sunday that follows directly on one of them.
fn is_major(date: NaiveDate) -> bool {
    const MAJOR: [&str; 11] = [
        "långfredagen",
        "påskafton",
        "påskdagen",
        "annandag påsk",
        "midsommarafton",
        "midsommardagen",
        "julafton",
        "juldagen",
        "annandag jul",
        "nyårsafton",
        "nyårsdagen",
    ];
    let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    holiday(date).is_some_and(|name| MAJOR.contains(&name)) || (is_weekend && is_major(date - Duration::days(1)))
}

/// Whether the date is one of the holidays whose eve counts from the afternoon.
fn is_other_holiday(date: NaiveDate) -> bool {
    const OTHER: [&str; 5] =
        ["trettondedag jul", "första maj", "Kristi himmelsfärdsdag", "Sveriges nationaldag", "alla helgons dag"];
    holiday(date).is_some_and(|name| OTHER.contains(&name))
}

/// The stretches with a supplement from the start of the horizon to two days past its end, in order, each in the
/// weightiest category that applies; `night` is from when to when the rates for nights hold `[min since midnight]`.
pub(super) fn spans(windows: &[Window], rates: &[Rates], night: (i32, i32), calendar: &Calendar) -> Vec<Unsocial> {
    let mut out: Vec<Unsocial> = Vec::new();
    let mut date = calendar.first_date();
    while date <= calendar.last_date() + Duration::days(2) {
        let windows: Vec<&Window> = windows.iter().filter(|window| window.is_on(date)).collect();
        let mut edges: Vec<i32> = windows.iter().flat_map(|window| [window.hours.0, window.hours.1]).collect();
        edges.extend([night.0, night.1]);
        edges.sort_unstable();
        edges.dedup();
        for (from, to) in edges.iter().copied().zip(edges.iter().copied().skip(1)) {
            let inside = windows.iter().filter(|window| window.hours.0 <= from && to <= window.hours.1);
            let Some(category) = inside.map(|window| window.category).min() else { continue };
            let is_night = from >= night.0 || to <= night.1;
            let in_force = rates.iter().find(|rates| rates.category == category && rates.validity.holds_on(date));
            let hourly = in_force.map(|rates| if is_night { rates.night } else { rates.day });
            let is_night = is_night && in_force.is_some_and(|rates| rates.night != rates.day);
            let span = Span::new(calendar.minute(date, from), calendar.minute(date, to));
            put(&mut out, Unsocial { span, category, is_night, hourly });
        }
        date += Duration::days(1);
    }
    out
}

/// Appends a stretch, joined to the last one where they are alike.
fn put(out: &mut Vec<Unsocial>, next: Unsocial) {
    if next.span.minutes() <= 0 || next.span.start < Minute(0) {
        return;
    }
    match out.last_mut() {
        Some(last) if last.span.end == next.span.start && (Unsocial { span: next.span, ..*last }) == next => {
            last.span.end = next.span.end;
        }
        _ => out.push(next),
    }
}
