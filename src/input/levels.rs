//! How well agents have their skills: `skills.csv`.

use chrono::NaiveDate;

use super::absences::agent;
use super::calendar::Calendar;
use super::centre;
use super::collect::Faults;
use super::document::Source;
use super::names::Names;
use super::schema_activities::DevelopmentTable;
use super::tables::{Columns, Table};
use super::values;
use crate::model::{Agent, AgentIdx, FaultKind, Level, Proficiency, SkillIdx, Thing};

/// The columns of `skills.csv`.
pub(super) const COLUMNS: Columns =
    Columns { required: &["agent", "skill"], optional: &["level", "since", "valid_until", "primary"] };

/// How much longer a learner takes at first, and after how many weeks no longer, unless the centre says otherwise.
const FIRST_PACE: f64 = 1.5;
const RAMP_WEEKS: f64 = 26.0;

/// How a learner's pace comes up to the others'.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ramp {
    first: f64,
    weeks: f64,
}

impl Ramp {
    /// As `[development]` says.
    pub(super) fn read(table: &DevelopmentTable, source: Source<'_>, faults: &mut Faults) -> Self {
        let first = table.learner_handle_time.as_ref();
        let first = first.and_then(|v| centre::within("learner_handle_time", v, (1.0, 5.0), source, faults));
        let weeks = table.learner_weeks.as_ref();
        let weeks = weeks.and_then(|v| centre::within("learner_weeks", v, (1.0, 26.0), source, faults));
        Self { first: first.unwrap_or(FIRST_PACE), weeks: weeks.unwrap_or(RAMP_WEEKS) }
    }

    /// How much longer somebody takes who has worked since `since`, on `day`: the first pace, falling in a straight line
    /// to 1.
    fn pace(self, since: Option<NaiveDate>, day: NaiveDate) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "few days")]
        let weeks = since.map_or(0.0, |since| (day - since).num_days().max(0) as f64 / 7.0);
        1.0 + (self.first - 1.0) * (1.0 - weeks / self.weeks).max(0.0)
    }
}

/// Tells the agents how well they have their skills. A skill that is no longer valid on the first day is taken from them.
pub(super) fn read(
    table: &Table,
    (calendar, ramp): (&Calendar, Ramp),
    (people, agents): (&mut [Agent], &Names),
    skills: &Names,
    faults: &mut Faults,
) {
    let first = calendar.first_date();
    let mut lines: Vec<(AgentIdx, SkillIdx, u64)> = Vec::new();
    for row in table.rows() {
        let holder = agent(row, agents, faults);
        let skill = row.need("skill", faults).and_then(|id| {
            let position = skills.position(id);
            if position.is_none() {
                row.fault(faults, FaultKind::UnknownSkill { skill: id.to_owned(), nearest: skills.nearest(id) });
            }
            position.map(SkillIdx)
        });
        let known = ["learner", "independent", "expert"].map(str::to_owned).to_vec();
        let unknown = |value| FaultKind::NotAllowed { key: "level".to_owned(), value, allowed: known.clone() };
        let level = row.parse("level", level, unknown, faults).unwrap_or_default();
        let mut date = |column| row.parse(column, values::date, |value| FaultKind::BadDate { value }, faults);
        let (since, valid_until) = (date("since"), date("valid_until"));
        let primary = row.parse("primary", values::yes_no, |value| FaultKind::BadYesNo { value }, faults);
        let (Some(holder), Some(skill)) = (holder, skill) else { continue };
        let this = &mut people[holder.0];
        if !this.skills.has(skill) {
            let kind =
                FaultKind::SkillNotHeld { agent: this.id.clone(), skill: row.get("skill").unwrap_or_default().into() };
            row.fault(faults, kind);
            continue;
        }
        if let Some(&(.., first)) = lines.iter().find(|&&(one, other, _)| (one, other) == (holder, skill)) {
            let id = format!("{} {}", this.id, row.get("skill").unwrap_or_default());
            row.fault(faults, FaultKind::DuplicateId { what: Thing::Skill, id, first });
            continue;
        }
        lines.push((holder, skill, row.line));
        let pace = if level == Level::Learner { ramp.pace(since, first) } else { 1.0 };
        let is_primary = primary.unwrap_or(true);
        this.proficiency.push(Proficiency { skill, level, since, valid_until, is_primary, pace });
    }
    for agent in people {
        let ended = agent.proficiency.iter().filter(|held| held.valid_until.is_some_and(|last| last < first));
        for skill in ended.map(|held| held.skill).collect::<Vec<_>>() {
            agent.skills = agent.skills.without(skill);
        }
    }
}

fn level(text: &str) -> Option<Level> {
    match text.to_lowercase().as_str() {
        "learner" | "lärling" => Some(Level::Learner),
        "independent" | "självständig" => Some(Level::Independent),
        "expert" => Some(Level::Expert),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_learner_comes_up_to_the_others_in_a_straight_line() {
        let ramp = Ramp { first: 1.5, weeks: 26.0 };
        let day = |text: &str| text.parse().unwrap();
        let pace = |since: Option<&str>| ramp.pace(since.map(day), day("2026-11-23"));
        assert!((pace(None) - 1.5).abs() < 1e-12);
        assert!((pace(Some("2026-11-23")) - 1.5).abs() < 1e-12);
        assert!((pace(Some("2026-08-24")) - 1.25).abs() < 1e-12, "thirteen weeks are half of it");
        assert!((pace(Some("2026-01-01")) - 1.0).abs() < 1e-12);
        assert!((pace(Some("2026-12-24")) - 1.5).abs() < 1e-12);
    }
}
