//! People on contacts, interval by interval and set by set, and the requirement beside them: counts for tables and
//! charts.

use crate::model::{Activity, IntervalIdx, Origin, Plan, QueueSet, Roster, Scenario, Span};

/// People on contacts who can serve some queue of `queues`, on average over each interval, `[interval]`.
///
/// Each person counts once, however many of the queues they can serve. In a cyclic horizon minutes past the end count
/// at its beginning.
pub(super) fn staffed(scenario: &Scenario, roster: &Roster, queues: QueueSet) -> Vec<f64> {
    let horizon = &scenario.horizon;
    let mut minutes = vec![0_i32; horizon.n_intervals()];
    for stretch in roster.stretches.iter().filter(|s| s.activity == Activity::Contacts) {
        let skills = scenario.agents[stretch.agent.0].skills;
        if !scenario.live_queues_for(skills).meets(queues) {
            continue;
        }
        add_overlap(scenario, stretch.span(), &mut minutes);
    }
    minutes.iter().map(|&m| f64::from(m) / f64::from(horizon.interval_minutes)).collect()
}

/// Adds the minutes that `span` has in common with each interval.
fn add_overlap(scenario: &Scenario, span: Span, minutes: &mut [i32]) {
    let step = scenario.horizon.interval_minutes;
    let total = scenario.horizon.minutes();
    let mut from = span.start.0;
    while from < span.end.0 {
        let to = span.end.0.min((from.div_euclid(step) + 1) * step);
        let place = if scenario.horizon.cyclic && total > 0 { from.rem_euclid(total) } else { from };
        if let Some(cell) = usize::try_from(place.div_euclid(step)).ok().and_then(|index| minutes.get_mut(index)) {
            *cell += to - from;
        }
        from = to;
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Agent, AgentIdx, Horizon, Minute, Queue, Seconds, SkillIdx, SkillSet, Stretch};

    fn two_queues(cyclic: bool) -> Scenario {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let mut horizon = Horizon::new(date, 1, 30, 15);
        horizon.cyclic = cyclic;
        let mut scenario = Scenario::new("test", horizon);
        let queue = |skill| Queue::new("", SkillSet::of([SkillIdx(skill)]), Seconds::new(300.0));
        scenario.queues = vec![queue(0), queue(1)];
        scenario.agents = vec![Agent::new("a", SkillSet::first(2))];
        scenario
    }

    fn on_contacts(start: i32, end: i32) -> Roster {
        Roster::new(vec![Stretch {
            agent: AgentIdx(0),
            start: Minute(start),
            end: Minute(end),
            activity: Activity::Contacts,
        }])
    }

    #[test]
    fn a_person_of_two_skills_counts_once_and_by_the_minute() {
        let scenario = two_queues(false);
        let staffed = staffed(&scenario, &on_contacts(495, 540), QueueSet::first(2));
        assert_eq!(&staffed[15..19], &[0.0, 0.5, 1.0, 0.0]);
    }

    #[test]
    fn minutes_past_the_end_of_a_cyclic_horizon_count_at_its_beginning() {
        let staffed = staffed(&two_queues(true), &on_contacts(1410, 1500), QueueSet::first(1));
        assert_eq!((staffed[47], staffed[0], staffed[1], staffed[2]), (1.0, 1.0, 1.0, 0.0));
    }
}
