//! Contradictory facts in plan.json, and why posts stand empty.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{AgentIdx, Cause, Plan, Scenario, Span};
use crate::text::facts::fact;

use super::tables::date_time;

/// Hard facts of the same people that cannot all hold.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ContradictionJson {
    /// Ids of the agents whose facts they are.
    pub agents: Vec<String>,
    /// What cannot hold together, one after another; no fact is told twice.
    pub clashes: Vec<ClashJson>,
    /// The cheapest facts to give up so that all others can hold.
    pub repair: Vec<RemedyJson>,
}

/// Facts that cannot all hold.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClashJson {
    /// Those of which any one, left out by itself, lets the others hold.
    pub facts: Vec<CauseJson>,
    /// Facts of the centre that bar the way out between them, so that leaving out one alone would not help.
    pub given: Vec<CauseJson>,
}

/// A hard fact.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CauseJson {
    /// `absence`, `pin`, `contract`, `earliest_start`, `latest_end`, `evenings`, `day_off`, `skills`, `history`, `rule`,
    /// `opening`, `shift`, `break` or `most_per_day`.
    pub kind: &'static str,
    /// Id of the agent; null for a fact of the centre.
    pub agent: Option<String>,
    /// Key of the rule, or id of the shift.
    pub id: Option<String>,
    /// When an absence or pinned row begins.
    pub start: Option<String>,
    /// When it ends.
    pub end: Option<String>,
    /// The file in which it stands; null for a rule of the set as it is.
    pub file: Option<String>,
    /// Its line.
    pub line: Option<u64>,
    /// The fact in words, in the plan's language.
    pub text: String,
}

/// A fact given up.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RemedyJson {
    /// Which.
    pub cause: CauseJson,
    /// For contract hours: minutes more (above 0) or fewer than the contract allows.
    pub minutes: Option<i32>,
}

/// Why a post cannot have its people.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UnmannedJson {
    /// Id of the post.
    pub post: String,
    /// From.
    pub start: String,
    /// To.
    pub end: String,
    /// People needed.
    pub needed: u32,
    /// Ids of the agents who could be there.
    pub able: Vec<String>,
    /// Who has the skill and cannot, each with the facts that bar it.
    pub hindered: Vec<HinderedJson>,
}

/// Somebody who has the skill and cannot be there.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HinderedJson {
    /// Id of the agent.
    pub agent: String,
    /// The facts: without any one of them the agent could.
    pub causes: Vec<CauseJson>,
}

/// Every contradiction of the plan.
pub(super) fn contradictions(plan: &Plan) -> Vec<ContradictionJson> {
    let scenario = &plan.scenario;
    let one = |found: &crate::model::Contradiction| ContradictionJson {
        agents: found.agents.iter().map(|&agent| id(scenario, agent)).collect(),
        clashes: found
            .clashes
            .iter()
            .map(|clash| ClashJson { facts: causes(scenario, &clash.facts), given: causes(scenario, &clash.given) })
            .collect(),
        repair: found
            .repair
            .iter()
            .map(|remedy| RemedyJson { cause: cause(scenario, &remedy.cause), minutes: remedy.minutes })
            .collect(),
    };
    plan.contradictions.iter().map(one).collect()
}

/// Why posts stand empty that nobody could man.
pub(super) fn unmanned(plan: &Plan) -> Vec<UnmannedJson> {
    let scenario = &plan.scenario;
    let one = |found: &crate::model::Unmanned| UnmannedJson {
        post: scenario.posts[found.post.0].id.clone(),
        start: date_time(scenario, found.span.start, 'T'),
        end: date_time(scenario, found.span.end, 'T'),
        needed: found.needed,
        able: found.able.iter().map(|&agent| id(scenario, agent)).collect(),
        hindered: found
            .hindered
            .iter()
            .map(|(agent, facts)| HinderedJson { agent: id(scenario, *agent), causes: causes(scenario, facts) })
            .collect(),
    };
    plan.unmanned.iter().map(one).collect()
}

fn id(scenario: &Scenario, agent: AgentIdx) -> String {
    scenario.agents[agent.0].id.clone()
}

fn causes(scenario: &Scenario, facts: &[Cause]) -> Vec<CauseJson> {
    facts.iter().map(|fact| cause(scenario, fact)).collect()
}

fn cause(scenario: &Scenario, cause: &Cause) -> CauseJson {
    let template = |index: crate::model::TemplateIdx| Some(scenario.templates[index.0].id.clone());
    let (kind, named, span): (_, _, Option<Span>) = match cause {
        Cause::Absence { span, .. } => ("absence", None, Some(*span)),
        Cause::Pin(pin) => ("pin", None, Some(pin.span())),
        Cause::Contract(_) => ("contract", None, None),
        Cause::EarliestStart(_) => ("earliest_start", None, None),
        Cause::LatestEnd(_) => ("latest_end", None, None),
        Cause::Evenings(_) => ("evenings", None, None),
        Cause::DayOff { .. } => ("day_off", None, None),
        Cause::Skills(_) => ("skills", None, None),
        Cause::History(_) => ("history", None, None),
        Cause::Rule(rule) => ("rule", Some(rule.key().to_owned()), None),
        Cause::Opening(_) => ("opening", None, None),
        Cause::Shift(index) => ("shift", template(*index), None),
        Cause::Break { template: index, .. } => ("break", template(*index), None),
        Cause::MostPerDay(index) => ("most_per_day", template(*index), None),
    };
    let place = cause.place(scenario);
    CauseJson {
        kind,
        agent: cause.agent().map(|agent| id(scenario, agent)),
        id: named,
        start: span.map(|span| date_time(scenario, span.start, 'T')),
        end: span.map(|span| date_time(scenario, span.end, 'T')),
        file: place.map(|(file, _)| file.to_owned()),
        line: place.and_then(|(_, line)| line),
        text: fact(scenario.language, scenario, cause),
    }
}
