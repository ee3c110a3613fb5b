//! A roster people can live with: starts alike from day to day, no more hours than needed where none are promised.

use super::fair::refuses;
use super::grant::grant;
use super::ledger::{Change, Ledger};
use super::legality::{is_legal, keeps_most_per_day, tour};
use super::rng::Rng;
use super::seating::fill;
use super::state::{DayPlan, Worked};
use super::swap::exchange;
use super::tours::place;
use super::unsocial::gives_no_more;
use crate::model::{Minute, Watch};
use crate::optimise::shifts::Shift;

/// Rise in cost that neatness may cost, each time.
const TOLERANCE: f64 = 0.0003;

/// Shares evenings and weekends and grants wishes wherever no target comes to lack anything for it.
pub(super) fn suit(ledger: &mut Ledger, watch: Watch, rng: &mut Rng) {
    if ledger.is_satisfied() {
        exchange(ledger, watch, rng);
        grant(ledger, watch, rng);
    }
}

/// Gives each agent starts alike from day to day, and fewer hours where the contract does not ask for them, wherever
/// no target comes to lack anything for it.
pub(super) fn tidy(ledger: &mut Ledger, watch: Watch, rng: &mut Rng) {
    let problem = ledger.problem;
    if !ledger.is_satisfied() {
        return;
    }
    for agent in 0..problem.n_agents() {
        if !ledger.state.working[agent] || watch.is_over() {
            continue;
        }
        let usual = usual_start(ledger, agent);
        for day in 0..problem.n_days() {
            let Some(worked) = &ledger.state.days[day].shifts[agent] else { continue };
            let options = &problem.options[agent][day];
            let now = &options[worked.option];
            let clock = |start: Minute| problem.scenario.horizon.clock(start).minute;
            let wishes = problem.scenario.agents[agent].wishes.iter().filter(|wish| wish.day.0 == day);
            let suits = |o: &Shift| {
                wishes.clone().all(|wish| !refuses(problem, wish, Some(o)) || refuses(problem, wish, Some(now)))
            };
            let alike = options.iter().position(|o| {
                suits(o)
                    && o.template == now.template
                    && o.work == now.work
                    && usual == Some(clock(o.start))
                    && o.start != now.start
                    && gives_no_more(problem, o, now)
            });
            if let Some(option) = alike {
                try_shift(ledger, day, agent, Some(option), rng);
            }
            if !problem.must_fill(agent) {
                shorten(ledger, day, agent, rng);
            }
        }
    }
}

/// The clock time at which the agent starts most often; the earliest of several.
fn usual_start(ledger: &Ledger, agent: usize) -> Option<i32> {
    let problem = ledger.problem;
    let mut starts: Vec<i32> = Vec::new();
    for (day, plan) in ledger.state.days.iter().enumerate() {
        if let Some(worked) = &plan.shifts[agent] {
            let start = problem.options[agent][day][worked.option].start;
            starts.push(problem.scenario.horizon.clock(start).minute);
        }
    }
    starts.sort_unstable();
    let often = |start: i32| starts.iter().filter(|&&other| other == start).count();
    starts.iter().copied().max_by_key(|&start| (often(start), -start))
}

/// Tries the day off, then shorter shifts from the shortest up, until one lets every target be met.
fn shorten(ledger: &mut Ledger, day: usize, agent: usize, rng: &mut Rng) {
    let Some(worked) = &ledger.state.days[day].shifts[agent] else { return };
    let options = &ledger.problem.options[agent][day];
    let work = options[worked.option].work;
    if try_shift(ledger, day, agent, None, rng) {
        return;
    }
    let mut lengths: Vec<i32> = options.iter().map(|o| o.work).filter(|&w| w < work).collect();
    lengths.sort_unstable();
    lengths.dedup();
    for length in lengths {
        let Some(worked) = &ledger.state.days[day].shifts[agent] else { return };
        let now = &options[worked.option];
        let within = |o: &Shift| o.work == length && o.start >= now.start && o.end <= now.end;
        let fitting: Vec<usize> = (0..options.len()).filter(|&o| within(&options[o])).collect();
        if fitting.is_empty() {
            continue;
        }
        if try_shift(ledger, day, agent, Some(fitting[rng.below(fitting.len())]), rng) {
            return;
        }
    }
}

/// Makes the change if the roster stays legal and satisfied.
fn try_shift(ledger: &mut Ledger, day: usize, agent: usize, option: Option<usize>, rng: &mut Rng) -> bool {
    let problem = ledger.problem;
    let worth = &ledger.worth[day];
    let mut plan: DayPlan = ledger.state.days[day].clone();
    if plan.tasks.iter().any(|task| task.agent.0 == agent) {
        return false;
    }
    plan.shifts[agent] = option
        .map(|option| -> Worked { place(problem, (day, agent), option, (worth.slots(agent), worth.scale), rng).1 });
    fill(problem, day, &mut plan, &ledger.state.working, worth, rng);
    let days = vec![(day, plan)];
    if !is_legal(problem, agent, &tour(problem, &ledger.state, &days, agent))
        || !keeps_most_per_day(problem, day, &days[0].1)
    {
        return false;
    }
    let before = ledger.snapshot();
    let slack = if option.is_none() { f64::INFINITY } else { TOLERANCE * 10.0 };
    let made = ledger.attempt(Change { days, working: None }, slack.min(0.01)).is_some();
    if made && !ledger.is_satisfied() {
        ledger.restore(before);
        return false;
    }
    made
}
