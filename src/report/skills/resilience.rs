//! A roster with people away, in words: one row for each absence, the worst first.

use serde::Serialize;

use crate::model::{Away, ChangeKind, Language, Outcome, Promise, Resilience, SkillReport};
use crate::text::{resilience as text, skills, words};

use super::Naming;
use super::sentences::{contacts, person};

/// Most queues named as hurt.
const HURT: usize = 3;

/// The part of the page.
#[derive(Serialize)]
pub(super) struct Section {
    title: String,
    pub(super) heading: String,
    how: String,
    pub(super) facts: Vec<String>,
    columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    pairs_title: String,
    pub(super) pairs: Vec<Row>,
}

/// One absence.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) who: String,
    pub(super) before: String,
    pub(super) lost: String,
    pub(super) after: String,
    pub(super) left: String,
    pub(super) changes: String,
    pub(super) hurts: String,
    is_lost: bool,
    /// Whether anything is lost as it stands, or put right.
    #[serde(skip)]
    is_told: bool,
}

/// The part about absences; without names only the counts.
pub(super) fn section(report: &SkillReport, found: &Resilience, language: Language, naming: Naming) -> Section {
    let (n, still) = (found.single.len(), found.single.iter().filter(|away| !end(away).is_survived()).count());
    let broken = found.single.iter().filter(|away| !away.without.is_survived()).count();
    let heading = if still == 0 { text::survives(language, n) } else { text::breaks(language, still, n) };
    let mut facts = vec![
        text::base(language, words::percent(language, found.share), found.n_targets, found.n_missed),
        text::count(language, broken, still, n),
    ];
    facts.extend(found.all_pairs.map(|pairs| text::pairs_counted(language, pairs.losing, pairs.played)));
    facts.extend(found.is_cut_short.then(|| text::cut_short(language)));
    let rows = |absences: &[Away]| -> Vec<Row> {
        if naming == Naming::Anonymous {
            return Vec::new();
        }
        let mut sorted: Vec<&Away> = absences.iter().collect();
        sorted.sort_by(|a, b| badness(b).partial_cmp(&badness(a)).unwrap_or(std::cmp::Ordering::Equal));
        sorted.into_iter().map(|away| row(report, away, language)).collect()
    };
    Section {
        title: text::title(language),
        heading,
        how: text::how(language, words::number(language, f64::from(found.replications), 0)),
        facts,
        columns: vec![
            text::who(language),
            text::as_it_stands(language),
            text::lost(language),
            text::put_right(language),
            text::lost_left(language),
            text::changed(language),
            text::whom(language),
        ],
        rows: rows(&found.single),
        pairs_title: text::pairs(language),
        pairs: rows(&found.pairs),
    }
}

/// What is left in the end: put right where that was tried.
fn end(away: &Away) -> &Outcome {
    away.repaired.as_ref().map_or(&away.without, |repaired| &repaired.outcome)
}

/// What makes one absence worse than another.
fn badness(away: &Away) -> (usize, i32, usize, f64) {
    (end(away).lost.len(), end(away).unmanned, away.without.lost.len(), away.without.all_late())
}

fn row(report: &SkillReport, away: &Away, language: Language) -> Row {
    let names: Vec<String> = away.agents.iter().map(|&agent| person(report, language, Naming::Named, agent)).collect();
    let dash = || "–".to_owned();
    let repaired = away.repaired.as_ref();
    Row {
        who: words::list(language, &names),
        before: words::percent(language, away.without.share),
        lost: lost_before(&away.without, language),
        after: repaired.map_or_else(dash, |repaired| words::percent(language, repaired.outcome.share)),
        left: repaired.map_or_else(dash, |repaired| lost(report, &repaired.outcome, language)),
        changes: repaired.map_or_else(dash, |repaired| changes(language, &repaired.changes)),
        hurts: hurts(report, end(away), language),
        is_lost: !end(away).is_survived(),
        is_told: !end(away).is_survived() || !away.without.is_survived(),
    }
}

/// How many targets are lost as it stands, and how long posts are empty.
fn lost_before(outcome: &Outcome, language: Language) -> String {
    let n = outcome.lost.len().to_string();
    match outcome.unmanned {
        0 => n,
        minutes => format!("{n}, {}", text::unmanned(language, skills::duration(language, minutes))),
    }
}

/// The targets lost: how many, and the first of them by name.
fn lost(report: &SkillReport, outcome: &Outcome, language: Language) -> String {
    let name = |promise: &Promise| {
        let day = promise.day.map_or_else(
            || text::all_through(language),
            |day| words::short_date(language, report.scenario.horizon.days[day.0].date),
        );
        text::promise(language, &report.scenario.queues[promise.queue.0].name, day)
    };
    match outcome.lost.as_slice() {
        [] => "0".to_owned(),
        few if few.len() <= 2 => few.iter().map(name).collect::<Vec<_>>().join(", "),
        [first, rest @ ..] => format!("{} {}", name(first), skills::more(language, rest.len())),
    }
}

fn changes(language: Language, changes: &[crate::model::RosterChange]) -> String {
    let count = |kind: ChangeKind| changes.iter().filter(|change| change.kind == kind).count();
    let parts = [
        (count(ChangeKind::CalledIn), text::called_in as fn(Language, usize) -> String),
        (count(ChangeKind::ShiftMoved), text::moved),
        (count(ChangeKind::WithinDay), text::within),
    ];
    let told: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, tell)| tell(language, n)).collect();
    if told.is_empty() { text::none(language) } else { told.join(", ") }
}

/// The queues whose contacts wait most, and posts that stand empty.
fn hurts(report: &SkillReport, outcome: &Outcome, language: Language) -> String {
    let queue = |(queue, late): &(crate::model::QueueIdx, f64)| {
        text::late(language, &report.scenario.queues[queue.0].name, contacts(language, *late))
    };
    let mut parts: Vec<String> = outcome.late.iter().take(HURT).map(queue).collect();
    if outcome.unmanned > 0 {
        parts.insert(0, text::unmanned(language, skills::duration(language, outcome.unmanned)));
    }
    if parts.is_empty() { "–".to_owned() } else { parts.join(", ") }
}

/// The part in lines of plain text.
pub(super) fn lines(section: &Section, language: Language) -> Vec<String> {
    let mut lines = section.facts.clone();
    for row in section.rows.iter().chain(&section.pairs).filter(|row| row.is_told) {
        let hurts = if row.hurts == "–" { String::new() } else { text::hurts(language, &row.hurts) };
        lines.push(if row.after == "–" {
            text::line_plain(language, &row.who, &row.before, &row.lost, hurts)
        } else {
            text::line(language, &row.who, &row.before, &row.after, &row.lost, &row.left, &row.changes, hurts)
        });
    }
    lines
}
