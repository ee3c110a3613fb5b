//! A roster kept under a what-if: the same people at the same times, as far as they and their tasks are there.

use crate::model::{Activity, AgentIdx, PostIdx, QueueIdx, Roster, Scenario, Stretch};

/// The stretches of `roster` in terms of the changed scenario, without those of who is gone or away.
pub(super) fn kept(base: &Scenario, roster: &Roster, changed: &Scenario) -> Roster {
    let agent = |old: AgentIdx| {
        let id = &base.agents[old.0].id;
        changed.agents.iter().position(|agent| agent.id == *id).map(AgentIdx)
    };
    let stretches = roster.stretches.iter().filter_map(|stretch| {
        let agent = agent(stretch.agent)?;
        let is_away = changed.agents[agent.0].absences.iter().any(|absence| absence.span.overlaps(stretch.span()));
        let activity = activity(base, stretch.activity, changed);
        (!is_away).then_some(Stretch { agent, activity, ..*stretch })
    });
    Roster::new(stretches.collect())
}

/// The same activity; contacts where its post or queue is gone.
fn activity(base: &Scenario, activity: Activity, changed: &Scenario) -> Activity {
    match activity {
        Activity::Post(post) => {
            let id = &base.posts[post.0].id;
            let found = changed.posts.iter().position(|post| post.id == *id).map(PostIdx);
            found.map_or(Activity::Contacts, Activity::Post)
        }
        Activity::Deferrable(queue) => {
            let id = &base.queues[queue.0].id;
            let found = changed.queues.iter().position(|queue| queue.id == *id).map(QueueIdx);
            found.map_or(Activity::Contacts, Activity::Deferrable)
        }
        other => other,
    }
}
