//! Work outside the centre's opening hours.

use crate::model::{Breach, Minute, Scenario, Severity, Span, Violation};

use super::clock::{length, outside, rounds};
use super::shifts::Shift;

/// When the centre is open, touching hours made one; on a cyclic horizon with the rounds before and after.
///
/// Who is open when the plan ends may be open after it: nothing is known of the day after, so nobody is blamed for it.
pub(super) fn open_hours(scenario: &Scenario) -> Vec<Span> {
    let horizon = &scenario.horizon;
    let mut open = rounds(horizon, horizon.days.iter().flat_map(|day| day.opening.iter().copied()));
    let end = Minute(length(horizon));
    if let Some(last) = open.last_mut().filter(|last| !horizon.cyclic && last.end == end) {
        last.end = last.end + 1440;
    }
    open
}

/// Presence outside `open`, unless the shift's template may reach outside.
pub(super) fn opening(scenario: &Scenario, open: &[Span], shift: &Shift, out: &mut Vec<Violation>) {
    if shift.reading.templates.iter().any(|index| scenario.templates[index.0].outside_opening) {
        return;
    }
    for span in shift.present().into_iter().flat_map(|part| outside(part, open)) {
        out.push(Violation {
            breach: Breach::OutsideOpening,
            agent: Some(shift.agent),
            span,
            severity: Severity::Hard,
        });
    }
}
