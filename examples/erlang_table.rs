//! How many people for how many calls, by Erlang: `cargo run --release --example erlang_table`.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use bemanna::demand::erlang::{Demand, steady_state};
use bemanna::demand::staffing::{Goal, least_agents};
use bemanna::model::{Erlangs, Seconds, ServiceDefinition, Share};

/// The people needed for 80 % within 120 s, what they reach, and how busy they are.
///
/// Handle time 300 s; nobody hangs up.
pub(crate) fn line(calls_per_hour: f64) -> String {
    let (handle_time, within) = (Seconds::new(300.0), Seconds::new(120.0));
    let definition = ServiceDefinition::AnsweredOfOffered;
    let goal = Goal::Answered { share: Share::new(0.8), within, definition };

    let load = Erlangs::new(calls_per_hour * handle_time.get() / 3600.0);
    let demand = Demand { load, handle_time, patience: None };
    let people = least_agents(demand, &[goal]).expect("a few hundred people suffice for these calls");
    let state = steady_state(demand, people, within);
    let reached = 100.0 * state.service_level(definition);
    format!("{calls_per_hour:7.0} {people:7} {reached:9.1} % {:4.0} %", 100.0 * state.occupancy)
}

fn main() {
    println!("calls/h  people    in 120 s   busy");
    for calls_per_hour in [20.0, 52.0, 53.0, 74.0, 97.0, 182.0] {
        println!("{}", line(calls_per_hour));
    }
}
