//! Everything a reader needs, rendered from a `Plan`: terminal, HTML, CSV, JSON, XLSX. No computation of results here.

mod calendar;
mod contradictions;
mod duties;
mod fairness;
mod folder;
mod history;
mod history_hours;
mod html;
mod json;
mod json_contradictions;
mod json_cost;
mod json_parts;
mod json_people;
mod json_rules;
mod judgement;
mod lines;
mod people;
mod played;
mod service;
mod skills;
mod special_days;
mod staffing;
mod study;
mod summary;
mod tables;
mod terminal;
mod verdict;
mod wages;
mod workbook;

use std::path::Path;

use serde::Serialize;

use crate::error::Error;
use crate::model::{Calibration, Capacity, Comparison, Gathering, Language, Plan};

pub use folder::check_folder;
pub use json::plan_schema;
pub use judgement::{judgement, judgement_json};
pub use lines::{Line, Tone};
pub use played::{played, played_json};
pub use skills::{Naming, json as skills_json, terminal as skills_terminal, write as write_skills};
pub use terminal::{terminal, terminal_lines};

/// Writes everything about a plan into `dir`, all files at once or none.
///
/// An earlier plan there is replaced as a whole, and stays whole if anything fails. A folder that holds files which are
/// not a plan's is refused ([`check_folder`]; ask before a long run).
///
/// # Errors
///
/// [`Error::Io`] when the folder is refused or a file cannot be written.
pub fn write_plan(plan: &Plan, dir: &Path, language: Language) -> Result<(), Error> {
    let mut files = vec![
        ("plan.json", json::plan_json(plan).into_bytes()),
        ("roster.csv", tables::roster_csv(plan, language)),
        ("coverage.csv", tables::coverage_csv(plan, language)),
        ("roster.xlsx", workbook::workbook(plan, language)?),
        ("report.html", html::page(plan, language).into_bytes()),
        ("wages.csv", wages::wages_csv(plan, language)),
    ];
    if plan.performance.is_some() {
        files.push(("service.csv", service::service_csv(plan, language)));
    }
    // A roster that closes on itself is nobody's past.
    if !plan.scenario.horizon.cyclic {
        files.push(("history.csv", history::history_csv(plan, language)));
    }
    let former = folder::calendars(dir)?;
    let calendars = calendar::calendars(plan, &former, language);
    let calendars = calendars.into_iter().map(|(name, bytes)| (format!("{}/{name}", folder::CALENDAR), bytes));
    let files: Vec<_> = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).chain(calendars).collect();
    folder::replace(dir, &files)
}

/// plan.json as text: the same bytes as in the file.
pub fn plan_json(plan: &Plan) -> String {
    json::plan_json(plan)
}

/// A capacity study on the terminal.
pub fn capacity_terminal(capacity: &Capacity, language: Language, width: usize) -> String {
    study::plain(&study::capacity::document(capacity, language), language, width)
}

/// capacity.json as text.
pub fn capacity_json(capacity: &Capacity) -> String {
    study::capacity_json(capacity)
}

/// A calibration on the terminal.
pub fn calibration_terminal(calibration: &Calibration, language: Language, width: usize) -> String {
    study::plain(&study::calibration::document(calibration, language), language, width)
}

/// A calibration as JSON.
pub fn calibration_json(calibration: &Calibration) -> String {
    study::calibration_json(calibration)
}

/// What the folder of a capacity study holds.
const CAPACITY_FILES: [&str; 3] = ["capacity.json", "capacity.csv", "capacity.html"];

/// Writes a capacity study into `dir`, all files at once or none; an earlier one there is replaced.
///
/// # Errors
///
/// [`Error::Io`] when the folder holds anything else, or a file cannot be written.
pub fn write_capacity(capacity: &Capacity, dir: &Path, language: Language) -> Result<(), Error> {
    let document = study::capacity::document(capacity, language);
    let files = [
        ("capacity.json", study::capacity_json(capacity).into_bytes()),
        ("capacity.csv", study::capacity_csv(capacity, language)),
        ("capacity.html", study::page(&document, language).into_bytes()),
    ];
    folder::replace_of(dir, &files, &CAPACITY_FILES)
}

/// Plans side by side on the terminal.
pub fn compare_terminal(comparison: &Comparison, language: Language, width: usize) -> String {
    study::plain(&study::compare::document(comparison, language), language, width)
}

/// compare.json as text.
pub fn compare_json(comparison: &Comparison) -> String {
    study::compare_json(comparison)
}

/// What the folder of a comparison holds.
const COMPARISON_FILES: [&str; 2] = ["compare.json", "compare.html"];

/// Whether a comparison can be written to `dir`; to be asked before the plans are made.
///
/// # Errors
///
/// [`Error::Io`] when the folder holds anything else.
pub fn check_compare_folder(dir: &Path) -> Result<(), Error> {
    folder::check_folder_of(dir, &COMPARISON_FILES)
}

/// Writes a comparison into `dir`, all files at once or none; an earlier one there is replaced.
///
/// # Errors
///
/// [`Error::Io`] when the folder holds anything else, or a file cannot be written.
pub fn write_comparison(comparison: &Comparison, dir: &Path, language: Language) -> Result<(), Error> {
    let document = study::compare::document(comparison, language);
    let files = [
        ("compare.json", study::compare_json(comparison).into_bytes()),
        ("compare.html", study::page(&document, language).into_bytes()),
    ];
    folder::replace_of(dir, &files, &COMPARISON_FILES)
}

/// When a whole group can meet, on the terminal.
pub fn meet_terminal(gathering: &Gathering, language: Language, width: usize) -> String {
    study::plain(&study::meet::document(gathering, language), language, width)
}

/// meet.json as text.
pub fn meet_json(gathering: &Gathering, language: Language) -> String {
    study::meet_json(gathering, language)
}

/// What the folder of the answer holds.
const MEET_FILES: [&str; 2] = ["meet.json", "meet.html"];

/// Whether the answer can be written to `dir`; to be asked before it is sought.
///
/// # Errors
///
/// [`Error::Io`] when the folder holds anything else.
pub fn check_meet_folder(dir: &Path) -> Result<(), Error> {
    folder::check_folder_of(dir, &MEET_FILES)
}

/// Writes when a whole group can meet into `dir`, all files at once or none; an earlier answer there is replaced.
///
/// # Errors
///
/// [`Error::Io`] when the folder holds anything else, or a file cannot be written.
pub fn write_meet(gathering: &Gathering, dir: &Path, language: Language) -> Result<(), Error> {
    let document = study::meet::document(gathering, language);
    let files = [
        ("meet.json", study::meet_json(gathering, language).into_bytes()),
        ("meet.html", study::page(&document, language).into_bytes()),
    ];
    folder::replace_of(dir, &files, &MEET_FILES)
}

/// How long one stage took.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageTime {
    /// The stage.
    pub stage: &'static str,
    /// Wall-clock time `[s]`.
    pub seconds: f64,
}

/// Writes `timing.json` beside a plan: the seconds of each stage and in all, which may differ from run to run and
/// therefore are not in `plan.json`.
///
/// # Errors
///
/// [`Error::Io`] when the file cannot be written.
///
/// # Panics
///
/// Never: names and numbers are plain JSON.
pub fn write_timing(stages: &[StageTime], dir: &Path) -> Result<(), Error> {
    #[derive(Serialize)]
    struct Timing<'a> {
        format: u32,
        seconds: f64,
        stages: &'a [StageTime],
    }
    let timing = Timing { format: 1, seconds: stages.iter().map(|stage| stage.seconds).sum(), stages };
    let text = serde_json::to_string_pretty(&timing).expect("names and numbers are plain JSON") + "\n";
    folder::write_beside(dir, "timing.json", text.as_bytes())
}
