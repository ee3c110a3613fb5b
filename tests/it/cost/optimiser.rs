//! Of rosters with equal cover, people and paid time the one with least supplements is planned, and what the program
//! counts is what the roster costs.

use bemanna::cost::cost;
use bemanna::model::{
    Activity, Agent, AgentIdx, Cost, CoverRequirement, GivenRow, Horizon, IntervalIdx, Minute, Money, QueueSet, Roster,
    Scenario, ShiftTemplate, SkillIdx, SkillSet, Span, Stretch, TemplateIdx, Watch,
};
use bemanna::{demand, optimise, pipeline};
use chrono::Weekday;

use super::calendar::centre;
use crate::support::{day_template, lillstad, monday};

/// Lillstad open 8 to 21 on so many days from Monday, half-hours throughout, AB 25's terms, and shifts of eight hours
/// that start on the hour from 8 to 12 with lunch two to five hours in.
fn late(n_days: usize) -> Scenario {
    let mut scenario = lillstad(n_days);
    let mut horizon = Horizon::new(monday(), n_days, 30, 30);
    for day in &mut horizon.days {
        day.opening = vec![Span::new(day.start + 8 * 60, day.start + 21 * 60)];
    }
    scenario.horizon = horizon;
    scenario.posts.clear();
    scenario.pay = centre(monday(), u32::try_from(n_days).expect("few"), "").pay;
    let mut template: ShiftTemplate = day_template();
    template.weekdays.push(Weekday::Sat);
    (template.latest_start, template.start_step) = (12 * 60, 60);
    template.breaks[0].between = None;
    scenario.templates = vec![template];
    scenario.simulate = false;
    scenario.forecast.iter_mut().flatten().for_each(|expected| expected.contacts = 0.0);
    scenario
}

/// Asks for `agents` people on any queue from one clock time to another on a day.
fn ask(scenario: &mut Scenario, day: usize, (from, to): (i32, i32), agents: u32) {
    let midnight = scenario.horizon.days[day].start;
    let at = |minute: i32| scenario.horizon.interval_at(midnight + minute).expect("inside").0;
    let rows = (at(from)..at(to)).map(|i| GivenRow { interval: IntervalIdx(i), queues: QueueSet::first(2), agents });
    scenario.given.extend(rows);
}

fn planned(scenario: &Scenario) -> (Roster, Option<Money>, Cost) {
    let requirement: CoverRequirement = demand::requirement(scenario);
    let (roster, certificate, shortage) = optimise::optimise(scenario, &requirement, Watch::SILENT).expect("a roster");
    assert!(shortage.is_empty(), "{shortage:?}");
    let found = cost(scenario, &roster);
    (roster, certificate.supplements, found)
}

/// Supplements by the minute, as no rounding by month is in the program.
fn unrounded(cost: &Cost) -> Money {
    cost.months().flat_map(|month| &month.supplements).map(|time| time.unrounded).sum()
}

fn agents(scenario: &mut Scenario, n: usize, contract: i32) {
    let both = SkillSet::of([SkillIdx(0), SkillIdx(1)]);
    let agent = |index: usize| Agent {
        contract: Some(contract),
        templates: vec![TemplateIdx(0)],
        ..Agent::new(format!("a{index}"), both)
    };
    scenario.agents = (0..n).map(agent).collect();
}

/// Two people on a Thursday who must cover 11:00 to 20:30 between them: the program's supplements are the least of all
/// starts and lunches, tried one by one, and to the öre those of the roster.
#[test]
fn the_program_finds_the_least_supplements_of_all_rosters() {
    for (to, people) in [(20 * 60 + 30, 2), (20 * 60, 2), (19 * 60 + 30, 2), (18 * 60, 2)] {
        let mut scenario = late(4);
        agents(&mut scenario, people, 480);
        scenario.templates[0].weekdays = vec![Weekday::Thu];
        ask(&mut scenario, 3, (11 * 60, to), 1);
        let (_, counted, found) = planned(&scenario);
        assert_eq!(counted, Some(unrounded(&found)), "what the program counts is what the roster costs");
        assert_eq!(unrounded(&found), least(&scenario, to), "to {to}");
    }
}

/// The least supplements of two people's Thursdays, all starts and lunches tried.
fn least(scenario: &Scenario, to: i32) -> Money {
    let midnight = scenario.horizon.days[3].start.0;
    let mut days: Vec<(i32, i32)> = Vec::new();
    for start in (8..=12).map(|hour| hour * 60) {
        // Lunch begins two to five hours in, and nobody works over five hours in a row.
        days.extend(
            (start + 120..=start + 300).step_by(30).filter(|lunch| start + 510 - lunch - 30 <= 300).map(|l| (start, l)),
        );
    }
    let works =
        |(start, lunch): (i32, i32), at: i32| (start..start + 510).contains(&at) && !(lunch..lunch + 30).contains(&at);
    let stretches = |agent: usize, (start, lunch): (i32, i32)| {
        let at = |from: i32, to: i32, activity| Stretch {
            agent: AgentIdx(agent),
            start: Minute(midnight + from),
            end: Minute(midnight + to),
            activity,
        };
        [
            at(start, lunch, Activity::Contacts),
            at(lunch, lunch + 30, Activity::Lunch),
            at(lunch + 30, start + 510, Activity::Contacts),
        ]
    };
    let mut best: Option<Money> = None;
    for &first in &days {
        for &second in &days {
            if (11 * 60..to).step_by(30).all(|at| works(first, at) || works(second, at)) {
                let roster = Roster::new([stretches(0, first), stretches(1, second)].concat());
                let price = unrounded(&cost(scenario, &roster));
                best = Some(best.map_or(price, |best| best.min(price)));
            }
        }
    }
    best.expect("two can cover it")
}

/// Five days' work in a week of six: the Saturday is free unless it is asked for, and nobody works late for nothing.
#[test]
fn hours_lie_where_they_cost_least() {
    let mut scenario = late(6);
    agents(&mut scenario, 1, 5 * 480);
    ask(&mut scenario, 1, (12 * 60, 14 * 60), 1);
    // Everybody's lunch may lie within the two hours that are asked for.
    scenario.given.retain(|row| row.interval.0 % 2 == 0);
    let (_, counted, found) = planned(&scenario);
    assert_eq!((counted, unrounded(&found)), (Some(Money::default()), Money::default()));
    ask(&mut scenario, 5, (10 * 60, 11 * 60), 1);
    let (_, counted, found) = planned(&scenario);
    assert_eq!(unrounded(&found), Money::from_ore(8 * 6_810), "the whole Saturday, and nothing else");
    assert_eq!(counted, Some(unrounded(&found)));
}

/// With a simulated target by day that any start can meet, the whole plan has no evening that nobody needs.
#[test]
fn the_search_avoids_evenings_that_no_target_needs() {
    let mut scenario = late(5);
    scenario.simulate = true;
    let is_day = |interval: usize| (20..32).contains(&(interval % 48));
    let n = scenario.horizon.n_intervals();
    for queue in &mut scenario.forecast {
        *queue = (0..n)
            .map(|i| bemanna::model::Forecast {
                contacts: if is_day(i) { 4.0 } else { 0.0 },
                handle_time: bemanna::model::Seconds::new(300.0),
            })
            .collect();
    }
    let with = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    assert!(with.shortage.is_empty() && with.violations.is_empty(), "{:?}", with.violations);
    let terms = std::mem::take(&mut scenario.pay);
    let without = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    scenario.pay = terms;
    let before = unrounded(&cost(&scenario, &without.roster));
    assert_eq!(with.headcount, without.headcount, "supplements cost nobody");
    assert!(before > Money::default(), "without the terms nothing holds people back from evenings");
    assert_eq!(unrounded(&with.cost), Money::default(), "from {}", before.ore());
}
