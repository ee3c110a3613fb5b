//! Days in a row, days off together, weekends, rest in any seven days: planted in one person's weeks, laid for it.

use bemanna::model::{Activity, AgentIdx, History, Minute, RuleId, Span, Stretch};

use super::bases::Base;
use super::tools::{Case, Planted, pick, plain, rule, step};

/// One person alone in two more weeks than the base has, with four hours of work from 08:00 on these days of them.
///
/// The weeks are appended, so that any base has them; on a cyclic one they are the whole of it.
fn weeks(base: &Base, turn: usize, days: &[usize]) -> Option<(Case, AgentIdx, Weeks)> {
    let agent = pick(&Case::of(base).workers(), turn)?;
    let mut case = Case::alone(base, agent);
    case.roster.stretches.clear();
    case.scenario.agents[agent.0].absences.clear();
    if case.scenario.horizon.days[0].weekday() != chrono::Weekday::Mon {
        return None;
    }
    let horizon = &mut case.scenario.horizon;
    // On a cyclic horizon the first two weeks, if there are so many; else two weeks at the end.
    if horizon.cyclic && horizon.n_days() < 14 {
        return None;
    }
    let first = if horizon.cyclic { 0 } else { horizon.n_days() };
    while horizon.n_days() < first + 14 {
        let last = horizon.days[horizon.n_days() - 1].clone();
        let start = last.start + last.minutes;
        let date = last.date.succ_opt().expect("a date");
        let opening = vec![Span::new(start, start + 1440)];
        horizon.days.push(bemanna::model::Day { date, start, minutes: 1440, clock_change: None, opening, ..last });
    }
    let weeks = Weeks { agent, first };
    for rule in RuleId::ALL {
        case.off(&[rule]);
    }
    for &day in days {
        weeks.work(&mut case, day);
    }
    Some((case, agent, weeks))
}

/// Two weeks of a horizon.
#[derive(Clone, Copy)]
struct Weeks {
    agent: AgentIdx,
    first: usize,
}

impl Weeks {
    fn midnight(self, case: &Case, day: usize) -> Minute {
        match case.scenario.horizon.days.get(self.first + day) {
            Some(day) => day.start,
            None => Minute(case.round()),
        }
    }

    fn shift(self, case: &Case, day: usize) -> Vec<Stretch> {
        plain(self.agent, self.midnight(case, day) + 480, 240)
    }

    fn work(self, case: &mut Case, day: usize) {
        let shift = self.shift(case, day);
        case.add(shift);
    }

    fn rest(self, case: &mut Case, day: usize) {
        let shift = self.shift(case, day);
        case.roster.stretches.retain(|stretch| !shift.contains(stretch));
    }

    /// From the midnight before one day to the midnight after another.
    fn span(self, case: &Case, from: usize, to: usize) -> Span {
        Span::new(self.midnight(case, from), self.midnight(case, to + 1))
    }
}

pub(super) fn days_in_row(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, agent, weeks) = weeks(base, turn, &[1, 2, 3, 4, 5, 7, 8, 9])?;
    case.limit(RuleId::DaysInRow, 5);
    let told = rule(agent, weeks.span(&case, 1, 9), RuleId::DaysInRow, 9, 5);
    let other = case.with(|case| weeks.work(case, 10));
    case.plant(vec![other], |case| weeks.work(case, 6), vec![told])
}

/// Days before the plan count, where it begins with work.
pub(super) fn days_in_row_from_history(base: &Base, turn: usize) -> Option<Planted> {
    if base.scenario.horizon.cyclic || base.scenario.horizon.n_days() < 7 {
        return None;
    }
    let agent = pick(&Case::of(base).workers(), turn)?;
    let mut case = Case::alone(base, agent);
    case.roster.stretches.clear();
    for rule in RuleId::ALL {
        case.off(&[rule]);
    }
    case.limit(RuleId::DaysInRow, 5);
    case.scenario.agents[agent.0].history = History { days_in_row: 3, ..History::default() };
    let weeks = Weeks { agent, first: 0 };
    weeks.work(&mut case, 0);
    weeks.work(&mut case, 1);
    let later = case.with(|case| {
        weeks.rest(case, 0);
        (2..6).for_each(|day| weeks.work(case, day));
    });
    let told = rule(agent, weeks.span(&case, 0, 2), RuleId::DaysInRow, 6, 5);
    case.plant(vec![later], |case| weeks.work(case, 2), vec![told])
}

/// Work on the last days of a cyclic plan and on its first is work in a row.
pub(super) fn days_in_row_over_the_turn(base: &Base, turn: usize) -> Option<Planted> {
    if !base.scenario.horizon.cyclic {
        return None;
    }
    let agent = pick(&Case::of(base).workers(), turn)?;
    let mut case = Case::alone(base, agent);
    case.roster.stretches.clear();
    for rule in RuleId::ALL {
        case.off(&[rule]);
    }
    case.limit(RuleId::DaysInRow, 3);
    let weeks = Weeks { agent, first: 0 };
    let n_days = case.scenario.horizon.n_days();
    for day in [0, n_days - 2, n_days - 1] {
        weeks.work(&mut case, day);
    }
    let span = Span::new(weeks.midnight(&case, n_days - 2), Minute(case.round()) + 2880);
    let told = rule(agent, span, RuleId::DaysInRow, 4, 3);
    case.plant(vec![], |case| weeks.work(case, 1), vec![told])
}

pub(super) fn days_off_together(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, agent, weeks) = weeks(base, turn, &[1, 2, 3, 4, 7, 8, 9])?;
    case.limit(RuleId::DaysOffTogether, 2);
    let told = rule(agent, weeks.span(&case, 5, 5), RuleId::DaysOffTogether, 1, 2);
    let joined = case.with(|case| {
        weeks.work(case, 5);
        weeks.work(case, 6);
    });
    case.plant(vec![joined], |case| weeks.work(case, 6), vec![told])
}

pub(super) fn half_weekends(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, agent, weeks) = weeks(base, turn, &[1, 5, 6, 8])?;
    case.limit(RuleId::HalfWeekends, 0);
    let told = rule(agent, weeks.span(&case, 5, 6), RuleId::HalfWeekends, 1, 0);
    let neither = case.with(|case| {
        weeks.rest(case, 5);
        weeks.rest(case, 6);
    });
    let day = 5 + turn % 2;
    case.plant(vec![neither], |case| weeks.rest(case, day), vec![told])
}

pub(super) fn weekends_per_horizon(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, agent, weeks) = weeks(base, turn, &[1, 5, 6, 8])?;
    case.limit(RuleId::WeekendsPerHorizon, 1);
    let day = 12 + turn % 2;
    let told = rule(agent, weeks.span(&case, day, day), RuleId::WeekendsPerHorizon, 2, 1);
    let monday = case.with(|case| weeks.work(case, 11));
    case.plant(vec![monday], |case| weeks.work(case, day), vec![told])
}

/// Nine days in a row but for one rest of two nights and a day, which is made a step shorter.
pub(super) fn rolling_rest(base: &Base, turn: usize) -> Option<Planted> {
    let days = [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13];
    let (mut case, agent, weeks) = weeks(base, turn, &days)?;
    // From noon to eight two mornings later: 44 hours. Days outside the two weeks are free.
    case.limit(RuleId::RollingRest, 44 * 60);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let late = weeks.midnight(&case, 3) + 480 + 240;
    // The seven days from the day before have 32 hours of rest, up to the first shift; those that overlap them are not
    // told. On a cyclic horizon the first window is that from its start.
    let (from, to) = if case.scenario.horizon.cyclic { (0, 7) } else { (weeks.first - 1, weeks.first + 6) };
    let window = Span::new(case.scenario.horizon.days[from].start, case.scenario.horizon.days[to].start);
    let told = rule(agent, window, RuleId::RollingRest, 44 * 60 - step, 44 * 60);
    let longer = Stretch { agent, start: late - 240, end: late + step, activity: Activity::Contacts };
    let change = |case: &mut Case| {
        weeks.rest(case, 3);
        case.add(vec![longer]);
    };
    case.plant(vec![], change, vec![told])
}
