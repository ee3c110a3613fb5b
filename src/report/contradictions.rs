//! Contradictory facts and posts that nobody can man, ready for the terminal and the page.

use serde::Serialize;

use crate::model::{Language, Plan};
use crate::text::contradictions as text;

/// Facts that cannot all hold: whom it is about, each set, and the cheapest change.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    /// Whom it is about.
    pub heading: String,
    /// The facts of each set, with where they stand.
    pub sets: Vec<Vec<String>>,
    /// The cheapest change.
    pub repair: String,
}

/// Every contradiction of the plan.
pub(super) fn told(plan: &Plan, language: Language) -> Vec<Told> {
    let scenario = &plan.scenario;
    let one = |found: &crate::model::Contradiction| Told {
        heading: text::heading(language, scenario, found),
        sets: found.clashes.iter().map(|clash| text::clash(language, scenario, clash)).collect(),
        repair: text::way_out(language, scenario, &found.repair),
    };
    plan.contradictions.iter().map(one).collect()
}

/// Why posts stand empty that nobody could man, a sentence or two for each.
pub(super) fn unmanned(plan: &Plan, language: Language) -> Vec<String> {
    plan.unmanned.iter().map(|found| text::unmanned(language, &plan.scenario, found)).collect()
}
