//! How shifts are read: templates, breaks, split shifts, holes, and what is counted from them.

use bemanna::check::check;
use bemanna::model::{
    Activity, AgentIdx, Breach, BreakKind, BreakRule, Misfit, Roster, RuleId, Scenario, ShiftTemplate, Span,
    TemplateIdx,
};
use chrono::Weekday;

use super::{ANN, BO, at, found, legal, lillstad, no_template, put, replace, roomy, rule, set, shift, span, stretch};

/// One agent, one template without breaks of these paid lengths, nothing else to keep to.
fn alone(n_days: usize, work: Vec<i32>) -> Scenario {
    let mut scenario = roomy(n_days);
    scenario.posts.clear();
    scenario.agents.truncate(1);
    scenario.agents[ANN].contract = None;
    scenario.rules.limits.clear();
    scenario.templates[0].work = work;
    scenario.templates[0].breaks.clear();
    scenario.templates[0].latest_start = 20 * 60;
    scenario
}

fn works(day: i32, from: i32, to: i32) -> bemanna::model::Stretch {
    stretch(ANN, day, (from, to), Activity::Contacts)
}

fn gap(minutes: i32, after: i32) -> BreakRule {
    BreakRule {
        kind: BreakKind::Gap,
        minutes,
        paid: false,
        if_work_over: 0,
        earliest_after_start: after,
        latest_after_start: Some(after),
        before_end: 0,
        between: None,
        most_at_once: None,
    }
}

#[test]
fn a_shift_that_no_template_allows_is_told_with_the_nearest() {
    let mut scenario = lillstad(5);
    scenario.agents[BO].contract = None;
    let told = |scenario: &Scenario, new, misfit| {
        let mut roster = legal(5);
        replace(&mut roster, BO, 2, new);
        let found = found(scenario, &roster);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0, &found[0].2), (Some(BO), &no_template(misfit)));
    };
    told(&scenario, shift(BO, 2, (845, 1700), 1200), Misfit::Start);
    told(&scenario, shift(BO, 2, (800, 1600), 1200), Misfit::Length { measured: 450 });
    let with_hole = [shift(BO, 2, (800, 1400), 1200), vec![stretch(BO, 2, (1500, 1630), Activity::Contacts)]].concat();
    told(&scenario, with_hole, Misfit::Hole);
    scenario.templates[0].start_step = 30;
    scenario.agents.truncate(2);
    let mut roster = legal(5);
    roster.stretches.retain(|s| s.agent == AgentIdx(BO));
    replace(&mut roster, BO, 2, shift(BO, 2, (815, 1645), 1200));
    scenario.posts.clear();
    scenario.agents[ANN].contract = None;
    assert_eq!(found(&scenario, &roster), [(Some(BO), span(2, 815, 1645), no_template(Misfit::Start))]);
}

#[test]
fn a_weekday_that_the_template_is_not_worked_is_told() {
    let mut scenario = lillstad(5);
    scenario.templates.push(ShiftTemplate { weekdays: vec![Weekday::Mon], ..scenario.templates[0].clone() });
    scenario.agents[BO].templates = vec![TemplateIdx(1)];
    let nearest = Breach::NoTemplate { nearest: Some((TemplateIdx(1), Misfit::Weekday)) };
    let days: Vec<_> = (1..5).map(|day| (Some(BO), span(day, 800, 1630), nearest.clone())).collect();
    assert_eq!(found(&scenario, &legal(5)), days);
    scenario.agents[BO].templates.clear();
    assert_eq!(found(&scenario, &legal(5)).len(), 5, "without any template none of the five shifts fits");
}

#[test]
fn a_break_at_the_wrong_time_or_of_the_wrong_length_is_told() {
    let misplaced = |activity| Breach::MisplacedBreak { activity };
    let mut roster = legal(5);
    replace(&mut roster, BO, 2, shift(BO, 2, (800, 1630), 1030));
    assert_eq!(
        found(&lillstad(5), &roster)[1..],
        [(Some(BO), span(2, 1100, 1630), rule(RuleId::LongestStretch, 330, 300))]
    );
    assert_eq!(found(&lillstad(5), &roster)[0], (Some(BO), span(2, 1030, 1100), misplaced(Activity::Lunch)));

    // Three quarters of an hour, and the day as much longer: the length of the lunch is what is wrong.
    let mut roster = legal(5);
    let long = vec![
        stretch(BO, 2, (800, 1200), Activity::Contacts),
        stretch(BO, 2, (1200, 1245), Activity::Lunch),
        stretch(BO, 2, (1245, 1645), Activity::Contacts),
    ];
    replace(&mut roster, BO, 2, long);
    assert_eq!(found(&lillstad(5), &roster), [(Some(BO), span(2, 1200, 1245), misplaced(Activity::Lunch))]);

    let mut roster = legal(5);
    put(&mut roster, stretch(BO, 2, (1400, 1415), Activity::Break));
    assert_eq!(found(&lillstad(5), &roster), [(Some(BO), span(2, 1400, 1415), misplaced(Activity::Break))]);
}

#[test]
fn of_two_pauses_the_one_that_is_not_there_is_told() {
    let mut scenario = lillstad(5);
    let pause = |from, to| BreakRule {
        kind: BreakKind::Break,
        minutes: 15,
        paid: true,
        if_work_over: 0,
        earliest_after_start: 0,
        latest_after_start: None,
        before_end: 0,
        between: Some((from * 60, to * 60)),
        most_at_once: None,
    };
    scenario.templates.push(scenario.templates[0].clone());
    scenario.templates[1].breaks.extend([pause(9, 11), pause(14, 16)]);
    scenario.agents[BO].templates = vec![TemplateIdx(1)];
    let mut roster = legal(5);
    for day in 0..5 {
        put(&mut roster, stretch(BO, day, (930, 945), Activity::Break));
        put(&mut roster, stretch(BO, day, (1430, 1445), Activity::Break));
    }
    assert_eq!(found(&scenario, &roster), []);
    put(&mut roster, stretch(BO, 3, (930, 945), Activity::Contacts));
    let missing = Breach::MissingBreak { activity: Activity::Break, minutes: 15 };
    assert_eq!(found(&scenario, &roster), [(Some(BO), span(3, 800, 1630), missing)]);
}

#[test]
fn the_parts_of_a_split_shift_are_one_shift() {
    let mut scenario = alone(1, vec![480]);
    scenario.templates[0].breaks = vec![gap(360, 240)];
    for (id, value) in [(RuleId::DailyRest, 660), (RuleId::ShiftsPerDay, 1), (RuleId::LongestSpan, 840)] {
        set(&mut scenario, id, value);
    }
    let roster = Roster::new(vec![works(0, 700, 1100), works(0, 1700, 2100)]);
    assert_eq!(found(&scenario, &roster), []);
    set(&mut scenario, RuleId::LongestSpan, 780);
    let too_long = (Some(ANN), span(0, 700, 2100), rule(RuleId::LongestSpan, 840, 780));
    assert_eq!(found(&scenario, &roster), [too_long]);

    // Without the template they are two shifts, and the second follows too soon.
    scenario.templates[0].breaks.clear();
    scenario.templates[0].work = vec![240];
    set(&mut scenario, RuleId::LongestSpan, 840);
    let rest = (Some(ANN), span(0, 1100, 1700), rule(RuleId::DailyRest, 360, 660));
    let twice = (Some(ANN), span(0, 700, 2100), rule(RuleId::ShiftsPerDay, 2, 1));
    assert_eq!(found(&scenario, &roster), [twice, rest]);
}

#[test]
fn split_nights_that_touch_at_midnight_are_two_shifts() {
    // The Night of case C1: 00-05 and 21-24 of the same day, worked two days in a row.
    let mut scenario = alone(2, vec![480]);
    for day in &mut scenario.horizon.days {
        day.opening = vec![day.span()];
    }
    let template = &mut scenario.templates[0];
    (template.earliest_start, template.latest_start) = (0, 0);
    template.breaks = vec![gap(16 * 60, 5 * 60)];
    let night = |day| [works(day, 0, 500), works(day, 2100, 2400)];
    let roster = Roster::new([night(0), night(1)].concat());
    assert_eq!(found(&scenario, &roster), []);
    set(&mut scenario, RuleId::ShiftsPerHorizon, 1);
    let both = Span::new(at(0, 0), at(2, 0));
    assert_eq!(found(&scenario, &roster), [(Some(ANN), both, rule(RuleId::ShiftsPerHorizon, 2, 1))]);
}

#[test]
fn two_shifts_in_a_day_or_too_many_in_all_are_counted() {
    let mut scenario = alone(2, vec![180]);
    let roster = Roster::new(vec![works(0, 800, 1100), works(0, 1400, 1700), works(1, 800, 1100)]);
    assert_eq!(found(&scenario, &roster), []);
    set(&mut scenario, RuleId::ShiftsPerDay, 1);
    assert_eq!(found(&scenario, &roster), [(Some(ANN), span(0, 800, 1700), rule(RuleId::ShiftsPerDay, 2, 1))]);
    scenario.rules.limits.clear();
    set(&mut scenario, RuleId::ShiftsPerHorizon, 2);
    let all = Span::new(at(0, 800), at(1, 1100));
    assert_eq!(found(&scenario, &roster), [(Some(ANN), all, rule(RuleId::ShiftsPerHorizon, 3, 2))]);
}

#[test]
fn shifts_too_short_or_too_long_are_told() {
    let mut scenario = alone(2, vec![120, 180, 600]);
    let roster = Roster::new(vec![works(0, 800, 1000), works(1, 800, 1800)]);
    set(&mut scenario, RuleId::ShortestShift, 180);
    assert_eq!(found(&scenario, &roster), [(Some(ANN), span(0, 800, 1000), rule(RuleId::ShortestShift, 120, 180))]);
    scenario.rules.limits.clear();
    set(&mut scenario, RuleId::LongestShift, 540);
    assert_eq!(found(&scenario, &roster), [(Some(ANN), span(1, 800, 1800), rule(RuleId::LongestShift, 600, 540))]);
}

#[test]
fn more_shifts_of_a_template_on_a_day_than_it_allows_are_told() {
    let mut scenario = lillstad(2);
    scenario.templates[0].most_per_day = Some(6);
    assert_eq!(found(&scenario, &legal(2)), []);
    scenario.templates[0].most_per_day = Some(5);
    let too_many = Breach::TooManyOfTemplate { template: TemplateIdx(0), measured: 6, limit: 5 };
    let day = |day| Span::new(at(day, 0), at(day + 1, 0));
    assert_eq!(found(&scenario, &legal(2)), [(None, day(0), too_many.clone()), (None, day(1), too_many)]);
    // A second template that takes one of the six leaves none too many.
    scenario.templates.push(ShiftTemplate { most_per_day: Some(1), ..scenario.templates[0].clone() });
    scenario.agents[BO].templates.push(TemplateIdx(1));
    assert_eq!(found(&scenario, &legal(2)), []);
}

#[test]
fn whatever_the_rows_the_judge_answers() {
    use proptest::prelude::*;
    let activity = prop_oneof![
        Just(Activity::Contacts),
        Just(Activity::Lunch),
        Just(Activity::Break),
        Just(super::RECEPTION),
        Just(Activity::Reserve)
    ];
    let rows = prop::collection::vec((0..6_usize, 0..3_i32, 0..96_i32, -2..40_i32, activity), 0..40);
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) }, |(rows in rows, cyclic: bool)| {
        let mut scenario = lillstad(3);
        scenario.horizon.cyclic = cyclic;
        set(&mut scenario, RuleId::NightEnds, 300);
        set(&mut scenario, RuleId::WeeklyRest, 36 * 60);
        let stretches = rows.iter().map(|&(agent, day, start, length, activity)| {
            let start = at(day, 0) + start * 15;
            bemanna::model::Stretch { agent: AgentIdx(agent), start, end: start + length * 15, activity }
        });
        let roster = Roster::new(stretches.collect());
        let violations = check(&scenario, &roster);
        prop_assert_eq!(&violations, &check(&scenario, &roster));
        // Two activities at once are found whenever there are any.
        let is_double = |a: &bemanna::model::Stretch, b: &bemanna::model::Stretch| {
            a.agent == b.agent && a.span().overlaps(b.span()) && a.start < a.end && b.start < b.end
        };
        let pairs = roster.stretches.iter().enumerate();
        let has_double = pairs.clone().any(|(i, a)| roster.stretches[i + 1..].iter().any(|b| is_double(a, b)));
        let tells = violations.iter().any(|v| matches!(v.breach, Breach::Overlap { .. }));
        prop_assert!(tells || !has_double);
        prop_assert!(!tells || has_double || cyclic);
        for violation in &violations {
            let text = bemanna::text::violations::violation(scenario.language, &scenario, violation);
            prop_assert!(!text.is_empty());
        }
    });
}
