//! The pure-Rust engine, by way of `good_lp`: plans small centres without a C++ compiler, and checks the other engine.

use good_lp::{
    Expression, ProblemVariables, ResolutionError, Solution, SolutionStatus, SolverModel, Variable,
    WithInitialSolution, WithMipGap, WithTimeLimit, microlp, variable,
};

use super::engine::{Ending, Limits, Mip, Outcome};

/// Solves the program, integers as integers.
///
/// The engine counts no nodes and states no bound; short of proof the bound is that of the linear relaxation.
pub(in crate::optimise) fn solve(mip: &Mip, limits: &Limits<'_>) -> Outcome {
    let mut outcome = run(mip, limits, true);
    if outcome.values.is_some() && outcome.bound.is_infinite() {
        outcome.bound = run(mip, limits, false).bound;
    }
    outcome
}

/// Solves with or without integrality.
fn run(mip: &Mip, limits: &Limits<'_>, with_integers: bool) -> Outcome {
    let mut variables = ProblemVariables::new();
    let mut objective = Expression::default();
    let handles: Vec<Variable> = mip
        .columns
        .iter()
        .map(|column| {
            let definition = variable().min(column.lower).max(column.upper);
            let is_integer = column.is_integer && with_integers;
            let handle = variables.add(if is_integer { definition.integer() } else { definition });
            objective.add_mul(column.cost, handle);
            handle
        })
        .collect();
    let mut problem = variables.minimise(objective).using(microlp);
    for row in &mip.rows {
        let mut terms = Expression::with_capacity(row.terms.len());
        for &(col, value) in &row.terms {
            terms.add_mul(value, handles[col]);
        }
        if row.lower.to_bits() == row.upper.to_bits() {
            problem.add_constraint(terms.eq(row.lower));
            continue;
        }
        if row.lower.is_finite() {
            problem.add_constraint(terms.clone().geq(row.lower));
        }
        if row.upper.is_finite() {
            problem.add_constraint(terms.leq(row.upper));
        }
    }
    if with_integers {
        if let Some(start) = &limits.start {
            problem = problem.with_initial_solution(handles.iter().copied().zip(start.iter().copied()));
        }
        #[expect(clippy::cast_possible_truncation, reason = "a gap needs no more than single precision")]
        let gap = limits.gap as f32;
        problem = problem.with_mip_gap(gap).expect("a gap is finite and not negative");
    }
    let seconds = limits.seconds();
    if seconds < 1e9 {
        problem = problem.with_time_limit(seconds);
    }
    outcome_of(mip, &handles, problem.solve(), with_integers)
}

/// What the engine says came of it.
fn outcome_of(
    mip: &Mip,
    handles: &[Variable],
    result: Result<impl Solution, ResolutionError>,
    with_integers: bool,
) -> Outcome {
    match result {
        Ok(solution) => {
            let ending = match solution.status() {
                SolutionStatus::Optimal | SolutionStatus::GapLimit => Ending::Optimal,
                SolutionStatus::TimeLimit => Ending::TimeLimit,
            };
            let whole = |value: f64, is_integer| if is_integer && with_integers { value.round() } else { value };
            let columns = mip.columns.iter().zip(handles);
            let values: Vec<f64> = columns.map(|(c, &h)| whole(solution.value(h), c.is_integer)).collect();
            let objective = mip.columns.iter().zip(&values).map(|(column, value)| column.cost * value).sum();
            let is_proven = matches!(solution.status(), SolutionStatus::Optimal);
            let bound = if is_proven { objective } else { f64::NEG_INFINITY };
            Outcome { values: Some(values), objective, bound, ..Outcome::nothing(ending) }
        }
        Err(ResolutionError::Infeasible) => Outcome::nothing(Ending::Infeasible),
        Err(ResolutionError::Other(_)) => Outcome::nothing(Ending::TimeLimit),
        Err(_) => Outcome::nothing(Ending::Failed),
    }
}

/// A linear relaxation that is solved again and again; this engine begins afresh each time.
#[cfg(not(feature = "highs"))]
pub(in crate::optimise) struct Relaxation;

#[cfg(not(feature = "highs"))]
impl Relaxation {
    /// A relaxation not yet solved.
    pub(in crate::optimise) fn new() -> Self {
        Self
    }

    /// Solves `mip` without integrality.
    #[expect(clippy::unused_self, reason = "the other engine keeps its basis here")]
    pub(in crate::optimise) fn solve(&mut self, mip: &Mip, limits: &Limits<'_>) -> Outcome {
        run(mip, limits, false)
    }
}
