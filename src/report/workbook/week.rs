//! A week's sheet: people down, days across, and below the clock times what each day holds.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::report::summary::Summary;
use crate::report::verdict;
use crate::text::{findings, roster as text, words};

use super::cell::Cell;
use super::{Book, DIGIT, FIRST, NEARLY_ONE_PAGE, PAGE, column, label, row};

impl Book<'_> {
    /// The sheet, with the week's hours counted from it.
    pub(super) fn week_sheet(&self, sheet: &mut Worksheet, week: usize) -> Result<(), XlsxError> {
        let (language, formats, days) = (self.language, &self.formats, &self.weeks[week]);
        let horizon = &self.plan.scenario.horizon;
        let summary = Summary::new(self.plan);
        let notes = [verdict::heading(&summary, language), findings::assumptions(self.plan, language, 20)];
        let last = 2 + column(days.len());
        let width = 23.0 + 11.0 + 21.0 * f64::from(last - 2) + 8.0;
        self.begin(sheet, &self.week_name(week), &notes, (last, width))?;
        sheet.set_freeze_panes(FIRST, 1)?;
        sheet.set_column_width(0, 23)?.set_column_width(1, 11)?.set_column_width(last, 8)?;
        sheet.write_string_with_format(FIRST - 1, 0, text::person(language), &formats.header)?;
        sheet.write_string_with_format(FIRST - 1, 1, text::employment(language), &formats.header)?;
        for (column, day) in (2..).zip(days) {
            let date = words::short_date(language, horizon.days[day.0].date);
            sheet.set_column_width(column, 21)?.write_string_with_format(FIRST - 1, column, date, &formats.header)?;
        }
        sheet.write_string_with_format(FIRST - 1, last, text::week_hours(language), &formats.figures)?;
        let mut height = 100.0;
        let first = self.first_day(week);
        for (person, &(_, agent)) in self.people.iter().enumerate() {
            let at = FIRST + row(person);
            sheet.write_string_with_format(at, 0, label(&self.plan.scenario, agent), &formats.name)?;
            sheet.write_number_with_format(at, 1, agent.employment.get(), &formats.share)?;
            let mut lines = 0;
            let mut hours = Vec::new();
            let mut sum = 0.0;
            for (place, day) in (first..).take(days.len()).enumerate() {
                let cell = &self.cells[day][person];
                self.day_cell(sheet, (at, 2 + column(place)), cell)?;
                lines = cell.lines.len().max(lines);
                hours.push(self.hours_cell(day, person));
                sum += f64::from(cell.paid) / 60.0;
            }
            let of_row = 13.5 + 11.25 * f64::from(row(lines));
            sheet.set_row_height(at, of_row)?;
            height += of_row;
            let formula = Self::formula(format!("=SUM({})", hours.join(",")), sum);
            sheet.write_formula_with_format(at, last, formula, &formats.sum)?;
        }
        // Two people alone on a second page are two people overlooked.
        if height * (PAGE.0 / (width * DIGIT)).min(1.0) <= PAGE.1 * NEARLY_ONE_PAGE {
            sheet.set_print_fit_to_pages(1, 1);
        }
        Ok(())
    }

    /// One person's day.
    fn day_cell(&self, sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        let formats = &self.formats;
        if !cell.is_shift {
            sheet.write_string_with_format(row, column, &cell.clocks, &formats.quiet)?;
            return Ok(());
        }
        let whole = if cell.is_reserve { &formats.reserve } else { &formats.shift };
        if cell.lines.is_empty() {
            // Excel asks for two parts.
            let quiet = formats.detail(crate::model::Activity::Contacts);
            let parts = [(&formats.clock, cell.clocks.as_str()), (quiet, " ")];
            sheet.write_rich_string_with_format(row, column, &parts, whole)?;
            return Ok(());
        }
        let below: Vec<_> =
            cell.lines.iter().map(|(what, line)| (formats.detail(*what), format!("\n{line}"))).collect();
        let mut parts = vec![(&formats.clock, cell.clocks.as_str())];
        parts.extend(below.iter().map(|(format, line)| (*format, line.as_str())));
        sheet.write_rich_string_with_format(row, column, &parts, whole)?;
        Ok(())
    }
}
