//! Training and blocks of deferrable work as the search keeps them: laid anew wherever a change has displaced them.

use crate::model::{Activity, AgentIdx, QueueIdx, Span, Stretch};

use super::problem::Problem;
use super::rng::Rng;
use super::seating::{seat, to_f64};
use super::sittings;
use super::slots::Slots;
use super::state::{DayPlan, State, on_contacts, presence};
use super::worth::Worth;

/// What is to be laid on one day.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Errands {
    /// Positions of the day's meetings in the scenario.
    pub(super) meetings: Vec<usize>,
    /// Time for one agent's training or for a queue.
    pub(super) pieces: Vec<Piece>,
    /// Expected work of live contacts in each slot, with the mean as 1, `[slot]`.
    busy: Vec<f64>,
}

/// Time to be spent on something on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// On what.
    pub(super) activity: Activity,
    /// By whom; `None`: by whoever can.
    agent: Option<AgentIdx>,
    /// In all `[slots]`.
    slots: usize,
    /// At a time, at least `[slots]`.
    shortest: usize,
}

impl Errands {
    /// What an agent's slot costs contacts, in worths of a mean slot: what is missed there, and a little for how much
    /// there is to do, which decides where nothing is missed.
    pub(super) fn loss(&self, worth: &Worth, agent: usize, slot: usize) -> f64 {
        let missed = if worth.scale > 0.0 { worth.of(agent, slot) / worth.scale } else { 0.0 };
        missed + BUSY * self.busy.get(slot).copied().unwrap_or(0.0)
    }
}

/// What a slot with as much to do as the mean one costs, in worths of a mean slot.
const BUSY: f64 = 0.2;

/// Shares the errands of the horizon out over its days: each block on the day of the week that has least to do.
///
/// Somebody's training lies on days that `state` has them at work, where there are any.
pub(super) fn shared_out(problem: &Problem, state: &State) -> Vec<Errands> {
    let scenario = problem.scenario;
    let horizon = &scenario.horizon;
    let mut errands = vec![Errands::default(); problem.n_days()];
    for (index, meeting) in scenario.activities.meetings.iter().enumerate() {
        errands[horizon.day_at(meeting.window.start).0].meetings.push(index);
    }
    let mut load = Vec::with_capacity(problem.n_days());
    for (day, errands) in errands.iter_mut().enumerate() {
        let busy = busy(problem, day);
        let sum: f64 = busy.iter().sum();
        load.push(sum);
        let mean = sum / to_f64(busy.iter().filter(|&&work| work > 0.0).count().max(1));
        errands.busy = busy.into_iter().map(|work| if mean > 0.0 { work / mean } else { 0.0 }).collect();
    }
    let slots = |minutes: i32| usize::try_from(minutes / horizon.grid_minutes).unwrap_or(0);
    let mut share = |piece: Piece, span: Span, may: &dyn Fn(usize) -> bool| {
        let inside = |&day: &usize| horizon.days[day].span().overlaps(span) && horizon.days[day].is_open();
        let mut days: Vec<usize> = (0..problem.n_days()).filter(inside).collect();
        if days.iter().any(|&day| may(day)) {
            days.retain(|&day| may(day));
        }
        let mut left = piece.slots;
        while left > 0 && !days.is_empty() {
            // What is left after the last whole block goes with it.
            let part = if left < 2 * piece.shortest { left } else { piece.shortest };
            let day = days.iter().copied().min_by(|&a, &b| load[a].total_cmp(&load[b])).unwrap_or(0);
            load[day] += to_f64(part * slots_minutes(problem));
            match errands[day].pieces.iter_mut().find(|p| (p.activity, p.agent) == (piece.activity, piece.agent)) {
                Some(known) => known.slots += part,
                None => errands[day].pieces.push(Piece { slots: part, ..piece }),
            }
            left -= part;
        }
    };
    for blocks in &scenario.activities.blocks {
        let activity = Activity::Deferrable(blocks.queue);
        let piece =
            Piece { activity, agent: None, slots: slots(blocks.minutes), shortest: slots(blocks.shortest).max(1) };
        share(piece, blocks.span, &|_| true);
    }
    for training in &scenario.activities.trainings {
        let agent = training.agent.0;
        let piece = Piece {
            activity: Activity::Training,
            agent: Some(training.agent),
            slots: slots(training.minutes),
            shortest: slots(training.shortest).max(1),
        };
        share(piece, training.span, &|day| state.days[day].shifts[agent].is_some());
    }
    errands
}

/// The errands with as much time for each deferrable queue on each day as `state` has in blocks, where that is more.
pub(super) fn raised(problem: &Problem, state: &State) -> Vec<Errands> {
    let mut raised = problem.errands.clone();
    for (errands, (day, plan)) in raised.iter_mut().zip(state.days.iter().enumerate()) {
        for task in plan.tasks.iter().filter(|task| matches!(task.activity, Activity::Deferrable(_))) {
            let of_queue = |t: &&Stretch| t.activity == task.activity && state.working[t.agent.0];
            let lengths = plan.tasks.iter().filter(of_queue).map(|t| problem.slots(day, t.span()).iter().count());
            let (slots, shortest) = lengths.fold((0, usize::MAX), |(sum, least), n| (sum + n, least.min(n)));
            match errands.pieces.iter_mut().find(|piece| piece.activity == task.activity) {
                Some(piece) => piece.slots = piece.slots.max(slots),
                None if slots > 0 => {
                    errands.pieces.push(Piece { activity: task.activity, agent: None, slots, shortest });
                }
                None => {}
            }
        }
    }
    raised
}

/// Minutes of a slot.
fn slots_minutes(problem: &Problem) -> usize {
    usize::try_from(problem.scenario.horizon.grid_minutes).unwrap_or(1)
}

/// Expected work of live contacts in each slot of a day `[min]`.
fn busy(problem: &Problem, day: usize) -> Vec<f64> {
    let horizon = &problem.scenario.horizon;
    let per = f64::from(horizon.interval_minutes / horizon.grid_minutes);
    let end = horizon.days[day].span().end;
    let of_slot = |slot: usize| {
        let at = problem.minute(day, slot);
        let interval = horizon.interval_at(at).filter(|_| at < end);
        interval.map_or(0.0, |interval| {
            let cells = problem.scenario.live_queues();
            let work = |queue: QueueIdx| {
                let cell = problem.scenario.forecast[queue.0][interval.0];
                cell.contacts * cell.handle_time.get() / 60.0
            };
            cells.iter().map(work).sum::<f64>() / per
        })
    };
    (0..problem.n_slots).map(of_slot).collect()
}

/// Lays what is missing of a day's errands among those working, and takes away what nobody asked for there.
pub(super) fn lay(problem: &Problem, day: usize, plan: &mut DayPlan, working: &[bool], worth: &Worth, rng: &mut Rng) {
    let Some(errands) = problem.errands.get(day).filter(|e| !e.meetings.is_empty() || !e.pieces.is_empty()) else {
        return;
    };
    plan.tasks.retain(|task| is_asked(problem, errands, task) || problem.is_pinned(task));
    for &meeting in &errands.meetings {
        sittings::sit(problem, (day, meeting), plan, working, (worth, rng));
    }
    for piece in &errands.pieces {
        let mut missing = lacking(plan, piece, (problem, day), working);
        while missing > 0 {
            let long = missing.clamp(piece.shortest, 2 * piece.shortest);
            let laid = lay_one(problem, (day, errands), (plan, working), (piece, long), (worth, rng))
                || lay_one(problem, (day, errands), (plan, working), (piece, piece.shortest), (worth, rng));
            if !laid {
                break;
            }
            missing = lacking(plan, piece, (problem, day), working);
        }
    }
}

/// Lays what a week's training lacks because its day is worked no more, on another day that is.
pub(super) fn top_up(problem: &Problem, state: &mut State, worth: &[Worth], rng: &mut Rng) {
    let horizon = &problem.scenario.horizon;
    for training in &problem.scenario.activities.trainings {
        let agent = training.agent;
        if !state.working[agent.0] {
            continue;
        }
        let days = || (0..problem.n_days()).filter(|&day| horizon.days[day].span().overlaps(training.span));
        let is_it = |task: &&Stretch| task.agent == agent && task.activity == Activity::Training;
        let laid: i32 =
            days().flat_map(|day| state.days[day].tasks.iter().filter(is_it)).map(|task| task.span().minutes()).sum();
        let mut missing = usize::try_from((training.minutes - laid) / horizon.grid_minutes).unwrap_or(0);
        let shortest = usize::try_from(training.shortest / horizon.grid_minutes).unwrap_or(1).max(1);
        for day in days() {
            let Some(errands) = problem.errands.get(day) else { continue };
            let piece = Piece { activity: Activity::Training, agent: Some(agent), slots: missing, shortest };
            let length = missing.max(shortest);
            let plan = &mut state.days[day];
            if missing > 0
                && lay_one(problem, (day, errands), (plan, &state.working), (&piece, length), (&worth[day], rng))
            {
                missing = 0;
                seat(problem, day, plan, &state.working, &worth[day], rng);
            }
        }
    }
}

/// Whether a task is one of the day's errands, or of no kind that is laid here.
fn is_asked(problem: &Problem, errands: &Errands, task: &Stretch) -> bool {
    match task.activity {
        Activity::Meeting => errands.meetings.iter().any(|&m| {
            let meeting = &problem.scenario.activities.meetings[m];
            meeting.window.contains(task.span()) && meeting.agents.contains(&task.agent)
        }),
        Activity::Training => {
            let is_mine = |piece: &Piece| piece.activity == Activity::Training && piece.agent == Some(task.agent);
            errands.pieces.iter().any(is_mine)
        }
        _ => true,
    }
}

/// Slots of a piece that are not laid; none of somebody who is not at work that day.
fn lacking(plan: &DayPlan, piece: &Piece, (problem, day): (&Problem, usize), working: &[bool]) -> usize {
    if piece.agent.is_some_and(|agent| !working[agent.0] || plan.shifts[agent.0].is_none()) {
        return 0;
    }
    let mine = plan.tasks.iter().filter(|task| {
        task.activity == piece.activity && working[task.agent.0] && piece.agent.is_none_or(|agent| agent == task.agent)
    });
    let laid: usize = mine.map(|task| problem.slots(day, task.span()).iter().count()).sum();
    // Who has nothing else to do is on it all day.
    let always = (0..problem.n_agents()).filter(|&agent| working[agent] && problem.plain[agent] == piece.activity);
    let all_day: usize = always.map(|agent| on_contacts(problem, day, plan, agent).iter().count()).sum();
    piece.slots.saturating_sub(laid + all_day)
}

/// Slots of the day's errands that are not laid, people times slots for meetings.
pub(super) fn missing(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> usize {
    let Some(errands) = problem.errands.get(day) else { return 0 };
    let pieces: usize = errands.pieces.iter().map(|piece| lacking(plan, piece, (problem, day), working)).sum();
    let meetings = errands.meetings.iter().map(|&m| sittings::missing(problem, (day, m), plan, working));
    pieces + meetings.sum::<usize>()
}

/// Lays one block of `length` slots where contacts miss it least; false where there is no room.
fn lay_one(
    problem: &Problem,
    (day, errands): (usize, &Errands),
    (plan, working): (&mut DayPlan, &[bool]),
    (piece, length): (&Piece, usize),
    (worth, rng): (&Worth, &mut Rng),
) -> bool {
    let able = |agent: usize| {
        working[agent]
            && piece.agent.is_none_or(|only| only.0 == agent)
            && problem.may_do(agent, piece.activity)
            && problem.plain[agent] != piece.activity
            && plan.shifts[agent].is_some()
    };
    let mut best: Option<(f64, usize, usize)> = None;
    for agent in (0..problem.n_agents()).filter(|&agent| able(agent)) {
        let free = presence(problem, day, plan, agent);
        let seated = seated(plan, agent);
        let shaken = 0.6 + 0.8 * rng.unit();
        let mut run = 0;
        for slot in 0..problem.n_slots {
            run = if free.has(slot) { run + 1 } else { 0 };
            if run < length {
                continue;
            }
            let from = slot + 1 - length;
            let lost: f64 = (from..=slot).map(|s| errands.loss(worth, agent, s)).sum();
            let desk = (from..=slot).filter(|&s| seated.has(s)).count();
            // A block between two stretches of contacts breaks the day up more than one beside a break.
            let is_beside = run == length || !free.has(slot + 1);
            let price = lost * shaken + 2.0 * to_f64(desk) + if is_beside { 0.0 } else { 0.7 } + 0.5 * rng.unit();
            if best.is_none_or(|(least, ..)| price < least) {
                best = Some((price, agent, from));
            }
        }
    }
    let Some((_, agent, from)) = best else { return false };
    plan.tasks.push(Stretch {
        agent: AgentIdx(agent),
        start: problem.minute(day, from),
        end: problem.minute(day, from + length),
        activity: piece.activity,
    });
    plan.tasks.sort_unstable();
    true
}

/// Lays a block of so many slots for a deferrable queue on a day; false where there is no room.
pub(super) fn lay_block(
    problem: &Problem,
    day: usize,
    (plan, working): (&mut DayPlan, &[bool]),
    (queue, slots): (QueueIdx, usize),
    (worth, rng): (&Worth, &mut Rng),
) -> bool {
    let Some(errands) = problem.errands.get(day) else { return false };
    let piece = Piece { activity: Activity::Deferrable(queue), agent: None, slots, shortest: slots };
    lay_one(problem, (day, errands), (plan, working), (&piece, slots), (worth, rng))
}

/// The slots in which an agent holds a seat.
fn seated(plan: &DayPlan, agent: usize) -> Slots {
    let mut slots = Slots::default();
    for holders in &plan.seats {
        for (slot, _) in holders.iter().enumerate().filter(|(_, holder)| **holder == Some(AgentIdx(agent))) {
            slots.insert(slot);
        }
    }
    slots
}

/// Takes one errand of the day away, so that it is laid anew elsewhere; false when there is none to move.
pub(super) fn unsettle(problem: &Problem, plan: &mut DayPlan, rng: &mut Rng) -> bool {
    let may = |task: &&Stretch| {
        matches!(task.activity, Activity::Meeting | Activity::Training | Activity::Deferrable(_))
            && !problem.is_pinned(task)
    };
    let movable: Vec<Stretch> = plan.tasks.iter().filter(may).copied().collect();
    if movable.is_empty() {
        return false;
    }
    let chosen = movable[rng.below(movable.len())];
    // A meeting moves as a whole.
    let goes = |task: &Stretch| {
        *task == chosen
            || chosen.activity == Activity::Meeting
                && may(&task)
                && task.span() == chosen.span()
                && task.activity == chosen.activity
    };
    plan.tasks.retain(|task| !goes(task));
    true
}

/// Whether two agents have the same errands, so that either can take the other's days.
pub(super) fn are_alike(problem: &Problem, a: usize, b: usize) -> bool {
    let activities = &problem.scenario.activities;
    let called = |agent: usize| activities.meetings.iter().map(move |m| m.agents.contains(&AgentIdx(agent)));
    let is_trained = |agent: usize| activities.trainings.iter().any(|training| training.agent.0 == agent);
    called(a).eq(called(b)) && !is_trained(a) && !is_trained(b)
}
