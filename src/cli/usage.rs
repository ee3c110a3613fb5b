//! Wrong uses of the command line, told in the reader's language in place of the parser's English.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::model::Language;
use crate::text::{faults, help, progress, usage as text, words};

/// What is wrong, how the command is written, and where there is more help; `words` are the arguments as given.
pub(super) fn told(language: Language, root: &Command, words: &[String], error: &clap::Error) -> String {
    let command = words.iter().skip(1).find_map(|word| root.find_subcommand(word));
    let sentence = wrong(language, root, command, error);
    let (line, more) = match command {
        Some(command) => (usage_line(language, command), format!("{} help {}", root.get_name(), command.get_name())),
        None => (root_usage(language), format!("{} help", root.get_name())),
    };
    let (error, usage, more) = (progress::error(language), help::usage(language), text::more_help(language, more));
    format!("{error}: {sentence}\n\n{usage} {line}\n{more}\n")
}

/// How the program is called: "bemanna [FLAGGOR] <KOMMANDO>".
pub(super) fn root_usage(language: Language) -> String {
    format!("bemanna {} <{}>", text::some_options(language), text::a_command(language))
}

/// How a command is called: its name, that there are options, the options it must have, and its arguments.
pub(super) fn usage_line(language: Language, command: &Command) -> String {
    let mut line = format!("bemanna {} {}", command.get_name(), text::some_options(language));
    let must = command.get_arguments().filter(|arg| !arg.is_positional() && arg.is_required_set());
    for arg in must.chain(command.get_positionals()) {
        line.push(' ');
        line += &shown(arg);
    }
    line
}

/// An argument as a usage line shows it: "--observed <TAL..TAL>", "<MAPP>", "[SCHEMA]", "<SCENARIO>...".
fn shown(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let more = if arg.get_num_args().is_some_and(|n| n.max_values() > 1) { "..." } else { "" };
    match arg.get_long() {
        Some(long) if arg.get_action().takes_values() => format!("--{long} <{value}>"),
        Some(long) => format!("--{long}"),
        None if arg.is_required_set() => format!("<{value}>{more}"),
        None => format!("[{value}]{more}"),
    }
}

/// What is wrong, as a sentence without its stop.
fn wrong(language: Language, root: &Command, command: Option<&Command>, error: &clap::Error) -> String {
    let invalid = strings(error, ContextKind::InvalidArg);
    let option = option_name(invalid.first().map_or("", String::as_str));
    let value = strings(error, ContextKind::InvalidValue).concat();
    let example = invalid.first().and_then(|shown| shown.split_once(' ')).map_or("…", |(_, value)| value);
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            let hint = strings(error, ContextKind::SuggestedArg);
            with_hint(language, text::unknown_option(language, &option), hint.first())
        }
        ErrorKind::UnknownArgument => text::word_too_many(language, &option),
        ErrorKind::InvalidSubcommand => {
            let name = strings(error, ContextKind::InvalidSubcommand).concat();
            let hint = strings(error, ContextKind::SuggestedSubcommand);
            let sentence = text::unknown_command(language, &name);
            if hint.is_empty() {
                return format!("{sentence}; {}", known_commands(language, root));
            }
            with_hint(language, sentence, hint.first())
        }
        ErrorKind::MissingRequiredArgument => missing(language, command.unwrap_or(root), &invalid),
        ErrorKind::InvalidValue if value.is_empty() => text::no_value(language, option, example),
        ErrorKind::InvalidValue => {
            let hint = strings(error, ContextKind::SuggestedValue);
            let allowed = words::one_of(language, &strings(error, ContextKind::ValidValue));
            with_hint(language, text::not_allowed(language, option, &value, allowed), hint.first())
        }
        ErrorKind::ValueValidation => match limits(error) {
            Some((low, high)) => text::not_between(language, option, &value, low, high),
            None => text::not_whole(language, option, &value),
        },
        ErrorKind::ArgumentConflict => {
            match strings(error, ContextKind::PriorArg).first().map(|prior| option_name(prior)) {
                Some(prior) if prior != option => text::not_together(language, option, prior),
                _ => text::twice(language, option),
            }
        }
        ErrorKind::TooManyValues => text::takes_no_value(language, option),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            text::no_value(language, option, example)
        }
        ErrorKind::InvalidUtf8 => text::not_text(language),
        _ => text::not_understood(language),
    }
}

/// The commands in a sentence.
fn known_commands(language: Language, root: &Command) -> String {
    let names: Vec<String> = root.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    text::known_commands(language, words::list(language, &names))
}

/// What has to be given too, each with what it is for.
fn missing(language: Language, command: &Command, missing: &[String]) -> String {
    let line = |name: &String| {
        let is_it = |arg: &&Arg| {
            let own = shown(arg);
            own == *name || own.trim_end_matches("...") == name.trim_end_matches("...")
        };
        let about = command.get_arguments().find(is_it).and_then(Arg::get_help).map(ToString::to_string);
        format!("\n  {name}  {}", about.unwrap_or_default())
    };
    text::missing(language) + &missing.iter().map(line).collect::<String>()
}

/// The name probably meant behind a sentence, if there is one.
fn with_hint(language: Language, sentence: String, name: Option<&String>) -> String {
    match name {
        Some(name) => format!("{sentence}; {}", faults::did_you_mean(language, name)),
        None => sentence,
    }
}

/// "--seed" of "--seed <TAL>", and "centre|plan" of "[centre|plan]".
fn option_name(shown: &str) -> String {
    let first = shown.split_whitespace().next().unwrap_or(shown);
    let first = first.split('=').next().unwrap_or(first);
    first.trim_matches(['<', '>', '[', ']', '.']).to_owned()
}

/// The range that a whole number is outside of, as the parser tells it: "1000 is not in 1..=100".
fn limits(error: &clap::Error) -> Option<(String, String)> {
    let source = std::error::Error::source(error)?.to_string();
    let (low, high) = source.split_once(" is not in ")?.1.split_once("..=")?;
    Some((low.to_owned(), high.to_owned()))
}

fn strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// The command `help`, which shows the help of another.
pub(super) fn help_command(language: Language, names: Vec<String>) -> Command {
    let about = help::help_command(language);
    super::args::subcommand(language, "help", about).arg(
        Arg::new("command")
            .value_name(text::a_command(language))
            .help(help::help_of(language))
            .value_parser(clap::builder::PossibleValuesParser::new(names))
            .hide_possible_values(true)
            .action(ArgAction::Set),
    )
}
