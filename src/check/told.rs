//! Changes of what people have been told of their hours, too near to be changed.

use crate::model::{Agent, AgentIdx, Breach, RuleId, Scenario, Severity, Span, Violation};

use super::clock::{common, midnight, move_date};
use super::shifts::Shift;

/// Days on which the roster has other hours than were published, with less notice than the rule asks. Absence is no
/// change, nor work within what was told beside it.
pub(super) fn changes(
    scenario: &Scenario,
    (index, agent): (AgentIdx, &Agent),
    shifts: &[Shift],
    out: &mut Vec<Violation>,
) {
    let horizon = &scenario.horizon;
    let Some(limit) = scenario.rules.get(RuleId::Notice) else { return };
    for told in agent.told.iter().filter(|told| told.notice < limit) {
        let date = horizon.days[told.day.0].date;
        let of_day = || shifts.iter().filter(|shift| shift.date == date).map(|shift| shift.span);
        let hours = of_day().reduce(|whole, part| Span::new(whole.start.min(part.start), whole.end.max(part.end)));
        let is_away = told.span.is_some_and(|span| agent.absences.iter().any(|a| common(a.span, span).is_some()));
        let is_within = match (told.span, hours) {
            (Some(span), Some(hours)) => span.start <= hours.start && hours.end <= span.end,
            (_, hours) => hours.is_none(),
        };
        if hours == told.span || (is_away && is_within) {
            continue;
        }
        // A shift moved but no longer or shorter is paid for, the more the later it is told.
        let is_moved = matches!((told.span, hours), (Some(a), Some(b)) if a.minutes() == b.minutes());
        let asked = scenario.rules.get(RuleId::MovedNotice).filter(|_| is_moved);
        let compensated = asked.map_or(0, |asked| (asked - told.notice.max(0)).max(0));
        let day = Span::new(midnight(horizon, date), midnight(horizon, move_date(date, 1)));
        let span = hours.or(told.span).unwrap_or(day);
        let breach = Breach::ChangedAfterTold { told: told.span, notice: told.notice, limit, compensated };
        out.push(Violation { breach, agent: Some(index), span, severity: Severity::Warning });
    }
}
