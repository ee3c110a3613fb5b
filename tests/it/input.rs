//! Centres as people write them: dialects of CSV, calendars, contracts, rosters and the built-in example.

use std::fs;
use std::path::Path;

use bemanna::input;
use bemanna::model::{
    Activity, AgentIdx, AtOnce, Fault, FaultKind, IntervalIdx, Language, Minute, Overflow, OverflowTo, QueueIdx,
    RuleId, Scenario, Seconds, Share, SkillIdx, SkillSet, Span, Transfer,
};
use bemanna::text::findings;

/// A folder with the base of the faulty centres, in which `change` may write.
pub(crate) fn centre(change: impl FnOnce(&Path)) -> Result<Scenario, Vec<Fault>> {
    let folder = tempfile::tempdir().expect("a folder");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/base");
    for entry in fs::read_dir(base).expect("the base") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
    }
    change(folder.path());
    input::load(folder.path())
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file");
}

pub(crate) fn edit(folder: &Path, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(name)).expect("a file");
    assert!(text.contains(from), "{name} lacks {from}");
    write(folder, name, &text.replacen(from, to, 1));
}

/// The scenario without what tells how its files were written.
fn content(scenario: Result<Scenario, Vec<Fault>>) -> Scenario {
    Scenario { inputs_sha256: String::new(), ..scenario.expect("no fault") }
}

#[test]
fn swedish_excel_and_plain_csv_say_the_same() {
    let plain = centre(|folder| {
        write(folder, "agents.csv", "agent,name,employment,skills\nann,\"Alm, Ann\",87.5,bygg|skola\n");
        write(folder, "forecast.csv", "start,queue,contacts,handle_time_s\nmon 08:00,bygg,5.5,240.5\n");
    });
    let plain_hash = plain.as_ref().expect("no fault").inputs_sha256.clone();
    let plain = content(plain);
    for (agents, forecast) in [
        (
            "\u{feff}agent;name;employment;skills\r\nann;Alm, Ann;87,5;bygg|skola\r\n",
            "\u{feff}start;queue;contacts;handle_time_s\r\nmån 08:00;bygg;5,5;240,5\r\n",
        ),
        (
            "Agent; Name; Employment ;Skills;note;;\n\n  ann ;Alm, Ann;87,5 %; bygg | skola ;ny;;\n;;;;;;\n",
            "contacts;start;handle_time_s;queue\n5,5;Monday 8:00;240,5;bygg\n\n",
        ),
        (
            "agent\tname\temployment\tskills\nann\tAlm, Ann\t87,5\tbygg|skola",
            "start,queue,contacts,handle_time_s\nmon 08:00,bygg,\"5,5\",\"240,5\"",
        ),
    ] {
        let other = centre(|folder| {
            write(folder, "agents.csv", agents);
            write(folder, "forecast.csv", forecast);
        });
        assert_ne!(other.as_ref().expect("no fault").inputs_sha256, plain_hash);
        let mut other = content(other);
        other.agents[0].line = plain.agents[0].line;
        assert_eq!(other, plain, "{agents}");
    }
}

#[test]
fn lines_are_those_of_an_editor_whatever_the_line_ends() {
    for text in [
        "start,queue,contacts\r\nmon 08:00,bygg,1\r\n\r\nmon 08:30,byg,1\r\n",
        "start,queue,contacts\n\"mon 08:00\",bygg,1\n\nmon 08:30,byg,1\n",
        "start,queue,contacts,note\nmon 08:00,bygg,1,\"two\nlines\"\nmon 08:30,byg,1\n",
    ] {
        let faults = centre(|folder| write(folder, "forecast.csv", text)).expect_err("a fault");
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].line, faults[0].kind.code()), (Some(4), "E201"), "{text:?}");
    }
}

#[test]
fn all_faults_of_all_files_are_collected_in_order() {
    let faults = centre(|folder| {
        edit(folder, "centre.toml", "within_s = 120 }", "within_s = 120 }\npatience = 240");
        edit(folder, "centre.toml", "skills = [\"bygg\"]", "skills = [\"byg\"]");
        edit(folder, "agents.csv", "bygg|skola", "bygg|slöjd");
        write(folder, "forecast.csv", "start,queue,contacts\nmon 07:00,bygg,-1\nmon 25:00,buss,x\n");
    })
    .expect_err("faults");
    let found: Vec<_> = faults.iter().map(|fault| (fault.file.as_str(), fault.line, fault.kind.code())).collect();
    let expected = [
        ("centre.toml", 20, "E124"),
        ("centre.toml", 23, "E105"),
        ("agents.csv", 2, "E124"),
        ("forecast.csv", 2, "E202"),
        ("forecast.csv", 3, "E114"),
        ("forecast.csv", 3, "E201"),
        ("forecast.csv", 3, "E211"),
    ];
    assert_eq!(found, expected.map(|(file, line, code)| (file, Some(line), code)));
}

#[test]
fn faults_that_only_follow_from_another_are_left_out() {
    let faults = centre(|folder| {
        let text = fs::read_to_string(folder.join("centre.toml")).expect("the base");
        write(folder, "centre.toml", &text.replace("[[queues]]", "[[queue]]"));
    })
    .expect_err("a fault");
    let codes: Vec<_> = faults.iter().map(|fault| fault.kind.code()).collect();
    assert_eq!(codes, ["E105"]);
}

#[test]
fn a_holiday_closes_the_centre_and_takes_hours_off_contracts() {
    let scenario = centre(|folder| {
        // Week 53 of 2026: New Year's Eve on Thursday, New Year's Day on Friday.
        edit(folder, "centre.toml", "2026-11-23", "2026-12-28");
        edit(folder, "centre.toml", "tue = [", "thu = [\"08:00-12:00\"]\ntue = [");
    })
    .expect("no fault");
    let days = &scenario.horizon.days;
    assert_eq!(days[3].holiday.as_deref(), Some("nyårsafton"));
    assert_eq!(days[4].holiday.as_deref(), Some("nyårsdagen"));
    assert!(days[3].opening.is_empty());
    assert_eq!(scenario.agents[0].contract, Some(24 * 60), "40 h less two holidays of 8 h");
    assert_eq!(scenario.agents[1].contract, Some(18 * 60), "and three quarters of that");
}

#[test]
fn clock_times_on_a_day_of_25_hours_are_those_on_the_wall() {
    let scenario = centre(|folder| {
        edit(folder, "centre.toml", "start = \"2026-11-23\"\nweeks = 1", "start = \"2026-10-25\"\ndays = 2");
        edit(folder, "centre.toml", "[opening]", "[opening]\nsun = [\"08:00-12:00\"]");
        write(folder, "forecast.csv", "start,queue,contacts\nsun 08:00,bygg,3\n2026-10-26 08:00,bygg,4\n");
    })
    .expect("no fault");
    assert_eq!(scenario.horizon.days[0].opening, [Span::new(Minute(9 * 60), Minute(13 * 60))]);
    assert_eq!(scenario.horizon.n_intervals(), 98);
    let contacts = |interval: usize| scenario.forecast[0][interval].contacts;
    assert_eq!((contacts(18), contacts(50 + 16)), (3.0, 4.0));
}

#[test]
fn dated_rows_overrule_the_typical_week() {
    let scenario = centre(|folder| {
        edit(folder, "centre.toml", "weeks = 1", "weeks = 2");
        write(folder, "forecast.csv", "start,queue,contacts\n2026-11-30 08:00,bygg,9\nmon 08:00,bygg,6\n");
    })
    .expect("no fault");
    let contacts = |day: usize| scenario.forecast[0][day * 48 + 16].contacts;
    assert_eq!((contacts(0), contacts(7), contacts(1)), (6.0, 9.0, 0.0));
}

#[test]
fn an_absence_that_counts_as_work_fills_contract_hours() {
    let scenario = centre(|folder| {
        write(
            folder,
            "absences.csv",
            "agent,from,to,kind,counts_as_work\n\
             ann,2026-11-23,2026-11-23,semester,ja\n\
             ann,2026-11-24 08:00,2026-11-24 10:00,kurs,ja\n\
             bo,2026-11-24 12:00,2026-11-24 17:00,ledig,nej\n",
        );
    })
    .expect("no fault");
    assert_eq!(scenario.agents[0].contract, Some((40 - 8 - 2) * 60));
    assert_eq!(scenario.agents[0].absences[0].span, Span::new(Minute(0), Minute(1440)));
    assert_eq!(scenario.agents[1].contract, Some(30 * 60));
    assert_eq!(scenario.agents[1].absences[0].counted, 0);
}

#[test]
fn places_to_hire_for_have_ids_of_their_own_and_no_contract() {
    let scenario = centre(|folder| write(folder, "agents.csv", "agent,skills,count\nann,bygg,\nplats,bygg|skola,3\n"));
    let scenario = scenario.expect("no fault");
    let agents: Vec<_> = scenario.agents.iter().map(|a| (a.id.as_str(), a.hireable, a.contract)).collect();
    assert_eq!(
        agents,
        [("ann", false, None), ("plats-1", true, None), ("plats-2", true, None), ("plats-3", true, None)]
    );
}

#[test]
fn a_requirement_alone_plans_without_simulation() {
    let scenario = centre(|folder| {
        edit(folder, "centre.toml", "[horizon]", "[simulation]\nenabled = false\n\n[horizon]");
        fs::remove_file(folder.join("forecast.csv")).expect("the base has it");
        write(folder, "requirement.csv", "start,queues,agents\nmon 08:00,bygg,2\nmon 08:30,*,3\ntue 08:00,bygg,0\n");
    })
    .expect("no fault");
    assert!(!scenario.simulate);
    let rows: Vec<_> = scenario.given.iter().map(|row| (row.interval, row.agents)).collect();
    assert_eq!(rows, [(IntervalIdx(16), 2), (IntervalIdx(17), 3)]);
    assert!(scenario.given.iter().all(|row| row.queues.has(QueueIdx(0)) && row.queues.len() == 1));
    assert_eq!(scenario.forecast.len(), scenario.queues.len());
}

#[test]
fn rules_can_be_switched_off_and_changed() {
    let scenario = centre(|folder| {
        let rules = "[rules]\nset = \"atl\"\noff = [\"longest_stretch\"]\n\n[rules.override]\n\
                     daily_rest = { time = \"12:00\", source = \"lokalt avtal\", verified = true }\n\
                     full_time_week = { time = \"38:15\", source = \"AB 25\" }\n\
                     holiday_reduction = { minutes = 0, source = \"AB 25\" }\n\n[horizon]";
        edit(folder, "centre.toml", "[horizon]", rules);
    })
    .expect("no fault");
    assert_eq!(scenario.rules.get(RuleId::LongestStretch), None);
    assert_eq!(scenario.rules.get(RuleId::DailyRest), Some(720));
    assert!(scenario.rules.limits[&RuleId::DailyRest].is_verified);
    assert_eq!(scenario.agents[0].contract, Some(38 * 60 + 15));
}

#[test]
fn observed_handle_times_give_a_queue_its_law_and_mean() {
    let scenario = centre(|folder| {
        let law = "id = \"bygg\"\nskills = [\"bygg\"]\nhandle_time_law = \"empirical\"";
        edit(folder, "centre.toml", "id = \"bygg\"\nskills = [\"bygg\"]\nhandle_time_s = 300", law);
        write(folder, "handle_times.csv", "queue;handle_time_s\nbygg;100\nbygg;500,0\nepost;77\nbygg;300\n");
    })
    .expect("no fault");
    let bygg = &scenario.queues[0];
    assert_eq!((bygg.handle_time, &bygg.handle_times[..]), (Seconds::new(300.0), &[1.0 / 3.0, 1.0, 5.0 / 3.0][..]));
    assert_eq!(scenario.forecast[0][16].handle_time, Seconds::new(300.0));
    assert!(scenario.queues[1].handle_times.is_empty(), "its law is another");
}

#[test]
fn passages_are_read_and_matters_counted_once() {
    let scenario = centre(|folder| {
        let keys = "at_closing = \"dropped\"\npriority = 2\noverflow = { after_s = 45, skills = [\"skola\"] }\n\
                    balking = 0.1\nwaiting_places = 8\ntransfer = { share = 0.2, to = \"chatt\" }\n\
                    solved_share = 0.75\nforward_work_s = 80\ntries_per_matter = 4\n\n\
                    [[queues]]\nid = \"chatt\"\nchannel = \"chat\"\nhandle_time_s = 600\nat_once = 3\n\
                    attention = 0.4\noverflow = {}\n\n[[queues]]\nid = \"epost\"\nidle_above = 2";
        edit(folder, "centre.toml", "\n[[queues]]\nid = \"epost\"", keys);
    })
    .expect("no fault");
    let [bygg, chat, letters] = &scenario.queues[..] else { panic!("three queues") };
    let skola = OverflowTo::AnyOf(SkillSet::of([SkillIdx(1)]));
    assert_eq!(bygg.overflow, Some(Overflow { after: Seconds::new(45.0), to: skola }));
    assert_eq!((bygg.priority, bygg.waiting_places, bygg.balking.get()), (2, Some(8), 0.1));
    assert_eq!(bygg.transfer, Some(Transfer { share: Share::new(0.2), to: QueueIdx(1) }));
    assert_eq!(chat.overflow, Some(Overflow { after: Seconds::new(0.0), to: OverflowTo::Anybody }));
    assert_eq!(chat.at_once, AtOnce { most: 3, attention: Share::new(0.4) });
    assert_eq!((letters.idle_above, bygg.idle_above), (2, 1));
    // Six contacts as counted are one and a half matters; a quarter of them takes 80 s more.
    let forecast = scenario.forecast[0][16];
    assert_eq!((forecast.contacts, forecast.handle_time.get()), (1.5, 320.0));
    assert!(findings::facts(&scenario, Language::English).iter().any(|fact| fact.is_assumed && fact.value == "4.0"));
}

#[test]
fn a_roster_by_hand_is_read_with_nights_and_posts() {
    let scenario = centre(|_| {}).expect("no fault");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("roster.csv");
    let text = "\u{feff}agent;date;start;end;activity\r\nbo;2026-11-23;22:00;06:00;reception\r\n\
                ann;2026-11-23;08:00;12:00;contacts\r\nann;2026-11-23;12:00;12:30;lunch\r\n";
    write(folder.path(), "roster.csv", text);
    let roster = input::read_roster(&scenario, &path).expect("no fault");
    assert_eq!(roster.of(AgentIdx(0)).len(), 2);
    let night = roster.of(AgentIdx(1))[0];
    assert_eq!((night.start, night.end), (Minute(22 * 60), Minute(30 * 60)));
    assert!(matches!(night.activity, Activity::Post(_)));
    let missing = input::read_roster(&scenario, &folder.path().join("none.csv")).expect_err("no file");
    assert_eq!(missing[0].kind, FaultKind::MissingFile);
}

#[test]
fn the_example_loads_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = input::write_example(folder.path(), bemanna::model::Language::Swedish).expect("an empty folder");
    assert!(files.iter().all(|file| file.is_file()));
    let scenario = input::load(folder.path()).expect("the example has no fault");
    assert!(scenario.forecast.iter().flatten().any(|forecast| forecast.contacts > 0.0));
    assert!(scenario.facts.iter().any(|fact| fact.is_assumed));
    let again =
        input::write_example(folder.path(), bemanna::model::Language::Swedish).expect_err("it is there already");
    assert_eq!(again.kind(), std::io::ErrorKind::AlreadyExists);
}

#[test]
fn the_schema_names_every_key_of_the_example() {
    let schema: serde_json::Value = serde_json::from_str(&input::centre_schema()).expect("JSON");
    let folder = tempfile::tempdir().expect("a folder");
    input::write_example(folder.path(), bemanna::model::Language::Swedish).expect("an empty folder");
    let text = fs::read_to_string(folder.path().join("centre.toml")).expect("the example");
    let example: toml::Table = text.parse().expect("TOML");
    for key in example.keys() {
        assert!(schema["properties"].get(key).is_some(), "{key}");
    }
}

/// Every key and column that can be written stands in the documentation.
#[test]
fn the_documentation_names_every_key() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let formats = fs::read_to_string(formats).expect("docs/formats.md");
    let schema: serde_json::Value = serde_json::from_str(&input::centre_schema()).expect("JSON");
    let tables = schema["$defs"].as_object().expect("tables").values().chain([&schema]);
    let keys: Vec<&String> =
        tables.filter_map(|table| table["properties"].as_object()).flat_map(|p| p.keys()).collect();
    assert!(keys.len() > 80, "only {} keys", keys.len());
    let sections =
        ["horizon", "opening", "skills", "queues", "posts", "shifts", "meetings", "training", "rules", "facts"];
    for key in keys {
        let is_named = ["`", "."].iter().any(|before| formats.contains(&format!("{before}{key}`")));
        let is_section = sections.contains(&key.as_str())
            || ["calendar", "published", "routing", "aim", "simulation", "settings", "pay", "development"]
                .contains(&key.as_str());
        assert!(is_named || is_section, "docs/formats.md does not name {key}");
    }
    for rule in RuleId::ALL {
        assert!(formats.contains(&format!("| `{}` |", rule.key())), "{}", rule.key());
    }
}

/// The examples of the documentation, put together, are a centre without fault.
#[test]
fn the_examples_of_the_documentation_are_a_centre() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let formats = fs::read_to_string(formats).expect("docs/formats.md");
    let folder = tempfile::tempdir().expect("a folder");
    let (mut toml, mut what_if, mut heading, mut tables) = (String::new(), String::new(), String::new(), 0);
    let mut lines = formats.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text.trim_matches('`').split('`').next().unwrap_or_default().to_owned();
        }
        if !matches!(line, "```toml" | "```csv") {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let block = block.join("\n") + "\n";
        if heading.starts_with("scenarios") {
            // The first is whole; what follows are pieces, which the documents' own tests load.
            if what_if.is_empty() {
                what_if = block;
            }
        } else if line == "```toml" {
            toml.push_str(&block);
        } else {
            write(folder.path(), &heading, &block);
            tables += 1;
        }
    }
    let read =
        "agents, forecast, requirement, absences, history, wishes, skills, trainings, hires, pinned, published, times";
    // The second example of pinned rows is a roster as made by hand, which holds as pinned too.
    assert_eq!(tables, 13, "{read}, pinned by hand");
    write(folder.path(), "centre.toml", &toml);
    let scenario = input::load(folder.path()).expect("no fault");
    assert_eq!((scenario.queues.len(), scenario.agents.len(), scenario.pinned.stretches.len()), (8, 2, 3));
    let vatten = scenario.queues.iter().find(|queue| queue.id == "vatten").expect("a queue of the documentation");
    let most: Vec<f64> = vatten.ceilings.iter().map(|ceiling| ceiling.most).collect();
    assert!(vatten.target.is_some() && most == [60.0, 0.05, 0.85]);
    write(folder.path(), "what-if.toml", &what_if);
    let changed = input::load_what_if(folder.path(), &folder.path().join("what-if.toml")).expect("no fault");
    assert_eq!(changed.agents.iter().map(|agent| agent.id.as_str()).collect::<Vec<_>>(), ["ann", "ny"]);
}

proptest::proptest! {
    /// Whatever stands in the files, reading them ends with a scenario or with faults, never with a panic.
    #[test]
    fn no_text_makes_reading_panic(
        file in 0_usize..3,
        at in 0.0_f64..1.0,
        cut in 0_usize..12,
        text in "[-0-9a-zåäö:;,.|=\\[\\]{}\"\n #*%]{0,12}",
    ) {
        let name = ["centre.toml", "agents.csv", "forecast.csv"][file];
        let result = centre(|folder| {
            let whole: Vec<char> = fs::read_to_string(folder.join(name)).expect("the base").chars().collect();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
            let at = (at * whole.len() as f64) as usize;
            let rest = &whole[(at + cut).min(whole.len())..];
            let changed: String = whole[..at].iter().chain(&text.chars().collect::<Vec<_>>()).chain(rest).collect();
            write(folder, name, &changed);
        });
        if let Err(faults) = result {
            proptest::prop_assert!(!faults.is_empty());
            for fault in faults {
                for language in [bemanna::model::Language::Swedish, bemanna::model::Language::English] {
                    let said = bemanna::text::faults::fault(language, &fault);
                    proptest::prop_assert!(said.len() > 30 && !said.ends_with(": "), "{said}");
                }
            }
        }
    }
}
