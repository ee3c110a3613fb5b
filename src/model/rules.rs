//! Work rules as data: each limit with its source, so that a report can say what applied.

use std::collections::BTreeMap;

use chrono::NaiveDate;

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
    /// Most unpaid gaps in a working day, each of which splits it in two.
    SplitShifts,
    /// Most paid time a week on average over [`RuleId::AverageWeekOver`] weeks `[min]`.
    AverageWeek,
    /// Weeks over which [`RuleId::AverageWeek`] is taken.
    AverageWeekOver,
    /// Most working time of every kind in seven days on average over [`RuleId::AverageTotalOver`] weeks `[min]`.
    AverageTotal,
    /// Weeks over which [`RuleId::AverageTotal`] is taken.
    AverageTotalOver,
    /// Most overtime and part-time extra hours in four weeks `[min]`.
    ExcessFourWeeks,
    /// Most overtime in a year `[min]`.
    OvertimeYear,
    /// Most part-time extra hours in a year, up to full time `[min]`.
    ExtraYear,
    /// No work before this clock time, the frame of flexible hours `[min since midnight]`.
    FlexStart,
    /// No work after this clock time, the frame of flexible hours `[min since midnight]`.
    FlexEnd,
    /// Most hours over the contract on the balance of flexible hours after the plan `[min]`.
    FlexOver,
    /// Most hours under it `[min]`.
    FlexUnder,
    /// Least days of notice of a change of hours that were published.
    Notice,
    /// With fewer days of notice, each day lacking is one for which a shift that is moved is paid extra.
    MovedNotice,
}

impl RuleId {
    /// Which way the rule's limit binds.
    pub fn bound(self) -> Bound {
        match self {
            Self::DailyRest
            | Self::WeeklyRest
            | Self::ShortestBreak
            | Self::ShortestShift
            | Self::NightEnds
            | Self::FlexStart
            | Self::Notice
            | Self::MovedNotice
            | Self::RollingRest
            | Self::DaysOffTogether => Bound::Least,
            Self::LongestSpan
            | Self::LongestStretch
            | Self::LongestShift
            | Self::ShiftsPerDay
            | Self::ShiftsPerHorizon
            | Self::DaysInRow
            | Self::HalfWeekends
            | Self::WeekendsPerHorizon
            | Self::ContractTolerance
            | Self::BalanceCarry
            | Self::SplitShifts
            | Self::AverageWeek
            | Self::AverageWeekOver
            | Self::AverageTotal
            | Self::AverageTotalOver
            | Self::ExcessFourWeeks
            | Self::OvertimeYear
            | Self::ExtraYear
            | Self::FlexEnd
            | Self::FlexOver
            | Self::FlexUnder => Bound::Most,
        }
    }

    /// Whether the limit is a number of something rather than minutes.
    pub fn is_count(self) -> bool {
        matches!(
            self,
            Self::ShiftsPerDay
                | Self::ShiftsPerHorizon
                | Self::DaysInRow
                | Self::DaysOffTogether
                | Self::HalfWeekends
                | Self::WeekendsPerHorizon
                | Self::SplitShifts
                | Self::AverageWeekOver
                | Self::AverageTotalOver
                | Self::Notice
                | Self::MovedNotice
        )
    }

    /// Every rule, in the order a reader meets them.
    pub const ALL: [Self; 31] = [
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
        Self::SplitShifts,
        Self::AverageWeek,
        Self::AverageWeekOver,
        Self::AverageTotal,
        Self::AverageTotalOver,
        Self::ExcessFourWeeks,
        Self::OvertimeYear,
        Self::ExtraYear,
        Self::FlexStart,
        Self::FlexEnd,
        Self::FlexOver,
        Self::FlexUnder,
        Self::Notice,
        Self::MovedNotice,
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
            Self::SplitShifts => "split_shifts",
            Self::AverageWeek => "average_week",
            Self::AverageWeekOver => "average_week_over",
            Self::AverageTotal => "average_total",
            Self::AverageTotalOver => "average_total_over",
            Self::ExcessFourWeeks => "excess_four_weeks",
            Self::OvertimeYear => "overtime_year",
            Self::ExtraYear => "extra_year",
            Self::FlexStart => "flex_start",
            Self::FlexEnd => "flex_end",
            Self::FlexOver => "flex_over",
            Self::FlexUnder => "flex_under",
            Self::Notice => "notice",
            Self::MovedNotice => "moved_notice",
        }
    }
}

/// Which way a rule's limit binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The roster must have at least the limit: a higher one is stricter.
    Least,
    /// The roster may have at most the limit: a lower one is stricter.
    Most,
}

impl Bound {
    /// The stricter of two limits.
    pub fn stricter(self, one: i32, other: i32) -> i32 {
        match self {
            Self::Least => one.max(other),
            Self::Most => one.min(other),
        }
    }
}

/// A measure by which contracts count hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureId {
    /// Paid hours of full time in a week without public holidays `[min]`.
    FullTimeWeek,
    /// Paid hours of full time for who works both weekdays and Sundays or public holidays, which then take nothing off
    /// `[min]`.
    FullTimeWeekAllDays,
    /// By how much a public holiday on Monday to Friday lessens the hours of full time `[min]`.
    HolidayReduction,
    /// By how much the day off lessens them that a 6 June on Saturday or Sunday gives `[min]`.
    NationalDay,
}

impl MeasureId {
    /// Every measure.
    pub const ALL: [Self; 4] =
        [Self::FullTimeWeek, Self::FullTimeWeekAllDays, Self::HolidayReduction, Self::NationalDay];

    /// The key in the rule files.
    pub fn key(self) -> &'static str {
        match self {
            Self::FullTimeWeek => "full_time_week",
            Self::FullTimeWeekAllDays => "full_time_week_all_days",
            Self::HolidayReduction => "holiday_reduction",
            Self::NationalDay => "national_day",
        }
    }
}

/// What a value of a rule file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKey {
    /// A rule that binds rosters.
    Limit(RuleId),
    /// A measure of contracts.
    Measure(MeasureId),
}

impl RuleKey {
    /// Every key, in the order a reader meets them.
    pub fn all() -> impl Iterator<Item = Self> {
        RuleId::ALL.into_iter().map(Self::Limit).chain(MeasureId::ALL.into_iter().map(Self::Measure))
    }

    /// The key in the rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Limit(rule) => rule.key(),
            Self::Measure(measure) => measure.key(),
        }
    }
}

/// A value that was considered for a plan, and what became of it: for the list of what applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleValue {
    /// What it is about.
    pub key: RuleKey,
    /// The value, its source and whether that has been checked.
    pub limit: Limit,
    /// First day on which it is in force; `None`: from the beginning.
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it is in force; `None`: until further notice.
    pub valid_to: Option<NaiveDate>,
    /// What became of it.
    pub standing: Standing,
}

/// What became of a value in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It applies.
    Applies,
    /// It applies, and the centre has set it itself.
    Changed,
    /// The centre has set another in its place.
    Replaced,
    /// The centre has switched the rule off.
    SwitchedOff,
    /// Another value in force on other days of the plan is stricter, and applies on all of them.
    Looser,
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
    /// Every value in force on some day of the plan, or set by the centre, and what became of it.
    pub values: Vec<RuleValue>,
}

impl Rules {
    /// The rule's limit; `None` when it does not apply.
    pub fn get(&self, rule: RuleId) -> Option<i32> {
        self.limits.get(&rule).map(|limit| limit.value)
    }
}
