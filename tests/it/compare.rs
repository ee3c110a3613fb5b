//! Plans side by side: what is read off them, and that noise is not sold as an effect.

use std::fs;
use std::path::Path;

use bemanna::input;
use bemanna::model::{Activity, Case, Comparison, DayChange, EffectOn, Language, RosterIs, Severity, Watch};
use bemanna::{pipeline, report};

/// Three people, two queues, two days; enough for every target.
const CENTRE: &str = r#"
format = 1
name = "Lillstad"

[horizon]
start = "2026-11-23"
days = 2

[opening]
mon = ["08:00-12:00"]
tue = ["08:00-12:00"]

[skills]
bygg = "Bygglov"
skola = "Skola"

[[queues]]
id = "bygg"
name = "Bygglov"
skills = ["bygg"]
handle_time_s = 300
target = { share = 0.5, within_s = 120 }

[[queues]]
id = "skola"
name = "Skola"
skills = ["skola"]
handle_time_s = 300
patience_s = 200
target = { share = 0.5, within_s = 120 }

[[shifts]]
id = "dag"
start = "08:00"
work = ["4:00"]

[rules]
set = "none"

[aim]
people = "fewest"
"#;
const AGENTS: &str = "agent,skills\nann,bygg|skola\nbo,bygg|skola\ncia,skola\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let starts = ["mon", "tue"].into_iter().flat_map(|day| (16..24).map(move |half_hour| (day, half_hour)));
    let rows = starts.map(|(day, half_hour)| {
        let start = format!("{day} {:02}:{:02}", half_hour / 2, 30 * (half_hour % 2));
        format!("{start},bygg,3\n{start},skola,2\n")
    });
    let forecast = "start,queue,contacts\n".to_owned() + &rows.collect::<String>();
    for (name, text) in [("centre.toml", CENTRE), ("agents.csv", AGENTS), ("forecast.csv", &forecast)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn compare(what_ifs: &[&str]) -> Comparison {
    let folder = folder();
    let base = input::load(folder.path()).expect("no fault");
    let load = |text: &&str| {
        let path = folder.path().join("what-if.toml");
        fs::write(&path, format!("name = \"Prov\"\n{text}")).expect("a file");
        input::load_what_if(folder.path(), &path).expect("no fault")
    };
    let what_ifs: Vec<_> = what_ifs.iter().map(load).collect();
    pipeline::compare(&base, &what_ifs, &|work| work(Watch::SILENT)).expect("plans")
}

#[test]
fn more_contacts_under_the_kept_roster_are_worse_and_certain() {
    let found = compare(&["roster = \"keep\"\n[[forecast]]\nfactor = 1.6"]);
    assert_eq!(found.cases[1].plan.roster, found.cases[0].plan.roster);
    let of = |on: EffectOn| found.effects[0].iter().find(|e| e.queue.is_none() && e.on == on).expect("an effect");
    let in_time = of(EffectOn::InTime);
    assert!(in_time.is_better() == Some(false) && in_time.high < -0.02, "{in_time:?}");
    assert_eq!(of(EffectOn::MeanWait).is_better(), Some(false));
    assert_eq!(found.cases[1].plan.certificate.headcount_bound, None, "a kept roster proves nothing");
}

#[test]
fn a_change_that_service_does_not_feel_has_no_effect() {
    // Only the name of a fact and the weight of shifts differ: the same contacts meet the same people.
    let found = compare(&["roster = \"keep\"\n[[shifts]]\nid = \"dag\"\nweight = 3"]);
    for effect in &found.effects[0] {
        assert!(effect.difference().abs() < 1e-12 && effect.is_better().is_none(), "{effect:?}");
    }
}

#[test]
fn who_is_away_is_not_in_the_kept_roster_and_her_contacts_have_nobody() {
    let away = |agent: &str| {
        format!("[[absences]]\nagent = \"{agent}\"\nfrom = \"2026-11-23\"\nto = \"2026-11-23\"\nkind = \"sjuk\"\n")
    };
    let all = format!("roster = \"keep\"\n{}{}{}", away("ann"), away("bo"), away("cia"));
    let found = compare(&[&all]);
    let monday = found.cases[1].plan.scenario.horizon.days[0].span();
    assert!(found.cases[1].plan.roster.stretches.iter().all(|stretch| !stretch.span().overlaps(monday)));
    // 8 half-hours of 5 contacts on the day when nobody is there.
    assert!((found.cases[1].unserved - found.cases[0].unserved - 40.0).abs() < 1e-9);
    assert!(found.cases[1].broken.is_some());
}

#[test]
fn who_is_alone_with_a_queue_is_counted() {
    let found = compare(&["[[agents]]\nagent = \"bo\"\nskills = [\"skola\"]"]);
    let alone: i32 = found.cases[1].alone.iter().filter(|(queue, _)| queue.0 == 0).map(|(_, minutes)| minutes).sum();
    let rest = found.cases[0].shortest_rest.map(|(_, rest)| rest);
    assert_eq!(rest, Some(20 * 60), "from Monday 12:00 to Tuesday 08:00, and no break within a day");
    assert_eq!(alone, 480, "ann is the only one who knows bygg, 4 hours on both days");
}

#[test]
fn the_terminal_and_the_json_tell_the_same_in_both_languages() {
    let found = compare(&["[[forecast]]\nfactor = 1.6"]);
    let swedish = report::compare_terminal(&found, Language::Swedish, 160);
    let english = report::compare_terminal(&found, Language::English, 160);
    let json: serde_json::Value = serde_json::from_str(&report::compare_json(&found)).expect("JSON");
    let people = json["cases"][1]["headcount"].as_u64().expect("a number");
    assert!(swedish.contains(&format!("Prov: {people} personer i arbete")), "{swedish}");
    assert!(english.contains(&format!("Prov: {people} people at work")), "{english}");
    assert!(swedish.contains("52 veckor") && english.contains("52 weeks"), "how a year is counted is told");
    assert!(english.lines().all(|line| line.chars().count() <= 160));
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("compare");
    report::write_comparison(&found, &out, Language::Swedish).expect("written");
    let page = fs::read_to_string(out.join("compare.html")).expect("a page");
    assert!(page.contains("Prov") && !page.contains("http"), "self-contained");
}

/// Every what-if that comes with a centre can be laid over it.
#[test]
fn the_what_ifs_of_the_centres_are_sound() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut n = 0;
    for centre in ["ostersund", "osthammar", "lidingo", "orebro"] {
        let folder = data.join(centre);
        for entry in fs::read_dir(folder.join("scenarios")).expect("scenarios") {
            let path = entry.expect("an entry").path();
            input::load_what_if(&folder, &path).unwrap_or_else(|faults| panic!("{}: {faults:?}", path.display()));
            n += 1;
        }
    }
    assert!(n >= 8, "only {n}");
}

/// Six people with contracts, of whom few are needed on an ordinary day; `more` is added to the centre.
fn full(more: &str) -> tempfile::TempDir {
    let folder = folder();
    let centre = CENTRE.replace("people = \"fewest\"", "people = \"contract\"").replace("share = 0.5", "share = 0.8");
    let shifts = centre.replace("start = \"08:00\"\nwork = [\"4:00\"]", "start = \"08:00-10:00\"\nwork = [\"2:00\"]");
    let rules = shifts.replace("set = \"none\"", "set = \"ab-2025\"\noff = [\"weekly_rest\", \"shortest_shift\"]");
    fs::write(folder.path().join("centre.toml"), rules + more).expect("a file");
    let agents = "agent,skills,weekly_hours,employment,days_off\nann,bygg|skola,10:00,100,\nbo,bygg|skola,10:00,100,\n\
                  cia,bygg|skola,10:00,100,\ndan,bygg|skola,10:00,100,\neva,bygg|skola,10:00,100,\n";
    fs::write(folder.path().join("agents.csv"), agents).expect("a file");
    folder
}

/// The what-if of `folder` beside the centre.
fn compared(folder: &tempfile::TempDir, what_if: &str) -> Comparison {
    let base = input::load(folder.path()).expect("no fault");
    let path = folder.path().join("what-if.toml");
    fs::write(&path, format!("name = \"Prov\"\n{what_if}")).expect("a file");
    let changed = input::load_what_if(folder.path(), &path).expect("no fault");
    pipeline::compare(&base, &[changed], &|work| work(Watch::SILENT)).expect("plans")
}

const SURGE: &str = "roster = \"repair\"\n[[forecast]]\ndays = [\"mon\"]\nfactor = 2.5\n";

/// Violations that may not be, of a case.
fn hard(case: &Case) -> usize {
    case.plan.violations.iter().filter(|violation| violation.severity == Severity::Hard).count()
}

#[test]
fn a_surge_takes_people_from_reserve_on_its_own_day_only() {
    let found = compared(&full(""), SURGE);
    let [base, kept, right] = &found.cases[..] else { panic!("{} cases", found.cases.len()) };
    assert_eq!((kept.way, right.way), (RosterIs::Kept, RosterIs::Repaired));
    assert_eq!(kept.plan.roster, base.plan.roster);
    let of_day = |case: &Case, day: usize| {
        let span = case.plan.scenario.horizon.days[day].span();
        case.plan.roster.stretches.iter().filter(|s| s.span().overlaps(span)).copied().collect::<Vec<_>>()
    };
    assert_eq!(of_day(right, 1), of_day(base, 1), "Tuesday is as published");
    let reserve = |case: &Case| {
        let rows = of_day(case, 0);
        rows.iter().filter(|stretch| stretch.activity == Activity::Reserve).count()
    };
    assert!(reserve(base) > 0, "the centre has somebody to spare");
    assert!(reserve(right) < reserve(kept));
    assert!(right.moved.iter().any(|moved| moved.changes.contains(&DayChange::FromReserve)), "{:?}", right.moved);
    assert!(right.moved.iter().all(|moved| moved.day.0 == 0 && !moved.is_overtime));
    let late = |case: &Case| -> f64 {
        let tallies = &case.plan.performance.as_ref().expect("played").tallies;
        tallies.iter().flatten().map(|tally| tally.offered - tally.answered_within).sum()
    };
    assert!(late(right) < late(kept) - 1.0, "{} {}", late(right), late(kept));
    assert_eq!(hard(right), 0, "{:?}", right.plan.violations);
}

#[test]
fn a_surge_that_asks_for_more_calls_in_who_is_free_as_overtime() {
    // Gun has her hours on Tuesday and is free on Monday; nobody is in reserve.
    let folder = full("");
    let agents = "agent,skills,weekly_hours,employment,shifts\nann,bygg|skola,10:00,100,dag\nbo,bygg|skola,10:00,100,dag\n\
                  gun,bygg|skola,5:00,50,dag\n";
    fs::write(folder.path().join("agents.csv"), agents).expect("a file");
    let pinned = "agent,date,start,end,activity\ngun,2026-11-24,08:00,10:00,contacts\n";
    fs::write(folder.path().join("pinned.csv"), pinned).expect("a file");
    let found = compared(&folder, &SURGE.replace("2.5", "4"));
    let right = &found.cases[2];
    let came: Vec<_> = right.moved.iter().filter(|moved| moved.is_overtime).collect();
    assert_eq!(came.len(), 1, "{:?}", right.moved);
    let gun = came[0].agent;
    assert_eq!(right.plan.scenario.agents[gun.0].id, "gun");
    assert_eq!(hard(right), 0, "{:?}", right.plan.violations);
    let person = right.plan.cost.people.iter().find(|person| person.agent == gun).expect("she is paid");
    assert_eq!(person.beyond(), 120, "two hours on top of her contract");
    let english = report::compare_terminal(&found, Language::English, 160);
    assert!(english.contains("is called in 08:00–10:00 on overtime, free otherwise"), "{english}");
}

#[test]
fn training_gives_way_to_a_surge() {
    let folder = full("\n[[training]]\nagent = \"ann\"\nminutes_per_week = 60\nblock_minutes = 60\n");
    let agents = "agent,skills,weekly_hours,employment\nann,bygg|skola,10:00,100\nbo,bygg|skola,10:00,100\n";
    fs::write(folder.path().join("agents.csv"), agents).expect("a file");
    let found = compared(&folder, "roster = \"repair\"\n[[forecast]]\nfactor = 2.5\n");
    let minutes = |case: &Case| -> i32 {
        let rows = case.plan.roster.stretches.iter().filter(|stretch| stretch.activity == Activity::Training);
        rows.map(|stretch| stretch.span().minutes()).sum()
    };
    let [_, kept, right] = &found.cases[..] else { panic!("{} cases", found.cases.len()) };
    assert_eq!((minutes(kept), minutes(right)), (60, 0));
    let is_training = |change: &DayChange| matches!(change, DayChange::Dropped(s) if s.activity == Activity::Training);
    assert!(right.moved.iter().any(|moved| moved.changes.iter().any(is_training)), "{:?}", right.moved);
    assert_eq!(hard(right), 0, "{:?}", right.plan.violations);
}

#[test]
fn a_range_is_told_from_one_end_to_the_other() {
    let folder = full("");
    let base = input::load(folder.path()).expect("no fault");
    let path = folder.path().join("what-if.toml");
    fs::write(&path, "name = \"Prov\"\n[[forecast]]\nfactor = [0.4, 1.5]\n").expect("a file");
    let ends = input::load_what_if_ends(folder.path(), &path).expect("no fault");
    let found = pipeline::compare(&base, &ends, &|work| work(Watch::SILENT)).expect("plans");
    let people: Vec<usize> = found.cases.iter().map(|case| case.plan.headcount).collect();
    assert!(people[1] < people[2], "{people:?}");
    let english = report::compare_terminal(&found, Language::English, 200);
    assert!(english.contains(&format!("Prov: {}–{} people at work", people[1], people[2])), "{english}");
    assert!(english.contains("Prov, low: ") && english.contains("Prov, high: "), "{english}");
}
