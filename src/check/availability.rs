//! When an agent may work: absences, days off, earliest and latest hour, evenings.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::model::{Agent, AgentIdx, Breach, Limits, Scenario, Severity, Span, Violation};

use super::clock::{clock_since, common, dates, first_at, midnight, move_date, rounds, week_of};
use super::shifts::Shift;

fn hard(agent: AgentIdx, span: Span, breach: Breach) -> Violation {
    Violation { breach, agent: Some(agent), span, severity: Severity::Hard }
}

/// Working time within an absence.
pub(super) fn absences(scenario: &Scenario, agent: &Agent, shift: &Shift, out: &mut Vec<Violation>) {
    for absence in &agent.absences {
        for away in rounds(&scenario.horizon, [absence.span]) {
            for span in shift.work.iter().filter_map(|&work| common(work, away)) {
                out.push(hard(shift.agent, span, Breach::WhileAbsent { kind: absence.kind.clone() }));
            }
        }
    }
}

/// Work on a weekday that is never worked, before the agent's earliest hour or after the latest.
pub(super) fn hours(scenario: &Scenario, agent: &Agent, shift: &Shift, out: &mut Vec<Violation>) {
    let horizon = &scenario.horizon;
    let mut outside = |span| out.push(hard(shift.agent, span, Breach::OutsideAvailability));
    for date in dates(horizon, shift.span) {
        if agent.limits.days_off.contains(&date.weekday()) {
            let day = Span::new(midnight(horizon, date), midnight(horizon, move_date(date, 1)));
            let within: Vec<Span> = shift.work.iter().filter_map(|&work| common(work, day)).collect();
            if let (Some(first), Some(last)) = (within.first(), within.last()) {
                outside(Span::new(first.start, last.end));
            }
        }
    }
    if let Some(earliest) = agent.limits.earliest_start
        && clock_since(horizon, shift.date, shift.span.start) < earliest
    {
        outside(Span::new(shift.span.start, first_at(horizon, shift.date, earliest, shift.span)));
    }
    if let Some(latest) = agent.limits.latest_end {
        // A latest hour before the earliest one is on the day after, as everywhere.
        let is_next_day = agent.limits.earliest_start.is_some_and(|earliest| latest <= earliest);
        let latest = if is_next_day { latest + 1440 } else { latest };
        if clock_since(horizon, shift.date, shift.span.end) > latest {
            outside(Span::new(first_at(horizon, shift.date, latest, shift.span), shift.span.end));
        }
    }
}

/// More evenings in a week from Monday to Sunday than the agent's limit: days with a shift that ends after
/// [`Limits::EVENING`] by the clock (or the next day).
pub(super) fn evenings(scenario: &Scenario, agent: &Agent, shifts: &[Shift], out: &mut Vec<Violation>) {
    let Some(limit) = agent.limits.evenings_per_week else { return };
    let horizon = &scenario.horizon;
    let is_evening = |shift: &&Shift| clock_since(horizon, shift.date, shift.span.end) > Limits::EVENING;
    let late: Vec<&Shift> = shifts.iter().filter(is_evening).collect();
    for week in late.chunk_by(|a, b| week_of(a.date) == week_of(b.date)) {
        let mut days = BTreeSet::new();
        let mut first_too_many = None;
        for shift in week {
            if days.insert(shift.date) && u32::try_from(days.len()).is_ok_and(|n_days| n_days == limit + 1) {
                first_too_many = Some(shift);
            }
        }
        if let Some(shift) = first_too_many {
            let measured = u32::try_from(days.len()).expect("a week has seven days");
            out.push(hard(shift.agent, shift.span, Breach::TooManyEvenings { measured, limit }));
        }
    }
}
