//! Skills as the roster covers them: how many with each can be reached, half-hour by half-hour, and on whom each hangs.

use serde::Serialize;

use crate::model::{Language, Plan, SkillCover, SkillReport};
use crate::report::skills::Naming;
use crate::report::skills::matrix::{Matrix, weekly};
use crate::report::skills::sentences::{by_fragility, heading, totals};
use crate::report::summary::Summary;
use crate::text::{findings, report as page, skills as text};

/// Skills in the table of who is alone, and people named for each.
const LONE: usize = 12;
const PEOPLE: usize = 5;

/// The section.
#[derive(Serialize)]
pub(super) struct Skills {
    kind: String,
    heading: String,
    how: String,
    keys: [(&'static str, String); 4],
    head: [String; 4],
    weeks: Vec<Matrix>,
    lone_title: String,
    lone_how: String,
    lone_head: [String; 2],
    lone: Vec<[String; 2]>,
    more: String,
}

/// The plan as HR asks about it.
pub(super) fn asked(plan: &Plan) -> SkillReport {
    SkillReport {
        scenario: plan.scenario.clone(),
        roster: plan.roster.clone(),
        cover: plan.cover.clone(),
        oddities: Vec::new(),
        ledger: Vec::new(),
        resilience: None,
        training_advice: None,
        hiring_advice: None,
        specialisation: Vec::new(),
    }
}

/// The section; `None` where nothing needs a skill.
pub(super) fn skills(summary: &Summary, language: Language) -> Option<Skills> {
    let report = asked(summary.plan);
    let covers = by_fragility(&report);
    covers.first()?;
    Some(Skills {
        kind: page::see_skills(language),
        heading: heading(&report, language, Naming::Named),
        how: text::label_coverage_how(language),
        keys: [
            ("s0", text::key_none(language)),
            ("s1", text::key_one(language)),
            ("s2", text::key_two(language)),
            ("s3", text::key_more(language)),
        ],
        head: [
            text::label_skill(language),
            text::label_holders(language),
            text::label_empty(language),
            text::label_alone(language),
        ],
        weeks: weekly(&report, language),
        lone_title: page::alone_on_duty(language),
        lone_how: page::alone_on_duty_how(language),
        lone_head: [text::label_skill(language), page::alone_who(language)],
        lone: lone(summary.plan, language, &covers),
        more: page::skills_more(language),
    })
}

/// Who is alone with what and how long, the skills in the order of the map.
fn lone(plan: &Plan, language: Language, covers: &[&SkillCover]) -> Vec<[String; 2]> {
    let row = |cover: &&SkillCover| {
        let mut lone: Vec<_> = cover.lone.iter().collect();
        lone.sort_by_key(|lone| std::cmp::Reverse(lone.minutes()));
        let of = |lone: &&crate::model::Lone| {
            let who = &plan.scenario.agents[lone.agent.0].name;
            page::alone_for(language, who, text::duration(language, lone.minutes()).replace(' ', "\u{a0}"))
        };
        let mut shown: Vec<String> = lone.iter().take(PEOPLE).map(of).collect();
        if lone.len() > PEOPLE {
            shown.push(findings::and_more(language, lone.len() - PEOPLE));
        }
        [text::name(language, &plan.scenario, cover.skills), shown.join(", ")]
    };
    covers.iter().filter(|cover| !cover.lone.is_empty()).take(LONE).map(row).collect()
}

/// What the answer about who is alone says: the most fragile skill, who has it, and hours open, empty and alone `[min]`.
pub(super) struct Fragile {
    /// Its name.
    pub(super) skill: String,
    /// Who has it, by name.
    pub(super) holders: Vec<String>,
    /// How long it is asked for `[min]`.
    pub(super) open: i32,
    /// How long nobody can be reached `[min]`.
    pub(super) empty: i32,
    /// How long exactly one can be reached `[min]`.
    pub(super) alone: i32,
}

/// The skills that anything asks for, most fragile first: those of one person before others.
pub(super) fn fragile(plan: &Plan, language: Language) -> Vec<Fragile> {
    let report = asked(plan);
    let mut out: Vec<Fragile> = by_fragility(&report)
        .into_iter()
        .map(|cover| {
            let sums = totals(cover);
            Fragile {
                skill: text::name(language, &plan.scenario, cover.skills),
                holders: cover.holders.iter().map(|agent| plan.scenario.agents[agent.0].name.clone()).collect(),
                open: sums.open,
                empty: sums.empty,
                alone: sums.alone,
            }
        })
        .collect();
    out.sort_by_key(|one| one.holders.len() != 1);
    out
}
