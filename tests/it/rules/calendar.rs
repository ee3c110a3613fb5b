//! The calendar: public holidays of six years, red days with their own volumes, short days and who loses them.

use std::fs;

use bemanna::check::check;
use bemanna::model::{Activity, AgentIdx, Breach, DayIdx, Language, Minute, Roster, RuleId, ShortDay, Stretch};
use bemanna::report::write_plan;

use super::hours::centre;
use crate::input;
use crate::sample_plan::sample;
use crate::weeks::limit;

/// DOMAIN.md, section 3: Easter, Kristi himmelsfärd, Pentecost, Midsummer Day, All Saints' Day and the days of summer time.
const YEARS: [(i32, &str, [&str; 5], [&str; 2]); 5] = [
    (2025, "4-20", ["5-29", "6-8", "6-21", "11-1", "6-20"], ["3-30", "10-26"]),
    (2026, "4-5", ["5-14", "5-24", "6-20", "10-31", "6-19"], ["3-29", "10-25"]),
    (2027, "3-28", ["5-6", "5-16", "6-26", "11-6", "6-25"], ["3-28", "10-31"]),
    (2028, "4-16", ["5-25", "6-4", "6-24", "11-4", "6-23"], ["3-26", "10-29"]),
    (2030, "4-21", ["5-30", "6-9", "6-22", "11-2", "6-21"], ["3-31", "10-27"]),
];

fn date(year: i32, day: &str) -> String {
    let (month, day) = day.split_once('-').expect("month and day");
    format!("{year}-{month:0>2}-{day:0>2}")
}

/// The name of the holiday on a date, and the day's length, by way of a centre that opens then.
fn read(date: &str) -> (Option<String>, i32) {
    let scenario = input::centre(|folder| {
        let days = ["wed", "thu", "fri", "sat", "sun"].map(|day| format!("{day} = [\"08:00-17:00\"]\n")).concat();
        input::edit(
            folder,
            "centre.toml",
            "[opening]\n",
            &format!("[opening]\npublic_holidays = \"as-weekday\"\n{days}"),
        );
        input::edit(
            folder,
            "centre.toml",
            "start = \"2026-11-23\"\nweeks = 1",
            &format!("start = \"{date}\"\ndays = 1"),
        );
        input::edit(folder, "centre.toml", "[[queues]]", "[rules]\nset = \"atl\"\n\n[[queues]]");
        input::write(folder, "forecast.csv", &format!("start,queue,contacts\n{date} 08:00,bygg,6\n"));
    })
    .expect("no fault");
    let day = &scenario.horizon.days[0];
    (day.holiday.clone(), day.minutes)
}

#[test]
fn holidays_and_changes_of_clock_of_five_years_are_as_published() {
    for (year, easter, [ascension, pentecost, midsummer, saints, eve], [spring, autumn]) in YEARS {
        for (day, name) in [
            (easter, "påskdagen"),
            (ascension, "Kristi himmelsfärdsdag"),
            (pentecost, "pingstdagen"),
            (midsummer, "midsommardagen"),
            (saints, "alla helgons dag"),
            (eve, "midsommarafton"),
        ] {
            assert_eq!(read(&date(year, day)).0.as_deref(), Some(name), "{year}-{day}");
        }
        assert_eq!(read(&date(year, spring)).1, 23 * 60, "{year}");
        assert_eq!(read(&date(year, autumn)).1, 25 * 60, "{year}");
    }
}

/// AB 25 § 13 as told in DOMAIN.md: a shift that ends 20:30 is followed by one at 07:30 at the earliest; 13 hours from the
/// first to the last minute; five hours without a break.
#[test]
fn rest_and_span_at_their_limits() {
    let mut scenario = centre(2, 1, &[4]);
    limit(&mut scenario, RuleId::DailyRest, 660);
    let shift = |day: i32, from: i32, to: i32| Stretch {
        agent: AgentIdx(0),
        start: Minute(day * 1440 + from),
        end: Minute(day * 1440 + to),
        activity: Activity::Contacts,
    };
    scenario.templates[0].latest_start = 1290;
    scenario.templates[0].earliest_start = 0;
    let after = |start| Roster::new(vec![shift(0, 990, 1230), shift(1, start, start + 240)]);
    assert_eq!(check(&scenario, &after(450)), []);
    let found = check(&scenario, &after(435));
    assert_eq!(found[0].breach, Breach::Rule { rule: RuleId::DailyRest, measured: 645, limit: 660 });
    assert_eq!(found.len(), 1);
    scenario.rules.limits.clear();
    limit(&mut scenario, RuleId::LongestSpan, 780);
    limit(&mut scenario, RuleId::DailyRest, 660);
    scenario.templates[0].work = vec![780, 795];
    assert_eq!(check(&scenario, &Roster::new(vec![shift(0, 420, 1200)])), []);
    let found = check(&scenario, &Roster::new(vec![shift(0, 420, 1215)]));
    assert_eq!(found[0].breach, Breach::Rule { rule: RuleId::LongestSpan, measured: 795, limit: 780 });
    assert_eq!(found.len(), 1);
}

/// Week 53 of 2026: New Year's Eve on Thursday, New Year's Day on Friday, both open; the forecast has rows for red days.
#[test]
fn red_days_may_have_volumes_of_their_own() {
    let scenario = input::centre(|folder| {
        input::edit(folder, "centre.toml", "2026-11-23", "2026-12-28");
        let days = "public_holidays = \"as-weekday\"\nthu = [\"08:00-17:00\"]\nfri = [\"08:00-17:00\"]\n";
        input::edit(folder, "centre.toml", "[opening]\n", &format!("[opening]\n{days}"));
        let rows = "mon 08:00,bygg,6\nthu 08:00,bygg,5\nthu 08:30,bygg,5\nfri 08:00,bygg,4\nholiday 08:00,bygg,2\n\
                    2027-01-01 08:00,bygg,1\nfri 08:00,epost,3\n";
        input::write(folder, "forecast.csv", &format!("start,queue,contacts\n{rows}"));
    })
    .expect("no fault");
    let at = |queue: usize, day: usize, half: usize| scenario.forecast[queue][day * 48 + 16 + half].contacts;
    assert_eq!(
        (at(0, 0, 0), at(0, 3, 0), at(0, 4, 0)),
        (6.0, 2.0, 1.0),
        "a date goes before red days, they before weekdays"
    );
    assert!(at(0, 3, 1).abs() < 1e-9, "no weekday's rows on a red day that has its own");
    assert!((at(1, 4, 0) - 3.0).abs() < 1e-9, "another queue has none of its own");
}

#[test]
fn short_days_and_squeeze_days_are_marked() {
    let marks = |start: &str, short: &str| {
        let scenario = input::centre(|folder| {
            input::edit(folder, "centre.toml", "2026-11-23", start);
            input::edit(folder, "centre.toml", "[[queues]]", &format!("{short}\n[[queues]]"));
        })
        .expect("no fault");
        let days = scenario.horizon.days.into_iter().enumerate();
        days.filter(|(_, day)| day.is_squeeze || day.short.is_some())
            .map(|(index, day)| (index, day.is_squeeze, day.short))
            .collect::<Vec<_>>()
    };
    let noon = |name: &str| Some(ShortDay { name: name.to_owned(), until: 720 });
    let short = |days: &str| format!("[[calendar.short_days]]\ndays = [{days}]\nuntil = \"12:00\"\n");
    assert_eq!(marks("2026-12-28", ""), []);
    assert_eq!(marks("2027-01-04", &short("\"trettondagsafton\"")), [(1, false, noon("trettondagsafton"))]);
    let two = short("\"fore-julafton\", \"2026-12-21\"");
    assert_eq!(marks("2026-12-21", &two), [(0, false, noon("")), (2, false, noon("dagen före julafton"))]);
    assert_eq!(marks("2026-05-11", &short("\"klamdag\"")), [(4, true, noon("klämdag"))]);
    assert_eq!(marks("2026-05-11", ""), [(4, true, None)]);
    // Saturday is no short day, however it is named.
    assert_eq!(marks("2026-11-23", &short("\"2026-11-28\"")), []);
}

#[test]
fn the_report_tells_who_lost_the_short_day() {
    let mut plan = sample();
    let day = &mut plan.scenario.horizon.days[0];
    day.short = Some(ShortDay { name: "skärtorsdagen".to_owned(), until: 12 * 60 });
    let date = day.date.to_string();
    let until = day.start + 12 * 60;
    let late: Vec<String> = plan
        .scenario
        .agents
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            let of = plan.roster.of(AgentIdx(*index)).iter();
            let on_day = of.filter(|s| plan.scenario.horizon.day_at(s.start) == DayIdx(0));
            let on_day: Vec<&Stretch> = on_day.collect();
            let is_idle = |s: &&&Stretch| matches!(s.activity, Activity::Reserve | Activity::Lunch | Activity::Break);
            on_day.iter().any(|s| s.end > until) && !on_day.iter().all(|s| is_idle(&s))
        })
        .map(|(_, agent)| agent.id.clone())
        .collect();
    assert!(!late.is_empty());
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("plan");
    write_plan(&plan, &out, Language::Swedish).expect("written");
    let json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("plan.json")).expect("plan.json")).expect("JSON");
    let special = &json["special_days"][0];
    assert_eq!((special["date"].as_str(), special["until"].as_str()), (Some(date.as_str()), Some("12:00")));
    assert_eq!(special["agents"], serde_json::json!(late));
    let page = fs::read_to_string(out.join("report.html")).expect("report.html");
    assert!(page.contains("(skärtorsdagen), till 12:00 om arbetet tillåter: "));
    assert!(page.contains("v. "));
}
