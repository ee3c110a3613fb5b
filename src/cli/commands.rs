//! What each command does: read, ask the library, write.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;

use crate::check;
use crate::error::Error;
use crate::input;
use crate::model::{Language, Roster, Scenario, Severity, Watch};
use crate::pipeline;
use crate::report;
use crate::text::progress;

use super::args::path_of;
use super::watch::Terminal;
use super::{Failure, ambient_language, colour, places};

pub(super) type Outcome = Result<ExitCode, Failure>;

/// What the commands share: how to speak, and whether to.
pub(super) struct Session {
    asked: Option<Language>,
    centre: Option<Language>,
    pub(super) is_quiet: bool,
}

/// What a command that looks at a roster was given.
pub(super) struct Look {
    pub(super) folder: PathBuf,
    pub(super) what_if: Option<PathBuf>,
    /// Where its results go.
    pub(super) out: PathBuf,
    /// The roster named, or that of the plan made before.
    pub(super) given: Option<PathBuf>,
    pub(super) scenario: Scenario,
}

impl Session {
    pub(super) fn new(asked: Option<Language>, is_quiet: bool) -> Self {
        Self { asked, centre: None, is_quiet }
    }

    /// The language asked for, else the centre's, else the computer's.
    pub(super) fn language(&self) -> Language {
        self.asked.or(self.centre).unwrap_or_else(ambient_language)
    }

    /// Makes a small working centre.
    pub(super) fn init(&mut self, options: &ArgMatches) -> Outcome {
        let folder = path_of(options, "folder");
        if folder.exists() {
            return Err(Failure::Usage(progress::exists(self.language(), folder.display())));
        }
        input::write_example(&folder, self.language()).map_err(|source| Error::Io { path: folder.clone(), source })?;
        self.say(&progress::made(self.language(), folder.display()));
        Ok(ExitCode::SUCCESS)
    }

    /// Plans a centre and writes the result.
    pub(super) fn plan(&mut self, options: &ArgMatches) -> Outcome {
        let folder = path_of(options, "folder");
        let what_if = options.get_one::<PathBuf>("scenario").map(|written| what_if(&folder, written));
        let out = options.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| own_folder(&folder, what_if.as_deref()));
        let mut scenario = self.load_changed(&folder, what_if.as_deref())?;
        let language = self.language();
        if let Some(limit) = options.get_one::<String>("time-limit") {
            scenario.settings.time_limit_s =
                seconds(limit).ok_or_else(|| Failure::Usage(progress::bad_time(language, limit)))?;
        }
        if let Some(gap) = options.get_one::<String>("gap") {
            scenario.settings.gap = gap
                .parse()
                .ok()
                .filter(|gap| *gap >= 0.0)
                .ok_or_else(|| Failure::Usage(progress::bad_number(language, "--gap", gap)))?;
        }
        if let Some(&seed) = options.get_one::<u64>("seed") {
            scenario.settings.seed = seed;
        }
        scenario.language = language;
        report::check_folder(&out)?;
        let terminal = Terminal::begin(language, scenario.settings.time_limit_s, self.is_quiet);
        let planned = watched(&terminal, |watch| pipeline::plan(&scenario, watch));
        terminal.end();
        let plan = planned?;
        report::write_plan(&plan, &out, language)?;
        report::write_timing(&terminal.timing(), &out)?;
        if options.get_flag("json") {
            self.give(&report::plan_json(&plan));
        } else {
            self.say(&colour::lines(&report::terminal_lines(&plan, language, width()), &std::io::stdout()));
            self.say(&progress::written(language, out.display()));
        }
        let broken = plan.violations.iter().filter(|v| v.severity == Severity::Hard).count();
        Ok(match (plan.contradictions.is_empty(), broken) {
            (false, _) => ExitCode::from(4),
            (true, 0) => ExitCode::SUCCESS,
            (true, _) => ExitCode::from(6),
        })
    }

    /// Judges a roster.
    pub(super) fn check(&mut self, options: &ArgMatches) -> Outcome {
        let scenario = self.load(&path_of(options, "folder"))?;
        let roster = self.read_roster(&scenario, options)?;
        let found = check::check(&scenario, &roster);
        let language = self.language();
        if options.get_flag("json") {
            self.give(&report::judgement_json(&scenario, &found, language));
        } else {
            self.say(&report::judgement(&scenario, &found, language, width()));
        }
        let is_broken = found.iter().any(|violation| violation.severity == Severity::Hard);
        Ok(if is_broken { ExitCode::from(6) } else { ExitCode::SUCCESS })
    }

    /// Plays a roster.
    pub(super) fn simulate(&mut self, options: &ArgMatches) -> Outcome {
        let mut scenario = self.load(&path_of(options, "folder"))?;
        if let Some(&seed) = options.get_one::<u64>("seed") {
            scenario.settings.seed = seed;
        }
        let roster = self.read_roster(&scenario, options)?;
        let language = self.language();
        let terminal = Terminal::begin(language, f64::INFINITY, self.is_quiet);
        let performance = watched(&terminal, |watch| pipeline::simulate(&scenario, &roster, watch));
        terminal.end();
        if options.get_flag("json") {
            self.give(&report::played_json(&scenario, &roster, &performance));
        } else {
            self.say(&report::played(&scenario, &performance, language, width()));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Prints a JSON Schema.
    pub(super) fn schema(&self, options: &ArgMatches) -> ExitCode {
        self.give(&match options.get_one::<String>("file").map(String::as_str) {
            Some("plan") => report::plan_schema(),
            Some("what-if") => input::what_if_schema(),
            _ => input::centre_schema(),
        });
        ExitCode::SUCCESS
    }

    /// Reads a centre, and speaks its language from then on.
    pub(super) fn load(&mut self, folder: &Path) -> Result<Scenario, Failure> {
        self.load_changed(folder, None)
    }

    /// A centre, with a what-if laid over it if there is one.
    pub(super) fn load_changed(&mut self, folder: &Path, what_if: Option<&Path>) -> Result<Scenario, Failure> {
        // Faults, too, are told in the centre's language.
        self.centre = input::language_of(folder);
        if let Some(wrong) = places::folder(self.language(), folder) {
            return Err(Failure::Place(wrong));
        }
        if let Some(wrong) = what_if.and_then(|file| places::what_if(self.language(), folder, file)) {
            return Err(Failure::Place(wrong));
        }
        let scenario = match what_if {
            Some(file) => input::load_what_if(folder, file),
            None => input::load(folder),
        };
        let scenario = scenario.map_err(Error::Input)?;
        self.centre = Some(scenario.language);
        Ok(scenario)
    }

    /// What a command that looks at a roster was given; its results go to a folder named by `kind`.
    pub(super) fn looks_at(&mut self, options: &ArgMatches, kind: &str) -> Result<Look, Failure> {
        let folder = path_of(options, "folder");
        let what_if = options.get_one::<PathBuf>("scenario").map(|written| what_if(&folder, written));
        let own = |kind| result_folder(&folder, kind, what_if.as_deref());
        let out = options.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| own(kind));
        let standing = own("plan").join("roster.csv");
        let given = options.get_one::<PathBuf>("roster").cloned().or_else(|| standing.is_file().then_some(standing));
        let mut scenario = self.load_changed(&folder, what_if.as_deref())?;
        let language = self.language();
        if let Some(limit) = options.get_one::<String>("time-limit") {
            scenario.settings.time_limit_s =
                seconds(limit).ok_or_else(|| Failure::Usage(progress::bad_time(language, limit)))?;
        }
        if let Some(&seed) = options.get_one::<u64>("seed") {
            scenario.settings.seed = seed;
        }
        scenario.language = language;
        Ok(Look { folder, what_if, out, given, scenario })
    }

    /// The roster that a command looks at: the one given, or else a plan made now.
    pub(super) fn roster_of(&self, look: &Look, terminal: &Terminal) -> Result<Roster, Failure> {
        match &look.given {
            Some(path) => self.read_roster_at(&look.scenario, &look.folder, path),
            None => Ok(watched(terminal, |watch| pipeline::plan(&look.scenario, watch))?.roster),
        }
    }

    /// The roster that the command line has to name.
    fn read_roster(&self, scenario: &Scenario, options: &ArgMatches) -> Result<Roster, Failure> {
        self.read_roster_at(scenario, &path_of(options, "folder"), &path_of(options, "roster"))
    }

    /// A roster of the centre in `folder`.
    pub(super) fn read_roster_at(&self, scenario: &Scenario, folder: &Path, file: &Path) -> Result<Roster, Failure> {
        if let Some(wrong) = places::roster(self.language(), folder, file) {
            return Err(Failure::Place(wrong));
        }
        Ok(input::read_roster(scenario, file).map_err(Error::Input)?)
    }

    /// Tells the reader, unless told to be quiet.
    pub(super) fn say(&self, text: &str) {
        if !self.is_quiet {
            self.give(text);
        }
    }

    /// Prints what was asked for by name, JSON or a schema, however quiet.
    #[expect(clippy::unused_self, reason = "what is said and what is given stand side by side")]
    pub(super) fn give(&self, text: &str) {
        // A reader who closed the pipe has read enough.
        let _ = writeln!(std::io::stdout(), "{}", text.trim_end_matches('\n'));
    }
}

/// The file of a what-if: as written, or by its name in the centre's folder `scenarios`.
pub(super) fn what_if(folder: &Path, written: &Path) -> PathBuf {
    let named = folder.join("scenarios").join(written);
    let candidates = [written.to_owned(), named.with_extension("toml"), folder.join(written)];
    candidates.into_iter().find(|path| path.is_file()).unwrap_or_else(|| written.to_owned())
}

/// Where a plan goes unless said: a what-if's beside the centre's own, so that it does not overwrite what is followed.
fn own_folder(folder: &Path, what_if: Option<&Path>) -> PathBuf {
    result_folder(folder, "plan", what_if)
}

/// The folder of a kind of result: a what-if's beside the centre's own.
pub(super) fn result_folder(folder: &Path, kind: &str, what_if: Option<&Path>) -> PathBuf {
    match what_if.and_then(Path::file_stem) {
        Some(name) => folder.join(format!("{kind}-{}", name.to_string_lossy())),
        None => folder.join(kind),
    }
}

/// Runs `work` under the terminal's watch.
pub(super) fn watched<T>(terminal: &Terminal, work: impl FnOnce(Watch) -> T) -> T {
    work(Watch { progress: &|step| terminal.show(step), seconds_left: &|| terminal.seconds_left() })
}

/// "60s", "5m", "1h" or bare seconds, above 0.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let (number, unit) = match text.strip_suffix(['s', 'm', 'h']) {
        Some(number) => (number, &text[number.len()..]),
        None => (text, "s"),
    };
    let factor = match unit {
        "m" => 60.0,
        "h" => 3600.0,
        _ => 1.0,
    };
    number.trim().parse().ok().map(|value: f64| value * factor).filter(|value| *value > 0.0)
}

/// Width of the reader's terminal, or 100 columns when there is none.
pub(super) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns));
    told.or_else(seen).unwrap_or(100).clamp(60, 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_with_its_unit() {
        assert_eq!(seconds("60s"), Some(60.0));
        assert_eq!(seconds("1.5m"), Some(90.0));
        assert_eq!(seconds("45"), Some(45.0));
        assert_eq!(seconds("0"), None);
        assert_eq!(seconds("soon"), None);
    }
}
