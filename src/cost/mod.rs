//! What a roster costs: hours, supplements and kronor per person and month, and between departments.
//!
//! Every figure is worked out from the roster and the terms of pay alone, in whole minutes and whole öre.

mod departments;
mod hours;
mod kronor;

use crate::model::{AgentIdx, Cost, PersonCost, Roster, Scenario};

/// What a roster costs.
///
/// Paid time goes to the calendar month in which it lies and to supplements by the clock, in elapsed minutes, so that a
/// night with a change of clock counts as long as it lasts. In a horizon that closes on itself minutes past the end
/// count at its beginning.
///
/// Overtime that was ordered is overtime where it was ordered. Other time beyond the contract (and beyond what the rules
/// let a period differ from it) is taken to be the latest of the period: nothing else says which hours were ordinary.
/// Where it continues a shift, the first two hours of it are simple
/// overtime and the rest qualified; a shift that lies beyond as a whole is qualified. It gives no supplements.
///
/// # Source
///
/// AB 25 §§ 20 and 21, as far as they are read; every value is in [`Pay`](crate::model::Pay).
pub fn cost(scenario: &Scenario, roster: &Roster) -> Cost {
    let person = |agent: AgentIdx| {
        let months = hours::months(scenario, agent, roster.of(agent));
        let pay = scenario.agents[agent.0].pay;
        let months: Vec<_> = months.iter().map(|month| kronor::month(scenario, pay, month)).collect();
        (!months.is_empty()).then(|| PersonCost { agent, has_pay: pay.is_some(), months })
    };
    let people: Vec<PersonCost> = (0..scenario.agents.len()).map(AgentIdx).filter_map(person).collect();
    let departments = departments::departments(scenario, roster, &people);
    let without_rate = |agent| hours::without_rate(scenario, agent, roster.of(agent));
    let minutes_without_rate = people.iter().map(|person| without_rate(person.agent)).sum();
    Cost { people, departments, minutes_without_rate }
}
