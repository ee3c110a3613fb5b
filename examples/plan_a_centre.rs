//! Plans a centre and prints who works on its first day: `cargo run --release --example plan_a_centre [folder]`.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::path::{Path, PathBuf};

use bemanna::model::{DayIdx, Language, Watch};
use bemanna::text::words;
use bemanna::{Error, input, pipeline};

/// The people of the plan, what is proven about their number, and the first day, a line for each stretch.
pub(crate) fn first_day(folder: &Path) -> Result<Vec<String>, Error> {
    let scenario = input::load(folder).map_err(Error::Input)?;
    let plan = pipeline::plan(&scenario, Watch::SILENT)?;
    let horizon = &scenario.horizon;

    let bound = plan.certificate.headcount_bound.map_or("no number".to_owned(), |bound| bound.to_string());
    let mut lines = vec![format!("{}: {} people, {bound} proven", scenario.name, plan.headcount)];
    for stretch in plan.roster.stretches.iter().filter(|stretch| horizon.day_at(stretch.start) == DayIdx(0)) {
        let name = &scenario.agents[stretch.agent.0].name;
        let time = words::clock_span(horizon.clock(stretch.start), horizon.clock(stretch.end));
        let what = words::activity(Language::English, &scenario, stretch.activity);
        lines.push(format!("{name:<20} {time} {what}"));
    }
    Ok(lines)
}

fn main() -> Result<(), Error> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("data/ostersund"), PathBuf::from);
    for line in first_day(&folder)? {
        println!("{line}");
    }
    Ok(())
}
