//! Which sets of queues are worth a row of the requirement.
//!
//! A row on a set S asks for agents who can serve some queue of S. Queues that exactly the same agents serve ask the
//! same people, so they are never told apart: they form a block, and every set is a union of blocks. With few blocks
//! all unions are taken. With many, those are taken that a shortage can hide in: single blocks; for every skill group
//! the blocks it serves and the blocks it does not serve (what is left to everybody else); pairs with an agent in
//! common; and everything. Where no agent serves queues of both halves of a union, its agents are the sum of the
//! halves' agents, and its row follows from theirs.
//!
//! Where others take what overflows of a set, a row on it would ask too much: only sets closed to others have one, and
//! the set of all queues.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{QueueSet, Scenario};

use super::passages::is_closed;

/// The most blocks of which all unions are taken.
const FEW: usize = 6;

/// The sets of live queues that rows are made for, smallest first; `queues` are the queues that count at all.
pub(super) fn worth_a_row(scenario: &Scenario, queues: QueueSet) -> Vec<QueueSet> {
    let groups = skill_groups(scenario, queues);
    let blocks = blocks(&groups, queues);
    let mut sets = if blocks.len() <= FEW { all_unions(&blocks) } else { telling_unions(&groups, &blocks, queues) };
    sets.retain(|set| !set.is_empty() && (*set == queues || is_closed(scenario, *set)));
    sets.sort_unstable_by_key(|set| (set.len(), *set));
    sets.dedup();
    sets
}

/// What the agents can serve of `queues`: each different set once.
pub(super) fn skill_groups(scenario: &Scenario, queues: QueueSet) -> Vec<QueueSet> {
    let served = scenario.agents.iter().map(|agent| common(scenario.live_queues_for(agent.skills), queues));
    served.filter(|group| !group.is_empty()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Queues served by the same skill groups, together.
fn blocks(groups: &[QueueSet], queues: QueueSet) -> Vec<QueueSet> {
    let mut blocks: Vec<QueueSet> = Vec::new();
    for queue in queues.iter() {
        let is_alike = |block: &QueueSet| {
            let other = block.iter().next().expect("a block has a queue");
            groups.iter().all(|group| group.has(queue) == group.has(other))
        };
        match blocks.iter_mut().find(|block| is_alike(block)) {
            Some(block) => *block = block.with(queue),
            None => blocks.push(QueueSet::of([queue])),
        }
    }
    blocks
}

/// Every union of the blocks.
fn all_unions(blocks: &[QueueSet]) -> Vec<QueueSet> {
    let mut sets = vec![QueueSet::EMPTY];
    for block in blocks {
        let with_block: Vec<_> = sets.iter().map(|set| set.union(*block)).collect();
        sets.extend(with_block);
    }
    sets
}

/// The unions that a shortage can hide in.
fn telling_unions(groups: &[QueueSet], blocks: &[QueueSet], queues: QueueSet) -> Vec<QueueSet> {
    let mut sets = blocks.to_vec();
    sets.push(queues);
    for &group in groups {
        sets.push(group);
        sets.push(QueueSet(queues.0 & !group.0));
    }
    for (i, one) in blocks.iter().enumerate() {
        for other in &blocks[..i] {
            let pair = one.union(*other);
            if groups.iter().any(|group| group.contains(pair)) {
                sets.push(pair);
            }
        }
    }
    sets
}

/// The rows of one interval without those that follow from smaller ones; the one of all queues
/// asked for always stays.
///
/// A row follows from another whose set is part of its own, since agents for the part are agents for the whole. Where
/// a set falls into parts that no agent serves both of, its agents are the sum of the parts' agents.
pub(super) fn without_implied<'a>(
    asked: &'a BTreeMap<QueueSet, u32>,
    groups: &'a [QueueSet],
) -> impl Iterator<Item = (QueueSet, u32)> + use<'a> {
    let whole = asked.keys().copied().fold(QueueSet::EMPTY, QueueSet::union);
    let most_within =
        |set: QueueSet| asked.iter().filter(|row| set.contains(*row.0)).map(|row| *row.1).max().unwrap_or(0);
    let is_implied = move |set: QueueSet, agents: u32| {
        let smaller = asked.iter().filter(|row| *row.0 != set && set.contains(*row.0));
        let parts = parts(set, groups);
        smaller.map(|row| *row.1).max().unwrap_or(0) >= agents
            || parts.len() > 1 && parts.into_iter().map(most_within).sum::<u32>() >= agents
    };
    let rows = asked.iter().map(|(set, agents)| (*set, *agents));
    rows.filter(move |&(set, agents)| set == whole || !is_implied(set, agents))
}

/// The finest parts of `set` such that no skill group serves queues of two.
fn parts(set: QueueSet, groups: &[QueueSet]) -> Vec<QueueSet> {
    let mut parts: Vec<QueueSet> = set.iter().map(|queue| QueueSet::of([queue])).collect();
    for &group in groups {
        let (joined, apart): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.meets(group));
        parts = apart;
        parts.extend(joined.into_iter().reduce(QueueSet::union));
    }
    parts
}

/// The queues in both.
pub(super) fn common(one: QueueSet, other: QueueSet) -> QueueSet {
    QueueSet(one.0 & other.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QueueIdx;

    fn set(queues: &[usize]) -> QueueSet {
        QueueSet::of(queues.iter().map(|&q| QueueIdx(q)))
    }

    #[test]
    fn queues_that_the_same_agents_serve_are_one_block() {
        let groups = [set(&[0, 1, 2]), set(&[2, 3])];
        let blocks = blocks(&groups, set(&[0, 1, 2, 3, 4]));
        assert_eq!(blocks, [set(&[0, 1]), set(&[2]), set(&[3]), set(&[4])], "nobody serves the last");
        assert_eq!(all_unions(&blocks).len(), 16);
    }

    #[test]
    fn many_blocks_give_singles_closed_sets_and_pairs_with_an_agent_in_common() {
        let groups: Vec<_> = (0..8).map(|i| set(&[i, (i + 1) % 8])).collect();
        let all = QueueSet::first(8);
        let sets = telling_unions(&groups, &blocks(&groups, all), all);
        assert!(sets.contains(&set(&[3, 4])) && !sets.contains(&set(&[3, 5])));
        assert!(sets.contains(&all) && sets.contains(&set(&[2, 3, 4, 5, 6, 7])));
    }

    #[test]
    fn rows_that_follow_from_smaller_ones_are_left_out() {
        let groups = [set(&[0]), set(&[1, 2])];
        let asked = |rows: &[(&[usize], u32)]| rows.iter().map(|&(queues, n)| (set(queues), n)).collect();
        let asked: BTreeMap<QueueSet, u32> =
            asked(&[(&[0], 2), (&[1], 3), (&[2], 1), (&[1, 2], 3), (&[0, 1], 5), (&[0, 2], 4), (&[0, 1, 2], 4)]);
        let left: Vec<_> = without_implied(&asked, &groups).collect();
        // {1, 2} follows from {1}; {0, 1} from its parts; {0, 2} asks more than its parts; the whole stays anyhow.
        assert_eq!(left, [(set(&[0]), 2), (set(&[1]), 3), (set(&[2]), 1), (set(&[0, 2]), 4), (set(&[0, 1, 2]), 4)]);
    }
}
