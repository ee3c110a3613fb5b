//! `bemanna meet`: whether a whole group can meet, when, and who answers meanwhile.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::input;
use crate::model::{GatheringQuestion, Language, Scenario};
use crate::pipeline;
use crate::report;
use crate::text::{help, meet as text};

use super::Failure;
use super::args::{flag, folder, option, seed, subcommand};
use super::commands::{Outcome, Session, watched, width};
use super::watch::Terminal;

/// Days asked about: four weeks.
const DAYS: u32 = 28;

/// The definition of the command.
pub(super) fn command(language: Language) -> Command {
    subcommand(language, "meet", text::help(language))
        .arg(folder(language))
        .arg(
            Arg::new("roster")
                .value_name(help::roster_value(language))
                .help(text::help_roster(language))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(option("minutes", &help::number_value(language), text::help_minutes(language)))
        .arg(
            option("scenario", &help::file_value(language), help::scenario(language))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("out", &help::folder_value(language), text::help_out(language)).value_parser(value_parser!(PathBuf)),
        )
        .arg(option("time-limit", &help::time_value(language), help::time_limit(language)))
        .arg(seed(language))
        .arg(flag("json", text::help_json(language)).action(ArgAction::SetTrue))
}

impl Session {
    /// Tells when the whole group can meet, and writes it.
    pub(super) fn meet(&mut self, options: &ArgMatches) -> Outcome {
        let look = self.looks_at(options, "meet")?;
        let language = self.language();
        let lengths = lengths(options.get_one::<String>("minutes").map_or("60,90", String::as_str), language)?;
        report::check_meet_folder(&look.out)?;
        let scenario = &look.scenario;
        let month = month(&look.folder, look.what_if.as_deref(), scenario);
        let terminal = Terminal::begin(language, scenario.settings.time_limit_s, self.is_quiet);
        let roster = self.roster_of(&look, &terminal)?;
        terminal.end();
        // The limit is for the plan; what follows does a fixed amount of work, and can be interrupted.
        let terminal = Terminal::begin(language, f64::INFINITY, self.is_quiet);
        let question = GatheringQuestion { lengths, seed: scenario.settings.seed, is_given: look.given.is_some() };
        let found = watched(&terminal, |watch| pipeline::meet((scenario, month), &roster, &question, watch));
        terminal.end();
        report::write_meet(&found, &look.out, language)?;
        if options.get_flag("json") {
            self.give(&report::meet_json(&found, language));
        } else {
            self.say(&report::meet_terminal(&found, language, width()));
            self.say(&text::written(language, look.out.display()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The centre over the month: its horizon where that is as long, or where the files do not reach further.
fn month(folder: &Path, what_if: Option<&Path>, scenario: &Scenario) -> Scenario {
    let is_long = u32::try_from(scenario.horizon.n_days()).is_ok_and(|days| days >= DAYS);
    let longer = if is_long { None } else { input::load_days(folder, what_if, DAYS).ok() };
    longer.unwrap_or_else(|| scenario.clone())
}

/// Lengths of meetings, in order and without doubles `[min]`.
fn lengths(text: &str, language: Language) -> Result<Vec<i32>, Failure> {
    let length = |part: &str| {
        let minutes: Option<i32> = part.trim().parse().ok();
        minutes.filter(|minutes| (15..=480).contains(minutes) && minutes % 15 == 0)
    };
    let wrong = || Failure::Usage(text::bad_minutes(language, text));
    let mut lengths: Vec<i32> = text.split(',').map(length).collect::<Option<_>>().ok_or_else(wrong)?;
    lengths.sort_unstable();
    lengths.dedup();
    Ok(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_minutes_in_quarters() {
        let read = |text| lengths(text, Language::English).ok();
        assert_eq!(read("90, 60,60"), Some(vec![60, 90]));
        for wrong in ["", "an hour", "50", "0", "600"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
