//! Values and ranges as people write them on the command line: 13..15, 240s..4m, 65%..75%.

/// "a" or "a..b", each end read by `value`, the lower one first.
pub(super) fn range(text: &str, value: impl Fn(&str) -> Option<f64>) -> Option<(f64, f64)> {
    let (low, high) = text.split_once("..").unwrap_or((text, text));
    let (low, high) = (value(low.trim())?, value(high.trim())?);
    (low <= high).then_some((low, high))
}

/// A number above 0; a decimal comma will do.
pub(super) fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite() && *value > 0.0)
}

/// Seconds above 0: "240", "240s", "4m", "1h" or "3:30".
pub(super) fn seconds(text: &str) -> Option<f64> {
    if let Some((minutes, seconds)) = text.split_once(':') {
        let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
        return (seconds < 60).then(|| f64::from(60 * minutes + seconds)).filter(|seconds| *seconds > 0.0);
    }
    let (text, factor) = match text.strip_suffix(['s', 'm', 'h']) {
        Some(number) if text.ends_with('m') => (number, 60.0),
        Some(number) if text.ends_with('h') => (number, 3600.0),
        Some(number) => (number, 1.0),
        None => (text, 1.0),
    };
    number(text.trim()).map(|value| value * factor)
}

/// A share above 0 and at most 1: "0.68" or "68%".
pub(super) fn share(text: &str) -> Option<f64> {
    let share = match text.strip_suffix('%') {
        Some(percent) => number(percent.trim())? / 100.0,
        None => number(text)?,
    };
    (share <= 1.0).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_with_their_units() {
        assert_eq!(range("13..15", number), Some((13.0, 15.0)));
        assert_eq!(range("240s..4m", seconds), Some((240.0, 240.0)));
        assert_eq!(range("65%..0,75", share), Some((0.65, 0.75)));
        assert_eq!(range("3:30", seconds), Some((210.0, 210.0)));
        assert_eq!(range("15..13", number), None);
        assert_eq!(range("0", number), None);
        assert_eq!(range("120%", share), None);
    }
}
