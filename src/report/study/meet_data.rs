//! meet.json: every slot of the month and every way to meet in it, for other programs.

use serde::Serialize;

use crate::model::{Cover, Empty, Figure, Gathering, Language, Scenario, Slot, Span, Way};
use crate::report::json::channel_id;
use crate::text::{violations, words};

#[derive(Serialize)]
struct MeetJson {
    format: u32,
    centre: String,
    from: String,
    days: usize,
    days_with_roster: usize,
    roster: &'static str,
    group: usize,
    lengths_minutes: Vec<i32>,
    days_played: [u32; 2],
    seed: u64,
    left_out: Vec<String>,
    ranking: Vec<RankJson>,
    slots: Vec<SlotJson>,
}

/// A slot of the ranking.
#[derive(Serialize)]
struct RankJson {
    start: String,
    minutes: i32,
    cover: &'static str,
    not_helped_in_time: f64,
    extra_hours: f64,
}

#[derive(Serialize)]
struct SlotJson {
    start: String,
    minutes: i32,
    open: bool,
    contacts: f64,
    /// The start of the slot that it is like, whose ways are its own too.
    like: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ways: Vec<WayJson>,
}

#[derive(Serialize)]
struct WayJson {
    cover: &'static str,
    possible: bool,
    end: String,
    there: usize,
    away: Vec<String>,
    on_shift: usize,
    come_in: usize,
    extra_hours: f64,
    unpaid_wait_hours: f64,
    shortest_rest_hours: Option<f64>,
    kronor: Option<f64>,
    empty: Vec<String>,
    nobody_knows: Vec<String>,
    broken: Vec<String>,
    judged: bool,
    unanswered: FigureJson,
    late: FigureJson,
    messages: FigureJson,
    not_helped_in_time: FigureJson,
}

/// A mean a day, and its interval where it was judged.
#[derive(Serialize)]
struct FigureJson {
    mean: f64,
    low: Option<f64>,
    high: Option<f64>,
}

/// The answer in figures; hours to two decimals, contacts to three.
///
/// # Panics
///
/// Never: all keys are strings and all numbers finite.
pub(in crate::report) fn meet_json(gathering: &Gathering, language: Language) -> String {
    let month = &gathering.month;
    let rank = |&slot: &usize| {
        let way = &gathering.ways(slot)[0];
        let slot = &gathering.slots[slot];
        RankJson {
            start: start(month, slot.span),
            minutes: slot.span.minutes(),
            cover: cover(way.cover),
            not_helped_in_time: rounded(way.effect.unhelped.mean, 3),
            extra_hours: hours(way.attendance.extra_minutes),
        }
    };
    let json = MeetJson {
        format: 1,
        centre: month.name.clone(),
        from: month.horizon.days[0].date.to_string(),
        days: month.horizon.n_days(),
        days_with_roster: gathering.known_days,
        roster: if gathering.question.is_given { "given" } else { "planned" },
        group: gathering.group,
        lengths_minutes: gathering.question.lengths.clone(),
        days_played: gathering.replications,
        seed: gathering.question.seed,
        left_out: gathering.unknown_days.iter().map(|day| month.horizon.days[day.0].date.to_string()).collect(),
        ranking: gathering.ranking.iter().map(rank).collect(),
        slots: gathering.slots.iter().enumerate().map(|(i, slot)| slot_json(gathering, i, slot, language)).collect(),
    };
    serde_json::to_string_pretty(&json).expect("all keys are strings and all numbers finite") + "\n"
}

fn slot_json(gathering: &Gathering, index: usize, slot: &Slot, language: Language) -> SlotJson {
    let month = &gathering.month;
    SlotJson {
        start: start(month, slot.span),
        minutes: slot.span.minutes(),
        open: slot.is_open,
        contacts: rounded(slot.contacts, 3),
        like: (slot.like != index).then(|| start(month, gathering.slots[slot.like].span)),
        ways: slot.ways.iter().map(|way| way_json(month, way, language)).collect(),
    }
}

fn way_json(month: &Scenario, way: &Way, language: Language) -> WayJson {
    let asks = &way.attendance;
    let empty = |empty: &Empty| match empty {
        Empty::Channel(channel) => channel_id(*channel).to_owned(),
        Empty::Post(post) => month.posts[post.0].id.clone(),
    };
    let figure = |figure: Figure| FigureJson {
        mean: rounded(figure.mean, 3),
        low: way.is_judged.then(|| rounded(figure.low, 3)),
        high: way.is_judged.then(|| rounded(figure.high, 3)),
    };
    #[expect(clippy::cast_precision_loss, reason = "an amount that is shown in kronor")]
    let kronor = way.cost.map(|cost| cost.ore() as f64 / 100.0);
    WayJson {
        cover: cover(way.cover),
        possible: way.is_possible(),
        end: start(month, Span::new(way.span.end, way.span.end)),
        there: asks.there.len(),
        away: asks.away.iter().map(|agent| month.agents[agent.0].id.clone()).collect(),
        on_shift: asks.on_shift,
        come_in: asks.come_in,
        extra_hours: hours(asks.extra_minutes),
        unpaid_wait_hours: hours(asks.wait_minutes),
        shortest_rest_hours: asks.shortest_rest.map(|(_, rest)| hours(rest)),
        kronor,
        empty: way.empty.iter().map(empty).collect(),
        nobody_knows: way.unknown.iter().map(|queue| month.queues[queue.0].id.clone()).collect(),
        broken: way.breaches.iter().map(|breach| violations::violation(language, month, breach)).collect(),
        judged: way.is_judged,
        unanswered: figure(way.effect.unanswered),
        late: figure(way.effect.late),
        messages: figure(way.effect.messages),
        not_helped_in_time: figure(way.effect.unhelped),
    }
}

/// Date and clock time: "2026-11-23 17:30".
fn start(month: &Scenario, span: Span) -> String {
    let clock = month.horizon.clock(span.start);
    format!("{} {}", clock.date, words::clock(clock.minute))
}

fn cover(cover: Cover) -> &'static str {
    match cover {
        Cover::Nobody => "nobody",
        Cover::Halves => "halves",
        Cover::Departments => "departments",
        Cover::Manager => "manager",
        Cover::Switchboard => "switchboard",
        Cover::Both => "switchboard+manager",
    }
}

fn hours(minutes: i32) -> f64 {
    rounded(f64::from(minutes) / 60.0, 2)
}

/// The value to so many decimals; nothing is never negative.
fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale + 0.0
}
