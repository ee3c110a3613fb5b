//! Whole plans side by side: the centre as it is, and what-ifs of it, on the same contacts.

mod effects;
mod keep;

use crate::check;
use crate::cost;
use crate::demand;
use crate::error::Error;
use crate::model::{
    AgentIdx, Case, Certificate, Comparison, Limits, Plan, QueueIdx, QueueSet, Roster, Scenario, Span, Status, Verdict,
    Watch, staffed,
};

use super::{VERIFY_SEED, plan, settle, simulate, verdict};

/// Runs the work on one plan under a watch of its own.
pub type Each<'a> = &'a dyn Fn(&mut dyn FnMut(Watch));

/// Replications on which effects are measured: whole tens, for centres whose days differ in busyness.
const REPLICATIONS: u32 = 400;

/// Plans `base` and each what-if of it, or keeps the roster where the what-if says so, and holds them against each other.
///
/// `each` makes the watch for one plan, so that every plan has the whole time limit.
///
/// # Errors
///
/// As [`plan`], of whichever plan fails.
pub fn compare(base: &Scenario, what_ifs: &[Scenario], each: Each<'_>) -> Result<Comparison, Error> {
    let planned = |scenario: &Scenario| {
        let mut result = None;
        each(&mut |watch| result = Some(plan(scenario, watch)));
        result.unwrap_or(Err(Error::NoRosterInTime))
    };
    let mut cases = vec![case(planned(base)?, false)];
    for scenario in what_ifs {
        let is_kept = scenario.what_if.as_ref().is_some_and(|what_if| what_if.keeps_roster);
        let plan = if is_kept {
            let roster = keep::kept(base, &cases[0].plan.roster, scenario);
            let mut result = None;
            each(&mut |watch| result = Some(standing(scenario, &roster, watch)));
            result.ok_or(Error::NoRosterInTime)?
        } else {
            planned(scenario)?
        };
        cases.push(case(plan, is_kept));
    }
    let seed = base.settings.seed.wrapping_add(VERIFY_SEED);
    let effects = effects::effects(&cases, (seed, REPLICATIONS));
    Ok(Comparison { cases, effects, replications: REPLICATIONS })
}

/// What a given roster comes to, as a plan: nothing is sought, so nothing is proven.
fn standing(scenario: &Scenario, roster: &Roster, watch: Watch) -> Plan {
    let requirement = demand::requirement(scenario);
    let performance = scenario.simulate.then(|| simulate(scenario, roster, watch));
    let violations = check::check(scenario, roster);
    let shortage = settle::shortage(scenario, &requirement, roster, performance.as_ref(), &violations);
    let certificate = Certificate { is_reproducible: !watch.is_over(), ..Certificate::default() };
    let headcount = roster.headcount();
    let status: Status = verdict::status(headcount, &certificate, &shortage, &violations, performance.as_ref());
    Plan {
        scenario: scenario.clone(),
        status,
        requirement,
        roster: roster.clone(),
        headcount,
        certificate,
        shortage,
        cure: None,
        violations,
        contradictions: Vec::new(),
        unmanned: Vec::new(),
        performance,
        survival: None,
        cost: cost::cost(scenario, roster),
        cover: super::skills(scenario, roster).cover,
        path: Vec::new(),
    }
}

/// What is read off a plan.
fn case(plan: Plan, is_kept: bool) -> Case {
    let scenario = &plan.scenario;
    let shifts = shifts(&plan.roster);
    let is_evening = |shift: &&(AgentIdx, Span)| {
        let start = scenario.horizon.day_at(shift.1.start);
        shift.1.end > scenario.horizon.minute_at(start, Limits::EVENING)
    };
    let evenings: Vec<AgentIdx> = shifts.iter().filter(is_evening).map(|(agent, _)| *agent).collect();
    let of = |agent: AgentIdx| evenings.iter().filter(|&&other| other == agent).count();
    // The parts of a split shift are no days of their own.
    let starts = |shift: &(AgentIdx, Span)| (shift.0, scenario.horizon.day_at(shift.1.start));
    let is_rest = |pair: &&[(AgentIdx, Span)]| pair[0].0 == pair[1].0 && starts(&pair[0]) != starts(&pair[1]);
    let rests = shifts.windows(2).filter(is_rest);
    let rests = rests.map(|pair| (pair[0].0, pair[1].1.start - pair[0].1.end));
    let (alone, unserved) = alone(scenario, &plan.roster);
    let missed = plan.performance.iter().flat_map(|found| &found.service).filter(|s| s.verdict == Verdict::Missed);
    let margin = |s: &crate::model::Service| s.promised.relative_margin(s.value);
    let broken = missed.min_by(|a, b| margin(a).total_cmp(&margin(b))).copied();
    Case {
        is_kept,
        evenings: evenings.len(),
        most_evenings: evenings.iter().map(|&agent| of(agent)).max().unwrap_or(0),
        shortest_rest: rests.min_by_key(|&(_, rest)| rest),
        alone,
        unserved,
        broken,
        plan,
    }
}

/// Everybody's shifts: unbroken runs of stretches, sorted by agent and time.
fn shifts(roster: &Roster) -> Vec<(AgentIdx, Span)> {
    let mut shifts: Vec<(AgentIdx, Span)> = Vec::new();
    for stretch in &roster.stretches {
        match shifts.last_mut() {
            Some((agent, span)) if *agent == stretch.agent && span.end == stretch.start => span.end = stretch.end,
            _ => shifts.push((stretch.agent, stretch.span())),
        }
    }
    shifts
}

/// For each live queue how long only one person on contacts knows it while contacts are expected `[min]`, and the
/// contacts expected when nobody does.
fn alone(scenario: &Scenario, roster: &Roster) -> (Vec<(QueueIdx, i32)>, f64) {
    let (mut alone, mut unserved) = (Vec::new(), 0.0);
    for (index, queue) in scenario.queues.iter().enumerate().filter(|(_, queue)| queue.is_live()) {
        let people = staffed(scenario, roster, QueueSet::of([QueueIdx(index)]));
        let mut minutes = 0;
        for (forecast, people) in scenario.forecast[index].iter().zip(people) {
            if forecast.contacts > 0.0 && people < 1e-9 && queue.overflow.is_none() {
                unserved += forecast.contacts;
            } else if forecast.contacts > 0.0 && people > 1e-9 && people < 1.0 + 1e-9 {
                minutes += scenario.horizon.interval_minutes;
            }
        }
        if minutes > 0 {
            alone.push((QueueIdx(index), minutes));
        }
    }
    alone.sort_by_key(|&(queue, minutes)| (-minutes, queue));
    (alone, unserved)
}
