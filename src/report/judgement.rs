//! What the judge finds in a roster: for the terminal, and as JSON for other programs.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Breach, Language, Limit, RuleId, Scenario, Severity, Violation};
use crate::text::{progress, violations};

use super::json_parts::{breach_words, severity_word};
use super::tables::date_time;
use super::terminal::wrap;

/// What the judge finds, apart by severity, in lines of at most `width` characters, and a last line with the numbers.
pub fn judgement(scenario: &Scenario, found: &[Violation], language: Language, width: usize) -> String {
    let of = |severity: Severity| found.iter().filter(move |violation| violation.severity == severity);
    let (hard, cover, warnings) =
        (of(Severity::Hard).count(), of(Severity::Cover).count(), of(Severity::Warning).count());
    let mut lines = Vec::new();
    if hard == 0 {
        lines.push(progress::no_breach(language));
    }
    let headings = [
        (Severity::Hard, progress::breaches(language, hard)),
        (Severity::Cover, progress::cover(language, cover)),
        (Severity::Warning, progress::warnings(language, warnings)),
    ];
    let mut is_any_unverified = false;
    for (severity, heading) in headings {
        if of(severity).next().is_none() {
            continue;
        }
        lines.extend(wrap(&heading, width, 2));
        for violation in of(severity) {
            let is_unverified = limit(scenario, &violation.breach).is_some_and(|limit| !limit.is_verified);
            is_any_unverified |= is_unverified;
            let mark = if is_unverified { " *" } else { "" };
            let text = violations::violation(language, scenario, violation);
            lines.extend(wrap(&format!("  {text}{mark}"), width, 4));
        }
    }
    let people: BTreeSet<_> = of(Severity::Hard).filter_map(|violation| violation.agent).collect();
    if !found.is_empty() {
        lines.extend(wrap(&progress::judged(language, hard, people.len(), cover, warnings), width, 2));
    }
    if is_any_unverified {
        lines.extend(wrap(&progress::unverified(language), width, 2));
    }
    lines.join("\n") + "\n"
}

/// The work rule that a breach is of, with its source.
fn limit<'a>(scenario: &'a Scenario, breach: &Breach) -> Option<&'a Limit> {
    let rule = match breach {
        Breach::Rule { rule, .. } => *rule,
        Breach::ContractHours { .. } => RuleId::ContractTolerance,
        _ => return None,
    };
    scenario.rules.limits.get(&rule)
}

/// The findings as a document.
#[derive(Debug, Serialize)]
struct Document<'a> {
    format: u32,
    centre: &'a str,
    hard: usize,
    cover: usize,
    warnings: usize,
    breaches: Vec<Finding<'a>>,
}

/// One finding.
#[derive(Debug, Serialize)]
struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    agent: Option<&'a str>,
    name: Option<&'a str>,
    start: String,
    end: String,
    measured: Option<i64>,
    limit: Option<i64>,
    source: Option<&'a str>,
    verified: Option<bool>,
    text: String,
}

/// What the judge finds, as JSON; `docs/formats.md` says what each key is.
///
/// # Panics
///
/// Never: all keys are strings and all numbers whole or null.
pub fn judgement_json(scenario: &Scenario, found: &[Violation], language: Language) -> String {
    let finding = |violation: &Violation| {
        let (rule, measured, most) = breach_words(&violation.breach);
        let agent = violation.agent.map(|agent| &scenario.agents[agent.0]);
        let of_rule = limit(scenario, &violation.breach);
        Finding {
            rule,
            severity: severity_word(violation.severity),
            agent: agent.map(|agent| agent.id.as_str()),
            name: agent.map(|agent| agent.name.as_str()),
            start: date_time(scenario, violation.span.start, 'T'),
            end: date_time(scenario, violation.span.end, 'T'),
            measured,
            limit: most,
            source: of_rule.map(|limit| limit.source.as_str()),
            verified: of_rule.map(|limit| limit.is_verified),
            text: violations::violation(language, scenario, violation),
        }
    };
    let count = |severity: Severity| found.iter().filter(|violation| violation.severity == severity).count();
    let document = Document {
        format: 1,
        centre: &scenario.name,
        hard: count(Severity::Hard),
        cover: count(Severity::Cover),
        warnings: count(Severity::Warning),
        breaches: found.iter().map(finding).collect(),
    };
    serde_json::to_string_pretty(&document).expect("all keys are strings and all numbers whole or null") + "\n"
}
