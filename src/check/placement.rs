//! Whether people of these skills can be placed on queues as the rows of a requirement ask, and where not.
//!
//! Rows whose sets of queues are disjoint add up; a row whose set lies within another's counts towards it. For such
//! rows the placement is exact. A row that crosses another (each has a queue that the other lacks, and they share one)
//! is judged by itself: enough people who can serve some queue of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::QueueSet;

use super::flow::place;

/// Too few people for some rows together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lack {
    /// The queues of the rows.
    pub(super) queues: QueueSet,
    /// How many can be placed there.
    pub(super) measured: u32,
    /// How many are needed there.
    pub(super) needed: u32,
}

/// Where people are missing. `present` counts people by the queues they can serve, `needed` is the rows.
pub(super) fn lacks(present: &BTreeMap<QueueSet, u32>, needed: &BTreeMap<QueueSet, u32>) -> Vec<Lack> {
    let groups: Vec<QueueSet> = present.keys().copied().collect();
    let people: Vec<u32> = present.values().copied().collect();
    let (rows, crossing) = nested(needed);
    let sets: Vec<QueueSet> = rows.iter().map(|row| row.queues).collect();
    let extra: Vec<u32> = rows.iter().map(|row| row.extra).collect();
    let can = |group: usize, row: usize| groups[group].meets(sets[row]);
    let placed = place(&people, &extra, &can);
    let filled = |row: usize| placed.iter().map(|row_of| row_of[row]).sum::<u32>();

    let mut lacking: Vec<BTreeSet<usize>> = Vec::new();
    for row in (0..rows.len()).filter(|&row| filled(row) < extra[row]) {
        let mut reach = reach(row, &sets, &placed, &can);
        // Rows that compete for the same people lack them together.
        while let Some(other) = lacking.iter().position(|other| !other.is_disjoint(&reach)) {
            reach.extend(lacking.swap_remove(other));
        }
        lacking.push(reach);
    }
    let mut out: Vec<Lack> = lacking
        .into_iter()
        .map(|rows| Lack {
            queues: rows.iter().fold(QueueSet::EMPTY, |all, &row| all.union(sets[row])),
            measured: rows.iter().map(|&row| filled(row)).sum(),
            needed: rows.iter().map(|&row| extra[row]).sum(),
        })
        .collect();
    out.extend(crossing.into_iter().filter_map(|(queues, needed)| {
        let measured = present.iter().filter(|(group, _)| group.meets(queues)).map(|(_, n)| n).sum();
        (measured < needed).then_some(Lack { queues, measured, needed })
    }));
    out.sort_by_key(|lack| lack.queues);
    out
}

/// A row among rows that are nested or disjoint.
struct Row {
    queues: QueueSet,
    /// People needed beyond those that the rows within it need.
    extra: u32,
    /// People needed in all: its own number, or what the rows within it add up to.
    in_all: u32,
}

/// The rows as nested ones, smallest sets first, and those that cross one of them.
fn nested(needed: &BTreeMap<QueueSet, u32>) -> (Vec<Row>, Vec<(QueueSet, u32)>) {
    let mut ordered: Vec<(QueueSet, u32)> = needed.iter().map(|(&queues, &n)| (queues, n)).collect();
    ordered.sort_by_key(|(queues, _)| (queues.len(), *queues));
    let mut rows: Vec<Row> = Vec::new();
    let mut crossing = Vec::new();
    for (queues, n) in ordered {
        if rows.iter().any(|row| row.queues.meets(queues) && !queues.contains(row.queues)) {
            crossing.push((queues, n));
            continue;
        }
        let is_outermost = |row: &&Row| {
            queues.contains(row.queues)
                && !rows.iter().any(|outer| {
                    outer.queues != row.queues && queues.contains(outer.queues) && outer.queues.contains(row.queues)
                })
        };
        let within: u32 = rows.iter().filter(is_outermost).map(|row| row.in_all).sum();
        rows.push(Row { queues, extra: n.saturating_sub(within), in_all: n.max(within) });
    }
    (rows, crossing)
}

/// The rows that somebody could be moved from to help `row`, itself and the rows within them included.
fn reach(row: usize, sets: &[QueueSet], placed: &[Vec<u32>], can: &dyn Fn(usize, usize) -> bool) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([row]);
    let mut waiting = vec![row];
    while let Some(at) = waiting.pop() {
        let moved = (0..placed.len()).filter(|&group| can(group, at));
        let from = moved.flat_map(|group| (0..sets.len()).filter(move |&from| placed[group][from] > 0));
        let within = (0..sets.len()).filter(|&inner| sets[at].contains(sets[inner]));
        for next in from.chain(within).collect::<Vec<_>>() {
            if reached.insert(next) {
                waiting.push(next);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: QueueSet = QueueSet(1);
    const B: QueueSet = QueueSet(2);
    const C: QueueSet = QueueSet(4);
    const AB: QueueSet = QueueSet(3);
    const BC: QueueSet = QueueSet(6);
    const ABC: QueueSet = QueueSet(7);

    fn found(present: &[(QueueSet, u32)], needed: &[(QueueSet, u32)]) -> Vec<(QueueSet, u32, u32)> {
        let lacks = lacks(&present.iter().copied().collect(), &needed.iter().copied().collect());
        lacks.into_iter().map(|lack| (lack.queues, lack.measured, lack.needed)).collect()
    }

    #[test]
    fn one_who_knows_both_is_not_there_twice() {
        assert_eq!(found(&[(AB, 1)], &[(A, 1), (B, 1)]), [(AB, 1, 2)]);
        assert_eq!(found(&[(AB, 2)], &[(A, 1), (B, 1)]), []);
    }

    #[test]
    fn only_the_rows_that_lack_are_named() {
        assert_eq!(found(&[(A, 3), (BC, 1)], &[(A, 2), (B, 1), (C, 1)]), [(BC, 1, 2)]);
        assert_eq!(found(&[(A, 1)], &[(A, 2), (B, 1)]), [(A, 1, 2), (B, 0, 1)]);
    }

    #[test]
    fn a_row_within_another_counts_towards_it() {
        assert_eq!(found(&[(A, 1), (B, 1)], &[(A, 1), (AB, 2)]), []);
        assert_eq!(found(&[(A, 1), (B, 1)], &[(A, 1), (AB, 3)]), [(AB, 2, 3)]);
        assert_eq!(found(&[(B, 3)], &[(A, 1), (AB, 3)]), [(A, 0, 1)]);
        assert_eq!(found(&[(ABC, 3)], &[(A, 2), (AB, 1), (ABC, 3)]), []);
    }

    #[test]
    fn rows_that_cross_are_judged_one_by_one() {
        assert_eq!(found(&[(B, 1)], &[(AB, 1), (BC, 1)]), []);
        assert_eq!(found(&[(A, 1)], &[(AB, 1), (BC, 1)]), [(BC, 0, 1)]);
    }
}
