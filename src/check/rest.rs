//! Rest: between shifts, in the week, at night, and the meal break.

use crate::model::{Agent, RuleId, Scenario, Span, Violation};

use super::clock::{
    clock_since, common, dates, first_at, length, merged, midnight, move_date, outside, rounds, week_of,
};
use super::rules::rule;
use super::shifts::Shift;

/// Unbroken rest between one shift and the next, history and the turn of a cyclic horizon included.
pub(super) fn daily(scenario: &Scenario, agent: &Agent, shifts: &[Shift], out: &mut Vec<Violation>) {
    let Some(limit) = scenario.rules.get(RuleId::DailyRest) else { return };
    let (Some(first), Some(last)) = (shifts.first(), shifts.last()) else { return };
    let mut rests: Vec<Span> = Vec::new();
    if let Some(before) = agent.last_end.filter(|_| !scenario.horizon.cyclic) {
        rests.push(Span::new(before, first.span.start));
    }
    rests.extend(shifts.windows(2).map(|pair| Span::new(pair[0].span.end, pair[1].span.start)));
    if scenario.horizon.cyclic {
        rests.push(Span::new(last.span.end, first.span.start + length(&scenario.horizon)));
    }
    for rest in rests.into_iter().filter(|rest| rest.minutes() < limit) {
        out.push(rule(RuleId::DailyRest, first.agent, rest, rest.minutes(), limit));
    }
}

/// The longest unbroken rest in each week from Monday to Sunday. Days outside the horizon count as free, since nothing
/// is known of them; a cyclic horizon that is not whole weeks has no weeks to judge.
pub(super) fn weekly(scenario: &Scenario, agent: &Agent, shifts: &[Shift], out: &mut Vec<Violation>) {
    let horizon = &scenario.horizon;
    let Some(limit) = scenario.rules.get(RuleId::WeeklyRest) else { return };
    let Some(first) = shifts.first() else { return };
    if horizon.cyclic && !horizon.days.len().is_multiple_of(7) {
        return;
    }
    let mut busy = rounds(horizon, shifts.iter().map(|shift| shift.span));
    if let Some(before) = agent.last_end.filter(|_| !horizon.cyclic) {
        busy.push(Span::new(before - 1, before));
        busy = merged(busy);
    }
    let mut mondays: Vec<_> = horizon.days.iter().map(|day| week_of(day.date)).collect();
    mondays.dedup();
    // On a cyclic horizon that begins within a week, that week comes again at its end.
    if horizon.cyclic && mondays.first().is_some_and(|&monday| monday < horizon.days[0].date) {
        mondays.remove(0);
    }
    for monday in mondays {
        let week = Span::new(midnight(horizon, monday), midnight(horizon, move_date(monday, 7)));
        let longest = outside(week, &busy).into_iter().map(Span::minutes).max().unwrap_or(0);
        if longest < limit {
            out.push(rule(RuleId::WeeklyRest, first.agent, week, longest, limit));
        }
    }
}

/// From the first to the last minute of a day's work: the shifts that start on one day with less than a night's rest
/// between them.
pub(super) fn longest_span(scenario: &Scenario, shifts: &[Shift], out: &mut Vec<Violation>) {
    let Some(limit) = scenario.rules.get(RuleId::LongestSpan) else { return };
    let rest = scenario.rules.get(RuleId::DailyRest).unwrap_or(i32::MAX);
    let of_one_day = |a: &Shift, b: &Shift| a.date == b.date && b.span.start - a.span.end < rest;
    for day in shifts.chunk_by(of_one_day) {
        let span = Span::new(day[0].span.start, day[day.len() - 1].span.end);
        if span.minutes() > limit {
            out.push(rule(RuleId::LongestSpan, day[0].agent, span, span.minutes(), limit));
        }
    }
}

/// Work without a break that is long enough and not working time, or a paid meal as long. A paid pause does not end it.
pub(super) fn longest_stretch(scenario: &Scenario, shifts: &[Shift], out: &mut Vec<Violation>) {
    let Some(limit) = scenario.rules.get(RuleId::LongestStretch) else { return };
    let Some(first) = shifts.first() else { return };
    let shortest_break = scenario.rules.get(RuleId::ShortestBreak).unwrap_or(1).max(1);
    let round = length(&scenario.horizon);
    let mut worked: Vec<Span> = Vec::new();
    for span in rounds(&scenario.horizon, shifts.iter().flat_map(|shift| shift.work_between_breaks(shortest_break))) {
        match worked.last_mut() {
            Some(last) if span.start - last.end < shortest_break => last.end = last.end.max(span.end),
            _ => worked.push(span),
        }
    }
    let is_once =
        |span: &Span| !scenario.horizon.cyclic || (0..round).contains(&span.start.0) || span.minutes() > 2 * round;
    for span in worked.into_iter().filter(is_once).filter(|span| span.minutes() > limit) {
        out.push(rule(RuleId::LongestStretch, first.agent, span, span.minutes(), limit));
    }
}

/// Presence between midnight and the hour when night ends.
pub(super) fn night(scenario: &Scenario, shift: &Shift, out: &mut Vec<Violation>) {
    let horizon = &scenario.horizon;
    let Some(limit) = scenario.rules.get(RuleId::NightEnds) else { return };
    for date in dates(horizon, shift.span) {
        let from = midnight(horizon, date);
        // A night is at most an hour longer or shorter than its clock says.
        let night = Span::new(from, first_at(horizon, date, limit, Span::new(from, from + limit + 60)));
        let within: Vec<Span> = shift.present().into_iter().filter_map(|part| common(part, night)).collect();
        if let (Some(start), Some(end)) = (within.first(), within.last()) {
            let span = Span::new(start.start, end.end);
            out.push(rule(RuleId::NightEnds, shift.agent, span, clock_since(horizon, date, span.start), limit));
        }
    }
}
