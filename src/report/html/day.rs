//! The day: who does what when, one lane per person, posts on top with the first names of who is there.

use std::collections::BTreeSet;

use chrono::Datelike;
use serde::Serialize;

use crate::model::{Activity, Agent, AgentIdx, DayIdx, IntervalIdx, Language, Minute, Plan, PostIdx, Span, staffed};
use crate::report::people::{is_reserve, listed, shifts_on, span, unmanned};
use crate::report::staffing::required_in_all;
use crate::report::summary::Summary;
use crate::report::verdict;
use crate::text::{findings, report as text, special_days, words};

use super::lane::{Frame, Tick};
use super::rows::{Group, Lane, groups, post_lane};
use super::svg::short;
use super::week::upper_first;

/// The section.
#[derive(Serialize)]
pub(super) struct DaySection {
    heading: String,
    /// Looks and names of the activities that occur.
    legend: Vec<(&'static str, String)>,
    weeks: Vec<TabWeek>,
}

/// The days of one week.
#[derive(Serialize)]
struct TabWeek {
    /// The week's number; empty where there is only one week.
    label: String,
    days: Vec<DayView>,
}

/// One day.
#[derive(Serialize)]
struct DayView {
    id: usize,
    tab: String,
    title: String,
    is_shown: bool,
    /// Hours in the frame, for the grid.
    hours: i32,
    ticks: Vec<Tick>,
    posts: Vec<Lane>,
    groups: Vec<Group>,
    counts: Vec<Count>,
}

/// People on contacts over a half-hour, and the most required.
#[derive(Serialize)]
struct Count {
    left: String,
    there: String,
    needed: String,
}

/// The section.
pub(super) fn days(summary: &Summary, language: Language) -> DaySection {
    let plan = summary.plan;
    let horizon = &plan.scenario.horizon;
    let (staffed, required) =
        (staffed(&plan.scenario, &plan.roster, plan.scenario.live_queues()), required_in_all(plan));
    let shown = (0..horizon.n_days()).map(DayIdx).filter_map(|day| Some((day, frame(plan, day)?)));
    let mut days: Vec<DayView> = shown
        .map(|(day, frame)| DayView {
            id: day.0,
            tab: tab(plan, language, day),
            title: upper_first(&words::date(language, horizon.days[day.0].date)),
            is_shown: false,
            hours: (frame.span.minutes() / 60).max(1),
            ticks: frame.ticks(plan, 12),
            posts: (0..plan.scenario.posts.len())
                .filter_map(|post| post_lane(plan, language, frame, PostIdx(post)))
                .collect(),
            groups: groups(plan, language, day, frame),
            counts: counts(plan, language, frame, (&staffed, &required)),
        })
        .collect();
    let trouble = summary.shortage.first().map(|run| horizon.day_at(run.span.start).0);
    let first = days.iter().position(|day| Some(day.id) == trouble).unwrap_or(0);
    if let Some(day) = days.get_mut(first) {
        day.is_shown = true;
    }
    let iso = |day: &DayView| horizon.days[day.id].date.iso_week();
    let mut weeks: Vec<TabWeek> = Vec::new();
    for day in days {
        match weeks.last_mut().filter(|week| week.days.last().is_some_and(|last| iso(last) == iso(&day))) {
            Some(week) => week.days.push(day),
            None => weeks.push(TabWeek { label: special_days::week(language, iso(&day).week()), days: vec![day] }),
        }
    }
    if let [only] = weeks.as_mut_slice() {
        only.label.clear();
    }
    DaySection { heading: heading(summary, language), legend: legend(plan, language), weeks }
}

/// Short weekdays in a week; with dates where weekdays repeat.
fn tab(plan: &Plan, language: Language, day: DayIdx) -> String {
    let date = plan.scenario.horizon.days[day.0].date;
    if plan.scenario.horizon.n_days() > 7 {
        upper_first(&words::short_date(language, date))
    } else {
        upper_first(words::weekday(language, date.weekday()))
    }
}

/// From the first to the last minute of the day's opening and shifts, in whole hours.
fn frame(plan: &Plan, day: DayIdx) -> Option<Frame> {
    let horizon = &plan.scenario.horizon;
    let today = &horizon.days[day.0];
    let mut spans = today.opening.clone();
    for (index, _) in listed(plan) {
        spans.extend(shifts_on(plan, index, day).into_iter().map(span));
    }
    let (from, to) = (spans.iter().map(|s| s.start).min()?, spans.iter().map(|s| s.end).max()?);
    let from = from - (from - today.start).rem_euclid(60);
    let to = to + (today.start - to).rem_euclid(60);
    Some(Frame { span: Span::new(from, to) })
}

/// The heading is the finding: whether every post is manned at every minute.
fn heading(summary: &Summary, language: Language) -> String {
    let posts = &summary.plan.scenario.posts;
    let empty = (0..posts.len()).map(|post| (post, unmanned(summary.plan, PostIdx(post)))).find(|(_, e)| !e.is_empty());
    if let Some((post, spans)) = empty {
        let minutes: i32 = spans.iter().map(|s| s.minutes()).sum();
        let when = verdict::span(summary, spans[0], language);
        return text::day_unmanned(language, &posts[post].name, findings::length(language, minutes), when);
    }
    if posts.is_empty() {
        return by_day(summary, language);
    }
    let names: Vec<String> = posts.iter().map(|post| post.name.clone()).collect();
    let at_posts = summary.plan.roster.stretches.iter().filter(|s| matches!(s.activity, Activity::Post(_)));
    let people: BTreeSet<_> = at_posts.map(|stretch| stretch.agent).collect();
    let names = words::list(language, &names);
    if people.len() == 1 {
        text::day_manned_by_one(language, names)
    } else {
        text::day_manned(language, names, people.len())
    }
}

/// How many work on which day.
fn by_day(summary: &Summary, language: Language) -> String {
    let plan = summary.plan;
    let working = |day: DayIdx| {
        let works =
            |&(index, _): &(AgentIdx, &Agent)| shifts_on(plan, index, day).iter().any(|shift| !is_reserve(shift));
        listed(plan).iter().filter(|person| works(person)).count()
    };
    let name = |day: DayIdx| tab(plan, language, day).to_lowercase();
    let days: Vec<(DayIdx, usize)> = (0..plan.scenario.horizon.n_days())
        .map(DayIdx)
        .map(|day| (day, working(day)))
        .filter(|day| day.1 > 0)
        .collect();
    let most = days.iter().max_by_key(|(day, n)| (*n, std::cmp::Reverse(*day)));
    let least = days.iter().min_by_key(|(day, n)| (*n, *day));
    match (most, least) {
        (Some(most), Some(least)) if most.1 > least.1 => {
            text::day_uneven(language, name(most.0), most.1, name(least.0), least.1)
        }
        (Some(most), _) => text::day_even(language, most.1),
        _ => text::day_even(language, 0),
    }
}

fn legend(plan: &Plan, language: Language) -> Vec<(&'static str, String)> {
    let t = text::labels(language);
    let mut out = vec![("c", t.contacts_legend.to_owned())];
    let has = |is: &dyn Fn(Activity) -> bool| plan.roster.stretches.iter().any(|s| is(s.activity));
    let posts: Vec<String> = plan.scenario.posts.iter().map(|post| post.name.clone()).collect();
    if has(&|a| matches!(a, Activity::Post(_))) {
        out.push(("p", posts.join(", ")));
    }
    let written: Vec<String> =
        plan.scenario.queues.iter().filter(|queue| !queue.is_live()).map(|queue| queue.name.clone()).collect();
    if has(&|a| matches!(a, Activity::Deferrable(_))) {
        out.push(("e", written.join(", ")));
    }
    if has(&|a| matches!(a, Activity::Meeting | Activity::Training)) {
        out.push(("m", t.meeting_legend.to_owned()));
    }
    if has(&|a| a == Activity::Reserve) {
        out.push(("r", t.reserve_legend.to_owned()));
    }
    if has(&|a| a == Activity::Lunch) {
        out.push(("l", t.lunch_legend.to_owned()));
    }
    if has(&|a| a == Activity::Break) {
        out.push(("b", t.break_legend.to_owned()));
    }
    out
}

/// Half-hour by half-hour (hour by hour in long days), people on contacts on average and the most required.
fn counts(plan: &Plan, language: Language, frame: Frame, (staffed, required): (&[f64], &[u32])) -> Vec<Count> {
    let horizon = &plan.scenario.horizon;
    let step = if frame.span.minutes() <= 12 * 60 { horizon.interval_minutes.clamp(30, 60) } else { 60 };
    let mut out = Vec::new();
    let mut at = frame.span.start;
    while at < frame.span.end {
        let part = Span::new(at, at + step);
        let cells: Vec<usize> =
            (0..staffed.len()).filter(|&index| part.overlaps(horizon.interval(IntervalIdx(index)))).collect();
        let n = f64::from(u32::try_from(cells.len().max(1)).unwrap_or(1));
        let there = cells.iter().map(|&index| staffed[index]).sum::<f64>() / n;
        let needed = cells.iter().map(|&index| required[index]).max().unwrap_or(0);
        out.push(Count {
            left: short(frame.place(Minute(at.0 + step / 2))),
            there: halves(language, there),
            needed: needed.to_string(),
        });
        at = at + step;
    }
    out
}

/// To the nearest half: "7½".
fn halves(language: Language, people: f64) -> String {
    let twice = (people * 2.0).round();
    let whole = (twice / 2.0).floor();
    match (whole > 0.0, (twice - whole * 2.0) > 0.5) {
        (true, true) => format!("{}½", words::number(language, whole, 0)),
        (false, true) => "½".to_owned(),
        (_, false) => words::number(language, whole, 0),
    }
}
