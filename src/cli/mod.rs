//! The command line: one subcommand, one function.
#![expect(clippy::disallowed_methods, reason = "the command line is where the clock and the environment are read")]

mod args;
mod calibrate;
mod capacity;
mod colour;
mod commands;
mod compare;
mod meet;
mod places;
mod ranges;
mod skills;
mod usage;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Command;
use clap::error::ErrorKind;

use crate::error::Error;
use crate::model::{Fault, Language};
use crate::text::{faults, progress, storage};

/// Runs the program on its arguments (the first is the program's name) and returns its exit code.
///
/// # Panics
///
/// Never: the parser refuses a command line without a command before this asks for it.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let asked = asked_language(&arguments);
    let language = asked.unwrap_or_else(ambient_language);
    let words: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let mut root = args::command(language);
    let matches = match root.try_get_matches_from_mut(arguments) {
        Ok(matches) => matches,
        Err(error) => return not_run(language, &mut root, &words, &error),
    };
    let mut session = commands::Session::new(asked, matches.get_flag("quiet"));
    let (name, options) = matches.subcommand().expect("the parser asks for a command");
    let outcome = match name {
        "init" => session.init(options),
        "plan" => session.plan(options),
        "check" => session.check(options),
        "simulate" => session.simulate(options),
        "capacity" => session.capacity(options),
        "calibrate" => session.calibrate(options),
        "skills" => session.skills(options),
        "compare" => session.compare(options),
        "help" => {
            let of = options.get_one::<String>("command").map(String::as_str);
            out(&mut std::io::stdout(), &help(&mut root, of));
            Ok(ExitCode::SUCCESS)
        }
        "meet" => session.meet(options),
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

/// Where the parser ends it: help and version were asked for, or the command line is wrong, which exits 2.
fn not_run(language: Language, root: &mut Command, words: &[String], error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out(&mut std::io::stdout(), &error.to_string());
            ExitCode::SUCCESS
        }
        ErrorKind::MissingSubcommand => {
            out(&mut std::io::stderr(), &help(root, None));
            ExitCode::from(2)
        }
        _ => {
            out(&mut std::io::stderr(), &usage::told(language, root, words, error));
            ExitCode::from(2)
        }
    }
}

/// The help of a command, or of the whole program.
fn help(root: &mut Command, of: Option<&str>) -> String {
    match of.and_then(|name| root.find_subcommand_mut(name)) {
        Some(command) => command.render_help().to_string(),
        None => root.render_help().to_string(),
    }
}

/// Writes to a reader who may have closed the pipe, and has then read enough.
fn out(to: &mut dyn Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
}

/// Why a command stopped: an error of the library, or a wrong use that the argument parser cannot see.
enum Failure {
    Library(Error),
    Usage(String),
    /// A folder or file named on the command line that is not there, or is something else.
    Place(String),
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
            Self::Place(_) => ExitCode::from(3),
        }
    }
}

/// Says on standard error what went wrong, in the reader's language.
fn complain(language: Language, failure: &Failure) {
    let text = match failure {
        Failure::Usage(text) | Failure::Place(text) => format!("{}: {text}\n", colour::bad(&progress::error(language))),
        Failure::Library(Error::Input(found)) => {
            let line = |fault: &Fault| {
                let line = faults::fault(language, fault);
                match line.split_once(": ") {
                    Some((code, rest)) => format!("{}: {rest}\n", colour::bad(code)),
                    None => line + "\n",
                }
            };
            let lines: String = found.iter().map(line).collect();
            let sum = match found.len() {
                1 => progress::one_fault(language),
                n => progress::faults(language, n),
            };
            format!("{lines}\n{sum}\n")
        }
        Failure::Library(error) => {
            let text = match error {
                Error::NoRosterInTime => progress::no_roster(language),
                Error::Rejected(violations) => progress::rejected(language, violations.len()),
                Error::Solver(reason) => progress::solver(language, reason),
                Error::Io { path, source } => progress::io(language, path.display(), storage::reason(language, source)),
                Error::Input(_) => String::new(),
            };
            format!("{}: {text}\n", colour::bad(&progress::error(language)))
        }
    };
    out(&mut std::io::stderr(), &text);
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
