//! When somebody who may must be there to open or close the centre, as grid steps and as rows.

use super::cover::POST_SHORT;
use super::engine::{Col, Terms};
use super::shifts::images;
use super::week::Week;
use crate::model::{Scenario, SkillSet, Span};

/// The first (or last) grid step of a day's opening, and the skills that somebody there must have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::optimise) struct Key {
    /// The day.
    pub(in crate::optimise) day: usize,
    /// When.
    pub(in crate::optimise) span: Span,
    /// Which skills.
    pub(in crate::optimise) skills: SkillSet,
}

/// Every opening and closing that asks for somebody.
pub(in crate::optimise) fn keys(scenario: &Scenario) -> Vec<Key> {
    let horizon = &scenario.horizon;
    let grid = horizon.grid_minutes;
    let holds = |span: Span| {
        let openings = horizon.days.iter().flat_map(|day| &day.opening);
        openings.into_iter().any(|&open| images(scenario, open).any(|open| open.contains(span)))
    };
    let mut keys = Vec::new();
    for (day, this) in horizon.days.iter().enumerate() {
        let (Some(first), Some(last)) = (this.opening.first(), this.opening.last()) else { continue };
        if let Some(skills) = scenario.keyholders.opens
            && !holds(Span::new(first.start - grid, first.start))
        {
            keys.push(Key { day, span: Span::new(first.start, first.start + grid), skills });
        }
        if let Some(skills) = scenario.keyholders.closes
            && !holds(Span::new(last.end, last.end + grid))
        {
            keys.push(Key { day, span: Span::new(last.end - grid, last.end), skills });
        }
    }
    keys
}

/// Constraint (20): somebody who may is there to open, and to close; the shortage columns.
///
/// ```text
/// sum over c with the skills and shifts s over the grid step of x(c, d, s) + shortage  >=  1
/// ```
///
/// A break at that very step is left to the search. Where no shift reaches the step there is no row.
pub(in crate::optimise) fn add_keys(week: &mut Week<'_>) -> Vec<Col> {
    let scenario = week.scenario;
    let mut shortage = Vec::new();
    for key in keys(scenario) {
        let mut terms: Terms = Vec::new();
        for class in 0..week.classes.len() {
            if !scenario.agents[week.classes[class].members[0].0].skills.contains(key.skills) {
                continue;
            }
            let over =
                week.shifts_of(class).filter(|(_, s, _)| images(scenario, s.span()).any(|s| s.contains(key.span)));
            terms.extend(over.map(|(_, _, col)| (col, 1.0)));
        }
        if !terms.is_empty() {
            let col = week.mip.add(POST_SHORT, 1.0, false);
            terms.push((col, 1.0));
            week.mip.at_least(1.0, terms);
            shortage.push(col);
        }
    }
    shortage
}
