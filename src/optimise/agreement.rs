//! Both engines on small random centres: the same optimum at every level of the aim.

use chrono::NaiveDate;

use super::classes::classes;
use super::cuts::state_violated;
use super::engine::{Ending, Limits, Mip, Outcome, solve};
use super::levels::{Solved, stated};
use super::microlp;
use crate::model::{
    Agent, Aim, BreakKind, BreakRule, CoverRequirement, CoverRow, Horizon, IntervalIdx, Minute, Origin, Queue,
    QueueIdx, QueueSet, Scenario, Seconds, ShiftTemplate, Skill, SkillIdx, SkillSet, Span, TemplateIdx, Watch,
};

/// A number below `n`, the next of a sequence.
fn draw(state: &mut u64, n: u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from((*state >> 33) % n).expect("small")
}

/// One or two days open 08-16 by hours, two queues, three to five agents, people asked for in some hours.
fn centre(seed: u64) -> (Scenario, CoverRequirement) {
    let mut state = seed;
    let n_days = 1 + draw(&mut state, 2);
    let mut horizon = Horizon::new(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), n_days, 60, 60);
    for day in &mut horizon.days {
        day.opening = vec![Span::new(day.start + 480, day.start + 960)];
    }
    let mut scenario = Scenario::new("x", horizon);
    scenario.aim = Aim::Fewest;
    scenario.simulate = false;
    scenario.skills = (0..2).map(|i| Skill { id: format!("s{i}"), name: format!("s{i}") }).collect();
    let queue = |i| Queue::new(format!("q{i}"), SkillSet::of([SkillIdx(i)]), Seconds::new(300.0));
    scenario.queues = (0..2).map(queue).collect();
    scenario.templates = vec![ShiftTemplate {
        id: "day".to_owned(),
        weekdays: vec![chrono::Weekday::Mon, chrono::Weekday::Tue],
        earliest_start: 480,
        latest_start: 660,
        start_step: 60,
        work: vec![240, 300],
        breaks: vec![BreakRule {
            kind: BreakKind::Lunch,
            minutes: 60,
            paid: false,
            if_work_over: 240,
            earliest_after_start: 60,
            latest_after_start: Some(180),
            before_end: 60,
            between: None,
            most_at_once: None,
        }],
        most_per_day: None,
        outside_opening: false,
        weight: 1.0,
    }];
    for i in 0..3 + draw(&mut state, 3) {
        let skills = SkillSet([1, 2, 3][draw(&mut state, 3)]);
        let contract = [None, Some(300), Some(540)][draw(&mut state, 3)];
        let templates = vec![TemplateIdx(0)];
        scenario.agents.push(Agent { contract, templates, ..Agent::new(format!("a{i}"), skills) });
    }
    let mut requirement = CoverRequirement::default();
    for hour in 0..scenario.horizon.n_intervals() {
        let clock = scenario.horizon.clock(Minute(i32::try_from(hour).unwrap() * 60)).minute / 60;
        let sets = [QueueSet::of([QueueIdx(0)]), QueueSet::of([QueueIdx(1)]), QueueSet::first(2)];
        for queues in sets.into_iter().filter(|_| (8..16).contains(&clock)) {
            let agents = [0, 0, 1, 1, 2][draw(&mut state, 5)];
            if agents > 0 {
                requirement.rows.push(CoverRow { interval: IntervalIdx(hour), queues, agents, origin: Origin::Given });
            }
        }
    }
    (scenario, requirement)
}

/// Shortage, people and what is left of the cost, at the optimum by one engine.
fn levels(solved: &mut Solved<'_>, engine: fn(&Mip, &Limits<'_>) -> Outcome) -> [f64; 3] {
    loop {
        let outcome = engine(&solved.week.mip, &Limits::proof(Watch::SILENT));
        assert_eq!(outcome.ending, Ending::Optimal);
        let values = outcome.values.expect("an optimum");
        if state_violated(&mut solved.week, &mut solved.cover, &values) == (0, 0) {
            let (short, people) = (solved.shortage_cost(&values), solved.people(&values));
            return [short, people, solved.cost(&values) - short - super::cover::PERSON * people];
        }
    }
}

#[test]
fn both_engines_find_the_same_optimum_at_every_level() {
    let mut seen_short = 0;
    for seed in 0..24 {
        let (scenario, requirement) = centre(seed);
        let classes = classes(&scenario);
        let one = levels(&mut stated(&scenario, &classes, &requirement, &[]), solve);
        let other = levels(&mut stated(&scenario, &classes, &requirement, &[]), microlp::solve);
        // A cost in the millions is known to the engines' own tolerance.
        let slack = 1e-6 * (1.0 + one[0]);
        for (level, (a, b)) in one.into_iter().zip(other).enumerate() {
            assert!((a - b).abs() < slack.max(1e-4), "seed {seed}, level {level}: {a} and {b}");
        }
        seen_short += usize::from(one[0] > 1.0);
    }
    assert!((1..24).contains(&seen_short), "both kinds are tried: {seen_short} short");
}
