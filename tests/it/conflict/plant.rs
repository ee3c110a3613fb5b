//! One contradiction planted at a time: named exactly, and gone once any one of its facts is.

use super::*;

/// No template, break or opening hours are among the facts.
fn nothing(_: &mut Scenario, cause: &Cause) {
    unreachable!("{cause:?} was not planted");
}

/// Checks that exactly `facts` are named, that the optimiser cannot keep them, and that all is kept without any one.
fn planted(scenario: &Scenario, facts: &[Cause], change: fn(&mut Scenario, &Cause)) {
    let mut expected = facts.to_vec();
    expected.sort();
    assert_eq!(named(scenario), [expected]);
    assert!(!is_kept(scenario));
    for cause in facts {
        let mut without = scenario.clone();
        take(&mut without, cause, change);
        assert_eq!(named(&without), Vec::<Vec<Cause>>::new(), "without {cause:?}");
        assert!(is_kept(&without), "without {cause:?}");
    }
}

#[test]
fn where_nothing_contradicts_nothing_is_named() {
    assert_eq!(named(&centre(5)), Vec::<Vec<Cause>>::new());
    assert!(is_kept(&centre(5)));
}

#[test]
fn a_pin_on_an_absence() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.agents[0].absences = vec![away(1, 1)];
    pins(&mut scenario, &[pin(ANN, 1, 900, 1000), pin(ANN, 2, 900, 1000)]);
    planted(&scenario, &[absence(ANN, 1, 1), Cause::Pin(pin(ANN, 1, 900, 1000))], nothing);
}

#[test]
fn pins_too_near_each_other_for_the_rest_between() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    open(&mut scenario, 6, 22);
    shifts(&mut scenario, (6, 14), &[8]);
    let (late, early) = (pin(ANN, 0, 2000, 2100), pin(ANN, 1, 700, 800));
    pins(&mut scenario, &[late, early, pin(ANN, 2, 900, 1000)]);
    planted(&scenario, &[Cause::Rule(RuleId::DailyRest), Cause::Pin(late), Cause::Pin(early)], nothing);
}

#[test]
fn a_contract_and_an_absence_that_leaves_too_few_days() {
    let mut scenario = centre(5);
    scenario.agents[0].absences = vec![away(0, 3)];
    planted(&scenario, &[Cause::Contract(ANN), absence(ANN, 0, 3)], nothing);
}

#[test]
fn a_contract_and_days_off() {
    let mut scenario = centre(2);
    scenario.agents[0].limits.days_off = vec![Weekday::Mon, Weekday::Tue];
    scenario.agents[0].contract = Some(8 * 60);
    let off = |weekday| Cause::DayOff { agent: ANN, weekday };
    planted(&scenario, &[Cause::Contract(ANN), off(0), off(1)], nothing);
}

#[test]
fn a_contract_and_shifts_of_other_lengths() {
    let mut scenario = centre(5);
    scenario.agents[0].contract = Some(38 * 60);
    planted(&scenario, &[Cause::Contract(ANN), Cause::Shift(DAY)], |scenario, _| {
        scenario.templates[0].work = vec![7 * 60, 8 * 60];
    });
}

#[test]
fn a_contract_and_the_longest_shift() {
    let mut scenario = centre(5);
    for agent in &mut scenario.agents[1..] {
        agent.contract = None;
    }
    limit(&mut scenario, RuleId::LongestShift, 6 * 60);
    planted(&scenario, &[Cause::Contract(ANN), Cause::Rule(RuleId::LongestShift)], nothing);
}

#[test]
fn a_contract_and_the_shortest_shift() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    shifts(&mut scenario, (8, 12), &[4]);
    scenario.agents[0].contract = Some(20 * 60);
    limit(&mut scenario, RuleId::ShortestShift, 5 * 60);
    let facts = [Cause::Contract(ANN), Cause::Rule(RuleId::ShortestShift), Cause::Shift(DAY)];
    planted(&scenario, &facts, |scenario, _| scenario.templates[0].work = vec![5 * 60]);
}

#[test]
fn pins_on_every_day_and_the_rest_of_the_week() {
    let mut scenario = centre(7);
    nobody_owes(&mut scenario);
    shifts(&mut scenario, (8, 12), &[4]);
    limit(&mut scenario, RuleId::WeeklyRest, 30 * 60);
    let rows: Vec<Stretch> = (0..7).map(|day| pin(ANN, day, 1200, 1300)).collect();
    pins(&mut scenario, &rows);
    let mut facts: Vec<Cause> = rows.into_iter().map(Cause::Pin).collect();
    facts.push(Cause::Rule(RuleId::WeeklyRest));
    planted(&scenario, &facts, nothing);
}

#[test]
fn opening_hours_too_short_for_the_shifts_of_a_contract() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    open(&mut scenario, 10, 14);
    shifts(&mut scenario, (8, 10), &[8]);
    scenario.agents[0].contract = Some(16 * 60);
    let days = Cause::Opening((0..5).map(DayIdx).collect());
    planted(&scenario, &[Cause::Contract(ANN), days, Cause::Shift(DAY)], |scenario, cause| match cause {
        Cause::Opening(_) => open(scenario, 8, 18),
        _ => scenario.templates[0].work = vec![240],
    });
}

#[test]
fn evenings_that_are_fewer_than_the_late_shifts_of_a_contract() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    open(&mut scenario, 8, 21);
    shifts(&mut scenario, (12, 12), &[8]);
    scenario.agents[0].contract = Some(40 * 60);
    scenario.agents[0].limits.evenings_per_week = Some(2);
    let facts = [Cause::Contract(ANN), Cause::Evenings(ANN), Cause::Shift(DAY)];
    planted(&scenario, &facts, |scenario, _| scenario.templates[0].earliest_start = 9 * 60);
}

#[test]
fn more_contracts_than_a_template_may_be_worked() {
    let mut scenario = centre(5);
    scenario.templates[0].most_per_day = Some(2);
    let facts = [Cause::Contract(ANN), Cause::Contract(BO), Cause::Contract(CIA), Cause::MostPerDay(DAY)];
    planted(&scenario, &facts, nothing);
}

#[test]
fn more_pins_on_a_day_than_a_template_may_be_worked() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.templates[0].most_per_day = Some(1);
    let rows = [pin(ANN, 1, 900, 1000), pin(CIA, 1, 900, 1000)];
    pins(&mut scenario, &[rows[0], rows[1], pin(BO, 2, 900, 1000)]);
    planted(&scenario, &[Cause::Pin(rows[0]), Cause::Pin(rows[1]), Cause::MostPerDay(DAY)], nothing);
}

#[test]
fn a_pin_too_soon_after_the_shift_before() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.agents[0].last_end = Some(Minute(-60));
    let row = pin(ANN, 0, 900, 930);
    pins(&mut scenario, &[row, pin(ANN, 1, 900, 1000)]);
    planted(&scenario, &[Cause::History(ANN), Cause::Rule(RuleId::DailyRest), Cause::Pin(row)], nothing);
}

#[test]
fn a_pin_over_the_lunch() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    limit(&mut scenario, RuleId::LongestStretch, 6 * 60);
    let row = pin(ANN, 1, 1100, 1330);
    pins(&mut scenario, &[row]);
    let lunch = Cause::Break { template: DAY, place: 0 };
    planted(&scenario, &[Cause::Pin(row), lunch, Cause::Shift(DAY)], |scenario, cause| {
        let template = &mut scenario.templates[0];
        if let Cause::Break { .. } = cause {
            let lunch = &mut template.breaks[0];
            (lunch.between, lunch.latest_after_start) = (None, None);
        } else {
            // Half a day has no lunch.
            template.work = vec![4 * 60, 8 * 60];
            template.latest_start = 11 * 60;
        }
    });
}

#[test]
fn two_pins_at_once() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    let other = Stretch { activity: Activity::Training, ..pin(ANN, 0, 930, 1030) };
    pins(&mut scenario, &[pin(ANN, 0, 900, 1000), other]);
    planted(&scenario, &[Cause::Pin(pin(ANN, 0, 900, 1000)), Cause::Pin(other)], nothing);
}

#[test]
fn pins_over_the_turn_of_a_cyclic_week() {
    let mut scenario = centre(7);
    nobody_owes(&mut scenario);
    open(&mut scenario, 6, 22);
    shifts(&mut scenario, (6, 14), &[8]);
    scenario.horizon.cyclic = true;
    let (last, first) = (pin(ANN, 6, 2000, 2100), pin(ANN, 0, 700, 800));
    pins(&mut scenario, &[first, last]);
    planted(&scenario, &[Cause::Rule(RuleId::DailyRest), Cause::Pin(first), Cause::Pin(last)], nothing);
}

#[test]
fn a_pin_on_a_day_off_and_one_after_the_latest_end() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.agents[0].limits.days_off = vec![Weekday::Tue, Weekday::Fri];
    pins(&mut scenario, &[pin(ANN, 1, 900, 1000)]);
    planted(&scenario, &[Cause::DayOff { agent: ANN, weekday: 1 }, Cause::Pin(pin(ANN, 1, 900, 1000))], nothing);
    scenario.agents[0].limits.days_off.clear();
    scenario.agents[0].limits.latest_end = Some(16 * 60);
    pins(&mut scenario, &[pin(ANN, 1, 1600, 1630)]);
    planted(&scenario, &[Cause::LatestEnd(ANN), Cause::Pin(pin(ANN, 1, 1600, 1630))], nothing);
}

#[test]
fn a_pin_at_a_post_that_the_person_cannot_man() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.posts = lillstad(1).posts;
    scenario.posts[0].opening.clear();
    scenario.agents[0].skills = scenario.agents[0].skills.without(bemanna::model::SkillIdx(2));
    let row = Stretch { activity: Activity::Post(bemanna::model::PostIdx(0)), ..pin(ANN, 1, 900, 1000) };
    pins(&mut scenario, &[row]);
    planted(&scenario, &[Cause::Skills(ANN), Cause::Pin(row)], nothing);
}
