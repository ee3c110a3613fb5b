//! A sample plan of Lillstad, invented but consistent, for the tests of report.

use bemanna::model::{
    Activity, Addition, AgentIdx, Breach, BreakKind, BreakRule, Certificate, Cost, CoverRequirement, CoverRow, Cure,
    DayIdx, Fact, IntervalIdx, Minute, Origin, Performance, Plan, PostIdx, Promised, QueueIdx, QueueSet, Roster,
    RuleId, Scenario, Service, Severity, Shortage, SkillIdx, SkillSet, Span, Status, Step, Stretch, Tally, Verdict,
    Violation,
};

use crate::support::lillstad;

/// Invented but consistent: six people, reception in four turns, two breaks, one shortage, one target missed.
pub(crate) fn sample() -> Plan {
    let mut scenario = lillstad(5);
    "Lillstads kundcenter".clone_into(&mut scenario.name);
    for (agent, name) in scenario.agents.iter_mut().zip([
        "Anna Bergqvist",
        "Birger Åsén",
        "Carina Hammarlund",
        "David Ottosson",
        "Elin Fjällström",
        "Fatima Haddad",
    ]) {
        name.clone_into(&mut agent.name);
    }
    "Bygga, gator och miljö".clone_into(&mut scenario.queues[0].name);
    "Skola och förskola".clone_into(&mut scenario.queues[1].name);
    scenario.templates[0].breaks.push(BreakRule {
        kind: BreakKind::Break,
        minutes: 15,
        paid: true,
        if_work_over: 0,
        earliest_after_start: 60,
        latest_after_start: None,
        before_end: 60,
        between: None,
        most_at_once: None,
    });
    let fact = |what: &str, value: &str, is_assumed| Fact {
        what: what.to_owned(),
        value: value.to_owned(),
        source: "antagande: ingen uppgift publicerad".to_owned(),
        is_assumed,
        told: None,
    };
    scenario.facts = vec![
        fact("Handläggningstid", "300 s", true),
        fact("Öppettider", "08–17", false),
        fact("Fördelning över dagen", "jämn", true),
    ];
    scenario.inputs_sha256 = "0".repeat(64);
    let roster = Roster::new((0..5).flat_map(|day| day_of(&scenario, day)).collect());
    plan_of(scenario, roster)
}

/// One day: five in turn at the desk, each with lunch and a pause at the turn's time, and the sixth in reserve.
fn day_of(scenario: &Scenario, day: usize) -> Vec<Stretch> {
    // Per turn: start of the shift, then desk, lunch and pause.
    let turns = [
        (480, (480, 570), 660, 600),
        (480, (570, 660), 750, 870),
        (480, (660, 780), 780, 570),
        (510, (780, 900), 690, 615),
        (510, (900, 1020), 720, 630),
    ];
    let midnight = scenario.horizon.days[day].start.0;
    let mut out = Vec::new();
    for agent in 0..6_usize {
        let mut at = |from: i32, to: i32, activity| {
            if from < to {
                let (start, end) = (Minute(midnight + from), Minute(midnight + to));
                out.push(Stretch { agent: AgentIdx(agent), start, end, activity });
            }
        };
        if agent == 5 {
            at(480, 690, Activity::Reserve);
            at(690, 720, Activity::Lunch);
            at(720, 990, Activity::Reserve);
            continue;
        }
        let (start, desk, lunch, pause) = turns[(agent + day) % 5];
        let mut duties = vec![
            (desk.0, desk.1, Activity::Post(PostIdx(0))),
            (lunch, lunch + 30, Activity::Lunch),
            (pause, pause + 15, Activity::Break),
        ];
        if day == 2 && agent < 2 {
            duties.push((930, 960, Activity::Meeting));
        }
        duties.sort_unstable_by_key(|duty| duty.0);
        let mut now = start;
        for (from, to, activity) in duties {
            at(now, from, Activity::Contacts);
            at(from, to, activity);
            now = to;
        }
        at(now, start + 510, Activity::Contacts);
    }
    out
}

fn plan_of(scenario: Scenario, roster: Roster) -> Plan {
    let horizon = &scenario.horizon;
    let open: Vec<IntervalIdx> =
        (0..horizon.n_intervals()).filter(|i| (16..34).contains(&(i % 48))).map(IntervalIdx).collect();
    let sets = [QueueSet::of([QueueIdx(0)]), QueueSet::of([QueueIdx(1)]), QueueSet::first(2)];
    let mut requirement = CoverRequirement::default();
    for &interval in &open {
        for (set, agents) in sets.into_iter().zip([1, 1, 2 + u32::from(interval.0 % 48 < 24)]) {
            requirement.rows.push(CoverRow { interval, queues: set, agents, origin: Origin::Pooled });
        }
    }
    let target = |queue: usize| scenario.queues[queue].target.expect("Lillstad promises something");
    let service = (0..2).flat_map(|queue| {
        (0..5).map(move |day| {
            let low_point = queue == 0 && day == 2;
            let share =
                if low_point { 0.765 } else { 0.853 + 0.01 * f64::from(u8::try_from(day + 2 * queue).expect("few")) };
            (queue, day, share)
        })
    });
    let service: Vec<Service> = service
        .map(|(queue, day, share)| Service {
            queue: QueueIdx(queue),
            day: Some(DayIdx(day)),
            interval: None,
            promised: Promised::Answered(target(queue)),
            offered: 108.0,
            value: share,
            low: share - 0.011,
            high: share + 0.011,
            abandoned_share: 0.081,
            mean_wait_s: 42.0,
            p95_wait_s: 170.0,
            chance: if share < 0.8 { 0.31 } else { 0.95 },
            verdict: if share < 0.8 { Verdict::Missed } else { Verdict::Met },
        })
        .collect();
    let tally = |i: usize| {
        if (16..34).contains(&(i % 48)) {
            Tally {
                offered: 6.0,
                answered: 5.5,
                answered_within: 5.1,
                abandoned: 0.5,
                wait_s: 252.0,
                handled_s: 1650.0,
                ..Tally::default()
            }
        } else {
            Tally::default()
        }
    };
    let n = horizon.n_intervals();
    let performance = Performance {
        service,
        tallies: vec![(0..n).map(tally).collect(); 2],
        p95_wait_s: vec![vec![None; n]; 2],
        occupancy: (0..n).map(|i| (16..34).contains(&(i % 48)).then_some(0.62)).collect(),
        groups: vec![],
        replications: 400,
        contacts: 432_000,
    };
    let wednesday = 2 * 48;
    Plan {
        contradictions: vec![],
        unmanned: vec![],
        status: Status::Short,
        requirement,
        headcount: roster.headcount(),
        certificate: Certificate {
            headcount_bound: Some(5),
            paid_minutes_bound: Some(14_100.0),
            workload_floor: Some(3),
            pooled_reference: Some(4),
            is_optimal: true,
            is_reproducible: true,
            ..Certificate::default()
        },
        shortage: vec![
            Shortage { interval: IntervalIdx(wednesday + 26), queues: sets[0], missing: 1.0 },
            Shortage { interval: IntervalIdx(wednesday + 27), queues: sets[0], missing: 0.5 },
        ],
        cure: Some(one_more()),
        survival: None,
        violations: vec![Violation {
            breach: Breach::Rule { rule: RuleId::LongestStretch, measured: 315, limit: 300 },
            agent: Some(AgentIdx(4)),
            span: Span::new(Minute(480), Minute(795)),
            severity: Severity::Hard,
        }],
        performance: Some(performance),
        cost: bemanna::cost::cost(&scenario, &roster),
        cover: bemanna::pipeline::skills(&scenario, &roster).cover,
        path: vec![
            Step { people: 6, missed: 0, worst_margin: 0.031, evaluations: 120 },
            Step { people: 5, missed: 1, worst_margin: -0.035, evaluations: 4_210 },
        ],
        scenario,
        roster,
    }
}

/// One person more, who knows the first skill.
fn one_more() -> Cure {
    let shifts = vec![Span::new(Minute(480), Minute(990))];
    Cure { additions: vec![Addition { skills: SkillSet::of([SkillIdx(0)]), shifts }] }
}

/// The same plan with everything well.
pub(crate) fn fine() -> Plan {
    let mut plan = sample();
    plan.status = Status::Proven;
    plan.certificate.workload_floor = Some(5);
    plan.shortage.clear();
    plan.violations.clear();
    for service in plan.performance.iter_mut().flat_map(|found| &mut found.service) {
        if service.value < 0.8 {
            (service.value, service.low, service.high) = (0.842, 0.833, 0.851);
        }
        service.verdict = Verdict::Met;
        service.chance = 0.96;
    }
    plan
}

/// A plan of nothing but this roster.
pub(crate) fn bare_plan(scenario: Scenario, roster: Roster) -> Plan {
    Plan {
        scenario,
        roster,
        performance: None,
        requirement: CoverRequirement::default(),
        shortage: Vec::new(),
        violations: Vec::new(),
        cost: Cost::default(),
        cover: Vec::new(),
        ..sample()
    }
}
