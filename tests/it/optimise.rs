//! The exact optimiser against published optima, and each of its constraints alone.

use std::path::Path;

use bemanna::model::{CoverRequirement, CoverRow, Origin, RuleId, Scenario, Watch};
use bemanna::optimise::{headcount_bound, optimise};

fn benchmark(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/benchmarks").join(name);
    bemanna::input::load(&folder).expect("the benchmark loads")
}

/// The given rows of a scenario as its requirement.
fn given(scenario: &Scenario) -> CoverRequirement {
    let rows = scenario.given.iter().map(|row| CoverRow {
        interval: row.interval,
        queues: row.queues,
        agents: row.agents,
        origin: Origin::Given,
    });
    CoverRequirement { rows: rows.collect(), ..CoverRequirement::default() }
}

/// People and the bound on them, with nobody missing.
fn people(scenario: &Scenario) -> (usize, Option<u32>) {
    let (roster, certificate, shortage) = optimise(scenario, &given(scenario), Watch::SILENT).expect("a roster");
    assert_eq!(shortage, []);
    (roster.headcount(), certificate.headcount_bound)
}

#[test]
fn two_days_of_fixed_shifts_take_113_people() {
    let scenario = benchmark("shifts-c1");
    assert_eq!(people(&scenario), (113, Some(113)));
    assert_eq!(headcount_bound(&scenario, &given(&scenario), Watch::SILENT), Some(113));
}

#[test]
fn people_free_to_work_both_days_are_63() {
    let mut scenario = benchmark("shifts-c1");
    scenario.rules.limits.remove(&RuleId::ShiftsPerHorizon);
    assert_eq!(people(&scenario), (63, Some(63)));
}

#[test]
fn a_day_that_closes_on_itself_takes_30_people() {
    assert_eq!(people(&benchmark("shifts-c2")), (30, Some(30)));
}

#[test]
fn orebro60_takes_45_people() {
    assert_eq!(people(&benchmark("orebro60")), (45, Some(45)));
}
