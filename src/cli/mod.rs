//! The command line: one subcommand, one function.
#![expect(clippy::disallowed_methods, reason = "the command line is where the clock and the environment are read")]

mod args;
mod calibrate;
mod capacity;
mod commands;
mod compare;
mod ranges;
mod skills;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::error::Error;
use crate::model::Language;
use crate::text::{faults, progress};

/// Runs the program on its arguments (the first is the program's name) and returns its exit code.
///
/// # Panics
///
/// Never: clap refuses a command line without a subcommand before this asks for it.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let asked = asked_language(&arguments);
    let matches = match args::command(asked.unwrap_or_else(ambient_language)).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            // Help that cannot be printed leaves nothing better to do.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let mut session = commands::Session::new(asked, matches.get_flag("quiet"));
    let (name, options) = matches.subcommand().expect("clap asks for a subcommand");
    let outcome = match name {
        "init" => session.init(options),
        "plan" => session.plan(options),
        "check" => session.check(options),
        "simulate" => session.simulate(options),
        "capacity" => session.capacity(options),
        "calibrate" => session.calibrate(options),
        "skills" => session.skills(options),
        "compare" => session.compare(options),
        _ => Ok(session.schema(options)),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            complain(session.language(), &failure);
            failure.exit_code()
        }
    }
}

/// Why a command stopped: an error of the library, or a wrong use that the argument parser cannot see.
enum Failure {
    Library(Error),
    Usage(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl Failure {
    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Library(error) => error.exit_code(),
            Self::Usage(_) => ExitCode::from(2),
        }
    }
}

/// Says on standard error what went wrong, in the reader's language.
fn complain(language: Language, failure: &Failure) {
    let text = match failure {
        Failure::Usage(text) => format!("{}: {text}\n", progress::error(language)),
        Failure::Library(Error::Input(found)) => {
            let lines: String = found.iter().map(|fault| faults::fault(language, fault) + "\n").collect();
            format!("{lines}\n{}\n", progress::faults(language, found.len()))
        }
        Failure::Library(error) => {
            let text = match error {
                Error::NoRosterInTime => progress::no_roster(language),
                Error::Rejected(violations) => progress::rejected(language, violations.len()),
                Error::Solver(reason) => progress::solver(language, reason),
                Error::Io { path, source } => progress::io(language, path.display(), source),
                Error::Input(_) => String::new(),
            };
            format!("{}: {text}\n", progress::error(language))
        }
    };
    // Nobody is left to tell when standard error is closed.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// The language asked for by `--lang`, read before parsing because help is written in it.
fn asked_language(arguments: &[OsString]) -> Option<Language> {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let value = words.iter().enumerate().find_map(|(i, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(i + 1).map(ToString::to_string),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    })?;
    match value.as_str() {
        "sv" => Some(Language::Swedish),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// The language of the reader's computer: English where it says so, else Swedish.
fn ambient_language() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.starts_with("en") => Language::English,
        _ => Language::Swedish,
    }
}
