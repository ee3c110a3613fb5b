//! Facts that cannot all hold, each as a sentence with the place where it stands, and the cheapest way out.

use crate::model::{Cause, Clash, Contradiction, Language, Remedy, Scenario, Unmanned};

use super::facts::{fact, place};
use super::remedies::remedy;
use super::{messages, violations, words};

messages! {
    /// One person's facts.
    of_one(who) { "Det här går inte ihop för {who}:", "This does not fit together for {who}:" }
    /// Several people's facts.
    of_several(who) { "Det här går inte ihop för {who} tillsammans:", "This does not fit together for {who}:" }
    /// The centre's facts.
    of_all() { "Det här går inte ihop:", "This does not fit together:" }
    /// Facts that bar the way out between them.
    given(facts) { "Dessutom gäller: {facts}", "Besides, {facts}" }
    /// A fact and its place.
    with_place(fact, place) { "{fact} ({place})", "{fact} ({place})" }
    /// The repair.
    repair(ways) { "Billigast att ändra: {ways}.", "The cheapest change: {ways}." }
    /// A post that nobody can man.
    post_nobody(post, when, needed) {
        "{post}, {when}: {needed} behövs, ingen kan vara där",
        "{post}, {when}: {needed} needed, nobody can be there",
    }
    /// A post that too few can man.
    post_only(post, when, needed, who) {
        "{post}, {when}: {needed} behövs, bara {who} kan vara där",
        "{post}, {when}: {needed} needed, only {who} can be there",
    }
    /// Nobody else has the skill.
    no_other(skills) { "ingen annan kan {skills}", "nobody else knows {skills}" }
    /// What bars one person.
    barred(who, facts) { "{who} kan inte: {facts}", "{who} cannot: {facts}" }
}

/// The heading of a contradiction: whom it is about.
pub fn heading(language: Language, scenario: &Scenario, found: &Contradiction) -> String {
    let names: Vec<String> = found.agents.iter().map(|agent| scenario.agents[agent.0].name.clone()).collect();
    match names.as_slice() {
        [] => of_all(language),
        [one] => of_one(language, one),
        _ => of_several(language, words::list(language, &names)),
    }
}

/// A fact with the place where it stands.
pub fn cause(language: Language, scenario: &Scenario, cause: &Cause) -> String {
    let text = fact(language, scenario, cause);
    match place(language, scenario, cause) {
        Some(place) => with_place(language, text, place),
        None => text,
    }
}

/// The facts of one set, each a sentence.
pub fn set(language: Language, scenario: &Scenario, facts: &[Cause]) -> Vec<String> {
    facts.iter().map(|fact| cause(language, scenario, fact)).collect()
}

/// The facts of a clash, each a sentence; those that are only given in one sentence at the end.
pub fn clash(language: Language, scenario: &Scenario, clash: &Clash) -> Vec<String> {
    let mut out = set(language, scenario, &clash.facts);
    if !clash.given.is_empty() {
        out.push(given(language, set(language, scenario, &clash.given).join("; ")));
    }
    out
}

/// The cheapest change in a sentence.
pub fn way_out(language: Language, scenario: &Scenario, remedies: &[Remedy]) -> String {
    let ways: Vec<String> = remedies.iter().map(|one| remedy(language, scenario, one)).collect();
    repair(language, words::list(language, &ways))
}

/// Why a post stands empty, in a sentence.
pub fn unmanned(language: Language, scenario: &Scenario, found: &Unmanned) -> String {
    let post = &scenario.posts[found.post.0];
    let when = violations::time_span(language, scenario, found.span);
    let name = |agent: &crate::model::AgentIdx| scenario.agents[agent.0].name.clone();
    let able: Vec<String> = found.able.iter().map(name).collect();
    let mut text = if able.is_empty() {
        post_nobody(language, &post.name, when, found.needed)
    } else {
        post_only(language, &post.name, when, found.needed, words::list(language, &able))
    };
    let mut reasons: Vec<String> = Vec::new();
    for (agent, facts) in &found.hindered {
        reasons.push(barred(language, name(agent), set(language, scenario, facts).join("; ")));
    }
    if reasons.is_empty() {
        let skills: Vec<String> = post.skills.iter().map(|skill| scenario.skills[skill.0].name.clone()).collect();
        if !skills.is_empty() {
            reasons.push(no_other(language, words::list(language, &skills)));
        }
    }
    for reason in reasons {
        text += ". ";
        text += &reason;
    }
    text + "."
}
