//! Broken rules of several days or weeks as sentences.

use crate::model::{Language, Scenario, Span};

use super::{messages, words};

messages! {
    /// Too little rest in seven days.
    rolling_rest(who, when, measured, limit) {
        "Veckovila: {who}, {when}: som mest {measured} timmars sammanhängande vila på sju dygn; minst {limit}",
        "Weekly rest: {who}, {when}: at most {measured} hours of unbroken rest in seven days; at least {limit}",
    }
    /// Too many days in a row.
    days_in_row(who, when, measured, limit) {
        "Dagar i följd: {who}, {when}: {measured} arbetsdagar i följd; högst {limit}",
        "Days in a row: {who}, {when}: {measured} working days in a row; at most {limit}",
    }
    /// Too few days off together.
    days_off_together(who, when, measured, limit) {
        "Lediga dagar: {who}, {when}: {measured} i följd mellan två arbetsdagar; minst {limit}",
        "Days off: {who}, {when}: {measured} together between two working days; at least {limit}",
    }
    /// Too many half weekends.
    half_weekends(who, measured, limit) {
        "Helger: {who}: {measured} helger med arbete bara lördag eller söndag; högst {limit}",
        "Weekends: {who}: {measured} weekends with work on only Saturday or Sunday; at most {limit}",
    }
    /// Too many hours moved.
    balance_carry(who, measured, limit) {
        "Saldo: {who}: {measured} timmar flyttas till eller från perioden; högst {limit}",
        "Balance: {who}: {measured} hours are moved into or out of the period; at most {limit}",
    }
    /// Too many weekends.
    weekends_per_horizon(who, measured, limit) {
        "Helger: {who}: {measured} arbetshelger under perioden; högst {limit}",
        "Weekends: {who}: {measured} weekends worked in the period; at most {limit}",
    }
}

/// The first and last date of a span of whole days: "måndag 23 november – söndag 29 november", or the one date.
pub(super) fn dates(language: Language, scenario: &Scenario, span: Span) -> String {
    let first = scenario.horizon.clock(span.start).date;
    let last = scenario.horizon.clock(span.end - 1).date;
    if first == last {
        return words::date(language, first);
    }
    format!("{} – {}", words::date(language, first), words::date(language, last))
}
