//! Why a post cannot have its people at some moment: who has the skill, and what bars each.

use super::facts::facts;
use super::oracle::Question;
use super::sets::irreducible;
use crate::model::{AgentIdx, Cause, PostIdx, Scenario, Span, Unmanned, Watch};
use crate::optimise::classes::classes;

/// Why the post cannot have its people at the start of `span`; `None` where enough could be there, were all else let be.
pub(in crate::optimise) fn unmanned(
    scenario: &Scenario,
    post: PostIdx,
    span: Span,
    watch: Watch<'_>,
) -> Option<Unmanned> {
    let needed = scenario.posts[post.0].agents;
    let knows = |agent: &AgentIdx| scenario.agents[agent.0].skills.contains(scenario.posts[post.0].skills);
    let mut able: Vec<AgentIdx> = Vec::new();
    let mut barred: Vec<(Vec<AgentIdx>, Question<'_>)> = Vec::new();
    // Who is alike is asked once.
    for class in classes(scenario) {
        let members: Vec<AgentIdx> = class.members.into_iter().filter(knows).collect();
        let Some(&first) = members.first() else { continue };
        let question = Question::new(scenario, &[first], watch).at(first, post, span.start);
        if question.can_hold(&[]) {
            able.extend(members);
            if able.len() >= usize::try_from(needed).unwrap_or(usize::MAX) {
                return None;
            }
        } else {
            barred.push((members, question));
        }
    }
    let mut hindered: Vec<(AgentIdx, Vec<Cause>)> = Vec::new();
    for (members, question) in barred {
        let first = members[0];
        let causes = irreducible(&facts(scenario, &[first]), &[], &|dropped| question.can_hold(dropped));
        let causes: Vec<Cause> = causes.into_iter().flat_map(|clash| [clash.facts, clash.given].concat()).collect();
        let own = |agent: AgentIdx| causes.iter().map(|cause| moved(cause, agent)).collect::<Vec<Cause>>();
        hindered.extend(members.iter().map(|&agent| (agent, own(agent))));
    }
    able.sort_unstable();
    hindered.sort();
    Some(Unmanned { post, span, needed, able, hindered })
}

/// The fact as another person's who is alike.
fn moved(cause: &Cause, agent: AgentIdx) -> Cause {
    match cause {
        Cause::Absence { span, .. } => Cause::Absence { agent, span: *span },
        Cause::Contract(_) => Cause::Contract(agent),
        Cause::EarliestStart(_) => Cause::EarliestStart(agent),
        Cause::LatestEnd(_) => Cause::LatestEnd(agent),
        Cause::Evenings(_) => Cause::Evenings(agent),
        Cause::DayOff { weekday, .. } => Cause::DayOff { agent, weekday: *weekday },
        Cause::Skills(_) => Cause::Skills(agent),
        Cause::History(_) => Cause::History(agent),
        other => other.clone(),
    }
}
