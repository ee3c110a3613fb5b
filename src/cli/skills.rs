//! The command `skills`: HR's view of a roster.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::model::{AgentIdx, Language, Scenario};
use crate::pipeline::{self, Asked, Pairs};
use crate::report::{self, Naming};
use crate::text::{advice, help, resilience as absences, skills as text};

use super::Failure;
use super::args::{flag, folder, option, seed, subcommand};
use super::commands::{Outcome, Session, watched, width};
use super::watch::Terminal;

/// The definition of the command.
pub(super) fn command(language: Language) -> Command {
    subcommand(language, "skills", text::help(language))
        .arg(folder(language))
        .arg(
            Arg::new("roster")
                .value_name(help::roster_value(language))
                .help(text::help_roster(language))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("scenario", &help::file_value(language), help::scenario(language))
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("out", &help::folder_value(language), text::help_out(language)).value_parser(value_parser!(PathBuf)),
        )
        .arg(option("time-limit", &help::time_value(language), help::time_limit(language)))
        .arg(seed(language))
        .arg(option("pairs", "ID,ID", absences::help_pairs(language)).action(ArgAction::Append))
        .arg(flag("two", absences::help_two(language)).action(ArgAction::SetTrue).conflicts_with("pairs"))
        .arg(
            option("train", &help::number_value(language), advice::help_train(language))
                .value_parser(value_parser!(u32)),
        )
        .arg(
            option("hire", &help::number_value(language), advice::help_hire(language)).value_parser(value_parser!(u32)),
        )
        .arg(flag("specialisation", advice::help_breadth(language)).action(ArgAction::SetTrue))
        .arg(flag("no-resilience", absences::help_without(language)).action(ArgAction::SetTrue))
        .arg(flag("anonymous", text::help_anonymous(language)).action(ArgAction::SetTrue))
        .arg(flag("json", text::help_json(language)).action(ArgAction::SetTrue))
}

impl Session {
    /// Tells who covers what in a roster, and writes it.
    pub(super) fn skills(&mut self, options: &ArgMatches) -> Outcome {
        let look = self.looks_at(options, "skills")?;
        let (scenario, out) = (&look.scenario, &look.out);
        let language = self.language();
        let pairs = if options.get_flag("two") { Pairs::All } else { named_pairs(scenario, options, language)? };
        report::check_folder(out)?;
        // Several whole plans may be made, each within its own limit; only who names a limit bounds the whole.
        let limit = if options.contains_id("time-limit") { scenario.settings.time_limit_s } else { f64::INFINITY };
        let terminal = Terminal::begin(language, limit, self.is_quiet);
        let roster = self.roster_of(&look, &terminal)?;
        let mut found = pipeline::skills(scenario, &roster);
        if scenario.simulate && !options.get_flag("no-resilience") {
            let tried = watched(&terminal, |watch| pipeline::resilience(scenario, &roster, &pairs, watch));
            found.resilience = Some(tried);
        }
        let n = |name| options.get_one::<u32>(name).and_then(|&n| usize::try_from(n).ok()).filter(|&n| n > 0);
        let advised = |asked, n| watched(&terminal, |watch| pipeline::advise(scenario, asked, n, watch));
        found.training_advice = n("train").map(|n| advised(Asked::Training, n)).transpose()?;
        if n("hire").is_some() && scenario.development.hires.is_empty() {
            return Err(Failure::Usage(advice::no_hires(language)));
        }
        found.hiring_advice = n("hire").map(|n| advised(Asked::Hiring, n)).transpose()?;
        if options.get_flag("specialisation") {
            if scenario.development.areas.is_empty() {
                return Err(Failure::Usage(advice::no_areas(language)));
            }
            found.specialisation = watched(&terminal, |watch| pipeline::specialisation(scenario, watch))?;
        }
        terminal.end();
        let naming = if options.get_flag("anonymous") { Naming::Anonymous } else { Naming::Named };
        report::write_skills(&found, out, language, naming)?;
        if options.get_flag("json") {
            self.give(&report::skills_json(&found, naming));
        } else {
            self.say(&report::skills_terminal(&found, language, naming, width()));
            if let Some(path) = &look.given {
                self.say(&text::uses(language, path.display()));
            }
            self.say(&text::written(language, out.display()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The pairs given by their ids.
fn named_pairs(scenario: &Scenario, options: &ArgMatches, language: Language) -> Result<Pairs, Failure> {
    let agent = |id: &str| scenario.agents.iter().position(|agent| agent.id == id.trim()).map(AgentIdx);
    let pair = |text: &String| {
        let (one, other) = text.split_once(',')?;
        let pair = [agent(one)?, agent(other)?];
        (pair[0] != pair[1]).then_some(pair)
    };
    let given = options.get_many::<String>("pairs").into_iter().flatten();
    let read = given.map(|text| pair(text).ok_or_else(|| Failure::Usage(absences::bad_pair(language, text))));
    Ok(Pairs::Named(read.collect::<Result<_, _>>()?))
}
