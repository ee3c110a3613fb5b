//! Judges a roster made in code: `cargo run --release --example check_a_roster`.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::path::Path;

use bemanna::model::{Activity, AgentIdx, Language, Minute, Roster, Severity, Stretch};
use bemanna::text::violations::violation;
use bemanna::{Error, check, input};

/// What is wrong when the first guide in Östersund works the whole of Monday without a lunch, a sentence each.
pub(crate) fn breaches() -> Result<Vec<String>, Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ostersund");
    let scenario = input::load(&folder).map_err(Error::Input)?;
    let roster = Roster::new(vec![Stretch {
        agent: AgentIdx(0),
        start: Minute(8 * 60),
        end: Minute(17 * 60),
        activity: Activity::Contacts,
    }]);
    let found = check::check(&scenario, &roster);
    let of_first = found.iter().filter(|v| v.severity == Severity::Hard && v.agent == Some(AgentIdx(0)));
    Ok(of_first.map(|found| violation(Language::English, &scenario, found)).collect())
}

fn main() -> Result<(), Error> {
    for sentence in breaches()? {
        println!("{sentence}");
    }
    Ok(())
}
