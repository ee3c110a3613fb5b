//! Irreducible sets of facts that cannot hold together, and the cheapest facts to give up.
//!
//! # Source
//!
//! Chinneck and Dravnieks (1991), Locating minimal infeasible constraint sets in linear programs: the deletion filter,
//! here over facts rather than rows and with facts dropped many at a time while that changes nothing. Reiter (1987), A
//! theory of diagnosis from first principles: what to give up is a hitting set of all such sets; the cheapest is found by
//! the implicit hitting sets of Moreno-Centeno and Karp (2013).

use std::collections::BTreeSet;

use super::facts::Facts;
use crate::model::{Cause, Clash};

/// Whether all facts but the dropped ones can hold.
type Oracle<'a> = &'a dyn Fn(&[Cause]) -> bool;

/// Most sets found on the way to the cheapest repair; from there on each new set gives up its own cheapest fact.
const ROUNDS: usize = 40;

/// An irreducible set of facts that cannot hold together, none of `dropped` in it; `None` when all can hold.
///
/// First people's own facts are done without while all of the centre's stand; then each fact of the centre is tried by
/// itself, and those of the others that are needed are told as given.
pub(super) fn irreducible(facts: &Facts, dropped: &[Cause], can_hold: Oracle<'_>) -> Option<Clash> {
    let mut without = dropped.to_vec();
    if can_hold(&without) {
        return None;
    }
    let left = |kinds: &[Vec<Cause>]| -> Vec<Vec<Cause>> {
        kinds.iter().map(|kind| kind.iter().filter(|fact| !dropped.contains(fact)).cloned().collect()).collect()
    };
    let mut clash = Clash { facts: Vec::new(), given: Vec::new() };
    for kind in left(&facts.own) {
        sift(&kind, &mut without, &mut clash.facts, can_hold);
    }
    let mut others = left(&facts.of_centre);
    for kind in &mut others {
        kind.retain(|fact| {
            let is_way_out = can_hold(&[without.as_slice(), std::slice::from_ref(fact)].concat());
            if is_way_out {
                clash.facts.push(fact.clone());
            }
            !is_way_out
        });
    }
    for kind in others {
        sift(&kind, &mut without, &mut clash.given, can_hold);
    }
    Some(clash)
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

/// Irreducible sets one after another, each without the facts of those before, until what is left can hold. What is given
/// may be given again.
pub(super) fn disjoint(facts: &Facts, can_hold: Oracle<'_>) -> Vec<Clash> {
    let mut found: Vec<Clash> = Vec::new();
    loop {
        let dropped: Vec<Cause> = found.iter().flat_map(|clash| clash.facts.clone()).collect();
        match irreducible(facts, &dropped, can_hold) {
            Some(clash) if !clash.facts.is_empty() => found.push(clash),
            _ => return found,
        }
    }
}

/// The facts of least total price without which all others can hold, beginning from `clashes`.
pub(super) fn cheapest(
    facts: &Facts,
    clashes: &[Clash],
    price: &dyn Fn(&Cause) -> u32,
    can_hold: Oracle<'_>,
) -> Vec<Cause> {
    let mut sets: Vec<Vec<Cause>> = clashes.iter().map(members).collect();
    let mut given_up = Vec::new();
    for round in 0.. {
        if round <= ROUNDS {
            given_up = hitting(&sets, price);
        } else if let Some(cheapest) = sets.last().and_then(|set| set.iter().min_by_key(|fact| price(fact))) {
            given_up.push(cheapest.clone());
        }
        match irreducible(facts, &given_up, can_hold) {
            Some(clash) if !members(&clash).is_empty() => sets.push(members(&clash)),
            _ => break,
        }
    }
    given_up
}

/// Every fact of an irreducible set.
fn members(clash: &Clash) -> Vec<Cause> {
    clash.facts.iter().chain(&clash.given).cloned().collect()
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

    /// The first five are people's own, the others the centre's.
    fn facts() -> Facts {
        Facts { own: vec![(0..5).map(fact).collect()], of_centre: vec![(5..10).map(fact).collect()] }
    }

    fn clash(facts: &[usize], given: &[usize]) -> Clash {
        let all = |numbers: &[usize]| numbers.iter().map(|&n| fact(n)).collect();
        Clash { facts: all(facts), given: all(given) }
    }

    #[test]
    fn every_disjoint_set_is_found_and_nothing_else() {
        let can_hold = oracle(&[&[2, 7], &[1, 4, 9]]);
        let mut found = disjoint(&facts(), &can_hold);
        found.sort();
        assert_eq!(found, [clash(&[1, 4, 9], &[]), clash(&[2, 7], &[])]);
        assert_eq!(disjoint(&facts(), &oracle(&[])), Vec::<Clash>::new());
    }

    #[test]
    fn what_bars_the_way_out_twice_over_is_given() {
        // Without 7 there is still 8, and the reverse.
        let can_hold = oracle(&[&[2, 7, 9], &[2, 8, 9]]);
        assert_eq!(disjoint(&facts(), &can_hold), [clash(&[2, 9], &[8])]);
        assert_eq!(cheapest(&facts(), &[], &|cause| if *cause == fact(9) { 1 } else { 2 }, &can_hold), [fact(9)]);
        let dear = |cause: &Cause| if [fact(2), fact(9)].contains(cause) { 9 } else { 2 };
        assert_eq!(cheapest(&facts(), &[], &dear, &can_hold), [fact(7), fact(8)]);
    }

    #[test]
    fn sets_that_share_a_fact_are_repaired_by_it_where_that_is_cheapest() {
        let can_hold = oracle(&[&[0, 3], &[3, 6], &[3, 8]]);
        let clashes = disjoint(&facts(), &can_hold);
        assert_eq!(clashes.len(), 1, "they are not disjoint");
        assert_eq!(cheapest(&facts(), &clashes, &|_| 1, &can_hold), [fact(3)]);
        let dear = |cause: &Cause| if *cause == fact(3) { 10 } else { 1 };
        assert_eq!(cheapest(&facts(), &clashes, &dear, &can_hold), [fact(0), fact(6), fact(8)]);
    }
}
