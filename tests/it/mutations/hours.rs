//! How much is worked: own limits, averages, hours above the contract, flexible hours, split days; and hours published.

use bemanna::model::{
    AgentIdx, Aim, Breach, BreakKind, BreakRule, OwnHours, PublishedDay, RuleId, Scenario, Severity, Share, Span,
};
use chrono::Datelike;

use super::bases::Base;
use super::lengths::{same, stretched};
use super::rest::before_days_off;
use super::tools::{Case, Planted, Shift, clock, hard, pick, plain, rule, whole};

/// Somebody's shift before a day off, on plain days whose hours bind nothing but what is planted; the limits bind all, so
/// nobody else is at work.
fn case(base: &Base, turn: usize, is_fit: impl Fn(&Case, &Shift) -> bool) -> Option<(Case, Shift)> {
    let shifts: Vec<(Case, Shift)> = before_days_off(base)
        .into_iter()
        .map(|shift| {
            let mut case = Case::alone(base, shift.agent);
            case.off(&[RuleId::NightEnds, RuleId::WeeklyRest, RuleId::AverageWeek, RuleId::AverageTotal]);
            let old = same(&case, &shift);
            (case, old)
        })
        .filter(|(case, shift)| is_fit(case, shift))
        .collect();
    pick(&shifts, turn)
}

/// Paid time in each week from Monday, with the days of the horizon that the week has.
fn weeks(case: &Case, agent: AgentIdx) -> Vec<(Vec<usize>, i32)> {
    let days = &case.scenario.horizon.days;
    let mut weeks: Vec<(Vec<usize>, i32)> = Vec::new();
    for (index, day) in days.iter().enumerate() {
        if index == 0 || day.weekday() == chrono::Weekday::Mon {
            weeks.push((Vec::new(), 0));
        }
        weeks.last_mut().expect("just begun").0.push(index);
    }
    for shift in case.shifts_of(agent) {
        let week = weeks.iter_mut().find(|week| week.0.contains(&shift.day.0)).expect("a day of the horizon");
        week.1 += shift.paid();
    }
    weeks
}

/// From the Monday of one day's week to the end of another's; days outside the horizon have 24 hours.
fn span(scenario: &Scenario, first: usize, last: usize) -> Span {
    let days = &scenario.horizon.days;
    let number = |day: usize| i32::try_from(days[day].date.weekday().num_days_from_monday()).expect("below 7");
    let (first, last) = (&days[first], (&days[last], number(last)));
    let before = i32::try_from(first.date.weekday().num_days_from_monday()).expect("below 7");
    Span::new(first.start - 1440 * before, last.0.span().end + 1440 * (6 - last.1))
}

fn int(n: usize) -> i32 {
    i32::try_from(n).expect("few")
}

pub(super) fn own_day(base: &Base, turn: usize) -> Option<Planted> {
    let longest = |case: &Case, shift: &Shift| case.shifts_of(shift.agent).iter().all(|s| s.paid() <= shift.paid());
    let (mut case, shift) = case(base, turn, longest)?;
    let limit = shift.paid();
    case.scenario.agents[shift.agent.0].limits.longest_day = Some(limit);
    let broken = stretched(&case, &shift, 15);
    let new = plain(shift.agent, shift.start(), limit + 15);
    let span = Span::new(shift.start(), new[new.len() - 1].end);
    let breach = Breach::OverOwnHours { over: OwnHours::Day, measured: limit + 15, limit };
    case.plant(vec![], |case| case.roster = broken, vec![hard(shift.agent, span, breach)])
}

/// A case in a horizon that does not turn round, with the shift in the week of most work, and that week.
fn busiest(base: &Base, turn: usize) -> Option<(Case, Shift, (Vec<usize>, i32))> {
    let is_busiest = |case: &Case, shift: &Shift| {
        let weeks = weeks(case, shift.agent);
        let most = weeks.iter().map(|week| week.1).max();
        weeks.iter().any(|week| week.0.contains(&shift.day.0) && Some(week.1) == most)
    };
    let (case, shift) = case(base, turn, is_busiest).filter(|found| !found.0.scenario.horizon.cyclic)?;
    let week = weeks(&case, shift.agent).into_iter().find(|week| week.0.contains(&shift.day.0))?;
    Some((case, shift, week))
}

pub(super) fn own_week(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift, (days, limit)) = busiest(base, turn)?;
    case.scenario.agents[shift.agent.0].limits.longest_week = Some(limit);
    let broken = stretched(&case, &shift, 15);
    let breach = Breach::OverOwnHours { over: OwnHours::Week, measured: limit + 15, limit };
    let told = hard(shift.agent, span(&case.scenario, days[0], days[days.len() - 1]), breach);
    case.plant(vec![], |case| case.roster = broken, vec![told])
}

/// A week beyond the average where every week counts by itself.
pub(super) fn average_week(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift, (days, limit)) = busiest(base, turn)?;
    case.limit(RuleId::AverageWeek, limit);
    case.limit(RuleId::AverageWeekOver, 1);
    let broken = stretched(&case, &shift, 15);
    let span = span(&case.scenario, days[0], days[days.len() - 1]);
    let told = rule(shift.agent, span, RuleId::AverageWeek, limit + 15, limit);
    case.plant(vec![], |case| case.roster = broken, vec![told])
}

/// All weeks of the plan together beyond the average.
pub(super) fn average_of_all_weeks(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = case(base, turn, |case, _| !case.scenario.horizon.cyclic)?;
    let weeks = weeks(&case, shift.agent);
    let n_weeks = int(weeks.len());
    let sum: i32 = weeks.iter().map(|week| week.1).sum();
    let limit = (sum + n_weeks - 1) / n_weeks;
    case.limit(RuleId::AverageWeek, limit);
    case.limit(RuleId::AverageWeekOver, n_weeks);
    let broken = stretched(&case, &shift, 15);
    let span = span(&case.scenario, 0, case.scenario.horizon.n_days() - 1);
    let told = rule(shift.agent, span, RuleId::AverageWeek, (sum + 15 + n_weeks - 1) / n_weeks, limit);
    case.plant(vec![], |case| case.roster = broken, vec![told])
}

/// All weeks of the plan and one before it beyond the average; a longer one before that is too long ago.
pub(super) fn average_total(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = case(base, turn, |case, _| !case.scenario.horizon.cyclic)?;
    let weeks = weeks(&case, shift.agent);
    let n_weeks = int(weeks.len()) + 1;
    let one_before = 38 * 60;
    // With more than one week planned the week before the last one known would count for the first of them.
    let long_ago = if weeks.len() == 1 { vec![90 * 60] } else { vec![] };
    case.scenario.agents[shift.agent.0].weeks_before = [long_ago, vec![one_before]].concat();
    case.scenario.agents[shift.agent.0].absences.clear();
    let sum: i32 = weeks.iter().map(|week| week.1).sum::<i32>() + one_before;
    let limit = (sum + n_weeks - 1) / n_weeks;
    case.limit(RuleId::AverageTotal, limit);
    case.limit(RuleId::AverageTotalOver, n_weeks);
    let broken = stretched(&case, &shift, 15);
    let span = span(&case.scenario, 0, case.scenario.horizon.n_days() - 1);
    let told = rule(shift.agent, span, RuleId::AverageTotal, (sum + 15 + n_weeks - 1) / n_weeks, limit);
    case.plant(vec![], |case| case.roster = broken, vec![told])
}

/// An hour above the contract where the cap leaves just that; a quarter more breaks it.
fn above(base: &Base, turn: usize, id: RuleId) -> Option<Planted> {
    let (mut case, shift) = case(base, turn, |case, _| case.scenario.horizon.n_days() <= 28)?;
    case.scenario.aim = Aim::Fewest;
    case.off(&[RuleId::ExcessFourWeeks, RuleId::OvertimeYear, RuleId::ExtraYear]);
    case.limit(RuleId::ContractTolerance, 120);
    let paid: i32 = case.shifts_of(shift.agent).iter().map(Shift::paid).sum();
    case.limit(id, 600);
    let agent = &mut case.scenario.agents[shift.agent.0];
    agent.contract = Some(paid - 60);
    agent.employment = if id == RuleId::ExtraYear { Share::new(0.5) } else { Share::WHOLE };
    agent.history.evened = 0;
    agent.history.excess_weeks = [240, 0, 300];
    (agent.history.overtime_year, agent.history.extra_year) = (540, 540);
    let broken = stretched(&case, &shift, 15);
    let told = rule(shift.agent, whole(&case.scenario), id, 615, 600);
    case.plant(vec![], |case| case.roster = broken, vec![told])
}

pub(super) fn excess_four_weeks(base: &Base, turn: usize) -> Option<Planted> {
    above(base, turn, RuleId::ExcessFourWeeks)
}

pub(super) fn overtime_year(base: &Base, turn: usize) -> Option<Planted> {
    above(base, turn, RuleId::OvertimeYear)
}

pub(super) fn extra_year(base: &Base, turn: usize) -> Option<Planted> {
    above(base, turn, RuleId::ExtraYear)
}

/// When a shift starts and ends by the clock, where it does not run over midnight nor over a change of clock.
fn by_day(case: &Case, shift: &Shift) -> Option<(i32, i32)> {
    let days = &case.scenario.horizon.days;
    let (starts, ends) = (clock(&case.scenario, shift.start()), clock(&case.scenario, shift.end()));
    (days[shift.day.0].clock_change.is_none() && starts < ends).then_some((starts, ends))
}

/// A start a quarter before the frame of flexible hours.
pub(super) fn flex_start(base: &Base, turn: usize) -> Option<Planted> {
    let is_first = |case: &Case, shift: &Shift| {
        let Some((starts, _)) = by_day(case, shift) else { return false };
        starts >= 300 && case.shifts_of(shift.agent).iter().all(|other| clock(&case.scenario, other.start()) >= starts)
    };
    let (mut case, shift) = case(base, turn, is_first)?;
    let limit = clock(&case.scenario, shift.start());
    case.off(&[RuleId::DailyRest]);
    case.limit(RuleId::FlexStart, limit);
    let span = Span::new(shift.start() - 15, shift.start());
    let told = rule(shift.agent, span, RuleId::FlexStart, limit - 15, limit);
    let early = plain(shift.agent, shift.start() - 15, shift.paid());
    case.plant(vec![], |case| case.replace(&shift, early), vec![told])
}

/// An end a quarter after it.
pub(super) fn flex_end(base: &Base, turn: usize) -> Option<Planted> {
    let is_last = |case: &Case, shift: &Shift| {
        let Some((_, ends)) = by_day(case, shift) else { return false };
        let others = case.shifts_of(shift.agent);
        ends <= 1410 && others.iter().all(|other| by_day(case, other).is_some_and(|(_, end)| end <= ends))
    };
    let (mut case, shift) = case(base, turn, is_last)?;
    let limit = clock(&case.scenario, shift.end());
    case.limit(RuleId::FlexEnd, limit);
    let told = rule(shift.agent, Span::new(shift.end(), shift.end() + 15), RuleId::FlexEnd, limit + 15, limit);
    let late = plain(shift.agent, shift.start() + 15, shift.paid());
    case.plant(vec![], |case| case.replace(&shift, late), vec![told])
}

/// A balance of flexible hours just at its limit, and a quarter beyond.
fn balance(base: &Base, turn: usize, (id, sign): (RuleId, i32)) -> Option<Planted> {
    let (mut case, shift) = case(base, turn, |_, _| true)?;
    case.scenario.aim = Aim::Contract;
    case.limit(RuleId::ContractTolerance, 60);
    case.limit(id, 600);
    let paid: i32 = case.shifts_of(shift.agent).iter().map(Shift::paid).sum();
    let agent = &mut case.scenario.agents[shift.agent.0];
    (agent.contract, agent.hireable, agent.history.evened) = (Some(paid), false, 0);
    agent.history.balance = sign * 600;
    let broken = stretched(&case, &shift, 15 * sign);
    let told = rule(shift.agent, whole(&case.scenario), id, 615, 600);
    case.plant(vec![], |case| case.roster = broken, vec![told])
}

pub(super) fn flex_over(base: &Base, turn: usize) -> Option<Planted> {
    balance(base, turn, (RuleId::FlexOver, 1))
}

pub(super) fn flex_under(base: &Base, turn: usize) -> Option<Planted> {
    balance(base, turn, (RuleId::FlexUnder, -1))
}

/// Three hours' gap in a day that may have none.
pub(super) fn split_shifts(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = case(base, turn, |_, _| true)?;
    let plain_templates = case.scenario.agents[shift.agent.0].templates.clone();
    let gap = BreakRule {
        kind: BreakKind::Gap,
        minutes: 180,
        paid: false,
        if_work_over: 0,
        earliest_after_start: 120,
        latest_after_start: Some(120),
        before_end: 0,
        between: None,
        most_at_once: None,
    };
    let split = case.own_template(shift.agent, |template| {
        template.work = vec![240];
        template.breaks = vec![gap];
    });
    case.scenario.agents[shift.agent.0].templates = plain_templates.into_iter().chain([split]).collect();
    case.limit(RuleId::SplitShifts, 0);
    let start = shift.start();
    let parts = [plain(shift.agent, start, 120), plain(shift.agent, start + 300, 120)].concat();
    let told = rule(shift.agent, Span::new(start + 120, start + 300), RuleId::SplitShifts, 1, 0);
    case.plant(vec![], |case| case.replace(&shift, parts), vec![told])
}

/// Somebody alone on the day, told of just the shift they have, with so many days of notice.
fn published(base: &Base, turn: usize) -> Option<(Case, Shift)> {
    let is_alone = |case: &Case, shift: &Shift| {
        case.shifts_of(shift.agent).iter().filter(|other| other.day == shift.day).count() == 1
    };
    let (mut case, shift) = case(base, turn, is_alone)?;
    case.limit(RuleId::Notice, 14);
    case.limit(RuleId::MovedNotice, 10);
    let agent = &mut case.scenario.agents[shift.agent.0];
    agent.absences.clear();
    agent.told = vec![PublishedDay { day: shift.day, span: Some(shift.span()), notice: 4 }];
    Some((case, shift))
}

/// A quarter more than published.
pub(super) fn longer_than_told(base: &Base, turn: usize) -> Option<Planted> {
    let (case, shift) = published(base, turn)?;
    let new = plain(shift.agent, shift.start(), shift.paid() + 15);
    let span = Span::new(shift.start(), new[new.len() - 1].end);
    let breach = Breach::ChangedAfterTold { told: Some(shift.span()), notice: 4, limit: 14, compensated: 0 };
    let told = (Some(shift.agent), span, breach, Severity::Warning);
    case.plant(vec![], |case| case.replace(&shift, new), vec![told])
}

/// A quarter later than published, which is compensated.
pub(super) fn moved_after_told(base: &Base, turn: usize) -> Option<Planted> {
    let (case, shift) = published(base, turn)?;
    let new = plain(shift.agent, shift.start() + 15, shift.paid());
    let span = Span::new(shift.start() + 15, shift.end() + 15);
    let breach = Breach::ChangedAfterTold { told: Some(shift.span()), notice: 4, limit: 14, compensated: 6 };
    let told = (Some(shift.agent), span, breach, Severity::Warning);
    case.plant(vec![], |case| case.replace(&shift, new), vec![told])
}

/// A day's work on a day told to be free, and none on one told to be worked.
pub(super) fn off_after_told(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = published(base, turn)?;
    let breach = |told| Breach::ChangedAfterTold { told, notice: 4, limit: 14, compensated: 0 };
    let agent = shift.agent;
    if turn == 1 {
        case.scenario.agents[agent.0].told[0].span = None;
        case.remove(&shift);
        let told = (Some(agent), shift.span(), breach(None), Severity::Warning);
        return case.plant(vec![], |case| case.add(shift.stretches.clone()), vec![told]);
    }
    let told = (Some(agent), shift.span(), breach(Some(shift.span())), Severity::Warning);
    case.plant(vec![], |case| case.remove(&shift), vec![told])
}
