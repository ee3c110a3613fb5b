//! What history.csv carries on of hours worked: week by week, above the contract, and over the year.

use chrono::Datelike;

use crate::model::{AgentIdx, Day, DayIdx, Plan};

use super::people::{Week, paid_minutes, shifts_on};

/// So many weeks before a plan are carried on: with those of the plan the most that an average is taken over.
const WEEKS: usize = 16;

/// Hours that the next plan needs to know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CarriedHours {
    /// Working time by week, the latest last `[min]`.
    pub week_hours: Vec<i32>,
    /// Above the contract in each of the last three weeks, the latest last `[min]`.
    pub excess_weeks: [i32; 3],
    /// Overtime this year `[min]`.
    pub overtime_year: i32,
    /// Part-time extra hours this year `[min]`.
    pub extra_year: i32,
}

/// What the plan leaves of `agent`'s hours.
pub(super) fn carried_hours(plan: &Plan, agent: AgentIdx, sums: &Week) -> CarriedHours {
    let this = &plan.scenario.agents[agent.0];
    let before = &this.history;
    let days = &plan.scenario.horizon.days;
    let weeks: Vec<&[Day]> = days.chunk_by(|a, b| a.date.iso_week() == b.date.iso_week()).collect();
    let mut first = 0;
    let mut planned = Vec::new();
    for week in &weeks {
        let of_week = (first..first + week.len()).map(DayIdx);
        let paid = of_week.flat_map(|day| shifts_on(plan, agent, day)).flatten();
        let paid: i32 = paid.map(|stretch| paid_minutes(&plan.scenario, stretch)).sum();
        planned.push(paid + absent(plan, agent, week));
        first += week.len();
    }
    let known: Vec<i32> = this.weeks_before.iter().copied().chain(planned).collect();
    let (overtime, extra) = excess(plan, agent, sums);
    let a_week = (overtime + extra) / i32::try_from(weeks.len().max(1)).unwrap_or(1);
    let excess: Vec<i32> = before.excess_weeks.into_iter().chain(weeks.iter().map(|_| a_week)).collect();
    let last = [3, 2, 1].map(|back| excess[excess.len() - back]);
    // The year's counts begin anew with the year; a plan over the turn counts towards the new one.
    let next = days.last().map(|day| day.date + chrono::Duration::days(1));
    let is_same_year = next.is_some_and(|next| next.year() == days[0].date.year());
    let so_far = |before: i32, more: i32| if is_same_year { before + more } else { more };
    CarriedHours {
        week_hours: known[known.len().saturating_sub(WEEKS)..].to_vec(),
        excess_weeks: last,
        overtime_year: so_far(before.overtime_year, overtime),
        extra_year: so_far(before.extra_year, extra),
    }
}

/// Absence that counts as work in these days, by time `[min]`.
fn absent(plan: &Plan, agent: AgentIdx, week: &[Day]) -> i32 {
    let end = plan.scenario.horizon.minutes();
    let week = (week[0].start.0, week[week.len() - 1].span().end.0);
    let part = |absence: &crate::model::Absence| {
        let within = (absence.span.start.0.max(0), absence.span.end.0.min(end));
        let here = within.1.min(week.1) - within.0.max(week.0);
        (here > 0).then(|| i64::from(absence.counted) * i64::from(here) / i64::from(within.1 - within.0))
    };
    let absences = &plan.scenario.agents[agent.0].absences;
    i32::try_from(absences.iter().filter_map(part).sum::<i64>()).unwrap_or(i32::MAX)
}

/// Overtime and part-time extra hours of the plan `[min]`: above the contract, up to full time extra hours.
fn excess(plan: &Plan, agent: AgentIdx, sums: &Week) -> (i32, i32) {
    let this = &plan.scenario.agents[agent.0];
    let Some(contract) = this.contract.map(|contract| contract - this.ordered()) else { return (0, 0) };
    let ordinary = contract.max(contract + this.history.evened);
    let above = (sums.paid - ordinary).max(0);
    let share = this.employment.get();
    #[expect(clippy::cast_possible_truncation, reason = "a plan has few minutes")]
    let full = if share > 0.0 && share < 1.0 { (f64::from(ordinary) / share).round() as i32 } else { ordinary };
    let extra = above.min(full - ordinary);
    (above - extra, extra)
}
