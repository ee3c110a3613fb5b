//! An event: a shift with when, what and in which words; and as it was in an earlier calendar.

use chrono::NaiveDate;

use crate::model::{Activity, AgentIdx, DayIdx, Language, Plan, Stretch};
use crate::report::people::{is_reserve, is_rest, paid_minutes, shifts_on, span};
use crate::text::{calendar as text, words};

use super::lines::{escaped, unescaped, unfolded};
use super::names::digest;
use super::zone;

const SUMMARY: &str = "SUMMARY:";
const CONFIRMED: &str = "STATUS:CONFIRMED";
const CANCELLED: &str = "STATUS:CANCELLED";
const OPAQUE: &str = "TRANSP:OPAQUE";
const TRANSPARENT: &str = "TRANSP:TRANSPARENT";

/// An event of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// What stays the same however the shift changes: date, number on that date, and whose.
    pub(super) uid: String,
    /// How often the event has changed.
    pub(super) sequence: u32,
    /// The plan that changed it last, as an instant.
    pub(super) stamp: String,
    /// Every other line.
    pub(super) body: Vec<String>,
}

impl Event {
    /// The date of its shift.
    pub(super) fn date(&self) -> Option<NaiveDate> {
        NaiveDate::parse_from_str(self.uid.get(..8)?, "%Y%m%d").ok()
    }

    /// Whether the shift is no more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.body.iter().any(|line| line == CANCELLED)
    }

    /// The same event called off, so that whoever subscribes takes it away.
    pub(super) fn cancelled(&self, language: Language) -> Self {
        let line = |line: &String| match (line.as_str(), line.strip_prefix(SUMMARY)) {
            (CONFIRMED, _) => CANCELLED.to_owned(),
            (OPAQUE, _) => TRANSPARENT.to_owned(),
            (_, Some(summary)) => {
                format!("{SUMMARY}{}", escaped(&text::cancelled(language, unescaped(summary))))
            }
            (other, None) => other.to_owned(),
        };
        Self { body: self.body.iter().map(line).collect(), ..self.clone() }
    }

    /// Its lines.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut out = vec!["BEGIN:VEVENT".to_owned(), format!("UID:{}", self.uid)];
        out.push(format!("DTSTAMP:{}", self.stamp));
        out.push(format!("SEQUENCE:{}", self.sequence));
        out.extend(self.body.iter().cloned());
        out.push("END:VEVENT".to_owned());
        out
    }
}

/// A person's shifts as events, never changed as yet.
pub(super) fn events(plan: &Plan, agent: AgentIdx, language: Language) -> Vec<Event> {
    let whose = digest(&[&plan.scenario.name, &plan.scenario.agents[agent.0].id]);
    let days = (0..plan.scenario.horizon.n_days()).map(DayIdx);
    let of_day = |day: DayIdx| {
        let date = plan.scenario.horizon.days[day.0].date.format("%Y%m%d").to_string();
        let whose = whose.clone();
        let event = move |(shift, number): (&[Stretch], usize)| Event {
            uid: format!("{date}-{number}-{whose}@bemanna"),
            sequence: 0,
            stamp: String::new(),
            body: body(plan, shift, language),
        };
        shifts_on(plan, agent, day).into_iter().zip(1..).map(event).collect::<Vec<_>>()
    };
    days.flat_map(of_day).collect()
}

/// What an event says of a shift.
fn body(plan: &Plan, shift: &[Stretch], language: Language) -> Vec<String> {
    let scenario = &plan.scenario;
    let clock = |from, to| words::clock_span(scenario.horizon.clock(from), scenario.horizon.clock(to));
    let whole = span(shift);
    let what = |activity| words::activity(language, scenario, activity);
    let told = |(from, to, activity)| format!("{} {}", clock(from, to), what(activity));
    let runs: Vec<_> = shift
        .chunk_by(|a, b| a.activity == b.activity)
        .filter_map(|run| Some((run.first()?.start, run.last()?.end, run.first()?.activity)))
        .collect();
    let at_posts = runs.iter().copied().filter(|(_, _, activity)| matches!(activity, Activity::Post(_)));
    let posts: Vec<String> =
        at_posts.map(|(from, to, activity)| format!("{} {}", what(activity), clock(from, to))).collect();
    let hours = clock(whole.start, whole.end);
    let summary = match (is_reserve(shift), posts.is_empty()) {
        (true, _) => text::reserve(language, hours),
        (false, true) => text::shift(language, hours),
        (false, false) => text::shift_at(language, hours, posts.join(", ")),
    };
    let paid: i32 = shift.iter().map(|stretch| paid_minutes(scenario, stretch)).sum();
    let is_told = shift.iter().any(|stretch| is_rest(stretch.activity)) || runs.len() > 1;
    let mut description: Vec<String> = runs.into_iter().filter(|_| is_told).map(told).collect();
    description.push(text::paid(language, words::hours(language, f64::from(paid))));
    let at = |name, minute| zone::property(name, scenario.time_zone, zone::instant(scenario, minute));
    vec![
        at("DTSTART", whole.start),
        at("DTEND", whole.end),
        format!("{SUMMARY}{}", escaped(&summary)),
        format!("DESCRIPTION:{}", escaped(&description.join("\n"))),
        format!("CATEGORIES:{}", escaped(&text::category(language))),
        CONFIRMED.to_owned(),
        OPAQUE.to_owned(),
    ]
}

/// A calendar as it was written for an earlier plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Former {
    /// The file's name.
    pub(super) file: String,
    /// The lines before the first part: of the calendar as a whole.
    pub(super) head: Vec<String>,
    /// The events.
    pub(super) events: Vec<Event>,
}

impl Former {
    /// Reads a calendar that [`super::calendars`] wrote; what is not as we write it is left out.
    pub(super) fn read(file: &str, text: &str) -> Self {
        let mut former = Self { file: file.to_owned(), ..Self::default() };
        let mut event: Option<Event> = None;
        let mut is_head = true;
        for line in unfolded(text) {
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            match (name, value, &mut event) {
                ("BEGIN", "VEVENT", _) => {
                    let empty = String::new;
                    event = Some(Event { uid: empty(), sequence: 0, stamp: empty(), body: Vec::new() });
                }
                ("END", "VEVENT", event) => former.events.extend(event.take()),
                ("UID", uid, Some(event)) => uid.clone_into(&mut event.uid),
                ("DTSTAMP", stamp, Some(event)) => stamp.clone_into(&mut event.stamp),
                ("SEQUENCE", number, Some(event)) => event.sequence = number.parse().unwrap_or(0),
                (_, _, Some(event)) => event.body.push(line),
                ("BEGIN", "VCALENDAR", None) => {}
                ("BEGIN", _, None) => is_head = false,
                (_, _, None) if is_head => former.head.push(line),
                _ => {}
            }
        }
        former
    }

    /// The text of a property of the calendar as a whole.
    pub(super) fn property(&self, name: &str) -> Option<String> {
        let value = |line: &String| line.strip_prefix(name)?.strip_prefix(':').map(unescaped);
        self.head.iter().find_map(value)
    }
}
