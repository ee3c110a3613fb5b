//! The shape of `centre.toml`, fourth part: days that are not as others.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// What has been told already: the plan that stands in `published.csv`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PublishedTable {
    /// The day on which this plan is made, from which notice is counted.
    #[schemars(with = "Option<String>")]
    pub(super) as_of: Option<Spanned<String>>,
}

/// Days that are not as others.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarTable {
    /// The day on which the day off is taken that a 6 June on a Saturday or Sunday gives that year.
    #[schemars(with = "Option<String>")]
    pub(super) national_day_off: Option<Spanned<String>>,
    /// Days on which people may go home early where work permits.
    #[serde(default)]
    #[schemars(with = "Vec<ShortDayTable>")]
    pub(super) short_days: Vec<Spanned<ShortDayTable>>,
}

/// Days on which people may go home early where work permits; the centre stays open and is manned as usual.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShortDayTable {
    /// Dates, or names such as "skartorsdag" or "fore-julafton".
    #[schemars(with = "Vec<String>")]
    pub(super) days: Vec<Spanned<String>>,
    /// When they may go, "12:00".
    #[schemars(with = "String")]
    pub(super) until: Spanned<String>,
}
