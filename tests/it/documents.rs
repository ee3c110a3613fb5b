//! The documents for users, tried: the tutorial's commands and answers, and every example of the formats.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use bemanna::input;
use bemanna::model::{Fault, FaultKind};
use serde_json::Value;
use tempfile::TempDir;

/// A fenced block of a document: what stands after its fence, and its lines.
#[derive(Debug)]
struct Block {
    /// `toml`, `csv`, `sh` or `text`.
    kind: String,
    /// The file that it is, where it says so.
    file: Option<String>,
    text: String,
    /// The heading that it stands under.
    heading: String,
}

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a document")
}

fn blocks(document: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut heading = String::new();
    let mut is_inside = false;
    for line in document.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            is_inside = !is_inside;
            if is_inside {
                let words: Vec<&str> = fence.split_whitespace().collect();
                let kind = words.first().copied().unwrap_or_default().to_owned();
                let file = words.get(1..).and_then(<[&str]>::last).map(ToString::to_string);
                out.push(Block { kind, file, text: String::new(), heading: heading.clone() });
            }
        } else if is_inside {
            let block = out.last_mut().expect("a fence opened it");
            block.text += line;
            block.text.push('\n');
        } else if line.starts_with('#') {
            line.clone_into(&mut heading);
        }
    }
    assert!(!is_inside, "a fence is not closed");
    out
}

/// Whether a line of an answer is as quoted; "..." stands for anything.
fn is_as_quoted(line: &str, quoted: &str) -> bool {
    let mut parts = quoted.split("...");
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else { return false };
    let mut is_open = false;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        is_open = part.is_empty();
    }
    is_open || rest.is_empty()
}

#[test]
fn the_tutorial_can_be_followed_word_by_word() {
    let home = TempDir::new().expect("a temporary folder");
    let mut said = String::new();
    let mut n_commands = 0;
    for block in blocks(&document("docs/tutorial.md")) {
        match (block.kind.as_str(), &block.file) {
            ("sh", _) => {
                for line in block.text.lines() {
                    if line.contains("mine.csv") {
                        without_a_lunch(home.path());
                    }
                    said = run(home.path(), line);
                    n_commands += 1;
                }
            }
            (_, Some(file)) => {
                let path = home.path().join(file);
                fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                fs::write(path, &block.text).expect("written");
            }
            ("text", None) => {
                for quoted in block.text.lines() {
                    let is_said = said.lines().any(|line| is_as_quoted(&line.replace('\u{a0}', " "), quoted));
                    assert!(is_said, "the tutorial says\n{quoted}\nand the program\n{said}");
                }
            }
            _ => panic!("a block that is neither command, answer nor file: {block:?}"),
        }
    }
    assert!(n_commands >= 7, "{n_commands} commands");
}

#[test]
fn the_readmes_pictures_are_there_and_small() {
    let readme = document("README.md");
    let quoted: Vec<&str> = readme.split('"').filter(|text| text.starts_with("docs/pictures/")).collect();
    assert!(quoted.len() >= 4, "light and dark: {quoted:?}");
    for picture in quoted {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(picture);
        let size = fs::metadata(&path).unwrap_or_else(|_| panic!("{picture} is missing")).len();
        assert!((5_000..150_000).contains(&size), "{picture} has {size} bytes");
    }
    assert_eq!(readme.matches("<img ").count(), readme.matches(" alt=\"").count(), "a picture without words");
}

/// Runs a command line of the tutorial and gives all that it says.
fn run(home: &Path, line: &str) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("bemanna"), "{line}");
    let output = Command::new(env!("CARGO_BIN_EXE_bemanna"))
        .args(words)
        .current_dir(home)
        .env("LC_ALL", "en_GB.UTF-8")
        .output()
        .expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    text(output.stdout) + &text(output.stderr)
}

/// The plan's roster without the first row that has lunch, as the tutorial asks for.
fn without_a_lunch(home: &Path) {
    let roster = fs::read_to_string(home.join("my-centre/plan/roster.csv")).expect("a roster");
    let lunch = roster.lines().position(|line| line.contains("lunch")).expect("somebody has lunch");
    let kept = roster.lines().enumerate().filter(|(row, _)| *row != lunch).map(|(_, line)| line.to_owned() + "\n");
    fs::write(home.join("my-centre/mine.csv"), kept.collect::<String>()).expect("written");
}

/// The centre of docs/formats.md that has every key and column, with the tables of the sections above it.
fn every_key(blocks: &[Block]) -> TempDir {
    let home = TempDir::new().expect("a temporary folder");
    let write = |file: &str, text: &str| {
        let path = home.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    for block in blocks.iter().filter(|block| block.kind == "csv" && block.file.is_none()) {
        let file = block.heading.split('`').nth(1).expect("the heading names the file");
        write(file, &block.text);
    }
    for block in blocks {
        if let Some(file) = &block.file {
            write(file, &block.text);
        }
    }
    home
}

fn told(faults: &[Fault]) -> String {
    let line = |fault: &Fault| bemanna::text::faults::fault(bemanna::model::Language::English, fault) + "\n";
    faults.iter().map(line).collect()
}

#[test]
fn every_example_of_the_formats_is_read() {
    let blocks = blocks(&document("docs/formats.md"));
    let home = every_key(&blocks);
    let scenario = input::load(home.path()).unwrap_or_else(|faults| panic!("{}", told(&faults)));
    assert_eq!(scenario.queues.len(), 5);
    let what_if = home.path().join("scenarios/fler.toml");
    let changed = input::load_what_if(home.path(), &what_if).unwrap_or_else(|faults| panic!("{}", told(&faults)));
    assert_eq!(changed.agents.len() + 1, scenario.agents.len(), "cia leaves");
    // Every other piece of TOML is laid over that centre: what it says may hold already, and is read all the same.
    let pieces: Vec<&Block> = blocks.iter().filter(|block| block.kind == "toml" && block.file.is_none()).collect();
    assert!(pieces.len() >= 20);
    for block in pieces {
        let has_name =
            block.text.lines().take_while(|line| !line.starts_with('[')).any(|line| line.starts_with("name"));
        let text = if has_name { block.text.clone() } else { format!("name = \"a piece\"\n{}", block.text) };
        let file = home.path().join("scenarios/piece.toml");
        fs::write(&file, &text).expect("written");
        if let Err(faults) = input::load_what_if(home.path(), &file) {
            let is_nothing = faults.iter().all(|fault| fault.kind == FaultKind::ChangesNothing);
            assert!(is_nothing, "{}\n{text}\n{}", block.heading, told(&faults));
        }
    }
}

/// Every key of a schema, with the values that it may have where they are words.
fn keys(schema: &Value, out: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("properties", Value::Object(properties)) => out.extend(properties.keys().cloned()),
                    ("const", Value::String(word)) => drop(out.insert(word.clone())),
                    ("enum", Value::Array(words)) => {
                        out.extend(words.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => {}
                }
                keys(value, out);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, out)),
        _ => {}
    }
}

/// Whether `word` stands in `text` with no letter, digit or underscore on either side.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// The parts of a document that stand between backticks, tables and sentences alike.
fn in_backticks(document: &str) -> String {
    document.split('`').skip(1).step_by(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_key_is_described_and_has_an_example() {
    let text = document("docs/formats.md");
    let prose: String = text.split("```").step_by(2).collect();
    let described = in_backticks(&prose);
    let examples: String =
        blocks(&text).iter().filter(|block| block.kind == "toml").map(|block| block.text.clone()).collect();
    for schema in [input::centre_schema(), input::what_if_schema()] {
        let schema: Value = serde_json::from_str(&schema).expect("a schema is JSON");
        let mut all = BTreeSet::new();
        keys(&schema, &mut all);
        assert!(all.len() > 8, "{all:?}");
        for key in &all {
            assert!(has_word(&described, key), "docs/formats.md does not describe `{key}`");
        }
        let mut names = BTreeSet::new();
        properties(&schema, &mut names);
        for key in &names {
            assert!(has_word(&examples, key), "docs/formats.md has no example of `{key}`");
        }
    }
}

fn properties(schema: &Value, out: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                out.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| properties(value, out));
        }
        Value::Array(list) => list.iter().for_each(|value| properties(value, out)),
        _ => {}
    }
}

#[test]
fn every_column_that_is_read_is_described_and_has_an_example() {
    let text = document("docs/formats.md");
    let all = blocks(&text);
    let prose: String = text.split("```").step_by(2).collect();
    let described = in_backticks(&prose);
    let tables = [
        "agents",
        "forecast",
        "requirement",
        "absences",
        "history",
        "wishes",
        "pinned",
        "published",
        "handle_times",
        "skills",
        "trainings",
        "hires",
    ];
    for table in tables {
        let file = format!("{table}.csv");
        let home = every_key(&all);
        fs::write(home.path().join(&file), "no_such_column\n1\n").expect("written");
        let faults = input::load(home.path()).expect_err("a column that is not there");
        let known = faults.iter().find_map(|fault| match &fault.kind {
            FaultKind::UnknownColumn { known, .. } if fault.file == file => Some(known.clone()),
            _ => None,
        });
        let known = known.unwrap_or_else(|| panic!("{file} tells its columns: {}", told(&faults)));
        let is_of = |block: &&Block| {
            let named = block.file.clone().or_else(|| block.heading.split('`').nth(1).map(str::to_owned));
            // A published roster has the columns of any other.
            block.kind == "csv"
                && (named.as_deref() == Some(&file) || (table == "published" && named.as_deref() == Some("pinned.csv")))
        };
        let examples: String =
            all.iter().filter(is_of).filter_map(|block| block.text.lines().next()).collect::<Vec<_>>().join("\n");
        for column in &known {
            assert!(has_word(&described, column), "docs/formats.md does not describe `{column}` of {file}");
            assert!(has_word(&examples, column), "docs/formats.md has no example of `{column}` of {file}: {examples}");
        }
    }
}

#[test]
fn every_column_that_is_written_is_described() {
    let home = TempDir::new().expect("a temporary folder");
    run(home.path(), "bemanna init centre");
    run(home.path(), "bemanna plan centre");
    run(home.path(), "bemanna capacity centre");
    let text = document("docs/formats.md");
    let mut n_files = 0;
    for folder in ["centre/plan", "centre/capacity"] {
        for entry in fs::read_dir(home.path().join(folder)).expect("a result") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                n_files += 1;
                let table = fs::read_to_string(&path).expect("a table");
                let header = table.lines().next().unwrap_or_default().trim_start_matches('\u{feff}').to_owned();
                for column in header.split([',', ';']) {
                    assert!(has_word(&text, column.trim()), "docs/formats.md lacks `{column}` of {}", path.display());
                }
            }
        }
    }
    assert!(n_files >= 6, "{n_files} tables");
}
