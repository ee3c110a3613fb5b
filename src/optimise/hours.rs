//! How much somebody may be paid: sums over days and weeks that no tour may pass, and how far the contract may be left.

use super::rules::weeks;
use super::shifts::Shift;
use crate::model::{Absence, Agent, Aim, Minute, RuleId, Scenario, Span};

/// No more paid time than this on these days together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::optimise) struct MostPaid {
    /// The days.
    pub(in crate::optimise) days: Vec<usize>,
    /// The most `[min]`.
    pub(in crate::optimise) most: i32,
}

/// The sums over days that the agent may not pass: weeks of the agent's own limit, and averages over weeks. Those that no
/// choice of shifts passes are left out.
pub(in crate::optimise) fn most_paid(scenario: &Scenario, agent: &Agent, shifts: &[Vec<Shift>]) -> Vec<MostPaid> {
    let rule = |id| scenario.rules.get(id);
    if [RuleId::AverageWeek, RuleId::AverageTotal].into_iter().all(|id| rule(id).is_none())
        && agent.limits.longest_week.is_none()
    {
        return Vec::new();
    }
    let mut weeks = weeks(scenario);
    // A cyclic horizon that begins within a week has the rest of that week at its end.
    if scenario.horizon.cyclic && weeks.len() > 1 && weeks[0].0.len() < 7 {
        let (days, _) = weeks.remove(0);
        weeks.last_mut().expect("more than one").0.extend(days);
    }
    let join = |weeks: &[(Vec<usize>, Span)]| weeks.iter().flat_map(|week| week.0.iter().copied()).collect();
    let mut found: Vec<MostPaid> = Vec::new();
    if let Some(most) = agent.limits.longest_week {
        found.extend(weeks.iter().map(|week| MostPaid { days: week.0.clone(), most }));
    }
    if let Some(most) = rule(RuleId::AverageWeek) {
        let blocks = weeks.chunks(n_weeks(rule(RuleId::AverageWeekOver)));
        found.extend(blocks.map(|block| MostPaid { days: join(block), most: most * int(block.len()) }));
    }
    if let Some(most) = rule(RuleId::AverageTotal) {
        found.extend(totals(scenario, agent, &weeks, (most, n_weeks(rule(RuleId::AverageTotalOver)))));
    }
    let longest = |day: &usize| shifts[*day].iter().map(|shift| shift.work).max().unwrap_or(0);
    let by_contract = agent.contract.map_or(i32::MAX, |contract| contract + tolerance(scenario, agent).1);
    found.retain(|sum| sum.days.iter().map(longest).sum::<i32>().min(by_contract) > sum.most);
    found
}

/// Sums over the planned days of each so many weeks in a row, those before the plan and absence that counts taken off.
fn totals(
    scenario: &Scenario,
    agent: &Agent,
    weeks: &[(Vec<usize>, Span)],
    (most, over): (i32, usize),
) -> Vec<MostPaid> {
    let before = if scenario.horizon.cyclic { &[][..] } else { &agent.weeks_before[..] };
    let n_all = before.len() + weeks.len();
    let over = over.min(n_all);
    let window = |last: usize| {
        let first = last + 1 - over;
        let worked: i32 = before.iter().skip(first).sum();
        let planned = &weeks[first.saturating_sub(before.len())..=last - before.len()];
        let absent: i32 = planned.iter().map(|week| absent(scenario, agent, week.1)).sum();
        let days = planned.iter().flat_map(|week| week.0.iter().copied()).collect();
        MostPaid { days, most: most * int(over) - worked - absent }
    };
    (before.len().max(over - 1)..n_all).map(window).collect()
}

/// Absence that counts as work in a week, by time `[min]`.
fn absent(scenario: &Scenario, agent: &Agent, week: Span) -> i32 {
    let end = Minute(scenario.horizon.minutes());
    let part = |absence: &Absence| {
        let start = absence.span.start.max(Minute(0));
        let until = absence.span.end.min(end);
        let here = until.min(week.end) - start.max(week.start);
        (here > 0).then(|| i64::from(absence.counted) * i64::from(here) / i64::from(until - start))
    };
    i32::try_from(agent.absences.iter().filter_map(part).sum::<i64>()).unwrap_or(i32::MAX)
}

/// By how much paid time may fall below the contract, and pass it `[min]`: the tolerance, as far as caps on hours above the
/// contract and the balance of flexible hours allow.
pub(in crate::optimise) fn tolerance(scenario: &Scenario, agent: &Agent) -> (i32, i32) {
    let rule = |id| scenario.rules.get(id);
    let tolerance = rule(RuleId::ContractTolerance).unwrap_or(0);
    let (mut down, mut up) = (tolerance, tolerance.min(most_above(scenario, agent)));
    if matches!(scenario.aim, Aim::Contract | Aim::ContractSpread) && !agent.hireable {
        let before = agent.history.balance;
        let left = before - agent.history.evened;
        if let Some(most) = rule(RuleId::FlexOver) {
            up = up.min(most.max(before) - left);
        }
        if let Some(most) = rule(RuleId::FlexUnder) {
            down = down.min(most.max(-before) + left);
        }
    }
    (down.max(0), up.max(0))
}

/// The most by which paid time may pass the contract under the caps on overtime and extra hours `[min]`.
fn most_above(scenario: &Scenario, agent: &Agent) -> i32 {
    let Some(contract) = agent.contract else { return i32::MAX / 2 };
    let carried = &agent.history;
    let rule = |id| scenario.rules.get(id).unwrap_or(i32::MAX / 8);
    let planned = contract;
    let contract = contract - agent.ordered();
    let ordinary = contract.max(contract + carried.evened);
    let share = agent.employment.get();
    #[expect(clippy::cast_possible_truncation, reason = "a plan has few minutes")]
    let full = if share > 0.0 && share < 1.0 { (f64::from(ordinary) / share).round() as i32 } else { ordinary };
    let n_weeks = int(scenario.horizon.n_days().div_ceil(7));
    let recent = rule(RuleId::ExcessFourWeeks) * n_weeks.max(4) / 4 - carried.excess_weeks.iter().sum::<i32>();
    let extra = (rule(RuleId::ExtraYear) - carried.extra_year).max(0);
    let overtime = (rule(RuleId::OvertimeYear) - carried.overtime_year).max(0);
    let by_year = if extra < full - ordinary { extra } else { full - ordinary + overtime };
    recent.min(by_year).max(0) + ordinary - planned
}

/// Whether paid time by day keeps to the sums.
pub(in crate::optimise) fn keeps(sums: &[MostPaid], paid: impl Fn(usize) -> i32) -> bool {
    sums.iter().all(|sum| sum.days.iter().map(|&day| paid(day)).sum::<i32>() <= sum.most)
}

fn n_weeks(over: Option<i32>) -> usize {
    usize::try_from(over.unwrap_or(1).max(1)).expect("at least 1")
}

fn int(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
