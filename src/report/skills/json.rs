//! skills.json: the facts, key by key, for other programs.

use serde::Serialize;

use crate::model::{GapCause, IntervalIdx, Oddity, SkillCover, SkillReport, SkillSet, Span};
use crate::report::tables::{activity_id, date_time};

use super::Naming;
use super::json_advice::{AdviceJson, BreadthJson, advice, breadths};
use super::json_resilience::{ResilienceJson, resilience};
use super::sentences::totals;

/// The format's number, raised when a key changes its meaning.
const FORMAT: u32 = 1;

/// Everything about skills as other programs read it; times are local date-times such as `2026-11-23T08:00`.
#[derive(Serialize)]
struct SkillsJson {
    format: u32,
    centre: String,
    start: String,
    days: usize,
    interval_minutes: i32,
    anonymous: bool,
    skills: Vec<CoverJson>,
    oddities: Vec<OddityJson>,
    training: TrainingJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    resilience: Option<ResilienceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    training_advice: Option<AdviceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hiring_advice: Option<AdviceJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    specialisation: Vec<BreadthJson>,
    seed: u64,
    version: &'static str,
    inputs_sha256: String,
}

#[derive(Serialize)]
struct CoverJson {
    skills: Vec<String>,
    queues: Vec<String>,
    posts: Vec<String>,
    n_holders: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    holders: Option<Vec<String>>,
    open_minutes: i32,
    empty_minutes: i32,
    alone_minutes: i32,
    cells: Vec<CellJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alone: Option<Vec<LoneJson>>,
    gaps: Vec<GapJson>,
}

#[derive(Serialize)]
struct CellJson {
    start: String,
    open_minutes: i32,
    needed: u32,
    present: u32,
    at_best: u32,
    empty_minutes: i32,
    alone_minutes: i32,
    contacts: f64,
}

#[derive(Serialize)]
struct SpanJson {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct LoneJson {
    agent: String,
    minutes: i32,
    contacts: f64,
    worst_day: String,
    worst_day_minutes: i32,
    worst_day_contacts: f64,
    spans: Vec<SpanJson>,
}

#[derive(Serialize)]
struct GapJson {
    from: String,
    to: String,
    minutes: i32,
    contacts: f64,
    cause: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    activity: Option<String>,
}

#[derive(Serialize)]
struct OddityJson {
    kind: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

#[derive(Serialize)]
struct TrainingJson {
    planned_minutes: i32,
    done_minutes: i32,
    deferred_minutes: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<Vec<TraineeJson>>,
}

#[derive(Serialize)]
struct TraineeJson {
    agent: String,
    planned_minutes: i32,
    done_minutes: i32,
    deferred_minutes: i32,
}

/// skills.json: the same bytes for the same report.
pub(super) fn text(report: &SkillReport, naming: Naming) -> String {
    let scenario = &report.scenario;
    let view = SkillsJson {
        format: FORMAT,
        centre: scenario.name.clone(),
        start: scenario.horizon.days.first().map(|day| day.date.to_string()).unwrap_or_default(),
        days: scenario.horizon.n_days(),
        interval_minutes: scenario.horizon.interval_minutes,
        anonymous: naming == Naming::Anonymous,
        skills: report.cover.iter().map(|cover| cover_json(report, naming, cover)).collect(),
        oddities: report.oddities.iter().map(|&oddity| oddity_json(report, naming, oddity)).collect(),
        training: training(report, naming),
        resilience: report.resilience.as_ref().map(|found| resilience(report, found, naming)),
        training_advice: report.training_advice.as_ref().map(|found| advice(report, found, naming)),
        hiring_advice: report.hiring_advice.as_ref().map(|found| advice(report, found, naming)),
        specialisation: breadths(&report.specialisation),
        seed: scenario.settings.seed,
        version: env!("CARGO_PKG_VERSION"),
        inputs_sha256: scenario.inputs_sha256.clone(),
    };
    serde_json::to_string_pretty(&view).expect("all keys are strings and all numbers finite") + "\n"
}

fn span(report: &SkillReport, span: Span) -> SpanJson {
    let at = |minute| date_time(&report.scenario, minute, 'T');
    SpanJson { from: at(span.start), to: at(span.end) }
}

fn ids(report: &SkillReport, skills: SkillSet) -> Vec<String> {
    skills.iter().map(|skill| report.scenario.skills[skill.0].id.clone()).collect()
}

fn cover_json(report: &SkillReport, naming: Naming, cover: &SkillCover) -> CoverJson {
    let scenario = &report.scenario;
    let sums = totals(cover);
    let agent = |agent: crate::model::AgentIdx| scenario.agents[agent.0].id.clone();
    let is_named = naming == Naming::Named;
    let cells = cover.cells.iter().enumerate().filter(|(_, cell)| cell.open > 0 || cell.contacts > 0.0);
    let lone = cover.lone.iter().map(|lone| LoneJson {
        agent: agent(lone.agent),
        minutes: lone.minutes(),
        contacts: lone.contacts,
        worst_day: scenario.horizon.days[lone.worst_day.0].date.to_string(),
        worst_day_minutes: lone.worst_minutes,
        worst_day_contacts: lone.worst_contacts,
        spans: lone.spans.iter().map(|&one| span(report, one)).collect(),
    });
    let gaps = cover.gaps.iter().map(|gap| {
        let SpanJson { from, to } = span(report, gap.span);
        let (cause, who, activity) = match gap.cause {
            GapCause::NobodyHasIt => ("nobody-has-it", None, None),
            GapCause::Absent => ("absent", None, None),
            GapCause::NoShift => ("no-shift", None, None),
            GapCause::Busy(who, activity) => ("busy", Some(agent(who)), Some(activity_id(scenario, activity))),
        };
        let who = who.filter(|_| is_named);
        GapJson { from, to, minutes: gap.span.minutes(), contacts: gap.contacts, cause, agent: who, activity }
    });
    CoverJson {
        skills: ids(report, cover.skills),
        queues: cover.queues.iter().map(|queue| scenario.queues[queue.0].id.clone()).collect(),
        posts: cover.posts.iter().map(|post| scenario.posts[post.0].id.clone()).collect(),
        n_holders: cover.holders.len(),
        holders: is_named.then(|| cover.holders.iter().map(|&holder| agent(holder)).collect()),
        open_minutes: sums.open,
        empty_minutes: sums.empty,
        alone_minutes: sums.alone,
        cells: cells
            .map(|(index, cell)| CellJson {
                start: date_time(scenario, scenario.horizon.interval(IntervalIdx(index)).start, 'T'),
                open_minutes: cell.open,
                needed: cell.needed,
                present: cell.present,
                at_best: cell.at_best,
                empty_minutes: cell.empty,
                alone_minutes: cell.alone,
                contacts: cell.contacts,
            })
            .collect(),
        alone: is_named.then(|| lone.collect()),
        gaps: gaps.collect(),
    }
}

fn oddity_json(report: &SkillReport, naming: Naming, oddity: Oddity) -> OddityJson {
    let scenario = &report.scenario;
    let until = match oddity {
        Oddity::SkillExpired(.., until) | Oddity::SkillExpires(.., until) => Some(until.to_string()),
        _ => None,
    };
    let agent = match oddity {
        Oddity::SkillExpired(agent, ..) | Oddity::SkillExpires(agent, ..) if naming == Naming::Named => {
            Some(scenario.agents[agent.0].id.clone())
        }
        _ => None,
    };
    let (kind, id) = match oddity {
        Oddity::SkillExpired(_, skill, _) => ("skill-expired", &scenario.skills[skill.0].id),
        Oddity::SkillExpires(_, skill, _) => ("skill-expires", &scenario.skills[skill.0].id),
        Oddity::SkillNotNeeded(skill) => ("skill-not-needed", &scenario.skills[skill.0].id),
        Oddity::QueueNotServed(queue) => ("queue-not-served", &scenario.queues[queue.0].id),
        Oddity::PostNotServed(post) => ("post-not-served", &scenario.posts[post.0].id),
    };
    OddityJson { kind, id: id.clone(), agent, until }
}

fn training(report: &SkillReport, naming: Naming) -> TrainingJson {
    let ledger = &report.ledger;
    let people = ledger.iter().map(|entry| TraineeJson {
        agent: report.scenario.agents[entry.agent.0].id.clone(),
        planned_minutes: entry.planned,
        done_minutes: entry.done,
        deferred_minutes: entry.deferred(),
    });
    TrainingJson {
        planned_minutes: ledger.iter().map(|entry| entry.planned).sum(),
        done_minutes: ledger.iter().map(|entry| entry.done).sum(),
        deferred_minutes: ledger.iter().map(crate::model::TrainingEntry::deferred).sum(),
        people: (naming == Naming::Named).then(|| people.collect()),
    }
}
