//! Fewer turns at the posts, wherever no target comes to lack anything for it.

use crate::model::Watch;

use super::ledger::{Change, Ledger};
use super::rng::Rng;
use super::seating;

/// Rise in cost that a calmer day may bring.
const TOLERANCE: f64 = 0.0003;

/// Deals the seats of each day out anew in fewer turns, if the roster stays satisfied.
pub(super) fn calm(ledger: &mut Ledger, watch: Watch, rng: &mut Rng) {
    let problem = ledger.problem;
    if !ledger.is_satisfied() || problem.seats.is_empty() {
        return;
    }
    for day in 0..problem.n_days() {
        if watch.is_over() {
            return;
        }
        let state = &ledger.state;
        let plan = seating::calmed(problem, day, &state.days[day], &state.working, &ledger.worth[day], rng);
        let Some(plan) = plan else { continue };
        let before = ledger.snapshot();
        let change = Change { days: vec![(day, plan)], working: None };
        if ledger.attempt(change, TOLERANCE).is_some() && !ledger.is_satisfied() {
            ledger.restore(before);
        }
    }
}
