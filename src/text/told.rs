//! Changes of published hours as sentences, with days of notice and what they cost.

use crate::model::{Language, Minute, Scenario, Span};

use super::{messages, words};

messages! {
    /// Other hours than published.
    moved(who, now, told, notice, limit) {
        "Besked: {who}, {now}: publicerat är {told}; ändrat med {notice} dagars varsel, regeln kräver {limit}",
        "Notice: {who}, {now}: {told} was published; changed with {notice} days of notice, the rule asks for {limit}",
    }
    /// Work on a day told to be free.
    called_in(who, now, notice, limit) {
        "Besked: {who}, {now}: publicerat är ledigt; ändrat med {notice} dagars varsel, regeln kräver {limit}",
        "Notice: {who}, {now}: a day off was published; changed with {notice} days of notice, the rule asks for {limit}",
    }
    /// No work where work was published.
    let_off(who, told, notice, limit) {
        "Besked: {who}, {told}: publicerat arbete är borttaget med {notice} dagars varsel, regeln kräver {limit}",
        "Notice: {who}, {told}: published work is taken away with {notice} days of notice, the rule asks for {limit}",
    }
    /// Days paid extra.
    compensated(days) { "; förskjuten arbetstid ersätts för {days} dagar", "; moved hours are compensated for {days} days" }
}

/// The sentence for a change of what was published; `when` is the roster's hours, or the published ones.
pub(super) fn changed(
    language: Language,
    scenario: &Scenario,
    (who, when, span): (&str, &str, Span),
    (told, notice, limit, days): (Option<Span>, i32, i32, i32),
) -> String {
    let notice = notice.max(0);
    let clock = |at: Minute| scenario.horizon.clock(at);
    let text = match told {
        None => called_in(language, who, when, notice, limit),
        Some(told) if told == span => let_off(language, who, when, notice, limit),
        Some(told) => {
            let hours = words::clock_span(clock(told.start), clock(told.end));
            moved(language, who, when, hours, notice, limit)
        }
    };
    if days > 0 { text + &compensated(language, days) } else { text }
}
