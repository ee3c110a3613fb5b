//! Openings and closings of a day for which nobody who may is there.

use super::problem::Problem;
use super::seating::to_f64;
use super::state::{DayPlan, attendance};

/// Price of an opening or closing without anybody who may: above any target missed a little.
const MISSING: f64 = 2.0;

/// How many openings and closings of the day nobody who may attends.
pub(super) fn missing(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> usize {
    let today = problem.keys.iter().filter(|key| key.day == day);
    let is_there = |key: &&crate::optimise::keys::Key| {
        let slots = problem.slots(day, key.span);
        (0..problem.n_agents()).any(|agent| {
            let is_paid = working[agent] || problem.must_fill(agent);
            is_paid
                && problem.scenario.agents[agent].skills.contains(key.skills)
                && plan.shifts[agent].as_ref().is_some_and(|w| attendance(problem, day, agent, w).contains(slots))
        })
    };
    today.filter(|key| !is_there(key)).count()
}

/// What that costs.
pub(super) fn price(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> f64 {
    to_f64(missing(problem, day, plan, working)) * MISSING
}
