//! Which pinned rows one person's shifts can hold together, so that one that cannot be held does not bar the others.

use super::classes::class_of;
use super::engine::{Limits, Terms, solve};
use super::rules::add_rules_beside_pins;
use super::week::Week;
use crate::model::{Activity, AgentIdx, Scenario, Stretch, Watch};

/// Most nodes spent on one person.
const NODES: i32 = 500;

/// The agent's pinned rows, of those that some shift holds the most that one legal tour holds; the earlier go first.
///
/// The judge names those left out, with what stands in their way.
pub(in crate::optimise) fn held(scenario: &Scenario, agent: AgentIdx) -> Vec<Stretch> {
    let pins = scenario.pinned.of(agent).iter().filter(|pin| pin.activity != Activity::Reserve);
    let pins: Vec<Stretch> = pins.copied().collect();
    if pins.is_empty() {
        return pins;
    }
    let classes = [class_of(scenario, agent)];
    let mut week = Week::new(scenario, &classes);
    add_rules_beside_pins(&mut week);
    week.mip.columns[week.heads[0]].lower = 1.0;
    let mut chosen = Vec::new();
    for (place, pin) in (0_u32..).zip(&pins) {
        let holding = week.shifts_of(0).filter(|(_, shift, _)| shift.span().contains(pin.span()));
        let mut terms: Terms = holding.map(|(_, _, col)| (col, -1.0)).collect();
        // The earlier row is worth a little more, but never as much as one row more.
        let worth = 1.0 + 0.5 / f64::from(place + 2);
        let col = week.mip.add(-worth, 1.0, true);
        terms.push((col, 1.0));
        week.mip.at_most(0.0, terms);
        chosen.push(col);
    }
    // Without this no roster with the pins would be found, however late it is; the nodes keep it short.
    let limits = Limits { nodes: NODES, gap: 0.0, start: None, watch: Watch::SILENT, share: 1.0 };
    let Some(values) = solve(&week.mip, &limits).values else { return Vec::new() };
    pins.into_iter().zip(chosen).filter(|&(_, col)| values[col] > 0.5).map(|(pin, _)| pin).collect()
}
