//! Local search with a given number of people, until every target is met or the work allowed is spent.

use crate::model::Watch;

use super::calm::calm;
use super::ledger::Ledger;
use super::moves::{KINDS, Move, propose};
use super::neat::{suit, tidy};
use super::params::{Params, Stage};
use super::reserve::spread;
use super::rng::Rng;

/// Improves the ledger's roster on its present level until nothing is lacking; whether that was reached.
///
/// Simulated annealing: a change is made when the cost rises by less than an exponential of mean `heat`, which falls
/// linearly to nothing as the work is spent. What is left is the best roster met.
///
/// # Source
///
/// Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, with the exponential threshold of the
/// Metropolis rule drawn before the change is tried, so that a hopeless one is dropped after its first look.
pub(super) fn climb(ledger: &mut Ledger, params: &Params, stage: &Stage, watch: Watch, rng: &mut Rng) -> bool {
    ledger.ready(stage);
    let start = ledger.contacts;
    let allowed = stage.work * ledger.daily_contacts();
    let days = ledger.problem.n_days();
    let mut cost = ledger.cost();
    let mut best = (cost, ledger.snapshot());
    loop {
        if ledger.is_satisfied() {
            return true;
        }
        let spent = (ledger.contacts - start) / allowed;
        if spent >= 1.0 || watch.is_over() {
            break;
        }
        let weights: Vec<f64> = (0..days).map(|day| ledger.day_cost(day).max(0.0) + 1e-4).collect();
        let day = rng.pick(&weights).unwrap_or(0);
        let kind = rng.pick(&params.kinds).map_or(Move::Seat, |index| KINDS[index]);
        let more = if kind == Move::Exchange { params.exchange_heat } else { 1.0 };
        let heat = stage.heat * more * (1.0 - spent);
        let slack = -heat * rng.unit().max(1e-9).ln() - 1e-9;
        // A proposal that comes to nothing costs a little too, so that the loop always ends.
        ledger.contacts += 0.01 * ledger.daily_contacts();
        let Some(change) = propose(ledger, kind, day, rng) else { continue };
        if let Some(rise) = ledger.attempt(change, slack) {
            cost += rise;
            if cost < best.0 - 1e-9 {
                best = (cost, ledger.snapshot());
            }
        }
    }
    if cost > best.0 + 1e-9 {
        ledger.restore(best.1);
    }
    ledger.is_satisfied()
}

/// Climbs on more and more replications with growing caution; whether the last stage is satisfied.
///
/// When the time is over nothing is climbed any more, but the last stage still judges the roster.
pub(super) fn settle(ledger: &mut Ledger, params: &Params, watch: Watch, rng: &mut Rng) -> bool {
    let [stages @ .., last] = &params.settle;
    if !watch.is_over() && !stages.iter().all(|stage| climb(ledger, params, stage, watch, rng)) && !watch.is_over() {
        return false;
    }
    let before = ledger.state.clone();
    spread(ledger, watch, rng);
    tidy(ledger, watch, rng);
    calm(ledger, watch, rng);
    if !climb(ledger, params, last, watch, rng) {
        ledger.state = before;
        if !climb(ledger, params, last, watch, rng) {
            return false;
        }
    }
    // Fairness comes last, on the replications that decided, so that it costs nobody and no target.
    suit(ledger, watch, &mut rng.clone());
    true
}
