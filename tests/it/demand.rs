//! The demand stage against published and exact values.

mod requirement;
mod workload;

use bemanna::demand::carryover::Contacts;
use bemanna::demand::erlang::{Demand, blocking, steady_state, wait_probability};
use bemanna::demand::staffing::{Goal, gross_agents, least_agents};
use bemanna::model::{Erlangs, Forecast, HandleTimeLaw, Minute, Seconds, ServiceDefinition, Share};
use proptest::prelude::*;

const SL1: ServiceDefinition = ServiceDefinition::AnsweredOfOffered;

fn calls(contacts: f64, interval_s: f64, handle_time_s: f64, patience_s: Option<f64>) -> Demand {
    Demand {
        load: Erlangs::new(contacts / interval_s * handle_time_s),
        handle_time: Seconds::new(handle_time_s),
        patience: patience_s.map(Seconds::new),
    }
}

fn answered(share: f64, within_s: f64) -> Goal {
    Goal::Answered { share: Share::new(share), within: Seconds::new(within_s), definition: SL1 }
}

fn assert_near(value: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((value - expected).abs() <= tolerance * expected.abs().max(1e-300), "{what}: {value}, not {expected}");
}

fn rows(csv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    csv.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split(',').collect())
}

#[test]
fn every_row_of_the_erlang_cases_holds() {
    let mut n_rows = 0;
    for row in rows(include_str!("../cases/erlang.csv")) {
        let number = |i: usize| row[i].parse::<f64>().ok();
        let demand = calls(number(1).unwrap(), number(2).unwrap(), number(3).unwrap(), number(6));
        let n_agents: u32 = row[4].parse().unwrap();
        let state = steady_state(demand, n_agents, Seconds::new(number(5).unwrap_or(0.0)));
        let value = match row[7] {
            "p_block" => blocking(demand.load, n_agents),
            "min n with p_block<=0.02" => {
                f64::from((0..100).find(|&n| blocking(demand.load, n) <= 0.02).expect("blocking falls to 0"))
            }
            "p_wait" => state.waiting,
            "p_abandon" => state.abandoned,
            "occupancy" => state.occupancy,
            "mean_wait_all_minutes" => state.mean_wait_s / 60.0,
            "mean_wait_all_seconds" | "asa_seconds" => state.mean_wait_s,
            "service_level" | "service_level(served within t / offered)" => state.service_level(SL1),
            "service_level(offered wait<=t)" => state.offered_within,
            other => panic!("unknown metric {other}"),
        };
        assert_near(value, number(8).unwrap(), 2e-13, &row.join(","));
        n_rows += 1;
    }
    assert_eq!(n_rows, 62);
}

#[test]
fn every_row_of_the_least_agents_cases_holds() {
    let mut n_rows = 0;
    for row in rows(include_str!("../cases/erlang_c_least_agents.csv")) {
        let number = |i: usize| row[i].parse::<f64>().unwrap();
        let demand = calls(number(0), 1800.0, number(1), None);
        let agents = least_agents(demand, &[answered(number(2), number(3))]).unwrap();
        assert_eq!(agents.to_string(), row[4], "{}", row.join(","));
        let level = steady_state(demand, agents, Seconds::new(number(3))).service_level(SL1);
        assert!((level - number(5)).abs() < 1e-12, "{level} {}", row.join(","));
        n_rows += 1;
    }
    assert_eq!(n_rows, 200);
}

#[test]
fn erlang_b_and_c_agree_with_forty_digit_values() {
    for (n, a, value) in [
        (5, 3.0, 0.110_054_347_826),
        (10, 5.0, 0.018_384_570_336_6),
        (10, 10.0, 0.214_582_343_107),
        (16, 10.0, 0.022_301_872_040_4),
        (17, 10.0, 0.012_948_875_224_7),
        (100, 100.0, 0.075_700_452_710_9),
        (1000, 1000.0, 0.024_811_917_646_2),
    ] {
        assert_near(blocking(Erlangs::new(a), n), value, 5e-12, "Erlang B");
    }
    for (n, a, value) in [
        (2, 1.0, 1.0 / 3.0),
        (3, 2.0, 4.0 / 9.0),
        (5, 4.0, 0.554_112_554_113),
        (10, 8.0, 0.409_180_150_796),
        (14, 10.0, 0.174_131_933_595),
        (15, 10.0, 0.102_042_367_008),
        (50, 48.0, 0.694_455_611_197),
        (100, 95.0, 0.506_456_853_913),
        (1000, 980.0, 0.412_200_292_365),
    ] {
        assert_near(wait_probability(Erlangs::new(a), n), value, 5e-12, "Erlang C");
    }
}

/// Rates as in the source: arrivals, service, abandonment; agents and wait in the same unit of time.
fn erlang_a(lambda: f64, mu: f64, theta: f64, n_agents: u32, within: f64) -> bemanna::demand::erlang::SteadyState {
    let demand = Demand {
        load: Erlangs::new(lambda / mu),
        handle_time: Seconds::new(1.0 / mu),
        patience: Some(Seconds::new(1.0 / theta)),
    };
    steady_state(demand, n_agents, Seconds::new(within))
}

#[test]
fn erlang_a_agrees_with_forty_digit_values() {
    let third = 1.0 / 3.0;
    let state = erlang_a(100.0 / 30.0, third, 0.2, 14, third);
    assert_near(state.waiting, 0.145_260_114_3, 5e-10, "waiting");
    assert_near(state.abandoned, 0.013_983_744_1, 5e-9, "abandoned");
    assert_near(state.mean_wait_s, 0.069_918_720_6, 5e-9, "mean wait");
    assert_near(state.service_level(SL1), 0.916_792_09, 1e-8, "answered of offered");
    assert_near(state.service_level(ServiceDefinition::AnsweredOfPatient), 0.923_407_32, 1e-8, "of patient");
    assert_near(state.service_level(ServiceDefinition::EndedOfOffered), 0.923_956_03, 1e-8, "ended of offered");
    let answered_of_answered = state.answered_within / (1.0 - state.abandoned);
    assert_near(state.service_level(ServiceDefinition::AnsweredOfAnswered), answered_of_answered, 1e-15, "of answered");
    for (lambda, mu, theta, n, waiting, abandoned) in [
        (3.5, third, 0.2, 13, 0.281_254_515_4, 0.033_042_675_4),
        (3.5, third, 0.2, 9, 0.789_838_960_1, 0.188_728_118_3),
        (4.2, 0.5, 1.0, 12, 0.127_372_281_8, 0.029_678_905_5),
        (48.0, 1.0, 0.5, 50, 0.467_774_068_6, 0.030_912_249_2),
        (100.0, 1.0, 1.0, 100, 0.513_298_798_3, 0.039_860_996_8),
        (100.0, 1.0, 0.5, 90, 0.937_676_960_7, 0.103_364_481_3),
    ] {
        let state = erlang_a(lambda, mu, theta, n, 0.0);
        assert_near(state.waiting, waiting, 5e-9, "waiting");
        assert_near(state.abandoned, abandoned, 5e-9, "abandoned");
    }
    assert_near(erlang_a(3.5, third, 0.2, 13, 0.0).mean_wait_s, 0.165_213_376_8, 5e-9, "mean wait");
    assert_near(erlang_a(3.5, third, 0.2, 9, 0.0).mean_wait_s, 0.943_640_591_6, 5e-9, "mean wait");
    assert_near(48.0 * erlang_a(48.0, 1.0, 0.5, 50, 0.0).mean_wait_s, 2.967_575_92, 5e-9, "mean number waiting");
}

#[test]
fn published_packages_agree() {
    let hundred = calls(100.0, 1800.0, 180.0, None);
    let state = |n, within| steady_state(hundred, n, Seconds::new(within));
    assert_near(state(14, 20.0).mean_wait_s, 7.835_937_011_777_24, 1e-13, "mean wait with 14");
    assert_near(state(11, 20.0).waiting, 0.682_118_2, 1e-6, "waiting with 11");
    assert_near(state(11, 20.0).service_level(SL1), 0.389_613_8, 1e-6, "service with 11");
    assert_near(state(15, 20.0).service_level(SL1), 0.941, 1e-3, "service with 15");
    let within_20 = answered(0.8, 20.0);
    let busy = |share| Goal::Occupancy(Share::new(share));
    assert_eq!(least_agents(hundred, &[within_20, busy(0.85)]), Some(14));
    assert_eq!(least_agents(hundred, &[within_20, busy(0.7)]), Some(15));
    assert_eq!(least_agents(hundred, &[Goal::MeanWait(Seconds::new(20.0))]), Some(13));
    assert_eq!((gross_agents(14, Share::new(0.3)), gross_agents(15, Share::new(0.3))), (Some(20), Some(22)));
    assert_eq!(gross_agents(17, Share::new(0.3)), Some(25));
    assert_eq!(gross_agents(17, Share::new(1.0)), None);
    let queue = calls(3.5, 60.0, 180.0, None);
    assert_near(steady_state(queue, 13, Seconds::new(0.0)).mean_wait_s, 26.56, 2e-4, "mean wait, 3.5 a minute");
    let impatient = calls(3.5, 60.0, 180.0, Some(300.0));
    assert_near(steady_state(impatient, 13, Seconds::new(0.0)).mean_wait_s, 9.91, 5e-4, "the same with patience");
    assert_near(steady_state(impatient, 9, Seconds::new(0.0)).mean_wait_s, 56.62, 5e-4, "the same with 9 agents");
    let minute = |patience| calls(2880.0, 3600.0, 60.0, patience);
    assert_near(steady_state(minute(None), 50, Seconds::new(0.0)).mean_wait_s, 20.83, 5e-4, "50 agents");
    assert_near(steady_state(minute(Some(120.0)), 50, Seconds::new(0.0)).occupancy, 0.9303, 5e-5, "with patience");
}

#[test]
fn least_agents_for_three_ways_to_promise() {
    for (contacts, handle_time, [c_20, c_30, a_20]) in [
        (10.0, 240.0, [3, 3, 3]),
        (30.0, 240.0, [7, 7, 6]),
        (60.0, 300.0, [14, 14, 13]),
        (100.0, 180.0, [14, 13, 12]),
        (150.0, 300.0, [30, 30, 28]),
        (300.0, 240.0, [46, 45, 42]),
    ] {
        let least = |patience, within| {
            least_agents(calls(contacts, 1800.0, handle_time, patience), &[answered(0.8, within)]).unwrap()
        };
        assert_eq!([least(None, 20.0), least(None, 30.0), least(Some(180.0), 20.0)], [c_20, c_30, a_20]);
    }
}

#[test]
fn with_patience_as_handle_time_the_least_agents_are_poisson_quantiles() {
    for (load, least) in [
        (85.857_864, [99, 95, 87, 79]),
        (90.0, [103, 99, 91, 83]),
        (100.0, [114, 109, 101, 93]),
        (110.0, [125, 120, 111, 102]),
        (114.142_136, [129, 124, 115, 106]),
    ] {
        let demand =
            Demand { load: Erlangs::new(load), handle_time: Seconds::new(1.0), patience: Some(Seconds::new(1.0)) };
        for (waiting, least) in [0.1, 0.2, 0.5, 0.8].into_iter().zip(least) {
            assert_eq!(least_agents(demand, &[Goal::Waiting(Share::new(waiting))]), Some(least), "{load} {waiting}");
        }
    }
}

#[test]
fn a_goal_out_of_reach_is_none() {
    assert_eq!(least_agents(calls(1.0, 60.0, 60.0, None), &[Goal::Occupancy(Share::new(0.0))]), None);
}

proptest! {
    #[test]
    fn waiting_falls_with_agents_and_rises_with_load(load in 0.01..80.0, n in 1_u32..100, more in 0.01..5.0) {
        let wait = |load, n| wait_probability(Erlangs::new(load), n);
        prop_assert!(wait(load, n + 1) <= wait(load, n));
        prop_assert!(wait(load + more, n) >= wait(load, n));
    }

    #[test]
    fn every_measure_improves_with_an_agent(
        load in 0.01..60.0, n in 0_u32..80, h in 30.0..900.0, patience in 20.0..2000.0, within in 0.0..600.0,
    ) {
        for patience in [None, Some(Seconds::new(patience))] {
            let demand = Demand { load: Erlangs::new(load), handle_time: Seconds::new(h), patience };
            let before = steady_state(demand, n, Seconds::new(within));
            let after = steady_state(demand, n + 1, Seconds::new(within));
            prop_assert!(after.waiting <= before.waiting + 1e-12);
            prop_assert!(after.answered_within >= before.answered_within - 1e-12);
            prop_assert!(after.abandoned <= before.abandoned + 1e-12);
            prop_assert!(after.mean_wait_s <= before.mean_wait_s * (1.0 + 1e-12));
            let shares = [after.waiting, after.abandoned, after.occupancy, after.answered_within, after.abandoned_within];
            prop_assert!(shares.iter().all(|share| (-1e-12..=1.0 + 1e-12).contains(share)), "{:?}", after);
        }
    }

    #[test]
    fn endless_patience_is_erlang_c(load in 0.1..40.0, spare in 1_u32..10, within in 0.0..300.0) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a load of at most 40")]
        let n = load as u32 + 1 + spare;
        let demand = |patience| Demand { load: Erlangs::new(load), handle_time: Seconds::new(300.0), patience };
        let patient = steady_state(demand(None), n, Seconds::new(within));
        let nearly = steady_state(demand(Some(Seconds::new(1e9))), n, Seconds::new(within));
        prop_assert!((patient.answered_within - nearly.answered_within).abs() < 1e-4);
        prop_assert!((patient.waiting - nearly.waiting).abs() < 1e-4);
    }
}

#[test]
fn ten_thousand_agents_work() {
    let tenth = wait_probability(Erlangs::new(9_900.0), 10_000);
    // Halfin and Whitt (1981): 1 / (1 + beta Phi(beta) / phi(beta)) with beta = (n - a) / sqrt(n) = 1.
    assert!((tenth - 0.2234).abs() < 0.005, "{tenth}");
    let demand = calls(9_900.0 * 6.0, 1800.0, 300.0, None);
    let least = least_agents(demand, &[answered(0.8, 20.0)]).unwrap();
    assert!((9_900..10_000).contains(&least), "{least}");
    assert!(steady_state(demand, least - 1, Seconds::new(20.0)).service_level(SL1) < 0.8);
}

fn contacts(forecast: &[Forecast], law: HandleTimeLaw, cyclic: bool) -> Contacts<'_> {
    Contacts { forecast, law, interval_minutes: 30, cyclic }
}

fn half_hours(contacts: &[f64], handle_time_s: f64) -> Vec<Forecast> {
    contacts.iter().map(|&contacts| Forecast { contacts, handle_time: Seconds::new(handle_time_s) }).collect()
}

#[test]
fn the_load_after_a_step_is_the_closed_form() {
    let forecast = half_hours(&[0.0, 12.0, 12.0, 0.0, 0.0], 600.0);
    let stream = contacts(&forecast, HandleTimeLaw::Exponential, false);
    let at = |minute| stream.load_at(Minute(minute)).get();
    for minute in [0, 10, 30] {
        assert!(at(minute).abs() < 1e-15);
    }
    // lambda = 0.4 a minute and mu = 0.1: m(t) = 4 (1 - exp(-mu t)), then falls from 4 (1 - exp(-6)).
    for minute in [31, 45, 60, 77, 90] {
        assert_near(at(minute), 4.0 * (1.0 - (-0.1 * f64::from(minute - 30)).exp()), 1e-13, "rising");
    }
    for minute in [91, 120, 150] {
        let peak = 4.0 * (1.0 - (-6.0_f64).exp());
        assert_near(at(minute), peak * (-0.1 * f64::from(minute - 90)).exp(), 1e-12, "falling");
    }
    let mean = stream.mean_load();
    assert_near(mean[1], 4.0 * (1.0 - (1.0 - (-3.0_f64).exp()) / 3.0), 1e-13, "mean of the first half-hour");
    let peak = 4.0 * (1.0 - (-6.0_f64).exp());
    assert_near(mean[3], peak * (1.0 - (-3.0_f64).exp()) / 3.0, 1e-12, "mean of the half-hour after");
}

#[test]
fn a_sine_of_contacts_gives_a_sine_of_load_that_lags() {
    // lambda(t) = 100 + 20 sin t per mean handle time of 60 min: m(t) = 100 + 10 (sin t - cos t).
    let radian = 1.0_f64 / 60.0;
    let rates = (0..60 * 40).map(|minute| (100.0 + 20.0 * ((f64::from(minute) + 0.5) * radian).sin()) / 60.0);
    let forecast: Vec<_> = half_hours(&rates.collect::<Vec<_>>(), 3600.0);
    let stream = Contacts { forecast: &forecast, law: HandleTimeLaw::Exponential, interval_minutes: 1, cyclic: false };
    for minute in [1800, 1885, 2026, 2399] {
        let t = f64::from(minute) * radian;
        assert_near(stream.load_at(Minute(minute)).get(), 100.0 + 10.0 * (t.sin() - t.cos()), 1e-5, "sine");
    }
}

proptest! {
    #[test]
    fn work_is_carried_over_and_none_is_lost(
        volumes in prop::collection::vec(0.0..50.0, 2..20), h in 30.0..3000.0, variation in 0.1..1.5, pick in 0..4,
    ) {
        let law = match pick {
            0 => HandleTimeLaw::Exponential,
            1 => HandleTimeLaw::Constant,
            2 => HandleTimeLaw::LogNormal { variation },
            _ => HandleTimeLaw::Gamma { variation },
        };
        let forecast = half_hours(&volumes, h);
        let mean = contacts(&forecast, law, true).mean_load();
        let work = volumes.iter().sum::<f64>() * h / 1800.0;
        prop_assert!((mean.iter().sum::<f64>() - work).abs() < 1e-8 * work.max(1.0));
        prop_assert!(contacts(&forecast, law, false).mean_load().iter().sum::<f64>() <= work * (1.0 + 1e-9));
    }

    #[test]
    fn the_mean_load_is_the_mean_of_the_load(
        volumes in prop::collection::vec(0.0..50.0, 2..6), h in 120.0..1500.0, variation in 0.3..1.5, pick in 0..4,
    ) {
        let law = match pick {
            0 => HandleTimeLaw::Exponential,
            1 => HandleTimeLaw::Constant,
            2 => HandleTimeLaw::LogNormal { variation },
            _ => HandleTimeLaw::Gamma { variation },
        };
        let forecast = half_hours(&volumes, h);
        let stream = contacts(&forecast, law, false);
        for (interval, mean) in (0..).step_by(30).zip(stream.mean_load()) {
            let at = |minute: i32| stream.load_at(Minute(interval + minute)).get();
            let trapezium = ((1..30).map(at).sum::<f64>() + f64::midpoint(at(0), at(30))) / 30.0;
            prop_assert!((trapezium - mean).abs() < 0.02 * (1.0 + mean), "{trapezium} {mean}");
        }
    }
}
