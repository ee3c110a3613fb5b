//! Makes sure of a roster: on more and more replications, and then on fresh ones that it was not chosen for.

use crate::model::Watch;

use super::calm::calm;
use super::climb::climb;
use super::ledger::Ledger;
use super::neat::{suit, tidy};
use super::params::{Params, Stage};
use super::reserve::spread;
use super::rng::Rng;
use super::unsocial::lessen;

/// A worst margin from which more replications, which flatter a roster less, will not bring it back.
const HOPELESS: f64 = -0.015;

/// Climbs on more and more replications until a roster stands the trial on fresh ones; whether one did.
///
/// A roster chosen on few replications looks better there than it is, so that a climb that is satisfied proves little,
/// and one that is not quite may still be good enough. The trial decides, and spares the stages that are not needed.
pub(super) fn settle(ledger: &mut Ledger, params: &Params, stages: &[Stage], watch: Watch, rng: &mut Rng) -> bool {
    for stage in stages {
        let met = climb(ledger, params, stage, watch, rng);
        let worst = ledger.shortfall().worst;
        if ledger.is_beaten() || !watch.is_over() && worst < HOPELESS {
            return false;
        }
        // A stage of as many replications as the trial asks for more to spare; but letters are seen whole in a trial only.
        let is_sure = met && stage.all >= params.trial.all && !ledger.player.has_letters();
        if is_sure || (met || worst > 0.0) && stands_trial(ledger, params) {
            return true;
        }
        if watch.is_over() {
            return false;
        }
    }
    false
}

/// Makes a settled roster neat, and keeps that only if it still stands the trial.
pub(super) fn polish(ledger: &mut Ledger, params: &Params, watch: Watch, rng: &mut Rng) {
    let [.., stage, _] = &params.settle;
    let before = ledger.state.clone();
    ledger.ready(stage);
    spread(ledger, watch, rng);
    tidy(ledger, watch, rng);
    calm(ledger, watch, rng);
    if ledger.state != before && !stands_trial(ledger, params) {
        ledger.state = before;
    }
    // Unsocial hours and then fairness come last, on the replications that decided, so that they cost no target.
    stands_trial(ledger, params);
    lessen(ledger, watch, &mut rng.clone());
    suit(ledger, watch, &mut rng.clone());
}

/// Whether the roster meets every target, with some to spare, on replications that no choice was made on.
fn stands_trial(ledger: &mut Ledger, params: &Params) -> bool {
    ledger.ready_afresh(&params.trial);
    ledger.is_satisfied()
}
