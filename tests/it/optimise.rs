//! The exact optimiser against published optima, and each of its constraints alone.

mod constraints;
mod size;
mod standing;

use std::path::Path;

use bemanna::model::{Aim, CoverRequirement, CoverRow, Origin, RuleId, Scenario, Watch};
use bemanna::optimise::{headcount_bound, optimise};

fn benchmark(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/benchmarks").join(name);
    bemanna::input::load(&folder).expect("the benchmark loads")
}

/// The given rows of a scenario as its requirement.
fn given(scenario: &Scenario) -> CoverRequirement {
    let rows = scenario.given.iter().map(|row| CoverRow {
        interval: row.interval,
        queues: row.queues,
        agents: row.agents,
        origin: Origin::Given,
    });
    CoverRequirement { rows: rows.collect(), ..CoverRequirement::default() }
}

/// People and the bound on them, with nobody missing.
fn people(scenario: &Scenario) -> (usize, Option<u32>) {
    let (roster, certificate, shortage) = optimise(scenario, &given(scenario), Watch::SILENT).expect("a roster");
    assert_eq!(shortage, []);
    (roster.headcount(), certificate.headcount_bound)
}

#[test]
fn two_days_of_fixed_shifts_take_113_people() {
    let scenario = benchmark("shifts-c1");
    assert_eq!(people(&scenario), (113, Some(113)));
    assert_eq!(headcount_bound(&scenario, &given(&scenario), Watch::SILENT), Some(113));
}

#[test]
fn people_free_to_work_both_days_are_63() {
    let mut scenario = benchmark("shifts-c1");
    scenario.rules.limits.remove(&RuleId::ShiftsPerHorizon);
    assert_eq!(people(&scenario), (63, Some(63)));
}

#[test]
fn a_day_that_closes_on_itself_takes_30_people() {
    assert_eq!(people(&benchmark("shifts-c2")), (30, Some(30)));
}

#[test]
#[cfg_attr(not(feature = "highs"), ignore = "too large for the pure-Rust engine")]
fn orebro60_takes_45_people() {
    assert_eq!(people(&benchmark("orebro60")), (45, Some(45)));
}

#[test]
fn two_days_of_fixed_shifts_weigh_163_point_1_at_least() {
    let mut scenario = benchmark("shifts-c1");
    scenario.aim = Aim::LeastWeight;
    assert_weight(&scenario, 163.1);
    for (template, weight) in scenario.templates.iter_mut().zip([8.0, 8.0, 10.0, 7.0]) {
        template.weight = weight;
    }
    assert_weight(&scenario, 979.0);
}

fn assert_weight(scenario: &Scenario, expected: f64) {
    let (roster, certificate, shortage) = optimise(scenario, &given(scenario), Watch::SILENT).expect("a roster");
    assert_eq!(shortage, []);
    let bound = certificate.weight_bound.expect("the aim is weight");
    assert!((bound - expected).abs() < 1e-3, "bound {bound}");
    // The fixed shifts are told apart by their start, in minutes after midnight; a night's second part is no shift.
    let starts = scenario.templates.iter().map(|template| (template.earliest_start, template.weight));
    let weight: f64 = roster
        .stretches
        .iter()
        .filter_map(|s| starts.clone().find(|(start, _)| s.start.0 % 1440 == *start).map(|(_, weight)| weight))
        .sum();
    assert!((weight - expected).abs() < 1e-6, "weight {weight}");
}

#[test]
fn the_benchmarks_say_what_the_cases_say() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/orebro60");
    let read = |file: &str| std::fs::read_to_string(cases.join(file)).expect("the case is there");
    let scenario = benchmark("orebro60");
    let agents: Vec<String> = read("agents.csv").lines().skip(1).map(str::to_owned).collect();
    let skill_ids = |agent: &bemanna::model::Agent| -> Vec<&str> {
        agent.skills.iter().map(|skill| scenario.skills[skill.0].id.as_str()).collect()
    };
    assert_eq!(agents.len(), scenario.agents.len());
    for (line, agent) in agents.iter().zip(&scenario.agents) {
        let mut fields = line.split(',');
        assert_eq!(fields.next(), Some(agent.id.as_str()));
        let hours: i32 = fields.next().expect("hours").parse().expect("a number");
        assert_eq!(agent.contract, Some(hours * 60), "{line}");
        let mut skills: Vec<&str> = fields.next().expect("skills").split(';').collect();
        skills.sort_by_key(|id| scenario.skills.iter().position(|skill| skill.id == *id));
        assert_eq!(skills, skill_ids(agent), "{line}");
    }
    let rows: Vec<String> = read("requirement.csv").lines().skip(1).map(str::to_owned).collect();
    let asked: Vec<&str> = rows.iter().map(String::as_str).filter(|row| !row.ends_with(",0")).collect();
    let mut told: Vec<String> = Vec::new();
    for row in scenario.given.iter().filter(|row| row.agents > 0) {
        let clock = scenario.horizon.clock(scenario.horizon.interval(row.interval).start);
        let day = clock.date.format("%a").to_string().to_lowercase();
        let queue = row.queues.iter().next().expect("one queue");
        let time = format!("{:02}:{:02}", clock.minute / 60, clock.minute % 60);
        told.push(format!("{day} {time},{},{}", scenario.queues[queue.0].id, row.agents));
    }
    told.sort();
    let mut asked: Vec<String> = asked.into_iter().map(str::to_owned).collect();
    asked.sort();
    assert_eq!(told, asked);
}

#[test]
fn the_shift_benchmarks_say_what_the_cases_say() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/shifts.md");
    let text = std::fs::read_to_string(cases).expect("the case is there");
    let numbers = |line: &str| -> Vec<u32> {
        line.split_whitespace().filter_map(|n| n.trim_end_matches('.').parse().ok()).collect()
    };
    let of = |name: &str| -> Vec<u32> { benchmark(name).given.iter().map(|row| row.agents).collect() };
    let line = |start: &str| {
        let line = text.lines().find(|line| line.starts_with(start)).expect("the line is there");
        numbers(line.rsplit(':').next().expect("numbers follow"))
    };
    assert_eq!(of("shifts-c1"), [line("day 0:"), line("day 1:")].concat());
    assert_eq!(of("shifts-c2"), line("5 3 3 3 3 3"));
}
