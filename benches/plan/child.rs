//! One instance in a process of its own, and what it took.

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use bemanna::model::{Verdict, Watch};
use bemanna::{pipeline, report};
use serde_json::{Value, json};

use crate::Asked;
use crate::suite::named;

/// Seconds that an instance may take unless told otherwise: far above what any target allows, so that work decides.
const LIMIT: f64 = 900.0;

/// What came of one instance.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    /// The instance.
    pub(crate) name: String,
    /// What the plan says of itself, and the size of the model.
    pub(crate) plan: Value,
    /// Wall-clock time of the process `[s]`.
    pub(crate) seconds: f64,
    /// Processor time of the process `[s]`; `None` where it cannot be read.
    pub(crate) cpu_seconds: Option<f64>,
    /// Greatest resident memory `[MiB]`; `None` where it cannot be read.
    pub(crate) peak_mib: Option<f64>,
}

impl Measured {
    /// A number that the plan holds.
    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.plan.get(key).and_then(Value::as_f64)
    }
}

/// Plans an instance with everything included, reading and writing too, and prints what came of it.
pub(crate) fn run(name: &str, limit: Option<f64>, seed: Option<u64>) -> ExitCode {
    let begun = Instant::now();
    let mut scenario = named(name).scenario();
    let limit = limit.unwrap_or(LIMIT);
    if let Some(seed) = seed {
        scenario.settings.seed = seed;
    }
    let left = || limit - begun.elapsed().as_secs_f64();
    let plan = match pipeline::plan(&scenario, Watch { progress: &|_| {}, seconds_left: &left }) {
        Ok(plan) => plan,
        Err(error) => {
            println!("{}", json!({ "status": error.to_string(), "agents": scenario.agents.len() }));
            return ExitCode::SUCCESS;
        }
    };
    let out = tempfile::tempdir().expect("a temporary folder");
    report::write_plan(&plan, &out.path().join("plan"), scenario.language).expect("the plan is written");
    let told: Value = serde_json::from_str(&report::plan_json(&plan)).expect("a plan is JSON");
    let effort = plan.certificate.effort;
    let services = plan.performance.iter().flat_map(|performance| &performance.service);
    let missed = services.filter(|service| matches!(service.verdict, Verdict::Missed | Verdict::Undecided)).count();
    let steps: Vec<Value> =
        plan.path.iter().map(|step| json!([step.people, step.missed, step.worst_margin, step.evaluations])).collect();
    let answer = json!({
        "status": told["status"],
        "people": plan.headcount,
        "bound": plan.certificate.headcount_bound,
        "floor": plan.certificate.workload_floor,
        "reference": plan.certificate.pooled_reference,
        "paid_hours": told["paid_hours"],
        "paid_bound": plan.certificate.paid_minutes_bound.map(|minutes| minutes / 60.0),
        "simulated": scenario.simulate,
        "violations": plan.violations.len(),
        "missing": plan.shortage.len(),
        "missed": missed,
        "columns": effort.columns,
        "rows": effort.rows,
        "nodes": effort.nodes,
        "reproducible": plan.certificate.is_reproducible,
        "seed": scenario.settings.seed,
        "agents": scenario.agents.len(),
        "queues": scenario.queues.len(),
        "weeks": f64::from(u32::try_from(scenario.horizon.n_days()).expect("few days")) / 7.0,
        "path": steps,
    });
    println!("{answer}");
    ExitCode::SUCCESS
}

/// Starts a child for the instance and reads what it uses while it runs.
pub(crate) fn measured(name: &str, asked: &Asked) -> Measured {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    if let Some(limit) = asked.limit {
        command.args(["--limit", &limit.to_string()]);
    }
    if let Some(seed) = asked.seed {
        command.args(["--seed", &seed.to_string()]);
    }
    let begun = Instant::now();
    let mut child = command.args(["--child", name]).stdout(Stdio::piped()).spawn().expect("this program starts");
    let (mut cpu_seconds, mut peak_mib) = (None, None);
    while child.try_wait().expect("a child").is_none() {
        cpu_seconds = cpu(child.id()).or(cpu_seconds);
        peak_mib = peak(child.id()).or(peak_mib);
        std::thread::sleep(Duration::from_millis(10));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success(), "{name} could not be planned");
    let plan = serde_json::from_slice(&output.stdout).expect("JSON");
    Measured { name: name.to_owned(), plan, seconds, cpu_seconds, peak_mib }
}

/// Processor time of a process and its threads so far `[s]`, in user and system.
fn cpu(process: u32) -> Option<f64> {
    // Linux counts in hundredths of a second on every architecture (USER_HZ).
    const TICKS: f64 = 100.0;
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let after_name: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |field: usize| after_name.get(field)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS).filter(|seconds| *seconds > 0.0)
}

/// Greatest resident memory of a process so far `[MiB]`.
fn peak(process: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
