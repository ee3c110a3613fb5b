//! The incomplete gamma function and the normal tail, which the handle-time laws need.

/// Relative accuracy at which a series or continued fraction ends.
const ACCURACY: f64 = 1e-16;
/// Terms after which it ends in any case; far more than any law here needs.
const MOST_TERMS: u32 = 100_000;

/// Coefficients of the Lanczos approximation with g = 7.
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as published")]
const LANCZOS: [f64; 9] = [
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7,
];

/// The logarithm of the gamma function for `x` > 0.
///
/// # Source
///
/// Lanczos (1964), A precision approximation of the gamma function.
pub(super) fn ln_gamma(x: f64) -> f64 {
    let mut sum = LANCZOS[0];
    let mut place = x;
    for coefficient in &LANCZOS[1..] {
        sum += coefficient / place;
        place += 1.0;
    }
    let base = x + 6.5;
    (x - 0.5) * base.ln() - base + (std::f64::consts::TAU.sqrt() * sum).ln()
}

/// The regularised upper incomplete gamma function Q(shape, x): P(X > x) for X gamma of this shape and scale 1.
///
/// # Source
///
/// Abramowitz and Stegun (1964), 6.5.29 (series, below shape + 1) and 6.5.31 (continued fraction, above).
pub(super) fn gamma_tail(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = (shape * x.ln() - x - ln_gamma(shape)).exp();
    if x < shape + 1.0 {
        let (mut term, mut sum, mut place) = (1.0 / shape, 1.0 / shape, shape);
        for _ in 0..MOST_TERMS {
            place += 1.0;
            term *= x / place;
            sum += term;
            if term < ACCURACY * sum {
                break;
            }
        }
        return (1.0 - front * sum).clamp(0.0, 1.0);
    }
    (front * continued_fraction(shape, x)).clamp(0.0, 1.0)
}

/// The continued fraction of the upper incomplete gamma function, evaluated from the front as Lentz does.
fn continued_fraction(shape: f64, x: f64) -> f64 {
    let tiny = 1e-300;
    let mut denominator = x + 1.0 - shape;
    let (mut upper, mut lower) = (1.0 / tiny, 1.0 / denominator);
    let mut value = lower;
    for i in (1..MOST_TERMS).map(f64::from) {
        let numerator = -i * (i - shape);
        denominator += 2.0;
        lower = 1.0 / nonzero(numerator * lower + denominator, tiny);
        upper = nonzero(denominator + numerator / upper, tiny);
        value *= lower * upper;
        if (lower * upper - 1.0).abs() < 10.0 * ACCURACY {
            break;
        }
    }
    value
}

/// `value`, or `tiny` in its place where it is 0.
fn nonzero(value: f64, tiny: f64) -> f64 {
    if value.abs() < tiny { tiny } else { value }
}

/// P(Z > z) for a standard normal Z.
pub(super) fn normal_tail(z: f64) -> f64 {
    let half = 0.5 * gamma_tail(0.5, 0.5 * z * z);
    if z >= 0.0 { half } else { 1.0 - half }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_from_tables() {
        for (value, expected) in [
            (ln_gamma(5.0), 24.0_f64.ln()),
            (ln_gamma(0.5), std::f64::consts::PI.sqrt().ln()),
            (gamma_tail(1.0, 2.0), (-2.0_f64).exp()),
            (gamma_tail(3.0, 1.0), 2.5 * (-1.0_f64).exp()),
            (gamma_tail(3.0, 9.0), (1.0 + 9.0 + 40.5) * (-9.0_f64).exp()),
            (gamma_tail(100.0, 100.0), 0.486_701_201_720_851_35),
            (normal_tail(0.0), 0.5),
            (normal_tail(1.959_963_984_540_054), 0.025),
            (normal_tail(-1.281_551_565_544_6), 0.9),
            (normal_tail(5.0), 2.866_515_718_791_94e-7),
        ] {
            assert!((value - expected).abs() < 1e-12 * expected.abs().max(1e-3), "{value}, not {expected}");
        }
    }
}
