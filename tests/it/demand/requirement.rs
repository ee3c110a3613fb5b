//! The rows of the requirement: what is given, what is pooled, and how a target's scope is used.

use std::collections::BTreeMap;

use bemanna::demand::erlang::{Demand, steady_state};
use bemanna::demand::{pooled_requirement, requirement};
use bemanna::model::{
    Channel, CoverRequirement, Erlangs, GivenRow, IntervalIdx, Origin, QueueIdx, QueueSet, Scenario, Scope, Seconds,
    ServiceDefinition, Share,
};
use proptest::prelude::*;

use crate::support::lillstad;

fn set(queues: &[usize]) -> QueueSet {
    QueueSet::of(queues.iter().map(|&q| QueueIdx(q)))
}

fn pooled(requirement: &CoverRequirement, queues: QueueSet) -> BTreeMap<usize, u32> {
    let rows = requirement.rows.iter().filter(|row| row.queues == queues && row.origin == Origin::Pooled);
    rows.map(|row| (row.interval.0, row.agents)).collect()
}

fn agent_intervals(requirement: &CoverRequirement, queues: QueueSet) -> u32 {
    pooled(requirement, queues).values().sum()
}

fn with_targets(mut scenario: Scenario, twist: impl Fn(&mut bemanna::model::Target)) -> Scenario {
    scenario.queues.iter_mut().filter_map(|queue| queue.target.as_mut()).for_each(twist);
    scenario
}

/// Share of queue 0's contacts on the whole horizon answered within 120 s, by Erlang A at the requirement's load, and
/// the lowest share of any half-hour.
fn delivered(scenario: &Scenario, requirement: &CoverRequirement, agents: &BTreeMap<usize, u32>) -> (f64, f64) {
    let (mut answered, mut offered, mut lowest) = (0.0, 0.0, 1.0_f64);
    for (interval, forecast) in scenario.forecast[0].iter().enumerate().filter(|(_, f)| f.contacts > 0.0) {
        let demand = Demand {
            load: Erlangs::new(requirement.load[0][interval]),
            handle_time: forecast.handle_time,
            patience: scenario.queues[0].patience,
        };
        let n = agents.get(&interval).copied().unwrap_or(0);
        let level = steady_state(demand, n, Seconds::new(120.0)).service_level(ServiceDefinition::AnsweredOfOffered);
        answered += forecast.contacts * level;
        offered += forecast.contacts;
        lowest = lowest.min(level);
    }
    (answered / offered, lowest)
}

/// A day whose volume rises and falls.
fn uneven(mut scenario: Scenario, volumes: &[f64]) -> Scenario {
    for queue in &mut scenario.forecast {
        for (interval, forecast) in queue.iter_mut().enumerate().filter(|(_, forecast)| forecast.contacts > 0.0) {
            forecast.contacts = volumes[interval % 48 % volumes.len()];
        }
    }
    scenario
}

#[test]
fn a_day_target_holds_over_the_day_and_not_in_every_half_hour() {
    let scenario = uneven(lillstad(2), &[3.0, 9.0, 14.0, 6.0, 1.0]);
    let requirement = requirement(&scenario);
    let agents = pooled(&requirement, set(&[0]));
    for day in 0..2 {
        let today = agents.iter().filter(|(i, _)| *i / 48 == day).map(|(i, n)| (*i % 48, *n)).collect();
        let mut one_day = scenario.clone();
        one_day.forecast[0].truncate(48);
        let (share, lowest) = delivered(&one_day, &requirement, &today);
        assert!((0.8..0.86).contains(&share), "{share}");
        assert!(lowest < 0.8, "the day target would cost as much as one per half-hour");
    }
}

#[test]
fn a_half_hour_target_holds_in_every_half_hour_with_nobody_to_spare() {
    let scenario = uneven(lillstad(1), &[3.0, 9.0, 14.0, 6.0, 1.0]);
    let scenario = with_targets(scenario, |target| target.scope = Scope::HalfHour);
    let requirement = requirement(&scenario);
    let agents = pooled(&requirement, set(&[0]));
    assert!(delivered(&scenario, &requirement, &agents).1 >= 0.8);
    for interval in agents.keys() {
        let mut fewer = agents.clone();
        *fewer.get_mut(interval).unwrap() -= 1;
        assert!(delivered(&scenario, &requirement, &fewer).1 < 0.8, "interval {interval}");
    }
}

#[test]
fn a_floor_is_kept_in_every_half_hour() {
    let scenario = uneven(lillstad(1), &[1.0, 12.0, 0.3]);
    let lowest = |scenario: &Scenario| {
        let requirement = requirement(scenario);
        delivered(scenario, &requirement, &pooled(&requirement, set(&[0]))).1
    };
    assert!(lowest(&scenario) < 0.7);
    assert!(lowest(&with_targets(scenario, |target| target.floor = Some(Share::new(0.7)))) >= 0.7);
}

#[test]
fn a_wider_scope_needs_no_more_agent_intervals() {
    let scenario = uneven(lillstad(5), &[3.0, 9.0, 14.0, 6.0, 1.0, 2.0, 7.0]);
    for queues in [set(&[0]), set(&[1]), set(&[0, 1])] {
        let needed = [Scope::HalfHour, Scope::Day, Scope::Week].map(|scope| {
            agent_intervals(&requirement(&with_targets(scenario.clone(), |target| target.scope = scope)), queues)
        });
        assert!(needed[0] > needed[1] && needed[1] >= needed[2] && needed[2] > 0, "{needed:?}");
    }
}

#[test]
fn pooling_both_queues_needs_fewer_than_each_alone() {
    let requirement = requirement(&lillstad(1));
    let [one, other, both] = [set(&[0]), set(&[1]), set(&[0, 1])].map(|s| agent_intervals(&requirement, s));
    assert!(both < one + other && both > one.max(other), "{one} {other} {both}");
    let reference = pooled_requirement(&lillstad(1));
    assert_eq!(agent_intervals(&reference, set(&[0, 1])), both);
    assert_eq!(reference.rows.len(), 18);
    assert!(reference.workload.is_empty());
}

#[test]
fn given_rows_are_copied_and_the_larger_of_two_stands() {
    let mut scenario = lillstad(1);
    let given = |interval, queues, agents| GivenRow { interval: IntervalIdx(interval), queues, agents };
    scenario.given = vec![given(20, set(&[0]), 2), given(16, set(&[0, 1]), 4), given(20, set(&[0]), 3)];
    let rows = requirement(&scenario).rows;
    let copied: Vec<_> = rows.iter().filter(|row| row.origin == Origin::Given).collect();
    assert_eq!(copied.len(), 2);
    assert_eq!((copied[0].interval, copied[0].queues, copied[0].agents), (IntervalIdx(16), set(&[0, 1]), 4));
    assert_eq!((copied[1].interval, copied[1].queues, copied[1].agents), (IntervalIdx(20), set(&[0]), 3));
    assert!(rows.is_sorted_by_key(|row| (row.interval, row.queues, row.origin)));
}

#[test]
fn without_targets_or_contacts_nothing_is_asked() {
    let mut scenario = lillstad(1);
    scenario.queues.iter_mut().for_each(|queue| queue.target = None);
    let asked = requirement(&scenario);
    assert!(asked.rows.is_empty() && asked.workload.is_empty());
    assert!(asked.load[0][20] > 0.9, "the load is there all the same");
    let quiet = uneven(lillstad(1), &[0.0]);
    assert!(requirement(&quiet).rows.is_empty() && requirement(&quiet).workload.is_empty());
}

#[test]
fn deferrable_queues_ask_for_nobody_on_contacts() {
    let mut scenario = lillstad(1);
    scenario.queues[1].channel = Channel::Email;
    let asked = requirement(&scenario);
    assert!(asked.load[1].iter().all(|load| *load == 0.0));
    assert!(asked.rows.iter().all(|row| !row.queues.has(QueueIdx(1))));
    assert!(asked.workload.iter().all(|row| !row.queues.has(QueueIdx(1))));
    assert!(!asked.rows.is_empty());
}

#[test]
fn queues_that_the_same_agents_serve_are_asked_for_together() {
    let mut scenario = lillstad(1);
    scenario.queues[1].skills = scenario.queues[0].skills;
    let asked = requirement(&scenario);
    assert!(asked.rows.iter().all(|row| row.queues == set(&[0, 1])), "{:?}", asked.rows);
}

#[test]
fn a_queue_that_closes_early_leaves_the_rows_of_the_others() {
    let mut scenario = lillstad(1);
    for forecast in &mut scenario.forecast[1][24..] {
        forecast.contacts = 0.0;
    }
    let asked = requirement(&scenario);
    assert!(asked.rows.iter().filter(|row| row.interval.0 >= 26).all(|row| row.queues == set(&[0])));
    assert!(asked.rows.iter().any(|row| row.interval.0 == 20 && row.queues == set(&[0, 1])));
}

#[test]
fn work_wraps_around_a_cyclic_horizon() {
    let mut scenario = lillstad(1);
    for (interval, forecast) in scenario.forecast[0].iter_mut().enumerate() {
        forecast.contacts = if interval == 47 { 6.0 } else { 0.0 };
    }
    assert!(requirement(&scenario).load[0][0] == 0.0);
    scenario.horizon.cyclic = true;
    assert!(requirement(&scenario).load[0][0] > 0.1);
}

proptest! {
    #[test]
    fn a_pool_needs_no_more_than_its_queues_apart(
        volumes in prop::collection::vec(0.2..25.0, 3..9), h in 60.0..900.0, share in 0.5..0.95, within in 10.0..300.0,
        patience in prop::option::of(60.0..600.0),
    ) {
        let mut scenario = uneven(lillstad(1), &volumes);
        for (queue, forecast) in scenario.queues.iter_mut().zip(&mut scenario.forecast) {
            queue.handle_time = Seconds::new(h);
            queue.patience = patience.map(Seconds::new);
            for forecast in forecast {
                forecast.handle_time = Seconds::new(h);
            }
        }
        let scenario = with_targets(scenario, |target| {
            (target.share, target.within) = (Share::new(share), Seconds::new(within));
        });
        for scope in [Scope::HalfHour, Scope::Day] {
            let scenario = with_targets(scenario.clone(), |target| target.scope = scope);
            let asked = requirement(&scenario);
            let [one, other, both] = [set(&[0]), set(&[1]), set(&[0, 1])].map(|s| agent_intervals(&asked, s));
            prop_assert!(both <= one + other, "{} {} {}", one, other, both);
        }
    }
}
