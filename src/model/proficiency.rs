//! How well somebody has a skill: level, since when, until when it is valid, and whether it is their main one.

use chrono::NaiveDate;

use super::SkillIdx;

/// One person's hold on one skill (`skills.csv`). Skills without an entry are held independently and without end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proficiency {
    /// The skill.
    pub skill: SkillIdx,
    /// How well.
    pub level: Level,
    /// Since when; of a learner, when the learning ended and the work began.
    pub since: Option<NaiveDate>,
    /// The last day on which it counts; `None`: no end.
    pub valid_until: Option<NaiveDate>,
    /// Whether it is the person's main field rather than what they can help with.
    pub is_primary: bool,
    /// Handle times of contacts that need the skill, as a multiple of others', at the start of the plan; at least 1.
    pub pace: f64,
}

/// How well somebody has a skill.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Works, and takes longer over each contact; less so week by week.
    Learner,
    /// Works at the usual pace.
    #[default]
    Independent,
    /// As independent, and can teach.
    Expert,
}
