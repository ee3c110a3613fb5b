//! roster.xlsx: what its formulas hold is the plan, and what stands there can be pinned.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bemanna::input::load;
use bemanna::model::{Activity, AgentIdx, DayIdx, Language, Minute, Plan, Roster, Scenario, Stretch, is_paid, staffed};
use bemanna::report::write_plan;
use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use super::mutations::bases::bases;
use super::sample_plan::{bare_plan, sample};

/// The sheets of a plan's workbook by name.
fn sheets(plan: &Plan, language: Language) -> BTreeMap<String, Range<Data>> {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("plan");
    write_plan(plan, &dir, language).expect("the plan is written");
    let mut book: Xlsx<_> = open_workbook(dir.join("roster.xlsx")).expect("a workbook");
    book.worksheets().into_iter().collect()
}

fn text(sheet: &Range<Data>, row: u32, column: u32) -> String {
    sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

fn number(sheet: &Range<Data>, row: u32, column: u32) -> f64 {
    match sheet.get_value((row, column)) {
        Some(Data::Float(value)) => *value,
        other => panic!("row {row}, column {column}: {other:?}"),
    }
}

/// Paid hours of a person's stretches that lie in shifts starting on the days.
fn paid(plan: &Plan, agent: AgentIdx) -> f64 {
    let mine = plan.roster.of(agent).iter().filter(|stretch| is_paid(&plan.scenario, stretch));
    mine.map(|stretch| f64::from(stretch.span().minutes()) / 60.0).sum()
}

#[test]
fn hours_and_people_in_the_workbook_are_the_plans() {
    let (mut people, mut intervals) = (0, 0);
    for base in bases() {
        let plan = bare_plan(base.scenario, base.roster);
        let sheets = sheets(&plan, Language::English);
        let hours = &sheets["Hours"];
        let header: Vec<String> =
            (0..hours.width()).map(|column| text(hours, 3, u32::try_from(column).expect("few columns"))).collect();
        let weeks: Vec<usize> = (0..header.len()).filter(|&column| header[column].starts_with("Week ")).collect();
        for row in 4.. {
            let name = text(hours, row, 0);
            if name == "Total" {
                break;
            }
            let is_called =
                |agent: &&bemanna::model::Agent| name == agent.name || name.ends_with(&format!("({})", agent.id));
            let agent = plan.scenario.agents.iter().position(|agent| is_called(&agent)).expect("a person");
            let sum: f64 =
                weeks.iter().map(|&column| number(hours, row, u32::try_from(column).expect("few columns"))).sum();
            assert!((sum - paid(&plan, AgentIdx(agent))).abs() < 1e-9, "{}: {name} {sum}", base.name);
            people += 1;
        }
        intervals += coverage(&plan, &sheets["Coverage"], &base.name);
    }
    assert!(people > 100 && intervals > 1000, "{people} people, {intervals} intervals");
}

/// Holds the sheet's people per half-hour against the roster; gives how many were compared.
fn coverage(plan: &Plan, sheet: &Range<Data>, name: &str) -> usize {
    let horizon = &plan.scenario.horizon;
    let there = staffed(&plan.scenario, &plan.roster, plan.scenario.live_queues());
    let mut day_of: BTreeMap<u32, DayIdx> = BTreeMap::new();
    let mut compared = 0;
    for row in 3..u32::try_from(sheet.height()).expect("few rows") + 3 {
        let dates: Vec<(u32, String)> = (0..40)
            .map(|place| (1 + place * 4, text(sheet, row, 1 + place * 4)))
            .filter(|(_, t)| t.contains('/'))
            .collect();
        if !dates.is_empty() {
            day_of.clear();
            for (column, date) in dates {
                let is_it = |day: &bemanna::model::Day| date.ends_with(&day.date.format(" %-d/%-m").to_string());
                day_of.insert(column, DayIdx(horizon.days.iter().position(is_it).expect("a day of the plan")));
            }
            continue;
        }
        let Some(Data::DateTime(clock)) = sheet.get_value((row, 0)) else { continue };
        #[expect(clippy::cast_possible_truncation, reason = "minutes of a day fit")]
        let clock = (clock.as_f64() * 1440.0).round() as i32;
        for (&column, &day) in &day_of {
            if sheet.get_value((row, column + 1)).is_none_or(|cell| *cell == Data::Empty) {
                continue;
            }
            // The hour that the clock shows twice, or skips, cannot be told from a text; `scripts/oracles.sh` sees it.
            if horizon.days[day.0].clock_change.is_some() {
                continue;
            }
            let index = horizon.interval_at(horizon.minute_at(day, clock)).expect("in the plan").0;
            let held = number(sheet, row, column + 1);
            assert!((held - there[index]).abs() < 1e-9, "{name}, {day:?} {clock}: {held} and {}", there[index]);
            compared += 1;
        }
    }
    compared
}

#[test]
fn every_day_of_work_has_its_intervals_on_the_sheet() {
    let plan = sample();
    let sheet = &sheets(&plan, Language::Swedish)["Bemanning"];
    // 08:00 to 17:00 in half-hours, from the sixth row on, for five days of four columns.
    assert_eq!((text(sheet, 3, 0), text(sheet, 3, 17)), ("v. 48".to_owned(), "fre 27/11".to_owned()));
    let rows: Vec<f64> = (5..23).map(|row| number(sheet, row, 1)).collect();
    assert!((rows[0] - 3.0).abs() < 1e-9 && (rows[17] - 2.0).abs() < 1e-9, "people required: {rows:?}");
    assert!(sheet.get_value((23, 0)).is_none_or(|cell| *cell == Data::Empty));
    let margin = number(sheet, 5, 2) - number(sheet, 5, 1);
    assert!((number(sheet, 5, 3) - margin).abs() < 1e-9, "{margin}");
}

/// Two people of Östersund on the Monday, one of them with lunch and a turn.
fn monday(scenario: &Scenario) -> Roster {
    let reception = Activity::Post(bemanna::model::PostIdx(0));
    let row = |agent: usize, from: i32, to: i32, activity| Stretch {
        agent: AgentIdx(agent),
        start: Minute(from),
        end: Minute(to),
        activity,
    };
    assert_eq!(scenario.posts[0].name, "Reception");
    Roster::new(vec![
        row(0, 480, 660, Activity::Contacts),
        row(0, 660, 690, Activity::Lunch),
        row(0, 690, 780, reception),
        row(0, 780, 990, Activity::Contacts),
        row(1, 510, 990, Activity::Reserve),
    ])
}

#[test]
fn what_stands_in_the_workbook_can_be_pinned() {
    let centre = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ostersund");
    let scenario = load(&centre).expect("the centre loads");
    let roster = monday(&scenario);
    let home = tempfile::tempdir().expect("a folder");
    for file in ["centre.toml", "agents.csv", "forecast.csv", "absences.csv"] {
        fs::copy(centre.join(file), home.path().join(file)).expect("copied");
    }
    for language in [Language::Swedish, Language::English] {
        let out = home.path().join("plan");
        write_plan(&bare_plan(scenario.clone(), roster.clone()), &out, language).expect("the plan is written");
        fs::copy(out.join("roster.xlsx"), home.path().join("pinned.xlsx")).expect("copied");
        assert_eq!(load(home.path()).expect("it loads").pinned, roster);
    }
}
