//! From classes to names: which member works which shift, legal for every person.

use super::classes::Class;
use super::engine::{Limits, solve};
use super::hours::{keeps, most_paid};
use super::levels::week_number;
use super::posts::Duty;
use super::rules::{add_rules, is_evening, paid_limits, weeks};
use super::shifts::Shift;
use super::week::{Pool, Week, count};
use super::weeks::keeps_weeks;
use crate::model::{Activity, AgentIdx, Minute, RuleId, Scenario, Span, Watch};

/// A person's shift on a day, breaks placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::optimise) struct Named {
    /// Who.
    pub(in crate::optimise) agent: AgentIdx,
    /// The day it starts.
    pub(in crate::optimise) day: usize,
    /// The shift.
    pub(in crate::optimise) shift: Shift,
    /// When its breaks start, in their order.
    pub(in crate::optimise) breaks: Vec<Minute>,
}

impl Named {
    /// The day as a duty, pinned rows taken.
    pub(in crate::optimise) fn duty(&self, scenario: &Scenario) -> Duty {
        let breaks = self.shift.breaks.iter().zip(&self.breaks);
        let mut taken: Vec<(Span, Option<Activity>)> =
            breaks.map(|(window, &start)| (Span::new(start, start + window.minutes), window.kind.activity())).collect();
        let pins = scenario.pinned.of(self.agent).iter().filter(|pin| self.shift.span().contains(pin.span()));
        let work = pins.filter(|pin| !matches!(pin.activity, Activity::Lunch | Activity::Break));
        taken.extend(work.map(|pin| (pin.span(), Some(pin.activity))));
        taken.sort_unstable_by_key(|(span, _)| *span);
        Duty { agent: self.agent, span: self.shift.span(), taken }
    }
}

/// Names for a solution; a class may be spread over more of its members than the solution has work where `may_spread`.
///
/// # Errors
///
/// The classes that have no legal assignment of their shifts to their members.
pub(in crate::optimise) fn named(week: &Week<'_>, values: &[f64], may_spread: bool) -> Result<Vec<Named>, Vec<usize>> {
    let mut all = Vec::new();
    let mut stuck = Vec::new();
    for (crew, pools) in week.crews.iter().zip(&week.pools) {
        let mut of_crew: Vec<Named> = Vec::new();
        for &index in &crew.classes {
            let worked = worked_shifts(week, index, values);
            let heads = if may_spread { usize::MAX } else { whole(values[week.heads[index]]) };
            let class = &week.classes[index];
            let Some(tours) = assign(week.scenario, class, &worked, heads) else {
                stuck.push(index);
                continue;
            };
            for (member, mine) in tours.into_iter().enumerate() {
                for (day, shift) in mine {
                    let shift = class.shifts[day][shift].clone();
                    of_crew.push(Named { agent: class.members[member], day, shift, breaks: Vec::new() });
                }
            }
        }
        for (day, pools) in pools.iter().enumerate() {
            let starts = chosen_starts(pools, values);
            deal_breaks(of_crew.iter_mut().filter(|named| named.day == day).collect(), starts);
        }
        all.extend(of_crew);
    }
    all.sort_unstable_by_key(|named| (named.agent, named.day));
    if stuck.is_empty() { Ok(all) } else { Err(stuck) }
}

/// How many members work each shift: (day, shift, members).
fn worked_shifts(week: &Week<'_>, class: usize, values: &[f64]) -> Vec<(usize, usize, usize)> {
    let mut worked = Vec::new();
    for (day, columns) in week.shifts[class].iter().enumerate() {
        for (shift, &col) in columns.iter().enumerate() {
            let members = whole(values[col]);
            if members > 0 {
                worked.push((day, shift, members));
            }
        }
    }
    worked
}

/// A whole number from the engine's approximation of it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count, not negative")]
pub(in crate::optimise) fn whole(value: f64) -> usize {
    value.round().max(0.0) as usize
}

/// The break starts of a day: length, time and how many.
fn chosen_starts(pools: &[Pool], values: &[f64]) -> Vec<(i32, Minute, usize)> {
    let all =
        pools.iter().flat_map(|pool| pool.starts.iter().map(|&(time, col)| (pool.minutes, time, whole(values[col]))));
    all.filter(|start| start.2 > 0).collect()
}

/// Gives each break a start from the pool: at each time the break whose window closes first.
fn deal_breaks(mut day: Vec<&mut Named>, starts: Vec<(i32, Minute, usize)>) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, named) in day.iter_mut().enumerate() {
        named.breaks = named.shift.breaks.iter().map(|window| window.earliest).collect();
        open.extend((0..named.breaks.len()).map(|k| (index, k)));
    }
    open.retain(|&(index, k)| day[index].shift.breaks[k].earliest < day[index].shift.breaks[k].latest);
    for (minutes, time, n) in starts {
        for _ in 0..n {
            let fits = |&(index, k): &(usize, usize)| {
                let window = day[index].shift.breaks[k];
                window.minutes == minutes && window.earliest <= time && time <= window.latest
            };
            let candidates = open.iter().copied().filter(fits);
            let Some(next) = candidates.min_by_key(|&(index, k)| (day[index].shift.breaks[k].latest, index, k)) else {
                continue;
            };
            open.retain(|&other| other != next);
            day[next.0].breaks[next.1] = time;
        }
    }
}

/// A member's shifts: day and position in the class's list.
type Tour = Vec<(usize, usize)>;

/// Which member works which shifts; greedily if that is legal and takes no more than `heads` members, else exactly;
/// `None` if there is no way.
fn assign(scenario: &Scenario, class: &Class, worked: &[(usize, usize, usize)], heads: usize) -> Option<Vec<Tour>> {
    if class.members.len() == 1 {
        return Some(vec![worked.iter().map(|&(day, shift, _)| (day, shift)).collect()]);
    }
    let greedy = assign_greedily(scenario, class, worked);
    let n_used = greedy.as_ref().map_or(usize::MAX, |tours| tours.iter().filter(|tour| !tour.is_empty()).count());
    // A rule that only the whole tour keeps makes the greedy way spread shifts over too many people.
    greedy.filter(|_| n_used <= heads).or_else(|| assign_exactly(scenario, class, worked))
}

/// Day by day, the longest shifts first, to the member already working with most paid time left who may.
fn assign_greedily(scenario: &Scenario, class: &Class, worked: &[(usize, usize, usize)]) -> Option<Vec<Tour>> {
    let mut tours: Vec<Tour> = vec![Vec::new(); class.members.len()];
    let agent = &scenario.agents[class.members[0].0];
    let limits = paid_limits(scenario, agent, &class.shifts);
    let sums = most_paid(scenario, agent, &class.shifts);
    let paid = |tour: &Tour| tour.iter().map(|&(day, shift)| class.shifts[day][shift].work).sum::<i32>();
    let mut order: Vec<_> = worked.to_vec();
    order.sort_by_key(|&(day, shift, _)| (day, -class.shifts[day][shift].work, shift));
    for (day, shift, n) in order {
        for _ in 0..n {
            let may = |tour: &Tour| {
                let mut longer = tour.clone();
                longer.push((day, shift));
                let paid_on = |on: usize| {
                    let of_day = longer.iter().filter(|(day, _)| *day == on);
                    of_day.map(|&(day, shift)| class.shifts[day][shift].work).sum()
                };
                keeps_rules(scenario, class, &longer)
                    && keeps(&sums, paid_on)
                    && limits.is_none_or(|(_, most)| paid(&longer) <= most)
            };
            // Who works already is used first, so that no more people work than the solution has.
            // Among equals the turn goes round with the weeks.
            let turn = |m: usize| (m + week_number(scenario)) % tours.len();
            let next = (0..tours.len())
                .filter(|&m| may(&tours[m]))
                .min_by_key(|&m| (tours[m].is_empty(), paid(&tours[m]), turn(m)))?;
            tours[next].push((day, shift));
        }
    }
    let least = limits.map_or(0, |limits| limits.0);
    tours.iter().all(|tour| tour.is_empty() || paid(tour) >= least).then_some(tours)
}

/// Whether a tour keeps the rules between its shifts.
fn keeps_rules(scenario: &Scenario, class: &Class, tour: &Tour) -> bool {
    let agent = &scenario.agents[class.members[0].0];
    let rule = |id| scenario.rules.get(id);
    let mut spans: Vec<Span> = tour.iter().map(|&(day, shift)| class.shifts[day][shift].span()).collect();
    spans.sort_unstable();
    let wrap = scenario.horizon.minutes();
    if scenario.horizon.cyclic && spans.len() > 1 {
        let first = spans[0];
        spans.push(Span::new(first.start + wrap, first.end + wrap));
    }
    let rest = rule(RuleId::DailyRest).unwrap_or(0);
    let is_rested = spans.windows(2).all(|pair| pair[1].start - pair[0].end >= rest);
    let has_one_a_day = (1..tour.len()).all(|i| tour[..i].iter().all(|other| other.0 != tour[i].0));
    let most = rule(RuleId::ShiftsPerHorizon).is_none_or(|most| tour.len() <= usize::try_from(most).unwrap_or(0));
    let evenings = agent.limits.evenings_per_week.is_none_or(|most| {
        weeks(scenario).iter().all(|(days, _)| {
            let evening = |&&(day, shift): &&(usize, usize)| {
                days.contains(&day) && is_evening(scenario, day, &class.shifts[day][shift])
            };
            tour.iter().filter(evening).count() <= usize::try_from(most).unwrap_or(0)
        })
    });
    let mut by_day: Vec<Option<Span>> = vec![None; scenario.horizon.n_days()];
    for &(day, shift) in tour {
        by_day[day] = Some(class.shifts[day][shift].span());
    }
    is_rested && has_one_a_day && most && evenings && keeps_weeks(scenario, agent, &by_day)
}

/// The same rules for every member by name, each shift worked as often as the class works it: a small program.
fn assign_exactly(scenario: &Scenario, class: &Class, worked: &[(usize, usize, usize)]) -> Option<Vec<Tour>> {
    let mut alone = class.clone();
    for (day, shifts) in alone.shifts.iter_mut().enumerate() {
        let of_day = worked.iter().filter(|(d, ..)| *d == day);
        *shifts = of_day.map(|&(_, shift, _)| class.shifts[day][shift].clone()).collect();
    }
    let one = |&agent: &AgentIdx| Class { members: vec![agent], ..alone.clone() };
    let members: Vec<Class> = class.members.iter().map(one).collect();
    let mut week = Week::new(scenario, &members);
    add_rules(&mut week);
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); class.shifts.len()];
    for &(day, shift, n) in worked {
        let position = kept[day].len();
        kept[day].push(shift);
        week.mip.equal(count(n), week.shifts.iter().map(|member| (member[day][position], 1.0)).collect());
    }
    for &head in &week.heads {
        week.mip.columns[head].cost = 1.0;
    }
    // Without names there is no roster, however late it is; the nodes keep this short.
    let limits = Limits { nodes: 2000, gap: 0.0, start: None, watch: Watch::SILENT, share: 1.0 };
    let values = solve(&week.mip, &limits).values?;
    let tour =
        |member: usize| worked_shifts(&week, member, &values).into_iter().map(|(d, s, _)| (d, kept[d][s])).collect();
    Some((0..members.len()).map(tour).collect())
}
