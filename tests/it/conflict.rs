//! Contradictory hard facts: planted one by one, named exactly, and gone once any one of them is.

mod pairs;
mod plant;
mod random;
mod told;

use bemanna::check::check;
use bemanna::model::{
    Absence, Activity, AgentIdx, Cause, CoverRequirement, DayIdx, History, Limit, Minute, Roster, RuleId, Scenario,
    Severity, Span, Stretch, TemplateIdx, Watch,
};
use bemanna::optimise::{contradictions, optimise};
use chrono::Weekday;

use crate::support::lillstad;

const ANN: AgentIdx = AgentIdx(0);
const BO: AgentIdx = AgentIdx(1);
const CIA: AgentIdx = AgentIdx(2);
const DAY: TemplateIdx = TemplateIdx(0);

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// So many days of Lillstad open 08 to 17, with ann, bo and cia, nothing to simulate and nobody needed anywhere: eight
/// hours a day, in shifts of eight hours that start 08:00 to 08:30.
fn centre(n_days: usize) -> Scenario {
    let mut scenario = lillstad(n_days);
    scenario.simulate = false;
    scenario.posts.clear();
    scenario.agents.truncate(3);
    scenario
}

fn limit(scenario: &mut Scenario, rule: RuleId, value: i32) {
    scenario.rules.limits.insert(rule, Limit { value, source: "prov".to_owned(), is_verified: false });
}

/// A clock time such as 1930 on a day counted from 0.
fn at(day: i32, clock: i32) -> Minute {
    Minute(day * 1440 + clock / 100 * 60 + clock % 100)
}

/// A pinned meeting.
fn pin(agent: AgentIdx, day: i32, from: i32, to: i32) -> Stretch {
    Stretch { agent, start: at(day, from), end: at(day, to), activity: Activity::Meeting }
}

/// Leave without pay over whole days.
fn away(day: i32, n_days: i32) -> Absence {
    Absence { span: Span::new(at(day, 0), at(day + n_days, 0)), kind: "tjänstledig".to_owned(), counted: 0 }
}

fn absence(agent: AgentIdx, day: i32, n_days: i32) -> Cause {
    Cause::Absence { agent, span: away(day, n_days).span }
}

fn pins(scenario: &mut Scenario, pins: &[Stretch]) {
    scenario.pinned = Roster::new(pins.to_vec());
}

fn nobody_owes(scenario: &mut Scenario) {
    for agent in &mut scenario.agents {
        agent.contract = None;
    }
}

/// Every day open from one clock time to another.
fn open(scenario: &mut Scenario, from: i32, to: i32) {
    for day in &mut scenario.horizon.days {
        day.opening = vec![Span::new(day.start + from * 60, day.start + to * 60)];
    }
}

/// The one template: these starts and lengths by the hour, every day, without breaks.
fn shifts(scenario: &mut Scenario, starts: (i32, i32), hours: &[i32]) {
    let template = &mut scenario.templates[0];
    template.weekdays = WEEK.to_vec();
    (template.earliest_start, template.latest_start) = (starts.0 * 60, starts.1 * 60);
    template.start_step = 60;
    template.work = hours.iter().map(|hour| hour * 60).collect();
    template.breaks.clear();
    scenario.rules.limits.remove(&RuleId::LongestStretch);
}

/// The sets of facts named for everybody, each in order.
fn named(scenario: &Scenario) -> Vec<Vec<Cause>> {
    let everybody: Vec<AgentIdx> = (0..scenario.agents.len()).map(AgentIdx).collect();
    let found = contradictions(scenario, &everybody, Watch::SILENT);
    let clashes = found.into_iter().flat_map(|found| found.clashes);
    let mut sets: Vec<Vec<Cause>> = clashes.map(|clash| clash.facts).collect();
    for set in &mut sets {
        set.sort();
    }
    sets.sort();
    sets
}

/// Whether the optimiser finds a roster in which the judge sees nothing hard.
fn is_kept(scenario: &Scenario) -> bool {
    let Ok((roster, ..)) = optimise(scenario, &CoverRequirement::default(), Watch::SILENT) else { return false };
    check(scenario, &roster).iter().all(|violation| violation.severity != Severity::Hard)
}

/// The fact taken out of the scenario, as the planner would; templates, their breaks and opening hours as said.
fn take(scenario: &mut Scenario, cause: &Cause, change: fn(&mut Scenario, &Cause)) {
    match cause {
        Cause::Absence { agent, span } => scenario.agents[agent.0].absences.retain(|away| away.span != *span),
        Cause::Pin(pin) => scenario.pinned.stretches.retain(|other| other != pin),
        Cause::Contract(agent) => scenario.agents[agent.0].contract = None,
        Cause::EarliestStart(agent) => scenario.agents[agent.0].limits.earliest_start = None,
        Cause::LatestEnd(agent) => scenario.agents[agent.0].limits.latest_end = None,
        Cause::Evenings(agent) => scenario.agents[agent.0].limits.evenings_per_week = None,
        Cause::DayOff { agent, weekday } => {
            scenario.agents[agent.0].limits.days_off.retain(|day| day.num_days_from_monday() != *weekday);
        }
        Cause::Skills(agent) => scenario.agents[agent.0].skills = bemanna::model::SkillSet::first(3),
        Cause::History(agent) => {
            scenario.agents[agent.0].last_end = None;
            scenario.agents[agent.0].history = History::default();
        }
        Cause::Rule(rule) => {
            scenario.rules.limits.remove(rule);
        }
        Cause::MostPerDay(template) => scenario.templates[template.0].most_per_day = None,
        Cause::Opening(_) | Cause::Shift(_) | Cause::Break { .. } => change(scenario, cause),
    }
}
