//! Every fault of the input: its code, its heading in `docs/errors.md`, and a faulty centre with its message.
//!
//! A folder `tests/faults/<code>_<slug>/` holds only the files that differ from `tests/faults/base/`; an empty file
//! `<name>.absent` takes `<name>` away. `message.txt` holds what is said of it, in Swedish and then in English.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bemanna::input;
use bemanna::model::{Fault, FaultKind, Language, Scenario};
use bemanna::text::faults;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

/// The folders of faulty centres, in order.
fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("tests/faults");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|path| path.file_name().is_some_and(|name| name != "base"));
    folders.sort();
    folders
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// Loads `tests/faults/base` with the files of `folder` over it.
fn load(folder: &Path) -> Result<Scenario, Vec<Fault>> {
    let centre = tempfile::tempdir().expect("a folder");
    for source in [root().join("base"), folder.to_owned()] {
        for entry in fs::read_dir(source).expect("a folder") {
            let path = entry.expect("an entry").path();
            match name(&path).strip_suffix(".absent") {
                Some(absent) => fs::remove_file(centre.path().join(absent)).expect("the base has it"),
                None => drop(fs::copy(&path, centre.path().join(name(&path))).expect("a file")),
            }
        }
    }
    let what_if = centre.path().join("what-if.toml");
    if what_if.exists() { input::load_what_if(centre.path(), &what_if) } else { input::load(centre.path()) }
}

fn messages(faults: &[Fault]) -> String {
    let lines = |language| faults.iter().map(move |fault| faults::fault(language, fault) + "\n");
    lines(Language::Swedish).chain(lines(Language::English)).collect()
}

#[test]
fn the_base_has_no_fault() {
    let scenario = load(&root().join("base")).expect("the base is sound");
    assert_eq!(scenario.name, "Lillstad");
}

#[test]
fn each_faulty_centre_has_its_one_fault_and_message() {
    for folder in folders() {
        let faults = load(&folder).expect_err(&name(&folder));
        let codes: Vec<&str> = faults.iter().map(|fault| fault.kind.code()).collect();
        assert_eq!(codes, [&name(&folder)[..4]], "{}\n{}", name(&folder), messages(&faults));
        let expected = fs::read_to_string(folder.join("message.txt")).unwrap_or_default();
        assert_eq!(messages(&faults), expected, "{}", name(&folder));
    }
}

#[test]
fn codes_headings_and_folders_are_the_same() {
    let codes: BTreeSet<String> = FaultKind::CODES.iter().map(|&code| code.to_owned()).collect();
    assert_eq!(codes.len(), FaultKind::CODES.len(), "a code stands twice");
    assert!(FaultKind::CODES.is_sorted());
    let folders: BTreeSet<String> = folders().iter().map(|path| name(path)[..4].to_owned()).collect();
    assert_eq!(codes, folders, "tests/faults");
    let documented: Vec<String> =
        errors_md().lines().filter_map(|line| line.strip_prefix("### ")).map(|line| line[..4].to_owned()).collect();
    assert!(documented.is_sorted());
    assert_eq!(codes, documented.into_iter().collect(), "docs/errors.md");
}

#[test]
fn the_examples_of_the_documentation_are_what_is_said() {
    let errors = errors_md();
    for folder in folders() {
        for line in fs::read_to_string(folder.join("message.txt")).expect("message.txt").lines() {
            assert!(errors.contains(line), "docs/errors.md lacks\n{line}");
        }
    }
}

fn errors_md() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md")).expect("docs/errors.md")
}
