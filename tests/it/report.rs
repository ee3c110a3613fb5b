//! Tests of report: a sample plan of Lillstad, rendered in every form.

use std::fs;

use bemanna::model::{
    Activity, AgentIdx, BreakKind, BreakRule, Certificate, CoverRequirement, CoverRow, DayIdx, Fact, Horizon,
    IntervalIdx, Language, Minute, Origin, Performance, Plan, PostIdx, QueueIdx, QueueSet, Roster, RuleId, Scenario,
    Service, Shortage, Span, Status, Step, Stretch, Tally, Verdict, Violation,
};
use bemanna::model::{Breach, Severity};
use bemanna::report::{StageTime, plan_json, plan_schema, terminal, write_plan, write_timing};
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::support::lillstad;

/// Invented but consistent: six people, reception in four turns, two breaks, one shortage, one target missed.
fn sample() -> Plan {
    let mut scenario = lillstad(5);
    "Lillstads kundcenter".clone_into(&mut scenario.name);
    for (agent, name) in scenario.agents.iter_mut().zip([
        "Anna Bergqvist",
        "Birger Åsén",
        "Carina Hammarlund",
        "David Ottosson",
        "Elin Fjällström",
        "Fatima Haddad",
    ]) {
        name.clone_into(&mut agent.name);
    }
    "Bygga, gator och miljö".clone_into(&mut scenario.queues[0].name);
    "Skola och förskola".clone_into(&mut scenario.queues[1].name);
    scenario.templates[0].breaks.push(BreakRule {
        kind: BreakKind::Break,
        minutes: 15,
        paid: true,
        if_work_over: 0,
        earliest_after_start: 60,
        latest_after_start: None,
        before_end: 60,
        between: None,
    });
    let fact = |what: &str, value: &str, is_assumed| Fact {
        what: what.to_owned(),
        value: value.to_owned(),
        source: "antagande: ingen uppgift publicerad".to_owned(),
        is_assumed,
    };
    scenario.facts = vec![
        fact("Handläggningstid", "300 s", true),
        fact("Öppettider", "08–17", false),
        fact("Fördelning över dagen", "jämn", true),
    ];
    scenario.inputs_sha256 = "0".repeat(64);
    let roster = Roster::new((0..5).flat_map(|day| day_of(&scenario, day)).collect());
    plan_of(scenario, roster)
}

/// One day: everybody works 08:00-16:30 or 08:30-17:00, lunch in turn, reception in five turns.
fn day_of(scenario: &Scenario, day: usize) -> Vec<Stretch> {
    let midnight = scenario.horizon.days[day].start.0;
    let mut out = Vec::new();
    for agent in 0..6_usize {
        // The last is in reserve all week.
        let start = if agent % 2 == 0 { 480 } else { 510 };
        let lunch = 660 + 30 * i32::try_from((agent + day) % 5).expect("a small number");
        let pause = start + 90;
        let mut at = |from: i32, to: i32, activity| {
            if from < to {
                let (start, end) = (Minute(midnight + from), Minute(midnight + to));
                out.push(Stretch { agent: AgentIdx(agent), start, end, activity });
            }
        };
        let end = start + 510;
        if agent == 5 {
            at(start, lunch, Activity::Reserve);
            at(lunch, lunch + 30, Activity::Lunch);
            at(lunch + 30, end, Activity::Reserve);
            continue;
        }
        // Reception: 08-09:45 ann, 09:45-11 bo, 11-13 whoever, and so on; day by day the turn moves on.
        let turn = (agent + day) % 5;
        let desk = [(480, 570), (570, 660), (810, 900), (900, 960), (960, 1020)][turn];
        let desk = (desk.0.max(start), desk.1.min(end));
        let mut edges = vec![
            (pause, pause + 15, Activity::Break),
            (lunch, lunch + 30, Activity::Lunch),
            (desk.0, desk.1, Activity::Post(PostIdx(0))),
        ];
        if day == 2 && agent < 2 {
            edges.push((840, 870, Activity::Meeting));
        }
        edges.sort_unstable_by_key(|e| e.0);
        let mut now = start;
        for (from, to, activity) in edges {
            let from = from.max(now);
            if from < to && from < end {
                at(now, from, Activity::Contacts);
                at(from, to, activity);
                now = to;
            }
        }
        at(now, end, Activity::Contacts);
    }
    out
}

fn plan_of(scenario: Scenario, roster: Roster) -> Plan {
    let horizon = &scenario.horizon;
    let open: Vec<IntervalIdx> =
        (0..horizon.n_intervals()).filter(|i| (16..34).contains(&(i % 48))).map(IntervalIdx).collect();
    let sets = [QueueSet::of([QueueIdx(0)]), QueueSet::of([QueueIdx(1)]), QueueSet::first(2)];
    let mut requirement = CoverRequirement::default();
    for &interval in &open {
        for (set, agents) in sets.into_iter().zip([1, 1, 2 + u32::from(interval.0 % 48 < 24)]) {
            requirement.rows.push(CoverRow { interval, queues: set, agents, origin: Origin::Pooled });
        }
    }
    let target = |queue: usize| scenario.queues[queue].target.expect("Lillstad promises something");
    let service = (0..2).flat_map(|queue| {
        (0..5).map(move |day| {
            let low_point = queue == 0 && day == 2;
            let share =
                if low_point { 0.765 } else { 0.853 + 0.01 * f64::from(u8::try_from(day + 2 * queue).expect("few")) };
            (queue, day, share)
        })
    });
    let service: Vec<Service> = service
        .map(|(queue, day, share)| Service {
            queue: QueueIdx(queue),
            day: Some(DayIdx(day)),
            interval: None,
            target: target(queue),
            offered: 108.0,
            share,
            low: share - 0.011,
            high: share + 0.011,
            abandoned_share: 0.081,
            mean_wait_s: 42.0,
            p95_wait_s: 170.0,
            chance: if share < 0.8 { 0.31 } else { 0.95 },
            verdict: if share < 0.8 { Verdict::Missed } else { Verdict::Met },
        })
        .collect();
    let tally = |i: usize| {
        if (16..34).contains(&(i % 48)) {
            Tally {
                offered: 6.0,
                answered: 5.5,
                answered_within: 5.1,
                abandoned: 0.5,
                wait_s: 252.0,
                handled_s: 1650.0,
                ..Tally::default()
            }
        } else {
            Tally::default()
        }
    };
    let n = horizon.n_intervals();
    let performance = Performance {
        service,
        tallies: vec![(0..n).map(tally).collect(); 2],
        occupancy: (0..n).map(|i| (16..34).contains(&(i % 48)).then_some(0.62)).collect(),
        replications: 400,
        contacts: 432_000,
    };
    let wednesday = 2 * 48;
    Plan {
        status: Status::Short,
        requirement,
        headcount: roster.headcount(),
        certificate: Certificate {
            headcount_bound: Some(5),
            paid_minutes_bound: Some(14_100.0),
            workload_floor: Some(3),
            pooled_reference: Some(4),
            is_optimal: true,
            is_reproducible: true,
            ..Certificate::default()
        },
        shortage: vec![
            Shortage { interval: IntervalIdx(wednesday + 26), queues: sets[0], missing: 1.0 },
            Shortage { interval: IntervalIdx(wednesday + 27), queues: sets[0], missing: 0.5 },
        ],
        violations: vec![Violation {
            breach: Breach::Rule { rule: RuleId::LongestStretch, measured: 315, limit: 300 },
            agent: Some(AgentIdx(4)),
            span: Span::new(Minute(480), Minute(795)),
            severity: Severity::Hard,
        }],
        performance: Some(performance),
        path: vec![
            Step { people: 6, missed: 0, worst_margin: 0.031, evaluations: 120 },
            Step { people: 5, missed: 1, worst_margin: -0.035, evaluations: 4_210 },
        ],
        scenario,
        roster,
    }
}

/// The same plan with everything well.
fn fine() -> Plan {
    let mut plan = sample();
    plan.status = Status::Proven;
    plan.certificate.workload_floor = Some(5);
    plan.shortage.clear();
    plan.violations.clear();
    for service in plan.performance.iter_mut().flat_map(|found| &mut found.service) {
        if service.share < 0.8 {
            (service.share, service.low, service.high) = (0.842, 0.833, 0.851);
        }
        service.verdict = Verdict::Met;
        service.chance = 0.96;
    }
    plan
}

const KEYS: [&str; 23] = [
    "format",
    "centre",
    "horizon",
    "status",
    "headcount",
    "headcount_bound",
    "workload_floor",
    "pooled_reference",
    "fte",
    "paid_hours",
    "paid_hours_bound",
    "gaps",
    "service",
    "shortage",
    "violations",
    "cost",
    "rules",
    "assumed",
    "seed",
    "replications",
    "reproducible",
    "version",
    "inputs_sha256",
];

fn sorted_keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn sorted<'a>(keys: &[&'a str]) -> Vec<&'a str> {
    let mut keys: Vec<&str> = keys.to_vec();
    keys.sort_unstable();
    keys
}

#[test]
fn all_files_are_there_and_a_second_run_gives_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (home.path().join("one"), home.path().join("two"));
    for dir in [&one, &two] {
        write_plan(&sample(), dir, Language::Swedish).unwrap();
    }
    for name in ["plan.json", "roster.csv", "coverage.csv", "roster.xlsx"] {
        let bytes = [&one, &two].map(|dir| fs::read(dir.join(name)).unwrap());
        assert!(!bytes[0].is_empty() && bytes[0] == bytes[1], "{name}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing is left beside");
}

#[test]
fn the_keys_of_plan_json_are_those_of_the_contract() {
    let json: Value = serde_json::from_str(&plan_json(&sample())).unwrap();
    assert_eq!(sorted_keys(&json), sorted(&KEYS));
    assert_eq!(sorted_keys(&json["horizon"]), sorted(&["start", "days", "interval_minutes", "grid_minutes"]));
    assert_eq!(sorted_keys(&json["gaps"]), ["headcount", "paid_hours"]);
    let service = [
        "queue",
        "day",
        "channel",
        "definition",
        "target_share",
        "within_s",
        "deadline",
        "offered",
        "share",
        "low",
        "high",
        "abandoned_share",
        "mean_wait_s",
        "occupancy",
        "met",
    ];
    assert_eq!(sorted_keys(&json["service"][0]), sorted(&service));
    assert_eq!(sorted_keys(&json["shortage"][0]), sorted(&["start", "queues", "missing"]));
    assert_eq!((json["status"].as_str(), json["headcount"].as_u64()), (Some("short"), Some(5)));
    assert_eq!(json["shortage"][0]["start"], "2026-11-25T13:00");
    assert_eq!(json["service"][2]["met"], false);
    assert_eq!(json["paid_hours"], 240.0, "six people with eight hours on five days");
}

#[test]
fn the_schema_of_plan_json_asks_for_every_key() {
    let schema: Value = serde_json::from_str(&plan_schema()).unwrap();
    assert_eq!(sorted_keys(&schema["properties"]), sorted(&KEYS));
}

#[test]
fn the_roster_reads_back_row_by_row_in_both_languages() {
    let plan = sample();
    for (language, delimiter) in [(Language::Swedish, b';'), (Language::English, b',')] {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("plan");
        write_plan(&plan, &dir, language).unwrap();
        let bytes = fs::read(dir.join("roster.csv")).unwrap();
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("Excel needs the mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text);
        assert_eq!(reader.headers().unwrap(), vec!["agent", "date", "start", "end", "activity"]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), plan.roster.stretches.len());
        for (row, stretch) in rows.iter().zip(&plan.roster.stretches) {
            assert_eq!(read_back(&plan.scenario, row), *stretch);
        }
    }
}

fn read_back(scenario: &Scenario, row: &csv::StringRecord) -> Stretch {
    let horizon: &Horizon = &scenario.horizon;
    let agent = scenario.agents.iter().position(|agent| agent.id == row[0]).expect("a row as written");
    let day = horizon.day_on(row[1].parse().expect("a row as written")).expect("a row as written");
    let minute = |cell: &str| {
        let (hours, minutes) = cell.split_once(':').expect("a row as written");
        horizon.minute_at(
            day,
            hours.parse::<i32>().expect("a row as written") * 60 + minutes.parse::<i32>().expect("a row as written"),
        )
    };
    let activity = match &row[4] {
        "contacts" => Activity::Contacts,
        "reception" => Activity::Post(PostIdx(0)),
        "lunch" => Activity::Lunch,
        "break" => Activity::Break,
        "meeting" => Activity::Meeting,
        "reserve" => Activity::Reserve,
        other => panic!("{other}"),
    };
    Stretch { agent: AgentIdx(agent), start: minute(&row[2]), end: minute(&row[3]), activity }
}

#[test]
fn coverage_counts_a_person_of_two_skills_once_in_a_set() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("plan");
    write_plan(&sample(), &dir, Language::English).unwrap();
    let bytes = fs::read(dir.join("coverage.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    assert_eq!(reader.headers().unwrap(), vec!["start", "queues", "required", "staffed", "service_level"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // Monday 16:00-16:30: ann, bo, cia and dan on contacts, eva at the desk; bo and eva know both queues.
    let staffed = |queues: &str| {
        let row = rows.iter().find(|row| &row[0] == "2026-11-23 16:00" && &row[1] == queues).unwrap();
        row[3].to_owned()
    };
    assert_eq!((staffed("*"), staffed("bygg"), staffed("skola")), ("4".into(), "3".into(), "2".into()));
}

#[test]
fn the_workbook_opens_in_an_independent_reader() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("plan");
    write_plan(&sample(), &dir, Language::Swedish).unwrap();
    let mut book: Xlsx<_> = open_workbook(dir.join("roster.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Vecka 48", "Timmar", "Bemanning"]);
    let week = book.worksheet_range("Vecka 48").unwrap();
    let text = |row, column| week.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(text(5, 0), "Birger Åsén");
    assert!(text(5, 2).starts_with("08:30–17:00\n"), "{}", text(5, 2));
    assert!(text(5, 2).contains("Reception"), "{}", text(5, 2));
    assert_eq!(week.get_value((5, 7)), Some(&Data::Float(40.0)), "hours of the week, as the formula gives");
    let formulas = book.worksheet_formula("Vecka 48").unwrap();
    assert_eq!(formulas.get_value((5, 7)).map(String::as_str), Some("SUM('Timmar'!B6:F6)"));
    let hours = book.worksheet_range("Timmar").unwrap();
    assert_eq!(hours.get_value((10, 6)), Some(&Data::Float(240.0)), "everybody's hours");
}

#[test]
fn the_summary_fits_a_screen_in_both_languages() {
    for plan in [sample(), fine()] {
        for language in [Language::Swedish, Language::English] {
            for width in [60, 80, 120] {
                let text = terminal(&plan, language, width);
                let lines: Vec<&str> = text.lines().collect();
                assert!(lines.len() <= 30, "{} lines\n{text}", lines.len());
                assert!(lines.iter().all(|line| line.chars().count() <= width), "{text}");
                assert!(!text.contains('\u{1b}'));
            }
        }
    }
    let text = terminal(&sample(), Language::Swedish, 100);
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in\n{text}"));
    assert!(place("Antaget: Handläggningstid: 300 s") < place("Nej, 6 räcker inte"));
    assert!(place("Bygga, gator och miljö") < place("Skola och förskola"), "weakest first");
    assert!(text.contains("76,5\u{a0}% (75,4–77,6)") && text.contains("besvarade inom tiden / inkomna"), "{text}");
    assert!(text.contains("ons 25/11 13:00–14:00 fattas 1 i Bygga"), "{text}");
}

#[test]
fn timing_stands_beside_the_plan_and_is_swept_with_it() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("plan");
    write_plan(&fine(), &dir, Language::Swedish).unwrap();
    write_timing(&[StageTime { stage: "demand", seconds: 0.25 }], &dir).unwrap();
    let timing: Value = serde_json::from_str(&fs::read_to_string(dir.join("timing.json")).unwrap()).unwrap();
    assert_eq!(timing["stages"][0]["stage"], "demand");
    write_plan(&fine(), &dir, Language::Swedish).unwrap();
    assert!(!dir.join("timing.json").exists(), "an old plan's timing would mislead");
}
