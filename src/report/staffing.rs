//! The requirement beside the people there are: counts for tables and charts.

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
