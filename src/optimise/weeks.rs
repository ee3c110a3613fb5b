//! The rules of several days and weeks, for one person's shifts.

use chrono::{Datelike, Weekday};

use crate::model::{Agent, Day, Horizon, RuleId, Scenario, Span};

/// Whether an agent's shifts, one or none for each day, keep the rules of several days and weeks.
pub(in crate::optimise) fn keeps_weeks(scenario: &Scenario, agent: &Agent, shifts: &[Option<Span>]) -> bool {
    let rule = |id| scenario.rules.get(id);
    let days = Days { scenario, agent, shifts };
    rule(RuleId::WeeklyRest).is_none_or(|least| days.keeps_weekly_rest(least))
        && rule(RuleId::RollingRest).is_none_or(|least| days.keeps_rolling_rest(least))
        && rule(RuleId::DaysInRow).is_none_or(|most| days.longest_row() <= most)
        && rule(RuleId::DaysOffTogether).is_none_or(|least| days.keeps_days_off(least))
        && rule(RuleId::HalfWeekends).is_none_or(|most| days.half_weekends() <= most)
        && rule(RuleId::WeekendsPerHorizon).is_none_or(|most| days.weekends() <= most)
}

struct Days<'a> {
    scenario: &'a Scenario,
    agent: &'a Agent,
    shifts: &'a [Option<Span>],
}

/// The weeks Monday to Sunday that the horizon touches, as spans.
fn week_spans(days: &[Day]) -> impl Iterator<Item = Span> {
    days.chunk_by(|_, next| next.weekday() != Weekday::Mon).map(|week| {
        let (first, last) = (&week[0], &week[week.len() - 1]);
        let before = i32::try_from(first.weekday().num_days_from_monday()).expect("below 7") * 1440;
        let after = i32::try_from(6 - last.weekday().num_days_from_monday()).expect("at most 6") * 1440;
        Span::new(first.start - before, last.start + last.minutes + after)
    })
}

/// Where a rest of `rest` minutes must lie that begins within seven days from midnight of each day: those days and `rest`
/// more. Days after the horizon have 24 hours; on a cyclic horizon all lies a round earlier.
pub(in crate::optimise) fn seven_days(horizon: &Horizon, rest: i32) -> impl Iterator<Item = Span> {
    let days = &horizon.days;
    let back = if horizon.cyclic { horizon.minutes() } else { 0 };
    (0..days.len()).map(move |first| {
        let within: i32 = days[first..].iter().take(7).map(|day| day.minutes).sum();
        let beyond = i32::try_from(7 - days[first..].len().min(7)).expect("at most 7") * 1440;
        let start = days[first].start - back;
        Span::new(start, start + within + beyond + rest)
    })
}

/// Whether the agent could work on the day: the centre is open, it is no fixed day off, no absence fills it.
pub(in crate::optimise) fn could_work(scenario: &Scenario, agent: &Agent, day: usize) -> bool {
    let this = &scenario.horizon.days[day];
    let span = this.span();
    let mut free_from = span.start;
    for absence in &agent.absences {
        if absence.span.start <= free_from {
            free_from = free_from.max(absence.span.end);
        }
    }
    this.is_open() && !agent.limits.days_off.contains(&this.date.weekday()) && free_from < span.end
}

/// The last day known to have been worked before the horizon, counted backwards: 1 is the day before it.
pub(in crate::optimise) fn worked_before(scenario: &Scenario, agent: &Agent) -> Option<usize> {
    if agent.history.days_in_row > 0 {
        return Some(1);
    }
    let last = scenario.horizon.clock(agent.last_end? - 1).date;
    let days = (scenario.horizon.days[0].date - last).num_days();
    usize::try_from(days).ok().filter(|&days| days > 0)
}

impl Days<'_> {
    fn n_days(&self) -> usize {
        self.shifts.len()
    }

    /// Whether a day is worked; days past the end of a cyclic horizon are those at its start.
    fn is_worked(&self, day: usize) -> bool {
        let day = if self.scenario.horizon.cyclic { day % self.n_days() } else { day };
        self.shifts.get(day).is_some_and(Option::is_some)
    }

    /// Whether some unbroken time of at least `least` minutes in the span is free.
    fn has_rest(&self, window: Span, least: i32) -> bool {
        let horizon = &self.scenario.horizon;
        let round = horizon.minutes();
        let turns: &[i32] = if horizon.cyclic { &[-1, 0, 1] } else { &[0] };
        let before = self.agent.last_end.filter(|_| !horizon.cyclic).map(|end| Span::new(end - 1, end));
        let own = turns.iter().flat_map(|turn| {
            let by = turn * round;
            self.shifts.iter().flatten().map(move |span| Span::new(span.start + by, span.end + by))
        });
        let mut free_since = window.start;
        for busy in before.into_iter().chain(own).filter(|busy| busy.overlaps(window)) {
            if busy.start - free_since >= least {
                return true;
            }
            free_since = free_since.max(busy.end);
        }
        window.end - free_since >= least
    }

    fn keeps_weekly_rest(&self, least: i32) -> bool {
        let horizon = &self.scenario.horizon;
        if horizon.cyclic && !self.n_days().is_multiple_of(7) {
            return true;
        }
        week_spans(&horizon.days).all(|week| self.has_rest(week, least))
    }

    fn keeps_rolling_rest(&self, least: i32) -> bool {
        let horizon = &self.scenario.horizon;
        if horizon.cyclic && self.n_days() < 7 {
            return true;
        }
        seven_days(horizon, least).all(|window| self.has_rest(window, least))
    }

    /// The longest run of days with work, those before the horizon counted.
    fn longest_row(&self) -> i32 {
        let cyclic = self.scenario.horizon.cyclic;
        let mut row = if cyclic { 0 } else { i32::try_from(self.agent.history.days_in_row).unwrap_or(i32::MAX / 2) };
        let mut longest = 0;
        let last = if cyclic { 2 * self.n_days() } else { self.n_days() };
        for day in 0..last {
            row = if self.is_worked(day) { row + 1 } else { 0 };
            // What came before counts only once the plan adds to it.
            longest = longest.max(row);
        }
        longest
    }

    fn keeps_days_off(&self, least: i32) -> bool {
        let horizon = &self.scenario.horizon;
        let least = usize::try_from(least).unwrap_or(0);
        let n_days = self.n_days();
        let last = if horizon.cyclic { 2 * n_days } else { n_days };
        let before = if horizon.cyclic { None } else { worked_before(self.scenario, self.agent) };
        let (mut free, mut is_chosen, mut is_after_work) = (0, false, false);
        if let Some(days) = before {
            (free, is_after_work) = (days - 1, true);
        }
        for day in 0..last {
            if self.is_worked(day) {
                if is_after_work && free > 0 && free < least && is_chosen {
                    return false;
                }
                (free, is_chosen, is_after_work) = (0, false, true);
            } else {
                free += 1;
                is_chosen |= could_work(self.scenario, self.agent, day % n_days);
            }
        }
        true
    }

    fn half_weekends(&self) -> i32 {
        let halves = half_weekend_days(self.scenario, self.agent);
        let n = halves.filter(|&(saturday, sunday)| self.is_worked(saturday) != self.is_worked(sunday)).count();
        i32::try_from(n).unwrap_or(i32::MAX)
    }

    fn weekends(&self) -> i32 {
        let weekends = weekend_days(&self.scenario.horizon.days);
        let n = weekends.filter(|days| days.clone().any(|day| self.is_worked(day))).count();
        i32::try_from(n).unwrap_or(i32::MAX)
    }
}

/// Saturday and Sunday of each weekend on both of which the agent could work.
pub(in crate::optimise) fn half_weekend_days(
    scenario: &Scenario,
    agent: &Agent,
) -> impl Iterator<Item = (usize, usize)> {
    let days = &scenario.horizon.days;
    let n_days = days.len();
    let cyclic = scenario.horizon.cyclic;
    let saturdays = (0..n_days).filter(|&day| days[day].weekday() == Weekday::Sat);
    let pairs = saturdays.map(move |day| (day, if cyclic { (day + 1) % n_days } else { day + 1 }));
    pairs.filter(move |&(saturday, sunday)| {
        sunday < n_days && could_work(scenario, agent, saturday) && could_work(scenario, agent, sunday)
    })
}

/// The days of each weekend, one or both of them.
pub(in crate::optimise) fn weekend_days(days: &[Day]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let is_weekend = |day: usize| matches!(days[day].weekday(), Weekday::Sat | Weekday::Sun);
    let starts = (0..days.len())
        .filter(move |&day| days[day].weekday() == Weekday::Sat || days[day].weekday() == Weekday::Sun && day == 0);
    starts.map(move |day| day..if day + 1 < days.len() && is_weekend(day + 1) { day + 2 } else { day + 1 })
}
