//! Each person's shifts, paid time and evenings, read off the roster.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::model::{
    Activity, Agent, AgentIdx, Clock, DayIdx, Limits, Minute, Plan, PostIdx, Scenario, Span, Stretch, is_paid,
};

/// One agent's week in numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Week {
    /// Paid time in all `[min]`.
    pub paid: i32,
    /// Of that, reserve `[min]`.
    pub reserve: i32,
    /// Time at posts `[min]`.
    pub posts: i32,
    /// Time on deferrable queues `[min]`.
    pub deferrable: i32,
    /// Days whose work ends in the evening.
    pub evenings: usize,
    /// Weekends with a shift that starts on Saturday or Sunday.
    pub weekends: usize,
    /// Clock times at which shifts start, each counted once.
    pub starts: usize,
}

/// One agent's shifts: maximal runs of stretches in which each starts where the last ended.
pub(super) fn shifts(stretches: &[Stretch]) -> Vec<&[Stretch]> {
    stretches.chunk_by(|a, b| a.end == b.start).collect()
}

/// From first to last minute of a shift.
pub(super) fn span(shift: &[Stretch]) -> Span {
    match (shift.first(), shift.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::new(Minute(0), Minute(0)),
    }
}

/// Whether a shift is nothing but reserve and the breaks around it.
pub(super) fn is_reserve(shift: &[Stretch]) -> bool {
    let mut work = shift.iter().filter(|s| !is_rest(s.activity)).peekable();
    work.peek().is_some() && work.all(|s| s.activity == Activity::Reserve)
}

/// Whether the activity is a break of either kind.
pub(super) fn is_rest(activity: Activity) -> bool {
    matches!(activity, Activity::Lunch | Activity::Break)
}

/// The shifts of `agent` that start on `day`.
pub(super) fn shifts_on(plan: &Plan, agent: AgentIdx, day: DayIdx) -> Vec<&[Stretch]> {
    let of = shifts(plan.roster.of(agent)).into_iter();
    of.filter(|shift| plan.scenario.horizon.day_at(span(shift).start) == day).collect()
}

/// Paid time of a stretch: all but breaks that the agent's templates leave unpaid `[min]`.
pub(super) fn paid_minutes(scenario: &Scenario, stretch: &Stretch) -> i32 {
    if is_paid(scenario, stretch) { stretch.span().minutes() } else { 0 }
}

/// The agent's week in numbers.
pub(super) fn week(plan: &Plan, agent: AgentIdx) -> Week {
    let scenario = &plan.scenario;
    let mut week = Week::default();
    for shift in shifts(plan.roster.of(agent)) {
        let is_reserve = is_reserve(shift);
        for stretch in shift {
            let (minutes, paid) = (stretch.span().minutes(), paid_minutes(scenario, stretch));
            week.paid += paid;
            match stretch.activity {
                // Paid breaks between stretches of reserve are reserve too.
                Activity::Reserve | Activity::Lunch | Activity::Break if is_reserve => week.reserve += paid,
                Activity::Reserve => week.reserve += minutes,
                Activity::Post(_) => week.posts += minutes,
                Activity::Deferrable(_) => week.deferrable += minutes,
                _ => {}
            }
        }
    }
    let is_evening = |shift: &[Stretch]| {
        let Span { start, end } = span(shift);
        let (from, to) = (scenario.horizon.clock(start), scenario.horizon.clock(end));
        to.date > from.date || to.minute > Limits::EVENING
    };
    let shifts = shifts(plan.roster.of(agent));
    week.evenings = shifts.iter().filter(|shift| is_evening(shift)).count();
    let starts: Vec<Clock> = shifts.iter().map(|shift| scenario.horizon.clock(span(shift).start)).collect();
    let weekends = starts.iter().filter(|start| start.date.weekday().num_days_from_monday() >= 5);
    week.weekends = weekends.map(|start| start.date.iso_week()).collect::<BTreeSet<_>>().len();
    week.starts = starts.iter().map(|start| start.minute).collect::<BTreeSet<_>>().len();
    week
}

/// Whether the agent has any activity but reserve, so that the headcount counts them.
pub(super) fn is_working(plan: &Plan, agent: AgentIdx) -> bool {
    plan.roster.of(agent).iter().any(|s| s.activity != Activity::Reserve && !is_rest(s.activity))
}

/// How often somebody goes from one activity to another on a day of work, on average; breaks and days of nothing but
/// reserve do not count. `None` where nobody works.
pub(super) fn switches_per_day(plan: &Plan) -> Option<f64> {
    let (mut switches, mut days) = (0_u32, 0_u32);
    for agent in (0..plan.scenario.agents.len()).map(AgentIdx) {
        for shift in shifts(plan.roster.of(agent)).into_iter().filter(|shift| !is_reserve(shift)) {
            let work: Vec<Activity> = shift.iter().map(|s| s.activity).filter(|&a| !is_rest(a)).collect();
            switches += u32::try_from(work.windows(2).filter(|pair| pair[0] != pair[1]).count()).unwrap_or(0);
            days += u32::from(!work.is_empty());
        }
    }
    (days > 0).then(|| f64::from(switches) / f64::from(days))
}

/// Full-time equivalents employed among those who work.
pub(super) fn full_time(plan: &Plan) -> f64 {
    let working = listed(plan).into_iter().filter(|&(index, _)| is_working(plan, index));
    working.map(|(_, agent)| agent.employment.get()).sum()
}

/// The agents that the report lists: everybody employed, and hired places that the roster uses.
pub(super) fn listed(plan: &Plan) -> Vec<(AgentIdx, &Agent)> {
    let agents = plan.scenario.agents.iter().enumerate().map(|(index, agent)| (AgentIdx(index), agent));
    agents.filter(|(index, agent)| !agent.hireable || !plan.roster.of(*index).is_empty()).collect()
}

/// The spans of a post's opening during which fewer people than it needs are there.
pub(super) fn unmanned(plan: &Plan, post: PostIdx) -> Vec<Span> {
    let at_post = &plan.scenario.posts[post.0];
    let there: Vec<Span> =
        plan.roster.stretches.iter().filter(|s| s.activity == Activity::Post(post)).map(|s| s.span()).collect();
    let mut out: Vec<Span> = Vec::new();
    for open in &at_post.opening {
        let mut edges: Vec<Minute> = vec![open.start, open.end];
        edges.extend(there.iter().flat_map(|s| [s.start, s.end]).filter(|&m| open.start < m && m < open.end));
        edges.sort_unstable();
        edges.dedup();
        for pair in edges.windows(2) {
            let piece = Span::new(pair[0], pair[1]);
            let n = there.iter().filter(|s| s.contains(piece)).count();
            if n >= at_post.agents as usize {
                continue;
            }
            match out.last_mut().filter(|last| last.end == piece.start) {
                Some(last) => last.end = piece.end,
                None => out.push(piece),
            }
        }
    }
    out
}
