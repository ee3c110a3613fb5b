//! The shape of `centre.toml`, fourth part: days that are not as others.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// Days that are not as others.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarTable {
    /// The day on which the day off is taken that a 6 June on a Saturday or Sunday gives that year.
    #[schemars(with = "Option<String>")]
    pub(super) national_day_off: Option<Spanned<String>>,
}
