//! What went wrong, which rules and assumptions the plan rests on, and how it was computed.

use serde::Serialize;

use super::limits::{broken, limits};
use super::path::picture;
use crate::model::{Language, Plan, RuleId, Violation};
use crate::report::contradictions::{self, Told};
use crate::report::summary::Summary;
use crate::report::verdict;
use crate::text::{findings, report as text, violations, words};

/// Breaches of a kind shown before "and n more".
const BREACHES: usize = 60;

/// The sections.
#[derive(Serialize)]
pub(super) struct Proof {
    trouble: String,
    contradictions: Vec<Told>,
    unmanned: Vec<String>,
    shortage: Vec<[String; 3]>,
    cure: Option<String>,
    breaches: Vec<String>,
    remarks: Vec<String>,
    rules: String,
    limits: Vec<[String; 5]>,
    facts: Vec<[String; 4]>,
    solved: String,
    bounds: Vec<[String; 2]>,
    path: Vec<[String; 4]>,
    picture: Option<String>,
    run: Vec<String>,
}

/// The sections.
pub(super) fn proof(summary: &Summary, language: Language) -> Proof {
    let plan = summary.plan;
    let sentences = |list: &[&Violation]| -> Vec<String> {
        let shown =
            list.iter().take(BREACHES).map(|violation| violations::violation(language, &plan.scenario, violation));
        let more = list.len().saturating_sub(BREACHES);
        shown.chain((more > 0).then(|| findings::and_more(language, more))).collect()
    };
    Proof {
        trouble: trouble(summary, language),
        contradictions: contradictions::told(plan, language),
        unmanned: contradictions::unmanned(plan, language),
        shortage: shortage(summary, language),
        cure: verdict::cure(summary, language),
        breaches: sentences(&summary.hard),
        remarks: sentences(&summary.soft),
        rules: rules_heading(summary, language),
        limits: limits(summary, language),
        facts: facts(plan, language),
        solved: solved(summary, language),
        bounds: bounds(summary, language),
        path: path(plan, language),
        picture: picture(summary, language),
        run: run(plan, language),
    }
}

fn trouble(summary: &Summary, language: Language) -> String {
    if !summary.plan.contradictions.is_empty() {
        return text::trouble_contradiction(language);
    }
    match (summary.hard.len(), summary.shortage.len()) {
        (0, 0) => text::trouble_none(language),
        (0, n) => text::trouble_short(language, n),
        (n, _) => text::trouble_breach(language, n),
    }
}

fn shortage(summary: &Summary, language: Language) -> Vec<[String; 3]> {
    let row = |run: &crate::report::summary::ShortageRun| {
        [
            verdict::when_of(summary, run, language),
            findings::queues(&summary.plan.scenario, language, run.queues),
            verdict::count(language, run.missing),
        ]
    };
    summary.shortage.iter().map(row).collect()
}

fn rules_heading(summary: &Summary, language: Language) -> String {
    let all = summary.plan.scenario.rules.limits.len();
    let broken = RuleId::ALL.into_iter().filter(|&rule| broken(summary, rule) > 0).count();
    if broken > 0 {
        return text::rules_broken(language, broken, all);
    }
    let assumed = facts(summary.plan, language).iter().filter(|row| row[3] == text::assumption(language)).count();
    text::rules_kept(language, all, assumed)
}

/// Assumptions first.
fn facts(plan: &Plan, language: Language) -> Vec<[String; 4]> {
    let mut facts = findings::facts(&plan.scenario, language);
    facts.sort_by_key(|fact| !fact.is_assumed);
    let row = |fact: crate::model::Fact| {
        let certainty = if fact.is_assumed { text::assumption(language) } else { text::confirmed(language) };
        [fact.what, fact.value, fact.source, certainty]
    };
    facts.into_iter().map(row).collect()
}

fn solved(summary: &Summary, language: Language) -> String {
    let people = u32::try_from(summary.plan.headcount).unwrap_or(u32::MAX);
    let (floor, bound) = summary.floors();
    if floor.is_some_and(|n| n >= people) {
        text::solved_closed(language, people)
    } else if bound.is_some_and(|n| n >= people) {
        text::solved_requirement(language, people)
    } else if summary.bound() > 0 {
        text::solved_open(language, summary.bound(), people)
    } else {
        text::solved_none(language)
    }
}

/// Each number of people with what it assumes.
fn bounds(summary: &Summary, language: Language) -> Vec<[String; 2]> {
    let (floor, bound) = summary.floors();
    let assumes = if summary.is_cover_only() { text::row_given(language) } else { text::row_found(language) };
    let row = |people: Option<u32>, assumes: String| people.map(|n| [n.to_string(), assumes]);
    let mut out = vec![[summary.plan.headcount.to_string(), text::row_plan(language)]];
    out.extend(row(bound, assumes));
    out.extend(row(floor, text::row_floor(language)));
    out.extend(row(summary.reference(), text::row_reference(language)));
    out
}

fn path(plan: &Plan, language: Language) -> Vec<[String; 4]> {
    let row = |step: &crate::model::Step| {
        let sign = if step.worst_margin > 0.0 { "+" } else { "" };
        [
            step.people.to_string(),
            step.missed.to_string(),
            format!("{sign}{}", words::percent(language, step.worst_margin)),
            whole(language, step.evaluations),
        ]
    };
    plan.path.iter().map(row).collect()
}

/// A whole number with its thousands apart.
fn whole(language: Language, n: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of rosters stay far below 2 to the 53rd")]
    words::number(language, n as f64, 0)
}

fn run(plan: &Plan, language: Language) -> Vec<String> {
    let replications = plan.performance.as_ref().map_or(0, |found| found.replications);
    let effort = plan.certificate.effort;
    let seed = plan.scenario.settings.seed;
    let replications = whole(language, u64::from(replications));
    let mut out = vec![text::run_facts(language, seed, replications, env!("CARGO_PKG_VERSION"))];
    if effort.columns > 0 {
        out.push(text::run_model(language, effort.columns, effort.rows, effort.nodes));
    }
    if !plan.certificate.is_reproducible {
        out.push(text::run_clock(language));
    }
    if !plan.scenario.inputs_sha256.is_empty() {
        out.push(text::run_input(language, &plan.scenario.inputs_sha256));
    }
    out
}
