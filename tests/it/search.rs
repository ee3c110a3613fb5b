//! The search: legal rosters, contract hours, the fewest people, the same answer every time.

mod letters;

use std::path::Path;

use bemanna::check::check;
use bemanna::demand::requirement;
use bemanna::model::{
    Activity, AgentIdx, Aim, Ceiling, CoverRequirement, CoverRow, DayIdx, Evaluate, Forecast, GivenRow, IntervalIdx,
    Limits, Measure, Origin, Roster, Scenario, Scope, Seconds, Severity, Share, Span, Step, Stretch, Verdict,
    Violation, Watch,
};
use bemanna::optimise::search;
use bemanna::simulate::{Simulator, simulate};

use crate::support::lillstad;

/// Searches with the product's simulator on seed 1.
fn find(scenario: &Scenario, start: &Roster) -> (Roster, Vec<Step>) {
    let simulator = Simulator::new(scenario, 1);
    search(scenario, &CoverRequirement::default(), start, &simulator, Watch::SILENT)
}

/// What forbids the roster.
fn hard(scenario: &Scenario, roster: &Roster) -> Vec<Violation> {
    let mut found = check(scenario, roster);
    found.retain(|violation| violation.severity == Severity::Hard);
    found
}

/// The scenario with so many contacts of so many seconds in every open half-hour of each queue.
fn with_volume(mut scenario: Scenario, contacts: f64, handle_s: f64) -> Scenario {
    for cell in scenario.forecast.iter_mut().flatten().filter(|cell| cell.contacts > 0.0) {
        *cell = Forecast { contacts, handle_time: Seconds::new(handle_s) };
    }
    scenario
}

/// The lowest share less target over so many fresh days of a roster under targets of scope day.
fn worst_margin(scenario: &Scenario, roster: &Roster, days: u32) -> f64 {
    let simulator = Simulator::new(scenario, 4711);
    let mut worst = f64::INFINITY;
    for (index, day) in scenario.horizon.days.iter().enumerate() {
        let today: Vec<Stretch> = roster.stretches.iter().filter(|s| s.span().overlaps(day.span())).copied().collect();
        let tally = simulator.day(DayIdx(index), &today, 0..days);
        for (queue, sums) in scenario.queues.iter().zip(&tally.queues) {
            if let Some(target) = queue.target.filter(|_| sums.offered > 0.0) {
                worst = worst.min(sums.answered_within / sums.offered - target.share.get());
            }
        }
    }
    worst
}

#[test]
fn a_roster_found_is_legal_and_gives_everybody_the_contract() {
    for n_days in [1, 5] {
        let scenario = lillstad(n_days);
        let (roster, steps) = find(&scenario, &Roster::default());
        assert_eq!(hard(&scenario, &roster), []);
        assert!(!steps.is_empty());
        for (index, agent) in scenario.agents.iter().enumerate() {
            let paid: i32 = roster
                .of(AgentIdx(index))
                .iter()
                .filter(|stretch| stretch.activity != Activity::Lunch)
                .map(|stretch| stretch.span().minutes())
                .sum();
            assert_eq!(Some(paid), agent.contract, "{}", agent.id);
        }
    }
}

#[test]
fn targets_are_met_on_fresh_days_and_the_post_is_manned() {
    let scenario = with_volume(lillstad(2), 4.0, 300.0);
    let (roster, steps) = find(&scenario, &Roster::default());
    assert!(worst_margin(&scenario, &roster, 2000) >= 0.0, "{steps:?}");
    let manned: i32 = roster
        .stretches
        .iter()
        .filter(|stretch| matches!(stretch.activity, Activity::Post(_)))
        .map(|stretch| stretch.span().minutes())
        .sum();
    assert_eq!(manned, 2 * 9 * 60);
}

#[test]
fn the_same_question_has_the_same_answer() {
    let scenario = lillstad(2);
    let first = find(&scenario, &Roster::default());
    let second = find(&scenario, &Roster::default());
    assert_eq!(first, second);
}

#[test]
fn one_thread_finds_what_two_find() {
    let on = |threads: usize| {
        let mut scenario = with_volume(lillstad(2), 4.0, 300.0);
        scenario.settings.threads = threads;
        find(&scenario, &Roster::default())
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn one_person_is_found_where_one_suffices() {
    // One contact of a minute every fifty: who knows both queues and is there for 8 of the 9 hours meets 80 %, and
    // nobody else alone does.
    let mut scenario = with_volume(lillstad(2), 0.3, 60.0);
    scenario.posts.clear();
    let (roster, _) = find(&scenario, &Roster::default());
    assert_eq!(roster.headcount(), 1);
    let serves = roster.stretches.iter().find(|s| s.activity == Activity::Contacts).expect("somebody serves").agent;
    assert!(["bo", "eva"].contains(&scenario.agents[serves.0].id.as_str()));
    // From there no more people are needed.
    let (again, _) = find(&scenario, &roster);
    assert_eq!(again.headcount(), 1);
}

#[test]
fn people_who_run_out_all_work() {
    let scenario = with_volume(lillstad(1), 40.0, 300.0);
    let (roster, steps) = find(&scenario, &Roster::default());
    assert_eq!(roster.headcount(), 6);
    let last = steps.last().expect("a step");
    assert_eq!((last.people, last.missed), (6, 2));
    assert!(last.worst_margin < 0.0);
    assert_eq!(hard(&scenario, &roster), []);
}

#[test]
fn under_fewest_who_is_not_needed_has_no_rows() {
    let mut scenario = with_volume(lillstad(5), 1.0, 120.0);
    scenario.aim = Aim::Fewest;
    let (roster, _) = find(&scenario, &Roster::default());
    assert_eq!(hard(&scenario, &roster), []);
    let with_rows = (0..6).filter(|&agent| !roster.of(AgentIdx(agent)).is_empty()).count();
    assert_eq!(with_rows, roster.headcount());
    assert!(with_rows < 6, "one contact of two minutes per half-hour needs nowhere near six people");
}

#[test]
fn a_given_requirement_is_kept_where_people_suffice() {
    let mut scenario = with_volume(lillstad(1), 1.0, 120.0);
    let both = scenario.live_queues();
    let rows = |interval: usize| GivenRow { interval: IntervalIdx(interval), queues: both, agents: 3 };
    scenario.given = (18..32).map(rows).collect();
    let row = |given: &GivenRow| CoverRow {
        interval: given.interval,
        queues: given.queues,
        agents: given.agents,
        origin: Origin::Given,
    };
    let rows = scenario.given.iter().map(row).collect();
    let requirement = CoverRequirement { rows, ..CoverRequirement::default() };
    let simulator = Simulator::new(&scenario, 1);
    let (roster, _) = search(&scenario, &requirement, &Roster::default(), &simulator, Watch::SILENT);
    assert_eq!(check(&scenario, &roster), []);
    // Three on contacts and one in reception, all with a lunch in between: four cannot, five can.
    assert_eq!(roster.headcount(), 5);
}

#[test]
fn reserve_is_spread_over_everybody_when_asked() {
    let mut scenario = with_volume(lillstad(2), 2.0, 200.0);
    scenario.aim = Aim::ContractSpread;
    let (roster, _) = find(&scenario, &Roster::default());
    assert_eq!(hard(&scenario, &roster), []);
    for (index, agent) in scenario.agents.iter().enumerate() {
        let minutes = |of: Activity| -> i32 {
            let stretches = roster.of(AgentIdx(index)).iter().filter(|stretch| stretch.activity == of);
            stretches.map(|stretch| stretch.span().minutes()).sum()
        };
        assert!(minutes(Activity::Reserve) > 0, "{} has no reserve", agent.id);
    }
    assert!(worst_margin(&scenario, &roster, 2000) >= 0.0);
}

#[test]
fn who_is_in_reserve_takes_turns_by_the_week() {
    let worker = |weeks: u64| {
        let mut scenario = with_volume(lillstad(1), 0.3, 60.0);
        scenario.posts.clear();
        scenario.horizon.days[0].date = scenario.horizon.days[0].date + chrono::Days::new(7 * weeks);
        let (roster, _) = find(&scenario, &Roster::default());
        assert_eq!((roster.headcount(), hard(&scenario, &roster)), (1, vec![]));
        roster.stretches.iter().find(|s| s.activity == Activity::Contacts).expect("somebody serves").agent
    };
    // Bo and Eva can do the same, and one of them suffices.
    assert_ne!(worker(0), worker(1));
    assert_eq!(worker(0), worker(2));
}

#[test]
fn limits_and_pins_hold() {
    let mut scenario = lillstad(2);
    scenario.agents[1].limits = Limits { latest_end: Some(16 * 60 + 30), ..Limits::default() };
    let day = scenario.horizon.days[0].start;
    let pin = Stretch { agent: AgentIdx(3), start: day + 9 * 60, end: day + 10 * 60, activity: Activity::Meeting };
    scenario.pinned = Roster::new(vec![pin]);
    // A start that holds the pin: dan's shift on the first day with the meeting in it.
    let at = |from: i32, to: i32, activity| Stretch { agent: AgentIdx(3), start: day + from, end: day + to, activity };
    let start = Roster::new(vec![
        at(8 * 60, 9 * 60, Activity::Contacts),
        pin,
        at(10 * 60, 12 * 60, Activity::Contacts),
        at(12 * 60, 12 * 60 + 30, Activity::Lunch),
        at(12 * 60 + 30, 16 * 60 + 30, Activity::Contacts),
    ]);
    let (roster, _) = find(&scenario, &start);
    assert_eq!(hard(&scenario, &roster), []);
    assert!(roster.stretches.contains(&pin));
}

#[test]
fn a_shift_that_cannot_be_understood_stays_as_it_is() {
    let scenario = lillstad(1);
    let odd = Stretch {
        agent: AgentIdx(0),
        start: Span::new(scenario.horizon.days[0].start + 605, scenario.horizon.days[0].start + 700).start,
        end: scenario.horizon.days[0].start + 700,
        activity: Activity::Contacts,
    };
    let (roster, _) = find(&scenario, &Roster::new(vec![odd]));
    assert_eq!(roster.of(AgentIdx(0)), [odd]);
}

/// DESIGN.md asks for 19; the search reaches that on every seed tried, here with little work for one person fewer.
#[test]
fn orebro60_certified_needs_19_people_at_most() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/benchmarks/orebro60-certified");
    let mut scenario = bemanna::input::load(&folder).expect("the benchmark loads");
    scenario.settings.time_limit_s = 6.0;
    assert_eq!((scenario.agents.len(), scenario.queues.len()), (60, 11));
    assert_eq!(scenario.agents[0].contract, Some(40 * 60));
    let (roster, steps) = find(&scenario, &Roster::default());
    assert_eq!(hard(&scenario, &roster), []);
    assert!(roster.headcount() <= 19, "{} people: {steps:?}", roster.headcount());
    assert!(worst_margin(&scenario, &roster, 1000) >= 0.0, "a target is missed on 1,000 fresh days: {steps:?}");
}

/// Each kind of ceiling by itself asks for more people than the share does, and gets what it asks.
#[test]
fn a_ceiling_decides_how_many_people_it_takes() {
    let plain = || {
        let mut scenario = with_volume(lillstad(1), 5.0, 300.0);
        scenario.posts.clear();
        for queue in &mut scenario.queues {
            queue.target.as_mut().expect("a target").share = Share::new(0.3);
        }
        scenario
    };
    let with_share = find(&plain(), &Roster::default()).0.headcount();
    for (measure, most) in [(Measure::MeanWait, 25.0), (Measure::Abandoned, 0.08), (Measure::Occupancy, 0.45)] {
        let mut scenario = plain();
        for queue in &mut scenario.queues {
            queue.ceilings = vec![Ceiling { measure, most, scope: Scope::Day }];
        }
        let (roster, steps) = find(&scenario, &Roster::default());
        assert!(roster.headcount() > with_share, "{measure:?}: {} as with {with_share}", roster.headcount());
        assert_eq!(hard(&scenario, &roster), []);
        let verified = simulate(&scenario, &roster, 77, Watch::SILENT);
        let kept = verified.service.iter().all(|service| service.verdict == Verdict::Met);
        assert!(kept, "{measure:?} with {}: {:?} {steps:?}", roster.headcount(), verified.service);
        // The guides ask for more as well.
        let guide = |scenario: &Scenario| requirement(scenario).rows.iter().map(|row| row.agents).sum::<u32>();
        assert!(guide(&scenario) > guide(&plain()), "{measure:?}");
    }
}

/// Nothing asks for a better roster than the first where people are plenty, so that the first must be a sensible one.
#[test]
fn people_who_are_plenty_do_not_all_rest_at_once() {
    let mut scenario = with_volume(lillstad(2), 1.0, 120.0);
    let agents = scenario.agents.clone();
    for copy in 1..4 {
        scenario.agents.extend(agents.iter().cloned().map(|mut agent| {
            agent.id = format!("{}-{copy}", agent.id);
            agent
        }));
    }
    let simulator = Simulator::new(&scenario, 1);
    let requirement = CoverRequirement::default();
    let (roster, _) = search(&scenario, &requirement, &Roster::default(), &simulator, Watch::SILENT);
    let resting = |stretch: &&Stretch| matches!(stretch.activity, Activity::Lunch | Activity::Break);
    let mut rests: Vec<Span> = roster.stretches.iter().filter(resting).map(|stretch| stretch.span()).collect();
    rests.sort_unstable();
    let at_once = |at: &Span| rests.iter().filter(|rest| rest.start <= at.start && at.start < rest.end).count();
    let most = rests.iter().map(at_once).max().expect("somebody rests");
    let n_agents = scenario.agents.len();
    assert!(n_agents >= 20 && (0..n_agents).all(|agent| !roster.of(AgentIdx(agent)).is_empty()));
    assert!(2 * most <= n_agents, "{most} of {n_agents} rest at once");
}
