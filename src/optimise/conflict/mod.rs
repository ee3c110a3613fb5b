//! Why no roster keeps every hard fact: sets of facts that cannot hold together, and the cheapest repair.
//!
//! Facts are dropped from the scenario itself ([`relax`]), and whether the rest can hold is asked of the rows of the week
//! for these people alone ([`oracle`]), so that a rule is read here as the optimiser reads it. People are independent
//! but for the most shifts of a template on one day: each is asked alone, then those who share such a template together.

mod facts;
mod oracle;
mod posts;
mod prices;
mod relax;
mod sets;

use facts::{Facts, facts, most_per_day, shared_facts};
use oracle::Question;
pub(in crate::optimise) use posts::unmanned;
use prices::price;
use sets::{cheapest, disjoint};

use crate::model::{AgentIdx, Cause, Contradiction, Remedy, Scenario, Watch};

/// The hard facts of `suspects` that cannot all hold, person by person, and those that people cannot keep together. Empty where nothing of the kind is proven.
pub(in crate::optimise) fn contradictions(
    scenario: &Scenario,
    suspects: &[AgentIdx],
    watch: Watch<'_>,
) -> Vec<Contradiction> {
    let alone = |&agent: &AgentIdx| {
        let question = Question::new(scenario, &[agent], watch);
        found(&question, &facts(scenario, &[agent]), &[])
    };
    let mut all: Vec<Contradiction> = suspects.iter().filter_map(alone).collect();
    if !most_per_day(scenario).is_empty() {
        let shares = |agent: &AgentIdx| {
            let mut open = scenario.agents[agent.0].templates.iter();
            open.any(|template| scenario.templates[template.0].most_per_day.is_some())
        };
        let together: Vec<AgentIdx> = (0..scenario.agents.len()).map(AgentIdx).filter(shares).collect();
        let question = Question::new(scenario, &together, watch);
        // What each gives up alone need not be kept together.
        let given_up = all.iter().flat_map(|found| &found.repair).map(|remedy| remedy.cause.clone());
        let given_up: Vec<Cause> = given_up.collect();
        all.extend(found(&question, &shared_facts(scenario, &together), &given_up));
    }
    all
}

/// What the facts of some people come to, those of `without` left aside; `None` where they can all hold.
fn found(question: &Question<'_>, facts: &Facts, without: &[Cause]) -> Option<Contradiction> {
    let can_hold = |dropped: &[Cause]| question.can_hold(&[without, dropped].concat());
    let clashes = disjoint(facts, &can_hold);
    if clashes.is_empty() {
        return None;
    }
    let mut agents: Vec<AgentIdx> = clashes.iter().flat_map(|clash| &clash.facts).filter_map(Cause::agent).collect();
    agents.sort_unstable();
    agents.dedup();
    // The facts of one person may all be the centre's.
    if let ([], [only]) = (agents.as_slice(), question.agents.as_slice()) {
        agents.push(*only);
    }
    let miss = |agent: AgentIdx| question.contract_miss(agent, without).filter(|miss| *miss != 0);
    let misses: Vec<(AgentIdx, Option<i32>)> = agents.iter().map(|&agent| (agent, miss(agent))).collect();
    let priced = |cause: &Cause| {
        let by_minute = misses.iter().find(|(agent, _)| *cause == Cause::Contract(*agent)).and_then(|(_, miss)| *miss);
        by_minute.map_or_else(|| price(cause), i32::unsigned_abs)
    };
    let given_up = cheapest(facts, &clashes, &priced, &can_hold);
    let others = |cause: &Cause| given_up.iter().filter(|other| *other != cause).cloned().collect::<Vec<Cause>>();
    let remedy = |cause: &Cause| {
        let minutes = match cause {
            Cause::Contract(agent) => question.contract_miss(*agent, &[without, &others(cause)].concat()),
            _ => None,
        };
        Remedy { cause: cause.clone(), minutes }
    };
    let repair = given_up.iter().map(remedy).collect();
    Some(Contradiction { agents, clashes, repair })
}

/// The scenario with what the repairs give up, so that a roster keeps all the rest; `None` where a repair asks for shifts
/// that nobody has described.
pub(in crate::optimise) fn repaired(scenario: &Scenario, contradictions: &[Contradiction]) -> Option<Scenario> {
    let mut dropped = Vec::new();
    let mut hours = Vec::new();
    for remedy in contradictions.iter().flat_map(|found| &found.repair) {
        match (&remedy.cause, remedy.minutes) {
            (Cause::Shift(_), _) => return None,
            (Cause::Contract(agent), Some(minutes)) => hours.push((*agent, minutes)),
            (cause, _) => dropped.push(cause.clone()),
        }
    }
    let agents: Vec<AgentIdx> = (0..scenario.agents.len()).map(AgentIdx).collect();
    let mut repaired = relax::relaxed(scenario, &agents, &dropped, None);
    for (agent, minutes) in hours {
        let contract = &mut repaired.agents[agent.0].contract;
        *contract = contract.map(|contract| (contract + minutes).max(0));
    }
    Some(repaired)
}
