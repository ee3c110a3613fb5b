//! Who bears evenings and weekends, and whose wishes are granted: what the roster comes to, person by person.

use crate::model::{AgentIdx, Limits, Plan, Span, Wish, WishKind};

use super::people::{listed, shifts_on, span, week};

/// A wish and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outcome {
    /// Whose.
    pub agent: AgentIdx,
    /// What was asked.
    pub wish: Wish,
    /// Whether the roster has it so.
    pub is_granted: bool,
}

/// Every wish of those listed, by person and day.
pub(super) fn outcomes(plan: &Plan) -> Vec<Outcome> {
    let people = listed(plan).into_iter();
    let wishes = people.flat_map(|(index, agent)| agent.wishes.iter().map(move |&wish| (index, wish)));
    wishes.map(|(agent, wish)| Outcome { agent, wish, is_granted: is_granted(plan, agent, &wish) }).collect()
}

fn is_granted(plan: &Plan, agent: AgentIdx, wish: &Wish) -> bool {
    let at = |minute: i32| plan.scenario.horizon.minute_at(wish.day, minute);
    let mut shifts = shifts_on(plan, agent, wish.day).into_iter().map(span);
    match wish.kind {
        WishKind::DayOff => shifts.next().is_none(),
        WishKind::StartNotBefore(minute) => shifts.all(|Span { start, .. }| start >= at(minute)),
        WishKind::EndNotAfter(minute) => shifts.all(|Span { end, .. }| end <= at(minute)),
        WishKind::NoEvening => shifts.all(|Span { end, .. }| end <= at(Limits::EVENING)),
    }
}

/// The share of the weight of a person's wishes that is granted; `None` without wishes.
pub(super) fn granted_share(outcomes: &[Outcome], agent: AgentIdx) -> Option<f64> {
    let weight = |is_granted: bool| -> f64 {
        let of = outcomes.iter().filter(|outcome| outcome.agent == agent && (!is_granted || outcome.is_granted));
        of.map(|outcome| outcome.wish.weight).sum()
    };
    let all = weight(false);
    (all > 0.0).then(|| weight(true) / all)
}

/// The fair parts of evenings and weekends, `[agent]`; `None` for who does not share them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parts {
    /// Of all evenings so far, the plan's included.
    pub evenings: Vec<Option<f64>>,
    /// Of all weekends so far, the plan's included.
    pub weekends: Vec<Option<f64>>,
}

/// The fair parts by weeks times share of full time, among those who can work evenings (or weekends) at all.
pub(super) fn parts(plan: &Plan) -> Parts {
    let agents = &plan.scenario.agents;
    let templates = &plan.scenario.templates;
    let people = listed(plan);
    let divided = |shares: &dyn Fn(AgentIdx) -> bool, have: &dyn Fn(AgentIdx) -> f64| {
        let weeks = |index: AgentIdx| agents[index.0].history.weeks + agents[index.0].history.weeks_planned;
        let sharers = people.iter().map(|&(index, _)| index).filter(|&index| shares(index) && weeks(index) > 0.0);
        let sharers: Vec<AgentIdx> = sharers.collect();
        let all: f64 = sharers.iter().map(|&index| have(index)).sum();
        let sum: f64 = sharers.iter().map(|&index| weeks(index)).sum();
        let part = |index: AgentIdx| sharers.contains(&index).then(|| all * weeks(index) / sum);
        (0..agents.len()).map(AgentIdx).map(part).collect()
    };
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    Parts {
        evenings: divided(&|index| agents[index.0].shares_evenings(templates), &|index| {
            f64::from(agents[index.0].history.evenings) + number(week(plan, index).evenings)
        }),
        weekends: divided(&|index| agents[index.0].shares_weekends(templates), &|index| {
            f64::from(agents[index.0].history.weekends) + number(week(plan, index).weekends)
        }),
    }
}
