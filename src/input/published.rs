//! What people have been told already: `published.csv`, and what of it is too near to be changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::absences::agent;
use super::calendar::Calendar;
use super::collect::Faults;
use super::names::Names;
use super::tables::{Row, Table};
use super::values;
use crate::model::{Agent, DayIdx, FaultKind, Minute, PublishedDay, RuleId, Rules, Span};

/// From the first to the last minute of work that the published rows give somebody on a date, the unpaid gap of a split
/// shift included.
type Days = BTreeMap<(usize, NaiveDate), Span>;

/// Tells the agents what was published for the days on which a change would come with less notice than the rule asks.
///
/// The file speaks for every day from its first to its last date: who has no row there was told to be free.
pub(super) fn read(
    table: &Table,
    as_of: NaiveDate,
    (calendar, rules): (&Calendar, &Rules),
    (agents, names): (&mut [Agent], &Names),
    faults: &mut Faults,
) {
    let mut days = Days::new();
    let (mut first, mut last) = (NaiveDate::MAX, NaiveDate::MIN);
    for row in table.rows() {
        let who = agent(row, names, faults);
        let date = row.need("date", faults);
        let date = date.and_then(|_| row.parse("date", values::date, |value| FaultKind::BadDate { value }, faults));
        let (start, end) = (clock(row, "start", faults), clock(row, "end", faults));
        let (Some(who), Some(date), Some(start), Some(end)) = (who, date, start, end) else { continue };
        (first, last) = (first.min(date), last.max(date));
        let end = if end <= start { end + 1440 } else { end };
        let span = Span::new(calendar.minute(date, start), calendar.minute(date, end));
        let whole = days.entry((who.0, date)).or_insert(span);
        *whole = Span::new(whole.start.min(span.start), whole.end.max(span.end));
    }
    let days = joined(days);
    let Some(least) = rules.get(RuleId::Notice) else { return };
    for (index, day) in calendar.horizon.days.iter().enumerate() {
        let notice = i32::try_from((day.date - as_of).num_days()).unwrap_or(i32::MAX);
        if !(first..=last).contains(&day.date) || notice >= least {
            continue;
        }
        for (position, agent) in agents.iter_mut().enumerate() {
            let span = days.get(&(position, day.date)).copied();
            agent.told.push(PublishedDay { day: DayIdx(index), span, notice });
        }
    }
}

/// The days with what goes on over midnight put to the shift that it continues.
fn joined(days: Days) -> Days {
    let mut joined = Days::new();
    let mut open: Option<((usize, NaiveDate), Minute)> = None;
    for ((agent, date), span) in days {
        match open {
            Some((shift, end)) if shift.0 == agent && end == span.start => {
                if let Some(whole) = joined.get_mut(&shift) {
                    *whole = Span::new(whole.start, span.end);
                }
                open = Some((shift, span.end));
            }
            _ => {
                joined.insert((agent, date), span);
                open = Some(((agent, date), span.end));
            }
        }
    }
    joined
}

fn clock(row: Row<'_>, column: &str, faults: &mut Faults) -> Option<i32> {
    row.need(column, faults)?;
    row.parse(column, values::clock, |value| FaultKind::BadTime { value }, faults)
}
