//! What binds: how many people each interval has beyond the requirement, and whose queues decide.

use serde::Serialize;

use crate::model::{DayIdx, IntervalIdx, Language, Minute, QueueSet, Span};
use crate::report::staffing::{Margin, margins};
use crate::report::summary::Summary;
use crate::report::verdict;
use crate::text::{binding as text, findings, words};

use super::lane::{Bar, Frame, Tick, clocks};
use super::week::upper_first;

/// Queues listed under the picture.
const QUEUES: usize = 6;

/// Below this many people beyond the requirement an interval has no margin.
const NO_MARGIN: f64 = 0.5;

/// The section.
#[derive(Serialize)]
pub(super) struct Binding {
    kind: String,
    heading: String,
    how: String,
    keys: Vec<(&'static str, String)>,
    head: [String; 3],
    ticks: Vec<Tick>,
    days: Vec<Day>,
    queues_head: [String; 2],
    queues: Vec<[String; 2]>,
    more: String,
}

/// One day's lane.
#[derive(Serialize)]
struct Day {
    name: String,
    bars: Vec<Bar>,
    without: String,
}

/// The section; `None` where nothing is required.
pub(super) fn binding(summary: &Summary, language: Language) -> Option<Binding> {
    let plan = summary.plan;
    let horizon = &plan.scenario.horizon;
    let margins = margins(plan);
    let asked: Vec<usize> = (0..margins.len()).filter(|&index| margins[index].is_some()).collect();
    // All days on one scale of clock time, so that the same hour stands under itself.
    let from_midnight = |index: usize| {
        let span = horizon.interval(IntervalIdx(index));
        let midnight = horizon.days[horizon.day_at(span.start).0].start;
        (span.start - midnight, span.end - midnight)
    };
    let from = asked.iter().map(|&index| from_midnight(index).0).min()?.div_euclid(60) * 60;
    let to = (asked.iter().map(|&index| from_midnight(index).1).max()? + 59).div_euclid(60) * 60;
    let frame = |day: DayIdx| {
        let midnight = horizon.days[day.0].start;
        Frame { span: Span::new(midnight + from, midnight + to) }
    };
    let days = horizon.days.iter().enumerate().filter_map(|(day, facts)| {
        let inside = |&&index: &&usize| facts.span().contains(horizon.interval(IntervalIdx(index)));
        let today: Vec<usize> = asked.iter().filter(inside).copied().collect();
        (!today.is_empty()).then(|| Day {
            name: upper_first(&words::short_date(language, facts.date)),
            bars: bars(summary, language, frame(DayIdx(day)), (&today, &margins)),
            without: without(summary, (&today, &margins)),
        })
    });
    let n_without = asked.iter().filter(|&&index| margins[index].is_some_and(is_without)).count();
    let queues = queues(&margins);
    let name = |set: QueueSet| findings::queues(&plan.scenario, language, set);
    let interval = text::intervals(language, horizon.interval_minutes);
    let most = queues.first().map(|&(set, _)| name(set));
    Some(Binding {
        kind: text::section(language),
        heading: heading(summary, language, (n_without, asked.len(), interval), most),
        how: if summary.is_given() { text::how_given(language) } else { text::how_found(language) },
        keys: keys(summary, language),
        head: [text::day(language), text::over_the_day(language), text::without(language)],
        ticks: frame(DayIdx(0)).ticks(plan, 12),
        days: days.collect(),
        queues_head: [text::queues(language), upper_first(text::intervals(language, horizon.interval_minutes))],
        queues: queues.iter().take(QUEUES).map(|&(set, n)| [name(set), n.to_string()]).collect(),
        more: text::more(language),
    })
}

fn is_without(margin: Margin) -> bool {
    margin.people < NO_MARGIN
}

/// The heading is the finding: how much of the time has nobody to spare, and for which queues most often.
fn heading(
    summary: &Summary,
    language: Language,
    (n, all, word): (usize, usize, &str),
    most: Option<String>,
) -> String {
    let short = summary.shortage.len();
    match most {
        _ if short > 0 => text::heading_short(language, n, all, word),
        Some(most) => text::heading_without(language, n, all, word, most),
        None => text::heading_slack(language, word),
    }
}

fn keys(summary: &Summary, language: Language) -> Vec<(&'static str, String)> {
    let mut keys = vec![
        ("g0", text::key_none(language)),
        ("g1", text::key_half(language)),
        ("g2", text::key_one(language)),
        ("g3", text::key_two(language)),
    ];
    if !summary.shortage.is_empty() {
        keys.insert(0, ("gx", text::key_missing(language)));
    }
    keys
}

/// How a margin looks, and the figure in it.
fn look(language: Language, margin: Margin) -> (&'static str, String) {
    match margin.people {
        people if people < 0.0 => ("gx", format!("−{}", verdict::count(language, -people))),
        people if people < NO_MARGIN => ("g0", "0".to_owned()),
        people if people < 1.0 => ("g1", "½".to_owned()),
        people if people < 2.0 => ("g2", "1".to_owned()),
        _ => ("g3", "2+".to_owned()),
    }
}

/// One day: neighbours that look alike joined to one bar.
fn bars(
    summary: &Summary,
    language: Language,
    frame: Frame,
    (today, margins): (&[usize], &[Option<Margin>]),
) -> Vec<Bar> {
    let horizon = &summary.plan.scenario.horizon;
    let of = |index: usize| margins[index].map(|margin| look(language, margin));
    let bar = |run: &[usize]| {
        let span = Span::new(start(summary, run[0]), horizon.interval(IntervalIdx(run[run.len() - 1])).end);
        let (class, word) = of(run[0])?;
        let least = run.iter().filter_map(|&index| margins[index]).min_by(|a, b| a.people.total_cmp(&b.people))?;
        let queues = findings::queues(&summary.plan.scenario, language, least.queues);
        let title = text::bar(language, clocks(summary.plan, span), words::number(language, least.people, 1), queues);
        Some(frame.bar(class, span, word, title))
    };
    today.chunk_by(|&a, &b| b == a + 1 && of(a) == of(b)).filter_map(bar).collect()
}

/// When a day has no margin, in words.
fn without(summary: &Summary, (today, margins): (&[usize], &[Option<Margin>])) -> String {
    let horizon = &summary.plan.scenario.horizon;
    let tight: Vec<usize> = today.iter().copied().filter(|&index| margins[index].is_some_and(is_without)).collect();
    let run = |run: &[usize]| {
        let end = horizon.interval(IntervalIdx(run[run.len() - 1])).end;
        clocks(summary.plan, Span::new(start(summary, run[0]), end))
    };
    let runs: Vec<String> = tight.chunk_by(|a, b| *b == a + 1).map(run).collect();
    if runs.is_empty() { "–".to_owned() } else { runs.join(", ") }
}

fn start(summary: &Summary, interval: usize) -> Minute {
    summary.plan.scenario.horizon.interval(IntervalIdx(interval)).start
}

/// The sets of queues without margin, by the number of intervals, most first.
fn queues(margins: &[Option<Margin>]) -> Vec<(QueueSet, usize)> {
    let mut sets: Vec<(QueueSet, usize)> = Vec::new();
    for margin in margins.iter().flatten().filter(|&&margin| is_without(margin)) {
        match sets.iter_mut().find(|(set, _)| *set == margin.queues) {
            Some((_, n)) => *n += 1,
            None => sets.push((margin.queues, 1)),
        }
    }
    sets.sort_by_key(|&(set, n)| (std::cmp::Reverse(n), set));
    sets
}
