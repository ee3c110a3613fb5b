//! Which slot is better than which, and which are worth judging closely.

use std::cmp::Ordering;

use crate::model::{Cover, Horizon, Slot, Way};

use super::ways::Candidate;

/// Slots of each length and kind that are judged closely.
const JUDGED: usize = 5;

/// The slots that hold the best ways of each length and cover, within opening hours, before them and after, in order.
pub(super) fn shortlist(candidates: &[Candidate], slots: &[Slot], horizon: &Horizon) -> Vec<usize> {
    let kind = |candidate: &Candidate| {
        let slot = &slots[candidate.slot];
        (slot.span.minutes(), slot.is_open, !slot.is_open && slot.is_late(horizon), candidate.way.cover)
    };
    let mut kinds: Vec<(i32, bool, bool, Cover)> = candidates.iter().map(kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut chosen = Vec::new();
    for wanted in kinds {
        let mut of_kind: Vec<&Candidate> = candidates.iter().filter(|candidate| kind(candidate) == wanted).collect();
        of_kind.sort_by(|a, b| a.way.by_worth(&b.way).then(a.slot.cmp(&b.slot)));
        chosen.extend(of_kind.iter().take(JUDGED).map(|candidate| candidate.slot));
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// The slots that some way makes possible, the best first; of slots alike the earlier.
pub(super) fn ranking(slots: &[Slot]) -> Vec<usize> {
    let best = |slot: usize| slots[slots[slot].like].ways.first();
    let mut ranking: Vec<usize> = (0..slots.len()).filter(|&slot| best(slot).is_some_and(Way::is_possible)).collect();
    ranking.sort_by(|&a, &b| match (best(a), best(b)) {
        (Some(one), Some(other)) => one.by_worth(other).then(a.cmp(&b)),
        _ => Ordering::Equal,
    });
    ranking
}
