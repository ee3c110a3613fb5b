//! Changes worth trying: a shift moved, a break moved, a seat given to another, a tour remade, people exchanged.

use super::ledger::{Change, Ledger};
use super::legality::{is_legal, keeps_most_per_day, tour};
use super::problem::Problem;
use super::rng::Rng;
use super::seating::{fill, shuffle};
use super::state::{DayPlan, State, Worked, on_contacts, shift};
use super::tours::{Wish, best_tour, place};
use super::worth::Worth;

/// How to change a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// Another start for somebody's shift of the same length.
    Start,
    /// Other breaks in somebody's shift.
    Breaks,
    /// Somebody else at a post for a while.
    Seat,
    /// Another length, a day more or a day less, made up for on other days.
    Tour,
    /// Somebody else works instead.
    Exchange,
}

/// Every kind of move.
pub(super) const KINDS: [Move; 5] = [Move::Start, Move::Breaks, Move::Seat, Move::Tour, Move::Exchange];

/// A change of this kind on `day`; `None` when chance found none.
pub(super) fn propose(ledger: &Ledger, kind: Move, day: usize, rng: &mut Rng) -> Option<Change> {
    let (problem, state) = (ledger.problem, &ledger.state);
    match kind {
        Move::Start | Move::Breaks => {
            let agent = somebody(state, day, rng)?;
            let mut plan = state.days[day].clone();
            let worked = plan.shifts[agent].as_ref()?;
            let options = &problem.options[agent][day];
            let worth = ledger.worth[day].slots(agent);
            let spread = ledger.worth[day].scale * 3.0;
            let new = if kind == Move::Breaks {
                place(problem, (day, agent), worked.option, (worth, spread), rng).1
            } else {
                let now = &options[worked.option];
                let others =
                    (0..options.len()).filter(|&o| options[o].work == now.work && options[o].start != now.start);
                let offers = others.map(|o| {
                    let (value, worked) = place(problem, (day, agent), o, (worth, spread), rng);
                    (value + 2.0 * spread * rng.unit(), worked)
                });
                let offers: Vec<(f64, Worked)> = offers.collect();
                offers.into_iter().max_by(|a, b| a.0.total_cmp(&b.0))?.1
            };
            if plan.shifts[agent].as_ref() == Some(&new) {
                return None;
            }
            plan.shifts[agent] = Some(new);
            repair_tasks(problem, day, &mut plan)?;
            fill(problem, day, &mut plan, &state.working, &ledger.worth[day], rng);
            let days = vec![(day, plan)];
            is_sound(problem, state, &days, &[agent]).then_some(Change { days, working: None })
        }
        Move::Seat => {
            let mut plan = state.days[day].clone();
            let n = 1 + rng.below(2);
            let mut changed = false;
            for _ in 0..n {
                changed |= shuffle(problem, day, &mut plan, &state.working, &ledger.worth[day], rng);
            }
            if !changed {
                return None;
            }
            fill(problem, day, &mut plan, &state.working, &ledger.worth[day], rng);
            Some(Change { days: vec![(day, plan)], working: None })
        }
        Move::Tour => retour(ledger, day, rng),
        Move::Exchange => exchange(ledger, day, rng),
    }
}

/// Somebody who works on the day.
fn somebody(state: &State, day: usize, rng: &mut Rng) -> Option<usize> {
    let there = |&agent: &usize| state.working[agent] && state.days[day].shifts[agent].is_some();
    let there: Vec<usize> = (0..state.working.len()).filter(there).collect();
    (!there.is_empty()).then(|| there[rng.below(there.len())])
}

/// Another tour for somebody: on `day` another length, or off, or on.
fn retour(ledger: &Ledger, day: usize, rng: &mut Rng) -> Option<Change> {
    let (problem, state) = (ledger.problem, &ledger.state);
    let working: Vec<usize> = (0..problem.n_agents()).filter(|&a| state.working[a]).collect();
    if working.is_empty() {
        return None;
    }
    let agent = working[rng.below(working.len())];
    let now = state.days[day].shifts[agent].as_ref().map(|w| shift(problem, day, agent, w).work);
    let mut lengths: Vec<i32> = problem.options[agent][day].iter().map(|s| s.work).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let mut wishes: Vec<Wish> = lengths.into_iter().filter(|&w| Some(w) != now).map(Wish::Work).collect();
    if now.is_some() {
        wishes.push(Wish::Off);
    }
    if wishes.is_empty() {
        return None;
    }
    let mut wish = vec![Wish::Any; problem.n_days()];
    wish[day] = wishes[rng.below(wishes.len())];
    let days = new_tour(ledger, state, agent, &wish, 2.0, rng)?;
    (!days.is_empty() && is_sound(problem, state, &days, &[agent])).then_some(Change { days, working: None })
}

/// Plans of the days that change when the agent gets the best tour under these wishes; the present shift of a day is
/// preferred by `inertia` times what a mean slot is worth over an hour.
pub(super) fn new_tour(
    ledger: &Ledger,
    state: &State,
    agent: usize,
    wishes: &[Wish],
    inertia: f64,
    rng: &mut Rng,
) -> Option<Vec<(usize, DayPlan)>> {
    let problem = ledger.problem;
    let mut placed: Vec<Vec<Option<Worked>>> = problem.options[agent].iter().map(|o| vec![None; o.len()]).collect();
    let mut value = |day: usize, option: usize| {
        let worth = &ledger.worth[day];
        let now = state.days[day].shifts[agent].as_ref().filter(|w| w.option == option);
        let (value, worked) = place(problem, (day, agent), option, (worth.slots(agent), worth.scale * 2.0), rng);
        let kept = now.map_or(0.0, |_| inertia * worth.scale * 4.0);
        placed[day][option] = Some(now.cloned().unwrap_or(worked));
        // An hour is worth a little even where nothing is missed.
        let base = f64::from(problem.options[agent][day][option].work) / 60.0 * worth.scale * 0.2;
        value + kept + base + worth.scale * 4.0 * rng.unit()
    };
    let chosen = best_tour(problem, agent, wishes, &mut value)?;
    let mut days = Vec::new();
    for (day, option) in chosen.into_iter().enumerate() {
        let new = option.and_then(|option| placed[day][option].take());
        if state.days[day].shifts[agent] != new {
            let mut plan = state.days[day].clone();
            plan.shifts[agent] = new;
            repair_tasks(problem, day, &mut plan)?;
            fill(problem, day, &mut plan, &state.working, &ledger.worth[day], rng);
            days.push((day, plan));
        }
    }
    Some(days)
}

/// Somebody else instead of one who works.
fn exchange(ledger: &Ledger, day: usize, rng: &mut Rng) -> Option<Change> {
    let (problem, state) = (ledger.problem, &ledger.state);
    let working: Vec<usize> = (0..problem.n_agents()).filter(|&a| state.working[a] && !problem.stays[a]).collect();
    let idle: Vec<usize> = candidates(problem, state);
    if working.is_empty() || idle.is_empty() {
        return None;
    }
    let worths = |agent: usize, like: usize| -> f64 {
        (0..problem.n_days())
            .map(|d| {
                let slots = on_contacts(problem, d, &state.days[d], like);
                let weight = if d == day { 1.0 } else { 0.7 };
                weight * slots.iter().map(|slot| ledger.worth[d].of(agent, slot)).sum::<f64>()
            })
            .sum()
    };
    let out = *working
        .iter()
        .map(|agent| (agent, worths(*agent, *agent) * (0.3 + rng.unit())))
        .min_by(|a, b| a.1.total_cmp(&b.1))?
        .0;
    let into = *idle
        .iter()
        .map(|agent| (agent, worths(*agent, out) * (0.5 + rng.unit())))
        .max_by(|a, b| a.1.total_cmp(&b.1))?
        .0;
    replace(ledger, out, into, rng)
}

/// Who could be put to work.
pub(super) fn candidates(problem: &Problem, state: &State) -> Vec<usize> {
    let may = |&a: &usize| !state.working[a] && !state.is_frozen(a) && problem.options[a].iter().any(|o| !o.is_empty());
    (0..problem.n_agents()).filter(may).collect()
}

/// The change that puts `into` to work and lets `out` go; the days of the one are taken over by the other.
pub(super) fn replace(ledger: &Ledger, out: usize, into: usize, rng: &mut Rng) -> Option<Change> {
    let (problem, state) = (ledger.problem, &ledger.state);
    let mut after = state.clone();
    after.working[out] = false;
    after.working[into] = true;
    for plan in &mut after.days {
        for holder in plan.seats.iter_mut().flatten().filter(|h| h.is_some_and(|a| a.0 == out)) {
            *holder = Some(crate::model::AgentIdx(into));
        }
        plan.tasks.iter_mut().filter(|task| task.agent.0 == out).for_each(|task| task.agent.0 = into);
    }
    give_tour(ledger, &mut after, into, Some(out), rng)?;
    if !problem.must_fill(out) {
        after.days.iter_mut().for_each(|plan| plan.shifts[out] = None);
    }
    finish(ledger, after, rng)
}

/// The change that lets `out` go.
pub(super) fn dismiss(ledger: &Ledger, out: usize, rng: &mut Rng) -> Option<Change> {
    let problem = ledger.problem;
    let mut after = ledger.state.clone();
    after.working[out] = false;
    for plan in &mut after.days {
        plan.tasks.retain(|task| task.agent.0 != out);
        if !problem.must_fill(out) {
            plan.shifts[out] = None;
        }
    }
    finish(ledger, after, rng)
}

/// The change that puts `into` to work beside the others.
pub(super) fn engage(ledger: &Ledger, into: usize, rng: &mut Rng) -> Option<Change> {
    let mut after = ledger.state.clone();
    after.working[into] = true;
    give_tour(ledger, &mut after, into, None, rng)?;
    finish(ledger, after, rng)
}

/// Gives `agent` a tour in `state` unless there is one already, near that of `like` if named.
fn give_tour(ledger: &Ledger, state: &mut State, agent: usize, like: Option<usize>, rng: &mut Rng) -> Option<()> {
    let problem = ledger.problem;
    if problem.must_fill(agent) && state.days.iter().any(|plan| plan.shifts[agent].is_some()) {
        return Some(());
    }
    if let Some(like) = like {
        // The very same shifts fit whoever has the same contract.
        let same = state.days.iter().enumerate().map(|(day, plan)| {
            let Some(worked) = &plan.shifts[like] else { return Some(None) };
            let theirs = shift(problem, day, like, worked);
            let option = problem.options[agent][day].iter().position(|mine| mine == theirs)?;
            Some(Some(Worked { option, breaks: worked.breaks.clone() }))
        });
        if let Some(shifts) = same.collect::<Option<Vec<_>>>() {
            let tour: Vec<_> = shifts
                .iter()
                .enumerate()
                .map(|(day, worked)| worked.as_ref().map(|w| &problem.options[agent][day][w.option]))
                .collect();
            if is_legal(problem, agent, &tour) {
                state.days.iter_mut().zip(shifts).for_each(|(plan, worked)| plan.shifts[agent] = worked);
                return Some(());
            }
        }
    }
    let wishes = vec![Wish::Any; problem.n_days()];
    for (day, plan) in new_tour(ledger, state, agent, &wishes, 0.0, rng)? {
        state.days[day] = plan;
    }
    Some(())
}

/// Gives everybody whose contract must be filled a tour, where there is none yet, and fills empty seats.
pub(super) fn complete(ledger: &mut Ledger, rng: &mut Rng) {
    let problem = ledger.problem;
    let mut state = ledger.state.clone();
    for agent in 0..problem.n_agents() {
        if !problem.must_fill(agent) || state.is_frozen(agent) {
            continue;
        }
        give_tour(ledger, &mut state, agent, None, rng);
    }
    for (day, plan) in state.days.iter_mut().enumerate() {
        fill(problem, day, plan, &state.working, &ledger.worth[day], rng);
    }
    ledger.state = state;
}

/// The change from the ledger's roster to `after`, seats filled and everybody's tour sound.
fn finish(ledger: &Ledger, mut after: State, rng: &mut Rng) -> Option<Change> {
    let problem = ledger.problem;
    let mut days = Vec::new();
    for (day, mut plan) in after.days.drain(..).enumerate() {
        let before = &ledger.state.days[day];
        let involved = |agent: usize| {
            after.working[agent] != ledger.state.working[agent]
                && (plan.shifts[agent].is_some() || before.shifts[agent].is_some())
        };
        if plan == *before && !(0..problem.n_agents()).any(involved) {
            continue;
        }
        repair_tasks(problem, day, &mut plan)?;
        fill(problem, day, &mut plan, &after.working, &ledger.worth[day], rng);
        if !keeps_most_per_day(problem, day, &plan) {
            return None;
        }
        days.push((day, plan));
    }
    Some(Change { days, working: Some(after.working) })
}

/// Moves tasks off people who cannot do them where they are; `None` when a pinned one would move.
pub(super) fn repair_tasks(problem: &Problem, day: usize, plan: &mut DayPlan) -> Option<()> {
    if plan.tasks.is_empty() {
        return Some(());
    }
    let stays = |plan: &DayPlan, task: &crate::model::Stretch| {
        let present =
            plan.shifts[task.agent.0].as_ref().map(|w| super::state::attendance(problem, day, task.agent.0, w));
        present.is_some_and(|present| present.contains(problem.slots(day, task.span())))
            && problem.may_do(task.agent.0, task.activity)
    };
    let lost: Vec<crate::model::Stretch> = plan.tasks.iter().filter(|task| !stays(plan, task)).copied().collect();
    if lost.iter().any(|task| problem.is_pinned(task)) {
        return None;
    }
    plan.tasks.retain(|task| !lost.contains(task));
    Some(())
}

/// Whether the changed days keep to every rule for these agents.
pub(super) fn is_sound(problem: &Problem, state: &State, days: &[(usize, DayPlan)], agents: &[usize]) -> bool {
    agents.iter().all(|&agent| is_legal(problem, agent, &tour(problem, state, days, agent)))
        && days.iter().all(|(day, plan)| keeps_most_per_day(problem, *day, plan))
}

/// What an agent's time on contacts is worth over the whole roster.
pub(super) fn total_worth(ledger: &Ledger, agent: usize) -> f64 {
    let problem = ledger.problem;
    let days = ledger.state.days.iter().enumerate();
    days.map(|(day, plan)| {
        let worth: &Worth = &ledger.worth[day];
        on_contacts(problem, day, plan, agent).iter().map(|slot| worth.of(agent, slot)).sum::<f64>()
    })
    .sum()
}

/// What an agent's time on contacts would be worth on the days of a change.
pub(super) fn worth_after(ledger: &Ledger, change: &Change, agent: usize) -> f64 {
    let days = change.days.iter();
    days.map(|(day, plan)| {
        let slots = on_contacts(ledger.problem, *day, plan, agent);
        slots.iter().map(|slot| ledger.worth[*day].of(agent, slot)).sum::<f64>()
    })
    .sum()
}
