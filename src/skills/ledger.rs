//! Training as it was meant and as the roster holds it, person by person.

use crate::model::{Activity, AgentIdx, Roster, Scenario, TrainingEntry};

/// One entry for each person with training in the plan or in the roster, in order of agent.
pub fn ledger(scenario: &Scenario, roster: &Roster) -> Vec<TrainingEntry> {
    let agents = (0..scenario.agents.len()).map(AgentIdx);
    let entry = |agent: AgentIdx| {
        let asked = scenario.activities.trainings.iter().filter(|training| training.agent == agent);
        let held = roster.of(agent).iter().filter(|stretch| stretch.activity == Activity::Training);
        TrainingEntry {
            agent,
            planned: asked.map(|training| training.minutes).sum(),
            done: held.map(|stretch| stretch.span().minutes()).sum(),
        }
    };
    agents.map(entry).filter(|entry| entry.planned > 0 || entry.done > 0).collect()
}
