//! The sheet of hours: paid hours per person and day, summed, beside the contract.

use rust_xlsxwriter::{Formula, IgnoreError, Worksheet, XlsxError, utility::row_col_to_cell};

use crate::model::{AgentIdx, Category};
use crate::text::{cost, roster as text, words};

use super::{Book, FIRST, column, label, row};

/// A column of hours that cost more than others.
#[derive(Clone, Copy)]
enum Unsocial {
    /// Those of a category of supplement.
    Supplement(Category),
    /// Those beyond the contract.
    Overtime,
}

impl Book<'_> {
    /// The sheet: days from the sheet of times, sums of weeks, all weeks, contract and difference.
    pub(super) fn hours_sheet(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (language, formats, plan) = (self.language, &self.formats, self.plan);
        // One week's sum is that of all weeks.
        let last_sum = self.weeks.len().checked_sub(1).map_or(1, |last| self.week_columns(last).1 + 1);
        let total = last_sum + u16::from(self.weeks.len() > 1);
        let (contract, difference) = (total + 1, total + 2);
        let unsocial = self.unsocial_columns();
        let last = difference + column(unsocial.len());
        let width = 24.0 + 7.0 * f64::from(last);
        self.begin(sheet, &text::hours_sheet(language), &[text::hours_note(language)], (last, width))?;
        sheet.set_freeze_panes(FIRST, 1)?.set_column_width(0, 24)?.set_row_height(FIRST - 1, 27)?;
        // Weekday over date: four weeks stand on a page across and can be read.
        for column in 1..=last {
            let is_day = (0..self.weeks.len()).any(|week| {
                let (from, to) = self.week_columns(week);
                (from..=to).contains(&column)
            });
            sheet.set_column_width(column, if is_day { 6.0 } else { 9.0 })?;
        }
        let mut headings = vec![(0, text::person(language))];
        for (week, days) in self.weeks.iter().enumerate() {
            let (from, to) = self.week_columns(week);
            let date = |day: &crate::model::DayIdx| words::short_date(language, plan.scenario.horizon.days[day.0].date);
            headings.extend((from..).zip(days.iter().map(date)));
            headings.push((to + 1, self.week_name(week)));
        }
        if total > last_sum {
            headings.push((total, text::total(language)));
        }
        headings.push((contract, text::contract(language)));
        headings.push((difference, text::difference(language)));
        headings.extend((difference + 1..).zip(unsocial.iter().map(|what| match what {
            Unsocial::Supplement(category) => cost::column_category(language, category.letter()),
            Unsocial::Overtime => cost::column_overtime(language),
        })));
        for (column, heading) in headings {
            let format = if column == 0 { &formats.header } else { &formats.figures };
            sheet.write_string_with_format(FIRST - 1, column, heading, format)?;
        }
        for (person, &(index, agent)) in self.people.iter().enumerate() {
            let at = FIRST + row(person);
            sheet.write_string_with_format(at, 0, label(&plan.scenario, agent), &formats.name)?;
            let mut sums = Vec::new();
            for (week, days) in self.weeks.iter().enumerate() {
                let (from, to) = self.week_columns(week);
                for (column, day) in (from..=to).zip(self.first_day(week)..) {
                    let formula = format!("={}", self.hours_cell(day, person));
                    let formula = Self::formula(formula, self.hours(day, person));
                    sheet.write_formula_with_format(at, column, formula, &formats.hours)?;
                }
                let first = self.first_day(week);
                let hours = (first..first + days.len()).map(|day| self.hours(day, person)).sum();
                self.sum(sheet, (at, to + 1), [(at, from), (at, to)], hours)?;
                sums.push(row_col_to_cell(at, to + 1));
            }
            let hours: f64 = (0..self.cells.len()).map(|day| self.hours(day, person)).sum();
            if total > last_sum {
                let formula = Self::formula(format!("=SUM({})", sums.join(",")), hours);
                sheet.write_formula_with_format(at, total, formula, &formats.sum)?;
            }
            if let Some(minutes) = agent.contract {
                let agreed = f64::from(minutes) / 60.0;
                sheet.write_number_with_format(at, contract, agreed, &formats.hours)?;
                let formula = format!("=ROUND({}-{},2)", row_col_to_cell(at, total), row_col_to_cell(at, contract));
                let formula = Self::formula(formula, ((hours - agreed) * 100.0).round() / 100.0);
                sheet.write_formula_with_format(at, difference, formula, &formats.difference)?;
            }
            self.unsocial_cells(sheet, (at, difference + 1), index, &unsocial)?;
        }
        self.totals(sheet, total)
    }

    /// The columns of supplements and overtime after the contract, as far as anybody has any.
    fn unsocial_columns(&self) -> Vec<Unsocial> {
        let cost = &self.plan.cost;
        let worked = Category::ALL.into_iter().filter(|&category| cost.supplement(category).0 > 0);
        let beyond = cost.people.iter().any(|person| person.beyond() > 0).then_some(Unsocial::Overtime);
        worked.map(Unsocial::Supplement).chain(beyond).collect()
    }

    /// A person's hours with supplements, and overtime.
    fn unsocial_cells(
        &self,
        sheet: &mut Worksheet,
        (row, first): (u32, u16),
        agent: AgentIdx,
        columns: &[Unsocial],
    ) -> Result<(), XlsxError> {
        let Some(person) = self.plan.cost.people.iter().find(|person| person.agent == agent) else { return Ok(()) };
        for (column, what) in (first..).zip(columns) {
            let minutes = match *what {
                Unsocial::Supplement(category) => person.worked_in(category),
                Unsocial::Overtime => person.beyond(),
            };
            sheet.write_number_with_format(row, column, f64::from(minutes) / 60.0, &self.formats.hours)?;
        }
        Ok(())
    }

    /// The row of sums under the hours, filters, and what Excel need not wonder at.
    fn totals(&self, sheet: &mut Worksheet, total: u16) -> Result<(), XlsxError> {
        if self.people.is_empty() || self.weeks.is_empty() {
            return Ok(());
        }
        let below = FIRST + row(self.people.len());
        sheet.write_string_with_format(below, 0, text::total(self.language), &self.formats.name)?;
        let of_day = |day: usize| (0..self.people.len()).map(|person| self.hours(day, person)).sum::<f64>();
        let mut whole = 0.0;
        for (week, days) in self.weeks.iter().enumerate() {
            let (from, to) = self.week_columns(week);
            let mut all = 0.0;
            for (column, day) in (from..=to).zip(self.first_day(week)..) {
                all += of_day(day);
                self.sum(sheet, (below, column), [(FIRST, column), (below - 1, column)], of_day(day))?;
            }
            self.sum(sheet, (below, to + 1), [(FIRST, to + 1), (below - 1, to + 1)], all)?;
            whole += all;
            debug_assert_eq!(days.len(), usize::from(to - from) + 1, "a column for each day");
        }
        if self.weeks.len() > 1 {
            self.sum(sheet, (below, total), [(FIRST, total), (below - 1, total)], whole)?;
        }
        // Sums of weeks stand beside days that they do not sum.
        sheet.ignore_error_range(FIRST, 1, below, total + 2, IgnoreError::FormulaOmitsCells)?;
        // By name alone: buttons would hide the dates.
        sheet.autofilter(FIRST - 1, 0, below - 1, 0)?;
        Ok(())
    }

    /// A cell with the sum of a range, its result written too for readers that do not calculate.
    fn sum(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        range: [(u32, u16); 2],
        result: f64,
    ) -> Result<(), XlsxError> {
        let [from, to] = range.map(|(row, column)| row_col_to_cell(row, column));
        let formula = Formula::new(format!("=SUM({from}:{to})")).set_result(result.to_string());
        sheet.write_formula_with_format(row, column, formula, &self.formats.sum)?;
        Ok(())
    }

    /// First and last column of a week's days.
    fn week_columns(&self, week: usize) -> (u16, u16) {
        let from = 1 + column(self.first_day(week) + week);
        (from, from + column(self.weeks[week].len()) - 1)
    }

    /// Paid hours of the shifts that start on one of the days shown.
    fn hours(&self, day: usize, person: usize) -> f64 {
        f64::from(self.cells[day][person].paid) / 60.0
    }
}
