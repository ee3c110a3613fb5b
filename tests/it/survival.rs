//! A plan that survives any one absence, and its price.

use bemanna::check;
use bemanna::model::{AgentIdx, ChangeKind, Scenario, Severity, Share, SkillIdx, SkillSet, Status, Watch};
use bemanna::pipeline::{self, Pairs};

use crate::support::lillstad;

/// Lillstad on a day with everybody knowing everything, so that there is somebody to add.
fn roomy() -> Scenario {
    let mut scenario = lillstad(1);
    for agent in &mut scenario.agents {
        agent.skills = SkillSet::first(3);
    }
    for name in ["gun", "hedda"] {
        let mut more = scenario.agents[0].clone();
        (more.id, more.name) = (name.to_owned(), name.to_owned());
        scenario.agents.push(more);
    }
    scenario
}

#[test]
fn a_plan_that_survives_any_absence_does_so_without_calling_anybody_in_and_tells_its_price() {
    let plain = pipeline::plan(&roomy(), Watch::SILENT).expect("a plan");
    let hardened = Scenario { survives_absence: true, ..roomy() };
    let plan = pipeline::plan(&hardened, Watch::SILENT).expect("a plan");
    let survival = plan.survival.as_ref().expect("it was asked for");
    assert_eq!(plain.survival, None);
    assert_eq!(survival.people_before, plain.headcount);
    assert_eq!(plan.headcount, plain.headcount + survival.added.len());
    assert!(survival.broken.is_empty(), "there are people enough: {survival:?}");
    assert!(plan.status != Status::Short);
    assert!(plan.violations.iter().all(|violation| violation.severity != Severity::Hard));
    let found = pipeline::resilience(&hardened, &plan.roster, &Pairs::Named(Vec::new()), Watch::SILENT);
    for away in &found.single {
        let Some(repaired) = &away.repaired else { continue };
        assert!(repaired.outcome.is_survived(), "{away:?}");
        assert!(repaired.changes.iter().all(|change| change.kind != ChangeKind::CalledIn), "{:?}", repaired.changes);
    }
    // Without the aim somebody's absence is felt, or the price would be for nothing.
    let before = pipeline::resilience(&hardened, &plain.roster, &Pairs::Named(Vec::new()), Watch::SILENT);
    let is_felt = |away: &bemanna::model::Away| {
        let calls = |change: &bemanna::model::RosterChange| change.kind == ChangeKind::CalledIn;
        away.repaired.as_ref().is_some_and(|r| !r.outcome.is_survived() || r.changes.iter().any(calls))
    };
    assert_eq!(!survival.added.is_empty(), before.single.iter().any(is_felt));
}

#[test]
fn an_absence_that_nobody_can_make_up_for_is_named_as_not_survived() {
    let mut scenario = Scenario { survives_absence: true, ..roomy() };
    for agent in scenario.agents.iter_mut().skip(1) {
        agent.skills = agent.skills.without(SkillIdx(1));
    }
    // Little enough for one alone, and promised no more than somebody who goes to lunch can keep.
    scenario.forecast[1].iter_mut().for_each(|expected| expected.contacts *= 0.1);
    let target = scenario.queues[1].target.as_mut().expect("lillstad promises");
    target.share = Share::new(0.5);
    let plan = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    let survival = plan.survival.expect("it was asked for");
    assert!(survival.broken.contains(&AgentIdx(0)), "{survival:?}");
    let hard = check::check(&scenario, &plan.roster);
    assert!(hard.iter().all(|violation| violation.severity != Severity::Hard));
}
