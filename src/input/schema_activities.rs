//! The shape of `centre.toml`, third part: meetings, training, time kept free for work that can wait.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// A meeting: on a date or every week on a weekday.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetingTable {
    /// What it is called.
    pub(super) name: String,
    /// Ids of agents; everybody unless said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) who: Option<Vec<Spanned<String>>>,
    /// Only those of them who have all these skills.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) skills: Vec<Spanned<String>>,
    /// Length in minutes.
    #[schemars(with = "i32")]
    pub(super) minutes: Spanned<i32>,
    /// The date, "2026-11-24".
    #[schemars(with = "Option<String>")]
    pub(super) date: Option<Spanned<String>>,
    /// The weekday, instead of a date: every week.
    #[schemars(with = "Option<String>")]
    pub(super) weekday: Option<Spanned<String>>,
    /// The whole meeting lies within these clock times; the opening hours of the day unless said. As long as the
    /// meeting itself: a fixed time.
    #[schemars(with = "Option<String>")]
    pub(super) between: Option<Spanned<String>>,
    /// In so many sittings, one after another, so that others answer meanwhile; 1, all together, unless said.
    #[schemars(with = "Option<u32>")]
    pub(super) sittings: Option<Spanned<u32>>,
}

/// Somebody's training.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TrainingTable {
    /// Id of the agent.
    #[schemars(with = "String")]
    pub(super) agent: Spanned<String>,
    /// At least so many minutes a week.
    #[schemars(with = "i32")]
    pub(super) minutes_per_week: Spanned<i32>,
    /// At least so many minutes at a time; 60 unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) block_minutes: Option<Spanned<i32>>,
}

/// Time kept free for a queue whose contacts can wait.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProtectedTable {
    /// At least so many minutes, by whomever.
    #[schemars(with = "i32")]
    pub(super) minutes: Spanned<i32>,
    /// Each day or each week; week unless said.
    #[serde(default)]
    pub(super) per: Per,
    /// At least so many minutes at a time; 60 unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) block_minutes: Option<Spanned<i32>>,
}

/// Over what time minutes are counted.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Per {
    Day,
    #[default]
    Week,
}

/// What people specialise in.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DevelopmentTable {
    /// The skills that are areas of specialisation; languages and posts are as a rule none of them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) areas: Vec<Spanned<String>>,
    /// Handle times of who begins to learn, as a multiple of others'; 1.5 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) learner_handle_time: Option<Spanned<f64>>,
    /// After so many weeks a learner is as quick as others; 26, which is also the most, unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) learner_weeks: Option<Spanned<f64>>,
}
