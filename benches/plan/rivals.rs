//! Other solvers on the same week in the same run: HiGHS and CP-SAT, on the plain model and on our program.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

use bemanna::model::Watch;
use bemanna::{demand, optimise};
use serde_json::Value;

use crate::child::Measured;
use crate::suite::{Instance, named};

/// People and bound at a moment.
#[derive(Debug, Clone, Copy)]
struct Told {
    seconds: f64,
    people: Option<f64>,
    bound: f64,
}

/// Prints our program for an instance, so that others can be given it.
pub(crate) fn print_program(name: &str) -> ExitCode {
    let scenario = named(name).scenario();
    let requirement = demand::requirement(&scenario);
    let program = optimise::program(&scenario, &requirement, Watch::SILENT).expect("the relaxation has a solution");
    std::io::stdout().write_all(program.as_bytes()).expect("standard output");
    ExitCode::SUCCESS
}

/// Runs the rivals on every chosen instance with people asked for outright, and prints what they had found when ours was
/// done, after 60 s and at the end.
pub(crate) fn compare(chosen: &[Instance], results: &[Measured], seconds: u32) {
    println!(
        "\nPeople / proven at least, after ours was done, after 60 s and after {seconds} s (CP-SAT with 8 workers):\n"
    );
    println!("| instance | model | solver | after ours | 60 s | {seconds} s |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (instance, ours) in chosen.iter().zip(results) {
        let count = |key: &str| ours.number(key).map_or("-".to_owned(), |value| format!("{value:.0}"));
        if !["fixed", "large", "growth"].contains(&instance.group) {
            continue;
        }
        println!(
            "| {} | | bemanna | {} / {} in {:.1} s | | |",
            instance.name,
            count("people"),
            count("bound"),
            ours.seconds
        );
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let program = Command::new(std::env::current_exe().expect("this program"))
            .args(["--program", &instance.name])
            .stdout(file.reopen().expect("the file"))
            .status();
        assert!(program.is_ok_and(|status| status.success()), "{}: no program", instance.name);
        let mut inputs = vec![("ours", file.path().to_owned())];
        if let Some(folder) = instance.folder() {
            inputs.insert(0, ("plain", folder));
        }
        for (model, path) in inputs {
            for solver in ["highs", "cpsat"] {
                match rival(model, solver, seconds, &path) {
                    Ok(trace) => {
                        let at = |when: f64| {
                            let last = trace.iter().rev().find(|told| told.seconds <= when);
                            last.map_or("- / 0".to_owned(), |told| {
                                let people = told.people.map_or("-".to_owned(), |people| format!("{people:.0}"));
                                format!("{people} / {:.0}", told.bound)
                            })
                        };
                        let cells = [at(ours.seconds), at(60.0), at(f64::INFINITY)];
                        println!("| {} | {model} | {solver} | {} |", instance.name, cells.join(" | "));
                    }
                    Err(reason) => println!("| {} | {model} | {solver} | skipped: {reason} | | |", instance.name),
                }
            }
        }
    }
}

/// What a rival told, improvement by improvement; or why it did not run.
fn rival(model: &str, solver: &str, seconds: u32, path: &Path) -> Result<Vec<Told>, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/rivals.py");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(&python).arg(script).args([model, solver, &seconds.to_string()]).arg(path).output();
    let output = run.map_err(|error| format!("{python}: {error}"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<Value> = told.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if let Some(reason) = lines.iter().find_map(|line| line["skipped"].as_str()) {
        return Err(reason.to_owned());
    }
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(reason.lines().last().unwrap_or("it failed").to_owned());
    }
    let number = |value: &Value| value.as_f64();
    Ok(lines
        .iter()
        .filter_map(|line| {
            let (seconds, bound) = (number(&line["t"])?, number(&line["bound"])?);
            Some(Told { seconds, people: number(&line["people"]), bound })
        })
        .collect())
}
