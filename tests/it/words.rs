//! The catalogue of sentences: both languages whole and apart, the glossary's words, and nothing told outside it.

mod catalogue;
mod spoken;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use catalogue::{Message, messages};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files under a folder, in order.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![root().join(folder)];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Messages whose wording is the same in both languages, because the word is.
const SAME: [&str; 12] = [
    "kronor",
    "minutes",
    "source_files",
    "status",
    "column_kronor",
    "value_count",
    "hours_minutes",
    "scenario_value",
    "see_people",
    "roster_given_source",
    "label_person",
    "lunch",
];

/// The text without its facts: whether any letters are left decides whether there is something to translate.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The facts that a text uses.
fn facts(text: &str) -> BTreeSet<String> {
    let text = text.replace("{{", "").replace("}}", "");
    let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(name, _)| name.split(':').next().unwrap_or(name).to_owned()).collect()
}

#[test]
fn every_message_is_translated_and_tells_the_same_facts() {
    let all = messages();
    assert!(all.len() > 900, "{} messages read", all.len());
    for Message { place, name, sv, en } in &all {
        assert_eq!(facts(sv), facts(en), "{place} {name}");
        let is_words = bare(sv).chars().filter(|c| c.is_alphabetic()).count() > 1;
        if is_words && !SAME.contains(&name.as_str()) {
            assert_ne!(sv, en, "{place} {name}: translate it, or list it as the same in both");
        }
    }
    for name in SAME {
        assert!(all.iter().any(|message| message.name == name && message.sv == message.en), "{name} is not the same");
    }
}

#[test]
fn quotation_marks_dashes_and_signs_are_the_languages_own() {
    for Message { place, name, sv, en } in messages() {
        assert!(!sv.contains('“'), "{place} {name}: Swedish quotes are ”…”\n{sv}");
        assert!(!en.contains('”') || en.contains('“'), "{place} {name}: English quotes are “…”\n{en}");
        for text in [&sv, &en] {
            assert!(!text.contains(" - "), "{place} {name}: a dash is – between figures\n{text}");
            assert!(!text.contains("  ") || place.contains("help.rs"), "{place} {name}: two spaces\n{text}");
            assert!(!text.ends_with(' '), "{place} {name}: ends in a space");
        }
    }
}

/// The rows of docs/glossary.md: Swedish, English, and what is not said in their place in either.
fn glossary() -> Vec<[Vec<String>; 4]> {
    let text = fs::read_to_string(root().join("docs/glossary.md")).expect("docs/glossary.md");
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    let cells = |line: &str| {
        let cells: Vec<Vec<String>> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| {
                cell.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
            })
            .collect();
        <[Vec<String>; 4]>::try_from(cells).unwrap_or_else(|_| panic!("four cells: {line}"))
    };
    rows.skip(1).map(cells).collect()
}

#[test]
fn the_catalogue_speaks_in_the_words_of_the_glossary() {
    let all = messages();
    let join = |texts: Vec<String>| format!(" {} ", texts.join(" \n ").to_lowercase());
    let swedish = join(all.iter().map(|message| bare(&message.sv)).collect());
    let english = join(all.iter().map(|message| bare(&message.en)).collect());
    let rows = glossary();
    assert!(rows.len() >= 25);
    for [sv, en, not_sv, not_en] in &rows {
        for (text, words, not, is_swedish) in [(&swedish, sv, not_sv, true), (&english, en, not_en, false)] {
            assert!(
                words.iter().any(|word| text.contains(word.as_str())),
                "{words:?} is in the glossary, and never said"
            );
            for word in not {
                let found = all.iter().find(|message| {
                    let text = if is_swedish { &message.sv } else { &message.en };
                    is_said(&bare(text).to_lowercase(), word)
                });
                assert!(found.is_none(), "not “{word}” but {words:?}: {found:?}");
            }
        }
    }
}

/// Whether a text has a word that begins so.
fn is_said(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

/// What stands in quotes in a source file, without its tests, attributes, comments and `expect`s.
fn literals(source: &str) -> Vec<(usize, String)> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let mut out = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let bare = line.trim_start();
        let is_spoken = !["//", "#[", "#!["].iter().any(|start| bare.starts_with(start))
            && !["expect(", "reason =", "panic!(", "schemars(", "debug_assert", "concat!(", "unreachable!("]
                .iter()
                .any(|call| bare.contains(call));
        if is_spoken {
            let parts = line.split('"').skip(1).step_by(2);
            out.extend(parts.map(|part| (number + 1, part.to_owned())));
        }
    }
    out
}

/// Whether a literal reads as words for people: three words of letters side by side (two may be classes of a style), or a letter that only Swedish has.
fn is_prose(text: &str) -> bool {
    let is_code = ["<", ">", "{%", "/>", "=\\", "::", "rgb", "http", "var(", "sans-serif"];
    if is_code.iter().any(|mark| text.contains(mark)) {
        return false;
    }
    let text = bare(text);
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &&str| {
        let word = word.trim_end_matches([',', '.', ':', ';']);
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic)
    };
    words.windows(3).any(|three| three.iter().all(is_word)) || text.contains(['å', 'ä', 'ö'])
}

/// Words outside the catalogue that no reader of a result meets, each with why.
const OUTSIDE: [(&str, &str); 10] = [
    ("src/cli/calibrate.rs", "vantan"),
    ("src/cli/calibrate.rs", "väntan"),
    ("src/cli/calibrate.rs", "mån"),
    ("src/cli/calibrate.rs", "lör"),
    ("src/cli/calibrate.rs", "sön"),
    ("src/cli/usage.rs", " is not in "),
    ("src/report/folder.rs", "not part of a plan; choose another folder"),
    ("src/report/special_days.rs", "klämdag"),
    ("src/report/study", "contacts an hour"),
    ("src/report/study", "contacts a day"),
];

#[test]
fn nothing_is_told_outside_the_catalogue() {
    let mut found = Vec::new();
    for folder in ["src/report", "src/cli"] {
        for path in sources(folder) {
            let place = path.strip_prefix(root()).expect("below").display().to_string();
            for (line, text) in literals(&fs::read_to_string(&path).expect("source")) {
                let is_known = OUTSIDE.iter().any(|(file, known)| place.starts_with(file) && text == *known);
                if is_prose(&text) && !is_known {
                    found.push(format!("{place}:{line}: {text}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "move into src/text, in both languages:\n{}", found.join("\n"));
}
