//! history.csv: where the plan leaves each person, to be read with the next one.

use crate::model::{AgentIdx, Aim, DayIdx, Language, Plan};

use super::history_hours::carried_hours;
use super::people::{Week, listed, shifts_on, week};
use super::tables::{Table, date_time};

/// Where a plan leaves one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Carried {
    /// Hours over or under the contract `[min]`.
    pub balance: i32,
    /// Evenings so far.
    pub evenings: u32,
    /// Weekends so far.
    pub weekends: u32,
    /// Weeks times share of full time over which they were counted.
    pub weeks: f64,
    /// Days in a row with work, up to the last day of the plan.
    pub days_in_row: u32,
}

/// Where the plan leaves `agent`.
pub(super) fn carried(plan: &Plan, agent: AgentIdx, sums: &Week) -> Carried {
    let this = &plan.scenario.agents[agent.0];
    let before = this.history;
    // Where only who is needed works, hours under the contract are not owed.
    let is_owed = matches!(plan.scenario.aim, Aim::Contract | Aim::ContractSpread) && !this.hireable;
    let more = this.contract.filter(|_| is_owed).map_or(0, |contract| sums.paid - contract - before.evened);
    let days = (0..plan.scenario.horizon.n_days()).rev().map(DayIdx);
    let n_days = plan.scenario.horizon.n_days();
    let in_row = days.take_while(|&day| !shifts_on(plan, agent, day).is_empty()).count();
    let earlier = if in_row == n_days { before.days_in_row } else { 0 };
    Carried {
        balance: before.balance + more,
        evenings: before.evenings + count(sums.evenings),
        weekends: before.weekends + count(sums.weekends),
        weeks: before.weeks + before.weeks_planned,
        days_in_row: earlier + count(in_row),
    }
}

/// The columns.
const COLUMNS: [&str; 11] = [
    "agent",
    "last_end",
    "days_in_row",
    "balance",
    "evenings",
    "weekends",
    "weeks",
    "week_hours",
    "excess_weeks",
    "overtime_year",
    "extra_year",
];

/// The table of [`COLUMNS`], one row per person listed.
pub(super) fn history_csv(plan: &Plan, language: Language) -> Vec<u8> {
    let mut out = Table::new(language, &COLUMNS);
    for (index, agent) in listed(plan) {
        let sums = week(plan, index);
        let (carried, of_hours) = (carried(plan, index, &sums), carried_hours(plan, index, &sums));
        let last = plan.roster.of(index).iter().map(|stretch| stretch.end).max().or(agent.last_end);
        let weeks = out.number(carried.weeks, 2);
        out.row(&[
            agent.id.clone(),
            last.map_or_else(String::new, |end| date_time(&plan.scenario, end, ' ')),
            carried.days_in_row.to_string(),
            balance(carried.balance),
            carried.evenings.to_string(),
            carried.weekends.to_string(),
            weeks,
            list(&of_hours.week_hours),
            list(&of_hours.excess_weeks),
            hours(of_hours.overtime_year),
            hours(of_hours.extra_year),
        ]);
    }
    out.finish()
}

/// Hours and minutes: "38:15".
fn hours(minutes: i32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Hours and minutes with bars between; nothing where all are 0.
fn list(weeks: &[i32]) -> String {
    if weeks.iter().all(|&week| week == 0) {
        return String::new();
    }
    weeks.iter().map(|&week| hours(week)).collect::<Vec<_>>().join("|")
}

/// Hours over or under with their sign: "+2:30", "-0:45", "0:00".
pub(super) fn balance(minutes: i32) -> String {
    let sign = match minutes {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    format!("{sign}{}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_balance_has_its_sign() {
        assert_eq!([150, -45, 0, -630].map(balance), ["+2:30", "-0:45", "0:00", "-10:30"]);
    }
}
