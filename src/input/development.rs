//! What the centre may do about its skills: `trainings.csv`, `hires.csv`, and the areas of `centre.toml`.

use super::absences::agent;
use super::agents::{self, bad_number};
use super::centre::skill_set;
use super::collect::Faults;
use super::contracts::to_grid;
use super::document::Source;
use super::levels;
use super::names::Names;
use super::schema::Centre;
use super::tables::{Columns, Row, Table};
use super::validate::Tables;
use super::values;
use crate::model::{Agent, AgentIdx, Development, FaultKind, SkillIdx, TrainingOffer};

/// The columns of `trainings.csv`.
pub(super) const TRAININGS: Columns = Columns {
    required: &["agent", "skill"],
    optional: &["weeks", "hours_per_week", "trainer", "trainer_hours_per_week"],
};

/// The most weeks of a training, and the most hours of it in a week.
const MOST_WEEKS: f64 = 104.0;
const MOST_HOURS: f64 = 40.0;

/// The columns of `hires.csv`: those of `agents.csv` but for `count`.
pub(super) const HIRES: Columns = Columns { required: agents::COLUMNS.required, optional: HIRE_OPTIONAL };

const HIRE_OPTIONAL: &[&str] = agents::COLUMNS.optional.split_at(agents::COLUMNS.optional.len() - 1).0;

/// How well people have their skills, and what the centre may do: areas, trainings and hires.
pub(super) fn read(
    centre: &Centre,
    tables: &Tables,
    (context, people, names): (agents::Context<'_>, &mut [Agent], &Names),
    source: Source<'_>,
    faults: &mut Faults,
) -> Development {
    let areas = skill_set(&centre.development.areas, context.skills, source, faults);
    let grid = context.calendar.horizon.grid_minutes;
    let ramp = levels::Ramp::read(&centre.development, source, faults);
    // Without agents every row about one would be a fault of its own.
    if let Some(table) = tables.levels.as_ref().filter(|_| !people.is_empty()) {
        levels::read(table, (context.calendar, ramp), (&mut *people, names), context.skills, faults);
    }
    let offered = tables.trainings.as_ref().filter(|_| !people.is_empty());
    let trainings =
        offered.map(|table| trainings(table, (people, names), context.skills, grid, faults)).unwrap_or_default();
    let hires = tables.hires.as_ref().map(|table| agents::read(table, context, faults).0).unwrap_or_default();
    Development { areas, trainings, hires }
}

/// Every training that could be given.
fn trainings(
    table: &Table,
    (people, agents): (&[Agent], &Names),
    skills: &Names,
    grid: i32,
    faults: &mut Faults,
) -> Vec<TrainingOffer> {
    let one = |row: Row<'_>| {
        let learner = agent(row, agents, faults);
        let skill = row.need("skill", faults).and_then(|id| {
            let position = skills.position(id);
            if position.is_none() {
                row.fault(faults, FaultKind::UnknownSkill { skill: id.to_owned(), nearest: skills.nearest(id) });
            }
            position.map(SkillIdx)
        });
        let weeks = row.parse("weeks", values::whole, |value| bad_number("weeks", value, true), faults);
        let weeks = weeks.map(f64::from).and_then(|weeks| within("weeks", weeks, MOST_WEEKS, row, faults));
        let weekly = hours("hours_per_week", grid, row, faults);
        let trainer = trainer(row, agents, faults);
        let teaching = hours("trainer_hours_per_week", grid, row, faults);
        let (learner, skill) = (learner?, skill?);
        if people[learner.0].skills.has(skill) {
            let kind = FaultKind::SkillKnown {
                agent: people[learner.0].id.clone(),
                skill: row.get("skill").unwrap_or_default().to_owned(),
            };
            row.fault(faults, kind);
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within its range")]
        let weeks = weeks.map_or(0, |weeks| weeks as u32);
        let trainer = trainer.map(|trainer| (trainer, teaching.unwrap_or(0)));
        Some(TrainingOffer { agent: learner, skill, weeks, weekly: weekly.unwrap_or(0), trainer })
    };
    table.rows().filter_map(one).collect()
}

/// Hours of a week as minutes on the grid.
fn hours(column: &str, grid: i32, row: Row<'_>, faults: &mut Faults) -> Option<i32> {
    let hours = row.parse(column, values::number, |value| bad_number(column, value, false), faults)?;
    within(column, hours, MOST_HOURS, row, faults).map(|hours| to_grid(hours * 60.0, grid))
}

fn within(column: &str, value: f64, high: f64, row: Row<'_>, faults: &mut Faults) -> Option<f64> {
    let is_within = (0.0..=high).contains(&value);
    if !is_within {
        row.fault(faults, FaultKind::OutOfRange { key: column.to_owned(), value, low: 0.0, high });
    }
    is_within.then_some(value)
}

fn trainer(row: Row<'_>, agents: &Names, faults: &mut Faults) -> Option<AgentIdx> {
    let id = row.get("trainer")?;
    let position = agents.position(id);
    if position.is_none() {
        row.fault(faults, FaultKind::UnknownAgent { agent: id.to_owned(), nearest: agents.nearest(id) });
    }
    position.map(AgentIdx)
}
