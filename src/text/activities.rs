//! What is amiss with turns, blocks, meetings and breaks within the day, as sentences.

use crate::model::{Breach, Language, Scenario, Span, Violation};

use super::{messages, words};

messages! {
    /// A turn at a post that is over too soon.
    short_turn(who, when, post, measured, limit) {
        "Kort tur: {who}, {when}: {measured} minuter i {post}; helst minst {limit}",
        "Short turn: {who}, {when}: {measured} minutes at {post}; at least {limit} is wished for",
    }
    /// A turn at a post that lasts too long.
    long_turn(who, when, post, measured, limit) {
        "Lång tur: {who}, {when}: {measured} minuter i {post}; helst högst {limit}",
        "Long turn: {who}, {when}: {measured} minutes at {post}; at most {limit} is wished for",
    }
    /// A block of deferrable work or training that is over too soon.
    short_block(who, when, activity, measured, limit) {
        "Kort block: {who}, {when}: {measured} minuter {activity}; helst minst {limit}",
        "Short block: {who}, {when}: {measured} minutes of {activity}; at least {limit} is wished for",
    }
    /// Less time for a deferrable queue than is kept free for it.
    too_little_time(activity, when, measured, needed) {
        "Avsatt tid: {activity}, {when}: {measured} minuter; {needed} ska avsättas",
        "Time kept free: {activity}, {when}: {measured} minutes; {needed} are asked for",
    }
    /// Less training than asked.
    too_little_training(who, when, measured, needed) {
        "Utbildning: {who}, {when}: {measured} minuter; {needed} ska läggas ut",
        "Training: {who}, {when}: {measured} minutes; {needed} are asked for",
    }
    /// Not at the meeting.
    missed_meeting(who, when, meeting) {
        "Möte: {who}, {when}: i tjänst men inte med på {meeting}",
        "Meeting: {who}, {when}: at work but not at {meeting}",
    }
    /// In too many sittings.
    too_many_sittings(meeting, when, measured, limit) {
        "Möte: {meeting}, {when}: {measured} omgångar; högst {limit}",
        "Meeting: {meeting}, {when}: {measured} sittings; at most {limit}",
    }
    /// Too many on a break.
    too_many_at_once(activity, when, measured, limit) {
        "Samtidig rast: {activity}, {when}: {measured} personer; högst {limit}",
        "At once: {activity}, {when}: {measured} people; at most {limit}",
    }
}

/// The sentence for a breach of these kinds; `who` and `when` as the reader is told them.
pub(super) fn broken(
    language: Language,
    scenario: &Scenario,
    violation: &Violation,
    (who, when): (&str, &str),
) -> String {
    match &violation.breach {
        Breach::PostTurn { post, measured, limit } => {
            let sentence = if measured < limit { short_turn } else { long_turn };
            sentence(language, who, when, &scenario.posts[post.0].name, measured, limit)
        }
        Breach::ShortBlock { activity, measured, limit } => {
            short_block(language, who, when, words::activity(language, scenario, *activity), measured, limit)
        }
        Breach::TooLittleTime { activity, measured, needed } => {
            let days = day_span(language, scenario, violation.span);
            match violation.agent {
                Some(_) => too_little_training(language, who, days, measured, needed),
                None => {
                    too_little_time(language, words::activity(language, scenario, *activity), days, measured, needed)
                }
            }
        }
        Breach::MissedMeeting { meeting } => missed_meeting(language, who, when, meeting_name(scenario, *meeting)),
        Breach::TooManySittings { meeting, measured, limit } => {
            too_many_sittings(language, meeting_name(scenario, *meeting), when, measured, limit)
        }
        Breach::TooManyAtOnce { activity, measured, limit } => {
            too_many_at_once(language, words::activity(language, scenario, *activity), when, measured, limit)
        }
        _ => String::new(),
    }
}

fn meeting_name(scenario: &Scenario, meeting: usize) -> &str {
    scenario.activities.meetings.get(meeting).map_or("", |meeting| &meeting.name)
}

/// "måndag 23 november", or with the last day too where there are several.
fn day_span(language: Language, scenario: &Scenario, span: Span) -> String {
    let (from, to) = (scenario.horizon.clock(span.start).date, scenario.horizon.clock(span.end - 1).date);
    let first = words::date(language, from);
    if from == to { first } else { format!("{first} – {}", words::date(language, to)) }
}
