//! The program as its users meet it: commands, exit codes, files.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the program with these arguments, in a fixed language environment.
fn bemanna(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bemanna"))
        .args(arguments)
        .env("LC_ALL", "sv_SE.UTF-8")
        .env_remove("COLUMNS")
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("output is UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("not killed by a signal")
}

/// A fresh example centre in a temporary folder.
fn example() -> (TempDir, String) {
    let temp = TempDir::new().expect("a temporary folder");
    let folder = temp.path().join("lillstad").to_string_lossy().into_owned();
    let made = bemanna(&["init", &folder]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    (temp, folder)
}

fn file(folder: &str, name: &str) -> Vec<u8> {
    fs::read(Path::new(folder).join(name)).expect("the file is there")
}

#[test]
fn help_speaks_both_languages_and_names_every_command() {
    let swedish = stdout(&bemanna(&["--help"]));
    let english = stdout(&bemanna(&["--help", "--lang", "en"]));
    assert!(swedish.contains("Användning:") && english.contains("Usage:"), "{swedish}{english}");
    for command in ["init", "plan", "check", "simulate", "capacity", "calibrate", "skills", "compare", "meet", "schema"]
    {
        assert!(swedish.contains(command) && english.contains(command));
        let help = stdout(&bemanna(&[command, "--help", "--lang=en"]));
        assert!(help.contains("Usage: bemanna") && help.contains("Options:"), "{help}");
        assert!(!help.contains("Print help"), "clap's own words are replaced: {help}");
    }
}

#[test]
fn wrong_use_exits_2() {
    assert_eq!(code(&bemanna(&["plan"])), 2);
    assert_eq!(code(&bemanna(&["frobnicate"])), 2);
    let (_temp, folder) = example();
    assert_eq!(code(&bemanna(&["plan", &folder, "--time-limit", "soon"])), 2);
    assert_eq!(code(&bemanna(&["plan", &folder, "--gap", "-1"])), 2);
    assert_eq!(code(&bemanna(&["init", &folder])), 2, "an existing folder is not overwritten");
}

#[test]
fn the_example_centre_is_planned_checked_and_simulated() {
    let (_temp, folder) = example();
    let planned = bemanna(&["plan", &folder]);
    assert_eq!(code(&planned), 0, "{}{}", stdout(&planned), stderr(&planned));
    for name in ["plan.json", "roster.csv", "coverage.csv", "history.csv", "report.html", "roster.xlsx", "timing.json"]
    {
        assert!(!file(&folder, &format!("plan/{name}")).is_empty(), "{name}");
    }
    let plan: serde_json::Value = serde_json::from_slice(&file(&folder, "plan/plan.json")).expect("JSON");
    assert_eq!(plan["violations"].as_array().map(|v| v.iter().filter(|v| v["severity"] == "hard").count()), Some(0));

    let roster = format!("{folder}/plan/roster.csv");
    let checked = bemanna(&["check", &folder, &roster]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
    let played = bemanna(&["simulate", &folder, &roster, "--lang", "en"]);
    assert_eq!(code(&played), 0, "{}", stderr(&played));
    assert!(stdout(&played).contains("simulated weeks"), "{}", stdout(&played));
}

#[test]
fn the_same_input_and_seed_give_the_same_bytes() {
    let (_temp, folder) = example();
    let (one, two) = (format!("{folder}/one"), format!("{folder}/two"));
    for out in [&one, &two] {
        let planned = bemanna(&["plan", &folder, "--seed", "7", "--out", out]);
        assert_eq!(code(&planned), 0, "{}", stderr(&planned));
    }
    for name in ["plan.json", "roster.csv", "coverage.csv", "report.html", "roster.xlsx"] {
        assert!(file(&one, name) == file(&two, name), "{name} differs");
    }
}

#[test]
fn a_lunch_taken_out_by_hand_fails_the_check_with_the_name() {
    let (_temp, folder) = example();
    assert_eq!(code(&bemanna(&["plan", &folder])), 0);
    let text = String::from_utf8(file(&folder, "plan/roster.csv")).expect("UTF-8");
    let lunch = text.lines().find(|line| line.contains("lunch")).expect("somebody has lunch");
    let agent = lunch.trim_start_matches('\u{feff}').split([';', ',']).next().expect("a first field");
    let kept: Vec<&str> = text.lines().filter(|line| *line != lunch).collect();
    let spoiled = kept.join("\n") + "\n";
    let roster = format!("{folder}/spoiled.csv");
    fs::write(&roster, spoiled).expect("written");
    let checked = bemanna(&["check", &folder, &roster]);
    assert_eq!(code(&checked), 6, "{}", stdout(&checked));
    let agents = String::from_utf8(file(&folder, "agents.csv")).expect("UTF-8");
    let row = agents.lines().find(|line| line.split([';', ',']).next() == Some(agent)).expect("a known agent");
    let name = row.split([';', ',']).nth(1).expect("a name");
    assert!(stdout(&checked).contains(name), "{name} is named: {}", stdout(&checked));
}

#[test]
fn faults_in_the_input_exit_3_and_write_nothing() {
    let (_temp, folder) = example();
    let path = Path::new(&folder).join("forecast.csv");
    let text = fs::read_to_string(&path).expect("readable");
    fs::write(&path, text + "mon 09:00,nowhere,3\n").expect("written");
    let planned = bemanna(&["plan", &folder, "--lang", "en"]);
    assert_eq!(code(&planned), 3, "{}", stdout(&planned));
    assert!(stderr(&planned).contains("forecast.csv:") && stderr(&planned).contains("nowhere"), "{}", stderr(&planned));
    assert!(!Path::new(&folder).join("plan").exists());
    assert_eq!(code(&bemanna(&["plan", "no-such-folder"])), 3);
}

#[test]
fn schemas_are_json() {
    for which in ["centre", "plan"] {
        let schema: serde_json::Value =
            serde_json::from_slice(&bemanna(&["schema", which]).stdout).expect("a JSON document");
        assert!(schema["properties"].is_object(), "{which}");
    }
}

#[test]
fn a_pinned_row_on_a_leave_exits_4_and_both_are_named_with_their_lines() {
    let (_temp, folder) = example();
    fs::write(format!("{folder}/pinned.csv"), "agent,date,start,end,activity\ncia,2026-11-25,09:00,10:00,meeting\n")
        .expect("written");
    let planned = bemanna(&["plan", &folder]);
    assert_eq!(code(&planned), 4, "{}{}", stdout(&planned), stderr(&planned));
    assert!(stdout(&planned).contains("(absences.csv rad 2)"), "{}", stdout(&planned));
    let plan: serde_json::Value = serde_json::from_slice(&file(&folder, "plan/plan.json")).expect("JSON");
    assert_eq!(plan["status"], "relaxed");
    let facts = plan["contradictions"][0]["clashes"][0]["facts"].as_array().expect("facts");
    let places: Vec<_> = facts.iter().map(|fact| (fact["file"].as_str(), fact["line"].as_u64())).collect();
    assert_eq!(places, [(Some("absences.csv"), Some(2)), (Some("pinned.csv"), Some(2))]);
    assert!(!file(&folder, "plan/roster.csv").is_empty(), "the best roster stands beside");
}
