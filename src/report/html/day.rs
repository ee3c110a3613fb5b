//! The day: who does what when, one lane per person, posts on top with the first names of who is there.

use serde::Serialize;

use crate::model::{Activity, DayIdx, IntervalIdx, Language, Minute, Plan, PostIdx, Span, Stretch, staffed};
use crate::report::people::{is_reserve, listed, paid_minutes, shifts_on, span, unmanned};
use crate::report::staffing::required_in_all;
use crate::report::summary::Summary;
use crate::report::verdict;
use crate::text::{findings, report as text, words};

use super::lane::{Bar, Frame, Tick, bars, brief, title};
use super::svg::short;
use super::week::upper_first;

/// The section.
#[derive(Serialize)]
pub(super) struct DaySection {
    heading: String,
    /// Looks and names of the activities that occur.
    legend: Vec<(&'static str, String)>,
    days: Vec<DayView>,
}

/// One day.
#[derive(Serialize)]
struct DayView {
    id: usize,
    tab: String,
    title: String,
    is_shown: bool,
    ticks: Vec<Tick>,
    posts: Vec<Lane>,
    people: Vec<Lane>,
    counts: Vec<Count>,
}

/// One lane.
#[derive(Serialize)]
struct Lane {
    name: String,
    brief: String,
    note: String,
    class: &'static str,
    bars: Vec<Bar>,
    shift: String,
    paid: String,
}

/// People on contacts over an hour, and the most required.
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
            ticks: frame.ticks(plan, 12),
            posts: (0..plan.scenario.posts.len())
                .filter_map(|post| post_lane(plan, language, frame, PostIdx(post)))
                .collect(),
            people: people(plan, language, day, frame),
            counts: counts(plan, language, frame, (&staffed, &required)),
        })
        .collect();
    let trouble = summary.shortage.first().map(|run| horizon.day_at(run.span.start).0);
    let first = days.iter().position(|day| Some(day.id) == trouble).unwrap_or(0);
    if let Some(day) = days.get_mut(first) {
        day.is_shown = true;
    }
    DaySection { heading: heading(summary, language), legend: legend(plan, language), days }
}

/// Short weekdays in a week; with dates where weekdays repeat.
fn tab(plan: &Plan, language: Language, day: DayIdx) -> String {
    let date = plan.scenario.horizon.days[day.0].date;
    if plan.scenario.horizon.n_days() > 7 {
        upper_first(&words::short_date(language, date))
    } else {
        upper_first(words::weekday(language, chrono::Datelike::weekday(&date)))
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
        return text::day_plain(language);
    }
    let names: Vec<String> = posts.iter().map(|post| post.name.clone()).collect();
    text::day_manned(language, words::list(language, &names))
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

/// The post's lane: who is there, by first name, and where nobody is.
fn post_lane(plan: &Plan, language: Language, frame: Frame, post: PostIdx) -> Option<Lane> {
    let at_post = &plan.scenario.posts[post.0];
    let open: Vec<Span> = at_post.opening.iter().copied().filter(|s| s.overlaps(frame.span)).collect();
    let (from, to) = (open.first()?.start, open.last()?.end);
    let mut bars: Vec<Bar> = Vec::new();
    for stretch in &plan.roster.stretches {
        if stretch.activity == Activity::Post(post) && stretch.span().overlaps(frame.span) {
            let name = &plan.scenario.agents[stretch.agent.0].name;
            let first = name.split_whitespace().next().unwrap_or_default().to_owned();
            bars.push(frame.bar("p", stretch.span(), first, title(plan, stretch.span(), name)));
        }
    }
    let empty: Vec<Span> = unmanned(plan, post).into_iter().filter(|s| s.overlaps(frame.span)).collect();
    for &span in &empty {
        let word = text::labels(language).missing.to_owned();
        bars.push(frame.bar("x", span, word.clone(), title(plan, span, &word)));
    }
    let horizon = &plan.scenario.horizon;
    Some(Lane {
        name: at_post.name.clone(),
        brief: at_post.name.clone(),
        note: text::always(language, at_post.agents),
        class: "post",
        bars,
        shift: words::clock_span(horizon.clock(from), horizon.clock(to)),
        paid: text::minutes_empty(language, findings::length(language, empty.iter().map(|s| s.minutes()).sum())),
    })
}

/// Everybody's lane, in the order given.
fn people(plan: &Plan, language: Language, day: DayIdx, frame: Frame) -> Vec<Lane> {
    let horizon = &plan.scenario.horizon;
    let lane = |(index, agent): (crate::model::AgentIdx, &crate::model::Agent)| {
        let shifts = shifts_on(plan, index, day);
        let minutes: i32 = shifts.iter().copied().flatten().map(|s| paid_minutes(&plan.scenario, s)).sum();
        let clocks = |shift: &&[Stretch]| {
            let Span { start, end } = span(shift);
            words::clock_span(horizon.clock(start), horizon.clock(end))
        };
        let is_idle = shifts.iter().all(|shift| is_reserve(shift));
        let away = agent.absences.iter().find(|absence| absence.span.overlaps(horizon.days[day.0].span()));
        Lane {
            name: agent.name.clone(),
            brief: brief(&agent.name),
            note: if shifts.is_empty() {
                away.map_or_else(|| text::off(language), |absence| absence.kind.clone())
            } else {
                String::new()
            },
            class: if is_idle { "idle" } else { "" },
            bars: shifts.iter().flat_map(|shift| bars(plan, language, frame, shift)).collect(),
            shift: shifts.iter().map(clocks).collect::<Vec<_>>().join(", "),
            paid: if shifts.is_empty() {
                String::new()
            } else {
                format!("{}\u{a0}h", words::hours(language, f64::from(minutes)))
            },
        }
    };
    listed(plan).into_iter().map(lane).collect()
}

/// Hour by hour, people on contacts on average and the most required.
fn counts(plan: &Plan, language: Language, frame: Frame, (staffed, required): (&[f64], &[u32])) -> Vec<Count> {
    let horizon = &plan.scenario.horizon;
    let mut out = Vec::new();
    let mut at = frame.span.start;
    while at < frame.span.end {
        let hour = Span::new(at, at + 60);
        let cells: Vec<usize> =
            (0..staffed.len()).filter(|&index| hour.overlaps(horizon.interval(IntervalIdx(index)))).collect();
        let n = f64::from(u32::try_from(cells.len().max(1)).unwrap_or(1));
        let there = cells.iter().map(|&index| staffed[index]).sum::<f64>() / n;
        let needed = cells.iter().map(|&index| required[index]).max().unwrap_or(0);
        out.push(Count {
            left: short(frame.place(Minute(at.0 + 30))),
            there: verdict::count(language, there),
            needed: needed.to_string(),
        });
        at = at + 60;
    }
    out
}
