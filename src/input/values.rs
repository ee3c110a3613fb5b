//! Single values as people write them: clock times, lengths of time, dates, weekdays, numbers, yes and no.

use chrono::{NaiveDate, Weekday};

/// A clock time or a length of time, "8:00" or "08:00:00" `[min]`.
fn hours_and_minutes(text: &str) -> Option<i32> {
    let mut parts = text.trim().split(':');
    let hours = digits(parts.next()?, 3)?;
    let minutes = parts.next().filter(|m| m.len() == 2).and_then(|m| digits(m, 2)).filter(|&m| m < 60)?;
    let seconds_are_zero = parts.next().is_none_or(|s| s == "00") && parts.next().is_none();
    seconds_are_zero.then_some(hours * 60 + minutes)
}

fn digits(text: &str, most: usize) -> Option<i32> {
    let is_number = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A clock time from 0:00 to 24:00 `[min since midnight]`.
pub(super) fn clock(text: &str) -> Option<i32> {
    hours_and_minutes(text).filter(|&minute| minute <= 1440)
}

/// A length of time in hours and minutes `[min]`.
pub(super) fn duration(text: &str) -> Option<i32> {
    hours_and_minutes(text)
}

/// Two clock times, "08:00-17:00"; an end at or before its start is on the next day `[min since midnight]`.
pub(super) fn clock_span(text: &str) -> Option<(i32, i32)> {
    let (start, end) = text.split_once(['-', '\u{2013}'])?;
    let (start, end) = (clock(start)?, clock(end)?);
    (start < 1440).then_some((start, if end <= start { end + 1440 } else { end }))
}

/// A date, "2026-11-23".
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

/// A date and a clock time, "2026-11-23 08:00" `[min since that day's midnight]`.
pub(super) fn date_time(text: &str) -> Option<(NaiveDate, i32)> {
    let (day, time) = text.trim().split_once([' ', 'T'])?;
    Some((date(day)?, clock(time)?))
}

/// A weekday and a clock time, "mon 08:00" `[min since midnight]`.
pub(super) fn weekday_time(text: &str) -> Option<(Weekday, i32)> {
    let (day, time) = text.trim().split_once(' ')?;
    Some((weekday(day)?, clock(time)?))
}

/// A public holiday and a clock time, "holiday 08:00" or "helgdag 08:00" `[min since midnight]`.
pub(super) fn holiday_time(text: &str) -> Option<i32> {
    let (day, time) = text.trim().split_once(' ')?;
    let is_holiday = matches!(day.to_lowercase().as_str(), "holiday" | "helgdag" | "röd");
    is_holiday.then(|| clock(time)).flatten()
}

/// A weekday in English or Swedish, whole or by its first letters.
pub(super) fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim().to_lowercase().as_str() {
        "mon" | "monday" | "mån" | "man" | "måndag" => Weekday::Mon,
        "tue" | "tuesday" | "tis" | "tisdag" => Weekday::Tue,
        "wed" | "wednesday" | "ons" | "onsdag" => Weekday::Wed,
        "thu" | "thursday" | "tor" | "tors" | "torsdag" => Weekday::Thu,
        "fri" | "friday" | "fre" | "fredag" => Weekday::Fri,
        "sat" | "saturday" | "lör" | "lor" | "lördag" => Weekday::Sat,
        "sun" | "sunday" | "sön" | "son" | "söndag" => Weekday::Sun,
        _ => return None,
    })
}

/// A number with decimal point or comma; spaces between thousands are skipped.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let plain = plain.replace(',', ".").replace('\u{2212}', "-");
    let is_plain = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    is_plain.then(|| plain.parse::<f64>().ok()).flatten().filter(|number| number.is_finite())
}

/// A whole number, also written "3,0".
pub(super) fn whole(text: &str) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "whole and within range")]
    number(text).filter(|n| n.fract() == 0.0 && n.abs() < 1e9).map(|n| n as i32)
}

/// Hours, "38:15" or "38,25", to the nearest minute `[min]`.
pub(super) fn hours(text: &str) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "a week has few minutes")]
    let from_number = |hours: f64| (0.0..=1000.0).contains(&hours).then(|| (hours * 60.0).round() as i32);
    duration(text).or_else(|| number(text).and_then(from_number))
}

/// Hours over or under, "+2:30", "-1,5" or "2:30", to the nearest minute `[min]`.
pub(super) fn balance(text: &str) -> Option<i32> {
    let text = text.trim();
    match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(under) => hours(under.trim_start()).map(|minutes| -minutes),
        None => hours(text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Yes or no, in Swedish or English.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "ja" | "true" | "sant" | "1" => Some(true),
        "no" | "nej" | "false" | "falskt" | "0" => Some(false),
        _ => None,
    }
}

/// A deadline: "2 days", "4 hours" or "30 minutes", also in Swedish `[s]`.
pub(super) fn deadline(text: &str) -> Option<f64> {
    let (count, unit) = text.trim().split_once(' ')?;
    let count = number(count).filter(|&n| n > 0.0)?;
    let seconds = match unit.trim().to_lowercase().as_str() {
        "day" | "days" | "dag" | "dagar" | "dygn" => 86_400.0,
        "hour" | "hours" | "timme" | "timmar" | "h" => 3600.0,
        "minute" | "minutes" | "minut" | "minuter" | "min" => 60.0,
        _ => return None,
    };
    Some(count * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times() {
        assert_eq!(clock("08:00"), Some(480));
        assert_eq!(clock("8:05"), Some(485));
        assert_eq!(clock("08:00:00"), Some(480));
        assert_eq!(clock("24:00"), Some(1440));
        for wrong in ["24:15", "8", "08:60", "8:5", "", "-1:00", "08:00:30", "8.00"] {
            assert_eq!(clock(wrong), None, "{wrong}");
        }
        assert_eq!(clock_span("22:00-06:00"), Some((1320, 1800)));
        assert_eq!(clock_span("00:00-24:00"), Some((0, 1440)));
        assert_eq!(clock_span("08:00\u{2013}17:00"), Some((480, 1020)));
        assert_eq!(clock_span("24:00-08:00"), None);
    }

    #[test]
    fn dates_and_weekdays() {
        assert_eq!(date("2026-11-23").unwrap().to_string(), "2026-11-23");
        assert_eq!(date("2026-02-30"), None);
        assert_eq!(date("23/11/2026"), None);
        assert_eq!(date_time("2026-11-23T08:30").unwrap().1, 510);
        assert_eq!(weekday_time("mån 08:00"), Some((Weekday::Mon, 480)));
        assert_eq!(weekday("Lördag"), Some(Weekday::Sat));
        assert_eq!(weekday("mo"), None);
    }

    #[test]
    fn numbers_as_swedish_excel_writes_them() {
        assert_eq!(number("3,75"), Some(3.75));
        assert_eq!(number("1\u{a0}234,5"), Some(1234.5));
        assert_eq!(number("\u{2212}2"), Some(-2.0));
        assert_eq!(number("1.234,5"), None, "thousands by full stop cannot be told from decimals");
        assert_eq!(number("inf"), None);
        assert_eq!(whole("3,0"), Some(3));
        assert_eq!(whole("3,5"), None);
        assert_eq!(hours("38:15"), Some(2295));
        assert_eq!(hours("38,25"), Some(2295));
        assert_eq!(
            ["+2:30", "2:30", "-1,5", "\u{2212}0:45"].map(balance),
            [Some(150), Some(150), Some(-90), Some(-45)]
        );
        assert_eq!([balance("--1"), balance("+"), balance("x")], [None; 3]);
        assert_eq!(deadline("2 days"), Some(172_800.0));
        assert_eq!(deadline("0 days"), None);
    }
}
