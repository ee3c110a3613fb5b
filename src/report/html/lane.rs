//! A lane of time: bars for activities, placed in percent of the day shown.

use serde::Serialize;

use crate::model::{Activity, Language, Minute, Plan, Span, Stretch};
use crate::text::words;

use super::svg::short;
use crate::report::people::{is_reserve, span as span_of};

/// One bar in a lane.
#[derive(Serialize)]
pub(super) struct Bar {
    /// How it looks.
    pub class: &'static str,
    /// Left edge, in percent.
    pub left: String,
    /// Width, in percent.
    pub width: String,
    /// The word in it; empty where the look says it all.
    pub word: String,
    /// How much room the word needs: shown only in a bar that has it.
    pub room: &'static str,
    /// The whole story on pointing at it.
    pub title: String,
}

/// A label on a lane's axis.
#[derive(Serialize)]
pub(super) struct Tick {
    /// Place, in percent.
    pub left: String,
    /// The hour.
    pub label: String,
}

/// The part of a day that its lanes show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// From and to.
    pub span: Span,
}

impl Frame {
    /// Where a minute stands, in percent, within the frame.
    pub(super) fn place(self, at: Minute) -> f64 {
        let share = f64::from(at - self.span.start) / f64::from(self.span.minutes().max(1));
        (share * 100.0).clamp(0.0, 100.0)
    }

    /// A bar over `span`.
    pub(super) fn bar(self, class: &'static str, span: Span, word: String, title: String) -> Bar {
        let (left, right) = (self.place(span.start), self.place(span.end));
        let room = match word.chars().count() {
            0..=5 => "short",
            6..=10 => "medium",
            _ => "long",
        };
        Bar { class, left: short(left), width: short(right - left), word, room, title }
    }

    /// The hours on the axis: each, or each other or third where they would crowd.
    pub(super) fn ticks(self, plan: &Plan, most: i32) -> Vec<Tick> {
        let horizon = &plan.scenario.horizon;
        let hours = (self.span.minutes() / 60).max(1);
        let every = [1, 2, 3, 4, 6, 12].into_iter().find(|every| hours / every <= most).unwrap_or(24);
        let first = (horizon.clock(self.span.start).minute + 59) / 60;
        let mut out = Vec::new();
        let mut at = self.span.start + (first * 60 - horizon.clock(self.span.start).minute);
        let mut hour = first;
        while at <= self.span.end {
            let is_last = at == self.span.end;
            if is_last && (hour - first) % every != 0 {
                // The end is worth its label; the one just before it would crowd.
                out.pop();
            }
            if is_last || (hour - first) % every == 0 {
                let shown = if hour == 24 { 24 } else { hour % 24 };
                out.push(Tick { left: short(self.place(at)), label: format!("{shown:02}") });
            }
            hour += 1;
            at = at + 60;
        }
        out
    }
}

/// How an activity looks.
pub(super) fn class(activity: Activity) -> &'static str {
    match activity {
        Activity::Contacts => "c",
        Activity::Post(_) => "p",
        Activity::Deferrable(_) => "e",
        Activity::Lunch => "l",
        Activity::Break => "b",
        Activity::Meeting | Activity::Training => "m",
        Activity::Reserve => "r",
    }
}

/// The bars of one shift. A shift of nothing but reserve is one bar.
pub(super) fn bars(plan: &Plan, language: Language, frame: Frame, shift: &[Stretch]) -> Vec<Bar> {
    if is_reserve(shift) {
        let span = span_of(shift);
        let word = words::reserve(language);
        return vec![frame.bar("r", span, word.clone(), title(plan, span, &word))];
    }
    let bar = |stretch: &Stretch| {
        let what = words::activity(language, &plan.scenario, stretch.activity);
        let title = title(plan, stretch.span(), &what);
        let is_plain = matches!(stretch.activity, Activity::Contacts | Activity::Break);
        let word = if is_plain { String::new() } else { what };
        frame.bar(class(stretch.activity), stretch.span(), word, title)
    };
    shift.iter().map(bar).collect()
}

/// A piece of a strip: without a word, for the overview of a week.
#[derive(Serialize)]
pub(super) struct Piece {
    class: &'static str,
    left: String,
    width: String,
}

/// A shift as a strip: one piece for its whole length, and on top of it what is neither contacts nor a short break.
pub(super) fn strip(frame: Frame, shift: &[Stretch]) -> Vec<Piece> {
    let piece = |class: &'static str, span: Span| {
        let (left, right) = (frame.place(span.start), frame.place(span.end));
        Piece { class, left: short(left), width: short(right - left) }
    };
    let whole = piece(if is_reserve(shift) { "r" } else { "c" }, span_of(shift));
    let others =
        shift.iter().filter(|s| !matches!(s.activity, Activity::Contacts | Activity::Reserve | Activity::Break));
    std::iter::once(whole).chain(others.map(|s| piece(class(s.activity), s.span()))).collect()
}

/// "08:00–09:30 Reception".
pub(super) fn title(plan: &Plan, span: Span, what: &str) -> String {
    format!("{} {what}", clocks(plan, span))
}

/// "08:00–09:30".
pub(super) fn clocks(plan: &Plan, span: Span) -> String {
    let horizon = &plan.scenario.horizon;
    words::clock_span(horizon.clock(span.start), horizon.clock(span.end))
}

/// Given and family name cut to "Anna B.", for narrow pages.
pub(super) fn brief(name: &str) -> String {
    let mut parts = name.split_whitespace();
    let first = parts.next().unwrap_or_default().to_owned();
    match parts.next_back().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {initial}."),
        None => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_to_an_initial() {
        assert_eq!([brief("Anna Maria Bergqvist"), brief("bo"), brief("")], ["Anna B.", "bo", ""]);
    }
}
