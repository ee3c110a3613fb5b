//! What the program says, command by command, in one language at a time: no word of the other comes through.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{Reader, Xlsx, open_workbook};
use tempfile::TempDir;

use super::catalogue::messages;

/// Words of the one language that stand for themselves in the other: what a status is called in `plan.json`, and the
/// names of activities, kinds of wish and keys, which are written so in the files whatever the language.
const OF_FILES: [&str; 28] = [
    "meet",
    "proven",
    "closed",
    "feasible",
    "undecided",
    "short",
    "relaxed",
    "contacts",
    "lunch",
    "break",
    "meeting",
    "training",
    "reserve",
    "init",
    "plan",
    "check",
    "simulate",
    "compare",
    "capacity",
    "calibrate",
    "skills",
    "schema",
    "help",
    "share",
    "wait",
    "abandoned",
    "excel",
    "forecast",
];

/// The words of a text, in small letters: no file names, keys, options, figures or placeholders.
fn words(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for piece in text.split(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '–') {
        let piece = piece.trim_matches(|c: char| !c.is_alphanumeric() && c != '<' && c != '-');
        let is_word = piece.chars().count() > 1 && piece.chars().all(char::is_alphabetic);
        if is_word && piece.chars().any(char::is_lowercase) {
            out.insert(piece.to_lowercase());
        }
    }
    out
}

/// The words of the sources that the rule sets cite, which are Swedish documents whatever the report's language.
fn cited() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for entry in fs::read_dir(super::root().join("data/rules")).expect("the rule sets") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a rule set");
        out.extend(text.split('"').skip(1).step_by(2).flat_map(words));
    }
    out
}

/// The words that only the other language's catalogue has.
fn foreign(language: &str) -> BTreeSet<String> {
    let all = messages();
    let swedish: BTreeSet<String> = all.iter().flat_map(|message| words(&super::bare(&message.sv))).collect();
    let english: BTreeSet<String> = all.iter().flat_map(|message| words(&super::bare(&message.en))).collect();
    let (own, other) = if language == "sv" { (&swedish, &english) } else { (&english, &swedish) };
    let mut foreign: BTreeSet<String> = other.difference(own).cloned().collect();
    let cited = cited();
    foreign.retain(|word| !OF_FILES.contains(&word.as_str()) && !cited.contains(word));
    foreign
}

/// What a page says to its reader: no tags, styles, scripts or code.
fn text_of(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        out.push(' ');
        let tag = &rest[open..];
        let skipped = ["script", "style", "code"].iter().find(|name| tag[1..].starts_with(*name));
        let end = match skipped {
            Some(name) => tag.find(&format!("</{name}>")).map_or(tag.len(), |at| at + name.len() + 3),
            None => tag.find('>').map_or(tag.len(), |at| at + 1),
        };
        rest = &tag[end..];
    }
    out + rest
}

/// Every text cell of a workbook, and the names of its sheets.
fn cells(path: &Path) -> String {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let mut out = book.sheet_names().join("\n");
    for name in book.sheet_names() {
        for row in book.worksheet_range(&name).expect("a sheet").rows() {
            for cell in row {
                out += "\n";
                out += &cell.to_string();
            }
        }
    }
    out
}

/// What is said in the files that a command writes into a folder.
fn written(folder: &Path) -> String {
    let mut out = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|extension| extension == "html") {
            out += &text_of(&fs::read_to_string(&path).expect("a page"));
        } else if path.extension().is_some_and(|extension| extension == "xlsx") {
            out += &cells(&path);
        } else if name == "calendar" {
            for calendar in fs::read_dir(&path).expect("a folder") {
                let text = fs::read_to_string(calendar.expect("an entry").path()).expect("a calendar");
                // Folded lines go on in the next; only summaries and descriptions are prose.
                let text = text.replace("\r\n ", "");
                let told = text.lines().filter(|line| line.starts_with("SUMMARY") || line.starts_with("DESCRIPTION"));
                out += &told
                    .filter_map(|line| line.split_once(':'))
                    .map(|(_, text)| text.to_owned() + "\n")
                    .collect::<String>();
            }
        }
    }
    out
}

/// A made-up centre in a language, with a what-if, profiles to hire and a broken roster.
fn centre(home: &Path, language: &str) {
    let made = run(home, language, &["init", "centre"]);
    assert!(made.contains("bemanna plan centre"), "{made}");
    let folder = home.join("centre");
    fs::create_dir_all(folder.join("scenarios")).expect("made");
    let name = if language == "sv" { "Fler samtal" } else { "More calls" };
    let what_if = format!("name = \"{name}\"\n\n[[forecast]]\nfactor = 1.1\n");
    fs::write(folder.join("scenarios/fler.toml"), what_if).expect("written");
}

/// Everything that a command says, on both streams.
fn run(home: &Path, language: &str, arguments: &[&str]) -> String {
    let locale = if language == "sv" { "sv_SE.UTF-8" } else { "en_GB.UTF-8" };
    let output = Command::new(env!("CARGO_BIN_EXE_bemanna"))
        .args(arguments)
        .current_dir(home)
        .env("LC_ALL", locale)
        .output()
        .expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8") + &String::from_utf8(output.stderr).expect("UTF-8")
}

fn said(language: &str) -> Vec<(String, String)> {
    let home = TempDir::new().expect("a temporary folder");
    centre(home.path(), language);
    let commands: [&[&str]; 14] = [
        &["plan", "centre"],
        &["check", "centre", "centre/plan/roster.csv"],
        &["check", "centre", "thin.csv"],
        &["simulate", "centre", "centre/plan/roster.csv"],
        &["capacity", "centre"],
        &["calibrate", "centre", "--observed", "wait=60s"],
        &["calibrate", "centre", "--observed", "wait=60s", "--roster", "centre/plan/roster.csv"],
        &["skills", "centre"],
        &["compare", "centre", "fler"],
        &["plan", "centre", "--scenario", "fler"],
        &["plan", "short"],
        &["plan", "clash"],
        &["help"],
        &["plan", "nowhere"],
    ];
    let mut out = Vec::new();
    for command in commands {
        if let Some(name @ (&"short" | &"clash")) = command.get(1) {
            spoil(home.path(), name);
        }
        if command.last() == Some(&"thin.csv") {
            // Every fourth row alone breaks rules of every kind.
            let roster = fs::read_to_string(home.path().join("centre/plan/roster.csv")).expect("a roster");
            let rows =
                roster.lines().enumerate().filter(|(row, _)| row % 4 == 0).map(|(_, line)| line.to_owned() + "\n");
            fs::write(home.path().join("thin.csv"), rows.collect::<String>()).expect("written");
        }
        out.push((command.join(" "), run(home.path(), language, command)));
    }
    for name in ["init", "plan", "check", "simulate", "compare", "capacity", "calibrate", "skills", "schema", "help"] {
        out.push((format!("help {name}"), run(home.path(), language, &["help", name])));
    }
    for folder in ["centre/plan", "centre/capacity", "centre/skills", "centre/compare", "short/plan", "clash/plan"] {
        let text = written(&home.path().join(folder));
        assert!(!text.is_empty(), "{folder} holds something to read");
        out.push((format!("files in {folder}"), text));
    }
    out
}

/// The centre once more, with too few people, or with facts that contradict each other.
fn spoil(home: &Path, name: &str) {
    let folder = home.join(name);
    fs::create_dir_all(&folder).expect("made");
    for file in ["centre.toml", "agents.csv", "forecast.csv", "absences.csv"] {
        fs::copy(home.join("centre").join(file), folder.join(file)).expect("copied");
    }
    if name == "short" {
        let agents = fs::read_to_string(folder.join("agents.csv")).expect("agents");
        let few: String = agents.lines().take(4).map(|line| line.to_owned() + "\n").collect();
        fs::write(folder.join("agents.csv"), few).expect("written");
    } else {
        let row = "agent,date,start,end,activity\ncia,2026-11-25,09:00,10:00,meeting\n";
        fs::write(folder.join("pinned.csv"), row).expect("written");
    }
}

fn speaks_only(language: &str) {
    let foreign = foreign(language);
    assert!(foreign.len() > 300, "{} words to know the other language by", foreign.len());
    let mut found = Vec::new();
    for (what, text) in said(language) {
        let strange: Vec<String> = words(&text).intersection(&foreign).cloned().collect();
        if !strange.is_empty() {
            found.push(format!("{what}: {}", strange.join(", ")));
        }
    }
    assert!(found.is_empty(), "in {language} the other language comes through:\n{}", found.join("\n"));
}

#[test]
fn swedish_is_swedish() {
    speaks_only("sv");
}

#[test]
fn english_is_english() {
    speaks_only("en");
}
