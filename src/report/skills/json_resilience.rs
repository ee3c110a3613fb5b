//! The part of skills.json about absences.

use serde::Serialize;

use crate::model::{Away, ChangeKind, Outcome, Promise, Resilience, SkillReport};

use super::Naming;

#[derive(Serialize)]
pub(super) struct ResilienceJson {
    share: f64,
    targets: usize,
    targets_missed: usize,
    replications: u32,
    absences: usize,
    losing: usize,
    losing_repaired: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    single: Option<Vec<AwayJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pairs: Option<Vec<AwayJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_pairs: Option<PairsJson>,
    complete: bool,
}

#[derive(Serialize)]
struct PairsJson {
    played: usize,
    losing: usize,
}

#[derive(Serialize)]
struct AwayJson {
    agents: Vec<String>,
    without: OutcomeJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired: Option<RepairedJson>,
}

#[derive(Serialize)]
struct RepairedJson {
    #[serde(flatten)]
    outcome: OutcomeJson,
    changes: Vec<ChangeJson>,
}

#[derive(Serialize)]
struct OutcomeJson {
    share: f64,
    lost: Vec<PromiseJson>,
    uncertain: Vec<PromiseJson>,
    late: Vec<LateJson>,
    unmanned_minutes: i32,
}

#[derive(Serialize)]
struct PromiseJson {
    queue: String,
    day: Option<String>,
}

#[derive(Serialize)]
struct LateJson {
    queue: String,
    contacts: f64,
}

#[derive(Serialize)]
struct ChangeJson {
    agent: String,
    date: String,
    kind: &'static str,
}

/// The absences as other programs read them; without names only the counts.
pub(super) fn resilience(report: &SkillReport, found: &Resilience, naming: Naming) -> ResilienceJson {
    let named = |absences: &[Away]| {
        (naming == Naming::Named).then(|| absences.iter().map(|away| away_json(report, away)).collect())
    };
    let ends = found.single.iter().map(|away| away.repaired.as_ref().map_or(&away.without, |r| &r.outcome));
    ResilienceJson {
        share: found.share,
        targets: found.n_targets,
        targets_missed: found.n_missed,
        replications: found.replications,
        absences: found.single.len(),
        losing: found.single.iter().filter(|away| !away.without.is_survived()).count(),
        losing_repaired: ends.filter(|outcome| !outcome.is_survived()).count(),
        single: named(&found.single),
        pairs: named(&found.pairs),
        all_pairs: found.all_pairs.map(|pairs| PairsJson { played: pairs.played, losing: pairs.losing }),
        complete: !found.is_cut_short,
    }
}

fn away_json(report: &SkillReport, away: &Away) -> AwayJson {
    let agent = |agent: crate::model::AgentIdx| report.scenario.agents[agent.0].id.clone();
    let change = |change: &crate::model::RosterChange| ChangeJson {
        agent: agent(change.agent),
        date: report.scenario.horizon.days[change.day.0].date.to_string(),
        kind: match change.kind {
            ChangeKind::CalledIn => "called-in",
            ChangeKind::ShiftMoved => "shift-moved",
            ChangeKind::WithinDay => "within-day",
        },
    };
    AwayJson {
        agents: away.agents.iter().map(|&one| agent(one)).collect(),
        without: outcome(report, &away.without),
        repaired: away.repaired.as_ref().map(|repaired| RepairedJson {
            outcome: outcome(report, &repaired.outcome),
            changes: repaired.changes.iter().map(change).collect(),
        }),
    }
}

fn outcome(report: &SkillReport, outcome: &Outcome) -> OutcomeJson {
    let scenario = &report.scenario;
    let queue = |queue: crate::model::QueueIdx| scenario.queues[queue.0].id.clone();
    let promise = |promise: &Promise| PromiseJson {
        queue: queue(promise.queue),
        day: promise.day.map(|day| scenario.horizon.days[day.0].date.to_string()),
    };
    OutcomeJson {
        share: outcome.share,
        lost: outcome.lost.iter().map(promise).collect(),
        uncertain: outcome.uncertain.iter().map(promise).collect(),
        late: outcome.late.iter().map(|&(q, contacts)| LateJson { queue: queue(q), contacts }).collect(),
        unmanned_minutes: outcome.unmanned,
    }
}
