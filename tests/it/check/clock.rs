//! Rest in elapsed time over both changes of the clock, nights, and horizons that close on themselves.

use bemanna::model::{
    Activity, AgentIdx, Breach, ClockChange, DayIdx, Horizon, Minute, PostIdx, Roster, RuleId, Scenario, Span, Stretch,
};
use chrono::NaiveDate;

use super::{ANN, found, lillstad, roomy, rule, set};

/// A weekend around a clock change, open day and night, one agent whose shifts may lie anywhere.
fn weekend(first: &str, changes_on: usize, change: ClockChange) -> Scenario {
    let date: NaiveDate = first.parse().expect("a date");
    let mut horizon = Horizon::new(date, 5, 30, 15);
    horizon.days[changes_on].clock_change = Some(change);
    horizon.days[changes_on].minutes -= change.by;
    for day in changes_on + 1..5 {
        horizon.days[day].start = horizon.days[day].start - change.by;
    }
    for day in &mut horizon.days {
        day.opening = vec![day.span()];
    }
    anywhere(horizon)
}

fn anywhere(horizon: Horizon) -> Scenario {
    let mut scenario = Scenario { horizon, ..roomy(1) };
    scenario.posts.clear();
    scenario.forecast.clear();
    scenario.agents.truncate(1);
    scenario.agents[ANN].contract = None;
    scenario.rules.limits.clear();
    let template = &mut scenario.templates[0];
    (template.earliest_start, template.latest_start) = (0, 1439);
    template.work = (1..96).map(|quarter| quarter * 15).collect();
    template.breaks.clear();
    scenario
}

/// A row from one day and clock time to another.
fn row(scenario: &Scenario, from: (usize, i32), to: (usize, i32)) -> Stretch {
    let minute = |(day, clock): (usize, i32)| scenario.horizon.minute_at(DayIdx(day), clock / 100 * 60 + clock % 100);
    Stretch { agent: AgentIdx(ANN), start: minute(from), end: minute(to), activity: Activity::Contacts }
}

fn rest_between(scenario: &Scenario, end: (usize, i32), start: (usize, i32)) -> Vec<(Option<usize>, Span, Breach)> {
    let before = row(scenario, (end.0, end.1 - 300), end);
    let after = row(scenario, start, (start.0, start.1 + 300));
    let rest = Span::new(before.end, after.start);
    let found = found(scenario, &Roster::new(vec![before, after]));
    assert!(found.iter().all(|(_, span, _)| *span == rest));
    found
}

const MARCH: ClockChange = ClockChange { at: 120, by: 60 };
const OCTOBER: ClockChange = ClockChange { at: 180, by: -60 };

#[test]
fn the_night_when_the_clock_goes_forward_is_an_hour_shorter() {
    let mut scenario = weekend("2026-03-27", 2, MARCH);
    set(&mut scenario, RuleId::DailyRest, 660);
    let broken = rest_between(&scenario, (1, 2130), (2, 830));
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0].2, rule(RuleId::DailyRest, 600, 660));
    assert_eq!(rest_between(&scenario, (1, 2130), (2, 930)), []);
    // Friday 17:00 to Monday 08:00 is 62 hours, not 63.
    set(&mut scenario, RuleId::DailyRest, 63 * 60);
    assert_eq!(rest_between(&scenario, (0, 1700), (3, 800))[0].2, rule(RuleId::DailyRest, 62 * 60, 63 * 60));
}

#[test]
fn the_night_when_the_clock_goes_back_is_an_hour_longer() {
    let mut scenario = weekend("2026-10-23", 2, OCTOBER);
    set(&mut scenario, RuleId::DailyRest, 660);
    assert_eq!(rest_between(&scenario, (1, 2130), (2, 730)), []);
    assert_eq!(rest_between(&scenario, (1, 2130), (2, 715))[0].2, rule(RuleId::DailyRest, 645, 660));
}

#[test]
fn templates_and_hours_go_by_the_clock_on_the_day_it_changes() {
    let mut scenario = weekend("2026-03-27", 2, MARCH);
    (scenario.templates[0].earliest_start, scenario.templates[0].latest_start) = (480, 480);
    scenario.agents[ANN].limits.earliest_start = Some(480);
    scenario.agents[ANN].limits.latest_end = Some(17 * 60);
    let sunday = row(&scenario, (2, 800), (2, 1700));
    assert_eq!(sunday.start, Minute(2 * 1440 + 7 * 60));
    assert_eq!(found(&scenario, &Roster::new(vec![sunday])), []);
    let later = row(&scenario, (2, 800), (2, 1800));
    let after = Span::new(sunday.end, later.end);
    let breach = (Some(ANN), after, Breach::OutsideAvailability);
    assert_eq!(found(&scenario, &Roster::new(vec![later])), [breach]);
}

#[test]
fn work_at_night_is_told_by_the_clock() {
    let mut scenario = weekend("2026-03-27", 2, MARCH);
    set(&mut scenario, RuleId::NightEnds, 300);
    let late = row(&scenario, (0, 1800), (1, 100));
    let night = Span::new(Minute(1440), late.end);
    assert_eq!(found(&scenario, &Roster::new(vec![late])), [(Some(ANN), night, rule(RuleId::NightEnds, 0, 300))]);
    let early = row(&scenario, (2, 400), (2, 1200));
    let night = Span::new(early.start, early.start + 60);
    assert_eq!(found(&scenario, &Roster::new(vec![early])), [(Some(ANN), night, rule(RuleId::NightEnds, 240, 300))]);
    let five = row(&scenario, (2, 500), (2, 1200));
    assert_eq!(found(&scenario, &Roster::new(vec![five])), []);
}

/// One day that follows itself.
fn round_the_clock() -> Scenario {
    let mut horizon = Horizon::new("2026-11-23".parse().expect("a date"), 1, 60, 60);
    horizon.cyclic = true;
    horizon.days[0].opening = vec![horizon.days[0].span()];
    anywhere(horizon)
}

#[test]
fn a_shift_over_the_end_of_a_cyclic_day_is_legal_and_covers_its_start() {
    let mut scenario = round_the_clock();
    let post = lillstad(1).posts.remove(0);
    let opening = vec![Span::new(Minute(0), Minute(360))];
    scenario.posts = vec![bemanna::model::Post { opening, longest: 1440, ..post }];
    let night = |activity| Stretch { agent: AgentIdx(ANN), start: Minute(21 * 60), end: Minute(30 * 60), activity };
    let reception = Activity::Post(PostIdx(0));
    assert_eq!(found(&scenario, &Roster::new(vec![night(reception)])), []);
    let unmanned = Breach::PostUnmanned { post: PostIdx(0), measured: 0, needed: 1 };
    let night_hours = Span::new(Minute(0), Minute(360));
    assert_eq!(found(&scenario, &Roster::new(vec![night(Activity::Contacts)])), [(None, night_hours, unmanned)]);
    // Written as two rows it is the same shift.
    let parts = [(21, 24), (0, 6)].map(|(from, to)| Stretch {
        agent: AgentIdx(ANN),
        start: Minute(from * 60),
        end: Minute(to * 60),
        activity: reception,
    });
    scenario.templates[0].work = vec![540];
    assert_eq!(found(&scenario, &Roster::new(parts.to_vec())), []);
}

#[test]
fn rest_and_overlap_count_over_the_turn_of_a_cyclic_day() {
    let mut scenario = round_the_clock();
    set(&mut scenario, RuleId::DailyRest, 660);
    let work = |from: i32, to: i32| Stretch {
        agent: AgentIdx(ANN),
        start: Minute(from * 60),
        end: Minute(to * 60),
        activity: Activity::Contacts,
    };
    let rest = Span::new(Minute(22 * 60), Minute(32 * 60));
    let short = (Some(ANN), rest, rule(RuleId::DailyRest, 600, 660));
    assert_eq!(found(&scenario, &Roster::new(vec![work(8, 22)])), [short]);
    scenario.rules.limits.clear();
    let twice = Breach::Overlap { first: Activity::Contacts, second: Activity::Contacts };
    let found = found(&scenario, &Roster::new(vec![work(4, 8), work(20, 30)]));
    assert_eq!(found, [(Some(ANN), Span::new(Minute(28 * 60), Minute(30 * 60)), twice)]);
}
