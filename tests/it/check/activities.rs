//! Meetings, training, time kept free, and breaks at once: each with a roster that keeps it and one that does not.

use bemanna::check::check;
use bemanna::model::{
    Activity, AgentIdx, Blocks, Breach, BreakLimit, Channel, Meeting, QueueIdx, Roster, Scenario, Severity, Training,
};

use super::{ANN, BO, CIA, DAN, EVA, FIA, found, legal, lillstad, put, span, stretch};

/// Lillstad with a meeting on Monday between 14 and 16, of an hour, for everybody.
fn with_meeting(sittings: u32) -> Scenario {
    let mut scenario = lillstad(1);
    scenario.activities.meetings.push(Meeting {
        name: "APT".to_owned(),
        agents: (ANN..=FIA).map(AgentIdx).collect(),
        minutes: 60,
        window: span(0, 1400, 1600),
        sittings,
    });
    scenario
}

/// The legal day with a meeting at these times; Cia is in reception meanwhile.
fn met(times: &[(usize, i32, i32)]) -> Roster {
    let mut roster = legal(1);
    for &(agent, from, to) in times {
        put(&mut roster, stretch(agent, 0, (from, to), Activity::Meeting));
    }
    roster
}

#[test]
fn who_is_at_work_is_at_the_meeting_but_for_the_one_in_reception() {
    let scenario = with_meeting(1);
    let all = [ANN, BO, DAN, EVA, FIA].map(|agent| (agent, 1400, 1500));
    assert_eq!(found(&scenario, &met(&all)), []);
    let missed = Breach::MissedMeeting { meeting: 0 };
    let without_bo = check(&scenario, &met(&all.into_iter().filter(|a| a.0 != BO).collect::<Vec<_>>()));
    assert_eq!(without_bo.len(), 1);
    let told = &without_bo[0];
    assert_eq!((told.agent, &told.breach, told.span), (Some(AgentIdx(BO)), &missed, span(0, 1400, 1600)));
    assert_eq!(told.severity, Severity::Cover);
    // Half the meeting is no meeting.
    let mut half = all;
    half[1] = (BO, 1400, 1430);
    assert_eq!(found(&scenario, &met(&half)), [(Some(BO), span(0, 1400, 1600), missed.clone())]);
    // Who comes out of reserve, or is at home, is excused.
    let mut roster = met(&all.into_iter().filter(|a| a.0 != BO).collect::<Vec<_>>());
    put(&mut roster, stretch(BO, 0, (1400, 1500), Activity::Reserve));
    assert_eq!(found(&scenario, &roster), []);
}

#[test]
fn a_meeting_in_two_sittings_is_not_held_in_three() {
    let two = [(ANN, 1400, 1500), (BO, 1400, 1500), (DAN, 1500, 1600), (EVA, 1500, 1600), (FIA, 1500, 1600)];
    assert_eq!(found(&with_meeting(2), &met(&two)), []);
    let split = Breach::TooManySittings { meeting: 0, measured: 2, limit: 1 };
    assert_eq!(found(&with_meeting(1), &met(&two)), [(None, span(0, 1400, 1600), split)]);
}

#[test]
fn time_at_one_meeting_is_not_time_at_another() {
    let mut scenario = with_meeting(1);
    let huddle = Meeting { name: "Avstämning".to_owned(), minutes: 30, ..scenario.activities.meetings[0].clone() };
    scenario.activities.meetings.push(huddle);
    let all = [ANN, BO, DAN, EVA, FIA];
    let long = all.map(|agent| (agent, 1400, 1500));
    let missed = |agent| (Some(agent), span(0, 1400, 1600), Breach::MissedMeeting { meeting: 1 });
    // Nobody held the other one, so that nobody in reception is excused from it.
    let nobody = [ANN, BO, CIA, DAN, EVA, FIA].map(missed);
    assert_eq!(found(&scenario, &met(&long)), nobody);
    let both: Vec<_> = long.into_iter().chain(all.map(|agent| (agent, 1500, 1530))).collect();
    assert_eq!(found(&scenario, &met(&both)), []);
}

#[test]
fn training_is_counted_by_the_week_with_reserve_and_in_blocks() {
    let mut scenario = lillstad(2);
    let whole = bemanna::model::Span::new(span(0, 0, 0).start, span(2, 0, 0).start);
    scenario.activities.trainings = vec![Training { agent: AgentIdx(BO), minutes: 120, shortest: 60, span: whole }];
    let too_little = |measured| Breach::TooLittleTime { activity: Activity::Training, measured, needed: 120 };
    let mut roster = legal(2);
    assert_eq!(found(&scenario, &roster), [(Some(BO), whole, too_little(0))]);
    put(&mut roster, stretch(BO, 0, (900, 1000), Activity::Training));
    assert_eq!(found(&scenario, &roster), [(Some(BO), whole, too_little(60))]);
    put(&mut roster, stretch(BO, 1, (1400, 1430), Activity::Training));
    put(&mut roster, stretch(BO, 1, (1500, 1530), Activity::Reserve));
    let short = Breach::ShortBlock { activity: Activity::Training, measured: 30, limit: 60 };
    assert_eq!(found(&scenario, &roster), [(Some(BO), span(1, 1400, 1430), short)]);
    // Who is away all week is not trained.
    roster.stretches.retain(|s| s.agent != AgentIdx(BO));
    assert!(found(&scenario, &roster).iter().all(|(_, _, breach)| *breach != too_little(0)));
}

#[test]
fn time_kept_free_is_everybodys_together_and_in_blocks() {
    let mut scenario = lillstad(1);
    scenario.queues[1].channel = Channel::Email;
    scenario.queues[1].target = None;
    let blocks = Blocks { queue: QueueIdx(1), minutes: 120, shortest: 60, span: scenario.horizon.days[0].span() };
    scenario.activities.blocks = vec![blocks];
    let letters = Activity::Deferrable(QueueIdx(1));
    let mut roster = legal(1);
    put(&mut roster, stretch(FIA, 0, (1330, 1645), letters));
    put(&mut roster, stretch(DAN, 0, (800, 1130), letters));
    put(&mut roster, stretch(DAN, 0, (1200, 1630), letters));
    put(&mut roster, stretch(FIA, 0, (815, 1100), letters));
    assert_eq!(found(&scenario, &roster), []);
    for agent in [DAN, FIA] {
        roster.stretches.retain(|s| s.agent != AgentIdx(agent) || s.activity != letters);
    }
    let told = found(&scenario, &roster).into_iter().map(|(_, _, breach)| breach).collect::<Vec<_>>();
    assert!(told.contains(&Breach::TooLittleTime { activity: letters, measured: 0, needed: 120 }), "{told:?}");
}

#[test]
fn a_short_block_of_letters_is_worth_a_look() {
    let mut scenario = lillstad(1);
    scenario.queues[1].channel = Channel::Email;
    scenario.queues[1].target = None;
    for agent in [DAN, FIA] {
        scenario.agents[agent].skills = scenario.agents[EVA].skills;
    }
    let blocks = Blocks { queue: QueueIdx(1), minutes: 30, shortest: 60, span: scenario.horizon.days[0].span() };
    scenario.activities.blocks = vec![blocks];
    let letters = Activity::Deferrable(QueueIdx(1));
    let mut roster = legal(1);
    put(&mut roster, stretch(BO, 0, (900, 930), letters));
    let short = Breach::ShortBlock { activity: letters, measured: 30, limit: 60 };
    assert_eq!(found(&scenario, &roster), [(Some(BO), span(0, 900, 930), short)]);
}

#[test]
fn no_more_than_so_many_are_at_lunch_at_once() {
    let mut scenario = lillstad(1);
    // In the legal day two are at lunch from 11:30 to 12:00: Dan and Eva.
    let limited = |scenario: &mut Scenario, most| scenario.templates[0].breaks[0].most_at_once = Some(most);
    limited(&mut scenario, BreakLimit::People(2));
    assert_eq!(found(&scenario, &legal(1)), []);
    limited(&mut scenario, BreakLimit::People(1));
    let crowd = |limit| Breach::TooManyAtOnce { activity: Activity::Lunch, measured: 2, limit };
    assert_eq!(found(&scenario, &legal(1)), [(None, span(0, 1130, 1200), crowd(1))]);
    assert!(check(&scenario, &legal(1)).iter().all(|v| v.severity == Severity::Warning));
    // A sixth of six is one; a fifth, rounded up, two.
    limited(&mut scenario, BreakLimit::Share(1.0 / 6.0));
    assert_eq!(found(&scenario, &legal(1)), [(None, span(0, 1130, 1200), crowd(1))]);
    limited(&mut scenario, BreakLimit::Share(0.2));
    assert_eq!(found(&scenario, &legal(1)), []);
    // Somebody who is in reserve all day is not missed at lunch.
    limited(&mut scenario, BreakLimit::People(1));
    let mut roster = legal(1);
    for stretch in roster.stretches.iter_mut().filter(|s| s.agent == AgentIdx(EVA)) {
        if stretch.activity == Activity::Contacts {
            stretch.activity = Activity::Reserve;
        }
    }
    assert_eq!(found(&scenario, &roster), []);
}
