//! Short days and squeeze days, and who works through them, as sentences.

use crate::model::{Day, Language};

use super::{messages, words};

messages! {
    /// A short day that somebody works through.
    short_lost(day, until, who) {
        "Kort dag {day}, till {until} om arbetet tillåter: {who} arbetar längre",
        "Short day {day}, until {until} where work permits: {who} work longer",
    }
    /// A short day that everybody gets.
    short_free(day, until) {
        "Kort dag {day}, till {until} om arbetet tillåter: ingen arbetar längre",
        "Short day {day}, until {until} where work permits: nobody works longer",
    }
    /// A squeeze day that somebody works.
    squeeze_worked(day, who) { "Klämdag {day}: {who} arbetar", "Squeeze day {day}: {who} work" }
    /// A squeeze day that nobody works.
    squeeze_free(day) { "Klämdag {day}: ingen arbetar", "Squeeze day {day}: nobody works" }
    /// An ISO week.
    week(number) { "v. {number}", "w. {number}" }
}

/// The sentence for a day and who works through it.
pub fn special(language: Language, day: &Day, who: &[String]) -> String {
    let date = words::date(language, day.date);
    let names = words::list(language, who);
    match (&day.short, who.is_empty()) {
        (Some(short), is_free) => {
            let date = if short.name.is_empty() { date } else { format!("{date} ({})", short.name) };
            let until = words::clock(short.until);
            if is_free { short_free(language, date, until) } else { short_lost(language, date, until, names) }
        }
        (None, true) => squeeze_free(language, date),
        (None, false) => squeeze_worked(language, date, names),
    }
}
