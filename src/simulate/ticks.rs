//! The simulation's integer clock: ticks of 1/256 second since the start of the window played.

/// Ticks in a second. Thirty-two bits then hold half a year, and rounding moves a time by 2 ms on average.
pub(super) const PER_SECOND: f64 = 256.0;

/// Ticks in a minute.
pub(super) const PER_MINUTE: u32 = 256 * 60;

/// Later than everything that happens.
pub(super) const NEVER: u32 = u32::MAX;

/// A duration `[s]` in ticks, to the nearest; at least one tick, and below [`NEVER`].
pub(super) fn from_seconds(seconds: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
    let ticks = (seconds * PER_SECOND).round() as u32;
    ticks.clamp(1, NEVER - 1)
}

/// A count of whole minutes in ticks; 0 for what lies before the window.
pub(super) fn from_minutes(minutes: i32) -> u32 {
    u32::try_from(minutes.max(0)).unwrap_or(0).saturating_mul(PER_MINUTE).min(NEVER - 1)
}

/// Ticks, or a sum of ticks, in seconds.
pub(super) fn to_seconds(ticks: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^53 ticks")]
    let ticks = ticks as f64;
    ticks / PER_SECOND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_minutes_agree() {
        assert_eq!(from_seconds(60.0), from_minutes(1));
        assert_eq!(from_seconds(0.0), 1);
        assert_eq!(from_minutes(-5), 0);
        assert!(from_seconds(1e12) < NEVER);
        assert!((to_seconds(u64::from(from_seconds(2.5))) - 2.5).abs() < f64::EPSILON);
    }
}
