//! Closed forms: the published cases, Poisson numbers in system, pooling. S3 and S5 are in `passages.rs`.

use bemanna::model::{Evaluate, Performance, Roster, Watch};
use bemanna::simulate::{End, Journey, simulate};

use super::*;

#[test]
fn s1_twelve_agents_serve_as_many_in_time_as_exact_theory_says() {
    let (scenario, stretches) = s1(None);
    for seed in [1, 2, 3] {
        let days = each_day(&scenario, &stretches, seed, 1000);
        sample(&days, |t| t.answered_within).holds("good", 1815.272, 3.0);
        sample(&days, |t| t.answered_within - 0.900_432 * t.answered).holds("share", 0.0, 3.0);
        sample(&days, |t| t.offered).holds("offered", 2016.0, 2.0);
        assert!(
            days.iter().all(|day| day.queues[0].answered == day.queues[0].offered),
            "everybody is served in the end"
        );
    }
}

#[test]
fn s2_with_patience_as_many_give_up_as_exact_theory_says() {
    let (scenario, stretches) = s1(Some(1.0));
    for seed in [1, 2, 3] {
        let days = each_day(&scenario, &stretches, seed, 1000);
        sample(&days, |t| t.abandoned).holds("abandoned", 59.263, 1.0);
        sample(&days, |t| t.answered_within).holds("good", 1906.719, 3.0);
        let late = |t: &Tally| t.offered - t.abandoned_within;
        sample(&days, |t| t.answered_within - 0.968_189 * late(t)).holds("share", 0.0, 1.0);
    }
}

/// Mean occupancy of a verification over the open hours.
fn occupancy(performance: &Performance) -> f64 {
    let staffed: Vec<f64> = performance.occupancy.iter().copied().flatten().collect();
    staffed.iter().sum::<f64>() / staffed.len() as f64
}

#[test]
fn s1_and_s2_agents_are_busy_as_long_as_exact_theory_says() {
    for (patience, exact) in [(None, 0.696_934), (Some(1.0), 0.676_558)] {
        let (mut scenario, stretches) = s1(patience);
        scenario.settings.verify_replications = 128;
        let roster = Roster::new(stretches);
        let runs = (0..8).map(|seed| occupancy(&simulate(&scenario, &roster, seed, Watch::SILENT)));
        Sample(runs.collect()).holds("occupancy", exact, 0.002);
    }
}

/// Contacts in the centre, waiting or in hand, at a time [s].
fn in_system(journeys: &[Journey], at: f64) -> f64 {
    let is_in = |journey: &&Journey| {
        let arrival = journey.arrival.get();
        let served = if matches!(journey.end, End::Answered(_)) { journey.handle_time.get() } else { 0.0 };
        arrival <= at && at < arrival + journey.wait.get() + served
    };
    journeys.iter().filter(is_in).count() as f64
}

/// S4: where patience and handle time have the same mean the number in the centre is Poisson whatever the staffing,
/// with mean m, m' = contacts per minute - m / mean. (LITERATURE: Feldman, Mandelbaum, Massey and Whitt, 2008.)
#[test]
fn s4_the_number_in_the_centre_is_poisson_through_breaks_and_short_staffing() {
    let mut scenario = centre(240);
    add_queue(&mut scenario, 0.0, 5.0, Some(5.0));
    let rates = [1.2, 3.0, 0.6, 2.0];
    for (interval, rate) in rates.iter().enumerate() {
        scenario.forecast[0][interval].contacts = 60.0 * rate;
    }
    let _ = add_agents(&mut scenario, 9, &[0]);
    // Staggered lunches, late starts, early ends, and from 150 to 170 nobody at all.
    let mut stretches: Vec<Stretch> = (0..9)
        .flat_map(|agent| {
            let n = i32::try_from(agent).expect("small");
            [
                on_contacts(agent, 5 * n..60 + 10 * n),
                on_contacts(agent, 90 + 6 * n..150),
                on_contacts(agent, 170..200 + 4 * n),
            ]
        })
        .filter(|stretch| stretch.start < stretch.end)
        .collect();
    stretches.sort_unstable();
    let simulator = Simulator::new(&scenario, 4);
    let times = [20, 59, 65, 89, 130, 149, 160, 171, 199, 220, 239];
    let mut counts: Vec<Vec<f64>> = vec![Vec::new(); times.len()];
    for replication in 0..3000 {
        let journeys = simulator.trace(DayIdx(0), &stretches, replication);
        for (counts, &at) in counts.iter_mut().zip(&times) {
            counts.push(in_system(&journeys, 60.0 * f64::from(at)));
        }
    }
    for (counts, at) in counts.into_iter().zip(times) {
        let mut m = 0.0;
        for (hour, rate) in (0..).zip(rates) {
            let inside = f64::from((at - 60 * hour).clamp(0, 60));
            m = rate * 5.0 + (m - rate * 5.0) * f64::exp(-inside / 5.0);
        }
        let squares = Sample(counts.iter().map(|n| (n - m).powi(2)).collect());
        let none = Sample(counts.iter().map(|&n| f64::from(n < m - 2.0)).collect());
        let below = (0..).take_while(|&n| f64::from(n) < m - 2.0);
        let chance: f64 = below.map(|n| (1..=n).fold(f64::exp(-m), |p, i| p * m / f64::from(i))).sum();
        Sample(counts).holds(&format!("number at minute {at}"), m, 0.1);
        squares.holds(&format!("variance at minute {at}"), m, 0.6);
        none.holds(&format!("few at minute {at}"), chance, 0.02);
    }
}

/// S4 again, by the wait: while staffing only rises, who arrives at t waits with the chance that a Poisson number of
/// mean m(t) is at least the staffing.
#[test]
fn s4_who_arrives_waits_with_the_poisson_chance() {
    let mut scenario = centre(180);
    add_queue(&mut scenario, 2.0, 4.0, Some(4.0));
    scenario.queues[0].target.as_mut().expect("a target").within = Seconds::new(0.0);
    let _ = add_agents(&mut scenario, 12, &[0]);
    let stretches: Vec<Stretch> =
        (0..12).map(|agent| on_contacts(agent, [0, 60, 120][agent / 4].min(180)..180)).collect();
    let days = each_day(&scenario, &stretches, 9, 2000);
    for (hour, staffed) in [(0, 4), (1, 8), (2, 12)] {
        let steps = 6000;
        let at_once = (0..steps).map(|step| {
            let t = 60.0 * (f64::from(hour) + (f64::from(step) + 0.5) / f64::from(steps));
            let m = 8.0 * (1.0 - f64::exp(-t / 4.0));
            (0..staffed).map(|n| (1..=n).fold(f64::exp(-m), |p, i| p * m / f64::from(i))).sum::<f64>()
        });
        let exact = 120.0 * at_once.sum::<f64>() / f64::from(steps);
        let interval = usize::try_from(hour).expect("small");
        let answered = days.iter().map(|day| day.intervals[0][interval].answered_within);
        Sample(answered.collect()).holds(&format!("at once in hour {hour}"), exact, 1.0);
    }
}

#[test]
fn ten_flexible_agents_do_not_carry_thirteen_erlangs() {
    // The best-known open library counts a flexible agent fully in every queue, and staffs these two queues with ten.
    let share = |n| {
        let mut scenario = centre(480);
        let two = [0, 1].map(|_| add_queue(&mut scenario, 6.65 / 3.0, 3.0, None).0);
        let stretches = add_agents(&mut scenario, n, &two);
        let tally = Simulator::new(&scenario, 5).day(DayIdx(0), &stretches, 0..50);
        let sum = |measure: fn(&Tally) -> f64| tally.queues.iter().map(measure).sum::<f64>();
        sum(|t| t.answered_within) / sum(|t| t.offered)
    };
    assert!(share(10) < 0.1, "ten agents reach {}", share(10));
    assert!(share(18) > 0.8, "eighteen reach {}", share(18));
}

/// Wallace and Whitt (2005): six queues, ten minutes, 82.5 erlangs; agents with two skills, the second spread evenly over
/// the other queues. How near two skills come to all depends on the measure: of the answers within a minute, 90 agents
/// with two skills lose 4 points of the 40 that all skills bring, and 96 agents lose less than 2.
#[test]
fn two_skills_are_nearly_as_good_as_all_skills() {
    let share = |n: usize, skills: &dyn Fn(usize, usize) -> Vec<usize>| {
        let mut scenario = centre(600);
        for _ in 0..6 {
            let queue = add_queue(&mut scenario, 1.375, 10.0, None);
            scenario.queues[queue.0].target.as_mut().expect("a target").within = Seconds::new(60.0);
        }
        let each = (0..6).flat_map(|queue| (0..n / 6).map(move |place| (queue, place)));
        let stretches: Vec<Stretch> =
            each.flat_map(|(queue, place)| add_agents(&mut scenario, 1, &skills(queue, place))).collect();
        let tally = Simulator::new(&scenario, 6).day(DayIdx(0), &stretches, 0..100);
        let sum = |measure: fn(&Tally) -> f64| tally.queues.iter().map(measure).sum::<f64>();
        sum(|t| t.answered_within) / sum(|t| t.offered)
    };
    for (n, least_gain, most_lost) in [(90, 0.85, 0.05), (96, 0.9, 0.02)] {
        let one = share(n, &|queue, _| vec![queue]);
        let two = share(n, &|queue, place| vec![queue, (queue + 1 + place % 5) % 6]);
        let all = share(n, &|_, _| (0..6).collect());
        assert!(two - one > least_gain * (all - one), "{n} agents: one skill {one}, two {two}, all {all}");
        assert!(all - two < most_lost, "{n} agents: two skills {two}, all {all}");
    }
}
