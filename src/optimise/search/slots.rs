//! Sets of grid slots of one day, as bits.

use std::ops::{BitAnd, BitOr, Not};

/// Words of a set: enough for 25 hours of five-minute slots.
const WORDS: usize = 5;

/// A set of grid slots, counted from the day's midnight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slots([u64; WORDS]);

impl Slots {
    /// Most slots a day can have.
    pub(super) const CAPACITY: usize = WORDS * 64;

    /// The slots `from` up to but not including `to`; what lies outside the day is cut off.
    pub(super) fn range(from: i32, to: i32) -> Self {
        let mut set = Self::default();
        let clamp = |at: i32| usize::try_from(at.max(0)).unwrap_or(0).min(Self::CAPACITY);
        for slot in clamp(from)..clamp(to) {
            set.0[slot / 64] |= 1 << (slot % 64);
        }
        set
    }

    /// Whether `slot` is in it.
    pub(super) fn has(self, slot: usize) -> bool {
        self.0[slot / 64] >> (slot % 64) & 1 == 1
    }

    /// Puts one slot in.
    pub(super) fn insert(&mut self, slot: usize) {
        self.0[slot / 64] |= 1 << (slot % 64);
    }

    /// Takes one slot out.
    pub(super) fn remove(&mut self, slot: usize) {
        self.0[slot / 64] &= !(1 << (slot % 64));
    }

    /// Whether every slot of `other` is in it.
    pub(super) fn contains(self, other: Self) -> bool {
        (other & !self).is_empty()
    }

    /// Whether it has no slots.
    pub(super) fn is_empty(self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    /// The slots in order.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(index, word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                Some(index * 64 + bit)
            })
        })
    }
}

impl BitAnd for Slots {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }
}

impl BitOr for Slots {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }
}

impl Not for Slots {
    type Output = Self;
    fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_slots_are_cut_counted_and_combined() {
        let a = Slots::range(-3, 4);
        assert_eq!(a.iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
        let b = Slots::range(62, 67);
        assert_eq!((a | b).iter().collect::<Vec<_>>(), [0, 1, 2, 3, 62, 63, 64, 65, 66]);
        assert!((a & b).is_empty() && (a | b).contains(b) && !a.contains(b));
        assert!(b.has(64) && !b.has(67));
    }
}
