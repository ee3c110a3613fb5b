//! skills.html: one self-contained page that works offline, in light, dark and black-and-white print.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::model::{AgentIdx, Language, SkillCover, SkillIdx, SkillReport, SkillSet};
use crate::text::{findings, skills as text, words};

use super::Naming;
use super::advice;
use super::matrix::{Matrix, matrix};
use super::resilience::{Section, section};
use super::sentences::{by_fragility, contacts, gap, heading, hours, oddity, person, totals};

/// What the page shows, section by section.
#[derive(Serialize)]
struct Page {
    lang: &'static str,
    style: &'static str,
    extra: &'static str,
    title: String,
    heading: String,
    labels: Labels,
    matrix: Matrix,
    lone: Vec<LoneRow>,
    gaps: Vec<GapRow>,
    absences: Option<Section>,
    advice: Vec<advice::Section>,
    who: Option<Who>,
    oddities: Vec<String>,
    training: Vec<[String; 4]>,
    footer: String,
}

/// The page's fixed words.
#[derive(Serialize)]
struct Labels {
    coverage: String,
    how: String,
    skill: String,
    holders: String,
    empty: String,
    alone: String,
    keys: [(&'static str, String); 4],
    lone: String,
    lone_how: String,
    person: String,
    alone_time: String,
    leave: String,
    sick: String,
    gaps: String,
    contacts: String,
    when: String,
    who: String,
    who_how: String,
    oddities: String,
    training: String,
    planned: String,
    done: String,
    deferred: String,
}

#[derive(Serialize)]
struct LoneRow {
    skill: String,
    person: String,
    alone: String,
    leave: String,
    sick: String,
}

#[derive(Serialize)]
struct GapRow {
    skill: String,
    minutes: String,
    contacts: String,
    list: Vec<String>,
}

/// Who can do what: a dot for each skill that somebody has, ringed where nobody else has it.
#[derive(Serialize)]
struct Who {
    skills: Vec<String>,
    people: Vec<(String, Vec<&'static str>)>,
}

/// The page about skills.
///
/// # Panics
///
/// Never: the template is part of the program, and a test renders it.
pub(super) fn page(report: &SkillReport, language: Language, naming: Naming) -> String {
    let scenario = &report.scenario;
    let year = scenario.horizon.days.first().map_or(0, |day| chrono::Datelike::year(&day.date));
    let covers = by_fragility(report);
    let is_named = naming == Naming::Named;
    let page = Page {
        lang: match language {
            Language::Swedish => "sv",
            Language::English => "en",
        },
        style: concat!(include_str!("../html/style.css"), include_str!("../html/heat.css")),
        extra: include_str!("skills.css"),
        title: text::title(language, &scenario.name, findings::horizon(scenario, language), year),
        heading: heading(report, language, naming),
        labels: labels(language),
        matrix: matrix(report, language),
        lone: if is_named { lone(report, language, &covers) } else { Vec::new() },
        gaps: gaps(report, language, naming, &covers),
        absences: report.resilience.as_ref().map(|found| section(report, found, language, naming)),
        advice: advice::sections(report, language, naming),
        who: is_named.then(|| who(report, &covers)),
        oddities: report.oddities.iter().map(|&one| oddity(report, language, naming, one)).collect(),
        training: if is_named { training(report, language) } else { Vec::new() },
        footer: if is_named { text::footer(language) } else { text::footer_anonymous(language) },
    };
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters differ from each other"));
    environment.add_template("skills.html", include_str!("skills.html")).expect("the template is part of the program");
    let template = environment.get_template("skills.html").expect("it has just been added");
    template.render(Value::from(Serde(&page))).expect("the page has what its template asks for")
}

fn labels(language: Language) -> Labels {
    Labels {
        coverage: text::label_coverage(language),
        how: text::label_coverage_how(language),
        skill: text::label_skill(language),
        holders: text::label_holders(language),
        empty: text::label_empty(language),
        alone: text::label_alone(language),
        keys: [
            ("s0", text::key_none(language)),
            ("s1", text::key_one(language)),
            ("s2", text::key_two(language)),
            ("s3", text::key_more(language)),
        ],
        lone: text::label_lone(language),
        lone_how: text::label_lone_how(language),
        person: text::label_person(language),
        alone_time: text::label_alone_time(language),
        leave: text::label_leave(language),
        sick: text::label_sick(language),
        gaps: text::label_gaps(language),
        contacts: text::label_contacts(language),
        when: text::label_when(language),
        who: text::label_who(language),
        who_how: text::label_who_how(language),
        oddities: text::label_oddities(language),
        training: text::label_training(language),
        planned: text::label_planned(language),
        done: text::label_done(language),
        deferred: text::label_deferred(language),
    }
}

/// Who is alone with what, by skill in the order of the map, the longest alone first.
fn lone(report: &SkillReport, language: Language, covers: &[&SkillCover]) -> Vec<LoneRow> {
    let mut rows = Vec::new();
    for cover in covers {
        let mut lone: Vec<_> = cover.lone.iter().collect();
        lone.sort_by_key(|lone| std::cmp::Reverse(lone.minutes()));
        rows.extend(lone.into_iter().map(|lone| LoneRow {
            skill: text::name(language, &report.scenario, cover.skills),
            person: person(report, language, Naming::Named, lone.agent),
            alone: text::duration(language, lone.minutes()),
            leave: contacts(language, lone.contacts),
            sick: text::sick_day(
                language,
                words::short_date(language, report.scenario.horizon.days[lone.worst_day.0].date),
                text::duration(language, lone.worst_minutes),
                contacts(language, lone.worst_contacts),
            ),
        }));
    }
    rows
}

fn gaps(report: &SkillReport, language: Language, naming: Naming, covers: &[&SkillCover]) -> Vec<GapRow> {
    let row = |cover: &&SkillCover| GapRow {
        skill: text::name(language, &report.scenario, cover.skills),
        minutes: text::duration(language, totals(cover).empty),
        contacts: contacts(language, cover.gaps.iter().map(|gap| gap.contacts).sum()),
        list: cover.gaps.iter().map(|one| gap(report, language, naming, one)).collect(),
    };
    covers.iter().filter(|cover| !cover.gaps.is_empty()).map(row).collect()
}

fn who(report: &SkillReport, covers: &[&SkillCover]) -> Who {
    let scenario = &report.scenario;
    let all = covers.iter().fold(SkillSet::EMPTY, |all, cover| all.union(cover.skills));
    let skills: Vec<SkillIdx> = all.iter().collect();
    let listed = |agent: &AgentIdx| !scenario.agents[agent.0].hireable || !report.roster.of(*agent).is_empty();
    let people: Vec<AgentIdx> = (0..scenario.agents.len()).map(AgentIdx).filter(listed).collect();
    let having = |skill: SkillIdx| people.iter().filter(|agent| scenario.agents[agent.0].skills.has(skill)).count();
    let row = |agent: &AgentIdx| {
        let this = &scenario.agents[agent.0];
        let dot = |skill: &SkillIdx| match (this.skills.has(*skill), having(*skill)) {
            (false, _) => "",
            (true, 1) => "only",
            (true, _) => "has",
        };
        (this.name.clone(), skills.iter().map(dot).collect())
    };
    Who {
        skills: skills.iter().map(|skill| scenario.skills[skill.0].name.clone()).collect(),
        people: people.iter().map(row).collect(),
    }
}

fn training(report: &SkillReport, language: Language) -> Vec<[String; 4]> {
    let row = |entry: &crate::model::TrainingEntry| {
        [
            report.scenario.agents[entry.agent.0].name.clone(),
            hours(language, entry.planned),
            hours(language, entry.done),
            hours(language, entry.deferred()),
        ]
    };
    report.ledger.iter().map(row).collect()
}
