//! Pinned rows that the roster does not hold, and what stands in the way of each.

use chrono::Datelike;

use crate::model::{
    Agent, AgentIdx, Breach, PinObstacle, RuleId, Scenario, Severity, ShiftTemplate, Span, Stretch, Violation,
};

use super::clock::{clock_since, common, dates, local, midnight, outside, rounds};

/// The parts of an agent's pinned stretches in which the roster has another activity, or none.
pub(super) fn pins(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch], out: &mut Vec<Violation>) {
    let pinned = scenario.pinned.of(agent);
    for pin in pinned {
        let same = stretches.iter().filter(|stretch| stretch.activity == pin.activity);
        let held = rounds(&scenario.horizon, same.map(|stretch| stretch.span()));
        out.extend(outside(pin.span(), &held).into_iter().map(|span| Violation {
            breach: Breach::PinMissing {
                activity: pin.activity,
                obstacle: obstacle(scenario, &scenario.agents[agent.0], pin.span(), pinned),
            },
            agent: Some(agent),
            span,
            severity: Severity::Hard,
        }));
    }
}

/// What makes a pinned row impossible for this agent; `None` where nothing about the row itself does.
fn obstacle(scenario: &Scenario, agent: &Agent, pin: Span, pinned: &[Stretch]) -> Option<PinObstacle> {
    let horizon = &scenario.horizon;
    let away = agent
        .absences
        .iter()
        .find(|absence| rounds(horizon, [absence.span]).into_iter().any(|span| common(span, pin).is_some()));
    if let Some(absence) = away {
        return Some(PinObstacle::Absent { kind: absence.kind.clone() });
    }
    let (date, start) = local(horizon, pin.start);
    let end = clock_since(horizon, date, pin.end);
    if dates(horizon, pin).iter().any(|date| agent.limits.days_off.contains(&date.weekday())) {
        return Some(PinObstacle::DayOff);
    }
    let is_early = agent.limits.earliest_start.is_some_and(|earliest| start < earliest);
    if is_early || agent.limits.latest_end.is_some_and(|latest| end > latest) {
        return Some(PinObstacle::OutsideHours);
    }
    if scenario.rules.get(RuleId::NightEnds).is_some_and(|limit| limit > 0 && (start < limit || end > 1440)) {
        return Some(PinObstacle::Night);
    }
    let templates: Vec<&ShiftTemplate> = agent.templates.iter().map(|index| &scenario.templates[index.0]).collect();
    let holding = |is_closed_fine: bool| {
        templates.iter().any(|template| {
            template.weekdays.contains(&date.weekday())
                && holds(scenario, template, pin, is_closed_fine || template.outside_opening)
        })
    };
    if !holding(false) {
        return Some(if holding(true) { PinObstacle::Closed } else { PinObstacle::NoShift });
    }
    // Two rows that belong to different shifts must leave the rest between them.
    let rest = scenario.rules.get(RuleId::DailyRest).unwrap_or(0);
    let clashes = |other: &&Stretch| {
        let other = other.span();
        let both = Span::new(pin.start.min(other.start), pin.end.max(other.end));
        let between = if other.start < pin.start { pin.start - other.end } else { other.start - pin.end };
        other != pin && between < rest && !templates.iter().any(|template| holds(scenario, template, both, true))
    };
    pinned.iter().find(clashes).map(|other| PinObstacle::OtherPin { span: other.span() })
}

/// Whether some shift of a template holds a span, breaks aside; it may lie outside the opening hours if so said.
fn holds(scenario: &Scenario, template: &ShiftTemplate, span: Span, may_be_closed: bool) -> bool {
    let horizon = &scenario.horizon;
    let (date, from) = local(horizon, span.start);
    let to = clock_since(horizon, date, span.end);
    let step = usize::try_from(template.start_step.max(1)).unwrap_or(1);
    let day = horizon.days.iter().find(|day| day.date == date);
    let is_open = |start: i32, end: i32| {
        let hours = day.map_or(&[][..], |day| &day.opening);
        let zero = midnight(horizon, date);
        hours.iter().any(|open| {
            clock_since(horizon, date, open.start) <= start
                && end <= clock_since(horizon, date, open.end)
                && open.start >= zero
        })
    };
    (template.earliest_start..=template.latest_start).step_by(step).any(|start| {
        template.work.iter().any(|&work| {
            let end = start + template.span_minutes(work);
            start <= from && to <= end && (may_be_closed || is_open(start, end))
        })
    })
}
