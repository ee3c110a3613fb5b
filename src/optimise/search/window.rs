//! Which parts of a day a change can be felt in.

use crate::model::{Activity, Span, Stretch};

use super::problem::Problem;
use super::slots::Slots;
use super::state::{DayPlan, State, on_contacts};

/// How long after a change of staffing contacts still feel it `[min]`.
const AFTERGLOW: i32 = 60;
/// How long before the part that counts the playing of it starts, so that queues have formed `[min]`.
const WARM_UP: i32 = 60;

/// The parts of `day`, in whole intervals, in which contacts can feel the difference between the roster in hand and
/// `plan`; `None` when it is as well to play the whole day.
///
/// With patience the past is forgotten within a few handle times; without, a queue can last all day.
pub(super) fn parts(
    problem: &Problem,
    day: usize,
    state: &State,
    plan: &DayPlan,
    working: Option<&[bool]>,
) -> Option<Vec<Span>> {
    let scenario = problem.scenario;
    if working.is_some() || problem.crosses || scenario.queues.iter().any(|queue| queue.patience.is_none()) {
        return None;
    }
    let old = &state.days[day];
    let mut changed = Slots::default();
    for agent in (0..problem.n_agents()).filter(|&agent| state.working[agent]) {
        let (before, after) = (on_contacts(problem, day, old, agent), on_contacts(problem, day, plan, agent));
        changed = changed | (before & !after) | (after & !before);
    }
    // Letters wait all day for whoever has time for them.
    let letters = |plan: &DayPlan| -> Vec<Stretch> {
        plan.tasks.iter().filter(|task| matches!(task.activity, Activity::Deferrable(_))).copied().collect()
    };
    if letters(old) != letters(plan) {
        return None;
    }
    let today = &scenario.horizon.days[day];
    let interval = scenario.horizon.interval_minutes;
    let opening = Span::new(today.opening.first()?.start, today.opening.last()?.end);
    let floor = |at: i32| at.div_euclid(interval) * interval;
    let mut parts: Vec<Span> = Vec::new();
    for slot in changed.iter() {
        let at = problem.minute(day, slot);
        let start = today.start + floor(at - today.start);
        let end = today.start + floor(at - today.start + scenario.horizon.grid_minutes + AFTERGLOW + interval - 1);
        let part = Span::new(start.max(today.start), end.min(today.span().end));
        match parts.last_mut() {
            Some(last) if part.start <= last.end + WARM_UP => last.end = last.end.max(part.end),
            _ => parts.push(part),
        }
    }
    let played: i32 = parts
        .iter()
        .map(|&part| {
            let warm = warmed(part, today.span());
            warm.end.min(opening.end) - warm.start.max(opening.start)
        })
        .sum();
    (played * 10 < opening.minutes() * 7).then_some(parts)
}

/// A part with the time before it in which queues form.
pub(super) fn warmed(part: Span, today: Span) -> Span {
    Span::new((part.start - WARM_UP).max(today.start), part.end)
}
