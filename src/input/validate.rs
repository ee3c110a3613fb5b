//! From the files of a folder to a scenario: every part is read as far as it can be, and every fault collected.

use std::path::Path;

use toml::Spanned;

use super::absences;
use super::activities;
use super::adjust;
use super::agents;
use super::before;
use super::centre;
use super::collect::Faults;
use super::contracts;
use super::development;
use super::document::{self, Source};
use super::facts;
use super::files::Files;
use super::history;
use super::levels;
use super::lines;
use super::observed;
use super::overlay;
use super::overtime;
use super::passages;
use super::pay;
use super::published;
use super::queues::{self, ReadQueue};
use super::roster;
use super::rule_sets;
use super::rules::WorkRules;
use super::schema::{self, Centre};
use super::schema_what_if::{self as what_if, WhatRoster};
use super::schema_work::{AimPeople, AimResilience, RoutingAgent};
use super::shifts;
use super::special_days;
use super::tables::{Columns, Table};
use super::volumes;
use super::wishes;
use crate::model::{Aim, End, FaultKind, Forecast, GivenRow, Language, RosterIs, Routing, Scenario, Stretch, WhatIf};

/// Pinned rows, not yet read.
#[derive(Debug)]
pub(super) struct Pinned {
    file: &'static str,
    bytes: Vec<u8>,
    /// Ids and names of those whom a what-if takes away; their rows go with them.
    pub(super) gone: Vec<String>,
}

impl Pinned {
    fn read(&self, scenario: &Scenario, faults: &mut Faults) -> Option<roster::Written> {
        let mut found = Faults::default();
        let written = roster::read(self.file, &self.bytes, roster::Context::of(scenario), &mut found);
        let is_gone = |kind: &FaultKind| match kind {
            FaultKind::UnknownRosterAgent { agent, .. } => self.gone.contains(agent),
            _ => false,
        };
        faults.take_over(found, |kind| !is_gone(kind));
        written
    }
}

/// The tables beside `centre.toml`, as far as they are there and can be read.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) agents: Option<Table>,
    pub(super) forecast: Option<Table>,
    pub(super) requirement: Option<Table>,
    pub(super) absences: Option<Table>,
    pub(super) history: Option<Table>,
    pub(super) wishes: Option<Table>,
    pub(super) pinned: Option<Pinned>,
    pub(super) published: Option<Table>,
    observed: Option<Table>,
    pub(super) trainings: Option<Table>,
    pub(super) hires: Option<Table>,
    pub(super) levels: Option<Table>,
    local_rules: Option<(String, String)>,
    has_forecast: bool,
    has_requirement: bool,
}

impl Tables {
    fn read(centre: Option<&Centre>, files: &mut Files, faults: &mut Faults) -> Self {
        let agents = files.required("agents.csv", faults);
        let agents = agents.and_then(|text| Table::read("agents.csv", &text, agents::COLUMNS, faults));
        let has_forecast = files.has("forecast.csv");
        let has_requirement = files.has("requirement.csv");
        let mut optional = |name: &str, columns: Columns| {
            let text = files.optional(name, faults)?;
            Table::read(name, &text, columns, faults)
        };
        Self {
            agents,
            forecast: optional("forecast.csv", volumes::FORECAST),
            requirement: optional("requirement.csv", volumes::REQUIREMENT),
            absences: optional("absences.csv", absences::ABSENCES),
            history: optional("history.csv", history::COLUMNS),
            wishes: optional("wishes.csv", wishes::COLUMNS),
            published: optional("published.csv", roster::COLUMNS),
            observed: optional("handle_times.csv", observed::COLUMNS),
            trainings: optional("trainings.csv", development::TRAININGS),
            levels: optional("skills.csv", levels::COLUMNS),
            hires: optional("hires.csv", development::HIRES),
            local_rules: centre.and_then(|centre| rule_sets::local(&centre.rules, files, faults)),
            pinned: ["pinned.csv", "pinned.xlsx"]
                .into_iter()
                .find_map(|file| Some(Pinned { file, bytes: files.bytes(file)?, gone: Vec::new() })),
            has_forecast,
            has_requirement,
        }
    }
}

/// Reads everything in the folder; a scenario only when the centre could be read, and to be used only without faults.
///
/// With `n_days` the horizon has so many days, whatever the file says.
pub(super) fn scenario(files: &mut Files, n_days: Option<u32>, faults: &mut Faults) -> Option<Scenario> {
    let text = files.required("centre.toml", faults);
    let centre = text.as_ref().and_then(|text| {
        let source = Source::new("centre.toml", text);
        let document = document::parse(text, source, faults)?;
        document::read::<Centre>(document, source, schemars::schema_for!(Centre).as_value(), faults)
    });
    let tables = Tables::read(centre.as_ref(), files, faults);
    let (text, mut centre) = (text?, centre?);
    reach(&mut centre, n_days);
    let mut scenario = assemble(&centre, &tables, None, Source::new("centre.toml", &text), faults)?;
    scenario.inputs_sha256 = files.sha256();
    Some(scenario)
}

/// As [`scenario`], with the what-if in `path` laid over the folder's files; of values given as ranges the lower or the
/// higher.
///
/// With days the horizon has so many, whatever the files say.
pub(super) fn what_if(
    files: &mut Files,
    path: &Path,
    (end, n_days): (End, Option<u32>),
    faults: &mut Faults,
) -> Option<Scenario> {
    let text = files.required("centre.toml", faults);
    let (text, (file, over)) = (text?, files.overlay(path, faults)?);
    let source = Source::new("centre.toml", &text).with_over(&file, &over);
    let mut document = document::parse(&text, source, faults)?;
    let padded = overlay::padded(&over, text.len());
    let changes = overlay::lay_over(&mut document, (&padded, end), source, faults)?;
    let mut centre = document::read::<Centre>(document, source, schemars::schema_for!(Centre).as_value(), faults)?;
    reach(&mut centre, n_days);
    let mut tables = Tables::read(Some(&centre), files, faults);
    changes.rewrite(&mut tables, source, faults);
    let mut scenario = assemble(&centre, &tables, Some(&changes.own), source, faults)?;
    scenario.inputs_sha256 = files.sha256();
    scenario.what_if = Some(WhatIf {
        name: changes.own.name.get_ref().clone(),
        description: changes.own.description.unwrap_or_default(),
        roster: match changes.own.roster {
            WhatRoster::Plan => RosterIs::Planned,
            WhatRoster::Keep => RosterIs::Kept,
            WhatRoster::Repair => RosterIs::Repaired,
        },
        end: if changes.has_range { end } else { End::Only },
    });
    Some(scenario)
}

/// Gives the horizon so many days, and no turn from its end to its beginning.
fn reach(centre: &mut Centre, n_days: Option<u32>) {
    let place = centre.horizon.span();
    if let Some(n_days) = n_days {
        let horizon = centre.horizon.get_mut();
        (horizon.weeks, horizon.days) = (None, Some(Spanned::new(place, n_days)));
        horizon.cyclic = false;
    }
}

fn assemble(
    centre: &Centre,
    tables: &Tables,
    over: Option<&what_if::WhatIf>,
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<Scenario> {
    let (skills, skill_names) = centre::skills(centre, source, faults);
    let calendar = centre::calendar(centre, source, faults);
    let (queue_names, is_new) = centre::queue_names(centre, source, faults);
    demand_is_given(centre, tables, source, faults);
    let (mut calendar, hours) = calendar?;
    special_days::mark(&centre.calendar, &mut calendar, source, faults);
    let written = centre::counted(centre, &is_new);
    let read = |table| queues::read(table, (&calendar, &hours), &skill_names, source, &mut *faults);
    let mut queues: Vec<ReadQueue> = written.into_iter().map(read).collect();
    observed::read(tables.observed.as_ref(), &mut queues, &queue_names, faults);
    let (posts, _) = centre::posts(centre, (&calendar, &hours), (&skill_names, &queue_names), source, faults);
    let mut places = lines::of_centre(centre, &calendar.horizon, source);
    let (templates, shift_names) = shifts::read(centre, calendar.horizon.grid_minutes, source, faults);
    let days = (calendar.first_date(), calendar.last_date());
    let rules = WorkRules::read(&centre.rules, tables.local_rules.as_ref(), days, source, faults);
    let horizon = &calendar.horizon;
    if horizon.cyclic && !horizon.n_days().is_multiple_of(7) {
        centre::no_weeks(centre, (horizon.n_days(), &rules.rules), source, faults);
    }

    let has_ab = !matches!(rules.rules.set.as_str(), "atl" | "none");
    let pay = pay::read(&centre.pay, has_ab, &calendar, source, faults);

    let national_day = centre::national_day_off(centre, source, faults);
    let context = agents::Context {
        calendar: &calendar,
        measures: contracts::Measures { rules: &rules, national_day_off: national_day },
        hours: &hours,
        templates: &templates,
        skills: &skill_names,
        shifts: &shift_names,
        assumed_pay: pay.assumed.as_ref().map(|(monthly, _)| *monthly),
    };
    let read = tables.agents.as_ref().map(|table| agents::read(table, context, faults));
    let (mut people, agent_names) = read.unwrap_or_default();
    let development = development::read(centre, tables, (context, &mut people, &agent_names), source, faults);
    let mut pins = Vec::new();
    // Without agents every row about one would be a fault of its own.
    if tables.agents.is_some() {
        if let Some(table) = &tables.absences {
            absences::read(table, &calendar, &mut people, &agent_names, faults);
            lines::of_absences(table, &calendar, &agent_names, &mut places);
        }
        if let Some(table) = &tables.history {
            history::read(table, &calendar, &mut people, &agent_names, faults);
            lines::of_history(table, &agent_names, &mut places);
        }
        if let Some(table) = &tables.wishes {
            wishes::read(table, &calendar, &mut people, &agent_names, faults);
        }
        if let Some(table) = &tables.published
            && let Some(as_of) = centre::as_of(centre, source, faults)
        {
            let rules = &rules.rules;
            published::read(table, as_of, (&calendar, rules), (&mut people, &agent_names), faults);
        }
        let orders = over.map_or(&[][..], |over| &over.overtime);
        pins = overtime::order(orders, (&calendar.horizon, &mut people), &agent_names, source, faults);
        history::weigh(&mut people, &calendar);
        if matches!(centre.aim.people, AimPeople::Contract | AimPeople::ContractSpread) {
            history::even_out(&mut people, &calendar, &rules.rules, &templates);
        }
    }
    let context = activities::Context {
        calendar: &calendar,
        skills: &skill_names,
        queues: &queue_names,
        agents: &agent_names,
        people: &people,
    };
    let activities = activities::read(centre, context, source, faults);
    let is_changed = source.is_laid_over();
    let context =
        volumes::Context { calendar: &calendar, hours: &hours, queues: &queues, names: &queue_names, is_changed };
    let (forecast, given) = volumes_of(tables, over, context, source, faults);

    let time_zone = calendar.zone();
    let mut scenario = Scenario { time_zone, ..Scenario::new(&centre.name, calendar.horizon) };
    scenario.skills = skills;
    scenario.keyholders = centre::keyholders(centre, &skill_names, source, faults);
    scenario.forecast = forecast;
    scenario.queues = queues.into_iter().map(|read| read.queue).collect();
    scenario.before = centre.before.as_ref().and_then(|table| before::read(table, source, &mut *faults));
    passages::matters(&mut scenario);
    before::transfer(&mut scenario);
    passages::transfers(centre, &is_new, (&mut scenario.queues, &queue_names), (source, &mut *faults));
    scenario.posts = posts;
    scenario.agents = people;
    scenario.templates = templates;
    scenario.given = given;
    scenario.activities = activities;
    scenario.development = development;
    scenario.rules = rules.rules;
    scenario.pay = pay;
    scenario.settings = centre::settings(centre, source, faults);
    choices(&mut scenario, centre, source, faults);
    scenario.simulate = centre.simulation.enabled && tables.has_forecast;
    scenario.lines = places;
    pin(tables, pins, &mut scenario, faults);
    Some(scenario)
}

/// Pins what the file of pinned rows says, and overtime.
fn pin(tables: &Tables, pins: Vec<(Stretch, u64)>, scenario: &mut Scenario, faults: &mut Faults) {
    if let Some(written) = tables.pinned.as_ref().filter(|_| tables.agents.is_some())
        && let Some(pinned) = written.read(scenario, faults)
    {
        (scenario.pinned, scenario.lines.pinned) = (pinned.roster, pinned.lines);
        scenario.lines.pins_in = Some(written.file);
    }
    overtime::pin(pins, scenario);
}

/// The forecast and what is asked outright, with what a what-if changes in them.
fn volumes_of(
    tables: &Tables,
    over: Option<&what_if::WhatIf>,
    context: volumes::Context<'_>,
    source: Source<'_>,
    faults: &mut Faults,
) -> (Vec<Vec<Forecast>>, Vec<GivenRow>) {
    let forecast = tables.forecast.as_ref().map(|table| volumes::forecast(table, context, faults));
    let forecast = adjust::adjust(forecast, over.map_or(&[], |over| &over.forecast), context, source, faults);
    let given = tables.requirement.as_ref().map(|table| volumes::requirement(table, context, faults));
    let asked = over.map_or(&[][..], |over| &over.requirement);
    let given = adjust::ask(given.unwrap_or_default(), asked, context, source, faults);
    (forecast.unwrap_or_else(|| volumes::none(context.queues, context.horizon().n_intervals())), given)
}

fn demand_is_given(centre: &Centre, tables: &Tables, source: Source<'_>, faults: &mut Faults) {
    if !tables.has_forecast && !tables.has_requirement {
        faults.add(source.file, None, FaultKind::NoDemand);
    } else if !centre.simulation.enabled && !tables.has_requirement {
        faults.add(source.file, None, FaultKind::NoRequirement);
    }
}

/// Language, routing, aim, uncertainty and facts.
fn choices(scenario: &mut Scenario, centre: &Centre, source: Source<'_>, faults: &mut Faults) {
    scenario.language = match centre.language {
        schema::Language::Sv => Language::Swedish,
        schema::Language::En => Language::English,
    };
    scenario.routing = match centre.routing.agent {
        RoutingAgent::LongestIdle => Routing::LongestIdle,
        RoutingAgent::FewestSkills => Routing::FewestSkills,
    };
    scenario.aim = match centre.aim.people {
        AimPeople::Contract => Aim::Contract,
        AimPeople::ContractSpread => Aim::ContractSpread,
        AimPeople::Fewest => Aim::Fewest,
        AimPeople::LeastWeight => Aim::LeastWeight,
    };
    scenario.survives_absence = centre.aim.resilience == AimResilience::AnyAbsence;
    let simulation = &centre.simulation;
    if let Some(absence) = &simulation.unplanned_absence {
        let absence = centre::within("unplanned_absence", absence, (0.0, 0.9), source, faults);
        scenario.unplanned_absence = absence.unwrap_or_default();
    }
    if let Some(variation) = &simulation.busyness_variation {
        let variation = centre::within("busyness_variation", variation, (0.0, 3.0), source, faults);
        scenario.busyness_variation = variation.unwrap_or_default();
    }
    scenario.facts = centre.facts.iter().map(|table| facts::read(table, source, &mut *faults)).collect();
}
