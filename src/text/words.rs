//! Words and numbers that every text shares: weekdays, dates, clock times, decimals, shares.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::{Activity, Clock, Language, Scenario};

use super::messages;

messages! {
    /// The activity of serving contacts.
    contacts() { "kontakter", "contacts" }
    /// The meal break.
    lunch() { "lunch", "lunch" }
    /// The short pause.
    pause() { "paus", "break" }
    /// A meeting.
    meeting() { "möte", "meeting" }
    /// Training.
    training() { "utbildning", "training" }
    /// Paid time that service does not need.
    reserve() { "reserv", "reserve" }
}

const WEEKDAYS_SV: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The weekday's name: "torsdag", "Thursday".
pub fn weekday(language: Language, day: Weekday) -> &'static str {
    let index = day.num_days_from_monday() as usize;
    match language {
        Language::Swedish => WEEKDAYS_SV[index],
        Language::English => WEEKDAYS_EN[index],
    }
}

/// The weekday in short: "tor", "Thu".
pub fn short_weekday(language: Language, day: Weekday) -> String {
    weekday(language, day).chars().take(3).collect()
}

/// A date in full: "torsdag 26 november", "Thursday 26 November".
pub fn date(language: Language, date: NaiveDate) -> String {
    let month = date.month0() as usize;
    let month = match language {
        Language::Swedish => MONTHS_SV[month],
        Language::English => MONTHS_EN[month],
    };
    format!("{} {} {month}", weekday(language, date.weekday()), date.day())
}

/// A date in short: "tor 26/11", "Thu 26/11".
pub fn short_date(language: Language, date: NaiveDate) -> String {
    format!("{} {}/{}", short_weekday(language, date.weekday()), date.day(), date.month())
}

/// A clock time: "08:30".
pub fn clock(minute_of_day: i32) -> String {
    format!("{:02}:{:02}", minute_of_day.div_euclid(60), minute_of_day.rem_euclid(60))
}

/// A stretch of clock time: "08:00–16:30".
pub fn clock_span(from: Clock, to: Clock) -> String {
    format!("{}–{}", clock(from.minute), clock(to.minute))
}

/// A number with so many decimals, decimal comma in Swedish, true minus, no-break spaces between thousands.
///
/// ```
/// use bemanna::{model::Language, text::words};
/// assert_eq!(words::number(Language::Swedish, -1234.56, 1), "−1\u{a0}234,6");
/// assert_eq!(words::number(Language::English, 1234.56, 1), "1,234.6");
/// ```
pub fn number(language: Language, value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (thousands, point) = match language {
        Language::Swedish => ('\u{a0}', ','),
        Language::English => (',', '.'),
    };
    let is_zero = text.chars().all(|c| c == '0' || c == '.');
    let mut out = if value < 0.0 && !is_zero { String::from('−') } else { String::new() };
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// A text in which no number loses its % at the end of a line.
pub(super) fn glued(text: String) -> String {
    if text.contains(" %") { text.replace(" %", "\u{a0}%") } else { text }
}

/// A share as per cent with one decimal: "85,3 %", "85.3 %".
pub fn percent(language: Language, share: f64) -> String {
    format!("{}\u{a0}%", number(language, share * 100.0, 1))
}

/// A share as whole per cent, with a decimal only where it has one: "80 %".
pub fn round_percent(language: Language, share: f64) -> String {
    let decimals = usize::from((share * 100.0 - (share * 100.0).round()).abs() > 1e-9);
    format!("{}\u{a0}%", number(language, share * 100.0, decimals))
}

/// Minutes of work as hours with one decimal: "37,5".
pub fn hours(language: Language, minutes: f64) -> String {
    number(language, minutes / 60.0, 1)
}

/// Seconds as "m:ss".
pub fn wait(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a wait in whole seconds fits")]
    let whole = seconds.round().max(0.0) as i64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

/// A list in a sentence: "a, b och c", "a, b and c".
pub fn list(language: Language, items: &[String]) -> String {
    let and = match language {
        Language::Swedish => "och",
        Language::English => "and",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} {and} {last}", init.join(", ")),
    }
}

/// A choice in a sentence: "15, 30 eller 60".
pub fn one_of(language: Language, items: &[String]) -> String {
    let or = match language {
        Language::Swedish => "eller",
        Language::English => "or",
    };
    match items {
        [init @ .., last] if !init.is_empty() => format!("{} {or} {last}", init.join(", ")),
        _ => items.concat(),
    }
}

/// What an activity is called.
pub fn activity(language: Language, scenario: &Scenario, activity: Activity) -> String {
    match activity {
        Activity::Contacts => contacts(language),
        Activity::Post(post) => scenario.posts[post.0].name.clone(),
        Activity::Deferrable(queue) => scenario.queues[queue.0].name.clone(),
        Activity::Lunch => lunch(language),
        Activity::Break => pause(language),
        Activity::Meeting => meeting(language),
        Activity::Training => training(language),
        Activity::Reserve => reserve(language),
    }
}
