//! Wishes granted where no target comes to lack anything for it: another start, another day off.

use crate::model::{Watch, Wish, WishKind};

use super::fair::{Burden, Fairness, is_fairer, refuses};
use super::ledger::Ledger;
use super::legality::{Tour, is_legal, keeps_most_per_day, tour};
use super::moves::new_tour;
use super::problem::Problem;
use super::rng::Rng;
use super::seating::fill;
use super::state::{DayPlan, State, Worked, shift};
use super::swap::{WORK, stays_satisfied};
use super::tours::{self, best_tour, place};
use super::unsocial::supplements;

/// Starts tried for a wish about them.
const STARTS: usize = 3;
/// The burden of nobody.
const NONE: Burden = [0.0; 6];

/// Grants refused wishes, those of whom most is refused first, each person's heaviest first.
pub(super) fn grant(ledger: &mut Ledger, watch: Watch, rng: &mut Rng) {
    let problem = ledger.problem;
    let fairness = Fairness::new(problem, &ledger.state);
    let most = ledger.contacts + WORK * ledger.daily_contacts();
    let mut is_tried: Vec<Vec<bool>> = problem.scenario.agents.iter().map(|a| vec![false; a.wishes.len()]).collect();
    loop {
        let mut next: Option<(f64, usize, usize)> = None;
        for (agent, is_tried) in is_tried.iter().enumerate() {
            if !ledger.state.working[agent] || problem.pinned[agent] || ledger.state.is_frozen(agent) {
                continue;
            }
            let tour = tour(problem, &ledger.state, &[], agent);
            let wishes = problem.scenario.agents[agent].wishes.iter().enumerate();
            let open = wishes.filter(|(i, wish)| !is_tried[*i] && refuses(problem, wish, tour[wish.day.0]));
            let Some((wish, _)) = open.max_by(|a, b| a.1.weight.total_cmp(&b.1.weight).then(b.0.cmp(&a.0))) else {
                continue;
            };
            let refused = fairness.burden(problem, agent, &tour)[2];
            if next.is_none_or(|(most, ..)| refused > most) {
                next = Some((refused, agent, wish));
            }
        }
        let Some((_, agent, wish)) = next else { return };
        if ledger.contacts > most || watch.is_over() {
            return;
        }
        is_tried[agent][wish] = true;
        let wish = problem.scenario.agents[agent].wishes[wish];
        match wish.kind {
            WishKind::DayOff => another_day_off(ledger, &fairness, agent, &wish, rng),
            _ => another_start(ledger, &fairness, agent, &wish, rng),
        }
    }
}

/// Whether a person bears less with the days changed, and stays legal.
fn is_better(ledger: &Ledger, fairness: &Fairness, agent: usize, days: &[(usize, DayPlan)]) -> bool {
    let problem = ledger.problem;
    let after = tour(problem, &ledger.state, days, agent);
    let now = tour(problem, &ledger.state, &[], agent);
    let before = fairness.burden(problem, agent, &now);
    is_fairer([&before, &NONE], [&fairness.burden(problem, agent, &after), &NONE])
        && supplements(problem, &after) <= supplements(problem, &now) + 1e-6
        && is_legal(problem, agent, &after)
        && days.iter().all(|(day, plan)| keeps_most_per_day(problem, *day, plan))
}

/// The same length at a start that suits, the nearest first.
fn another_start(ledger: &mut Ledger, fairness: &Fairness, agent: usize, wish: &Wish, rng: &mut Rng) {
    let (problem, day) = (ledger.problem, wish.day.0);
    let Some(worked) = &ledger.state.days[day].shifts[agent] else { return };
    let now = shift(problem, day, agent, worked);
    let options = &problem.options[agent][day];
    let mut suited: Vec<usize> = (0..options.len())
        .filter(|&option| options[option].work == now.work && !refuses(problem, wish, Some(&options[option])))
        .collect();
    suited.sort_by_key(|&option| ((options[option].start - now.start).abs(), option));
    for option in suited.into_iter().take(STARTS) {
        let mut plan = ledger.state.days[day].clone();
        if plan.tasks.iter().any(|task| task.agent.0 == agent) {
            return;
        }
        let worth = &ledger.worth[day];
        plan.shifts[agent] = Some(place(problem, (day, agent), option, (worth.slots(agent), worth.scale), rng).1);
        fill(problem, day, &mut plan, &ledger.state.working, worth, rng);
        let days = vec![(day, plan)];
        if is_better(ledger, fairness, agent, &days) && stays_satisfied(ledger, days) {
            return;
        }
    }
}

/// The day off, made up for on other days.
fn another_day_off(ledger: &mut Ledger, fairness: &Fairness, agent: usize, wish: &Wish, rng: &mut Rng) {
    let mut wanted = vec![tours::Wish::Any; ledger.problem.n_days()];
    wanted[wish.day.0] = tours::Wish::Off;
    let Some(days) = new_tour(ledger, &ledger.state, agent, &wanted, 2.0, rng) else { return };
    if is_better(ledger, fairness, agent, &days) {
        stays_satisfied(ledger, days);
    }
}

/// Lays the hours of who is in reserve as they wish: nobody's service depends on them.
pub(super) fn suit_reserve(problem: &Problem, state: &mut State) {
    for agent in 0..problem.n_agents() {
        let is_reserve = problem.must_fill(agent) && !state.working[agent];
        if !is_reserve || problem.pinned[agent] || state.is_frozen(agent) {
            continue;
        }
        let fairness = Fairness::new(problem, state);
        let now: Tour = tour(problem, state, &[], agent);
        let before = fairness.burden(problem, agent, &now);
        let wishes = &problem.scenario.agents[agent].wishes;
        if before[..3].iter().all(|&burden| burden <= 0.0) {
            continue;
        }
        let mut value = |day: usize, option: usize| {
            let shift = &problem.options[agent][day][option];
            let of_day = wishes.iter().filter(|wish| wish.day.0 == day && refuses(problem, wish, Some(shift)));
            let refused: f64 = of_day.map(|wish| wish.weight).sum();
            let is_evening = crate::optimise::rules::is_evening(problem.scenario, day, shift);
            // Among shifts alike in that, the one of the day as it is.
            let is_kept = now[day] == Some(shift);
            f64::from(u8::from(is_kept)) * 1e-6 - refused - f64::from(u8::from(is_evening)) * before[0] * 1e3
        };
        let wanted = vec![tours::Wish::Any; problem.n_days()];
        let Some(chosen) = best_tour(problem, agent, &wanted, &mut value) else { continue };
        let options = &problem.options[agent];
        let after: Tour = chosen.iter().enumerate().map(|(day, o)| o.map(|option| &options[day][option])).collect();
        let costs_more = supplements(problem, &after) > supplements(problem, &now) + 1e-6;
        if costs_more || !is_fairer([&before, &NONE], [&fairness.burden(problem, agent, &after), &NONE]) {
            continue;
        }
        for (day, option) in chosen.into_iter().enumerate() {
            let breaks = |option: usize| options[day][option].breaks.iter().map(|window| window.earliest).collect();
            if now[day] != after[day] {
                state.days[day].shifts[agent] = option.map(|option| Worked { option, breaks: breaks(option) });
            }
        }
    }
}
