//! What a plan says of contradictions: in its status, its files and its sentences.

use bemanna::model::{Language, Plan, Status};
use bemanna::{pipeline, report};

use super::*;

fn planned(scenario: &Scenario) -> Plan {
    pipeline::plan(scenario, Watch::SILENT).expect("a plan")
}

/// Ann's meeting lies on her leave.
fn on_leave() -> Scenario {
    let mut scenario = centre(5);
    scenario.agents[0].contract = Some(32 * 60);
    scenario.agents[0].absences = vec![away(1, 1)];
    pins(&mut scenario, &[pin(ANN, 1, 900, 1000), pin(BO, 2, 900, 1000)]);
    scenario.lines.pinned = scenario.pinned.stretches.iter().copied().zip(2..).collect();
    scenario
}

#[test]
fn the_roster_beside_keeps_all_but_what_the_repair_gives_up() {
    let plan = planned(&on_leave());
    assert_eq!(plan.status, Status::Relaxed);
    assert_eq!(plan.contradictions.len(), 1);
    let hard: Vec<_> = plan.violations.iter().filter(|violation| violation.severity == Severity::Hard).collect();
    assert_eq!(hard.len(), 1, "{hard:?}");
    assert_eq!(hard[0].span, pin(ANN, 1, 900, 1000).span());
}

#[test]
fn a_template_that_all_need_and_few_may_work_still_gives_a_roster() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.templates[0].most_per_day = Some(1);
    pins(&mut scenario, &[pin(ANN, 1, 900, 1000), pin(CIA, 1, 900, 1000)]);
    let plan = planned(&scenario);
    assert_eq!(plan.status, Status::Relaxed);
    assert_eq!(plan.contradictions[0].agents, [ANN, CIA]);
    assert!(!plan.roster.stretches.is_empty());
}

#[test]
fn the_facts_stand_in_every_report_with_their_place() {
    let plan = planned(&on_leave());
    let terminal = report::terminal(&plan, Language::Swedish, 120);
    assert!(terminal.contains("Det här går inte ihop för ann:"), "{terminal}");
    assert!(terminal.contains("tisdag 24 november, tjänstledig (absences.csv)"), "{terminal}");
    assert!(terminal.contains("09:00–10:00, möte (pinned.csv rad 2)"), "{terminal}");
    assert!(terminal.contains("Billigast att ändra: flytta eller lås upp raden för ann"), "{terminal}");
    let page = crate::report::page(&plan, Language::English);
    assert!(page.contains("This does not fit together for ann:"));
    let json: serde_json::Value = serde_json::from_str(&report::plan_json(&plan)).expect("JSON");
    assert_eq!(json["status"], "relaxed");
    let set = &json["contradictions"][0]["clashes"][0]["facts"];
    let kinds: Vec<&str> = set.as_array().expect("facts").iter().filter_map(|fact| fact["kind"].as_str()).collect();
    assert_eq!(kinds, ["absence", "pin"]);
    assert_eq!(set[1]["line"], 2);
    assert_eq!(json["contradictions"][0]["repair"][0]["cause"]["kind"], "pin");
}

#[test]
fn hours_are_told_by_how_much() {
    let mut scenario = centre(5);
    scenario.agents[0].contract = Some(38 * 60);
    let found = contradictions(&scenario, &[ANN], Watch::SILENT);
    let remedy = &found[0].repair[0];
    assert_eq!((&remedy.cause, remedy.minutes), (&Cause::Contract(ANN), Some(2 * 60)));
}

#[test]
fn an_empty_post_says_who_could_and_what_bars_the_others() {
    let mut scenario = lillstad(2);
    scenario.simulate = false;
    scenario.posts[0].agents = 2;
    scenario.posts[0].opening = vec![Span::new(at(1, 1200), at(1, 1230))];
    // Only ann and bo know the reception. Ann has lunch then, and nothing else may give way.
    for agent in &mut scenario.agents[2..] {
        agent.skills = agent.skills.without(bemanna::model::SkillIdx(2));
    }
    let lunch = Stretch { activity: Activity::Lunch, ..pin(ANN, 1, 1200, 1230) };
    pins(&mut scenario, &[lunch]);
    let plan = planned(&scenario);
    assert_eq!(plan.status, Status::Short);
    let [found] = plan.unmanned.as_slice() else { panic!("{:?}", plan.unmanned) };
    assert_eq!((found.span, found.needed), (scenario.posts[0].opening[0], 2));
    assert_eq!(found.able, [BO]);
    assert_eq!(found.hindered, [(ANN, vec![Cause::Pin(lunch)])]);
    let text = bemanna::text::contradictions::unmanned(Language::English, &scenario, found);
    assert_eq!(
        text,
        "Reception, Tuesday 24 November 12:00–12:30: 2 needed, only bo can be there. ann cannot: ann has a pinned row \
         Tuesday 24 November 12:00–12:30, lunch (pinned.csv)."
    );
}

#[test]
fn a_run_whose_time_is_up_names_what_contradicts_all_the_same() {
    use std::sync::atomic::{AtomicBool, Ordering};
    // Time is up from the moment that the judge reads the roster.
    let is_over = AtomicBool::new(false);
    let progress = |step| {
        if step == bemanna::model::Progress::Checking {
            is_over.store(true, Ordering::Relaxed);
        }
    };
    let watch =
        Watch { progress: &progress, seconds_left: &|| if is_over.load(Ordering::Relaxed) { 0.0 } else { 600.0 } };
    let plan = pipeline::plan(&on_leave(), watch).expect("a plan");
    assert_eq!((plan.status, plan.contradictions.len()), (Status::Relaxed, 1));
}
