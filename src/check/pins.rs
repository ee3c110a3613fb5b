//! Pinned rows that the roster does not hold.

use crate::model::{AgentIdx, Breach, Scenario, Severity, Stretch, Violation};

use super::clock::{outside, rounds};

/// The parts of an agent's pinned stretches in which the roster has another activity, or none.
pub(super) fn pins(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch], out: &mut Vec<Violation>) {
    for pin in scenario.pinned.stretches.iter().filter(|pin| pin.agent == agent) {
        let same = stretches.iter().filter(|stretch| stretch.activity == pin.activity);
        let held = rounds(&scenario.horizon, same.map(|stretch| stretch.span()));
        out.extend(outside(pin.span(), &held).into_iter().map(|span| Violation {
            breach: Breach::PinMissing { activity: pin.activity },
            agent: Some(agent),
            span,
            severity: Severity::Hard,
        }));
    }
}
