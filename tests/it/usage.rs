//! The mistakes that people make at the command line, and whether the answer helps them on, in both languages.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the program in `folder`, in Swedish or English.
fn bemanna(folder: &Path, language: &str, arguments: &[&str]) -> Output {
    let locale = if language == "sv" { "sv_SE.UTF-8" } else { "en_GB.UTF-8" };
    Command::new(env!("CARGO_BIN_EXE_bemanna"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", locale)
        .env_remove("COLUMNS")
        .output()
        .expect("the program starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("output is UTF-8")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

/// A folder with the centre `lillstad`, its what-if `fler` and a roster in `lillstad/plan`.
fn folder() -> TempDir {
    let temp = TempDir::new().expect("a temporary folder");
    let made = bemanna(temp.path(), "sv", &["init", "lillstad"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let centre = temp.path().join("lillstad");
    fs::create_dir_all(centre.join("scenarios")).expect("made");
    fs::write(centre.join("scenarios/fler.toml"), "").expect("written");
    fs::create_dir_all(centre.join("plan")).expect("made");
    fs::write(centre.join("plan/roster.csv"), "agent,date,start,end,activity\n").expect("written");
    temp
}

/// What is typed, its exit code, and what the answer must say in Swedish and in English.
type Mistake = (&'static [&'static str], i32, &'static [&'static str], &'static [&'static str]);

const MISTAKES: [Mistake; 24] = [
    (&[], 2, &["Kommandon:", "bemanna init minkommun"], &["Commands:", "bemanna init mytown"]),
    (
        &["plann", "lillstad"],
        2,
        &["”plann” finns inte; menade du ”plan”?"],
        &["no command “plann”; did you mean “plan”?"],
    ),
    (&["xyz"], 2, &["kommandona är init, plan"], &["the commands are init, plan"]),
    (
        &["plan"],
        2,
        &["saknas", "<MAPP>  Mappen med centre.toml"],
        &["missing", "<FOLDER>  The folder with centre.toml"],
    ),
    (&["check", "lillstad"], 2, &["<SCHEMA>", "bemanna help check"], &["<ROSTER>", "bemanna help check"]),
    (&["calibrate", "lillstad"], 2, &["--observed <MÅTT=VÄRDE>"], &["--observed <MEASURE=VALUE>"]),
    (&["compare", "lillstad"], 2, &["<SCENARIO>...  Scenarier"], &["<SCENARIO>...  What-ifs"]),
    (
        &["plan", "lillstad", "--tme-limit", "9s"],
        2,
        &["--tme-limit finns inte; menade du ”--time-limit”?"],
        &["no option --tme-limit; did you mean “--time-limit”?"],
    ),
    (&["plan", "lillstad", "--fast"], 2, &["flaggan --fast finns inte"], &["no option --fast"]),
    (&["plan", "lillstad", "extra"], 2, &["”extra” är ett ord för mycket"], &["“extra” is one word too many"]),
    (
        &["plan", "lillstad", "--seed", "x"],
        2,
        &["--seed kan inte vara ”x”; skriv ett heltal"],
        &["--seed cannot be “x”; give a whole number"],
    ),
    (
        &["plan", "lillstad", "--seed"],
        2,
        &["efter --seed ska det stå ett värde: --seed <TAL>"],
        &["a value has to follow --seed: --seed <NUMBER>"],
    ),
    (&["plan", "lillstad", "--seed", "1", "--seed", "2"], 2, &["--seed står två gånger"], &["--seed stands twice"]),
    (
        &["capacity", "lillstad", "--silos", "999"],
        2,
        &["--silos kan inte vara 999; skriv ett heltal från 1 till 100"],
        &["--silos cannot be 999; give a whole number from 1 to 100"],
    ),
    (
        &["skills", "lillstad", "--two", "--pairs", "a,b"],
        2,
        &["--two och --pairs går inte ihop"],
        &["--two and --pairs do not go together"],
    ),
    (&["plan", "lillstad", "--json=ja"], 2, &["--json tar inget värde"], &["--json takes no value"]),
    (
        &["schema", "plane"],
        2,
        &["välj centre, what-if eller plan", "menade du ”plan”?"],
        &["choose centre, what-if or plan", "did you mean “plan”?"],
    ),
    (
        &["plan", "lilstad"],
        3,
        &["mappen lilstad finns inte; menade du lillstad?"],
        &["no folder lilstad; did you mean lillstad?"],
    ),
    (
        &["plan", "."],
        3,
        &["ingen centre.toml", "menade du ./lillstad?"],
        &["no centre.toml", "did you mean ./lillstad?"],
    ),
    (
        &["plan", "lillstad/centre.toml"],
        3,
        &["är en fil, inte kundcentrets mapp; menade du lillstad?"],
        &["is a file, not the centre's folder; did you mean lillstad?"],
    ),
    (
        &["check", "lillstad", "roster.csv"],
        3,
        &["menade du lillstad/plan/roster.csv?"],
        &["did you mean lillstad/plan/roster.csv?"],
    ),
    (
        &["check", "lillstad", "lillstad/plan"],
        3,
        &["är en mapp, inte ett schema; menade du lillstad/plan/roster.csv?"],
        &["is a folder, not a roster; did you mean lillstad/plan/roster.csv?"],
    ),
    (
        &["plan", "lillstad", "--scenario", "flera"],
        3,
        &["scenariot ”flera” finns inte; menade du fler?"],
        &["no what-if “flera”; did you mean fler?"],
    ),
    (&["init", "lillstad"], 2, &["lillstad finns redan"], &["lillstad exists already"]),
];

#[test]
fn a_mistake_is_told_in_the_readers_language_with_what_to_do() {
    let temp = folder();
    for (typed, code, swedish, english) in MISTAKES {
        for (language, expected) in [("sv", swedish), ("en", english)] {
            // Where a centre is found it is its own language that counts, which is Swedish here.
            let asked = ["--lang", language];
            let typed: Vec<&str> = if typed.is_empty() { Vec::new() } else { [typed, &asked[..]].concat() };
            let output = bemanna(temp.path(), language, &typed);
            let told = stderr(&output);
            assert_eq!(output.status.code(), Some(code), "{typed:?}\n{told}");
            for part in expected {
                assert!(told.contains(part), "{typed:?} in {language} lacks\n{part}\n{told}");
            }
            let foreign: &[&str] =
                if language == "sv" { &["error", "Usage", "tip:", "For more"] } else { &["fel:", "Användning"] };
            assert!(!foreign.iter().any(|word| told.contains(word)), "{typed:?} in {language}\n{told}");
            assert!(stdout(&output).is_empty(), "a mistake leaves nothing for a program to read");
        }
    }
}

#[test]
fn a_language_that_there_is_not_is_refused_by_name() {
    let temp = folder();
    let told = stderr(&bemanna(temp.path(), "sv", &["plan", "lillstad", "--lang", "fi"]));
    assert!(told.contains("--lang kan inte vara ”fi”; välj sv eller en"), "{told}");
}

#[test]
fn help_of_a_command_is_the_same_either_way() {
    let temp = folder();
    for language in ["sv", "en"] {
        let asked = bemanna(temp.path(), language, &["help", "plan"]);
        assert_eq!(asked.status.code(), Some(0));
        assert_eq!(stdout(&asked), stdout(&bemanna(temp.path(), language, &["plan", "--help"])));
        assert_eq!(
            stdout(&bemanna(temp.path(), language, &["help"])),
            stdout(&bemanna(temp.path(), language, &["--help"]))
        );
        let usage = if language == "sv" { "bemanna plan [FLAGGOR] <MAPP>" } else { "bemanna plan [OPTIONS] <FOLDER>" };
        assert!(stdout(&asked).contains(usage), "{}", stdout(&asked));
    }
}

#[test]
fn faults_of_a_centre_are_told_in_its_own_language() {
    let temp = folder();
    let path = temp.path().join("lillstad/agents.csv");
    let text = fs::read_to_string(&path).expect("readable");
    fs::write(&path, text + "eve,Eve,100,nothing,\n").expect("written");
    let output = bemanna(temp.path(), "en", &["plan", "lillstad"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("kompetensen ”nothing” finns inte"), "{}", stderr(&output));
}

#[test]
fn quiet_leaves_out_all_but_errors_and_what_was_asked_for_as_json() {
    let temp = folder();
    let quiet = bemanna(temp.path(), "sv", &["plan", "lillstad", "--quiet"]);
    assert_eq!((stdout(&quiet), stderr(&quiet)), (String::new(), String::new()));
    for command in ["plan", "simulate", "check", "capacity", "skills", "meet"] {
        let roster = ["lillstad/plan/roster.csv"];
        let roster: &[&str] = if matches!(command, "simulate" | "check") { &roster } else { &[] };
        let words = [&[command, "lillstad"], roster, &["--quiet", "--json"]].concat();
        let output = bemanna(temp.path(), "sv", &words);
        assert_eq!(output.status.code(), Some(0), "{words:?} {}", stderr(&output));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else");
        assert!(json["format"].is_number(), "{words:?}");
        assert!(stderr(&output).is_empty());
    }
    let wrong = bemanna(temp.path(), "sv", &["plan", "nowhere", "--quiet"]);
    assert!(stderr(&wrong).contains("nowhere"), "an error is told however quiet");
}

#[test]
fn what_a_roster_delivers_is_the_same_in_json_as_in_the_plan() {
    let temp = folder();
    assert_eq!(bemanna(temp.path(), "sv", &["plan", "lillstad", "--quiet"]).status.code(), Some(0));
    let output = bemanna(temp.path(), "sv", &["simulate", "lillstad", "lillstad/plan/roster.csv", "--json"]);
    let played: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = fs::read(temp.path().join("lillstad/plan/plan.json")).expect("a plan");
    let plan: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let key =
        |entry: &serde_json::Value| (entry["queue"].to_string(), entry["day"].to_string(), entry["limit"].to_string());
    let all = |document: &serde_json::Value| -> Vec<_> {
        document["service"].as_array().expect("a list").iter().map(key).collect()
    };
    assert!(!all(&played).is_empty());
    assert_eq!(all(&played), all(&plan), "the same promises");
    assert!(played["replications"].as_u64().is_some_and(|n| n > 0));
}

#[test]
fn an_english_reader_gets_an_english_centre_with_the_same_figures() {
    let temp = TempDir::new().expect("a temporary folder");
    for (language, name) in [("sv", "svensk"), ("en", "english")] {
        assert_eq!(bemanna(temp.path(), language, &["init", name]).status.code(), Some(0));
        let planned = bemanna(temp.path(), "sv", &["plan", name]);
        assert_eq!(planned.status.code(), Some(0), "{}", stderr(&planned));
        let says = if language == "sv" { "personer räcker vecka 48" } else { "people suffice for week 48" };
        assert!(stdout(&planned).contains(says), "{}", stdout(&planned));
    }
    let headcount = |name: &str| {
        let text = fs::read(temp.path().join(name).join("plan/plan.json")).expect("a plan");
        serde_json::from_slice::<serde_json::Value>(&text).expect("JSON")["headcount"].clone()
    };
    assert_eq!(headcount("svensk"), headcount("english"));
}
