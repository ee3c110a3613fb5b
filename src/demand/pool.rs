//! A set of queues as one perfectly pooled queue, interval by interval.
//!
//! Where the queues of a set differ, the pool has the sum of their loads, the handle time of the mix (load over
//! contacts begun), the abandonment rate of the mix (none where nobody hangs up), the longest of the waits promised,
//! the widest of the scopes, and the volume-weighted share of those with a target. A queue without a target brings
//! its load, since its contacts take agents too, and no promise. Ceilings of one measure are pooled alike, by
//! themselves: whoever is to keep a share and a ceiling has to keep each.

use crate::model::{
    Erlangs, IntervalIdx, Measure, Promised, QueueIdx, QueueSet, Scenario, Scope, Seconds, ServiceDefinition, Share,
    Target,
};

use super::erlang::{Demand, steady_state};
use super::staffing::Goal;

/// Contacts still unanswered below this share no longer ask for another agent.
const AS_GOOD_AS_ALL: f64 = 1e-10;
/// Who has more patience than this counts as never hanging up: a day `[s]`.
const ENDLESS_PATIENCE_S: f64 = 86_400.0;
/// The most that a mean wait counts for where the queue grows without end, as a multiple of its ceiling.
const ENDLESS_WAIT: f64 = 100.0;
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
    /// What was promised to them: limits by volume, the longest wait.
    pub(super) goal: Goal,
    /// The least share in this interval alone, by volume.
    pub(super) floor: f64,
}

/// The set as one queue, for each kind of promise that any of its queues makes: its scope, and the intervals with
/// contacts that were promised something.
pub(super) fn cells(scenario: &Scenario, load: &[Vec<f64>], queues: QueueSet) -> Vec<(Scope, Vec<Cell>)> {
    let kinds = [None, Some(Measure::MeanWait), Some(Measure::Abandoned), Some(Measure::Occupancy)];
    let of_kind = |kind| {
        let of = |queue: QueueIdx| scenario.queues[queue.0].promises().find(|promised| promised.measure() == kind);
        let promises: Vec<(QueueIdx, Promised)> = queues.iter().filter_map(|queue| Some((queue, of(queue)?))).collect();
        let scope = promises.iter().map(|(_, promised)| promised.scope()).max()?;
        // Idle time is had in any interval at the same price: the guide spreads it evenly.
        let scope = if kind == Some(Measure::Occupancy) { Scope::HalfHour } else { scope };
        let intervals = (0..scenario.horizon.n_intervals()).map(IntervalIdx);
        let cell = |interval| cell(scenario, load, queues, &promises, interval);
        Some((scope, intervals.filter_map(cell).collect()))
    };
    kinds.into_iter().filter_map(of_kind).collect()
}

/// The set in one interval; `None` without contacts.
fn cell(
    scenario: &Scenario,
    load: &[Vec<f64>],
    queues: QueueSet,
    promises: &[(QueueIdx, Promised)],
    interval: IntervalIdx,
) -> Option<Cell> {
    let volume = |queue: QueueIdx| scenario.forecast[queue.0][interval.0].contacts;
    let here: Vec<_> = promises.iter().filter(|(queue, _)| volume(*queue) > 0.0).collect();
    let contacts: f64 = here.iter().map(|(queue, _)| volume(*queue)).sum();
    if contacts <= 0.0 {
        return None;
    }
    let weighted = |f: &dyn Fn(&Promised) -> f64| {
        here.iter().map(|(queue, promised)| volume(*queue) * f(promised)).sum::<f64>() / contacts
    };
    let limit = weighted(&Promised::limit);
    let targets: Vec<Target> = here.iter().filter_map(|(_, promised)| target(promised)).collect();
    let goal = match here[0].1.measure() {
        Some(Measure::MeanWait) => Goal::MeanWait(Seconds::new(limit)),
        Some(Measure::Abandoned) => Goal::Abandoned(Share::new(limit)),
        Some(Measure::Occupancy) => Goal::Occupancy(Share::new(limit)),
        None => {
            let definition = targets[0].definition;
            let is_agreed = targets.iter().all(|target| target.definition == definition);
            Goal::Answered {
                share: Share::new(limit),
                within: Seconds::new(targets.iter().map(|target| target.within.get()).fold(0.0, f64::max)),
                definition: if is_agreed { definition } else { ServiceDefinition::AnsweredOfOffered },
            }
        }
    };
    let own = |promised: &Promised| match target(promised) {
        Some(Target { share, scope: Scope::HalfHour, .. }) => share.get(),
        other => other.and_then(|target| target.floor).map_or(0.0, Share::get),
    };
    Some(Cell { interval, demand: mix(scenario, load, queues, interval), contacts, goal, floor: weighted(&own) })
}

fn target(promised: &Promised) -> Option<Target> {
    match promised {
        Promised::Answered(target) => Some(*target),
        Promised::AtMost(_) => None,
    }
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

/// What each number of agents, from 0 up, gives one interval.
#[derive(Debug, Clone, Default)]
pub(super) struct Curve {
    /// Of each contact promised something, how far the promise is kept: 0 where just so, negative where not.
    pub(super) credit: Vec<f64>,
    /// The service level.
    pub(super) level: Vec<f64>,
}

/// The curve of an interval. Ends where one more agent adds nothing.
///
/// Credit is linear in what is summed over the scope: contacts in time less those wanted, or the wait, abandonment or busy
/// time to spare, as part of the ceiling.
pub(super) fn curve(cell: &Cell) -> Curve {
    let within = cell.goal.within();
    let mut curve = Curve::default();
    for n in 0..MOST_AGENTS {
        let state = steady_state(cell.demand, n, within);
        let (credit, level) = match cell.goal {
            // Nobody answered is nothing promised kept, whatever the definition's denominator says.
            Goal::Answered { share, .. } if n == 0 => (-share.get(), 0.0),
            Goal::Answered { share, definition, .. } => {
                let (above, below) = state.fraction(definition);
                (above - share.get() * below, if below > 0.0 { above / below } else { 0.0 })
            }
            Goal::MeanWait(most) => (1.0 - (state.mean_wait_s / most.get().max(1.0)).min(ENDLESS_WAIT), 1.0),
            Goal::Abandoned(most) | Goal::Waiting(most) => (most.get() - state.abandoned, 1.0),
            Goal::Occupancy(most) => {
                let (n, answered) = (f64::from(n), (1.0 - state.abandoned) * cell.demand.load.get());
                let busy = if n > 0.0 { answered.min(n) } else { cell.demand.load.get() };
                ((most.get() * n - busy) / cell.contacts, 1.0)
            }
        };
        curve.credit.push(credit);
        curve.level.push(level);
        let is_enough = match cell.goal {
            Goal::Occupancy(_) => credit >= 0.0 && f64::from(n) > 2.0 * cell.demand.load.get() + 2.0,
            _ => state.answered_within >= 1.0 - AS_GOOD_AS_ALL,
        };
        if n > 0 && is_enough {
            break;
        }
    }
    curve
}
