//! Tables of cells as people write them: a CSV file, or the sheets of a workbook, each cell with its place.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::collect::Faults;
use super::files::decode;
use super::loose;
use super::tables::records;
use crate::model::FaultKind;

/// A table of cells as text.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// The file, and where it has sheets the sheet: "roster.xlsx: v. 48".
    pub(super) file: String,
    /// The letter of the first column in a workbook, counted from 0; `None` where lines alone tell the place.
    first_column: Option<usize>,
    /// The rows that are not empty, each with its line.
    pub(super) rows: Vec<(u64, Vec<Cell>)>,
}

/// A cell as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it holds; a date and a time of day are written as such.
    pub(super) text: String,
    /// Whether it is a bare number in a workbook.
    pub(super) is_number: bool,
}

impl Sheet {
    /// File and line of a cell; in a workbook sheet and cell, as "roster.xlsx: v. 48!C7".
    pub(super) fn place(&self, line: u64, column: usize) -> (String, Option<u64>) {
        place(&self.file, self.first_column, line, column)
    }

    /// Whether it is a workbook's.
    pub(super) fn is_of_workbook(&self) -> bool {
        self.first_column.is_some()
    }

    /// The letter of the first column, counted from 0.
    pub(super) fn first_column(&self) -> Option<usize> {
        self.first_column
    }
}

/// File and line of a cell, or its sheet and cell.
pub(super) fn place(file: &str, first_column: Option<usize>, line: u64, column: usize) -> (String, Option<u64>) {
    match first_column {
        Some(first) => (format!("{file}!{}{line}", letters(first + column)), None),
        None => (file.to_owned(), Some(line)),
    }
}

/// A column by its letters: A, B, ... Z, AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { last.to_string() } else { letters(column / 26 - 1) + &last.to_string() }
}

/// The tables in a file: one of a CSV file, or the sheets of a workbook.
pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Vec<Sheet>> {
    if bytes.starts_with(b"PK") {
        return workbook(file, bytes, faults);
    }
    let text = decode(bytes, file, faults)?;
    let cells = |fields: Vec<String>| fields.into_iter().map(|text| Cell { text, is_number: false }).collect();
    let rows = records(&text).into_iter().map(|(line, fields)| (line, cells(fields))).collect();
    Some(vec![Sheet { file: file.to_owned(), first_column: None, rows }])
}

fn workbook(file: &str, bytes: &[u8], faults: &mut Faults) -> Option<Vec<Sheet>> {
    let mut not_readable = |reason: String| {
        faults.add(file, None, FaultKind::BadWorkbook { reason });
        None
    };
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(why) => return not_readable(why.to_string()),
    };
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = match book.worksheet_range(&name) {
            Ok(range) => range,
            Err(why) => return not_readable(why.to_string()),
        };
        let (first_row, first_column) = range.start().unwrap_or_default();
        let rows = range.rows().zip(u64::from(first_row) + 1..);
        let rows = rows.map(|(row, line)| (line, row.iter().map(cell).collect::<Vec<_>>()));
        let rows = rows.filter(|(_, row)| row.iter().any(|cell| !cell.text.is_empty())).collect();
        let first_column = usize::try_from(first_column).ok();
        sheets.push(Sheet { file: format!("{file}: {name}"), first_column, rows });
    }
    Some(sheets)
}

/// A workbook's cell as a reader sees it.
fn cell(data: &Data) -> Cell {
    let is_number = matches!(data, Data::Int(_) | Data::Float(_));
    let text = match data {
        Data::DateTime(at) => {
            let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
            // A time of day is kept as a fraction, a hair below or above the minute.
            let minutes = u32::from(hour) * 60 + u32::from(minute);
            let minutes = minutes + u32::from(u32::from(second) * 1000 + u32::from(milli) >= 30_000);
            let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            let date = format!("{year:04}-{month:02}-{day:02}");
            if at.as_f64() < 1.0 {
                clock
            } else if at.as_f64().fract() == 0.0 {
                date
            } else {
                format!("{date} {clock}")
            }
        }
        // A time of day without its format.
        Data::Float(share) if *share > 0.0 && *share < 1.0 => loose::of_day(*share)
            .map_or_else(|| data.to_string(), |minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60)),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(_) | Data::Bool(_) | Data::Int(_) | Data::Float(_) => data.to_string(),
    };
    Cell { text: text.trim().to_owned(), is_number }
}
