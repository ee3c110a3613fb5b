//! Dates, clock times and stretches of time as people write them by hand in a roster.

use chrono::{Datelike, Days, NaiveDate};

use super::values;
use crate::model::Horizon;

/// A clock time: 8, 8.00, 08:00, 0800, 8:00, or the fraction of a day that a workbook keeps `[min since midnight]`.
pub(super) fn clock(text: &str) -> Option<i32> {
    let text = text.trim().trim_start_matches("kl").trim_start_matches('.').trim();
    if let Some(minute) = values::clock(&text.replace('.', ":")) {
        return Some(minute);
    }
    let is_fraction = text.len() > 4 && (text.starts_with("0.") || text.starts_with("0,"));
    if is_fraction && let Some(share) = values::number(text) {
        return of_day(share);
    }
    let digits: i32 = if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok()? } else { return None };
    let minute = match text.len() {
        1 | 2 => digits * 60,
        3 | 4 if digits % 100 < 60 => digits / 100 * 60 + digits % 100,
        _ => return None,
    };
    (minute <= 1440).then_some(minute)
}

/// A share of a day in whole minutes; `None` where it is none `[min]`.
pub(super) fn of_day(share: f64) -> Option<i32> {
    let minutes = share * 1440.0;
    #[expect(clippy::cast_possible_truncation, reason = "a day has few minutes")]
    ((minutes - minutes.round()).abs() < 0.01).then(|| minutes.round() as i32)
}

/// Two clock times with a dash between, or a time and an end where there is one: "8-17", "08:00–16:30"
/// `[min since midnight]`. An end at or before its start is on the next day.
pub(super) fn span(text: &str) -> Option<(i32, i32)> {
    let (start, end) = text.split_once(['-', '–', '—', '−'])?;
    let (start, end) = (clock(start)?, clock(end)?);
    (start < 1440).then_some((start, if end <= start { end + 1440 } else { end }))
}

/// A date: 2026-11-23, 20261123, 23/11, 23/11 2026, "mån 23/11", "måndag 23 november", the number that a workbook
/// keeps, or, in a plan of at most a week, a weekday. A year left out is that of the plan; a weekday must be the date's.
pub(super) fn date(text: &str, horizon: &Horizon) -> Option<NaiveDate> {
    let text = text.trim().trim_end_matches(" 00:00");
    if let Some(date) = values::date(text).or_else(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok()) {
        return Some(date);
    }
    if let Some(serial) = text.parse::<u64>().ok().filter(|serial| (30_000..80_000).contains(serial)) {
        return NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial));
    }
    let mut words: Vec<&str> = text.split([' ', ',', '\n']).filter(|word| !word.is_empty()).collect();
    let weekday = words.first().and_then(|word| values::weekday(word.trim_end_matches('.')));
    if weekday.is_some() {
        words.remove(0);
    }
    let is_weekday = |date: &NaiveDate| weekday.is_none_or(|weekday| date.weekday() == weekday);
    let of_horizon = || horizon.days.iter().map(|day| day.date);
    if words.is_empty() && weekday.is_some() && horizon.days.len() <= 7 {
        return of_horizon().find(is_weekday);
    }
    if let [written] = words.as_slice()
        && let Some(date) = values::date(written)
    {
        return Some(date).filter(is_weekday);
    }
    let joined = words.join("/").replace(['.', '-'], "/");
    let parts: Vec<&str> = joined.split('/').filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (day, month, None),
        [day, month, year] => (day, month, Some(year.parse::<i32>().ok()?)),
        _ => return None,
    };
    let (day, month): (u32, u32) = (day.parse().ok()?, month.parse().ok().or_else(|| month_named(month))?);
    let on = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    match year {
        Some(year) => on(if year < 100 { year + 2000 } else { year }),
        // The plan may run over the turn of the year.
        None => of_horizon()
            .find(|date| (date.day(), date.month()) == (day, month))
            .or_else(|| on(horizon.days[0].date.year())),
    }
    .filter(is_weekday)
}

/// A month by its name or its first three letters, in Swedish or English.
fn month_named(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let names = ["jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec"];
    let number = names.iter().position(|name| text.starts_with(name) && text.chars().count() >= 3)?;
    u32::try_from(number + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_time_is_read_however_it_is_written() {
        for written in
            ["8", "08", "8.00", "08:00", "0800", "800", "8:00", "kl 8", "kl. 08.00", "0.333333333333333", "0,3333333"]
        {
            assert_eq!(clock(written), Some(480), "{written}");
        }
        assert_eq!(clock("24:00"), Some(1440));
        assert_eq!(clock("16.30"), Some(990));
        for wrong in ["", "25", "8.5", "8.60", "0860", "åtta", "8-9", "0.3331", "12345"] {
            assert_eq!(clock(wrong), None, "{wrong}");
        }
        assert_eq!(span("8-17"), Some((480, 1020)));
        assert_eq!(span("22.00 – 06.00"), Some((1320, 1800)));
        assert_eq!(span("8"), None);
    }

    #[test]
    fn a_date_is_read_however_it_is_written() {
        let monday: NaiveDate = "2026-11-23".parse().unwrap();
        let horizon = Horizon::new(monday, 7, 30, 15);
        let written = [
            "2026-11-23",
            "20261123",
            "23/11",
            "23/11 2026",
            "23.11.2026",
            "mån 23/11",
            "Mon 23/11",
            "måndag 23 november",
            "23 nov",
            "46349",
            "måndag",
            "mån 2026-11-23",
            "2026-11-23 00:00",
            "23/11-26",
        ];
        for written in written {
            assert_eq!(date(written, &horizon), Some(monday), "{written}");
        }
        for wrong in ["tis 23/11", "31/11", "23", "november", "", "snart"] {
            assert_eq!(date(wrong, &horizon), None, "{wrong}");
        }
        let turn = Horizon::new("2026-12-28".parse().unwrap(), 14, 30, 15);
        assert_eq!(date("4/1", &turn), "2027-01-04".parse().ok());
        assert_eq!(date("mån", &turn), None, "there are two Mondays");
    }
}
