//! The people there are, read off the contracts, and what takes them from contacts.

use crate::demand::inflow::deferrable_work;
use crate::model::{Agent, Scenario, ShiftTemplate, Span, Staff};

/// Full time in a week without holidays, where no contract tells it `[min]`.
const FULL_TIME_WEEK: f64 = 40.0 * 60.0;

/// The people of a centre.
pub(in crate::pipeline) fn staff(scenario: &Scenario) -> Staff {
    let employed: Vec<&Agent> = scenario.agents.iter().filter(|agent| !agent.hireable).collect();
    let open: f64 = scenario.horizon.days.iter().flat_map(|day| &day.opening).map(|span| minutes(*span)).sum();
    let posts = scenario
        .posts
        .iter()
        .map(|post| f64::from(post.agents) * post.opening.iter().map(|span| minutes(*span)).sum::<f64>());
    let per_open = |minutes: f64| if open > 0.0 { minutes / open } else { 0.0 };
    Staff {
        persons: u32::try_from(employed.len()).unwrap_or(u32::MAX),
        full_time: employed.iter().map(|agent| agent.employment.get()).sum(),
        full_time_hours: full_time_minutes(scenario) / 60.0,
        open_hours: open / 60.0,
        posts: per_open(posts.sum()),
        letters: per_open(deferrable_work(scenario) / 60.0),
        in_files: in_files(&employed, &scenario.templates),
    }
}

/// Contract minutes of one full-time person over the horizon: those of the agents, absences put back; else 40 hours for
/// each five weekdays that are no holiday.
fn full_time_minutes(scenario: &Scenario) -> f64 {
    let with_contract = scenario.agents.iter().filter_map(|agent| Some((agent, f64::from(before(agent)?))));
    let (minutes, employment) = with_contract
        .fold((0.0, 0.0), |(minutes, employment), (agent, own)| (minutes + own, employment + agent.employment.get()));
    if minutes > 0.0 && employment > 0.0 {
        return minutes / employment;
    }
    let is_weekday = |day: &&crate::model::Day| {
        !matches!(day.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun) && day.holiday.is_none()
    };
    let weekdays = scenario.horizon.days.iter().filter(is_weekday).count();
    FULL_TIME_WEEK / 5.0 * f64::from(u32::try_from(weekdays).unwrap_or(u32::MAX))
}

/// The contract before absences that count as work and hours evened out.
fn before(agent: &Agent) -> Option<i32> {
    let counted: i32 = agent.absences.iter().map(|absence| absence.counted).sum();
    Some(agent.contract? + counted + agent.history.evened)
}

/// Share of paid time left after the absences in the files and the paid pauses of shifts.
fn in_files(employed: &[&Agent], templates: &[ShiftTemplate]) -> Option<f64> {
    let (mut left, mut all) = (0.0, 0.0);
    for agent in employed {
        let Some(before) = before(agent) else { continue };
        let there = agent.contract.unwrap_or(0) + agent.history.evened;
        all += f64::from(before);
        left += f64::from(there) * (1.0 - pauses(agent, templates));
    }
    (all > 0.0).then(|| left / all)
}

/// Share of an agent's paid time spent on paid breaks, in the longest shift that the first of their templates allows.
fn pauses(agent: &Agent, templates: &[ShiftTemplate]) -> f64 {
    let longest = agent.templates.first().and_then(|index| {
        let template = &templates[index.0];
        let work = *template.work.last()?;
        let paid: i32 = template.breaks_for(work).filter(|rule| rule.paid).map(|rule| rule.minutes).sum();
        (work > 0).then(|| f64::from(paid) / f64::from(work))
    });
    longest.unwrap_or(0.0)
}

fn minutes(span: Span) -> f64 {
    f64::from(span.minutes())
}
