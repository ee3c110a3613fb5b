//! A tiny named centre, built in code, that tests twist.

use bemanna::model::{
    Agent, BreakKind, BreakRule, Forecast, Horizon, Limit, Post, Queue, RuleId, Scenario, Scope, Seconds,
    ServiceDefinition, Share, ShiftTemplate, Skill, SkillIdx, SkillSet, Span, Target, TemplateIdx,
};
use chrono::{NaiveDate, Weekday};

/// Monday 23 November 2026, an ordinary week without holidays or clock changes.
pub(crate) fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

/// "Lillstad": `n_days` days open 08-17, half-hours, a quarter-hour grid, two queues ("bygg", "skola"), one post
/// ("reception"), six full-time agents: ann, bo and cia know bygg and reception, dan, eva and fia skola and reception,
/// and bo and eva both queues. Contacts: six per half-hour and queue of 300 s.
pub(crate) fn lillstad(n_days: usize) -> Scenario {
    let mut horizon = Horizon::new(monday(), n_days, 30, 15);
    for day in &mut horizon.days {
        day.opening = vec![Span::new(day.start + 8 * 60, day.start + 17 * 60)];
    }
    let mut scenario = Scenario::new("Lillstad", horizon);
    let skill = |id: &str| Skill { id: id.to_owned(), name: id.to_owned() };
    scenario.skills = vec![skill("bygg"), skill("skola"), skill("reception")];
    let skills = |indices: &[usize]| SkillSet::of(indices.iter().map(|&i| SkillIdx(i)));
    let queue = |id: &str, skill: usize| Queue {
        patience: Some(Seconds::new(240.0)),
        target: Some(Target {
            share: Share::new(0.8),
            within: Seconds::new(120.0),
            scope: Scope::Day,
            definition: ServiceDefinition::AnsweredOfOffered,
            floor: None,
        }),
        ..Queue::new(id, skills(&[skill]), Seconds::new(300.0))
    };
    scenario.queues = vec![queue("bygg", 0), queue("skola", 1)];
    let opening = scenario.horizon.days.iter().flat_map(|day| day.opening.clone()).collect();
    scenario.posts = vec![Post {
        id: "reception".to_owned(),
        name: "Reception".to_owned(),
        skills: skills(&[2]),
        agents: 1,
        opening,
        shortest: 60,
        longest: 240,
    }];
    scenario.templates = vec![day_template()];
    let agent = |id: &str, known: &[usize]| Agent {
        contract: Some(8 * 60 * i32::try_from(n_days).expect("few days")),
        templates: vec![TemplateIdx(0)],
        ..Agent::new(id, skills(known))
    };
    scenario.agents = vec![
        agent("ann", &[0, 2]),
        agent("bo", &[0, 1, 2]),
        agent("cia", &[0, 2]),
        agent("dan", &[1, 2]),
        agent("eva", &[0, 1, 2]),
        agent("fia", &[1, 2]),
    ];
    let open = |interval: usize| (16..34).contains(&(interval % 48));
    let forecast = |_queue: usize| {
        (0..scenario.horizon.n_intervals())
            .map(|i| Forecast { contacts: if open(i) { 6.0 } else { 0.0 }, handle_time: Seconds::new(300.0) })
            .collect()
    };
    scenario.forecast = (0..2).map(forecast).collect();
    "test".clone_into(&mut scenario.rules.set);
    for (rule, value) in [
        (RuleId::DailyRest, 11 * 60),
        (RuleId::LongestSpan, 13 * 60),
        (RuleId::LongestStretch, 5 * 60),
        (RuleId::ShortestBreak, 30),
        (RuleId::ShiftsPerDay, 1),
        (RuleId::ContractTolerance, 0),
    ] {
        let limit = Limit { value, source: "test".to_owned(), is_verified: false };
        scenario.rules.limits.insert(rule, limit);
    }
    scenario
}

/// Eight paid hours with half an hour of lunch between 11:00 and 13:30, starting 08:00 to 08:30.
pub(crate) fn day_template() -> ShiftTemplate {
    ShiftTemplate {
        id: "dag".to_owned(),
        weekdays: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
        earliest_start: 8 * 60,
        latest_start: 8 * 60 + 30,
        start_step: 15,
        work: vec![8 * 60],
        breaks: vec![BreakRule {
            kind: BreakKind::Lunch,
            minutes: 30,
            paid: false,
            if_work_over: 5 * 60,
            earliest_after_start: 120,
            latest_after_start: Some(5 * 60),
            before_end: 60,
            between: Some((11 * 60, 13 * 60 + 30)),
            most_at_once: None,
        }],
        most_per_day: None,
        outside_opening: false,
        weight: 1.0,
    }
}
