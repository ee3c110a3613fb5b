//! Meetings as the search keeps them: everybody due at one of the sittings, breaks moved out of the way, posts manned.

use crate::model::{Activity, AgentIdx, Meeting, Minute, Span, Stretch};

use super::problem::Problem;
use super::rng::Rng;
use super::seating::to_f64;
use super::slots::Slots;
use super::state::{DayPlan, Worked, attendance, shift};
use super::worth::Worth;

/// Who is to be at a meeting: called, and at work for at least its length within its window.
fn due(problem: &Problem, day: usize, meeting: &Meeting, plan: &DayPlan, working: &[bool]) -> Vec<usize> {
    let is_due = |&agent: &usize| {
        working[agent]
            && plan.shifts[agent].as_ref().is_some_and(|worked| {
                let span = shift(problem, day, agent, worked).span();
                let (from, to) = (span.start.max(meeting.window.start), span.end.min(meeting.window.end));
                to - from >= meeting.minutes
            })
    };
    meeting.agents.iter().map(|agent| agent.0).filter(is_due).collect()
}

/// Who of the plan is at which sitting of the day's meeting: of several that a task could be, the first in order.
fn attending(problem: &Problem, day: usize, index: usize, plan: &DayPlan) -> Vec<(usize, Span)> {
    let mut left: Vec<&Stretch> = plan.tasks.iter().filter(|task| task.activity == Activity::Meeting).collect();
    for &at in &problem.errands[day].meetings {
        let meeting = &problem.scenario.activities.meetings[at];
        let fits = |task: &Stretch| {
            meeting.window.contains(task.span())
                && task.span().minutes() == meeting.minutes
                && meeting.agents.contains(&task.agent)
        };
        let mut there: Vec<(usize, Span)> = Vec::new();
        left.retain(|task| {
            let is_it = fits(task) && there.iter().all(|(agent, _)| *agent != task.agent.0);
            if is_it {
                there.push((task.agent.0, task.span()));
            }
            !is_it
        });
        if at == index {
            return there;
        }
    }
    Vec::new()
}

/// The sittings in order.
fn sittings(attending: &[(usize, Span)]) -> Vec<Span> {
    let mut spans: Vec<Span> = attending.iter().map(|(_, span)| *span).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// Whether the agent mans a post all through one of the sittings.
fn is_excused(problem: &Problem, day: usize, plan: &DayPlan, agent: usize, sittings: &[Span]) -> bool {
    let sits = |span: &Span| {
        problem.slots(day, *span).iter().all(|slot| plan.seats.iter().any(|seat| seat[slot] == Some(AgentIdx(agent))))
    };
    sittings.iter().any(sits)
}

/// People who are due and not there, times the meeting's slots.
pub(super) fn missing(problem: &Problem, (day, meeting): (usize, usize), plan: &DayPlan, working: &[bool]) -> usize {
    let there = attending(problem, day, meeting, plan);
    let meeting = &problem.scenario.activities.meetings[meeting];
    let held = sittings(&there);
    let too_many = held.len().saturating_sub(meeting.sittings as usize);
    let absent = due(problem, day, meeting, plan, working).into_iter().filter(|&agent| {
        there.iter().all(|(other, _)| *other != agent) && !is_excused(problem, day, plan, agent, &held)
    });
    (absent.count() + too_many) * usize::try_from(meeting.minutes / problem.scenario.horizon.grid_minutes).unwrap_or(1)
}

/// Seats everybody due at one of the meeting's sittings, as far as that can be; posts keep who they need.
pub(super) fn sit(
    problem: &Problem,
    (day, index): (usize, usize),
    plan: &mut DayPlan,
    working: &[bool],
    (worth, rng): (&Worth, &mut Rng),
) {
    let meeting = &problem.scenario.activities.meetings[index];
    let due = due(problem, day, meeting, plan, working);
    let there = attending(problem, day, index, plan);
    let mut held = sittings(&there);
    let mut missing: Vec<usize> = due
        .iter()
        .copied()
        .filter(|&agent| {
            there.iter().all(|(other, _)| *other != agent) && !is_excused(problem, day, plan, agent, &held)
        })
        .collect();
    if missing.is_empty() {
        return;
    }
    let allowed = meeting.sittings as usize;
    while held.len() < allowed {
        let Some(new) = best_sitting(problem, day, meeting, (plan, &missing, &held), (worth, rng)) else { break };
        held.push(new);
    }
    let mut there = there;
    let room = due.len().div_ceil(held.len().max(1));
    let possible = |agent: usize, plan: &DayPlan| {
        held.iter().filter(|&&s| cleared(problem, day, plan, agent, s).is_some()).count()
    };
    missing.sort_by_key(|&agent| (possible(agent, plan), problem.scenario.agents[agent].skills, agent));
    for agent in missing {
        let skills = problem.scenario.agents[agent].skills;
        let at = |span: Span, there: &[(usize, Span)]| {
            let of_it = || there.iter().filter(move |(_, s)| *s == span);
            let alike = of_it().filter(|(other, _)| problem.scenario.agents[*other].skills == skills).count();
            (of_it().count() >= room, alike, of_it().count())
        };
        let ways =
            held.iter().filter_map(|&span| Some((at(span, &there), span, cleared(problem, day, plan, agent, span)?)));
        let Some((_, span, worked)) = ways.min_by_key(|(order, span, _)| (*order, *span)) else { continue };
        plan.shifts[agent] = Some(worked);
        plan.tasks.push(Stretch {
            agent: AgentIdx(agent),
            start: span.start,
            end: span.end,
            activity: Activity::Meeting,
        });
        there.push((agent, span));
    }
    plan.tasks.sort_unstable();
    for span in held {
        man_posts(problem, day, (plan, working), (meeting, span), worth);
    }
}

/// The agent's shift with its breaks out of the way of `span`; `None` when something else is in the way.
fn cleared(problem: &Problem, day: usize, plan: &DayPlan, agent: usize, span: Span) -> Option<Worked> {
    let mut worked = plan.shifts[agent].clone()?;
    let this = shift(problem, day, agent, &worked);
    if !this.span().contains(span) {
        return None;
    }
    let mine = || plan.tasks.iter().filter(|task| task.agent.0 == agent).map(|task| task.span());
    if mine().any(|task| task.overlaps(span)) {
        return None;
    }
    let grid = problem.scenario.horizon.grid_minutes;
    for (window, start) in this.breaks.iter().zip(&mut worked.breaks) {
        let at = |start: Minute| Span::new(start, start + window.minutes);
        if at(*start).overlaps(span) {
            let now = *start;
            let free =
                window.starts(grid).filter(|&s| !at(s).overlaps(span) && !mine().any(|task| task.overlaps(at(s))));
            *start = free.min_by_key(|&s| ((s - now).abs(), s))?;
        }
    }
    attendance(problem, day, agent, &worked).contains(problem.slots(day, span)).then_some(worked)
}

/// The start at which most can come and contacts miss them least, apart from the sittings already held.
fn best_sitting(
    problem: &Problem,
    day: usize,
    meeting: &Meeting,
    (plan, missing, held): (&DayPlan, &[usize], &[Span]),
    (worth, rng): (&Worth, &mut Rng),
) -> Option<Span> {
    let grid = problem.scenario.horizon.grid_minutes;
    let last = (meeting.window.end - meeting.window.start - meeting.minutes) / grid;
    let spans = (0..=last).map(|step| {
        let start = meeting.window.start + step * grid;
        Span::new(start, start + meeting.minutes)
    });
    // Those to come share what sittings are still to be found.
    let open = (meeting.sittings as usize).saturating_sub(held.len()).max(1);
    let enough = missing.len().div_ceil(open);
    let errands = &problem.errands[day];
    let mut best: Option<(usize, f64, Span)> = None;
    for span in spans.filter(|span| !held.iter().any(|other| other.overlaps(*span))) {
        let slots: Slots = problem.slots(day, span);
        let able: Vec<usize> =
            missing.iter().copied().filter(|&a| cleared(problem, day, plan, a, span).is_some()).collect();
        let lost: f64 = able.iter().map(|&a| slots.iter().map(|slot| errands.loss(worth, a, slot)).sum::<f64>()).sum();
        let price = lost / to_f64(able.len().max(1)) * (0.7 + 0.6 * rng.unit());
        let come = able.len().min(enough);
        if best.is_none_or(|(most, least, _)| come > most || come == most && price < least) {
            best = Some((come, price, span));
        }
    }
    best.map(|(_, _, span)| span)
}

/// Keeps somebody back from a sitting for each seat that nobody else can hold meanwhile: whom contacts miss least.
fn man_posts(
    problem: &Problem,
    day: usize,
    (plan, working): (&mut DayPlan, &[bool]),
    (meeting, span): (&Meeting, Span),
    worth: &Worth,
) {
    let slots = problem.slots(day, span);
    let mut kept: Vec<usize> = Vec::new();
    for seat in 0..problem.seats.len() {
        let open = problem.open[day][seat] & slots;
        if open.is_empty() {
            continue;
        }
        let could = |agent: usize, plan: &DayPlan| {
            let there = |worked: &Worked| attendance(problem, day, agent, worked).contains(open);
            let busy =
                plan.tasks.iter().any(|t| t.agent.0 == agent && !(problem.slots(day, t.span()) & open).is_empty());
            working[agent]
                && problem.may_sit(agent, seat)
                && !kept.contains(&agent)
                && !busy
                && plan.shifts[agent].as_ref().is_some_and(there)
        };
        // Several may take turns; one for the whole time is asked for here.
        if let Some(agent) = (0..problem.n_agents()).find(|&agent| could(agent, plan)) {
            kept.push(agent);
            continue;
        }
        let at_it = |task: &&Stretch| {
            task.activity == Activity::Meeting
                && task.span() == span
                && meeting.agents.contains(&task.agent)
                && problem.may_sit(task.agent.0, seat)
                && !problem.is_pinned(task)
        };
        let loss = |agent: usize| slots.iter().map(|slot| worth.of(agent, slot)).sum::<f64>();
        let back = plan
            .tasks
            .iter()
            .filter(at_it)
            .map(|task| task.agent)
            .min_by(|a, b| loss(a.0).total_cmp(&loss(b.0)).then(a.cmp(b)));
        let Some(agent) = back else { continue };
        plan.tasks.retain(|task| !(task.agent == agent && task.activity == Activity::Meeting && task.span() == span));
        for slot in open.iter() {
            plan.seats[seat][slot] = Some(agent);
        }
        kept.push(agent.0);
    }
}
