//! The rules of several days and weeks as rows: days in a row, days off together, weekends, rest in any seven days.
//!
//! Exact for a class of one. For a class of many each row is the sum of its members' rows, so that it excludes no roster;
//! names are dealt out by the rules themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::engine::{Col, Terms};
use super::shifts::images;
use super::week::{Week, count};
use super::weeks::{could_work, half_weekend_days, seven_days, weekend_days, worked_before};
use crate::model::{Agent, Minute, RuleId, Span};

/// Adds every rule's rows.
pub(in crate::optimise) fn add_week_rules(week: &mut Week<'_>) {
    days_in_row(week);
    days_off_together(week);
    weekends(week);
    rolling_rest(week);
}

/// Somebody of the class: all are alike.
fn agent<'a>(week: &Week<'a>, class: usize) -> &'a Agent {
    &week.scenario.agents[week.classes[class].members[0].0]
}

/// The columns of a class's shifts on a day, each once, with a coefficient.
fn on(week: &Week<'_>, class: usize, day: usize, factor: f64) -> Terms {
    week.shifts[class][day].iter().map(|&col| (col, factor)).collect()
}

/// A number of days as a coefficient.
fn days(n: i32) -> f64 {
    f64::from(n)
}

/// Constraint (16): days in a row with work, `before` of them before the horizon.
///
/// ```text
/// sum over the first most + 1 - before days of x(c, d, s)  <=  (most - before) h(c)
/// sum over any most + 1 days in a row of x(c, d, s)        <=  most h(c)
/// ```
fn days_in_row(week: &mut Week<'_>) {
    let Some(most) = week.scenario.rules.get(RuleId::DaysInRow) else { return };
    let horizon = &week.scenario.horizon;
    let (n_days, cyclic) = (horizon.n_days(), horizon.cyclic);
    let length = usize::try_from(most).unwrap_or(0) + 1;
    for class in 0..week.classes.len() {
        let before = i32::try_from(agent(week, class).history.days_in_row).unwrap_or(i32::MAX).min(most);
        let left = usize::try_from(most - before).unwrap_or(0) + 1;
        let mut windows: Vec<(Vec<usize>, i32)> = Vec::new();
        if before > 0 && !cyclic && left <= n_days {
            windows.push(((0..left).collect(), most - before));
        }
        let last = if cyclic { n_days } else { (n_days + 1).saturating_sub(length) };
        if length <= n_days {
            windows.extend((0..last).map(|first| ((first..first + length).map(|day| day % n_days).collect(), most)));
        }
        for (window, most) in windows {
            let mut terms: Terms = window.into_iter().flat_map(|day| on(week, class, day, 1.0)).collect();
            if !terms.is_empty() {
                terms.push((week.heads[class], -days(most)));
                week.mip.at_most(0.0, terms);
            }
        }
    }
}

/// Constraint (17): days off together.
///
/// ```text
/// x on d  +  x on d + k + 1  -  x on the k days between  <=  h(c)        for each k below the least
/// ```
///
/// Only where somebody could have worked on one of the days between. `x on d` is a sum over shifts; a day before the
/// horizon that is known to have been worked counts as h(c).
fn days_off_together(week: &mut Week<'_>) {
    let Some(least) = week.scenario.rules.get(RuleId::DaysOffTogether) else { return };
    let horizon = &week.scenario.horizon;
    let (n_days, cyclic) = (horizon.n_days(), horizon.cyclic);
    let least = usize::try_from(least).unwrap_or(0);
    for class in 0..week.classes.len() {
        let who = agent(week, class);
        let is_chosen = |days: &[usize]| days.iter().any(|&day| could_work(week.scenario, who, day));
        let mut rows: Vec<(Option<usize>, Vec<usize>, usize)> = Vec::new();
        for free in 1..least {
            let last = if cyclic { n_days } else { n_days.saturating_sub(free + 1) };
            for day in 0..last {
                let between: Vec<usize> = (day + 1..=day + free).map(|d| d % n_days).collect();
                // On a short cycle the two days with work may be the same one.
                if free + 1 < n_days || !cyclic {
                    rows.push((Some(day), between, (day + free + 1) % n_days));
                }
            }
            let before = if cyclic { None } else { worked_before(week.scenario, who) };
            if let Some(already) = before.map(|days| days - 1).filter(|&already| already <= free)
                && free - already < n_days
            {
                rows.push((None, (0..free - already).collect(), free - already));
            }
        }
        for (first, between, second) in rows.into_iter().filter(|row| is_chosen(&row.1)) {
            let mut terms = on(week, class, second, 1.0);
            // A day before the horizon counts as h(c), which the right side takes away again.
            if let Some(first) = first {
                terms.extend(on(week, class, first, 1.0));
                terms.push((week.heads[class], -1.0));
            }
            terms.extend(between.into_iter().flat_map(|day| on(week, class, day, -1.0)));
            week.mip.at_most(0.0, terms);
        }
    }
}

/// Constraint (18): weekends. v(c, k) is how many work on weekend k, b(c, k) how many on one of its days only.
///
/// ```text
/// v(c, k)  >=  x on Saturday,  x on Sunday;          sum over k of v(c, k)  <=  most h(c)
/// b(c, k)  >=  x on Saturday - x on Sunday, and the reverse;    sum over k of b(c, k)  <=  most halves h(c)
/// ```
fn weekends(week: &mut Week<'_>) {
    let horizon = &week.scenario.horizon;
    let weekends: Vec<_> = weekend_days(&horizon.days).collect();
    for class in 0..week.classes.len() {
        let members = count(week.classes[class].members.len());
        if let Some(most) = week.scenario.rules.get(RuleId::WeekendsPerHorizon) {
            let columns: Vec<Col> = weekends.iter().map(|_| week.mip.add(0.0, members, false)).collect();
            for (&col, days) in columns.iter().zip(&weekends) {
                for day in days.clone() {
                    let mut terms = on(week, class, day, 1.0);
                    terms.push((col, -1.0));
                    week.mip.at_most(0.0, terms);
                }
            }
            sum_at_most(week, class, columns, most);
        }
        if let Some(most) = week.scenario.rules.get(RuleId::HalfWeekends) {
            let pairs: Vec<_> = half_weekend_days(week.scenario, agent(week, class)).collect();
            let columns: Vec<Col> = pairs.iter().map(|_| week.mip.add(0.0, members, false)).collect();
            for (&col, (saturday, sunday)) in columns.iter().zip(pairs) {
                for (one, other) in [(saturday, sunday), (sunday, saturday)] {
                    let mut terms = on(week, class, one, 1.0);
                    terms.extend(on(week, class, other, -1.0));
                    terms.push((col, -1.0));
                    week.mip.at_most(0.0, terms);
                }
            }
            sum_at_most(week, class, columns, most);
        }
    }
}

/// The columns sum to at most `most` for each head.
fn sum_at_most(week: &mut Week<'_>, class: usize, columns: Vec<Col>, most: i32) {
    if columns.is_empty() {
        return;
    }
    let mut terms: Terms = columns.into_iter().map(|col| (col, 1.0)).collect();
    terms.push((week.heads[class], -days(most)));
    week.mip.at_most(0.0, terms);
}

/// Constraint (19): an unbroken rest in any seven days, as (7) for rests that begin in the seven days from each midnight.
fn rolling_rest(week: &mut Week<'_>) {
    let Some(rest) = week.scenario.rules.get(RuleId::RollingRest) else { return };
    let horizon = &week.scenario.horizon;
    if horizon.cyclic && horizon.n_days() < 7 {
        return;
    }
    let spans: Vec<_> = seven_days(horizon, rest).collect();
    for class in 0..week.classes.len() {
        for &span in &spans {
            rest_in(week, class, span, rest);
        }
    }
}

/// Some window of `rest` minutes within the span is free, as in (7); turns of a cyclic horizon and the last shift before
/// any other are seen.
pub(in crate::optimise) fn rest_in(week: &mut Week<'_>, class: usize, span: Span, rest: i32) {
    let scenario = week.scenario;
    let last_end = agent(week, class).last_end.filter(|_| !scenario.horizon.cyclic);
    let mut shifts: Vec<(usize, Span, Col)> = Vec::new();
    for (day, shift, col) in week.shifts_of(class) {
        shifts.extend(images(scenario, shift.span()).filter(|s| s.overlaps(span)).map(|s| (day, s, col)));
    }
    let ends = shifts.iter().map(|(_, s, _)| s.end).chain(last_end).filter(|end| *end > span.start);
    let windows: BTreeSet<Minute> = ends.chain([span.start]).filter(|at| *at + rest <= span.end).collect();
    let is_worked = |at: Minute| last_end.is_some_and(|end| Span::new(at, at + rest).overlaps(Span::new(end - 1, end)));
    let meets = |at: Minute, shift: Span| Span::new(at, at + rest).overlaps(shift);
    if windows.iter().any(|&at| !is_worked(at) && !shifts.iter().any(|s| meets(at, s.1))) {
        return;
    }
    let most = week.mip.columns[week.heads[class]].upper;
    let windows = windows.into_iter().filter(|&at| !is_worked(at));
    let chosen: Vec<(Minute, Col)> = windows.map(|at| (at, week.mip.add(0.0, most, true))).collect();
    let mut terms: Terms = chosen.iter().map(|w| (w.1, 1.0)).collect();
    terms.push((week.heads[class], -1.0));
    week.mip.equal(0.0, terms);
    let mut alike: BTreeMap<(usize, Vec<Col>), Vec<Col>> = BTreeMap::new();
    for (day, shift, col) in shifts {
        let met: Vec<Col> = chosen.iter().filter(|(at, _)| meets(*at, shift)).map(|w| w.1).collect();
        if !met.is_empty() {
            alike.entry((day, met)).or_default().push(col);
        }
    }
    for ((_, met), mut columns) in alike {
        columns.sort_unstable();
        columns.dedup();
        let mut terms: Terms = met.into_iter().chain(columns).map(|col| (col, 1.0)).collect();
        terms.push((week.heads[class], -1.0));
        week.mip.at_most(0.0, terms);
    }
}
