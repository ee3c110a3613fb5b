//! Rules of several days and weeks: each judged, and kept by the optimiser neither more nor less than judged.

mod fair;
mod history;
mod keys;
mod pins;
mod report;

use bemanna::check::check;
use bemanna::model::{
    Absence, Activity, AgentIdx, Aim, Breach, CoverRequirement, CoverRow, History, IntervalIdx, Limit, Minute, Origin,
    QueueIdx, QueueSet, Roster, RuleId, Scenario, ShiftTemplate, Span, Stretch, TemplateIdx, Watch,
};
use bemanna::optimise::optimise;
use chrono::Weekday;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::support::lillstad;

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// One kind of shift, 8 to 16, every day of the week; `n_agents` people, nobody with a contract.
pub(crate) fn daily(n_days: usize, n_agents: usize) -> Scenario {
    let mut scenario = lillstad(n_days);
    scenario.aim = Aim::Fewest;
    scenario.simulate = false;
    scenario.rules.limits.clear();
    scenario.posts.clear();
    scenario.templates = vec![ShiftTemplate {
        id: "dag".to_owned(),
        weekdays: WEEK.to_vec(),
        earliest_start: 8 * 60,
        latest_start: 8 * 60,
        start_step: 15,
        work: vec![8 * 60],
        breaks: vec![],
        most_per_day: None,
        outside_opening: false,
        weight: 1.0,
    }];
    scenario.agents.truncate(n_agents);
    for agent in &mut scenario.agents {
        agent.contract = None;
        agent.templates = vec![TemplateIdx(0)];
        agent.skills = bemanna::model::SkillSet::of([bemanna::model::SkillIdx(0)]);
    }
    scenario
}

pub(crate) fn limit(scenario: &mut Scenario, rule: RuleId, value: i32) {
    scenario.rules.limits.insert(rule, Limit { value, source: "prov".to_owned(), is_verified: false });
}

/// Work from 8 to 16 on these days.
fn works(agent: usize, days: &[usize]) -> Vec<Stretch> {
    let stretch = |&day: &usize| {
        let midnight = Minute(i32::try_from(day).expect("few days") * 1440);
        Stretch { agent: AgentIdx(agent), start: midnight + 480, end: midnight + 960, activity: Activity::Contacts }
    };
    days.iter().map(stretch).collect()
}

/// The rules that somebody who works on these days breaks, with measured and limit, and from which day to which.
fn broken(scenario: &Scenario, days: &[usize]) -> Vec<(RuleId, i32, i32, (i32, i32))> {
    let found = check(scenario, &Roster::new(works(0, days)));
    let rule = |violation: bemanna::model::Violation| match violation.breach {
        Breach::Rule { rule, measured, limit } => {
            let Span { start, end } = violation.span;
            Some((rule, measured, limit, (start.0.div_euclid(1440), (end.0 - 1).div_euclid(1440))))
        }
        _ => None,
    };
    found.into_iter().filter_map(rule).collect()
}

#[test]
fn too_many_days_in_a_row_are_told_also_from_before_the_plan() {
    let mut scenario = daily(14, 1);
    limit(&mut scenario, RuleId::DaysInRow, 5);
    assert_eq!(broken(&scenario, &[0, 1, 2, 3, 4, 6, 7]), []);
    assert_eq!(broken(&scenario, &[2, 3, 4, 5, 6, 7]), [(RuleId::DaysInRow, 6, 5, (2, 7))]);
    scenario.agents[0].history = History { days_in_row: 4, ..History::default() };
    assert_eq!(broken(&scenario, &[0, 2]), []);
    assert_eq!(broken(&scenario, &[0, 1]), [(RuleId::DaysInRow, 6, 5, (0, 1))]);
    assert_eq!(broken(&scenario, &[1, 2, 3, 4, 5]), []);
    scenario.horizon.cyclic = true;
    assert_eq!(broken(&scenario, &[0, 1, 11, 12, 13]), []);
    assert_eq!(broken(&scenario, &[0, 1, 2, 11, 12, 13]), [(RuleId::DaysInRow, 6, 5, (11, 16))]);
    assert_eq!(broken(&scenario, &(0..14).collect::<Vec<_>>()), [(RuleId::DaysInRow, 14, 5, (0, 13))]);
}

#[test]
fn single_days_off_are_told_unless_nobody_could_work_them() {
    let mut scenario = daily(14, 1);
    limit(&mut scenario, RuleId::DaysOffTogether, 2);
    assert_eq!(broken(&scenario, &[0, 1, 4, 5, 13]), []);
    assert_eq!(broken(&scenario, &[0, 1, 3]), [(RuleId::DaysOffTogether, 1, 2, (2, 2))]);
    let absence = |day: i32| Absence {
        span: Span::new(Minute(day * 1440), Minute((day + 1) * 1440)),
        kind: "ledig".to_owned(),
        counted: 0,
    };
    let mut away = scenario.clone();
    away.agents[0].absences = vec![absence(2)];
    assert_eq!(broken(&away, &[0, 1, 3]), []);
    away.agents[0].absences.clear();
    away.horizon.days[2].opening.clear();
    assert_eq!(broken(&away, &[0, 1, 3]), []);
    // Friday was worked, Saturday and Sunday are the plan's: from Sunday evening on it is one day off, then none.
    scenario.agents[0].last_end = Some(Minute(-480));
    assert_eq!(broken(&scenario, &[1, 2]), [(RuleId::DaysOffTogether, 1, 2, (0, 0))]);
    assert_eq!(broken(&scenario, &[0, 1]), []);
    assert_eq!(broken(&scenario, &[2, 3]), []);
}

#[test]
fn weekends_are_counted_whole_and_half() {
    let mut scenario = daily(14, 1);
    limit(&mut scenario, RuleId::HalfWeekends, 0);
    limit(&mut scenario, RuleId::WeekendsPerHorizon, 1);
    assert_eq!(broken(&scenario, &[5, 6]), []);
    assert_eq!(broken(&scenario, &[5]), [(RuleId::HalfWeekends, 1, 0, (5, 6))]);
    assert_eq!(broken(&scenario, &[5, 6, 12, 13]), [(RuleId::WeekendsPerHorizon, 2, 1, (13, 13))]);
    // Closed on Sundays there is nothing to halve.
    scenario.horizon.days[6].opening.clear();
    assert_eq!(broken(&scenario, &[5]), []);
}

#[test]
fn seven_days_without_a_long_rest_are_told_where_weeks_are_not() {
    let mut scenario = daily(14, 1);
    limit(&mut scenario, RuleId::WeeklyRest, 30 * 60);
    limit(&mut scenario, RuleId::RollingRest, 30 * 60);
    // A rest of 32 hours in each week, on Monday and on the next Sunday: between them twelve days in a row.
    let days: Vec<usize> = (1..13).collect();
    assert_eq!(broken(&scenario, &days), [(RuleId::RollingRest, 16 * 60, 30 * 60, (1, 7))]);
    assert_eq!(broken(&scenario, &[0, 1, 2, 3, 4, 7, 8, 9, 10, 11]), []);
}

/// Rules, the first person's history, and on which days somebody is needed.
#[derive(Debug, Clone)]
struct Case {
    limits: Vec<(RuleId, i32)>,
    cyclic: bool,
    days_in_row: u32,
    last_end: Option<i32>,
    needed: u16,
    start: u64,
}

const N_DAYS: usize = 10;

fn cases() -> impl Strategy<Value = Case> {
    let rule = |rule: RuleId, values: std::ops::RangeInclusive<i32>| {
        prop::option::of(values).prop_map(move |value| value.map(|value| (rule, value)))
    };
    let limits = (
        rule(RuleId::DaysInRow, 1..=5),
        rule(RuleId::DaysOffTogether, 2..=3),
        rule(RuleId::HalfWeekends, 0..=1),
        rule(RuleId::WeekendsPerHorizon, 0..=1),
        prop::option::of(30..=60).prop_map(|hours| hours.map(|hours| (RuleId::RollingRest, hours * 60))),
    );
    let before = (0_u32..4, prop::option::of(1_i32..4));
    (limits, prop::bool::weighted(0.3), before, any::<u16>(), 0_u64..7).prop_map(
        |(limits, cyclic, (days_in_row, last_end), needed, start)| Case {
            limits: [limits.0, limits.1, limits.2, limits.3, limits.4].into_iter().flatten().collect(),
            cyclic,
            days_in_row,
            last_end: last_end.map(|days| 960 - days * 1440),
            needed: needed % (1 << N_DAYS),
            start,
        },
    )
}

impl Case {
    fn build(&self) -> Scenario {
        let mut scenario = daily(N_DAYS, 3);
        for day in &mut scenario.horizon.days {
            day.date = day.date + chrono::Days::new(self.start);
        }
        scenario.horizon.cyclic = self.cyclic;
        for &(rule, value) in &self.limits {
            limit(&mut scenario, rule, value);
        }
        let first = &mut scenario.agents[0];
        first.last_end = self.last_end.map(Minute);
        let worked_yesterday = self.last_end.is_some_and(|end| end > -1440);
        first.history.days_in_row = if worked_yesterday { self.days_in_row.max(1) } else { 0 };
        scenario
    }

    fn needs(&self, day: usize) -> bool {
        self.needed >> day & 1 == 1
    }

    fn requirement(&self) -> CoverRequirement {
        let row = |day: usize| CoverRow {
            interval: IntervalIdx(day * 48 + 20),
            queues: QueueSet::of([QueueIdx(0)]),
            agents: 1,
            origin: Origin::Given,
        };
        let rows = (0..N_DAYS).filter(|&day| self.needs(day)).map(row).collect();
        CoverRequirement { rows, ..CoverRequirement::default() }
    }
}

/// The sets of days that the judge lets an agent work.
fn legal(scenario: &Scenario, agent: usize) -> Vec<u16> {
    let days = |set: u16| (0..N_DAYS).filter(|&day| set >> day & 1 == 1).collect::<Vec<_>>();
    (0..1_u16 << N_DAYS).filter(|&set| check(scenario, &Roster::new(works(agent, &days(set)))).is_empty()).collect()
}

/// The fewest of three people whose days together are `needed`; `None` when three are too few.
fn fewest(sets: [&[u16]; 3], needed: u16) -> Option<usize> {
    if needed == 0 {
        return Some(0);
    }
    let covers = |set: u16| set & needed == needed;
    if sets.iter().any(|legal| legal.iter().any(|&set| covers(set))) {
        return Some(1);
    }
    let two = |a: &[u16], b: &[u16]| a.iter().any(|&x| b.iter().any(|&y| covers(x | y)));
    if two(sets[0], sets[1]) || two(sets[1], sets[2]) {
        return Some(2);
    }
    let three = sets[0].iter().any(|&x| sets[1].iter().any(|&y| sets[2].iter().any(|&z| covers(x | y | z))));
    three.then_some(3)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        rng_seed: RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// The optimiser needs exactly as many people as trying all sets of days that the judge allows.
    #[test]
    fn the_fewest_people_under_rules_of_weeks_are_found(case in cases()) {
        let scenario = case.build();
        let (roster, certificate, shortage) =
            optimise(&scenario, &case.requirement(), Watch::SILENT).expect("a roster");
        prop_assert_eq!(check(&scenario, &roster), []);
        let (first, other) = (legal(&scenario, 0), legal(&scenario, 1));
        match fewest([&first, &other, &other], case.needed) {
            Some(people) => {
                prop_assert_eq!(&shortage, &[]);
                prop_assert_eq!(roster.headcount(), people);
                prop_assert!(certificate.headcount_bound.is_none_or(|bound| bound as usize <= people));
            }
            None => prop_assert!(!shortage.is_empty()),
        }
    }
}
