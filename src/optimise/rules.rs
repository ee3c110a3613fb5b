//! The rules of the week as rows, one function for each constraint of the formulation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::engine::{Col, Terms};
use super::hours;
use super::pins::held;
use super::rules_weeks::{add_week_rules, rest_in};
use super::shifts::Shift;
use super::told::must_work;
use super::week::{Week, count};
use crate::model::{Agent, Aim, Limits, Minute, RuleId, Scenario, Span};

/// Adds every rule's rows.
pub(in crate::optimise) fn add_rules(week: &mut Week<'_>) {
    add_rules_beside_pins(week);
    pins(week);
}

/// Adds every rule's rows but those of pins.
pub(in crate::optimise) fn add_rules_beside_pins(week: &mut Week<'_>) {
    one_shift_a_day(week);
    most_per_day(week);
    contract_hours(week);
    long_shifts(week);
    most_paid_in_weeks(week);
    work_as_told(week);
    rest_between_days(week);
    weekly_rest(week);
    evenings_per_week(week);
    shifts_per_horizon(week);
    add_week_rules(week);
}

/// Constraint (2): who works a shift counts as a head, and works one shift a day at most.
///
/// ```text
/// sum over s of x(c, d, s)  <=  h(c)        for each class c and day d
/// ```
fn one_shift_a_day(week: &mut Week<'_>) {
    for class in 0..week.classes.len() {
        for day in 0..week.shifts[class].len() {
            let columns = &week.shifts[class][day];
            if !columns.is_empty() {
                let mut terms: Terms = columns.iter().map(|&col| (col, 1.0)).collect();
                terms.push((week.heads[class], -1.0));
                week.mip.at_most(0.0, terms);
            }
        }
    }
}

/// Constraint (4): a template's most shifts on one day.
///
/// ```text
/// sum over c, s of template k of x(c, d, s)  <=  most(k)        for each day d
/// ```
fn most_per_day(week: &mut Week<'_>) {
    for (index, template) in week.scenario.templates.iter().enumerate() {
        let Some(most) = template.most_per_day else { continue };
        for day in 0..week.scenario.horizon.n_days() {
            let all = (0..week.classes.len()).flat_map(|class| week.shifts_of(class));
            let of_template = all.filter(|(d, shift, _)| *d == day && shift.template.0 == index);
            let terms: Terms = of_template.map(|(_, _, col)| (col, 1.0)).collect();
            if !terms.is_empty() {
                week.mip.at_most(f64::from(most), terms);
            }
        }
    }
}

/// Constraint (5): paid time keeps to the contract of those who work.
///
/// ```text
/// (contract - tolerance) h  <=  sum over d, s of work(s) x(c, d, s)  <=  (contract + tolerance) h
/// ```
///
/// The left side only for somebody employed under an aim that gives everybody the contract's hours.
fn contract_hours(week: &mut Week<'_>) {
    for class in 0..week.classes.len() {
        let agent = &week.scenario.agents[week.classes[class].members[0].0];
        let Some((least, most)) = paid_limits(week.scenario, agent, &week.classes[class].shifts) else { continue };
        let hours: Terms = week.shifts_of(class).map(|(_, shift, col)| (col, f64::from(shift.work))).collect();
        let with_heads = |limit: i32| {
            let mut terms = hours.clone();
            terms.push((week.heads[class], -f64::from(limit)));
            terms
        };
        let (upper, lower) = (with_heads(most), with_heads(least));
        week.mip.at_most(0.0, upper);
        if least > 0 {
            week.mip.at_least(0.0, lower);
        }
    }
}

/// Least and most paid time of somebody who works `[min]`; `None` without a contract.
///
/// Where no choice of shifts comes within the tolerance of the contract, the nearest that some choice reaches.
pub(in crate::optimise) fn paid_limits(
    scenario: &Scenario,
    agent: &Agent,
    shifts: &[Vec<Shift>],
) -> Option<(i32, i32)> {
    let contract = agent.contract?;
    let (down, up) = hours::tolerance(scenario, agent);
    let gives_hours = matches!(scenario.aim, Aim::Contract | Aim::ContractSpread) && !agent.hireable;
    if !gives_hours {
        return Some((0, contract + up));
    }
    let mut reachable = BTreeSet::from([0]);
    for day in shifts {
        let works: BTreeSet<i32> = day.iter().map(|shift| shift.work).collect();
        let more: Vec<i32> = reachable.iter().flat_map(|sum| works.iter().map(move |work| sum + work)).collect();
        reachable.extend(more);
    }
    let distance = |sum: &i32| (sum - contract).abs();
    let nearest = reachable.iter().map(distance).min().unwrap_or(0);
    Some((contract - nearest.max(down), contract + nearest.max(up)))
}

/// Constraint (21): no more long shifts than fit the contract; whole numbers, where hours are only a sum.
///
/// ```text
/// sum over d, s of work(s) >= w of x(c, d, s)  <=  floor((contract + tolerance) / w) h(c)        for each length w
/// ```
///
/// Holds for each member, so for a class: two of 30 hours cannot share seven shifts of 8 hours and one of 4.
fn long_shifts(week: &mut Week<'_>) {
    for class in 0..week.classes.len() {
        let agent = &week.scenario.agents[week.classes[class].members[0].0];
        let Some((_, most)) = paid_limits(week.scenario, agent, &week.classes[class].shifts) else { continue };
        let n_days = week.shifts[class].iter().filter(|day| !day.is_empty()).count();
        let lengths: BTreeSet<i32> = week.shifts_of(class).map(|(_, shift, _)| shift.work).collect();
        for work in lengths.into_iter().filter(|work| *work > 0) {
            let fit = most.max(0) / work;
            if usize::try_from(fit).is_ok_and(|fit| fit >= n_days) {
                continue;
            }
            let long = week.shifts_of(class).filter(|(_, shift, _)| shift.work >= work);
            let mut terms: Terms = long.map(|(.., col)| (col, 1.0)).collect();
            terms.push((week.heads[class], -f64::from(fit)));
            week.mip.at_most(0.0, terms);
        }
    }
}

/// Constraint (23): paid time over some days, those of a week or of several.
///
/// ```text
/// sum over d of the days, s of work(s) x(c, d, s)  <=  most h(c)
/// ```
///
/// For the agent's own longest week, and for averages over weeks, what was worked before the plan taken off.
fn most_paid_in_weeks(week: &mut Week<'_>) {
    for class in 0..week.classes.len() {
        let agent = &week.scenario.agents[week.classes[class].members[0].0];
        for sum in hours::most_paid(week.scenario, agent, &week.classes[class].shifts) {
            let shifts = week.shifts_of(class).filter(|(day, ..)| sum.days.contains(day));
            let mut terms: Terms = shifts.map(|(_, shift, col)| (col, f64::from(shift.work))).collect();
            terms.push((week.heads[class], -f64::from(sum.most)));
            week.mip.at_most(0.0, terms);
        }
    }
}

/// Constraint (24): who was told to work on a day works.
///
/// ```text
/// sum over s as told of x(c, d, s)  =  members(c)
/// ```
fn work_as_told(week: &mut Week<'_>) {
    for class in 0..week.classes.len() {
        let agent = &week.scenario.agents[week.classes[class].members[0].0];
        let days = (0..week.shifts[class].len()).filter(|&day| must_work(agent, day, &week.classes[class].shifts[day]));
        let days: Vec<usize> = days.collect();
        for day in days {
            let members = size(week, class);
            let terms: Terms = week.shifts[class][day].iter().map(|&col| (col, 1.0)).collect();
            week.mip.equal(members, terms);
        }
    }
}

/// Constraint (6): rest between the shifts of two days.
///
/// ```text
/// sum over s of d ending at e or later of x(c, d, s)
///   + sum over s' of d' starting before e + rest of x(c, d', s')  <=  h(c)        for each end e
/// ```
///
/// For two days these nested rows are exact also for a class of many (Hall's condition: who may follow whom is a
/// threshold). A horizon that closes on itself takes its first days as following its last.
fn rest_between_days(week: &mut Week<'_>) {
    let rest = week.scenario.rules.get(RuleId::DailyRest).unwrap_or(0);
    let horizon = &week.scenario.horizon;
    let (n_days, wrap) = (horizon.n_days(), horizon.minutes());
    let last = if horizon.cyclic { 2 * n_days } else { n_days };
    for class in 0..week.classes.len() {
        for first in 0..n_days {
            for second in first + 1..last {
                let later = if second >= n_days { wrap } else { 0 };
                let rows = rest_rows(week, class, (first, second % n_days), later, rest);
                for terms in rows {
                    week.mip.at_most(0.0, terms);
                }
            }
        }
    }
}

/// The rows of constraint (6) for one class and two days, the second moved `later` minutes.
fn rest_rows(week: &Week<'_>, class: usize, days: (usize, usize), later: i32, rest: i32) -> Vec<Terms> {
    let shifts = |day: usize| week.classes[class].shifts[day].iter().zip(&week.shifts[class][day]);
    let starts: Vec<Minute> = shifts(days.1).map(|(s, _)| s.start + later).collect();
    let Some(&earliest) = starts.iter().min() else { return Vec::new() };
    let mut ends: Vec<Minute> = shifts(days.0).map(|(s, _)| s.end).filter(|end| *end + rest > earliest).collect();
    ends.sort_unstable();
    ends.dedup();
    // An end that bars no more starts than the end before it is covered by that one's row.
    let barred = |end: Minute| starts.iter().filter(|start| **start < end + rest).count();
    ends.dedup_by_key(|end| barred(*end));
    let row = |end: Minute| {
        let mut sums: BTreeMap<Col, f64> = BTreeMap::new();
        for (_, &col) in shifts(days.0).filter(|(s, _)| s.end >= end) {
            *sums.entry(col).or_default() += 1.0;
        }
        for (_, &col) in shifts(days.1).filter(|(s, _)| s.start + later < end + rest) {
            *sums.entry(col).or_default() += 1.0;
        }
        *sums.entry(week.heads[class]).or_default() -= 1.0;
        sums.into_iter().collect()
    };
    ends.into_iter().map(row).collect()
}

/// The ISO weeks of the horizon: their days, and the span from Monday to Sunday.
pub(in crate::optimise) fn weeks(scenario: &Scenario) -> Vec<(Vec<usize>, Span)> {
    let mut weeks: BTreeMap<(i32, u32), Vec<usize>> = BTreeMap::new();
    for (index, day) in scenario.horizon.days.iter().enumerate() {
        let week = day.date.iso_week();
        weeks.entry((week.year(), week.week())).or_default().push(index);
    }
    let days = &scenario.horizon.days;
    let span = |of: &[usize]| {
        let (first, last) = (&days[of[0]], &days[of[of.len() - 1]]);
        let before = i32::try_from(first.weekday().num_days_from_monday()).unwrap_or(0) * 1440;
        let after = 6 * 1440 - i32::try_from(last.weekday().num_days_from_monday()).unwrap_or(0) * 1440;
        Span::new(first.start - before, last.start + last.minutes + after)
    };
    weeks.into_values().map(|of| (of.clone(), span(&of))).collect()
}

/// Constraint (7): an unbroken rest in every week.
///
/// ```text
/// sum over windows w of r(c, w)                                    =  h(c)
/// x(c, d, s) summed over s + sum over w that meet s of r(c, w)   <=  h(c)        for shifts s alike in what they meet
/// ```
///
/// A window begins at the week's start or at the end of some shift; in a horizon that closes on itself a shift over the
/// end is met at the start too. Exact for a class of one.
fn weekly_rest(week: &mut Week<'_>) {
    let Some(rest) = week.scenario.rules.get(RuleId::WeeklyRest) else { return };
    let horizon = &week.scenario.horizon;
    if horizon.cyclic && !horizon.n_days().is_multiple_of(7) {
        return;
    }
    for class in 0..week.classes.len() {
        for (_, span) in weeks(week.scenario) {
            rest_in(week, class, span, rest);
        }
    }
}

/// Whether a shift makes an evening: it ends after [`Limits::EVENING`] on the day it starts.
pub(in crate::optimise) fn is_evening(scenario: &Scenario, day: usize, shift: &Shift) -> bool {
    shift.end > scenario.horizon.minute_at(crate::model::DayIdx(day), Limits::EVENING)
}

/// Constraint (8): evenings a week.
///
/// ```text
/// sum over evening shifts of the week of x(c, d, s)  <=  evenings(c) h(c)
/// ```
fn evenings_per_week(week: &mut Week<'_>) {
    for class in 0..week.classes.len() {
        let agent = &week.scenario.agents[week.classes[class].members[0].0];
        let Some(most) = agent.limits.evenings_per_week else { continue };
        for (days, _) in weeks(week.scenario) {
            let evening =
                |(day, shift, _): &(usize, &Shift, Col)| days.contains(day) && is_evening(week.scenario, *day, shift);
            let mut terms: Terms = week.shifts_of(class).filter(evening).map(|(_, _, col)| (col, 1.0)).collect();
            terms.push((week.heads[class], -f64::from(most)));
            week.mip.at_most(0.0, terms);
        }
    }
}

/// Constraint (9): shifts over the horizon.
///
/// ```text
/// sum over d, s of x(c, d, s)  <=  most h(c)
/// ```
fn shifts_per_horizon(week: &mut Week<'_>) {
    let Some(most) = week.scenario.rules.get(RuleId::ShiftsPerHorizon) else { return };
    for class in 0..week.classes.len() {
        let mut terms: Terms = week.shifts_of(class).map(|(_, _, col)| (col, 1.0)).collect();
        terms.push((week.heads[class], -f64::from(most)));
        week.mip.at_most(0.0, terms);
    }
}

/// Constraint (10): a pinned row lies in a shift that is worked.
///
/// ```text
/// sum over s that hold the pin of x(c, d, s)  =  1
/// ```
///
/// For the rows that one legal tour can hold together; one that cannot be held is the judge's to name.
fn pins(week: &mut Week<'_>) {
    for class in 0..week.classes.len() {
        let agent = week.classes[class].members[0];
        for pin in held(week.scenario, agent) {
            let holding = week.shifts_of(class).filter(|(_, shift, _)| shift.span().contains(pin.span()));
            let terms: Terms = holding.map(|(_, _, col)| (col, 1.0)).collect();
            if !terms.is_empty() {
                week.mip.equal(1.0, terms);
            }
        }
    }
}

/// Number of people in a class.
pub(in crate::optimise) fn size(week: &Week<'_>, class: usize) -> f64 {
    count(week.classes[class].members.len())
}
