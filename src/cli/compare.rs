//! `bemanna compare`: whole plans side by side.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use crate::error::Error;
use crate::input;
use crate::model::Watch;
use crate::pipeline;
use crate::report;
use crate::text::{compare as text, progress};

use super::Failure;
use super::args::path_of;
use super::commands::{Outcome, Session, seconds, watched, what_if, width};
use super::watch::Terminal;

impl Session {
    /// Plans a centre and what-ifs of it, and holds the plans against each other.
    pub(super) fn compare(&mut self, options: &ArgMatches) -> Outcome {
        let folder = path_of(options, "folder");
        let out = options.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| folder.join("compare"));
        let mut scenarios = vec![self.load(&folder)?];
        let language = self.language();
        for written in options.get_many::<PathBuf>("scenarios").into_iter().flatten() {
            let ends = input::load_what_if_ends(&folder, &what_if(&folder, written));
            scenarios.extend(ends.map_err(Error::Input)?);
        }
        let limit = options.get_one::<String>("time-limit");
        for scenario in &mut scenarios {
            if let Some(limit) = limit {
                let asked = seconds(limit).ok_or_else(|| Failure::Usage(progress::bad_time(language, limit)))?;
                scenario.settings.time_limit_s = asked;
            }
            if let Some(&seed) = options.get_one::<u64>("seed") {
                scenario.settings.seed = seed;
            }
            scenario.language = language;
        }
        report::check_compare_folder(&out)?;
        let (base, what_ifs) = (scenarios[0].clone(), scenarios.split_off(1));
        let (is_quiet, limit) = (self.is_quiet, base.settings.time_limit_s);
        let each = |work: &mut dyn FnMut(Watch)| {
            let terminal = Terminal::begin(language, limit, is_quiet);
            watched(&terminal, &mut *work);
            terminal.end();
        };
        let comparison = pipeline::compare(&base, &what_ifs, &each)?;
        report::write_comparison(&comparison, &out, language)?;
        if options.get_flag("json") {
            self.give(&report::compare_json(&comparison));
        } else {
            self.say(&report::compare_terminal(&comparison, language, width()));
            self.say(&text::written(language, out.display()));
        }
        Ok(ExitCode::SUCCESS)
    }
}
