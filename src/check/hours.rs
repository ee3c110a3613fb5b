//! How much is worked: a person's own limits, averages over weeks, hours above the contract, flexible hours, split days.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Agent, AgentIdx, Aim, Breach, OwnHours, RuleId, Scenario, Severity, Span, Violation};

use super::clock::{clock_since, common, first_at, length, midnight, move_date, week_of};
use super::rules::{count, rule};
use super::shifts::Shift;

/// One person's roster, as these rules see it.
struct Person<'a> {
    scenario: &'a Scenario,
    index: AgentIdx,
    agent: &'a Agent,
    shifts: &'a [Shift],
}

/// Every rule about how much one person works.
pub(super) fn hours(
    scenario: &Scenario,
    (index, agent): (AgentIdx, &Agent),
    shifts: &[Shift],
    out: &mut Vec<Violation>,
) {
    let person = Person { scenario, index, agent, shifts };
    person.own_hours(out);
    let broken = [
        person.splits(),
        person.flex_frame(),
        person.average_week(),
        person.average_total(),
        person.excess(),
        person.flex_balance(),
    ];
    out.extend(broken.into_iter().flatten());
}

impl Person<'_> {
    fn limit(&self, rule: RuleId) -> Option<i32> {
        self.scenario.rules.get(rule)
    }

    fn whole(&self) -> Span {
        let start = self.scenario.horizon.days[0].start;
        Span::new(start, start + length(&self.scenario.horizon))
    }

    fn paid(&self) -> i32 {
        self.shifts.iter().map(Shift::paid).sum()
    }

    fn broken(&self, id: RuleId, span: Span, measured: i32, limit: i32) -> Violation {
        rule(id, self.index, span, measured, limit)
    }

    /// Paid time by week from Monday: every week that the horizon touches, and any other with a shift.
    fn paid_weeks(&self) -> BTreeMap<NaiveDate, i32> {
        let days = &self.scenario.horizon.days;
        // On a cyclic horizon that begins within a week, that week comes again at its end.
        let week = |date: NaiveDate| {
            let begins_before = self.scenario.horizon.cyclic && week_of(date) < days[0].date;
            week_of(if begins_before { move_date(date, count(days.len())) } else { date })
        };
        let mut weeks: BTreeMap<NaiveDate, i32> = days.iter().map(|day| (week(day.date), 0)).collect();
        for shift in self.shifts {
            *weeks.entry(week(shift.date)).or_default() += shift.paid();
        }
        weeks
    }

    /// From the first of these Mondays to the end of the last one's week.
    fn weeks_span(&self, first: NaiveDate, last: NaiveDate) -> Span {
        let horizon = &self.scenario.horizon;
        Span::new(midnight(horizon, first), midnight(horizon, move_date(last, 7)))
    }

    /// Shifts and weeks with more paid time than the person may have.
    fn own_hours(&self, out: &mut Vec<Violation>) {
        let mut over = |over, span, measured, limit| {
            let breach = Breach::OverOwnHours { over, measured, limit };
            out.push(Violation { breach, agent: Some(self.index), span, severity: Severity::Hard });
        };
        if let Some(limit) = self.agent.limits.longest_day {
            for shift in self.shifts.iter().filter(|shift| shift.paid() > limit) {
                over(OwnHours::Day, shift.span, shift.paid(), limit);
            }
        }
        if let Some(limit) = self.agent.limits.longest_week {
            for (monday, paid) in self.paid_weeks().into_iter().filter(|(_, paid)| *paid > limit) {
                over(OwnHours::Week, self.weeks_span(monday, monday), paid, limit);
            }
        }
    }

    /// Gaps that split a day: those of the shifts that start on it.
    fn splits(&self) -> Vec<Violation> {
        let Some(limit) = self.limit(RuleId::SplitShifts) else { return Vec::new() };
        let days = self.shifts.chunk_by(|a, b| a.date == b.date);
        let gaps = days.map(|day| day.iter().flat_map(|shift| shift.reading.gaps.iter().copied()).collect::<Vec<_>>());
        let too_many = gaps.filter(|gaps| count(gaps.len()) > limit);
        too_many.map(|gaps| self.broken(RuleId::SplitShifts, gaps[0], count(gaps.len()), limit)).collect()
    }

    /// Work outside the frame of flexible hours.
    fn flex_frame(&self) -> Vec<Violation> {
        let horizon = &self.scenario.horizon;
        let mut out = Vec::new();
        for shift in self.shifts {
            let (starts, ends) =
                [shift.span.start, shift.span.end].map(|at| clock_since(horizon, shift.date, at)).into();
            if let Some(limit) = self.limit(RuleId::FlexStart).filter(|&limit| starts < limit) {
                let span = Span::new(shift.span.start, first_at(horizon, shift.date, limit, shift.span));
                out.push(self.broken(RuleId::FlexStart, span, starts, limit));
            }
            if let Some(limit) = self.limit(RuleId::FlexEnd).filter(|&limit| ends > limit) {
                let span = Span::new(first_at(horizon, shift.date, limit, shift.span), shift.span.end);
                out.push(self.broken(RuleId::FlexEnd, span, ends, limit));
            }
        }
        out
    }

    /// Paid time a week on average, over so many weeks of the plan at a time; a part of a week counts as one.
    fn average_week(&self) -> Vec<Violation> {
        let Some(limit) = self.limit(RuleId::AverageWeek) else { return Vec::new() };
        let over = self.limit(RuleId::AverageWeekOver).unwrap_or(1).max(1);
        let weeks: Vec<(NaiveDate, i32)> = self.paid_weeks().into_iter().collect();
        let blocks = weeks.chunks(usize::try_from(over).expect("at least 1"));
        let measured = |block: &[(NaiveDate, i32)]| block.iter().map(|week| week.1).sum::<i32>();
        let too_much = blocks.filter(|block| measured(block) > limit * count(block.len()));
        let told = |block: &[(NaiveDate, i32)]| {
            let span = self.weeks_span(block[0].0, block[block.len() - 1].0);
            self.broken(RuleId::AverageWeek, span, average(measured(block), block.len()), limit)
        };
        too_much.map(told).collect()
    }

    /// Working time of every kind a week on average, over any so many weeks that end in the plan; over all known, where
    /// they are fewer. Absence that counts as work is counted.
    fn average_total(&self) -> Vec<Violation> {
        // Who does not work in the plan is not blamed for the weeks before it.
        let Some(limit) = self.limit(RuleId::AverageTotal).filter(|_| !self.shifts.is_empty()) else {
            return Vec::new();
        };
        let over = self.limit(RuleId::AverageTotalOver).unwrap_or(1).max(1);
        let over = usize::try_from(over).expect("at least 1");
        let planned: Vec<(NaiveDate, i32)> =
            self.paid_weeks().into_iter().map(|(monday, paid)| (monday, paid + self.absent(monday))).collect();
        let before = if self.scenario.horizon.cyclic { &[][..] } else { &self.agent.weeks_before[..] };
        let all: Vec<i32> = before.iter().copied().chain(planned.iter().map(|week| week.1)).collect();
        let over = over.min(all.len());
        for last in before.len().max(over - 1)..all.len() {
            let window = &all[last + 1 - over..=last];
            let sum: i32 = window.iter().sum();
            if sum > limit * count(over) {
                let first = planned[(last + 1 - over).saturating_sub(before.len())].0;
                let span = self.weeks_span(first, planned[last - before.len()].0);
                return vec![self.broken(RuleId::AverageTotal, span, average(sum, over), limit)];
            }
        }
        Vec::new()
    }

    /// What absence that counts as work gives in the week from a Monday: its part by time of what it counts for.
    fn absent(&self, monday: NaiveDate) -> i32 {
        let week = self.weeks_span(monday, monday);
        let part = |absence: &crate::model::Absence| {
            let within = common(absence.span, self.whole())?;
            let here = common(within, week)?;
            Some(i64::from(absence.counted) * i64::from(here.minutes()) / i64::from(within.minutes()))
        };
        let sum: i64 = self.agent.absences.iter().filter_map(part).sum();
        i32::try_from(sum).unwrap_or(i32::MAX)
    }

    /// Hours above the contract: up to full time they are extra hours of part time, beyond that overtime.
    ///
    /// Hours that are moved from one period to another are neither.
    fn excess(&self) -> Vec<Violation> {
        let Some(contract) = self.agent.contract else { return Vec::new() };
        let carried = &self.agent.history;
        // Overtime that was ordered stands in the contract for the horizon, and is overtime all the same.
        let ordered: i32 = self.agent.overtime.iter().map(|span| span.end - span.start).sum();
        let contract = contract - ordered;
        let ordinary = contract.max(contract + carried.evened);
        let excess = self.paid() - ordinary;
        if excess <= 0 {
            return Vec::new();
        }
        let extra = excess.min(self.full_time(ordinary) - ordinary);
        let n_weeks = (count(self.scenario.horizon.days.len()) + 6) / 7;
        // Four weeks' worth for up to four weeks, and in proportion for more.
        let quarters = n_weeks.max(4);
        let found = [
            (RuleId::ExcessFourWeeks, excess, carried.excess_weeks.iter().sum(), quarters),
            (RuleId::OvertimeYear, excess - extra, carried.overtime_year, 4),
            (RuleId::ExtraYear, extra, carried.extra_year, 4),
        ];
        let told = |(id, more, before, quarters): (RuleId, i32, i32, i32)| {
            let limit = self.limit(id)? * quarters / 4;
            (more > 0 && more + before > limit).then(|| self.broken(id, self.whole(), more + before, limit))
        };
        found.into_iter().filter_map(told).collect()
    }

    /// The hours of full time where somebody's share of it gives `contract`.
    fn full_time(&self, contract: i32) -> i32 {
        let share = self.agent.employment.get();
        #[expect(clippy::cast_possible_truncation, reason = "a plan has few minutes")]
        let full = (f64::from(contract) / share).round() as i32;
        if share > 0.0 && share < 1.0 { full } else { contract }
    }

    /// The balance of flexible hours after the plan, where the contract's hours are given out: neither too far over nor
    /// under, unless it was so before and has not grown.
    fn flex_balance(&self) -> Vec<Violation> {
        let is_owed = !self.agent.hireable && matches!(self.scenario.aim, Aim::Contract | Aim::ContractSpread);
        let Some(contract) = self.agent.contract.filter(|_| is_owed) else { return Vec::new() };
        let carried = &self.agent.history;
        let after = carried.balance - carried.evened + self.paid() - contract;
        let mut out = Vec::new();
        for (id, after, before) in
            [(RuleId::FlexOver, after, carried.balance), (RuleId::FlexUnder, -after, -carried.balance)]
        {
            if let Some(limit) = self.limit(id).filter(|&limit| after > limit.max(before)) {
                out.push(self.broken(id, self.whole(), after, limit));
            }
        }
        out
    }
}

/// A sum over so many weeks as minutes a week, rounded up.
fn average(sum: i32, weeks: usize) -> i32 {
    let weeks = count(weeks);
    (sum + weeks - 1) / weeks
}
