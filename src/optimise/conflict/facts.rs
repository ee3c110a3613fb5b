//! The hard facts that bear on some people's rosters, in the order in which they are doubted.
//!
//! What is named is rather a person's row of one day than a contract for all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Activity, AgentIdx, Cause, DayIdx, RuleId, Scenario};

/// Rules that the program has built in, or that only say how another one is measured.
const BUILT_IN: [RuleId; 6] = [
    RuleId::ShiftsPerDay,
    RuleId::ContractTolerance,
    RuleId::BalanceCarry,
    RuleId::AverageWeekOver,
    RuleId::AverageTotalOver,
    RuleId::MovedNotice,
];

/// Facts in doubt: people's own and the centre's, each kind by kind. What comes first is done without first.
pub(super) struct Facts {
    /// What binds one person: contract, history and limits, skills, absences, pins.
    pub(super) own: Vec<Vec<Cause>>,
    /// Opening hours, rules, breaks, templates.
    pub(super) of_centre: Vec<Vec<Cause>>,
}

/// The facts that bear on `agents`.
pub(super) fn facts(scenario: &Scenario, agents: &[AgentIdx]) -> Facts {
    let mut own: Vec<Vec<Cause>> = vec![Vec::new(); 5];
    for &agent in agents {
        for (kind, found) in own.iter_mut().zip(of_person(scenario, agent)) {
            kind.extend(found);
        }
    }
    let mut of_centre = vec![openings(scenario), rules(scenario)];
    of_centre.extend(of_templates(scenario, agents));
    Facts { own, of_centre }
}

/// What may be asked of several people at once: a template's most shifts a day, and each person's own facts.
pub(super) fn shared_facts(scenario: &Scenario, agents: &[AgentIdx]) -> Facts {
    let own = agents.iter().map(|&agent| of_person(scenario, agent).concat()).collect();
    Facts { own, of_centre: vec![most_per_day(scenario)] }
}

/// The templates that allow only so many shifts on a day.
pub(super) fn most_per_day(scenario: &Scenario) -> Vec<Cause> {
    let templates = scenario.templates.iter().enumerate();
    let limited = templates.filter(|(_, template)| template.most_per_day.is_some());
    limited.map(|(index, _)| Cause::MostPerDay(crate::model::TemplateIdx(index))).collect()
}

/// The opening hours, those that stand in one place of the file together.
fn openings(scenario: &Scenario) -> Vec<Cause> {
    let mut places: BTreeMap<(Option<u64>, bool), Vec<DayIdx>> = BTreeMap::new();
    for (index, day) in scenario.horizon.days.iter().enumerate() {
        let place = (scenario.lines.opening.get(index).copied(), day.holiday.is_some());
        places.entry(place).or_default().push(DayIdx(index));
    }
    places.into_values().map(Cause::Opening).collect()
}

fn rules(scenario: &Scenario) -> Vec<Cause> {
    let limits = scenario.rules.limits.keys().filter(|rule| !BUILT_IN.contains(rule));
    limits.map(|&rule| Cause::Rule(rule)).collect()
}

/// The breaks of the people's templates, then the templates themselves.
fn of_templates(scenario: &Scenario, agents: &[AgentIdx]) -> [Vec<Cause>; 2] {
    let open = agents.iter().flat_map(|agent| scenario.agents[agent.0].templates.iter().copied());
    let open: BTreeSet<_> = open.collect();
    let breaks = open.iter().flat_map(|&template| {
        (0..scenario.templates[template.0].breaks.len()).map(move |place| Cause::Break { template, place })
    });
    [breaks.collect(), open.iter().map(|&template| Cause::Shift(template)).collect()]
}

/// What binds one person: contract, history and limits, skills, absences, pins.
fn of_person(scenario: &Scenario, index: AgentIdx) -> [Vec<Cause>; 5] {
    let agent = &scenario.agents[index.0];
    let limits = &agent.limits;
    let mut bounds = Vec::new();
    if agent.last_end.is_some() || agent.history.days_in_row > 0 {
        bounds.push(Cause::History(index));
    }
    bounds.extend(limits.earliest_start.map(|_| Cause::EarliestStart(index)));
    bounds.extend(limits.latest_end.map(|_| Cause::LatestEnd(index)));
    bounds.extend(limits.evenings_per_week.map(|_| Cause::Evenings(index)));
    let day_off = |weekday: &chrono::Weekday| Cause::DayOff { agent: index, weekday: weekday.num_days_from_monday() };
    bounds.extend(limits.days_off.iter().map(day_off));
    let pins = scenario.pinned.of(index);
    let needs_skill = |activity| matches!(activity, Activity::Post(_) | Activity::Deferrable(_) | Activity::Contacts);
    let skills = pins.iter().any(|pin| needs_skill(pin.activity)).then_some(Cause::Skills(index));
    let mut absences: Vec<Cause> =
        agent.absences.iter().map(|absence| Cause::Absence { agent: index, span: absence.span }).collect();
    absences.dedup();
    let has_contract = agent.contract.is_some() && scenario.rules.get(RuleId::ContractTolerance).is_some();
    [
        has_contract.then_some(Cause::Contract(index)).into_iter().collect(),
        bounds,
        skills.into_iter().collect(),
        absences,
        pins.iter().map(|&pin| Cause::Pin(pin)).collect(),
    ]
}
