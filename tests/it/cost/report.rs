//! The cost in every form that a plan is written in.

use std::fs;
use std::path::Path;

use bemanna::model::{Category, Language, Money, PayRate, Plan, Span, Unsocial};
use bemanna::report::{plan_json, terminal, write_plan};
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::sample_plan::sample;

/// Writes a plan into a folder of its own and reads one of its files with `read`.
fn written<T>(plan: &Plan, language: Language, read: impl FnOnce(&Path) -> T) -> T {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("plan");
    write_plan(plan, &dir, language).expect("a plan is written");
    read(&dir)
}

fn text_of(plan: &Plan, language: Language, name: &str) -> String {
    written(plan, language, |dir| fs::read_to_string(dir.join(name)).expect("text in UTF-8"))
}

/// The sample with pay, an hour's supplement every afternoon, two departments, and one who works beyond the contract.
fn costly() -> Plan {
    let mut plan = sample();
    let scenario = &mut plan.scenario;
    let afternoon = |day: &bemanna::model::Day| Unsocial {
        span: Span::new(day.start + 15 * 60, day.start + 16 * 60),
        category: Category::D,
        is_night: false,
        hourly: Some(Money::from_ore(2_640)),
    };
    scenario.pay.unsocial = scenario.horizon.days.iter().map(afternoon).collect();
    (scenario.pay.simple_percent, scenario.pay.on_cost) = (180, 3_142);
    for agent in &mut scenario.agents[1..] {
        agent.pay = Some(PayRate::Monthly(Money::from_ore(3_300_000)));
    }
    scenario.agents[2].contract = Some(2_340);
    scenario.agents[0].department = Some("Bygg & miljö".to_owned());
    plan.cost = bemanna::cost::cost(&plan.scenario, &plan.roster);
    plan
}

#[test]
fn the_cost_is_told_in_every_form_and_nobodys_pay_by_name() {
    let plan = costly();
    let json: Value = serde_json::from_str(&plan_json(&plan)).unwrap();
    let cost = &json["cost"];
    let keys = [
        "terms",
        "hours",
        "people_without_pay",
        "whole_months",
        "hours_without_rate",
        "amount",
        "supplements",
        "simple_overtime_hours",
        "qualified_overtime_hours",
        "additional_hours",
        "months",
        "departments",
        "rates",
    ];
    let found: Vec<&str> = cost.as_object().unwrap().keys().map(String::as_str).collect();
    assert!(keys.iter().all(|key| found.contains(key)) && found.len() == keys.len(), "{found:?}");
    assert_eq!(cost["hours"], json["paid_hours"]);
    // Five afternoons for six people, less half an hour that is cia's overtime; 199 hours at 200 kr.
    assert_eq!(
        (cost["supplements"][0]["ore"].as_i64(), cost["people_without_pay"].as_i64()),
        (Some(29 * 2_640 + 1_320), Some(1))
    );
    assert_eq!(
        (cost["simple_overtime_hours"].as_f64(), cost["amount"]["beyond_ore"].as_i64()),
        (Some(1.0), Some(36_000))
    );
    assert_eq!(cost["amount"]["ordinary_ore"].as_i64(), Some(199 * 20_000));
    let text = terminal(&plan, Language::Swedish, 120);
    assert!(text.contains("Kostnad 53\u{a0}802\u{a0}kr: lön 39\u{a0}800\u{a0}kr, OB 779\u{a0}kr"), "{text}");
    let page = text_of(&plan, Language::Swedish, "report.html");
    assert!(page.contains("id=\"cost\"") && page.contains("778,80") && page.contains("Bygg &amp; miljö"));
    // Eight thousand kronor of pay for a week of one person stand nowhere by themselves.
    assert!(!page.contains("8\u{a0}000,00") && !page.contains("8\u{a0}000\u{a0}kr"));
    let wages = text_of(&plan, Language::Swedish, "wages.csv");
    let rows: Vec<&str> = wages.lines().map(str::trim_end).collect();
    assert_eq!(
        (rows.len(), rows[1], rows[3]),
        (7, "ann;2026-11;no;40;0;0;0;0;0;0;5", "cia;2026-11;no;39;1;0;0;0;0;0;4,5")
    );
    let hours = written(&plan, Language::Swedish, |dir| {
        let mut book: Xlsx<_> = open_workbook(dir.join("roster.xlsx")).unwrap();
        book.worksheet_range("Timmar").unwrap()
    });
    assert_eq!(hours.get_value((3, 9)).map(ToString::to_string).as_deref(), Some("OB D, h"));
    assert_eq!(hours.get_value((6, 10)), Some(&Data::Float(1.0)), "cia's overtime");
}

#[test]
fn a_plan_without_pay_says_so_and_tells_hours() {
    let text = terminal(&sample(), Language::English, 120);
    assert!(text.contains("Cost: 240.0 hours (5.0 full-time), supplements not counted; pay is not given"), "{text}");
    let json: Value = serde_json::from_str(&plan_json(&sample())).unwrap();
    assert_eq!(json["cost"]["amount"]["total_ore"], 0);
    assert!(text_of(&sample(), Language::English, "report.html").contains("there is no pay to count kronor by"));
}
