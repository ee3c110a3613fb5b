//! Who sits at the posts: filling seats that fell empty, and moving blocks of time from one agent to another.

use crate::model::AgentIdx;

use super::errands;
use super::problem::Problem;
use super::rng::Rng;
use super::slots::Slots;
use super::stagger;
use super::state::{DayPlan, presence};
use super::turns::{Freedom, ill_fitting, reseat, turns};
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

/// How a seat is dealt out anew after a change: mostly as it was.
const REPAIR: Freedom = Freedom { stay: 2.0, noise: 0.6, switch: 1.5 };

/// Lays the day's errands and parts its breaks where a change has disturbed them, and then fills its seats.
pub(super) fn fill(problem: &Problem, day: usize, plan: &mut DayPlan, working: &[bool], worth: &Worth, rng: &mut Rng) {
    errands::lay(problem, day, plan, working, worth, rng);
    stagger::part(problem, day, plan, working, worth, rng);
    seat(problem, day, plan, working, worth, rng);
}

/// Fills every empty seat that somebody can fill, in turns of the post's length: whom contacts miss least, and as it was
/// wherever that will do.
pub(super) fn seat(problem: &Problem, day: usize, plan: &mut DayPlan, working: &[bool], worth: &Worth, rng: &mut Rng) {
    let mut free = settle(problem, day, plan, working);
    for seat in 0..problem.seats.len() {
        let is_full = problem.open[day][seat].iter().all(|slot| plan.seats[seat][slot].is_some());
        if !is_full || ill_fitting(problem, day, seat, &plan.seats[seat]) > 0 {
            deal(problem, (day, seat), plan, (&mut free, worth), (REPAIR, rng));
        }
    }
}

/// How seats are dealt out when all is well: in as few turns as can be.
const CALM: Freedom = Freedom { stay: 0.5, noise: 0.0, switch: 12.0 };

/// Deals every seat of a day out anew in fewer turns; `None` when there are none fewer.
pub(super) fn calmed(
    problem: &Problem,
    day: usize,
    plan: &DayPlan,
    working: &[bool],
    worth: &Worth,
    rng: &mut Rng,
) -> Option<DayPlan> {
    let mut new = plan.clone();
    let mut free = settle(problem, day, &mut new, working);
    for seat in 0..problem.seats.len() {
        deal(problem, (day, seat), &mut new, (&mut free, worth), (CALM, rng));
    }
    let n_turns = |plan: &DayPlan| plan.seats.iter().map(|holders| turns(holders).len()).sum::<usize>();
    (n_turns(&new) < n_turns(plan)).then_some(new)
}

/// Deals one seat out anew among those who are free or in it.
fn deal(
    problem: &Problem,
    (day, seat): (usize, usize),
    plan: &mut DayPlan,
    (free, worth): (&mut Free, &Worth),
    how: (Freedom, &mut Rng),
) {
    for (slot, holder) in plan.seats[seat].iter().enumerate() {
        if let Some(agent) = holder {
            free.slots[agent.0].insert(slot);
        }
    }
    reseat(problem, (day, seat), &mut plan.seats[seat], (&mut free.slots, worth), how);
}

/// What a day lacks whatever the service, in slots: seats nobody fills, errands not laid.
pub(super) fn lacking(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> usize {
    empty(problem, day, plan) + errands::missing(problem, day, plan, working)
}

/// Seats that nobody fills, in slots.
fn empty(problem: &Problem, day: usize, plan: &DayPlan) -> usize {
    let seats = plan.seats.iter().zip(&problem.open[day]);
    seats.map(|(holders, open)| open.iter().filter(|&slot| holders[slot].is_none()).count()).sum()
}

/// What a day costs apart from service: seats nobody fills, errands not laid, turns too short or too long, breaks that
/// too many have at once.
pub(super) fn price(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> f64 {
    let seats = plan.seats.iter().enumerate();
    let off: usize = seats.map(|(seat, holders)| ill_fitting(problem, day, seat, holders)).sum();
    let half_hours = f64::from(problem.scenario.horizon.grid_minutes) / 30.0;
    let crowded = stagger::excess(problem, day, plan, working);
    let lacking = lacking(problem, day, plan, working);
    (to_f64(lacking) * LACKING + to_f64(off) * ILL_FITTING + to_f64(crowded) * CROWDED) * half_hours
}

/// Price of half an hour without anybody in a seat, or of an errand not laid: above any target missed a little.
const LACKING: f64 = 1.0;
/// Price of half an hour with one more on a break than may be.
const CROWDED: f64 = 0.6;
/// Price of half an hour too short or too long at a post.
const ILL_FITTING: f64 = 0.3;

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of slots are small")]
pub(super) fn to_f64(count: usize) -> f64 {
    count as f64
}

/// Gives a stretch of one seat to somebody else, or takes an errand away for `fill` to lay it anew.
pub(super) fn shuffle(
    problem: &Problem,
    day: usize,
    plan: &mut DayPlan,
    working: &[bool],
    worth: &Worth,
    rng: &mut Rng,
) -> bool {
    if (problem.seats.is_empty() || rng.below(3) == 0) && errands::unsettle(problem, plan, rng) {
        return true;
    }
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
