//! Rows of the requirement that a solution breaks, found by minimum cuts.

use std::collections::BTreeMap;

use super::cover::Cover;
use super::engine::{Col, Terms};
use super::week::Week;
use crate::model::{IntervalIdx, QueueSet};

/// Least violation worth a row.
const TOLERANCE: f64 = 1e-5;

/// States the rows of the requirement that `values` break: how many given rows, and how many pooled ones.
pub(in crate::optimise) fn state_violated(week: &mut Week<'_>, cover: &mut Cover, values: &[f64]) -> (usize, usize) {
    (state_violated_given(week, cover, values), state_violated_pooled(week, cover, values, TOLERANCE, 8))
}

/// Unions of given rows for which agents are missing beyond the shortage owned to.
fn state_violated_given(week: &mut Week<'_>, cover: &mut Cover, values: &[f64]) -> usize {
    let mut stated = 0;
    for moment in 0..cover.moments.len() {
        let here = &cover.moments[moment];
        let mut sets = Vec::new();
        for family in &here.families {
            let rows = &here.given[family.clone()];
            let demand: Vec<f64> = rows.iter().map(|row| f64::from(row.1) - values[row.2]).collect();
            let mut capacity: BTreeMap<u128, f64> = BTreeMap::new();
            for (crew, terms) in &here.contacts {
                let able =
                    |(i, row): (usize, &(QueueSet, u32, Col))| u128::from(week.crews[*crew].live.meets(row.0)) << i;
                let mask = rows.iter().enumerate().map(able).fold(0, |all, bit| all | bit);
                *capacity.entry(mask).or_default() += value(terms, values);
            }
            let capacity: Vec<(u128, f64)> = capacity.into_iter().filter(|(mask, _)| *mask != 0).collect();
            for cut in starved(&demand, &capacity) {
                sets.push(cut.into_iter().map(|i| family.start + i).collect::<Vec<usize>>());
            }
        }
        for mut rows in sets {
            rows.sort_unstable();
            stated += usize::from(cover.state_given(week, moment, rows));
        }
    }
    stated
}

/// States the pooled rows that `values` keep by less than half a person: whole people are likely to break them.
pub(in crate::optimise) fn state_tight(week: &mut Week<'_>, cover: &mut Cover, values: &[f64]) {
    let steps = f64::from(week.scenario.horizon.interval_minutes / week.scenario.horizon.grid_minutes);
    state_violated_pooled(week, cover, values, -0.5 * steps, usize::MAX);
}

/// The pooled rows of each interval, at most so many, that miss more than `least` agent grid steps; the worst first.
fn state_violated_pooled(week: &mut Week<'_>, cover: &mut Cover, values: &[f64], least: f64, most: usize) -> usize {
    let mut broken: BTreeMap<IntervalIdx, Vec<(f64, usize)>> = BTreeMap::new();
    for index in 0..cover.pooled.len() {
        if cover.pooled[index].slack.is_some() {
            continue;
        }
        let missing = cover.pooled_need(index) - value(&cover.pooled_terms(week, index), values);
        if missing > least {
            broken.entry(cover.pooled[index].row.interval).or_default().push((missing, index));
        }
    }
    let mut stated = 0;
    for rows in broken.values_mut() {
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for &(_, index) in rows.iter().take(most) {
            cover.state_pooled(week, index);
            stated += 1;
        }
    }
    stated
}

/// Value of an expression.
pub(in crate::optimise) fn value(terms: &Terms, values: &[f64]) -> f64 {
    terms.iter().map(|&(col, coefficient)| coefficient * values[col]).sum()
}

/// Rows of a requirement, by set of queues, in families within which they add up.
///
/// The first family is the rows whose sets are disjoint or lie within each other, smallest first, each with the people
/// that it asks for beyond those within it. A row that crosses one of these stands alone, as the judge reads it.
pub(in crate::optimise) fn families(rows: &[(QueueSet, u32)]) -> Vec<Vec<(QueueSet, u32)>> {
    let mut order: Vec<(QueueSet, u32)> = rows.to_vec();
    order.sort_by_key(|&(set, _)| (set.len(), set));
    // What each nested set asks for in all; those within another are struck when it comes.
    let mut outermost: Vec<(QueueSet, u32)> = Vec::new();
    let mut sets: Vec<QueueSet> = Vec::new();
    let mut families = vec![Vec::new()];
    for (set, agents) in order {
        if sets.iter().any(|other| other.meets(set) && !set.contains(*other)) {
            families.push(vec![(set, agents)]);
            continue;
        }
        let within: u32 = outermost.iter().filter(|(other, _)| set.contains(*other)).map(|row| row.1).sum();
        outermost.retain(|(other, _)| !set.contains(*other));
        outermost.push((set, agents.max(within)));
        sets.push(set);
        if agents > within {
            families[0].push((set, agents - within));
        }
    }
    families.retain(|family| !family.is_empty());
    families
}

/// Sets of rows whose demand exceeds the capacity of everybody who can serve any of them: the smallest and the largest
/// minimum cut of the network rows -> people, if it starves anybody.
///
/// `capacity` is people by the rows they can serve (bit i: row i).
fn starved(demand: &[f64], capacity: &[(u128, f64)]) -> Vec<Vec<usize>> {
    let Flow { left, free, assigned: flow } = greatest_flow(demand, capacity);
    if left.iter().sum::<f64>() <= TOLERANCE {
        return Vec::new();
    }
    let smallest = reached_from_starved(&left, &flow, capacity);
    let fed = reaching_free(&free, &flow, capacity);
    let largest: Vec<usize> = (0..demand.len()).filter(|row| !fed[*row] && demand[*row] > TOLERANCE).collect();
    let smallest: Vec<usize> = (0..demand.len()).filter(|row| smallest[*row]).collect();
    if smallest == largest { vec![smallest] } else { vec![smallest, largest] }
}

/// People missing from each row when as many as possible are assigned; `capacity` as for the cuts.
pub(in crate::optimise) fn unmet(demand: &[f64], capacity: &[(u128, f64)]) -> Vec<f64> {
    greatest_flow(demand, capacity).left
}

/// An assignment of people to rows.
struct Flow {
    /// Demand left, by row.
    left: Vec<f64>,
    /// People left, by group.
    free: Vec<f64>,
    /// People assigned, `[row][group]`.
    assigned: Vec<Vec<f64>>,
}

/// Assigns as many people to rows as possible, by shortest augmenting paths.
fn greatest_flow(demand: &[f64], capacity: &[(u128, f64)]) -> Flow {
    let mut left = demand.to_vec();
    let mut free: Vec<f64> = capacity.iter().map(|c| c.1.max(0.0)).collect();
    let mut flow = vec![vec![0.0_f64; capacity.len()]; demand.len()];
    while let Some((path, amount)) = augmenting_path(&left, &free, &flow, capacity) {
        let (first, last) = (path[0].0, path[path.len() - 1].1);
        left[first] -= amount;
        free[last] -= amount;
        for (i, &(row, group)) in path.iter().enumerate() {
            flow[row][group] += amount;
            if let Some(&(next, _)) = path.get(i + 1) {
                flow[next][group] -= amount;
            }
        }
    }
    Flow { left, free, assigned: flow }
}

/// A shortest way from a row with demand left to people with time free: pairs (row, group), and how much fits.
fn augmenting_path(
    left: &[f64],
    free: &[f64],
    flow: &[Vec<f64>],
    capacity: &[(u128, f64)],
) -> Option<(Vec<(usize, usize)>, f64)> {
    const EPSILON: f64 = 1e-9;
    let mut came_by: Vec<Option<usize>> = vec![None; left.len()];
    let mut taken_by: Vec<Option<usize>> = vec![None; free.len()];
    let mut queue: Vec<usize> = (0..left.len()).filter(|&row| left[row] > EPSILON).collect();
    let mut seen: Vec<bool> = left.iter().map(|&amount| amount > EPSILON).collect();
    let mut at = 0;
    while at < queue.len() {
        let row = queue[at];
        at += 1;
        for group in 0..free.len() {
            if capacity[group].0 >> row & 1 == 0 || taken_by[group].is_some() {
                continue;
            }
            taken_by[group] = Some(row);
            if free[group] > EPSILON {
                return Some(trace(group, left, free[group], flow, &came_by, &taken_by));
            }
            for other in 0..left.len() {
                if !seen[other] && flow[other][group] > EPSILON {
                    seen[other] = true;
                    came_by[other] = Some(group);
                    queue.push(other);
                }
            }
        }
    }
    None
}

/// The path that ends at `group`, first pair first, and how much fits along it.
fn trace(
    group: usize,
    left: &[f64],
    free: f64,
    flow: &[Vec<f64>],
    came_by: &[Option<usize>],
    taken_by: &[Option<usize>],
) -> (Vec<(usize, usize)>, f64) {
    let mut path = Vec::new();
    let mut amount = free;
    let mut group = Some(group);
    while let Some(here) = group {
        let row = taken_by[here].expect("every group on the path was reached from a row");
        path.push((row, here));
        group = came_by[row];
        match group {
            Some(before) => amount = amount.min(flow[row][before]),
            None => amount = amount.min(left[row]),
        }
    }
    path.reverse();
    (path, amount)
}

/// Rows that a row with demand left can push on to.
fn reached_from_starved(left: &[f64], flow: &[Vec<f64>], capacity: &[(u128, f64)]) -> Vec<bool> {
    let mut reached: Vec<bool> = left.iter().map(|&amount| amount > TOLERANCE / 10.0).collect();
    loop {
        let before = reached.clone();
        for (group, (mask, _)) in capacity.iter().enumerate() {
            if (0..left.len()).any(|row| reached[row] && mask >> row & 1 == 1) {
                for row in 0..left.len() {
                    reached[row] |= flow[row][group] > TOLERANCE;
                }
            }
        }
        if before == reached {
            return reached;
        }
    }
}

/// Rows that can push on to people with time free.
fn reaching_free(free: &[f64], flow: &[Vec<f64>], capacity: &[(u128, f64)]) -> Vec<bool> {
    let mut fed = vec![false; flow.len()];
    let mut open: Vec<bool> = free.iter().map(|&amount| amount > TOLERANCE / 10.0).collect();
    loop {
        let before = (fed.clone(), open.clone());
        for (group, (mask, _)) in capacity.iter().enumerate() {
            for row in 0..flow.len() {
                if open[group] && mask >> row & 1 == 1 {
                    fed[row] = true;
                }
                if fed[row] && flow[row][group] > TOLERANCE {
                    open[group] = true;
                }
            }
        }
        if before == (fed.clone(), open.clone()) {
            return fed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QueueIdx;

    fn set(queues: &[usize]) -> QueueSet {
        QueueSet::of(queues.iter().map(|&q| QueueIdx(q)))
    }

    #[test]
    fn two_people_cannot_stand_in_for_three() {
        // One can serve row 0, one rows 0 and 1; rows 0 and 1 ask two and one.
        let cuts = starved(&[2.0, 1.0], &[(0b01, 1.0), (0b11, 1.0)]);
        assert!(cuts.contains(&vec![0, 1]), "{cuts:?}");
    }

    #[test]
    fn enough_people_break_nothing() {
        assert!(starved(&[1.0, 1.0, 1.0], &[(0b011, 1.0), (0b110, 1.0), (0b101, 1.0)]).is_empty());
    }

    #[test]
    fn the_starved_row_alone_is_the_smallest_cut() {
        let cuts = starved(&[1.0, 2.0], &[(0b01, 5.0), (0b10, 1.0)]);
        assert_eq!(cuts, [vec![1]]);
    }

    #[test]
    fn a_path_through_others_is_found() {
        // Row 0 can only be served by who row 1 takes first; row 1 has another way.
        assert!(starved(&[1.0, 1.0], &[(0b11, 1.0), (0b10, 1.0)]).is_empty());
    }

    #[test]
    fn a_row_within_another_counts_towards_it_and_one_that_crosses_stands_alone() {
        let rows = [(set(&[0]), 1), (set(&[0, 1]), 3), (set(&[1, 2]), 2), (set(&[3]), 1), (set(&[3, 4]), 1)];
        assert_eq!(
            families(&rows),
            [vec![(set(&[0]), 1), (set(&[3]), 1), (set(&[0, 1]), 2)], vec![(set(&[1, 2]), 2)]],
            "what a set asks for is the people beyond those within it, if any"
        );
    }
}
