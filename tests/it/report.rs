//! Tests of report: a sample plan of Lillstad, rendered in every form.

mod ceilings;
mod large;
mod missing;
mod parts;

use std::fs;

use bemanna::model::{Activity, AgentIdx, Horizon, Language, Origin, Plan, PostIdx, Scenario, Status, Stretch};
use bemanna::report::{StageTime, plan_json, plan_schema, terminal, write_plan, write_timing};
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::sample_plan::{fine, sample};
use parts::text_of;

const KEYS: [&str; 34] = [
    "scenario",
    "people",
    "wishes",
    "format",
    "centre",
    "horizon",
    "status",
    "special_days",
    "switches_per_day",
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
    "cure",
    "survival",
    "path",
    "occupancy",
    "violations",
    "contradictions",
    "unmanned",
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
    for name in ["plan.json", "roster.csv", "coverage.csv", "service.csv", "wages.csv", "roster.xlsx"] {
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
        "kind",
        "limit",
        "value",
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
        "p95_wait_s",
        "chance",
        "occupancy",
        "met",
    ];
    assert_eq!(sorted_keys(&json["service"][0]), sorted(&service));
    assert_eq!(sorted_keys(&json["shortage"][0]), sorted(&["start", "queues", "missing"]));
    assert_eq!((json["status"].as_str(), json["headcount"].as_u64()), (Some("short"), Some(5)));
    assert_eq!(json["shortage"][0]["start"], "2026-11-25T13:00");
    assert_eq!(json["path"][0]["people"], 6);
    assert_eq!(json["cure"][0]["skills"][0], "bygg");
    assert_eq!(json["cure"][0]["shifts"][0]["end"], "2026-11-23T16:30");
    assert_eq!(json["service"][2]["met"], false);
    assert_eq!(json["paid_hours"], 240.0, "six people with eight hours on five days");
}

#[test]
fn the_schema_of_plan_json_asks_for_every_key() {
    let schema: Value = serde_json::from_str(&plan_schema()).unwrap();
    assert_eq!(sorted_keys(&schema["properties"]), sorted(&KEYS));
}

#[test]
fn service_is_told_half_hour_by_half_hour() {
    let plan = sample();
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("plan");
    write_plan(&plan, &dir, Language::English).unwrap();
    let text = fs::read_to_string(dir.join("service.csv")).unwrap();
    let found = plan.performance.as_ref().unwrap();
    let expected = found.tallies.iter().flatten().filter(|tally| tally.offered > 0.0).count();
    assert!(expected > 50 && text.lines().count() == expected + 1, "a row per half-hour with contacts");
    let first: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
    let (at, tally) = found.tallies[0].iter().enumerate().find(|(_, tally)| tally.offered > 0.0).unwrap();
    assert_eq!((first[0], first[1]), ("2026-11-23 08:00", "bygg"), "interval {at}");
    let number = |i: usize| first[i].parse::<f64>().unwrap();
    assert!((number(2) - tally.offered).abs() < 1e-3 && (number(6) - tally.wait_s / tally.offered).abs() < 0.1);
    assert!((number(7) - tally.answered_within / tally.offered).abs() < 1e-3);
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
    assert_eq!(book.sheet_names(), ["v. 48", "Timmar", "Bemanning", "Tider"]);
    let week = book.worksheet_range("v. 48").unwrap();
    let text = |row, column| week.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(text(5, 0), "Birger Åsén");
    assert!(text(5, 2).starts_with("08:00–16:30\n"), "{}", text(5, 2));
    assert!(text(5, 2).contains("Reception"), "{}", text(5, 2));
    assert_eq!(week.get_value((5, 7)), Some(&Data::Float(40.0)), "hours of the week, as the formula gives");
    let formulas = book.worksheet_formula("v. 48").unwrap();
    assert_eq!(
        formulas.get_value((5, 7)).map(String::as_str),
        Some("SUM('Tider'!$F$6,'Tider'!$F$12,'Tider'!$F$18,'Tider'!$F$24,'Tider'!$F$30)")
    );
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
    assert!(place("Antaget: Handläggningstid: 300 s") < place("Nej, 5 räcker inte"));
    assert!(place("Bygga, gator och miljö") < place("Skola och förskola"), "weakest first");
    assert!(text.contains("76,5\u{a0}% (75,4–77,6)") && text.contains("besvarade inom tiden / inkomna"), "{text}");
    assert!(text.contains("Fattas: ons 25/11 13:00–14:00: 1 i Bygga"), "{text}");
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

/// The page as written, in a language.
pub(crate) fn page(plan: &Plan, language: Language) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("plan");
    write_plan(plan, &dir, language).expect("a plan is written");
    fs::read_to_string(dir.join("report.html")).expect("the page is UTF-8")
}

/// The tags of a page in order, comments, doctype, style and script left out.
fn tags(page: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(from) = rest.find('<') {
        let to = from + rest[from..].find('>').expect("a tag ends");
        let tag = &rest[from + 1..to];
        rest = &rest[to + 1..];
        if tag.starts_with('!') {
            continue;
        }
        out.push(tag);
        for raw in ["style", "script"] {
            if tag == raw {
                rest = &rest[rest.find(&format!("</{raw}>")).expect("it ends")..];
            }
        }
    }
    out
}

#[test]
fn the_page_is_well_formed_and_asks_nothing_of_the_world() {
    for plan in [sample(), fine()] {
        for language in [Language::Swedish, Language::English] {
            let page = page(&plan, language);
            for outside in ["http:", "https:", "//www", " src=", "@import", "<link"] {
                assert!(!page.contains(outside), "{outside}");
            }
            let mut open: Vec<&str> = Vec::new();
            for tag in tags(&page) {
                let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
                if tag.starts_with('/') {
                    assert_eq!(open.pop(), Some(name), "closed out of order");
                } else if !tag.ends_with('/') && !["meta", "input"].contains(&name) {
                    open.push(name);
                }
            }
            assert!(open.is_empty(), "{open:?}");
            assert!(!page.contains("{{") && !page.contains("NaN"));
            for never in ["undefined", "none", "Some(", "None", "inf%", "Idx("] {
                assert!(!text_of(&page).contains(never), "{never}");
            }
            let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
            let mut unique = ids.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), ids.len(), "an id stands for one element");
            for link in page.split("href=\"#").skip(1) {
                let to = link.split('"').next().unwrap();
                assert!(ids.contains(&to), "{to} is linked to but not there");
            }
        }
    }
}

#[test]
fn names_are_escaped_wherever_they_stand() {
    let mut plan = sample();
    let name = "Bo <b>&amp; \"Kula\"; '";
    for agent in &mut plan.scenario.agents {
        name.clone_into(&mut agent.name);
    }
    "</script><script>alert(1)</script>".clone_into(&mut plan.scenario.queues[0].name);
    "<i>&".clone_into(&mut plan.scenario.posts[0].name);
    "<i>&".clone_into(&mut plan.scenario.name);
    "a;\"b".clone_into(&mut plan.scenario.agents[0].id);
    let page = page(&plan, Language::Swedish);
    assert!(!page.contains("Bo <b>") && !page.contains("<script>alert") && !page.contains("<i>&"));
    assert!(page.contains("Bo &lt;b&gt;&amp;amp;"));
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("plan");
    write_plan(&plan, &dir, Language::Swedish).unwrap();
    let bytes = fs::read(dir.join("roster.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[3..]);
    assert_eq!(&reader.records().next().unwrap().unwrap()[0], "a;\"b");
    let mut book: Xlsx<_> = open_workbook(dir.join("roster.xlsx")).unwrap();
    let week = book.worksheet_range("v. 48").unwrap();
    // Everybody is called the same here, so that the id stands beside the name.
    assert_eq!(week.get_value((4, 0)).map(ToString::to_string), Some(format!("{name} (a;\"b)")));
}

#[test]
fn every_label_has_both_languages() {
    let [sv, en] = [Language::Swedish, Language::English]
        .map(|language| serde_json::to_value(bemanna::text::report::labels(language)).unwrap());
    let (sv, en) = (sv.as_object().unwrap(), en.as_object().unwrap());
    assert!(sv.len() > 60);
    for (key, text) in sv {
        let other = &en[key];
        assert!(text.as_str().is_some_and(|t| !t.is_empty()) && other.as_str().is_some_and(|t| !t.is_empty()), "{key}");
        assert_ne!(text, other, "{key}");
    }
}

#[test]
fn the_verdict_follows_the_status_and_is_short() {
    let verdict = |status: Status, plan: Plan| {
        let page = page(&Plan { status, ..plan }, Language::Swedish);
        let heading = page
            .split("<h1>")
            .nth(1)
            .unwrap()
            .split("</h1>")
            .next()
            .unwrap()
            .replace("&#x2f;", "/")
            .replace("vecka\u{a0}", "vecka ");
        assert!(heading.split(' ').count() <= 13, "{heading}");
        heading
    };
    assert_eq!(verdict(Status::Proven, fine()), "Ja, 5 personer räcker vecka 48, och färre går inte.");
    assert_eq!(verdict(Status::Closed, fine()), "Ja, 5 personer räcker vecka 48; färre når inte behovet.");
    assert_eq!(verdict(Status::Feasible, fine()), "Ja, 5 räcker vecka 48. Om 4 räcker är inte avgjort.");
    assert_eq!(verdict(Status::Undecided, fine()), "Troligen räcker 5, men för Bygga, gator och miljö är det osäkert.");
    let missed = "Nej, 5 räcker inte: Bygga, gator och miljö når 76,5\u{a0}%, målet är 80\u{a0}%.";
    assert_eq!(verdict(Status::Short, sample()), missed);
    let mut short = fine();
    short.shortage = sample().shortage;
    assert_eq!(verdict(Status::Short, short), "Nej, 5 räcker inte: ons 25/11 13:00–14:00 fattas 1.");
}

#[test]
fn a_plan_that_was_not_simulated_has_no_service_and_says_so() {
    let mut plan = fine();
    plan.performance = None;
    plan.requirement.rows.iter_mut().for_each(|row| row.origin = Origin::Given);
    let page = page(&plan, Language::English);
    assert!(!page.contains("id=\"service\"") && page.contains("the service level is not simulated"));
    assert!(terminal(&plan, Language::English, 80).contains("holds for the given requirement"));
}
