//! An oracle for supplements: holidays by another algorithm, and every minute of a day judged by itself.

use bemanna::model::Category;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};

/// Easter Sunday by Gauss's algorithm (valid for 1900 to 2099), which has nothing in common with the product's.
fn easter(year: i32) -> NaiveDate {
    let golden = year % 19;
    let moon = (19 * golden + 24) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
    let mut days = 22 + moon + sunday;
    if (moon == 29 && sunday == 6) || (moon == 28 && sunday == 6 && golden > 10) {
        days -= 7;
    }
    date(year, 3, 1) + Days::new(u64::try_from(days - 1).expect("after 21 March"))
}

pub(super) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// The first Saturday on or after a date.
fn saturday_from(mut day: NaiveDate) -> NaiveDate {
    while day.weekday() != Weekday::Sat {
        day = day + Days::new(1);
    }
    day
}

/// First evening and last morning of each major holiday of a year: A runs from 18:00 on the first date to 07:00 on the
/// second.
fn major(year: i32) -> [(NaiveDate, NaiveDate); 4] {
    let midsummer = saturday_from(date(year, 6, 20));
    // From a date on, the first day that is neither Saturday nor Sunday.
    let weekday_from = |mut day: NaiveDate| {
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day + Days::new(1);
        }
        day
    };
    [
        (easter(year) - Days::new(3), easter(year) + Days::new(2)),
        (midsummer - Days::new(2), weekday_from(midsummer + Days::new(1))),
        (date(year, 12, 23), weekday_from(date(year, 12, 27))),
        (date(year, 12, 30), weekday_from(date(year + 1, 1, 2))),
    ]
}

/// The holidays of a year before which B begins at 16:00.
fn others(year: i32) -> [NaiveDate; 5] {
    [
        date(year, 1, 6),
        date(year, 5, 1),
        easter(year) + Days::new(39),
        date(year, 6, 6),
        saturday_from(date(year, 10, 31)),
    ]
}

/// The category of the minute that begins at a local time, straight from the table of the agreement.
pub(super) fn category(at: NaiveDateTime) -> Option<Category> {
    let (day, minute) = (at.date(), at.hour() * 60 + at.minute());
    let from = |day: NaiveDate, hour: u32| day.and_hms_opt(hour, 0, 0).expect("an hour");
    let is_between = |first: NaiveDateTime, last: NaiveDateTime| first <= at && at < last;
    let years = [day.year() - 1, day.year()];
    if years.into_iter().flat_map(major).any(|(first, last)| is_between(from(first, 18), from(last, 7))) {
        return Some(Category::A);
    }
    let years = [day.year() - 1, day.year(), day.year() + 1];
    let is_other = |day: NaiveDate| is_between(from(day - Days::new(1), 16), from(day + Days::new(1), 7));
    let friday = if day < date(2025, 4, 1) { 19 } else { 17 };
    let is_weekend = match day.weekday() {
        Weekday::Fri => minute >= friday * 60,
        Weekday::Sat | Weekday::Sun => true,
        Weekday::Mon => minute < 7 * 60,
        _ => false,
    };
    if is_weekend || years.into_iter().flat_map(others).any(is_other) {
        return Some(Category::B);
    }
    let is_night = match day.weekday() {
        Weekday::Mon => minute >= 22 * 60,
        Weekday::Fri => minute < 6 * 60,
        _ => !(6 * 60..22 * 60).contains(&minute),
    };
    if is_night {
        return Some(Category::C);
    }
    (19 * 60..22 * 60).contains(&minute).then_some(Category::D)
}

/// Whether the minute is paid at the rate for nights.
pub(super) fn is_night(at: NaiveDateTime) -> bool {
    !(6..22).contains(&at.hour())
}

/// An hour's supplement `[öre]`, of DOMAIN's table; `None` before the first date it has.
pub(super) fn hourly(category: Category, at: NaiveDateTime) -> Option<i64> {
    let rates = if at.date() >= date(2026, 4, 1) {
        [(13_070, 15_690), (6_810, 7_830), (5_840, 5_840), (2_640, 2_640)]
    } else {
        [(12_690, 15_230), (6_610, 7_600), (5_670, 5_670), (2_560, 2_560)]
    };
    let index = Category::ALL.iter().position(|&known| known == category).expect("one of four");
    let (day, night) = rates[index];
    (date(2025, 4, 1)..date(2027, 4, 1)).contains(&at.date()).then_some(if is_night(at) { night } else { day })
}
