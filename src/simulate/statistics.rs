//! Replications to shares with confidence intervals.

/// Sums of a numerator and a denominator over replications; whole numbers, so that no order of adding changes them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ratio {
    replications: u64,
    /// Independent groups of replications, often of one each.
    units: u64,
    above: u64,
    below: u64,
    above_squared: u64,
    below_squared: u64,
    product: u64,
    /// Replications that reach the target by themselves.
    reached: u64,
}

impl Ratio {
    /// Adds an independent replication's numerator and denominator, which reached the target or not.
    #[cfg(test)]
    pub(super) fn add(&mut self, above: u32, below: u32, target: f64) {
        self.reach(above, below, target);
        self.add_unit(above, below);
    }

    /// Notes whether a replication reached the target by itself.
    pub(super) fn reach(&mut self, above: u32, below: u32, target: f64) {
        self.replications += 1;
        self.reached += u64::from(f64::from(above) >= target * f64::from(below) - 1e-9);
    }

    /// Adds the sums of replications that are independent of all others together.
    pub(super) fn add_unit(&mut self, above: u32, below: u32) {
        let (n, d) = (u64::from(above), u64::from(below));
        self.units += 1;
        self.above += n;
        self.below += d;
        self.above_squared += n * n;
        self.below_squared += d * d;
        self.product += n * d;
    }

    /// Adds the replications of another.
    pub(super) fn merge(&mut self, other: &Self) {
        self.replications += other.replications;
        self.units += other.units;
        self.above += other.above;
        self.below += other.below;
        self.above_squared += other.above_squared;
        self.below_squared += other.below_squared;
        self.product += other.product;
        self.reached += other.reached;
    }

    /// The ratio of the sums; the whole where there is nothing to share.
    pub(super) fn share(&self) -> f64 {
        if self.below == 0 { 1.0 } else { real(self.above) / real(self.below) }
    }

    /// Share of replications that reach the target by themselves.
    pub(super) fn chance(&self) -> f64 {
        if self.replications == 0 { 1.0 } else { real(self.reached) / real(self.replications) }
    }

    /// Standard error of the share; R is the number of independent units.
    ///
    /// ```text
    /// e_i = n_i - r d_i,    se^2 = R / (R - 1) * sum of e_i^2 / (sum of d_i)^2
    /// ```
    ///
    /// # Source
    ///
    /// The delta method; Cochran (1977), Sampling techniques, section 2.11 (estimation of a ratio).
    pub(super) fn standard_error(&self) -> f64 {
        if self.below == 0 || self.units < 2 {
            return f64::INFINITY;
        }
        let (r, n) = (self.share(), real(self.units));
        let squares = real(self.above_squared) - 2.0 * r * real(self.product) + r * r * real(self.below_squared);
        (squares.max(0.0) * n / (n - 1.0)).sqrt() / real(self.below)
    }

    /// The two-sided interval of the share, `z` standard errors to either side.
    ///
    /// Where all contacts fare alike the replications do not differ; then the spread of as many independent contacts
    /// counts, with two good and two bad ones added.
    ///
    /// # Source
    ///
    /// Agresti and Coull (1998), Approximate is better than "exact" for interval estimation of binomial proportions.
    pub(super) fn interval(&self, z: f64) -> (f64, f64) {
        if self.below == 0 || self.units < 2 {
            return (0.0, 1.0);
        }
        let mixed = (real(self.above) + 2.0) / (real(self.below) + 4.0);
        let independent = (mixed * (1.0 - mixed)).max(0.0) / real(self.below);
        let reach = z * self.standard_error().max(independent.sqrt());
        ((self.share() - reach).max(0.0), (self.share() + reach).min(1.0))
    }

    /// How many standard errors the share lies above the target, at least as wide as independent contacts would have
    /// on the target itself (so that a handful of good contacts decides nothing); `None` where nothing is offered.
    pub(super) fn score(&self, target: f64) -> Option<f64> {
        if self.below == 0 {
            return None;
        }
        let independent = target * (1.0 - target) / real(self.below);
        let error = self.standard_error().max(independent.sqrt());
        let distance = self.share() - target;
        // A promise of 100 % that is kept throughout has neither distance nor error.
        Some(if error > 0.0 {
            distance / error
        } else if distance >= 0.0 {
            f64::INFINITY
        } else {
            f64::NEG_INFINITY
        })
    }
}

fn real(count: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of contacts, far below 2^53")]
    let real = count as f64;
    real
}

/// The number that a standard normal variable stays below with this probability.
///
/// Found by bisection of the distribution function, which is summed as a series.
///
/// # Source
///
/// Marsaglia (2004), Evaluating the normal distribution, <https://doi.org/10.18637/jss.v011.i04>.
pub(super) fn normal_quantile(probability: f64) -> f64 {
    let distribution = |x: f64| {
        let (mut sum, mut term, mut k) = (x, x, 1.0);
        while f64::abs(term) > 1e-18 * f64::abs(sum) {
            k += 2.0;
            term *= x * x / k;
            sum += term;
        }
        0.5 + sum * (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt()
    };
    let (mut low, mut high) = (-7.0, 7.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if distribution(middle) < probability { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_ratio_is_that_of_the_textbook() {
        // Three days: 8 of 10, 18 of 20, 14 of 20 in time. r = 0.8, e = 0, 2, -2, se^2 = 3/2 * 8 / 50^2.
        let mut ratio = Ratio::default();
        for (above, below) in [(8, 10), (18, 20), (14, 20)] {
            ratio.add(above, below, 0.8);
        }
        assert!((ratio.share() - 0.8).abs() < 1e-12);
        assert!((ratio.standard_error() - (12.0_f64 / 2500.0).sqrt()).abs() < 1e-12);
        assert!((ratio.chance() - 2.0 / 3.0).abs() < 1e-12, "the third day misses 80 %");
    }

    #[test]
    fn a_handful_of_good_contacts_decides_nothing() {
        let mut ratio = Ratio::default();
        (0..6).for_each(|_| ratio.add(1, 1, 0.8));
        assert!(ratio.standard_error() < 1e-12);
        assert!(ratio.score(0.8).unwrap() < 1.645);
        assert!(ratio.interval(1.96).0 < 0.9);
    }

    #[test]
    fn quantiles_agree_with_the_tables() {
        for (probability, z) in [(0.5, 0.0), (0.95, 1.644_854), (0.975, 1.959_964), (0.999, 3.090_232)] {
            assert!((normal_quantile(probability) - z).abs() < 1e-6);
        }
    }
}
