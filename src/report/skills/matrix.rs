//! The heat map: skill against half-hour and day, equal neighbours joined to one bar with its number.

use serde::Serialize;

use crate::model::{DayIdx, IntervalIdx, Language, SkillCell, SkillCover, SkillReport, Span};
use crate::text::{skills as text, words};

use super::sentences::{Totals, by_fragility, hours, totals, when};

/// The heat map.
#[derive(Serialize)]
pub(in crate::report) struct Matrix {
    days: Vec<DayHead>,
    rows: Vec<Row>,
}

/// One day's column: its date, its hours, and its share of the width.
#[derive(Serialize)]
struct DayHead {
    date: String,
    from: String,
    to: String,
    width: String,
}

/// One skill.
#[derive(Serialize)]
struct Row {
    name: String,
    holders: usize,
    open: String,
    empty: String,
    alone: String,
    days: Vec<Vec<Bar>>,
}

/// Equal half-hours in a row, in percent of the day's width.
#[derive(Serialize)]
struct Bar {
    class: &'static str,
    left: String,
    width: String,
    word: String,
    title: String,
}

/// The days shown, each from first to last minute that any skill is asked for.
fn frames(report: &SkillReport) -> Vec<(DayIdx, Span)> {
    let horizon = &report.scenario.horizon;
    let is_asked = |interval: usize| report.cover.iter().any(|cover| cover.cells[interval].open > 0);
    let frame = |day: DayIdx| {
        let today = horizon.days[day.0].span();
        let inside = |&index: &usize| today.contains(horizon.interval(IntervalIdx(index))) && is_asked(index);
        let mut asked = (0..horizon.n_intervals()).filter(inside);
        let first = asked.next()?;
        let last = asked.next_back().unwrap_or(first);
        let span = Span::new(horizon.interval(IntervalIdx(first)).start, horizon.interval(IntervalIdx(last)).end);
        Some((day, span))
    };
    (0..horizon.n_days()).map(DayIdx).filter_map(frame).collect()
}

/// The heat map of the first week of the report, most fragile skills first; the hours are of the whole horizon.
pub(super) fn matrix(report: &SkillReport, language: Language) -> Matrix {
    // More days than a week would leave no room for a number in a cell; the workbook has them all.
    let shown: Vec<_> = frames(report).into_iter().take_while(|(day, _)| day.0 < 7).collect();
    of_days(report, language, &shown, totals)
}

/// A heat map for each week, each with its own hours, all in one order: most fragile skills first.
pub(in crate::report) fn weekly(report: &SkillReport, language: Language) -> Vec<Matrix> {
    let horizon = &report.scenario.horizon;
    let frames = frames(report);
    let week = |(day, _): &(DayIdx, Span)| chrono::Datelike::iso_week(&horizon.days[day.0].date);
    let weeks = frames.chunk_by(|a, b| week(a) == week(b));
    let of_week = |frames: &[(DayIdx, Span)]| {
        let inside = |index: &usize| {
            let span = horizon.interval(IntervalIdx(*index));
            frames.iter().any(|(day, _)| horizon.days[day.0].span().contains(span))
        };
        let cells: Vec<usize> = (0..horizon.n_intervals()).filter(inside).collect();
        of_days(report, language, frames, |cover| {
            let sum = |part: fn(&SkillCell) -> i32| cells.iter().map(|&index| part(&cover.cells[index])).sum();
            Totals { open: sum(|cell| cell.open), empty: sum(|cell| cell.empty), alone: sum(|cell| cell.alone) }
        })
    };
    weeks.map(of_week).collect()
}

fn of_days(
    report: &SkillReport,
    language: Language,
    frames: &[(DayIdx, Span)],
    totals: impl Fn(&SkillCover) -> Totals,
) -> Matrix {
    let horizon = &report.scenario.horizon;
    let all: i32 = frames.iter().map(|(_, span)| span.minutes()).sum();
    let days = frames.iter().map(|&(day, span)| DayHead {
        date: words::short_date(language, horizon.days[day.0].date),
        from: words::clock(horizon.clock(span.start).minute),
        to: words::clock(horizon.clock(span.end).minute),
        width: percent(span.minutes(), all),
    });
    let row = |cover: &SkillCover| {
        let sums = totals(cover);
        let dash = |minutes: i32| if minutes == 0 { "–".to_owned() } else { hours(language, minutes) };
        Row {
            name: text::name(language, &report.scenario, cover.skills),
            holders: cover.holders.len(),
            open: hours(language, sums.open),
            empty: dash(sums.empty),
            alone: dash(sums.alone),
            days: frames.iter().map(|&(_, span)| bars(report, language, cover, span)).collect(),
        }
    };
    Matrix { days: days.collect(), rows: by_fragility(report).into_iter().map(row).collect() }
}

/// One skill on one day.
fn bars(report: &SkillReport, language: Language, cover: &SkillCover, frame: Span) -> Vec<Bar> {
    let horizon = &report.scenario.horizon;
    let inside = |index: &usize| frame.contains(horizon.interval(IntervalIdx(*index))) && cover.cells[*index].open > 0;
    let indices: Vec<usize> = (0..horizon.n_intervals()).filter(inside).collect();
    let joins = |a: &usize, b: &usize| *b == *a + 1 && look(&cover.cells[*a]) == look(&cover.cells[*b]);
    let bar = |run: &[usize]| {
        let (first, last) = (run[0], run[run.len() - 1]);
        let span = Span::new(horizon.interval(IntervalIdx(first)).start, horizon.interval(IntervalIdx(last)).end);
        let (class, word) = look(&cover.cells[first]);
        let titles: Vec<String> = run
            .chunk_by(|a, b| same_numbers(&cover.cells[*a], &cover.cells[*b]))
            .map(|part| {
                let (from, to) = (IntervalIdx(part[0]), IntervalIdx(part[part.len() - 1]));
                let span = Span::new(horizon.interval(from).start, horizon.interval(to).end);
                let cell = &cover.cells[part[0]];
                text::cell(language, when(report, language, span), cell.needed, cell.present, cell.at_best)
            })
            .collect();
        Bar {
            class,
            left: percent(span.start - frame.start, frame.minutes()),
            width: percent(span.minutes(), frame.minutes()),
            word,
            title: titles.join("\n"),
        }
    };
    indices.chunk_by(joins).map(bar).collect()
}

fn same_numbers(a: &SkillCell, b: &SkillCell) -> bool {
    (a.needed, a.present, a.at_best) == (b.needed, b.present, b.at_best)
}

/// How a cell looks: its class, and the number in it; "1/2" where one is there and two are needed.
fn look(cell: &SkillCell) -> (&'static str, String) {
    let class = match cell.present {
        0 => "s0",
        1 => "s1",
        2 => "s2",
        _ => "s3",
    };
    let word = if cell.present < cell.needed {
        format!("{}/{}", cell.present, cell.needed)
    } else if cell.present >= 3 {
        "3+".to_owned()
    } else {
        cell.present.to_string()
    };
    (class, word)
}

/// A part of a whole in per cent, with at most two decimals.
fn percent(part: i32, whole: i32) -> String {
    let text = format!("{:.2}", 100.0 * f64::from(part) / f64::from(whole.max(1)));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
