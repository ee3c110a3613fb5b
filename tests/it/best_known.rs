//! Quality: no plan of a small benchmark is worse than the best known of it, in people and in what is proven.
//!
//! Seconds are never asserted; `cargo bench --bench plan` compares every instance, the large ones too.

use std::path::{Path, PathBuf};

use bemanna::model::{Plan, Status, Verdict, Watch};
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
    let scenario = input::load(&folder).unwrap_or_else(|faults| panic!("{instance}: {faults:#?}"));
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
    orebro60_fifth_variation: "orebro60-5"
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
