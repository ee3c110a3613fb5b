//! Less unsocial time: the same hours at times that give less in supplements, wherever nothing comes to lack for it.

use crate::model::Watch;
use crate::optimise::shifts::Shift;
use crate::optimise::supplements::{has_any, of_shift};

use super::ledger::{Change, Ledger};
use super::legality::{is_legal, keeps_most_per_day, tour};
use super::problem::Problem;
use super::rng::Rng;
use super::seating::fill;
use super::state::DayPlan;
use super::swap::WORK;
use super::tours::{Wish, best_tour, place};

/// Smallest difference that counts `[kr]`.
const GAIN: f64 = 0.005;
/// Rise in what missing targets costs beyond which a change is not looked at to the end.
const SLACK: f64 = 0.02;
/// Cheaper shifts tried for a day, the cheapest first.
const TRIES: usize = 4;

/// What an agent's shifts give in supplements `[kr]`.
pub(super) fn supplements(problem: &Problem, shifts: &[Option<&Shift>]) -> f64 {
    if !has_any(problem.scenario) {
        return 0.0;
    }
    shifts.iter().flatten().map(|shift| of_shift(problem.scenario, shift)).sum()
}

/// Whether one shift gives at most what another does.
pub(super) fn gives_no_more(problem: &Problem, shift: &Shift, other: &Shift) -> bool {
    !has_any(problem.scenario) || of_shift(problem.scenario, shift) <= of_shift(problem.scenario, other) + GAIN
}

/// Moves each agent's hours to times that give less: other days where the contract's hours must be filled, another day
/// for one shift, another start on the same day; as long as every target stays met.
pub(super) fn lessen(ledger: &mut Ledger, watch: Watch, rng: &mut Rng) {
    let problem = ledger.problem;
    if !has_any(problem.scenario) || !ledger.is_satisfied() {
        return;
    }
    let most = ledger.contacts + WORK * ledger.daily_contacts();
    for agent in 0..problem.n_agents() {
        if problem.pinned[agent] || ledger.state.is_frozen(agent) {
            continue;
        }
        if problem.must_fill(agent) {
            another_tour(ledger, agent, &vec![Wish::Any; problem.n_days()], rng);
        }
        for day in 0..problem.n_days() {
            if ledger.contacts > most || watch.is_over() {
                return;
            }
            another_start(ledger, (day, agent), rng);
            another_day(ledger, (day, agent), rng);
        }
    }
}

/// What a day's shift of an agent gives `[kr]`.
fn of_day(ledger: &Ledger, (day, agent): (usize, usize)) -> f64 {
    let problem = ledger.problem;
    let worked = ledger.state.days[day].shifts[agent].as_ref();
    worked.map_or(0.0, |worked| of_shift(problem.scenario, &problem.options[agent][day][worked.option]))
}

/// The same paid time on the same day for less, the cheapest shift first.
fn another_start(ledger: &mut Ledger, (day, agent): (usize, usize), rng: &mut Rng) {
    let problem = ledger.problem;
    let now = of_day(ledger, (day, agent));
    let Some(worked) = ledger.state.days[day].shifts[agent].as_ref().filter(|_| now > GAIN) else { return };
    let options = &problem.options[agent][day];
    let work = options[worked.option].work;
    let of_length = (0..options.len()).filter(|&option| options[option].work == work);
    let priced = of_length.map(|option| (of_shift(problem.scenario, &options[option]), option));
    let mut cheaper: Vec<(f64, usize)> = priced.filter(|(price, _)| *price < now - GAIN).collect();
    cheaper.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (_, option) in cheaper.into_iter().take(TRIES) {
        if put(ledger, agent, &[(day, Some(option))], rng) {
            return;
        }
    }
}

/// The same paid time on a day that was free, for less.
fn another_day(ledger: &mut Ledger, (day, agent): (usize, usize), rng: &mut Rng) {
    let problem = ledger.problem;
    let now = of_day(ledger, (day, agent));
    let Some(worked) = ledger.state.days[day].shifts[agent].as_ref().filter(|_| now > GAIN) else { return };
    let work = problem.options[agent][day][worked.option].work;
    let free = (0..problem.n_days()).filter(|&other| ledger.state.days[other].shifts[agent].is_none());
    let mut offers: Vec<(f64, usize, usize)> = Vec::new();
    for other in free {
        let options = problem.options[agent][other].iter().enumerate().filter(|(_, shift)| shift.work == work);
        let priced = options.map(|(option, shift)| (of_shift(problem.scenario, shift), other, option));
        offers.extend(priced.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(price, ..)| *price < now - GAIN));
    }
    offers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (_, other, option) in offers.into_iter().take(TRIES) {
        if put(ledger, agent, &[(day, None), (other, Some(option))], rng) {
            return;
        }
    }
}

/// The tour that gives least under these wishes, as it is wherever that costs nothing.
fn another_tour(ledger: &mut Ledger, agent: usize, wishes: &[Wish], rng: &mut Rng) {
    /// How much keeping a day as it is counts `[kr]`.
    const KEPT: f64 = 1e-3;
    let problem = ledger.problem;
    let now = tour(problem, &ledger.state, &[], agent);
    if supplements(problem, &now) < GAIN {
        return;
    }
    let mut value = |day: usize, option: usize| {
        let shift = &problem.options[agent][day][option];
        let kept = if now[day] == Some(shift) { KEPT } else { 0.0 };
        kept - of_shift(problem.scenario, shift)
    };
    let Some(chosen) = best_tour(problem, agent, wishes, &mut value) else { return };
    let shift = |(day, option): (usize, &Option<usize>)| option.map(|option| &problem.options[agent][day][option]);
    let after: Vec<Option<&Shift>> = chosen.iter().enumerate().map(shift).collect();
    if supplements(problem, &after) < supplements(problem, &now) - GAIN {
        let changed = (0..problem.n_days()).filter(|&day| now[day] != after[day]);
        let days: Vec<(usize, Option<usize>)> = changed.map(|day| (day, chosen[day])).collect();
        put(ledger, agent, &days, rng);
    }
}

/// Gives the agent these shifts if the roster stays legal and every target met.
fn put(ledger: &mut Ledger, agent: usize, days: &[(usize, Option<usize>)], rng: &mut Rng) -> bool {
    let problem = ledger.problem;
    let mut plans: Vec<(usize, DayPlan)> = Vec::new();
    for &(day, option) in days {
        let worth = &ledger.worth[day];
        let mut plan = ledger.state.days[day].clone();
        if plan.tasks.iter().any(|task| task.agent.0 == agent) {
            return false;
        }
        plan.shifts[agent] =
            option.map(|option| place(problem, (day, agent), option, (worth.slots(agent), worth.scale), rng).1);
        fill(problem, day, &mut plan, &ledger.state.working, worth, rng);
        plans.push((day, plan));
    }
    is_legal(problem, agent, &tour(problem, &ledger.state, &plans, agent))
        && plans.iter().all(|(day, plan)| keeps_most_per_day(problem, *day, plan))
        && stays_met(ledger, plans)
}

/// Makes the change if every target stays met; how far above it lies does not matter.
fn stays_met(ledger: &mut Ledger, days: Vec<(usize, DayPlan)>) -> bool {
    let before = ledger.snapshot();
    let is_made = ledger.attempt(Change { days, working: None }, SLACK).is_some();
    if is_made && !ledger.is_satisfied() {
        ledger.restore(before);
        return false;
    }
    is_made
}
