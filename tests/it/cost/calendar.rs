//! When supplements are paid: the fixtures of the sources, and every minute of eight years.

use bemanna::input;
use bemanna::model::{Category, Minute, Money, Scenario, Span};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Europe::Stockholm;

use super::oracle::{category, date, hourly, is_night};

/// A centre whose days are these; its terms of pay are those of AB 25 unless `more` says otherwise.
pub(super) fn centre(start: NaiveDate, days: u32, more: &str) -> Scenario {
    let home = tempfile::tempdir().expect("a folder");
    let text = format!(
        "format = 1\nname = \"x\"\n[horizon]\nstart = \"{start}\"\ndays = {days}\n[opening]\nmon = [\"08:00-17:00\"]\n\
         tue = [\"08:00-17:00\"]\nwed = [\"08:00-17:00\"]\nthu = [\"08:00-17:00\"]\nfri = [\"08:00-17:00\"]\n\
         sat = [\"08:00-17:00\"]\nsun = [\"08:00-17:00\"]\npublic_holidays = \"as-weekday\"\n[skills]\nbygg = \"Bygg\"\n\
         [[queues]]\nid = \"bygg\"\nskills = [\"bygg\"]\nhandle_time_s = 300\n[[shifts]]\nid = \"dag\"\n\
         start = \"08:00\"\nwork = [\"8:00\"]\n[rules]\nset = \"none\"\n[pay]\n{}\n{more}\n",
        if more.contains("set =") { "" } else { "set = \"ab-2025\"" }
    );
    let files =
        [("centre.toml", text.as_str()), ("agents.csv", "agent,skills\nann,bygg\n"), ("forecast.csv", FORECAST)];
    for (name, text) in files {
        std::fs::write(home.path().join(name), text).expect("a file");
    }
    input::load(home.path()).unwrap_or_else(|faults| panic!("{start}: {faults:?}"))
}

const FORECAST: &str = "start,queue,contacts\nmon 08:00,bygg,1\ntue 08:00,bygg,1\nwed 08:00,bygg,1\n\
     thu 08:00,bygg,1\nfri 08:00,bygg,1\nsat 08:00,bygg,1\nsun 08:00,bygg,1\n";

/// The category of each minute of a scenario's horizon and the two days after, as the product has it.
fn minutes(scenario: &Scenario) -> Vec<Option<(Category, bool, Option<Money>)>> {
    let all = usize::try_from(scenario.horizon.minutes()).expect("not negative") + 2 * 1440;
    let mut out = vec![None; all];
    let mut before = Minute(0);
    for some in &scenario.pay.unsocial {
        assert!(before <= some.span.start && some.span.minutes() > 0, "in order, not overlapping");
        before = some.span.end;
        for minute in some.span.start.0..some.span.end.0 {
            let index = usize::try_from(minute).expect("not before the horizon");
            if let Some(cell) = out.get_mut(index) {
                *cell = Some((some.category, some.is_night, some.hourly));
            }
        }
    }
    out
}

/// Minute by minute from 2023 to 2030, in elapsed time, with both changes of clock each year.
#[test]
fn every_minute_of_eight_years_has_the_category_that_the_agreement_gives_it() {
    let mut start = date(2023, 1, 1);
    let mut judged = 0;
    while start < date(2031, 1, 1) {
        let scenario = centre(start, 112, "");
        let midnight = Stockholm.from_local_datetime(&start.and_hms_opt(0, 0, 0).unwrap()).unwrap();
        let all = minutes(&scenario);
        for (elapsed, found) in (0..).zip(&all) {
            let local: NaiveDateTime = (midnight + TimeDelta::minutes(elapsed)).naive_local();
            let wanted = category(local);
            assert_eq!(found.map(|(category, ..)| category), wanted, "{local}");
            if let (Some((category, night, rate)), Some(_)) = (*found, wanted) {
                assert_eq!(rate.map(Money::ore), hourly(category, local), "{local}");
                let differs = matches!(category, Category::A | Category::B) && rate.is_some();
                assert_eq!(night, differs && is_night(local), "{local}");
            }
            judged += 1;
        }
        start += TimeDelta::days(112);
    }
    assert!(judged > 8 * 365 * 1440);
}

/// From and to of the stretches in a category, by the clock.
fn stretches(scenario: &Scenario, of: Category) -> Vec<(String, String)> {
    let mut spans: Vec<Span> = Vec::new();
    for some in scenario.pay.unsocial.iter().filter(|some| some.category == of) {
        match spans.last_mut() {
            Some(last) if last.end == some.span.start => last.end = some.span.end,
            _ => spans.push(some.span),
        }
    }
    let clock = |minute: Minute| {
        let clock = scenario.horizon.clock(minute);
        format!("{} {:02}:{:02}", clock.date, clock.minute / 60, clock.minute % 60)
    };
    spans.into_iter().map(|span| (clock(span.start), clock(span.end))).collect()
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[test]
fn the_fixtures_of_the_sources_hold() {
    let christmas = centre(date(2023, 12, 18), 28, "");
    let a = [pair("2023-12-23 18:00", "2023-12-27 07:00"), pair("2023-12-30 18:00", "2024-01-02 07:00")];
    assert_eq!(stretches(&christmas, Category::A), a);
    let b = stretches(&christmas, Category::B);
    assert!(b.contains(&pair("2024-01-05 16:00", "2024-01-08 07:00")), "{b:?}");
    let christmas = stretches(&centre(date(2026, 12, 21), 14, ""), Category::A);
    assert_eq!(christmas[0], pair("2026-12-23 18:00", "2026-12-28 07:00"));
    assert_eq!(christmas[1], pair("2026-12-30 18:00", "2027-01-04 07:00"));
    let easter = stretches(&centre(date(2026, 3, 30), 14, ""), Category::A);
    assert_eq!(easter, [pair("2026-04-02 18:00", "2026-04-07 07:00")]);
    let midsummer = stretches(&centre(date(2026, 6, 15), 14, ""), Category::A);
    assert_eq!(midsummer, [pair("2026-06-18 18:00", "2026-06-22 07:00")]);
}

#[test]
fn an_ordinary_week_has_no_supplement_by_day() {
    let scenario = centre(date(2026, 11, 23), 7, "");
    let all = minutes(&scenario);
    let is_free = |day: usize, from: usize, to: usize| {
        all[day * 1440 + from * 60..day * 1440 + to * 60].iter().all(Option::is_none)
    };
    assert!(is_free(0, 7, 19), "Monday 7 to 19");
    assert!((1..4).all(|day| is_free(day, 6, 19)), "Tuesday to Thursday 6 to 19");
    assert!(is_free(4, 6, 17) && !is_free(4, 17, 18), "Friday to 17");
    let end = Minute(scenario.horizon.minutes());
    let evenings = scenario.pay.unsocial.iter().filter(|s| s.category == Category::D && s.span.end <= end);
    let d: i32 = evenings.map(|s| s.span.minutes()).sum();
    assert_eq!(d, 4 * 180, "Monday to Thursday 19 to 22; Friday evening is B");
}

#[test]
fn the_evening_before_a_holiday_counts_from_four() {
    // Thursday 30 April 2026, and Wednesday 5 May 2027 before Ascension Day, the second rates not yet known.
    for start in [date(2026, 4, 30), date(2027, 5, 5)] {
        let found = stretches(&centre(start, 1, ""), Category::B);
        assert_eq!(found[0].0, format!("{start} 16:00"), "{found:?}");
    }
}

#[test]
fn a_centre_has_rates_and_windows_of_its_own_or_none() {
    let own = "[pay.supplements.D]\nhourly = 31.45\nsource = \"lokalt avtal\"\nverified = true\n";
    let scenario = centre(date(2026, 11, 23), 7, own);
    let rates = |scenario: &Scenario, of| -> Vec<Option<Money>> {
        scenario.pay.unsocial.iter().filter(|some| some.category == of).map(|some| some.hourly).collect()
    };
    assert!(rates(&scenario, Category::D).iter().all(|&rate| rate == Some(Money::from_ore(3145))));
    assert!(rates(&scenario, Category::C).iter().all(|&rate| rate == Some(Money::from_ore(5840))));
    let told = scenario.pay.terms.iter().find(|term| term.category == Some(Category::D) && term.term == "supplement");
    assert!(told.is_some_and(|term| term.value == 3145 && term.source == "lokalt avtal" && term.is_verified));
    assert!(centre(date(2026, 11, 23), 7, "set = \"none\"").pay.unsocial.is_empty());
}

/// A night of 23 hours' day is an hour shorter, one of 25 an hour longer.
#[test]
fn nights_with_a_change_of_clock_are_as_long_as_they_last() {
    let night = |day: NaiveDate| -> i32 {
        let scenario = centre(day, 2, "");
        let from = scenario.horizon.minute_at(bemanna::model::DayIdx(0), 22 * 60);
        let to = scenario.horizon.minute_at(bemanna::model::DayIdx(1), 6 * 60);
        let within = scenario.pay.within(Span::new(from, to));
        within.filter(|some| some.is_night).map(|some| some.span.minutes()).sum()
    };
    assert_eq!(night(date(2026, 3, 28)), 7 * 60);
    assert_eq!(night(date(2026, 10, 24)), 9 * 60);
    assert_eq!(night(date(2026, 10, 17)), 8 * 60);
}
