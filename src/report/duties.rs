//! What people share beside the contacts: evenings, weekends, lunch edges, squeeze days, half days, time at posts.

use crate::model::{Activity, Agent, AgentIdx, BreakKind, Plan, SkillSet, Stretch};

use super::fairness::parts;
use super::people::{is_reserve, is_working, listed, shifts, week};
use super::special_days::special_days;

/// A lunch is at the edge when it starts in the first or ends in the last half-hour in which lunch is laid `[min]`.
const EDGE: i32 = 30;

/// Something that is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Days whose work ends in the evening.
    Evenings,
    /// Weekends with a shift.
    Weekends,
    /// Lunches in the first or last half-hour.
    LunchEdges,
    /// Working days between two free ones.
    SqueezeDays,
    /// Days on which others may go home early.
    HalfDays,
    /// Time at posts `[h]`.
    Posts,
}

/// How one thing is shared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Duty {
    /// What.
    pub kind: Kind,
    /// What each has, in the order of the people listed.
    pub has: Vec<f64>,
    /// What each would have in proportion to contracted time, among those at work who can take part; `None` for others.
    pub part: Vec<Option<f64>>,
}

/// Everything that is shared and that somebody has, over those listed.
pub(super) fn duties(plan: &Plan) -> Vec<Duty> {
    let people = listed(plan);
    let weeks: Vec<_> = people.iter().map(|&(index, _)| week(plan, index)).collect();
    let special = special_days(plan);
    let days = |is_short: bool| -> Vec<f64> {
        let is_kind =
            |day: &&super::special_days::SpecialDay| plan.scenario.horizon.days[day.day.0].short.is_some() == is_short;
        let of = |agent: &Agent| {
            special.iter().filter(is_kind).filter(|day| day.who.iter().any(|who| who.id == agent.id)).count()
        };
        people.iter().map(|(_, agent)| count(of(agent))).collect()
    };
    let at_posts = plan.scenario.posts.iter().fold(SkillSet::EMPTY, |all, post| all.union(post.skills));
    let can_post = |agent: &Agent| {
        at_posts == SkillSet::EMPTY || plan.scenario.posts.iter().any(|post| agent.skills.contains(post.skills))
    };
    let all = |_: &Agent| true;
    let fair = parts(plan);
    let history = |of: &[Option<f64>], so_far: fn(&Agent) -> u32| -> Vec<Option<f64>> {
        // What was carried in counts towards the part, so that what is left of it is this period's.
        people
            .iter()
            .map(|&(index, agent)| of[index.0].map(|part| (part - f64::from(so_far(agent))).max(0.0)))
            .collect()
    };
    let lunches = people.iter().map(|&(index, _)| count(lunch_edges(plan, index))).collect();
    let hours = weeks.iter().map(|week| f64::from(week.posts) / 60.0).collect();
    let divided = |kind: Kind, has: Vec<f64>, can: &dyn Fn(&Agent) -> bool| {
        let part = divide(plan, &people, &has, can);
        Duty { kind, has, part }
    };
    let evenings: Vec<f64> = weeks.iter().map(|week| count(week.evenings)).collect();
    let weekends: Vec<f64> = weeks.iter().map(|week| count(week.weekends)).collect();
    let all_duties = vec![
        Duty { kind: Kind::Evenings, has: evenings, part: history(&fair.evenings, |agent| agent.history.evenings) },
        Duty { kind: Kind::Weekends, has: weekends, part: history(&fair.weekends, |agent| agent.history.weekends) },
        divided(Kind::LunchEdges, lunches, &all),
        divided(Kind::SqueezeDays, days(false), &all),
        divided(Kind::HalfDays, days(true), &all),
        divided(Kind::Posts, hours, &can_post),
    ];
    all_duties.into_iter().filter(|duty| duty.has.iter().any(|&has| has > 0.0)).collect()
}

/// The sum divided by contracted time (or paid time, without a contract) among those at work who can take part.
fn divide(plan: &Plan, people: &[(AgentIdx, &Agent)], has: &[f64], can: &dyn Fn(&Agent) -> bool) -> Vec<Option<f64>> {
    let weight = |&(index, agent): &(AgentIdx, &Agent)| {
        let takes_part = is_working(plan, index) && can(agent);
        let minutes = agent.contract.filter(|&minutes| minutes > 0).unwrap_or_else(|| week(plan, index).paid);
        takes_part.then(|| f64::from(minutes))
    };
    let weights: Vec<Option<f64>> = people.iter().map(weight).collect();
    let (sum, all) = (has.iter().sum::<f64>(), weights.iter().flatten().sum::<f64>());
    weights.into_iter().map(|weight| weight.filter(|_| all > 0.0).map(|weight| sum * weight / all)).collect()
}

/// Lunches in the first or last half-hour in which the person's shifts, or else anybody's, have lunch.
fn lunch_edges(plan: &Plan, agent: AgentIdx) -> usize {
    let horizon = &plan.scenario.horizon;
    let clock = |stretch: &Stretch| {
        let from = horizon.clock(stretch.start).minute;
        (from, from + stretch.span().minutes())
    };
    let templates = plan.scenario.agents[agent.0].templates.iter();
    let rules = templates.flat_map(|template| &plan.scenario.templates[template.0].breaks);
    let windows: Vec<(i32, i32)> =
        rules.filter(|rule| rule.kind == BreakKind::Lunch).filter_map(|rule| rule.between).collect();
    let window = if windows.is_empty() {
        let lunches: Vec<(i32, i32)> =
            plan.roster.stretches.iter().filter(|s| s.activity == Activity::Lunch).map(clock).collect();
        (lunches.iter().map(|l| l.0).min(), lunches.iter().map(|l| l.1).max())
    } else {
        (windows.iter().map(|w| w.0).min(), windows.iter().map(|w| w.1).max())
    };
    let (Some(first), Some(last)) = window else { return 0 };
    let working = shifts(plan.roster.of(agent)).into_iter().filter(|shift| !is_reserve(shift)).flatten();
    let lunches = working.filter(|stretch| stretch.activity == Activity::Lunch).map(clock);
    lunches.filter(|&(from, to)| from < first + EDGE || to > last - EDGE).count()
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
