//! What-ifs: a small file laid over a centre, and what becomes of the centre.

use std::fs;
use std::path::Path;

use bemanna::input;
use bemanna::model::{AgentIdx, Cause, End, Fault, FaultKind, GivenRow, Language, Level, QueueIdx, Scenario};
use bemanna::text::faults;

/// A centre with everything that a what-if can change.
const CENTRE: &str = r#"
format = 1
name = "Lillstad"

[horizon]
start = "2026-11-23"
weeks = 1

[opening]
mon = ["08:00-12:00"]
thu = ["08:00-12:00"]
exceptions = [{ date = "2026-11-24", hours = ["08:00-10:00"] }]

[skills]
bygg = "Bygglov"
skola = "Skola"

[[queues]]
id = "bygg"
skills = ["bygg"]
handle_time_s = 300
target = { share = 0.8, within_s = 120 }

[[queues]]
id = "skola"
skills = ["skola"]
handle_time_s = 300

[[shifts]]
id = "dag"
start = "08:00"
work = ["4:00"]

[[shifts]]
id = "kort"
start = "08:00"
work = ["2:00"]

[rules]
off = ["contract_tolerance"]
"#;
const AGENTS: &str = "agent,employment,skills,shifts\nann,100,bygg|skola,dag|kort\nbo,50,bygg,dag\ncia,75,skola,dag\n";
const FORECAST: &str =
    "start,queue,contacts\nmon 08:00,bygg,6\nmon 08:30,bygg,8\nthu 08:00,bygg,4\nthu 08:00,skola,2\n";

fn folder(what_if: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("centre.toml", CENTRE), ("agents.csv", AGENTS), ("forecast.csv", FORECAST)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    fs::write(folder.path().join("absences.csv"), "agent,from,to,kind\nbo,2026-11-23,2026-11-23,sjuk\n")
        .expect("a file");
    fs::write(folder.path().join("what-if.toml"), what_if).expect("a file");
    folder
}

fn load(what_if: &str) -> Result<Scenario, Vec<Fault>> {
    let folder = folder(what_if);
    input::load_what_if(folder.path(), &folder.path().join("what-if.toml"))
}

fn changed(what_if: &str) -> Scenario {
    load(&format!("name = \"Prov\"\n{what_if}")).expect("no fault")
}

fn base() -> Scenario {
    input::load(folder("").path()).expect("no fault")
}

/// Contacts of a queue on the day, hour by half-hour, that are not 0.
fn contacts(scenario: &Scenario, queue: usize) -> Vec<f64> {
    scenario.forecast[queue].iter().map(|cell| cell.contacts).filter(|&contacts| contacts > 0.0).collect()
}

fn kinds(what_if: &str) -> Vec<FaultKind> {
    load(what_if).expect_err("a fault").into_iter().map(|fault| fault.kind).collect()
}

#[test]
fn keys_are_laid_over_and_the_rest_stands() {
    let scenario = changed(
        r#"
description = "Torsdag till 14, och snabbare på bygglov"
[opening]
thu = ["08:00-14:00"]
exceptions = [{ date = "2026-11-24", hours = [] }, { date = "2026-11-25", hours = ["09:00-10:00"] }]
[[queues]]
id = "bygg"
handle_time_s = 200
target = { share = 0.9 }
[[shifts]]
id = "kvall"
start = "10:00"
work = ["4:00"]
[aim]
people = "fewest"
"#,
    );
    let what_if = scenario.what_if.clone().expect("a what-if");
    assert_eq!((what_if.name.as_str(), scenario.name.as_str()), ("Prov", "Lillstad"));
    let open: Vec<i32> =
        scenario.horizon.days.iter().map(|day| day.opening.iter().map(|s| s.minutes()).sum()).collect();
    assert_eq!(open, [240, 0, 60, 360, 0, 0, 0]);
    let target = scenario.queues[0].target.expect("a target");
    assert!((target.share.get() - 0.9).abs() < 1e-12 && (target.within.get() - 120.0).abs() < 1e-12);
    assert!((scenario.queues[0].handle_time.get() - 200.0).abs() < 1e-12);
    assert_eq!(scenario.queues.len(), 2);
    assert_eq!(scenario.templates.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["dag", "kort", "kvall"]);
    // Who may work every shift may work the new one; who is held to some is not.
    assert_eq!(scenario.agents[1].templates.len(), 1);
    assert_ne!(scenario.inputs_sha256, base().inputs_sha256);
}

#[test]
fn the_forecast_changes_by_queue_day_and_time_one_after_another() {
    let scenario =
        changed("[[forecast]]\nqueues = [\"bygg\"]\ndays = [\"mon\"]\nbetween = \"08:30-09:00\"\nfactor = 1.5");
    assert_eq!(contacts(&scenario, 0), [6.0, 12.0, 4.0]);
    assert_eq!(contacts(&scenario, 1), [2.0]);
    let scenario = changed("[[forecast]]\nfactor = 2\n[[forecast]]\ndays = [\"2026-11-26\"]\nfactor = 3");
    assert_eq!(contacts(&scenario, 0), [12.0, 16.0, 24.0]);
    assert_eq!(contacts(&scenario, 1), [12.0]);
    // A volume goes into open intervals only, also those that had none.
    let scenario = changed("[[forecast]]\nqueues = [\"skola\"]\nbetween = \"11:00-15:00\"\ncontacts = 5");
    assert_eq!(contacts(&scenario, 1), [5.0, 5.0, 2.0, 5.0, 5.0]);
    let scenario = changed("[[forecast]]\nqueues = [\"skola\"]\nhandle_time_factor = 0.5");
    let index = scenario.forecast[1].iter().position(|cell| cell.contacts > 0.0).expect("contacts");
    assert!((scenario.forecast[1][index].handle_time.get() - 150.0).abs() < 1e-12);
}

#[test]
fn people_are_asked_for_outright_where_a_queue_is_open() {
    let scenario =
        changed("[[requirement]]\nqueues = [\"bygg\"]\ndays = [\"thu\"]\nbetween = \"11:00-15:00\"\nagents = 2");
    assert!(base().given.is_empty());
    // Closed from 12: two half-hours remain.
    let rows: Vec<(u32, usize)> = scenario.given.iter().map(|row| (row.agents, row.queues.iter().count())).collect();
    assert_eq!(rows, [(2, 1), (2, 1)]);
    let clock = |row: &GivenRow| scenario.horizon.clock(scenario.horizon.interval(row.interval).start);
    assert_eq!(scenario.given.iter().map(|row| clock(row).minute).collect::<Vec<_>>(), [660, 690]);
    assert_eq!(clock(&scenario.given[0]).date.to_string(), "2026-11-26");
    assert_eq!(
        kinds("name = \"Prov\"\n[[requirement]]\ndays = [\"tue\"]\nbetween = \"11:00-12:00\"\nagents = 2"),
        [FaultKind::ChangesNoContact]
    );
}

#[test]
fn agents_come_go_learn_and_are_away() {
    let scenario = changed(
        r#"
[[agents]]
agent = "ann"
leaves = true
[[agents]]
agent = "bo"
learns = ["skola"]
employment = 80
[[agents]]
agent = "dan"
employment = 100
skills = ["bygg", "skola"]
[[absences]]
agent = "cia"
from = "2026-11-26"
to = "2026-11-26"
kind = "kurs"
counts_as_work = true
"#,
    );
    let ids: Vec<&str> = scenario.agents.iter().map(|agent| agent.id.as_str()).collect();
    assert_eq!(ids, ["bo", "cia", "dan"]);
    assert!(scenario.can_serve(AgentIdx(0), QueueIdx(1)));
    assert!((scenario.agents[0].employment.get() - 0.8).abs() < 1e-12);
    assert_eq!(scenario.agents[0].absences.len(), 1, "what stands in absences.csv stays");
    assert_eq!(scenario.agents[1].absences.len(), 1);
    assert_eq!(scenario.agents[2].templates.len(), 2);
}

#[test]
fn what_is_removed_is_gone_from_every_file() {
    let scenario = changed("[[queues]]\nid = \"skola\"\nremove = true\n[[shifts]]\nid = \"kort\"\nremove = true");
    assert_eq!((scenario.queues.len(), scenario.templates.len()), (1, 1));
    assert_eq!(scenario.agents[0].templates.len(), 1);
    assert_eq!(
        kinds("name = \"Prov\"\n[[queues]]\nid = \"skoal\"\nremove = true"),
        [FaultKind::NothingToRemove { list: "queues".into(), id: "skoal".into() }]
    );
}

#[test]
fn hours_that_are_cut_leave_contacts_behind_without_a_fault() {
    let scenario = changed("[opening]\nthu = []");
    assert_eq!(contacts(&scenario, 0), [6.0, 8.0]);
}

#[test]
fn a_what_if_that_changes_nothing_says_so() {
    assert_eq!(kinds("name = \"Prov\""), [FaultKind::ChangesNothing]);
    assert_eq!(kinds("name = \"Prov\"\n[opening]\nmon = [\"08:00-12:00\"]"), [FaultKind::ChangesNothing]);
    assert_eq!(kinds("name = \"Prov\"\n[[agents]]\nagent = \"bo\"\nemployment = 50"), [FaultKind::ChangesNothing]);
    assert_eq!(kinds("name = \"Prov\"\n[[forecast]]\ndays = [\"tue\"]\nfactor = 2"), [FaultKind::ChangesNoContact]);
    assert_eq!(kinds("name = \"Prov\"\n[[forecast]]\nfactor = 1"), [FaultKind::ChangesNoContact]);
}

#[test]
fn faults_name_the_what_if_and_its_line() {
    let found = load(
        "name = \"Prov\"\n\n[openning]\nthu = []\n\n[[queues]]\nid = \"bygg\"\nhandel_time_s = 3\n[aim]\npeople = \"few\"\n",
    );
    let lines: Vec<String> = found.expect_err("faults").iter().map(|f| faults::fault(Language::English, f)).collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert_eq!(lines[0], "error[E105]: what-if.toml:3: there is no key “openning”; did you mean “opening”?");
    assert_eq!(lines[1], "error[E105]: what-if.toml:8: there is no key “handel_time_s”; did you mean “handle_time_s”?");
    assert!(lines[2].starts_with("error[E108]: what-if.toml:10: “people” cannot be “few”"), "{}", lines[2]);

    let found = load("name = \"Prov\"\n[[agents]]\nagent = \"bo\"\nemployment = 150\n").expect_err("a fault");
    assert_eq!((found[0].file.as_str(), found[0].line), ("what-if.toml", Some(2)));
    let found = load("name = \"Prov\"\n[[agents]]\nagent = \"b\"\nleaves = true\n").expect_err("a fault");
    assert_eq!(found[0].kind, FaultKind::UnknownAgent { agent: "b".into(), nearest: Some("bo".into()) });
    let found = load("name = \"Prov\"\n[[agents]]\nagent = \"bo\"\nskils = \"bygg\"\n").expect_err("a fault");
    assert!(matches!(&found[0].kind, FaultKind::UnknownKey { nearest: Some(near), .. } if near == "skills"));
    // A fault of the centre itself keeps its own place.
    let folder = folder("name = \"Prov\"\n[aim]\npeople = \"fewest\"\n");
    fs::write(folder.path().join("centre.toml"), CENTRE.replace("share = 0.8", "share = 8")).expect("a file");
    let found = input::load_what_if(folder.path(), Path::new("missing.toml")).expect_err("a fault");
    assert_eq!(found[0].file, "centre.toml");
}

#[test]
fn overtime_is_ordered_on_top_of_the_contract_and_pinned() {
    let late = "[opening]\nmon = [\"08:00-14:00\"]\nthu = [\"08:00-14:00\"]\n";
    let scenario = changed(&format!(
        "{late}[[overtime]]\nagents = [\"ann\", \"bo\"]\ndays = [\"mon\", \"thu\"]\nbetween = \"12:00-14:00\"\n"
    ));
    let base = base();
    let of = |agent: usize| (scenario.agents[agent].ordered(), scenario.agents[agent].contract.expect("a contract"));
    let before = |agent: usize| base.agents[agent].contract.expect("a contract");
    // Bo is ill on Monday.
    assert_eq!((of(0), of(1)), ((240, before(0) + 240), (120, before(1) + 120)));
    assert_eq!(scenario.pinned.stretches.len(), 3);
    let line = scenario.lines.pinned.values().next().copied();
    assert_eq!(scenario.lines.place("pinned.csv", line), ("what-if.toml", Some(6)));
    let kinds =
        kinds("name = \"Prov\"\n[[overtime]]\nagents = [\"bo\"]\ndays = [\"mon\"]\nbetween = \"10:00-12:00\"\n");
    assert_eq!(kinds, [FaultKind::OrdersNobody]);
}

#[test]
fn a_range_is_read_at_both_ends() {
    let text = "name = \"Prov\"\n[[forecast]]\nqueues = [\"bygg\"]\nfactor = [3, 1.5]\n[[queues]]\nid = \"skola\"\nhandle_time_s = [200, 250]\n";
    let folder = folder(text);
    let ends = input::load_what_if_ends(folder.path(), &folder.path().join("what-if.toml")).expect("no fault");
    let [low, high] = &ends[..] else { panic!("{} ends", ends.len()) };
    assert_eq!((contacts(low, 0), contacts(high, 0)), (vec![9.0, 12.0, 6.0], vec![18.0, 24.0, 12.0]));
    let seconds = |scenario: &Scenario| scenario.queues[1].handle_time.get();
    assert!((seconds(low) - 200.0).abs() < 1e-12 && (seconds(high) - 250.0).abs() < 1e-12);
    let of = |scenario: &Scenario| scenario.what_if.as_ref().map(|what_if| what_if.end);
    assert_eq!((of(low), of(high)), (Some(End::Low), Some(End::High)));
    // By itself it is read at the higher end; without a range there is only one.
    assert_eq!(of(&changed("[[forecast]]\nfactor = [1.5, 2]")), Some(End::High));
    assert_eq!(of(&changed("[[forecast]]\nfactor = 2")), Some(End::Only));
}

#[test]
fn levels_are_laid_on_top_of_those_there() {
    let scenario = changed("[[levels]]\nagent = \"cia\"\nskill = \"skola\"\nlevel = \"learner\"");
    let held = &scenario.agents[2].proficiency[0];
    assert_eq!(held.level, Level::Learner);
    assert!((held.pace - 1.5).abs() < 1e-12);
}

#[test]
fn what_a_what_if_adds_is_named_by_its_own_file_and_line() {
    let scenario = changed(
        "[[absences]]\nagent = \"cia\"\nfrom = \"2026-11-26\"\nto = \"2026-11-26\"\nkind = \"kurs\"\n[[agents]]\nagent = \"ann\"\nemployment = 50\n",
    );
    let span = scenario.agents[2].absences[0].span;
    let place = |cause: &Cause| cause.place(&scenario).map(|(file, line)| (file.to_owned(), line));
    let own = |line| Some(("what-if.toml".to_owned(), Some(line)));
    assert_eq!(place(&Cause::Absence { agent: AgentIdx(2), span }), own(2));
    assert_eq!(place(&Cause::Contract(AgentIdx(0))), own(7));
    assert_eq!(place(&Cause::Contract(AgentIdx(1))), Some(("agents.csv".to_owned(), Some(3))));
}
