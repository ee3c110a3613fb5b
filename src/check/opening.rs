//! Work outside the centre's opening hours.

use crate::model::{Breach, Scenario, Severity, Span, Violation};

use super::clock::{outside, rounds};
use super::shifts::Shift;

/// When the centre is open, touching hours made one; on a cyclic horizon with the rounds before and after.
pub(super) fn open_hours(scenario: &Scenario) -> Vec<Span> {
    rounds(&scenario.horizon, scenario.horizon.days.iter().flat_map(|day| day.opening.iter().copied()))
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
