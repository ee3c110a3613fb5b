//! A program written down in MPS, so that other solvers can be tried on the same model.

use std::fmt::Write as _;

use super::engine::{Mip, Terms};

/// The program in free MPS: rows `r0, r1, ...`; the first `n_heads` columns are `h0, h1, ...`, the others `x..`.
///
/// # Source
///
/// The fixed sections of IBM's Mathematical Programming System as all solvers read them; `RANGES` is not used, a row with
/// two bounds is written as two.
pub(super) fn text(mip: &Mip, n_heads: usize) -> String {
    let mut out = String::from("NAME bemanna\nROWS\n N cost\n");
    let mut by_column: Vec<Terms> = vec![Vec::new(); mip.columns.len()];
    let mut sides = String::new();
    let mut n_rows = 0;
    for row in &mip.rows {
        let bounds = match (row.lower.is_finite(), row.upper.is_finite()) {
            (true, true) if row.lower.to_bits() == row.upper.to_bits() => vec![('E', row.lower)],
            (lower, upper) => {
                let least = lower.then_some(('G', row.lower));
                least.into_iter().chain(upper.then_some(('L', row.upper))).collect()
            }
        };
        for (kind, side) in bounds {
            put(&mut out, format_args!(" {kind} r{n_rows}\n"));
            if side != 0.0 {
                put(&mut sides, format_args!(" rhs r{n_rows} {side}\n"));
            }
            for &(col, value) in &row.terms {
                by_column[col].push((n_rows, value));
            }
            n_rows += 1;
        }
    }
    let name = |col: usize| if col < n_heads { format!("h{col}") } else { format!("x{col}") };
    out.push_str("COLUMNS\n");
    for is_integer in [true, false] {
        if is_integer {
            out.push_str(" m0 'MARKER' 'INTORG'\n");
        }
        for (col, column) in mip.columns.iter().enumerate().filter(|(_, column)| column.is_integer == is_integer) {
            let name = name(col);
            put(&mut out, format_args!(" {name} cost {}\n", column.cost));
            for (row, value) in &by_column[col] {
                put(&mut out, format_args!(" {name} r{row} {value}\n"));
            }
        }
        if is_integer {
            out.push_str(" m1 'MARKER' 'INTEND'\n");
        }
    }
    put(&mut out, format_args!("RHS\n{sides}BOUNDS\n"));
    for (col, column) in mip.columns.iter().enumerate() {
        put(&mut out, format_args!(" LO b {} {}\n", name(col), column.lower));
        if column.upper.is_finite() {
            put(&mut out, format_args!(" UP b {} {}\n", name(col), column.upper));
        }
    }
    out.push_str("ENDATA\n");
    out
}

/// Appends formatted text.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes all");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::engine::Row;

    #[test]
    fn every_column_row_and_bound_is_written() {
        let mut mip = Mip::default();
        let head = mip.add(1000.0, 2.0, true);
        let part = mip.add(0.5, f64::INFINITY, false);
        mip.at_least(3.0, vec![(head, 1.0), (part, 2.0)]);
        mip.equal(0.0, vec![(part, 1.0)]);
        mip.rows.push(Row { lower: -1.0, upper: 4.0, terms: vec![(head, 1.0)] });
        let expected = "NAME bemanna\nROWS\n N cost\n G r0\n E r1\n G r2\n L r3\nCOLUMNS\n m0 'MARKER' 'INTORG'\n \
                        h0 cost 1000\n h0 r0 1\n h0 r2 1\n h0 r3 1\n m1 'MARKER' 'INTEND'\n x1 cost 0.5\n x1 r0 2\n \
                        x1 r1 1\nRHS\n rhs r0 3\n rhs r2 -1\n rhs r3 4\nBOUNDS\n LO b h0 0\n UP b h0 2\n LO b x1 0\nENDATA\n";
        assert_eq!(text(&mip, 1), expected);
    }
}
