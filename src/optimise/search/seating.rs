//! Who sits at the posts: filling seats that fell empty, and moving blocks of time from one agent to another.

use crate::model::AgentIdx;

use super::problem::Problem;
use super::rng::Rng;
use super::slots::Slots;
use super::state::{DayPlan, presence};
use super::worth::Worth;

/// Who may be seated when: the presence of each working agent, less the seats they have.
struct Free {
    /// `[agent]`.
    slots: Vec<Slots>,
}

/// The unseated presence of everybody working, after taking away seats whose holder is not there any more.
fn settle(problem: &Problem, day: usize, plan: &mut DayPlan, working: &[bool]) -> Free {
    let mut slots: Vec<Slots> = (0..problem.n_agents())
        .map(|agent| if working[agent] { presence(problem, day, plan, agent) } else { Slots::default() })
        .collect();
    for (seat, holders) in plan.seats.iter_mut().enumerate() {
        for (slot, holder) in holders.iter_mut().enumerate() {
            if let Some(agent) = *holder {
                if problem.open[day][seat].has(slot) && slots[agent.0].has(slot) && problem.may_sit(agent.0, seat) {
                    slots[agent.0].remove(slot);
                } else {
                    *holder = None;
                }
            }
        }
    }
    Free { slots }
}

/// Fills every empty seat that somebody can fill: whom contacts miss least, in stretches of the post's length.
pub(super) fn fill(problem: &Problem, day: usize, plan: &mut DayPlan, working: &[bool], worth: &Worth, rng: &mut Rng) {
    let mut free = settle(problem, day, plan, working);
    for seat in 0..problem.seats.len() {
        let able: Vec<usize> = (0..problem.n_agents()).filter(|&a| working[a] && problem.may_sit(a, seat)).collect();
        let post = &problem.scenario.posts[problem.seats[seat].post.0];
        let grid = problem.scenario.horizon.grid_minutes;
        let longest = usize::try_from(post.longest / grid).unwrap_or(0).max(1);
        let shortest = usize::try_from(post.shortest / grid).unwrap_or(0).max(1);
        for slot in problem.open[day][seat].iter() {
            if plan.seats[seat][slot].is_some() {
                continue;
            }
            let empty = (slot..problem.n_slots)
                .take_while(|&s| problem.open[day][seat].has(s) && plan.seats[seat][s].is_none())
                .take(longest)
                .count();
            let before = slot.checked_sub(1).and_then(|s| plan.seats[seat][s]);
            let sat = before.map_or(0, |holder| sat_until(&plan.seats[seat], slot, holder));
            let mut best: Option<(f64, usize, usize)> = None;
            for &agent in &able {
                let mut room = (slot..slot + empty).take_while(|&s| free.slots[agent].has(s)).count();
                let continues = before == Some(AgentIdx(agent));
                if continues {
                    room = room.min(longest.saturating_sub(sat));
                }
                if room == 0 {
                    continue;
                }
                let length = if continues { room.min(shortest) } else { room.min(shortest.max(1)) };
                let loss: f64 = (slot..slot + length).map(|s| worth.of(agent, s)).sum::<f64>() / to_f64(length);
                let short = if continues { 0.0 } else { to_f64(shortest - length.min(shortest)) * 0.2 };
                let price = loss * (0.7 + 0.6 * rng.unit()) + worth.scale * (short - if continues { 0.1 } else { 0.0 });
                if best.is_none_or(|(cheapest, ..)| price < cheapest) {
                    best = Some((price, agent, length));
                }
            }
            if let Some((_, agent, length)) = best {
                for s in slot..slot + length {
                    plan.seats[seat][s] = Some(AgentIdx(agent));
                    free.slots[agent].remove(s);
                }
            }
        }
    }
}

/// For how many slots before `slot` the holder has sat without a break.
fn sat_until(holders: &[Option<AgentIdx>], slot: usize, holder: AgentIdx) -> usize {
    holders[..slot].iter().rev().take_while(|&&h| h == Some(holder)).count()
}

/// Seats that nobody fills, in slots.
pub(super) fn empty(problem: &Problem, day: usize, plan: &DayPlan) -> usize {
    let seats = plan.seats.iter().zip(&problem.open[day]);
    seats.map(|(holders, open)| open.iter().filter(|&slot| holders[slot].is_none()).count()).sum()
}

/// What a day's seating costs apart from service: seats nobody fills, and stretches too short or too long.
pub(super) fn price(problem: &Problem, day: usize, plan: &DayPlan) -> f64 {
    let mut ill_fitting = 0.0;
    let grid = problem.scenario.horizon.grid_minutes;
    for (seat, holders) in plan.seats.iter().enumerate() {
        let post = &problem.scenario.posts[problem.seats[seat].post.0];
        let mut slot = 0;
        while slot < holders.len() {
            let Some(holder) = holders[slot] else {
                slot += 1;
                continue;
            };
            let length = holders[slot..].iter().take_while(|&&h| h == Some(holder)).count();
            let minutes = i32::try_from(length).unwrap_or(i32::MAX).saturating_mul(grid);
            let off = (post.shortest - minutes).max(minutes - post.longest).max(0);
            ill_fitting += f64::from(off) / 30.0;
            slot += length;
        }
    }
    to_f64(empty(problem, day, plan)) * f64::from(grid) / 30.0 * EMPTY + ill_fitting * ILL_FITTING
}

/// Price of half an hour without anybody in a seat: above any target missed a little.
const EMPTY: f64 = 1.0;
/// Price of half an hour too short or too long at a post.
const ILL_FITTING: f64 = 0.01;

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of slots are small")]
pub(super) fn to_f64(count: usize) -> f64 {
    count as f64
}

/// Gives a stretch of one seat to others: empties it, except that `fill` is to find somebody else.
pub(super) fn shuffle(
    problem: &Problem,
    day: usize,
    plan: &mut DayPlan,
    working: &[bool],
    worth: &Worth,
    rng: &mut Rng,
) -> bool {
    if problem.seats.is_empty() {
        return false;
    }
    let seat = rng.below(problem.seats.len());
    let open: Vec<usize> = problem.open[day][seat].iter().collect();
    if open.is_empty() {
        return false;
    }
    let slot = open[rng.below(open.len())];
    let post = &problem.scenario.posts[problem.seats[seat].post.0];
    let grid = problem.scenario.horizon.grid_minutes;
    let shortest = usize::try_from(post.shortest / grid).unwrap_or(0).max(1);
    let from = slot.saturating_sub(rng.below(shortest));
    let length = shortest + rng.below(shortest + 1);
    let free = settle(problem, day, plan, working);
    let span: Vec<usize> =
        (from..from + length).filter(|&s| s < problem.n_slots && problem.open[day][seat].has(s)).collect();
    // Whoever is there over the whole stretch and is worth less on contacts than who sits now, more or less.
    let fits = |agent: usize| {
        working[agent]
            && problem.may_sit(agent, seat)
            && span.iter().all(|&s| free.slots[agent].has(s) || plan.seats[seat][s] == Some(AgentIdx(agent)))
    };
    let able: Vec<usize> = (0..problem.n_agents()).filter(|&agent| fits(agent)).collect();
    let loss = |agent: usize, rng: &mut Rng| {
        let lost: f64 = span.iter().map(|&s| worth.of(agent, s)).sum();
        (lost + worth.scale * 0.3) * (0.4 + rng.unit())
    };
    let priced: Vec<(f64, usize)> = able.into_iter().map(|agent| (loss(agent, rng), agent)).collect();
    let Some(&(_, agent)) = priced.iter().min_by(|a, b| a.0.total_cmp(&b.0)) else { return false };
    let mut changed = false;
    for s in span {
        changed |= plan.seats[seat][s] != Some(AgentIdx(agent));
        plan.seats[seat][s] = Some(AgentIdx(agent));
    }
    changed
}
