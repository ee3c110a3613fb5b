//! Wishes per person: on which days granted, on which refused.

use serde::Serialize;

use crate::model::{AgentIdx, Language, Plan, WishKind};
use crate::report::fairness::{Outcome, outcomes};
use crate::text::{wishes as text, words};

/// The table; `None` without wishes.
#[derive(Serialize)]
pub(super) struct WishTable {
    heading: String,
    how: String,
    rows: Vec<WishRow>,
}

/// One wish of one person.
#[derive(Serialize)]
struct WishRow {
    name: String,
    wish: String,
    granted: String,
    refused: String,
}

/// The table.
pub(super) fn wishes(plan: &Plan, language: Language) -> Option<WishTable> {
    let outcomes = outcomes(plan);
    if outcomes.is_empty() {
        return None;
    }
    let mut asked: Vec<(AgentIdx, WishKind)> = Vec::new();
    for outcome in &outcomes {
        let this = (outcome.agent, outcome.wish.kind);
        if !asked.contains(&this) {
            asked.push(this);
        }
    }
    asked.sort_by_key(|(agent, _)| *agent);
    let row = |(agent, kind): (AgentIdx, WishKind)| {
        let mine: Vec<&Outcome> = outcomes.iter().filter(|o| o.agent == agent && o.wish.kind == kind).collect();
        let days = |is_granted: bool| {
            let of = mine.iter().filter(|outcome| outcome.is_granted == is_granted);
            let dates = of.map(|o| words::short_date(language, plan.scenario.horizon.days[o.wish.day.0].date));
            dates.collect::<Vec<_>>().join(", ")
        };
        WishRow {
            name: plan.scenario.agents[agent.0].name.clone(),
            wish: text::wish(language, &mine[0].wish),
            granted: days(true),
            refused: days(false),
        }
    };
    Some(WishTable {
        heading: heading(language, &outcomes),
        how: text::how(language),
        rows: asked.into_iter().map(row).collect(),
    })
}

fn heading(language: Language, outcomes: &[Outcome]) -> String {
    let granted = outcomes.iter().filter(|outcome| outcome.is_granted).count();
    if granted == outcomes.len() {
        text::all_granted(language, granted)
    } else {
        text::some_refused(language, granted, outcomes.len())
    }
}
