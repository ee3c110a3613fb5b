//! Rosters with people down and days across, as schedulers lay them out and as our own workbook is.
//!
//! A cell holds when the person works, "08:00–16:30" or "8-12, 13-17", and below that, line by line, what is not
//! contacts: "11:30–12:00 lunch". A word alone is what the whole shift is, "reserv"; a cell without any time is a day
//! without work.

use super::collect::Faults;
use super::loose;
use super::people;
use super::roster::Context;
use super::sheets::{Cell, Sheet};
use crate::model::{Activity, AgentIdx, DayIdx, FaultKind, Minute, Span, Stretch};

/// The stretches of a sheet that has people down and days across; `None` for other sheets.
pub(super) fn read(sheet: &Sheet, context: Context<'_>, faults: &mut Faults) -> Option<Vec<(Stretch, u64)>> {
    let (at, head) = header(sheet, context)?;
    let mut out = Vec::new();
    let below = &sheet.rows[at + 1..];
    let holds_times = |cell: &Cell| !cell.is_number && cell.text.chars().any(|c| c.is_ascii_digit());
    // Our sheet of hours has the same headings over bare numbers.
    let is_written = |cell: &Cell| !cell.is_number && !cell.text.is_empty();
    if !below.iter().any(|(_, row)| head.days.iter().any(|(column, _)| row.get(*column).is_some_and(is_written))) {
        return None;
    }
    let header_line = sheet.rows[at].0;
    for (line, row) in below {
        let cells: Vec<_> =
            head.days.iter().filter_map(|(column, day)| Some((*column, day, row.get(*column)?))).collect();
        let written = row.get(head.person).map(|cell| cell.text.as_str()).unwrap_or_default();
        // Sums and remarks below the people have no times.
        if written.is_empty() || !cells.iter().any(|(_, _, cell)| !cell.text.is_empty()) {
            continue;
        }
        let agent = match people::agent(context.agents, written) {
            Ok(agent) => agent,
            Err(kind) => {
                if cells.iter().any(|(_, _, cell)| holds_times(cell)) {
                    let (file, line) = sheet.place(*line, head.person);
                    faults.add(&file, line, kind);
                }
                continue;
            }
        };
        for (column, day, cell) in cells {
            let read = match day {
                Ok(day) => stretches(&cell.text, (agent, *day), context),
                Err(kind) if holds_times(cell) => {
                    let (file, line) = sheet.place(header_line, column);
                    faults.add(&file, line, kind.clone());
                    continue;
                }
                Err(_) => continue,
            };
            match read {
                Ok(stretches) => out.extend(stretches.into_iter().map(|stretch| (stretch, *line))),
                Err(kind) => {
                    let (file, line) = sheet.place(*line, column);
                    faults.add(&file, line, kind);
                }
            }
        }
    }
    Some(out)
}

/// Which column has the people, and which the days.
struct Header {
    person: usize,
    days: Vec<(usize, Result<DayIdx, FaultKind>)>,
}

/// The row of headings: people first, then at least one date.
fn header(sheet: &Sheet, context: Context<'_>) -> Option<(usize, Header)> {
    sheet.rows.iter().take(20).enumerate().find_map(|(at, (_, row))| {
        let texts: Vec<String> = row.iter().map(|cell| cell.text.clone()).collect();
        let named = people::headings(&texts);
        let person = named.iter().position(|name| name == "agent")?;
        let dated = (person + 1..row.len()).filter(|&column| loose::date(&texts[column], context.horizon).is_some());
        let days: Vec<_> = dated.map(|column| (column, context.day(&texts[column]))).collect();
        (!days.is_empty()).then_some((at, Header { person, days }))
    })
}

/// What one cell holds.
fn stretches(text: &str, (agent, day): (AgentIdx, DayIdx), context: Context<'_>) -> Result<Vec<Stretch>, FaultKind> {
    if !text.chars().any(|c| c.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let bad = || FaultKind::BadRosterCell { value: text.replace('\n', " / ") };
    let mut runs: Vec<(i32, i32)> = Vec::new();
    let mut duties: Vec<((i32, i32), Activity)> = Vec::new();
    let mut whole = Activity::Contacts;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (spans, word) = times(line);
        let has_digits = word.chars().any(|c| c.is_ascii_digit());
        let activity = match (word.is_empty(), context.activity(&word)) {
            (true, _) => None,
            (false, Ok(activity)) => Some(activity),
            // Figures that are neither times nor part of a name.
            (false, Err(_)) if spans.is_empty() && has_digits => return Err(bad()),
            (false, Err(kind)) => return Err(kind),
        };
        match (spans.is_empty(), activity) {
            (true, Some(activity)) => whole = activity,
            (false, Some(activity)) => duties.extend(spans.into_iter().map(|span| (span, activity))),
            (false, None) => runs.extend(spans),
            (true, None) => return Err(bad()),
        }
    }
    let first = runs.iter().chain(duties.iter().map(|(span, _)| span)).map(|span| span.0).next().ok_or_else(bad)?;
    let minutes = |(from, to): (i32, i32)| {
        // What is earlier by the clock than the first start is after midnight.
        let (from, to) = if from < first { (from + 1440, to + 1440) } else { (from, to) };
        let at = |clock: i32| context.minute(day, clock, text.lines().next().unwrap_or_default());
        Ok::<Span, FaultKind>(Span::new(at(from)?, at(to)?))
    };
    let mut out = Vec::new();
    for run in runs {
        let span = minutes(run)?;
        out.push(Stretch { agent, start: span.start, end: span.end, activity: whole });
    }
    for (span, activity) in duties {
        let span = minutes(span)?;
        let duty = Stretch { agent, start: span.start, end: span.end, activity };
        out = cut(out, span.start, span.end);
        out.push(duty);
    }
    out.sort_unstable_by_key(|stretch| stretch.start);
    Ok(out)
}

/// The stretches without what lies from one minute to another.
fn cut(stretches: Vec<Stretch>, from: Minute, to: Minute) -> Vec<Stretch> {
    let parts = |s: Stretch| {
        let outside = [Stretch { end: s.end.min(from), ..s }, Stretch { start: s.start.max(to), ..s }];
        if s.start < to && from < s.end { outside.to_vec() } else { vec![s] }
    };
    stretches.into_iter().flat_map(parts).filter(|part| part.start < part.end).collect()
}

/// The spans of clock time that a line begins with, and the words after them.
fn times(line: &str) -> (Vec<(i32, i32)>, String) {
    let spaced = line.replace(" - ", "-").replace(" – ", "–").replace(',', " , ");
    let mut spans = Vec::new();
    let mut words = spaced.split_whitespace().peekable();
    while let Some(span) = words.peek().and_then(|word| loose::span(word)) {
        spans.push(span);
        words.next();
        while words.next_if_eq(&",").is_some() {}
    }
    (spans, words.collect::<Vec<_>>().join(" ").replace(" , ", ", "))
}
