//! The shape of `centre.toml`: what a pre-study knows before there is a centre.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// Before there is a centre: the forecast is then of the departments' own calls as they are counted today.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BeforeTable {
    /// Share of tries answered before.
    #[schemars(with = "f64")]
    pub(super) answered_share: Spanned<f64>,
    /// Share of all matters that a centre can take; the others never reach it.
    #[schemars(with = "f64")]
    pub(super) transferable_share: Spanned<f64>,
    /// Shares of all matters solved at once to look at; none above `transferable_share`.
    #[schemars(with = "Vec<f64>")]
    pub(super) solved_shares: Vec<Spanned<f64>>,
    /// A case officer's time for a call, in seconds.
    #[schemars(with = "f64")]
    pub(super) officer_call_s: Spanned<f64>,
    /// A case officer's time for a matter that is not solved at once, in minutes.
    #[schemars(with = "f64")]
    pub(super) case_minutes: Spanned<f64>,
    /// What that time is said to become, as a part of it; 1 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) case_time_factor: Option<Spanned<f64>>,
}
