//! Posts, deferrable work and contacts without the skill for them.

use crate::model::{
    Activity, Agent, AgentIdx, Breach, OverflowTo, QueueIdx, QueueSet, Scenario, Severity, Stretch, Violation,
};

/// The live queues that the agent can serve.
pub(super) fn serves(scenario: &Scenario, agent: &Agent) -> QueueSet {
    let known = (0..scenario.queues.len()).filter(|&index| {
        let queue = &scenario.queues[index];
        queue.is_live() && agent.skills.contains(queue.skills)
    });
    QueueSet::of(known.map(QueueIdx))
}

/// Whether contacts of some live queue may go to the agent when who has the skills is busy.
fn takes_overflow(scenario: &Scenario, agent: &Agent) -> bool {
    scenario.queues.iter().filter(|queue| queue.is_live()).filter_map(|queue| queue.overflow).any(|o| match o.to {
        OverflowTo::Anybody => true,
        OverflowTo::AnyOf(skills) => agent.skills.meets(skills),
    })
}

/// Stretches of an activity that the agent lacks a skill for, touching ones told once.
pub(super) fn skills(
    scenario: &Scenario,
    (index, agent): (AgentIdx, &Agent),
    stretches: &[Stretch],
    out: &mut Vec<Violation>,
) {
    let serves_any = !serves(scenario, agent).is_empty() || takes_overflow(scenario, agent);
    let knows = |activity| match activity {
        Activity::Contacts => serves_any,
        Activity::Post(post) => scenario.posts.get(post.0).is_some_and(|post| agent.skills.contains(post.skills)),
        Activity::Deferrable(queue) => {
            scenario.queues.get(queue.0).is_some_and(|queue| agent.skills.contains(queue.skills))
        }
        Activity::Lunch | Activity::Break | Activity::Meeting | Activity::Training | Activity::Reserve => true,
    };
    let mut told: Option<Violation> = None;
    for stretch in stretches.iter().filter(|stretch| !knows(stretch.activity)) {
        let breach = Breach::Unskilled { activity: stretch.activity };
        match &mut told {
            Some(last) if last.breach == breach && last.span.end == stretch.start => last.span.end = stretch.end,
            _ => out.extend(told.replace(Violation {
                breach,
                agent: Some(index),
                span: stretch.span(),
                severity: Severity::Hard,
            })),
        }
    }
    out.extend(told);
}
