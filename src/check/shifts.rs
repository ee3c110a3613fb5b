//! Groups an agent's stretches into shifts, by `check`'s own reading of the roster.
//!
//! Stretches that touch belong to one shift, unless the templates explain them as two. An empty stretch of at most
//! [`HOLE`] minutes is a hole in a shift; a longer one parts two shifts, unless a template has a gap just that long and
//! explains both parts as one split shift. Of all ways to cut, the one that the templates explain best is taken.

use chrono::NaiveDate;

use crate::model::{Activity, Agent, AgentIdx, BreakKind, Minute, Scenario, Span, Stretch};

use super::clock::{length, local, merged, outside};
use super::templates::{Reading, read};

/// The longest empty stretch that is a hole in a shift rather than the time between two `[min]`.
const HOLE: i32 = 120;

/// Cutting where two stretches touch has to be worth more than any misfit that it removes.
const CUT: u32 = 4000;

/// A shift as `check` reads it.
#[derive(Debug, Clone)]
pub(super) struct Shift {
    /// Who.
    pub(super) agent: AgentIdx,
    /// The day it starts.
    pub(super) date: NaiveDate,
    /// From its first to its last minute.
    pub(super) span: Span,
    /// Working time: presence without the breaks that are not, in order.
    pub(super) work: Vec<Span>,
    /// Whether two activities overlap in it, so that no template can be told.
    pub(super) is_tangled: bool,
    /// As the templates explain it.
    pub(super) reading: Reading,
}

impl Shift {
    /// When the agent is there, breaks included and empty stretches not.
    pub(super) fn present(&self) -> Vec<Span> {
        merged(self.work.iter().chain(&self.reading.unpaid).copied().collect())
    }

    /// Working time without paid meals at the workplace of at least `shortest` minutes.
    pub(super) fn work_between_breaks(&self, shortest: i32) -> Vec<Span> {
        let meals = merged(self.reading.meals.iter().copied().filter(|meal| meal.minutes() >= shortest).collect());
        self.work.iter().flat_map(|&part| outside(part, &meals)).collect()
    }

    /// Paid time `[min]`.
    pub(super) fn paid(&self) -> i32 {
        self.work.iter().map(|span| span.minutes()).sum()
    }
}

/// The shifts of one agent, in order. `stretches` are the agent's, by start, each with a length.
pub(super) fn shifts(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch]) -> Vec<Shift> {
    let (cost, ways) = cut(scenario, agent, stretches);
    let Some(turned) = turned(scenario, stretches) else { return ways };
    let (turned_cost, turned_ways) = cut(scenario, agent, &turned);
    if turned_cost < cost { turned_ways } else { ways }
}

/// On a cyclic horizon, the first touching stretches put after the last where they continue it.
fn turned(scenario: &Scenario, stretches: &[Stretch]) -> Option<Vec<Stretch>> {
    let round = length(&scenario.horizon);
    let (first, last) = (stretches.first()?, stretches.last()?);
    if !scenario.horizon.cyclic || last.end.0 != first.start.0 + round {
        return None;
    }
    let n = 1 + stretches.windows(2).take_while(|pair| pair[1].start <= pair[0].end).count();
    let moved = stretches[..n].iter().map(|s| Stretch { start: s.start + round, end: s.end + round, ..*s });
    (n < stretches.len()).then(|| stretches[n..].iter().copied().chain(moved).collect())
}

/// The cheapest way to cut stretches into shifts, and what it costs.
fn cut(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch]) -> (u32, Vec<Shift>) {
    let ends: Vec<Minute> = stretches
        .iter()
        .scan(Minute(i32::MIN), |latest, stretch| {
            *latest = (*latest).max(stretch.end);
            Some(*latest)
        })
        .collect();
    let mut cost = 0_u32;
    let mut out = Vec::new();
    let mut from = 0;
    for to in 1..=stretches.len() {
        let parts = to == stretches.len() || {
            let hole = stretches[to].start - ends[to - 1];
            hole > HOLE && !is_gap(scenario, &scenario.agents[agent.0], hole)
        };
        if parts {
            let (more, shifts) = cut_run(scenario, agent, &stretches[from..to], &ends[from..to]);
            cost = cost.saturating_add(more);
            out.extend(shifts);
            from = to;
        }
    }
    (cost, out)
}

/// As [`cut`], for stretches with nothing between them that parts shifts for certain. `ends` is the latest end so far.
fn cut_run(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch], ends: &[Minute]) -> (u32, Vec<Shift>) {
    let whole = as_shift(scenario, agent, stretches);
    if whole.reading.cost == 0 {
        // Nothing explains it better than one shift that fits in every respect.
        return (1, vec![whole]);
    }
    let n = stretches.len();
    let mut least = vec![u32::MAX; n + 1];
    let mut first: Vec<Option<(usize, Shift)>> = vec![None; n];
    least[n] = 0;
    for from in (0..n).rev() {
        let mut longest_hole = 0;
        for to in from + 1..=n {
            if to > from + 1 {
                longest_hole = longest_hole.max(stretches[to - 1].start - ends[to - 2]);
            }
            if to < n && stretches[to].start < ends[to - 1] {
                continue;
            }
            let shift = as_shift(scenario, agent, &stretches[from..to]);
            let fits = shift.reading.misfit.is_none() && !shift.reading.templates.is_empty();
            // Somebody on a split shift at the wrong time is still on one shift: its gap is as the template has it.
            let hole = if shift.is_tangled { longest_hole } else { shift.reading.widest_hole };
            if hole > HOLE {
                continue;
            }
            let touches = (from > 0 && stretches[from].start <= ends[from - 1])
                || (to < n && stretches[to].start <= ends[to - 1]);
            let cuts = if touches && !fits { CUT } else { 0 };
            let cost = least[to].saturating_add(shift.reading.cost + cuts + 1);
            if cost < least[from] {
                least[from] = cost;
                first[from] = Some((to, shift));
            }
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while let Some((to, shift)) = first.get_mut(at).and_then(Option::take) {
        out.push(shift);
        at = to;
    }
    (least[0], out)
}

/// Whether a template of the agent has a gap of this length.
fn is_gap(scenario: &Scenario, agent: &Agent, minutes: i32) -> bool {
    let rules = agent.templates.iter().flat_map(|index| &scenario.templates[index.0].breaks);
    rules.into_iter().any(|rule| rule.kind == BreakKind::Gap && rule.minutes == minutes)
}

fn as_shift(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch]) -> Shift {
    let is_tangled = stretches.windows(2).any(|pair| pair[1].start < pair[0].end);
    let reading = if is_tangled {
        let is_lunch = |stretch: &&Stretch| stretch.activity == Activity::Lunch;
        let working = merged(stretches.iter().filter(|s| !is_lunch(s)).map(|s| s.span()).collect());
        let lunches = stretches.iter().filter(is_lunch);
        Reading {
            cost: 1000,
            templates: Vec::new(),
            misfit: None,
            breaks: Vec::new(),
            unpaid: lunches.flat_map(|lunch| outside(lunch.span(), &working)).collect(),
            widest_hole: 0,
            meals: Vec::new(),
            gaps: Vec::new(),
        }
    } else {
        read(scenario, &scenario.agents[agent.0], stretches)
    };
    let present = merged(stretches.iter().map(|s| s.span()).collect());
    let unpaid = merged(reading.unpaid.clone());
    let span = Span::new(present[0].start, present[present.len() - 1].end);
    let work = present.iter().flat_map(|&part| outside(part, &unpaid)).collect();
    let (date, _) = local(&scenario.horizon, span.start);
    Shift { agent, date, span, work, is_tangled, reading }
}
