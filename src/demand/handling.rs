//! How long contacts take: tails and left-over means of a handle-time law.

use crate::model::HandleTimeLaw;

use super::special::{gamma_tail, normal_tail};

/// The random handle time H of a contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handling {
    /// How it spreads.
    pub law: HandleTimeLaw,
    /// Its mean, above 0; any unit of time.
    pub mean: f64,
}

impl Handling {
    /// P(H > t).
    pub fn tail(self, t: f64) -> f64 {
        self.moment_above(0, t)
    }

    /// What is expected beyond t: the mean of (H - t)+, integral from t of P(H > s) ds.
    ///
    /// ```
    /// use bemanna::{demand::handling::Handling, model::HandleTimeLaw};
    /// let always_five = Handling { law: HandleTimeLaw::Constant, mean: 5.0 };
    /// assert_eq!(always_five.excess(2.0), 3.0);
    /// ```
    pub fn excess(self, t: f64) -> f64 {
        (self.moment_above(1, t) - t * self.tail(t)).max(0.0)
    }

    /// The integral from t of [`excess`](Self::excess): half the mean of (H - t)+ squared.
    pub fn excess_integral(self, t: f64) -> f64 {
        let square = self.moment_above(2, t) - 2.0 * t * self.moment_above(1, t) + t * t * self.tail(t);
        (square / 2.0).max(0.0)
    }

    /// Whether work already done never lengthens what is expected to remain: a contact of
    /// any age has no more left than a new one in expectation ("new better than used in expectation").
    ///
    /// Exponential and constant times are such, and gamma ones as long as they vary no more than exponential ones
    /// (their hazard then never falls). Log-normal times are not.
    pub fn is_no_longer_when_used(self) -> bool {
        match self.law {
            HandleTimeLaw::Exponential | HandleTimeLaw::Constant => true,
            HandleTimeLaw::Gamma { variation } => variation <= 1.0,
            HandleTimeLaw::LogNormal { variation } => variation <= 0.0,
            HandleTimeLaw::Empirical { most_left, .. } => most_left <= 1.0,
        }
    }

    /// The mean of H to a power of 0, 1 or 2 where H > t, and of 0 elsewhere.
    fn moment_above(self, power: i32, t: f64) -> f64 {
        let m = self.mean;
        let t = t.max(0.0);
        match self.law {
            HandleTimeLaw::Exponential => {
                let x = t / m;
                let polynomial = match power {
                    0 => 1.0,
                    1 => m * (1.0 + x),
                    _ => m * m * (2.0 + 2.0 * x + x * x),
                };
                polynomial * (-x).exp()
            }
            HandleTimeLaw::LogNormal { variation } if variation > 0.0 => {
                let sigma = variation.mul_add(variation, 1.0).ln().sqrt();
                let k = f64::from(power);
                let all = m.powi(power) * (0.5 * k * (k - 1.0) * sigma * sigma).exp();
                if t <= 0.0 {
                    return all;
                }
                let location = m.ln() - 0.5 * sigma * sigma;
                all * normal_tail((t.ln() - location - k * sigma * sigma) / sigma)
            }
            // An observed law is taken for the gamma law of its spread; only guides ask, bounds take `most_left`.
            HandleTimeLaw::Gamma { variation } | HandleTimeLaw::Empirical { variation, .. } if variation > 0.0 => {
                let shape = 1.0 / (variation * variation);
                let scale = m / shape;
                let all = match power {
                    0 => 1.0,
                    1 => m,
                    _ => m * (m + scale),
                };
                all * gamma_tail(shape + f64::from(power), t / scale)
            }
            HandleTimeLaw::Constant
            | HandleTimeLaw::LogNormal { .. }
            | HandleTimeLaw::Gamma { .. }
            | HandleTimeLaw::Empirical { .. } => {
                if m > t {
                    m.powi(power)
                } else {
                    0.0
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAWS: [HandleTimeLaw; 7] = [
        HandleTimeLaw::Exponential,
        HandleTimeLaw::Constant,
        HandleTimeLaw::LogNormal { variation: 0.5 },
        HandleTimeLaw::LogNormal { variation: 1.5 },
        HandleTimeLaw::Gamma { variation: 0.5 },
        HandleTimeLaw::Gamma { variation: 1.0 },
        HandleTimeLaw::Gamma { variation: 2.0 },
    ];

    #[test]
    fn the_whole_of_each_law_has_its_mean_and_spread() {
        for law in LAWS {
            let handling = Handling { law, mean: 5.0 };
            let variation: f64 = match law {
                HandleTimeLaw::Exponential => 1.0,
                HandleTimeLaw::Constant => 0.0,
                HandleTimeLaw::LogNormal { variation }
                | HandleTimeLaw::Gamma { variation }
                | HandleTimeLaw::Empirical { variation, .. } => variation,
            };
            assert!((handling.excess(0.0) - 5.0).abs() < 1e-12, "{law:?}");
            let half_square = 12.5 * (1.0 + variation * variation);
            assert!((handling.excess_integral(0.0) - half_square).abs() < 1e-10, "{law:?}");
        }
    }

    #[test]
    fn each_function_is_the_integral_of_the_one_before() {
        for law in LAWS {
            let handling = Handling { law, mean: 5.0 };
            for (from, to) in [(0.1, 0.9), (2.0, 3.0), (6.0, 20.0)] {
                let mean_of = |f: &dyn Fn(f64) -> f64| {
                    (0..4000).map(|i| f(from + (to - from) * (f64::from(i) + 0.5) / 4000.0)).sum::<f64>() / 4000.0
                };
                let tail = handling.excess(from) - handling.excess(to);
                assert!((mean_of(&|t| handling.tail(t)) * (to - from) - tail).abs() < 1e-5, "{law:?} {from}");
                let excess = handling.excess_integral(from) - handling.excess_integral(to);
                assert!((mean_of(&|t| handling.excess(t)) * (to - from) - excess).abs() < 1e-5, "{law:?} {from}");
            }
        }
    }

    #[test]
    fn gamma_with_the_spread_of_the_exponential_is_the_exponential() {
        for t in [0.0, 0.3, 4.0, 50.0] {
            let gamma = Handling { law: HandleTimeLaw::Gamma { variation: 1.0 }, mean: 5.0 };
            let exponential = Handling { law: HandleTimeLaw::Exponential, mean: 5.0 };
            assert!((gamma.tail(t) - exponential.tail(t)).abs() < 1e-13);
            assert!((gamma.excess(t) - exponential.excess(t)).abs() < 1e-12);
        }
    }
}
