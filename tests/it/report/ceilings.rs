//! Promises beside a share, as the files tell them.

use bemanna::model::{Ceiling, Measure, Promised, QueueIdx, Scope, Service, Verdict};

use super::*;

/// The plan in which all is well but for the second queue, which promises `most` of a measure and has `value` on Tuesday.
fn plan(measure: Measure, most: f64, value: f64) -> Plan {
    let mut plan = if value > most { sample() } else { fine() };
    let ceiling = Ceiling { measure, most, scope: Scope::Day };
    (plan.scenario.queues[1].target, plan.scenario.queues[1].ceilings) = (None, vec![ceiling]);
    let found = plan.performance.as_mut().expect("played");
    found.p95_wait_s[0][16] = Some(171.5);
    for service in &mut found.service {
        if service.queue == QueueIdx(1) {
            let value = if service.day.is_some_and(|day| day.0 == 1) { value } else { 0.5 * most };
            let verdict = if value > most { Verdict::Missed } else { Verdict::Met };
            let promised = Promised::AtMost(ceiling);
            *service = Service { promised, value, low: 0.9 * value, high: 1.1 * value, verdict, ..*service };
        } else {
            service.verdict = Verdict::Met;
        }
    }
    for tally in &mut found.tallies[1] {
        (tally.staffed_s, tally.busy_s) = (1000.0, 700.0);
    }
    plan
}

#[test]
fn a_ceiling_kept_is_told_with_its_value_and_limit() {
    let kept = plan(Measure::MeanWait, 60.0, 50.0);
    let json: Value = serde_json::from_str(&plan_json(&kept)).unwrap();
    let entry = &json["service"][6];
    assert_eq!((entry["kind"].as_str(), entry["day"].as_str()), (Some("mean_wait_s"), Some("2026-11-24")));
    assert_eq!((entry["limit"].as_f64(), entry["value"].as_f64()), (Some(60.0), Some(50.0)));
    assert_eq!((entry["low"].as_f64(), entry["high"].as_f64()), (Some(45.0), Some(55.0)));
    assert!(["share", "target_share", "within_s", "definition"].iter().all(|key| entry[key].is_null()));
    assert_eq!(json["service"][0]["kind"], "share");
    assert_eq!(json["service"][0]["value"], json["service"][0]["share"]);

    let text = terminal(&kept, Language::Swedish, 140);
    assert!(text.contains("0:50 (0:45–0:55)") && text.contains("högst 1\u{a0}min i medelväntan"), "{text}");
    let page = page(&kept, Language::English);
    assert!(page.contains("mean wait at most 1\u{a0}min") && page.contains("0:50"));

    let text = terminal(&plan(Measure::Abandoned, 0.05, 0.041), Language::Swedish, 140);
    assert!(text.contains("4,1\u{a0}% (3,7–4,5)") && text.contains("högst 5\u{a0}% ger upp"), "{text}");
    let text = terminal(&plan(Measure::Occupancy, 0.85, 0.8), Language::Swedish, 140);
    assert!(text.contains("80,0\u{a0}% (72,0–88,0)") && text.contains("högst 85\u{a0}% beläggning"), "{text}");
}

#[test]
fn a_ceiling_exceeded_is_the_verdict_and_its_half_hours_are_named() {
    let exceeded = Plan { status: Status::Short, ..plan(Measure::MeanWait, 40.0, 75.0) };
    let text = terminal(&exceeded, Language::Swedish, 140);
    let name = &exceeded.scenario.queues[1].name;
    let verdict =
        format!("Nej, 5 räcker inte: {name}, väntan är 1:15 i medel, målet är högst 40\u{a0}s i medelväntan.");
    assert!(text.contains(&verdict), "{text}");
    // Each half-hour's mean wait is 42 s.
    let page = page(&exceeded, Language::Swedish);
    assert!(page.contains("väntan är 1:15 i medel (1:08–1:23)"), "the exception");
    assert!(page.contains("08:00–17:00 (0:42)"), "where it is exceeded");
}

#[test]
fn the_slowest_waits_of_a_half_hour_are_told_where_there_are_enough() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("plan");
    write_plan(&plan(Measure::MeanWait, 60.0, 50.0), &dir, Language::English).unwrap();
    let text = fs::read_to_string(dir.join("service.csv")).unwrap();
    let column = |line: &str| line.split(',').nth(9).map(str::to_owned);
    let told: Vec<_> = text.lines().take(3).map(column).collect();
    assert_eq!(told, ["p95_wait_s", "171.5", ""].map(|cell| Some(cell.to_owned())));
}
