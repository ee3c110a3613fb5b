//! roster.xlsx: the roster as a workbook, one sheet per week, with hours and people per half-hour counted from it.
//!
//! What schedulers change is the week's sheet. A hidden sheet of times reads its cells by formulas, and hours and
//! coverage are counted from there, so that they follow a change made in Excel.

mod cell;
mod coverage;
mod formats;
mod hours;
mod times;
mod week;

use chrono::Datelike;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Formula, Workbook, Worksheet, XlsxError, utility::row_col_to_cell_absolute,
};

use crate::error::Error;
use crate::model::{Agent, AgentIdx, DayIdx, Language, Plan, Scenario};
use crate::text::{findings, roster as text};

use super::people::listed;

use cell::Cell;
use formats::Formats;

/// The most that a week's sheet is made smaller to stand on one page `[pages]`.
const NEARLY_ONE_PAGE: f64 = 1.35;
/// Room on A4 across within the margins: width and height `[points]`, and the width of a digit.
const PAGE: (f64, f64) = (784.0, 500.0);
const DIGIT: f64 = 5.6;

/// The first row of people on every sheet; title, verdict, assumptions and header stand above.
const FIRST: u32 = 4;

/// The workbook's bytes: the same for the same plan.
///
/// # Errors
///
/// [`Error::Io`] when the workbook cannot be put together.
pub(super) fn workbook(plan: &Plan, language: Language) -> Result<Vec<u8>, Error> {
    build(plan, language)
        .map_err(|why| Error::Io { path: "roster.xlsx".into(), source: std::io::Error::other(why.to_string()) })
}

fn build(plan: &Plan, language: Language) -> Result<Vec<u8>, XlsxError> {
    let book = Book::new(plan, language);
    let mut workbook = Workbook::new();
    // A fixed date, so that the same plan gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&plan.scenario.name).set_creation_datetime(&created));
    for week in 0..book.weeks.len() {
        book.week_sheet(workbook.add_worksheet(), week)?;
    }
    book.hours_sheet(workbook.add_worksheet())?;
    book.coverage_sheet(workbook.add_worksheet())?;
    book.times_sheet(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

/// The days shown of each ISO week: those open, or on which anybody works.
fn weeks(plan: &Plan) -> Vec<Vec<DayIdx>> {
    let horizon = &plan.scenario.horizon;
    let works = |day: DayIdx| plan.roster.stretches.iter().any(|s| horizon.day_at(s.start) == day);
    let shown: Vec<DayIdx> =
        (0..horizon.n_days()).map(DayIdx).filter(|&day| horizon.days[day.0].is_open() || works(day)).collect();
    let week = |day: &DayIdx| horizon.days[day.0].date.iso_week();
    shown.chunk_by(|a, b| week(a) == week(b)).map(<[DayIdx]>::to_vec).collect()
}

/// What every sheet is made from.
struct Book<'a> {
    plan: &'a Plan,
    language: Language,
    formats: Formats,
    weeks: Vec<Vec<DayIdx>>,
    people: Vec<(AgentIdx, &'a Agent)>,
    /// What stands in each cell, `[day shown][person]`.
    cells: Vec<Vec<Cell>>,
}

impl<'a> Book<'a> {
    fn new(plan: &'a Plan, language: Language) -> Self {
        let (weeks, people) = (weeks(plan), listed(plan));
        let of_day = |&day: &DayIdx| people.iter().map(|&(agent, _)| Cell::new(plan, language, agent, day)).collect();
        let cells = weeks.iter().flatten().map(of_day).collect();
        Self { plan, language, formats: Formats::new(), weeks, people, cells }
    }

    /// Which of the days shown is the first of a week.
    fn first_day(&self, week: usize) -> usize {
        self.weeks[..week].iter().map(Vec::len).sum()
    }

    fn week_name(&self, week: usize) -> String {
        let day = self.weeks[week].first().copied().unwrap_or(DayIdx(0));
        text::week_sheet(self.language, self.plan.scenario.horizon.days[day.0].iso_week())
    }

    /// Title and notes on top, and a page that prints on A4 across.
    ///
    /// `width` is that of all columns `[digits]`, the unit that widths of columns are given in.
    fn begin(
        &self,
        sheet: &mut Worksheet,
        name: &str,
        notes: &[String],
        (last, width): (u16, f64),
    ) -> Result<(), XlsxError> {
        let plan = self.plan;
        sheet.set_name(name)?;
        let year = plan.scenario.horizon.days.first().map_or(0, |day| day.date.year());
        let when = findings::horizon(&plan.scenario, self.language);
        let title = findings::title(self.language, findings::centre(&plan.scenario, self.language), when, year);
        sheet.write_string_with_format(0, 0, title, &self.formats.title)?;
        // Merged over the columns and wrapped: text that runs past the last column would make the print smaller.
        for (row, note) in (1..).zip(notes) {
            sheet.merge_range(row, 0, row, last.max(1), note, &self.formats.note)?;
            // A letter of 9 points is narrower than a digit of 11.
            let lines = (f64::from(self::row(note.chars().count())) / (1.35 * width)).ceil();
            sheet.set_row_height(row, 12.5 * lines.max(1.0))?;
        }
        // Excel reads & as the start of a code.
        let centre = plan.scenario.name.replace('&', "&&");
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        sheet.set_footer(text::footer(self.language, centre)).set_repeat_rows(FIRST - 1, FIRST - 1)?;
        Ok(())
    }

    /// A formula with its result, for programs that do not calculate.
    fn formula(formula: String, result: f64) -> Formula {
        Formula::new(formula).set_result(result.to_string())
    }
}

/// A person's name, with the id where the name alone would not tell who it is.
fn label(scenario: &Scenario, agent: &Agent) -> String {
    let name = agent.name.to_lowercase();
    let is_alike = |other: &&Agent| other.name.to_lowercase() == name || other.id.to_lowercase() == name;
    let is_told = scenario.agents.iter().filter(is_alike).count() == 1;
    if is_told { agent.name.clone() } else { format!("{} ({})", agent.name, agent.id) }
}

/// A range of a sheet, which does not move when rows are sorted.
fn range(sheet: &str, (row, column): (u32, u16), (last_row, last_column): (u32, u16)) -> String {
    let (from, to) = (row_col_to_cell_absolute(row, column), row_col_to_cell_absolute(last_row, last_column));
    format!("'{sheet}'!{from}:{to}")
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn row(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
