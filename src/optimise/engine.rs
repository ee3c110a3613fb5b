//! The solver boundary: a sparse mixed-integer program, the limits of a solve and what came of it.

#[cfg(feature = "highs")]
use super::highs as engine;
use super::microlp;
#[cfg(not(feature = "highs"))]
use super::microlp as engine;
use crate::model::Watch;

/// Minimise cost over columns within bounds, subject to rows within bounds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::optimise) struct Mip {
    /// The decision variables.
    pub(in crate::optimise) columns: Vec<Column>,
    /// The constraints.
    pub(in crate::optimise) rows: Vec<Row>,
}

/// A decision variable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::optimise) struct Column {
    /// Cost of one unit.
    pub(in crate::optimise) cost: f64,
    /// Least value.
    pub(in crate::optimise) lower: f64,
    /// Greatest value.
    pub(in crate::optimise) upper: f64,
    /// Whether only whole numbers are allowed.
    pub(in crate::optimise) is_integer: bool,
}

/// Position of a column in [`Mip::columns`].
pub(in crate::optimise) type Col = usize;

/// A linear expression: columns and their coefficients.
pub(in crate::optimise) type Terms = Vec<(Col, f64)>;

/// A constraint: `lower <= terms <= upper`.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::optimise) struct Row {
    /// Least value.
    pub(in crate::optimise) lower: f64,
    /// Greatest value.
    pub(in crate::optimise) upper: f64,
    /// The expression; each column at most once.
    pub(in crate::optimise) terms: Terms,
}

impl Mip {
    /// Adds a column and says where.
    pub(in crate::optimise) fn add(&mut self, cost: f64, upper: f64, is_integer: bool) -> Col {
        self.columns.push(Column { cost, lower: 0.0, upper, is_integer });
        self.columns.len() - 1
    }

    /// Adds the row `terms >= lower`.
    pub(in crate::optimise) fn at_least(&mut self, lower: f64, terms: Terms) {
        self.rows.push(Row { lower, upper: f64::INFINITY, terms });
    }

    /// Adds the row `terms <= upper`.
    pub(in crate::optimise) fn at_most(&mut self, upper: f64, terms: Terms) {
        self.rows.push(Row { lower: f64::NEG_INFINITY, upper, terms });
    }

    /// Adds the row `terms = value`.
    pub(in crate::optimise) fn equal(&mut self, value: f64, terms: Terms) {
        self.rows.push(Row { lower: value, upper: value, terms });
    }
}

/// A program in which some columns keep their values, and which columns of the whole its own are.
pub(in crate::optimise) struct Part {
    /// The program of the free columns.
    pub(in crate::optimise) mip: Mip,
    /// Its columns in the whole, ascending.
    pub(in crate::optimise) columns: Vec<Col>,
}

impl Mip {
    /// The program that is left for the columns that `is_free` when all others keep their `values`.
    pub(in crate::optimise) fn part(&self, is_free: &[bool], values: &[f64]) -> Part {
        /// Values kept to a row by the engine miss it by at most so much.
        const SLIP: f64 = 1e-6;
        let columns: Vec<Col> = (0..self.columns.len()).filter(|&col| is_free[col]).collect();
        let mut place = vec![usize::MAX; self.columns.len()];
        for (index, &col) in columns.iter().enumerate() {
            place[col] = index;
        }
        let mut mip = Mip { columns: columns.iter().map(|&col| self.columns[col]).collect(), rows: Vec::new() };
        for row in &self.rows {
            let (free, kept): (Terms, Terms) = row.terms.iter().partition(|term| is_free[term.0]);
            if free.is_empty() {
                continue;
            }
            let sum: f64 = kept.iter().map(|&(col, coefficient)| coefficient * values[col]).sum();
            let is_whole = (sum - sum.round()).abs() < SLIP;
            let (sum, slip) = if is_whole { (sum.round(), 0.0) } else { (sum, SLIP) };
            let terms = free.into_iter().map(|(col, coefficient)| (place[col], coefficient)).collect();
            mip.rows.push(Row { lower: row.lower - sum - slip, upper: row.upper - sum + slip, terms });
        }
        Part { mip, columns }
    }
}

/// When a solve may stop short of proof. Work decides; the clock is a backstop.
#[derive(Clone)]
pub(in crate::optimise) struct Limits<'a> {
    /// Most nodes of the branch and bound.
    #[cfg_attr(not(feature = "highs"), expect(dead_code, reason = "the pure-Rust engine counts no nodes"))]
    pub(in crate::optimise) nodes: i32,
    /// Relative gap at which to stop.
    pub(in crate::optimise) gap: f64,
    /// A feasible solution to begin from.
    pub(in crate::optimise) start: Option<Vec<f64>>,
    /// Says when the time is up.
    pub(in crate::optimise) watch: Watch<'a>,
    /// Most of the time left that this solve may take, 0 to 1.
    pub(in crate::optimise) share: f64,
}

impl<'a> Limits<'a> {
    /// To the end, unless the clock stops it.
    pub(in crate::optimise) fn proof(watch: Watch<'a>) -> Self {
        Self { nodes: i32::MAX, gap: 0.0, start: None, watch, share: 1.0 }
    }

    /// The backstop `[s]`.
    pub(in crate::optimise) fn seconds(&self) -> f64 {
        ((self.watch.seconds_left)() * self.share).max(0.0)
    }
}

/// How a solve ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::optimise) enum Ending {
    /// By proof: nothing is better (within the gap).
    Optimal,
    /// At a limit of work.
    WorkLimit,
    /// At the clock.
    TimeLimit,
    /// There is no solution.
    Infeasible,
    /// The engine failed.
    Failed,
}

/// What came of a solve.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::optimise) struct Outcome {
    /// How it ended.
    pub(in crate::optimise) ending: Ending,
    /// The best solution found, a value for each column.
    pub(in crate::optimise) values: Option<Vec<f64>>,
    /// Cost of that solution; infinite without one.
    pub(in crate::optimise) objective: f64,
    /// No solution costs less.
    pub(in crate::optimise) bound: f64,
    /// Nodes of the branch and bound.
    pub(in crate::optimise) nodes: i64,
    /// Simplex and interior-point iterations.
    pub(in crate::optimise) iterations: i64,
}

impl Outcome {
    /// Nothing found and nothing proven.
    pub(in crate::optimise) fn nothing(ending: Ending) -> Self {
        let bound = if ending == Ending::Infeasible { f64::INFINITY } else { f64::NEG_INFINITY };
        Self { ending, values: None, objective: f64::INFINITY, bound, nodes: 0, iterations: 0 }
    }
}

/// Whether the engine can be told to stop after some nodes: without that, no time is spent on what is merely better.
pub(in crate::optimise) const COUNTS_NODES: bool = cfg!(feature = "highs");

/// Solves the program, integers as integers.
///
/// Should HiGHS fail on it, the pure-Rust engine has a try.
pub(in crate::optimise) fn solve(mip: &Mip, limits: &Limits<'_>) -> Outcome {
    let outcome = engine::solve(mip, limits);
    if outcome.ending == Ending::Failed { microlp::solve(mip, limits) } else { outcome }
}

/// A linear relaxation that is solved again and again while rows and columns are added.
pub(in crate::optimise) type Relaxation = engine::Relaxation;

#[cfg(test)]
mod tests {
    use super::*;

    /// Pack 3, 4 and 5 into 10 for 5, 6, 8: at best the first and the last, and two units over.
    fn knapsack() -> Mip {
        let mut mip = Mip::default();
        let columns: Vec<Col> = [-5.0, -6.0, -8.0].into_iter().map(|cost| mip.add(cost, 1.0, true)).collect();
        mip.at_most(8.5, columns.into_iter().zip([3.0, 4.0, 5.0]).collect());
        mip
    }

    #[test]
    fn both_engines_pack_the_knapsack() {
        for outcome in [
            solve(&knapsack(), &Limits::proof(Watch::SILENT)),
            microlp::solve(&knapsack(), &Limits::proof(Watch::SILENT)),
        ] {
            assert_eq!(outcome.ending, Ending::Optimal);
            assert!((outcome.objective + 13.0).abs() < 1e-6, "{outcome:?}");
            assert!((outcome.bound + 13.0).abs() < 1e-6, "{outcome:?}");
        }
    }

    #[test]
    fn both_engines_know_that_nothing_fits() {
        let mut mip = knapsack();
        mip.at_least(13.0, vec![(0, 3.0), (1, 4.0), (2, 5.0)]);
        assert_eq!(solve(&mip, &Limits::proof(Watch::SILENT)).ending, Ending::Infeasible);
        assert_eq!(microlp::solve(&mip, &Limits::proof(Watch::SILENT)).ending, Ending::Infeasible);
    }

    #[test]
    fn a_relaxation_takes_rows_and_columns_between_solves() {
        let mut mip = knapsack();
        let mut relaxation = Relaxation::new();
        let first = relaxation.solve(&mip, &Limits::proof(Watch::SILENT));
        let (a, c) = (5.0 + 8.0, 0.5 / 4.0 * 6.0);
        assert!((first.objective + a + c).abs() < 1e-6, "{first:?}");
        mip.at_most(0.0, vec![(1, 1.0)]);
        let extra = mip.add(-1.0, 1.0, false);
        mip.at_most(0.5, vec![(extra, 1.0)]);
        let second = relaxation.solve(&mip, &Limits::proof(Watch::SILENT));
        assert!((second.objective + 13.5).abs() < 1e-6, "{second:?}");
    }

    #[test]
    fn a_watch_that_is_over_stops_the_solve() {
        let over = Watch { progress: &|_| {}, seconds_left: &|| 0.0 };
        let outcome = solve(&cover(1, 40), &Limits::proof(over));
        assert_eq!(outcome.ending, Ending::TimeLimit);
    }

    /// A small cover: `n` shifts over 12 hours with random starts, lengths and costs, and random needs.
    fn cover(seed: u64, n: usize) -> Mip {
        let mut state = seed;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut mip = Mip::default();
        let mut rows: Vec<Terms> = vec![Vec::new(); 12];
        for _ in 0..n {
            let col = mip.add(f64::from(u32::try_from(10 + random(10)).unwrap()), 3.0, true);
            let (start, hours) = (usize::try_from(random(10)).unwrap(), usize::try_from(2 + random(4)).unwrap());
            for row in rows.iter_mut().skip(start).take(hours) {
                row.push((col, 1.0));
            }
        }
        for row in rows.into_iter().filter(|row| row.len() > 1) {
            mip.at_least(f64::from(u32::try_from(random(5)).unwrap()), row);
        }
        mip
    }

    #[test]
    fn both_engines_cover_as_cheaply() {
        for seed in 0..20 {
            let mip = cover(seed, 12);
            let one = solve(&mip, &Limits::proof(Watch::SILENT));
            let other = microlp::solve(&mip, &Limits::proof(Watch::SILENT));
            assert_eq!((one.ending, other.ending), (Ending::Optimal, Ending::Optimal), "seed {seed}");
            assert!((one.objective - other.objective).abs() < 1e-6, "seed {seed}: {one:?} {other:?}");
        }
    }
}
