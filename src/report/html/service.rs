//! Service per queue: the weakest day as a dot with its interval, the other days as rings, the target as a line.

use serde::Serialize;

use crate::model::{Language, Promised, Service, Verdict};
use crate::report::summary::{QueueOutcome, Summary, day_of, distinct};
use crate::text::{findings, promises, report as text, terminal, words};

use super::svg::{Drawing, short};

/// The section.
#[derive(Serialize)]
pub(super) struct ServiceSection {
    heading: String,
    played: String,
    ticks: Vec<AxisTick>,
    rows: Vec<Row>,
}

/// A label above the chart's column.
#[derive(Serialize)]
struct AxisTick {
    left: String,
    label: String,
}

/// One queue.
#[derive(Serialize)]
struct Row {
    name: String,
    offered: String,
    goal: String,
    verdict: String,
    class: &'static str,
    chart: String,
    weakest: String,
    share: String,
    interval: String,
    whole: String,
    chance: String,
    abandoned: String,
    wait: String,
}

/// The section; `None` when nothing was simulated.
pub(super) fn service(summary: &Summary, language: Language) -> Option<ServiceSection> {
    let found = summary.plan.performance.as_ref()?;
    summary.queues.first()?;
    let shares = summary.queues.iter().flat_map(|outcome| &outcome.each).filter(|s| is_share(&s.promised));
    let least = shares.map(|s| s.low.min(s.promised.limit() - 0.05)).fold(0.70, f64::min);
    let least = ((least * 10.0).floor() / 10.0).max(0.0);
    let replications = words::number(language, f64::from(found.replications), 0);
    let played = match summary.definition() {
        Some(of) => text::service_played(language, terminal::definition(language, of), replications),
        None => text::service_played_ceilings(language, replications),
    };
    Some(ServiceSection {
        heading: heading(summary, language),
        played,
        ticks: ticks(least),
        rows: summary.queues.iter().map(|outcome| row(summary, outcome, language, least)).collect(),
    })
}

/// The heading is the finding: which queues miss, are uncertain, or have the least margin.
fn heading(summary: &Summary, language: Language) -> String {
    let name = |queue: crate::model::QueueIdx| summary.plan.scenario.queues[queue.0].name.clone();
    let of = |verdict: Verdict| -> Vec<String> {
        let queues = distinct(summary.queues.iter().filter(|outcome| outcome.verdict == verdict));
        queues.into_iter().map(name).collect()
    };
    let n_queues = distinct(&summary.queues).len();
    let (missed, uncertain) = (of(Verdict::Missed), of(Verdict::Undecided));
    let first = summary.queues.first().map(|outcome| name(outcome.queue)).unwrap_or_default();
    if missed.len() > 3 {
        text::service_many_missed(language, first, missed.len(), n_queues)
    } else if !missed.is_empty() {
        text::service_missed(language, words::list(language, &missed), missed.len(), n_queues)
    } else if !uncertain.is_empty() {
        text::service_uncertain(language, words::list(language, &uncertain))
    } else if n_queues == 1 {
        text::service_only(language, first)
    } else {
        text::service_all(language, first)
    }
}

/// Tens of per cent from `least` to 100, at most six of them.
fn tens(least: f64) -> Vec<u32> {
    let from = (0..=9).rev().find(|&ten| f64::from(ten) <= least * 10.0 + 1e-9).unwrap_or(0);
    let step = if 10 - from > 5 { 2 } else { 1 };
    (from..=10).filter(|ten| (10 - ten) % step == 0).map(|ten| ten * 10).collect()
}

fn ticks(least: f64) -> Vec<AxisTick> {
    let tick = |ten: u32| AxisTick {
        left: short(place(f64::from(ten) / 100.0, least)),
        label: if ten == 100 { "100\u{a0}%".to_owned() } else { ten.to_string() },
    };
    tens(least).into_iter().map(tick).collect()
}

/// Where a share stands on the axis, in percent.
fn place(share: f64, least: f64) -> f64 {
    ((share - least) / (1.0 - least) * 100.0).clamp(0.0, 100.0)
}

fn row(summary: &Summary, outcome: &QueueOutcome, language: Language, least: f64) -> Row {
    let weakest = &outcome.weakest;
    let promised = &weakest.promised;
    let day = day_of(summary.plan, weakest).map(|day| summary.plan.scenario.horizon.days[day.0].date);
    let (verdict, class) = match outcome.verdict {
        Verdict::Met => (text::yes(language), "met"),
        Verdict::Missed => (text::no(language), "missed"),
        Verdict::Undecided => (text::uncertain(language), "open"),
    };
    Row {
        name: summary.plan.scenario.queues[outcome.queue.0].name.clone(),
        offered: words::number(language, outcome.offered, 0),
        goal: promises::goal(language, promised),
        verdict,
        class,
        chart: if is_share(promised) { chart(outcome, language, least, class) } else { String::new() },
        weakest: day.map_or_else(|| "–".to_owned(), |date| words::short_date(language, date)),
        share: promises::value(language, promised, weakest.value),
        interval: format!("({})", promises::interval(language, weakest)),
        whole: promises::value(language, promised, outcome.value),
        chance: words::number(language, weakest.chance * 100.0, 0),
        abandoned: words::percent(language, outcome.abandoned_share),
        wait: wait(language, outcome.mean_wait_s),
    }
}

/// Whether it is a share in time, which alone has a place on the axis.
fn is_share(promised: &Promised) -> bool {
    promised.measure().is_none()
}

/// Target line and tinted field, the other days as rings, the weakest with its whisker.
fn chart(outcome: &QueueOutcome, language: Language, least: f64, class: &str) -> String {
    let weakest = &outcome.weakest;
    let at = |share: f64| place(share, least);
    let mut drawing = Drawing::new("whisker", 24.0);
    for ten in tens(least) {
        let x = at(f64::from(ten) / 100.0);
        drawing.line("grid", (x, 0.0), (x, 24.0));
    }
    let target = at(weakest.promised.limit());
    drawing.rect("field", [target, 3.0, 100.0 - target, 18.0]);
    let is_other = |service: &&Service| (service.day, service.interval) != (weakest.day, weakest.interval);
    for service in outcome.each.iter().filter(is_other).take(40) {
        drawing.circle("other", (at(service.value), 12.0), 3.0);
    }
    drawing.line("target", (target, 1.0), (target, 23.0));
    let (low, high) = (at(weakest.low), at(weakest.high));
    let style = format!("whisk {class}");
    drawing.line(&style, (low, 12.0), (high, 12.0));
    drawing.line(&style, (low, 8.0), (low, 16.0));
    drawing.line(&style, (high, 8.0), (high, 16.0));
    drawing.circle(&format!("point {class}"), (at(weakest.value), 12.0), 5.0);
    drawing.finish(&promises::with_interval(language, weakest))
}

/// A wait as m:ss; from an hour on in hours and minutes.
fn wait(language: Language, seconds: f64) -> String {
    if seconds < 3600.0 {
        return words::wait(seconds);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a wait in minutes fits")]
    let minutes = (seconds / 60.0).round() as i32;
    findings::length(language, minutes)
}
