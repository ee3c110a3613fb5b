//! How much is worked: own limits, averages, caps on overtime and extra hours, flexible hours, split days, paid meals.
//!
//! Each rule twice: the judge finds just its breach in a roster, and the optimiser keeps it where nothing else binds.

use bemanna::check::check;
use bemanna::model::{
    Absence, Activity, AgentIdx, Aim, Breach, BreakKind, BreakRule, CoverRequirement, CoverRow, IntervalIdx, Minute,
    Origin, OwnHours, QueueIdx, QueueSet, Roster, RuleId, Scenario, Severity, Share, Span, Stretch, Watch,
};
use bemanna::optimise::optimise;

use crate::weeks::{daily, limit};

/// From one clock time to another on a day `[h]`.
pub(super) fn hours(day: i32, from: i32, to: i32) -> Span {
    Span::new(Minute(day * 1440 + from * 60), Minute(day * 1440 + to * 60))
}

/// Agent 0 on contacts for so long from 8 on each day, 0 for none `[h]`.
fn worked(by_day: &[i32]) -> Roster {
    let shift = |(&hours_of_day, day): (&i32, i32)| {
        let span = hours(day, 8, 8 + hours_of_day);
        Stretch { agent: AgentIdx(0), start: span.start, end: span.end, activity: Activity::Contacts }
    };
    Roster::new(by_day.iter().zip(0..).filter(|(hours, _)| **hours > 0).map(shift).collect())
}

fn found(scenario: &Scenario, roster: &Roster) -> Vec<(Breach, Span)> {
    check(scenario, roster).into_iter().map(|violation| (violation.breach, violation.span)).collect()
}

fn rule(rule: RuleId, measured: i32, limit: i32) -> Breach {
    Breach::Rule { rule, measured, limit }
}

/// One person for every day's shift, open round the clock, with shifts of these lengths `[h]`.
pub(super) fn centre(n_days: usize, n_agents: usize, lengths: &[i32]) -> Scenario {
    let mut scenario = daily(n_days, n_agents);
    for day in &mut scenario.horizon.days {
        day.opening = vec![Span::new(day.start, day.start + day.minutes)];
    }
    scenario.templates[0].work = lengths.iter().map(|hours| hours * 60).collect();
    scenario
}

/// Somebody from 8 until 8 + `hours` on each of the days.
pub(super) fn asked(days: &[usize], hours: usize) -> CoverRequirement {
    let row = |interval: usize| CoverRow {
        interval: IntervalIdx(interval),
        queues: QueueSet::of([QueueIdx(0)]),
        agents: 1,
        origin: Origin::Given,
    };
    let intervals = days.iter().flat_map(|day| day * 48 + 16..day * 48 + 16 + 2 * hours);
    CoverRequirement { rows: intervals.map(row).collect(), ..CoverRequirement::default() }
}

/// People at work and half-hours missing in the optimiser's roster, in which the judge finds nothing hard.
fn solved(scenario: &Scenario, requirement: &CoverRequirement) -> (usize, f64) {
    let (roster, _, shortage) = optimise(scenario, requirement, Watch::SILENT).expect("a roster");
    let hard = check(scenario, &roster).into_iter().filter(|violation| violation.severity == Severity::Hard);
    assert_eq!(hard.collect::<Vec<_>>(), []);
    (roster.headcount(), shortage.iter().map(|row| row.missing).sum())
}

#[test]
fn nobody_works_longer_days_than_their_own_limit() {
    let mut scenario = centre(1, 2, &[6, 8]);
    assert_eq!(found(&scenario, &worked(&[8])), []);
    let requirement = asked(&[0], 8);
    assert_eq!(solved(&scenario, &requirement), (1, 0.0));
    for agent in &mut scenario.agents {
        agent.limits.longest_day = Some(6 * 60);
    }
    let breach = Breach::OverOwnHours { over: OwnHours::Day, measured: 480, limit: 360 };
    assert_eq!(found(&scenario, &worked(&[8])), [(breach, hours(0, 8, 16))]);
    assert_eq!(solved(&scenario, &requirement), (1, 4.0), "nobody stays for the last two hours");
}

#[test]
fn nobody_works_longer_weeks_than_their_own_limit() {
    let mut scenario = centre(7, 2, &[8]);
    let requirement = asked(&[0, 1, 2, 3, 4], 8);
    assert_eq!(solved(&scenario, &requirement), (1, 0.0));
    scenario.agents[0].limits.longest_week = Some(24 * 60);
    scenario.agents[1].limits.longest_week = Some(16 * 60);
    let breach = Breach::OverOwnHours { over: OwnHours::Week, measured: 32 * 60, limit: 24 * 60 };
    assert_eq!(found(&scenario, &worked(&[8, 8, 0, 8, 8])), [(breach, hours(0, 0, 7 * 24))]);
    assert_eq!(solved(&scenario, &requirement), (2, 0.0), "three days and two");
    // For two alike the row is a sum: names keep it each by themselves.
    scenario.agents[1].limits.longest_week = Some(24 * 60);
    assert_eq!(solved(&scenario, &requirement), (2, 0.0));
}

#[test]
fn a_week_is_forty_hours_on_average_over_four() {
    let mut scenario = centre(14, 1, &[10]);
    limit(&mut scenario, RuleId::AverageWeek, 40 * 60);
    limit(&mut scenario, RuleId::AverageWeekOver, 4);
    let fifty_thirty = worked(&[10, 10, 10, 10, 10, 0, 0, 10, 10, 10]);
    assert_eq!(found(&scenario, &fifty_thirty), []);
    let fifty_forty = worked(&[10, 10, 10, 10, 10, 0, 0, 10, 10, 10, 10]);
    assert_eq!(found(&scenario, &fifty_forty), [(rule(RuleId::AverageWeek, 45 * 60, 40 * 60), hours(0, 0, 14 * 24))]);
    limit(&mut scenario, RuleId::AverageWeekOver, 1);
    assert_eq!(found(&scenario, &fifty_thirty), [(rule(RuleId::AverageWeek, 50 * 60, 40 * 60), hours(0, 0, 7 * 24))]);
    let requirement = asked(&[0, 1, 2, 3, 4, 7, 8, 9], 10);
    assert_eq!(solved(&scenario, &requirement), (1, 20.0), "one day of ten hours too many");
    limit(&mut scenario, RuleId::AverageWeekOver, 2);
    assert_eq!(solved(&scenario, &requirement), (1, 0.0));
}

#[test]
fn all_working_time_is_forty_eight_hours_a_week_on_average_with_the_weeks_before() {
    let mut scenario = centre(7, 1, &[10]);
    limit(&mut scenario, RuleId::AverageTotal, 48 * 60);
    limit(&mut scenario, RuleId::AverageTotalOver, 3);
    let fifty = worked(&[10, 10, 10, 10, 10]);
    let week = hours(0, 0, 7 * 24);
    assert_eq!(found(&scenario, &fifty), [(rule(RuleId::AverageTotal, 50 * 60, 48 * 60), week)], "nothing is known");
    let requirement = asked(&[0, 1, 2, 3, 4], 10);
    assert_eq!(solved(&scenario, &requirement), (1, 20.0));
    // 44 and 50 hours before: with 50 just 48 on average; the 60 before those are too long ago.
    scenario.agents[0].weeks_before = vec![60 * 60, 44 * 60, 50 * 60];
    assert_eq!(found(&scenario, &fifty), []);
    assert_eq!(solved(&scenario, &requirement), (1, 0.0));
    scenario.agents[0].weeks_before = vec![44 * 60, 50 * 60 + 3];
    assert_eq!(found(&scenario, &fifty), [(rule(RuleId::AverageTotal, 48 * 60 + 1, 48 * 60), week)]);
    assert_eq!(solved(&scenario, &requirement), (1, 20.0));
    // Leave that counts as work is counted.
    scenario.agents[0].weeks_before = vec![44 * 60, 42 * 60];
    assert_eq!(found(&scenario, &fifty), []);
    let leave = Absence { span: hours(5, 0, 24), kind: "semester".to_owned(), counted: 9 * 60 };
    scenario.agents[0].absences = vec![leave];
    assert_eq!(found(&scenario, &fifty), [(rule(RuleId::AverageTotal, 48 * 60 + 20, 48 * 60), week)]);
    assert_eq!(solved(&scenario, &requirement), (1, 20.0));
}

/// Contract of so many hours at a share of full time, 8 hours of tolerance, and everything above it free to use.
fn with_contract(contract: i32, share: f64) -> Scenario {
    let mut scenario = centre(7, 1, &[8]);
    scenario.agents[0].contract = Some(contract * 60);
    scenario.agents[0].employment = Share::new(share);
    limit(&mut scenario, RuleId::ContractTolerance, 16 * 60);
    scenario
}

#[test]
fn overtime_has_its_caps_for_four_weeks_and_the_year() {
    let requirement = asked(&[0, 1, 2, 3, 4, 5], 8);
    let whole = hours(0, 0, 7 * 24);
    let six_days = worked(&[8; 6]);
    let mut scenario = with_contract(40, 1.0);
    limit(&mut scenario, RuleId::ExcessFourWeeks, 48 * 60);
    limit(&mut scenario, RuleId::OvertimeYear, 200 * 60);
    limit(&mut scenario, RuleId::ExtraYear, 0);
    scenario.agents[0].history.excess_weeks = [0, 30 * 60, 10 * 60];
    scenario.agents[0].history.overtime_year = 192 * 60;
    assert_eq!(found(&scenario, &six_days), [], "up to both caps");
    assert_eq!(solved(&scenario, &requirement), (1, 0.0));
    scenario.agents[0].history.excess_weeks[0] = 1;
    let four = rule(RuleId::ExcessFourWeeks, 48 * 60 + 1, 48 * 60);
    assert_eq!(found(&scenario, &six_days), [(four, whole)]);
    assert_eq!(solved(&scenario, &requirement), (1, 16.0), "no sixth day");
    scenario.agents[0].history.excess_weeks[0] = 0;
    scenario.agents[0].history.overtime_year = 192 * 60 + 1;
    let year = rule(RuleId::OvertimeYear, 200 * 60 + 1, 200 * 60);
    assert_eq!(found(&scenario, &six_days), [(year, whole)]);
    assert_eq!(solved(&scenario, &requirement), (1, 16.0));
}

#[test]
fn part_timers_have_extra_hours_up_to_full_time_and_overtime_beyond() {
    let whole = hours(0, 0, 7 * 24);
    let mut scenario = with_contract(32, 0.8);
    limit(&mut scenario, RuleId::OvertimeYear, 200 * 60);
    limit(&mut scenario, RuleId::ExtraYear, 200 * 60);
    scenario.agents[0].history.extra_year = 193 * 60;
    scenario.agents[0].history.overtime_year = 193 * 60;
    assert_eq!(found(&scenario, &worked(&[8; 4])), []);
    let extra = (rule(RuleId::ExtraYear, 201 * 60, 200 * 60), whole);
    let overtime = (rule(RuleId::OvertimeYear, 201 * 60, 200 * 60), whole);
    let found_in = |days: &[i32]| found(&scenario, &worked(days));
    assert_eq!(found_in(&[8; 6]), [overtime, extra.clone()], "eight beyond full time");
    assert_eq!(found_in(&[8; 5]), [extra], "eight up to full time");
    assert_eq!(solved(&scenario, &asked(&[0, 1, 2, 3, 4], 8)), (1, 16.0));
    scenario.agents[0].history.extra_year = 0;
    assert_eq!(solved(&scenario, &asked(&[0, 1, 2, 3, 4, 5], 8)), (1, 16.0), "full time and no more");
    scenario.agents[0].history.overtime_year = 0;
    assert_eq!(solved(&scenario, &asked(&[0, 1, 2, 3, 4, 5], 8)), (1, 0.0));
}

#[test]
fn flexible_hours_have_a_frame() {
    let mut scenario = centre(1, 1, &[8]);
    let requirement = asked(&[0], 8);
    assert_eq!(solved(&scenario, &requirement), (1, 0.0));
    limit(&mut scenario, RuleId::FlexStart, 9 * 60);
    let early = (rule(RuleId::FlexStart, 480, 540), hours(0, 8, 9));
    let found_early = found(&scenario, &worked(&[8]));
    assert_eq!(found_early, [early]);
    assert_eq!(solved(&scenario, &requirement), (0, 16.0));
    limit(&mut scenario, RuleId::FlexEnd, 15 * 60);
    let late = (rule(RuleId::FlexEnd, 960, 900), hours(0, 15, 16));
    assert_eq!(found(&scenario, &worked(&[8])), [&found_early[..], &[late]].concat());
    scenario.rules.limits.remove(&RuleId::FlexStart);
    assert_eq!(found(&scenario, &worked(&[8])).len(), 1);
    assert_eq!(solved(&scenario, &requirement), (0, 16.0));
}

#[test]
fn the_balance_of_flexible_hours_stays_within_its_limits() {
    let requirement = asked(&[0, 1, 2, 3, 4, 5], 8);
    let whole = hours(0, 0, 7 * 24);
    let mut scenario = with_contract(40, 1.0);
    scenario.aim = Aim::Contract;
    limit(&mut scenario, RuleId::FlexOver, 30 * 60);
    limit(&mut scenario, RuleId::FlexUnder, 20 * 60);
    scenario.agents[0].history.balance = 22 * 60;
    assert_eq!(found(&scenario, &worked(&[8; 6])), []);
    assert_eq!(solved(&scenario, &requirement), (1, 0.0));
    scenario.agents[0].history.balance = 23 * 60;
    let over = rule(RuleId::FlexOver, 31 * 60, 30 * 60);
    assert_eq!(found(&scenario, &worked(&[8; 6])), [(over, whole)]);
    assert_eq!(solved(&scenario, &requirement), (1, 16.0));
    scenario.agents[0].history.balance = -13 * 60;
    let under = rule(RuleId::FlexUnder, 21 * 60, 20 * 60);
    assert_eq!(found(&scenario, &worked(&[8; 4])), [(under, whole)]);
    assert_eq!(solved(&scenario, &asked(&[0], 8)), (1, 0.0), "five days all the same");
    // Already over: nothing more, but what is there is no breach.
    scenario.agents[0].history.balance = 40 * 60;
    assert_eq!(found(&scenario, &worked(&[8; 5])), []);
    assert_eq!(solved(&scenario, &requirement), (1, 16.0));
}

fn pause(kind: BreakKind, minutes: i32, paid: bool, after: i32) -> BreakRule {
    BreakRule {
        kind,
        minutes,
        paid,
        if_work_over: 0,
        earliest_after_start: after,
        latest_after_start: Some(after),
        before_end: 0,
        between: None,
        most_at_once: None,
    }
}

#[test]
fn a_day_is_split_only_where_that_is_allowed() {
    let mut scenario = centre(1, 1, &[8]);
    scenario.templates[0].breaks = vec![pause(BreakKind::Gap, 180, false, 240)];
    let part = |from, to| {
        let span = hours(0, from, to);
        Stretch { agent: AgentIdx(0), start: span.start, end: span.end, activity: Activity::Contacts }
    };
    let roster = Roster::new(vec![part(8, 12), part(15, 19)]);
    assert_eq!(found(&scenario, &roster), []);
    assert_eq!(solved(&scenario, &asked(&[0], 4)), (1, 0.0));
    limit(&mut scenario, RuleId::SplitShifts, 0);
    assert_eq!(found(&scenario, &roster), [(rule(RuleId::SplitShifts, 1, 0), hours(0, 12, 15))]);
    assert_eq!(solved(&scenario, &asked(&[0], 4)), (0, 8.0));
    limit(&mut scenario, RuleId::SplitShifts, 1);
    assert_eq!(found(&scenario, &roster), []);
    assert_eq!(solved(&scenario, &asked(&[0], 4)), (1, 0.0));
}

/// Half an hour's paid meal at the desk ends a stretch of work as a lunch does; a paid pause as long does not.
#[test]
fn a_paid_meal_at_the_workplace_ends_a_stretch_and_is_paid() {
    let mut scenario = centre(1, 1, &[8]);
    limit(&mut scenario, RuleId::LongestStretch, 300);
    limit(&mut scenario, RuleId::ShortestBreak, 30);
    limit(&mut scenario, RuleId::ContractTolerance, 0);
    scenario.agents[0].contract = Some(480);
    scenario.aim = Aim::Contract;
    scenario.templates[0].breaks = vec![pause(BreakKind::Meal, 30, true, 240)];
    let meal = Span::new(Minute(12 * 60), Minute(12 * 60 + 30));
    let stretch = |start, end, activity| Stretch { agent: AgentIdx(0), start, end, activity };
    let roster = Roster::new(vec![
        stretch(Minute(480), meal.start, Activity::Contacts),
        stretch(meal.start, meal.end, Activity::Break),
        stretch(meal.end, Minute(960), Activity::Contacts),
    ]);
    assert_eq!(found(&scenario, &roster), [], "eight hours paid, the meal among them");
    let (planned, ..) = optimise(&scenario, &asked(&[0], 4), Watch::SILENT).expect("a roster");
    assert_eq!(planned, roster);
    limit(&mut scenario, RuleId::ShortestBreak, 45);
    assert_eq!(found(&scenario, &roster), [(rule(RuleId::LongestStretch, 480, 300), hours(0, 8, 16))], "too short");
    limit(&mut scenario, RuleId::ShortestBreak, 30);
    scenario.templates[0].breaks = vec![pause(BreakKind::Break, 30, true, 240)];
    assert_eq!(found(&scenario, &roster), [(rule(RuleId::LongestStretch, 480, 300), hours(0, 8, 16))], "a pause");
}
