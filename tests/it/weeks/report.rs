//! What a reader is told of people, evenings and wishes.

use bemanna::model::{AgentIdx, DayIdx, Language, Plan, Roster, RuleId, Wish, WishKind};
use bemanna::report::{plan_json, terminal, write_plan};
use serde_json::{Value, json};

use super::limit;
use crate::check::{ANN, BO, found, legal};
use crate::sample_plan::sample;
use crate::support::lillstad;

/// The sample plan with what Ann and Bo bring and ask for.
fn plan() -> Plan {
    let mut plan = sample();
    let wish = |day, kind, weight| Wish { day: DayIdx(day), kind, weight };
    let agents = &mut plan.scenario.agents;
    for agent in agents.iter_mut() {
        agent.history.weeks_planned = 1.0;
    }
    agents[ANN].history.evenings = 3;
    agents[ANN].history.weeks = 1.0;
    agents[ANN].history.balance = 90;
    agents[ANN].wishes = vec![
        wish(0, WishKind::DayOff, 1.0),
        wish(0, WishKind::StartNotBefore(6 * 60), 3.0),
        wish(0, WishKind::EndNotAfter(23 * 60), 1.0),
    ];
    plan
}

fn entries<'a>(json: &'a Value, key: &str, agent: &str) -> Vec<&'a Value> {
    let all = json[key].as_array().expect("a list").iter();
    all.filter(|entry| entry["agent"] == json!(agent)).collect()
}

#[test]
fn plan_json_tells_what_each_person_bears_and_what_became_of_wishes() {
    let plan = plan();
    let json: Value = serde_json::from_str(&plan_json(&plan)).expect("JSON");
    let id = plan.scenario.agents[ANN].id.clone();
    let [ann] = entries(&json, "people", &id)[..] else { panic!("one entry") };
    let evenings = ann["evenings"].as_u64().expect("a count");
    assert_eq!(ann["evenings_total"], json!(evenings + 3));
    assert_eq!(ann["wishes_granted"], json!(0.8));
    let contract = plan.scenario.agents[ANN].contract.expect("a contract");
    let paid = ann["paid_hours"].as_f64().expect("hours");
    let balance = ann["balance_hours"].as_f64().expect("hours");
    assert!((balance - (1.5 + paid - f64::from(contract) / 60.0)).abs() < 1e-6, "{ann}");
    let wishes = entries(&json, "wishes", &id);
    assert_eq!(wishes.len(), 3);
    assert_eq!((&wishes[0]["wish"], &wishes[0]["granted"]), (&json!("off"), &json!(false)));
    assert_eq!((&wishes[1]["value"], &wishes[1]["granted"]), (&json!("06:00"), &json!(true)));
    assert_eq!(wishes[0]["day"], json!(plan.scenario.horizon.days[0].date.to_string()));
}

#[test]
fn page_and_terminal_name_who_got_what() {
    let plan = plan();
    let name = plan.scenario.agents[ANN].name.clone();
    let line = format!("Önskemål: 2 av 3 uppfyllda; minst för {name} (80 %)");
    let shown = terminal(&plan, Language::Swedish, 100).replace('\u{a0}', " ");
    assert!(shown.contains(&line), "{shown}");
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().join("plan");
    write_plan(&plan, &out, Language::Swedish).expect("written");
    let page = std::fs::read_to_string(out.join("report.html")).expect("a page");
    for text in ["2 av 3 önskemål är uppfyllda", "börja tidigast 06:00", "Inte uppfyllt", "Saldo"] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn hours_moved_beyond_the_rule_are_told() {
    let mut scenario = lillstad(5);
    let mut roster = legal(5);
    limit(&mut scenario, RuleId::BalanceCarry, 4 * 60);
    // Bo is free on Friday for eight hours that he had over: more than the four that may be moved.
    roster = Roster::new(roster.stretches.into_iter().filter(|s| s.agent.0 != BO || s.start.0 < 4 * 1440).collect());
    scenario.agents[BO].contract = Some(32 * 60);
    scenario.agents[BO].history.balance = 8 * 60;
    scenario.agents[BO].history.evened = 8 * 60;
    let told = found(&scenario, &roster);
    let moved = bemanna::model::Breach::Rule { rule: RuleId::BalanceCarry, measured: 480, limit: 240 };
    assert!(told.iter().any(|(agent, _, breach)| *agent == Some(BO) && *breach == moved), "{told:?}");
    limit(&mut scenario, RuleId::BalanceCarry, 8 * 60);
    let told = found(&scenario, &roster);
    assert!(told.iter().all(|(agent, ..)| *agent != Some(BO)), "{told:?}");
    assert_eq!(roster.of(AgentIdx(BO)).len(), 12);
}
