//! Random numbers by counter: every draw is a function of a key and a position, never of what was drawn before.
//!
//! # Source
//!
//! Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators,
//! <https://doi.org/10.1145/2660193.2660195>: `SplitMix64`, whose n-th output is a mix of `key + n * gamma`.

/// What a stream of draws is for; keeps streams with otherwise equal keys apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Contacts: gaps, handle times, patience.
    Contacts = 1,
    /// The factor on a day's volume.
    Busyness = 2,
    /// Who is away unannounced.
    Absence = 3,
    /// The verification's own seed, apart from the search's.
    Verification = 4,
    /// What becomes of contacts that may be passed on.
    Transfer = 5,
}

/// The golden ratio's fraction in 64 bits, `SplitMix64`'s increment.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// An endless sequence of draws, any of which can be had directly by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stream(u64);

impl Stream {
    /// The stream of a purpose under a seed.
    pub(super) fn new(seed: u64, purpose: Purpose) -> Self {
        Self(mix(seed.wrapping_add(GAMMA))).key(purpose as u64)
    }

    /// The stream that belongs to `part` within this one; differing parts give unrelated streams.
    #[must_use]
    pub(super) fn key(self, part: u64) -> Self {
        Self(mix(self.0 ^ mix(part.wrapping_add(GAMMA).wrapping_mul(GAMMA))))
    }

    /// The draw at `position`: 64 random bits.
    pub(super) fn bits(self, position: u64) -> u64 {
        mix(self.0.wrapping_add(position.wrapping_add(1).wrapping_mul(GAMMA)))
    }

    /// The draw at `position` as a number above 0 and at most 1.
    pub(super) fn uniform(self, position: u64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
        let numerator = ((self.bits(position) >> 11) + 1) as f64;
        numerator * (1.0 / 9_007_199_254_740_992.0)
    }

    /// The draw at `position` from the exponential law with mean 1.
    pub(super) fn exponential(self, position: u64) -> f64 {
        -self.uniform(position).ln()
    }

    /// A draw from the standard normal law, from positions `position` and the next.
    ///
    /// # Source
    ///
    /// Box and Muller (1958), A note on the generation of random normal deviates.
    pub(super) fn normal(self, position: u64) -> f64 {
        let radius = (2.0 * self.exponential(position)).sqrt();
        radius * (std::f64::consts::TAU * self.uniform(position.wrapping_add(1))).cos()
    }

    /// A draw from the gamma law of this shape and scale 1, from the stream of its own at `position`.
    ///
    /// # Source
    ///
    /// Marsaglia and Tsang (2000), A simple method for generating gamma variables,
    /// <https://doi.org/10.1145/358407.358414>; shapes below 1 by their section 6.
    pub(super) fn gamma(self, position: u64, shape: f64) -> f64 {
        let own = Self(self.bits(position));
        let boost = if shape < 1.0 { own.uniform(0).powf(1.0 / shape) } else { 1.0 };
        let d = shape.max(f64::MIN_POSITIVE) + if shape < 1.0 { 1.0 } else { 0.0 } - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        let mut at = 1;
        loop {
            let x = own.normal(at);
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && own.uniform(at + 2).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return boost * d * v;
            }
            at += 3;
        }
    }
}

/// The finaliser of `SplitMix64`: a bijection that spreads every input bit over all output bits.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "small counts")]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_those_of_splitmix64() {
        // The reference sequence of seed 1234567, widely used to check implementations.
        let stream = Stream(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([0, 1, 2].map(|n| stream.bits(n)), expected);
    }

    /// Pearson's statistic of `counts` against equal expectation, standardised to mean 0 and variance 1.
    fn excess(counts: &[u32]) -> f64 {
        let total: u32 = counts.iter().sum();
        let expected = f64::from(total) / counts.len() as f64;
        let chi: f64 = counts.iter().map(|&n| (f64::from(n) - expected).powi(2) / expected).sum();
        let freedom = counts.len() as f64 - 1.0;
        (chi - freedom) / (2.0 * freedom).sqrt()
    }

    fn cell(u: f64) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 32")]
        let cell = (u * 32.0) as usize;
        cell.min(31)
    }

    #[test]
    fn draws_are_uniform_and_neighbours_independent() {
        type Pair = fn(Stream, u64) -> (f64, f64);
        let root = Stream::new(7, Purpose::Contacts);
        // Pairs next to each other in position, in the last part of the key, and in the part before.
        let pairs: [Pair; 3] = [
            |root, n| (root.uniform(2 * n), root.uniform(2 * n + 1)),
            |root, n| (root.key(2 * n).uniform(0), root.key(2 * n + 1).uniform(0)),
            |root, n| (root.key(2 * n).key(3).uniform(1), root.key(2 * n + 1).key(3).uniform(1)),
        ];
        for pair in pairs {
            let mut counts = vec![0; 32 * 32];
            for n in 0..400_000 {
                let (a, b) = pair(root, n);
                counts[cell(a) * 32 + cell(b)] += 1;
            }
            assert!(excess(&counts).abs() < 4.0, "chi-square off by {} deviations", excess(&counts));
        }
    }

    #[test]
    fn laws_have_their_means_and_variances() {
        let root = Stream::new(11, Purpose::Contacts);
        let n = 200_000;
        let moments = |draw: &dyn Fn(u64) -> f64| {
            let draws: Vec<f64> = (0..n).map(draw).collect();
            let mean = draws.iter().sum::<f64>() / n as f64;
            (mean, draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n as f64)
        };
        let close = |(mean, variance): (f64, f64), (m, v): (f64, f64)| {
            assert!((mean - m).abs() < 5.0 * (v / n as f64).sqrt(), "mean {mean}, not {m}");
            assert!((variance / v - 1.0).abs() < 0.05, "variance {variance}, not {v}");
        };
        close(moments(&|i| root.exponential(i)), (1.0, 1.0));
        close(moments(&|i| root.normal(2 * i)), (0.0, 1.0));
        close(moments(&|i| root.gamma(i, 4.0)), (4.0, 4.0));
        close(moments(&|i| root.gamma(i, 0.5)), (0.5, 0.5));
    }
}
