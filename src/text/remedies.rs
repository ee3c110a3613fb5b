//! What could be changed so that the other facts can hold, each as part of a sentence.

use crate::model::{Cause, Language, Remedy, Scenario};

use super::facts::{days_or_span, weekday_of};
use super::{messages, rules, violations, words};

messages! {
    /// Fewer hours.
    fewer_hours(who, hours) {
        "låt {who} arbeta {hours} timmar mindre än avtalet",
        "let {who} work {hours} hours less than the contract",
    }
    /// More hours.
    more_hours(who, hours) {
        "låt {who} arbeta {hours} timmar mer än avtalet",
        "let {who} work {hours} hours more than the contract",
    }
    /// Other hours.
    other_hours(who) { "ändra arbetstiden för {who}", "change the hours of {who}" }
    /// A pinned row.
    pin(who, when) { "flytta eller lås upp raden för {who} {when}", "move or unpin the row of {who} {when}" }
    /// An absence.
    absence(who, when) { "flytta frånvaron för {who} {when}", "move the absence of {who} {when}" }
    /// An early start.
    earliest(who, clock) { "låt {who} börja före {clock}", "let {who} start before {clock}" }
    /// A late end.
    latest(who, clock) { "låt {who} sluta efter {clock}", "let {who} end after {clock}" }
    /// Evenings.
    evenings(who, n) { "låt {who} arbeta fler än {n} kvällar i veckan", "let {who} work more than {n} evenings a week" }
    /// A day off.
    day_off(who, weekday) { "låt {who} arbeta en {weekday}", "let {who} work on a {weekday}" }
    /// Skills.
    skills(who) { "lär upp {who}", "train {who}" }
    /// History.
    history(who) {
        "rätta {who} i history.csv, om uppgiften är fel",
        "correct {who} in history.csv, if it is wrong",
    }
    /// A rule.
    rule(name) {
        "gör undantag från regeln om {name}, om lag och avtal medger det",
        "make an exception from the rule on {name}, if law and agreement allow it",
    }
    /// Opening hours.
    opening() { "ändra öppettiderna", "change the opening hours" }
    /// A template.
    shift(template) {
        "lägg till ett pass med andra tider än ”{template}”",
        "add a shift with other times than “{template}”",
    }
    /// A break.
    break_of(template) {
        "låt rasten i passet ”{template}” ligga på en annan tid",
        "let the break in the shift “{template}” lie at another time",
    }
    /// Most shifts a day.
    most_per_day(template, n) {
        "tillåt fler än {n} pass ”{template}” om dagen",
        "allow more than {n} shifts “{template}” a day",
    }
}

/// One change, as part of a sentence.
pub(super) fn remedy(language: Language, scenario: &Scenario, remedy: &Remedy) -> String {
    let agent = remedy.cause.agent().map(|agent| &scenario.agents[agent.0]);
    let who = agent.map_or("", |agent| agent.name.as_str());
    let limits = agent.map(|agent| agent.limits.clone()).unwrap_or_default();
    let clock = |minute: Option<i32>| words::clock(minute.unwrap_or(0));
    let when = |span| violations::time_span(language, scenario, span);
    let id = |template: &crate::model::TemplateIdx| scenario.templates[template.0].id.as_str();
    match (&remedy.cause, remedy.minutes) {
        (Cause::Contract(_), Some(minutes)) if minutes < 0 => fewer_hours(language, who, violations::hours(-minutes)),
        (Cause::Contract(_), Some(minutes)) if minutes > 0 => more_hours(language, who, violations::hours(minutes)),
        (Cause::Contract(_), _) => other_hours(language, who),
        (Cause::Pin(row), _) => pin(language, who, when(row.span())),
        (Cause::Absence { span, .. }, _) => absence(language, who, days_or_span(language, scenario, *span)),
        (Cause::EarliestStart(_), _) => earliest(language, who, clock(limits.earliest_start)),
        (Cause::LatestEnd(_), _) => latest(language, who, clock(limits.latest_end)),
        (Cause::Evenings(_), _) => evenings(language, who, limits.evenings_per_week.unwrap_or(0)),
        (Cause::DayOff { weekday, .. }, _) => day_off(language, who, words::weekday(language, weekday_of(*weekday))),
        (Cause::Skills(_), _) => skills(language, who),
        (Cause::History(_), _) => history(language, who),
        (Cause::Rule(id), _) => rule(language, rules::name(language, *id).to_lowercase()),
        (Cause::Opening(_), _) => opening(language),
        (Cause::Shift(template), _) => shift(language, id(template)),
        (Cause::Break { template, .. }, _) => break_of(language, id(template)),
        (Cause::MostPerDay(template), _) => {
            most_per_day(language, id(template), scenario.templates[template.0].most_per_day.unwrap_or(0))
        }
    }
}
