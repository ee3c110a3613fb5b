//! Reads a shift by the template that explains it best: what fits, which break is missing or in the wrong place.

use chrono::Datelike;

use crate::model::{
    Activity, Agent, Breach, BreakKind, BreakRule, Horizon, Misfit, Scenario, ShiftTemplate, Span, Stretch, TemplateIdx,
};

use super::clock::local;

/// A shift as some template explains it.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// How badly it fits: 0 when it is a shift of the template in every respect.
    pub(super) cost: u32,
    /// The templates that explain it equally well, the first of them as reported; empty when the agent has none.
    pub(super) templates: Vec<TemplateIdx>,
    /// Why it is no shift of the template at all.
    pub(super) misfit: Option<Misfit>,
    /// Breaks that are missing or in the wrong place.
    pub(super) breaks: Vec<(Breach, Span)>,
    /// The breaks in it that are not working time.
    pub(super) unpaid: Vec<Span>,
    /// The longest empty stretch in it that is no gap of the template `[min]`.
    pub(super) widest_hole: i32,
    /// Paid meals at the workplace, each of which ends a stretch of work as an unpaid break does.
    pub(super) meals: Vec<Span>,
    /// The gaps that split it.
    pub(super) gaps: Vec<Span>,
}

const MISFIT: u32 = 1000;
const WORST: u32 = 1999;
const MISSING: u32 = 100;
const EXTRA: u32 = 100;
const MISPLACED: u32 = 60;

/// The best reading of `stretches`, which follow each other without overlap and are not empty.
pub(super) fn read(scenario: &Scenario, agent: &Agent, stretches: &[Stretch]) -> Reading {
    let facts = Facts::of(&scenario.horizon, stretches);
    let mut best = facts.unexplained();
    for &index in &agent.templates {
        let template = &scenario.templates[index.0];
        for &work in &template.work {
            let reading = facts.explained(template, work);
            if reading.cost < best.cost || best.templates.is_empty() {
                best = Reading { templates: vec![index], ..reading };
            } else if reading.cost == best.cost && !best.templates.contains(&index) {
                best.templates.push(index);
            }
        }
    }
    best
}

/// A pause in the shift: a break that the roster has, or nothing at all.
#[derive(Clone, Copy)]
struct Pause {
    span: Span,
    /// The break's activity; `None` for an empty stretch.
    activity: Option<Activity>,
}

/// What there is to explain.
struct Facts<'a> {
    horizon: &'a Horizon,
    span: Span,
    weekday: chrono::Weekday,
    /// Start by the clock `[min since midnight]`.
    start: i32,
    /// Time in the roster, breaks included and empty stretches not `[min]`.
    present: i32,
    pauses: Vec<Pause>,
}

impl<'a> Facts<'a> {
    fn of(horizon: &'a Horizon, stretches: &[Stretch]) -> Self {
        let span = Span::new(stretches[0].start, stretches[stretches.len() - 1].end);
        let (date, start) = local(horizon, span.start);
        let mut pauses: Vec<Pause> = Vec::new();
        let mut at = span.start;
        for stretch in stretches {
            if at < stretch.start {
                pauses.push(Pause { span: Span::new(at, stretch.start), activity: None });
            }
            at = stretch.end;
            if matches!(stretch.activity, Activity::Lunch | Activity::Break) {
                match pauses.last_mut() {
                    Some(last) if last.activity == Some(stretch.activity) && last.span.end == stretch.start => {
                        last.span.end = stretch.end;
                    }
                    _ => pauses.push(Pause { span: stretch.span(), activity: Some(stretch.activity) }),
                }
            }
        }
        let present = stretches.iter().map(|stretch| stretch.end - stretch.start).sum();
        Self { horizon, span, weekday: date.weekday(), start, present, pauses }
    }

    /// The reading without any template: lunch is not working time, other breaks are.
    fn unexplained(&self) -> Reading {
        let lunches = self.pauses.iter().filter(|pause| pause.activity == Some(Activity::Lunch));
        Reading {
            cost: WORST,
            templates: Vec::new(),
            misfit: None,
            breaks: Vec::new(),
            unpaid: lunches.map(|pause| pause.span).collect(),
            widest_hole: widest(self.pauses.iter().filter(|pause| pause.activity.is_none()).map(|pause| pause.span)),
            meals: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// The reading as a shift of `template` with `work` paid minutes.
    fn explained(&self, template: &ShiftTemplate, work: i32) -> Reading {
        let rules: Vec<&BreakRule> = template.breaks.iter().filter(|rule| work > rule.if_work_over).collect();
        let placed = self.place(&rules);
        let (mut unpaid, mut meals, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        let mut breaks = Vec::new();
        let mut empty: Vec<Span> = Vec::new();
        let mut not_as_told: Vec<Span> = Vec::new();
        let mut has_every_gap = true;
        for (pause, rule) in self.pauses.iter().zip(&placed.rule_of) {
            match (pause.activity, rule.map(|index| rules[index])) {
                (Some(activity), Some(rule)) => {
                    if !rule.paid {
                        unpaid.push(pause.span);
                    } else if rule.kind == BreakKind::Meal {
                        meals.push(pause.span);
                    }
                    if !self.is_as_told(rule, pause.span) {
                        breaks.push((Breach::MisplacedBreak { activity }, pause.span));
                    }
                }
                (Some(activity), None) => {
                    if activity == Activity::Lunch {
                        unpaid.push(pause.span);
                    }
                    breaks.push((Breach::MisplacedBreak { activity }, pause.span));
                }
                (None, Some(rule)) => {
                    gaps.push(pause.span);
                    if !self.is_as_told(rule, pause.span) {
                        not_as_told.push(pause.span);
                    }
                }
                (None, None) => empty.push(pause.span),
            }
        }
        let widest_hole = widest(empty.iter().chain(&not_as_told).copied());
        for (_, rule) in rules.iter().enumerate().filter(|(index, _)| !placed.rule_of.contains(&Some(*index))) {
            let Some(activity) = rule.kind.activity() else {
                has_every_gap = false;
                continue;
            };
            // A break that was struck out of the roster leaves an empty stretch: one fault, not two.
            let here = empty.iter().position(|&hole| self.is_as_told(rule, hole)).unwrap_or(0);
            let here = if here < empty.len() { empty.remove(here) } else { self.span };
            breaks.push((Breach::MissingBreak { activity, minutes: rule.minutes }, here));
        }

        let paid = self.present - unpaid.iter().map(|span| span.minutes()).sum::<i32>();
        let span_told = work + rules.iter().filter(|rule| !is_working_time(rule)).map(|rule| rule.minutes).sum::<i32>();
        let has_length = paid == work || (!breaks.is_empty() && self.span.minutes() == span_told);
        let early_or_late = self.off_start(template);
        let mut misfits: Vec<(Misfit, u32)> = Vec::new();
        if !template.weekdays.contains(&self.weekday) {
            misfits.push((Misfit::Weekday, 400));
        }
        if early_or_late > 0 {
            misfits.push((Misfit::Start, early_or_late));
        }
        if !empty.is_empty() || !not_as_told.is_empty() || !has_every_gap {
            misfits.push((Misfit::Hole, 400));
        }
        if !has_length {
            misfits.push((Misfit::Length { measured: paid }, (paid - work).unsigned_abs()));
        }
        let base = if misfits.is_empty() { 0 } else { MISFIT };
        let cost = base + placed.cost + misfits.iter().map(|(_, distance)| distance).sum::<u32>();
        Reading {
            cost: cost.min(WORST),
            templates: Vec::new(),
            misfit: misfits.first().map(|(misfit, _)| *misfit),
            breaks,
            unpaid,
            widest_hole,
            meals,
            gaps,
        }
    }

    /// How far the start is from the nearest that the template has `[min]`.
    fn off_start(&self, template: &ShiftTemplate) -> u32 {
        let late = (self.start - template.latest_start).max(0);
        let early = (template.earliest_start - self.start).max(0);
        // A start off the grid is told as such; the template's step says no more.
        let on_grid = self.span.start.0 % self.horizon.grid_minutes.max(1) == 0;
        let between =
            if on_grid { (self.start - template.earliest_start).rem_euclid(template.start_step.max(1)) } else { 0 };
        late.max(early).max(between).unsigned_abs()
    }

    /// Whether a pause has the length and place of `rule`.
    fn is_as_told(&self, rule: &BreakRule, pause: Span) -> bool {
        let after = pause.start - self.span.start;
        let before = self.span.end - pause.end;
        pause.minutes() == rule.minutes
            && after >= rule.earliest_after_start
            && rule.latest_after_start.is_none_or(|latest| after <= latest)
            && before >= rule.before_end
            && rule.between.is_none_or(|(from, to)| {
                let (_, start) = local(self.horizon, pause.start);
                let to = if to <= from { to + 1440 } else { to };
                [start, start + 1440].iter().any(|&start| from <= start && start + pause.minutes() <= to)
            })
    }

    /// The cheapest way to tell which pause is which break; of each activity they come in the order of the day.
    fn place(&self, rules: &[&BreakRule]) -> Placement {
        let mut rule_of = vec![None; self.pauses.len()];
        let mut cost = 0;
        for activity in [Some(Activity::Lunch), Some(Activity::Break), None] {
            let mut of_kind: Vec<usize> =
                (0..rules.len()).filter(|&index| rules[index].kind.activity() == activity).collect();
            of_kind.sort_by_key(|&index| rules[index].earliest_after_start);
            let pauses: Vec<usize> =
                (0..self.pauses.len()).filter(|&index| self.pauses[index].activity == activity).collect();
            cost += self.align(rules, &of_kind, &pauses, &mut rule_of);
        }
        Placement { cost, rule_of }
    }

    fn align(&self, rules: &[&BreakRule], of_kind: &[usize], pauses: &[usize], rule_of: &mut [Option<usize>]) -> u32 {
        // least[i][j]: the cost of what remains from the i-th rule and the j-th pause on.
        let mut least = vec![vec![0_u32; pauses.len() + 1]; of_kind.len() + 1];
        let matching = |i: usize, j: usize| {
            if self.is_as_told(rules[of_kind[i]], self.pauses[pauses[j]].span) { 0 } else { MISPLACED }
        };
        for i in (0..=of_kind.len()).rev() {
            for j in (0..=pauses.len()).rev() {
                let missing = (i < of_kind.len()).then(|| MISSING + least[i + 1][j]);
                let extra = (j < pauses.len()).then(|| EXTRA + least[i][j + 1]);
                let both = (i < of_kind.len() && j < pauses.len()).then(|| matching(i, j) + least[i + 1][j + 1]);
                least[i][j] = [missing, extra, both].into_iter().flatten().min().unwrap_or(0);
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < of_kind.len() && j < pauses.len() {
            if least[i][j] == matching(i, j) + least[i + 1][j + 1] {
                rule_of[pauses[j]] = Some(of_kind[i]);
                i += 1;
                j += 1;
            } else if least[i][j] == MISSING + least[i + 1][j] {
                i += 1;
            } else {
                j += 1;
            }
        }
        least[0][0]
    }
}

/// Which rule each pause is, and how badly they fit.
struct Placement {
    cost: u32,
    rule_of: Vec<Option<usize>>,
}

/// The longest of some spans `[min]`.
fn widest(spans: impl Iterator<Item = Span>) -> i32 {
    spans.map(Span::minutes).max().unwrap_or(0)
}

fn is_working_time(rule: &BreakRule) -> bool {
    rule.paid && rule.kind != BreakKind::Gap
}
