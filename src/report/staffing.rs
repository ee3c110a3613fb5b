//! The requirement beside the people there are: counts for tables and charts.

use std::collections::BTreeMap;

use crate::model::{IntervalIdx, Origin, Plan, QueueSet, staffed};

/// People required on any of `queues` by the rows for exactly that set, `[interval]`; 0 where no row asks.
pub(super) fn required(plan: &Plan, queues: QueueSet) -> Vec<u32> {
    let mut out = vec![0; plan.scenario.horizon.n_intervals()];
    for row in plan.requirement.rows.iter().filter(|row| row.queues == queues) {
        out[row.interval.0] = row.agents.max(out[row.interval.0]);
    }
    out
}

/// People required on contacts in all, `[interval]`: the largest row, or the sum of given rows on separate queues.
///
/// Given rows on disjoint sets add up; rows derived for pooled groups do not.
pub(super) fn required_in_all(plan: &Plan) -> Vec<u32> {
    let n = plan.scenario.horizon.n_intervals();
    let mut out = vec![0; n];
    let mut given: Vec<Vec<(u32, QueueSet)>> = vec![Vec::new(); n];
    for row in &plan.requirement.rows {
        let IntervalIdx(at) = row.interval;
        out[at] = row.agents.max(out[at]);
        if row.origin == Origin::Given {
            given[at].push((row.agents, row.queues));
        }
    }
    for (most, mut rows) in out.iter_mut().zip(given) {
        rows.sort_unstable_by_key(|&(agents, queues)| (std::cmp::Reverse(agents), queues));
        let mut taken = QueueSet::EMPTY;
        let mut sum = 0;
        for (agents, queues) in rows {
            if !queues.meets(taken) {
                taken = taken.union(queues);
                sum += agents;
            }
        }
        *most = sum.max(*most);
    }
    out
}

/// The sets of queues whose requirement bound anything: in some interval less than one person above it.
///
/// The set of all live queues is always among them where it has a row. In order of the set.
pub(super) fn binding_sets(plan: &Plan) -> Vec<QueueSet> {
    let mut sets: Vec<QueueSet> =
        plan.requirement.rows.iter().filter(|row| row.agents > 0).map(|row| row.queues).collect();
    sets.sort_unstable();
    sets.dedup();
    let all = plan.scenario.live_queues();
    sets.retain(|&set| {
        let staffed = staffed(&plan.scenario, &plan.roster, set);
        let binds = |(&needed, &there): (&u32, &f64)| needed > 0 && there < f64::from(needed) + 1.0;
        set == all || required(plan, set).iter().zip(&staffed).any(binds)
    });
    sets
}

/// How far an interval is from needing one person more: people on contacts beyond the requirement, of the queues that
/// have the fewest beyond it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Margin {
    /// People beyond the requirement; below 0 where some are missing.
    pub people: f64,
    /// The queues.
    pub queues: QueueSet,
}

/// The margin of each interval, `[interval]`; `None` where nothing is required.
pub(super) fn margins(plan: &Plan) -> Vec<Option<Margin>> {
    let mut out: Vec<Option<Margin>> = vec![None; plan.scenario.horizon.n_intervals()];
    let mut there: BTreeMap<QueueSet, Vec<f64>> = BTreeMap::new();
    let least = |place: &mut Option<Margin>, margin: Margin| {
        // Of several that are as scarce the smallest set says most.
        let order = |one: &Margin| (one.people, one.queues.len(), one.queues);
        if place
            .as_ref()
            .is_none_or(|old| order(&margin).partial_cmp(&order(old)).is_some_and(std::cmp::Ordering::is_lt))
        {
            *place = Some(margin);
        }
    };
    for row in plan.requirement.rows.iter().filter(|row| row.agents > 0) {
        let staffed = there.entry(row.queues).or_insert_with(|| staffed(&plan.scenario, &plan.roster, row.queues));
        let people = staffed[row.interval.0] - f64::from(row.agents);
        least(&mut out[row.interval.0], Margin { people, queues: row.queues });
    }
    for shortage in &plan.shortage {
        least(&mut out[shortage.interval.0], Margin { people: -shortage.missing, queues: shortage.queues });
    }
    out
}
