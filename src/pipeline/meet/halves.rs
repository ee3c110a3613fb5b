//! Two halves of a group, so that what one half knows the other knows too as far as possible.

use crate::model::{AgentIdx, Scenario};

/// Splits people in two halves, equal but for one person.
///
/// ```text
/// minimise  sum over queues q and halves h of w_q / (1 + 3 n_qh)
/// ```
///
/// with `n_qh` the people of half h who can serve q and `w_q` its contacts (for a post, all contacts): nobody who knows
/// is much worse than one, and one is worse than two. People are dealt out one by one, rare knowledge first, and then
/// changed for each other while that gains anything.
pub(super) fn halves(scenario: &Scenario, people: &[AgentIdx]) -> [Vec<AgentIdx>; 2] {
    let subjects = subjects(scenario);
    let knows = |agent: AgentIdx, subject: &Subject| scenario.agents[agent.0].skills.contains(subject.skills);
    let price = |halves: &[Vec<AgentIdx>; 2]| -> f64 {
        let of = |half: &Vec<AgentIdx>, subject: &Subject| {
            let n = half.iter().filter(|&&agent| knows(agent, subject)).count();
            subject.weight / (1.0 + 3.0 * f64::from(u32::try_from(n).unwrap_or(u32::MAX)))
        };
        subjects.iter().map(|subject| halves.iter().map(|half| of(half, subject)).sum::<f64>()).sum()
    };
    let mut order = people.to_vec();
    let breadth = |agent: &AgentIdx| subjects.iter().filter(|subject| knows(*agent, subject)).count();
    order.sort_by_key(|agent| (std::cmp::Reverse(breadth(agent)), *agent));
    let most = people.len().div_ceil(2);
    let mut halves = [Vec::new(), Vec::new()];
    for agent in order {
        let with = |half: usize, halves: &[Vec<AgentIdx>; 2]| {
            let mut tried = halves.clone();
            tried[half].push(agent);
            tried
        };
        let [first, second] = [0, 1].map(|half| price(&with(half, &halves)));
        let prefers_second =
            if (first - second).abs() < 1e-9 { halves[1].len() < halves[0].len() } else { second < first };
        let half = usize::from(halves[0].len() >= most || (prefers_second && halves[1].len() < most));
        halves[half].push(agent);
    }
    let mut least = price(&halves);
    while let Some((better, tried)) = swapped(&halves, least, &price) {
        (least, halves) = (better, tried);
    }
    for half in &mut halves {
        half.sort_unstable();
    }
    halves
}

/// The halves after the change of two people that gains most.
fn swapped(
    halves: &[Vec<AgentIdx>; 2],
    least: f64,
    price: &dyn Fn(&[Vec<AgentIdx>; 2]) -> f64,
) -> Option<(f64, [Vec<AgentIdx>; 2])> {
    let mut best = None;
    for first in 0..halves[0].len() {
        for second in 0..halves[1].len() {
            let mut tried = halves.clone();
            (tried[0][first], tried[1][second]) = (halves[1][second], halves[0][first]);
            let found = price(&tried);
            let limit = best.as_ref().map_or(least, |(best, _)| *best);
            if found < limit - 1e-9 * least.max(1.0) {
                best = Some((found, tried));
            }
        }
    }
    best
}

/// Something that both halves should know.
struct Subject {
    skills: crate::model::SkillSet,
    weight: f64,
}

fn subjects(scenario: &Scenario) -> Vec<Subject> {
    let contacts = |queue: usize| scenario.forecast[queue].iter().map(|cell| cell.contacts).sum::<f64>();
    let live = scenario.queues.iter().enumerate().filter(|(_, queue)| queue.is_live());
    let mut subjects: Vec<Subject> =
        live.map(|(index, queue)| Subject { skills: queue.skills, weight: contacts(index) }).collect();
    let all = subjects.iter().map(|subject| subject.weight).sum::<f64>().max(1.0);
    subjects.extend(scenario.posts.iter().map(|post| Subject { skills: post.skills, weight: all }));
    subjects
}
