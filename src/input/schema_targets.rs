//! The shape of `centre.toml`, fourth part: what is promised.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// What is promised: at least `share` within `within_s` seconds, or within `deadline` where contacts can wait; and at most
/// so long a mean wait, so many who give up, so busy people. One of them at least, any of them together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetTable {
    /// At least this share of contacts, above 0 and at most 1.
    #[schemars(with = "Option<f64>")]
    pub(super) share: Option<Spanned<f64>>,
    /// Within this wait in seconds (phone, visit, video, chat).
    #[schemars(with = "Option<f64>")]
    pub(super) within_s: Option<Spanned<f64>>,
    /// Within this time, "2 days" or "4 hours" (email, web).
    #[schemars(with = "Option<String>")]
    pub(super) deadline: Option<Spanned<String>>,
    /// Over what everything in the target is taken; day unless said.
    #[serde(default)]
    pub(super) scope: Scope,
    /// Which contacts count for the share; answered-of-offered unless said.
    pub(super) definition: Option<Definition>,
    /// Least share in any single interval, under a wider scope.
    #[schemars(with = "Option<f64>")]
    pub(super) floor: Option<Spanned<f64>>,
    /// At most so long a mean wait in seconds, of all contacts, answered or not (phone, visit, video, chat).
    #[schemars(with = "Option<f64>")]
    pub(super) mean_wait_s: Option<Spanned<f64>>,
    /// At most this share of contacts gives up or is turned away (phone, visit, video, chat).
    #[schemars(with = "Option<f64>")]
    pub(super) abandoned_share: Option<Spanned<f64>>,
    /// At most this share of the time on contacts is busy, of all who can serve the queue (phone, visit, video, chat).
    #[schemars(with = "Option<f64>")]
    pub(super) occupancy: Option<Spanned<f64>>,
}

/// Over what stretch of time a target's share is taken.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Scope {
    HalfHour,
    #[default]
    Day,
    Week,
}

/// Which contacts count above and below the line of a service level.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Definition {
    #[default]
    AnsweredOfOffered,
    AnsweredOfPatient,
    AnsweredOfAnswered,
    EndedOfOffered,
}
