//! Whole plans side by side: the centre as it is, and what-ifs of it, on the same contacts.

mod effects;
mod keep;
mod moves;
mod repair;

use crate::check;
use crate::cost;
use crate::demand;
use crate::error::Error;
use crate::model::{
    AgentIdx, Case, Certificate, Comparison, End, Limits, Plan, QueueIdx, QueueSet, Roster, RosterIs, Scenario, Span,
    Status, Verdict, Watch, staffed,
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
    let mut cases = vec![case(planned(base)?)];
    let end = |scenario: &Scenario| scenario.what_if.as_ref().map(|what_if| what_if.end).unwrap_or_default();
    for ends in what_ifs.chunk_by(|a, b| end(a) == End::Low && end(b) == End::High) {
        let way = ends[0].what_if.as_ref().map(|what_if| what_if.roster).unwrap_or_default();
        let mut right = Vec::new();
        for scenario in ends {
            let end = end(scenario);
            if way == RosterIs::Planned {
                cases.push(Case { end, ..case(planned(scenario)?) });
                continue;
            }
            let (kept, moved) = kept_and_moved((base, &cases[0].plan.roster), scenario, each)?;
            cases.push(Case { end, ..kept });
            right.extend(moved.map(|case| Case { end, ..case }));
        }
        cases.extend(right);
    }
    let seed = base.settings.seed.wrapping_add(VERIFY_SEED);
    let effects = effects::effects(&cases, (seed, REPLICATIONS));
    Ok(Comparison { cases, effects, replications: REPLICATIONS })
}

/// The roster of `base` kept under a what-if, and put right where that is asked.
fn kept_and_moved(
    (base, roster): (&Scenario, &Roster),
    scenario: &Scenario,
    each: Each<'_>,
) -> Result<(Case, Option<Case>), Error> {
    let roster = keep::kept(base, roster, scenario);
    let played = |scenario: &Scenario, roster: &Roster| {
        let mut result = None;
        each(&mut |watch| result = Some(standing(scenario, roster, watch)));
        result.map(case).ok_or(Error::NoRosterInTime)
    };
    let is_both = scenario.what_if.as_ref().is_some_and(|what_if| what_if.roster == RosterIs::Repaired);
    let touched = if is_both { repair::touched(base, scenario) } else { Vec::new() };
    let kept = Case { way: RosterIs::Kept, is_both, touched, ..played(scenario, &roster)? };
    if !is_both {
        return Ok((kept, None));
    }
    let mut result = None;
    each(&mut |watch| result = Some(repair::repaired(scenario, &roster, &kept.touched, watch)));
    let right = result.ok_or(Error::NoRosterInTime)?;
    let moved = moves::moves(&right.scenario, &roster, &right.roster);
    let after = played(&right.scenario, &right.roster)?;
    let after = Case { way: RosterIs::Repaired, is_both, touched: kept.touched.clone(), moved, ..after };
    Ok((kept, Some(after)))
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
fn case(plan: Plan) -> Case {
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
        way: RosterIs::Planned,
        end: End::Only,
        is_both: false,
        touched: Vec::new(),
        moved: Vec::new(),
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
