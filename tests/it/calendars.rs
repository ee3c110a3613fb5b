//! calendar/: what a calendar program finds there is the roster, and from plan to plan what has become of each shift.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use bemanna::input::{load, load_what_if};
use bemanna::model::{Activity, AgentIdx, Language, Minute, Plan, PostIdx, Roster, Scenario, Stretch};
use bemanna::report::write_plan;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;
use proptest::prelude::*;

use super::sample_plan::{bare_plan, sample};

/// The properties of an event by name, without their parameters.
type Event = BTreeMap<String, String>;

/// From and to.
type Times = (DateTime<Utc>, DateTime<Utc>);

/// A property's line as it stands, read by a few lines of our own.
fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("a calendar");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn events(file: &Path) -> Vec<Event> {
    let lines = lines(file);
    let parts = lines.split(|line| line == "BEGIN:VEVENT").skip(1);
    let property = |line: &String| {
        let (name, value) = line.split_once(':').expect("a property");
        Some((name.split(';').next()?.to_owned(), value.to_owned()))
    };
    parts.map(|part| part.iter().take_while(|line| *line != "END:VEVENT").filter_map(property).collect()).collect()
}

/// The instant of a time by the clock in Stockholm, of two the first, or in UTC.
fn instant(written: &str) -> DateTime<Utc> {
    let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").expect("a time");
    match written.strip_suffix('Z') {
        Some(utc) => at(utc).and_utc(),
        None => Stockholm.from_local_datetime(&at(written)).earliest().expect("a time that is").to_utc(),
    }
}

/// Writes a plan and gives the bytes of its calendars by name.
fn write(plan: &Plan, dir: &Path) -> BTreeMap<String, Vec<u8>> {
    write_plan(plan, dir, Language::Swedish).expect("the plan is written");
    let Ok(entries) = fs::read_dir(dir.join("calendar")) else { return BTreeMap::new() };
    let name = |entry: &fs::DirEntry| entry.file_name().into_string().expect("a name");
    entries.flatten().map(|entry| (name(&entry), fs::read(entry.path()).expect("a file"))).collect()
}

/// Sequence, status and summary of the event that begins on a day of the sample's week.
fn on(dir: &Path, agent: &str, date: &str) -> (u32, String, String) {
    let events = events(&dir.join(format!("calendar/{agent}.ics")));
    let mut found = events.iter().filter(|event| event["UID"].starts_with(date));
    let event = found.next().unwrap_or_else(|| panic!("{agent} has no event on {date}: {events:#?}"));
    assert!(found.next().is_none(), "one on {date}");
    (event["SEQUENCE"].parse().expect("a number"), event["STATUS"].clone(), event["SUMMARY"].clone())
}

/// The sample's roster without what an agent does on a day.
fn without(plan: &Plan, agent: usize, day: i32) -> Plan {
    let is_dropped = |s: &&Stretch| s.agent == AgentIdx(agent) && s.start.0 / 1440 == day;
    let stretches = plan.roster.stretches.iter().filter(|s| !is_dropped(s)).copied().collect();
    Plan { roster: Roster::new(stretches), ..plan.clone() }
}

const TUESDAY: &str = "20261124";

#[test]
fn the_same_plan_again_changes_no_byte() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("plan");
    let first = write(&sample(), &dir);
    assert_eq!(first.len(), 6, "one for each person");
    assert_eq!(write(&sample(), &dir), first);
}

#[test]
fn a_shift_is_told_with_its_turns_and_reserve_is_called_so() {
    let home = tempfile::tempdir().expect("a folder");
    write(&sample(), home.path());
    let (sequence, status, summary) = on(home.path(), "ann", TUESDAY);
    assert_eq!((sequence, &*status), (0, "CONFIRMED"));
    assert_eq!(summary, "Arbetspass 08:00–16:30 (Reception 09:30–11:00)");
    assert_eq!(on(home.path(), "fia", TUESDAY).2, "Reserv 08:00–16:30");
    let event = events(&home.path().join("calendar/ann.ics")).remove(1);
    assert!(event["DESCRIPTION"].contains("12:30–13:00 lunch\\n"), "{event:?}");
    assert!(event["DESCRIPTION"].ends_with("Betald tid: 8\\,0 timmar"), "{event:?}");
}

#[test]
fn what_changes_gets_a_higher_sequence_and_what_is_dropped_is_called_off() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("plan");
    let (whole, dropped) = (sample(), without(&sample(), 0, 1));
    write(&whole, &dir);
    let others = on(&dir, "bo", TUESDAY);
    let gone = write(&dropped, &dir);
    let told = "Inställt: Arbetspass 08:00–16:30 (Reception 09:30–11:00)";
    assert_eq!(on(&dir, "ann", TUESDAY), (1, "CANCELLED".to_owned(), told.to_owned()));
    assert_eq!(on(&dir, "bo", TUESDAY), others, "nobody else's is touched");
    assert_eq!(write(&dropped, &dir), gone, "called off once");
    // Back again, and then an hour later.
    write(&whole, &dir);
    let (sequence, status, summary) = on(&dir, "ann", TUESDAY);
    assert_eq!((sequence, &*status, &*summary), (2, "CONFIRMED", "Arbetspass 08:00–16:30 (Reception 09:30–11:00)"));
    let mut later = whole.clone();
    let shift = later.roster.stretches.iter_mut().filter(|s| s.agent == AgentIdx(0) && s.start.0 / 1440 == 1);
    shift.for_each(|s| (s.start, s.end) = (s.start + 60, s.end + 60));
    write(&later, &dir);
    let (sequence, _, summary) = on(&dir, "ann", TUESDAY);
    assert_eq!((sequence, &*summary), (3, "Arbetspass 09:00–17:30 (Reception 10:30–12:00)"));
    let stamps: Vec<String> =
        events(&dir.join("calendar/ann.ics")).iter().map(|event| event["DTSTAMP"].clone()).collect();
    assert_eq!(stamps[..2], ["20261123T000000Z", "20261123T000003Z"], "later the more often it has changed");
}

#[test]
fn the_next_week_leaves_this_one_alone_and_who_has_left_is_called_off() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("plan");
    write(&sample(), &dir);
    let monday = on(&dir, "ann", "20261123");
    let mut next = sample();
    for day in &mut next.scenario.horizon.days {
        day.date += chrono::Duration::days(7);
    }
    write(&next, &dir);
    assert_eq!(on(&dir, "ann", "20261123"), monday);
    assert_eq!(on(&dir, "ann", "20261130").0, 0);
    // Ann leaves: next week is called off, this week stays as it was worked.
    next.scenario.agents[0].id = "anna".to_owned();
    write(&next, &dir);
    assert_eq!(on(&dir, "ann", "20261123"), monday);
    assert_eq!(on(&dir, "ann", "20261130").1, "CANCELLED");
    assert_eq!(on(&dir, "anna", "20261130").1, "CONFIRMED");
    // Another centre in the same folder is not told of either.
    "Storstad".clone_into(&mut next.scenario.name);
    write(&next, &dir);
    assert!(!dir.join("calendar/ann.ics").exists());
    assert!(events(&dir.join("calendar/anna.ics")).iter().all(|event| event["STATUS"] == "CONFIRMED"));
    // Half a year on, what is long past is forgotten.
    for day in &mut next.scenario.horizon.days {
        day.date += chrono::Duration::days(180);
    }
    write(&next, &dir);
    assert_eq!(events(&dir.join("calendar/anna.ics")).len(), 5);
}

#[test]
fn places_to_be_hired_for_and_weeks_that_repeat_themselves_have_no_calendar() {
    let home = tempfile::tempdir().expect("a folder");
    let mut plan = sample();
    plan.scenario.agents[5].hireable = true;
    assert!(!write(&plan, &home.path().join("a")).contains_key("fia.ics"));
    plan.scenario.horizon.cyclic = true;
    assert!(write(&plan, &home.path().join("b")).is_empty());
    // Whoever has no shift has a calendar all the same: it is subscribed to before there is one.
    let mut plan = sample();
    plan.roster = Roster::default();
    assert_eq!(write(&plan, &home.path().join("c")).len(), 6);
}

#[test]
fn odd_names_and_letters_come_through() {
    let home = tempfile::tempdir().expect("a folder");
    let mut plan = sample();
    plan.scenario.name = "Kontakt & Svar; \"Norr\", \\ Åre".to_owned();
    plan.scenario.agents[0].name = "Åsa, Öberg; chef\\".to_owned();
    plan.scenario.posts[0].name = "Disken, plan 1; entré".to_owned();
    write(&plan, home.path());
    let file = home.path().join("calendar/ann.ics");
    let name = "X-WR-CALNAME:Åsa\\, Öberg\\; chef\\\\\\, Kontakt & Svar\\; \"Norr\"\\, \\\\ Åre";
    assert!(lines(&file).contains(&name.to_owned()), "{:#?}", lines(&file));
    let summary = "Arbetspass 08:00–16:30 (Disken\\, plan 1\\; entré 09:30–11:00)";
    assert_eq!(on(home.path(), "ann", TUESDAY).2, summary);
    let first = fs::read(&file).expect("a calendar");
    write(&plan, home.path());
    assert_eq!(fs::read(&file).expect("a calendar"), first, "it is recognised");
}

/// The weeks in which the clock goes forward and back, at a centre that is always open.
static CLOCKS: LazyLock<[Scenario; 2]> = LazyLock::new(|| {
    let folder = Path::new("tests/oracles/clocks");
    let spring = load(folder).expect("the centre loads");
    [spring, load_what_if(folder, &folder.join("scenarios/hosten.toml")).expect("the what-if loads")]
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the shifts, by night and over changes of clock, the calendars hold them to the minute; and again.
    #[test]
    fn events_are_the_shifts_to_the_minute(
        is_autumn: bool,
        drawn in prop::collection::vec((0..8_usize, 1..40_i32, 1..24_i32, 0..3_u8), 1..80),
    ) {
        let scenario = CLOCKS[usize::from(is_autumn)].clone();
        let midnight: NaiveDate = scenario.horizon.days[0].date;
        let midnight = instant(&midnight.format("%Y%m%dT000000").to_string());
        let mut free = [0; 8];
        let mut expected: BTreeMap<usize, Vec<Times>> = BTreeMap::new();
        let mut stretches = Vec::new();
        for (agent, gap, length, kind) in drawn {
            let (start, end) = (free[agent] + gap * 30, free[agent] + (gap + length) * 30);
            if start >= scenario.horizon.minutes() {
                continue;
            }
            free[agent] = end;
            let activity = [Activity::Contacts, Activity::Reserve, Activity::Training][usize::from(kind)];
            stretches.push(Stretch { agent: AgentIdx(agent), start: Minute(start), end: Minute(end), activity });
            let at = |minute: i32| midnight + chrono::Duration::minutes(i64::from(minute));
            expected.entry(agent).or_default().push((at(start), at(end)));
        }
        let plan = bare_plan(scenario, Roster::new(stretches));
        let home = tempfile::tempdir().expect("a folder");
        let first = write(&plan, home.path());
        let mut uids = Vec::new();
        for (index, agent) in plan.scenario.agents.iter().enumerate() {
            // Ids that Windows could not have as names are told by the file itself.
            let mine = format!("X-BEMANNA-AGENT:{}", agent.id);
            let file = first.keys().map(|name| home.path().join("calendar").join(name));
            let file = file.into_iter().find(|file| lines(file).contains(&mine)).expect("a calendar");
            let events = events(&file);
            let mut found: Vec<_> =
                events.iter().map(|event| (instant(&event["DTSTART"]), instant(&event["DTEND"]))).collect();
            found.sort_unstable();
            prop_assert_eq!(&found, &expected.remove(&index).unwrap_or_default(), "{}", agent.id);
            uids.extend(events.into_iter().map(|event| event["UID"].clone()));
        }
        let n = uids.len();
        uids.sort_unstable();
        uids.dedup();
        prop_assert_eq!(uids.len(), n, "no two events have one name");
        prop_assert_eq!(write(&plan, home.path()), first);
    }
}

#[test]
fn two_shifts_of_a_day_are_two_events_and_a_turn_keeps_its_post() {
    let home = tempfile::tempdir().expect("a folder");
    let mut plan = sample();
    let row =
        |from: i32, to: i32, activity| Stretch { agent: AgentIdx(0), start: Minute(from), end: Minute(to), activity };
    plan.roster = Roster::new(vec![row(480, 720, Activity::Contacts), row(840, 1020, Activity::Post(PostIdx(0)))]);
    write(&plan, home.path());
    let events = events(&home.path().join("calendar/ann.ics"));
    let summaries: Vec<&str> = events.iter().map(|event| &*event["SUMMARY"]).collect();
    assert_eq!(summaries, ["Arbetspass 08:00–12:00", "Arbetspass 14:00–17:00 (Reception 14:00–17:00)"]);
}
