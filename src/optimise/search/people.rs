//! How many people: from the start down one by one, or up, and who comes and goes.

use crate::model::{Progress, Step, Watch};

use super::climb::climb;
use super::ledger::{Ledger, Level, Snapshot};
use super::moves::{candidates, dismiss, engage, total_worth, worth_after};
use super::params::{Params, Stage};
use super::race::{race, side_by_side};
use super::rng::Rng;
use super::settle::{polish, settle};
use super::state::State;

/// A worst margin up to which people are added before any are let go: whom to do without shows best among many.
const AMPLE: f64 = 0.08;
/// A worst margin at which people are plenty: one more can go without a climb.
const PLENTY: f64 = 0.03;
/// People of least worth of whom one is let go, whoever is missed least.
const DISPENSABLE: usize = 6;

/// The least effort, as a multiple of the usual, for a number of people that was met on few replications.
const FAIR: f64 = 0.5;
/// People to one of whom it is worth knowing exactly, on the way up, how many are needed.
const FINE: usize = 10;
/// Searches that race with each other for every number of people.
const RACERS: usize = 2;

/// Leaves the roster of the fewest people found that meets every target, or the best of all people.
pub(super) fn fewest(ledger: &mut Ledger, params: &Params, watch: Watch, rng: &mut Rng) -> Vec<Step> {
    let mut steps = Vec::new();
    let found = descend_all(ledger, params, watch, rng, &mut steps);
    let Some(fewest) = found.iter().map(State::people).min() else {
        // Everybody works: the best of it.
        for stage in &params.settle {
            climb(ledger, params, stage, watch, rng);
        }
        steps.push(step(ledger, watch));
        return steps;
    };
    let most = found.iter().map(State::people).max().unwrap_or(fewest);
    let mut nearest: Option<Box<Ledger>> = None;
    // What is met on few replications is as a rule met on many with a person more. Where it is not, far from it as a rule:
    // steps grow, and the way back down is gone from a settled roster.
    let (mut people, mut stride) = ((fewest + 1).min(most), (fewest / FINE).max(1));
    loop {
        if let Some(runners) = starts(ledger, &found, people, None) {
            match race_to_settle(ledger, runners, (params, &params.settle), watch, rng) {
                Ok(settled) => {
                    *ledger = settled;
                    steps.push(step(ledger, watch));
                    fewer(ledger, &found, params, watch, rng, &mut steps);
                    polish(ledger, params, watch, rng);
                    return steps;
                }
                Err(lost) => {
                    steps.push(step(&lost, watch));
                    if nearest.as_ref().is_none_or(|best| lost.shortfall().cost < best.shortfall().cost) {
                        nearest = Some(lost);
                    }
                }
            }
        }
        if people == most {
            break;
        }
        people = (people + stride).min(most);
        stride *= 2;
    }
    *ledger = *nearest.expect("somebody was raced");
    steps
}

/// Lets people go one by one, in several searches side by side; the rosters that met every target on few replications.
///
/// The ledger is left where the search came to that found least lacking, and the steps are its steps.
fn descend_all<'a>(
    ledger: &mut Ledger<'a>,
    params: &Params,
    watch: Watch,
    rng: &mut Rng,
    steps: &mut Vec<Step>,
) -> Vec<State> {
    let runners = (0..RACERS).map(|_| (ledger.clone(), Rng::new(rng.next()))).collect();
    let threads = ledger.problem.scenario.settings.threads;
    let lanes = side_by_side(runners, threads, |(mut ledger, mut rng): (Ledger<'a>, Rng)| {
        let mut steps = Vec::new();
        let found = descend(&mut ledger, params, watch, &mut rng, &mut steps);
        (ledger, found, steps)
    });
    let rank = |(ledger, found, _): &(Ledger, Vec<State>, Vec<Step>)| {
        (found.last().map_or(usize::MAX, State::people), ledger.shortfall().cost)
    };
    let best = (0..lanes.len()).min_by(|&a, &b| rank(&lanes[a]).partial_cmp(&rank(&lanes[b])).expect("costs compare"));
    let mut states = Vec::new();
    for (index, (lane, found, its_steps)) in lanes.into_iter().enumerate() {
        states.extend(found);
        if Some(index) == best {
            *ledger = lane;
            steps.extend(its_steps);
        }
    }
    states
}

/// Ledgers to race with for a number of people: the rosters found with as many, `more` of them if given.
fn starts<'a>(ledger: &Ledger<'a>, found: &[State], people: usize, more: Option<State>) -> Option<Vec<Ledger<'a>>> {
    let mut states: Vec<State> = found.iter().filter(|state| state.people() == people).cloned().collect();
    states.splice(0..0, more);
    states.truncate(RACERS);
    let first = states.first()?.clone();
    states.resize(RACERS, first);
    let with = |state| {
        let mut runner = ledger.clone();
        runner.state = state;
        runner
    };
    Some(states.into_iter().map(with).collect())
}

/// The settled roster of whoever settles first, in work.
///
/// # Errors
///
/// The one that lacks least, when none could be settled.
fn race_to_settle<'a>(
    ledger: &Ledger<'a>,
    runners: Vec<Ledger<'a>>,
    (params, stages): (&Params, &[Stage]),
    watch: Watch,
    rng: &mut Rng,
) -> Result<Ledger<'a>, Box<Ledger<'a>>> {
    let threads = ledger.problem.scenario.settings.threads;
    race(runners, threads, rng, |runner, rng| settle(runner, params, stages, watch, rng)).map_err(|lost| {
        let lacks = |ledger: &Ledger| ledger.shortfall().cost;
        Box::new(lost.into_iter().min_by(|a, b| lacks(a).total_cmp(&lacks(b))).expect("somebody raced"))
    })
}

/// Lets people go one by one while the targets are met on few replications; the rosters that met them.
fn descend(ledger: &mut Ledger, params: &Params, watch: Watch, rng: &mut Rng, steps: &mut Vec<Step>) -> Vec<State> {
    ledger.goals.margin = params.descend.margin;
    ledger.play(Level { first: params.glance.0, all: params.glance.1 });
    while ledger.shortfall().worst < AMPLE && grow(ledger, rng) {
        ledger.refresh();
    }
    fill_gaps(ledger, params, watch, rng);
    let mut found: Vec<State> = Vec::new();
    loop {
        ledger.refresh();
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
            return found;
        }
    }
}

/// From a settled roster to those of one person fewer, as long as they can be settled too.
///
/// The rosters `found` on few replications are as good a start as the settled one without whoever is missed least.
fn fewer(ledger: &mut Ledger, found: &[State], params: &Params, watch: Watch, rng: &mut Rng, steps: &mut Vec<Step>) {
    while !watch.is_over() && params.persistence > 0.0 {
        let mut smaller = ledger.clone();
        smaller.ready(&params.persist[0]);
        if !shrink(&mut smaller, rng) {
            return;
        }
        let people = smaller.state.people();
        // A number met on few replications deserves a fair try however little time is allowed.
        let is_likely = found.iter().any(|state| state.people() <= people);
        let effort = if is_likely { params.persistence.max(FAIR) } else { params.persistence };
        let stages = params.persist.map(|stage| stage.with_effort(effort));
        let runners = starts(ledger, found, people, Some(smaller.state)).expect("there is the smaller one");
        match race_to_settle(ledger, runners, (params, &stages), watch, rng) {
            Ok(settled) => {
                *ledger = settled;
                steps.push(step(ledger, watch));
            }
            Err(lost) => {
                steps.push(step(&lost, watch));
                return;
            }
        }
    }
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
pub(super) fn grow(ledger: &mut Ledger, rng: &mut Rng) -> bool {
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
