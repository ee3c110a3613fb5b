//! Forecast to cover requirement: `requirement(&Scenario) -> CoverRequirement`.
//!
//! ```text
//! contacts --carryover--> offered load --pool, cover--> least agents on each set of queues (guides)
//!    |                                                        + requirement.csv (given)
//!    +------workload--> staffed time that every roster must have (a bound)
//! ```
//!
//! The rows of origin `Pooled` answer: how many agents on a set of queues if they shared its contacts perfectly, by
//! Erlang A or C at the modified offered load, allotted over the target's scope? They are where the search begins and
//! bound nothing: Erlang's steady state is approximate, a routing may do better than first come, first served, and
//! under a target for the day the same service is had from other allotments. Bounds come from [`workload`].

mod allocation;
pub mod carryover;
mod cover;
pub mod erlang;
pub mod handling;
pub mod impatience;
pub mod inflow;
pub mod overrun;
mod passages;
mod pool;
pub mod seats;
mod sets;
mod special;
pub mod staffing;
pub mod workload;

use std::collections::BTreeMap;

use crate::model::{CoverRequirement, CoverRow, IntervalIdx, Origin, QueueIdx, QueueSet, Scenario};

use carryover::Contacts;

/// People needed on sets of queues, interval by interval: what is given outright, and what the forecast asks of each
/// set of queues that a shortage can hide in.
///
/// Rows are sorted by interval, then set; a row of origin `Pooled` that follows from others is left out, but for the
/// one of all queues.
///
/// Where contacts overflow, only sets whose contacts nobody outside takes have rows (and the set of all queues).
pub fn requirement(scenario: &Scenario) -> CoverRequirement {
    let seen = passages::as_guided(scenario);
    let (whole, scenario) = (scenario, seen.as_ref());
    let load = offered_load(scenario);
    let queues = busy_queues(scenario);
    let sets = sets::worth_a_row(scenario, queues);
    let mut asked: BTreeMap<IntervalIdx, BTreeMap<QueueSet, u32>> = BTreeMap::new();
    for &set in &sets {
        for (interval, agents) in cover::on(scenario, &load, set) {
            // Where some of the set's queues are closed the row is about the others, and the set that is just them,
            // being smaller, has spoken already.
            let open = QueueSet::of(set.iter().filter(|queue| scenario.forecast[queue.0][interval.0].contacts > 0.0));
            asked.entry(interval).or_default().entry(open).or_insert(agents);
        }
    }
    let groups = sets::skill_groups(scenario, queues);
    let mut rows = given_rows(scenario);
    for (interval, asked) in asked {
        let telling = sets::without_implied(&asked, &groups);
        rows.extend(telling.map(|(queues, agents)| CoverRow { interval, queues, agents, origin: Origin::Pooled }));
    }
    rows.sort_unstable_by_key(|row| (row.interval, row.queues, row.origin));
    let workload = workload::rows(whole, &sets);
    CoverRequirement { rows, load, workload }
}

/// What perfect pooling would need, as if every agent could serve every live queue: one row per interval that needs
/// anybody. No workload rows.
pub fn pooled_requirement(scenario: &Scenario) -> CoverRequirement {
    let seen = passages::as_guided(scenario);
    let scenario = seen.as_ref();
    let load = offered_load(scenario);
    let queues = scenario.live_queues();
    let cover = cover::on(scenario, &load, busy_queues(scenario));
    let row = |(interval, agents)| CoverRow { interval, queues, agents, origin: Origin::Pooled };
    CoverRequirement { rows: cover.into_iter().map(row).collect(), load, workload: Vec::new() }
}

/// People that the contacts of each set of queues need, as a row of [`requirement`] would say it: `[set][interval]`.
///
/// Each set by itself, perfectly pooled and with nothing else to do; what is given outright for queues within the set
/// counts where it asks for more, rows of disjoint sets together.
pub fn people_needed(scenario: &Scenario, sets: &[QueueSet]) -> Vec<Vec<u32>> {
    let seen = passages::as_guided(scenario);
    let given = given_rows(scenario);
    let scenario = seen.as_ref();
    let load = offered_load(scenario);
    let of_set = |&set: &QueueSet| {
        let mut needed = vec![0; scenario.horizon.n_intervals()];
        for (interval, agents) in cover::on(scenario, &load, set) {
            needed[interval.0] = agents;
        }
        for rows in given.chunk_by(|one, next| one.interval == next.interval) {
            let mut within: Vec<&CoverRow> = rows.iter().filter(|row| set.contains(row.queues)).collect();
            within.sort_by_key(|row| (std::cmp::Reverse(row.agents), row.queues));
            let (mut taken, mut asked) = (QueueSet::EMPTY, 0);
            for row in within {
                if !taken.meets(row.queues) {
                    taken = taken.union(row.queues);
                    asked += row.agents;
                }
            }
            let here = &mut needed[rows[0].interval.0];
            *here = asked.max(*here);
        }
        needed
    };
    sets.iter().map(of_set).collect()
}

/// The mean offered load of live queues in each interval `[E]`, `[queue][interval]`; 0 for deferrable ones.
fn offered_load(scenario: &Scenario) -> Vec<Vec<f64>> {
    let queues = scenario.queues.iter().zip(&scenario.forecast);
    let load = queues.map(|(queue, forecast)| {
        if !queue.is_live() {
            return vec![0.0; forecast.len()];
        }
        let contacts = Contacts {
            forecast,
            law: queue.handle_time_law,
            interval_minutes: scenario.horizon.interval_minutes,
            cyclic: scenario.horizon.cyclic,
        };
        contacts.mean_load()
    });
    load.collect()
}

/// The live queues with any contacts.
fn busy_queues(scenario: &Scenario) -> QueueSet {
    let is_busy = |queue: &QueueIdx| scenario.forecast[queue.0].iter().any(|forecast| forecast.contacts > 0.0);
    QueueSet::of(scenario.live_queues().iter().filter(is_busy))
}

/// The rows given outright; the largest where one is given twice.
fn given_rows(scenario: &Scenario) -> Vec<CoverRow> {
    let mut given: BTreeMap<(IntervalIdx, QueueSet), u32> = BTreeMap::new();
    for row in &scenario.given {
        let agents = given.entry((row.interval, row.queues)).or_default();
        *agents = row.agents.max(*agents);
    }
    let row = |((interval, queues), agents)| CoverRow { interval, queues, agents, origin: Origin::Given };
    given.into_iter().map(row).collect()
}
