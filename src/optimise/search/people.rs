//! How many people: from the start down one by one, or up, and who comes and goes.

use crate::model::{Progress, Step, Watch};

use super::climb::{climb, settle};
use super::ledger::{Ledger, Level, Snapshot};
use super::moves::{candidates, dismiss, engage, total_worth, worth_after};
use super::params::{Params, Stage};
use super::rng::Rng;
use super::state::State;

/// A worst margin up to which people are added before any are let go: whom to do without shows best among many.
const AMPLE: f64 = 0.08;
/// A worst margin at which people are plenty: one more can go without a climb.
const PLENTY: f64 = 0.03;
/// People of least worth of whom one is let go, whoever is missed least.
const DISPENSABLE: usize = 6;

/// Leaves the roster of the fewest people found that meets every target, or the best of all people.
pub(super) fn fewest(ledger: &mut Ledger, params: &Params, watch: Watch, rng: &mut Rng) -> Vec<Step> {
    let mut steps = Vec::new();
    ledger.goals.margin = params.descend.margin;
    ledger.play(Level { first: params.glance.0, all: params.glance.1 });
    while ledger.shortfall().worst < AMPLE && grow(ledger, rng) {}
    fill_gaps(ledger, params, watch, rng);
    let mut found: Vec<State> = Vec::new();
    loop {
        // While people are plenty a glance is enough.
        let is_plenty = ledger.is_satisfied() && ledger.shortfall().worst > PLENTY;
        let met = is_plenty
            || climb(ledger, params, &params.quench, watch, rng)
            || climb(ledger, params, &params.descend, watch, rng);
        steps.push(step(ledger, watch));
        if met {
            found.push(ledger.state.clone());
        }
        let goes_on = if met { shrink(ledger, rng) } else { found.is_empty() && grow_some(ledger, rng) };
        if !goes_on || watch.is_over() {
            break;
        }
    }
    if found.is_empty() {
        // Everybody works: the best of it.
        for stage in &params.settle {
            climb(ledger, params, stage, watch, rng);
        }
        steps.push(step(ledger, watch));
        return steps;
    }
    let mut best: Option<(f64, State)> = None;
    while let Some(state) = found.pop() {
        ledger.state = state;
        let met = settle(ledger, params, watch, rng);
        steps.push(step(ledger, watch));
        let cost = ledger.shortfall().cost;
        if met {
            return steps;
        }
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, ledger.state.clone()));
        }
    }
    if let Some((_, state)) = best {
        ledger.state = state;
    }
    steps
}

/// Fills seats, and places asked for outright, by other shifts or more people, and notes what must stay empty.
fn fill_gaps(ledger: &mut Ledger, params: &Params, watch: Watch, rng: &mut Rng) {
    let stage = Stage { first: params.glance.0, all: params.glance.1, work: params.manning, ..params.descend };
    let mut fewest: Option<(usize, Snapshot)> = None;
    while ledger.gaps() > 0 {
        climb(ledger, params, &stage, watch, rng);
        let gaps = ledger.gaps();
        if fewest.as_ref().is_none_or(|(least, _)| gaps < *least) {
            fewest = Some((gaps, ledger.snapshot()));
        }
        if gaps > 0 && !grow(ledger, rng) {
            break;
        }
    }
    // People who came for gaps that nobody can fill go again.
    if let Some((_, before)) = fewest.filter(|(least, _)| *least <= ledger.gaps()) {
        ledger.restore(before);
    }
    ledger.unfillable = ledger.gaps();
}

/// Where the search stands; tells the watch too.
fn step(ledger: &Ledger, watch: Watch) -> Step {
    let short = ledger.shortfall();
    let step = Step {
        people: ledger.state.people(),
        missed: short.missed,
        worst_margin: short.worst,
        evaluations: ledger.evaluations,
    };
    (watch.progress)(Progress::Searching(step));
    step
}

/// Adds a few people: too many go again faster than too few are found out to be too few.
fn grow_some(ledger: &mut Ledger, rng: &mut Rng) -> bool {
    let more = 1 + ledger.state.people() / 10;
    (0..more).filter(|_| grow(ledger, rng)).count() > 0
}

/// Adds the person worth most; false when there is nobody.
fn grow(ledger: &mut Ledger, rng: &mut Rng) -> bool {
    let mut best: Option<(f64, usize, super::ledger::Change)> = None;
    for agent in candidates(ledger.problem, &ledger.state) {
        let Some(change) = engage(ledger, agent, rng) else { continue };
        let worth = worth_after(ledger, &change, agent);
        if best.as_ref().is_none_or(|(most, ..)| worth > *most) {
            best = Some((worth, agent, change));
        }
    }
    best.is_some_and(|(_, _, change)| ledger.attempt(change, f64::INFINITY).is_some())
}

/// Lets the person go whose leaving costs least; false when there is nobody to let go.
fn shrink(ledger: &mut Ledger, rng: &mut Rng) -> bool {
    let problem = ledger.problem;
    let mut offers: Vec<(f64, usize)> = (0..problem.n_agents())
        .filter(|&agent| ledger.state.working[agent] && !problem.stays[agent])
        .map(|agent| (total_worth(ledger, agent), agent))
        .collect();
    if offers.len() <= 1 {
        return false;
    }
    offers.sort_by(|a, b| a.0.total_cmp(&b.0));
    let before = ledger.snapshot();
    let mut best: Option<(f64, Snapshot)> = None;
    for &(_, agent) in offers.iter().take(DISPENSABLE) {
        let Some(change) = dismiss(ledger, agent, rng) else { continue };
        if ledger.attempt(change, f64::INFINITY).is_some() {
            let cost = ledger.cost();
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, ledger.snapshot()));
            }
            ledger.restore(before.clone());
        }
    }
    let Some((_, after)) = best else { return false };
    ledger.restore(after);
    true
}
