//! What agents ask for: `wishes.csv`, day by day of the plan.

use chrono::{Datelike, NaiveDate, Weekday};

use super::absences::agent;
use super::agents::bad_number;
use super::calendar::Calendar;
use super::collect::Faults;
use super::names::Names;
use super::nearest::nearest;
use super::tables::{Columns, Row, Table};
use super::values;
use crate::model::{Agent, DayIdx, FaultKind, Wish, WishKind};

/// The columns of `wishes.csv`.
pub(super) const COLUMNS: Columns = Columns { required: &["agent", "wish"], optional: &["day", "value", "weight"] };

/// What can be asked for.
const WISHES: [&str; 4] = ["off", "start", "end", "no-evening"];

/// On which days a wish is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Every,
    On(NaiveDate),
    Each(Weekday),
}

/// Gives the agents their wishes, in order of day. Days on which the agent could not work anyway hold none.
pub(super) fn read(table: &Table, calendar: &Calendar, agents: &mut [Agent], names: &Names, faults: &mut Faults) {
    for row in table.rows() {
        let agent = agent(row, names, faults);
        let when = row.parse("day", when, |value| FaultKind::BadDay { value }, faults);
        let kind = kind(row, faults);
        let weight = |text: &str| values::number(text).filter(|weight| (1e-3..=1e3).contains(weight));
        let weight = row.parse("weight", weight, |value| bad_number("weight", value, false), faults);
        let is_read = row.get("day").is_none() || when.is_some();
        let (Some(agent), Some(kind), true) = (agent, kind, is_read) else { continue };
        let agent = &mut agents[agent.0];
        let days = calendar.horizon.days.iter().enumerate();
        let asked = days.filter(|(_, day)| match when.unwrap_or(When::Every) {
            When::Every => true,
            When::On(date) => day.date == date,
            When::Each(weekday) => day.date.weekday() == weekday,
        });
        let could_work = asked.filter(|(_, day)| {
            let is_away = agent.absences.iter().any(|absence| absence.span.contains(day.span()));
            day.is_open() && !is_away && !agent.limits.days_off.contains(&day.date.weekday())
        });
        let days: Vec<DayIdx> = could_work.map(|(index, _)| DayIdx(index)).collect();
        agent.wishes.extend(days.into_iter().map(|day| Wish { day, kind, weight: weight.unwrap_or(1.0) }));
    }
    for agent in agents {
        agent.wishes.sort_by_key(|wish| wish.day);
    }
}

/// A date or a weekday.
fn when(text: &str) -> Option<When> {
    values::date(text).map(When::On).or_else(|| values::weekday(text).map(When::Each))
}

/// What is asked for, with its clock time.
fn kind(row: Row<'_>, faults: &mut Faults) -> Option<WishKind> {
    let wish = row.need("wish", faults)?.to_owned();
    let clock = row.parse("value", values::clock, |value| FaultKind::BadTime { value }, faults);
    let at = clock.unwrap_or_default();
    let (kind, needs_clock) = match wish.to_lowercase().as_str() {
        "off" | "ledig" => (WishKind::DayOff, false),
        "no-evening" | "ej kväll" => (WishKind::NoEvening, false),
        "start" | "börja" => (WishKind::StartNotBefore(at), true),
        "end" | "sluta" => (WishKind::EndNotAfter(at), true),
        _ => {
            let known = WISHES.iter().map(|&name| name.to_owned()).collect();
            row.fault(faults, FaultKind::UnknownWish { nearest: nearest(&wish, WISHES), wish, known });
            return None;
        }
    };
    if needs_clock != row.get("value").is_some() {
        row.fault(faults, FaultKind::WishValue { wish, needs_clock });
        return None;
    }
    (clock.is_some() || !needs_clock).then_some(kind)
}
