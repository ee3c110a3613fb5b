//! plan.json: the contract with other programs, key by key.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Channel, Measure, Plan, Promised, Scenario, Service, ServiceDefinition, Status, Verdict, WhatIf};
use crate::text::findings;

use super::json_contradictions::{self, ContradictionJson, UnmannedJson};
use super::json_cost::{self, CostJson};
use super::json_parts::{
    AdditionJson, AssumedJson, BreachJson, Gaps, HorizonJson, OccupancyJson, ServiceJson, ShortageJson, SpanJson,
    StepJson, WhatIfJson, breach_words, severity_word,
};
use super::json_people::{self, PersonJson, SurvivalJson, WishJson};
use super::json_rules::{RulesJson, rules};
use super::people::full_time;
use super::played::Played;
use super::special_days::{self, SpecialDayJson};
use super::summary::Summary;
use super::tables::{date_time, set_id};

/// The format's number, raised when a key changes its meaning.
const FORMAT: u32 = 1;

/// A plan as other programs read it; times are local date-times such as `2026-11-23T08:00`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "plan.json")]
pub(super) struct PlanJson {
    /// The format's number: 1.
    format: u32,
    /// Name of the centre.
    centre: String,
    /// The what-if that was laid over the centre; null for the centre as it is.
    scenario: Option<WhatIfJson>,
    /// The days planned.
    horizon: HorizonJson,
    /// How well the plan answers: `proven`, `closed`, `feasible`, `undecided`, `short` or
    /// `relaxed`.
    status: &'static str,
    /// Agents with any activity but reserve.
    headcount: usize,
    /// No roster meets the final (or given) requirement with fewer people.
    headcount_bound: Option<u32>,
    /// No roster whatsoever meets the targets with fewer people.
    workload_floor: Option<u32>,
    /// People that perfect pooling would need by Erlang: instructive, not a bound.
    pooled_reference: Option<u32>,
    /// Full-time equivalents employed among the headcount.
    fte: f64,
    /// Paid time of the roster, reserve included `[h]`.
    paid_hours: f64,
    /// No such roster has less paid time `[h]`.
    paid_hours_bound: Option<f64>,
    /// Changes of activity on a person's day of work, on average; breaks do not count.
    switches_per_day: Option<f64>,
    /// How far the plan is from its bounds.
    gaps: Gaps,
    /// One entry per target.
    service: Vec<ServiceJson>,
    /// How busy each group of agents is who can serve the same queues.
    occupancy: Vec<OccupancyJson>,
    /// Where people are missing.
    shortage: Vec<ShortageJson>,
    /// The fewest people found with whom, beside everybody employed, every target is met; empty where nothing is short
    /// or no cure was found.
    cure: Vec<AdditionJson>,
    /// What was done so that the plan survives absences; null where it need not.
    survival: Option<SurvivalJson>,
    /// The search's way: each number of people tried, in turn.
    path: Vec<StepJson>,
    /// Everybody employed, and hired places that the roster uses: hours, evenings, weekends.
    people: Vec<PersonJson>,
    /// What people asked for, and whether the roster has it so.
    wishes: Vec<WishJson>,
    /// What the independent judge found.
    violations: Vec<BreachJson>,
    /// What the roster costs.
    cost: CostJson,
    /// Hard facts that cannot all hold; empty unless `status` is `relaxed`.
    contradictions: Vec<ContradictionJson>,
    /// Why posts stand empty that nobody could man, at the first few places.
    unmanned: Vec<UnmannedJson>,
    /// Short days and squeeze days on which the centre is open, and who works through them.
    special_days: Vec<SpecialDayJson>,
    /// The work rules that applied.
    rules: RulesJson,
    /// What the plan rests on without its having been read or measured.
    assumed: Vec<AssumedJson>,
    /// Seed of every random stream.
    seed: u64,
    /// Replications of the final simulation.
    replications: u32,
    /// Whether the same input, seed and program give the same bytes: false when a clock stopped the run.
    reproducible: bool,
    /// Version of the program.
    version: &'static str,
    /// SHA-256 of the input files, in hexadecimal.
    inputs_sha256: String,
}

/// The JSON Schema of plan.json.
///
/// # Panics
///
/// Never: a schema is plain JSON.
pub fn plan_schema() -> String {
    let schema = schemars::schema_for!(PlanJson);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON") + "\n"
}

/// plan.json: the same bytes for the same plan.
pub(super) fn plan_json(plan: &Plan) -> String {
    serde_json::to_string_pretty(&view(plan)).expect("all keys are strings and all numbers finite or null") + "\n"
}

fn what_if(what_if: &WhatIf) -> WhatIfJson {
    WhatIfJson { name: what_if.name.clone(), description: what_if.description.clone() }
}

fn view(plan: &Plan) -> PlanJson {
    let scenario = &plan.scenario;
    let summary = Summary::new(plan);
    let certificate = &plan.certificate;
    let horizon = &scenario.horizon;
    let paid_hours = f64::from(summary.paid_minutes) / 60.0;
    let paid_hours_bound = certificate.paid_minutes_bound.map(|minutes| minutes / 60.0);
    PlanJson {
        format: FORMAT,
        centre: scenario.name.clone(),
        scenario: scenario.what_if.as_ref().map(what_if),
        horizon: HorizonJson {
            start: horizon.days.first().map(|day| day.date.to_string()).unwrap_or_default(),
            days: horizon.n_days(),
            interval_minutes: horizon.interval_minutes,
            grid_minutes: horizon.grid_minutes,
        },
        status: status_id(plan.status),
        headcount: plan.headcount,
        headcount_bound: certificate.headcount_bound,
        workload_floor: certificate.workload_floor,
        pooled_reference: certificate.pooled_reference,
        fte: round(full_time(plan), 4),
        paid_hours: round(paid_hours, 4),
        paid_hours_bound: paid_hours_bound.map(|hours| round(hours, 4)),
        switches_per_day: super::people::switches_per_day(plan).map(|switches| round(switches, 4)),
        gaps: Gaps {
            headcount: certificate.headcount_bound.and_then(|bound| gap(whole(plan.headcount), f64::from(bound))),
            paid_hours: paid_hours_bound.and_then(|bound| gap(paid_hours, bound)),
        },
        service: Played::of(plan).iter().flat_map(Played::services).collect(),
        occupancy: Played::of(plan).iter().flat_map(Played::groups).collect(),
        shortage: shortage(plan),
        cure: cure(plan),
        survival: json_people::survival(plan),
        path: plan.path.iter().map(step).collect(),
        people: json_people::people(plan),
        wishes: json_people::wishes(plan),
        violations: plan.violations.iter().map(|violation| breach(plan, violation)).collect(),
        cost: json_cost::cost(plan),
        contradictions: json_contradictions::contradictions(plan),
        unmanned: json_contradictions::unmanned(plan),
        special_days: special_days::json(plan),
        rules: rules(scenario),
        assumed: assumed(scenario),
        seed: scenario.settings.seed,
        replications: plan.performance.as_ref().map_or(0, |found| found.replications),
        reproducible: certificate.is_reproducible,
        version: env!("CARGO_PKG_VERSION"),
        inputs_sha256: scenario.inputs_sha256.clone(),
    }
}

impl Played<'_> {
    /// One entry per promise.
    pub(super) fn services(&self) -> Vec<ServiceJson> {
        self.found.service.iter().map(|one| service(*self, one)).collect()
    }

    /// How busy each group of agents is who can serve the same live queues.
    pub(super) fn groups(&self) -> Vec<OccupancyJson> {
        let of = |group: &crate::model::GroupOccupancy| OccupancyJson {
            queues: set_id(self.scenario, group.queues),
            staffed_hours: round(group.staffed_s / 3600.0, 3),
            occupancy: round(group.busy_s / group.staffed_s, 6),
        };
        self.found.groups.iter().map(of).collect()
    }
}

fn service(played: Played, service: &Service) -> ServiceJson {
    let horizon = &played.scenario.horizon;
    let queue = &played.scenario.queues[service.queue.0];
    let is_live = queue.is_live();
    let target = match service.promised {
        Promised::Answered(target) => Some(target),
        Promised::AtMost(_) => None,
    };
    let kind = match service.promised.measure() {
        None => "share",
        Some(Measure::MeanWait) => "mean_wait_s",
        Some(Measure::Abandoned) => "abandoned_share",
        Some(Measure::Occupancy) => "occupancy",
    };
    let day = match service.interval {
        Some(interval) => Some(date_time(played.scenario, horizon.interval(interval).start, 'T')),
        None => service.day.map(|day| horizon.days[day.0].date.to_string()),
    };
    ServiceJson {
        queue: queue.id.clone(),
        day,
        channel: channel_id(queue.channel),
        kind,
        limit: round(service.promised.limit(), 6),
        value: round(service.value, 6),
        definition: target.map(|target| definition_id(target.definition)),
        target_share: target.map(|target| round(target.share.get(), 6)),
        within_s: target.filter(|_| is_live).map(|target| round(target.within.get(), 3)),
        deadline: target.filter(|_| !is_live).map(|target| deadline(target.within.get())),
        offered: round(service.offered, 3),
        share: target.map(|_| round(service.value, 6)),
        low: round(service.low, 6),
        high: round(service.high, 6),
        abandoned_share: round(service.abandoned_share, 6),
        mean_wait_s: round(service.mean_wait_s, 3),
        p95_wait_s: round(service.p95_wait_s, 3),
        chance: round(service.chance, 6),
        occupancy: occupancy(played, service),
        met: service.verdict == Verdict::Met,
    }
}

/// Busy share of staffed contact time over the day (interval, week) of a target, weighted by staffed time.
fn occupancy(played: Played, service: &Service) -> Option<f64> {
    let staffed = crate::model::staffed(played.scenario, played.roster, played.scenario.live_queues());
    let horizon = &played.scenario.horizon;
    let (mut busy, mut there) = (0.0, 0.0);
    for (index, (share, people)) in played.found.occupancy.iter().zip(&staffed).enumerate() {
        let interval = crate::model::IntervalIdx(index);
        let is_inside = match (service.interval, service.day) {
            (Some(only), _) => interval == only,
            (None, Some(day)) => horizon.day_at(horizon.interval(interval).start) == day,
            (None, None) => true,
        };
        if let Some(share) = share.filter(|_| is_inside) {
            busy += share * people;
            there += people;
        }
    }
    (there > 0.0).then(|| round(busy / there, 6))
}

fn shortage(plan: &Plan) -> Vec<ShortageJson> {
    let of = |s: &crate::model::Shortage| ShortageJson {
        start: date_time(&plan.scenario, plan.scenario.horizon.interval(s.interval).start, 'T'),
        queues: set_id(&plan.scenario, s.queues),
        missing: round(s.missing, 4),
    };
    plan.shortage.iter().map(of).collect()
}

fn cure(plan: &Plan) -> Vec<AdditionJson> {
    let scenario = &plan.scenario;
    let time = |minute| date_time(scenario, minute, 'T');
    let addition = |addition: &crate::model::Addition| AdditionJson {
        skills: addition.skills.iter().map(|skill| scenario.skills[skill.0].id.clone()).collect(),
        shifts: addition
            .shifts
            .iter()
            .map(|shift| SpanJson { start: time(shift.start), end: time(shift.end) })
            .collect(),
    };
    plan.cure.iter().flat_map(|cure| &cure.additions).map(addition).collect()
}

fn step(step: &crate::model::Step) -> StepJson {
    StepJson {
        people: step.people,
        missed: step.missed,
        worst_margin: round(step.worst_margin, 6),
        evaluations: step.evaluations,
    }
}

fn breach(plan: &Plan, violation: &crate::model::Violation) -> BreachJson {
    let (rule, measured, limit) = breach_words(&violation.breach);
    BreachJson {
        rule,
        severity: severity_word(violation.severity),
        agent: violation.agent.map(|agent| plan.scenario.agents[agent.0].id.clone()),
        start: date_time(&plan.scenario, violation.span.start, 'T'),
        end: date_time(&plan.scenario, violation.span.end, 'T'),
        measured,
        limit,
    }
}

fn assumed(scenario: &Scenario) -> Vec<AssumedJson> {
    let of = |fact: &crate::model::Fact| AssumedJson {
        what: fact.what.clone(),
        value: fact.value.clone(),
        source: fact.source.clone(),
    };
    findings::facts(scenario, scenario.language).iter().filter(|fact| fact.is_assumed).map(of).collect()
}

/// The status's name in the files.
pub(super) fn status_id(status: Status) -> &'static str {
    match status {
        Status::Proven => "proven",
        Status::Closed => "closed",
        Status::Feasible => "feasible",
        Status::Undecided => "undecided",
        Status::Short => "short",
        Status::Relaxed => "relaxed",
    }
}

/// What files call a channel.
pub(super) fn channel_id(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "phone",
        Channel::Visit => "visit",
        Channel::Video => "video",
        Channel::Chat => "chat",
        Channel::Email => "email",
        Channel::Web => "web",
    }
}

/// What files call a definition of the service level.
pub(super) fn definition_id(definition: ServiceDefinition) -> &'static str {
    match definition {
        ServiceDefinition::AnsweredOfOffered => "answered-of-offered",
        ServiceDefinition::AnsweredOfPatient => "answered-of-patient",
        ServiceDefinition::AnsweredOfAnswered => "answered-of-answered",
        ServiceDefinition::EndedOfOffered => "ended-of-offered",
    }
}

/// A deadline as `centre.toml` writes it: "2 days", "4 hours", "90 minutes".
fn deadline(seconds: f64) -> String {
    for (unit, length) in [("days", 86_400.0), ("hours", 3_600.0)] {
        if seconds >= length && (seconds / length).fract() == 0.0 {
            return format!("{:.0} {unit}", seconds / length);
        }
    }
    format!("{:.0} minutes", seconds / 60.0)
}

/// How far a value is above its bound, as share of the value; `None` where the value is 0.
fn gap(value: f64, bound: f64) -> Option<f64> {
    (value > 0.0).then(|| round(((value - bound) / value).max(0.0), 6))
}

fn whole(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A number with so many decimals, so that noise in the last bits never shows; never −0.
pub(super) fn round(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_reads_in_the_largest_whole_unit() {
        assert_eq!([172_800.0, 14_400.0, 5_400.0].map(deadline), ["2 days", "4 hours", "90 minutes"]);
    }

    #[test]
    fn rounding_leaves_no_minus_zero_and_no_noise() {
        assert_eq!(round(0.1 + 0.2, 6).to_string(), "0.3");
        assert!(round(-1e-9, 6).is_sign_positive());
    }
}
