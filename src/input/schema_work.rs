//! The shape of `centre.toml`, second half: shifts, rules, aim, simulation, settings and facts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::schema::Channel;

/// A rule from which a working day's possible shifts are made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShiftTable {
    /// The name in the files.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// The weekdays on which it may be worked; all unless said.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) weekdays: Option<Vec<Spanned<String>>>,
    /// Earliest and latest start, "08:00-09:00", or one time.
    #[schemars(with = "String")]
    pub(super) start: Spanned<String>,
    /// Starts lie so far apart; the grid unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) start_step_minutes: Option<Spanned<i32>>,
    /// Paid lengths that may be worked, such as "8:00".
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) work: Option<Vec<Spanned<String>>>,
    /// Paid lengths as a range, instead of `work`.
    pub(super) work_range: Option<WorkRange>,
    /// Breaks inside it, in the order of the day.
    #[serde(default)]
    #[schemars(with = "Vec<BreakTable>")]
    pub(super) breaks: Vec<Spanned<BreakTable>>,
    /// At most so many such shifts on one day.
    pub(super) most_per_day: Option<u32>,
    /// Whether it may reach outside the centre's opening hours.
    #[serde(default)]
    pub(super) outside_opening: bool,
    /// What one such shift weighs where the aim is the least weight; 1 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) weight: Option<Spanned<f64>>,
}

/// Paid lengths from `from` to `to`, `step_minutes` apart.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkRange {
    /// The shortest, "6:00".
    #[schemars(with = "String")]
    pub(super) from: Spanned<String>,
    /// The longest, "9:00".
    #[schemars(with = "String")]
    pub(super) to: Spanned<String>,
    /// How far apart; the grid unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) step_minutes: Option<Spanned<i32>>,
}

/// A break inside a shift.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BreakTable {
    /// Lunch, a short break, a paid meal at the workplace instead of lunch, or an unpaid gap that splits the shift.
    pub(super) kind: BreakKind,
    /// Length in minutes.
    #[schemars(with = "i32")]
    pub(super) minutes: Spanned<i32>,
    /// Whether it is working time; unless said, a break is and lunch and gap are not.
    pub(super) paid: Option<bool>,
    /// Only in shifts whose paid length is above this; "0:00" unless said.
    #[schemars(with = "Option<String>")]
    pub(super) if_work_over: Option<Spanned<String>>,
    /// Starts at least so long after the shift's start; "0:00" unless said.
    #[schemars(with = "Option<String>")]
    pub(super) earliest_after_start: Option<Spanned<String>>,
    /// Starts at most so long after the shift's start.
    #[schemars(with = "Option<String>")]
    pub(super) latest_after_start: Option<Spanned<String>>,
    /// Ends at least so long before the shift's end; "0:00" unless said.
    #[schemars(with = "Option<String>")]
    pub(super) before_end: Option<Spanned<String>>,
    /// The whole break lies within this part of the day, "11:00-13:30".
    #[schemars(with = "Option<String>")]
    pub(super) between: Option<Spanned<String>>,
    /// At most so many people on such a break at once.
    #[schemars(with = "Option<u32>")]
    pub(super) most_at_once: Option<Spanned<u32>>,
    /// At most this share of those at work, rounded up, on such a break at once.
    #[schemars(with = "Option<f64>")]
    pub(super) most_share_at_once: Option<Spanned<f64>>,
}

/// What a break is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum BreakKind {
    Lunch,
    Break,
    Meal,
    Gap,
}

/// A skill that somebody must have who is there when the centre opens (closes); "*": whoever it is.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyholderTable {
    /// Of who is there from the first minute of a day's opening.
    #[schemars(with = "Option<String>")]
    pub(super) opens: Option<Spanned<String>>,
    /// Of who is there until the last minute of a day's opening.
    #[schemars(with = "Option<String>")]
    pub(super) closes: Option<Spanned<String>>,
}

/// The work rules: a built-in rule set, and what differs from it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesTable {
    /// A built-in rule set: none, atl or ab-2025; ab-2025 unless said.
    #[schemars(with = "Option<String>")]
    pub(super) set: Option<Spanned<String>>,
    /// Rules of the set that do not apply here.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) off: Vec<Spanned<String>>,
    /// Rules with another value than the set's, each with its source.
    #[serde(default, rename = "override")]
    #[schemars(with = "BTreeMap<String, RuleTable>")]
    pub(super) overrides: BTreeMap<Spanned<String>, RuleTable>,
    /// Whether a set may be used for days after its last day in force.
    #[serde(default)]
    pub(super) accept_expired: bool,
}

/// The value of one rule, in its own unit, and where it comes from.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleTable {
    /// A length of time in minutes.
    #[schemars(with = "Option<i32>")]
    pub(super) minutes: Option<Spanned<i32>>,
    /// A length of time in hours and minutes, "38:15", or a clock time.
    #[schemars(with = "Option<String>")]
    pub(super) time: Option<Spanned<String>>,
    /// A number, for rules that count.
    #[schemars(with = "Option<i32>")]
    pub(super) count: Option<Spanned<i32>>,
    /// Law, agreement or decision, as a reader should see it.
    pub(super) source: String,
    /// Whether the value has been checked against the original text.
    #[serde(default)]
    pub(super) verified: bool,
}

/// Who gets a contact.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoutingTable {
    /// Which of several idle agents; longest-idle unless said.
    #[serde(default)]
    pub(super) agent: RoutingAgent,
}

/// Which of several idle agents gets a contact.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RoutingAgent {
    #[default]
    LongestIdle,
    FewestSkills,
}

/// What the plan is for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AimTable {
    /// Who gets hours; contract unless said.
    #[serde(default)]
    pub(super) people: AimPeople,
    /// What the plan is to survive; nothing unless said.
    #[serde(default)]
    pub(super) resilience: AimResilience,
}

/// What a plan is to survive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AimResilience {
    #[default]
    None,
    AnyAbsence,
}

/// Who gets hours.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AimPeople {
    #[default]
    Contract,
    ContractSpread,
    Fewest,
    LeastWeight,
}

/// How the roster is tried against random demand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SimulationTable {
    /// Whether it is; only with `requirement.csv` can a plan do without.
    #[serde(default = "yes")]
    pub(super) enabled: bool,
    /// Share of agents away unannounced on a day, 0 to 1; 0 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) unplanned_absence: Option<Spanned<f64>>,
    /// Coefficient of variation of a day's volume around the forecast; 0 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) busyness_variation: Option<Spanned<f64>>,
}

fn yes() -> bool {
    true
}

impl Default for SimulationTable {
    fn default() -> Self {
        Self { enabled: true, unplanned_absence: None, busyness_variation: None }
    }
}

/// How to plan: seed and limits.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsTable {
    /// Seed of every random stream; 1 unless said.
    pub(super) seed: Option<u64>,
    /// Most simulated days per verification.
    #[schemars(with = "Option<u32>")]
    pub(super) replications: Option<Spanned<u32>>,
    /// Simulated days per evaluation inside the search.
    #[schemars(with = "Option<u32>")]
    pub(super) search_replications: Option<Spanned<u32>>,
    /// Backstop on the whole run in seconds.
    #[schemars(with = "Option<f64>")]
    pub(super) time_limit_s: Option<Spanned<f64>>,
    /// Relative gap on paid hours at which the search may stop.
    #[schemars(with = "Option<f64>")]
    pub(super) gap: Option<Spanned<f64>>,
}

/// Something the plan rests on, and how well it is known.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FactTable {
    /// What, in the centre's language.
    pub(super) what: String,
    /// The value used.
    pub(super) value: String,
    /// Where it comes from.
    pub(super) source: String,
    /// Whether it is assumed rather than read or measured.
    #[serde(default)]
    pub(super) assumed: bool,
    /// Where it tells a volume: contacts, of all on which somebody waits or of `channel`.
    #[schemars(with = "Option<f64>")]
    pub(super) contacts: Option<Spanned<f64>>,
    /// Where it tells a range of volume: contacts at most, `contacts` being at least.
    #[schemars(with = "Option<f64>")]
    pub(super) contacts_high: Option<Spanned<f64>>,
    /// In how long; a day unless said.
    #[serde(default)]
    pub(super) per: PerTable,
    /// Of which channel; of all on which somebody waits unless said.
    pub(super) channel: Option<Channel>,
}

/// What a told volume is of.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PerTable {
    #[default]
    Day,
    Week,
    Year,
}
