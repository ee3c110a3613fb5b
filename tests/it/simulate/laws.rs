//! Laws of any queue: the exact transient at any volume, Erlang after a warm-up, Little, conservation.

use bemanna::demand::erlang::{Demand, steady_state};
use bemanna::demand::staffing::{Goal, least_agents};
use bemanna::model::{AgentIdx, Erlangs, Roster, Stretch, Watch};
use bemanna::simulate::{End, Journey, simulate};
use proptest::prelude::*;

use super::chains::{impatient_queue, in_time, step};
use super::*;
use crate::properties::sketch::{contacts_only, sketches};

/// A queue of five minutes per contact at so many contacts per half-hour, 80 % within 20 s, and the least agents for it.
fn sized(per_half_hour: f64, patience_min: Option<f64>) -> (Demand, usize) {
    let demand = Demand {
        load: Erlangs::new(per_half_hour / 6.0),
        handle_time: Seconds::new(300.0),
        patience: patience_min.map(|minutes| Seconds::new(60.0 * minutes)),
    };
    let definition = ServiceDefinition::AnsweredOfOffered;
    let goal = Goal::Answered { share: Share::new(0.8), within: Seconds::new(20.0), definition };
    (demand, least_agents(demand, &[goal]).expect("some number does") as usize)
}

const VOLUMES: [f64; 5] = [2.0, 10.0, 40.0, 100.0, 200.0];

/// From an empty start: the chain of contacts in the centre, solved by Runge and Kutta, against each hour simulated.
#[test]
fn days_from_two_to_two_hundred_contacts_a_half_hour_agree_with_the_exact_transient() {
    for (volume, patience) in VOLUMES.into_iter().flat_map(|volume| [(volume, None), (volume, Some(4.0))]) {
        let (_, n) = sized(volume, patience);
        let (lambda, mu, theta) = (volume / 30.0, 0.2, patience.map_or(0.0, |minutes| 1.0 / minutes));
        let mut scenario = centre(180);
        add_queue(&mut scenario, lambda, 5.0, patience);
        let stretches = add_agents(&mut scenario, n, &[0]);
        let days = each_day(&scenario, &stretches, 41, 3000);

        let most = n + if patience.is_some() { 40 } else { 90 };
        let good = in_time(n, mu, theta, 1.0 / 3.0, most);
        let mut p = vec![0.0; most];
        p[0] = 1.0;
        for hour in 0..3 {
            let (steps, mut expected) = (3000, 0.0);
            let length = 60.0 / f64::from(steps);
            for _ in 0..steps {
                step(&mut p, length, &|p, out| impatient_queue(p, out, n, (lambda, mu, theta)));
                expected += length * lambda * p.iter().zip(&good).map(|(p, good)| p * good).sum::<f64>();
            }
            let answered = days.iter().map(|day| day.intervals[0][hour].answered_within);
            let what = format!("{volume} per half-hour, patience {patience:?}, hour {hour}");
            // A tenth of a per cent of the contacts, or little more where there are few.
            Sample(answered.collect()).holds(&what, expected, 0.08 + 0.003 * 2.0 * volume);
        }
    }
}

#[test]
fn after_a_warm_up_every_volume_is_in_erlangs_steady_state() {
    for (volume, patience) in VOLUMES.into_iter().flat_map(|volume| [(volume, None), (volume, Some(4.0))]) {
        let (demand, n) = sized(volume, patience);
        let lambda = volume / 30.0;
        let mut scenario = centre(60 * 300);
        add_queue(&mut scenario, lambda, 5.0, patience);
        let stretches = add_agents(&mut scenario, n, &[0]);
        let runs = long_runs(&scenario, &stretches, 42);
        let state = steady_state(demand, u32::try_from(n).expect("few"), Seconds::new(20.0));
        let what = |measure: &str| format!("{measure} at {volume} per half-hour, patience {patience:?}");
        let answered = per_minute(&runs, 0, |t| t.answered_within);
        answered.holds(&what("in time"), lambda * state.answered_within, 0.004 * lambda.max(1.0));
        let abandoned = per_minute(&runs, 0, |t| t.abandoned);
        if patience.is_some() {
            abandoned.holds(&what("abandoned"), lambda * state.abandoned, 0.002 * lambda.max(1.0));
        }
        let waiting = per_minute(&runs, 0, |t| t.wait_s / 60.0);
        waiting.holds(&what("waiting"), lambda * state.mean_wait_s / 60.0, 0.03 * lambda.max(1.0));
    }
}

/// Minutes that contacts spend between two times each, counted by sweeping over the day's events.
fn swept(spans: &[(f64, f64)]) -> f64 {
    let mut events: Vec<(f64, f64)> = spans.iter().flat_map(|&(from, to)| [(from, 1.0), (to, -1.0)]).collect();
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let (mut there, mut last, mut area) = (0.0, 0.0, 0.0);
    for (at, change) in events {
        area += there * (at - last);
        (there, last) = (there + change, at);
        assert!(there >= 0.0, "somebody left who never came");
    }
    assert_eq!(there, 0.0);
    area
}

fn begun(journey: &Journey) -> f64 {
    journey.arrival.get() + journey.wait.get()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Over generated centres and rosters: contacts offered are answered, gone, turned away or left; the time that they
    /// spend waiting and in hand is the tallies' (Little's law, day by day); each agent has one at a time, of a kind
    /// that they know or that overflows to them.
    #[test]
    fn nothing_is_lost_and_nobody_does_two_things_in_any_centre(
        sketch in sketches(),
        pieces in prop::collection::vec(prop::collection::vec((0_i32..12, 1_i32..16), 0..5), 1..7),
        seed: u64,
    ) {
        let scenario = sketch.build();
        let roster = contacts_only(&scenario, &pieces);
        let simulator = Simulator::new(&scenario, seed);
        for day in (0..scenario.horizon.n_days()).map(DayIdx) {
            let span = scenario.horizon.days[day.0].span();
            let stretches: Vec<Stretch> =
                roster.stretches.iter().copied().filter(|stretch| stretch.span().overlaps(span)).collect();
            let journeys = simulator.trace(day, &stretches, 0);
            let tally = simulator.day(day, &stretches, 0..1);
            for (queue, sums) in tally.queues.iter().enumerate() {
                let of: Vec<&Journey> = journeys.iter().filter(|journey| journey.queue.0 == queue).collect();
                let left = of.iter().filter(|journey| journey.end == End::Left).count() as f64;
                prop_assert_eq!(sums.offered, of.len() as f64);
                prop_assert_eq!(sums.offered, sums.answered + sums.abandoned + sums.dropped + left);
                let waits: Vec<(f64, f64)> = of.iter().map(|j| (j.arrival.get(), begun(j))).collect();
                prop_assert!((swept(&waits) - sums.wait_s).abs() < 1e-6 * sums.wait_s.max(1.0));
                let in_hand = of.iter().filter(|j| matches!(j.end, End::Answered(_)));
                let fetch = scenario.queues[queue].fetch.get();
                let in_hand: Vec<(f64, f64)> =
                    in_hand.map(|j| (begun(j) - fetch, begun(j) + j.handle_time.get())).collect();
                prop_assert!((swept(&in_hand) - sums.handled_s).abs() < 1e-6 * sums.handled_s.max(1.0));
            }
            for agent in (0..scenario.agents.len()).map(AgentIdx) {
                let mut taken: Vec<&Journey> = journeys.iter().filter(|j| j.end == End::Answered(agent)).collect();
                taken.sort_by(|a, b| begun(a).total_cmp(&begun(b)));
                let fetch = |journey: &Journey| scenario.queues[journey.queue.0].fetch.get();
                let is_held = |journey: &Journey| scenario.queues[journey.queue.0].at_once.most > 1;
                for pair in taken.windows(2).filter(|pair| !is_held(pair[0]) || !is_held(pair[1])) {
                    let next = begun(pair[1]) - fetch(pair[1]);
                    // A chat among others is rounded to a tick of 1/256 s each time that one of them comes or goes.
                    let slack = if is_held(pair[0]) { 0.1 } else { 1e-9 };
                    prop_assert!(begun(pair[0]) + pair[0].handle_time.get() <= next + slack, "two at once");
                }
                for journey in taken {
                    let queue = journey.queue;
                    prop_assert!(scenario.can_serve(agent, queue) || scenario.takes_overflow(agent, queue));
                    let after = scenario.queues[queue.0].overflow.map_or(0.0, |overflow| overflow.after.get());
                    prop_assert!(scenario.can_serve(agent, queue) || journey.wait.get() >= after + fetch(journey) - 0.01);
                }
            }
        }
    }
}

#[test]
fn observed_handle_times_are_drawn_alike_and_forwarded_contacts_take_longer() {
    let mut scenario = centre(600);
    add_queue(&mut scenario, 2.0, 5.0, None);
    let observed = [60.0, 60.0, 120.0, 960.0];
    let queue = scenario.queues[0].clone().with_handle_times(&observed);
    scenario.queues[0] = queue;
    let drawn = |scenario: &Scenario| -> Vec<f64> {
        let journeys = (0..40).flat_map(|r| Simulator::new(scenario, 5).trace(DayIdx(0), &[], r));
        journeys.map(|journey| journey.handle_time.get()).collect()
    };
    let times = drawn(&scenario);
    // Their mean is 300 s, which is the queue's: each is drawn as it was seen, the first twice as often.
    for (seconds, chance) in [(60.0, 0.5), (120.0, 0.25), (960.0, 0.25)] {
        let is = |time: &f64| f64::from(u8::from((time - seconds).abs() < 0.01));
        Sample(times.iter().map(is).collect()).holds(&format!("{seconds} s"), chance, 0.003);
    }
    // Three in ten are forwarded, with 100 s of work: contacts solved take 270 s of the 300 s on average.
    scenario.queues[0].handle_time_law = HandleTimeLaw::Constant;
    scenario.queues[0].forwarding =
        Some(bemanna::model::Forwarding { share: Share::new(0.3), work: Seconds::new(100.0) });
    let times = drawn(&scenario);
    assert!(times.iter().all(|time| (time - 270.0).abs() < 0.01 || (time - 370.0).abs() < 0.01));
    let forwarded = times.iter().map(|time| f64::from(u8::from(*time > 300.0)));
    Sample(forwarded.collect()).holds("forwarded", 0.3, 0.003);
}

#[test]
fn each_group_is_as_busy_as_what_it_did() {
    let mut scenario = centre(480);
    for _ in 0..2 {
        add_queue(&mut scenario, 1.0, 3.0, Some(2.0));
    }
    scenario.settings.verify_replications = 64;
    let mut stretches = add_agents(&mut scenario, 3, &[0]);
    stretches.extend(add_agents(&mut scenario, 2, &[1]));
    stretches.extend(add_agents(&mut scenario, 2, &[0, 1]));
    let found = simulate(&scenario, &Roster::new(stretches), 1, Watch::SILENT);
    let staffed: Vec<f64> = found.groups.iter().map(|group| group.staffed_s / 3600.0).collect();
    assert_eq!(staffed, [24.0, 16.0, 16.0], "three, two and two for eight hours: {:?}", found.groups);
    let handled: f64 = found.tallies.iter().flatten().map(|tally| tally.handled_s).sum();
    let busy: f64 = found.groups.iter().map(|group| group.busy_s).sum();
    // What is in hand at closing is finished when nobody is on contacts any more: at most a contact each.
    assert!(busy < handled && busy > handled - 7.0 * 180.0, "{busy} of {handled}");
    assert!(found.groups.iter().all(|group| group.busy_s < group.staffed_s));
}
