//! HR's view of a roster: demand and the roster to who covers what.

use crate::demand;
use crate::model::{QueueSet, Roster, Scenario, SkillReport};
use crate::skills;

/// How `roster` covers every skill that something needs, and what does not fit together.
pub fn skills(scenario: &Scenario, roster: &Roster) -> SkillReport {
    let sets: Vec<QueueSet> = skills::subjects(scenario).into_iter().map(|(_, queues)| queues).collect();
    let needed = demand::people_needed(scenario, &sets);
    SkillReport {
        scenario: scenario.clone(),
        roster: roster.clone(),
        cover: skills::cover(scenario, roster, &needed),
        oddities: skills::oddities(scenario),
        ledger: skills::ledger(scenario, roster),
        resilience: None,
        training_advice: None,
        hiring_advice: None,
        specialisation: Vec::new(),
    }
}
