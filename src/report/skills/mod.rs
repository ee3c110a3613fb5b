//! HR's view: skills.html, skills.xlsx, skills.json and the terminal summary, with or without names.

mod advice;
mod json;
mod json_advice;
mod json_resilience;
pub(super) mod matrix;
mod page;
mod resilience;
pub(super) mod sentences;
mod terminal;
mod workbook;

use std::path::Path;

use crate::error::Error;
use crate::model::{Language, SkillReport};

use super::folder;

pub use terminal::terminal;

/// Whether persons are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// By their names.
    Named,
    /// Not at all: no names, and nothing that is about single persons.
    Anonymous,
}

/// Writes everything about skills into `dir`, all files at once or none.
///
/// # Errors
///
/// [`Error::Io`] when the folder holds other files than these or a file cannot be written.
pub fn write(report: &SkillReport, dir: &Path, language: Language, naming: Naming) -> Result<(), Error> {
    let files = [
        ("skills.json", json::text(report, naming).into_bytes()),
        ("skills.xlsx", workbook::workbook(report, language, naming)?),
        ("skills.html", page::page(report, language, naming).into_bytes()),
    ];
    folder::replace(dir, &files)
}

/// skills.json as text: the same bytes as in the file.
pub fn json(report: &SkillReport, naming: Naming) -> String {
    json::text(report, naming)
}
