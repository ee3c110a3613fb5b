//! People asked for outright: how many a day lacks of what `requirement.csv` says.

use crate::model::{QueueSet, Scenario};

use super::problem::Problem;
use super::seating::to_f64;
use super::slots::Slots;
use super::state::{DayPlan, on_contacts};

/// Price of half an hour with one person fewer on contacts than asked outright: above any target missed a little.
const LACKING: f64 = 1.0;
/// Most sets of queues that are added up to find unions; beyond it only the sets themselves and all of them count.
const MOST_SETS: usize = 8;

/// At least so many people on contacts who can serve some queue of a set, at these slots.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    queues: QueueSet,
    agents: u32,
    slots: Slots,
}

/// What is asked outright on a day, with sums over sets that have no queue in common.
pub(super) fn asked(scenario: &Scenario, day: usize, n_slots: usize) -> Vec<Asked> {
    let horizon = &scenario.horizon;
    let today = horizon.days[day].span();
    let mut asked: Vec<Asked> = Vec::new();
    let mut intervals: Vec<_> = scenario.given.iter().map(|row| row.interval).collect();
    intervals.sort_unstable();
    intervals.dedup();
    for interval in intervals.into_iter().filter(|&i| horizon.interval(i).overlaps(today)) {
        let span = horizon.interval(interval);
        let slot = |minute: crate::model::Minute| (minute - today.start).div_euclid(horizon.grid_minutes);
        let slots = Slots::range(slot(span.start), slot(span.end));
        let mut rows: Vec<(QueueSet, u32)> = Vec::new();
        for row in scenario.given.iter().filter(|row| row.interval == interval) {
            match rows.iter_mut().find(|(queues, _)| *queues == row.queues) {
                Some((_, agents)) => *agents = row.agents.max(*agents),
                None => rows.push((row.queues, row.agents)),
            }
        }
        for (queues, agents) in unions(&rows) {
            match asked.iter_mut().find(|known| known.queues == queues && known.agents == agents) {
                Some(known) => known.slots = known.slots | slots,
                None => asked.push(Asked { queues, agents, slots }),
            }
        }
    }
    asked.retain(|row| row.slots.iter().any(|slot| slot < n_slots));
    asked
}

/// The rows and, for each union of sets without a common queue, the sum.
fn unions(rows: &[(QueueSet, u32)]) -> Vec<(QueueSet, u32)> {
    let mut all: Vec<(QueueSet, u32)> = vec![(QueueSet::EMPTY, 0)];
    if rows.len() <= MOST_SETS {
        for &(queues, agents) in rows {
            let joined: Vec<_> = all.iter().filter(|(set, _)| !set.meets(queues)).copied().collect();
            all.extend(joined.into_iter().map(|(set, sum)| (set.union(queues), sum + agents)));
        }
    } else {
        let apart = |i: usize| rows.iter().enumerate().all(|(j, row)| i == j || !row.0.meets(rows[i].0));
        all.extend(rows);
        if (0..rows.len()).all(apart) {
            let join = |(set, sum): (QueueSet, u32), row: &(QueueSet, u32)| (set.union(row.0), sum + row.1);
            all.push(rows.iter().fold((QueueSet::EMPTY, 0), join));
        }
    }
    all.retain(|(_, agents)| *agents > 0);
    all
}

/// People lacking of what is asked outright, summed over slots.
pub(super) fn lacking(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> usize {
    if problem.asked[day].is_empty() {
        return 0;
    }
    let present: Vec<(QueueSet, Slots)> = (0..problem.n_agents())
        .filter(|&agent| working[agent])
        .map(|agent| (problem.live[agent], on_contacts(problem, day, plan, agent)))
        .collect();
    let short = |row: &Asked| {
        let counts = row.slots.iter().map(|slot| {
            let there = present.iter().filter(|(live, slots)| live.meets(row.queues) && slots.has(slot)).count();
            (row.agents as usize).saturating_sub(there)
        });
        counts.sum::<usize>()
    };
    problem.asked[day].iter().map(short).sum()
}

/// How much each agent is needed on contacts at each slot, `[agent][slot]`: 1 where a row has nobody to spare, and a
/// third of that for each person it has.
pub(super) fn tightness(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> Vec<Vec<f64>> {
    let mut tight = vec![vec![0.0; problem.n_slots]; problem.n_agents()];
    let present: Vec<Slots> = (0..problem.n_agents())
        .map(|agent| if working[agent] { on_contacts(problem, day, plan, agent) } else { Slots::default() })
        .collect();
    for row in &problem.asked[day] {
        let able: Vec<usize> = (0..problem.n_agents()).filter(|&a| problem.live[a].meets(row.queues)).collect();
        for slot in row.slots.iter().filter(|&slot| slot < problem.n_slots) {
            let there = able.iter().filter(|&&agent| present[agent].has(slot)).count();
            let spare = there.saturating_sub(row.agents as usize);
            let worth = (1.0_f64 / 3.0).powi(i32::try_from(spare).unwrap_or(i32::MAX));
            for &agent in &able {
                tight[agent][slot] = worth.max(tight[agent][slot]);
            }
        }
    }
    tight
}

/// What the lack costs.
pub(super) fn price(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> f64 {
    let half_hours = f64::from(problem.scenario.horizon.grid_minutes) / 30.0;
    to_f64(lacking(problem, day, plan, working)) * half_hours * LACKING
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QueueIdx;

    #[test]
    fn sets_without_a_common_queue_add_up() {
        let set = |indices: &[usize]| QueueSet::of(indices.iter().map(|&i| QueueIdx(i)));
        let mut found = unions(&[(set(&[0]), 2), (set(&[1]), 3), (set(&[0, 1, 2]), 4)]);
        found.sort_unstable();
        assert_eq!(found, [(set(&[0]), 2), (set(&[1]), 3), (set(&[0, 1]), 5), (set(&[0, 1, 2]), 4)]);
    }
}
