//! Whether letters are done by their deadline, and more blocks for them where they are not.
//!
//! Expected idle time and the blocks there are serve them first come first served, as a flow.

use crate::model::{Activity, AgentIdx, CoverRequirement, Minute, QueueIdx};

use super::errands;
use super::problem::Problem;
use super::rng::Rng;
use super::seating::{seat, to_f64};
use super::state::{State, on_contacts};
use super::worth::Worth;

/// Most blocks that are laid on top of those asked for.
const MOST_BLOCKS: usize = 40;

/// Share of the work that is done within `deadline` steps of its arrival, first come first served; 1 where none is due.
///
/// `arriving` is the work that comes in each step and `capacity` the work that can be done in it. With A and D the sums
/// of both up to a step, D never above A:
///
/// ```text
/// D(t) = min(A(t), D(t - 1) + capacity(t))        work of step u is in time as far as D(u + deadline) reaches into it
/// ```
///
/// Work whose deadline lies past the last step is not judged.
///
/// # Source
///
/// The backlog recursion of a fluid queue with a deadline: work done by t covers what came by t less the deadline.
pub(super) fn done_in_time(arriving: &[f64], capacity: &[f64], deadline: usize) -> f64 {
    let mut done = Vec::with_capacity(arriving.len());
    let (mut arrived, mut so_far) = (0.0_f64, 0.0_f64);
    for (work, room) in arriving.iter().zip(capacity) {
        arrived += work;
        so_far = arrived.min(so_far + room);
        done.push(so_far);
    }
    let (mut due, mut in_time, mut before) = (0.0, 0.0, 0.0);
    for (step, &work) in arriving.iter().enumerate() {
        if let Some(&then) = done.get(step + deadline) {
            due += work;
            in_time += (then - before).clamp(0.0, work);
        }
        before += work;
    }
    if due > 0.0 { in_time / due } else { 1.0 }
}

/// What a roster leaves for letters, in each slot of the horizon `[min]`.
struct Room {
    /// Expected idle time of everybody on contacts, `[slot]`.
    idle: Vec<f64>,
    /// People on contacts, `[slot]`.
    people: Vec<f64>,
    /// Of those, who can answer a queue's letters, `[queue][slot]`.
    able: Vec<Vec<f64>>,
    /// Time in blocks of its own, `[queue][slot]`.
    blocks: Vec<Vec<f64>>,
}

/// The deferrable queues.
fn deferrable(problem: &Problem) -> Vec<QueueIdx> {
    let queues = problem.scenario.queues.iter().enumerate();
    queues.filter(|(_, queue)| !queue.is_live()).map(|(index, _)| QueueIdx(index)).collect()
}

fn room(problem: &Problem, requirement: &CoverRequirement, state: &State) -> Room {
    let scenario = problem.scenario;
    let horizon = &scenario.horizon;
    let grid = f64::from(horizon.grid_minutes);
    let n = usize::try_from(horizon.minutes() / horizon.grid_minutes).unwrap_or(0);
    let queues = scenario.queues.len();
    let mut room = Room {
        idle: vec![0.0; n],
        people: vec![0.0; n],
        able: vec![vec![0.0; n]; queues],
        blocks: vec![vec![0.0; n]; queues],
    };
    let letters = deferrable(problem);
    let slot_of = |at: Minute| usize::try_from(at.0 / horizon.grid_minutes).ok().filter(|&slot| slot < n);
    for (day, plan) in state.days.iter().enumerate() {
        for agent in (0..problem.n_agents()).filter(|&agent| state.working[agent]) {
            for slot in on_contacts(problem, day, plan, agent).iter() {
                let Some(at) = slot_of(problem.minute(day, slot)) else { continue };
                if let Activity::Deferrable(queue) = problem.plain[agent] {
                    room.blocks[queue.0][at] += grid;
                    continue;
                }
                room.people[at] += 1.0;
                for queue in letters.iter().filter(|queue| scenario.can_serve(AgentIdx(agent), **queue)) {
                    room.able[queue.0][at] += 1.0;
                }
            }
        }
        for task in plan.tasks.iter().filter(|task| state.working[task.agent.0]) {
            let Activity::Deferrable(queue) = task.activity else { continue };
            for step in 0..task.span().minutes() / horizon.grid_minutes {
                if let Some(at) = slot_of(task.start + step * horizon.grid_minutes) {
                    room.blocks[queue.0][at] += grid;
                }
            }
        }
    }
    for at in 0..n {
        let interval = horizon.interval_at(Minute(i32::try_from(at).unwrap_or(0) * horizon.grid_minutes));
        let load: f64 =
            scenario.live_queues().iter().filter_map(|queue| requirement.load.get(queue.0)?.get(interval?.0)).sum();
        room.idle[at] = (room.people[at] - load).max(0.0) * grid;
    }
    room
}

/// The first deferrable queue whose letters are not done in time, if the flow is right.
fn late(problem: &Problem, requirement: &CoverRequirement, state: &State) -> Option<QueueIdx> {
    let scenario = problem.scenario;
    let horizon = &scenario.horizon;
    let mut room = room(problem, requirement, state);
    let per = horizon.interval_minutes / horizon.grid_minutes;
    for queue in deferrable(problem) {
        let arriving: Vec<f64> = (0..room.idle.len())
            .map(|at| {
                let cell = scenario.forecast[queue.0].get(at / usize::try_from(per).unwrap_or(1).max(1));
                cell.map_or(0.0, |cell| cell.contacts * cell.handle_time.get() / 60.0 / f64::from(per))
            })
            .collect();
        // Letters are taken only while some more are idle.
        let kept = f64::from(scenario.queues[queue.0].idle_above) * f64::from(horizon.grid_minutes);
        let shared = |at: usize| {
            let idle = (room.idle[at] - kept).max(0.0);
            if room.people[at] > 0.0 { idle * room.able[queue.0][at] / room.people[at] } else { 0.0 }
        };
        let capacity: Vec<f64> = (0..arriving.len()).map(|at| room.blocks[queue.0][at] + shared(at)).collect();
        let target = scenario.queues[queue.0].target;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a deadline of days in slots")]
        let steps =
            target.map(|target| (target.within.get() / 60.0 / f64::from(horizon.grid_minutes)).floor() as usize);
        if let (Some(target), Some(steps)) = (target, steps)
            && done_in_time(&arriving, &capacity, steps) < target.share.get()
        {
            return Some(queue);
        }
        // What this queue takes of the idle time is not there for the next.
        let (mut arrived, mut so_far) = (0.0_f64, 0.0_f64);
        for at in 0..arriving.len() {
            arrived += arriving[at];
            let done = arrived.min(so_far + capacity[at]) - so_far;
            so_far += done;
            room.idle[at] = (room.idle[at] - (done - room.blocks[queue.0][at]).max(0.0)).max(0.0);
        }
    }
    None
}

/// Lays blocks for letters that expected idle time and the blocks there are do not get done by their deadline.
///
/// Each goes to the day with most time idle for its length of work, and there to where contacts miss it least.
pub(super) fn catch_up(
    problem: &Problem,
    requirement: &CoverRequirement,
    state: &mut State,
    worth: &[Worth],
    rng: &mut Rng,
) {
    let scenario = problem.scenario;
    let grid = scenario.horizon.grid_minutes;
    for _ in 0..MOST_BLOCKS {
        let Some(queue) = late(problem, requirement, state) else { return };
        let told = scenario.activities.blocks.iter().find(|blocks| blocks.queue == queue);
        let slots = usize::try_from(told.map_or(60, |blocks| blocks.shortest) / grid).unwrap_or(1).max(1);
        let laid = |plan: &super::state::DayPlan| {
            plan.tasks.iter().filter(|task| task.activity == Activity::Deferrable(queue)).count()
        };
        let mut days: Vec<usize> = (0..problem.n_days()).collect();
        days.sort_by(|&a, &b| {
            let worth_of = |day: usize| worth[day].scale + to_f64(laid(&state.days[day]));
            worth_of(a).total_cmp(&worth_of(b)).then(a.cmp(&b))
        });
        let found = days.into_iter().any(|day| {
            let plan = &mut state.days[day];
            let is_laid = errands::lay_block(problem, day, (plan, &state.working), (queue, slots), (&worth[day], rng));
            if is_laid {
                seat(problem, day, plan, &state.working, &worth[day], rng);
            }
            is_laid
        });
        if !found {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each unit of work by itself, done by the first unit of room after it that earlier work has left.
    fn unit_by_unit(arriving: &[usize], capacity: &[usize], deadline: usize) -> f64 {
        let mut left = capacity.to_vec();
        let (mut due, mut in_time) = (0, 0);
        for (step, &work) in arriving.iter().enumerate() {
            for _ in 0..work {
                let when = (step..left.len()).find(|&at| left[at] > 0);
                if let Some(at) = when {
                    left[at] -= 1;
                }
                if step + deadline < arriving.len() {
                    due += 1;
                    in_time += usize::from(when.is_some_and(|at| at <= step + deadline));
                }
            }
        }
        if due > 0 { to_f64(in_time) / to_f64(due) } else { 1.0 }
    }

    #[test]
    fn the_flow_agrees_with_every_unit_of_work_followed_by_itself() {
        let mut rng = Rng::new(3);
        for _ in 0..200 {
            let arriving: Vec<usize> = (0..12).map(|_| rng.below(4)).collect();
            let capacity: Vec<usize> = (0..12).map(|_| rng.below(4)).collect();
            let deadline = rng.below(5);
            let whole = |numbers: &[usize]| numbers.iter().map(|&x| to_f64(x)).collect::<Vec<f64>>();
            let share = done_in_time(&whole(&arriving), &whole(&capacity), deadline);
            let expected = unit_by_unit(&arriving, &capacity, deadline);
            assert!((share - expected).abs() < 1e-9, "{share} {expected}: {arriving:?} {capacity:?} {deadline}");
        }
    }
}
