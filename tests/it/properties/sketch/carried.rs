//! What random people bring and ask for, and the rules of weeks that random centres have.

use bemanna::model::{
    Agent, DayIdx, History, Limit, Minute, PublishedDay, RuleId, Scenario, SkillIdx, SkillSet, Span, Wish, WishKind,
};
use proptest::prelude::*;

/// What the periods before left somebody, and what they ask for.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    /// The last shift ended so many hours before the plan.
    hours_ago: Option<i32>,
    history: History,
    /// Day, kind of wish and weight.
    wishes: Vec<(usize, u8, f64)>,
    /// Hours worked in the weeks before.
    weeks_before: Vec<i32>,
    /// At most so many hours a week.
    longest_week: Option<i32>,
    /// Whether told to work a whole day on the first day.
    is_told: bool,
}

pub(super) fn carried() -> impl Strategy<Value = Carried> {
    let counts = (0_u32..4, 0_u32..5, 0_u32..3, 0.0..6.0);
    let wishes = prop::collection::vec((0_usize..5, 0_u8..4, 0.5..3.0), 0..4);
    // Hours that leave room for the contract under an average of 48.
    let hours = (prop::collection::vec(20_i32..48, 0..5), prop::option::weighted(0.3, 40_i32..42), any::<bool>());
    (prop::option::of(12_i32..100), counts, wishes, hours).prop_map(
        |(hours_ago, (days_in_row, evenings, weekends, weeks), wishes, (weeks_before, longest_week, is_told))| {
            let days_in_row = if hours_ago.is_some_and(|hours| hours < 24) { days_in_row.max(1) } else { 0 };
            let history = History { days_in_row, evenings, weekends, weeks, ..History::default() };
            Carried { hours_ago, history, wishes, weeks_before, longest_week, is_told }
        },
    )
}

impl Carried {
    /// Gives it to somebody of this share of full time.
    pub(super) fn give(&self, agent: &mut Agent, n_days: usize, employment: f64) {
        agent.last_end = self.hours_ago.map(|hours| Minute(-60 * hours));
        agent.history = History { weeks_planned: employment, ..self.history };
        agent.weeks_before = self.weeks_before.iter().map(|hours| hours * 60).collect();
        agent.limits.longest_week = self.longest_week.map(|hours| hours * 60);
        agent.wishes = self.wishes.iter().filter(|wish| wish.0 < n_days).map(wish).collect();
    }
}

impl WeekRules {
    /// Tells somebody with a whole day in the contract to work it on the first day, from 8 to half past 16. Not where
    /// single days off are barred, since the days that are left might then leave no way to fill the contract.
    pub(super) fn tell(&self, carried: &Carried, agent: &mut Agent) {
        let whole = Span::new(Minute(480), Minute(990));
        let is_away = agent.absences.iter().any(|absence| absence.span.overlaps(whole));
        if carried.is_told && self.has_hours && !self.has_rests && !is_away {
            agent.told.push(PublishedDay { day: DayIdx(0), span: Some(whole), notice: 3 });
        }
    }
}

fn wish(&(day, kind, weight): &(usize, u8, f64)) -> Wish {
    let kind = match kind {
        0 => WishKind::DayOff,
        1 => WishKind::StartNotBefore(8 * 60 + 30),
        2 => WishKind::EndNotAfter(16 * 60),
        _ => WishKind::NoEvening,
    };
    Wish { day: DayIdx(day), kind, weight }
}

/// Rules that reach over days.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
pub(super) struct WeekRules {
    /// Whether the last day is followed by the first.
    is_cyclic: bool,
    /// No single days off, and a long rest in any seven days.
    has_rests: bool,
    /// Who opens must know the first queue.
    has_keyholder: bool,
    /// Averages over weeks, a frame for flexible hours, no split days, and notice.
    has_hours: bool,
}

pub(super) fn week_rules() -> impl Strategy<Value = WeekRules> {
    let flag = prop::bool::weighted;
    let flags = (flag(0.2), flag(0.3), flag(0.3), flag(0.5));
    flags.prop_map(|(is_cyclic, has_rests, has_keyholder, has_hours)| WeekRules {
        is_cyclic,
        has_rests,
        has_keyholder,
        has_hours,
    })
}

impl WeekRules {
    pub(super) fn apply(&self, scenario: &mut Scenario) {
        // A Friday that is followed by a Monday leaves no rest, so that contracts could not be kept: where rests are asked
        // for, only whole weeks turn round.
        let n_days = scenario.horizon.n_days();
        let turns = n_days.is_multiple_of(7) || n_days <= 5 && !self.has_rests;
        scenario.horizon.cyclic = self.is_cyclic && turns;
        if self.has_rests {
            for (rule, value) in
                [(RuleId::DaysOffTogether, 2), (RuleId::RollingRest, 36 * 60), (RuleId::HalfWeekends, 0)]
            {
                let limit = Limit { value, source: "prov".to_owned(), is_verified: false };
                scenario.rules.limits.insert(rule, limit);
            }
        }
        if self.has_hours {
            for (rule, value) in [
                (RuleId::AverageWeek, 40 * 60),
                (RuleId::AverageWeekOver, 4),
                (RuleId::AverageTotal, 48 * 60),
                (RuleId::AverageTotalOver, 3),
                (RuleId::FlexStart, 8 * 60),
                (RuleId::FlexEnd, 20 * 60),
                (RuleId::SplitShifts, 0),
                (RuleId::Notice, 14),
            ] {
                let limit = Limit { value, source: "prov".to_owned(), is_verified: false };
                scenario.rules.limits.insert(rule, limit);
            }
        }
        if self.has_keyholder {
            scenario.keyholders.opens = Some(SkillSet::of([SkillIdx(0)]));
        }
    }
}
