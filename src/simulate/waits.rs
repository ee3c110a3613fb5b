//! Waits counted in classes, from which percentiles are read.

use std::ops::Range;

use super::promises::Promise;
use super::ticks;

/// Classes of waits: 16 for each of 28 octaves, exact below 16 ticks.
const CLASSES: usize = 29 * 16;

/// A cell in which nothing is promised and too few come.
const NONE: u32 = u32::MAX;

/// Contacts below which no percentile is told of an interval: of 200, ten lie beyond the 95th, and what is told as it lies
/// between the 92nd and the 98th (19 times in 20, of independent contacts).
pub(super) const LEAST_CONTACTS: u32 = 200;

/// Cells of which the waits are kept one by one, at most: 37 MB.
const MOST_FINE: usize = 20_000;

/// Waits by group of cells: no finer than the promises, to save memory, but for cells to be told one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroupedWaits {
    /// By cell.
    groups: Vec<u32>,
    /// By cell: whether its group is its own.
    fine: Vec<bool>,
    /// `[group * CLASSES + class]`.
    counts: Vec<u32>,
}

impl GroupedWaits {
    /// No waits yet, in groups that tell these promises apart, and the cells that are to be told one by one (none where
    /// they are too many).
    pub(super) fn new(promises: &[Promise], fine: &[bool]) -> Self {
        let mut groups = vec![NONE; fine.len()];
        let is_told = fine.iter().filter(|&&is_fine| is_fine).count() <= MOST_FINE;
        let fine: Vec<bool> = fine.iter().map(|&is_fine| is_fine && is_told).collect();
        // The narrower promises (half-hours) come after the wider of the same queue and divide them.
        let mut n_groups = 0;
        for promise in promises {
            groups[promise.cells.clone()].fill(n_groups);
            n_groups += 1;
        }
        for (group, _) in groups.iter_mut().zip(&fine).filter(|(_, is_fine)| **is_fine) {
            *group = n_groups;
            n_groups += 1;
        }
        // Groups divided by others altogether take no memory.
        let mut used: Vec<u32> = groups.iter().copied().filter(|&group| group != NONE).collect();
        used.sort_unstable();
        used.dedup();
        let place = |group: u32| used.binary_search(&group).map_or(NONE, |place| u32::try_from(place).unwrap_or(NONE));
        let groups: Vec<u32> = groups.into_iter().map(place).collect();
        let counts = vec![0; used.len() * CLASSES];
        Self { groups, fine, counts }
    }

    /// The percentile of each cell that is told by itself and has contacts enough, in rows of so many cells `[s]`.
    pub(super) fn percentiles(&self, n_intervals: usize, share: f64) -> Vec<Vec<Option<f64>>> {
        let of = |cell: usize| {
            let told = self.fine[cell].then(|| &self.counts[self.groups[cell] as usize * CLASSES..][..CLASSES]);
            let is_enough = |counts: &&[u32]| counts.iter().sum::<u32>() >= LEAST_CONTACTS;
            told.filter(is_enough).map(|_| self.percentile(cell..cell + 1, share))
        };
        let cells: Vec<Option<f64>> = (0..self.groups.len()).map(of).collect();
        cells.chunks(n_intervals.max(1)).map(<[_]>::to_vec).collect()
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
        let mut waits = GroupedWaits { groups: vec![0, 1, NONE], fine: vec![false; 3], counts: vec![0; 2 * CLASSES] };
        for second in 0..100 {
            waits.add(1, second * 256);
            waits.add(2, 1_000_000);
        }
        assert!((waits.percentile(0..3, 0.95) - 95.0).abs() < 3.0);
        assert!(waits.percentile(0..1, 0.95).abs() < 1e-9, "nobody waited in the first group");
    }
}
