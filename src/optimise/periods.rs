//! Many weeks: who works by the hardest one, then week by week with what each leaves to the next.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::Weekday;

use super::classes::{Class, classes};
use super::engine::Relaxation;
use super::hours::{most_paid, tolerance};
use super::levels::{Solved, stated};
use super::shortage;
use super::slices::{by, rows_of, slice};
use super::week::count;
use crate::Error;
use crate::model::{
    Activity, AgentIdx, Aim, Certificate, CoverRequirement, Minute, Roster, RuleId, Scenario, Shortage, Stretch, Watch,
};

/// Most columns of a program whose relaxation is solved for a bound.
const MOST_RELAXED: usize = 400_000;

/// A roster, what is proven about it, and who is missing.
type Answer = (Roster, Certificate, Vec<Shortage>);

/// How one week is planned, by its rows and who works already.
type PlanWeek<'a> = dyn Fn(&Scenario, &CoverRequirement, &[bool]) -> Result<Roster, Error> + 'a;

/// Plans a horizon of many weeks one week at a time, with `plan` for each; `None` where the whole is small, or its weeks
/// cannot be parted.
///
/// The bounds are those of the relaxation of the whole horizon. The week that asks most says who works; then every week
/// in turn gets its share of what is left of the contracts, so that the whole comes out exactly, and is told when each
/// person last worked. Who works already costs nothing more.
///
/// # Errors
///
/// Those of `plan`.
pub(in crate::optimise) fn by_weeks(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    watch: Watch<'_>,
    plan: &PlanWeek<'_>,
) -> Option<Result<Answer, Error>> {
    let weeks = weeks(scenario)?;
    let classes = classes(scenario);
    if classes.iter().any(|class| sums_weeks(scenario, class)) {
        return None;
    }
    let mut whole = stated(scenario, &classes, requirement, &[]);
    if !whole.is_large() {
        return None;
    }
    let mut relaxation = Relaxation::new();
    if whole.week.mip.columns.len() <= MOST_RELAXED {
        whole.bound_whole(&mut relaxation, watch);
    }
    let roster = week_by_week(scenario, requirement, &weeks, &classes, plan);
    Some(roster.map(|roster| finished(&mut whole, requirement, roster, &mut relaxation, watch)))
}

/// The weeks from Monday, if there are several and nothing but rest and days in a row ties one to the next.
fn weeks(scenario: &Scenario) -> Option<Vec<Range<usize>>> {
    let days = &scenario.horizon.days;
    let tying = [RuleId::RollingRest, RuleId::DaysOffTogether, RuleId::WeekendsPerHorizon, RuleId::ShiftsPerHorizon];
    let is_tied = scenario.horizon.cyclic
        || tying.into_iter().any(|rule| scenario.rules.get(rule).is_some())
        || scenario.templates.iter().any(|template| template.outside_opening);
    let mut borders: Vec<usize> = (1..days.len()).filter(|&day| days[day].weekday() == Weekday::Mon).collect();
    let is_open_over = |&border: &usize| {
        let midnight = days[border].start;
        days.iter().flat_map(|day| &day.opening).any(|span| span.start < midnight && span.end >= midnight)
    };
    if is_tied || borders.is_empty() || borders.iter().any(is_open_over) {
        return None;
    }
    borders.insert(0, 0);
    borders.push(days.len());
    Some(borders.windows(2).map(|pair| pair[0]..pair[1]).collect())
}

/// Whether a sum over several weeks can bind the class.
fn sums_weeks(scenario: &Scenario, class: &Class) -> bool {
    let agent = &scenario.agents[class.members[0].0];
    most_paid(scenario, agent, &class.shifts).iter().any(|sum| sum.days.len() > 7)
}

/// The roster of all weeks.
fn week_by_week(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    weeks: &[Range<usize>],
    classes: &[Class],
    plan: &PlanWeek<'_>,
) -> Result<Roster, Error> {
    let hours = Hours::new(scenario, classes, weeks);
    let asked = |week: &usize| {
        let rows = rows_of(scenario, requirement, weeks[*week].clone()).rows;
        rows.iter().map(|row| u64::from(row.agents)).sum::<u64>()
    };
    let hardest = (0..weeks.len()).rev().max_by_key(asked).expect("several weeks");
    let mut is_used = vec![false; scenario.agents.len()];
    let mut stretches: Vec<Stretch> = Vec::new();
    // The hardest week is planned twice: first for who works, then in its turn.
    for week in [hardest].into_iter().chain(0..weeks.len()).enumerate() {
        let (turn, week) = week;
        let is_trial = turn == 0;
        let days = weeks[week].clone();
        let mut part = slice(scenario, days.clone());
        if let Some(tolerance) = part.rules.limits.get_mut(&RuleId::ContractTolerance) {
            tolerance.value = 0;
        }
        let from = scenario.horizon.days[days.start].start;
        let before = Roster::new(if is_trial { Vec::new() } else { stretches.clone() });
        for agent in (0..part.agents.len()).map(AgentIdx) {
            let mine = before.of(agent);
            let paid = if is_trial { hours.share_before(agent, week) } else { paid(scenario, mine) };
            part.agents[agent.0].contract = hours.of_week(agent, week, paid);
            if week > 0 {
                part.agents[agent.0].history.days_in_row = days_in_row(scenario, agent, mine, days.start);
            }
            if let Some(last) = mine.last() {
                part.agents[agent.0].last_end = Some(Minute(last.end - from));
            }
        }
        let roster = plan(&part, &rows_of(scenario, requirement, days), &is_used)?;
        let is_work = |s: &&Stretch| !matches!(s.activity, Activity::Reserve | Activity::Lunch | Activity::Break);
        for stretch in roster.stretches.iter().filter(is_work) {
            is_used[stretch.agent.0] = true;
        }
        if !is_trial {
            stretches.extend(roster.stretches.into_iter().map(|stretch| by(stretch, from.0)));
        }
    }
    Ok(Roster::new(stretches))
}

/// Paid time of these stretches `[min]`; a lunch is paid where some template's is.
fn paid(scenario: &Scenario, stretches: &[Stretch]) -> i32 {
    let is_lunch = |rule: &crate::model::BreakRule| rule.kind == crate::model::BreakKind::Lunch && rule.paid;
    let pays_lunch = scenario.templates.iter().flat_map(|template| &template.breaks).any(is_lunch);
    let counts = stretches.iter().filter(|stretch| pays_lunch || stretch.activity != Activity::Lunch);
    counts.map(|stretch| stretch.end - stretch.start).sum()
}

/// Days in a row with work that end the day before `day`, those before the horizon counted.
fn days_in_row(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch], day: usize) -> u32 {
    let is_worked = |day: &usize| stretches.iter().any(|s| scenario.horizon.day_at(s.start).0 == *day);
    let row = (0..day).rev().take_while(is_worked).count();
    let before = if row == day { scenario.agents[agent.0].history.days_in_row } else { 0 };
    u32::try_from(row).unwrap_or(u32::MAX).saturating_add(before)
}

/// What each class can be paid in each week, and over the weeks from each on.
struct Hours<'a> {
    scenario: &'a Scenario,
    class_of: Vec<usize>,
    /// Sums of paid time that shifts of the week make, `[class][week]`.
    of_week: Vec<Vec<BTreeSet<i32>>>,
    /// The same for the week and all after it; one more: after the last.
    from_week: Vec<Vec<BTreeSet<i32>>>,
}

impl<'a> Hours<'a> {
    fn new(scenario: &'a Scenario, classes: &[Class], weeks: &[Range<usize>]) -> Self {
        let sums = |one: &BTreeSet<i32>, other: &BTreeSet<i32>| -> BTreeSet<i32> {
            one.iter().flat_map(|sum| other.iter().map(move |more| sum + more)).collect()
        };
        let mut class_of = vec![0; scenario.agents.len()];
        let (mut of_week, mut from_week) = (Vec::new(), Vec::new());
        for (index, class) in classes.iter().enumerate() {
            for agent in &class.members {
                class_of[agent.0] = index;
            }
            let day_sums = |day: usize| class.shifts[day].iter().map(|shift| shift.work).chain([0]).collect();
            let none = BTreeSet::from([0]);
            let week = |days: &Range<usize>| days.clone().map(day_sums).fold(none.clone(), |all, day| sums(&all, &day));
            let here: Vec<BTreeSet<i32>> = weeks.iter().map(week).collect();
            let mut from = vec![none.clone()];
            for week in here.iter().rev() {
                from.push(sums(week, &from[from.len() - 1]));
            }
            from.reverse();
            of_week.push(here);
            from_week.push(from);
        }
        Self { scenario, class_of, of_week, from_week }
    }

    /// The most that shifts of the week can pay, and of the weeks after it.
    fn most(&self, class: usize, week: usize) -> (i32, i32) {
        let most = |sums: &BTreeSet<i32>| sums.last().copied().unwrap_or(0);
        (most(&self.of_week[class][week]), most(&self.from_week[class][week + 1]))
    }

    /// What a contract spread evenly pays before the week.
    fn share_before(&self, agent: AgentIdx, week: usize) -> i32 {
        let class = self.class_of[agent.0];
        let contract = i64::from(self.scenario.agents[agent.0].contract.unwrap_or(0));
        let all = i64::from(self.from_week[class][0].last().copied().unwrap_or(0).max(1));
        let rest = i64::from(self.from_week[class][week].last().copied().unwrap_or(0));
        i32::try_from(contract * (all - rest) / all).unwrap_or(0)
    }

    /// The contract of one week when so much has been paid: an even share of what is left. Where the contract's hours are
    /// given out, one that shifts of the week make, and that those of the weeks after can complete.
    fn of_week(&self, agent: AgentIdx, week: usize, paid: i32) -> Option<i32> {
        let who = &self.scenario.agents[agent.0];
        let contract = who.contract?;
        let class = self.class_of[agent.0];
        let (here, later) = self.most(class, week);
        let gives_hours = matches!(self.scenario.aim, Aim::Contract | Aim::ContractSpread) && !who.hireable;
        let is_last = week + 1 == self.of_week[class].len();
        let left = if gives_hours {
            let total = self.from_week[class][0].iter().min_by_key(|sum| (*sum - contract).abs());
            total.copied().unwrap_or(contract) - paid
        } else {
            contract - paid + if is_last { tolerance(self.scenario, who).1 } else { 0 }
        };
        let left = left.max(0);
        let even = i64::from(left) * i64::from(here) / i64::from((here + later).max(1));
        let grid = i64::from(self.scenario.horizon.grid_minutes);
        let even = i32::try_from((even + grid - 1) / grid * grid).unwrap_or(left).min(left);
        if !gives_hours {
            return Some(even);
        }
        let completes = |sum: &&i32| self.from_week[class][week + 1].contains(&(left - **sum));
        let sums = &self.of_week[class][week];
        let best = sums.iter().filter(completes).min_by_key(|sum| (*sum - even).abs());
        best.or_else(|| sums.iter().min_by_key(|sum| (*sum - even).abs())).copied()
    }
}

/// The roster of all weeks with its shortage, and what the relaxation of the whole proves about it.
fn finished(
    whole: &mut Solved<'_>,
    requirement: &CoverRequirement,
    roster: Roster,
    relaxation: &mut Relaxation,
    watch: Watch<'_>,
) -> Answer {
    let scenario = whole.week.scenario;
    let shortage = shortage::shortage(scenario, requirement, &roster);
    let people = count(roster.headcount());
    let counts_paid = scenario.aim == Aim::Fewest && !scenario.simulate && whole.people_bound.is_some();
    let least = if counts_paid { whole.least_paid(people, relaxation, watch) } else { None };
    let made = f64::from(paid(scenario, &roster.stretches));
    let is_closed = least.is_some_and(|least| made - least <= scenario.settings.gap * made);
    let is_fewest = whole.people_bound.is_some_and(|bound| people < f64::from(bound) + 0.5);
    let certificate = Certificate {
        headcount_bound: whole.people_bound,
        paid_minutes_bound: least,
        is_optimal: is_closed && is_fewest && shortage.is_empty(),
        is_reproducible: whole.is_reproducible && !watch.is_over(),
        effort: whole.effort,
        ..Certificate::default()
    };
    (roster, certificate, shortage)
}
