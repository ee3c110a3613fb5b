//! Work rules as data: each limit with its source, so that a report can say what applied.

use std::collections::BTreeMap;

/// A work rule. Each has one limit; a rule without a limit in [`Rules`] does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleId {
    /// Least unbroken rest between two shifts `[min]`, in elapsed time.
    DailyRest,
    /// Least unbroken rest in each week Monday to Sunday `[min]`.
    WeeklyRest,
    /// Longest time from the first to the last minute of a day's work `[min]`.
    LongestSpan,
    /// Longest work without a break that is not working time (`rast`) `[min]`.
    LongestStretch,
    /// Shortest `rast` that ends a stretch `[min]`.
    ShortestBreak,
    /// Least paid time of a shift `[min]`.
    ShortestShift,
    /// Most paid time of a shift `[min]`.
    LongestShift,
    /// No work between midnight and this clock time `[min since midnight]`.
    NightEnds,
    /// Most shifts on one day.
    ShiftsPerDay,
    /// Most shifts over the whole horizon.
    ShiftsPerHorizon,
    /// Least unbroken rest that begins in any seven days from a midnight `[min]`.
    RollingRest,
    /// Most days in a row with work.
    DaysInRow,
    /// Least days off together between two days with work.
    DaysOffTogether,
    /// Most weekends with work on only one of Saturday and Sunday; 0: both or neither.
    HalfWeekends,
    /// Most weekends with work over the whole horizon.
    WeekendsPerHorizon,
    /// Most by which paid time over the horizon may differ from the contract `[min]`.
    ContractTolerance,
    /// Most hours over or under the contract that a plan evens out `[min]`.
    BalanceCarry,
}

impl RuleId {
    /// Every rule, in the order a reader meets them.
    pub const ALL: [Self; 17] = [
        Self::DailyRest,
        Self::WeeklyRest,
        Self::LongestSpan,
        Self::LongestStretch,
        Self::ShortestBreak,
        Self::ShortestShift,
        Self::LongestShift,
        Self::NightEnds,
        Self::ShiftsPerDay,
        Self::ShiftsPerHorizon,
        Self::RollingRest,
        Self::DaysInRow,
        Self::DaysOffTogether,
        Self::HalfWeekends,
        Self::WeekendsPerHorizon,
        Self::ContractTolerance,
        Self::BalanceCarry,
    ];

    /// The key in the rule files.
    pub fn key(self) -> &'static str {
        match self {
            Self::DailyRest => "daily_rest",
            Self::WeeklyRest => "weekly_rest",
            Self::LongestSpan => "longest_span",
            Self::LongestStretch => "longest_stretch",
            Self::ShortestBreak => "shortest_break",
            Self::ShortestShift => "shortest_shift",
            Self::LongestShift => "longest_shift",
            Self::NightEnds => "night_ends",
            Self::ShiftsPerDay => "shifts_per_day",
            Self::ShiftsPerHorizon => "shifts_per_horizon",
            Self::RollingRest => "rolling_rest",
            Self::DaysInRow => "days_in_row",
            Self::DaysOffTogether => "days_off_together",
            Self::HalfWeekends => "half_weekends",
            Self::WeekendsPerHorizon => "weekends_per_horizon",
            Self::ContractTolerance => "contract_tolerance",
            Self::BalanceCarry => "balance_carry",
        }
    }
}

/// The limit of one rule and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The value; minutes or a count, as [`RuleId`] says.
    pub value: i32,
    /// Law or agreement with its paragraph, as read.
    pub source: String,
    /// Whether the paragraph has been checked against the original text.
    pub is_verified: bool,
}

/// The work rules that apply to a scenario.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Name of the rule set they began as.
    pub set: String,
    /// The limit of each rule that applies.
    pub limits: BTreeMap<RuleId, Limit>,
}

impl Rules {
    /// The rule's limit; `None` when it does not apply.
    pub fn get(&self, rule: RuleId) -> Option<i32> {
        self.limits.get(&rule).map(|limit| limit.value)
    }
}
