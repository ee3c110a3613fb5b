//! When agents cannot work: `absences.csv`.

use chrono::{Datelike, NaiveDate};

use super::calendar::Calendar;
use super::collect::Faults;
use super::contracts::{is_contract_day, to_grid};
use super::names::Names;
use super::tables::{Columns, Row, Table};
use super::values;
use crate::model::{Absence, Agent, AgentIdx, Day, FaultKind, Minute, Span};

/// The columns of `absences.csv`.
pub(super) const ABSENCES: Columns =
    Columns { required: &["agent", "from", "to", "kind"], optional: &["counts_as_work"] };

/// Gives the agents their absences and takes what counts as work off their contracts.
pub(super) fn read(table: &Table, calendar: &Calendar, agents: &mut [Agent], names: &Names, faults: &mut Faults) {
    let full: Vec<f64> = agents.iter().map(|agent| day_norm(agent, calendar)).collect();
    for row in table.rows() {
        let agent = agent(row, names, faults);
        let moment = |column, is_end, faults: &mut Faults| {
            row.need(column, faults)?;
            row.parse(column, |text| moment(text, is_end), |value| FaultKind::BadDate { value }, faults)
        };
        let from = moment("from", false, faults);
        let to = moment("to", true, faults);
        let counts = row.parse("counts_as_work", values::yes_no, |value| FaultKind::BadYesNo { value }, faults);
        let kind = row.need("kind", faults);
        let (Some(agent), Some(from), Some(to), Some(kind)) = (agent, from, to, kind) else { continue };
        let span = Span::new(calendar.minute(from.0, from.1), calendar.minute(to.0, to.1));
        if span.end <= span.start {
            row.fault(faults, FaultKind::AbsenceBackwards { agent: agents[agent.0].id.clone() });
            continue;
        }
        // A shift may run past the end of the horizon, hence a day more.
        let horizon = Span::new(Minute(0), Minute(calendar.horizon.minutes() + 1440));
        if !span.overlaps(horizon) {
            continue;
        }
        let counted = if counts == Some(true) { counted(span, full[agent.0], &agents[agent.0], calendar) } else { 0 };
        agents[agent.0].absences.push(Absence { span, kind: kind.to_owned(), counted });
    }
    for agent in agents {
        agent.absences.sort_by_key(|absence| (absence.span.start, absence.span.end));
        let counted: i32 = agent.absences.iter().map(|absence| absence.counted).sum();
        agent.contract = agent.contract.map(|contract| (contract - counted).max(0));
    }
}

/// The agent that a row names.
pub(super) fn agent(row: Row<'_>, names: &Names, faults: &mut Faults) -> Option<AgentIdx> {
    let id = row.need("agent", faults)?;
    let position = names.position(id);
    if position.is_none() {
        row.fault(faults, FaultKind::UnknownAgent { agent: id.to_owned(), nearest: names.nearest(id) });
    }
    position.map(AgentIdx)
}

/// A date, or a date and a time; a bare date at the end of an absence means the whole day.
pub(super) fn moment(text: &str, is_end: bool) -> Option<(NaiveDate, i32)> {
    let whole_day = if is_end { 1440 } else { 0 };
    values::date_time(text).or_else(|| values::date(text).map(|date| (date, whole_day)))
}

/// Whether the agent's contract counts hours on that day.
fn counts(agent: &Agent, day: &Day) -> bool {
    is_contract_day(day.date.weekday()) && day.holiday.is_none() && !agent.limits.days_off.contains(&day.date.weekday())
}

/// What the contract gives for one of the agent's ordinary days: the contract spread over them `[min]`.
fn day_norm(agent: &Agent, calendar: &Calendar) -> f64 {
    let days = calendar.horizon.days.iter().filter(|day| counts(agent, day)).count();
    #[expect(clippy::cast_precision_loss, reason = "few days")]
    let days = days.max(1) as f64;
    f64::from(agent.contract.unwrap_or(0)) / days
}

/// Contract minutes that an absence fills: for each ordinary day the norm when it covers the day's opening hours, else
/// the opening hours missed, at most the norm.
fn counted(span: Span, norm: f64, agent: &Agent, calendar: &Calendar) -> i32 {
    let mut minutes = 0.0;
    for day in calendar.horizon.days.iter().filter(|day| counts(agent, day)) {
        let overlap = |other: Span| (span.end.min(other.end) - span.start.max(other.start)).max(0);
        let open: i32 = day.opening.iter().map(|hours| hours.minutes()).sum();
        let missed: i32 = day.opening.iter().map(|&hours| overlap(hours)).sum();
        let is_whole = if open > 0 { missed == open } else { overlap(day.span()) == day.minutes };
        minutes += if is_whole { norm } else { f64::from(missed).min(norm) };
    }
    to_grid(minutes, calendar.horizon.grid_minutes)
}
