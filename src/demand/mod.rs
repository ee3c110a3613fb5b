//! Forecast to cover requirement: `requirement(&Scenario) -> CoverRequirement`.

use crate::model::{CoverRequirement, Scenario};

/// People needed on sets of queues, interval by interval.
pub fn requirement(_scenario: &Scenario) -> CoverRequirement {
    CoverRequirement::default()
}
