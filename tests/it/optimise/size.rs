//! Centres drawn at size: what must hold however many agents, queues and weeks there are.

#[path = "../../../benches/instances.rs"]
mod instances;

use std::collections::BTreeSet;

use instances::{large, orebro_like};

#[test]
fn the_same_seed_draws_the_same_centre() {
    assert_eq!(large(80, 3), large(80, 3));
    assert_ne!(large(80, 3).given, large(80, 4).given);
    let sets: BTreeSet<_> = large(1000, 1).agents.iter().map(|agent| agent.skills).collect();
    assert!(sets.len() <= 40, "{}", sets.len());
    let centre = orebro_like(55, 27, 4, 1);
    assert_eq!((centre.agents.len(), centre.queues.len(), centre.horizon.n_days()), (55, 27, 28));
    for queue in &centre.queues {
        assert!(centre.agents.iter().any(|agent| agent.skills.contains(queue.skills)), "nobody serves {}", queue.id);
    }
}
