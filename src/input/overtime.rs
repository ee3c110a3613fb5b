//! Overtime that a what-if orders: pinned time on contacts on top of the contract.

use toml::Spanned;

use super::adjust;
use super::collect::Faults;
use super::document::Source;
use super::names::Names;
use super::schema_what_if::OvertimeOrder;
use crate::model::{Activity, Agent, AgentIdx, DayIdx, FaultKind, Horizon, Roster, Scenario, Span, Stretch};

/// Gives agents the overtime ordered: as much more in the contract, and the note that it is overtime. The rows that are to
/// be pinned for it, each with its line.
pub(super) fn order(
    orders: &[Spanned<OvertimeOrder>],
    (horizon, people): (&Horizon, &mut [Agent]),
    names: &Names,
    source: Source<'_>,
    faults: &mut Faults,
) -> Vec<(Stretch, u64)> {
    let mut pins = Vec::new();
    for order in orders {
        let table = order.get_ref();
        let days = adjust::days(table.days.as_ref(), source, faults);
        let Ok(Some((from, to))) = adjust::between(Some(&table.between), source, faults) else { continue };
        let spans: Vec<Span> = (0..horizon.n_days())
            .filter(|&day| days.as_ref().is_none_or(|days| days.iter().any(|on| on.is(horizon.days[day].date))))
            .map(|day| Span::new(horizon.minute_at(DayIdx(day), from), horizon.minute_at(DayIdx(day), to)))
            .filter(|&span| horizon.days.iter().any(|day| day.opening.iter().any(|open| open.overlaps(span))))
            .collect();
        let mut is_felt = table.agents.is_empty();
        for name in &table.agents {
            let Some(agent) = names.position(name.get_ref()) else {
                let nearest = names.nearest(name.get_ref());
                let kind = FaultKind::UnknownAgent { agent: name.get_ref().clone(), nearest };
                source.fault(faults, name, kind);
                is_felt = true;
                continue;
            };
            let who = &mut people[agent];
            for &span in &spans {
                let is_away = who.absences.iter().any(|absence| absence.span.overlaps(span));
                if is_away || who.overtime.iter().any(|other| other.overlaps(span)) {
                    continue;
                }
                is_felt = true;
                who.overtime.push(span);
                who.overtime.sort_unstable();
                who.contract = who.contract.map(|contract| contract + span.minutes());
                let (start, end) = (span.start, span.end);
                let row = Stretch { agent: AgentIdx(agent), start, end, activity: Activity::Contacts };
                pins.push((row, source.line(name)));
            }
        }
        if !is_felt || table.agents.is_empty() {
            source.fault(faults, order, FaultKind::OrdersNobody);
        }
    }
    pins
}

/// Pins rows on top of those that are.
pub(super) fn pin(pins: Vec<(Stretch, u64)>, scenario: &mut Scenario) {
    let stretches = scenario.pinned.stretches.iter().copied().chain(pins.iter().map(|(row, _)| *row));
    scenario.pinned = Roster::new(stretches.collect());
    scenario.lines.pinned.extend(pins);
}
