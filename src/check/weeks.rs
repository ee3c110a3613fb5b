//! Several days and weeks: days in a row, days off together, weekends, and rest in any seven days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::{Agent, Minute, RuleId, Scenario, Span, Violation};

use super::clock::{dates, length, local, merged, midnight, move_date, outside, rounds, week_of};
use super::rules::{count, rule};
use super::shifts::Shift;

/// The days of the horizon counted from 0, and which of them an agent works; a day belongs to the shift that starts on
/// it.
struct Days<'a> {
    scenario: &'a Scenario,
    agent: &'a Agent,
    worked: BTreeSet<i32>,
}

/// Every rule of several days.
pub(super) fn weeks(scenario: &Scenario, agent: &Agent, shifts: &[Shift], out: &mut Vec<Violation>) {
    let Some(first) = shifts.first() else { return };
    let n_days = count(scenario.horizon.days.len());
    let start = scenario.horizon.days[0].date;
    let number = |date: NaiveDate| i32::try_from((date - start).num_days()).expect("dates of one plan lie near");
    let number = |shift: &Shift| {
        let day = number(shift.date);
        if scenario.horizon.cyclic { day.rem_euclid(n_days) } else { day }
    };
    let days = Days { scenario, agent, worked: shifts.iter().map(number).collect() };
    let found = [days.in_row(), days.off_together(), days.half_weekends(), days.weekends()];
    let broken = |(id, span, measured, limit)| rule(id, first.agent, span, measured, limit);
    out.extend(found.into_iter().flatten().map(broken));
    rolling_rest(scenario, agent, shifts, out);
}

/// A broken rule: which, when, measured and limit.
type Found = Vec<(RuleId, Span, i32, i32)>;

impl Days<'_> {
    fn n_days(&self) -> i32 {
        count(self.scenario.horizon.days.len())
    }

    fn date(&self, day: i32) -> NaiveDate {
        move_date(self.scenario.horizon.days[0].date, day)
    }

    /// From midnight at the start of one day to midnight at the end of another.
    fn span(&self, first: i32, last: i32) -> Span {
        let horizon = &self.scenario.horizon;
        Span::new(midnight(horizon, self.date(first)), midnight(horizon, self.date(last + 1)))
    }

    /// Whether the agent could have worked on the day: the centre is open, it is no fixed day off, and no absence fills
    /// it.
    fn could_work(&self, day: i32) -> bool {
        let horizon = &self.scenario.horizon;
        let day = if horizon.cyclic { day.rem_euclid(self.n_days()) } else { day };
        let Some(this) = usize::try_from(day).ok().and_then(|day| horizon.days.get(day)) else { return false };
        let away = merged(self.agent.absences.iter().map(|absence| absence.span).collect());
        !this.opening.is_empty()
            && !self.agent.limits.days_off.contains(&this.date.weekday())
            && !outside(self.span(day, day), &away).is_empty()
    }

    /// The last day before the horizon that is known to have been worked.
    fn before(&self) -> Option<i32> {
        if self.scenario.horizon.cyclic {
            return self.worked.last().map(|last| last - self.n_days());
        }
        if self.agent.history.days_in_row > 0 {
            return Some(-1);
        }
        let (date, _) = local(&self.scenario.horizon, self.agent.last_end? - 1);
        let days = (date - self.scenario.horizon.days[0].date).num_days();
        i32::try_from(days).ok().filter(|&day| day < 0)
    }

    /// More days in a row with work than allowed, those before the plan counted.
    fn in_row(&self) -> Found {
        let Some(limit) = self.scenario.rules.get(RuleId::DaysInRow) else { return Found::new() };
        let cyclic = self.scenario.horizon.cyclic;
        if cyclic && self.worked.len() == self.scenario.horizon.days.len() {
            return vec![(RuleId::DaysInRow, self.span(0, self.n_days() - 1), self.n_days().max(limit + 1), limit)];
        }
        let mut found = Found::new();
        // On a cyclic horizon a run over its end is counted where it begins.
        let starts = self.worked.iter().filter(|&day| !self.is_worked(day - 1));
        for &first in starts {
            let length = (1..=self.n_days()).find(|more| !self.is_worked(first + more)).unwrap_or(self.n_days());
            let earlier = if first == 0 && !cyclic { self.agent.history.days_in_row } else { 0 };
            let measured = length + i32::try_from(earlier).unwrap_or(i32::MAX / 2);
            if measured > limit {
                found.push((RuleId::DaysInRow, self.span(first, first + length - 1), measured, limit));
            }
        }
        found
    }

    fn is_worked(&self, day: i32) -> bool {
        self.worked.contains(&if self.scenario.horizon.cyclic { day.rem_euclid(self.n_days()) } else { day })
    }

    /// Fewer days off between two days with work than asked; days on which the agent could not have worked anyway are
    /// no reproach.
    fn off_together(&self) -> Found {
        let Some(limit) = self.scenario.rules.get(RuleId::DaysOffTogether) else { return Found::new() };
        let worked: Vec<i32> = self.before().into_iter().chain(self.worked.iter().copied()).collect();
        let mut found = Found::new();
        for pair in worked.windows(2) {
            let free = pair[1] - pair[0] - 1;
            let is_chosen = (pair[0] + 1..pair[1]).any(|day| self.could_work(day));
            if (1..limit).contains(&free) && is_chosen {
                found.push((RuleId::DaysOffTogether, self.span(pair[0] + 1, pair[1] - 1), free, limit));
            }
        }
        found
    }

    /// More weekends with work than allowed.
    fn weekends(&self) -> Found {
        let Some(limit) = self.scenario.rules.get(RuleId::WeekendsPerHorizon) else { return Found::new() };
        let is_weekend = |day: &&i32| matches!(self.date(**day).weekday(), Weekday::Sat | Weekday::Sun);
        let worked: BTreeMap<NaiveDate, i32> =
            self.worked.iter().filter(is_weekend).map(|&day| (week_of(self.date(day)), day)).collect();
        let measured = count(worked.len());
        let one_too_many = usize::try_from(limit).ok().and_then(|limit| worked.values().nth(limit));
        match one_too_many {
            Some(&day) => vec![(RuleId::WeekendsPerHorizon, self.span(day, day), measured, limit)],
            None => Found::new(),
        }
    }

    /// More weekends with work on only one of two days, both of which the agent could have worked.
    fn half_weekends(&self) -> Found {
        let Some(limit) = self.scenario.rules.get(RuleId::HalfWeekends) else { return Found::new() };
        let saturdays = (0..self.n_days()).filter(|&day| self.date(day).weekday() == Weekday::Sat);
        let is_half = |&day: &i32| {
            self.is_worked(day) != self.is_worked(day + 1) && self.could_work(day) && self.could_work(day + 1)
        };
        let halves: Vec<i32> = saturdays.filter(is_half).collect();
        match usize::try_from(limit).ok().and_then(|limit| halves.get(limit)) {
            Some(&day) => vec![(RuleId::HalfWeekends, self.span(day, day + 1), count(halves.len()), limit)],
            None => Found::new(),
        }
    }
}

/// The longest unbroken rest that begins in each seven days from a midnight of the horizon, or goes on at that midnight; it
/// may run past the seven days. Time outside the horizon counts as free; of windows that overlap only the first is told.
fn rolling_rest(scenario: &Scenario, agent: &Agent, shifts: &[Shift], out: &mut Vec<Violation>) {
    let horizon = &scenario.horizon;
    let Some(limit) = scenario.rules.get(RuleId::RollingRest) else { return };
    let Some(first) = shifts.first() else { return };
    if horizon.cyclic && horizon.days.len() < 7 {
        return;
    }
    let mut busy = rounds(horizon, shifts.iter().map(|shift| shift.span));
    if let Some(before) = agent.last_end.filter(|_| !horizon.cyclic) {
        busy.push(Span::new(before - 1, before));
        busy = merged(busy);
    }
    let mut told_until = None;
    let mut told_first = None;
    for day in dates(horizon, Span::new(horizon.days[0].start, midnight(horizon, move_date(last(scenario), 1)))) {
        let window = Span::new(midnight(horizon, day), midnight(horizon, move_date(day, 7)));
        // A round earlier on a cyclic horizon, so that what is known reaches far enough.
        let back = if horizon.cyclic { length(horizon) } else { 0 };
        let reach = Span::new(window.start - back, window.end - back + limit);
        let longest = outside(reach, &busy).into_iter().map(Span::minutes).max().unwrap_or(0);
        // Over the turn of a cyclic horizon the last windows overlap the first.
        let meets_first = told_first.is_some_and(|first: Minute| window.end - back > first && horizon.cyclic);
        if longest < limit && told_until.is_none_or(|until| until <= window.start) && !meets_first {
            told_first = told_first.or(Some(window.start));
            out.push(rule(RuleId::RollingRest, first.agent, window, longest, limit));
            told_until = Some(window.end);
        }
    }
}

fn last(scenario: &Scenario) -> NaiveDate {
    scenario.horizon.days[scenario.horizon.days.len() - 1].date
}
