//! compare.json: plans side by side, for other programs.

use serde::Serialize;

use crate::model::{Case, Comparison, Effect, EffectOn, End, Language, RosterIs, Verdict};
use crate::report::people::full_time;

use super::compare::{a_year, hours, name};

#[derive(Serialize)]
struct ComparisonJson {
    format: u32,
    centre: String,
    replications: u32,
    cases: Vec<CaseJson>,
}

/// One plan, and what it does to service against the first.
#[derive(Serialize)]
struct CaseJson {
    name: String,
    description: String,
    roster: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<&'static str>,
    changed_days: usize,
    changed_shifts: usize,
    called_in: usize,
    status: &'static str,
    headcount: usize,
    headcount_bound: Option<u32>,
    paid_hours_a_week: f64,
    fte: f64,
    supplements_a_year: f64,
    kronor_a_year: Option<f64>,
    targets: usize,
    targets_met: usize,
    evenings: usize,
    most_evenings: usize,
    shortest_rest_hours: Option<f64>,
    alone: Vec<AloneJson>,
    contacts_nobody_can_take: f64,
    shortage_intervals: usize,
    effects: Vec<EffectJson>,
}

#[derive(Serialize)]
struct AloneJson {
    queue: String,
    hours: f64,
}

#[derive(Serialize)]
struct EffectJson {
    queue: Option<String>,
    measure: &'static str,
    before: f64,
    after: f64,
    difference: f64,
    low: f64,
    high: f64,
    better: Option<bool>,
}

/// The comparison in figures; hours and kronor to four decimals, shares to six.
///
/// # Panics
///
/// Never: all keys are strings and all numbers finite.
pub(in crate::report) fn compare_json(comparison: &Comparison) -> String {
    let base = comparison.cases.first();
    let json = ComparisonJson {
        format: 1,
        centre: base.map(|case| case.plan.scenario.name.clone()).unwrap_or_default(),
        replications: comparison.replications,
        cases: comparison
            .cases
            .iter()
            .enumerate()
            .map(|(index, case)| {
                let effects = index.checked_sub(1).and_then(|other| comparison.effects.get(other));
                case_json(case, effects.map(Vec::as_slice).unwrap_or_default(), base)
            })
            .collect(),
    };
    serde_json::to_string_pretty(&json).expect("all keys are strings and all numbers finite") + "\n"
}

fn case_json(case: &Case, effects: &[Effect], base: Option<&Case>) -> CaseJson {
    let plan = &case.plan;
    let cost = plan.cost.amount();
    let services = || plan.performance.iter().flat_map(|found| &found.service);
    let effect = |effect: &Effect| EffectJson {
        queue: effect.queue.and_then(|queue| base.map(|base| base.plan.scenario.queues[queue.0].id.clone())),
        measure: match effect.on {
            EffectOn::InTime => "answered_in_time",
            EffectOn::MeanWait => "mean_wait_s",
            EffectOn::Abandoned => "abandoned_share",
        },
        before: rounded(effect.before, 6),
        after: rounded(effect.after, 6),
        difference: rounded(effect.difference(), 6),
        low: rounded(effect.low, 6),
        high: rounded(effect.high, 6),
        better: effect.is_better(),
    };
    CaseJson {
        name: plan.scenario.what_if.as_ref().map_or_else(String::new, |_| name(case, Language::English)),
        description: plan.scenario.what_if.as_ref().map(|what_if| what_if.description.clone()).unwrap_or_default(),
        roster: match case.way {
            RosterIs::Planned => "plan",
            RosterIs::Kept => "keep",
            RosterIs::Repaired => "repair",
        },
        end: match case.end {
            End::Only => None,
            End::Low => Some("low"),
            End::High => Some("high"),
        },
        changed_days: case.moved.len(),
        changed_shifts: case.moved.iter().filter(|moved| moved.is_other_shift()).count(),
        called_in: case.moved.iter().filter(|moved| moved.is_overtime).count(),
        status: crate::report::json::status_id(plan.status),
        headcount: plan.headcount,
        headcount_bound: plan.certificate.headcount_bound,
        paid_hours_a_week: rounded(hours(plan), 4),
        fte: rounded(full_time(plan), 4),
        supplements_a_year: rounded(a_year(plan, cost.supplements), 2),
        kronor_a_year: (plan.cost.without_pay() == 0).then(|| rounded(a_year(plan, cost.total()), 2)),
        targets: services().count(),
        targets_met: services().filter(|service| service.verdict == Verdict::Met).count(),
        evenings: case.evenings,
        most_evenings: case.most_evenings,
        shortest_rest_hours: case.shortest_rest.map(|(_, rest)| rounded(f64::from(rest) / 60.0, 4)),
        alone: case
            .alone
            .iter()
            .map(|&(queue, minutes)| AloneJson {
                queue: plan.scenario.queues[queue.0].id.clone(),
                hours: rounded(f64::from(minutes) / 60.0, 4),
            })
            .collect(),
        contacts_nobody_can_take: rounded(case.unserved, 4),
        shortage_intervals: plan.shortage.len(),
        effects: effects.iter().map(effect).collect(),
    }
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}
