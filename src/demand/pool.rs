//! A set of queues as one perfectly pooled queue, interval by interval.
//!
//! Where the queues of a set differ, the pool has the sum of their loads, the handle time of the mix (load over
//! contacts begun), the abandonment rate of the mix (none where nobody hangs up), the longest of the waits promised,
//! the widest of the scopes, and the volume-weighted share of those with a target. A queue without a target brings
//! its load, since its contacts take agents too, and no promise.

use crate::model::{
    Erlangs, IntervalIdx, QueueIdx, QueueSet, Scenario, Scope, Seconds, ServiceDefinition, Share, Target,
};

use super::erlang::{Demand, steady_state};

/// Contacts still unanswered below this share no longer ask for another agent.
const AS_GOOD_AS_ALL: f64 = 1e-10;
/// Who has more patience than this counts as never hanging up: a day `[s]`.
const ENDLESS_PATIENCE_S: f64 = 86_400.0;
/// Agents beyond which a curve ends in any case.
const MOST_AGENTS: u32 = 100_000;

/// One interval of a pool.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    /// When.
    pub(super) interval: IntervalIdx,
    /// What its contacts ask.
    pub(super) demand: Demand,
    /// Contacts that arrive and were promised something.
    pub(super) contacts: f64,
    /// The share promised to them, by volume.
    pub(super) share: f64,
    /// The least share in this interval alone, by volume.
    pub(super) floor: f64,
    /// The wait promised.
    pub(super) within: Seconds,
    /// Which contacts count.
    pub(super) definition: ServiceDefinition,
}

/// The set as one queue: its scope, and the intervals with contacts that were promised something.
pub(super) fn cells(scenario: &Scenario, load: &[Vec<f64>], queues: QueueSet) -> Option<(Scope, Vec<Cell>)> {
    let targets: Vec<(QueueIdx, Target)> =
        queues.iter().filter_map(|queue| Some((queue, scenario.queues[queue.0].target?))).collect();
    let scope = targets.iter().map(|(_, target)| target.scope).max()?;
    let intervals = (0..scenario.horizon.n_intervals()).map(IntervalIdx);
    Some((scope, intervals.filter_map(|interval| cell(scenario, load, queues, &targets, interval)).collect()))
}

/// The set in one interval; `None` without contacts.
fn cell(
    scenario: &Scenario,
    load: &[Vec<f64>],
    queues: QueueSet,
    targets: &[(QueueIdx, Target)],
    interval: IntervalIdx,
) -> Option<Cell> {
    let volume = |queue: QueueIdx| scenario.forecast[queue.0][interval.0].contacts;
    let promised: Vec<_> = targets.iter().filter(|(queue, _)| volume(*queue) > 0.0).collect();
    let contacts: f64 = promised.iter().map(|(queue, _)| volume(*queue)).sum();
    if contacts <= 0.0 {
        return None;
    }
    let weighted = |f: &dyn Fn(&Target) -> f64| {
        promised.iter().map(|(queue, target)| volume(*queue) * f(target)).sum::<f64>() / contacts
    };
    let definition = promised[0].1.definition;
    let is_agreed = promised.iter().all(|(_, target)| target.definition == definition);
    Some(Cell {
        interval,
        demand: mix(scenario, load, queues, interval),
        contacts,
        share: weighted(&|target| target.share.get()),
        floor: weighted(&|target| match target.scope {
            Scope::HalfHour => target.share.get(),
            Scope::Day | Scope::Week => target.floor.map_or(0.0, Share::get),
        }),
        within: Seconds::new(promised.iter().map(|(_, target)| target.within.get()).fold(0.0, f64::max)),
        definition: if is_agreed { definition } else { ServiceDefinition::AnsweredOfOffered },
    })
}

/// The load of the queues together, with the mean handle time and the patience of the mix.
fn mix(scenario: &Scenario, load: &[Vec<f64>], queues: QueueSet, interval: IntervalIdx) -> Demand {
    let (mut total, mut begun, mut hanging_up) = (0.0, 0.0, 0.0);
    for queue in queues.iter() {
        let here = load[queue.0][interval.0];
        let given = scenario.forecast[queue.0][interval.0].handle_time;
        // An interval without contacts may leave its handle time open, and still has work from the one before.
        let handle_time = if given.get() > 0.0 { given } else { scenario.queues[queue.0].handle_time };
        let rate = here / handle_time.get();
        total += here;
        begun += rate;
        hanging_up += scenario.queues[queue.0].patience.map_or(0.0, |patience| rate / patience.get());
    }
    Demand {
        load: Erlangs::new(total),
        handle_time: Seconds::new(total / begun),
        patience: (hanging_up * ENDLESS_PATIENCE_S > begun).then(|| Seconds::new(begun / hanging_up)),
    }
}

/// What each number of agents, from 0 up, gives one interval: (above, below) the fraction line of the service level,
/// as shares of contacts offered. Ends where one more agent adds nothing.
pub(super) fn curve(cell: &Cell) -> Vec<(f64, f64)> {
    // Nobody answered is nothing promised kept, whatever the definition's denominator says.
    let mut curve = vec![(0.0, 1.0)];
    for n in 1..MOST_AGENTS {
        let state = steady_state(cell.demand, n, cell.within);
        curve.push(state.fraction(cell.definition));
        if state.answered_within >= 1.0 - AS_GOOD_AS_ALL {
            break;
        }
    }
    curve
}
