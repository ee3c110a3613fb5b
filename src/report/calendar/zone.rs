//! The centre's time zone in a calendar: when it is by the clock, and the rule of both changes of clock.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{OffsetName, Tz};

use crate::model::{Minute, Scenario};

/// No rule is followed further back than this.
const EARLIEST: i32 = 1971;

/// The instant of an elapsed minute of the horizon.
pub(super) fn instant(scenario: &Scenario, minute: Minute) -> DateTime<Utc> {
    let midnight = scenario.horizon.days[0].date.and_hms_opt(0, 0, 0).expect("midnight is a time");
    // Where the clock skips midnight the offset of an hour before holds.
    let known = scenario.time_zone.offset_from_local_datetime(&midnight).earliest();
    let known = known.or_else(|| {
        let before = midnight - Duration::hours(1);
        scenario.time_zone.offset_from_local_datetime(&before).earliest()
    });
    let offset = known.map_or(0, |offset| offset.fix().local_minus_utc());
    (midnight - Duration::seconds(i64::from(offset)) + Duration::minutes(i64::from(minute.0))).and_utc()
}

/// A property that holds an instant: by the clock of the zone, but in UTC within the hour that the clock shows twice,
/// since there a reading means the first.
pub(super) fn property(name: &str, zone: Tz, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone).naive_local();
    if zone.from_local_datetime(&local).earliest().is_some_and(|first| first.to_utc() == at) {
        format!("{name};TZID={zone}:{}", plain(local))
    } else {
        format!("{name}:{}", utc(at))
    }
}

/// An instant in UTC: "20261123T070000Z".
pub(super) fn utc(at: DateTime<Utc>) -> String {
    plain(at.naive_utc()) + "Z"
}

fn plain(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// A change of clock.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    at: DateTime<Utc>,
    /// Seconds east of UTC before and after.
    from: i32,
    to: i32,
    name: String,
}

/// On which day of a month a change falls: month, weekday and, two ways to count, which one of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    month: u32,
    weekday: chrono::Weekday,
    time: chrono::NaiveTime,
    /// 1 to 5 from the start of the month, or -1: the last.
    which: i64,
}

impl Change {
    /// When it falls by the clock as it was before.
    fn onset(&self) -> NaiveDateTime {
        (self.at + Duration::seconds(i64::from(self.from))).naive_utc()
    }

    /// The rules of which it may be a case.
    fn rules(&self) -> Vec<Rule> {
        let onset = self.onset();
        let rule = |which| Rule { month: onset.month(), weekday: onset.weekday(), time: onset.time(), which };
        let is_last = (onset.date() + Duration::days(7)).month() != onset.month();
        let nth = rule(i64::from(onset.day0() / 7 + 1));
        if is_last { vec![rule(-1), nth] } else { vec![nth] }
    }

    /// The lines of the part of a time zone that begins with this change, repeated by a rule if there is one.
    fn lines(&self, rule: Option<Rule>) -> Vec<String> {
        let kind = if self.to > self.from { "DAYLIGHT" } else { "STANDARD" };
        let mut out = vec![format!("BEGIN:{kind}"), format!("DTSTART:{}", plain(self.onset()))];
        if let Some(Rule { month, weekday, which, .. }) = rule {
            let day = weekday.to_string()[..2].to_uppercase();
            out.push(format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={which}{day}"));
        }
        out.push(format!("TZOFFSETFROM:{}", offset(self.from)));
        out.push(format!("TZOFFSETTO:{}", offset(self.to)));
        out.push(format!("TZNAME:{}", self.name));
        out.push(format!("END:{kind}"));
        out
    }
}

/// Seconds east of UTC: "+0100".
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// The zone's changes of clock in a year.
fn changes(zone: Tz, year: i32) -> Vec<Change> {
    let east = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let start = NaiveDate::from_ymd_opt(year, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0)).map(|at| at.and_utc());
    let mut days: Vec<DateTime<Utc>> = (0..=366).filter_map(|day| Some(start? + Duration::days(day))).collect();
    days.retain(|day| day.year() == year);
    let after = days.last().map(|day| *day + Duration::days(1));
    days.extend(after);
    let mut out = Vec::new();
    for pair in days.windows(2).filter(|pair| east(pair[0]) != east(pair[1])) {
        let (mut before, mut at) = (pair[0], pair[1]);
        while at - before > Duration::minutes(1) {
            let middle = before + Duration::minutes((at - before).num_minutes() / 2);
            if east(middle) == east(before) { before = middle } else { at = middle }
        }
        let name = zone.offset_from_utc_datetime(&at.naive_utc()).abbreviation().unwrap_or("LMT").to_owned();
        out.push(Change { at, from: east(before), to: east(at), name });
    }
    out
}

/// The lines of the VTIMEZONE for events from one date to another: by rules where they hold from the year before to the
/// year after, and then from the first year on that they do; else one by one.
pub(super) fn lines(zone: Tz, first: NaiveDate, last: NaiveDate) -> Vec<String> {
    let mut out = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{zone}")];
    let around: Vec<Vec<Change>> = (first.year() - 1..=last.year() + 1).map(|year| changes(zone, year)).collect();
    if around.iter().all(Vec::is_empty) {
        let at = zone.offset_from_utc_datetime(&first.and_hms_opt(0, 0, 0).expect("midnight is a time"));
        let (east, name) = (at.fix().local_minus_utc(), at.abbreviation().unwrap_or("LMT").to_owned());
        let start = NaiveDate::from_ymd_opt(1970, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0));
        let start = start.expect("a date").and_utc() - Duration::seconds(i64::from(east));
        out.extend(Change { at: start, from: east, to: east, name }.lines(None));
    } else if let Some(rules) = rules(&around) {
        let mut begins = around[0].clone();
        for year in (EARLIEST..first.year() - 1).rev() {
            let earlier = changes(zone, year);
            if !follow(&earlier, &begins, &rules) {
                break;
            }
            begins = earlier;
        }
        out.extend(begins.iter().zip(rules).flat_map(|(change, rule)| change.lines(Some(rule))));
    } else {
        out.extend(around.iter().flatten().flat_map(|change| change.lines(None)));
    }
    out.push("END:VTIMEZONE".to_owned());
    out
}

/// The rule of each change of a year, where the same hold in all of them.
fn rules(years: &[Vec<Change>]) -> Option<Vec<Rule>> {
    let first = years.first()?;
    let rule = |index: usize| {
        let mut candidates = first[index].rules().into_iter();
        candidates.find(|rule| years.iter().all(|year| year.get(index).is_some_and(|c| c.rules().contains(rule))))
    };
    let found: Vec<Rule> = (0..first.len()).map(rule).collect::<Option<_>>()?;
    years.iter().all(|year| follow(year, first, &found)).then_some(found)
}

/// Whether the changes of a year are those of another year by these rules.
fn follow(year: &[Change], other: &[Change], rules: &[Rule]) -> bool {
    let is_alike = |((a, b), rule): ((&Change, &Change), &Rule)| {
        (a.from, a.to, &a.name) == (b.from, b.to, &b.name) && a.rules().contains(rule)
    };
    year.len() == rules.len() && other.len() == rules.len() && year.iter().zip(other).zip(rules).all(is_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn stockholm_has_both_changes_of_clock_as_rules() {
        let lines = lines(Tz::Europe__Stockholm, date("2026-11-23"), date("2026-11-29"));
        assert_eq!(
            lines.join("\n"),
            "BEGIN:VTIMEZONE\nTZID:Europe/Stockholm\n\
             BEGIN:DAYLIGHT\nDTSTART:19960331T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n\
             TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n\
             TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\nEND:VTIMEZONE"
        );
    }

    #[test]
    fn other_zones_have_theirs() {
        let of = |zone| lines(zone, date("2026-11-23"), date("2026-11-29")).join("\n");
        assert!(of(Tz::America__New_York).contains("DTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"));
        assert!(of(Tz::America__New_York).contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"));
        let tokyo = of(Tz::Asia__Tokyo);
        assert!(tokyo.contains("DTSTART:19700101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900"), "{tokyo}");
        // By the moon, so no rule of weeks: each change by itself.
        let casablanca = of(Tz::Africa__Casablanca);
        assert!(!casablanca.contains("RRULE") && casablanca.matches("BEGIN:STANDARD").count() == 3, "{casablanca}");
    }

    #[test]
    fn the_hour_shown_twice_is_told_apart() {
        let of = |hour| {
            let at = date("2026-10-25").and_hms_opt(hour, 30, 0).unwrap().and_utc();
            property("DTSTART", Tz::Europe__Stockholm, at)
        };
        assert_eq!(of(0), "DTSTART;TZID=Europe/Stockholm:20261025T023000");
        assert_eq!(of(1), "DTSTART:20261025T013000Z");
        assert_eq!(of(2), "DTSTART;TZID=Europe/Stockholm:20261025T033000");
    }
}
