//! The cover requirement in the program: who is on contacts when, posts, and rows by sets of queues.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cuts;
use super::engine::{Col, Terms};
use super::keys::add_keys;
use super::week::{Week, count, slot_count};
use crate::model::{Activity, CoverRequirement, CoverRow, IntervalIdx, Minute, Origin, PostIdx, QueueSet, Scenario};

/// Price of one person short for one grid step, where one person costs [`PERSON`].
pub(in crate::optimise) const SHORT: f64 = 1e6;
/// Price of a post without its person for one grid step.
pub(in crate::optimise) const POST_SHORT: f64 = 4e6;
/// Price of one person.
pub(in crate::optimise) const PERSON: f64 = 1000.0;

/// Grid steps of the horizon in which the same is asked of the same people: a row for one is a row for all.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::optimise) struct Moment {
    /// The grid steps, ascending.
    pub(in crate::optimise) slots: Vec<usize>,
    /// On contacts, by crew: presence less seats at posts. Crews never there are left out.
    pub(in crate::optimise) contacts: Vec<(usize, Terms)>,
    /// Rows of the requirement that hold at every minute: people asked for beyond those of rows within it, and shortage.
    pub(in crate::optimise) given: Vec<(QueueSet, u32, Col)>,
    /// Positions of the rows that add up.
    pub(in crate::optimise) families: Vec<Range<usize>>,
    /// Seats: crew, post and column.
    pub(in crate::optimise) seats: Vec<(usize, PostIdx, Col)>,
    /// Shortage at posts.
    pub(in crate::optimise) empty: Vec<(PostIdx, Col)>,
    /// Unions of given rows that have a row in the program.
    stated: BTreeSet<Vec<usize>>,
}

/// A row of the requirement that holds on average over its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::optimise) struct Pooled {
    /// The row.
    pub(in crate::optimise) row: CoverRow,
    /// Its shortage `[agent grid steps]`, once it stands in the program.
    pub(in crate::optimise) slack: Option<Col>,
}

/// What a grid step asks of whom: presence by crew, given rows, posts.
type State = (Vec<(usize, Col)>, Vec<(QueueSet, u32)>, Vec<(PostIdx, u32)>);

/// The cover requirement as the program knows it.
pub(in crate::optimise) struct Cover {
    /// The moments in order.
    pub(in crate::optimise) moments: Vec<Moment>,
    /// Shortage of people who open or close.
    pub(in crate::optimise) keys: Vec<Col>,
    /// Rows on averages, stated when needed.
    pub(in crate::optimise) pooled: Vec<Pooled>,
    /// Moments of an interval with the number of its grid steps in each.
    by_interval: BTreeMap<IntervalIdx, Vec<(usize, f64)>>,
}

impl Cover {
    /// Adds presence, seats and shortage columns, and the rows to begin with.
    pub(in crate::optimise) fn new(week: &mut Week<'_>, requirement: &CoverRequirement) -> Self {
        let given = given_by_interval(requirement);
        let is_exact = !given.is_empty();
        let mut moments: Vec<Moment> = Vec::new();
        let mut before: Option<State> = None;
        let presence = presence_columns(week, &asked_slots(week.scenario, requirement));
        for (slot, here) in presence.into_iter().enumerate() {
            let rows = given.get(&interval_of(week.scenario, slot)).cloned().unwrap_or_default();
            let needs = post_needs(week.scenario, slot);
            let state = Some((here, rows, needs));
            if state == before {
                if let Some(moment) = moments.last_mut() {
                    moment.slots.push(slot);
                }
                continue;
            }
            let (here, rows, needs) = state.clone().expect("just made");
            moments.push(moment(week, slot, &here, &rows, &needs, is_exact));
            before = state;
        }
        price_by_length(week, &moments);
        let mut by_interval: BTreeMap<IntervalIdx, Vec<(usize, f64)>> = BTreeMap::new();
        for (index, moment) in moments.iter().enumerate() {
            for &slot in &moment.slots {
                let of = by_interval.entry(interval_of(week.scenario, slot)).or_default();
                match of.last_mut().filter(|last| last.0 == index) {
                    Some(last) => last.1 += 1.0,
                    None => of.push((index, 1.0)),
                }
            }
        }
        let rows = requirement.rows.iter().filter(|row| row.origin == Origin::Pooled && row.agents > 0);
        let pooled = rows.map(|&row| Pooled { row, slack: None }).collect();
        let mut cover = Self { moments, keys: add_keys(week), pooled, by_interval };
        for moment in 0..cover.moments.len() {
            for family in cover.moments[moment].families.clone() {
                let sets: Vec<QueueSet> = cover.moments[moment].given.iter().map(|row| row.0).collect();
                for row in family.clone() {
                    let within = family.clone().filter(|&other| sets[row].contains(sets[other]));
                    cover.state_given(week, moment, within.collect());
                }
                cover.state_given(week, moment, family.collect());
            }
        }
        cover
    }

    /// Constraint (12): agents on contacts for some given rows of a family.
    ///
    /// ```text
    /// sum over k that can serve some queue of their union of contacts(k, m) + shortage of the rows  >=  sum of the rows
    /// ```
    ///
    /// With each row counted for the people that it asks for beyond the rows within it, these hold for all choices of rows
    /// exactly when agents can be assigned to them (Gale, Hall).
    /// Returns whether the row is new.
    pub(in crate::optimise) fn state_given(&mut self, week: &mut Week<'_>, moment: usize, rows: Vec<usize>) -> bool {
        let moment = &mut self.moments[moment];
        let chosen = rows.iter().map(|&row| moment.given[row]);
        let union = chosen.clone().fold(QueueSet::EMPTY, |all, (queues, ..)| all.union(queues));
        let needed: u32 = chosen.clone().map(|(_, agents, _)| agents).sum();
        let mut terms: Terms = chosen.map(|(.., slack)| (slack, 1.0)).collect();
        if !moment.stated.insert(rows) {
            return false;
        }
        for (crew, contacts) in &moment.contacts {
            if week.crews[*crew].live.meets(union) {
                terms.extend(contacts);
            }
        }
        week.mip.at_least(f64::from(needed), terms);
        true
    }

    /// Constraint (13): agents on contacts for a set of queues, on average over an interval.
    ///
    /// ```text
    /// sum over grid steps g of the interval, k that can serve some queue of S of contacts(k, g) + shortage
    ///   >=  grid steps x agents(S)
    /// ```
    pub(in crate::optimise) fn state_pooled(&mut self, week: &mut Week<'_>, index: usize) {
        let needed = self.pooled_need(index);
        let slack = week.mip.add(SHORT, needed, false);
        let mut terms = self.pooled_terms(week, index);
        terms.push((slack, 1.0));
        week.mip.at_least(needed, terms);
        self.pooled[index].slack = Some(slack);
    }

    /// Agent grid steps that a pooled row asks for.
    pub(in crate::optimise) fn pooled_need(&self, index: usize) -> f64 {
        let row = self.pooled[index].row;
        let steps: f64 = self.by_interval.get(&row.interval).into_iter().flatten().map(|(_, steps)| steps).sum();
        steps * f64::from(row.agents)
    }

    /// Agent grid steps that count for a pooled row.
    pub(in crate::optimise) fn pooled_terms(&self, week: &Week<'_>, index: usize) -> Terms {
        let row = self.pooled[index].row;
        let mut sums: BTreeMap<Col, f64> = BTreeMap::new();
        for &(moment, steps) in self.by_interval.get(&row.interval).into_iter().flatten() {
            for (crew, contacts) in &self.moments[moment].contacts {
                if week.crews[*crew].live.meets(row.queues) {
                    for &(col, value) in contacts {
                        *sums.entry(col).or_default() += steps * value;
                    }
                }
            }
        }
        sums.into_iter().collect()
    }

    /// Every column that stands for people missing.
    pub(in crate::optimise) fn shortage_columns(&self) -> impl Iterator<Item = Col> {
        let given = self.moments.iter().flat_map(|m| m.given.iter().map(|row| row.2));
        let empty = self.moments.iter().flat_map(|m| m.empty.iter().map(|row| row.1));
        given.chain(empty).chain(self.keys.iter().copied()).chain(self.pooled.iter().filter_map(|row| row.slack))
    }
}

/// The interval that a grid step lies in.
fn interval_of(scenario: &Scenario, slot: usize) -> IntervalIdx {
    let per = usize::try_from(scenario.horizon.interval_minutes / scenario.horizon.grid_minutes).unwrap_or(1);
    IntervalIdx(slot / per)
}

/// The given rows of each interval that ask for somebody.
fn given_by_interval(requirement: &CoverRequirement) -> BTreeMap<IntervalIdx, Vec<(QueueSet, u32)>> {
    let mut given: BTreeMap<IntervalIdx, Vec<(QueueSet, u32)>> = BTreeMap::new();
    for row in requirement.rows.iter().filter(|row| row.origin == Origin::Given && row.agents > 0) {
        given.entry(row.interval).or_default().push((row.queues, row.agents));
    }
    for rows in given.values_mut() {
        rows.sort_unstable();
    }
    given
}

/// First minute of a grid step.
fn minute_of(scenario: &Scenario, slot: usize) -> Minute {
    Minute(i32::try_from(slot).unwrap_or(i32::MAX) * scenario.horizon.grid_minutes)
}

/// Posts to man in a grid step beyond those that pinned rows man already.
fn post_needs(scenario: &Scenario, slot: usize) -> Vec<(PostIdx, u32)> {
    let minute = minute_of(scenario, slot);
    let open = scenario
        .posts
        .iter()
        .enumerate()
        .filter(|(_, post)| post.opening.iter().any(|span| span.start <= minute && minute < span.end));
    let needs = open.map(|(index, post)| {
        let pinned = scenario
            .pinned
            .stretches
            .iter()
            .filter(|s| s.activity == Activity::Post(PostIdx(index)) && s.start <= minute && minute < s.end);
        (PostIdx(index), post.agents.saturating_sub(u32::try_from(pinned.count()).unwrap_or(0)))
    });
    needs.filter(|need| need.1 > 0).collect()
}

/// The grid steps in which anybody is asked for.
fn asked_slots(scenario: &Scenario, requirement: &CoverRequirement) -> Vec<bool> {
    let intervals: BTreeSet<IntervalIdx> =
        requirement.rows.iter().filter(|row| row.agents > 0).map(|row| row.interval).collect();
    let is_asked = |slot| intervals.contains(&interval_of(scenario, slot)) || !post_needs(scenario, slot).is_empty();
    (0..slot_count(scenario)).map(is_asked).collect()
}

/// Constraint (11): who is present, by crew and grid step.
///
/// ```text
/// p(k, g)  =  sum over shifts on g of x - sum over breaks on g of u        for each crew k
/// ```
///
/// Stated as the change since the step before, where that is shorter: a shift then stands in two rows, not in one for
/// each of its steps. Grid steps with the same right side share a column, and a right side of one column needs none of
/// its own.
fn presence_columns(week: &mut Week<'_>, asked: &[bool]) -> Vec<Vec<(usize, Col)>> {
    let mut by_slot = vec![Vec::new(); asked.len()];
    for crew in 0..week.crews.len() {
        let mut before: Option<(Terms, Col)> = None;
        for (slot, terms) in week.presence(crew).into_iter().enumerate() {
            if !asked[slot] || terms.is_empty() {
                continue;
            }
            let column = match &before {
                Some((same, column)) if *same == terms => *column,
                _ if terms.len() == 1 && terms[0].1 > 0.0 => terms[0].0,
                _ => {
                    let column = week.mip.add(0.0, count(week.crews[crew].members), false);
                    let change = before.as_ref().map(|(last, _)| difference(&terms, last));
                    let mut row = terms.clone();
                    if let (Some(change), Some((_, last))) = (change.filter(|c| c.len() + 1 < terms.len()), &before) {
                        row = change;
                        row.push((*last, 1.0));
                    }
                    for term in &mut row {
                        term.1 = -term.1;
                    }
                    row.push((column, 1.0));
                    week.mip.equal(0.0, row);
                    column
                }
            };
            by_slot[slot].push((crew, column));
            before = Some((terms, column));
        }
    }
    by_slot
}

/// One expression less another; both ascending by column.
fn difference(terms: &Terms, less: &Terms) -> Terms {
    let mut sums: BTreeMap<Col, f64> = terms.iter().copied().collect();
    for &(col, value) in less {
        *sums.entry(col).or_default() -= value;
    }
    sums.into_iter().filter(|term| term.1.abs() > 0.5).collect()
}

/// One moment: seats at posts, who is left on contacts, and the shortage of its rows.
///
/// Constraint (14): every post has its people, and who sits there is present.
///
/// ```text
/// sum over k able of q(k, post, m) + empty(post, m)  >=  agents(post)
/// sum over posts of q(k, post, m)                    <=  p(k, m)
/// ```
fn moment(
    week: &mut Week<'_>,
    slot: usize,
    here: &[(usize, Col)],
    rows: &[(QueueSet, u32)],
    needs: &[(PostIdx, u32)],
    is_exact: bool,
) -> Moment {
    let mut contacts: Vec<(usize, Terms)> = here.iter().map(|&(crew, col)| (crew, vec![(col, 1.0)])).collect();
    let mut seats = Vec::new();
    let mut empty = Vec::new();
    for &(post, agents) in needs {
        let unmanned = week.mip.add(POST_SHORT, f64::from(agents), false);
        empty.push((post, unmanned));
        let mut manned: Terms = vec![(unmanned, 1.0)];
        for (crew, terms) in &mut contacts {
            if week.crews[*crew].posts.contains(&post) {
                let seat = week.mip.add(0.0, f64::from(agents), is_exact);
                terms.push((seat, -1.0));
                manned.push((seat, 1.0));
                seats.push((*crew, post, seat));
            }
        }
        week.mip.at_least(f64::from(agents), manned);
    }
    for (_, terms) in contacts.iter().filter(|(_, terms)| terms.len() > 1) {
        week.mip.at_least(0.0, terms.clone());
    }
    let mut given = Vec::new();
    let mut families = Vec::new();
    for family in cuts::families(rows) {
        families.push(given.len()..given.len() + family.len());
        let shortage = |(queues, agents)| (queues, agents, week.mip.add(SHORT, f64::from(agents), false));
        given.extend(family.into_iter().map(shortage));
    }
    Moment { slots: vec![slot], contacts, given, families, seats, empty, stated: BTreeSet::new() }
}

/// Shortage costs as much as the grid steps it lasts.
fn price_by_length(week: &mut Week<'_>, moments: &[Moment]) {
    for moment in moments {
        let given = moment.given.iter().map(|row| row.2);
        for col in given.chain(moment.empty.iter().map(|row| row.1)) {
            week.mip.columns[col].cost *= count(moment.slots.len());
        }
    }
}
