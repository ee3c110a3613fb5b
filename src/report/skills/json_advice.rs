//! The part of skills.json about what to train or hire next and what specialisation costs.

use serde::Serialize;

use crate::model::{Advice, Breadth, Initiative, SkillReport, Specialised, Worthiness};

use crate::report::json::status_id;

use super::Naming;

#[derive(Serialize)]
pub(super) struct AdviceJson {
    today: WorthJson,
    people_floor: Option<u32>,
    measures: usize,
    steps: Vec<StepJson>,
}

#[derive(Serialize)]
struct StepJson {
    measure: Option<MeasureJson>,
    after: WorthJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    during: Option<WorthJson>,
    tried: Vec<TriedJson>,
}

#[derive(Serialize)]
struct TriedJson {
    measure: MeasureJson,
    after: WorthJson,
}

#[derive(Serialize)]
struct MeasureJson {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<String>,
    skills: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weeks: Option<u32>,
}

#[derive(Serialize)]
struct WorthJson {
    status: &'static str,
    people: usize,
    targets_missed: usize,
    hanging_minutes: i32,
    late: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    people_more: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct BreadthJson {
    breadth: &'static str,
    #[serde(flatten)]
    plan: WorthJson,
}

/// Advice as other programs read it; without names, what is learnt and not by whom.
pub(super) fn advice(report: &SkillReport, advice: &Advice, naming: Naming) -> AdviceJson {
    let measure = |one: Initiative| measure(report, one, naming);
    let step = |step: &crate::model::AdvisedStep| StepJson {
        measure: step.measure.map(measure),
        after: worth(&step.after),
        during: step.during.as_ref().map(worth),
        tried: step
            .tried
            .iter()
            .map(|(one, after)| TriedJson { measure: measure(*one), after: worth(after) })
            .collect(),
    };
    AdviceJson {
        today: worth(&advice.today),
        people_floor: advice.people_floor,
        measures: advice.n_measures,
        steps: advice.steps.iter().map(step).collect(),
    }
}

/// What specialisation costs.
pub(super) fn breadths(specialised: &[Specialised]) -> Vec<BreadthJson> {
    let one = |specialised: &Specialised| BreadthJson {
        breadth: match specialised.breadth {
            Breadth::OneArea => "one-area",
            Breadth::Today => "today",
            Breadth::TwoAreas => "two-areas",
            Breadth::EveryArea => "every-area",
            Breadth::Everything => "everything",
        },
        plan: worth(&specialised.plan),
    };
    specialised.iter().map(one).collect()
}

fn measure(report: &SkillReport, one: Initiative, naming: Naming) -> MeasureJson {
    let scenario = &report.scenario;
    let skill = |skill: crate::model::SkillIdx| scenario.skills[skill.0].id.clone();
    match one {
        Initiative::Train(offer) => MeasureJson {
            kind: "train",
            agent: (naming == Naming::Named).then(|| scenario.agents[offer.agent.0].id.clone()),
            profile: None,
            skills: vec![skill(offer.skill)],
            weeks: (offer.weeks > 0).then_some(offer.weeks),
        },
        Initiative::Hire(profile) => {
            let profile = &scenario.development.hires[profile];
            MeasureJson {
                kind: "hire",
                agent: None,
                profile: Some(profile.id.clone()),
                skills: profile.skills.iter().map(skill).collect(),
                weeks: None,
            }
        }
    }
}

fn worth(worth: &Worthiness) -> WorthJson {
    WorthJson {
        status: status_id(worth.status),
        people: worth.people,
        targets_missed: worth.missed,
        hanging_minutes: worth.hanging,
        late: worth.late,
        people_more: worth.more,
    }
}
