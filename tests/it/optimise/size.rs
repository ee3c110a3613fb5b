//! Centres drawn at size: what must hold however many agents, queues and weeks there are.

#[path = "../../../benches/instances.rs"]
mod instances;

use std::collections::BTreeSet;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use bemanna::Error;
use bemanna::check::check;
use bemanna::model::{Activity, Aim, Scenario, Severity, Watch};
use bemanna::optimise::optimise;
use instances::{large, orebro_like};

use super::given;

/// People, the bound on them, paid hours and the bound on those, of a legal roster with nobody missing.
fn solved(scenario: &Scenario) -> (usize, Option<u32>, f64, f64) {
    let (roster, certificate, shortage) = optimise(scenario, &given(scenario), Watch::SILENT).expect("a roster");
    assert_eq!(shortage, []);
    assert_eq!(check(scenario, &roster), []);
    let at_work = roster.stretches.iter().filter(|stretch| stretch.activity != Activity::Lunch);
    let paid: i32 = at_work.map(|stretch| stretch.end - stretch.start).sum();
    let least = certificate.paid_minutes_bound.expect("the aim is the fewest");
    assert!(certificate.is_reproducible && f64::from(paid) >= least - 1e-3);
    (roster.headcount(), certificate.headcount_bound, f64::from(paid) / 60.0, least / 60.0)
}

#[test]
#[cfg_attr(not(feature = "highs"), ignore = "too large for the pure-Rust engine")]
fn many_alike_are_planned_day_by_day_and_close_to_the_bound() {
    let (people, bound, paid, least) = solved(&large(120, 1));
    let bound = bound.expect("enough people") as usize;
    assert!(bound <= people && people <= bound + 2, "{people} people, at least {bound}");
    assert!(paid <= 1.01 * least, "{paid} hours, at least {least}");
}

#[test]
#[cfg_attr(not(feature = "highs"), ignore = "too large for the pure-Rust engine")]
fn a_centre_of_27_queues_is_proven_on_people_and_close_on_hours() {
    let (people, bound, paid, least) = solved(&orebro_like(30, 27, 1, 2));
    assert_eq!(Some(people), bound.map(|bound| bound as usize));
    assert!(paid <= 1.01 * least, "{paid} hours, at least {least}");
}

#[test]
#[cfg_attr(not(feature = "highs"), ignore = "too large for the pure-Rust engine")]
fn four_weeks_keep_to_the_contract_over_all_of_them() {
    let scenario = orebro_like(26, 12, 4, 3);
    let (people, bound, paid, least) = solved(&scenario);
    let bound = bound.expect("enough people") as usize;
    assert!(bound <= people && people <= bound + 1, "{people} people, at least {bound}");
    assert!(paid <= 1.05 * least, "{paid} hours, at least {least}");
    // Where everybody gets the contract's hours, they come out over the four weeks to the minute.
    let given_hours = Scenario { aim: Aim::Contract, ..scenario };
    let (roster, ..) = optimise(&given_hours, &given(&given_hours), Watch::SILENT).expect("a roster");
    assert_eq!(check(&given_hours, &roster), []);
}

/// Whenever the time is up, a legal roster comes or the error that says there is none yet.
#[test]
fn a_watch_that_ends_at_any_moment_is_answered() {
    let scenario = orebro_like(8, 8, 1, 1);
    for calls in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233] {
        let left = AtomicU32::new(calls);
        let seconds = || {
            let is_left = left.fetch_update(Relaxed, Relaxed, |n| n.checked_sub(1)).is_ok();
            if is_left { 1e6 } else { 0.0 }
        };
        let answer = optimise(&scenario, &given(&scenario), Watch { progress: &|_| {}, seconds_left: &seconds });
        match answer {
            Ok((roster, certificate, _)) => {
                let hard = check(&scenario, &roster).into_iter().filter(|v| v.severity == Severity::Hard);
                assert_eq!(hard.count(), 0, "after {calls} calls");
                let bound = certificate.headcount_bound.unwrap_or(0);
                assert!(bound as usize <= roster.headcount() || !certificate.is_optimal);
            }
            Err(error) => assert!(matches!(error, Error::NoRosterInTime), "after {calls} calls: {error:?}"),
        }
    }
}

#[test]
fn the_same_seed_draws_the_same_centre() {
    assert_eq!(large(80, 3), large(80, 3));
    assert_ne!(large(80, 3).given, large(80, 4).given);
    let sets: BTreeSet<_> = large(1000, 1).agents.iter().map(|agent| agent.skills).collect();
    assert!(sets.len() <= 40, "{}", sets.len());
    let centre = orebro_like(55, 27, 4, 1);
    assert_eq!((centre.agents.len(), centre.queues.len(), centre.horizon.n_days()), (55, 27, 28));
    for queue in &centre.queues {
        assert!(centre.agents.iter().any(|agent| agent.skills.contains(queue.skills)), "nobody serves {}", queue.id);
    }
}
