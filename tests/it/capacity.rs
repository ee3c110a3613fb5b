//! `bemanna capacity`: people against volume both ways, against published points, the simulation and what is told.

use std::path::Path;
use std::process::{Command, Output};

use bemanna::model::{Capacity, CapacityQuestion, Change, Grouping, Scenario, Share, Watch};
use bemanna::{input, pipeline};

use crate::support::lillstad;

fn study(scenario: &Scenario, question: &CapacityQuestion) -> Capacity {
    pipeline::capacity(scenario, question, Watch::SILENT).expect("there is something to size")
}

/// Hours of so many contacts of 300 s from people who never hang up, answered by anybody or in five equal groups.
fn hour(volume: f64) -> CapacityQuestion {
    CapacityQuestion {
        per_hour: true,
        volume: Some((volume, volume)),
        handle_time: Some((300.0, 300.0)),
        patience: Some(f64::INFINITY),
        silos: Some(5),
        ..CapacityQuestion::default()
    }
}

fn seats(capacity: &Capacity, grouping: Grouping) -> Vec<u32> {
    let points = capacity.curves[0].points.iter().filter(|point| point.grouping == grouping);
    points.map(|point| point.seats).collect()
}

#[test]
fn six_to_ten_people_carry_the_calls_that_erlangs_formula_says() {
    // One at the reception and 68 % presence: 12 to 18 full-time people are 6.3 to 9.9 on contacts.
    let question = CapacityQuestion { people: Some((12.0, 18.0)), presence: Some((0.68, 0.68)), ..hour(68.0) };
    let capacity = study(&lillstad(5), &question);
    let carried: Vec<(u32, f64)> = capacity.seats.iter().map(|row| (row.seats, row.per_hour.floor())).collect();
    assert_eq!(carried, [(6, 52.0), (7, 63.0), (8, 74.0), (9, 85.0), (10, 97.0)]);
    let there = capacity.carried.iter().find(|row| (row.people - 14.0).abs() < 1e-9).expect("fourteen");
    assert!((there.seats - 7.462).abs() < 1e-3, "14 x 40/45 x 0.68 - 1");
    assert!((63.0..74.9).contains(&there.per_day[0]), "between seven and eight: {}", there.per_day[0]);
}

#[test]
fn orebros_hours_need_the_people_that_were_worked_out_by_hand() {
    let mean = study(&lillstad(5), &hour(144.0));
    assert_eq!(seats(&mean, Grouping::Pooled), [14, 14, 15, 15, 15, 16], "70 to 95 % at 144 an hour");
    let siloed = seats(&mean, Grouping::Siloed);
    assert_eq!([siloed[2], siloed[4]], [20, 25], "five groups, 80 and 90 %");
    let overflowing = seats(&mean, Grouping::Overflow);
    let between = seats(&mean, Grouping::Pooled).into_iter().zip(overflowing).zip(siloed);
    assert!(
        between.clone().all(|((pooled, helped), own)| pooled <= helped && helped <= own),
        "{:?}",
        between.collect::<Vec<_>>()
    );
    let peak = study(&lillstad(5), &hour(182.0));
    let pooled = seats(&peak, Grouping::Pooled);
    assert_eq!([pooled[0], pooled[1], pooled[2], pooled[4], pooled[5]], [17, 18, 18, 19, 20]);
    for capacity in [mean, peak] {
        assert!(capacity.furthest_apart() < 0.02, "formula and simulation: {}", capacity.furthest_apart());
    }
}

#[test]
fn both_ways_are_the_same_way() {
    let question = CapacityQuestion { people: Some((5.0, 9.0)), ..CapacityQuestion::default() };
    let capacity = study(&lillstad(5), &question);
    assert!(capacity.furthest_apart() < 0.02, "{}", capacity.furthest_apart());
    for row in &capacity.carried {
        let volume = row.per_day[1];
        let back = |factor: f64| {
            let volume = volume * factor;
            let question = CapacityQuestion { volume: Some((volume, volume)), ..question.clone() };
            let again = study(&lillstad(5), &question);
            let needed = again.needed.iter().find(|needed| (needed.volume - volume).abs() < 1e-6);
            needed.expect("a row for the volume asked").people[1]
        };
        assert!((back(0.999) - row.people).abs() < 1e-9, "{} carry {volume}", row.people);
        assert!((back(1.001) - row.people - 1.0).abs() < 1e-9, "one more for {volume} and a little");
    }
}

#[test]
fn what_is_asked_of_everybody_moves_what_they_carry_the_way_it_must() {
    let capacity = study(&lillstad(5), &CapacityQuestion { people: Some((8.0, 8.0)), ..CapacityQuestion::default() });
    let now = capacity.carried[0].per_day[1];
    for lever in &capacity.levers {
        let is_more = match lever.change {
            Change::HandleTime(seconds) => seconds < 300.0,
            Change::Presence(presence) => presence > 0.68,
            Change::Target(target) => target < 0.8,
            Change::Patience(_) | Change::BusiestHour | Change::Siloed => false,
        };
        assert!(is_more == (lever.per_day > now), "{:?}: {} beside {now}", lever.change, lever.per_day);
    }
    assert!(capacity.levers.len() >= 7);
}

#[test]
fn absences_and_pauses_are_read_off_the_files() {
    let mut scenario = lillstad(5);
    scenario.agents[0].contract = Some(0);
    scenario.agents[0].absences = vec![bemanna::model::Absence {
        span: scenario.horizon.days[0].span(),
        kind: "semester".to_owned(),
        counted: 2400,
    }];
    scenario.agents[5].employment = Share::new(0.5);
    scenario.agents[5].contract = Some(1200);
    let staff = study(&scenario, &CapacityQuestion::default()).staff;
    assert!((staff.full_time_hours - 40.0).abs() < 1e-9 && (staff.full_time - 5.5).abs() < 1e-9);
    assert!((staff.in_files.expect("contracts") - 4.5 / 5.5).abs() < 1e-9, "one of five and a half is away");
    assert!((staff.posts - 1.0).abs() < 1e-9 && (staff.open_hours - 45.0).abs() < 1e-9);
}

#[test]
fn figures_that_do_not_agree_are_told() {
    let data = |centre: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(centre);
    let lidingo = input::load(&data("lidingo")).expect("it loads");
    let found = study(&lidingo, &CapacityQuestion::default()).mismatches;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!((found[0].days - 241.3).abs() < 0.1, "55,500 over 230");
    let ostersund = input::load(&data("ostersund")).expect("it loads");
    let capacity = study(&ostersund, &CapacityQuestion { people: Some((14.0, 14.0)), ..CapacityQuestion::default() });
    assert!(capacity.is_volume_assumed && capacity.mismatches.is_empty());
}

fn bemanna(arguments: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_bemanna"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LC_ALL", "sv_SE.UTF-8")
        .env_remove("COLUMNS")
        .output();
    run.expect("the program starts")
}

/// What the command says about a centre, without the line that names the folder.
fn said(arguments: &[&str]) -> String {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("out").to_string_lossy().into_owned();
    let output = bemanna(&[arguments, &["--out", &out]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("output is UTF-8");
    let lines: Vec<&str> = text.lines().filter(|line| !line.contains(&out)).collect();
    lines.join("\n")
}

#[test]
fn was_fourteen_right() {
    insta::assert_snapshot!(said(&["capacity", "data/ostersund"]));
}

#[test]
fn what_an_hour_of_orebro_needs() {
    let question = ["--hour", "--volume", "144", "--handle-time", "300s", "--patience", "none", "--silos", "5"];
    insta::assert_snapshot!(said(&[&["capacity", "data/orebro", "--lang", "en"], &question[..]].concat()));
}

#[test]
fn before_deciding() {
    insta::assert_snapshot!(said(&["capacity", "data/forstudie"]));
}

#[test]
fn a_pre_study_counts_matters_and_the_hours_that_they_free() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/forstudie");
    let capacity = study(&input::load(&folder).expect("it loads"), &CapacityQuestion::default());
    let study = capacity.before.expect("a pre-study");
    let (tries, matters, taken) = study.totals();
    assert!((tries - 1000.0).abs() < 0.1 && (matters - 1000.0 / 3.5).abs() < 0.1);
    assert!((taken - 0.85 * matters).abs() < 0.1, "15 % never reach the centre");
    let solved: Vec<f64> = study.cases.iter().map(|case| case.solved.get()).collect();
    assert_eq!(solved, [0.5, 0.7, 0.8]);
    let middle = &study.cases[1];
    assert!((middle.forwarded - 0.15 * matters).abs() < 0.1, "85 less 70 % of all");
    let calls = matters * 300.0 / 3600.0 * 5.0;
    assert!((middle.freed_calls.0 - 0.70 * calls).abs() < 0.1 && (middle.freed_calls.1 - 0.85 * calls).abs() < 0.1);
    assert!(
        (middle.freed_cases - 0.3 * matters * 0.5 * 5.0 * 0.5).abs() < 0.1,
        "half of half an hour for what is left"
    );
    let forwarding = |case: &bemanna::model::BeforeCase| case.handle_time.get() - 300.0;
    assert!((forwarding(middle) - 120.0 * 0.15 / 0.85).abs() < 0.1, "of those taken");
    let people: Vec<f64> = study.cases.iter().map(|case| case.people.mid).collect();
    assert!(people.is_sorted_by(|fewer, more| fewer >= more), "who solves more forwards less: {people:?}");
}

#[test]
fn more_cannot_be_solved_than_is_taken() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/forstudie");
    for name in ["agents.csv", "forecast.csv", "centre.toml"] {
        let text = std::fs::read_to_string(data.join(name)).expect(name);
        let text = text.replace("solved_shares = [0.50, 0.70, 0.80]", "solved_shares = [0.50, 0.90]");
        std::fs::write(home.path().join(name), text).expect("written");
    }
    let faults = input::load(home.path()).expect_err("90 % of all cannot be solved by who takes 85 %");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(matches!(&faults[0].kind, bemanna::model::FaultKind::OutOfRange { key, .. } if key == "solved_shares"));
    assert!(faults[0].line.is_some());
}

#[test]
fn the_files_are_whole_and_the_page_stands_alone() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("out");
    let run = || bemanna(&["capacity", "data/lidingo", "--lang", "en", "--out", &out.to_string_lossy()]);
    assert_eq!(run().status.code(), Some(0));
    let read = |name: &str| std::fs::read_to_string(out.join(name)).expect(name);
    let json: serde_json::Value = serde_json::from_str(&read("capacity.json")).expect("JSON");
    assert_eq!(json["mismatches"][0]["told_low"], 55_500.0);
    assert!(read("capacity.csv").lines().count() > 20);
    let page = read("capacity.html");
    assert!(page.contains("<svg") && page.contains("241 open days") && !page.contains("http"), "it stands alone");
    let first = [read("capacity.json"), read("capacity.csv"), page];
    assert_eq!(run().status.code(), Some(0), "an earlier study is replaced");
    let second = [read("capacity.json"), read("capacity.csv"), read("capacity.html")];
    assert!(first == second, "the same bytes");
}

#[test]
fn values_that_cannot_be_read_are_named() {
    for wrong in [["--people", "fourteen"], ["--volume", "500..400"], ["--presence", "120%"], ["--patience", "long"]] {
        let output = bemanna(&[&["capacity", "data/ostersund"], &wrong[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(wrong[0]), "{wrong:?}");
    }
}
