//! A floor on headcount: from the requirement's rows, or without any from the staffed time the targets demand.

use super::classes::classes;
use super::engine::{Ending, Limits, Terms, solve};
use super::levels::stated;
use super::rules::add_rules;
use super::shifts::Shift;
use super::week::Week;
use crate::model::{CoverRequirement, Scenario, Span, Watch, WorkloadRow};

/// No roster meets the requirement with fewer people; `None` when nothing is proven, also when nobody can meet it.
pub(in crate::optimise) fn floor(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch<'_>) -> Option<u32> {
    let classes = classes(scenario);
    if requirement.rows.iter().any(|row| row.agents > 0) {
        let mut solved = stated(scenario, &classes, requirement, &[]);
        return solved.bound_people(watch);
    }
    let mut week = Week::new(scenario, &classes);
    add_rules(&mut week);
    for &head in &week.heads {
        week.mip.columns[head].cost = 1.0;
    }
    for row in &requirement.workload {
        staffed_time(&mut week, row);
    }
    let outcome = solve(&week.mip, &Limits { nodes: 200, gap: 0.0, start: None, watch, share: 1.0 });
    if outcome.ending == Ending::Infeasible || !outcome.bound.is_finite() {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count, not negative")]
    let people = (outcome.bound - 1e-6).ceil().max(0.0) as u32;
    Some(people)
}

/// Constraint (15): staffed time on a set of queues, the contact in hand when a stretch ends included.
///
/// ```text
/// sum over c that can serve some queue of S, d, s of most(s, row) x(c, d, s)  >=  minutes(row)
/// ```
fn staffed_time(week: &mut Week<'_>, row: &WorkloadRow) {
    let mut terms: Terms = Vec::new();
    for (index, class) in week.classes.iter().enumerate() {
        if class.live.meets(row.queues) {
            let worth = week.shifts_of(index).map(|(_, shift, col)| (col, most_staffed(week.scenario, shift, row)));
            terms.extend(worth.filter(|term| term.1 > 0.0));
        }
    }
    // Nobody who can help is a fact, not a contradiction: the row then proves nothing.
    if !terms.is_empty() {
        week.mip.at_least(row.minutes, terms);
    }
}

/// The most that one shift can count for in a workload row, however it is cut into stretches on contacts.
///
/// With b breaks there are up to b + 1 stretches; each more costs at least a grid step off contacts, and pays
/// `per_stretch`.
fn most_staffed(scenario: &Scenario, shift: &Shift, row: &WorkloadRow) -> f64 {
    let grid = scenario.horizon.grid_minutes;
    let images = super::shifts::images(scenario, row.span);
    // On a week that closes on itself a shift can reach into several images, and counts in each.
    images.map(|span| most_in(shift, span, row.per_stretch, grid)).sum()
}

/// As [`most_staffed`], inside one image of the row's span.
fn most_in(shift: &Shift, span: Span, per_stretch: f64, grid: i32) -> f64 {
    let inside = shift.end.min(span.end) - shift.start.max(span.start);
    if inside <= 0 {
        return 0.0;
    }
    let is_inside = |w: &&super::breaks::BreakWindow| w.earliest >= span.start && w.latest + w.minutes <= span.end;
    let off: i32 = shift.breaks.iter().filter(is_inside).map(|w| w.minutes).sum();
    let time = f64::from((inside - off).max(0));
    let stretches = f64::from(u32::try_from(shift.breaks.len() + 1).unwrap_or(u32::MAX));
    let most_cuts = f64::from(inside / grid / 2);
    let cuts = if per_stretch > f64::from(grid) { most_cuts } else { 0.0 };
    time + per_stretch * stretches + cuts * (per_stretch - f64::from(grid))
}
