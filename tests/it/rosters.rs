//! Rosters as people write them: rows or days across, CSV or workbook, names or ids; and our own workbook read back.

use std::fs;

use bemanna::check::check;
use bemanna::input::read_roster;
use bemanna::model::{
    Activity, AgentIdx, Channel, Fault, FaultKind, Language, Plan, PostIdx, Queue, QueueIdx, Roster, Scenario, Seconds,
    Severity, Stretch,
};
use bemanna::report::{judgement, judgement_json, write_plan};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::mutations::bases::bases;
use super::sample_plan::sample;
use super::support::lillstad;

/// Lillstad with names, two of them the same.
fn centre() -> Scenario {
    let mut scenario = lillstad(5);
    for (agent, name) in
        scenario.agents.iter_mut().zip(["Ann Berg", "Bo Ek", "Cia Falk", "Dan Gren", "Eva Holm", "Eva Holm"])
    {
        name.clone_into(&mut agent.name);
    }
    scenario
}

fn read(scenario: &Scenario, name: &str, bytes: impl AsRef<[u8]>) -> Result<Roster, Vec<Fault>> {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join(name);
    fs::write(&path, bytes).expect("written");
    read_roster(scenario, &path)
}

fn rows(stretches: &[(usize, i32, i32, i32, Activity)]) -> Roster {
    let row = |&(agent, day, from, to, activity): &(usize, i32, i32, i32, Activity)| {
        let at = |clock: i32| bemanna::model::Minute(day * 1440 + clock / 100 * 60 + clock % 100);
        Stretch { agent: AgentIdx(agent), start: at(from), end: at(to), activity }
    };
    Roster::new(stretches.iter().map(row).collect())
}

const CONTACTS: Activity = Activity::Contacts;
const RECEPTION: Activity = Activity::Post(PostIdx(0));

#[test]
fn rows_are_read_under_the_headings_that_people_use() {
    let scenario = centre();
    let expected = rows(&[
        (0, 0, 800, 1130, CONTACTS),
        (0, 0, 1130, 1200, Activity::Lunch),
        (0, 0, 1200, 1630, RECEPTION),
        (1, 1, 900, 1700, CONTACTS),
    ]);
    for text in [
        "agent,date,start,end,activity\nann,2026-11-23,08:00,11:30,contacts\nann,2026-11-23,11:30,12:00,lunch\n\
         ann,2026-11-23,12:00,16:30,reception\nbo,2026-11-24,09:00,17:00,contacts\n",
        "Namn;Datum;Från;Till;Aktivitet\nAnn Berg;23/11;8;11.30;telefon\nann berg;mån 23/11;1130;12;Rast\n\
         Ann Berg;2026-11-23;12.00;16.30;Reception\nBO;tis;9;17;samtal\n",
        "Aktivitet\tSlut\tStart\tDag\tMedarbetare\nkontakter\t11:30\t08:00\tmåndag 23 november\tAnn Berg (ann)\n\
         lunch\t12:00\t11:30\t20261123\tann\nreception\t1630\t1200\t23.11.2026\tann\nkontakter\t17\t9\t24/11 2026\tBo Ek\n",
    ] {
        assert_eq!(read(&scenario, "r.csv", text), Ok(expected.clone()), "{text}");
    }
}

#[test]
fn without_activity_it_is_contacts_and_a_column_says_when_lunch_is() {
    let scenario = centre();
    let text = "person;datum;start;slut;lunch\nann;2026-11-23;8;16.30;11.30-12\nbo;2026-11-23;8;12;\n";
    let expected = rows(&[
        (0, 0, 800, 1130, CONTACTS),
        (0, 0, 1130, 1200, Activity::Lunch),
        (0, 0, 1200, 1630, CONTACTS),
        (1, 0, 800, 1200, CONTACTS),
    ]);
    assert_eq!(read(&scenario, "r.csv", text), Ok(expected));
    let wrong = "person;datum;start;slut;lunch\nann;2026-11-23;8;16.30;17-17.30\nbo;2026-11-23;8;12;30 min\n";
    let faults = read(&scenario, "r.csv", wrong).expect_err("two faults");
    assert_eq!(
        faults.iter().map(|f| (f.line, f.kind.code())).collect::<Vec<_>>(),
        [(Some(2), "E410"), (Some(3), "E111")]
    );
}

#[test]
fn a_night_that_ends_after_the_plan_is_of_the_plan_and_the_day_after_is_not() {
    let text = "person;datum;start;slut\nann;2026-11-27;22;2\nann;2026-11-28;2;6\n";
    let night = rows(&[(0, 4, 2200, 2600, CONTACTS), (0, 5, 200, 600, CONTACTS)]);
    assert_eq!(read(&centre(), "r.csv", text), Ok(night));
    let text = "person;datum;start;slut\nann;2026-11-27;22;2\nann;2026-11-28;3;6\n";
    let faults = read(&centre(), "r.csv", text).expect_err("the second row goes on from nothing");
    assert_eq!(faults.iter().map(|f| (f.line, f.kind.code())).collect::<Vec<_>>(), [(Some(3), "E403")]);
}

#[test]
fn a_name_that_two_have_is_not_guessed() {
    let faults = read(&centre(), "r.csv", "namn;datum;start;slut\nEva Holm;23/11;8;12\n").expect_err("one fault");
    let agents = vec!["eva".to_owned(), "fia".to_owned()];
    assert_eq!(faults[0].kind, FaultKind::AmbiguousAgent { name: "Eva Holm".to_owned(), agents });
    let by_id = read(&centre(), "r.csv", "namn;datum;start;slut\nEva Holm (fia);23/11;8;12\n");
    assert_eq!(by_id, Ok(rows(&[(5, 0, 800, 1200, CONTACTS)])));
    let unknown = read(&centre(), "r.csv", "namn;datum;start;slut\nBo Ekk;23/11;8;12\n").expect_err("one fault");
    let nearest = Some("Bo Ek".to_owned());
    assert_eq!(unknown[0].kind, FaultKind::UnknownRosterAgent { agent: "Bo Ekk".to_owned(), nearest });
}

#[test]
fn people_down_and_days_across_are_read() {
    let scenario = centre();
    let text = "Schema vecka 48\n\nNamn;Anst.;mån 23/11;tis 24/11;Summa\nAnn Berg;100 %;\"8-16.30\n11.30-12 lunch\n\
                13-16.30 reception\";ledig;8\nBo Ek;;8–12, 13–17;\"08:00–16:30\nreserv\n12:00–12:30 lunch\";16\n\
                Summa;;;;24\nFrågor: ring 12 34;;;;\n";
    let expected = rows(&[
        (0, 0, 800, 1130, CONTACTS),
        (0, 0, 1130, 1200, Activity::Lunch),
        (0, 0, 1200, 1300, CONTACTS),
        (0, 0, 1300, 1630, RECEPTION),
        (1, 0, 800, 1200, CONTACTS),
        (1, 0, 1300, 1700, CONTACTS),
        (1, 1, 800, 1200, Activity::Reserve),
        (1, 1, 1200, 1230, Activity::Lunch),
        (1, 1, 1230, 1630, Activity::Reserve),
    ]);
    assert_eq!(read(&scenario, "r.csv", text), Ok(expected));
    let wrong = "Namn;mån 23/11;mån 30/11\nAnn Berg;8 timmar;8-12\nBo Ekk;8-12;\n";
    let faults = read(&scenario, "r.csv", wrong).expect_err("three faults");
    let told: Vec<_> = faults.iter().map(|fault| (fault.line, fault.kind.code())).collect();
    assert_eq!(told, [(Some(1), "E403"), (Some(2), "E409"), (Some(3), "E401")]);
}

/// A workbook with dates and times as Excel keeps them: numbers with a format.
fn workbook(end: f64) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Läs mig").expect("a name").write(0, 0, "Schema för vecka 48").expect("written");
    let sheet = book.add_worksheet().set_name("Pass").expect("a name");
    sheet.write(0, 1, "Rubrik").expect("written");
    for (column, heading) in (1..).zip(["Person", "Datum", "Start", "Slut", "Aktivitet"]) {
        sheet.write(2, column, heading).expect("written");
    }
    let (day, clock) = (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("hh:mm"));
    let date = ExcelDateTime::from_ymd(2026, 11, 23).expect("a date");
    let time = ExcelDateTime::from_hms(8, 15, 0).expect("a time");
    sheet.write(3, 1, "Ann Berg").expect("written");
    sheet.write_datetime_with_format(3, 2, &date, &day).expect("written");
    sheet.write_datetime_with_format(3, 3, &time, &clock).expect("written");
    sheet.write_number(3, 4, end).expect("written");
    sheet.write(3, 5, "Reception").expect("written");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_of_rows_is_read_with_dates_and_times_as_numbers() {
    let expected = rows(&[(0, 0, 815, 1200, RECEPTION)]);
    for noon in [0.5, 12.0] {
        assert_eq!(read(&centre(), "r.xlsx", workbook(noon)), Ok(expected.clone()));
    }
    let faults = read(&centre(), "r.xlsx", workbook(8.5)).expect_err("8.5 may be 8:30 or 8:50");
    assert_eq!(faults.len(), 1);
    assert!(faults[0].file.ends_with("r.xlsx: Pass!E4") && faults[0].line.is_none(), "{faults:?}");
    assert_eq!(faults[0].kind, FaultKind::BadTime { value: "8.5".to_owned() });
}

/// The stretches with those of one activity that touch made one: a reader of the workbook cannot tell them apart.
fn joined(roster: &Roster) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for &stretch in &roster.stretches {
        match out.last_mut() {
            Some(last)
                if (last.agent, last.activity, last.end) == (stretch.agent, stretch.activity, stretch.start)
                    && matches!(stretch.activity, Activity::Contacts | Activity::Reserve) =>
            {
                last.end = stretch.end;
            }
            _ => out.push(stretch),
        }
    }
    out
}

fn comes_back(plan: &Plan) {
    for language in [Language::Swedish, Language::English] {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("plan");
        write_plan(plan, &dir, language).expect("the plan is written");
        let back = |name: &str| read_roster(&plan.scenario, &dir.join(name)).expect("it is read back");
        assert_eq!(joined(&back("roster.xlsx")), joined(&plan.roster), "{}", plan.scenario.name);
        assert_eq!(back("roster.csv"), plan.roster, "{}", plan.scenario.name);
    }
}

#[test]
fn our_workbook_comes_back_as_it_was() {
    let mut plan = sample();
    comes_back(&plan);
    // Two of one name, one whose name is another's id, and duties of every kind.
    let name = plan.scenario.agents[0].name.clone();
    plan.scenario.agents[1].name = name;
    plan.scenario.agents[2].name = plan.scenario.agents[3].id.clone();
    plan.scenario.queues.push(Queue {
        channel: Channel::Email,
        name: "E-post".to_owned(),
        ..Queue::new("epost", plan.scenario.queues[0].skills, Seconds::new(300.0))
    });
    plan.scenario.forecast.push(vec![plan.scenario.forecast[0][0]; plan.scenario.forecast[0].len()]);
    let letters = Activity::Deferrable(QueueIdx(plan.scenario.queues.len() - 1));
    plan.performance = None;
    let of_kinds = [letters, Activity::Meeting, Activity::Training, Activity::Reserve];
    let mut kinds = of_kinds.into_iter().cycle();
    for stretch in plan.roster.stretches.iter_mut().filter(|s| s.activity == Activity::Contacts).step_by(3) {
        stretch.activity = kinds.next().expect("it goes round");
    }
    plan.roster = Roster::new(std::mem::take(&mut plan.roster.stretches));
    comes_back(&plan);
}

#[test]
fn workbooks_of_real_and_drawn_centres_come_back_as_they_were() {
    for base in bases() {
        let plan = Plan {
            scenario: base.scenario,
            roster: base.roster,
            performance: None,
            requirement: bemanna::model::CoverRequirement::default(),
            shortage: Vec::new(),
            violations: Vec::new(),
            cost: bemanna::model::Cost::default(),
            cover: Vec::new(),
            ..sample()
        };
        comes_back(&plan);
    }
}

#[test]
fn the_judgement_tells_law_apart_from_cover_with_source_and_numbers() {
    let mut scenario = centre();
    for limit in scenario.rules.limits.values_mut() {
        "AB 25 § 13".clone_into(&mut limit.source);
    }
    // Nobody in reception on Monday morning, and Bo works through lunch.
    let roster = rows(&[(1, 0, 800, 1600, CONTACTS)]);
    scenario.agents.iter_mut().for_each(|agent| agent.contract = None);
    let found = check(&scenario, &roster);
    assert!(found.iter().any(|v| v.severity == Severity::Hard) && found.iter().any(|v| v.severity == Severity::Cover));
    for (language, words) in [
        (Language::Swedish, ["Regelbrott (", "Bemanning som saknas (", "Sammanlagt:", "* Källan"]),
        (Language::English, ["Broken rules (", "Missing cover (", "In all:", "* The source"]),
    ] {
        for width in [60, 100] {
            let text = judgement(&scenario, &found, language, width);
            let places: Vec<usize> =
                words.iter().map(|word| text.find(word).unwrap_or_else(|| panic!("{text}"))).collect();
            assert!(places.is_sorted(), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
            assert!(text.contains("Bo Ek") && text.replace("\n    ", " ").contains("(AB 25 § 13) *"), "{text}");
        }
    }
    let document: serde_json::Value =
        serde_json::from_str(&judgement_json(&scenario, &found, Language::Swedish)).expect("JSON");
    assert_eq!(document["format"], 1);
    assert_eq!(document["breaches"].as_array().map(Vec::len), Some(found.len()));
    let stretch = document["breaches"].as_array().expect("a list").iter().find(|b| b["rule"] == "longest_stretch");
    let stretch = stretch.expect("eight hours without a break");
    assert_eq!((&stretch["agent"], &stretch["name"]), (&"bo".into(), &"Bo Ek".into()));
    assert_eq!((&stretch["measured"], &stretch["limit"]), (&480.into(), &300.into()));
    assert_eq!((&stretch["start"], &stretch["end"]), (&"2026-11-23T08:00".into(), &"2026-11-23T16:00".into()));
    assert_eq!((&stretch["source"], &stretch["verified"]), (&"AB 25 § 13".into(), &false.into()));
    let clean = judgement(&scenario, &[], Language::Swedish, 80);
    assert_eq!(clean, "Schemat bryter ingen regel.\n");
}
