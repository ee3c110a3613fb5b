//! Hours beyond what service needs: whole persons in rotation, or a part of everybody's.

use crate::model::{Activity, AgentIdx, Aim, Stretch, Watch};

use super::errands::are_alike as are_alike_in_errands;
use super::ledger::{Change, Ledger};
use super::legality::{keeps_rules, tour};
use super::problem::Problem;
use super::rng::Rng;
use super::seating::fill;
use super::state::{DayPlan, State, presence};

/// Lets who is in reserve take turns by the week with those who can do exactly the same.
///
/// In ISO week w the members of a group that are in reserve are the w-th and those after, counted around.
pub(super) fn rotate(problem: &Problem, state: &mut State) {
    let week = problem.scenario.horizon.days.first().map_or(0, |day| day.iso_week() as usize);
    let mut is_done = vec![false; problem.n_agents()];
    for first in 0..problem.n_agents() {
        if is_done[first] {
            continue;
        }
        let group: Vec<usize> =
            (first..problem.n_agents()).filter(|&other| are_alike(problem, state, first, other)).collect();
        for &agent in &group {
            is_done[agent] = true;
        }
        let n_reserve = group.iter().filter(|&&agent| !state.working[agent]).count();
        if n_reserve == 0 || n_reserve == group.len() {
            continue;
        }
        let turn = week * n_reserve % group.len();
        let rests = |place: usize| (place + group.len() - turn) % group.len() < n_reserve;
        let come: Vec<usize> = (0..group.len()).filter(|&p| !rests(p) && !state.working[group[p]]).collect();
        let go: Vec<usize> = (0..group.len()).filter(|&p| rests(p) && state.working[group[p]]).collect();
        for (come, go) in come.into_iter().zip(go) {
            trade(state, group[come], group[go]);
        }
    }
}

/// Whether two agents can take each other's whole week.
fn are_alike(problem: &Problem, state: &State, a: usize, b: usize) -> bool {
    let (first, second) = (&problem.scenario.agents[a], &problem.scenario.agents[b]);
    let is_plain = |agent: usize| problem.must_fill(agent) && !problem.pinned[agent] && !state.is_frozen(agent);
    a == b
        || (is_plain(a)
            && is_plain(b)
            && first.skills == second.skills
            && first.contract == second.contract
            && first.limits == second.limits
            && are_alike_in_errands(problem, a, b)
            && problem.options[a] == problem.options[b]
            && takes_over(problem, state, a, b)
            && takes_over(problem, state, b, a))
}

/// Whether one agent may work the other's whole tour: what came before the plan may forbid it.
fn takes_over(problem: &Problem, state: &State, agent: usize, other: usize) -> bool {
    keeps_rules(problem, agent, &tour(problem, state, &[], other))
}

/// Exchanges the whole weeks of two agents.
fn trade(state: &mut State, a: usize, b: usize) {
    state.working.swap(a, b);
    let other = |agent: AgentIdx| match agent.0 {
        x if x == a => AgentIdx(b),
        x if x == b => AgentIdx(a),
        _ => agent,
    };
    for plan in &mut state.days {
        plan.shifts.swap(a, b);
        for holder in plan.seats.iter_mut().flatten().flatten() {
            *holder = other(*holder);
        }
        for task in &mut plan.tasks {
            task.agent = other(task.agent);
        }
    }
}

/// Turns time on contacts into reserve, from everybody in turn, as long as every target is met.
pub(super) fn spread(ledger: &mut Ledger, watch: Watch, rng: &mut Rng) {
    let problem = ledger.problem;
    if problem.scenario.aim != Aim::ContractSpread || !ledger.is_satisfied() {
        return;
    }
    // Everybody is there to begin with.
    for agent in (0..problem.n_agents()).filter(|&agent| problem.must_fill(agent)) {
        let has_shifts = ledger.state.days.iter().any(|plan| plan.shifts[agent].is_some());
        ledger.state.working[agent] |= has_shifts;
    }
    ledger.play(ledger.level);
    let mut reserve = vec![0_i32; problem.n_agents()];
    let mut failures = vec![0_u32; problem.n_agents()];
    loop {
        // Whoever has least reserve for the contract, and still can give something up, is next.
        let share = |agent: usize| {
            f64::from(reserve[agent]) / f64::from(problem.scenario.agents[agent].contract.unwrap_or(1).max(1))
        };
        let open = (0..problem.n_agents()).filter(|&a| {
            ledger.state.working[a] && problem.must_fill(a) && !problem.pinned[a] && failures[a] < MOST_FAILURES
        });
        let Some(agent) = open.min_by(|&a, &b| share(a).total_cmp(&share(b))) else { break };
        if watch.is_over() {
            break;
        }
        let won = give_up(ledger, agent, rng);
        if won == 0 {
            failures[agent] += 1;
        }
        reserve[agent] += won;
    }
}

/// Tries that fail before somebody is not asked any more.
const MOST_FAILURES: u32 = 4;

/// Turns the stretch of contacts that is worth least, more or less, into reserve if the targets allow; its minutes.
fn give_up(ledger: &mut Ledger, agent: usize, rng: &mut Rng) -> i32 {
    let problem = ledger.problem;
    let mut best: Option<(f64, usize, Stretch)> = None;
    for (day, plan) in ledger.state.days.iter().enumerate() {
        for stretch in free_stretches(problem, day, plan, agent) {
            let slots = problem.slots(day, stretch.span());
            let worth: f64 = slots.iter().map(|slot| ledger.worth[day].of(agent, slot)).sum();
            let per_minute = worth / f64::from(stretch.span().minutes()) * (0.5 + rng.unit());
            if best.as_ref().is_none_or(|(least, ..)| per_minute < *least) {
                best = Some((per_minute, day, stretch));
            }
        }
    }
    let Some((_, day, stretch)) = best else { return 0 };
    let mut plan = ledger.state.days[day].clone();
    plan.tasks.push(stretch);
    fill(problem, day, &mut plan, &ledger.state.working, &ledger.worth[day], rng);
    let before = ledger.snapshot();
    let change = Change { days: vec![(day, plan)], working: None };
    if ledger.attempt(change, 0.05).is_none() {
        return 0;
    }
    if !ledger.is_satisfied() {
        ledger.restore(before);
        return 0;
    }
    stretch.span().minutes()
}

/// Unbroken stretches of an agent's day, between breaks and tasks, as reserve.
fn free_stretches(problem: &Problem, day: usize, plan: &DayPlan, agent: usize) -> Vec<Stretch> {
    let slots: Vec<usize> = presence(problem, day, plan, agent).iter().collect();
    let runs = slots.chunk_by(|a, b| a + 1 == *b);
    runs.map(|run| Stretch {
        agent: AgentIdx(agent),
        start: problem.minute(day, run[0]),
        end: problem.minute(day, run[run.len() - 1] + 1),
        activity: Activity::Reserve,
    })
    .collect()
}
