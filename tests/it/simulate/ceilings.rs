//! Ceilings on mean wait, abandonment and occupancy, against Erlang's steady state, and what is told half-hour by half-hour.

use bemanna::demand::erlang::{Demand, steady_state, wait_probability};
use bemanna::model::{Ceiling, Erlangs, Measure, Performance, Promised, Roster, Service, Verdict, Watch};
use bemanna::simulate::simulate;

use super::*;

/// Hours of a run, of which the first are left out.
const HOURS: usize = 20;
const COLD: usize = 3;

/// Two contacts a minute of five minutes each, a patience of four minutes and ten agents, with these ceilings hour by hour.
fn heavy(ceilings: &[(Measure, f64)], scope: Scope) -> (Scenario, Roster) {
    let mut scenario = centre(60 * i32::try_from(HOURS).expect("few"));
    add_queue(&mut scenario, 2.0, 5.0, Some(4.0));
    scenario.queues[0].target = None;
    scenario.queues[0].ceilings = ceilings.iter().map(|&(measure, most)| Ceiling { measure, most, scope }).collect();
    let stretches = add_agents(&mut scenario, 10, &[0]);
    scenario.settings.verify_replications = 100;
    (scenario, Roster::new(stretches))
}

/// What Erlang A says of them in the long run.
fn exactly(measure: Measure) -> f64 {
    let demand =
        Demand { load: Erlangs::new(10.0), handle_time: Seconds::new(300.0), patience: Some(Seconds::new(240.0)) };
    let state = steady_state(demand, 10, Seconds::new(0.0));
    match measure {
        Measure::MeanWait => state.mean_wait_s,
        Measure::Abandoned => state.abandoned,
        Measure::Occupancy => state.occupancy,
    }
}

const MEASURES: [Measure; 3] = [Measure::MeanWait, Measure::Abandoned, Measure::Occupancy];

fn of(performance: &Performance, measure: Measure) -> impl Iterator<Item = &Service> {
    performance.service.iter().filter(move |service| service.promised.measure() == Some(measure))
}

fn is_warm(service: &Service) -> bool {
    service.interval.is_some_and(|interval| interval.0 >= COLD)
}

#[test]
fn each_measure_is_erlang_a_and_nineteen_of_twenty_intervals_hold_it() {
    let ceilings = MEASURES.map(|measure| (measure, exactly(measure)));
    let (scenario, roster) = heavy(&ceilings, Scope::HalfHour);
    let runs: Vec<Performance> = (0..10).map(|seed| simulate(&scenario, &roster, seed, Watch::SILENT)).collect();
    for (measure, tellable) in MEASURES.into_iter().zip([1.0, 0.003, 0.003]) {
        let exact = exactly(measure);
        let mean = |run: &Performance| {
            let warm: Vec<f64> = of(run, measure).filter(|s| is_warm(s)).map(|s| s.value).collect();
            warm.iter().sum::<f64>() / warm.len() as f64
        };
        Sample(runs.iter().map(mean).collect()).holds(&format!("{measure:?}"), exact, tellable);
        let warm: Vec<&Service> = runs.iter().flat_map(|run| of(run, measure)).filter(|s| is_warm(s)).collect();
        assert_eq!(warm.len(), 10 * (HOURS - COLD));
        // Neighbouring hours of a run are alike, so that the count varies more than that of independent ones would.
        let inside = warm.iter().filter(|s| s.low <= exact && exact <= s.high).count() as f64 / warm.len() as f64;
        assert!((0.88..=1.0).contains(&inside), "{measure:?}: {inside} of the intervals hold {exact}");
        // On the edge it is not to be settled, but for the error allowed.
        let undecided = warm.iter().filter(|s| s.verdict == Verdict::Undecided).count();
        assert!(undecided * 20 >= warm.len() * 19, "{measure:?}: {undecided} of {} are left undecided", warm.len());
        // By itself a replication exceeds the mean about as often as not.
        let chance = warm.iter().map(|s| s.chance).sum::<f64>() / warm.len() as f64;
        assert!((0.3..0.8).contains(&chance), "{measure:?}: {chance}");
    }
}

#[test]
fn a_ceiling_a_little_higher_is_kept_and_a_little_lower_is_not() {
    for measure in MEASURES {
        for (times, verdict) in [(1.1, Verdict::Met), (0.9, Verdict::Missed)] {
            let (mut scenario, roster) = heavy(&[(measure, times * exactly(measure))], Scope::Day);
            scenario.settings.verify_replications = 2000;
            let service = simulate(&scenario, &roster, 1, Watch::SILENT).service;
            assert_eq!(service.len(), 1);
            assert_eq!(service[0].verdict, verdict, "{measure:?}: {:?}", service[0]);
            assert!(service[0].low < service[0].value && service[0].value < service[0].high);
        }
    }
}

/// Of three who can serve one queue or both, those count who can serve the queue, with whatever they are busy.
#[test]
fn occupancy_counts_who_can_serve_the_queue() {
    let mut scenario = centre(240);
    for rate in [0.1, 0.4] {
        add_queue(&mut scenario, rate, 4.0, None);
    }
    let ceiling = Ceiling { measure: Measure::Occupancy, most: 0.5, scope: Scope::Day };
    for queue in &mut scenario.queues {
        (queue.target, queue.ceilings) = (None, vec![ceiling]);
    }
    let _ = add_agents(&mut scenario, 1, &[0]);
    let _ = add_agents(&mut scenario, 2, &[0, 1]);
    scenario.settings.verify_replications = 200;
    // The last comes for an hour only.
    let roster = Roster::new(vec![on_contacts(0, 0..240), on_contacts(1, 0..240), on_contacts(2, 60..120)]);
    let performance = simulate(&scenario, &roster, 1, Watch::SILENT);
    let of_queue = |queue: usize| {
        let groups = performance.groups.iter().filter(|group| group.queues.has(QueueIdx(queue)));
        let (staffed, busy) = groups.fold((0.0, 0.0), |(s, b), group| (s + group.staffed_s, b + group.busy_s));
        (staffed, busy / staffed)
    };
    assert!((of_queue(0).0 - 540.0 * 60.0).abs() < 1.0 && (of_queue(1).0 - 300.0 * 60.0).abs() < 1.0);
    for (queue, service) in performance.service.iter().enumerate() {
        assert!((service.value - of_queue(queue).1).abs() < 1e-9, "{service:?}");
        let tally = performance.tallies[queue].iter().fold((0.0, 0.0), |(s, b), t| (s + t.staffed_s, b + t.busy_s));
        assert!((tally.0 - of_queue(queue).0).abs() < 1e-6 && (tally.1 / tally.0 - service.value).abs() < 1e-9);
    }
    // The search's days tell the same, by the same books.
    let day = Simulator::new(&scenario, 3).day(DayIdx(0), &roster.stretches, 0..200);
    assert!((day.queues[0].staffed_s / 200.0 - 540.0 * 60.0).abs() < 1.0);
    assert!((day.queues[1].busy_s / day.queues[1].staffed_s - of_queue(1).1).abs() < 0.03);
}

#[test]
fn a_share_and_all_ceilings_are_judged_side_by_side() {
    let most = [(Measure::MeanWait, 600.0), (Measure::Abandoned, 0.01), (Measure::Occupancy, 0.99)];
    let (mut scenario, roster) = heavy(&most, Scope::Day);
    scenario.queues[0].target = Some(Target {
        share: Share::new(0.5),
        within: Seconds::new(120.0),
        scope: Scope::Day,
        definition: ServiceDefinition::AnsweredOfOffered,
        floor: Some(Share::new(0.2)),
    });
    let performance = simulate(&scenario, &roster, 1, Watch::SILENT);
    let kinds: Vec<_> = performance.service.iter().take(4).map(|s| (s.promised.measure(), s.verdict)).collect();
    let expected = [
        (None, Verdict::Met),
        (Some(MEASURES[0]), Verdict::Met),
        (Some(MEASURES[1]), Verdict::Missed),
        (Some(MEASURES[2]), Verdict::Met),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(performance.service.len(), 4 + HOURS, "and the floor of every hour");
    // What stands beside a value is of the same contacts, whatever was promised.
    let of = |index: usize| performance.service[index];
    assert!((of(1).value - of(0).mean_wait_s).abs() < 1e-9 && (of(2).value - of(0).abandoned_share).abs() < 1e-9);
    assert!((of(1).p95_wait_s - of(0).p95_wait_s).abs() < 1e-9);
}

/// P(W > t) = C exp(-(n - a) t / h): the 95th percentile of the wait is h / (n - a) ln(C / 0.05).
#[test]
fn the_95th_percentile_of_each_hour_is_that_of_erlang_c() {
    let mut scenario = centre(60 * i32::try_from(HOURS).expect("few"));
    add_queue(&mut scenario, 2.0, 5.0, None);
    let stretches = add_agents(&mut scenario, 13, &[0]);
    scenario.settings.verify_replications = 100;
    // Neither kept nor broken at the first look.
    scenario.queues[0].target.as_mut().expect("a target").share = Share::new(0.74);
    let exact = 300.0 / 3.0 * (wait_probability(Erlangs::new(10.0), 13) / 0.05).ln();
    let hours = |seed: u64| {
        let performance = simulate(&scenario, &Roster::new(stretches.clone()), seed, Watch::SILENT);
        let told: Vec<f64> = performance.p95_wait_s[0][8..HOURS].iter().copied().flatten().collect();
        assert_eq!(told.len(), HOURS - 8);
        told.iter().sum::<f64>() / told.len() as f64
    };
    Sample((0..12).map(hours).collect()).holds("95th percentile", exact, 3.0);
}

#[test]
fn a_percentile_is_told_from_two_hundred_contacts_on() {
    let mut scenario = centre(180);
    add_queue(&mut scenario, 0.0, 5.0, None);
    let stretches = add_agents(&mut scenario, 3, &[0]);
    scenario.settings.verify_replications = 128;
    for (interval, contacts) in [0.5, 1.45, 6.0].into_iter().enumerate() {
        scenario.forecast[0][interval] = Forecast { contacts, handle_time: Seconds::new(300.0) };
    }
    let performance = simulate(&scenario, &Roster::new(stretches), 1, Watch::SILENT);
    assert_eq!(performance.replications, 128);
    let came: Vec<f64> = performance.tallies[0].iter().map(|tally| 128.0 * tally.offered).collect();
    assert!(came[0] < 100.0 && came[1] < 200.0 && came[2] > 700.0, "{came:?}");
    let told: Vec<bool> = performance.p95_wait_s[0].iter().map(Option::is_some).collect();
    assert_eq!(told, [false, false, true]);
    // The day's own is told of all its contacts.
    assert!(matches!(performance.service[0].promised, Promised::Answered(_)));
    assert!(performance.service[0].p95_wait_s <= performance.p95_wait_s[0][2].expect("told"));
}
