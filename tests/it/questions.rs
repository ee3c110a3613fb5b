//! The questions of data/README.md: what `compare` answers, centre by centre, and that the table names what is there.

use std::fs;
use std::path::{Path, PathBuf};

use bemanna::input;
use bemanna::model::{Language, Watch};
use bemanna::{pipeline, report};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// What `bemanna compare data/<centre> <what-ifs>` finds, in English, without its tables.
fn findings(centre: &str, what_ifs: &[&str]) -> String {
    let folder = data().join(centre);
    let base = input::load(&folder).expect("no fault");
    let file = |name: &&str| folder.join("scenarios").join(name).with_extension("toml");
    let ends = what_ifs.iter().flat_map(|name| input::load_what_if_ends(&folder, &file(name)).expect("no fault"));
    let ends: Vec<_> = ends.collect();
    let found = pipeline::compare(&base, &ends, &|work| work(Watch::SILENT)).expect("plans");
    assert!(found.cases.iter().all(|case| case.plan.certificate.is_reproducible), "the clock had no say");
    let text = report::compare_terminal(&found, Language::English, 200);
    text.split("\nSide by side").next().expect("there is always a first part").to_owned()
}

#[test]
fn a_full_days_meeting_leaves_nobody_in_ostersund() {
    insta::assert_snapshot!(findings("ostersund", &["heldagsmote"]));
}

#[test]
fn an_evening_by_overtime_leaves_the_day_alone_in_osthammar() {
    insta::assert_snapshot!(findings("osthammar", &["kvall-overtid"]));
}

#[test]
fn snow_chaos_in_lidingo_is_told_kept_and_put_right() {
    insta::assert_snapshot!(findings("lidingo", &["snokaos"]));
}

/// Every what-if that the table's commands name is a file of its centre.
#[test]
fn the_table_of_questions_names_what_ifs_that_are_there() {
    let text = fs::read_to_string(data().join("README.md")).expect("the table");
    let mut named = 0;
    for command in text.split('`').filter(|part| part.starts_with("bemanna compare data/")) {
        let mut words = command.split(' ').skip(2);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(words.next().expect("a folder"));
        for what_if in words {
            let file = folder.join("scenarios").join(what_if).with_extension("toml");
            assert!(file.is_file(), "{command}: no {}", file.display());
            named += 1;
        }
    }
    assert!(named >= 15, "only {named}");
}
