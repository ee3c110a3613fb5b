//! Pinned rows: kept where a shift can hold them, and named with what stands in the way where none can.

use bemanna::check::check;
use bemanna::model::{
    Absence, Activity, AgentIdx, Breach, CoverRequirement, Minute, PinObstacle, Roster, RuleId, Scenario, Severity,
    ShiftTemplate, Span, Stretch, Watch,
};
use bemanna::optimise::optimise;
use chrono::Weekday;

use super::limit;
use crate::support::lillstad;

fn meeting(day: i32, from: i32, to: i32) -> Stretch {
    let at = |clock: i32| Minute(day * 1440 + clock / 100 * 60 + clock % 100);
    Stretch { agent: AgentIdx(0), start: at(from), end: at(to), activity: Activity::Meeting }
}

/// The pins that the optimiser's roster lacks, with what the judge says stands in their way; nothing else may be hard.
fn lacking(scenario: &mut Scenario, pins: Vec<Stretch>) -> Vec<(Span, Option<PinObstacle>)> {
    scenario.pinned = Roster::new(pins);
    let (roster, ..) = optimise(scenario, &CoverRequirement::default(), Watch::SILENT).expect("a roster all the same");
    let hard = check(scenario, &roster).into_iter().filter(|violation| violation.severity == Severity::Hard);
    let missing = hard.map(|violation| match violation.breach {
        Breach::PinMissing { obstacle, .. } => (violation.span, obstacle),
        other => panic!("{other:?}"),
    });
    missing.collect()
}

/// A week of Lillstad with a late shift too, open 07 to 21, nothing to simulate.
fn centre() -> Scenario {
    let mut scenario = lillstad(5);
    scenario.simulate = false;
    scenario.posts.clear();
    for day in &mut scenario.horizon.days {
        day.opening = vec![Span::new(day.start + 7 * 60, day.start + 21 * 60)];
    }
    let mut late = ShiftTemplate { id: "sen".to_owned(), ..scenario.templates[0].clone() };
    (late.earliest_start, late.latest_start) = (12 * 60, 12 * 60 + 30);
    late.breaks[0].between = None;
    scenario.templates.push(late);
    for agent in &mut scenario.agents {
        agent.templates.push(bemanna::model::TemplateIdx(1));
    }
    scenario
}

#[test]
fn a_pin_that_shifts_can_hold_is_kept() {
    assert_eq!(lacking(&mut centre(), vec![meeting(0, 900, 1000), meeting(1, 1900, 2000)]), []);
}

#[test]
fn each_obstacle_is_named_and_the_other_pins_are_kept() {
    let fine = meeting(3, 900, 1000);
    let named = |scenario: &mut Scenario, pin: Stretch, obstacle: PinObstacle| {
        assert_eq!(lacking(scenario, vec![pin, fine]), [(pin.span(), Some(obstacle))]);
    };
    let mut away = centre();
    let whole_day = Span::new(Minute(1440), Minute(2880));
    away.agents[0].absences = vec![Absence { span: whole_day, kind: "semester".to_owned(), counted: 480 }];
    away.agents[0].contract = Some(32 * 60);
    named(&mut away, meeting(1, 900, 1000), PinObstacle::Absent { kind: "semester".to_owned() });

    let mut free = centre();
    free.agents[0].limits.days_off = vec![Weekday::Tue];
    free.agents[0].contract = Some(32 * 60);
    named(&mut free, meeting(1, 900, 1000), PinObstacle::DayOff);

    let mut early = centre();
    early.agents[0].limits.latest_end = Some(17 * 60);
    named(&mut early, meeting(1, 1700, 1800), PinObstacle::OutsideHours);

    let mut night = centre();
    limit(&mut night, RuleId::NightEnds, 300);
    named(&mut night, meeting(1, 400, 500), PinObstacle::Night);

    named(&mut centre(), meeting(1, 2100, 2200), PinObstacle::NoShift);

    let mut closed = centre();
    closed.horizon.days[1].opening = vec![Span::new(Minute(1440 + 420), Minute(1440 + 1020))];
    named(&mut closed, meeting(1, 1900, 2000), PinObstacle::Closed);
}

#[test]
fn of_two_pins_that_clash_the_earlier_is_kept_and_the_later_named() {
    // Late on one day and early on the next: eleven hours do not lie between.
    let (late, early) = (meeting(0, 2000, 2030), meeting(1, 800, 830));
    let mut scenario = centre();
    limit(&mut scenario, RuleId::DailyRest, 12 * 60);
    let other = Some(PinObstacle::OtherPin { span: late.span() });
    assert_eq!(lacking(&mut scenario, vec![late, early]), [(early.span(), other)]);
    // Early and late on one day: no shift holds both.
    let (first, second) = (meeting(2, 800, 830), meeting(2, 1900, 1930));
    let other = Some(PinObstacle::OtherPin { span: first.span() });
    assert_eq!(lacking(&mut centre(), vec![first, second]), [(second.span(), other)]);
}

#[test]
fn of_more_pins_than_the_contract_has_days_as_many_as_fit_are_kept() {
    let mut scenario = centre();
    scenario.agents[0].contract = Some(32 * 60);
    let pins: Vec<Stretch> = (0..5).map(|day| meeting(day, 900, 1000)).collect();
    assert_eq!(lacking(&mut scenario, pins.clone()), [(pins[4].span(), None)]);
}

#[test]
fn two_pins_at_once_are_told_as_a_double_booking() {
    let mut scenario = centre();
    let other = Stretch { activity: Activity::Training, ..meeting(0, 930, 1030) };
    scenario.pinned = Roster::new(vec![meeting(0, 900, 1000), other]);
    let (roster, ..) = optimise(&scenario, &CoverRequirement::default(), Watch::SILENT).expect("a roster");
    let told = check(&scenario, &roster)
        .into_iter()
        .any(|violation| matches!(violation.breach, Breach::Overlap { .. } | Breach::PinMissing { .. }));
    assert!(told, "{roster:?}");
}
