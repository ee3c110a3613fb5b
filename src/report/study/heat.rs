//! A month as a picture: days across, clock times down, a square for each slot.

use crate::report::html::svg::Drawing;

/// Pixels of a row, and above the first.
const ROW: f64 = 14.0;
const TOP: f64 = 36.0;

/// One square: column, row, class.
pub(super) struct Square {
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) class: &'static str,
}

/// Squares under their columns' two names and beside their rows' names; rows without a name have none shown.
pub(super) fn heat(squares: &[Square], columns: &[[String; 2]], rows: &[String], label: &str) -> String {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let width = 100.0 / count(columns.len().max(1));
    let mut drawing = Drawing::new("heat", TOP + ROW * count(rows.len()) + 4.0);
    for (column, [above, below]) in columns.iter().enumerate() {
        let middle = width * (count(column) + 0.5);
        drawing.text("hour mid", (middle, 12.0), above);
        drawing.text("hour mid", (middle, 27.0), below);
    }
    for (row, name) in rows.iter().enumerate() {
        drawing.text("axis", (0.0, TOP + ROW * (count(row) + 0.8)), name);
    }
    for square in squares {
        let (x, y) = (width * count(square.column), TOP + ROW * count(square.row));
        drawing.rect(square.class, [x + width * 0.04, y + 0.5, width * 0.92, ROW - 1.0]);
    }
    drawing.finish(label)
}
