//! wages.csv: each person's hours by month and kind, for the pay office and for the records of overtime.

use crate::model::{Category, Language, Plan};

use super::tables::Table;

/// One row for each person and calendar month with paid time; hours with two decimals.
///
/// Supplements are the time worked, before rounding: the pay office sums the whole month, of which the plan may be a
/// part.
pub(super) fn wages_csv(plan: &Plan, language: Language) -> Vec<u8> {
    let mut out = Table::new(
        language,
        &[
            "agent",
            "month",
            "whole_month",
            "ordinary",
            "simple_overtime",
            "qualified_overtime",
            "additional",
            "supplement_a",
            "supplement_b",
            "supplement_c",
            "supplement_d",
        ],
    );
    for person in &plan.cost.people {
        for month in &person.months {
            let number = |minutes: i32| out.number(f64::from(minutes) / 60.0, 2);
            let mut row = vec![
                plan.scenario.agents[person.agent.0].id.clone(),
                format!("{:04}-{:02}", month.year, month.month),
                if month.is_whole { "yes" } else { "no" }.to_owned(),
            ];
            row.extend([month.ordinary, month.simple, month.qualified, month.additional].map(number));
            row.extend(Category::ALL.map(|category| number(month.worked_in(category))));
            out.row(&row);
        }
    }
    out.finish()
}
