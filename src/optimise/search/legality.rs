//! Whether an agent's shifts over the horizon keep to the rules between days.

use crate::model::{Limits, Minute, RuleId, Span};
use crate::optimise::hours::keeps;
use crate::optimise::shifts::Shift;
use crate::optimise::weeks::keeps_weeks;

use super::problem::Problem;
use super::state::{DayPlan, State, Worked, shift};

/// An agent's shifts, `[day]`.
pub(super) type Tour<'p> = Vec<Option<&'p Shift>>;

/// The agent's shifts in `state`, with those of `changed` days instead where it names them.
pub(super) fn tour<'p>(problem: &'p Problem, state: &State, changed: &[(usize, DayPlan)], agent: usize) -> Tour<'p> {
    let mut shifts: Tour<'p> = state.days.iter().enumerate().map(|(day, plan)| of(problem, day, plan, agent)).collect();
    for (day, plan) in changed {
        shifts[*day] = of(problem, *day, plan, agent);
    }
    shifts
}

/// The agent's shift in a day's plan.
fn of<'p>(problem: &'p Problem, day: usize, plan: &DayPlan, agent: usize) -> Option<&'p Shift> {
    plan.shifts[agent].as_ref().map(|worked: &Worked| shift(problem, day, agent, worked))
}

/// Whether the tour keeps the contract and every rule between days.
pub(super) fn is_legal(problem: &Problem, agent: usize, tour: &Tour) -> bool {
    let paid: i32 = tour.iter().flatten().map(|shift| shift.work).sum();
    let (least, most) = problem.paid_range(agent);
    (least..=most).contains(&paid) && keeps_rules(problem, agent, tour)
}

/// Whether the tour keeps every rule between days, whatever its hours.
pub(super) fn keeps_rules(problem: &Problem, agent: usize, tour: &Tour) -> bool {
    let rules = &problem.scenario.rules;
    let n_shifts = i32::try_from(tour.iter().flatten().count()).unwrap_or(i32::MAX);
    rules.get(RuleId::ShiftsPerHorizon).is_none_or(|most| n_shifts <= most)
        && tour.iter().zip(&problem.must_work[agent]).all(|(shift, &must_work)| shift.is_some() || !must_work)
        && keeps(&problem.most_paid[agent], |day| tour[day].map_or(0, |shift| shift.work))
        && keeps_daily_rest(problem, tour)
        && keeps_evenings(problem, agent, tour)
        && keeps_several_days(problem, agent, tour)
}

/// The rules of several days and weeks.
fn keeps_several_days(problem: &Problem, agent: usize, tour: &Tour) -> bool {
    let spans: Vec<Option<Span>> = tour.iter().map(|shift| shift.map(Shift::span)).collect();
    keeps_weeks(problem.scenario, &problem.scenario.agents[agent], &spans)
}

/// Rest between each shift and the next; over the horizon's end too where the week closes on itself.
fn keeps_daily_rest(problem: &Problem, tour: &Tour) -> bool {
    let rest = problem.scenario.rules.get(RuleId::DailyRest).unwrap_or(0);
    let spans: Vec<Span> = tour.iter().flatten().map(|shift| shift.span()).collect();
    let apart = spans.windows(2).all(|pair| pair[1].start - pair[0].end >= rest);
    let horizon = &problem.scenario.horizon;
    let closes = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) if horizon.cyclic => first.start + horizon.minutes() - last.end >= rest,
        _ => true,
    };
    apart && closes
}

/// The days of each week Monday to Sunday, or of the part of it that the horizon has.
fn weeks(problem: &Problem) -> Vec<std::ops::Range<usize>> {
    let days = &problem.scenario.horizon.days;
    let mut weeks: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, day) in days.iter().enumerate() {
        match weeks.last_mut() {
            Some(week) if day.weekday() != chrono::Weekday::Mon => week.end = index + 1,
            _ => weeks.push(index..index + 1),
        }
    }
    weeks
}

/// At most so many evenings a week, where the agent has such a limit.
fn keeps_evenings(problem: &Problem, agent: usize, tour: &Tour) -> bool {
    let Some(most) = problem.scenario.agents[agent].limits.evenings_per_week else { return true };
    let horizon = &problem.scenario.horizon;
    let is_evening = |day: usize, end: Minute| end > horizon.minute_at(crate::model::DayIdx(day), Limits::EVENING);
    weeks(problem).into_iter().all(|days| {
        let evenings = days.filter(|&day| tour[day].is_some_and(|shift| is_evening(day, shift.end))).count();
        evenings <= usize::try_from(most).unwrap_or(usize::MAX)
    })
}

/// Whether no template is worked more often on the day than it may be.
pub(super) fn keeps_most_per_day(problem: &Problem, day: usize, plan: &DayPlan) -> bool {
    let templates = problem.scenario.templates.iter().enumerate();
    templates.filter_map(|(i, template)| Some((i, template.most_per_day?))).all(|(index, most)| {
        let worked = (0..problem.n_agents()).filter_map(|agent| of(problem, day, plan, agent));
        let count = worked.filter(|shift| shift.template.0 == index).count();
        count <= usize::try_from(most).unwrap_or(usize::MAX)
    })
}
