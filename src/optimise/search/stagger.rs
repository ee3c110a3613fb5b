//! Breaks apart from each other: no more people on a break at once than its template allows.

use crate::model::{BreakKind, BreakLimit, Minute, Scenario, Span};

use super::problem::Problem;
use super::rng::Rng;
use super::seating::to_f64;
use super::state::{DayPlan, shift};
use super::worth::Worth;

/// A break of somebody working.
struct Pause {
    agent: usize,
    /// Which of the shift's breaks.
    index: usize,
    kind: BreakKind,
    span: Span,
    most: Option<BreakLimit>,
}

/// Everybody's breaks on a day.
fn pauses(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> Vec<Pause> {
    let mut pauses = Vec::new();
    for agent in (0..problem.n_agents()).filter(|&agent| working[agent]) {
        let Some(worked) = &plan.shifts[agent] else { continue };
        let this = shift(problem, day, agent, worked);
        let rules = problem.scenario.templates[this.template.0].breaks_for(this.work);
        for (index, ((window, &start), rule)) in this.breaks.iter().zip(&worked.breaks).zip(rules).enumerate() {
            let span = Span::new(start, start + window.minutes);
            pauses.push(Pause { agent, index, kind: window.kind, span, most: rule.most_at_once });
        }
    }
    pauses
}

/// Whether any template limits how many are on a break at once.
pub(super) fn is_limited(scenario: &Scenario) -> bool {
    scenario.templates.iter().flat_map(|template| &template.breaks).any(|rule| rule.most_at_once.is_some())
}

/// People too many on breaks of a kind in the slot that starts at `at`.
fn excess_at(pauses: &[Pause], kind: BreakKind, at: Minute, at_work: u32) -> usize {
    let here =
        || pauses.iter().filter(|p| p.kind.activity() == kind.activity() && p.span.start <= at && at < p.span.end);
    let limit = here().filter_map(|pause| pause.most).map(|most| most.most(at_work) as usize).min();
    limit.map_or(0, |limit| here().count().saturating_sub(limit))
}

/// Who is at work at a slot, breaks included.
fn at_work(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool], at: Minute) -> u32 {
    let there = |&agent: &usize| {
        let worked = plan.shifts[agent].as_ref().filter(|_| working[agent]);
        worked.is_some_and(|worked| {
            let span = shift(problem, day, agent, worked).span();
            span.start <= at && at < span.end
        })
    };
    u32::try_from((0..problem.n_agents()).filter(there).count()).unwrap_or(u32::MAX)
}

/// People too many on a break at once, summed over slots.
pub(super) fn excess(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> usize {
    if !is_limited(problem.scenario) {
        return 0;
    }
    let pauses = pauses(problem, day, plan, working);
    let mut sum = 0;
    for slot in 0..problem.n_slots {
        let at = problem.minute(day, slot);
        if pauses.iter().any(|pause| pause.most.is_some() && pause.span.start <= at && at < pause.span.end) {
            let people = at_work(problem, day, plan, working, at);
            sum += excess_at(&pauses, BreakKind::Lunch, at, people) + excess_at(&pauses, BreakKind::Break, at, people);
        }
    }
    sum
}

/// Moves breaks apart, one at a time to where fewest are too many, as long as that helps.
pub(super) fn part(problem: &Problem, day: usize, plan: &mut DayPlan, working: &[bool], worth: &Worth, rng: &mut Rng) {
    let mut now = excess(problem, day, plan, working);
    let grid = problem.scenario.horizon.grid_minutes;
    for _ in 0..4 * problem.n_agents() {
        if now == 0 {
            return;
        }
        let crowded = |pause: &Pause, all: &[Pause], plan: &DayPlan| {
            let slots = problem.slots(day, pause.span);
            slots.iter().any(|slot| {
                let at = problem.minute(day, slot);
                excess_at(all, pause.kind, at, at_work(problem, day, plan, working, at)) > 0
            })
        };
        let all = pauses(problem, day, plan, working);
        let from: Vec<&Pause> = all.iter().filter(|pause| crowded(pause, &all, plan)).collect();
        if from.is_empty() {
            return;
        }
        let pause = from[rng.below(from.len())];
        let (agent, index) = (pause.agent, pause.index);
        let Some(worked) = plan.shifts[agent].clone() else { return };
        let window = shift(problem, day, agent, &worked).breaks[index];
        let tasks: Vec<Span> = plan.tasks.iter().filter(|t| t.agent.0 == agent).map(|t| t.span()).collect();
        let mut best: Option<(usize, f64, Minute)> = None;
        for start in window.starts(grid) {
            let span = Span::new(start, start + window.minutes);
            if tasks.iter().any(|task| task.overlaps(span)) {
                continue;
            }
            let mut moved = worked.clone();
            moved.breaks[index] = start;
            plan.shifts[agent] = Some(moved);
            let left = excess(problem, day, plan, working);
            let lost: f64 = problem.slots(day, span).iter().map(|slot| worth.of(agent, slot)).sum();
            let tie = rng.unit()
                + 0.5 * lost / worth.scale.max(1e-9)
                + to_f64(usize::try_from((start - pause.span.start).abs() / grid).unwrap_or(0)) * 0.2;
            if best.is_none_or(|(least, least_tie, _)| left < least || left == least && tie < least_tie) {
                best = Some((left, tie, start));
            }
        }
        let mut moved = worked;
        if let Some((left, _, start)) = best.filter(|(left, ..)| *left <= now) {
            moved.breaks[index] = start;
            now = left;
        }
        plan.shifts[agent] = Some(moved);
    }
}
