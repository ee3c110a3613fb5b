//! How near the roster comes to a rule: the shortest rest, the longest day, the shortest meal break that it has.

use crate::model::{Activity, Language, Plan, RuleId, Span};
use crate::report::people::{listed, shifts, span};
use crate::text::{findings, report as text};

/// The nearest that the roster comes to a rule that can be read off it; `None` for the others, or where nothing is near.
pub(super) fn nearest(plan: &Plan, language: Language, rule: RuleId) -> Option<String> {
    let people = || listed(plan).into_iter().map(|(agent, _)| shifts(plan.roster.of(agent)));
    let shortest = |minutes: i32| text::kept_shortest(language, findings::length(language, minutes));
    match rule {
        RuleId::DailyRest => {
            let rests = people().flat_map(|shifts| {
                days(plan, &shifts).windows(2).map(|pair| pair[1].start - pair[0].end).collect::<Vec<_>>()
            });
            rests.min().map(shortest)
        }
        RuleId::LongestSpan => {
            let longest = people().flat_map(|shifts| days(plan, &shifts)).map(Span::minutes).max();
            longest.map(|minutes| text::kept_longest(language, findings::length(language, minutes)))
        }
        RuleId::ShortestBreak => {
            let lunches = plan.roster.stretches.iter().filter(|stretch| stretch.activity == Activity::Lunch);
            lunches.map(|stretch| stretch.span().minutes()).min().map(shortest)
        }
        _ => None,
    }
}

/// From the first to the last minute of each day's shifts, in order.
fn days(plan: &Plan, shifts: &[&[crate::model::Stretch]]) -> Vec<Span> {
    let horizon = &plan.scenario.horizon;
    let mut out: Vec<Span> = Vec::new();
    for shift in shifts.iter().map(|shift| span(shift)) {
        match out.last_mut().filter(|last| horizon.day_at(last.start) == horizon.day_at(shift.start)) {
            Some(last) => last.end = shift.end,
            None => out.push(shift),
        }
    }
    out
}
