//! Local search with a given number of people, until every target is met or the work allowed is spent.

use crate::model::Watch;

use super::ledger::Ledger;
use super::moves::{KINDS, Move, propose};
use super::params::{Params, Stage};
use super::rng::Rng;

/// What making a proposal costs, as simulated contacts: in a small centre most of the work, and most come to nothing.
const PROPOSAL: f64 = 200.0;

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
        if spent >= 1.0 || watch.is_over() || ledger.is_beaten() {
            break;
        }
        let weights: Vec<f64> = (0..days).map(|day| ledger.day_cost(day).max(0.0) + 1e-4).collect();
        let day = rng.pick(&weights).unwrap_or(0);
        let kind = rng.pick(&params.kinds).map_or(Move::Seat, |index| KINDS[index]);
        let more = if kind == Move::Exchange { params.exchange_heat } else { 1.0 };
        let heat = stage.heat * more * (1.0 - spent);
        let slack = -heat * rng.unit().max(1e-9).ln() - 1e-9;
        ledger.contacts += PROPOSAL;
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
