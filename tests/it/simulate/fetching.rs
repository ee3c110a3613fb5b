//! Visitors who are fetched: a shift of the handle time that the visitor waits for, and time that the phones lack.

use bemanna::model::{Roster, Watch};
use bemanna::simulate::{End, simulate};

use super::*;

/// Visits of four minutes, one minute to fetch them, and so many agents.
fn desk(per_minute: f64, law: HandleTimeLaw, agents: usize) -> (Scenario, Vec<Stretch>) {
    let mut scenario = centre(60 * 300);
    add_queue(&mut scenario, per_minute, 4.0, None);
    let visits = &mut scenario.queues[0];
    (visits.channel, visits.handle_time_law, visits.fetch) = (Channel::Visit, law, Seconds::new(60.0));
    let stretches = add_agents(&mut scenario, agents, &[0]);
    (scenario, stretches)
}

/// One agent is M/G/1 with S = fetching + handle time: a visitor waits lambda E[S^2] / (2 (1 - rho)) to be called, by
/// Pollaczek and Khinchine, and a minute more to be fetched.
#[test]
fn one_agent_is_pollaczeks_queue_of_the_longer_time() {
    let rate = 0.12;
    for (law, square) in [(HandleTimeLaw::Constant, 25.0), (HandleTimeLaw::Exponential, 1.0 + 2.0 * 4.0 + 2.0 * 16.0)] {
        let (scenario, stretches) = desk(rate, law, 1);
        let runs = long_runs(&scenario, &stretches, 11);
        let wait = rate * square / (2.0 * (1.0 - 5.0 * rate)) + 1.0;
        per_minute(&runs, 0, |t| t.wait_s / 60.0).holds(&format!("waiting, {law:?}"), rate * wait, 0.03);
        per_minute(&runs, 0, |t| t.handled_s / 60.0).holds(&format!("work, {law:?}"), rate * 5.0, 0.01);
    }
}

#[test]
fn with_agents_enough_everybody_waits_for_the_fetching_alone() {
    let (mut scenario, stretches) = desk(0.2, HandleTimeLaw::Constant, 30);
    scenario.queues[0].target.as_mut().expect("a target").within = Seconds::new(59.0);
    scenario.settings.verify_replications = 20;
    let too_late = simulate(&scenario, &Roster::new(stretches.clone()), 1, Watch::SILENT);
    assert_eq!((too_late.service[0].value, too_late.service[0].mean_wait_s), (0.0, 60.0));
    let (busy, staffed) = (too_late.groups[0].busy_s, too_late.groups[0].staffed_s);
    let came: f64 = too_late.tallies[0].iter().map(|tally| tally.offered).sum();
    // All but the last minutes' visits are finished while the desk is manned.
    assert!((busy / (300.0 * came) - 1.0).abs() < 0.002 && busy < staffed, "five minutes each");
    scenario.queues[0].target.as_mut().expect("a target").within = Seconds::new(60.0);
    let in_time = simulate(&scenario, &Roster::new(stretches), 1, Watch::SILENT);
    assert_eq!(in_time.service[0].value, 1.0);
}

/// For the phones it is one whether an agent is away fetching or visited longer: the same calls wait the same.
#[test]
fn the_phones_lack_who_fetches_a_visitor() {
    let played = |fetch_s: f64, handle_min: f64| {
        let mut scenario = centre(480);
        add_queue(&mut scenario, 0.5, 4.0, Some(3.0));
        add_queue(&mut scenario, 0.2, handle_min, None);
        let visits = &mut scenario.queues[1];
        (visits.channel, visits.handle_time_law, visits.fetch) =
            (Channel::Visit, HandleTimeLaw::Constant, Seconds::new(fetch_s));
        let stretches = add_agents(&mut scenario, 4, &[0, 1]);
        let simulator = Simulator::new(&scenario, 8);
        (simulator.day(DayIdx(0), &stretches, 0..50), simulator.trace(DayIdx(0), &stretches, 0))
    };
    let ((fetched, journeys), (longer, _), (neither, _)) = (played(90.0, 6.0), played(0.0, 7.5), played(0.0, 6.0));
    assert_eq!(fetched.queues[0], longer.queues[0]);
    assert!(fetched.queues[0].abandoned > neither.queues[0].abandoned);
    let (visits, as_long) = (fetched.queues[1], longer.queues[1]);
    assert_eq!((visits.answered, visits.handled_s), (as_long.answered, as_long.handled_s));
    assert!((visits.wait_s - as_long.wait_s - 90.0 * visits.answered).abs() < 1e-6);
    // Whoever fetches is on nothing else from being called until the visit is over.
    let mut away: Vec<(AgentIdx, f64, f64)> = Vec::new();
    for journey in &journeys {
        if let End::Answered(agent) = journey.end {
            let fetch = if journey.queue == QueueIdx(1) { 90.0 } else { 0.0 };
            let begun = journey.arrival.get() + journey.wait.get();
            away.push((agent, begun - fetch, begun + journey.handle_time.get()));
        }
    }
    away.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    assert!(away.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[0].2 <= pair[1].1 + 1e-9));
}
