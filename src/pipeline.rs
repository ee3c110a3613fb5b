//! The whole plan in one function: demand, optimise, simulate, search, verify, check.

mod cure;
mod settle;
mod verdict;

use crate::check;
use crate::demand;
use crate::error::Error;
use crate::model::{
    AgentIdx, CoverRequirement, Origin, Performance, Plan, Progress, Roster, Scenario, Status, Step, Watch,
};
use crate::optimise;
use crate::simulate::{self, Simulator};

/// Seeds of the search and of the verifications lie so far apart that no contact is drawn twice.
const VERIFY_SEED: u64 = 0x5EED_F0E5;

/// How often a roster that fails on fresh seeds goes back to the search, each time with fresh seeds for both.
const ROUNDS: u64 = 3;

/// Plans a centre: the fewest people whose roster meets every target, with what is proven about it.
///
/// # Errors
///
/// [`Error::Infeasible`] when hard rules contradict each other, [`Error::NoRosterInTime`] when none was found within
/// the limits, [`Error::Solver`] when the solver fails.
pub fn plan(scenario: &Scenario, watch: Watch) -> Result<Plan, Error> {
    (watch.progress)(Progress::Demand);
    let requirement = demand::requirement(scenario);
    (watch.progress)(Progress::Optimising { people: None, bound: None });
    let (start, mut certificate, _) = optimise::optimise(scenario, &requirement, watch)?;
    certificate.workload_floor = workload_floor(scenario, &requirement, watch);
    certificate.pooled_reference = pooled_reference(scenario, watch);

    let (roster, performance, path) = if scenario.simulate {
        certify(scenario, &requirement, start, watch)
    } else {
        (optimise::share_out(scenario, &requirement, &start, watch), None, Vec::new())
    };
    let settled = settle::settle(scenario, &requirement, &roster);
    if settled != requirement {
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
    Ok(Plan {
        scenario: scenario.clone(),
        status,
        requirement: settled,
        roster,
        headcount,
        certificate,
        shortage,
        cure,
        violations,
        performance,
        path,
    })
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
    let mut performance = None;
    for round in 0..ROUNDS {
        let simulator = Simulator::new(scenario, seed.wrapping_add(round));
        let (found, steps) = optimise::search(scenario, requirement, &roster, &simulator, watch);
        path.extend(steps);
        let fresh = seed.wrapping_add(VERIFY_SEED).wrapping_add(round);
        let verified = simulate::simulate(scenario, &found, fresh, watch);
        let everybody_works = found.headcount() >= present(scenario, &found);
        let is_met = verdict::all_met(&verified);
        roster = found;
        performance = Some(verified);
        if is_met || everybody_works || watch.is_over() {
            break;
        }
    }
    (roster, performance, path)
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
