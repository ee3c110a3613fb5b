//! What to train or hire next and what specialisation costs, in words.

use serde::Serialize;

use crate::model::{Advice, Initiative, Language, SkillReport, Worthiness};
use crate::text::{advice as text, skills, words};

use super::Naming;
use super::sentences::contacts;

/// One table: what, and the whole plan with it.
#[derive(Serialize)]
pub(super) struct Section {
    pub(super) title: String,
    how: String,
    what: String,
    plan: String,
    rows: Vec<Row>,
    notes: Vec<String>,
}

/// One measure or breadth.
#[derive(Serialize)]
struct Row {
    what: String,
    worth: String,
    is_chosen: bool,
}

/// The parts that were asked for.
pub(super) fn sections(report: &SkillReport, language: Language, naming: Naming) -> Vec<Section> {
    let advised =
        [(&report.training_advice, text::train_title(language)), (&report.hiring_advice, text::hire_title(language))];
    let mut sections: Vec<Section> = advised
        .into_iter()
        .filter_map(|(advice, title)| Some(advice_section(report, advice.as_ref()?, (language, naming), title)))
        .collect();
    if !report.specialisation.is_empty() {
        let rows = report.specialisation.iter().map(|specialised| Row {
            what: text::breadth(language, specialised.breadth),
            worth: worth(language, &specialised.plan),
            is_chosen: specialised.breadth == crate::model::Breadth::Today,
        });
        sections.push(Section {
            title: text::breadth_title(language),
            how: text::breadth_how(language),
            what: text::knows(language),
            plan: text::plan(language),
            rows: rows.collect(),
            notes: Vec::new(),
        });
    }
    sections
}

fn advice_section(
    report: &SkillReport,
    advice: &Advice,
    (language, naming): (Language, Naming),
    title: String,
) -> Section {
    let mut rows = vec![Row { what: text::today(language), worth: worth(language, &advice.today), is_chosen: false }];
    for (n, step) in (1..).zip(&advice.steps) {
        let what = step.measure.map_or_else(|| text::nothing(language), |one| measure(report, language, naming, one));
        rows.push(Row { what: format!("{n}. {what}"), worth: worth(language, &step.after), is_chosen: true });
        if let Some(during) = &step.during {
            rows.push(Row {
                what: text::during(language, measure_or_nothing(report, language, naming, step.measure)),
                worth: worth(language, during),
                is_chosen: false,
            });
        }
        let others = step.tried.iter().filter(|(other, _)| Some(*other) != step.measure);
        rows.extend(others.map(|(other, after)| Row {
            what: format!("– {}", measure(report, language, naming, *other)),
            worth: worth(language, after),
            is_chosen: false,
        }));
    }
    Section {
        title,
        how: text::how(language, advice.n_measures),
        what: text::what(language),
        plan: text::plan(language),
        rows,
        notes: advice.people_floor.map(|people| text::floor(language, people)).into_iter().collect(),
    }
}

fn measure_or_nothing(report: &SkillReport, language: Language, naming: Naming, one: Option<Initiative>) -> String {
    one.map_or_else(|| text::nothing(language), |one| measure(report, language, naming, one))
}

/// What is to be done.
fn measure(report: &SkillReport, language: Language, naming: Naming, one: Initiative) -> String {
    let scenario = &report.scenario;
    match one {
        Initiative::Train(offer) => {
            let skill = &scenario.skills[offer.skill.0].name;
            let what = match naming {
                Naming::Named => text::train(language, &scenario.agents[offer.agent.0].name, skill),
                Naming::Anonymous => text::train_somebody(language, skill),
            };
            if offer.weeks > 0 { text::weeks(language, what, offer.weeks) } else { what }
        }
        Initiative::Hire(profile) => {
            let profile = &scenario.development.hires[profile];
            let known: Vec<String> = profile.skills.iter().map(|skill| scenario.skills[skill.0].name.clone()).collect();
            text::hire(language, &profile.name, words::list(language, &known))
        }
    }
}

/// What a plan comes to.
fn worth(language: Language, worth: &Worthiness) -> String {
    let hanging = skills::duration(language, worth.hanging);
    let late = contacts(language, worth.late);
    match worth.more {
        Some(more) => text::worth_more(language, worth.people, more, worth.missed, hanging, late),
        None => text::worth(language, worth.people, worth.missed, hanging, late),
    }
}

/// A part in lines of plain text.
pub(super) fn lines(section: &Section, language: Language) -> Vec<String> {
    let rows = section.rows.iter().map(|row| text::row(language, &row.what, &row.worth));
    rows.chain(section.notes.iter().cloned()).collect()
}
