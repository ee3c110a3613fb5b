//! Plans side by side: what is read off them, and that noise is not sold as an effect.

use std::fs;
use std::path::Path;

use bemanna::input;
use bemanna::model::{Comparison, EffectOn, Language, Watch};
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
