//! Tables in CSV as Swedish Excel or anybody else writes them, with the line of every row.

use super::collect::Faults;
use super::nearest::nearest;
use super::sheets::{Cell, Sheet, place};
use crate::model::{FaultKind, Lines};

/// The names that columns have here, from those in a header.
type Named<'a> = &'a dyn Fn(&[String]) -> Vec<String>;

/// Which columns a table has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// Those that must be there.
    pub(super) required: &'static [&'static str],
    /// Those that may be left out.
    pub(super) optional: &'static [&'static str],
}

/// A column for the reader's own notes, allowed in every table and not read.
const NOTE: &str = "note";

/// A table as written.
#[derive(Debug)]
pub(super) struct Table {
    /// Its file, and its sheet where it has one.
    pub(super) file: String,
    /// The first column of a workbook's table, counted from 0.
    first_column: Option<usize>,
    header: Vec<String>,
    rows: Vec<Written>,
}

/// A row as written.
#[derive(Debug)]
struct Written {
    /// Another file than the table's, where one is laid over it.
    file: Option<String>,
    line: u64,
    fields: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    file: &'a str,
    fields: &'a [String],
    /// Its line in the file.
    pub(super) line: u64,
}

impl Table {
    /// Reads a table; `None` when columns are missing, since every row would then be a fault.
    pub(super) fn read(file: &str, text: &str, columns: Columns, faults: &mut Faults) -> Option<Self> {
        let lower = |header: &[String]| header.iter().map(|column| column.to_lowercase()).collect();
        Self::of((file, None), records(text), (columns, &lower), faults)
    }

    /// As [`read`](Self::read), from the rows of a sheet (its header first), whose columns `named` gives the names that
    /// are known here.
    pub(super) fn of_sheet(sheet: &Sheet, columns: Columns, named: Named<'_>, faults: &mut Faults) -> Option<Self> {
        let texts = |cells: &Vec<Cell>| cells.iter().map(|cell| cell.text.clone()).collect();
        let records = sheet.rows.iter().map(|(line, cells)| (*line, texts(cells))).collect();
        Self::of((&sheet.file, sheet.first_column()), records, (columns, named), faults)
    }

    fn of(
        (file, first_column): (&str, Option<usize>),
        records: Vec<(u64, Vec<String>)>,
        (columns, named): (Columns, Named<'_>),
        faults: &mut Faults,
    ) -> Option<Self> {
        let mut records = records.into_iter();
        let Some((header_line, header)) = records.next() else {
            faults.add(file, None, FaultKind::EmptyFile);
            return None;
        };
        let header = named(&header);
        if !check_header((file, first_column), header_line, &header, columns, faults) {
            return None;
        }
        let mut rows = Vec::new();
        for (line, mut fields) in records {
            while fields.len() > header.len() && fields.last().is_some_and(String::is_empty) {
                fields.pop();
            }
            if fields.len() > header.len() {
                let kind = FaultKind::TooManyFields { found: fields.len(), expected: header.len() };
                let (file, line) = place(file, first_column, line, header.len());
                faults.add(&file, line, kind);
            } else {
                rows.push(Written { file: None, line, fields });
            }
        }
        Some(Self { file: file.to_owned(), first_column, header, rows })
    }

    /// The rows in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|written| {
            let file = written.file.as_deref().unwrap_or(&self.file);
            Row { table: self, file, fields: &written.fields, line: written.line }
        })
    }

    /// A table of these columns without rows.
    pub(super) fn empty(file: &str, columns: Columns) -> Self {
        let header = columns.required.iter().chain(columns.optional).map(|&column| column.to_owned()).collect();
        Self { file: file.to_owned(), first_column: None, header, rows: Vec::new() }
    }

    /// Adds a row, written in another file.
    pub(super) fn push(&mut self, (file, line): (&str, u64), cells: &[(&str, String)]) {
        self.rows.push(Written { file: Some(file.to_owned()), line, fields: Vec::new() });
        for (column, value) in cells {
            self.set(self.rows.len() - 1, column, value.clone());
        }
    }

    /// Writes over cells of a row, from another file.
    pub(super) fn write_over(&mut self, row: usize, (file, line): (&str, u64), cells: &[(&str, String)]) {
        self.rows[row].file = Some(file.to_owned());
        self.rows[row].line = line;
        for (column, value) in cells {
            self.set(row, column, value.clone());
        }
    }

    /// Keeps the rows for which `is_kept` holds.
    pub(super) fn retain(&mut self, is_kept: impl Fn(Row<'_>) -> bool) {
        let mut kept: Vec<bool> = self.rows().map(is_kept).collect();
        kept.reverse();
        self.rows.retain(|_| kept.pop().unwrap_or(true));
    }

    /// Takes a name out of a column of names between bars; a row left without any goes.
    pub(super) fn take_out(&mut self, column: &str, name: &str) {
        let Some(position) = self.header.iter().position(|other| other == column) else { return };
        self.rows.retain_mut(|row| {
            let Some(field) = row.fields.get_mut(position) else { return true };
            let is_there = |field: &str| field.split('|').any(|part| part.trim() == name);
            if !is_there(field) {
                return true;
            }
            *field = field.split('|').filter(|part| part.trim() != name).collect::<Vec<_>>().join("|");
            !field.is_empty()
        });
    }

    fn set(&mut self, row: usize, column: &str, value: String) {
        let known = self.header.iter().position(|name| name == column);
        let position = known.unwrap_or_else(|| {
            self.header.push(column.to_owned());
            self.header.len() - 1
        });
        let fields = &mut self.rows[row].fields;
        if fields.len() <= position {
            fields.resize(position + 1, String::new());
        }
        fields[position] = value;
    }
}

/// The records of a CSV text that are not empty, each with its line.
pub(super) fn records(text: &str) -> Vec<(u64, Vec<String>)> {
    // One kind of line end, so that the reader's line numbers are those of an editor.
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        // The reader fails only on bytes that are no text, which decoding has excluded.
        let Ok(record) = record else { continue };
        let line = record.position().map_or(1, csv::Position::line);
        // Excel leaves rows of bare separators where cells were cleared.
        if record.iter().any(|field| !field.is_empty()) {
            records.push((first_line(text, line), record.iter().map(str::to_owned).collect()));
        }
    }
    records
}

/// The line on which a record that begins at `line` has its first letter: the reader counts blank lines to it.
fn first_line(text: &str, line: u64) -> u64 {
    let from = usize::try_from(line).map_or(0, |line| line.saturating_sub(1));
    let blank = text.lines().skip(from).take_while(|line| line.trim().is_empty()).count();
    line + blank as u64
}

/// The separator between fields: whichever of `;` and `,` and tab the header has most of, the first line with any.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().find(|line| line.contains([';', ',', '\t'])).unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|&byte| byte == separator).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|&separator| (count(separator), separator == b',')).unwrap_or(b',')
}

fn check_header(
    (file, first_column): (&str, Option<usize>),
    line: u64,
    header: &[String],
    columns: Columns,
    faults: &mut Faults,
) -> bool {
    let mut add = |column: usize, kind: FaultKind| {
        let (file, line) = place(file, first_column, line, column);
        faults.add(&file, line, kind);
    };
    let known: Vec<&str> = columns.required.iter().chain(columns.optional).copied().collect();
    for (position, column) in header.iter().enumerate() {
        if header[..position].contains(column) && !column.is_empty() {
            add(position, FaultKind::DuplicateColumn { column: column.clone() });
        } else if !known.contains(&column.as_str()) && column != NOTE && !column.is_empty() {
            let unused = known.iter().copied().filter(|name| !header.iter().any(|other| other == name));
            let kind = FaultKind::UnknownColumn {
                column: column.clone(),
                nearest: nearest(column, unused),
                known: known.iter().map(|&name| name.to_owned()).collect(),
            };
            add(position, kind);
        }
    }
    let missing: Vec<_> = columns.required.iter().filter(|name| !header.iter().any(|column| column == *name)).collect();
    for column in &missing {
        add(0, FaultKind::MissingColumn { column: (**column).to_owned() });
    }
    missing.is_empty()
}

impl<'a> Row<'a> {
    /// The field in `column`; `None` when it is empty or the table has no such column.
    pub(super) fn get(self, column: &str) -> Option<&'a str> {
        let position = self.table.header.iter().position(|name| name == column)?;
        self.fields.get(position).map(String::as_str).filter(|field| !field.is_empty())
    }

    /// The field in a column that must be filled.
    pub(super) fn need(self, column: &str, faults: &mut Faults) -> Option<&'a str> {
        let field = self.get(column);
        if field.is_none() {
            self.fault_at(column, faults, FaultKind::EmptyField { column: column.to_owned() });
        }
        field
    }

    /// The field in `column` read by `parse`, with a fault noted when it cannot be; `None` also when it is empty.
    pub(super) fn parse<T>(
        self,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
        kind: impl Fn(String) -> FaultKind,
        faults: &mut Faults,
    ) -> Option<T> {
        let field = self.get(column)?;
        let value = parse(field);
        if value.is_none() {
            self.fault_at(column, faults, kind(field.to_owned()));
        }
        value
    }

    /// The parts of a field between vertical bars.
    pub(super) fn list(self, column: &str) -> impl Iterator<Item = &'a str> {
        self.get(column).unwrap_or_default().split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// Its file and line.
    pub(super) fn place(self) -> (&'a str, u64) {
        (self.file, self.line)
    }

    /// Its line, as [`Lines`] tells it from those of other files where another one is laid over the table's.
    pub(super) fn told_line(self) -> u64 {
        if self.file == self.table.file { self.line } else { self.line + Lines::OVER }
    }

    /// Notes a fault on this row.
    pub(super) fn fault(self, faults: &mut Faults, kind: FaultKind) {
        let (file, line) = self.cell(0);
        faults.add(&file, line, kind);
    }

    /// Notes a fault on the field in `column`.
    pub(super) fn fault_at(self, column: &str, faults: &mut Faults, kind: FaultKind) {
        let (file, line) = self.cell(self.table.header.iter().position(|name| name == column).unwrap_or(0));
        faults.add(&file, line, kind);
    }

    /// File and line of a field; in a workbook its sheet and cell.
    fn cell(self, column: usize) -> (String, Option<u64>) {
        place(self.file, self.table.first_column, self.line, column)
    }

    /// Whether the table has such a column.
    pub(super) fn has(self, column: &str) -> bool {
        self.table.header.iter().any(|name| name == column)
    }
}
