//! The invariants of `ARCHITECTURE.md`, held by reading the source: edges between folders, size, headers, boundaries.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What each folder or file at the top of `src/` may name of its siblings. `main` sees the library from outside.
const EDGES: [(&str, &[&str]); 15] = [
    ("model", &[]),
    ("error", &["model"]),
    ("text", &["model"]),
    ("input", &["model", "error"]),
    ("demand", &["model", "error"]),
    ("optimise", &["model", "error"]),
    ("check", &["model", "error"]),
    ("simulate", &["model", "error"]),
    ("cost", &["model", "error"]),
    ("skills", &["model", "error"]),
    ("report", &["model", "error", "text"]),
    ("pipeline", &["model", "error", "demand", "optimise", "check", "simulate", "cost", "skills"]),
    ("cli", &["model", "error", "text", "input", "check", "simulate", "pipeline", "report"]),
    ("lib", &["error"]),
    ("main", &["cli", "error"]),
];

/// Folders whose results may not depend on files, the environment or the clock, and which print nothing.
const PURE: [&str; 7] = ["model", "demand", "optimise", "check", "simulate", "cost", "skills"];

/// What a pure folder may not name.
const IMPURE: [&str; 8] =
    ["std::fs", "std::env", "Instant::now", "SystemTime", "println!", "eprintln!", "print!", "eprint!"];

const MOST_LINES: usize = 400;

/// A source file: its path from the project's folder, and its text.
type Source = (String, String);

#[test]
fn source_keeps_to_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "examples", "benches"] {
        read_sources(root, folder, &mut files);
    }
    assert!(files.len() > 40, "only {} files were read", files.len());
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let faults = faults(&files, &architecture);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn one_highs_only() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("Cargo.lock");
    for name in ["highs", "highs-sys", "good_lp"] {
        let n = lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
        assert_eq!(n, 1, "{name} stands {n} times in Cargo.lock; good_lp and highs must be pinned together");
    }
}

fn read_sources(root: &Path, folder: &str, files: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("entry").file_name().into_string().expect("name")).collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            read_sources(root, &path, files);
        } else if Path::new(&name).extension().is_some_and(|extension| extension == "rs") {
            files.push((path.clone(), fs::read_to_string(root.join(&path)).expect("source is text")));
        }
    }
}

/// Every breach of the architecture, as a sentence each.
fn faults(files: &[Source], architecture: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in files {
        if text.lines().count() > MOST_LINES {
            faults.push(format!("{path}: {} lines; at most {MOST_LINES}", text.lines().count()));
        }
        if !text.starts_with("//! ") {
            faults.push(format!("{path}: does not open with a //! sentence"));
        }
        if path.starts_with("src/") {
            faults.extend(edge_faults(path, &code(text)).into_iter().map(|fault| format!("{path}: {fault}")));
        }
    }
    let boundary: Vec<&str> = files
        .iter()
        .filter(|(path, text)| {
            path.starts_with("src/") && (names(&code(text), "highs") || names(&code(text), "highs_sys"))
        })
        .map(|(path, _)| path.as_str())
        .collect();
    if boundary.len() > 1 || boundary.iter().any(|path| top(path) != "optimise") {
        faults.push(format!("highs is named in {}; one file of src/optimise may", boundary.join(", ")));
    }
    faults.extend(tree_faults(files, architecture));
    faults
}

/// Breaches in what one file of `src/` names.
fn edge_faults(path: &str, code: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let top = top(path);
    let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == top) else {
        return vec![format!("{top} has no line in the table of edges")];
    };
    for hidden in ["crate::{", "super::super", "crate::*", "bemanna::{"] {
        if code.contains(hidden) {
            faults.push(format!("{hidden} hides an edge"));
        }
    }
    let root = if top == "main" { "bemanna::" } else { "crate::" };
    for (at, _) in code.match_indices(root) {
        let word: String = code[at + root.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let to = if word == "Error" { "error" } else { &word };
        if !word.is_empty() && to != top && !allowed.contains(&to) {
            faults.push(format!("{top} may not name {to}"));
        }
    }
    // In the file at the head of a folder `super` is the crate's root, save within a module written in the file.
    let is_head = path.ends_with("/mod.rs") && path.matches('/').count() == 2 || path.matches('/').count() == 1;
    let outside = code.split("mod tests {").next().unwrap_or_default();
    if is_head && top != "lib" && outside.contains("super::") {
        faults.push("super:: at the head of a folder hides an edge".to_owned());
    }
    if top != "optimise" && names(code, "good_lp") {
        faults.push("good_lp outside src/optimise".to_owned());
    }
    if PURE.contains(&top) {
        for impure in IMPURE {
            if code
                .match_indices(impure)
                .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            {
                faults.push(format!("{impure} in a folder that touches no file, clock or terminal"));
            }
        }
    }
    faults
}

/// Differences between the source and the tree in `ARCHITECTURE.md`. A folder's line stands for its `mod.rs`.
fn tree_faults(files: &[Source], architecture: &str) -> Vec<String> {
    let exist: BTreeSet<String> = files
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("src/"))
        .map(|path| path.strip_suffix("mod.rs").unwrap_or(path).to_owned())
        .collect();
    let named = tree(architecture);
    let unnamed = exist.difference(&named).map(|path| format!("src/{path}: ARCHITECTURE.md does not name it"));
    let has = |folder: &str| exist.iter().any(|path| path.starts_with(folder));
    let stale = named.difference(&exist).filter(|path| !(path.ends_with('/') && has(path)));
    unnamed.chain(stale.map(|path| format!("ARCHITECTURE.md names src/{path}, which does not exist"))).collect()
}

/// The paths under `src/` in the block of `ARCHITECTURE.md` that begins with a line `src/`; two spaces a level.
fn tree(architecture: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut folders: Vec<String> = Vec::new();
    let block = architecture.lines().skip_while(|line| line.split_whitespace().next() != Some("src/")).skip(1);
    for line in block.take_while(|line| line.starts_with("  ")) {
        let name = line.split_whitespace().next().unwrap_or_default();
        let level = (line.len() - line.trim_start().len()) / 2 - 1;
        folders.truncate(level);
        paths.insert(folders.concat() + name);
        if name.ends_with('/') {
            folders.push(name.to_owned());
        }
    }
    paths
}

/// The folder or file at the top of `src/` that `path` belongs to.
fn top(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

/// Whether `code` uses the crate: its name as a word of its own at the head of a path.
fn names(code: &str, krate: &str) -> bool {
    code.match_indices(krate).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let is_word = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        let after = &code[at + krate.len()..];
        is_word && (after.starts_with("::") || after.starts_with(" as ") || code[..at].ends_with("use "))
    })
}

/// The source without comments and without what stands in string literals.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut in_string = false;
        let mut before = ' ';
        for c in line.chars() {
            match c {
                '"' if before != '\\' && before != '\'' => in_string = !in_string,
                '/' if before == '/' && !in_string => {
                    out.pop();
                    break;
                }
                _ if in_string => {}
                _ => out.push(c),
            }
            before = c;
        }
        out.push('\n');
    }
    out
}

const TREE: &str =
    "```text\nsrc/\n  lib.rs    The whole.\n  model/    Data.\n    time.rs Time.\n  optimise/ The plan.\n```\n";

/// A source without fault, on which the tests below plant one each.
fn sound() -> Vec<Source> {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    vec![
        file("src/lib.rs", "//! The whole.\npub mod model;\npub mod optimise;\n"),
        file("src/model/mod.rs", "//! Data.\nmod time;\n"),
        file(
            "src/model/time.rs",
            "//! Time.\n// crate::optimise in a comment is no edge\nconst A: &str = \"crate::cli\";\n",
        ),
        file(
            "src/optimise/mod.rs",
            "//! The plan.\nuse crate::model::Day;\nuse good_lp::Solution;\nuse highs::Model;\n",
        ),
    ]
}

fn with(path: &str, line: &str) -> Vec<String> {
    let mut files = sound();
    let file = files.iter_mut().find(|(name, _)| name == path).expect("a file of the sound source");
    file.1.push_str(line);
    faults(&files, TREE)
}

#[test]
fn a_sound_source_has_no_fault() {
    assert_eq!(faults(&sound(), TREE), Vec::<String>::new());
}

#[test]
fn a_wrong_edge_is_found() {
    assert_eq!(
        with("src/model/time.rs", "use crate::optimise::Plan;\n"),
        ["src/model/time.rs: model may not name optimise"]
    );
}

#[test]
fn a_hidden_edge_is_found() {
    assert_eq!(with("src/model/time.rs", "use crate::{optimise};\n"), ["src/model/time.rs: crate::{ hides an edge"]);
    assert_eq!(with("src/model/time.rs", "use super::super::text;\n").len(), 1);
    assert_eq!(with("src/optimise/mod.rs", "use super::text;\n").len(), 1);
    assert!(with("src/optimise/mod.rs", "mod tests {\n    use super::*;\n}\n").is_empty());
}

#[test]
fn a_long_file_is_found() {
    assert_eq!(with("src/lib.rs", &"\n".repeat(397)), Vec::<String>::new());
    assert_eq!(with("src/lib.rs", &"\n".repeat(398)), ["src/lib.rs: 401 lines; at most 400"]);
}

#[test]
fn a_missing_header_is_found() {
    let mut files = sound();
    files[1].1 = "mod time;\n".to_owned();
    assert_eq!(faults(&files, TREE), ["src/model/mod.rs: does not open with a //! sentence"]);
}

#[test]
fn a_solver_outside_its_boundary_is_found() {
    assert_eq!(
        with("src/model/time.rs", "use good_lp::Solver;\n"),
        ["src/model/time.rs: good_lp outside src/optimise"]
    );
    let found = with("src/model/time.rs", "fn f() { highs_sys::Highs_run() }\n");
    assert_eq!(found, ["highs is named in src/model/time.rs, src/optimise/mod.rs; one file of src/optimise may"]);
}

#[test]
fn a_file_that_the_tree_does_not_name_is_found_and_the_reverse() {
    let mut files = sound();
    files.push(("src/model/new.rs".to_owned(), "//! New.\n".to_owned()));
    assert_eq!(faults(&files, TREE), ["src/model/new.rs: ARCHITECTURE.md does not name it"]);
    let longer = TREE.replace("  optimise/", "    gone.rs Gone.\n  optimise/");
    assert_eq!(faults(&sound(), &longer), ["ARCHITECTURE.md names src/model/gone.rs, which does not exist"]);
}

#[test]
fn a_clock_in_a_pure_folder_is_found() {
    assert_eq!(with("src/optimise/mod.rs", "fn f() { std::time::Instant::now(); }\n").len(), 1);
}
