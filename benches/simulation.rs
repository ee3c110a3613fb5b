//! Speed of the simulation: contacts per second and core on S1 (M/M/12, eight hours), beside `SimPy` and Ciw in the same
//! run, what passages cost, and what a second thread brings.
//!
//! `PYTHON` names the Python to run the rivals with; `python3` unless said.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark reads the clock and prints")]

use std::hint::black_box;
use std::time::Instant;

use bemanna::model::{
    Activity, Agent, AgentIdx, AtOnce, Channel, DayIdx, Evaluate, Forecast, Horizon, Minute, Overflow, OverflowTo,
    Queue, Roster, Scenario, Scope, Seconds, ServiceDefinition, Share, SkillSet, Span, Stretch, Target, Watch,
};
use bemanna::simulate::{Simulator, simulate};

fn main() {
    let n = 100;
    for (name, patience) in [("M/M/12", None), ("M/M/12+M", Some(60.0))] {
        let (scenario, roster) = s1(patience);
        let draw = || Simulator::new(&scenario, 1);
        let day = |simulator: &Simulator| simulator.day(DayIdx(0), &roster.stretches, 0..n).queues[0].offered;
        let fresh = best(|| day(&draw()));
        let simulator = draw();
        day(&simulator);
        let kept = best(|| day(&simulator));
        println!("{name}: {fresh:.2} million contacts/s drawn and played, {kept:.2} played again on one core");
        if patience.is_none() {
            rivals(fresh);
        }
    }
    for (name, change) in passages() {
        let (mut scenario, roster) = s1(Some(60.0));
        change(&mut scenario);
        let simulator = Simulator::new(&scenario, 1);
        let day = || simulator.day(DayIdx(0), &roster.stretches, 0..n).queues[0].offered;
        day();
        println!("M/M/12+M with {name}: {:.2} million contacts/s played again", best(day));
    }
    let (mut scenario, roster) = s1(None);
    scenario.settings.verify_replications = 256;
    // A target that neither holds nor fails, so that no early look ends the run.
    scenario.queues[0].target.as_mut().expect("a target").share = Share::new(0.9004);
    for threads in [1, 2] {
        scenario.settings.threads = threads;
        let speed = best(|| {
            let performance = simulate(&scenario, &roster, 1, Watch::SILENT);
            performance.tallies[0].iter().map(|tally| tally.offered).sum::<f64>() * f64::from(performance.replications)
        });
        println!("verification on {threads} thread(s): {speed:.2} million contacts/s");
    }
}

/// The same queue in other simulators, as ratios in this run.
fn rivals(ours: f64) {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/simulators.py");
    let output = std::process::Command::new(&python).arg(script).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    for name in ["simpy", "ciw"] {
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name};")));
        let mut fields = line.into_iter().flat_map(|line| line.split(';'));
        let mut number = || fields.next().and_then(|field| field.parse::<f64>().ok());
        match (number(), number(), number()) {
            (Some(contacts), Some(seconds), Some(share)) => {
                let theirs = contacts / seconds / 1e6;
                println!(
                    "{name}: {theirs:.4} million contacts/s ({share} within 20 s; exactly .9004); we play {:.0} times as many",
                    ours / theirs
                );
            }
            _ => println!("{name}: skipped; {python} has no {name} (pip install simpy ciw)"),
        }
    }
}

/// A passage, and what it changes in S1 with patience.
type Passage = (&'static str, fn(&mut Scenario));

/// Passages that cost something when they are used.
fn passages() -> [Passage; 4] {
    [
        ("overflow after 20 s", |scenario| {
            scenario.queues[0].overflow = Some(Overflow { after: Seconds::new(20.0), to: OverflowTo::Anybody });
        }),
        ("a priority", |scenario| scenario.queues[0].priority = 1),
        ("ten waiting places", |scenario| scenario.queues[0].waiting_places = Some(10)),
        ("two chats at once", |scenario| {
            scenario.queues[0].channel = Channel::Chat;
            scenario.queues[0].at_once = AtOnce { most: 2, attention: Share::WHOLE };
        }),
    ]
}

/// The best of a hundred short runs, since the machine may be busy otherwise, in million contacts a second.
fn best(mut run: impl FnMut() -> f64) -> f64 {
    let timed = |_| {
        let start = Instant::now();
        let contacts = black_box(run());
        contacts / start.elapsed().as_secs_f64() / 1e6
    };
    (0..100).map(timed).fold(0.0, f64::max)
}

/// 4.2 contacts a minute for 480 minutes, two minutes each, twelve agents.
fn s1(patience: Option<f64>) -> (Scenario, Roster) {
    let monday = "2026-11-23".parse().expect("a date");
    let mut horizon = Horizon::new(monday, 1, 30, 15);
    let opening = Span::new(Minute(480), Minute(960));
    horizon.days[0].opening = vec![opening];
    let mut scenario = Scenario::new("S1", horizon);
    let handle_time = Seconds::new(120.0);
    scenario.queues = vec![Queue {
        patience: patience.map(Seconds::new),
        target: Some(Target {
            share: Share::new(0.8),
            within: Seconds::new(20.0),
            scope: Scope::Day,
            definition: ServiceDefinition::AnsweredOfAnswered,
            floor: None,
        }),
        ..Queue::new("q", SkillSet::EMPTY, handle_time)
    }];
    let open = |interval| (16..32).contains(&interval);
    let forecast = |interval| Forecast { contacts: if open(interval) { 4.2 * 30.0 } else { 0.0 }, handle_time };
    scenario.forecast = vec![(0..48).map(forecast).collect()];
    scenario.agents = (0..12).map(|n: usize| Agent::new(n.to_string(), SkillSet::EMPTY)).collect();
    let on = |agent| Stretch {
        agent: AgentIdx(agent),
        start: opening.start,
        end: opening.end,
        activity: Activity::Contacts,
    };
    let roster = Roster::new((0..12).map(on).collect());
    (scenario, roster)
}
