//! Waits counted in classes, from which percentiles are read.

use std::ops::Range;

use super::promises::Promise;
use super::ticks;

/// Classes of waits: 16 for each of 28 octaves, exact below 16 ticks.
const CLASSES: usize = 29 * 16;

/// A cell in which nothing is promised.
const NONE: u32 = u32::MAX;

/// Waits by group of cells: no finer than the promises, to save memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroupedWaits {
    /// By cell.
    groups: Vec<u32>,
    /// `[group * CLASSES + class]`.
    counts: Vec<u32>,
}

impl GroupedWaits {
    /// No waits yet, of so many cells, in groups that tell these promises apart.
    pub(super) fn new(n_cells: usize, promises: &[Promise]) -> Self {
        let mut groups = vec![NONE; n_cells];
        // The narrower promises (half-hours) come after the wider of the same queue and divide them.
        let mut n_groups = 0;
        for promise in promises {
            groups[promise.cells.clone()].fill(n_groups);
            n_groups += 1;
        }
        let counts = vec![0; n_groups as usize * CLASSES];
        Self { groups, counts }
    }

    pub(super) fn add(&mut self, cell: usize, wait: u32) {
        let group = self.groups[cell];
        if group != NONE {
            self.counts[group as usize * CLASSES + class(wait)] += 1;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
    }

    /// The wait that this share of the contacts in these cells does not exceed, within its class in proportion `[s]`.
    pub(super) fn percentile(&self, cells: Range<usize>, share: f64) -> f64 {
        let mut groups = self.groups[cells].to_vec();
        groups.sort_unstable();
        groups.dedup();
        let mut counts = vec![0_u64; CLASSES];
        for group in groups.into_iter().filter(|&group| group != NONE) {
            for (sum, &count) in counts.iter_mut().zip(&self.counts[group as usize * CLASSES..][..CLASSES]) {
                *sum += u64::from(count);
            }
        }
        percentile(&counts, share) / ticks::PER_SECOND
    }
}

fn percentile(counts: &[u64], share: f64) -> f64 {
    let wanted = share * real(counts.iter().sum());
    let mut before = 0.0;
    for (class, &count) in counts.iter().enumerate() {
        if count > 0 && before + real(count) >= wanted {
            let (from, width) = limits(class);
            let inside = if width > 1 { (wanted - before) / real(count) * real(width) } else { 0.0 };
            return real(from) + inside;
        }
        before += real(count);
    }
    0.0
}

fn real(count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of contacts, far below 2^53")]
    let real = count as f64;
    real
}

fn class(wait: u32) -> usize {
    if wait < 16 {
        return wait as usize;
    }
    let octave = wait.ilog2();
    (octave as usize - 3) * 16 + (wait >> (octave - 4) & 15) as usize
}

/// Lower limit and width of a class [ticks].
fn limits(class: usize) -> (u64, u64) {
    if class < 16 {
        return (class as u64, 1);
    }
    let shift = class / 16 - 1;
    ((16 + class as u64 % 16) << shift, 1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_waits_join_without_gaps() {
        for class in 1..CLASSES {
            let (from, width) = limits(class - 1);
            assert_eq!(limits(class).0, from + width);
        }
        for wait in [0, 1, 15, 16, 17, 255, 256, 30_720, u32::MAX] {
            let (from, width) = limits(class(wait));
            assert!(from <= u64::from(wait) && u64::from(wait) < from + width);
        }
    }

    #[test]
    fn a_percentile_lies_within_a_class_of_the_truth() {
        let mut waits = GroupedWaits { groups: vec![0, 1, NONE], counts: vec![0; 2 * CLASSES] };
        for second in 0..100 {
            waits.add(1, second * 256);
            waits.add(2, 1_000_000);
        }
        assert!((waits.percentile(0..3, 0.95) - 95.0).abs() < 3.0);
        assert!(waits.percentile(0..1, 0.95).abs() < 1e-9, "nobody waited in the first group");
    }
}
