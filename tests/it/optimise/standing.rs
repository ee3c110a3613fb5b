//! Weeks that close on themselves, and rows on sets of queues that lie within each other or cross.

use bemanna::check::check;
use bemanna::model::{
    Agent, CoverRequirement, CoverRow, GivenRow, IntervalIdx, Origin, Queue, QueueIdx, QueueSet, RuleId, Seconds,
    Skill, SkillIdx, SkillSet, Watch,
};
use bemanna::optimise::optimise;

use super::constraints::{BYGG, asking, bare, limit, solve};

#[test]
fn a_night_over_the_end_of_a_cyclic_week_takes_from_the_rest_at_its_start() {
    // Nights from Wednesday to Sunday leave Monday 00 to Wednesday 20 free, 68 hours; on a week that closes on itself the
    // last one ends on Monday at 08.
    let mut scenario = bare(7, &[(20, 12)]);
    let nights: Vec<_> = (2..7).map(|day| (BYGG, (day, 21, 23), 1)).collect();
    limit(&mut scenario, RuleId::WeeklyRest, 62 * 60);
    assert_eq!(solve(&scenario, &asking(&nights)).0, 1);
    scenario.horizon.cyclic = true;
    assert_eq!(solve(&scenario, &asking(&nights)).0, 2);
    limit(&mut scenario, RuleId::WeeklyRest, 60 * 60);
    assert_eq!(solve(&scenario, &asking(&nights)).0, 1);
}

#[test]
fn a_centre_that_never_closes_has_a_standing_week() {
    // One person round the clock, every day: 21 shifts of eight hours, at most five each with 11 hours between them.
    let mut scenario = bare(7, &[(6, 8), (14, 8), (22, 8)]);
    scenario.horizon.cyclic = true;
    for agent in &mut scenario.agents {
        agent.contract = Some(40 * 60);
    }
    limit(&mut scenario, RuleId::DailyRest, 11 * 60);
    limit(&mut scenario, RuleId::WeeklyRest, 36 * 60);
    let whole: Vec<_> = (0..7).map(|day| (BYGG, (day, 0, 24), 1)).collect();
    for agent in &mut scenario.agents {
        agent.skills = SkillSet::of([SkillIdx(0), SkillIdx(1)]);
    }
    assert_eq!(solve(&scenario, &asking(&whole)), (5, 0.0));
}

#[test]
fn rows_within_rows_and_rows_that_cross_are_read_as_the_judge_reads_them() {
    let mut scenario = bare(1, &[(8, 8)]);
    let queue = |i: usize| {
        let skills = SkillSet::of([SkillIdx(i)]);
        Queue::new(format!("q{i}"), skills, Seconds::new(300.0))
    };
    let skill = |i: usize| Skill { id: format!("s{i}"), name: format!("s{i}") };
    scenario.skills = (0..4).map(skill).collect();
    scenario.queues = (0..4).map(queue).collect();
    scenario.forecast = vec![scenario.forecast[0].clone(); 4];
    let like = scenario.agents[0].clone();
    let employed = |sets: &[&[usize]]| -> Vec<Agent> {
        let agent = |(i, set): (usize, &&[usize])| Agent {
            id: format!("a{i}"),
            skills: SkillSet::of(set.iter().map(|&s| SkillIdx(s))),
            ..like.clone()
        };
        sets.iter().enumerate().map(agent).collect()
    };
    let mut missing = |rows: &[(&[usize], u32)], sets: &[&[usize]]| {
        scenario.agents = employed(sets);
        let mut requirement = CoverRequirement::default();
        scenario.given.clear();
        for (queues, agents) in rows {
            let queues = QueueSet::of(queues.iter().map(|&q| QueueIdx(q)));
            let row = CoverRow { interval: IntervalIdx(20), queues, agents: *agents, origin: Origin::Given };
            scenario.given.push(GivenRow { interval: row.interval, queues, agents: *agents });
            requirement.rows.push(row);
        }
        let missing = solve(&scenario, &requirement).1;
        let (roster, ..) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
        assert_eq!(check(&scenario, &roster).is_empty(), missing < 1e-9, "the judge agrees");
        missing
    };
    // Rows 0|1 and 2 together ask for four, and the third person of 0|1 is the only one who knows 2.
    let nested: [(&[usize], u32); 6] = [(&[0], 1), (&[1], 1), (&[0, 1], 3), (&[2], 1), (&[3], 1), (&[2, 3], 2)];
    assert!((missing(&nested, &[&[0], &[1], &[1, 2], &[3], &[3]]) - 1.0).abs() < 1e-9);
    assert!(missing(&nested, &[&[0], &[1], &[1, 2], &[3], &[2]]) < 1e-9);
    // Rows that cross count the one who knows both in each.
    let crossing: [(&[usize], u32); 2] = [(&[0, 1], 1), (&[1, 2], 1)];
    assert!(missing(&crossing, &[&[1]]) < 1e-9);
    assert!((missing(&crossing, &[&[0]]) - 1.0).abs() < 1e-9);
}
