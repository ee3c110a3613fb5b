//! Whole plans of the centres in `data/`: seconds of each stage and in all, people, bound and status.
//!
//! `cargo bench --bench plan` prints a table. It starts the program as a user does, so reading and writing count.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark reads the clock and prints")]

use std::process::Command;

fn main() {
    println!("| centre | status | people | bound | floor | stages [s] | total [s] |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for centre in ["ostersund", "osthammar", "lidingo"] {
        let folder = format!("{}/data/{centre}", env!("CARGO_MANIFEST_DIR"));
        let out = tempfile::tempdir().expect("a temporary folder");
        let run = Command::new(env!("CARGO_BIN_EXE_bemanna"))
            .args(["plan", &folder, "--quiet", "--out"])
            .arg(out.path().join("plan"))
            .status()
            .expect("the program starts");
        assert!(run.success(), "{centre} is planned");
        let read = |name: &str| -> serde_json::Value {
            let bytes = std::fs::read(out.path().join("plan").join(name)).expect("the file is written");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        let (plan, timing) = (read("plan.json"), read("timing.json"));
        let stages: Vec<String> = timing["stages"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|time| {
                format!("{} {:.2}", time["stage"].as_str().unwrap_or("?"), time["seconds"].as_f64().unwrap_or(0.0))
            })
            .collect();
        println!(
            "| {centre} | {} | {} | {} | {} | {} | {:.2} |",
            plan["status"].as_str().unwrap_or("?"),
            plan["headcount"],
            plan["headcount_bound"],
            plan["workload_floor"],
            stages.join(", "),
            timing["seconds"].as_f64().unwrap_or(0.0)
        );
    }
}
