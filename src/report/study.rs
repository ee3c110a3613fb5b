//! A study as a document: findings, tables, pictures and what they rest on, told alike in the terminal and on a page.

pub(super) mod calibration;
pub(super) mod capacity;
mod capacity_data;
mod chart;
pub(super) mod compare;
mod compare_data;
mod heat;
pub(super) mod meet;
mod meet_data;
mod page;

use crate::model::Language;
use crate::text::capacity as text;

use super::terminal::{cut, wrap};

pub(super) use calibration::calibration_json;
pub(super) use capacity_data::{capacity_csv, capacity_json};
pub(super) use compare_data::compare_json;
pub(super) use meet_data::meet_json;
pub(super) use page::page;

/// What a study says.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    /// What was studied.
    pub(super) title: String,
    /// The answer in one sentence.
    pub(super) verdict: String,
    /// What belongs to the answer.
    pub(super) sentences: Vec<String>,
    /// Further findings, each under a heading of its own.
    pub(super) findings: Vec<Finding>,
    /// What must not be missed.
    pub(super) alarms: Vec<String>,
    /// Tables and pictures.
    pub(super) parts: Vec<Part>,
    /// What the answer rests on: what, value, source, certainty.
    pub(super) rests_on: Vec<[String; 4]>,
}

/// A finding, and what belongs to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Finding {
    /// The finding in one sentence.
    pub(super) heading: String,
    /// What belongs to it.
    pub(super) sentences: Vec<String>,
}

/// One table, with a picture or without.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// Its heading.
    pub(super) heading: String,
    /// How to read it.
    pub(super) how: String,
    /// The columns' names; the first column is text, the others numbers.
    pub(super) header: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Vec<String>>,
    /// Sentences under the table.
    pub(super) lines: Vec<String>,
    /// A picture as SVG, for the page only.
    pub(super) picture: Option<String>,
    /// What the lines of the picture are: class and name.
    pub(super) keys: Vec<(&'static str, String)>,
}

/// The document as plain text of at most `width` characters a line.
pub(super) fn plain(document: &Document, language: Language, width: usize) -> String {
    let width = width.max(40);
    let mut lines = wrap(&document.title, width, 0);
    lines.push(String::new());
    lines.extend(wrap(&document.verdict, width, 0));
    for sentence in &document.sentences {
        lines.extend(wrap(sentence, width, 0));
    }
    for finding in &document.findings {
        lines.push(String::new());
        lines.extend(wrap(&finding.heading, width, 0));
        lines.extend(finding.sentences.iter().flat_map(|sentence| wrap(sentence, width, 0)));
    }
    for alarm in &document.alarms {
        lines.extend(wrap(&format!("! {alarm}"), width, 2));
    }
    // A picture without a table has nothing to say on a terminal.
    for part in document.parts.iter().filter(|part| part.picture.is_none() || !part.rows.is_empty()) {
        lines.push(String::new());
        lines.extend(wrap(&part.heading, width, 0));
        lines.extend(indented(&part.how, width));
        lines.extend(table(part, width));
        for line in &part.lines {
            lines.extend(indented(line, width));
        }
    }
    lines.push(String::new());
    lines.push(text::rests_on(language) + ":");
    for [what, value, source, certainty] in &document.rests_on {
        // A source that says itself that it is an assumption needs no second word for it.
        let is_said = certainty.chars().take(5).eq(source.chars().take(5));
        let source = if is_said { source.clone() } else { format!("{certainty}; {source}") };
        lines.extend(indented(&format!("{what}: {value} ({source})"), width));
    }
    lines.join("\n") + "\n"
}

/// The text in lines, all of them indented.
fn indented(text: &str, width: usize) -> Vec<String> {
    let lines = wrap(text, width - 2, 2).into_iter().filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("  {line}")).collect()
}

/// The rows with columns as wide as they need to be.
fn table(part: &Part, width: usize) -> Vec<String> {
    let all: Vec<&Vec<String>> = std::iter::once(&part.header).filter(|h| !h.is_empty()).chain(&part.rows).collect();
    let n_columns = all.iter().map(|row| row.len()).max().unwrap_or(0);
    let wide = |column: usize| {
        let cells = all.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..n_columns).map(wide).collect();
    let line = |row: &&Vec<String>| {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let room = " ".repeat(widths[column].saturating_sub(cell.chars().count()));
            line += "  ";
            let [first, second]: [&str; 2] = if column == 0 { [cell, &room] } else { [&room, cell] };
            line += first;
            line += second;
        }
        cut(line.trim_end(), width)
    };
    all.iter().map(line).collect()
}

/// The text with its first letter in upper case.
fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_their_heading() {
        let text = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        let part = Part {
            header: text(&["people", "a day"]),
            rows: vec![text(&["13", "9"]), text(&["14", "450"])],
            ..Part::default()
        };
        assert_eq!(table(&part, 80), ["  people  a day", "  13          9", "  14        450"]);
    }
}
