//! The horizon on the calendar: public holidays, changes of clock, and opening hours day by day.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Weekday};
use chrono_tz::Tz;

use crate::model::{ClockChange, Horizon, Minute};

/// The Swedish name of the public holiday on `date`, or of the eve that agreements treat as one.
///
/// Sundays are no holidays here: what happens on them is up to the weekday's opening hours.
///
/// # Source
///
/// Lagen (1989:253) om allmänna helgdagar; midsommarafton, julafton and nyårsafton are equated with them by AB 25 § 13.
pub(super) fn holiday(date: NaiveDate) -> Option<&'static str> {
    let name = match (date.month(), date.day()) {
        (1, 1) => "nyårsdagen",
        (1, 6) => "trettondedag jul",
        (5, 1) => "första maj",
        (6, 6) => "Sveriges nationaldag",
        (12, 24) => "julafton",
        (12, 25) => "juldagen",
        (12, 26) => "annandag jul",
        (12, 31) => "nyårsafton",
        (6, 19..=25) if date.weekday() == Weekday::Fri => "midsommarafton",
        (6, 20..=26) if date.weekday() == Weekday::Sat => "midsommardagen",
        (10, 31) | (11, 1..=6) if date.weekday() == Weekday::Sat => "alla helgons dag",
        _ => return moving_holiday(date),
    };
    Some(name)
}

/// The holiday that moves with Easter.
fn moving_holiday(date: NaiveDate) -> Option<&'static str> {
    let easter = computus::gregorian(date.year()).ok()?;
    let easter = NaiveDate::from_ymd_opt(easter.year, easter.month, easter.day)?;
    match (date - easter).num_days() {
        -2 => Some("långfredagen"),
        -1 => Some("påskafton"),
        0 => Some("påskdagen"),
        1 => Some("annandag påsk"),
        39 => Some("Kristi himmelsfärdsdag"),
        48 => Some("pingstafton"),
        49 => Some("pingstdagen"),
        _ => None,
    }
}

/// A horizon and the time zone its clock follows.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    /// The horizon.
    pub(super) horizon: Horizon,
    zone: Tz,
}

impl Calendar {
    /// A horizon of `n_days` days from `start`, with holidays and changes of clock, and closed as yet.
    pub(super) fn new(start: NaiveDate, n_days: usize, zone: Tz) -> Self {
        let mut horizon = Horizon::new(start, n_days, 30, 15);
        let mut elapsed = Minute(0);
        for day in &mut horizon.days {
            day.start = elapsed;
            day.minutes = minutes_between(zone, midnight(day.date), midnight(day.date + Duration::days(1)));
            day.clock_change = clock_change(zone, day.date, day.minutes);
            day.holiday = holiday(day.date).map(str::to_owned);
            elapsed = elapsed + day.minutes;
        }
        Self { horizon, zone }
    }

    /// The elapsed minute when the clock on `date` shows `minute`, on any date.
    pub(super) fn minute(&self, date: NaiveDate, minute: i32) -> Minute {
        if let Some(day) = self.horizon.day_on(date) {
            return self.horizon.minute_at(day, minute);
        }
        let to = midnight(date) + Duration::minutes(i64::from(minute));
        Minute(minutes_between(self.zone, midnight(self.first_date()), to))
    }

    /// The time zone.
    pub(super) fn zone(&self) -> Tz {
        self.zone
    }

    /// First day.
    pub(super) fn first_date(&self) -> NaiveDate {
        self.horizon.days[0].date
    }

    /// Last day.
    pub(super) fn last_date(&self) -> NaiveDate {
        self.horizon.days[self.horizon.n_days() - 1].date
    }
}

fn midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN)
}

/// Elapsed time between two local times `[min]`.
fn minutes_between(zone: Tz, from: NaiveDateTime, to: NaiveDateTime) -> i32 {
    let offset = |local: NaiveDateTime| {
        // A time that the clock skips takes the offset of an hour before; of two, the earlier is meant.
        let known = zone.offset_from_local_datetime(&local).earliest();
        let offset = known.or_else(|| zone.offset_from_local_datetime(&(local - Duration::hours(1))).earliest());
        offset.map_or(0, |offset| i64::from(offset.fix().local_minus_utc()) / 60)
    };
    let minutes = (to - from).num_minutes() - (offset(to) - offset(from));
    i32::try_from(minutes).unwrap_or(if minutes < 0 { i32::MIN / 2 } else { i32::MAX / 2 })
}

/// When in the day, and how far, the clock jumps.
fn clock_change(zone: Tz, date: NaiveDate, minutes: i32) -> Option<ClockChange> {
    let start = zone.from_local_datetime(&midnight(date)).earliest()?;
    let offset = |elapsed: i32| {
        let instant = start + Duration::minutes(i64::from(elapsed));
        instant.offset().fix().local_minus_utc() / 60
    };
    let at = (1..=minutes).find(|&elapsed| offset(elapsed) != offset(elapsed - 1))?;
    (at < minutes).then(|| ClockChange { at, by: offset(at) - offset(at - 1) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DayIdx;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Easter and what moves with it, from DOMAIN.md's table of published calendars.
    #[test]
    fn holidays_of_four_years() {
        for (day, name) in [
            ("2025-04-20", "påskdagen"),
            ("2025-05-29", "Kristi himmelsfärdsdag"),
            ("2025-06-21", "midsommardagen"),
            ("2025-11-01", "alla helgons dag"),
            ("2026-04-03", "långfredagen"),
            ("2026-05-14", "Kristi himmelsfärdsdag"),
            ("2026-06-19", "midsommarafton"),
            ("2026-10-31", "alla helgons dag"),
            ("2027-03-29", "annandag påsk"),
            ("2027-05-16", "pingstdagen"),
            ("2027-06-26", "midsommardagen"),
            ("2028-04-16", "påskdagen"),
            ("2028-11-04", "alla helgons dag"),
        ] {
            assert_eq!(holiday(date(day)), Some(name), "{day}");
        }
        assert_eq!(holiday(date("2026-05-25")), None, "annandag pingst is no holiday since 2005");
    }

    #[test]
    fn working_days_of_a_year_agree_with_published_counts() {
        for (year, expected) in [(2025, 249), (2026, 251), (2027, 253), (2028, 251), (2030, 250)] {
            let days = NaiveDate::from_yo_opt(year, 1).unwrap().iter_days().take_while(|day| day.year() == year);
            let working = days.filter(|day| day.weekday().num_days_from_monday() < 5 && holiday(*day).is_none());
            assert_eq!(working.count(), expected, "{year}");
        }
    }

    #[test]
    fn days_with_a_change_of_clock() {
        let spring = Calendar::new(date("2026-03-28"), 3, Tz::Europe__Stockholm);
        let day = &spring.horizon.days[1];
        assert_eq!((day.start, day.minutes), (Minute(1440), 1380));
        assert_eq!(day.clock_change, Some(ClockChange { at: 120, by: 60 }));
        let autumn = Calendar::new(date("2026-10-24"), 3, Tz::Europe__Stockholm);
        let day = &autumn.horizon.days[1];
        assert_eq!(day.minutes, 1500);
        assert_eq!(day.clock_change, Some(ClockChange { at: 180, by: -60 }));
        assert_eq!(autumn.horizon.minute_at(DayIdx(2), 480), Minute(1440 + 1500 + 480));
    }

    /// The rest over a change of clock is counted in elapsed time: 10 hours in March, 11 in October, 62 over a weekend.
    #[test]
    fn times_outside_the_horizon_are_elapsed_time_too() {
        let monday = Calendar::new(date("2026-03-30"), 5, Tz::Europe__Stockholm);
        let friday_evening = monday.minute(date("2026-03-27"), 17 * 60);
        assert_eq!(monday.minute(date("2026-03-30"), 8 * 60) - friday_evening, 62 * 60);
        let sunday = Calendar::new(date("2026-10-25"), 1, Tz::Europe__Stockholm);
        assert_eq!(sunday.minute(date("2026-10-25"), 450) - sunday.minute(date("2026-10-24"), 1290), 11 * 60);
    }
}
