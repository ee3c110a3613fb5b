//! The shape of `centre.toml`, fourth part: terms of pay.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// Terms of pay: a built-in set, and what differs from it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PayTable {
    /// A built-in set of terms: none or ab-2025; unless said, ab-2025 where the rule set is that, otherwise none.
    pub(super) set: Option<PaySet>,
    /// A month's pay of full time in kronor, for agents without pay of their own.
    #[schemars(with = "Option<f64>")]
    pub(super) monthly_pay: Option<Spanned<f64>>,
    /// Where the pay comes from, as a reader should see it.
    pub(super) source: Option<String>,
    /// What the employer pays on top of every krona of pay, in per cent; the set's unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) on_cost_percent: Option<Spanned<f64>>,
    /// Where that comes from.
    pub(super) on_cost_source: Option<String>,
    /// What part-time employees get beyond their contract, up to full time; the set's unless said.
    pub(super) part_time_excess: Option<PartTime>,
    /// Supplements with other rates than the set's.
    #[serde(default)]
    pub(super) supplements: SupplementsTable,
}

/// A built-in set of terms of pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub(super) enum PaySet {
    #[serde(rename = "none")]
    None,
    #[serde(rename = "ab-2025")]
    Ab2025,
}

/// What part-time employees get beyond their contract, up to full time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PartTime {
    Overtime,
    Additional,
}

/// Rates by category.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "UPPERCASE")]
pub(super) struct SupplementsTable {
    /// Major holidays.
    pub(super) a: Option<SupplementTable>,
    /// Weekends and other holidays.
    pub(super) b: Option<SupplementTable>,
    /// Weekday nights.
    pub(super) c: Option<SupplementTable>,
    /// Weekday evenings.
    pub(super) d: Option<SupplementTable>,
}

/// The rates of one category, whatever the date.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SupplementTable {
    /// Kronor an hour.
    #[schemars(with = "f64")]
    pub(super) hourly: Spanned<f64>,
    /// Kronor an hour at night; as by day unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) night: Option<Spanned<f64>>,
    /// Agreement or decision, as a reader should see it.
    pub(super) source: String,
    /// Whether it has been checked against the original text.
    #[serde(default)]
    pub(super) verified: bool,
}
