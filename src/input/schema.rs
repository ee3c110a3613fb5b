//! The shape of `centre.toml`: what serde reads, and what `bemanna schema` prints.
//!
//! Values stay as written; [`super::centre`] and its neighbours give them meaning. Wherever a value can be wrong in a
//! way that its type does not tell, it is [`Spanned`], so that the fault names a line.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::schema_activities::{DevelopmentTable, MeetingTable, ProtectedTable, TrainingTable};
use super::schema_before::BeforeTable;
use super::schema_calendar::{CalendarTable, PublishedTable};
use super::schema_pay::PayTable;
use super::schema_targets::TargetTable;
use super::schema_work::{
    AimTable, FactTable, KeyholderTable, RoutingTable, RulesTable, SettingsTable, ShiftTable, SimulationTable,
};

/// A centre: everything but its people and its volumes, which stand in tables beside it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "centre.toml")]
pub(super) struct Centre {
    /// Version of this format: 1.
    #[schemars(with = "u32")]
    pub(super) format: Spanned<u32>,
    /// Name of the centre.
    pub(super) name: String,
    /// Language of what is written for readers; sv unless said.
    #[serde(default)]
    pub(super) language: Language,
    /// Time zone by its IANA name; Europe/Stockholm unless said.
    #[schemars(with = "Option<String>")]
    pub(super) time_zone: Option<Spanned<String>>,
    /// Length of the intervals of the forecast and the requirement: 15, 30 or 60 min; 30 unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) interval_minutes: Option<Spanned<i32>>,
    /// Shifts and breaks start and end on multiples of this: 5, 10, 15 or 30 min; 15 unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) grid_minutes: Option<Spanned<i32>>,
    /// Which days are planned.
    #[schemars(with = "HorizonTable")]
    pub(super) horizon: Spanned<HorizonTable>,
    /// When the centre is open.
    #[schemars(with = "Opening")]
    pub(super) opening: Spanned<Opening>,
    /// The skills: the name used in the files, and the name a reader sees.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) skills: BTreeMap<Spanned<String>, String>,
    /// Who must be there when the centre opens and when it closes.
    #[serde(default)]
    pub(super) keyholder: KeyholderTable,
    /// The queues.
    #[serde(default)]
    #[schemars(with = "Vec<QueueTable>")]
    pub(super) queues: Vec<Spanned<QueueTable>>,
    /// Places that must be manned, such as the reception.
    #[serde(default)]
    #[schemars(with = "Vec<PostTable>")]
    pub(super) posts: Vec<Spanned<PostTable>>,
    /// The shift templates.
    #[serde(default)]
    #[schemars(with = "Vec<ShiftTable>")]
    pub(super) shifts: Vec<Spanned<ShiftTable>>,
    /// Meetings.
    #[serde(default)]
    #[schemars(with = "Vec<MeetingTable>")]
    pub(super) meetings: Vec<Spanned<MeetingTable>>,
    /// Who is trained, and how long each week.
    #[serde(default)]
    pub(super) training: Vec<TrainingTable>,
    /// Days that are not as others.
    #[serde(default)]
    pub(super) calendar: CalendarTable,
    /// What has been told already.
    #[serde(default)]
    pub(super) published: PublishedTable,
    /// What people specialise in.
    #[serde(default)]
    pub(super) development: DevelopmentTable,
    /// The work rules.
    #[serde(default)]
    pub(super) rules: RulesTable,
    /// Terms of pay.
    #[serde(default)]
    pub(super) pay: PayTable,
    /// Who gets a contact.
    #[serde(default)]
    pub(super) routing: RoutingTable,
    /// What the plan is for.
    #[serde(default)]
    pub(super) aim: AimTable,
    /// How the roster is tried against random demand.
    #[serde(default)]
    pub(super) simulation: SimulationTable,
    /// How to plan: seed and limits.
    #[serde(default)]
    pub(super) settings: SettingsTable,
    /// Before there is a centre: what the departments answer themselves.
    pub(super) before: Option<BeforeTable>,
    /// What the plan rests on, for the first lines of the report.
    #[serde(default)]
    pub(super) facts: Vec<FactTable>,
}

/// A language.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Language {
    #[default]
    Sv,
    En,
}

/// Which days are planned: give `weeks` or `days`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HorizonTable {
    /// First day, "2026-11-23".
    #[schemars(with = "String")]
    pub(super) start: Spanned<String>,
    /// Number of whole weeks.
    #[schemars(with = "Option<u32>")]
    pub(super) weeks: Option<Spanned<u32>>,
    /// Number of days, instead of weeks.
    #[schemars(with = "Option<u32>")]
    pub(super) days: Option<Spanned<u32>>,
    /// Whether the last day is followed by the first: a shift over the end covers the beginning.
    #[serde(default)]
    pub(super) cyclic: bool,
}

/// Opening hours: for each weekday a list of "HH:MM-HH:MM"; a weekday left out is closed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) mon: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) tue: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) wed: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) thu: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) fri: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) sat: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) sun: Vec<Spanned<String>>,
    /// What happens on a public holiday; closed unless said. For a queue or post: as the centre unless said.
    pub(super) public_holidays: Option<PublicHolidays>,
    /// Dates with other hours.
    #[serde(default)]
    pub(super) exceptions: Vec<OpeningException>,
}

/// What happens on a public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PublicHolidays {
    Closed,
    AsWeekday,
}

/// A date with other hours than its weekday's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OpeningException {
    /// The date, "2026-12-23".
    #[schemars(with = "String")]
    pub(super) date: Spanned<String>,
    /// The hours; an empty list is closed.
    #[schemars(with = "Vec<String>")]
    pub(super) hours: Vec<Spanned<String>>,
}

/// One stream of contacts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QueueTable {
    /// The name in the files.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// The name a reader sees; the id unless said.
    pub(super) name: Option<String>,
    /// How the contacts arrive; e-mail and web can wait, the others cannot.
    #[serde(default)]
    pub(super) channel: Channel,
    /// What an agent must know to serve it: all of these; an empty list is anybody.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) skills: Vec<Spanned<String>>,
    /// Mean handle time in seconds, unless the forecast gives one for every row.
    #[schemars(with = "Option<f64>")]
    pub(super) handle_time_s: Option<Spanned<f64>>,
    /// How handle times spread around their mean; exponential unless said.
    #[serde(default)]
    pub(super) handle_time_law: Law,
    /// Standard deviation over mean, for lognormal and gamma; 1 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) handle_time_variation: Option<Spanned<f64>>,
    /// Mean patience in seconds; left out, nobody hangs up.
    #[schemars(with = "Option<f64>")]
    pub(super) patience_s: Option<Spanned<f64>>,
    /// What is promised; left out, nothing is.
    #[schemars(with = "Option<TargetTable>")]
    pub(super) target: Option<Spanned<TargetTable>>,
    /// Opening hours where they differ from the centre's.
    pub(super) opening: Option<Opening>,
    /// What happens to who still waits at closing; served unless said.
    #[serde(default)]
    pub(super) at_closing: AtClosing,
    /// Time kept free for it (email, web): blocks in which those who work on it answer nothing else.
    #[schemars(with = "Option<ProtectedTable>")]
    pub(super) protected: Option<Spanned<ProtectedTable>>,
    /// Higher is taken before lower when an agent becomes free; 0 unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) priority: Option<Spanned<i32>>,
    /// To whom contacts go when who has the skills is busy; left out, they wait.
    #[schemars(with = "Option<OverflowTable>")]
    pub(super) overflow: Option<Spanned<OverflowTable>>,
    /// Share of contacts that leave at once when nobody is free; 0 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) balking: Option<Spanned<f64>>,
    /// Most who can wait at once; left out, any number.
    #[schemars(with = "Option<u32>")]
    pub(super) waiting_places: Option<Spanned<u32>>,
    /// Contacts that are passed on to another queue after they have been dealt with here.
    #[schemars(with = "Option<TransferTable>")]
    pub(super) transfer: Option<Spanned<TransferTable>>,
    /// How many contacts an agent may hold at the same time (chat); 1 unless said.
    #[schemars(with = "Option<u32>")]
    pub(super) at_once: Option<Spanned<u32>>,
    /// Share of a chat's handle time that asks for the agent; 1 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) attention: Option<Spanned<f64>>,
    /// Between live contacts, only while more than so many are idle (email, web); 1 unless said.
    #[schemars(with = "Option<u32>")]
    pub(super) idle_above: Option<Spanned<u32>>,
    /// Seconds to go and fetch a visitor (or open the video room), who waits meanwhile; 0 unless said (visit, video).
    #[schemars(with = "Option<f64>")]
    pub(super) fetch_s: Option<Spanned<f64>>,
    /// Share of contacts solved at once; the others are registered and forwarded. 1 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) solved_share: Option<Spanned<f64>>,
    /// Mean work in seconds that a forwarded contact takes on top of the handle time.
    #[schemars(with = "Option<f64>")]
    pub(super) forward_work_s: Option<Spanned<f64>>,
    /// Contacts in the forecast for each matter, where the old switchboard counted every new try; 1 unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) tries_per_matter: Option<Spanned<f64>>,
    /// The department whose matters they are, for what each department gives and gets.
    pub(super) department: Option<String>,
}

/// To whom contacts go when who has the skills is busy.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OverflowTable {
    /// After a wait of so many seconds; 0, at once, unless said.
    #[schemars(with = "Option<f64>")]
    pub(super) after_s: Option<Spanned<f64>>,
    /// To agents with at least one of these skills; left out, to anybody on contacts.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) skills: Option<Vec<Spanned<String>>>,
}

/// Contacts passed on to another queue.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TransferTable {
    /// This share of the contacts answered.
    #[schemars(with = "f64")]
    pub(super) share: Spanned<f64>,
    /// The queue in which they wait anew, on top of its forecast.
    #[schemars(with = "String")]
    pub(super) to: Spanned<String>,
}

/// How contacts arrive.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Channel {
    #[default]
    Phone,
    Visit,
    Video,
    Chat,
    Email,
    Web,
}

/// How handle times spread around their mean.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Law {
    #[default]
    Exponential,
    Constant,
    Lognormal,
    Gamma,
    Empirical,
}

/// What happens to who still waits at closing.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AtClosing {
    #[default]
    Served,
    Dropped,
}

/// A place that must be manned.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostTable {
    /// The name in the files; the activity in the roster.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// The name a reader sees; the id unless said.
    pub(super) name: Option<String>,
    /// What an agent must know to be there: all of these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) skills: Vec<Spanned<String>>,
    /// How many must be there at every minute; 1 unless said.
    #[schemars(with = "Option<u32>")]
    pub(super) agents: Option<Spanned<u32>>,
    /// A person stays at least so long where possible; 60 unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) shortest_minutes: Option<Spanned<i32>>,
    /// A person stays at most so long where possible; 240 unless said.
    #[schemars(with = "Option<i32>")]
    pub(super) longest_minutes: Option<Spanned<i32>>,
    /// When it is manned, where that differs from the centre's opening hours.
    pub(super) opening: Option<Opening>,
}
