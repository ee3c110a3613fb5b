//! Required and staffed over the week: one step chart a day, all on one scale.

use chrono::Datelike;
use serde::Serialize;

use crate::model::{DayIdx, IntervalIdx, Language, Plan, Span, staffed};
use crate::report::staffing::required_in_all;
use crate::report::summary::Summary;
use crate::report::verdict;
use crate::text::{report as text, words};

use super::lane::Frame;
use super::svg::Drawing;

/// Where the chart's zero stands, and its top `[px]`.
const BASE: f64 = 118.0;
const TOP: f64 = 18.0;

/// The section.
#[derive(Serialize)]
pub(super) struct Week {
    heading: String,
    is_guide: bool,
    has_shortage: bool,
    rows: Vec<Vec<Panel>>,
}

/// One day's chart.
#[derive(Serialize)]
struct Panel {
    weekday: String,
    date: String,
    peak: String,
    /// Share of the row's width: the minutes shown.
    grow: i32,
    chart: String,
}

/// What every panel is drawn from.
struct Counts<'a> {
    summary: &'a Summary<'a>,
    language: Language,
    staffed: Vec<f64>,
    required: Vec<u32>,
    missing: Vec<f64>,
    most: f64,
    tick: u32,
}

/// The section.
pub(super) fn week(summary: &Summary, language: Language) -> Week {
    let plan = summary.plan;
    let horizon = &plan.scenario.horizon;
    let staffed = staffed(&plan.scenario, &plan.roster, plan.scenario.live_queues());
    let required = required_in_all(plan);
    let mut missing = vec![0.0_f64; horizon.n_intervals()];
    for shortage in &plan.shortage {
        missing[shortage.interval.0] = shortage.missing.max(missing[shortage.interval.0]);
    }
    let need = staffed.iter().zip(&required).zip(&missing);
    let top = need.map(|((&there, &needed), &missing)| (there + missing).max(f64::from(needed))).fold(1.0, f64::max);
    let tick = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 50]
        .into_iter()
        .find(|&tick| top <= f64::from(tick) * 4.0)
        .unwrap_or(100);
    let most = (top / f64::from(tick)).ceil() * f64::from(tick);
    let counts = Counts { summary, language, staffed, required, missing, most, tick };
    let shown: Vec<(DayIdx, Span)> =
        (0..horizon.n_days()).map(DayIdx).filter_map(|day| Some((day, counts.frame(day)?))).collect();
    let iso = |(day, _): &(DayIdx, Span)| horizon.days[day.0].date.iso_week();
    let rows = shown.chunk_by(|a, b| iso(a) == iso(b)).map(|week| {
        week.iter().enumerate().map(|(index, &(day, frame))| counts.panel(day, frame, index == 0)).collect()
    });
    Week {
        rows: rows.collect(),
        heading: counts.heading(),
        is_guide: !summary.is_given(),
        has_shortage: !plan.shortage.is_empty(),
    }
}

impl Counts<'_> {
    fn plan(&self) -> &Plan {
        self.summary.plan
    }

    /// The part of a day worth showing: opening hours, and whatever else has people or a requirement.
    fn frame(&self, day: DayIdx) -> Option<Span> {
        let horizon = &self.plan().scenario.horizon;
        let today = &horizon.days[day.0];
        let mut spans: Vec<Span> = today.opening.clone();
        for index in (0..horizon.n_intervals()).filter(|&i| self.staffed[i] > 0.0 || self.required[i] > 0) {
            let span = horizon.interval(IntervalIdx(index));
            if today.span().contains(span) {
                spans.push(span);
            }
        }
        let (from, to) = (spans.iter().map(|s| s.start).min()?, spans.iter().map(|s| s.end).max()?);
        Some(Span::new(from, to))
    }

    /// The heading is the finding: where people are missing, or else where the margin is least.
    fn heading(&self) -> String {
        let (summary, language) = (self.summary, self.language);
        let worst = summary.shortage.iter().max_by(|a, b| a.missing.total_cmp(&b.missing));
        if let Some(run) = worst {
            let when = upper_first(&verdict::when_of(summary, run, language));
            return text::week_short(language, when, verdict::count(language, run.missing));
        }
        let Some((span, there, needed)) = self.peak() else { return text::week_plain(language) };
        let horizon = &self.plan().scenario.horizon;
        let (from, to) = (horizon.clock(span.start), horizon.clock(span.end));
        let day = if horizon.n_days() > 7 {
            words::short_date(language, from.date)
        } else {
            words::weekday(language, from.date.weekday()).to_owned()
        };
        let when = format!("{day} {}", words::clock_span(from, to));
        let there = verdict::count(language, there);
        if summary.is_given() {
            text::week_peak(language, when, needed, there)
        } else {
            text::week_peak_guide(language, when, there)
        }
    }

    /// The longest stretch in which most are required, the first of several: when, the fewest there, and how many.
    fn peak(&self) -> Option<(Span, f64, u32)> {
        let horizon = &self.plan().scenario.horizon;
        let most = self.required.iter().copied().max().filter(|&most| most > 0)?;
        let at_peak: Vec<usize> = (0..self.required.len()).filter(|&index| self.required[index] == most).collect();
        let day = |index: usize| horizon.day_at(horizon.interval(IntervalIdx(index)).start);
        let runs = at_peak.chunk_by(|&a, &b| b == a + 1 && day(a) == day(b));
        let run = runs.max_by_key(|run| (run.len(), std::cmp::Reverse(run[0])))?;
        let (first, last) = (run[0], run[run.len() - 1]);
        let span = Span::new(horizon.interval(IntervalIdx(first)).start, horizon.interval(IntervalIdx(last)).end);
        let there = run.iter().map(|&index| self.staffed[index]).fold(f64::INFINITY, f64::min);
        Some((span, there, most))
    }

    fn panel(&self, day: DayIdx, span: Span, is_first: bool) -> Panel {
        let horizon = &self.plan().scenario.horizon;
        let date = horizon.days[day.0].date;
        let cells: Vec<usize> =
            (0..horizon.n_intervals()).filter(|&index| span.contains(horizon.interval(IntervalIdx(index)))).collect();
        let peak = cells.iter().map(|&index| self.required[index]).max().unwrap_or(0);
        Panel {
            weekday: upper_first(words::weekday(self.language, date.weekday())),
            date: format!("{}/{}", date.day(), date.month()),
            peak: if peak > 0 { text::day_peak(self.language, peak) } else { String::new() },
            grow: span.minutes(),
            chart: self.chart(Frame { span }, &cells, is_first),
        }
    }

    fn chart(&self, frame: Frame, cells: &[usize], is_first: bool) -> String {
        let plan = self.plan();
        let mut drawing = Drawing::new("steps", 140.0);
        let mut level = 0;
        while f64::from(level) <= self.most {
            let y = self.y(f64::from(level));
            drawing.line("grid", (0.0, y), (100.0, y));
            if is_first {
                drawing.text("axis", (0.0, y + 4.0), &level.to_string());
            }
            level += self.tick;
        }
        self.areas(&mut drawing, frame, cells);
        self.labels(&mut drawing, frame, cells);
        self.requirement(&mut drawing, frame, cells);
        for tick in frame.ticks(plan, 5) {
            let x = tick.left.parse().unwrap_or(0.0);
            drawing.line("tick", (x, BASE), (x, BASE + 4.0));
            let class = if x < 1.0 {
                "hour start"
            } else if x > 99.0 {
                "hour end"
            } else {
                "hour mid"
            };
            drawing.text(class, (x, BASE + 17.0), &tick.label);
        }
        let label: Vec<String> = cells
            .iter()
            .map(|&index| {
                let clock = plan.scenario.horizon.clock(plan.scenario.horizon.interval(IntervalIdx(index)).start);
                let there = verdict::count(self.language, self.staffed[index]);
                format!("{} {there}/{}", words::clock(clock.minute), self.required[index])
            })
            .collect();
        drawing.finish(&label.join(", "))
    }

    fn y(&self, people: f64) -> f64 {
        BASE - (BASE - TOP) * people / self.most
    }

    /// Who is there: dark up to the requirement, light above it, and what is missing hatched; equal neighbours joined.
    fn areas(&self, drawing: &mut Drawing, frame: Frame, cells: &[usize]) {
        let horizon = &self.plan().scenario.horizon;
        let same = |a: &usize, b: &usize| {
            self.required[*a] == self.required[*b]
                && (self.staffed[*a] - self.staffed[*b]).abs() < 1e-9
                && (self.missing[*a] - self.missing[*b]).abs() < 1e-9
        };
        for run in cells.chunk_by(same) {
            let (first, last) = (run[0], run[run.len() - 1]);
            let left = frame.place(horizon.interval(IntervalIdx(first)).start);
            let width = frame.place(horizon.interval(IntervalIdx(last)).end) - left;
            let (there, needed) = (self.staffed[first], f64::from(self.required[first]));
            // Where nothing is required, whoever is there is above the requirement.
            let low = there.min(needed);
            let mut block = |class, from: f64, to: f64| {
                if to > from {
                    drawing.rect(class, [left, self.y(to), width, self.y(from) - self.y(to)]);
                }
            };
            block("there", 0.0, low);
            block("above", low, there);
            block("short", there, there + self.missing[first]);
        }
    }

    /// How many are missing, once a day, above where most are.
    fn labels(&self, drawing: &mut Drawing, frame: Frame, cells: &[usize]) {
        let horizon = &self.plan().scenario.horizon;
        let worst = cells.iter().copied().max_by(|&a, &b| self.missing[a].total_cmp(&self.missing[b]).then(b.cmp(&a)));
        let Some(worst) = worst.filter(|&index| self.missing[index] > 0.0) else { return };
        let span = horizon.interval(IntervalIdx(worst));
        let at = f64::midpoint(frame.place(span.start), frame.place(span.end)).clamp(14.0, 86.0);
        let highest = cells.iter().map(|&index| self.staffed[index] + self.missing[index]).fold(0.0, f64::max);
        let label = text::week_missing(self.language, verdict::count(self.language, self.missing[worst]));
        drawing.text("mid gone", (at, self.y(highest) - 4.0), &label);
    }

    /// The requirement as a line of steps.
    fn requirement(&self, drawing: &mut Drawing, frame: Frame, cells: &[usize]) {
        let horizon = &self.plan().scenario.horizon;
        let mut before = None;
        for run in cells.chunk_by(|a, b| self.required[*a] == self.required[*b]) {
            let needed = self.required[run[0]];
            let left = frame.place(horizon.interval(IntervalIdx(run[0])).start);
            let right = frame.place(horizon.interval(IntervalIdx(run[run.len() - 1])).end);
            let y = self.y(f64::from(needed));
            if let Some(before) = before {
                drawing.line("need", (left, self.y(f64::from(before))), (left, y));
            }
            if needed > 0 {
                drawing.line("need", (left, y), (right, y));
            }
            before = Some(needed);
        }
    }
}

/// The text with its first letter in upper case.
pub(super) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
