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
    /// Whether a comparison plans anew (`plan`, unless said), keeps the roster of the centre as it is (`keep`), or shows
    /// it both kept and put right by few changes on the days that are touched (`repair`).
    #[serde(default)]
    pub(super) roster: WhatRoster,
    /// Changes of the forecast, one after another.
    #[serde(default)]
    #[schemars(with = "Vec<ForecastChange>")]
    pub(super) forecast: Vec<Spanned<ForecastChange>>,
    /// People asked for outright, on top of `requirement.csv`.
    #[serde(default)]
    #[schemars(with = "Vec<RequirementChange>")]
    pub(super) requirement: Vec<Spanned<RequirementChange>>,
    /// Agents changed, added or gone: the columns of `agents.csv`, and `learns` and `leaves`.
    #[serde(default)]
    #[schemars(with = "Vec<BTreeMap<String, String>>")]
    pub(super) agents: Vec<Spanned<BTreeMap<String, String>>>,
    /// Overtime that is ordered: people who stay on, or come, beyond their contract.
    #[serde(default)]
    #[schemars(with = "Vec<OvertimeOrder>")]
    pub(super) overtime: Vec<Spanned<OvertimeOrder>>,
    /// How well people have their skills, on top of `skills.csv`, with its columns.
    #[serde(default)]
    #[schemars(with = "Vec<BTreeMap<String, String>>")]
    pub(super) levels: Vec<Spanned<BTreeMap<String, String>>>,
    /// Absences on top of those in `absences.csv`, with its columns.
    #[serde(default)]
    #[schemars(with = "Vec<BTreeMap<String, String>>")]
    pub(super) absences: Vec<Spanned<BTreeMap<String, String>>>,
}

/// Which roster a what-if is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WhatRoster {
    #[default]
    Plan,
    Keep,
    Repair,
}

/// Overtime that is ordered: who, on which days, when. They are on contacts for all of that time, on top of their
/// contract's hours; one of their shift templates must reach over it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OvertimeOrder {
    /// Who, as in `agents.csv`. Whoever is away that day is left out.
    #[schemars(with = "Vec<String>")]
    pub(super) agents: Vec<Spanned<String>>,
    /// On these days: weekdays ("thu") or dates ("2026-11-26"); all on which the centre is open then unless said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) days: Option<Vec<Spanned<String>>>,
    /// Between these clock times, "17:00-20:00".
    #[schemars(with = "String")]
    pub(super) between: Spanned<String>,
}

/// People asked for outright: how many, for which queues, when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequirementChange {
    /// On any of these queues; all on which somebody waits unless said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) queues: Option<Vec<Spanned<String>>>,
    /// On these days: weekdays ("thu") or dates ("2026-11-26"); all unless said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) days: Option<Vec<Spanned<String>>>,
    /// Between these clock times; the whole day unless said.
    #[schemars(with = "Option<String>")]
    pub(super) between: Option<Spanned<String>>,
    /// So many at least, in each interval in which one of the queues is open.
    #[schemars(with = "u32")]
    pub(super) agents: Spanned<u32>,
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
