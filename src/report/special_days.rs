//! Short days and squeeze days: who works through them.

use schemars::JsonSchema;
use serde::Serialize;

use super::people::{is_reserve, listed, shifts_on, span};
use crate::model::{Agent, DayIdx, Plan};

/// A day on which people may go home early, or a working day between two free ones, and who works through it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SpecialDay<'a> {
    /// The day.
    pub day: DayIdx,
    /// Who works after people may go home, or at all on a squeeze day; reserve does not count.
    pub who: Vec<&'a Agent>,
}

/// The short days of the plan on which the centre is open, and the squeeze days that are not short.
pub(super) fn special_days(plan: &Plan) -> Vec<SpecialDay<'_>> {
    let horizon = &plan.scenario.horizon;
    let days = horizon.days.iter().enumerate();
    let marked = days.filter(|(_, day)| day.is_open() && (day.is_squeeze || day.short.is_some()));
    let special = |(index, day): (usize, &crate::model::Day)| {
        let index = DayIdx(index);
        let until = day.short.as_ref().map_or(day.start, |short| horizon.minute_at(index, short.until));
        let works = |(agent, _): &(crate::model::AgentIdx, &Agent)| {
            shifts_on(plan, *agent, index).into_iter().any(|shift| !is_reserve(shift) && span(shift).end > until)
        };
        let who = listed(plan).into_iter().filter(works).map(|(_, agent)| agent).collect();
        SpecialDay { day: index, who }
    };
    marked.map(special).collect()
}

/// A short day or squeeze day in plan.json.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SpecialDayJson {
    /// The date.
    pub date: String,
    /// `short` or `squeeze`.
    pub kind: &'static str,
    /// What day it is, in Swedish; empty where the centre has named the date alone.
    pub name: String,
    /// When people may go home on a short day.
    pub until: Option<String>,
    /// Who works through it.
    pub agents: Vec<String>,
}

/// The days for plan.json.
pub(super) fn json(plan: &Plan) -> Vec<SpecialDayJson> {
    let of = |special: SpecialDay<'_>| {
        let day = &plan.scenario.horizon.days[special.day.0];
        SpecialDayJson {
            date: day.date.to_string(),
            kind: if day.short.is_some() { "short" } else { "squeeze" },
            name: day.short.as_ref().map_or_else(|| "klämdag".to_owned(), |short| short.name.clone()),
            until: day.short.as_ref().map(|short| crate::text::words::clock(short.until)),
            agents: special.who.iter().map(|agent| agent.id.clone()).collect(),
        }
    };
    special_days(plan).into_iter().map(of).collect()
}
