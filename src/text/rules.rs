//! Work rules by name, and their limits with units.

use crate::model::{Language, Limit, RuleId};

use super::{messages, words};

messages! {
    /// Rest between shifts.
    daily_rest() { "Dygnsvila", "Daily rest" }
    /// Rest in the week.
    weekly_rest() { "Veckovila", "Weekly rest" }
    /// First to last minute.
    longest_span() { "Arbetsdag, första till sista minut", "Working day, first to last minute" }
    /// Work without a break.
    longest_stretch() { "Arbete utan rast", "Work without a break" }
    /// The break that ends it.
    shortest_break() { "Rastens längd", "Length of the break" }
    /// Shortest shift.
    shortest_shift() { "Kortaste pass", "Shortest shift" }
    /// Longest shift.
    longest_shift() { "Längsta pass", "Longest shift" }
    /// Night.
    night_ends() { "Inget arbete på natten", "No work at night" }
    /// Shifts on a day.
    shifts_per_day() { "Pass per dag", "Shifts a day" }
    /// Shifts over the horizon.
    shifts_per_horizon() { "Pass under perioden", "Shifts over the period" }
    /// Contract.
    contract_tolerance() { "Avvikelse från avtalad tid", "Deviation from contract hours" }
    /// Rest in any seven days.
    rolling_rest() { "Vila under varje sjudygnsperiod", "Rest in any seven days" }
    /// Days in a row.
    days_in_row() { "Arbetsdagar i följd", "Working days in a row" }
    /// Days off together.
    days_off_together() { "Lediga dagar i följd", "Days off together" }
    /// Half weekends.
    half_weekends() { "Helger med arbete bara en av dagarna", "Weekends with work on one day only" }
    /// Weekends.
    weekends_per_horizon() { "Arbetshelger under perioden", "Weekends worked over the period" }
    /// Balance.
    balance_carry() { "Timmar som flyttas mellan perioder", "Hours moved between periods" }
    /// Split days.
    split_shifts() { "Delad tur, uppehåll per dag", "Split shifts, gaps a day" }
    /// Hours a week on average.
    average_week() { "Arbetstid i veckan i genomsnitt", "Hours a week on average" }
    /// Over how many weeks.
    average_week_over() { "Veckor som den räknas över", "Weeks over which it is counted" }
    /// All working time on average.
    average_total() { "Sammanlagd arbetstid i veckan i genomsnitt", "Total working time a week on average" }
    /// Over how many weeks.
    average_total_over() { "Veckor som den sammanlagda tiden räknas över", "Weeks over which total time is counted" }
    /// Above the contract.
    excess_four_weeks() { "Övertid och mertid på fyra veckor", "Overtime and extra hours in four weeks" }
    /// Overtime.
    overtime_year() { "Övertid på ett år", "Overtime in a year" }
    /// Extra hours.
    extra_year() { "Mertid på ett år", "Extra hours in a year" }
    /// Flexible hours begin.
    flex_start() { "Flexramens början", "Flexible hours begin" }
    /// Flexible hours end.
    flex_end() { "Flexramens slut", "Flexible hours end" }
    /// Balance over.
    flex_over() { "Flexsaldo, timmar över", "Flexible balance, hours over" }
    /// Balance under.
    flex_under() { "Flexsaldo, timmar under", "Flexible balance, hours under" }
    /// Notice.
    notice() { "Besked om ändrade tider", "Notice of changed hours" }
    /// Notice without extra pay.
    moved_notice() { "Besked utan ersättning för förskjuten arbetstid", "Notice without pay for moved hours" }
    /// A least count of days of notice.
    days_before(count) { "minst {count} dagar före", "at least {count} days before" }
    /// A clock time that ends something.
    not_after(clock) { "inte efter {clock}", "not after {clock}" }
    /// A least count of days.
    at_least_days(count) { "minst {count} dagar", "at least {count} days" }
    /// A greatest count of days.
    at_most_days(count) { "högst {count} dagar", "at most {count} days" }
    /// A least duration.
    at_least_hours(hours) { "minst {hours} h", "at least {hours} h" }
    /// A greatest duration.
    at_most_hours(hours) { "högst {hours} h", "at most {hours} h" }
    /// A least duration in minutes.
    at_least_minutes(minutes) { "minst {minutes} min", "at least {minutes} min" }
    /// A greatest duration in minutes.
    at_most_minutes(minutes) { "högst {minutes} min", "at most {minutes} min" }
    /// A greatest count.
    at_most(count) { "högst {count}", "at most {count}" }
    /// A clock time.
    not_before(clock) { "inte före {clock}", "not before {clock}" }
}

/// What a rule is called.
pub fn name(language: Language, rule: RuleId) -> String {
    match rule {
        RuleId::DailyRest => daily_rest(language),
        RuleId::WeeklyRest => weekly_rest(language),
        RuleId::LongestSpan => longest_span(language),
        RuleId::LongestStretch => longest_stretch(language),
        RuleId::ShortestBreak => shortest_break(language),
        RuleId::ShortestShift => shortest_shift(language),
        RuleId::LongestShift => longest_shift(language),
        RuleId::NightEnds => night_ends(language),
        RuleId::ShiftsPerDay => shifts_per_day(language),
        RuleId::ShiftsPerHorizon => shifts_per_horizon(language),
        RuleId::RollingRest => rolling_rest(language),
        RuleId::DaysInRow => days_in_row(language),
        RuleId::DaysOffTogether => days_off_together(language),
        RuleId::HalfWeekends => half_weekends(language),
        RuleId::WeekendsPerHorizon => weekends_per_horizon(language),
        RuleId::ContractTolerance => contract_tolerance(language),
        RuleId::BalanceCarry => balance_carry(language),
        RuleId::SplitShifts => split_shifts(language),
        RuleId::AverageWeek => average_week(language),
        RuleId::AverageWeekOver => average_week_over(language),
        RuleId::AverageTotal => average_total(language),
        RuleId::AverageTotalOver => average_total_over(language),
        RuleId::ExcessFourWeeks => excess_four_weeks(language),
        RuleId::OvertimeYear => overtime_year(language),
        RuleId::ExtraYear => extra_year(language),
        RuleId::FlexStart => flex_start(language),
        RuleId::FlexEnd => flex_end(language),
        RuleId::FlexOver => flex_over(language),
        RuleId::FlexUnder => flex_under(language),
        RuleId::Notice => notice(language),
        RuleId::MovedNotice => moved_notice(language),
    }
}

/// What a rule asks: "minst 11 h".
///
/// ```
/// use bemanna::model::{Language, Limit, RuleId};
/// let limit = Limit { value: 660, source: String::new(), is_verified: false };
/// assert_eq!(bemanna::text::rules::limit(Language::Swedish, RuleId::DailyRest, &limit), "minst 11 h");
/// ```
pub fn limit(language: Language, rule: RuleId, limit: &Limit) -> String {
    let value = limit.value;
    let hours = || words::number(language, f64::from(value) / 60.0, usize::from(value % 60 != 0));
    let is_long = value >= 60;
    match rule {
        RuleId::DailyRest
        | RuleId::WeeklyRest
        | RuleId::RollingRest
        | RuleId::ShortestBreak
        | RuleId::ShortestShift => {
            if is_long {
                at_least_hours(language, hours())
            } else {
                at_least_minutes(language, value)
            }
        }
        RuleId::LongestSpan
        | RuleId::LongestStretch
        | RuleId::LongestShift
        | RuleId::ContractTolerance
        | RuleId::BalanceCarry
        | RuleId::AverageWeek
        | RuleId::AverageTotal
        | RuleId::ExcessFourWeeks
        | RuleId::OvertimeYear
        | RuleId::ExtraYear
        | RuleId::FlexOver
        | RuleId::FlexUnder => {
            if is_long {
                at_most_hours(language, hours())
            } else {
                at_most_minutes(language, value)
            }
        }
        RuleId::Notice | RuleId::MovedNotice => days_before(language, value),
        RuleId::FlexEnd => not_after(language, words::clock(value)),
        RuleId::NightEnds | RuleId::FlexStart => not_before(language, words::clock(value)),
        RuleId::DaysInRow => at_most_days(language, value),
        RuleId::DaysOffTogether => at_least_days(language, value),
        RuleId::ShiftsPerDay
        | RuleId::ShiftsPerHorizon
        | RuleId::HalfWeekends
        | RuleId::WeekendsPerHorizon
        | RuleId::SplitShifts
        | RuleId::AverageWeekOver
        | RuleId::AverageTotalOver => at_most(language, value),
    }
}
