//! The factor on a day's volume: gamma with mean 1, each ten replications from ten equal parts of it.
//!
//! A day's busyness moves all of its contacts together, and so is what replications differ by most. Ten replications in
//! a row see each tenth of its law once, in random order and at a random place within: on average the law itself, with
//! far less between one ten and the next. What is independent, and the unit of confidence intervals, is then the ten.
//!
//! # Source
//!
//! Stratified sampling: Cochran (1977), Sampling techniques, chapter 5.

use super::random::{Purpose, Stream};

/// Parts of the law, and replications that see each part once.
pub(super) const STRATA: u32 = 10;

/// Points of the table.
const POINTS: u32 = 8192;

/// The law of the factor, as a table of its distribution function.
#[derive(Debug, Clone)]
pub(super) struct Busyness {
    /// Logarithm of the factor and the probability of staying below, ascending.
    table: Vec<(f64, f64)>,
}

impl Busyness {
    /// The law with this coefficient of variation; `None` where there is none.
    ///
    /// With y the logarithm of a gamma variable of shape k its density is proportional to exp(k y - exp(y)): smooth on
    /// both sides, so that the trapezoid rule is as good as exact.
    pub(super) fn new(variation: f64) -> Option<Self> {
        if variation <= 0.0 {
            return None;
        }
        let shape = variation.powi(-2);
        let peak = shape.ln();
        let density = |y: f64| (shape * (y - peak) - (y - peak).exp_m1() * shape).exp();
        // Below, the density falls as exp(shape y); above, faster than exp(-exp(y)).
        let below = |density: f64| density < 1e-16;
        let reach = |step: f64| std::iter::successors(Some(peak), |y| Some(y + step)).find(|&y| below(density(y)));
        let width = 0.1_f64.max(0.1 / shape.sqrt());
        let (low, high) = (reach(-width)?, reach(width / 4.0)?);
        let step = (high - low) / f64::from(POINTS);
        let mut sum = 0.0;
        let mut table = Vec::new();
        for point in 0..POINTS {
            let y = low + f64::from(point) * step;
            sum += 0.5 * step * (density(y) + density(y + step));
            table.push((y + step - peak, sum));
        }
        for entry in &mut table {
            entry.1 /= sum;
        }
        Some(Self { table })
    }

    /// The factor of a day in a replication.
    pub(super) fn of(&self, day: usize, seed: u64, replication: u32) -> f64 {
        let root = Stream::new(seed, Purpose::Busyness).key(day as u64);
        let block = root.key(u64::from(replication / STRATA));
        let place =
            f64::from(turn(block, replication % STRATA)) + block.uniform(1000 + u64::from(replication % STRATA));
        self.quantile(place / f64::from(STRATA))
    }

    /// The factor that stays below with this probability.
    fn quantile(&self, probability: f64) -> f64 {
        let after = self.table.partition_point(|entry| entry.1 < probability).min(self.table.len() - 1);
        let (y, upper) = self.table[after];
        let (before, lower) = if after > 0 { self.table[after - 1] } else { (y, 0.0) };
        let share = if upper > lower { (probability - lower) / (upper - lower) } else { 1.0 };
        (before + share * (y - before)).exp()
    }
}

/// Which part is seen by the n-th of ten: a random order of the ten.
fn turn(block: Stream, n: u32) -> u32 {
    let key = |part: u32| (block.bits(u64::from(part)), part);
    let mut order: Vec<u32> = (0..STRATA).collect();
    order.sort_unstable_by_key(|&part| key(part));
    order[n as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factor_has_mean_1_and_its_variation_and_each_ten_see_each_tenth() {
        for variation in [0.05, 0.2, 0.5, 1.0, 2.0] {
            let law = Busyness::new(variation).unwrap();
            let draws: Vec<f64> = (0..20_000).map(|replication| law.of(3, 7, replication)).collect();
            let n = 20_000.0;
            let mean = draws.iter().sum::<f64>() / n;
            let spread = (draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
            assert!((mean - 1.0).abs() < 5.0 * variation / n.sqrt(), "{variation}: {mean}");
            assert!((spread / variation - 1.0).abs() < 0.08, "{variation}: {spread}");
            for ten in draws.chunks(10) {
                let mut parts: Vec<usize> = (0..9)
                    .map(|k| f64::from(k + 1) / 10.0)
                    .map(|p| ten.iter().filter(|&&x| x <= law.quantile(p)).count())
                    .collect();
                parts.dedup();
                assert_eq!(parts, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
            }
        }
        assert!(Busyness::new(0.0).is_none());
    }

    #[test]
    fn with_the_spread_of_the_exponential_quantiles_are_logarithms() {
        let law = Busyness::new(1.0).unwrap();
        for p in [0.01_f64, 0.1, 0.5, 0.9, 0.99] {
            assert!((law.quantile(p) + (1.0 - p).ln()).abs() < 1e-4 * (1.0 - (1.0 - p).ln()));
        }
    }
}
