//! Opening hours: from weekdays, dated exceptions and public holidays to spans on the days of the horizon.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use toml::Spanned;

use super::calendar::{Calendar, holiday};
use super::collect::Faults;
use super::document::Source;
use super::schema::{Opening, PublicHolidays};
use super::values;
use crate::model::{DayIdx, FaultKind, Span, Thing};

/// Clock times from and to, minutes since midnight; the end may lie on the next day `[min]`.
type ClockSpan = (i32, i32);

/// Opening hours as written, before they meet a calendar.
#[derive(Debug, Clone)]
pub(super) struct Hours {
    weekdays: [Vec<ClockSpan>; 7],
    public_holidays: Option<PublicHolidays>,
    exceptions: BTreeMap<NaiveDate, Vec<ClockSpan>>,
}

impl Hours {
    /// Reads opening hours.
    pub(super) fn read(opening: &Opening, grid: i32, source: Source<'_>, faults: &mut Faults) -> Self {
        let lists = [&opening.mon, &opening.tue, &opening.wed, &opening.thu, &opening.fri, &opening.sat, &opening.sun];
        let weekdays = lists.map(|list| clock_spans(list, grid, source, faults));
        let mut exceptions = BTreeMap::new();
        let mut lines = BTreeMap::new();
        for exception in &opening.exceptions {
            let hours = clock_spans(&exception.hours, grid, source, faults);
            let written = exception.date.get_ref();
            let Some(date) = values::date(written) else {
                source.fault(faults, &exception.date, FaultKind::BadDate { value: written.clone() });
                continue;
            };
            if let Some(&first) = lines.get(&date) {
                let kind = FaultKind::DuplicateId { what: Thing::Exception, id: written.clone(), first };
                source.fault(faults, &exception.date, kind);
            } else {
                lines.insert(date, source.place(&exception.date).1);
                exceptions.insert(date, hours);
            }
        }
        Self { weekdays, public_holidays: opening.public_holidays, exceptions }
    }

    /// The centre's hours on each day of the horizon.
    pub(super) fn days(&self, calendar: &Calendar) -> Vec<Vec<Span>> {
        spans(calendar, |date| self.special(date).unwrap_or_else(|| self.weekday(date.weekday()).to_vec()))
    }

    /// The hours of a queue or post of `centre` over the horizon: its own, cut where the centre has a special day.
    pub(super) fn within(&self, centre: &Self, calendar: &Calendar) -> Vec<Span> {
        let on = |date: NaiveDate| {
            let own = self.weekday(date.weekday()).to_vec();
            if let Some(hours) = self.exceptions.get(&date) {
                return hours.clone();
            }
            match (self.public_holidays, holiday(date)) {
                (Some(PublicHolidays::Closed), Some(_)) => Vec::new(),
                (Some(PublicHolidays::AsWeekday), Some(_)) => own,
                _ => centre.special(date).map_or(own.clone(), |hours| intersection(&own, &hours)),
            }
        };
        spans(calendar, on).concat()
    }

    /// Whether these hours are ever open in the `minutes` from `minute` on such a weekday, special days apart.
    pub(super) fn has(&self, weekday: Weekday, minute: i32, minutes: i32) -> bool {
        let overlaps = |hours: &[ClockSpan], minute: i32| hours.iter().any(|h| h.0 < minute + minutes && minute < h.1);
        overlaps(self.weekday(weekday), minute) || overlaps(self.weekday(weekday.pred()), minute + 1440)
    }

    /// Whether the centre is open on public holidays as on the weekday they fall on.
    pub(super) fn is_open_on_holidays(&self) -> bool {
        self.public_holidays == Some(PublicHolidays::AsWeekday)
    }

    fn weekday(&self, weekday: Weekday) -> &[ClockSpan] {
        &self.weekdays[weekday.num_days_from_monday() as usize]
    }

    /// The hours of a date that is not as its weekday.
    fn special(&self, date: NaiveDate) -> Option<Vec<ClockSpan>> {
        let closed = self.public_holidays != Some(PublicHolidays::AsWeekday) && holiday(date).is_some();
        self.exceptions.get(&date).cloned().or(closed.then(Vec::new))
    }
}

fn clock_spans(list: &[Spanned<String>], grid: i32, source: Source<'_>, faults: &mut Faults) -> Vec<ClockSpan> {
    let mut spans: Vec<ClockSpan> = Vec::new();
    for written in list {
        let value = written.get_ref().clone();
        match values::clock_span(&value) {
            None => source.fault(faults, written, FaultKind::BadTimeSpan { value }),
            Some(span) if spans.iter().any(|other| other.0 < span.1 && span.0 < other.1) => {
                source.fault(faults, written, FaultKind::OpeningOverlap { value });
            }
            Some(span) => {
                if span.0 % grid != 0 || span.1 % grid != 0 {
                    source.fault(faults, written, FaultKind::OpeningOffGrid { value, grid });
                }
                spans.push(span);
            }
        }
    }
    spans.sort_unstable();
    spans
}

fn intersection(a: &[ClockSpan], b: &[ClockSpan]) -> Vec<ClockSpan> {
    let cut = |&(from, to): &ClockSpan| b.iter().map(move |other| (from.max(other.0), to.min(other.1)));
    a.iter().flat_map(cut).filter(|(from, to)| from < to).collect()
}

/// The hours of each day as spans within that day; what reaches past midnight belongs to the next day.
fn spans(calendar: &Calendar, on: impl Fn(NaiveDate) -> Vec<ClockSpan>) -> Vec<Vec<Span>> {
    let horizon = &calendar.horizon;
    (0..horizon.n_days())
        .map(|day| {
            let date = horizon.days[day].date;
            let before = if day == 0 && horizon.cyclic { calendar.last_date() } else { date - Duration::days(1) };
            let today = on(date).into_iter().map(|(from, to)| (from, to.min(1440)));
            let carried =
                on(before).into_iter().filter(|span| span.1 > 1440).map(|(from, to)| ((from - 1440).max(0), to - 1440));
            let mut hours: Vec<ClockSpan> = carried.chain(today).collect();
            hours.sort_unstable();
            let mut merged: Vec<ClockSpan> = Vec::new();
            for span in hours {
                match merged.last_mut() {
                    Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
                    _ => merged.push(span),
                }
            }
            let minute = |clock| horizon.minute_at(DayIdx(day), clock);
            merged.into_iter().map(|(from, to)| Span::new(minute(from), minute(to))).collect()
        })
        .collect()
}
