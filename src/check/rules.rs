//! Counts and lengths: shifts per day and over the horizon, paid time per shift, contract hours, template limits.

use std::collections::BTreeMap;

use crate::model::{Agent, AgentIdx, Aim, Breach, RuleId, Scenario, Severity, Span, TemplateIdx, Violation};

use super::clock::{length, midnight, move_date};
use super::flow::place;
use super::shifts::Shift;

/// A work rule's limit that is broken.
pub(super) fn rule(rule: RuleId, agent: AgentIdx, span: Span, measured: i32, limit: i32) -> Violation {
    let breach = Breach::Rule { rule, measured, limit };
    Violation { breach, agent: Some(agent), span, severity: Severity::Hard }
}

fn whole(shifts: &[Shift]) -> Span {
    Span::new(shifts[0].span.start, shifts[shifts.len() - 1].span.end)
}

/// More shifts than allowed that start on one day, or over the whole horizon.
pub(super) fn too_many(scenario: &Scenario, shifts: &[Shift], out: &mut Vec<Violation>) {
    if let Some(limit) = scenario.rules.get(RuleId::ShiftsPerDay) {
        for day in shifts.chunk_by(|a, b| a.date == b.date) {
            let n_shifts = count(day.len());
            if n_shifts > limit {
                out.push(rule(RuleId::ShiftsPerDay, day[0].agent, whole(day), n_shifts, limit));
            }
        }
    }
    if let Some(limit) = scenario.rules.get(RuleId::ShiftsPerHorizon)
        && count(shifts.len()) > limit
    {
        out.push(rule(RuleId::ShiftsPerHorizon, shifts[0].agent, whole(shifts), count(shifts.len()), limit));
    }
}

/// Shifts with less or more paid time than allowed.
pub(super) fn lengths(scenario: &Scenario, shift: &Shift, out: &mut Vec<Violation>) {
    let paid = shift.paid();
    if let Some(limit) = scenario.rules.get(RuleId::ShortestShift).filter(|&limit| paid < limit) {
        out.push(rule(RuleId::ShortestShift, shift.agent, shift.span, paid, limit));
    }
    if let Some(limit) = scenario.rules.get(RuleId::LongestShift).filter(|&limit| paid > limit) {
        out.push(rule(RuleId::LongestShift, shift.agent, shift.span, paid, limit));
    }
}

/// Paid time over the horizon against the contract. Where everybody employed gets the contract's hours it may neither
/// pass nor fall short of them by more than the tolerance; otherwise, and for who is only hired if needed, not pass.
pub(super) fn contract(
    scenario: &Scenario,
    (index, agent): (AgentIdx, &Agent),
    shifts: &[Shift],
    out: &mut Vec<Violation>,
) {
    let Some(tolerance) = scenario.rules.get(RuleId::ContractTolerance) else { return };
    let Some(contract) = agent.contract else { return };
    let measured: i32 = shifts.iter().map(Shift::paid).sum();
    let is_owed = !agent.hireable && matches!(scenario.aim, Aim::Contract | Aim::ContractSpread);
    if measured > contract + tolerance || (is_owed && measured < contract - tolerance) {
        let horizon = &scenario.horizon;
        let start = horizon.days[0].start;
        out.push(Violation {
            breach: Breach::ContractHours { measured, contract, tolerance },
            agent: Some(index),
            span: Span::new(start, start + length(horizon)),
            severity: Severity::Hard,
        });
    }
    // Hours evened out make the paid time differ from what the contract gives in these weeks by themselves.
    let moved = (contract + agent.history.evened - measured).abs();
    if let (Some(limit), Some(first)) = (scenario.rules.get(RuleId::BalanceCarry), shifts.first())
        && is_owed
        && agent.history.evened != 0
        && moved > limit + tolerance
    {
        out.push(rule(RuleId::BalanceCarry, first.agent, whole(shifts), moved, limit));
    }
}

/// Shifts that no template explains, and breaks that are missing or in the wrong place.
pub(super) fn templates(shift: &Shift, out: &mut Vec<Violation>) {
    if shift.is_tangled {
        return;
    }
    let hard = |breach, span| Violation { breach, agent: Some(shift.agent), span, severity: Severity::Hard };
    let reading = &shift.reading;
    let Some(&nearest) = reading.templates.first() else {
        return out.push(hard(Breach::NoTemplate { nearest: None }, shift.span));
    };
    match reading.misfit {
        Some(misfit) => out.push(hard(Breach::NoTemplate { nearest: Some((nearest, misfit)) }, shift.span)),
        None => out.extend(reading.breaks.iter().map(|(breach, span)| hard(breach.clone(), *span))),
    }
}

/// More shifts of a template on one day than it allows, however the shifts are told to be of one template or another.
pub(super) fn template_limits(scenario: &Scenario, shifts: &[Shift], out: &mut Vec<Violation>) {
    if scenario.templates.iter().all(|template| template.most_per_day.is_none()) {
        return;
    }
    let mut days = BTreeMap::new();
    for shift in shifts.iter().filter(|shift| shift.reading.misfit.is_none() && !shift.reading.templates.is_empty()) {
        let groups: &mut BTreeMap<&[TemplateIdx], u32> = days.entry(shift.date).or_default();
        *groups.entry(&shift.reading.templates).or_default() += 1;
    }
    for (date, groups) in days {
        let choices: Vec<&[TemplateIdx]> = groups.keys().copied().collect();
        let n_shifts: Vec<u32> = groups.values().copied().collect();
        let total = n_shifts.iter().sum();
        let room: Vec<u32> =
            scenario.templates.iter().map(|template| template.most_per_day.unwrap_or(total).min(total)).collect();
        let placed = place(&n_shifts, &room, &|group, template| choices[group].contains(&TemplateIdx(template)));
        for (group, placed) in placed.iter().enumerate() {
            let left = n_shifts[group] - placed.iter().sum::<u32>();
            let template = choices[group][0];
            let Some(limit) = scenario.templates[template.0].most_per_day.filter(|_| left > 0) else { continue };
            let horizon = &scenario.horizon;
            out.push(Violation {
                breach: Breach::TooManyOfTemplate { template, measured: limit + left, limit },
                agent: None,
                span: Span::new(midnight(horizon, date), midnight(horizon, move_date(date, 1))),
                severity: Severity::Hard,
            });
        }
    }
}

/// A number of things.
pub(super) fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
