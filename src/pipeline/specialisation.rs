//! What specialisation costs: the people that whole plans need when everybody knows one area, two, or everything.

use crate::demand;
use crate::error::Error;
use crate::model::{Breadth, QueueIdx, Scenario, SkillIdx, SkillSet, Specialised, Watch};

use super::development::worthiness;
use super::plan;

/// A whole plan for each breadth of knowledge, from the narrowest; empty where the centre names no areas.
///
/// # Errors
///
/// As [`plan`].
pub fn specialisation(scenario: &Scenario, watch: Watch) -> Result<Vec<Specialised>, Error> {
    if scenario.development.areas.is_empty() {
        return Ok(Vec::new());
    }
    let all = [Breadth::OneArea, Breadth::Today, Breadth::TwoAreas, Breadth::EveryArea, Breadth::Everything];
    let of = |breadth: Breadth| {
        let as_if = with_breadth(scenario, breadth);
        Ok(Specialised { breadth, plan: worthiness(&as_if, &plan(&as_if, watch)?) })
    };
    all.into_iter().map(of).collect()
}

/// The centre if everybody knew so much.
pub(super) fn with_breadth(scenario: &Scenario, breadth: Breadth) -> Scenario {
    let areas = scenario.development.areas;
    match breadth {
        Breadth::Today => scenario.clone(),
        Breadth::OneArea => dealt(scenario, 1),
        Breadth::TwoAreas => dealt(scenario, 2),
        Breadth::EveryArea => widened(scenario, areas),
        Breadth::Everything => {
            let queues = scenario.queues.iter().map(|queue| queue.skills);
            let posts = scenario.posts.iter().map(|post| post.skills);
            widened(scenario, queues.chain(posts).fold(areas, SkillSet::union))
        }
    }
}

fn widened(scenario: &Scenario, skills: SkillSet) -> Scenario {
    let mut wide = scenario.clone();
    wide.agents.iter_mut().for_each(|agent| agent.skills = agent.skills.union(skills));
    wide
}

/// Everybody with `n` areas: of their own first, each time the one that has most work for the people it has got.
///
/// Main areas go before those that `skills.csv` says are not. Who knows fewest areas chooses first. Who knows none keeps what they know.
fn dealt(scenario: &Scenario, n: usize) -> Scenario {
    let areas = scenario.development.areas;
    let requirement = demand::requirement(scenario);
    let work = |area: SkillIdx| -> f64 {
        let queues = (0..scenario.queues.len()).map(QueueIdx);
        let of_area = queues.filter(|queue| scenario.queues[queue.0].skills.has(area));
        of_area.map(|queue| requirement.load[queue.0].iter().sum::<f64>()).sum()
    };
    let work: Vec<(SkillIdx, f64)> = areas.iter().map(|area| (area, work(area))).collect();
    let mut hours = vec![0.0; work.len()];
    let mut dealt = scenario.clone();
    let known = |index: usize| SkillSet(scenario.agents[index].skills.0 & areas.0);
    let mut order: Vec<usize> = (0..scenario.agents.len()).filter(|&index| !known(index).is_empty()).collect();
    order.sort_by_key(|&index| (known(index).len(), index));
    for index in order {
        let agent = &mut dealt.agents[index];
        agent.skills = SkillSet(agent.skills.0 & !areas.0);
        for _ in 0..n {
            let free = |&at: &usize| !agent.skills.has(work[at].0);
            let own = |&at: &usize| known(index).has(work[at].0);
            let held = &scenario.agents[index].proficiency;
            let is_main = |&at: &usize| !held.iter().any(|held| held.skill == work[at].0 && !held.is_primary);
            let choose = |among: Vec<usize>, hours: &[f64]| {
                // The last of the equals that max_by keeps is the first in the list read backwards.
                among
                    .into_iter()
                    .rev()
                    .max_by(|&a, &b| (work[a].1 / (hours[a] + 1.0)).total_cmp(&(work[b].1 / (hours[b] + 1.0))))
            };
            let mine: Vec<usize> = (0..work.len()).filter(free).filter(own).collect();
            let any: Vec<usize> = (0..work.len()).filter(free).collect();
            let main: Vec<usize> = mine.iter().copied().filter(is_main).collect();
            let among = [main, mine, any].into_iter().find(|among| !among.is_empty()).unwrap_or_default();
            let Some(at) = choose(among, &hours) else { break };
            agent.skills = agent.skills.with(work[at].0);
            hours[at] += agent.employment.get();
        }
    }
    dealt
}
