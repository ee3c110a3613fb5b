//! From hours to kronor, in whole öre.

use super::hours::{Month, Rated};
use crate::model::{Amount, Category, Money, MonthCost, PartTimeExcess, Pay, PayRate, Scenario, SupplementTime};

/// One month's hours with what they come to.
///
/// Each amount is rounded to whole öre once, over the month: pay of ordinary time, of each kind of time beyond the
/// contract, of each category and rate of supplement, and on-costs on the sum.
pub(super) fn month(scenario: &Scenario, rate: Option<PayRate>, month: &Month) -> MonthCost {
    let pay = &scenario.pay;
    let supplements: Vec<SupplementTime> =
        Category::ALL.into_iter().filter_map(|category| supplement(pay, category, &month.unsocial)).collect();
    let of = |minutes: i32, percent: i64| rate.map_or(Money::default(), |rate| wage(pay, rate, minutes, percent));
    let additional = match pay.part_time {
        PartTimeExcess::Additional(percent) => percent,
        PartTimeExcess::Overtime => pay.simple_percent,
    };
    let mut amount = Amount {
        ordinary: of(month.ordinary, 100),
        supplements: supplements.iter().map(|time| time.amount).sum(),
        beyond: of(month.simple, pay.simple_percent)
            + of(month.qualified, pay.qualified_percent)
            + of(month.additional, additional),
        on_cost: Money::default(),
    };
    // What an hour costs in all holds the on-costs already.
    let base = match rate {
        Some(PayRate::Cost(_)) => amount.supplements,
        _ => amount.total(),
    };
    amount.on_cost = base.times(pay.on_cost, 10_000);
    MonthCost {
        year: month.date.0,
        month: month.date.1,
        is_whole: month.is_whole,
        ordinary: month.ordinary,
        simple: month.simple,
        qualified: month.qualified,
        additional: month.additional,
        supplements,
        amount,
    }
}

/// What so many minutes give at a percentage of an hour's pay.
///
/// ```text
/// monthly:  pay x minutes x percent / (hours_per_month x 60 x 100)
/// hourly:   pay x minutes x percent / (60 x 100)
/// ```
fn wage(pay: &Pay, rate: PayRate, minutes: i32, percent: i64) -> Money {
    let by = i64::from(minutes) * percent;
    match rate {
        PayRate::Monthly(monthly) => monthly.times(by, pay.hours_per_month * 60 * 100),
        PayRate::Hourly(hourly) | PayRate::Cost(hourly) => hourly.times(by, 60 * 100),
    }
}

/// A category's time over a month and what it gives; `None` without any.
///
/// Less than [`Pay::least_minutes`] gives nothing; otherwise the time is rounded up to whole multiples of
/// [`Pay::step_minutes`]. What rounding adds is paid at the lowest rate of the month's time in the category: the
/// sources do not say at which.
fn supplement(pay: &Pay, category: Category, unsocial: &[Rated]) -> Option<SupplementTime> {
    let rated: Vec<&Rated> = unsocial.iter().filter(|rated| rated.category == category).collect();
    let worked: i32 = rated.iter().map(|rated| rated.minutes).sum();
    if worked == 0 {
        return None;
    }
    let night = rated.iter().filter(|rated| rated.is_night).map(|rated| rated.minutes).sum();
    let unrounded: Money = rated.iter().map(|rated| at(rated.hourly, rated.minutes)).sum();
    let counted = if worked < pay.least_minutes {
        0
    } else {
        (worked + pay.step_minutes - 1) / pay.step_minutes * pay.step_minutes
    };
    let amount = if counted == 0 {
        Money::default()
    } else {
        let lowest = rated.iter().filter_map(|rated| rated.hourly).min();
        unrounded + at(lowest, counted - worked)
    };
    Some(SupplementTime { category, worked, night, counted, amount, unrounded })
}

/// So many minutes at an hourly rate; a rate that is not known gives nothing.
fn at(hourly: Option<Money>, minutes: i32) -> Money {
    hourly.map_or(Money::default(), |hourly| hourly.times(i64::from(minutes), 60))
}
