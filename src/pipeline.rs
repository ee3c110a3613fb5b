//! The whole plan in one function: demand, optimise, simulate, search, verify, check, cost.

mod calibrate;
mod capacity;
mod compare;
mod contradiction;
mod cure;
mod development;
mod meet;
mod resilience;
mod settle;
mod skills;
mod specialisation;
mod survival;
mod trial;
mod verdict;

use crate::check;
use crate::cost;
use crate::demand;
use crate::error::Error;
use crate::model::{
    AgentIdx, Certificate, CoverRequirement, Origin, Performance, Plan, Progress, Roster, Scenario, Severity, Status,
    Step, Watch,
};
use crate::optimise;
use crate::simulate::{self, Simulator};

pub use self::development::{Asked, advise};
pub use self::resilience::{Pairs, resilience};
pub use self::skills::skills;
pub use self::specialisation::specialisation;
pub use calibrate::calibrate;
pub use capacity::capacity;
pub use compare::{Each, compare};
pub use meet::meet;

/// Seeds of the search and of the verifications lie so far apart that no contact is drawn twice.
const VERIFY_SEED: u64 = 0x5EED_F0E5;

/// Part of the error of verification spent each time that a roster is verified: one that fails goes back to the search,
/// with fresh seeds for both, and the plan is wrong with 5 % in all although it was tried so often.
const SPENDING: [f64; 3] = [0.8, 0.15, 0.04];

/// And the part spent when people have been added so that the plan survives absences.
const HARDENED: f64 = 0.01;

/// Plans a centre: the fewest people whose roster meets every target, with what is proven about it.
///
/// # Errors
///
/// [`Error::NoRosterInTime`] when none was found within the limits, [`Error::Solver`] when the solver fails. Hard facts
/// that contradict each other are no error: the plan names them ([`Plan::contradictions`]), and its roster keeps nearly
/// all.
pub fn plan(scenario: &Scenario, watch: Watch) -> Result<Plan, Error> {
    let draw = |scenario: &Scenario| drawn(scenario, watch);
    contradiction::explained(scenario, draw(scenario), &draw, watch)
}

/// The best roster found, and what is known about it.
fn drawn(scenario: &Scenario, watch: Watch) -> Result<Plan, Error> {
    (watch.progress)(Progress::Demand);
    let requirement = demand::requirement(scenario);
    let from_nothing =
        search_decides(scenario, &requirement).then(|| certified_from_nothing(scenario, &requirement, watch));
    // Where hard facts contradict each other, the optimiser keeps as many as it can.
    let made = match from_nothing.filter(|made| is_lawful(scenario, &made.roster)) {
        Some(made) => made,
        None => from_program(scenario, &requirement, watch)?,
    };
    let Made { mut roster, mut certificate, mut performance, path } = made;
    let survival = (scenario.survives_absence && scenario.simulate).then(|| {
        let (hardened, survival) = survival::harden(scenario, &roster, watch);
        if !survival.added.is_empty() {
            performance = Some(survival::verified(scenario, &hardened, HARDENED, watch));
            roster = hardened;
        }
        survival
    });
    let settled = settle::settle(scenario, &requirement, &roster);
    if settled != requirement || certificate.headcount_bound.is_none() {
        // The search found cover enough below the guide: the bound must speak of what the simulation settled on.
        certificate.headcount_bound = optimise::headcount_bound(scenario, &settled, watch);
        certificate.paid_minutes_bound = None;
        certificate.is_optimal = false;
    }
    (watch.progress)(Progress::Checking);
    let violations = check::check(scenario, &roster);
    let shortage = settle::shortage(scenario, &requirement, &roster, performance.as_ref(), &violations);
    let headcount = roster.headcount();
    let status = verdict::status(headcount, &certificate, &shortage, &violations, performance.as_ref());
    let cure = if status == Status::Short {
        cure::cure(scenario, &requirement, &roster, &violations, performance.as_ref(), watch)
    } else {
        None
    };
    certificate.is_reproducible = certificate.is_reproducible && !watch.is_over();
    let cost = cost::cost(scenario, &roster);
    let cover = skills(scenario, &roster).cover;
    Ok(Plan {
        scenario: scenario.clone(),
        status,
        requirement: settled,
        roster,
        headcount,
        certificate,
        shortage,
        cure,
        survival,
        violations,
        contradictions: Vec::new(),
        unmanned: Vec::new(),
        performance,
        cost,
        cover,
        path,
    })
}

/// A roster with what is proven about it and what it delivers.
struct Made {
    roster: Roster,
    certificate: Certificate,
    performance: Option<Performance>,
    path: Vec<Step>,
}

/// Whether the search decides everything: targets are simulated, and nothing else is asked that a program with integers
/// would have to lay out first.
fn search_decides(scenario: &Scenario, requirement: &CoverRequirement) -> bool {
    scenario.simulate
        && scenario.queues.iter().any(crate::model::Queue::promises_anything)
        && scenario.pinned.stretches.is_empty()
        && scenario.agents.iter().all(|agent| agent.told.is_empty())
        && scenario.activities.is_empty()
        && requirement.rows.iter().all(|row| row.origin == Origin::Pooled)
}

/// The search from no roster at all, and the bounds beside it: a program's start is not worth its time where the
/// requirement is only a guide.
fn certified_from_nothing(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch) -> Made {
    std::thread::scope(|scope| {
        let bounds = scope.spawn(|| bounds(scenario, requirement, watch));
        let (roster, performance, path) = certify(scenario, requirement, Roster::default(), watch);
        let certificate = bounds.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Made { roster, certificate, performance, path }
    })
}

/// What holds for every roster, and what perfect pooling would need.
fn bounds(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch) -> Certificate {
    Certificate {
        workload_floor: workload_floor(scenario, requirement, watch),
        pooled_reference: pooled_reference(scenario, watch),
        is_reproducible: true,
        ..Certificate::default()
    }
}

/// The program's roster, and the search from there where targets are simulated.
fn from_program(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch) -> Result<Made, Error> {
    (watch.progress)(Progress::Optimising { people: None, bound: None });
    let (start, certificate, _) = optimise::optimise(scenario, requirement, watch)?;
    let Certificate { workload_floor, pooled_reference, .. } = bounds(scenario, requirement, watch);
    let certificate = Certificate { workload_floor, pooled_reference, ..certificate };
    let (roster, performance, path) = if scenario.simulate {
        certify(scenario, requirement, start, watch)
    } else {
        (optimise::share_out(scenario, requirement, &start, watch), None, Vec::new())
    };
    Ok(Made { roster, certificate, performance, path })
}

/// Whether the judge finds nothing that forbids the roster.
fn is_lawful(scenario: &Scenario, roster: &Roster) -> bool {
    check::check(scenario, roster).iter().all(|violation| violation.severity != Severity::Hard)
}

/// Searches for the fewest people by simulation and verifies on seeds the search never saw.
fn certify(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    start: Roster,
    watch: Watch,
) -> (Roster, Option<Performance>, Vec<Step>) {
    let seed = scenario.settings.seed;
    let mut path = Vec::new();
    let mut roster = start;
    let mut best: Option<(Roster, Performance)> = None;
    for (round, part) in (0..).zip(SPENDING) {
        let simulator = Simulator::new(scenario, seed.wrapping_add(round));
        let (found, steps) = optimise::search(scenario, requirement, &roster, &simulator, watch);
        path.extend(steps);
        let fresh = seed.wrapping_add(VERIFY_SEED).wrapping_add(round);
        let verified = simulate::verify(scenario, &found, (fresh, simulate::ERROR * part), watch);
        let everybody_works = found.headcount() >= present(scenario, &found);
        let is_met = verdict::all_met(&verified);
        roster = found.clone();
        // A round that the clock ended may have come less far than the one before.
        if best.as_ref().is_none_or(|(_, before)| verdict::unmet(&verified) <= verdict::unmet(before)) {
            best = Some((found, verified));
        }
        if is_met || everybody_works || watch.is_over() {
            break;
        }
    }
    best.map_or((roster, None, Vec::new()), |(roster, performance)| (roster, Some(performance), path))
}

/// Agents who are there to be planned: in the roster already, or to be had though not in it.
fn present(scenario: &Scenario, roster: &Roster) -> usize {
    let is_there = |agent: &AgentIdx| {
        let this = &scenario.agents[agent.0];
        let is_away = this.contract.is_some_and(|minutes| minutes <= 0);
        !roster.of(*agent).is_empty() || !is_away
    };
    (0..scenario.agents.len()).map(AgentIdx).filter(is_there).count()
}

/// The fewest people of any roster that meets what is asked, whatever the routing: those that the requirement given
/// outright needs, or those that the sheer work of the targets needs, whichever are more.
fn workload_floor(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch) -> Option<u32> {
    let rows = requirement.rows.iter().filter(|row| row.origin == Origin::Given);
    let given =
        CoverRequirement { rows: rows.copied().collect(), load: requirement.load.clone(), workload: Vec::new() };
    let work = CoverRequirement { rows: Vec::new(), ..requirement.clone() };
    let floors = [given, work].map(|one| optimise::headcount_bound(scenario, &one, watch));
    floors.into_iter().flatten().max()
}

/// People that perfect pooling would need; none where nothing is forecast that could be pooled.
fn pooled_reference(scenario: &Scenario, watch: Watch) -> Option<u32> {
    let pooled = demand::pooled_requirement(scenario);
    if pooled.rows.is_empty() { None } else { optimise::headcount_bound(scenario, &pooled, watch) }
}

/// Plays any roster against the scenario's demand, on the same seeds as a plan's verification.
pub fn simulate(scenario: &Scenario, roster: &Roster, watch: Watch) -> Performance {
    simulate::simulate(scenario, roster, scenario.settings.seed.wrapping_add(VERIFY_SEED), watch)
}

/// The centre's name, with that of the what-if laid over it.
fn named(scenario: &Scenario) -> String {
    let what_if = scenario.what_if.as_ref();
    what_if.map_or_else(|| scenario.name.clone(), |what_if| format!("{}, {}", scenario.name, what_if.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_spent_once_over_all_rounds() {
        assert!((SPENDING.iter().sum::<f64>() + HARDENED - 1.0).abs() < 1e-12);
        assert!(SPENDING.iter().all(|&part| part > 0.0));
    }
}
