//! Working days that are not as others: squeeze days, and the days that some municipalities shorten.

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use toml::Spanned;

use super::calendar::{Calendar, holiday};
use super::centre::is_on_grid;
use super::collect::Faults;
use super::document::Source;
use super::nearest::nearest;
use super::schema_calendar::CalendarTable;
use super::values;
use crate::model::{FaultKind, ShortDay};

/// A name in the files, the name a reader sees, and which dates it means.
type Named = (&'static str, &'static str, fn(NaiveDate) -> bool);

/// Days that are shortened here and there, by name; those that fall on a Saturday, Sunday or holiday are none.
const NAMED: [Named; 10] = [
    ("trettondagsafton", "trettondagsafton", |date| is_date(date, 1, 5)),
    ("skartorsdag", "skärtorsdagen", |date| is_before(date, "långfredagen")),
    ("valborg", "valborgsmässoafton", |date| is_date(date, 4, 30)),
    ("fore-kristi-himmelsfard", "dagen före Kristi himmelsfärdsdag", |date| {
        is_before(date, "Kristi himmelsfärdsdag")
    }),
    ("fore-nationaldagen", "dagen före nationaldagen", |date| is_date(date, 6, 5)),
    ("fore-midsommarafton", "dagen före midsommarafton", |date| is_before(date, "midsommarafton")),
    ("fore-alla-helgons", "dagen före alla helgons dag", |date| is_before(date, "alla helgons dag")),
    ("fore-julafton", "dagen före julafton", |date| is_date(date, 12, 23)),
    ("fore-nyarsafton", "dagen före nyårsafton", |date| is_date(date, 12, 30)),
    ("klamdag", "klämdag", is_squeeze),
];

fn is_date(date: NaiveDate, month: u32, day: u32) -> bool {
    (date.month(), date.day()) == (month, day)
}

fn is_before(date: NaiveDate, name: &str) -> bool {
    date.succ_opt().and_then(holiday) == Some(name)
}

/// Whether people work on such a day: Monday to Friday, and no public holiday or eve treated as one.
fn is_working(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && holiday(date).is_none()
}

/// Whether a working day lies between two days that are none.
pub(super) fn is_squeeze(date: NaiveDate) -> bool {
    is_working(date) && !is_working(date - Duration::days(1)) && !is_working(date + Duration::days(1))
}

/// Notes on the days of the horizon which are squeeze days, and which the centre counts as short.
pub(super) fn mark(table: &CalendarTable, calendar: &mut Calendar, source: Source<'_>, faults: &mut Faults) {
    for day in &mut calendar.horizon.days {
        day.is_squeeze = is_squeeze(day.date);
    }
    for short in &table.short_days {
        let short = short.get_ref();
        let until = values::clock(short.until.get_ref());
        let Some(until) = until.filter(|&until| is_on_grid(&calendar.horizon, until)) else {
            let value = short.until.get_ref().clone();
            source.fault(faults, &short.until, FaultKind::BadTime { value });
            continue;
        };
        for written in &short.days {
            mark_days(written, until, calendar, source, faults);
        }
    }
}

fn mark_days(written: &Spanned<String>, until: i32, calendar: &mut Calendar, source: Source<'_>, faults: &mut Faults) {
    let text = written.get_ref();
    let date = values::date(text);
    let named = NAMED.into_iter().find(|(id, ..)| id == text);
    if date.is_none() && named.is_none() {
        let known = || NAMED.iter().map(|(id, ..)| *id);
        let kind = FaultKind::UnknownShortDay {
            day: text.clone(),
            nearest: nearest(text, known()),
            known: known().map(str::to_owned).collect(),
        };
        source.fault(faults, written, kind);
        return;
    }
    for day in calendar.horizon.days.iter_mut().filter(|day| is_working(day.date)) {
        let name = match named {
            Some((_, name, is_so)) if is_so(day.date) => name.to_owned(),
            None if date == Some(day.date) => String::new(),
            _ => continue,
        };
        // Of two, the shorter day.
        if day.short.as_ref().is_none_or(|short| until < short.until) {
            day.short = Some(ShortDay { name, until });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
        NaiveDate::from_yo_opt(year, 1).unwrap().iter_days().take_while(move |day| day.year() == year)
    }

    fn squeeze_days(year: i32) -> Vec<(u32, u32)> {
        days_of(year).filter(|&day| is_squeeze(day)).map(|day| (day.day(), day.month())).collect()
    }

    /// Easter Sundays 2013 to 2030 as published, day and month.
    const EASTER: [(u32, u32); 18] = [
        (31, 3),
        (20, 4),
        (5, 4),
        (27, 3),
        (16, 4),
        (1, 4),
        (21, 4),
        (12, 4),
        (4, 4),
        (17, 4),
        (9, 4),
        (31, 3),
        (20, 4),
        (5, 4),
        (28, 3),
        (16, 4),
        (1, 4),
        (21, 4),
    ];

    /// A year as letters, one a day: `.` free, `w` work. Written from the law's list and the table of Easters, without
    /// asking for a single date what it is.
    fn letters(year: i32) -> Vec<u8> {
        let first = NaiveDate::from_yo_opt(year, 1).unwrap();
        let number = |day: u32, month: u32| {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            usize::try_from((date - first).num_days()).unwrap()
        };
        let is_leap = year % 4 == 0;
        let mut letters = vec![b'w'; if is_leap { 366 } else { 365 }];
        let saturday = usize::try_from(5 + 7 - first.weekday().num_days_from_monday()).unwrap() % 7;
        for at in (saturday..letters.len()).step_by(7) {
            letters[at] = b'.';
        }
        for at in ((saturday + 1) % 7..letters.len()).step_by(7) {
            letters[at] = b'.';
        }
        for (day, month) in [(1, 1), (6, 1), (1, 5), (6, 6), (24, 12), (25, 12), (26, 12), (31, 12)] {
            letters[number(day, month)] = b'.';
        }
        let (day, month) = EASTER[usize::try_from(year - 2013).unwrap()];
        let easter = number(day, month);
        for at in [easter - 2, easter + 1, easter + 39] {
            letters[at] = b'.';
        }
        // Of the seven days from 19 June the one before a Saturday.
        let eve = (number(19, 6)..=number(25, 6)).find(|at| at % 7 == (saturday + 6) % 7).unwrap();
        letters[eve] = b'.';
        letters
    }

    #[test]
    fn squeeze_days_of_2013_to_2030_agree_with_a_year_written_out() {
        let mut n_found = 0;
        for year in 2013..=2030 {
            let letters = letters(year);
            // New Year's Eve and New Year's Day stand on both sides of the year.
            let expected: Vec<(u32, u32)> = (1..letters.len() - 1)
                .filter(|&at| &letters[at - 1..=at + 1] == b".w.")
                .map(|at| NaiveDate::from_yo_opt(year, u32::try_from(at).unwrap() + 1).unwrap())
                .map(|date| (date.day(), date.month()))
                .collect();
            assert_eq!(squeeze_days(year), expected, "{year}");
            let working = letters.split(|&letter| letter == b'.').map(<[u8]>::len).sum::<usize>();
            assert_eq!(days_of(year).filter(|&day| is_working(day)).count(), working, "{year}");
            n_found += expected.len();
        }
        assert!(n_found > 40, "{n_found}");
    }

    /// DOMAIN.md, section 3.
    #[test]
    fn squeeze_days_as_published() {
        assert_eq!(squeeze_days(2025), [(2, 5), (30, 5)]);
        assert_eq!(squeeze_days(2026), [(2, 1), (5, 1), (15, 5)]);
        assert_eq!(squeeze_days(2027), [(7, 5)]);
        assert_eq!(squeeze_days(2028), [(7, 1), (26, 5), (5, 6)]);
        assert_eq!(squeeze_days(2030), [(31, 5), (7, 6), (23, 12), (27, 12), (30, 12)]);
    }

    /// The candidates of DOMAIN.md, section 3, in 2026 and where the calendar takes one away.
    #[test]
    fn days_that_some_municipalities_shorten() {
        let day = |id: &str, year: i32| -> Vec<(u32, u32)> {
            let (.., is_so) = NAMED.into_iter().find(|named| named.0 == id).unwrap();
            days_of(year).filter(|&day| is_working(day) && is_so(day)).map(|day| (day.day(), day.month())).collect()
        };
        for (id, expected) in [
            ("trettondagsafton", (5, 1)),
            ("skartorsdag", (2, 4)),
            ("valborg", (30, 4)),
            ("fore-kristi-himmelsfard", (13, 5)),
            ("fore-nationaldagen", (5, 6)),
            ("fore-midsommarafton", (18, 6)),
            ("fore-alla-helgons", (30, 10)),
            ("fore-julafton", (23, 12)),
            ("fore-nyarsafton", (30, 12)),
        ] {
            assert_eq!(day(id, 2026), [expected], "{id}");
        }
        assert_eq!(day("valborg", 2028), [], "a Sunday");
        assert_eq!(day("fore-kristi-himmelsfard", 2025), [(28, 5)]);
        assert_eq!(day("klamdag", 2027), [(7, 5)]);
    }
}
