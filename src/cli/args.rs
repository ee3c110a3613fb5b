//! The command line's definition; its help is user documentation, in both languages.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::model::Language;
use crate::text::help;

use super::usage;

/// The commands with their options, described in `language`.
pub(super) fn command(language: Language) -> Command {
    let root = commands(language);
    let names: Vec<String> = root.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut root = root.subcommand(usage::help_command(language, names.clone()));
    for name in names.iter().map(String::as_str).chain(["help"]) {
        root = root.mut_subcommand(name, |command| {
            let line = usage::usage_line(language, &command);
            command.override_usage(line)
        });
    }
    root.override_usage(usage::root_usage(language))
}

fn commands(language: Language) -> Command {
    Command::new("bemanna")
        .version(env!("CARGO_PKG_VERSION"))
        .about(help::about(language))
        .after_help(help::after(language))
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{}\n{{subcommands}}\n\n{}:\n{{options}}{{after-help}}\n",
            help::usage(language),
            help::commands(language),
            help::options(language)
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg(flag("help", help::help(language)).short('h').action(ArgAction::Help).global(true))
        .arg(flag("version", help::version(language)).short('V').action(ArgAction::Version))
        .arg(option("lang", "sv|en", help::lang(language)).value_parser(["sv", "en"]).global(true))
        .arg(flag("quiet", help::quiet(language)).action(ArgAction::SetTrue).global(true))
        .subcommand(subcommand(language, "init", help::init(language)).arg(new_folder(language)))
        .subcommand(plan(language))
        .subcommand(
            subcommand(language, "check", help::check(language))
                .arg(folder(language))
                .arg(roster(language))
                .arg(flag("json", help::check_json(language)).action(ArgAction::SetTrue)),
        )
        .subcommand(
            subcommand(language, "simulate", help::simulate(language))
                .arg(folder(language))
                .arg(roster(language))
                .arg(seed(language))
                .arg(flag("json", help::simulate_json(language)).action(ArgAction::SetTrue)),
        )
        .subcommand(compare(language))
        .subcommand(capacity(language))
        .subcommand(calibrate(language))
        .subcommand(super::skills::command(language))
        .subcommand(super::meet::command(language))
        .subcommand(
            subcommand(language, "schema", help::schema(language)).arg(
                Arg::new("file")
                    .help(help::schema_of(language))
                    .value_name("centre|what-if|plan")
                    .value_parser(["centre", "what-if", "plan"])
                    .hide_possible_values(true)
                    .default_value("centre")
                    .hide_default_value(true),
            ),
        )
}

fn plan(language: Language) -> Command {
    subcommand(language, "plan", help::plan(language))
        .arg(folder(language))
        .arg(scenario(language))
        .arg(option("out", &help::folder_value(language), help::out(language)).value_parser(value_parser!(PathBuf)))
        .arg(option("time-limit", &help::time_value(language), help::time_limit(language)))
        .arg(option("gap", &help::number_value(language), help::gap(language)))
        .arg(seed(language))
        .arg(flag("json", help::json(language)).action(ArgAction::SetTrue))
}

fn compare(language: Language) -> Command {
    subcommand(language, "compare", help::compare(language))
        .arg(folder(language))
        .arg(
            Arg::new("scenarios")
                .value_name(help::scenario_value(language))
                .help(help::scenarios(language))
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(option("time-limit", &help::time_value(language), help::each_time_limit(language)))
        .arg(seed(language))
        .arg(
            option("out", &help::folder_value(language), help::compare_out(language))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("json", help::compare_json(language)).action(ArgAction::SetTrue))
}

fn capacity(language: Language) -> Command {
    let (number, range) = (help::number_value(language), help::range_value(language));
    subcommand(language, "capacity", help::capacity(language))
        .arg(folder(language))
        .arg(scenario(language))
        .arg(option("people", &range, help::people(language)))
        .arg(option("volume", &range, help::volume(language)))
        .arg(flag("hour", help::hour(language)).action(ArgAction::SetTrue))
        .arg(option("handle-time", &range, help::handle_time(language)))
        .arg(option("patience", &help::time_value(language), help::patience(language)))
        .arg(option("presence", &range, help::presence(language)))
        .arg(option("target", &number, help::target(language)))
        .arg(option("silos", &number, help::silos(language)).value_parser(value_parser!(u32).range(1..=100)))
        .arg(option("overflow", &help::time_value(language), help::overflow(language)))
        .arg(seed(language))
        .arg(
            option("out", &help::folder_value(language), help::capacity_out(language))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("json", help::capacity_json(language)).action(ArgAction::SetTrue))
}

fn calibrate(language: Language) -> Command {
    let (number, range) = (help::number_value(language), help::range_value(language));
    let roster = option("roster", &help::roster_value(language), help::worked_roster(language));
    subcommand(language, "calibrate", help::calibrate(language))
        .arg(folder(language))
        .arg(scenario(language))
        .arg(
            option("observed", &help::observed_value(language), help::observed(language))
                .required(true)
                .action(ArgAction::Append),
        )
        .arg(option("when", &help::when_value(language), help::when(language)))
        .arg(option("people", &range, help::on_contacts(language)))
        .arg(option("volume", &number, help::volume_then(language)))
        .arg(option("patience", &help::time_value(language), help::patience(language)))
        .arg(roster.value_parser(value_parser!(PathBuf)))
        .arg(seed(language))
        .arg(flag("json", help::calibration_json(language)).action(ArgAction::SetTrue))
}

pub(super) fn subcommand(language: Language, name: &'static str, about: String) -> Command {
    Command::new(name).about(about).disable_help_flag(true).help_template(format!(
        "{{about}}\n\n{} {{usage}}\n\n{}:\n{{positionals}}\n\n{}:\n{{options}}\n",
        help::usage(language),
        help::arguments(language),
        help::options(language)
    ))
}

pub(super) fn flag(name: &'static str, about: String) -> Arg {
    Arg::new(name).long(name).help(about)
}

pub(super) fn option(name: &'static str, value: &str, about: String) -> Arg {
    Arg::new(name).long(name).value_name(value.to_owned()).help(about).hide_possible_values(true)
}

pub(super) fn seed(language: Language) -> Arg {
    option("seed", &help::number_value(language), help::seed(language)).value_parser(value_parser!(u64))
}

pub(super) fn folder(language: Language) -> Arg {
    path("folder", &help::folder_value(language), help::folder(language))
}

/// The what-if to be laid over the centre.
fn scenario(language: Language) -> Arg {
    option("scenario", &help::file_value(language), help::scenario(language)).value_parser(value_parser!(PathBuf))
}

fn new_folder(language: Language) -> Arg {
    path("folder", &help::folder_value(language), help::new_folder(language))
}

fn roster(language: Language) -> Arg {
    path("roster", &help::roster_value(language), help::roster(language))
}

fn path(name: &'static str, value: &str, about: String) -> Arg {
    Arg::new(name).value_name(value.to_owned()).help(about).required(true).value_parser(value_parser!(PathBuf))
}

/// A required path argument.
pub(super) fn path_of(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one::<PathBuf>(name).cloned().expect("clap refuses a command line without it")
}
