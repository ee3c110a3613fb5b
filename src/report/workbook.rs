//! roster.xlsx: the roster as a workbook, one sheet per week, with hours and coverage behind it.

use chrono::Datelike;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
    utility::row_col_to_cell,
};

use crate::error::Error;
use crate::model::{Activity, Agent, AgentIdx, Category, DayIdx, Language, Plan, Scenario};
use crate::text::{cost, findings, roster as text, words};

use super::people::{is_reserve, listed, paid_minutes, shifts_on, span};
use super::summary::Summary;
use super::tables::coverage;
use super::verdict;

/// The first row of people on every sheet; title, verdict, assumptions and header stand above.
const FIRST: u32 = 4;
const INK: u32 = 0x1A_1A1A;
const GREY: u32 = 0x5F_5F5F;
const LINE: u32 = 0xD0_D0D0;

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
    let book = Book { plan, language, formats: Formats::new(), weeks: weeks(plan) };
    let mut workbook = Workbook::new();
    // A fixed date, so that the same plan gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&plan.scenario.name).set_creation_datetime(&created));
    for week in 0..book.weeks.len() {
        book.week_sheet(workbook.add_worksheet(), week)?;
    }
    book.hours_sheet(workbook.add_worksheet())?;
    book.coverage_sheet(workbook.add_worksheet())?;
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

/// The formats of the cells.
struct Formats {
    title: Format,
    note: Format,
    header: Format,
    name: Format,
    shift: Format,
    clock: Format,
    detail: Format,
    quiet: Format,
    hours: Format,
    sum: Format,
    share: Format,
    count: Format,
    percent: Format,
    text: Format,
}

impl Formats {
    fn new() -> Self {
        let base = || Format::new().set_font_name("Arial").set_font_size(10).set_font_color(Color::RGB(INK));
        let cell = || base().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(LINE));
        let top = || cell().set_align(FormatAlign::Top);
        let grey = Color::RGB(GREY);
        Self {
            title: base().set_bold().set_font_size(14),
            note: base().set_font_color(grey).set_text_wrap().set_align(FormatAlign::Top),
            header: base().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Medium),
            name: top().set_bold(),
            shift: top().set_text_wrap(),
            clock: base().set_bold(),
            detail: base().set_font_size(8).set_font_color(grey),
            quiet: top().set_text_wrap().set_font_color(grey).set_italic(),
            hours: top().set_num_format("0.0"),
            sum: top().set_bold().set_num_format("0.0"),
            share: top().set_num_format("0%"),
            count: cell().set_num_format("0.0#"),
            percent: cell().set_num_format("0.0%"),
            text: cell(),
        }
    }
}

/// A column of hours that cost more than others.
#[derive(Clone, Copy)]
enum Unsocial {
    /// Those of a category of supplement.
    Supplement(Category),
    /// Those beyond the contract.
    Overtime,
}

struct Book<'a> {
    plan: &'a Plan,
    language: Language,
    formats: Formats,
    weeks: Vec<Vec<DayIdx>>,
}

impl Book<'_> {
    /// Title, verdict and assumptions on top, and a page that prints on A4 across.
    fn begin(&self, sheet: &mut Worksheet, name: &str, notes: &[String], last: u16) -> Result<(), XlsxError> {
        let plan = self.plan;
        sheet.set_name(name)?;
        let year = plan.scenario.horizon.days.first().map_or(0, |day| day.date.year());
        let when = findings::horizon(&plan.scenario, self.language);
        let title = findings::title(self.language, findings::centre(&plan.scenario, self.language), when, year);
        sheet.write_string_with_format(0, 0, title, &self.formats.title)?;
        // Merged over the columns and wrapped: text that runs past the last column would make the print smaller.
        for (row, note) in (1..).zip(notes) {
            sheet.merge_range(row, 0, row, last.max(1), note, &self.formats.note)?;
            let letters = 12 * (usize::from(last) + 2);
            let lines = u32::try_from(note.chars().count().div_ceil(letters)).unwrap_or(1);
            sheet.set_row_height(row, 15.0 * f64::from(lines.max(1)))?;
        }
        // Excel reads & as the start of a code.
        let centre = plan.scenario.name.replace('&', "&&");
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        sheet.set_footer(text::footer(self.language, centre)).set_repeat_rows(FIRST - 1, FIRST - 1)?;
        Ok(())
    }

    /// People down, the week's days across: clock times, and below them lunch, posts and other duties.
    fn week_sheet(&self, sheet: &mut Worksheet, week: usize) -> Result<(), XlsxError> {
        let (language, formats, days) = (self.language, &self.formats, &self.weeks[week]);
        let horizon = &self.plan.scenario.horizon;
        let number = days.first().map_or(0, |day| horizon.days[day.0].iso_week());
        let summary = Summary::new(self.plan);
        let notes = [verdict::heading(&summary, language), findings::assumptions(self.plan, language, 20)];
        let last = 2 + column(days.len());
        self.begin(sheet, &text::week_sheet(language, number), &notes, last)?;
        sheet.set_freeze_panes(FIRST, 1)?;
        sheet.set_column_width(0, 24)?.set_column_width(1, 11)?;
        sheet.write_string_with_format(FIRST - 1, 0, text::person(language), &formats.header)?;
        sheet.write_string_with_format(FIRST - 1, 1, text::employment(language), &formats.header)?;
        for (column, day) in (2..).zip(days) {
            let date = words::short_date(language, horizon.days[day.0].date);
            sheet.set_column_width(column, 21)?.write_string_with_format(FIRST - 1, column, date, &formats.header)?;
        }
        sheet.write_string_with_format(FIRST - 1, last, text::week_hours(language), &formats.header)?;
        for (row, (index, agent)) in (FIRST..).zip(listed(self.plan)) {
            sheet.write_string_with_format(row, 0, label(&self.plan.scenario, agent), &formats.name)?;
            sheet.write_number_with_format(row, 1, agent.employment.get(), &formats.share)?;
            let mut lines = 1;
            for (column, &day) in (2..).zip(days) {
                lines = self.day_cell(sheet, (row, column), index, day)?.max(lines);
            }
            sheet.set_row_height(row, 15.0 + 11.0 * f64::from(lines - 1))?;
            let (from, to) = self.week_columns(week);
            let hours: f64 = days.iter().map(|&day| self.hours(index, day)).sum();
            let cells = format!("{}:{}", row_col_to_cell(row, from), row_col_to_cell(row, to));
            let formula = format!("=SUM('{}'!{cells})", text::hours_sheet(language));
            let formula = Formula::new(formula).set_result(hours.to_string());
            sheet.write_formula_with_format(row, last, formula, &formats.sum)?;
        }
        Ok(())
    }

    /// One person's day; gives the number of lines in the cell.
    fn day_cell(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        agent: AgentIdx,
        day: DayIdx,
    ) -> Result<u32, XlsxError> {
        let (plan, language, formats) = (self.plan, self.language, &self.formats);
        let horizon = &plan.scenario.horizon;
        let shifts = shifts_on(plan, agent, day);
        if shifts.is_empty() {
            let day_span = horizon.days[day.0].span();
            let away = plan.scenario.agents[agent.0].absences.iter().find(|absence| absence.span.overlaps(day_span));
            let why = away.map_or("–", |absence| absence.kind.as_str());
            sheet.write_string_with_format(row, column, why, &formats.quiet)?;
            return Ok(1);
        }
        // A word alone says what the whole day is; what is told nowhere is contacts. `check` reads it back so.
        let is_all_reserve = shifts.iter().all(|shift| is_reserve(shift));
        let mut clocks: Vec<String> = Vec::new();
        let mut details: Vec<String> = Vec::new();
        let mut pauses: Vec<String> = Vec::new();
        if is_all_reserve {
            details.push(words::reserve(language));
        }
        for shift in shifts {
            let whole = span(shift);
            clocks.push(words::clock_span(horizon.clock(whole.start), horizon.clock(whole.end)));
            for stretch in shift {
                let when = words::clock_span(horizon.clock(stretch.start), horizon.clock(stretch.end));
                match stretch.activity {
                    Activity::Contacts => {}
                    Activity::Reserve if is_all_reserve => {}
                    Activity::Break => pauses.push(when),
                    activity => details.push(format!("{when} {}", words::activity(language, &plan.scenario, activity))),
                }
            }
        }
        if !pauses.is_empty() {
            details.push(format!("{} {}", pauses.join(", "), words::pause(language)));
        }
        let clocks = clocks.join(", ");
        if details.is_empty() {
            sheet.write_rich_string_with_format(
                row,
                column,
                &[(&formats.clock, clocks.as_str()), (&formats.detail, " ")],
                &formats.shift,
            )?;
            return Ok(1);
        }
        let lines = u32::try_from(details.len()).unwrap_or(u32::MAX);
        let below = format!("\n{}", details.join("\n"));
        let parts = [(&formats.clock, clocks.as_str()), (&formats.detail, below.as_str())];
        sheet.write_rich_string_with_format(row, column, &parts, &formats.shift)?;
        Ok(1 + lines)
    }

    /// Paid hours per person and day as numbers, summed per week by formulas.
    fn hours_sheet(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (language, formats, plan) = (self.language, &self.formats, self.plan);
        let contract = self.weeks.len().checked_sub(1).map_or(1, |last| self.week_columns(last).1 + 2);
        self.begin(sheet, &text::hours_sheet(language), &[text::hours_note(language)], contract)?;
        sheet.set_freeze_panes(FIRST, 1)?;
        sheet.set_column_width(0, 24)?;
        sheet.write_string_with_format(FIRST - 1, 0, text::person(language), &formats.header)?;
        for (week, days) in self.weeks.iter().enumerate() {
            let (from, to) = self.week_columns(week);
            for (column, day) in (from..).zip(days) {
                let date = words::short_date(language, plan.scenario.horizon.days[day.0].date);
                sheet.write_string_with_format(FIRST - 1, column, date, &formats.header)?;
            }
            let number = plan.scenario.horizon.days[days[0].0].iso_week();
            let name = text::hours_of_week(language, number);
            sheet.write_string_with_format(FIRST - 1, to + 1, name, &formats.header)?;
        }
        sheet.write_string_with_format(FIRST - 1, contract, text::contract(language), &formats.header)?;
        for (column, what) in (contract + 1..).zip(self.unsocial_columns()) {
            let name = match what {
                Unsocial::Supplement(category) => cost::column_category(language, category.letter()),
                Unsocial::Overtime => cost::column_overtime(language),
            };
            sheet.write_string_with_format(FIRST - 1, column, name, &formats.header)?;
        }
        let people = listed(plan);
        for (row, &(index, agent)) in (FIRST..).zip(&people) {
            sheet.write_string_with_format(row, 0, &agent.name, &formats.name)?;
            for (week, days) in self.weeks.iter().enumerate() {
                let (from, to) = self.week_columns(week);
                for (column, &day) in (from..).zip(days) {
                    sheet.write_number_with_format(row, column, self.hours(index, day), &formats.hours)?;
                }
                let hours: f64 = days.iter().map(|&day| self.hours(index, day)).sum();
                self.sum(sheet, (row, to + 1), [(row, from), (row, to)], hours)?;
            }
            if let Some(minutes) = agent.contract {
                sheet.write_number_with_format(row, contract, f64::from(minutes) / 60.0, &formats.hours)?;
            }
            self.unsocial_cells(sheet, (row, contract + 1), index)?;
        }
        self.totals(sheet, &people.iter().map(|&(index, _)| index).collect::<Vec<_>>())
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
    ) -> Result<(), XlsxError> {
        let Some(person) = self.plan.cost.people.iter().find(|person| person.agent == agent) else { return Ok(()) };
        for (column, what) in (first..).zip(self.unsocial_columns()) {
            let minutes = match what {
                Unsocial::Supplement(category) => person.worked_in(category),
                Unsocial::Overtime => person.beyond(),
            };
            sheet.write_number_with_format(row, column, f64::from(minutes) / 60.0, &self.formats.hours)?;
        }
        Ok(())
    }

    /// The row of sums under the hours.
    fn totals(&self, sheet: &mut Worksheet, people: &[AgentIdx]) -> Result<(), XlsxError> {
        if people.is_empty() {
            return Ok(());
        }
        let below = FIRST + u32::try_from(people.len()).unwrap_or(0);
        sheet.write_string_with_format(below, 0, text::total(self.language), &self.formats.name)?;
        for (week, days) in self.weeks.iter().enumerate() {
            let (from, to) = self.week_columns(week);
            let mut all = 0.0;
            for (column, &day) in (from..).zip(days) {
                let hours: f64 = people.iter().map(|&index| self.hours(index, day)).sum();
                all += hours;
                self.sum(sheet, (below, column), [(FIRST, column), (below - 1, column)], hours)?;
            }
            self.sum(sheet, (below, to + 1), [(FIRST, to + 1), (below - 1, to + 1)], all)?;
        }
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

    /// Required and staffed, interval by interval, for each set of queues that bound anything.
    fn coverage_sheet(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (language, formats, plan) = (self.language, &self.formats, self.plan);
        self.begin(sheet, &text::coverage_sheet(language), &[text::coverage_note(language)], 5)?;
        sheet.set_freeze_panes(FIRST, 0)?;
        sheet.set_column_width(0, 20)?.set_column_width(1, 34)?;
        let header = [
            text::start(language),
            text::queues(language),
            text::required(language),
            text::staffed(language),
            text::margin(language),
            text::service_level(language),
        ];
        for (column, name) in (0..).zip(header) {
            sheet.write_string_with_format(FIRST - 1, column, name, &formats.header)?;
        }
        for (at, row) in (FIRST..).zip(coverage(plan)) {
            let clock = plan.scenario.horizon.clock(row.start);
            let start = format!("{} {}", words::short_date(language, clock.date), words::clock(clock.minute));
            let queues = findings::queues(&plan.scenario, language, row.queues);
            sheet.write_string_with_format(at, 0, start, &formats.text)?;
            sheet.write_string_with_format(at, 1, queues, &formats.text)?;
            sheet.write_number_with_format(at, 2, f64::from(row.required), &formats.count)?;
            sheet.write_number_with_format(at, 3, row.staffed, &formats.count)?;
            let margin = Formula::new(format!("={}-{}", row_col_to_cell(at, 3), row_col_to_cell(at, 2)))
                .set_result((row.staffed - f64::from(row.required)).to_string());
            sheet.write_formula_with_format(at, 4, margin, &formats.count)?;
            if let Some(level) = row.service_level {
                sheet.write_number_with_format(at, 5, level, &formats.percent)?;
            }
        }
        Ok(())
    }

    /// First and last column of a week's days on the sheet of hours.
    fn week_columns(&self, week: usize) -> (u16, u16) {
        let before: usize = self.weeks[..week].iter().map(|days| days.len() + 1).sum();
        let from = 1 + column(before);
        (from, from + column(self.weeks[week].len()) - 1)
    }

    /// Paid hours of the shifts that start on a day.
    fn hours(&self, agent: AgentIdx, day: DayIdx) -> f64 {
        let shifts = shifts_on(self.plan, agent, day);
        let minutes: i32 = shifts.iter().copied().flatten().map(|s| paid_minutes(&self.plan.scenario, s)).sum();
        f64::from(minutes) / 60.0
    }
}

/// A person's name, with the id where the name alone would not tell who it is.
fn label(scenario: &Scenario, agent: &Agent) -> String {
    let name = agent.name.to_lowercase();
    let is_alike = |other: &&Agent| other.name.to_lowercase() == name || other.id.to_lowercase() == name;
    let is_told = scenario.agents.iter().filter(is_alike).count() == 1;
    if is_told { agent.name.clone() } else { format!("{} ({})", agent.name, agent.id) }
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
