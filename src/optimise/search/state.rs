//! A roster as the search holds it: a shift or none for each agent and day, seats of posts by slot, and tasks.

use crate::model::{Activity, AgentIdx, Minute, Roster, Span, Stretch};
use crate::optimise::shifts::Shift;

use super::problem::Problem;
use super::slots::Slots;

/// A shift chosen among the agent's options of the day, with its breaks placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Worked {
    /// Position in [`Problem::options`] of the agent and day.
    pub(super) option: usize,
    /// When each break starts.
    pub(super) breaks: Vec<Minute>,
}

/// One day: everybody's shift, who sits at each post, and who is otherwise engaged.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DayPlan {
    /// `[agent]`.
    pub(super) shifts: Vec<Option<Worked>>,
    /// `[seat][slot]`.
    pub(super) seats: Vec<Vec<Option<AgentIdx>>>,
    /// Deferrable work, meetings and training, and what cannot be moved.
    pub(super) tasks: Vec<Stretch>,
}

/// The whole roster.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct State {
    /// `[day]`.
    pub(super) days: Vec<DayPlan>,
    /// Who serves; the others are free, or in reserve where the contract must be filled.
    pub(super) working: Vec<bool>,
    /// Stretches of agents whose days could not be understood: kept as they are.
    pub(super) frozen: Vec<Stretch>,
}

impl State {
    /// Number of people working, those kept as they are included.
    pub(super) fn people(&self) -> usize {
        let frozen = Roster { stretches: self.frozen.clone() }.headcount();
        self.working.iter().filter(|&&works| works).count() + frozen
    }

    /// Whether the agent's stretches are kept as they are.
    pub(super) fn is_frozen(&self, agent: usize) -> bool {
        self.frozen.iter().any(|stretch| stretch.agent.0 == agent)
    }
}

/// The option behind a chosen shift.
pub(super) fn shift<'p>(problem: &'p Problem, day: usize, agent: usize, worked: &Worked) -> &'p Shift {
    &problem.options[agent][day][worked.option]
}

/// The spans of a chosen shift's breaks with what the roster calls them.
pub(super) fn breaks<'p>(
    problem: &'p Problem,
    day: usize,
    agent: usize,
    worked: &'p Worked,
) -> impl Iterator<Item = (Span, Option<Activity>)> + 'p {
    let windows = &shift(problem, day, agent, worked).breaks;
    windows
        .iter()
        .zip(&worked.breaks)
        .map(|(window, &start)| (Span::new(start, start + window.minutes), window.kind.activity()))
}

/// The slots in which the agent works and is on no break.
pub(super) fn attendance(problem: &Problem, day: usize, agent: usize, worked: &Worked) -> Slots {
    let mut present = problem.slots(day, shift(problem, day, agent, worked).span());
    for (span, _) in breaks(problem, day, agent, worked) {
        present = present & !problem.slots(day, span);
    }
    present
}

/// The slots in which the agent could be on contacts or at a post: at work, on no break and at no task.
pub(super) fn presence(problem: &Problem, day: usize, plan: &DayPlan, agent: usize) -> Slots {
    let Some(worked) = &plan.shifts[agent] else { return Slots::default() };
    let mut present = attendance(problem, day, agent, worked);
    for task in plan.tasks.iter().filter(|task| task.agent.0 == agent) {
        present = present & !problem.slots(day, task.span());
    }
    present
}

/// The slots in which the agent is on contacts.
pub(super) fn on_contacts(problem: &Problem, day: usize, plan: &DayPlan, agent: usize) -> Slots {
    let mut free = presence(problem, day, plan, agent);
    for slots in &plan.seats {
        for slot in free.iter() {
            if slots[slot] == Some(AgentIdx(agent)) {
                free.remove(slot);
            }
        }
    }
    free
}

/// Writes one agent's day as stretches, with `rest` for all time not otherwise taken.
pub(super) fn write_agent(
    problem: &Problem,
    day: usize,
    plan: &DayPlan,
    agent: usize,
    rest: Activity,
    out: &mut Vec<Stretch>,
) {
    let Some(worked) = &plan.shifts[agent] else { return };
    let span = shift(problem, day, agent, worked).span();
    let mut taken: Vec<(Span, Option<Activity>)> = breaks(problem, day, agent, worked).collect();
    let mine = plan.tasks.iter().filter(|task| task.agent.0 == agent);
    taken.extend(mine.map(|task| (task.span(), Some(task.activity))));
    for (seat, slots) in problem.seats.iter().zip(&plan.seats) {
        let mut slot = 0;
        while slot < slots.len() {
            let from = slot;
            while slot < slots.len() && slots[slot] == Some(AgentIdx(agent)) {
                slot += 1;
            }
            if slot > from {
                let sitting = Span::new(problem.minute(day, from), problem.minute(day, slot));
                taken.push((sitting, Some(Activity::Post(seat.post))));
            }
            slot += 1;
        }
    }
    taken.sort_unstable_by_key(|(span, _)| *span);
    let agent = AgentIdx(agent);
    let mut at = span.start;
    let mut push = |start: Minute, end: Minute, activity: Activity| {
        if let Some(last) = out.last_mut().filter(|last: &&mut Stretch| last.agent == agent && last.end == start)
            && last.activity == activity
            && matches!(activity, Activity::Post(_))
        {
            last.end = end;
        } else if start < end {
            out.push(Stretch { agent, start, end, activity });
        }
    };
    for (span, what) in taken {
        push(at, span.start, rest);
        if let Some(activity) = what {
            push(span.start, span.end, activity);
        }
        at = span.end;
    }
    push(at, span.end, rest);
}

/// The stretches of everybody who works on the plan's day.
pub(super) fn write_day(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool], out: &mut Vec<Stretch>) {
    for agent in (0..problem.n_agents()).filter(|&agent| working[agent]) {
        write_agent(problem, day, plan, agent, problem.plain[agent], out);
    }
}

/// The whole roster: who does not work is in reserve where the contract must be filled.
pub(super) fn write_roster(problem: &Problem, state: &State) -> Roster {
    let mut stretches = state.frozen.clone();
    for (day, plan) in state.days.iter().enumerate() {
        write_day(problem, day, plan, &state.working, &mut stretches);
        for agent in (0..problem.n_agents()).filter(|&agent| !state.working[agent] && problem.must_fill(agent)) {
            write_agent(problem, day, plan, agent, Activity::Reserve, &mut stretches);
        }
    }
    Roster::new(stretches)
}
