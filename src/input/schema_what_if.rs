//! The shape of a what-if: its own keys, beside which it takes those of `centre.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// What is changed in a centre. Beside these keys a what-if takes any of `centre.toml`, with the value it should have
/// instead.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "what-if")]
pub(super) struct WhatIf {
    /// Its name, as a reader sees it.
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// What it means.
    pub(super) description: Option<String>,
    /// Changes of the forecast, one after another.
    #[serde(default)]
    #[schemars(with = "Vec<ForecastChange>")]
    pub(super) forecast: Vec<Spanned<ForecastChange>>,
    /// Agents changed, added or gone: the columns of `agents.csv`, and `learns` and `leaves`.
    #[serde(default)]
    #[schemars(with = "Vec<BTreeMap<String, String>>")]
    pub(super) agents: Vec<Spanned<BTreeMap<String, String>>>,
    /// Absences on top of those in `absences.csv`, with its columns.
    #[serde(default)]
    #[schemars(with = "Vec<BTreeMap<String, String>>")]
    pub(super) absences: Vec<Spanned<BTreeMap<String, String>>>,
}

/// A change of the forecast: which contacts, and what becomes of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForecastChange {
    /// Of these queues; all unless said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) queues: Option<Vec<Spanned<String>>>,
    /// On these days: weekdays ("thu") or dates ("2026-11-26"); all unless said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) days: Option<Vec<Spanned<String>>>,
    /// Between these clock times, "17:00-20:00"; the whole day unless said.
    #[schemars(with = "Option<String>")]
    pub(super) between: Option<Spanned<String>>,
    /// So many times the contacts.
    #[schemars(with = "Option<f64>")]
    pub(super) factor: Option<Spanned<f64>>,
    /// So many contacts in each interval of each queue named, whatever the forecast says.
    #[schemars(with = "Option<f64>")]
    pub(super) contacts: Option<Spanned<f64>>,
    /// So many times the handle time.
    #[schemars(with = "Option<f64>")]
    pub(super) handle_time_factor: Option<Spanned<f64>>,
}
