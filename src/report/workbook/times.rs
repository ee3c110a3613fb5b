//! The hidden sheet of times: what each cell of the weeks' sheets says, read by formulas.
//!
//! A row for each person and day: the cell's text, how many of its times are shifts (those of its first line), whether
//! the person is on contacts, the paid hours, and from and to of every time `[min]`. Only functions that every version of
//! spreadsheet programs has are used.

use rust_xlsxwriter::{
    Formula, Worksheet, XlsxError,
    utility::{row_col_to_cell, row_col_to_cell_absolute},
};

use crate::text::{roster as text, words};

use super::cell::unpaid;
use super::{Book, FIRST, column, label, range, row};

const TEXT: u16 = 2;
const SHIFTS: u16 = 3;
const CONTACTS: u16 = 4;
const HOURS: u16 = 5;
/// The first column of "from".
const FROM: u16 = 6;

/// Where the sheet has what is counted of one day's people.
pub(super) struct Block {
    /// How many of the times are shifts, a row for each person.
    pub(super) shifts: String,
    /// 1 for who is on contacts outside the other times, else 0.
    pub(super) contacts: String,
    /// From, a column for each time.
    pub(super) from: String,
    /// To.
    pub(super) to: String,
    /// The numbers of the times, above.
    pub(super) numbers: String,
}

impl Book<'_> {
    /// How many times a cell may hold: as many as any does, and some more to be written in.
    fn n_times(&self) -> u16 {
        let most = self.cells.iter().flatten().map(|cell| cell.text().matches('–').count()).max().unwrap_or(0);
        column(most + 2).max(6)
    }

    /// The row of a person on one of the days shown.
    fn times_row(&self, day: usize, person: usize) -> u32 {
        FIRST + row(day * self.people.len() + person)
    }

    /// The cell with a person's paid hours on one of the days shown.
    pub(super) fn hours_cell(&self, day: usize, person: usize) -> String {
        let cell = row_col_to_cell_absolute(self.times_row(day, person), HOURS);
        format!("'{}'!{cell}", text::times_sheet(self.language))
    }

    /// The times of one of the days shown.
    pub(super) fn block(&self, day: usize) -> Block {
        let sheet = text::times_sheet(self.language);
        let (first, last) = (self.times_row(day, 0), self.times_row(day + 1, 0) - 1);
        let n = self.n_times();
        let of = |from: u16, to: u16| range(&sheet, (first, from), (last, to));
        Block {
            shifts: of(SHIFTS, SHIFTS),
            contacts: of(CONTACTS, CONTACTS),
            from: of(FROM, FROM + n - 1),
            to: of(FROM + n, FROM + 2 * n - 1),
            numbers: range(&sheet, (FIRST - 2, FROM), (FIRST - 2, FROM + n - 1)),
        }
    }

    /// The sheet.
    pub(super) fn times_sheet(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (language, n) = (self.language, self.n_times());
        self.begin(sheet, &text::times_sheet(language), &[text::times_note(language)], (11, 120.0))?;
        sheet.set_hidden(true).set_freeze_panes(FIRST, 2)?;
        sheet.set_column_width(0, 24)?.set_column_width(TEXT, 40)?;
        let headings = [
            text::person(language),
            text::date(language),
            text::cell(language),
            text::n_shifts(language),
            text::on_contacts(language),
            text::week_hours(language),
        ];
        for (column, heading) in (0..).zip(headings) {
            sheet.write_string_with_format(FIRST - 1, column, heading, &self.formats.header)?;
        }
        for (index, number) in (0..n).zip(1_u16..) {
            for (first, heading) in [(FROM, text::from(language, number)), (FROM + n, text::to(language, number))] {
                sheet.write_number(FIRST - 2, first + index, number)?;
                sheet.write_string_with_format(FIRST - 1, first + index, heading, &self.formats.header)?;
            }
        }
        let mut shown = 0;
        for (week, days) in self.weeks.iter().enumerate() {
            for place in 0..days.len() {
                for person in 0..self.people.len() {
                    self.times_cells(sheet, (week, place, shown), person)?;
                }
                shown += 1;
            }
        }
        Ok(())
    }

    /// The formulas of a person's day.
    fn times_cells(
        &self,
        sheet: &mut Worksheet,
        (week, place, day): (usize, usize, usize),
        person: usize,
    ) -> Result<(), XlsxError> {
        let (language, n, at) = (self.language, self.n_times(), self.times_row(day, person));
        let (index, agent) = self.people[person];
        let (cell, unpaid) = (&self.cells[day][person], unpaid(self.plan, language, index));
        let reading = cell.reading(&unpaid);
        let in_week =
            |column: u16| format!("'{}'!{}", self.week_name(week), row_col_to_cell(FIRST + row(person), column));
        let name = Formula::new(format!("={}", in_week(0))).set_result(label(&self.plan.scenario, agent));
        sheet.write_formula(at, 0, name)?;
        let date = self.plan.scenario.horizon.days[self.weeks[week][place].0].date;
        sheet.write_string(at, 1, words::short_date(language, date))?;
        let own = in_week(2 + column(place));
        // A hyphen before a figure is meant as a dash.
        let dashes = ["0", "1", "2"]
            .iter()
            .fold(format!("{own}&\"\""), |inner, digit| format!("SUBSTITUTE({inner},\"-{digit}\",\"–{digit}\")"));
        sheet.write_formula(at, TEXT, Formula::new(format!("={dashes}")).set_result(cell.text()))?;
        let text_cell = format!("${}", row_col_to_cell(at, TEXT));
        let first_line = format!("LEFT({text_cell},FIND(CHAR(10),{text_cell}&CHAR(10))-1)");
        let count = format!("=LEN({first_line})-LEN(SUBSTITUTE({first_line},\"–\",\"\"))");
        // A dash alone is a day off.
        let count = format!("{count}-(TRIM({text_cell})=\"–\")");
        let n_shifts = if cell.is_shift { reading.n_shifts } else { 0 };
        sheet.write_formula(at, SHIFTS, Self::formula(count, f64::from(row(n_shifts))))?;
        if self.is_on_live(person) {
            let word = words::reserve(language);
            let on = format!("=IF(ISNUMBER(SEARCH(CHAR(10)&\"{word}\",{text_cell})),0,1)");
            sheet.write_formula(at, CONTACTS, Self::formula(on, f64::from(u8::from(!cell.is_reserve))))?;
        } else {
            sheet.write_number(at, CONTACTS, 0)?;
        }
        let base = row_col_to_cell(at, FROM);
        for k in 0..n {
            let number = format!("{}${}", rust_xlsxwriter::utility::column_number_to_name(FROM + k), FIRST - 1);
            let dash = format!("FIND(\"|\",SUBSTITUTE({text_cell},\"–\",\"|\",{number}))");
            let clock = |hours: &str, minutes: &str| {
                format!("VALUE(MID({text_cell},{dash}{hours},2))*60+VALUE(MID({text_cell},{dash}{minutes},2))")
            };
            let (from, to) = (clock("-5", "-2"), clock("+1", "+4"));
            let from = if k == 0 { from } else { format!("${base}+MOD({from}-${base},1440)") };
            let (start, end) = reading.spans.get(usize::from(k)).copied().unwrap_or_default();
            sheet.write_formula(at, FROM + k, Self::formula(format!("=IFERROR({from},0)"), f64::from(start)))?;
            let start_cell = row_col_to_cell(at, FROM + k);
            let to = format!("=IFERROR({start_cell}+MOD({to}-{start_cell},1440),{start_cell})");
            sheet.write_formula(at, FROM + n + k, Self::formula(to, f64::from(end)))?;
        }
        self.paid_cell(sheet, at, &unpaid, (reading.paid, cell))
    }

    /// The paid hours: the shifts less the breaks that are not paid; a question mark where there are figures and no
    /// time.
    fn paid_cell(
        &self,
        sheet: &mut Worksheet,
        at: u32,
        unpaid: &[String],
        (read, cell): (i32, &super::Cell),
    ) -> Result<(), XlsxError> {
        let n = self.n_times();
        let of = |from: u16| format!("{}:{}", row_col_to_cell(at, from), row_col_to_cell(at, from + n - 1));
        let (from, to, text_cell) = (of(FROM), of(FROM + n), row_col_to_cell(at, TEXT));
        let numbers = format!(
            "{}:{}",
            row_col_to_cell_absolute(FIRST - 2, FROM),
            row_col_to_cell_absolute(FIRST - 2, FROM + n - 1)
        );
        let shifts = row_col_to_cell(at, SHIFTS);
        let dashes = format!("FIND(\"|\",SUBSTITUTE({text_cell},\"–\",\"|\",{numbers}))");
        let breaks = unpaid.iter().map(|word| {
            let letters = word.chars().count();
            format!(
                "-SUM(IFERROR((MID({text_cell}&CHAR(10),{dashes}+7,{})=\"{word}\"&CHAR(10))*({to}-{from}),0))",
                letters + 1
            )
        });
        let breaks: String = breaks.collect();
        // The night on which the clock changes is an hour longer or shorter than its times say.
        let by_clock = cell.paid - read;
        let by_clock = if by_clock == 0 { String::new() } else { format!("{by_clock:+}") };
        let unread = format!("AND({shifts}=0,COUNT(FIND({{0,1,2,3,4,5,6,7,8,9}},{text_cell}))>0)");
        let formula = format!("=IF({unread},\"?\",(SUM(({to}-{from})*({numbers}<={shifts})){breaks}{by_clock})/60)");
        let is_unread = !cell.is_shift && cell.clocks.chars().any(|letter| letter.is_ascii_digit());
        let hours = if is_unread { "?".to_owned() } else { (f64::from(cell.paid) / 60.0).to_string() };
        let result = Formula::new(formula).set_result(hours);
        sheet.write_array_formula(at, HOURS, at, HOURS, result)?;
        Ok(())
    }

    /// Whether somebody can serve a queue on which people wait, so that the coverage counts them.
    pub(super) fn is_on_live(&self, person: usize) -> bool {
        let scenario = &self.plan.scenario;
        scenario.live_queues_for(self.people[person].1.skills).meets(scenario.live_queues())
    }
}
