//! calendar/: a calendar file for each person, to import or to subscribe to in Outlook, Google and Apple.
//!
//! An event keeps its name from plan to plan, so that a program that has it changes it rather than showing it twice: by
//! the centre, the person, the date and which of the date's shifts it is. What has changed since the calendars that the
//! plan replaces gets a higher `SEQUENCE`; what is no more is called off rather than left out, so that programs which
//! keep what they have seen take it away. The same plan again changes no byte.
//!
//! # Source
//!
//! RFC 5545 (2009), iCalendar, <https://doi.org/10.17487/RFC5545>; RFC 5546 (2009), section 2.1.5, which of two versions
//! holds; RFC 7986 (2016) for `NAME` and `REFRESH-INTERVAL`.

mod event;
mod lines;
mod names;
mod zone;

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use crate::model::{AgentIdx, Language, Plan};
use crate::text::calendar as text;

use event::{Event, Former, events};
use lines::{escaped, folded};

/// Events of days before the plan stay in the calendar for so long `[days]`.
const REMEMBERED: i64 = 92;

const CENTRE: &str = "X-BEMANNA-CENTRE";
const AGENT: &str = "X-BEMANNA-AGENT";
const NAME: &str = "X-WR-CALNAME";

/// The calendars as files, by name: one for everybody employed, and those that must tell of shifts called off.
///
/// `former` are the calendars that these replace, by name. A week that repeats itself has no dates to be told, and
/// places that may be hired for are nobody yet.
pub(super) fn calendars(plan: &Plan, former: &[(String, String)], language: Language) -> Vec<(String, Vec<u8>)> {
    if plan.scenario.horizon.cyclic {
        return Vec::new();
    }
    let read = former.iter().map(|(file, text)| Former::read(file, text));
    let mut before: BTreeMap<String, Former> = read
        .filter(|former| former.property(CENTRE).as_deref() == Some(&plan.scenario.name))
        .filter_map(|former| Some((former.property(AGENT)?, former)))
        .collect();
    let scenario = &plan.scenario;
    let people: Vec<_> = scenario.agents.iter().enumerate().filter(|(_, agent)| !agent.hireable).collect();
    let files = names::files(&people.iter().map(|(_, agent)| agent.id.as_str()).collect::<Vec<_>>());
    let mut out = Vec::new();
    for ((index, agent), file) in people.iter().zip(files) {
        let now = events(plan, AgentIdx(*index), language);
        let was = before.remove(&agent.id).unwrap_or_default();
        let name = text::name(language, &agent.name, &scenario.name);
        out.push((file, calendar(plan, (&agent.id, &name), &merged(plan, now, was.events, language), language)));
    }
    // Whoever has left: what was planned for them from here on is called off.
    let taken = |out: &[(String, Vec<u8>)], file: &str| out.iter().any(|(name, _)| name.eq_ignore_ascii_case(file));
    for (id, was) in before {
        let events = merged(plan, Vec::new(), was.events.clone(), language);
        if !events.is_empty() && !taken(&out, &was.file) {
            let name = was.property(NAME).unwrap_or_default();
            out.push((was.file.clone(), calendar(plan, (&id, &name), &events, language)));
        }
    }
    out
}

/// The events of a calendar that replaces another: each unchanged as it was, changed, called off or new.
fn merged(plan: &Plan, now: Vec<Event>, was: Vec<Event>, language: Language) -> Vec<Event> {
    let (first, last) = dates(plan);
    let mut before: BTreeMap<String, Event> = was.into_iter().map(|event| (event.uid.clone(), event)).collect();
    let mut out: Vec<Event> = now
        .into_iter()
        .map(|event| match before.remove(&event.uid) {
            Some(was) if was.body == event.body => was,
            Some(was) => Event { sequence: was.sequence + 1, ..event },
            None => event,
        })
        .collect();
    for was in before.into_values() {
        let Some(date) = was.date().filter(|date| *date >= first - Duration::days(REMEMBERED)) else { continue };
        let is_dropped = (first..=last).contains(&date) && !was.is_cancelled();
        let sequence = was.sequence + 1;
        out.push(if is_dropped { Event { sequence, stamp: String::new(), ..was.cancelled(language) } } else { was });
    }
    for event in out.iter_mut().filter(|event| event.stamp.is_empty()) {
        event.stamp = stamp(first, event.sequence);
    }
    out.sort_unstable_by(|a, b| a.uid.cmp(&b.uid));
    out
}

/// The instant said to be that of an event's last change. No clock is read, so that the same input gives the same bytes:
/// it is the first midnight of the plan, and later the more often the event has changed.
fn stamp(first: NaiveDate, sequence: u32) -> String {
    let midnight = first.and_hms_opt(0, 0, 0).expect("midnight is a time").and_utc();
    zone::utc(midnight + Duration::seconds(i64::from(sequence)))
}

/// First and last day of the plan.
fn dates(plan: &Plan) -> (NaiveDate, NaiveDate) {
    let days = &plan.scenario.horizon.days;
    (days[0].date, days[days.len() - 1].date)
}

/// One calendar file.
///
/// There is no `METHOD`: it would make the file a message about events, which must then have an organiser with an
/// address, where a subscription is a calendar.
fn calendar(plan: &Plan, (id, name): (&str, &str), events: &[Event], language: Language) -> Vec<u8> {
    let scenario = &plan.scenario;
    let (first, last) = dates(plan);
    let zone = scenario.time_zone;
    let tongue = match language {
        Language::Swedish => "SV",
        Language::English => "EN",
    };
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//bemanna//bemanna//{tongue}"),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("NAME:{}", escaped(name)),
        format!("{NAME}:{}", escaped(name)),
        format!("X-WR-TIMEZONE:{zone}"),
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H".to_owned(),
        "X-PUBLISHED-TTL:PT4H".to_owned(),
        format!("{CENTRE}:{}", escaped(&scenario.name)),
        format!("{AGENT}:{}", escaped(id)),
    ];
    // The zone of events that are kept from before too.
    lines.extend(zone::lines(zone, first - Duration::days(REMEMBERED), last));
    lines.extend(events.iter().flat_map(Event::lines));
    lines.push("END:VCALENDAR".to_owned());
    folded(&lines)
}
