//! skills.xlsx: the numbers of the heat map, who is alone, when nobody is there, as sheets to sort and filter.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::error::Error;
use crate::model::{IntervalIdx, Language, SkillReport};
use crate::text::skills as text;

use super::Naming;
use super::sentences::{by_fragility, person, totals, why};

/// The workbook's bytes: the same for the same report.
///
/// # Errors
///
/// [`Error::Io`] when the workbook cannot be put together.
pub(super) fn workbook(report: &SkillReport, language: Language, naming: Naming) -> Result<Vec<u8>, Error> {
    build(report, language, naming)
        .map_err(|why| Error::Io { path: "skills.xlsx".into(), source: std::io::Error::other(why.to_string()) })
}

/// What a cell holds.
enum Cell {
    Text(String),
    Number(f64),
    /// With a decimal: hours, contacts.
    Decimal(f64),
    Date(NaiveDate),
    /// Minutes since midnight, by the clock.
    Clock(i32),
}

fn build(report: &SkillReport, language: Language, naming: Naming) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date, so that the same report gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&report.scenario.name).set_creation_datetime(&created));
    sheet(workbook.add_worksheet(), &text::label_skill(language), &columns(language), &skills(report, language))?;
    let header = [
        text::label_skill(language),
        text::label_date(language),
        text::label_from(language),
        text::label_needed(language),
        text::label_present(language),
        text::label_at_best(language),
        text::label_contacts(language),
    ];
    sheet(workbook.add_worksheet(), &text::label_present(language), &header, &cells(report, language))?;
    let header = [
        text::label_skill(language),
        text::label_date(language),
        text::label_from(language),
        text::label_to(language),
        text::label_reason(language),
        text::label_contacts(language),
    ];
    sheet(workbook.add_worksheet(), &text::label_gaps(language), &header, &gaps(report, language, naming))?;
    if naming == Naming::Named {
        let header = [
            text::label_skill(language),
            text::label_person(language),
            text::label_date(language),
            text::label_from(language),
            text::label_to(language),
        ];
        sheet(workbook.add_worksheet(), &text::label_lone(language), &header, &lone(report, language))?;
        let header = [
            text::label_person(language),
            text::label_planned(language),
            text::label_done(language),
            text::label_deferred(language),
        ];
        if !report.ledger.is_empty() {
            sheet(workbook.add_worksheet(), &text::label_training(language), &header, &training(report))?;
        }
    }
    workbook.save_to_buffer()
}

fn columns(language: Language) -> [String; 5] {
    [
        text::label_skill(language),
        text::label_holders(language),
        text::label_open(language),
        text::label_empty(language),
        text::label_alone(language),
    ]
}

/// A sheet with a bold header, filters and widths that fit.
fn sheet(sheet: &mut Worksheet, name: &str, header: &[String], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let plain = Format::new().set_font_name("Arial").set_font_size(10);
    let bold = plain.clone().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Medium);
    let over_figures = bold.clone().set_align(FormatAlign::Right);
    let decimal = plain.clone().set_num_format("0.0#");
    let left = plain.clone().set_align(FormatAlign::Left);
    let (date, time) = (left.clone().set_num_format("yyyy-mm-dd"), left.set_num_format("hh:mm"));
    sheet.set_name(name)?.set_freeze_panes(1, 1)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    for (column, title) in (0..).zip(header) {
        let of_figures = rows.first().and_then(|row| row.get(usize::from(column)));
        let is_figures = matches!(of_figures, Some(Cell::Number(_) | Cell::Decimal(_)));
        sheet.write_string_with_format(0, column, title, if is_figures { &over_figures } else { &bold })?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(row, column, text, &plain)?,
                Cell::Number(value) => sheet.write_number_with_format(row, column, *value, &plain)?,
                Cell::Decimal(value) => sheet.write_number_with_format(row, column, *value, &decimal)?,
                Cell::Date(day) => sheet.write_number_with_format(row, column, serial(*day), &date)?,
                Cell::Clock(minute) => {
                    sheet.write_number_with_format(row, column, f64::from(*minute) / 1440.0, &time)?
                }
            };
        }
    }
    let last = u16::try_from(header.len().max(1) - 1).unwrap_or(0);
    sheet.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(0), last)?;
    sheet.autofit();
    // A clock time is a fraction of a day, whose width as such would be that of its decimals.
    for (column, cell) in (0..).zip(rows.first().into_iter().flatten()) {
        match cell {
            Cell::Clock(_) => sheet.set_column_width(column, 9)?,
            Cell::Date(_) => sheet.set_column_width(column, 12)?,
            _ => continue,
        };
    }
    Ok(())
}

/// A date as a workbook counts days.
fn serial(date: NaiveDate) -> f64 {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date");
    f64::from(i32::try_from((date - zero).num_days()).unwrap_or(0))
}

fn hours(minutes: i32) -> Cell {
    Cell::Decimal(f64::from(minutes) / 60.0)
}

fn skills(report: &SkillReport, language: Language) -> Vec<Vec<Cell>> {
    let row = |cover: &crate::model::SkillCover| {
        let sums = totals(cover);
        vec![
            Cell::Text(text::name(language, &report.scenario, cover.skills)),
            Cell::Number(f64::from(u32::try_from(cover.holders.len()).unwrap_or(0))),
            hours(sums.open),
            hours(sums.empty),
            hours(sums.alone),
        ]
    };
    by_fragility(report).into_iter().map(row).collect()
}

/// The date and clock time of a minute.
fn clock(report: &SkillReport, at: crate::model::Minute) -> [Cell; 2] {
    let clock = report.scenario.horizon.clock(at);
    [Cell::Date(clock.date), Cell::Clock(clock.minute)]
}

fn cells(report: &SkillReport, language: Language) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for cover in by_fragility(report) {
        let name = text::name(language, &report.scenario, cover.skills);
        for (index, cell) in cover.cells.iter().enumerate().filter(|(_, cell)| cell.open > 0) {
            let [date, from] = clock(report, report.scenario.horizon.interval(IntervalIdx(index)).start);
            rows.push(vec![
                Cell::Text(name.clone()),
                date,
                from,
                Cell::Number(f64::from(cell.needed)),
                Cell::Number(f64::from(cell.present)),
                Cell::Number(f64::from(cell.at_best)),
                Cell::Decimal(cell.contacts),
            ]);
        }
    }
    rows
}

fn gaps(report: &SkillReport, language: Language, naming: Naming) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for cover in by_fragility(report) {
        let name = text::name(language, &report.scenario, cover.skills);
        for gap in &cover.gaps {
            let ([date, from], [_, to]) = (clock(report, gap.span.start), clock(report, gap.span.end));
            let why = Cell::Text(why(report, language, naming, gap.cause));
            rows.push(vec![Cell::Text(name.clone()), date, from, to, why, Cell::Decimal(gap.contacts)]);
        }
    }
    rows
}

fn lone(report: &SkillReport, language: Language) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for cover in by_fragility(report) {
        let name = text::name(language, &report.scenario, cover.skills);
        for lone in &cover.lone {
            let who = person(report, language, Naming::Named, lone.agent);
            for span in &lone.spans {
                let ([date, from], [_, to]) = (clock(report, span.start), clock(report, span.end));
                rows.push(vec![Cell::Text(name.clone()), Cell::Text(who.clone()), date, from, to]);
            }
        }
    }
    rows
}

fn training(report: &SkillReport) -> Vec<Vec<Cell>> {
    let row = |entry: &crate::model::TrainingEntry| {
        let name = report.scenario.agents[entry.agent.0].name.clone();
        vec![Cell::Text(name), hours(entry.planned), hours(entry.done), hours(entry.deferred())]
    };
    report.ledger.iter().map(row).collect()
}
