//! The shifts that an agent may work on a day.

use chrono::Datelike;

use super::breaks::{BreakWindow, Frame, variants};
use super::told::retain_told;
use crate::model::{
    Activity, Agent, AgentIdx, BreakKind, DayIdx, Minute, RuleId, Scenario, ShiftTemplate, Span, TemplateIdx,
};

/// A shift on a given day: its start and end are fixed, its breaks have windows that can be chosen apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::optimise) struct Shift {
    /// The template it comes from.
    pub(in crate::optimise) template: TemplateIdx,
    /// Paid time `[min]`.
    pub(in crate::optimise) work: i32,
    /// First minute.
    pub(in crate::optimise) start: Minute,
    /// First minute after; past the horizon's end where a shift runs over it.
    pub(in crate::optimise) end: Minute,
    /// Its breaks in order; any start from each window makes a legal shift.
    pub(in crate::optimise) breaks: Vec<BreakWindow>,
}

impl Shift {
    /// From first to last minute.
    pub(in crate::optimise) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Every shift that `agent` may work when it starts on `day`, alone in the week.
///
/// Respects the template's window, weekdays and lengths; opening hours; absences; the agent's limits and pinned rows;
/// the rest since the last shift before the horizon; what the agent was told; and the rules within a day (span, stretch, night, length).
/// Rules between days are left to the caller.
pub(in crate::optimise) fn shifts(scenario: &Scenario, agent: AgentIdx, day: DayIdx) -> Vec<Shift> {
    let pins: Vec<_> = scenario.pinned.of(agent).to_vec();
    let mut found = shifts_beside(scenario, &scenario.agents[agent.0], &pins, day);
    retain_told(&scenario.agents[agent.0], day.0, &mut found);
    found
}

/// As [`shifts`], for somebody like `agent` with these pinned stretches.
fn shifts_beside(scenario: &Scenario, agent: &Agent, pins: &[crate::model::Stretch], day: DayIdx) -> Vec<Shift> {
    let weekday = scenario.horizon.days[day.0].weekday();
    let mut found = Vec::new();
    if agent.limits.days_off.contains(&weekday) {
        return found;
    }
    for &index in &agent.templates {
        let template = &scenario.templates[index.0];
        if !template.weekdays.contains(&weekday) {
            continue;
        }
        for start in starts(scenario, template, day) {
            for &work in &template.work {
                let span = Span::new(start, start + template.span_minutes(work));
                if !is_allowed(scenario, agent, day, span, work) || is_split_too_often(scenario, template, work) {
                    continue;
                }
                let Some((pinned_breaks, pinned_work)) = pins_within(pins, span) else { continue };
                let Some(closed) = closed_within(scenario, template, span) else { continue };
                let frame = Frame {
                    scenario,
                    day,
                    span,
                    closed: &closed,
                    pinned_breaks: &pinned_breaks,
                    pinned_work: &pinned_work,
                };
                for breaks in variants(&frame, template.breaks_for(work)) {
                    found.push(Shift { template: index, work, start, end: span.end, breaks });
                }
            }
        }
    }
    found
}

/// The template's starts on a day; an hour that the clock skips gives no start twice.
fn starts(scenario: &Scenario, template: &ShiftTemplate, day: DayIdx) -> Vec<Minute> {
    let step = usize::try_from(template.start_step.max(1)).expect("positive");
    let clock = (template.earliest_start..=template.latest_start).step_by(step);
    let mut starts: Vec<Minute> = clock.map(|minute| scenario.horizon.minute_at(day, minute)).collect();
    starts.dedup();
    starts
}

/// Whether rules, limits, absences and the last shift before the horizon allow a shift over this span.
fn is_allowed(scenario: &Scenario, agent: &Agent, day: DayIdx, span: Span, work: i32) -> bool {
    let horizon = &scenario.horizon;
    let rule = |id| scenario.rules.get(id);
    let within_rules = rule(RuleId::LongestSpan).is_none_or(|most| span.minutes() <= most)
        && rule(RuleId::ShortestShift).is_none_or(|least| work >= least)
        && rule(RuleId::LongestShift).is_none_or(|most| work <= most)
        && rule(RuleId::FlexStart).is_none_or(|at| span.start >= horizon.minute_at(day, at))
        && rule(RuleId::FlexEnd).is_none_or(|at| span.end <= horizon.minute_at(day, at));
    let limits = &agent.limits;
    let within_limits = limits.longest_day.is_none_or(|most| work <= most)
        && limits.earliest_start.is_none_or(|at| span.start >= horizon.minute_at(day, at))
        && limits.latest_end.is_none_or(|at| span.end <= horizon.minute_at(day, at));
    let is_rested = agent.last_end.is_none_or(|last| span.start - last >= rule(RuleId::DailyRest).unwrap_or(0));
    let is_present = !agent.absences.iter().any(|absence| images(scenario, absence.span).any(|a| a.overlaps(span)));
    within_rules && within_limits && is_rested && is_present && days_allow(scenario, agent, span)
}

/// Whether such a shift has more gaps than a day may have.
fn is_split_too_often(scenario: &Scenario, template: &ShiftTemplate, work: i32) -> bool {
    let n_gaps = template.breaks_for(work).filter(|rule| rule.kind == BreakKind::Gap).count();
    scenario.rules.get(RuleId::SplitShifts).is_some_and(|most| i32::try_from(n_gaps).is_ok_and(|n| n > most))
}

/// Whether no day that the shift touches is a day off, and none is worked at night where a rule forbids it.
fn days_allow(scenario: &Scenario, agent: &Agent, span: Span) -> bool {
    let horizon = &scenario.horizon;
    let date = horizon.clock(span.start).date;
    let last = horizon.clock(span.end - 1).date;
    let first_day = horizon.day_at(span.start);
    let night = scenario.rules.get(RuleId::NightEnds).unwrap_or(0);
    (0..=(last - date).num_days()).zip(0..).all(|(days, offset)| {
        let date = date + chrono::Duration::days(days);
        let midnight = offset * 1440;
        let night = Span::new(horizon.minute_at(first_day, midnight), horizon.minute_at(first_day, midnight + night));
        !agent.limits.days_off.contains(&date.weekday()) && (night.minutes() == 0 || !night.overlaps(span))
    })
}

/// A span and, where the week closes on itself, its copies a horizon earlier and later.
pub(in crate::optimise) fn images(scenario: &Scenario, span: Span) -> impl Iterator<Item = Span> {
    let minutes = scenario.horizon.minutes();
    let copies: &[i32] = if scenario.horizon.cyclic { &[0, -1, 1] } else { &[0] };
    copies.iter().map(move |n| Span::new(span.start + n * minutes, span.end + n * minutes))
}

/// Pinned breaks with their kind, and pinned work.
type Pins = (Vec<(BreakKind, Span)>, Vec<Span>);

/// The pinned breaks and the pinned work inside a shift; `None` when a pinned row lies only partly inside.
fn pins_within(pins: &[crate::model::Stretch], span: Span) -> Option<Pins> {
    let mut breaks = Vec::new();
    let mut work = Vec::new();
    for pin in pins.iter().filter(|pin| pin.span().overlaps(span)) {
        if !span.contains(pin.span()) {
            return None;
        }
        match pin.activity {
            Activity::Lunch => breaks.push((BreakKind::Lunch, pin.span())),
            Activity::Break => breaks.push((BreakKind::Break, pin.span())),
            _ => work.push(pin.span()),
        }
    }
    Some((breaks, work))
}

/// The closed times inside a shift, each of which an unpaid break must cover; `None` when it starts or ends closed.
fn closed_within(scenario: &Scenario, template: &ShiftTemplate, span: Span) -> Option<Vec<Span>> {
    if template.outside_opening {
        return Some(Vec::new());
    }
    let days = scenario.horizon.days.iter();
    let mut open: Vec<Span> = days.flat_map(|day| &day.opening).flat_map(|&s| images(scenario, s)).collect();
    open.retain(|s| s.overlaps(span));
    open.sort_unstable();
    let mut closed = Vec::new();
    let mut until = span.start;
    for stretch in open {
        if stretch.start > until {
            closed.push(Span::new(until, stretch.start));
        }
        until = until.max(stretch.end);
    }
    let is_open_at_ends = until >= span.end && closed.first().is_none_or(|gap| gap.start > span.start);
    is_open_at_ends.then_some(closed)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};

    use super::*;
    use crate::model::{Absence, BreakRule, Horizon, Limit, SkillSet};

    /// One Monday open 08-17 and one agent, who works 8 hours with a half-hour's lunch and starts 08:00 to 09:00.
    fn centre() -> Scenario {
        let mut horizon = Horizon::new(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), 1, 30, 30);
        horizon.days[0].opening = vec![Span::new(Minute(480), Minute(1020))];
        let mut scenario = Scenario::new("x", horizon);
        scenario.templates.push(ShiftTemplate {
            id: "dag".to_owned(),
            weekdays: vec![Weekday::Mon],
            earliest_start: 480,
            latest_start: 540,
            start_step: 30,
            work: vec![480],
            breaks: vec![BreakRule {
                kind: BreakKind::Lunch,
                minutes: 30,
                paid: false,
                if_work_over: 300,
                earliest_after_start: 120,
                latest_after_start: Some(300),
                before_end: 60,
                between: Some((660, 810)),
                most_at_once: None,
            }],
            most_per_day: None,
            outside_opening: false,
            weight: 1.0,
        });
        scenario.agents.push(Agent { templates: vec![TemplateIdx(0)], ..Agent::new("ann", SkillSet::EMPTY) });
        scenario
    }

    fn found(scenario: &Scenario) -> Vec<(i32, i32, i32, i32)> {
        let shifts = shifts(scenario, AgentIdx(0), DayIdx(0));
        shifts.iter().map(|s| (s.start.0, s.end.0, s.breaks[0].earliest.0, s.breaks[0].latest.0)).collect()
    }

    #[test]
    fn a_shift_ends_before_the_centre_closes_and_has_its_lunch_in_the_window() {
        assert_eq!(found(&centre()), [(480, 990, 660, 780), (510, 1020, 660, 780)]);
    }

    #[test]
    fn limits_absences_and_history_take_shifts_away() {
        type Twist = fn(&mut Scenario);
        let twists: [(Twist, usize); 6] = [
            (|s| s.agents[0].limits.latest_end = Some(990), 1),
            (|s| s.agents[0].limits.earliest_start = Some(481), 1),
            (|s| s.agents[0].limits.days_off = vec![Weekday::Mon], 0),
            (|s| s.templates[0].outside_opening = true, 3),
            (
                |s| {
                    let span = Span::new(Minute(480), Minute(510));
                    s.agents[0].absences.push(Absence { span, kind: "vab".to_owned(), counted: 30 });
                },
                1,
            ),
            (
                |s| {
                    s.agents[0].last_end = Some(Minute(-150));
                    let limit = Limit { value: 660, source: String::new(), is_verified: false };
                    s.rules.limits.insert(RuleId::DailyRest, limit);
                },
                1,
            ),
        ];
        for (i, (twist, expected)) in twists.into_iter().enumerate() {
            let mut scenario = centre();
            twist(&mut scenario);
            assert_eq!(found(&scenario).len(), expected, "twist {i}");
        }
    }

    #[test]
    fn a_lunch_closed_centre_puts_the_lunch_there() {
        let mut scenario = centre();
        scenario.horizon.days[0].opening =
            vec![Span::new(Minute(480), Minute(720)), Span::new(Minute(750), Minute(1020))];
        assert_eq!(found(&scenario), [(480, 990, 720, 720), (510, 1020, 720, 720)]);
    }
}
