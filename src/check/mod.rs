//! The independent judge of a roster: `check(&Scenario, &Roster) -> Vec<Violation>`. Shares no code with `optimise`.

use crate::model::{Roster, Scenario, Violation};

/// Every rule that `roster` breaks.
pub fn check(_scenario: &Scenario, _roster: &Roster) -> Vec<Violation> {
    Vec::new()
}
