//! `bemanna capacity`: people against volume, target and handle time, both ways.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use crate::model::{CapacityQuestion, Language, Seconds};
use crate::pipeline;
use crate::report;
use crate::text::{capacity as text, progress};

use super::Failure;
use super::args::path_of;
use super::commands::{Outcome, Session, result_folder, watched, what_if, width};
use super::ranges::{number, range, seconds, share};
use super::watch::Terminal;

impl Session {
    /// Sizes a centre both ways.
    pub(super) fn capacity(&mut self, options: &ArgMatches) -> Outcome {
        let folder = path_of(options, "folder");
        let changed = options.get_one::<PathBuf>("scenario").map(|written| what_if(&folder, written));
        let own = || result_folder(&folder, "capacity", changed.as_deref());
        let out = options.get_one::<PathBuf>("out").cloned().unwrap_or_else(own);
        let scenario = self.load_changed(&folder, changed.as_deref())?;
        let language = self.language();
        let question = CapacityQuestion {
            seed: options.get_one::<u64>("seed").copied().unwrap_or(scenario.settings.seed),
            ..question(options, language)?
        };
        let terminal = Terminal::begin(language, f64::INFINITY, self.is_quiet);
        let found = watched(&terminal, |watch| pipeline::capacity(&scenario, &question, watch));
        terminal.end();
        let Some(capacity) = found else { return Err(Failure::Usage(text::nothing(language))) };
        report::write_capacity(&capacity, &out, language)?;
        if options.get_flag("json") {
            self.give(&report::capacity_json(&capacity));
        } else {
            self.say(&report::capacity_terminal(&capacity, language, width()));
            self.say(&text::written(language, out.display()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The question on the command line.
fn question(options: &ArgMatches, language: Language) -> Result<CapacityQuestion, Failure> {
    let read = Reader { options, language };
    let patience = |text: &str| if text == "none" { Some(f64::INFINITY) } else { seconds(text) };
    Ok(CapacityQuestion {
        people: read.range("people", "13..15", number)?,
        volume: read.range("volume", "400..500", number)?,
        per_hour: options.get_flag("hour"),
        handle_time: read.range("handle-time", "240s..360s", seconds)?,
        patience: read.one("patience", "240s", patience)?,
        presence: read.range("presence", "65%..75%", share)?,
        target: read.one("target", "80%", share)?,
        silos: options.get_one::<u32>("silos").copied(),
        overflow: read.one("overflow", "60s", seconds)?.map(Seconds::new),
        seed: 0,
    })
}

/// Reads options that are values or ranges.
pub(super) struct Reader<'a> {
    pub(super) options: &'a ArgMatches,
    pub(super) language: Language,
}

impl Reader<'_> {
    /// The range of an option, if it is given.
    pub(super) fn range(
        &self,
        name: &str,
        example: &str,
        value: impl Fn(&str) -> Option<f64>,
    ) -> Result<Option<(f64, f64)>, Failure> {
        let Some(text) = self.options.get_one::<String>(name) else { return Ok(None) };
        let wrong = || Failure::Usage(progress::bad_value(self.language, format!("--{name}"), text, example));
        range(text, value).map(Some).ok_or_else(wrong)
    }

    /// The value of an option, if it is given.
    pub(super) fn one(
        &self,
        name: &str,
        example: &str,
        value: impl Fn(&str) -> Option<f64>,
    ) -> Result<Option<f64>, Failure> {
        Ok(self.range(name, example, value)?.map(|(low, _)| low))
    }
}
