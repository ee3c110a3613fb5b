//! HiGHS behind the solver boundary; the only file that names it.
#![expect(unsafe_code, reason = "a few calls of the C interface have no safe wrapper; each says why it is sound")]

use std::ffi::{c_char, c_int, c_void};
use std::num::NonZeroU32;
use std::panic::catch_unwind;
use std::sync::{Mutex, MutexGuard, PoisonError};

use highs::{HighsModelStatus, HighsSolutionStatus, Model, RowProblem, Sense, SolvedModel};

use super::engine::{Column, Ending, Limits, Mip, Outcome, Row};
use crate::model::Watch;

/// Held while a model is made, solved or dropped: HiGHS shares a scheduler between the models of a process, and
/// dropping one model resets it for all.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Solves the program, integers as integers.
pub(in crate::optimise) fn solve(mip: &Mip, limits: &Limits<'_>) -> Outcome {
    let _alone = alone();
    let mut model = model_of(mip);
    model.set_option("mip_rel_gap", limits.gap);
    model.set_option("mip_abs_gap", 1e-6);
    model.set_option("mip_max_nodes", limits.nodes);
    set_time_limit(&mut model, limits);
    heed(&mut model, &limits.watch);
    if let Some(start) = &limits.start {
        model.set_solution(Some(start), None, None, None);
    }
    let Ok(solved) = model.try_solve() else { return Outcome::nothing(Ending::Failed) };
    let is_integer = mip.columns.iter().any(|column| column.is_integer);
    let mut outcome = outcome_of(&solved);
    if is_integer {
        outcome.bound = solved.double_info_value(c"mip_dual_bound").unwrap_or(f64::NEG_INFINITY);
        outcome.nodes = node_count(&solved);
    }
    if outcome.ending == Ending::Infeasible {
        outcome.bound = f64::INFINITY;
    }
    outcome
}

/// Options common to every solve: quiet, one thread, one seed, so that the same program gives the same answer.
fn prepare(model: &mut Model) {
    model.make_quiet();
    model.set_threads(NonZeroU32::MIN);
    model.set_option("parallel", "off");
    model.set_option("random_seed", 0);
}

/// The clock as a backstop.
fn set_time_limit(model: &mut Model, limits: &Limits<'_>) {
    let seconds = limits.seconds();
    if seconds.is_finite() {
        model.set_option("time_limit", seconds);
    }
}

/// Lets the watch stop the solve on the way, as after Ctrl-C. The watch must live until the solve is over.
fn heed(model: &mut Model, watch: &Watch<'_>) {
    let data = std::ptr::from_ref(watch).cast_mut().cast::<c_void>();
    // SAFETY: the model is live, and `stop_if_over` reads the watch only while the caller's solve runs.
    unsafe {
        let _status = highs_sys::Highs_setCallback(model.as_mut_ptr(), Some(stop_if_over), data);
        for moment in [
            highs_sys::kHighsCallbackSimplexInterrupt,
            highs_sys::kHighsCallbackIpmInterrupt,
            highs_sys::kHighsCallbackMipInterrupt,
        ] {
            let _status = highs_sys::Highs_startCallback(model.as_mut_ptr(), moment);
        }
    }
}

/// Asks the watch whether to stop; a watch that panics stops the solve.
unsafe extern "C" fn stop_if_over(
    _moment: c_int,
    _message: *const c_char,
    _out: *const highs_sys::HighsCallbackDataOut,
    data_in: *mut highs_sys::HighsCallbackDataIn,
    watch: *mut c_void,
) {
    // SAFETY: `heed` passed a watch that outlives the solve; it is only read.
    let watch = unsafe { &*watch.cast_const().cast::<Watch<'_>>() };
    let left = watch.seconds_left;
    let is_over = catch_unwind(std::panic::AssertUnwindSafe(|| left() <= 0.0)).unwrap_or(true);
    // SAFETY: HiGHS passes a valid struct in the moments asked for; null otherwise.
    if let Some(data_in) = unsafe { data_in.as_mut() } {
        data_in.user_interrupt = c_int::from(is_over);
    }
}

/// The program as HiGHS holds it.
fn model_of(mip: &Mip) -> Model {
    let mut problem = RowProblem::default();
    let columns: Vec<_> = mip
        .columns
        .iter()
        .map(|c| problem.add_column_with_integrality(c.cost, c.lower..=c.upper, c.is_integer))
        .collect();
    for row in &mip.rows {
        let terms: Vec<_> = row.terms.iter().map(|&(col, value)| (columns[col], value)).collect();
        problem.add_row(row.lower..=row.upper, &terms);
    }
    let mut model = problem.optimise(Sense::Minimise);
    prepare(&mut model);
    model
}

/// What HiGHS says came of it; the bound is that of a linear program.
fn outcome_of(solved: &SolvedModel) -> Outcome {
    let ending = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Ending::Optimal,
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Ending::Infeasible,
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedInterrupt => Ending::TimeLimit,
        HighsModelStatus::ReachedSolutionLimit | HighsModelStatus::ReachedIterationLimit => Ending::WorkLimit,
        _ => Ending::Failed,
    };
    let has_values = ending == Ending::Optimal || solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let mut outcome = Outcome::nothing(ending);
    if has_values {
        outcome.values = Some(solved.get_solution().columns().to_vec());
        outcome.objective = solved.objective_value();
    }
    if ending == Ending::Optimal {
        outcome.bound = outcome.objective;
    }
    outcome.iterations = solved.simplex_iteration_count().max(0) + solved.ipm_iteration_count().max(0);
    outcome
}

/// Nodes of the branch and bound; the safe wrapper reads only shorter integers.
fn node_count(solved: &SolvedModel) -> i64 {
    let mut nodes = 0_i64;
    // SAFETY: the pointer is to a live model, the name is a C string and `nodes` outlives the call.
    let _status =
        unsafe { highs_sys::Highs_getInt64InfoValue(solved.as_ptr(), c"mip_node_count".as_ptr(), &raw mut nodes) };
    nodes.max(0)
}

/// A linear relaxation that is solved again and again while rows and columns are added; keeps its basis.
pub(in crate::optimise) struct Relaxation {
    model: Option<Model>,
    n_rows: usize,
    columns: Vec<Column>,
}

impl Relaxation {
    /// A relaxation not yet solved.
    pub(in crate::optimise) fn new() -> Self {
        Self { model: None, n_rows: 0, columns: Vec::new() }
    }

    /// Solves `mip` without integrality. Between calls columns and rows may be added, and costs and bounds of
    /// columns changed, no more.
    pub(in crate::optimise) fn solve(&mut self, mip: &Mip, limits: &Limits<'_>) -> Outcome {
        let _alone = alone();
        let mut model = if let Some(model) = self.model.take() {
            self.grown(model, mip)
        } else {
            let mut relaxed = mip.clone();
            for column in &mut relaxed.columns {
                column.is_integer = false;
            }
            model_of(&relaxed)
        };
        // From nothing the interior point is twice as fast as the simplex; from a basis the simplex is faster.
        model.set_option("solver", if self.columns.is_empty() { "ipx" } else { "simplex" });
        set_time_limit(&mut model, limits);
        heed(&mut model, &limits.watch);
        self.n_rows = mip.rows.len();
        self.columns.clone_from(&mip.columns);
        let Ok(solved) = model.try_solve() else { return Outcome::nothing(Ending::Failed) };
        let outcome = outcome_of(&solved);
        self.model = Some(Model::from(solved));
        outcome
    }

    /// The model with the columns and rows added since the last solve.
    fn grown(&self, mut model: Model, mip: &Mip) -> Model {
        for column in &mip.columns[self.columns.len()..] {
            model.add_col(column.cost, column.lower..=column.upper, []);
        }
        add_rows(&mut model, &mip.rows[self.n_rows..]);
        change_columns(&mut model, mip, &self.columns);
        model
    }
}

impl Drop for Relaxation {
    fn drop(&mut self) {
        let _alone = alone();
        self.model = None;
    }
}

/// Adds rows to a model; the safe wrapper takes columns by a handle that only it can make.
fn add_rows(model: &mut Model, rows: &[Row]) {
    let int = |n: usize| highs_sys::HighsInt::try_from(n).expect("a model has fewer than 2^31 entries");
    for row in rows {
        let index: Vec<_> = row.terms.iter().map(|term| int(term.0)).collect();
        let value: Vec<_> = row.terms.iter().map(|term| term.1).collect();
        // SAFETY: the model is live, and `index` and `value` hold as many entries as said and outlive the call.
        let _status = unsafe {
            let n = int(index.len());
            highs_sys::Highs_addRow(model.as_mut_ptr(), row.lower, row.upper, n, index.as_ptr(), value.as_ptr())
        };
    }
}

/// Tells HiGHS the costs and bounds that differ from `before`.
fn change_columns(model: &mut Model, mip: &Mip, before: &[Column]) {
    for (i, (column, old)) in mip.columns.iter().zip(before).enumerate() {
        let i = highs_sys::HighsInt::try_from(i).expect("a model has fewer than 2^31 columns");
        if column.cost.to_bits() != old.cost.to_bits() {
            // SAFETY: the model is live and the call takes plain values.
            let _status = unsafe { highs_sys::Highs_changeColCost(model.as_mut_ptr(), i, column.cost) };
        }
        if (column.lower.to_bits(), column.upper.to_bits()) != (old.lower.to_bits(), old.upper.to_bits()) {
            // SAFETY: as above.
            let _status =
                unsafe { highs_sys::Highs_changeColBounds(model.as_mut_ptr(), i, column.lower, column.upper) };
        }
    }
}
