//! What random people bring and ask for, and the rules of weeks that random centres have.

use bemanna::model::{Agent, DayIdx, History, Limit, Minute, RuleId, Scenario, SkillIdx, SkillSet, Wish, WishKind};
use proptest::prelude::*;

/// What the periods before left somebody, and what they ask for.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    /// The last shift ended so many hours before the plan.
    hours_ago: Option<i32>,
    history: History,
    /// Day, kind of wish and weight.
    wishes: Vec<(usize, u8, f64)>,
}

pub(super) fn carried() -> impl Strategy<Value = Carried> {
    let counts = (0_u32..4, 0_u32..5, 0_u32..3, 0.0..6.0);
    let wishes = prop::collection::vec((0_usize..5, 0_u8..4, 0.5..3.0), 0..4);
    (prop::option::of(12_i32..100), counts, wishes).prop_map(
        |(hours_ago, (days_in_row, evenings, weekends, weeks), wishes)| {
            let days_in_row = if hours_ago.is_some_and(|hours| hours < 24) { days_in_row.max(1) } else { 0 };
            let history = History { days_in_row, evenings, weekends, weeks, ..History::default() };
            Carried { hours_ago, history, wishes }
        },
    )
}

impl Carried {
    /// Gives it to somebody of this share of full time.
    pub(super) fn give(&self, agent: &mut Agent, n_days: usize, employment: f64) {
        agent.last_end = self.hours_ago.map(|hours| Minute(-60 * hours));
        agent.history = History { weeks_planned: employment, ..self.history };
        agent.wishes = self.wishes.iter().filter(|wish| wish.0 < n_days).map(wish).collect();
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
pub(super) struct WeekRules {
    /// Whether the last day is followed by the first.
    is_cyclic: bool,
    /// No single days off, and a long rest in any seven days.
    has_rests: bool,
    /// Who opens must know the first queue.
    has_keyholder: bool,
}

pub(super) fn week_rules() -> impl Strategy<Value = WeekRules> {
    let flags = (prop::bool::weighted(0.2), prop::bool::weighted(0.3), prop::bool::weighted(0.3));
    flags.prop_map(|(is_cyclic, has_rests, has_keyholder)| WeekRules { is_cyclic, has_rests, has_keyholder })
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
        if self.has_keyholder {
            scenario.keyholders.opens = Some(SkillSet::of([SkillIdx(0)]));
        }
    }
}
