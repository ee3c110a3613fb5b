//! Reads a centre folder: `load(folder) -> Result<Scenario, Vec<Fault>>`.
//!
//! Every file is read as far as it can be, and every fault is collected with its file and line, so that a planner
//! mends all of them at once. Nothing is guessed: a key, a column or a name that is not known is a fault.
#![expect(clippy::disallowed_methods, reason = "this stage is the edge that reads files")]

mod absences;
mod activities;
mod adjust;
mod agents;
mod before;
mod calendar;
mod centre;
mod collect;
mod contracts;
mod development;
mod document;
mod example;
mod facts;
mod files;
mod grid;
mod history;
mod levels;
mod lines;
mod loose;
mod names;
pub(crate) mod nearest;
mod observed;
mod opening;
mod overlay;
mod overtime;
mod passages;
mod pay;
mod people;
mod published;
mod queues;
mod roster;
mod rule_sets;
mod rules;
mod schema;
mod schema_activities;
mod schema_before;
mod schema_calendar;
mod schema_pay;
mod schema_targets;
mod schema_what_if;
mod schema_work;
mod sheets;
mod shifts;
mod special_days;
mod tables;
mod targets;
mod unsocial;
mod validate;
mod values;
mod volumes;
mod wishes;

use std::path::{Path, PathBuf};

use collect::Faults;
use files::Files;

use crate::model::{End, Fault, FaultKind, Language, Roster, Scenario};

/// Reads and checks a centre folder; every fault is collected.
///
/// # Errors
///
/// All faults found: those of `centre.toml` first, then by file and line.
pub fn load(folder: &Path) -> Result<Scenario, Vec<Fault>> {
    let mut faults = Faults::default();
    let scenario = validate::scenario(&mut Files::new(folder), None, &mut faults);
    match scenario {
        Some(scenario) if faults.is_empty() => Ok(scenario),
        _ => Err(faults.into_sorted()),
    }
}

/// Reads a centre folder with a what-if laid over it: a small file that says what is changed. Of values that it gives as
/// ranges the higher ones count.
///
/// # Errors
///
/// All faults found, as [`load`]; also when the file changes nothing.
pub fn load_what_if(folder: &Path, file: &Path) -> Result<Scenario, Vec<Fault>> {
    what_if(&load(folder)?, folder, file, End::High)
}

/// As [`load_what_if`], once with the lower and once with the higher values where the what-if gives ranges.
///
/// # Errors
///
/// As [`load_what_if`].
pub fn load_what_if_ends(folder: &Path, file: &Path) -> Result<Vec<Scenario>, Vec<Fault>> {
    let base = load(folder)?;
    let high = what_if(&base, folder, file, End::High)?;
    let is_one = high.what_if.as_ref().is_none_or(|what_if| what_if.end == End::Only);
    Ok(if is_one { vec![high] } else { vec![what_if(&base, folder, file, End::Low)?, high] })
}

fn what_if(base: &Scenario, folder: &Path, file: &Path, end: End) -> Result<Scenario, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut files = Files::new(folder);
    let name = file.strip_prefix(folder).unwrap_or(file).display().to_string();
    let scenario = validate::what_if(&mut files, file, (end, None), &mut faults);
    match scenario {
        Some(scenario) if faults.is_empty() => {
            if scenario.asks_the_same(base) {
                faults.add(&name, None, FaultKind::ChangesNothing);
                return Err(faults.into_sorted());
            }
            Ok(scenario)
        }
        _ => Err(faults.into_sorted()),
    }
}

/// Reads a centre folder, with a what-if laid over it if there is one, as if its horizon had so many days.
///
/// For questions about days beyond those that are planned: the calendar, opening hours and absences are as the files
/// say, and a forecast by weekday goes on.
///
/// # Errors
///
/// All faults found, as [`load`].
pub fn load_days(folder: &Path, what_if: Option<&Path>, n_days: u32) -> Result<Scenario, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut files = Files::new(folder);
    let scenario = match what_if {
        Some(file) => validate::what_if(&mut files, file, (End::High, Some(n_days)), &mut faults),
        None => validate::scenario(&mut files, Some(n_days), &mut faults),
    };
    match scenario {
        Some(scenario) if faults.is_empty() => Ok(scenario),
        _ => Err(faults.into_sorted()),
    }
}

/// Reads a roster of ours or made by hand, from CSV or a workbook: rows with person, date, start, end and perhaps an
/// activity, or people down and days across.
///
/// Says nothing about whether the roster is legal; `check` does.
///
/// # Errors
///
/// All faults found, by line.
pub fn read_roster(scenario: &Scenario, path: &Path) -> Result<Roster, Vec<Fault>> {
    let mut faults = Faults::default();
    let file = path.display().to_string();
    let Ok(bytes) = std::fs::read(path) else {
        faults.add(&file, None, FaultKind::MissingFile);
        return Err(faults.into_sorted());
    };
    let roster = roster::read(&file, &bytes, roster::Context::of(scenario), &mut faults);
    match roster {
        Some(written) if faults.is_empty() => Ok(written.roster),
        _ => Err(faults.into_sorted()),
    }
}

/// Writes a small working centre to edit, described in `language`, and gives the files written.
///
/// Never overwrites: a folder that already holds one of the files is left as it is.
///
/// # Errors
///
/// When a file is there already, or cannot be written.
pub fn write_example(folder: &Path, language: Language) -> std::io::Result<Vec<PathBuf>> {
    example::write(folder, language)
}

/// The language that a centre's file asks for, as far as it can be told of a file that may be full of faults.
pub fn language_of(folder: &Path) -> Option<Language> {
    let text = std::fs::read_to_string(folder.join("centre.toml")).ok()?;
    let written = text.lines().find_map(|line| line.trim().strip_prefix("language"))?;
    match written.trim_start().strip_prefix('=')?.trim_start().get(..4)? {
        "\"sv\"" => Some(Language::Swedish),
        "\"en\"" => Some(Language::English),
        _ => None,
    }
}

/// The JSON Schema of a what-if's own keys, beside which it takes those of `centre.toml`.
pub fn what_if_schema() -> String {
    let schema = schemars::schema_for!(schema_what_if::WhatIf);
    format!("{:#}", schema.as_value())
}

/// The JSON Schema of `centre.toml`.
pub fn centre_schema() -> String {
    let schema = schemars::schema_for!(schema::Centre);
    format!("{:#}", schema.as_value())
}
