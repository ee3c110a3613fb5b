//! The people of plan.json: hours, evenings, weekends, and what became of their wishes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{AgentIdx, Plan, WishKind};

use super::fairness::{Parts, granted_share, outcomes, parts};
use super::history::carried;
use super::json::round;
use super::people::{listed, week};

/// One person: everybody employed, and hired places that the roster uses.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PersonJson {
    /// Id of the agent.
    pub agent: String,
    /// Paid time `[h]`.
    pub paid_hours: f64,
    /// What the contract gives, hours evened out included `[h]`; null: hours as needed.
    pub contract_hours: Option<f64>,
    /// Of the paid time, reserve `[h]`.
    pub reserve_hours: f64,
    /// Hours over (above 0) or under the contract after the plan `[h]`.
    pub balance_hours: f64,
    /// Evenings in the plan.
    pub evenings: usize,
    /// Evenings so far, the plan's included.
    pub evenings_total: u32,
    /// The fair part of all evenings so far; null for who shares no evenings.
    pub evenings_part: Option<f64>,
    /// Weekends in the plan.
    pub weekends: usize,
    /// Weekends so far, the plan's included.
    pub weekends_total: u32,
    /// The fair part of all weekends so far; null for who shares no weekends.
    pub weekends_part: Option<f64>,
    /// How many different starts the person's shifts have.
    pub starts: usize,
    /// The share of the weight of the person's wishes that is granted; null without wishes.
    pub wishes_granted: Option<f64>,
}

/// A wish and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WishJson {
    /// Id of the agent.
    pub agent: String,
    /// The date.
    pub day: String,
    /// `off`, `start`, `end` or `no-evening`.
    pub wish: &'static str,
    /// The clock time of `start` and `end`.
    pub value: Option<String>,
    /// How much it matters beside the person's other wishes.
    pub weight: f64,
    /// Whether the roster has it so.
    pub granted: bool,
}

/// Everybody listed.
pub(super) fn people(plan: &Plan) -> Vec<PersonJson> {
    let Parts { evenings, weekends } = parts(plan);
    let outcomes = outcomes(plan);
    let hours = |minutes: i32| round(f64::from(minutes) / 60.0, 4);
    let of = |(index, agent): (crate::model::AgentIdx, &crate::model::Agent)| {
        let sums = week(plan, index);
        let carried = carried(plan, index, &sums);
        PersonJson {
            agent: agent.id.clone(),
            paid_hours: hours(sums.paid),
            contract_hours: agent.contract.map(|contract| hours(contract - agent.ordered())),
            reserve_hours: hours(sums.reserve),
            balance_hours: hours(carried.balance),
            evenings: sums.evenings,
            evenings_total: carried.evenings,
            evenings_part: evenings[index.0].map(|part| round(part, 2)),
            weekends: sums.weekends,
            weekends_total: carried.weekends,
            weekends_part: weekends[index.0].map(|part| round(part, 2)),
            starts: sums.starts,
            wishes_granted: granted_share(&outcomes, index).map(|share| round(share, 4)),
        }
    };
    listed(plan).into_iter().map(of).collect()
}

/// Every wish.
pub(super) fn wishes(plan: &Plan) -> Vec<WishJson> {
    let of = |outcome: &super::fairness::Outcome| {
        let clock = |minute: i32| Some(crate::text::words::clock(minute));
        let (wish, value) = match outcome.wish.kind {
            WishKind::DayOff => ("off", None),
            WishKind::StartNotBefore(minute) => ("start", clock(minute)),
            WishKind::EndNotAfter(minute) => ("end", clock(minute)),
            WishKind::NoEvening => ("no-evening", None),
        };
        WishJson {
            agent: plan.scenario.agents[outcome.agent.0].id.clone(),
            day: plan.scenario.horizon.days[outcome.wish.day.0].date.to_string(),
            wish,
            value,
            weight: outcome.wish.weight,
            granted: outcome.is_granted,
        }
    };
    outcomes(plan).iter().map(of).collect()
}

/// What was done so that the plan survives any one absence.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SurvivalJson {
    /// People of the plan before anybody was added.
    people_before: usize,
    /// Agents who serve on top of them: the price.
    added: Vec<String>,
    /// Agents whose absence would still lose a target or leave a post empty.
    not_survived: Vec<String>,
}

/// What was done so that the plan survives absences.
pub(super) fn survival(plan: &Plan) -> Option<SurvivalJson> {
    let ids = |agents: &[AgentIdx]| agents.iter().map(|agent| plan.scenario.agents[agent.0].id.clone()).collect();
    let survival = plan.survival.as_ref()?;
    Some(SurvivalJson {
        people_before: survival.people_before,
        added: ids(&survival.added),
        not_survived: ids(&survival.broken),
    })
}
