//! The judge: silent on a legal roster, and for every rule a change that breaks just that rule is told, with who, when
//! and by how much.

use bemanna::check::check;
use bemanna::model::{
    Absence, Activity, AgentIdx, Aim, Breach, Limit, Minute, Misfit, PostIdx, Roster, RuleId, Scenario, SkillIdx,
    SkillSet, Span, Stretch, TemplateIdx,
};
use chrono::Weekday;

use super::support::lillstad;

pub(crate) const ANN: usize = 0;
pub(crate) const BO: usize = 1;
pub(crate) const CIA: usize = 2;
pub(crate) const DAN: usize = 3;
pub(crate) const EVA: usize = 4;
pub(crate) const FIA: usize = 5;
pub(crate) const RECEPTION: Activity = Activity::Post(PostIdx(0));

/// A clock time as hours and minutes written together: 830 is 08:30.
fn minutes(clock: i32) -> i32 {
    clock / 100 * 60 + clock % 100
}

/// A time on a day of a horizon without clock changes.
pub(crate) fn at(day: i32, clock: i32) -> Minute {
    Minute(day * 1440 + minutes(clock))
}

pub(crate) fn span(day: i32, from: i32, to: i32) -> Span {
    Span::new(at(day, from), at(day, to))
}

pub(crate) fn stretch(agent: usize, day: i32, (from, to): (i32, i32), activity: Activity) -> Stretch {
    Stretch { agent: AgentIdx(agent), start: at(day, from), end: at(day, to), activity }
}

/// A day's work on contacts with half an hour of lunch.
pub(crate) fn shift(agent: usize, day: i32, (from, to): (i32, i32), lunch: i32) -> Vec<Stretch> {
    let after = minutes(lunch) + 30;
    let after = after / 60 * 100 + after % 60;
    vec![
        stretch(agent, day, (from, lunch), Activity::Contacts),
        stretch(agent, day, (lunch, after), Activity::Lunch),
        stretch(agent, day, (after, to), Activity::Contacts),
    ]
}

/// The roster with `activity` instead of what the agent otherwise works from `from` to `to`.
pub(crate) fn put(roster: &mut Roster, new: Stretch) {
    let mut stretches = Vec::new();
    for old in roster.stretches.drain(..) {
        if old.agent != new.agent || !old.span().overlaps(new.span()) {
            stretches.push(old);
            continue;
        }
        stretches.extend((old.start < new.start).then_some(Stretch { end: new.start, ..old }));
        stretches.extend((new.end < old.end).then_some(Stretch { start: new.end, ..old }));
    }
    stretches.push(new);
    *roster = Roster::new(stretches);
}

/// Everybody eight hours every day, lunches apart, somebody in reception throughout.
pub(crate) fn legal(n_days: i32) -> Roster {
    let mut stretches = Vec::new();
    for day in 0..n_days {
        for (agent, times, lunch) in [
            (ANN, (800, 1630), 1100),
            (BO, (800, 1630), 1200),
            (CIA, (830, 1700), 1230),
            (DAN, (800, 1630), 1130),
            (EVA, (830, 1700), 1130),
            (FIA, (815, 1645), 1300),
        ] {
            stretches.extend(shift(agent, day, times, lunch));
        }
    }
    let mut roster = Roster::new(stretches);
    for day in 0..n_days {
        put(&mut roster, stretch(ANN, day, (800, 1100), RECEPTION));
        put(&mut roster, stretch(FIA, day, (1100, 1300), RECEPTION));
        put(&mut roster, stretch(CIA, day, (1300, 1700), RECEPTION));
    }
    roster
}

/// The agent's stretches on a day are replaced by these.
fn replace(roster: &mut Roster, agent: usize, day: i32, new: Vec<Stretch>) {
    let day = Span::new(at(day, 0), at(day + 1, 0));
    roster.stretches.retain(|s| s.agent != AgentIdx(agent) || !day.contains(s.span()));
    roster.stretches.extend(new);
    *roster = Roster::new(roster.stretches.clone());
}

fn set(scenario: &mut Scenario, rule: RuleId, value: i32) {
    scenario.rules.limits.insert(rule, Limit { value, source: "test".to_owned(), is_verified: false });
}

/// What the judge finds, as (who, from when to when, what).
pub(crate) fn found(scenario: &Scenario, roster: &Roster) -> Vec<(Option<usize>, Span, Breach)> {
    let violations = check(scenario, roster).into_iter();
    violations.map(|violation| (violation.agent.map(|agent| agent.0), violation.span, violation.breach)).collect()
}

fn rule(rule: RuleId, measured: i32, limit: i32) -> Breach {
    Breach::Rule { rule, measured, limit }
}

fn no_template(misfit: Misfit) -> Breach {
    Breach::NoTemplate { nearest: Some((TemplateIdx(0), misfit)) }
}

/// Lillstad open from six to ten in the evening, with shifts that start whenever and lunches that lie wherever.
fn roomy(n_days: usize) -> Scenario {
    let mut scenario = lillstad(n_days);
    for day in &mut scenario.horizon.days {
        day.opening = vec![Span::new(day.start + 6 * 60, day.start + 22 * 60)];
    }
    let template = &mut scenario.templates[0];
    template.weekdays =
        vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    template.earliest_start = 6 * 60;
    template.latest_start = 14 * 60;
    template.breaks[0].between = None;
    scenario
}

#[test]
fn a_legal_roster_is_silent() {
    assert_eq!(found(&lillstad(5), &legal(5)), []);
    assert_eq!(found(&roomy(5), &legal(5)), []);
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let mut roster = legal(5);
    roster.stretches.reverse();
    assert_eq!(found(&lillstad(5), &roster), []);
}

#[test]
fn a_lunch_struck_out_is_missing() {
    let mut roster = legal(5);
    roster.stretches.retain(|s| !(s.agent == AgentIdx(BO) && s.start == at(1, 1200)));
    let missing = Breach::MissingBreak { activity: Activity::Lunch, minutes: 30 };
    assert_eq!(found(&lillstad(5), &roster), [(Some(BO), span(1, 1200, 1230), missing)]);
}

#[test]
fn a_lunch_worked_through_is_missing_and_breaks_the_law_and_the_contract() {
    let mut roster = legal(5);
    put(&mut roster, stretch(BO, 1, (1200, 1230), Activity::Contacts));
    let missing = Breach::MissingBreak { activity: Activity::Lunch, minutes: 30 };
    let hours = Breach::ContractHours { measured: 40 * 60 + 30, contract: 40 * 60, tolerance: 0 };
    assert_eq!(
        found(&lillstad(5), &roster),
        [
            (Some(BO), Span::new(at(0, 0), at(5, 0)), hours),
            (Some(BO), span(1, 800, 1630), missing),
            (Some(BO), span(1, 800, 1630), rule(RuleId::LongestStretch, 510, 300)),
        ]
    );
}

#[test]
fn a_start_before_the_opening_is_told() {
    let mut roster = legal(5);
    replace(&mut roster, BO, 2, shift(BO, 2, (730, 1600), 1200));
    let mut scenario = lillstad(5);
    let too_early = (Some(BO), span(2, 730, 800), Breach::OutsideOpening);
    let unknown = (Some(BO), span(2, 730, 1600), no_template(Misfit::Start));
    assert_eq!(found(&scenario, &roster), [too_early.clone(), unknown]);
    scenario.templates[0].earliest_start = 7 * 60 + 30;
    assert_eq!(found(&scenario, &roster), [too_early]);
    scenario.templates[0].outside_opening = true;
    assert_eq!(found(&scenario, &roster), []);
}

#[test]
fn two_shifts_that_overlap_are_told_once() {
    let mut scenario = lillstad(5);
    scenario.agents[BO].contract = None;
    let mut roster = legal(5);
    roster.stretches.extend(shift(BO, 0, (830, 1700), 1200));
    let overlap = Breach::Overlap { first: Activity::Contacts, second: Activity::Contacts };
    assert_eq!(found(&scenario, &roster), [(Some(BO), span(0, 830, 1630), overlap)]);
}

#[test]
fn an_activity_on_top_of_another_is_told() {
    let mut roster = legal(5);
    roster.stretches.push(stretch(DAN, 3, (900, 1000), Activity::Meeting));
    let overlap = Breach::Overlap { first: Activity::Contacts, second: Activity::Meeting };
    assert_eq!(found(&lillstad(5), &roster), [(Some(DAN), span(3, 900, 1000), overlap)]);
}

#[test]
fn ten_hours_between_two_days_are_too_few() {
    let mut roster = legal(5);
    replace(&mut roster, BO, 0, shift(BO, 0, (1230, 2100), 1600));
    replace(&mut roster, BO, 1, shift(BO, 1, (700, 1530), 1200));
    let rest = Span::new(at(0, 2100), at(1, 700));
    assert_eq!(found(&roomy(5), &roster), [(Some(BO), rest, rule(RuleId::DailyRest, 600, 660))]);
    replace(&mut roster, BO, 1, shift(BO, 1, (800, 1630), 1200));
    assert_eq!(found(&roomy(5), &roster), []);
}

#[test]
fn rest_after_the_last_shift_before_the_horizon_counts() {
    let mut scenario = lillstad(5);
    scenario.agents[BO].last_end = Some(Minute(-120));
    let rest = Span::new(Minute(-120), at(0, 800));
    assert_eq!(found(&scenario, &legal(5)), [(Some(BO), rest, rule(RuleId::DailyRest, 600, 660))]);
    scenario.agents[BO].last_end = Some(Minute(-180));
    assert_eq!(found(&scenario, &legal(5)), []);
}

#[test]
fn somebody_without_the_skill_in_reception_is_told() {
    let mut scenario = lillstad(5);
    scenario.agents[EVA].skills = SkillSet::of([SkillIdx(0), SkillIdx(1)]);
    let mut roster = legal(5);
    put(&mut roster, stretch(CIA, 3, (1300, 1500), Activity::Contacts));
    put(&mut roster, stretch(EVA, 3, (1300, 1500), RECEPTION));
    let unskilled = Breach::Unskilled { activity: RECEPTION };
    assert_eq!(found(&scenario, &roster), [(Some(EVA), span(3, 1300, 1500), unskilled)]);
}

#[test]
fn contacts_without_a_queue_to_serve_are_told() {
    let mut scenario = lillstad(1);
    scenario.agents[ANN].skills = SkillSet::of([SkillIdx(2)]);
    let unskilled = Breach::Unskilled { activity: Activity::Contacts };
    assert_eq!(found(&scenario, &legal(1)), [(Some(ANN), span(0, 1130, 1630), unskilled)]);
}

#[test]
fn more_than_five_hours_without_a_break_are_too_many() {
    let mut scenario = roomy(1);
    scenario.posts.clear();
    scenario.agents.truncate(1);
    scenario.agents[ANN].contract = None;
    scenario.templates[0].work = vec![300, 330];
    scenario.templates[0].breaks.clear();
    let without = Roster::new(vec![stretch(ANN, 0, (800, 1330), Activity::Contacts)]);
    let broken = (Some(ANN), span(0, 800, 1330), rule(RuleId::LongestStretch, 330, 300));
    assert_eq!(found(&scenario, &without), std::slice::from_ref(&broken));

    // With a break that is not working time it is legal; with a paid pause of the same length it is not.
    let mut with = lillstad(1).templates.remove(0);
    with.work = vec![300, 330];
    with.breaks[0].if_work_over = 0;
    scenario.templates[0] = with;
    let lunch = Roster::new(shift(ANN, 0, (800, 1330), 1200));
    assert_eq!(found(&scenario, &lunch), []);
    scenario.templates[0].breaks[0].paid = true;
    assert_eq!(found(&scenario, &lunch), std::slice::from_ref(&broken));

    // A break too short to be one does not end the stretch.
    scenario.templates[0].breaks[0].paid = false;
    set(&mut scenario, RuleId::ShortestBreak, 45);
    assert_eq!(found(&scenario, &lunch), [broken]);
}

#[test]
fn a_week_without_a_long_rest_is_told() {
    let mut scenario = roomy(7);
    set(&mut scenario, RuleId::WeeklyRest, 36 * 60);
    scenario.agents[BO].contract = None;
    scenario.posts[0].opening.truncate(5);
    let mut roster = legal(5);
    let week = Span::new(at(0, 0), at(7, 0));
    for agent in &mut scenario.agents {
        agent.contract = agent.contract.map(|_| 40 * 60);
    }
    assert_eq!(found(&scenario, &roster), []);
    roster = Roster::new([roster.stretches, shift(BO, 5, (800, 1630), 1200)].concat());
    let after_saturday = rule(RuleId::WeeklyRest, 31 * 60 + 30, 36 * 60);
    assert_eq!(found(&scenario, &roster), [(Some(BO), week, after_saturday)]);
    roster = Roster::new([roster.stretches, shift(BO, 6, (800, 1630), 1200)].concat());
    let every_day = rule(RuleId::WeeklyRest, 15 * 60 + 30, 36 * 60);
    assert_eq!(found(&scenario, &roster), [(Some(BO), week, every_day)]);
}

#[test]
fn contract_hours_short_or_over_are_told() {
    let mut scenario = lillstad(5);
    let mut roster = legal(5);
    replace(&mut roster, EVA, 4, vec![]);
    let horizon = Span::new(at(0, 0), at(5, 0));
    let short = Breach::ContractHours { measured: 32 * 60, contract: 40 * 60, tolerance: 0 };
    assert_eq!(found(&scenario, &roster), [(Some(EVA), horizon, short)]);
    set(&mut scenario, RuleId::ContractTolerance, 8 * 60);
    assert_eq!(found(&scenario, &roster), []);
    set(&mut scenario, RuleId::ContractTolerance, 0);
    scenario.aim = Aim::Fewest;
    assert_eq!(found(&scenario, &roster), [], "who is not needed may have fewer hours");
    scenario.agents[EVA].contract = Some(24 * 60);
    let over = Breach::ContractHours { measured: 32 * 60, contract: 24 * 60, tolerance: 0 };
    assert_eq!(found(&scenario, &roster), [(Some(EVA), horizon, over)]);
}

#[test]
fn a_place_that_may_be_hired_for_need_not_be_filled() {
    let mut scenario = lillstad(5);
    scenario.agents[EVA].hireable = true;
    let mut roster = legal(5);
    roster.stretches.retain(|s| s.agent != AgentIdx(EVA));
    assert_eq!(found(&scenario, &roster), []);
}

#[test]
fn work_while_absent_is_told() {
    let mut scenario = lillstad(5);
    let leave = |span| Absence { span, kind: "semester".to_owned(), counted: 0 };
    scenario.agents[CIA].absences = vec![leave(span(2, 1430, 1800))];
    let away = Breach::WhileAbsent { kind: "semester".to_owned() };
    assert_eq!(found(&scenario, &legal(5)), [(Some(CIA), span(2, 1430, 1700), away)]);
    scenario.agents[CIA].absences = vec![leave(span(2, 1230, 1300)), leave(span(2, 700, 830))];
    assert_eq!(found(&scenario, &legal(5)), [], "lunch is the person's own, and the shift starts when the leave ends");
}

#[test]
fn work_on_a_day_off_or_outside_a_persons_hours_is_told() {
    let mut scenario = lillstad(5);
    scenario.agents[DAN].limits.days_off = vec![Weekday::Fri];
    scenario.agents[CIA].limits.latest_end = Some(17 * 60);
    scenario.agents[BO].limits.earliest_start = Some(8 * 60);
    let friday = (Some(DAN), span(4, 800, 1630), Breach::OutsideAvailability);
    assert_eq!(found(&scenario, &legal(5)), [friday]);

    let mut scenario = lillstad(1);
    scenario.agents[CIA].limits.latest_end = Some(16 * 60);
    scenario.agents[BO].limits.earliest_start = Some(8 * 60 + 30);
    assert_eq!(
        found(&scenario, &legal(1)),
        [
            (Some(BO), span(0, 800, 830), Breach::OutsideAvailability),
            (Some(CIA), span(0, 1600, 1700), Breach::OutsideAvailability),
        ]
    );
}

#[test]
fn more_evenings_in_a_week_than_wished_are_told() {
    let mut scenario = roomy(5);
    scenario.agents[DAN].limits.evenings_per_week = Some(1);
    let mut roster = legal(5);
    replace(&mut roster, DAN, 0, shift(DAN, 0, (930, 1800), 1330));
    replace(&mut roster, DAN, 1, shift(DAN, 1, (1130, 2000), 1500));
    assert_eq!(found(&scenario, &roster), [], "work until 18:00 is no evening");
    replace(&mut roster, DAN, 3, shift(DAN, 3, (945, 1815), 1330));
    let evenings = Breach::TooManyEvenings { measured: 2, limit: 1 };
    assert_eq!(found(&scenario, &roster), [(Some(DAN), span(3, 945, 1815), evenings)]);
}

#[test]
fn a_pinned_row_that_is_not_kept_is_told() {
    let mut scenario = lillstad(5);
    scenario.pinned = Roster::new(vec![stretch(BO, 1, (900, 1000), Activity::Meeting)]);
    let mut roster = legal(5);
    let missing = Breach::PinMissing { activity: Activity::Meeting, obstacle: None };
    assert_eq!(found(&scenario, &roster), [(Some(BO), span(1, 900, 1000), missing.clone())]);
    put(&mut roster, stretch(BO, 1, (900, 930), Activity::Meeting));
    assert_eq!(found(&scenario, &roster), [(Some(BO), span(1, 930, 1000), missing)]);
    put(&mut roster, stretch(BO, 1, (900, 1100), Activity::Meeting));
    assert_eq!(found(&scenario, &roster), []);
}

#[test]
fn times_off_the_grid_and_rows_without_length_are_told() {
    let mut roster = legal(5);
    put(&mut roster, stretch(BO, 1, (1400, 1410), Activity::Break));
    put(&mut roster, stretch(BO, 1, (1400, 1410), Activity::Contacts));
    let off = |from, to| (Some(BO), span(1, from, to), Breach::OffGrid);
    assert_eq!(found(&lillstad(5), &roster), [off(1400, 1410)]);
    let mut roster = legal(5);
    roster.stretches.push(stretch(BO, 1, (1400, 1400), Activity::Contacts));
    assert_eq!(found(&lillstad(5), &roster), [off(1400, 1400)]);
}

mod activities;
mod clock;
mod cover;
mod readings;
mod sentences;
