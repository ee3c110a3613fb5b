//! Replications to shares with confidence intervals.

/// What a ratio is of: how much it varies at the least, were the things it counts independent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Contacts: each counts above the line or not.
    Contacts,
    /// Waits of contacts: some wait and others do not, so that the spread is the mean or more.
    Waits,
    /// Time: busy or not, in pieces of about this length.
    Time(f64),
}

impl Kind {
    /// The least variance of the ratio, where it is `r` of `below`.
    fn least_variance(self, r: f64, below: f64) -> f64 {
        let of_one = match self {
            Self::Contacts => r * (1.0 - r),
            Self::Waits => r * r,
            Self::Time(piece) => r * (1.0 - r) * piece,
        };
        of_one.max(0.0) / below
    }

    /// The ratio with two good and two bad things added; a wait has no worst.
    fn mixed(self, above: f64, below: f64) -> f64 {
        let piece = match self {
            Self::Contacts => 1.0,
            Self::Waits => 0.0,
            Self::Time(piece) => piece,
        };
        (above + 2.0 * piece) / (below + 4.0 * piece)
    }

    /// The most that the ratio can be.
    fn most(self) -> f64 {
        if self == Self::Waits { f64::INFINITY } else { 1.0 }
    }
}

/// Sums of a numerator and a denominator over replications; whole numbers, so that no order of adding changes them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ratio {
    replications: u64,
    /// Independent groups of replications, often of one each.
    units: u64,
    above: u64,
    below: u64,
    // Squares of times in ticks outgrow 64 bits.
    above_squared: u128,
    below_squared: u128,
    product: u128,
    /// Replications that reach the target by themselves.
    reached: u64,
}

impl Ratio {
    /// Adds an independent replication's numerator and denominator, which reached the target or not.
    #[cfg(test)]
    pub(super) fn add(&mut self, above: u64, below: u64, target: f64) {
        self.reach(real(above) >= target * real(below) - 1e-9);
        self.add_unit(above, below);
    }

    /// Notes whether a replication kept the promise by itself.
    pub(super) fn reach(&mut self, is_kept: bool) {
        self.replications += 1;
        self.reached += u64::from(is_kept);
    }

    /// Adds the sums of replications that are independent of all others together.
    pub(super) fn add_unit(&mut self, above: u64, below: u64) {
        let (n, d) = (u128::from(above), u128::from(below));
        self.units += 1;
        self.above += above;
        self.below += below;
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

    /// The ratio of the sums; `None` where there is nothing below the line.
    pub(super) fn value(&self) -> Option<f64> {
        (self.below > 0).then(|| real(self.above) / real(self.below))
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
        let (r, n) = (self.value().unwrap_or(0.0), real(self.units));
        let (above, product, below) = (wide(self.above_squared), wide(self.product), wide(self.below_squared));
        let squares = above - 2.0 * r * product + r * r * below;
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
    pub(super) fn interval(&self, z: f64, kind: Kind) -> (f64, f64) {
        let Some(value) = self.value().filter(|_| self.units >= 2) else { return (0.0, kind.most()) };
        let mixed = kind.mixed(real(self.above), real(self.below));
        let independent = kind.least_variance(mixed, real(self.below));
        let reach = z * self.standard_error().max(independent.sqrt());
        ((value - reach).max(0.0), (value + reach).min(kind.most()))
    }

    /// How many standard errors the share lies above the target, at least as wide as independent contacts would have
    /// on the target itself (so that a handful of good contacts decides nothing); `None` where nothing is offered.
    pub(super) fn score(&self, target: f64, kind: Kind) -> Option<f64> {
        let value = self.value()?;
        let independent = kind.least_variance(target, real(self.below));
        let error = self.standard_error().max(independent.sqrt());
        let distance = value - target;
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

fn wide(count: u128) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "sums of squares, of which 53 bits tell enough")]
    let real = count as f64;
    real
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
pub fn normal_quantile(probability: f64) -> f64 {
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
        assert!((ratio.value().unwrap() - 0.8).abs() < 1e-12);
        assert!((ratio.standard_error() - (12.0_f64 / 2500.0).sqrt()).abs() < 1e-12);
        assert!((ratio.chance() - 2.0 / 3.0).abs() < 1e-12, "the third day misses 80 %");
    }

    #[test]
    fn a_handful_of_good_contacts_decides_nothing() {
        let mut ratio = Ratio::default();
        (0..6).for_each(|_| ratio.add(1, 1, 0.8));
        assert!(ratio.standard_error() < 1e-12);
        assert!(ratio.score(0.8, Kind::Contacts).unwrap() < 1.645);
        assert!(ratio.interval(1.96, Kind::Contacts).0 < 0.9);
    }

    #[test]
    fn quantiles_agree_with_the_tables() {
        for (probability, z) in [(0.5, 0.0), (0.95, 1.644_854), (0.975, 1.959_964), (0.999, 3.090_232)] {
            assert!((normal_quantile(probability) - z).abs() < 1e-6);
        }
    }
}
