//! Evenings, weekends and wishes: shared over time, never at the cost of people or targets.

use bemanna::check::check;
use bemanna::model::{
    Activity, AgentIdx, Aim, CoverRequirement, CoverRow, DayIdx, Forecast, GivenRow, IntervalIdx, Minute, Origin,
    QueueIdx, QueueSet, Roster, RuleId, Scenario, Seconds, Severity, Share, ShiftTemplate, SkillIdx, SkillSet, Stretch,
    TemplateIdx, Watch, Wish, WishKind,
};
use bemanna::optimise::{optimise, search, share_out};
use bemanna::simulate::Simulator;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::{daily, limit};
use crate::support::lillstad;

/// Days of 8 to 16 or 12 to 20, open until 20; everybody alike and there for the whole time, a week each of history.
fn early_and_late(n_days: usize, n_agents: usize) -> Scenario {
    let mut scenario = daily(n_days, n_agents);
    for day in &mut scenario.horizon.days {
        day.opening[0].end = day.start + 20 * 60;
    }
    let late = ShiftTemplate {
        id: "sen".to_owned(),
        earliest_start: 12 * 60,
        latest_start: 12 * 60,
        ..scenario.templates[0].clone()
    };
    scenario.templates.push(late);
    for agent in &mut scenario.agents {
        agent.templates = vec![TemplateIdx(0), TemplateIdx(1)];
        agent.history.weeks_planned = 1.0;
    }
    limit(&mut scenario, RuleId::DailyRest, 11 * 60);
    scenario
}

/// The roster shared fairly, with nothing asked for.
fn share(scenario: &Scenario, start: &Roster) -> Roster {
    share_out(scenario, &CoverRequirement::default(), start, Watch::SILENT)
}

fn shift(agent: usize, day: usize, start: i32) -> Stretch {
    let midnight = Minute(i32::try_from(day).expect("few days") * 1440);
    Stretch {
        agent: AgentIdx(agent),
        start: midnight + start * 60,
        end: midnight + (start + 8) * 60,
        activity: Activity::Contacts,
    }
}

/// Evenings of each agent.
fn evenings(scenario: &Scenario, roster: &Roster) -> Vec<usize> {
    let late = |agent: usize| roster.of(AgentIdx(agent)).iter().filter(|s| s.end.0.rem_euclid(1440) > 18 * 60).count();
    (0..scenario.agents.len()).map(late).collect()
}

/// The same shifts on the same days, whoever works them.
fn shifts(roster: &Roster) -> Vec<(Minute, Minute)> {
    let mut shifts: Vec<_> = roster.stretches.iter().map(|s| (s.start, s.end)).collect();
    shifts.sort_unstable();
    shifts
}

/// One agent late every day, the others early.
fn lopsided(scenario: &Scenario) -> Roster {
    let days = 0..scenario.horizon.n_days();
    let all = days.flat_map(|day| {
        (0..scenario.agents.len()).map(move |agent| shift(agent, day, if agent == 0 { 12 } else { 8 }))
    });
    Roster::new(all.collect())
}

#[test]
fn evenings_are_shared_by_employment_and_what_came_before() {
    let mut scenario = early_and_late(6, 3);
    let start = lopsided(&scenario);
    let even = share(&scenario, &start);
    assert_eq!((evenings(&scenario, &start), evenings(&scenario, &even)), (vec![6, 0, 0], vec![2, 2, 2]));
    assert_eq!(shifts(&even), shifts(&start));
    // Who works half time has half the part: 6 of 2.5 parts are 2.4, 2.4 and 1.2.
    scenario.agents[2].employment = Share::new(0.5);
    scenario.agents[2].history.weeks_planned = 0.5;
    let mut found = evenings(&scenario, &share(&scenario, &start));
    assert_eq!(found.pop(), Some(1));
    found.sort_unstable();
    assert_eq!(found, [2, 3]);
    // Three weeks before this one in which the first had all the evenings.
    for agent in &mut scenario.agents {
        agent.history.weeks = 3.0;
        agent.history.weeks_planned = 1.0;
    }
    scenario.agents[0].history.evenings = 9;
    assert_eq!(evenings(&scenario, &share(&scenario, &start)), [0, 3, 3]);
}

#[test]
fn who_cannot_work_evenings_has_no_part_in_them() {
    let mut scenario = early_and_late(4, 3);
    scenario.agents[1].limits.latest_end = Some(17 * 60);
    assert_eq!(evenings(&scenario, &share(&scenario, &lopsided(&scenario))), [2, 0, 2]);
}

#[test]
fn no_exchange_breaks_a_rule() {
    let mut scenario = early_and_late(6, 2);
    // Late one day and early the next leaves twelve hours; thirteen cannot be had, so that a week is all late or all
    // early.
    limit(&mut scenario, RuleId::DailyRest, 13 * 60);
    let start = lopsided(&scenario);
    let found = share(&scenario, &start);
    assert_eq!(check(&scenario, &found), []);
    assert_eq!(shifts(&found), shifts(&start));
}

#[test]
fn a_roster_with_something_odd_in_it_is_left_alone() {
    let scenario = early_and_late(6, 3);
    let mut odd = lopsided(&scenario);
    odd.stretches[0].end = odd.stretches[0].end + 1;
    assert_eq!(share(&scenario, &odd), odd);
}

fn off(day: usize, weight: f64) -> Wish {
    Wish { day: DayIdx(day), kind: WishKind::DayOff, weight }
}

#[test]
fn one_wish_each_goes_before_two_of_one() {
    // Two people take turns on six days; both ask for days on which they work.
    let mut scenario = early_and_late(6, 2);
    scenario.agents[0].wishes = vec![off(0, 1.0), off(2, 1.0)];
    scenario.agents[1].wishes = vec![off(0, 1.0), off(2, 1.0)];
    let start = Roster::new((0..6).map(|day| shift(day % 2, day, 8)).collect());
    let found = share(&scenario, &start);
    let works = |agent: usize, day: usize| found.stretches.contains(&shift(agent, day, 8));
    assert_eq!(shifts(&found), shifts(&start));
    for agent in 0..2 {
        assert!(works(agent, 0) != works(agent, 2), "one granted, one refused: {found:?}");
    }
    // A weight sets one's own wishes in order.
    scenario.agents[0].wishes = vec![off(0, 5.0), off(2, 1.0)];
    let found = share(&scenario, &start);
    assert!(!found.stretches.contains(&shift(0, 0, 8)), "{found:?}");
}

#[test]
fn who_is_in_reserve_has_the_hours_as_asked() {
    let mut scenario = lillstad(5);
    scenario.posts.clear();
    for cell in scenario.forecast.iter_mut().flatten().filter(|cell| cell.contacts > 0.0) {
        *cell = Forecast { contacts: 0.3, handle_time: Seconds::new(60.0) };
    }
    for agent in &mut scenario.agents {
        let late = |day| Wish { day: DayIdx(day), kind: WishKind::StartNotBefore(8 * 60 + 30), weight: 1.0 };
        agent.wishes = (0..5).map(late).collect();
    }
    let simulator = Simulator::new(&scenario, 1);
    let (roster, _) = search(&scenario, &CoverRequirement::default(), &Roster::default(), &simulator, Watch::SILENT);
    let in_reserve = |agent: &usize| roster.of(AgentIdx(*agent)).iter().all(|s| s.activity != Activity::Contacts);
    let reserves: Vec<usize> = (0..6).filter(in_reserve).collect();
    assert!(!reserves.is_empty());
    for agent in reserves {
        let starts = roster.of(AgentIdx(agent)).iter().filter(|s| s.start.0.rem_euclid(1440) < 8 * 60 + 30);
        assert_eq!(starts.count(), 0, "{}", scenario.agents[agent].id);
    }
    assert!(check(&scenario, &roster).iter().all(|violation| violation.severity != Severity::Hard));
}

#[test]
fn starts_and_ends_asked_for_are_granted_where_targets_allow() {
    let mut scenario = lillstad(3);
    scenario.posts.clear();
    scenario.agents.truncate(3);
    for queue in &mut scenario.queues {
        // An hour of nine that nobody is there leaves less than 89 per cent.
        queue.target.as_mut().expect("a target").share = Share::new(0.6);
    }
    for cell in scenario.forecast.iter_mut().flatten().filter(|cell| cell.contacts > 0.0) {
        *cell = Forecast { contacts: 1.0, handle_time: Seconds::new(120.0) };
    }
    let mut people = Vec::new();
    for kind in [WishKind::StartNotBefore(8 * 60 + 30), WishKind::EndNotAfter(16 * 60 + 30)] {
        for agent in &mut scenario.agents {
            agent.wishes = (0..3).map(|day| Wish { day: DayIdx(day), kind, weight: 1.0 }).collect();
        }
        let simulator = Simulator::new(&scenario, 1);
        let nothing = CoverRequirement::default();
        let (roster, _) = search(&scenario, &nothing, &Roster::default(), &simulator, Watch::SILENT);
        let is_refused = |s: &&Stretch| match kind {
            WishKind::StartNotBefore(at) => s.start.0.rem_euclid(1440) < at,
            _ => s.end.0.rem_euclid(1440) > 16 * 60 + 30,
        };
        assert_eq!(roster.stretches.iter().find(is_refused), None, "{kind:?}");
        people.push(roster.headcount());
    }
    for agent in &mut scenario.agents {
        agent.wishes.clear();
    }
    let simulator = Simulator::new(&scenario, 1);
    let nothing = CoverRequirement::default();
    let (without, _) = search(&scenario, &nothing, &Roster::default(), &simulator, Watch::SILENT);
    assert_eq!(people, [without.headcount(); 2], "a wish costs nobody");
}

#[test]
fn without_contacts_to_play_reserve_is_spread_all_the_same() {
    let mut scenario = lillstad(3);
    scenario.simulate = false;
    scenario.aim = Aim::ContractSpread;
    scenario.posts.clear();
    let row = |interval: usize| CoverRow {
        interval: IntervalIdx(interval),
        queues: scenario.live_queues(),
        agents: 2,
        origin: Origin::Given,
    };
    let rows: Vec<CoverRow> = (0..3).flat_map(|day| (17..33).map(move |i| day * 48 + i)).map(row).collect();
    scenario.given =
        rows.iter().map(|row| GivenRow { interval: row.interval, queues: row.queues, agents: row.agents }).collect();
    let asked = CoverRequirement { rows, ..CoverRequirement::default() };
    let (start, ..) = optimise(&scenario, &asked, Watch::SILENT).expect("a roster");
    let found = share_out(&scenario, &asked, &start, Watch::SILENT);
    assert_eq!(check(&scenario, &found), []);
    // Reserve comes in whole stretches between breaks, so that a small requirement does not reach everybody.
    assert!(found.headcount() > start.headcount(), "{} and {}", found.headcount(), start.headcount());
}

#[test]
fn without_contacts_to_play_a_day_off_is_granted_where_the_requirement_allows() {
    // Two of different skills, one of whom is needed each day for the one queue that both serve.
    let mut scenario = early_and_late(2, 2);
    scenario.agents[1].skills = SkillSet::of([SkillIdx(0), SkillIdx(1)]);
    scenario.agents[0].wishes = vec![off(0, 1.0)];
    let row = |day: usize| CoverRow {
        interval: IntervalIdx(day * 48 + 20),
        queues: QueueSet::of([QueueIdx(0)]),
        agents: 1,
        origin: Origin::Given,
    };
    let given = |row: &CoverRow| GivenRow { interval: row.interval, queues: row.queues, agents: row.agents };
    let rows = vec![row(0), row(1)];
    scenario.given = rows.iter().map(given).collect();
    let asked = CoverRequirement { rows, ..CoverRequirement::default() };
    let start = Roster::new(vec![shift(0, 0, 8), shift(1, 1, 8)]);
    let found = share_out(&scenario, &asked, &start, Watch::SILENT);
    assert_eq!((check(&scenario, &found), shifts(&found)), (vec![], shifts(&start)));
    assert!(found.stretches.contains(&shift(1, 0, 8)), "{found:?}");
    // Where the second queue is asked for on the other day, nobody else can take it.
    scenario.given[1].queues = QueueSet::of([QueueIdx(1)]);
    let mut asked = asked;
    asked.rows[1].queues = QueueSet::of([QueueIdx(1)]);
    assert_eq!(share_out(&scenario, &asked, &start, Watch::SILENT), start);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whoever works what to begin with: the same shifts after, nothing illegal, and nobody two evenings more than
    /// somebody else.
    #[test]
    fn exchanges_keep_the_shifts_and_even_out_evenings(
        works in prop::collection::vec(prop::collection::vec(1_u8..3, 4), 7),
    ) {
        let scenario = early_and_late(7, 4);
        let of_day = |(day, of_day): (usize, &Vec<u8>)| -> Vec<Stretch> {
            let of_agent = |(agent, &kind): (usize, &u8)| shift(agent, day, if kind == 2 { 12 } else { 8 });
            of_day.iter().enumerate().map(of_agent).collect()
        };
        let start = Roster::new(works.iter().enumerate().flat_map(of_day).collect());
        let found = share(&scenario, &start);
        prop_assert_eq!(shifts(&found), shifts(&start));
        prop_assert_eq!(check(&scenario, &found), check(&scenario, &start));
        let evenings = evenings(&scenario, &found);
        let (most, least) = (evenings.iter().max().copied(), evenings.iter().min().copied());
        prop_assert!(most.zip(least).is_none_or(|(most, least)| most - least <= 1), "{:?}", evenings);
    }
}
