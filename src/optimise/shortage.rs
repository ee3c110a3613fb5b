//! People missing from the requirement under a roster, counted from the roster itself.

use std::collections::BTreeMap;

use super::cuts::{families, unmet};
use super::week::{count, slot_at};
use crate::model::{
    Activity, AgentIdx, CoverRequirement, CoverRow, IntervalIdx, Minute, Origin, QueueSet, Roster, Scenario, Shortage,
};

/// Least shortage worth telling [people].
const TOLD: f64 = 1e-6;

/// Rows of the requirement that the roster falls short of, on average over their interval.
pub(in crate::optimise) fn shortage(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    roster: &Roster,
) -> Vec<Shortage> {
    let on_contacts = on_contacts(scenario, roster);
    let live: Vec<QueueSet> = scenario.agents.iter().map(|agent| scenario.live_queues_for(agent.skills)).collect();
    let mut by_interval: BTreeMap<IntervalIdx, Vec<&CoverRow>> = BTreeMap::new();
    for row in requirement.rows.iter().filter(|row| row.agents > 0) {
        by_interval.entry(row.interval).or_default().push(row);
    }
    let grid = scenario.horizon.grid_minutes;
    let mut found = Vec::new();
    for (interval, rows) in by_interval {
        let span = scenario.horizon.interval(interval);
        let steps = (span.start.0..span.end.0).step_by(usize::try_from(grid).expect("positive"));
        let slots: Vec<usize> = steps.filter_map(|minute| slot_at(scenario, Minute(minute))).collect();
        let people = |slot: usize, queues: QueueSet| {
            count(on_contacts[slot].iter().filter(|agent| live[agent.0].meets(queues)).count())
        };
        for row in rows.iter().filter(|row| row.origin == Origin::Pooled) {
            let present = slots.iter().map(|&slot| people(slot, row.queues)).sum::<f64>() / count(slots.len().max(1));
            let missing = f64::from(row.agents) - present;
            if missing > TOLD {
                found.push(Shortage { interval, queues: row.queues, missing });
            }
        }
        let given = rows.into_iter().filter(|row| row.origin == Origin::Given);
        for family in families(&given.map(|row| (row.queues, row.agents)).collect::<Vec<_>>()) {
            let demand: Vec<f64> = family.iter().map(|row| f64::from(row.1)).collect();
            let mut missing = vec![0.0; family.len()];
            for &slot in &slots {
                let mut capacity: BTreeMap<u128, f64> = BTreeMap::new();
                for agent in &on_contacts[slot] {
                    let able = |(i, row): (usize, &(QueueSet, u32))| u128::from(live[agent.0].meets(row.0)) << i;
                    let mask = family.iter().enumerate().map(able).fold(0, |all, bit| all | bit);
                    *capacity.entry(mask).or_default() += 1.0;
                }
                let capacity: Vec<(u128, f64)> = capacity.into_iter().collect();
                for (sum, left) in missing.iter_mut().zip(unmet(&demand, &capacity)) {
                    *sum += left / count(slots.len().max(1));
                }
            }
            let told = family.iter().zip(missing).filter(|(_, missing)| *missing > TOLD);
            found.extend(told.map(|(&(queues, _), missing)| Shortage { interval, queues, missing }));
        }
    }
    found
}

/// Who is on contacts in each grid step.
fn on_contacts(scenario: &Scenario, roster: &Roster) -> Vec<Vec<AgentIdx>> {
    let mut there = vec![Vec::new(); super::week::slot_count(scenario)];
    let grid = usize::try_from(scenario.horizon.grid_minutes).expect("positive");
    for stretch in roster.stretches.iter().filter(|stretch| stretch.activity == Activity::Contacts) {
        for minute in (stretch.start.0..stretch.end.0).step_by(grid) {
            if let Some(slot) = slot_at(scenario, Minute(minute)) {
                there[slot].push(stretch.agent);
            }
        }
    }
    there
}
