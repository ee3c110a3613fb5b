//! How evenings, lunch edges, squeeze days, half days and time at posts are shared, beside each person's part.

use serde::Serialize;

use crate::model::Language;
use crate::report::duties::{Duty, Kind, duties};
use crate::report::people::{is_working, listed};
use crate::report::summary::Summary;
use crate::text::{fairness as text, report, words};

use super::lane::brief;
use super::svg::short;
use super::week::upper_first;

/// The section.
#[derive(Serialize)]
pub(super) struct Fairness {
    kind: String,
    heading: String,
    how: String,
    person: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// One person.
#[derive(Serialize)]
struct Row {
    id: usize,
    name: String,
    brief: String,
    employment: String,
    class: &'static str,
    cells: Vec<Cell>,
}

/// What one person has of one thing, and the part by contracted time.
#[derive(Serialize)]
struct Cell {
    text: String,
    /// In percent of the most that anybody has or should have.
    width: String,
    /// `None` for who takes no part in it.
    mark: Option<String>,
}

/// The section; `None` where there is nothing to share.
pub(super) fn fairness(summary: &Summary, language: Language) -> Option<Fairness> {
    let plan = summary.plan;
    let duties = duties(plan);
    if duties.is_empty() {
        return None;
    }
    let row = |(position, (index, agent)): (usize, (crate::model::AgentIdx, &crate::model::Agent))| Row {
        id: index.0,
        name: agent.name.clone(),
        brief: brief(&agent.name),
        employment: words::round_percent(language, agent.employment.get()),
        class: if is_working(plan, index) { "" } else { "idle" },
        cells: duties.iter().map(|duty| cell(language, duty, position)).collect(),
    };
    Some(Fairness {
        kind: text::section(language),
        heading: heading(language, &duties),
        how: text::how(language),
        person: report::labels(language).person.to_owned(),
        columns: duties.iter().map(|duty| upper_first(&name(language, duty.kind))).collect(),
        rows: listed(plan).into_iter().enumerate().map(row).collect(),
    })
}

fn name(language: Language, kind: Kind) -> String {
    match kind {
        Kind::Evenings => text::evenings(language),
        Kind::Weekends => text::weekends(language),
        Kind::LunchEdges => text::lunch_edges(language),
        Kind::SqueezeDays => text::squeeze_days(language),
        Kind::HalfDays => text::half_days(language),
        Kind::Posts => text::posts(language),
    }
}

fn number(language: Language, kind: Kind, value: f64) -> String {
    words::number(language, value, usize::from(kind == Kind::Posts && value > 0.0))
}

/// The heading is the finding: from how little to how much each has who takes part.
fn heading(language: Language, duties: &[Duty]) -> String {
    let range = |duty: &Duty| {
        let taking = || duty.has.iter().zip(&duty.part).filter(|(_, part)| part.is_some()).map(|(&has, _)| has);
        let (least, most) = (taking().fold(f64::INFINITY, f64::min), taking().fold(0.0, f64::max));
        let least = if least.is_finite() { least } else { 0.0 };
        let (what, least, most) =
            (name(language, duty.kind), number(language, duty.kind, least), number(language, duty.kind, most));
        if least == most { text::same(language, what, most) } else { text::range(language, what, least, most) }
    };
    let ranges: Vec<String> = duties.iter().map(range).collect();
    text::heading(language, words::list(language, &ranges))
}

fn cell(language: Language, duty: &Duty, position: usize) -> Cell {
    let (has, part) = (duty.has[position], duty.part[position]);
    let most = duty.has.iter().copied().chain(duty.part.iter().flatten().copied()).fold(0.0, f64::max);
    let percent = |value: f64| short(if most > 0.0 { value / most * 100.0 } else { 0.0 });
    let shown = number(language, duty.kind, has);
    Cell {
        text: match part {
            Some(part) => text::with_part(language, shown, words::number(language, part, 1)),
            None if has > 0.0 => shown,
            None => "–".to_owned(),
        },
        width: percent(has),
        mark: part.map(percent),
    }
}
