//! Each constraint of the formulation alone: a tiny centre in which only it binds, with and without it.

use bemanna::check::check;
use bemanna::model::{
    Activity, AgentIdx, Aim, BreakKind, BreakRule, CoverRequirement, CoverRow, IntervalIdx, Limit, Minute, Origin,
    Post, PostIdx, QueueIdx, QueueSet, Roster, RuleId, Scenario, ShiftTemplate, SkillIdx, SkillSet, Span, Stretch,
    TemplateIdx, Watch, WorkloadRow,
};
use bemanna::optimise::{headcount_bound, optimise};
use chrono::Weekday;

use crate::support::lillstad;

pub(super) const BYGG: QueueIdx = QueueIdx(0);
const SKOLA: QueueIdx = QueueIdx(1);

/// Lillstad without rules, posts, contracts or breaks; who is needed and no more; shifts of these starts and lengths
/// `[h]`, one template each, open round the clock.
pub(super) fn bare(n_days: usize, shifts: &[(i32, i32)]) -> Scenario {
    let mut scenario = lillstad(n_days);
    scenario.aim = Aim::Fewest;
    scenario.simulate = false;
    scenario.rules.limits.clear();
    scenario.posts.clear();
    for day in &mut scenario.horizon.days {
        day.opening = vec![Span::new(day.start, day.start + day.minutes)];
    }
    let template = |&(start, hours): &(i32, i32)| ShiftTemplate {
        id: format!("{start}"),
        weekdays: [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun]
            .to_vec(),
        earliest_start: start * 60,
        latest_start: start * 60,
        start_step: 15,
        work: vec![hours * 60],
        breaks: vec![],
        most_per_day: None,
        outside_opening: false,
        weight: 1.0,
    };
    scenario.templates = shifts.iter().map(template).collect();
    for agent in &mut scenario.agents {
        agent.contract = None;
        agent.templates = (0..shifts.len()).map(TemplateIdx).collect();
    }
    scenario
}

pub(super) fn limit(scenario: &mut Scenario, rule: RuleId, value: i32) {
    scenario.rules.limits.insert(rule, Limit { value, source: "test".to_owned(), is_verified: false });
}

/// So many agents on `queue` on `day` between two clock times `[h]`, in every half-hour.
fn ask(requirement: &mut CoverRequirement, queue: QueueIdx, (day, from, to): (usize, usize, usize), agents: u32) {
    let intervals = (day * 48 + 2 * from)..(day * 48 + 2 * to);
    let row = |interval| CoverRow {
        interval: IntervalIdx(interval),
        queues: QueueSet::of([queue]),
        agents,
        origin: Origin::Given,
    };
    requirement.rows.extend(intervals.map(row));
}

pub(super) fn asking(rows: &[(QueueIdx, (usize, usize, usize), u32)]) -> CoverRequirement {
    let mut requirement = CoverRequirement::default();
    for &(queue, when, agents) in rows {
        ask(&mut requirement, queue, when, agents);
    }
    requirement
}

/// Headcount and people-half-hours missing; the proof must agree with the roster, and the judge with both.
pub(super) fn solve(scenario: &Scenario, requirement: &CoverRequirement) -> (usize, f64) {
    let (roster, certificate, shortage) = optimise(scenario, requirement, Watch::SILENT).expect("a roster");
    let missing: f64 = shortage.iter().map(|row| row.missing).sum();
    if shortage.is_empty() {
        assert_eq!(certificate.headcount_bound, Some(u32::try_from(roster.headcount()).expect("few")));
    }
    assert!(certificate.is_optimal && certificate.is_reproducible);
    let hard: Vec<_> =
        check(scenario, &roster).into_iter().filter(|v| v.severity == bemanna::model::Severity::Hard).collect();
    assert_eq!(hard, []);
    (roster.headcount(), missing)
}

#[test]
fn one_shift_a_day() {
    let scenario = bare(1, &[(8, 4), (12, 4)]);
    assert_eq!(solve(&scenario, &asking(&[(BYGG, (0, 8, 12), 1)])).0, 1);
    assert_eq!(solve(&scenario, &asking(&[(BYGG, (0, 8, 16), 1)])).0, 2);
}

#[test]
fn a_break_leaves_a_hole_that_another_fills() {
    let mut scenario = bare(1, &[(8, 8)]);
    let requirement = asking(&[(BYGG, (0, 8, 16), 1)]);
    assert_eq!(solve(&scenario, &requirement).0, 1);
    scenario.templates[0].breaks.push(BreakRule {
        kind: BreakKind::Lunch,
        minutes: 30,
        paid: false,
        if_work_over: 0,
        earliest_after_start: 120,
        latest_after_start: None,
        before_end: 120,
        between: None,
        most_at_once: None,
    });
    assert_eq!(solve(&scenario, &requirement).0, 2);
}

#[test]
fn a_template_is_worked_so_often_a_day() {
    let mut scenario = bare(1, &[(8, 8)]);
    let requirement = asking(&[(BYGG, (0, 9, 10), 2)]);
    assert_eq!(solve(&scenario, &requirement), (2, 0.0));
    scenario.templates[0].most_per_day = Some(1);
    assert_eq!(solve(&scenario, &requirement), (1, 2.0));
}

#[test]
fn contract_hours_bound_the_days_worked() {
    let mut scenario = bare(2, &[(8, 8)]);
    let requirement = asking(&[(BYGG, (0, 9, 10), 1), (BYGG, (1, 9, 10), 1)]);
    assert_eq!(solve(&scenario, &requirement).0, 1);
    for agent in &mut scenario.agents {
        agent.contract = Some(12 * 60);
    }
    assert_eq!(solve(&scenario, &requirement).0, 2);
    limit(&mut scenario, RuleId::ContractTolerance, 4 * 60);
    assert_eq!(solve(&scenario, &requirement).0, 1);
}

#[test]
fn of_as_few_people_those_who_are_paid_least() {
    // The pick leans towards long contracts; a shift of four hours does the same work.
    let mut scenario = bare(1, &[(8, 8), (8, 4)]);
    for (index, agent) in scenario.agents.iter_mut().enumerate() {
        agent.contract = Some(if index == 0 { 480 } else { 240 });
        agent.templates = vec![TemplateIdx(usize::from(index > 0))];
    }
    let requirement = asking(&[(BYGG, (0, 9, 10), 1)]);
    let (roster, certificate, _) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
    let paid: i32 = roster.stretches.iter().map(|s| s.end - s.start).sum();
    assert_eq!((roster.headcount(), paid), (1, 240));
    assert!(certificate.is_optimal && certificate.paid_minutes_bound.is_some_and(|bound| (bound - 240.0).abs() < 1.0));
}

#[test]
fn everybody_employed_gets_the_contracts_hours_needed_or_not() {
    let mut scenario = bare(2, &[(8, 8)]);
    scenario.aim = Aim::Contract;
    for agent in &mut scenario.agents {
        agent.contract = Some(16 * 60);
    }
    let requirement = asking(&[(BYGG, (0, 9, 10), 1)]);
    let (roster, ..) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
    assert_eq!(roster.headcount(), 1);
    for agent in 0..scenario.agents.len() {
        let minutes: i32 = roster.of(AgentIdx(agent)).iter().map(|s| s.end - s.start).sum();
        assert_eq!(minutes, 16 * 60, "{}", scenario.agents[agent].id);
    }
    assert_eq!(roster.stretches.iter().filter(|s| s.activity == Activity::Reserve).count(), 10);
}

#[test]
fn who_is_spared_rotates_with_the_week() {
    let mut scenario = bare(1, &[(8, 8)]);
    scenario.aim = Aim::Contract;
    let alike = bemanna::model::Agent { contract: Some(480), ..scenario.agents[0].clone() };
    scenario.agents = (0..3).map(|i| bemanna::model::Agent { id: format!("a{i}"), ..alike.clone() }).collect();
    let requirement = asking(&[(BYGG, (0, 9, 10), 1)]);
    let mut workers = Vec::new();
    for _ in 0..3 {
        let (roster, ..) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
        let on_contacts = roster.stretches.iter().filter(|s| s.activity == Activity::Contacts).map(|s| s.agent.0);
        workers.extend(on_contacts);
        for day in &mut scenario.horizon.days {
            day.date += chrono::Duration::weeks(1);
        }
    }
    workers.sort_unstable();
    assert_eq!(workers, [0, 1, 2]);
}

#[test]
fn rest_between_days() {
    let mut scenario = bare(2, &[(14, 8), (6, 8)]);
    let requirement = asking(&[(BYGG, (0, 20, 22), 1), (BYGG, (1, 6, 8), 1)]);
    assert_eq!(solve(&scenario, &requirement).0, 1);
    limit(&mut scenario, RuleId::DailyRest, 11 * 60);
    assert_eq!(solve(&scenario, &requirement).0, 2);
}

#[test]
fn a_cyclic_week_rests_over_its_end_too() {
    let mut scenario = bare(2, &[(14, 8), (6, 8)]);
    let requirement = asking(&[(BYGG, (1, 20, 22), 1), (BYGG, (0, 6, 8), 1)]);
    limit(&mut scenario, RuleId::DailyRest, 11 * 60);
    assert_eq!(solve(&scenario, &requirement).0, 1);
    scenario.horizon.cyclic = true;
    assert_eq!(solve(&scenario, &requirement).0, 2);
}

#[test]
fn a_rest_in_every_week() {
    let mut scenario = bare(7, &[(8, 8)]);
    let every_day: Vec<_> = (0..7).map(|day| (BYGG, (day, 9, 10), 1)).collect();
    assert_eq!(solve(&scenario, &asking(&every_day)).0, 1);
    limit(&mut scenario, RuleId::WeeklyRest, 36 * 60);
    assert_eq!(solve(&scenario, &asking(&every_day)).0, 2);
}

#[test]
fn evenings_a_week() {
    let mut scenario = bare(2, &[(12, 8)]);
    let requirement = asking(&[(BYGG, (0, 18, 20), 1), (BYGG, (1, 18, 20), 1)]);
    assert_eq!(solve(&scenario, &requirement).0, 1);
    for agent in &mut scenario.agents {
        agent.limits.evenings_per_week = Some(1);
    }
    assert_eq!(solve(&scenario, &requirement).0, 2);
}

#[test]
fn shifts_over_the_horizon() {
    let mut scenario = bare(2, &[(8, 8)]);
    let requirement = asking(&[(BYGG, (0, 9, 10), 1), (BYGG, (1, 9, 10), 1)]);
    assert_eq!(solve(&scenario, &requirement).0, 1);
    limit(&mut scenario, RuleId::ShiftsPerHorizon, 1);
    assert_eq!(solve(&scenario, &requirement).0, 2);
}

#[test]
fn a_pinned_meeting_is_held_and_not_counted_as_contacts() {
    let mut scenario = bare(1, &[(8, 8)]);
    let requirement = asking(&[(BYGG, (0, 9, 11), 1)]);
    let meeting =
        Stretch { agent: AgentIdx(0), start: Minute(10 * 60), end: Minute(11 * 60), activity: Activity::Meeting };
    scenario.agents.truncate(1);
    assert_eq!(solve(&scenario, &requirement), (1, 0.0));
    scenario.pinned = Roster::new(vec![meeting]);
    assert_eq!(solve(&scenario, &requirement), (1, 2.0));
    let (roster, ..) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
    assert!(roster.stretches.contains(&meeting));
}

#[test]
fn an_agent_of_two_queues_counts_once() {
    let mut scenario = bare(1, &[(8, 8)]);
    scenario.agents.retain(|agent| agent.id == "bo" || agent.id == "eva");
    let requirement = asking(&[(BYGG, (0, 9, 10), 1), (SKOLA, (0, 9, 10), 1)]);
    assert_eq!(solve(&scenario, &requirement), (2, 0.0));
    scenario.agents.truncate(1);
    assert_eq!(solve(&scenario, &requirement), (1, 2.0));
}

#[test]
fn a_pooled_row_holds_on_average_over_its_interval() {
    let mut scenario = bare(1, &[(8, 8)]);
    scenario.templates[0].earliest_start = 8 * 60 + 15;
    scenario.templates[0].latest_start = 8 * 60 + 15;
    let mut requirement = asking(&[(BYGG, (0, 8, 9), 1)]);
    assert!((solve(&scenario, &requirement).1 - 0.5).abs() < 1e-9, "the first quarter lacks one");
    for row in &mut requirement.rows {
        row.origin = Origin::Pooled;
    }
    assert_eq!(solve(&scenario, &requirement), (2, 0.0), "two for a quarter are one for a half-hour");
}

#[test]
fn a_seat_at_a_post_empties_a_queue_even_where_every_set_has_enough() {
    let mut scenario = bare(1, &[(8, 8)]);
    scenario.agents.retain(|agent| agent.id == "ann" || agent.id == "dan");
    let requirement = asking(&[(BYGG, (0, 9, 10), 1), (SKOLA, (0, 9, 10), 1)]);
    assert_eq!(solve(&scenario, &requirement), (2, 0.0));
    scenario.posts.push(Post {
        id: "reception".to_owned(),
        name: "Reception".to_owned(),
        skills: SkillSet::of([SkillIdx(2)]),
        agents: 1,
        opening: vec![Span::new(Minute(9 * 60), Minute(10 * 60))],
        shortest: 60,
        longest: 60,
    });
    assert_eq!(solve(&scenario, &requirement), (2, 2.0));
    let (roster, ..) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
    let manned: i32 =
        roster.stretches.iter().filter(|s| s.activity == Activity::Post(PostIdx(0))).map(|s| s.end - s.start).sum();
    assert_eq!(manned, 60);
}

#[test]
fn classes_of_many_are_dealt_out_to_names_with_rest() {
    // Two evenings, then two mornings: the four shifts of a class of four fit two people only without rest.
    let mut scenario = bare(2, &[(14, 8), (6, 8)]);
    let alike = scenario.agents[1].clone();
    scenario.agents = (0..4).map(|i| bemanna::model::Agent { id: format!("a{i}"), ..alike.clone() }).collect();
    let requirement = asking(&[(BYGG, (0, 20, 22), 2), (BYGG, (1, 6, 8), 2)]);
    assert_eq!(solve(&scenario, &requirement).0, 2);
    limit(&mut scenario, RuleId::DailyRest, 11 * 60);
    assert_eq!(solve(&scenario, &requirement).0, 4);
}

#[test]
fn staffed_time_bounds_people_without_a_requirement() {
    let scenario = bare(1, &[(8, 8)]);
    let row = |minutes| WorkloadRow {
        span: Span::new(Minute(0), Minute(1440)),
        queues: QueueSet::of([BYGG]),
        minutes,
        per_stretch: 0.0,
    };
    let bound = |minutes| {
        let requirement = CoverRequirement { workload: vec![row(minutes)], ..CoverRequirement::default() };
        headcount_bound(&scenario, &requirement, Watch::SILENT)
    };
    assert_eq!(bound(480.0), Some(1));
    assert_eq!(bound(481.0), Some(2));
}

#[test]
fn lillstads_week_is_legal_by_the_test_s_own_count() {
    let scenario = lillstad(5);
    let requirement = bemanna::demand::requirement(&scenario);
    let (roster, certificate, _) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
    assert!(certificate.headcount_bound.is_none_or(|bound| bound as usize <= roster.headcount()));
    for (index, agent) in scenario.agents.iter().enumerate() {
        let mine = roster.of(AgentIdx(index));
        let paid: i32 = mine.iter().filter(|s| s.activity != Activity::Lunch).map(|s| s.end - s.start).sum();
        assert_eq!(Some(paid), agent.contract, "{}", agent.id);
        for day in &scenario.horizon.days {
            let today: Vec<_> = mine.iter().filter(|s| day.span().contains(s.span())).collect();
            let (first, last) = (today[0].start - day.start, today[today.len() - 1].end - day.start);
            assert!((480..=510).contains(&first) && last <= 1020, "{} {first} {last}", agent.id);
            assert!(today.windows(2).all(|pair| pair[0].end == pair[1].start));
            let lunches: Vec<_> = today.iter().filter(|s| s.activity == Activity::Lunch).collect();
            assert_eq!(lunches.len(), 1);
            let lunch = (lunches[0].start - day.start, lunches[0].end - day.start);
            assert!(lunch.0 >= 660 && lunch.1 <= 810 && lunch.1 - lunch.0 == 30);
            assert!(lunch.0 - first <= 300 && last - lunch.1 <= 300, "no stretch over five hours");
        }
    }
    for day in &scenario.horizon.days {
        for minute in (day.start.0 + 480..day.start.0 + 1020).step_by(15) {
            let there = roster
                .stretches
                .iter()
                .filter(|s| s.start.0 <= minute && minute < s.end.0 && matches!(s.activity, Activity::Post(_)));
            assert_eq!(there.count(), 1, "one person in reception at {minute}");
        }
    }
    assert_eq!(check(&scenario, &roster), []);
}

#[test]
fn a_shift_over_the_end_of_a_cyclic_day_counts_at_both_ends_of_the_floor() {
    let mut scenario = bare(1, &[(21, 9)]);
    scenario.horizon.cyclic = true;
    // One shift of 540 minutes, 180 before midnight and 360 after: two give 1,080 and three 1,620.
    let row = WorkloadRow {
        span: scenario.horizon.days[0].span(),
        queues: scenario.live_queues(),
        minutes: 1150.0,
        per_stretch: 5.0,
    };
    let requirement = CoverRequirement { workload: vec![row], ..CoverRequirement::default() };
    let floor = headcount_bound(&scenario, &requirement, Watch::SILENT);
    assert_eq!(floor, Some(3), "the longest part alone, 365, would ask for four");
}
