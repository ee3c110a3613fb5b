//! Cover requirement to roster.

mod breaks;
mod classes;
mod cover;
mod cuts;
mod engine;
mod floor;
#[cfg(feature = "highs")]
mod highs;
mod layout;
mod levels;
mod microlp;
mod names;
mod posts;
mod rules;
mod search;
mod shifts;
mod shortage;
mod week;

use crate::Error;
use crate::model::{Certificate, CoverRequirement, Roster, Scenario, Shortage, Watch};
use classes::{Class, class_of, classes};
use levels::{Solved, stated};
pub use search::search;

/// The roster that meets `requirement` with the fewest people, what is proven about it, and who is missing.
///
/// # Errors
///
/// [`Error::NoRosterInTime`] when the engine found no solution within the limits, [`Error::Infeasible`] when hard rules
/// contradict each other.
pub fn optimise(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    watch: Watch<'_>,
) -> Result<(Roster, Certificate, Vec<Shortage>), Error> {
    let classes = classes(scenario);
    let mut solved = stated(scenario, &classes, requirement);
    solved.solve(watch);
    if let Some(roster) = with_names(&solved, watch)? {
        return Ok(answer(&solved, requirement, roster));
    }
    // Some class has no legal way to share out its shifts: every member becomes a class of one.
    let members = classes.iter().flat_map(|class| &class.members);
    let singles: Vec<Class> = members.map(|&agent| class_of(scenario, agent)).collect();
    let mut solved = stated(scenario, &singles, requirement);
    solved.solve(watch);
    let roster = with_names(&solved, watch)?.ok_or(Error::NoRosterInTime)?;
    Ok(answer(&solved, requirement, roster))
}

/// No roster meets the requirement with fewer people: from its rows, or without any from its staffed time.
///
/// `None` when nothing is proven, also when nobody can meet it.
pub fn headcount_bound(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch<'_>) -> Option<u32> {
    floor::floor(scenario, requirement, watch)
}

/// The roster of a solution by name; `None` when a class cannot share out its shifts.
fn with_names(solved: &Solved<'_>, watch: Watch<'_>) -> Result<Option<Roster>, Error> {
    let values = solved.values.as_ref().ok_or(Error::NoRosterInTime)?;
    let named = names::named(&solved.week, values, watch);
    Ok(named.map(|named| layout::roster(&solved.week, &solved.cover, values, &named, watch)))
}

/// The roster with its certificate and shortage.
fn answer(solved: &Solved<'_>, requirement: &CoverRequirement, roster: Roster) -> (Roster, Certificate, Vec<Shortage>) {
    let shortage = shortage::shortage(solved.week.scenario, requirement, &roster);
    let certificate = Certificate {
        headcount_bound: solved.people_bound,
        paid_minutes_bound: solved.paid_bound(),
        weight_bound: solved.weight_bound(),
        is_optimal: solved.is_optimal,
        is_reproducible: solved.is_reproducible,
        effort: solved.effort,
        ..Certificate::default()
    };
    (roster, certificate, shortage)
}
