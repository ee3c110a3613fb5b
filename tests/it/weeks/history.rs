//! What a plan hands on to the next: written, read again, and heeded.

use std::fs;
use std::path::Path;

use bemanna::check::check;
use bemanna::input;
use bemanna::model::{Activity, Agent, Breach, FaultKind, Language, Minute, Plan, RuleId, Scenario, Watch, WishKind};
use bemanna::pipeline::plan;
use bemanna::report::write_plan;

/// Open 07 to 21 every day, early and late shifts of eight hours, somebody needed early on Monday and late on Sunday.
const CENTRE: &str = r#"
format = 1
name = "Lillstad"
interval_minutes = 30
grid_minutes = 15

[horizon]
start = "2026-11-23"
weeks = 1

[opening]
mon = ["07:00-21:00"]
tue = ["07:00-21:00"]
wed = ["07:00-21:00"]
thu = ["07:00-21:00"]
fri = ["07:00-21:00"]
sat = ["07:00-21:00"]
sun = ["07:00-21:00"]

[skills]
bygg = "Bygg"

[[queues]]
id = "bygg"
skills = ["bygg"]
handle_time_s = 300

[[shifts]]
id = "tidig"
start = "07:00"
work = ["8:00"]
breaks = [{ kind = "lunch", minutes = 30, between = "10:30-12:30" }]

[[shifts]]
id = "sen"
start = "12:15"
work = ["8:00"]
breaks = [{ kind = "lunch", minutes = 30, between = "16:00-17:30" }]

[aim]
people = "contract"

[simulation]
enabled = false
"#;

/// Forty hours though Sundays are worked, so that five shifts make a contract.
const AGENTS: &str =
    "agent,name,employment,skills,hours_measure\nann,Ann Alm,100,bygg,vardagar\nbo,Bo Berg,100,bygg,vardagar\n";
const REQUIREMENT: &str = "start,queues,agents\nmon 07:00,bygg,1\nsun 20:00,bygg,1\n";

/// A centre's folder with these files beside the plain ones.
fn folder(centre: &str, more: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let plain = [("centre.toml", centre), ("agents.csv", AGENTS), ("requirement.csv", REQUIREMENT)];
    for (name, text) in plain.iter().chain(more) {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn load(centre: &str, more: &[(&str, &str)]) -> Scenario {
    input::load(folder(centre, more).path()).expect("no fault")
}

fn planned(scenario: &Scenario) -> Plan {
    let plan = plan(scenario, Watch::SILENT).expect("a plan");
    assert_eq!(plan.violations, []);
    plan
}

/// The history that a plan writes.
fn written(plan: &Plan) -> String {
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().join("plan");
    write_plan(plan, &out, Language::Swedish).expect("written");
    fs::read_to_string(out.join("history.csv")).expect("a history")
}

fn agent<'a>(scenario: &'a Scenario, id: &str) -> &'a Agent {
    scenario.agents.iter().find(|agent| agent.id == id).expect("there")
}

#[test]
fn the_next_week_knows_who_worked_late_on_sunday() {
    let first = planned(&load(CENTRE, &[]));
    let history = written(&first);
    let next = CENTRE.replace("2026-11-23", "2026-11-30");
    let scenario = load(&next, &[("history.csv", &history)]);
    let horizon = &first.scenario.horizon;
    for (index, agent) in scenario.agents.iter().enumerate() {
        let last = first.roster.of(bemanna::model::AgentIdx(index)).last().expect("everybody works");
        assert_eq!(agent.last_end, Some(last.end - horizon.minutes()), "{}", agent.id);
        assert_eq!((agent.history.weeks, agent.history.weeks_planned), (1.0, 1.0));
    }
    let late =
        scenario.agents.iter().position(|agent| agent.last_end == Some(Minute(-195))).expect("Sunday until 20:45");
    assert!(scenario.agents[late].history.evenings > 0 && scenario.agents[late].history.weekends == 1);
    let second = planned(&scenario);
    let starts_early = |index: usize| {
        let first = second.roster.of(bemanna::model::AgentIdx(index)).first();
        first.is_some_and(|stretch| stretch.start == Minute(7 * 60) && stretch.activity == Activity::Contacts)
    };
    assert!(!starts_early(late), "10:15 of rest is too little");
    assert!(starts_early(1 - late));
    // The judge says so too of a roster that does not heed it.
    let mut heedless = second.roster.clone();
    for stretch in &mut heedless.stretches {
        stretch.agent.0 = 1 - stretch.agent.0;
    }
    let heedless = bemanna::model::Roster::new(heedless.stretches);
    let found = check(&scenario, &heedless);
    let rest = Breach::Rule { rule: RuleId::DailyRest, measured: 615, limit: 660 };
    assert!(found.iter().any(|violation| violation.breach == rest && violation.agent.is_some_and(|a| a.0 == late)));
}

#[test]
fn hours_over_and_under_move_the_contract_as_far_as_shifts_and_the_rule_allow() {
    let balance = |balance: &str| {
        let text = format!("agent;balance\nann;{balance}\n");
        load(CENTRE, &[("history.csv", &text)])
    };
    for (carried, contract, evened) in [
        ("+8:00", 32, 480),
        ("-8", 48, -480),
        ("+1,5", 40, 0),
        ("-9:30", 48, -480),
        // The rule lets eleven hours be moved, and shifts are eight.
        ("+20:00", 32, 480),
    ] {
        let scenario = balance(carried);
        let ann = agent(&scenario, "ann");
        assert_eq!((ann.contract, ann.history.evened), (Some(contract * 60), evened), "{carried}");
    }
    let history = written(&planned(&balance("+9:30")));
    let ann = history.lines().find(|line| line.starts_with("ann")).expect("a row");
    assert_eq!(ann.split(';').nth(3), Some("+1:30"), "{history}");
    // Only who is promised hours evens out.
    let fewest = CENTRE.replace("\"contract\"", "\"fewest\"");
    let scenario = load(&fewest, &[("history.csv", "agent;balance\nann;+8:00\n")]);
    assert_eq!(agent(&scenario, "ann").contract, Some(40 * 60));
    assert!(written(&planned(&scenario)).contains(";+8:00;"));
}

#[test]
fn days_in_a_row_follow_from_the_last_end_unless_written() {
    let read = |row: &str| {
        let text = format!("agent;last_end;days_in_row\nann;{row}\n");
        agent(&load(CENTRE, &[("history.csv", &text)]), "ann").history.days_in_row
    };
    assert_eq!(read("2026-11-22 16:00;"), 1);
    assert_eq!(read("2026-11-22 16:00;4"), 4);
    assert_eq!(read("2026-11-21 16:00;"), 0);
    assert_eq!(read("2026-11-23 06:00;2"), 2, "a night that began before the plan");
}

#[test]
fn two_rows_of_one_person_are_a_fault() {
    let folder = folder(CENTRE, &[("history.csv", "agent\nann\nbo\nann\n")]);
    let faults = input::load(folder.path()).expect_err("a fault");
    assert!(matches!(&faults[..], [fault] if fault.line == Some(4)
        && matches!(&fault.kind, FaultKind::DuplicateId { id, first: 2, .. } if id == "ann")));
}

#[test]
fn a_plan_that_closes_on_itself_has_no_history() {
    let cyclic = CENTRE.replace("weeks = 1", "weeks = 1\ncyclic = true");
    let plan = planned(&load(&cyclic, &[]));
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().join("plan");
    write_plan(&plan, &out, Language::Swedish).expect("written");
    assert!(!Path::new(&out.join("history.csv")).exists());
}

#[test]
fn wishes_are_read_for_each_day_they_are_about() {
    let wishes = "agent;day;wish;value;weight\nann;;no-evening;;\nann;2026-11-25;ledig;;3\nbo;fre;sluta;15:00;0,5\n\
                  bo;2026-12-25;off;;\n";
    let scenario =
        load(CENTRE, &[("wishes.csv", wishes), ("absences.csv", "agent,from,to,kind\nann,2026-11-23,2026-11-23,x\n")]);
    let ann = &agent(&scenario, "ann").wishes;
    assert_eq!(ann.len(), 7, "six evenings, since Monday is away, and a day off");
    assert!(
        ann.iter().any(|wish| wish.day.0 == 2 && wish.kind == WishKind::DayOff && (wish.weight - 3.0).abs() < 1e-9)
    );
    let bo = &agent(&scenario, "bo").wishes;
    assert_eq!(bo.len(), 1, "Christmas is not in the plan");
    assert_eq!((bo[0].day.0, bo[0].kind), (4, WishKind::EndNotAfter(15 * 60)));
}
