//! Reads a roster into the search's state, and keeps as it is what cannot be understood.

use crate::model::{Activity, AgentIdx, Roster, Span, Stretch};
use crate::optimise::shifts::Shift;

use super::problem::Problem;
use super::state::{DayPlan, State, Worked};

/// A state with nobody working.
pub(super) fn empty(problem: &Problem) -> State {
    let plan = DayPlan {
        shifts: vec![None; problem.n_agents()],
        seats: vec![vec![None; problem.n_slots]; problem.seats.len()],
        tasks: Vec::new(),
    };
    State { days: vec![plan; problem.n_days()], working: vec![false; problem.n_agents()], frozen: Vec::new() }
}

/// The state that `roster` describes. Seats that pinned or kept stretches fill are closed in `problem`.
pub(super) fn read(problem: &mut Problem, roster: &Roster) -> State {
    let mut state = empty(problem);
    for agent in 0..problem.n_agents() {
        let stretches = roster.of(AgentIdx(agent));
        let days = shifts_of(problem, agent, stretches);
        match days {
            Some(days) => {
                state.working[agent] = stretches.iter().any(|s| is_service(s.activity));
                for (day, worked, of_day) in days {
                    state.days[day].shifts[agent] = Some(worked);
                    if state.working[agent] {
                        take_seats(problem, day, &of_day, &mut state.days[day]);
                    }
                }
            }
            None => state.frozen.extend(stretches),
        }
    }
    let pinned = state.days.iter().flat_map(|plan| &plan.tasks);
    let held: Vec<Stretch> = state.frozen.iter().chain(pinned).copied().collect();
    for stretch in &held {
        problem.close(stretch);
    }
    state
}

/// Whether an activity makes its agent count as working.
fn is_service(activity: Activity) -> bool {
    !matches!(activity, Activity::Reserve | Activity::Lunch | Activity::Break)
}

/// Each day worked with its shift and stretches; `None` when some day is none of the agent's options.
fn shifts_of(problem: &Problem, agent: usize, stretches: &[Stretch]) -> Option<Vec<(usize, Worked, Vec<Stretch>)>> {
    let mut days: Vec<(usize, Vec<Stretch>)> = Vec::new();
    for &stretch in stretches {
        let day = problem.scenario.horizon.day_at(stretch.start).0;
        match days.last_mut() {
            // What starts where the last ended belongs to the same shift, also over midnight.
            Some((last, of_day)) if *last == day || of_day.last().is_some_and(|s| s.end == stretch.start) => {
                of_day.push(stretch);
            }
            _ => days.push((day, vec![stretch])),
        }
    }
    days.into_iter()
        .map(|(day, of_day)| {
            let options = problem.options[agent][day].iter().enumerate();
            let mut fitting = options.filter_map(|(i, option)| Some((i, breaks_in(option, &of_day)?)));
            let (option, breaks) = fitting.next()?;
            Some((day, Worked { option, breaks }, of_day))
        })
        .collect()
}

/// Where the option's breaks are in a day's stretches; `None` when the day is not that shift.
fn breaks_in(option: &Shift, of_day: &[Stretch]) -> Option<Vec<crate::model::Minute>> {
    let (first, last) = (of_day.first()?, of_day.last()?);
    if first.start != option.start || last.end != option.end {
        return None;
    }
    let mut found: Vec<(Span, Option<Activity>)> = of_day
        .iter()
        .filter(|s| matches!(s.activity, Activity::Lunch | Activity::Break))
        .map(|s| (s.span(), Some(s.activity)))
        .collect();
    let gaps = of_day.windows(2).filter(|pair| pair[0].end < pair[1].start);
    found.extend(gaps.map(|pair| (Span::new(pair[0].end, pair[1].start), None)));
    found.sort_unstable_by_key(|(span, _)| *span);
    let fits = found.len() == option.breaks.len()
        && found.iter().zip(&option.breaks).all(|((span, what), window)| {
            *what == window.kind.activity()
                && span.minutes() == window.minutes
                && window.earliest <= span.start
                && span.start <= window.latest
        });
    fits.then(|| found.iter().map(|(span, _)| span.start).collect())
}

/// Puts an agent's posts into free seats; what finds none, and every other engagement, becomes a task.
fn take_seats(problem: &Problem, day: usize, of_day: &[Stretch], plan: &mut DayPlan) {
    for stretch in of_day {
        match stretch.activity {
            Activity::Post(post) if !problem.is_pinned(stretch) => {
                let slots = problem.slots(day, stretch.span());
                let free = (0..problem.seats.len()).find(|&seat| {
                    problem.seats[seat].post == post
                        && problem.open[day][seat].contains(slots)
                        && slots.iter().all(|slot| plan.seats[seat][slot].is_none())
                });
                if let Some(seat) = free {
                    for slot in slots.iter() {
                        plan.seats[seat][slot] = Some(stretch.agent);
                    }
                }
            }
            what if what == problem.plain[stretch.agent.0] && !problem.is_pinned(stretch) => {}
            Activity::Deferrable(_) | Activity::Meeting | Activity::Training => plan.tasks.push(*stretch),
            _ if problem.is_pinned(stretch) && is_service(stretch.activity) => plan.tasks.push(*stretch),
            _ => {}
        }
    }
}
