//! The most valuable legal shifts for one agent over the horizon, by dynamic programming over paid time.

use crate::model::Minute;
use crate::optimise::shifts::Shift;

use super::fair::refuses;
use super::legality::{Tour, is_legal};
use super::problem::Problem;
use super::rng::Rng;
use super::seating::to_f64;
use super::state::Worked;

/// What a day of the new tour must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wish {
    /// Any shift or none.
    Any,
    /// No shift.
    Off,
    /// This option.
    #[expect(dead_code, reason = "no change asks for one shift yet")]
    Option(usize),
    /// Some shift with this paid time `[min]`.
    Work(i32),
}

/// One way to have worked so much by the end of a day.
#[derive(Debug, Clone, Copy)]
struct Label {
    value: f64,
    option: Option<usize>,
    /// Position in the day before.
    from: usize,
    last_end: Minute,
}

/// The most valuable tour of `agent`: an option or none for each day.
///
/// `value(day, option)` is what the shift is worth. Exact in paid time; rest between days is kept by the way that was
/// best so far, and the result is checked, so that `None` may also mean that no such way was found.
pub(super) fn best_tour(
    problem: &Problem,
    agent: usize,
    wishes: &[Wish],
    value: &mut dyn FnMut(usize, usize) -> f64,
) -> Option<Vec<Option<usize>>> {
    let (least, most) = problem.paid_range(agent);
    let unit = problem.scenario.horizon.grid_minutes;
    let n_days = problem.n_days();
    let longest_tour: i32 = problem.options[agent].iter().map(|o| o.iter().map(|s| s.work).max().unwrap_or(0)).sum();
    let top = usize::try_from(most.min(longest_tour).max(0) / unit).unwrap_or(0);
    let rest = problem.scenario.rules.get(crate::model::RuleId::DailyRest).unwrap_or(0);
    let mut table: Vec<Vec<Option<Label>>> = vec![vec![None; top + 1]; n_days + 1];
    table[0][0] = Some(Label { value: 0.0, option: None, from: 0, last_end: Minute(i32::MIN / 2) });
    for day in 0..n_days {
        let options = &problem.options[agent][day];
        let allowed = |option: usize, shift: &Shift| match wishes[day] {
            Wish::Any => true,
            Wish::Off => false,
            Wish::Option(only) => option == only,
            Wish::Work(work) => shift.work == work,
        };
        let mut priced: Vec<(usize, usize, f64)> = Vec::new();
        for (option, shift) in options.iter().enumerate().filter(|(option, shift)| allowed(*option, shift)) {
            priced.push((option, usize::try_from(shift.work / unit).unwrap_or(0), value(day, option)));
        }
        lean_towards_wishes(problem, (agent, day), &mut priced);
        let (before, after) = table.split_at_mut(day + 1);
        let (before, after) = (&before[day], &mut after[0]);
        for (paid, label) in before.iter().enumerate() {
            let Some(label) = label else { continue };
            let mut offer = |at: usize, new: Label| {
                if at <= top && after[at].is_none_or(|old| old.value < new.value) {
                    after[at] = Some(new);
                }
            };
            if matches!(wishes[day], Wish::Any | Wish::Off) && !problem.must_work[agent][day] {
                offer(paid, Label { option: None, from: paid, ..*label });
            }
            for &(option, work, worth) in &priced {
                let shift = &options[option];
                if shift.start - label.last_end >= rest {
                    let value = label.value + worth;
                    offer(paid + work, Label { value, option: Some(option), from: paid, last_end: shift.end });
                }
            }
        }
    }
    let least = usize::try_from((least.max(0) + unit - 1) / unit).unwrap_or(0);
    let ends = (least..=top).filter_map(|paid| Some((paid, table[n_days][paid]?.value)));
    let (mut paid, _) = ends.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let mut chosen = vec![None; n_days];
    for day in (0..n_days).rev() {
        let label = table[day + 1][paid]?;
        chosen[day] = label.option;
        paid = label.from;
    }
    let tour: Tour =
        chosen.iter().enumerate().map(|(day, o)| o.map(|option| &problem.options[agent][day][option])).collect();
    is_legal(problem, agent, &tour).then_some(chosen)
}

/// How far a refused wish lowers what a shift is worth, where all of the agent's wishes are for that day: as part of what
/// the day's shifts are worth on average.
const LEANING: f64 = 0.1;

/// Makes shifts that refuse a wish a little less worth, so that of much the same the one asked for is tried.
fn lean_towards_wishes(problem: &Problem, (agent, day): (usize, usize), priced: &mut [(usize, usize, f64)]) {
    let wishes = &problem.scenario.agents[agent].wishes;
    if wishes.iter().all(|wish| wish.day.0 != day) || priced.is_empty() {
        return;
    }
    let all: f64 = wishes.iter().map(|wish| wish.weight).sum();
    let mean = priced.iter().map(|(.., value)| value.abs()).sum::<f64>() / to_f64(priced.len());
    for (option, _, value) in priced {
        let shift = &problem.options[agent][day][*option];
        let of_day = wishes.iter().filter(|wish| wish.day.0 == day && refuses(problem, wish, Some(shift)));
        *value -= LEANING * mean * of_day.map(|wish| wish.weight).sum::<f64>() / all;
    }
}

/// Breaks of a shift placed where the time is worth least, more or less, and the worth of the rest.
///
/// `worth` is by slot of the day; `spread` is how far chance may move the choice, in the same unit.
pub(super) fn place(
    problem: &Problem,
    (day, agent): (usize, usize),
    option: usize,
    (worth, spread): (&[f64], f64),
    rng: &mut Rng,
) -> (f64, Worked) {
    let shift = &problem.options[agent][day][option];
    let grid = problem.scenario.horizon.grid_minutes;
    let over = |span| problem.slots(day, span).iter().map(|slot| worth.get(slot).copied().unwrap_or(0.0)).sum::<f64>();
    let mut value = over(shift.span());
    let mut breaks = Vec::with_capacity(shift.breaks.len());
    for window in &shift.breaks {
        let priced = window.starts(grid).map(|start| {
            let lost = over(crate::model::Span::new(start, start + window.minutes));
            (lost + spread * rng.unit(), lost, start)
        });
        let cheapest = priced.min_by(|a, b| a.0.total_cmp(&b.0)).expect("a window has a start");
        value -= cheapest.1;
        breaks.push(cheapest.2);
    }
    (value, Worked { option, breaks })
}
