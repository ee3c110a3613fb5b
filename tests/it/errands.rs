//! Meetings, training, time kept free for letters and lunches apart, in rosters that the optimiser and the search make.

use bemanna::check::check;
use bemanna::demand::requirement;
use bemanna::model::{
    Activity, AgentIdx, Blocks, Breach, BreakLimit, Channel, CoverRequirement, GivenRow, IntervalIdx, Meeting, Queue,
    QueueIdx, QueueSet, Roster, Scenario, Seconds, SkillSet, Training, Violation, Watch,
};
use bemanna::optimise::{optimise, search};
use bemanna::simulate::Simulator;

use crate::support::lillstad;

/// Lillstad over so many days with few contacts, and letters that anybody can answer.
fn with_letters(n_days: usize) -> Scenario {
    let mut scenario = lillstad(n_days);
    for cell in scenario.forecast.iter_mut().flatten().filter(|cell| cell.contacts > 0.0) {
        cell.contacts = 2.0;
    }
    let letters = Queue { channel: Channel::Email, ..Queue::new("brev", SkillSet::EMPTY, Seconds::new(600.0)) };
    scenario.queues.push(letters);
    let none = scenario.forecast[0].iter().map(|cell| bemanna::model::Forecast { contacts: 0.0, ..*cell });
    let none = none.collect();
    scenario.forecast.push(none);
    scenario
}

/// As [`with_letters`], with a meeting, training, time for letters, and two at lunch at most.
fn busy_week() -> Scenario {
    let mut scenario = with_letters(5);
    let whole = |scenario: &Scenario| {
        let days = &scenario.horizon.days;
        bemanna::model::Span::new(days[0].start, days[4].span().end)
    };
    let week = whole(&scenario);
    let tuesday = scenario.horizon.days[1].start;
    scenario.activities.meetings = vec![Meeting {
        name: "APT".to_owned(),
        agents: (0..6).map(AgentIdx).collect(),
        minutes: 60,
        window: bemanna::model::Span::new(tuesday + 9 * 60, tuesday + 16 * 60),
        sittings: 2,
    }];
    scenario.activities.trainings = vec![Training { agent: AgentIdx(3), minutes: 150, shortest: 60, span: week }];
    scenario.activities.blocks = vec![Blocks { queue: QueueIdx(2), minutes: 600, shortest: 60, span: week }];
    scenario.templates[0].breaks[0].most_at_once = Some(BreakLimit::People(2));
    scenario
}

fn found_by_search(scenario: &Scenario) -> Roster {
    let simulator = Simulator::new(scenario, 1);
    search(scenario, &CoverRequirement::default(), &Roster::default(), &simulator, Watch::SILENT).0
}

fn minutes(roster: &Roster, is: impl Fn(AgentIdx, Activity) -> bool) -> i32 {
    roster.stretches.iter().filter(|s| is(s.agent, s.activity)).map(|s| s.span().minutes()).sum()
}

fn told(scenario: &Scenario, roster: &Roster) -> Vec<Violation> {
    check(scenario, roster)
}

#[test]
fn the_search_keeps_meetings_training_letters_and_lunches_apart() {
    let scenario = busy_week();
    let roster = found_by_search(&scenario);
    assert_eq!(told(&scenario, &roster), []);
    // Two at most sit in reception during a sitting each, or are in reserve.
    let at_meeting = |agent: usize| minutes(&roster, |a, what| a.0 == agent && what == Activity::Meeting);
    let working = (0..6).filter(|&agent| {
        roster.of(AgentIdx(agent)).iter().any(|s| matches!(s.activity, Activity::Contacts | Activity::Post(_)))
    });
    let absent = working.filter(|&agent| at_meeting(agent) < 60).count();
    assert!(absent <= 2, "{absent}");
    assert!(minutes(&roster, |_, what| what == Activity::Deferrable(QueueIdx(2))) >= 600);
    let is_free = |a: AgentIdx, what| a.0 == 3 && matches!(what, Activity::Training | Activity::Reserve);
    assert!(minutes(&roster, is_free) >= 150);
}

#[test]
fn a_meeting_of_all_leaves_one_in_reception() {
    let mut scenario = busy_week();
    scenario.activities.meetings[0].sittings = 1;
    let roster = found_by_search(&scenario);
    assert_eq!(told(&scenario, &roster), []);
}

/// Letters that nobody may take in idle time are done in blocks, so many that nine in ten are in time.
#[test]
fn letters_without_idle_time_are_done_in_blocks_by_their_deadline() {
    let mut scenario = with_letters(5);
    let open = |i: usize| (16..34).contains(&(i % 48));
    let letters = (0..scenario.horizon.n_intervals()).map(|i| bemanna::model::Forecast {
        contacts: if open(i) { 1.0 } else { 0.0 },
        handle_time: Seconds::new(600.0),
    });
    scenario.forecast[2] = letters.collect();
    scenario.queues[2].idle_above = 100;
    scenario.queues[2].target = Some(bemanna::model::Target {
        share: bemanna::model::Share::new(0.9),
        within: Seconds::new(86_400.0),
        scope: bemanna::model::Scope::Week,
        definition: bemanna::model::ServiceDefinition::AnsweredOfOffered,
        floor: None,
    });
    let asked = requirement(&scenario);
    let (start, ..) = optimise(&scenario, &asked, Watch::SILENT).expect("a roster");
    let simulator = Simulator::new(&scenario, 1);
    let (roster, _) = search(&scenario, &asked, &start, &simulator, Watch::SILENT);
    // Eighteen letters of ten minutes a day; those of Monday to Thursday fall due within the week.
    let blocks = minutes(&roster, |_, what| what == Activity::Deferrable(QueueIdx(2)));
    assert!(f64::from(blocks) >= 0.9 * 4.0 * 180.0, "{blocks}");
    let hard = told(&scenario, &roster).into_iter().filter(|v| v.severity == bemanna::model::Severity::Hard);
    assert_eq!(hard.collect::<Vec<_>>(), []);
}

#[test]
fn without_a_simulation_errands_are_laid_where_the_requirement_has_people_to_spare() {
    let mut scenario = busy_week();
    scenario.simulate = false;
    scenario.posts.clear();
    // Four from nine to twelve, one after that: letters and training find their place in the afternoon.
    let rows = (0..5).flat_map(|day| (18..34).map(move |i| (day * 48 + i, if i < 24 { 4 } else { 1 })));
    let given = rows.map(|(i, agents)| GivenRow { interval: IntervalIdx(i), queues: QueueSet(3), agents });
    scenario.given = given.collect();
    let (roster, ..) = optimise(&scenario, &requirement(&scenario), Watch::SILENT).expect("a roster");
    let missed: Vec<_> =
        told(&scenario, &roster).into_iter().filter(|v| !matches!(v.breach, Breach::TooManyAtOnce { .. })).collect();
    assert_eq!(missed, []);
    assert!(minutes(&roster, |_, what| what == Activity::Deferrable(QueueIdx(2))) >= 600);
}
