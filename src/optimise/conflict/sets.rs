//! Irreducible sets of facts that cannot hold together, and the cheapest facts to give up.
//!
//! # Source
//!
//! Chinneck and Dravnieks (1991), Locating minimal infeasible constraint sets in linear programs: the deletion filter,
//! here over facts rather than rows and with facts dropped many at a time while that changes nothing. Reiter (1987), A
//! theory of diagnosis from first principles: what to give up is a hitting set of all such sets; the cheapest is found by
//! the implicit hitting sets of Moreno-Centeno and Karp (2013).

use std::collections::BTreeSet;

use crate::model::Cause;

/// Whether all facts but the dropped ones can hold.
type Oracle<'a> = &'a dyn Fn(&[Cause]) -> bool;

/// Most sets found on the way to the cheapest repair; from there on each new set gives up its own cheapest fact.
const ROUNDS: usize = 40;

/// A set of facts that cannot hold together though they can without any one of them; none of `dropped` is in it.
///
/// `facts` stand kind by kind, and those that come first are done without first. `None` when all can hold.
pub(super) fn irreducible(facts: &[Vec<Cause>], dropped: &[Cause], can_hold: Oracle<'_>) -> Option<Vec<Cause>> {
    let mut without = dropped.to_vec();
    if can_hold(&without) {
        return None;
    }
    let mut kept = Vec::new();
    for kind in facts {
        let kind: Vec<Cause> = kind.iter().filter(|fact| !dropped.contains(fact)).cloned().collect();
        sift(&kind, &mut without, &mut kept, can_hold);
    }
    Some(kept)
}

/// Drops those of `facts` without which the rest still cannot hold, and keeps the others.
fn sift(facts: &[Cause], without: &mut Vec<Cause>, kept: &mut Vec<Cause>, can_hold: Oracle<'_>) {
    if facts.is_empty() {
        return;
    }
    let n_before = without.len();
    without.extend_from_slice(facts);
    if !can_hold(without) {
        return;
    }
    without.truncate(n_before);
    if let [only] = facts {
        kept.push(only.clone());
        return;
    }
    let (first, second) = facts.split_at(facts.len() / 2);
    sift(first, without, kept, can_hold);
    sift(second, without, kept, can_hold);
}

/// Irreducible sets one after another, each without those of `dropped` and the facts of the sets before, until what is
/// left can hold.
pub(super) fn disjoint(facts: &[Vec<Cause>], dropped: &[Cause], can_hold: Oracle<'_>) -> Vec<Vec<Cause>> {
    let mut found: Vec<Vec<Cause>> = Vec::new();
    loop {
        let dropped = [dropped, &found.concat()].concat();
        match irreducible(facts, &dropped, can_hold) {
            Some(set) if !set.is_empty() => found.push(set),
            _ => return found,
        }
    }
}

/// The facts of least total price without which all others can hold, beginning from `sets` that cannot.
pub(super) fn cheapest(
    facts: &[Vec<Cause>],
    sets: &[Vec<Cause>],
    price: &dyn Fn(&Cause) -> u32,
    can_hold: Oracle<'_>,
) -> Vec<Cause> {
    let mut sets = sets.to_vec();
    let mut given_up = Vec::new();
    for round in 0.. {
        if round <= ROUNDS {
            given_up = hitting(&sets, price);
        } else if let Some(cheapest) = sets.last().and_then(|set| set.iter().min_by_key(|fact| price(fact))) {
            given_up.push(cheapest.clone());
        }
        match irreducible(facts, &given_up, can_hold) {
            Some(set) if !set.is_empty() => sets.push(set),
            _ => break,
        }
    }
    given_up
}

/// The cheapest facts of which every set has one; of equal price the first found in the order of the sets.
fn hitting(sets: &[Vec<Cause>], price: &dyn Fn(&Cause) -> u32) -> Vec<Cause> {
    let mut best: Option<(u32, Vec<Cause>)> = None;
    extend(sets, price, (0, BTreeSet::new()), &mut best);
    best.map(|(_, facts)| facts).unwrap_or_default()
}

/// Branches over the members of the first set that has none yet.
fn extend<'s>(
    sets: &'s [Vec<Cause>],
    price: &dyn Fn(&Cause) -> u32,
    (paid, chosen): (u32, BTreeSet<&'s Cause>),
    best: &mut Option<(u32, Vec<Cause>)>,
) {
    if best.as_ref().is_some_and(|(least, _)| paid >= *least) {
        return;
    }
    let Some(unhit) = sets.iter().find(|set| !set.iter().any(|fact| chosen.contains(fact))) else {
        *best = Some((paid, chosen.into_iter().cloned().collect()));
        return;
    };
    let mut members: Vec<&'s Cause> = unhit.iter().collect();
    members.sort_by_key(|fact| price(fact));
    for fact in members {
        let mut chosen: BTreeSet<&'s Cause> = chosen.clone();
        chosen.insert(fact);
        extend(sets, price, (paid.saturating_add(price(fact)), chosen), best);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AgentIdx;

    fn fact(n: usize) -> Cause {
        Cause::Contract(AgentIdx(n))
    }

    /// Facts 0 to 9; those of any one of these sets cannot hold together.
    fn oracle(bad: &'static [&'static [usize]]) -> impl Fn(&[Cause]) -> bool {
        move |dropped| bad.iter().all(|set| set.iter().any(|&n| dropped.contains(&fact(n))))
    }

    fn facts() -> Vec<Vec<Cause>> {
        vec![(0..5).map(fact).collect(), (5..10).map(fact).collect()]
    }

    #[test]
    fn every_disjoint_set_is_found_and_nothing_else() {
        let can_hold = oracle(&[&[2, 7], &[1, 4, 9]]);
        let mut found = disjoint(&facts(), &[], &can_hold);
        found.sort();
        assert_eq!(found, [vec![fact(1), fact(4), fact(9)], vec![fact(2), fact(7)]]);
        assert_eq!(disjoint(&facts(), &[], &oracle(&[])), Vec::<Vec<Cause>>::new());
    }

    #[test]
    fn sets_that_share_a_fact_are_repaired_by_it_where_that_is_cheapest() {
        let can_hold = oracle(&[&[0, 3], &[3, 6], &[3, 8]]);
        let sets = disjoint(&facts(), &[], &can_hold);
        assert_eq!(sets.len(), 1, "they are not disjoint");
        assert_eq!(cheapest(&facts(), &sets, &|_| 1, &can_hold), [fact(3)]);
        let dear = |cause: &Cause| if *cause == fact(3) { 10 } else { 1 };
        assert_eq!(cheapest(&facts(), &sets, &dear, &can_hold), [fact(0), fact(6), fact(8)]);
    }
}
