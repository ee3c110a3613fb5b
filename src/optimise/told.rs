//! What people have been told of their hours: which shifts keep to it, and who must work for it.

use super::shifts::Shift;
use crate::model::{Agent, DayIdx, PublishedDay, Span};

/// What the agent was told of a day, if it is too near to be changed.
fn of_day(agent: &Agent, day: usize) -> Option<&PublishedDay> {
    agent.told.iter().find(|told| told.day == DayIdx(day))
}

/// Keeps of the shifts of a day those that keep to what the agent was told; all of them where none does, so that the
/// judge can tell the change.
///
/// Who is absent in part may work within what was told.
pub(in crate::optimise) fn retain_told(agent: &Agent, day: usize, shifts: &mut Vec<Shift>) {
    let Some(told) = of_day(agent, day) else { return };
    let Some(span) = told.span else {
        shifts.clear();
        return;
    };
    if is_away(agent, span) {
        shifts.retain(|shift| span.contains(shift.span()));
    } else if shifts.iter().any(|shift| shift.span() == span) {
        shifts.retain(|shift| shift.span() == span);
    }
}

/// Whether the agent must work on the day, as told: there are shifts that are just so.
pub(in crate::optimise) fn must_work(agent: &Agent, day: usize, shifts: &[Shift]) -> bool {
    let span = of_day(agent, day).and_then(|told| told.span).filter(|&span| !is_away(agent, span));
    span.is_some_and(|span| shifts.iter().any(|shift| shift.span() == span))
}

fn is_away(agent: &Agent, span: Span) -> bool {
    agent.absences.iter().any(|absence| absence.span.overlaps(span))
}
