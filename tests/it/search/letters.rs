//! Letters over night: what the search accepts is what the verification will see.

use std::ops::Range;

use bemanna::model::{Channel, DayTally, Queue, QueueIdx, ServiceDefinition, SkillIdx, SkillSet, Target};

use super::*;

/// Adds letters of so many seconds to what anybody in "bygg" answers, so many each evening at nine or morning at eight.
fn with_letters(scenario: &mut Scenario, id: &str, handle_s: f64, letters: f64, at: usize, target: Option<Target>) {
    let handle_time = Seconds::new(handle_s);
    let mut queue = Queue::new(id, SkillSet::of([SkillIdx(0)]), handle_time);
    (queue.channel, queue.target, queue.idle_above) = (Channel::Email, target, 0);
    scenario.queues.push(queue);
    let contacts = |interval: usize| if interval % 48 == at { letters } else { 0.0 };
    let n = scenario.horizon.n_intervals();
    scenario.forecast.push((0..n).map(|i| Forecast { contacts: contacts(i), handle_time }).collect());
}

fn promised(share: f64, hours: f64) -> Target {
    Target {
        share: Share::new(share),
        within: Seconds::new(3600.0 * hours),
        scope: Scope::Day,
        definition: ServiceDefinition::AnsweredOfOffered,
        floor: None,
    }
}

fn quiet(n_days: usize) -> Scenario {
    let mut scenario = with_volume(lillstad(n_days), 1.0, 120.0);
    scenario.posts.clear();
    scenario.settings.verify_replications = 1000;
    scenario
}

fn all_met(scenario: &Scenario, roster: &Roster) -> bool {
    simulate(scenario, roster, 99, Watch::SILENT).service.iter().all(|service| service.verdict == Verdict::Met)
}

/// A player that sees each day by itself.
struct DaysOnly(Simulator);

impl Evaluate for DaysOnly {
    fn day(&self, day: DayIdx, stretches: &[Stretch], replications: Range<u32>) -> DayTally {
        self.0.day(day, stretches, replications)
    }
}

fn find_by_days(scenario: &Scenario) -> Roster {
    let simulator = DaysOnly(Simulator::new(scenario, 1));
    search(scenario, &CoverRequirement::default(), &Roster::default(), &simulator, Watch::SILENT).0
}

#[test]
fn letters_of_the_evening_wait_for_the_morning_and_take_nobody_more() {
    let mut scenario = quiet(3);
    with_letters(&mut scenario, "epost", 120.0, 15.0, 42, Some(promised(0.9, 24.0)));
    let (roster, steps) = find(&scenario, &Roster::default());
    assert!(roster.headcount() < 6, "{steps:?}");
    let verified = simulate(&scenario, &roster, 99, Watch::SILENT).service;
    assert!(verified.iter().all(|service| service.verdict != Verdict::Missed), "{verified:?} {steps:?}");
    let letters = verified.iter().filter(|service| service.queue == QueueIdx(2));
    assert!(letters.clone().count() == 2 && letters.clone().all(|service| service.verdict == Verdict::Met));
    // Each day by itself leaves them unanswered, so that nobody can be spared.
    assert_eq!(find_by_days(&scenario).headcount(), 6);
}

#[test]
fn what_the_evening_leaves_is_done_first_in_the_morning_and_the_search_knows() {
    let mut scenario = quiet(3);
    // Five hours of work that nothing is promised of, before letters that are to be answered within two hours.
    with_letters(&mut scenario, "kväll", 300.0, 60.0, 42, None);
    with_letters(&mut scenario, "morgon", 120.0, 8.0, 17, Some(promised(0.8, 2.0)));
    assert!(!all_met(&scenario, &find_by_days(&scenario)), "the days by themselves show nothing of it");
    let (roster, steps) = find(&scenario, &Roster::default());
    assert_eq!(hard(&scenario, &roster), []);
    assert!(all_met(&scenario, &roster), "{steps:?}");
}

#[test]
fn the_horizon_of_the_search_is_the_verifications() {
    let mut scenario = quiet(3);
    with_letters(&mut scenario, "epost", 300.0, 60.0, 42, Some(promised(0.9, 24.0)));
    let on = |agent, day: i32, from: i32, to: i32| Stretch {
        agent: AgentIdx(agent),
        start: Span::new(scenario.horizon.days[0].start + (1440 * day + 60 * from), scenario.horizon.days[0].start)
            .start,
        end: scenario.horizon.days[0].start + (1440 * day + 60 * to),
        activity: Activity::Contacts,
    };
    let stretches: Vec<Stretch> =
        (0..3).flat_map(|day| [on(0, day, 8, 11), on(1, day, 9, 17), on(4, day, 8, 17)]).collect();
    let simulator = Simulator::new(&scenario, 3);
    let days = simulator.horizon(&stretches, 0..400).expect("a simulator plays whole horizons");
    let verified = simulate(&scenario, &Roster::new(stretches.clone()), 4, Watch::SILENT);
    let n = f64::from(verified.replications);
    for (day, tally) in days.iter().enumerate() {
        for queue in 0..scenario.queues.len() {
            let cells = verified.tallies[queue][48 * day..48 * (day + 1)].iter();
            let (within, wait) = cells.fold((0.0, 0.0), |(w, s), t| (w + t.answered_within, s + t.wait_s));
            let mine = tally.queues[queue];
            // Two independent samples of means of contacts a day.
            let error = 5.0 * (mine.offered / 400.0).max(1.0).sqrt() * (1.0 / 400.0 + 1.0 / n).sqrt();
            assert!((mine.answered_within / 400.0 - within).abs() < 3.0 * error, "day {day}, queue {queue}");
            assert!((mine.wait_s / 400.0 - wait).abs() < 0.1 * wait + 100.0, "day {day}, queue {queue}");
        }
        // Those on the spot are the same contacts as day by day, and fare the same while no letters are carried in.
        let alone = simulator.day(DayIdx(day), &stretches, 0..400);
        assert!((alone.queues[1].offered - tally.queues[1].offered).abs() < 1e-9);
        if day == 0 {
            assert_eq!(alone.queues[1], tally.queues[1]);
            let letters = QueueIdx(2).0;
            assert!(alone.queues[letters].answered == 0.0 && tally.queues[letters].answered > 0.0);
        }
    }
}
