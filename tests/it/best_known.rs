//! Quality: no plan of a small benchmark is worse than the best known of it, in people and in what is proven.
//!
//! Seconds are never asserted; `cargo bench --bench plan` compares every instance, the large ones too.

use std::path::{Path, PathBuf};

use bemanna::demand::erlang::{Demand, steady_state};
use bemanna::model::{Agent, Erlangs, Forecast, Plan, Scenario, Seconds, ServiceDefinition, Status, Verdict, Watch};
use bemanna::{input, pipeline};

/// The best known of an instance, as in `data/benchmarks/best_known.csv`.
struct Known {
    instance: String,
    people: usize,
    missed: usize,
    bound: Option<u32>,
    floor: Option<u32>,
    is_gated: bool,
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn all_known() -> Vec<Known> {
    let mut table = csv::Reader::from_path(data().join("benchmarks/best_known.csv")).expect("the best known");
    let columns = table.headers().expect("a head").clone();
    let rows = table.records().map(|row| row.expect("a row"));
    rows.map(|row| {
        let cell = |column: &str| {
            let place = columns.iter().position(|one| one == column);
            row[place.unwrap_or_else(|| panic!("no column {column}"))].to_owned()
        };
        let number = |column: &str| cell(column).parse::<u32>().ok();
        Known {
            instance: cell("instance"),
            people: number("people").expect("people") as usize,
            missed: number("missed").expect("missed") as usize,
            bound: number("bound"),
            floor: number("floor"),
            is_gated: cell("gate") == "yes",
        }
    })
    .collect()
}

/// Plans an instance of the table and holds the plan against it.
fn assert_as_good(instance: &str) {
    let known = all_known().into_iter().find(|known| known.instance == instance && known.is_gated);
    let known = known.unwrap_or_else(|| panic!("{instance} is not in the table as gated"));
    let folder = data().join(instance);
    let folder = if folder.exists() { folder } else { data().join("benchmarks").join(instance) };
    let mut scenario = input::load(&folder).unwrap_or_else(|faults| panic!("{instance}: {faults:#?}"));
    // People are judged here; how near paid time comes to its bound would take most of the work.
    scenario.settings.gap = 0.2;
    let plan = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    assert!(plan.headcount <= known.people, "{instance}: {} people, {} are known", plan.headcount, known.people);
    assert!(plan.certificate.is_reproducible, "{instance}");
    if known.missed == 0 {
        assert_ne!(plan.status, Status::Short, "{instance}");
        assert_eq!(missed(&plan), 0, "{instance}: targets missed that were met");
        assert_eq!(plan.violations, [], "{instance}");
    }
    let certificate = &plan.certificate;
    assert!(certificate.workload_floor >= known.floor, "{instance}: floor {:?}", certificate.workload_floor);
    let people = u32::try_from(plan.headcount).expect("few people");
    if plan.status != Status::Short {
        assert!(certificate.workload_floor.is_none_or(|floor| floor <= people), "{instance}: the floor is no floor");
        assert!(certificate.headcount_bound.is_none_or(|bound| bound <= people), "{instance}: the bound is no bound");
    }
    // The bound of a simulated centre speaks of the requirement that its own roster settled on.
    if !scenario.simulate {
        assert!(certificate.headcount_bound >= known.bound, "{instance}: bound {:?}", certificate.headcount_bound);
    }
}

/// Targets missed or undecided on fresh seeds.
fn missed(plan: &Plan) -> usize {
    let service = plan.performance.iter().flat_map(|performance| &performance.service);
    service.filter(|service| matches!(service.verdict, Verdict::Missed | Verdict::Undecided)).count()
}

macro_rules! as_good_as_known {
    ($($name:ident: $instance:literal)*) => {
        const GATED: &[&str] = &[$($instance),*];
        $(
            #[test]
            #[cfg_attr(not(feature = "highs"), ignore = "too large for the pure-Rust engine")]
            fn $name() {
                assert_as_good($instance);
            }
        )*
    };
}

as_good_as_known! {
    shifts_of_two_days: "shifts-c1"
    shifts_of_a_cyclic_day: "shifts-c2"
    ostersund: "ostersund"
    osthammar: "osthammar"
    lidingo: "lidingo"
    orebro60_third_variation: "orebro60-3"
}

#[test]
fn the_table_agrees_with_itself_and_every_gated_row_is_held() {
    let known = all_known();
    for known in &known {
        let people = u32::try_from(known.people).expect("few people");
        for bound in [known.floor, if known.missed == 0 { known.bound } else { None }].into_iter().flatten() {
            assert!(bound <= people, "{}: {bound} proven, {people} enough", known.instance);
        }
    }
    let gated: Vec<_> = known.iter().filter(|known| known.is_gated).map(|known| known.instance.as_str()).collect();
    assert_eq!(gated, GATED);
}

fn benchmark(folder: &str) -> Scenario {
    input::load(&data().join("benchmarks").join(folder)).unwrap_or_else(|faults| panic!("{folder}: {faults:#?}"))
}

/// The lines of a table of the case that the benchmark is made from.
fn of_case(file: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/orebro60").join(file);
    let mut table = csv::Reader::from_path(path).expect("the case is there");
    table.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_certified_benchmark_says_what_the_case_says() {
    let scenario = benchmark("orebro60-certified");
    let hours = |row: &[String]| row[1].parse::<i32>().expect("hours");
    let people = of_case("agents.csv");
    assert_eq!(scenario.agents.len(), people.len());
    for (agent, row) in scenario.agents.iter().zip(&people) {
        let mut known: Vec<&str> = agent.skills.iter().map(|skill| scenario.skills[skill.0].id.as_str()).collect();
        let mut told: Vec<&str> = row[2].split(';').collect();
        known.sort_unstable();
        told.sort_unstable();
        assert_eq!((&agent.id, agent.contract, known), (&row[0], Some(60 * hours(row)), told));
    }
    let forecast = of_case("forecast.csv");
    let rows = forecast.len();
    for row in forecast {
        let queue = scenario.queues.iter().position(|queue| queue.id == row[1]).expect("the queue");
        let day = ["mon", "tue", "wed", "thu", "fri"].iter().position(|day| row[0].starts_with(day)).expect("a day");
        let (hour, minute) = row[0][4..].split_once(':').expect("a time");
        let clock = 60 * hour.parse::<i32>().expect("hours") + minute.parse::<i32>().expect("minutes");
        let interval = scenario.horizon.interval_at(scenario.horizon.days[day].start + clock).expect("an interval");
        let cell = scenario.forecast[queue][interval.0];
        assert_eq!((cell.contacts, cell.handle_time.get()), (row[2].parse().unwrap(), row[3].parse().unwrap()));
    }
    let busy = scenario.forecast.iter().flatten().filter(|cell| cell.contacts > 0.0).count();
    assert_eq!(busy, rows, "and no contacts that the case does not have");
}

/// The requirement of a variation is what Erlang C asks of its forecast, as the case's own is of the case's.
#[test]
fn the_variations_are_made_as_the_case_is() {
    let languages = ["finnish", "arabic", "somali", "persian", "sign"];
    for variation in ["", "-1", "-2", "-3", "-4", "-5"] {
        let fixed = benchmark(&format!("orebro60{variation}"));
        let certified = benchmark(&format!("orebro60-certified{variation}"));
        let sets = |scenario: &Scenario| -> Vec<Vec<String>> {
            let ids = |agent: &Agent| agent.skills.iter().map(|skill| scenario.skills[skill.0].id.clone()).collect();
            scenario.agents.iter().map(ids).collect()
        };
        assert_eq!(sets(&fixed), sets(&certified), "{variation}: the same people");
        for language in languages {
            let n = sets(&fixed).iter().filter(|set| set.iter().any(|skill| skill == language)).count();
            assert!(n >= 4, "{variation}: {n} know {language}");
        }
        for row in &fixed.given {
            let queue = &fixed.queues[row.queues.iter().next().expect("one queue").0].id;
            let expected = if queue == "reception" {
                2
            } else if languages.contains(&queue.as_str()) {
                1
            } else {
                let place = certified.queues.iter().position(|one| one.id == *queue).expect("the queue");
                least_agents(certified.forecast[place][row.interval.0])
            };
            assert_eq!(row.agents, expected, "{variation}: {queue}, interval {:?}", row.interval);
        }
    }
}

/// Fewest agents of whom 80 % are answered within 120 s, by Erlang C in the half-hour alone.
fn least_agents(cell: Forecast) -> u32 {
    let load = Erlangs::new(cell.contacts * cell.handle_time.get() / 1800.0);
    let demand = Demand { load, handle_time: cell.handle_time, patience: None };
    let share = |n| steady_state(demand, n, Seconds::new(120.0)).service_level(ServiceDefinition::AnsweredOfOffered);
    (1..1000).find(|&n| load.get() < f64::from(n) && share(n) >= 0.8).expect("enough agents are enough")
}
