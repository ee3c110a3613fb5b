//! The roster of a solution: posts seated, everything else on contacts, hours not needed laid as reserve.

use std::collections::BTreeMap;

use super::classes::class_of;
use super::cover::Cover;
use super::engine::{Limits, solve};
use super::names::{Named, whole};
use super::posts::{Duty, seat_posts};
use super::rules::add_rules;
use super::shifts::Shift;
use super::week::{Week, count, slot_at};
use crate::model::{Activity, AgentIdx, Aim, DayIdx, Minute, QueueIdx, Roster, Scenario, Stretch, Watch};

/// The roster of named shifts, seats at posts as the solution has them where that makes stretches people can live with.
pub(in crate::optimise) fn roster(week: &Week<'_>, cover: &Cover, values: &[f64], named: &[Named]) -> Roster {
    let scenario = week.scenario;
    let duties: Vec<Duty> = named.iter().map(|named| named.duty(scenario)).collect();
    let seated = seat_shares(week, cover, values);
    let crew_of_agent = crew_by_agent(week);
    let burden = |agent: AgentIdx, minute: Minute| {
        let seat = slot_at(scenario, minute).and_then(|slot| seated.get(&(crew_of_agent[agent.0], slot)));
        1.0 - seat.copied().unwrap_or(0.0).clamp(0.0, 1.0)
    };
    let mut posts: Vec<Stretch> = Vec::new();
    for day in (0..scenario.horizon.n_days()).map(DayIdx) {
        let today = scenario.horizon.days[day.0].span();
        let here: Vec<Duty> = duties.iter().filter(|duty| duty.span.overlaps(today)).cloned().collect();
        posts.extend(seat_posts(scenario, day, &here, &burden));
    }
    let mut stretches: Vec<Stretch> =
        duties.iter().flat_map(|duty| duty.stretches(&posts, plain_work(scenario, duty.agent))).collect();
    let mut works = vec![false; scenario.agents.len()];
    for named in named {
        works[named.agent.0] = true;
    }
    if matches!(scenario.aim, Aim::Contract | Aim::ContractSpread) {
        for agent in (0..scenario.agents.len()).map(AgentIdx).filter(|agent| !works[agent.0]) {
            stretches.extend(reserve(scenario, agent));
        }
    }
    Roster::new(stretches)
}

/// What an agent does who is at work and nothing else: contacts, or letters where there are no live queues to serve.
///
/// Who can do neither, and is not at a post, is in reserve.
pub(in crate::optimise) fn plain_work(scenario: &Scenario, agent: AgentIdx) -> Activity {
    let skills = scenario.agents[agent.0].skills;
    if !scenario.live_queues_for(skills).is_empty() {
        return Activity::Contacts;
    }
    let mut queues = scenario.queues.iter().enumerate();
    let letters = queues.find(|(_, queue)| !queue.is_live() && skills.contains(queue.skills));
    letters.map_or(Activity::Reserve, |(index, _)| Activity::Deferrable(QueueIdx(index)))
}

/// Share of a crew's members at posts, by crew and grid step.
fn seat_shares(week: &Week<'_>, cover: &Cover, values: &[f64]) -> BTreeMap<(usize, usize), f64> {
    let mut shares: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for moment in &cover.moments {
        for &(crew, _, col) in &moment.seats {
            for &slot in &moment.slots {
                *shares.entry((crew, slot)).or_default() += values[col] / count(week.crews[crew].members);
            }
        }
    }
    shares
}

/// The crew that each agent is in.
fn crew_by_agent(week: &Week<'_>) -> Vec<usize> {
    let mut crews = vec![0; week.scenario.agents.len()];
    for (index, crew) in week.crews.iter().enumerate() {
        for agent in crew.classes.iter().flat_map(|&class| &week.classes[class].members) {
            crews[agent.0] = index;
        }
    }
    crews
}

/// The contract's hours as reserve for somebody whom service does not need: starts alike from day to day.
fn reserve(scenario: &Scenario, agent: AgentIdx) -> Vec<Stretch> {
    let who = &scenario.agents[agent.0];
    if who.hireable || who.contract.is_none_or(|contract| contract == 0) {
        return Vec::new();
    }
    let classes = [class_of(scenario, agent)];
    let mut week = Week::new(scenario, &classes);
    add_rules(&mut week);
    week.mip.columns[week.heads[0]].lower = 1.0;
    let costs: Vec<(usize, f64)> = week
        .shifts_of(0)
        .map(|(day, shift, col)| (col, f64::from(shift.start - scenario.horizon.days[day].start)))
        .collect();
    for (col, cost) in costs {
        week.mip.columns[col].cost = cost;
    }
    // The contract is law even when the time is up; the nodes keep this short.
    let limits = Limits { nodes: 500, gap: 0.01, start: None, watch: Watch::SILENT, share: 1.0 };
    let Some(values) = solve(&week.mip, &limits).values else { return Vec::new() };
    let worked: Vec<(usize, Shift)> = week
        .shifts_of(0)
        .filter(|(_, _, col)| whole(values[*col]) == 1)
        .map(|(day, shift, _)| (day, shift.clone()))
        .collect();
    let named = worked.into_iter().map(|(day, shift)| {
        let breaks = shift.breaks.iter().map(|w| middle(w.earliest, w.latest, scenario.horizon.grid_minutes)).collect();
        Named { agent, day, shift, breaks }
    });
    named.flat_map(|named| named.duty(scenario).stretches(&[], Activity::Reserve)).collect()
}

/// The grid time nearest the middle of a window.
fn middle(earliest: Minute, latest: Minute, grid: i32) -> Minute {
    earliest + (latest - earliest) / grid / 2 * grid
}
