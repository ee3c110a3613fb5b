//! Who opens and who closes: judged, and kept by optimiser and search.

use bemanna::check::check;
use bemanna::model::{
    Breach, CoverRequirement, CoverRow, IntervalIdx, Keyholders, Origin, QueueIdx, QueueSet, Roster, Severity,
    ShiftTemplate, SkillIdx, SkillSet, TemplateIdx, Watch,
};
use bemanna::optimise::{optimise, search};
use bemanna::simulate::Simulator;

use super::daily;
use crate::check::{EVA, found, legal, span};
use crate::support::lillstad;

fn knows(skill: usize) -> SkillSet {
    SkillSet::of([SkillIdx(skill)])
}

#[test]
fn a_day_that_nobody_who_may_opens_or_closes_is_told() {
    let mut scenario = lillstad(5);
    let roster = legal(5);
    scenario.keyholders = Keyholders { opens: Some(knows(0)), closes: Some(knows(1)) };
    assert_eq!(found(&scenario, &roster), []);
    // Only Eva and Cia are there until 17, and Cia does not know skola.
    let mut without_eva = roster.clone();
    without_eva.stretches.retain(|s| s.agent.0 != EVA || s.start.0 >= 1440);
    scenario.agents[EVA].contract = None;
    let closing = Breach::NoKeyholder { is_closing: true, skills: SkillSet::of([SkillIdx(1)]) };
    assert_eq!(found(&scenario, &without_eva), [(None, span(0, 1645, 1700), closing)]);
    // Whoever it is will do.
    scenario.keyholders.closes = Some(SkillSet::EMPTY);
    assert_eq!(found(&scenario, &without_eva), []);
}

#[test]
fn the_optimiser_adds_somebody_to_open_and_to_close() {
    let mut scenario = daily(2, 3);
    for day in &mut scenario.horizon.days {
        day.opening[0].end = day.start + 18 * 60;
    }
    let late = ShiftTemplate {
        id: "sen".to_owned(),
        earliest_start: 10 * 60,
        latest_start: 10 * 60,
        ..scenario.templates[0].clone()
    };
    scenario.templates.push(late);
    for agent in &mut scenario.agents {
        agent.templates.push(TemplateIdx(1));
    }
    let noon = |day: usize| CoverRow {
        interval: IntervalIdx(48 * day + 24),
        queues: QueueSet::of([QueueIdx(0)]),
        agents: 1,
        origin: Origin::Given,
    };
    let asked = CoverRequirement { rows: vec![noon(0), noon(1)], ..CoverRequirement::default() };
    let people = |scenario: &bemanna::model::Scenario| {
        let (roster, certificate, shortage) = optimise(scenario, &asked, Watch::SILENT).expect("a roster");
        assert_eq!((check(scenario, &roster), shortage), (vec![], vec![]));
        assert_eq!(certificate.headcount_bound, Some(u32::try_from(roster.headcount()).expect("few")));
        roster.headcount()
    };
    assert_eq!(people(&scenario), 1);
    scenario.keyholders.opens = Some(SkillSet::EMPTY);
    assert_eq!(people(&scenario), 1);
    scenario.keyholders.closes = Some(SkillSet::EMPTY);
    assert_eq!(people(&scenario), 2);
}

#[test]
fn the_search_keeps_somebody_who_may_at_both_ends_of_the_day() {
    let mut scenario = lillstad(2);
    scenario.keyholders = Keyholders { opens: Some(knows(1)), closes: Some(knows(0)) };
    let simulator = Simulator::new(&scenario, 1);
    let (roster, _) = search(&scenario, &CoverRequirement::default(), &Roster::default(), &simulator, Watch::SILENT);
    let told = check(&scenario, &roster);
    assert!(told.iter().all(|violation| violation.severity == Severity::Warning), "{told:?}");
}
