//! The search's own random numbers: small, seeded, the same on every machine.

/// A generator of random numbers.
///
/// # Source
///
/// Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators (`SplitMix64`),
/// <https://doi.org/10.1145/2660193.2660195>.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

impl Rng {
    /// A generator for `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed ^ 0x5851_f42d_4c95_7f2d)
    }

    /// The next 64 random bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform over 0 up to but not including `n`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.next()) * n as u128;
        usize::try_from(wide >> 64).expect("below n")
    }

    /// Uniform between 0 and 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of `items`, each in proportion to its weight; `None` when no weight is above 0.
    pub(super) fn pick(&mut self, weights: &[f64]) -> Option<usize> {
        let total: f64 = weights.iter().sum();
        if total <= 0.0 {
            return None;
        }
        let mut left = self.unit() * total;
        for (i, &weight) in weights.iter().enumerate() {
            if weight > 0.0 && left < weight {
                return Some(i);
            }
            left -= weight;
        }
        weights.iter().rposition(|&weight| weight > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_follow_the_weights_and_below_stays_below() {
        let mut rng = Rng::new(7);
        let mut counts = [0_u32; 3];
        for _ in 0..3000 {
            counts[rng.pick(&[1.0, 0.0, 3.0]).unwrap()] += 1;
            assert!(rng.below(5) < 5);
            assert!((0.0..1.0).contains(&rng.unit()));
        }
        assert_eq!(counts[1], 0);
        assert!((600..900).contains(&counts[0]), "a quarter of 3000, within six deviations: {counts:?}");
        assert_eq!(rng.pick(&[0.0]), None);
    }
}
