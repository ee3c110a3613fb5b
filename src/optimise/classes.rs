//! Agents alike in everything that matters to the model share integer variables.

use std::collections::BTreeMap;

use super::hours;
use super::shifts::{Shift, shifts};
use crate::model::{AgentIdx, DayIdx, PostIdx, QueueIdx, QueueSet, Scenario};

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

/// The classes, each parted into those who are used already and those who are not.
pub(in crate::optimise) fn by_use(classes: Vec<Class>, is_used: &[bool]) -> Vec<Class> {
    let mut found: Vec<Class> = Vec::new();
    for class in classes {
        let (used, unused): (Vec<AgentIdx>, Vec<AgentIdx>) = class.members.iter().partition(|agent| is_used[agent.0]);
        let parts = [used, unused].into_iter().filter(|members| !members.is_empty());
        found.extend(parts.map(|members| Class { members, ..class.clone() }));
    }
    found.sort_by_key(|class| class.members[0]);
    found
}

/// The classes with the members of some of them each in a class of one, ordered by their first member.
pub(in crate::optimise) fn apart(scenario: &Scenario, classes: &[Class], split: &[usize]) -> Vec<Class> {
    let mut found: Vec<Class> = Vec::new();
    for (index, class) in classes.iter().enumerate() {
        if split.contains(&index) {
            found.extend(class.members.iter().map(|&agent| class_of(scenario, agent)));
        } else {
            found.push(class.clone());
        }
    }
    found.sort_by_key(|class| class.members[0]);
    found
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

/// Classes that differ only in hours, shifts and limits: present, their members are the same to every queue and post.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::optimise) struct Crew {
    /// The classes, ascending.
    pub(in crate::optimise) classes: Vec<usize>,
    /// The live queues that each member can serve.
    pub(in crate::optimise) live: QueueSet,
    /// The posts that each member can man, ascending.
    pub(in crate::optimise) posts: Vec<PostIdx>,
    /// Number of people.
    pub(in crate::optimise) members: usize,
}

/// Joins classes into crews, ordered by their first class. Who has pinned rows is a crew alone.
pub(in crate::optimise) fn crews(scenario: &Scenario, classes: &[Class]) -> Vec<Crew> {
    let mut crews: Vec<Crew> = Vec::new();
    let mut found: BTreeMap<(QueueSet, Vec<PostIdx>, QueueSet), usize> = BTreeMap::new();
    for (index, class) in classes.iter().enumerate() {
        let agent = class.members[0];
        let is_free = scenario.pinned.of(agent).is_empty();
        let key = (class.live, class.posts.clone(), deferrable_queues_for(scenario, agent));
        let crew = found.get(&key).copied().filter(|_| is_free);
        if let Some(crew) = crew {
            crews[crew].classes.push(index);
            crews[crew].members += class.members.len();
            continue;
        }
        if is_free {
            found.insert(key, crews.len());
        }
        let (live, posts) = (class.live, class.posts.clone());
        crews.push(Crew { classes: vec![index], live, posts, members: class.members.len() });
    }
    crews
}

/// The deferrable queues that an agent can serve.
fn deferrable_queues_for(scenario: &Scenario, agent: AgentIdx) -> QueueSet {
    let queues = scenario.queues.iter().enumerate();
    let able = queues.filter(|(i, queue)| !queue.is_live() && scenario.can_serve(agent, QueueIdx(*i)));
    QueueSet::of(able.map(|(i, _)| QueueIdx(i)))
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
    first.contract == second.contract
        && first.hireable == second.hireable
        && first.templates == second.templates
        && first.absences == second.absences
        && first.limits == second.limits
        && first.last_end == second.last_end
        && first.told == second.told
        && first.weeks_before == second.weeks_before
        && hours::tolerance(scenario, first) == hours::tolerance(scenario, second)
        && first.history.days_in_row == second.history.days_in_row
        && is_unpinned(a)
        && is_unpinned(b)
        && scenario.live_queues_for(first.skills) == scenario.live_queues_for(second.skills)
        && posts_for(scenario, a) == posts_for(scenario, b)
        && scenario.keyholders.are_alike(first.skills, second.skills)
        && deferrable_queues_for(scenario, a) == deferrable_queues_for(scenario, b)
}
