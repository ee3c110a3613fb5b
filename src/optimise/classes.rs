//! Agents alike in everything that matters to the model share integer variables.

use super::shifts::{Shift, shifts};
use crate::model::{AgentIdx, DayIdx, PostIdx, QueueSet, Scenario};

/// Agents who may do the same work in the same shifts.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::optimise) struct Class {
    /// Who, ascending.
    pub(in crate::optimise) members: Vec<AgentIdx>,
    /// The live queues that each can serve.
    pub(in crate::optimise) live: QueueSet,
    /// The posts that each can man, ascending.
    pub(in crate::optimise) posts: Vec<PostIdx>,
    /// The shifts that each may work, `[day]`.
    pub(in crate::optimise) shifts: Vec<Vec<Shift>>,
}

/// Partitions the agents into classes, ordered by their first member.
pub(in crate::optimise) fn classes(scenario: &Scenario) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for agent in (0..scenario.agents.len()).map(AgentIdx) {
        let like = classes.iter_mut().find(|class| are_alike(scenario, class.members[0], agent));
        match like {
            Some(class) => class.members.push(agent),
            None => classes.push(class_of(scenario, agent)),
        }
    }
    classes
}

/// A class of one.
pub(in crate::optimise) fn class_of(scenario: &Scenario, agent: AgentIdx) -> Class {
    let days = (0..scenario.horizon.n_days()).map(DayIdx);
    Class {
        members: vec![agent],
        live: scenario.live_queues_for(scenario.agents[agent.0].skills),
        posts: posts_for(scenario, agent),
        shifts: days.map(|day| shifts(scenario, agent, day)).collect(),
    }
}

/// The posts that an agent can man.
fn posts_for(scenario: &Scenario, agent: AgentIdx) -> Vec<PostIdx> {
    let skills = scenario.agents[agent.0].skills;
    let indexed = scenario.posts.iter().enumerate();
    indexed.filter(|(_, post)| skills.contains(post.skills)).map(|(i, _)| PostIdx(i)).collect()
}

/// Whether two agents can stand in for each other in any roster.
fn are_alike(scenario: &Scenario, a: AgentIdx, b: AgentIdx) -> bool {
    let (first, second) = (&scenario.agents[a.0], &scenario.agents[b.0]);
    let is_unpinned = |agent| scenario.pinned.of(agent).is_empty();
    let deferrable = |agent: usize| -> Vec<bool> {
        scenario.queues.iter().map(|q| !q.is_live() && scenario.agents[agent].skills.contains(q.skills)).collect()
    };
    first.contract == second.contract
        && first.hireable == second.hireable
        && first.templates == second.templates
        && first.absences == second.absences
        && first.limits == second.limits
        && first.last_end == second.last_end
        && first.history.days_in_row == second.history.days_in_row
        && is_unpinned(a)
        && is_unpinned(b)
        && scenario.live_queues_for(first.skills) == scenario.live_queues_for(second.skills)
        && posts_for(scenario, a) == posts_for(scenario, b)
        && deferrable(a.0) == deferrable(b.0)
        && scenario.keyholders.are_alike(first.skills, second.skills)
}
