//! Whole plans, measured: people, bounds, gaps, size of the model, memory and time, beside other solvers in the same run.
//!
//! ```text
//! cargo bench --bench plan                            the centres and orebro60 with its variations
//! cargo bench --bench plan -- --quick                 what takes seconds
//! cargo bench --bench plan -- --all                   every instance, 5,000 agents included
//! cargo bench --bench plan -- --list                  names and groups
//! cargo bench --bench plan -- orebro60 large          instances by name, or by group
//! cargo bench --bench plan -- orebro60 --rivals 120   HiGHS and CP-SAT beside ours, 120 s each
//! cargo bench --bench plan -- growth --csv docs/growth.csv
//! cargo bench --bench plan -- --picture docs/growth.csv docs/growth.svg
//! ```
//!
//! Each instance runs in a process of its own, whose processor time and greatest memory are read while it runs (Linux).
//! The run ends with exit code 1 when a result is worse than `data/benchmarks/best_known.csv`.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads files and the clock")]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints")]

mod child;
#[path = "../instances.rs"]
mod instances;
mod known;
mod picture;
mod rivals;
mod suite;
mod table;

use std::process::ExitCode;

/// What was asked on the command line.
#[derive(Default)]
struct Asked {
    names: Vec<String>,
    csv: Option<String>,
    rivals: Option<u32>,
    limit: Option<f64>,
    seed: Option<u64>,
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let mut asked = Asked::default();
    while let Some(word) = words.next() {
        let mut next = || words.next().unwrap_or_else(|| panic!("{word} needs a value"));
        match word.as_str() {
            "--child" => return child::run(&next(), asked.limit, asked.seed),
            "--program" => return rivals::print_program(&next()),
            "--picture" => return picture::draw(&next(), &next()),
            "--list" => return list(),
            "--all" => asked.names.extend(suite::all().into_iter().map(|instance| instance.name)),
            "--quick" => asked.names.push("quick".to_owned()),
            "--csv" => asked.csv = Some(next()),
            "--rivals" => asked.rivals = Some(next().parse().expect("--rivals takes whole seconds")),
            "--limit" => asked.limit = Some(next().parse().expect("--limit takes seconds")),
            "--seed" => asked.seed = Some(next().parse().expect("--seed takes a whole number")),
            _ => asked.names.push(word),
        }
    }
    measure(&asked)
}

fn list() -> ExitCode {
    for instance in suite::all() {
        println!("{:<24} {}", instance.name, instance.group);
    }
    ExitCode::SUCCESS
}

/// Runs what was asked, prints a table, and fails when something is worse than the best known.
fn measure(asked: &Asked) -> ExitCode {
    let chosen = suite::chosen(&asked.names);
    if chosen.is_empty() {
        eprintln!("no instance is called {:?}; --list shows all", asked.names);
        return ExitCode::from(2);
    }
    let mut results = Vec::new();
    println!("{}", table::HEAD);
    for instance in &chosen {
        let result = child::measured(&instance.name, asked);
        println!("{}", table::row(&result));
        results.push(result);
    }
    if let Some(path) = &asked.csv {
        std::fs::write(path, table::csv(&results)).expect("the table is written");
    }
    if let Some(seconds) = asked.rivals {
        rivals::compare(&chosen, &results, seconds);
    }
    let worse: Vec<String> = results.iter().flat_map(known::worse).collect();
    for line in &worse {
        eprintln!("WORSE THAN KNOWN: {line}");
    }
    for line in results.iter().flat_map(known::better) {
        println!("better than known: {line}");
    }
    if worse.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
