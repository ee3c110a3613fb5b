//! Openings and closings for which nobody who may is there.

use crate::model::{Language, Scenario, SkillSet};

use super::{messages, words};

messages! {
    /// Nobody opens.
    no_opener(when, who) { "Öppning: {when}: {who} är på plats", "Opening: {when}: {who} is there" }
    /// Nobody closes.
    no_closer(when, who) { "Stängning: {when}: {who} är på plats", "Closing: {when}: {who} is there" }
    /// Nobody at all.
    nobody() { "ingen", "nobody" }
    /// Nobody who knows it.
    nobody_with(skills) { "ingen med {skills}", "nobody with {skills}" }
}

/// The sentence.
pub(super) fn missing(
    language: Language,
    scenario: &Scenario,
    (is_closing, skills): (bool, SkillSet),
    when: String,
) -> String {
    let known = scenario.skills.iter().enumerate().filter(|(i, _)| skills.has(crate::model::SkillIdx(*i)));
    let names: Vec<String> = known.map(|(_, skill)| skill.name.clone()).collect();
    let who = if names.is_empty() { nobody(language) } else { nobody_with(language, words::list(language, &names)) };
    if is_closing { no_closer(language, when, who) } else { no_opener(language, when, who) }
}
