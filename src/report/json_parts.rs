//! The objects inside plan.json.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Breach, OwnHours, Severity};

/// The days planned.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HorizonJson {
    /// First date.
    pub start: String,
    /// Number of days.
    pub days: usize,
    /// Length of the intervals of forecast and requirement `[min]`.
    pub interval_minutes: i32,
    /// Shifts and breaks start and end on multiples of this `[min]`.
    pub grid_minutes: i32,
}

/// What is asked of a centre that is changed in some way.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WhatIfJson {
    /// Its name.
    pub name: String,
    /// What it means, in the words of who wrote it.
    pub description: String,
}

/// How far the plan is from its bounds, as share of the plan's value; null where there is no bound.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Gaps {
    /// `(headcount − headcount_bound) / headcount`.
    pub headcount: Option<f64>,
    /// `(paid_hours − paid_hours_bound) / paid_hours`.
    pub paid_hours: Option<f64>,
}

/// The outcome of one promise.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ServiceJson {
    /// Id of the queue.
    pub queue: String,
    /// The date; start of the half-hour where the target is per half-hour; null for the whole horizon.
    pub day: Option<String>,
    /// How the contacts arrive.
    pub channel: &'static str,
    /// What is promised: `share` (at least), or at most so much `mean_wait_s`, `abandoned_share` or `occupancy`.
    pub kind: &'static str,
    /// The limit: a share, or seconds.
    pub limit: f64,
    /// The value reached, in the unit of the limit: ratio of sums.
    pub value: f64,
    /// Which contacts count above and below the line; null but for a share.
    pub definition: Option<&'static str>,
    /// The share promised; null but for a share.
    pub target_share: Option<f64>,
    /// Within this wait `[s]`; null for deferrable work.
    pub within_s: Option<f64>,
    /// Within this time of arrival, such as `2 days`; null for live contacts.
    pub deadline: Option<String>,
    /// Contacts, mean of a replication.
    pub offered: f64,
    /// The share reached, as `value`; null but for a share.
    pub share: Option<f64>,
    /// Lower end of the two-sided 95 % interval of the value.
    pub low: f64,
    /// Upper end of the two-sided 95 % interval of the value.
    pub high: f64,
    /// Abandoned or turned away / offered.
    pub abandoned_share: f64,
    /// Mean wait of all contacts `[s]`.
    pub mean_wait_s: f64,
    /// 95th percentile of the wait of all contacts `[s]`.
    pub p95_wait_s: f64,
    /// Share of replications in which the day (week, interval) keeps the promise by itself.
    pub chance: f64,
    /// Busy share of staffed contact time, all queues together, over the same time.
    pub occupancy: Option<f64>,
    /// Whether the one-sided 95 % interval, corrected for the number of promises, lies on the good side of the limit.
    pub met: bool,
}

/// How busy the agents are who can serve the same queues.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OccupancyJson {
    /// Ids of the queues with `|` between; `*` for all live ones.
    pub queues: String,
    /// Their hours on contacts over the horizon, summed over them `[h]`.
    pub staffed_hours: f64,
    /// Busy share of that time.
    pub occupancy: f64,
}

/// People missing in an interval.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShortageJson {
    /// Start of the interval.
    pub start: String,
    /// Ids of the queues with `|` between; `*` for all live ones.
    pub queues: String,
    /// People missing, on average over the interval.
    pub missing: f64,
}

/// A number of people that the search tried.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StepJson {
    /// People working.
    pub people: usize,
    /// Targets missed with them, on the search's seeds.
    pub missed: usize,
    /// The lowest margin of any target: share minus target.
    pub worst_margin: f64,
    /// Rosters simulated so far.
    pub evaluations: u64,
}

/// A person more, with whom the shortage would end.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AdditionJson {
    /// Ids of the skills needed; empty: none in particular.
    pub skills: Vec<String>,
    /// When the person works.
    pub shifts: Vec<SpanJson>,
}

/// A span of time.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SpanJson {
    /// From.
    pub start: String,
    /// To.
    pub end: String,
}

/// A broken rule.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BreachJson {
    /// Key of the rule or name of the breach.
    pub rule: &'static str,
    /// `hard`, `cover` or `warning`.
    pub severity: &'static str,
    /// Id of the agent; null for the centre as a whole.
    pub agent: Option<String>,
    /// When it begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// What the roster has, in the rule's unit.
    pub measured: Option<i64>,
    /// What the rule asks.
    pub limit: Option<i64>,
}

/// Something assumed.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AssumedJson {
    /// What.
    pub what: String,
    /// The value used.
    pub value: String,
    /// Where it comes from.
    pub source: String,
}

/// The word for how grave a breach is.
pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Hard => "hard",
        Severity::Cover => "cover",
        Severity::Warning => "warning",
    }
}

/// A breach's name, what was measured and the limit, where it has numbers.
pub(super) fn breach_words(breach: &Breach) -> (&'static str, Option<i64>, Option<i64>) {
    let pair = |measured: u32, limit: u32| (Some(i64::from(measured)), Some(i64::from(limit)));
    match *breach {
        Breach::Rule { rule, measured, limit } => (rule.key(), Some(measured.into()), Some(limit.into())),
        Breach::Overlap { .. } => ("overlap", None, None),
        Breach::NoTemplate { .. } => ("no_template", None, None),
        Breach::TooManyOfTemplate { measured, limit, .. } => {
            let (measured, limit) = pair(measured, limit);
            ("too_many_of_template", measured, limit)
        }
        Breach::MissingBreak { minutes, .. } => ("missing_break", Some(0), Some(minutes.into())),
        Breach::MisplacedBreak { .. } => ("misplaced_break", None, None),
        Breach::OutsideOpening => ("outside_opening", None, None),
        Breach::WhileAbsent { .. } => ("while_absent", None, None),
        Breach::OutsideAvailability => ("outside_availability", None, None),
        Breach::TooManyEvenings { measured, limit } => {
            let (measured, limit) = pair(measured, limit);
            ("too_many_evenings", measured, limit)
        }
        Breach::OverOwnHours { over, measured, limit } => {
            let name = match over {
                OwnHours::Day => "own_longest_day",
                OwnHours::Week => "own_longest_week",
            };
            (name, Some(measured.into()), Some(limit.into()))
        }
        Breach::ChangedAfterTold { notice, limit, .. } => {
            ("changed_after_told", Some(notice.into()), Some(limit.into()))
        }
        Breach::Unskilled { .. } => ("unskilled", None, None),
        Breach::ContractHours { measured, contract, .. } => {
            ("contract_hours", Some(measured.into()), Some(contract.into()))
        }
        Breach::PinMissing { .. } => ("pin_missing", None, None),
        Breach::OffGrid => ("off_grid", None, None),
        Breach::PostUnmanned { measured, needed, .. } => {
            let (measured, limit) = pair(measured, needed);
            ("post_unmanned", measured, limit)
        }
        Breach::PostTurn { measured, limit, .. } => ("post_turn", Some(measured.into()), Some(limit.into())),
        Breach::ShortBlock { measured, limit, .. } => ("short_block", Some(measured.into()), Some(limit.into())),
        Breach::TooLittleTime { measured, needed, .. } => {
            ("too_little_time", Some(measured.into()), Some(needed.into()))
        }
        Breach::MissedMeeting { .. } => ("missed_meeting", None, None),
        Breach::TooManySittings { measured, limit, .. } => {
            let (measured, limit) = pair(measured, limit);
            ("too_many_sittings", measured, limit)
        }
        Breach::TooManyAtOnce { measured, limit, .. } => {
            let (measured, limit) = pair(measured, limit);
            ("too_many_at_once", measured, limit)
        }
        Breach::NoKeyholder { is_closing: false, .. } => ("no_opener", None, None),
        Breach::NoKeyholder { is_closing: true, .. } => ("no_closer", None, None),
        Breach::UnderCover { measured, needed, .. } => {
            let (measured, limit) = pair(measured, needed);
            ("under_cover", measured, limit)
        }
    }
}
