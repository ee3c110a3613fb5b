//! What to train or hire next: candidates ruled out by bounds, ranked on the standing roster, verified by whole plans.

use rayon::prelude::*;

use crate::demand;
use crate::error::Error;
use crate::model::{
    Advice, AdvisedStep, AgentIdx, Initiative, Performance, Plan, QueueIdx, Roster, Scenario, Settings, SkillIdx,
    SkillSet, Training, TrainingOffer, Verdict, Watch, Worthiness,
};
use crate::simulate;
use crate::skills;

use super::{VERIFY_SEED, plan, workload_floor};

/// Measures planned for in whole in each step.
const PLANS: usize = 6;
/// Measures played on the standing roster in each step, and on how many horizons.
const PLAYED: usize = 300;
const REPLICATIONS: u32 = 48;

/// What to advise on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Training: that of `trainings.csv`, or, where there is none, anything that anybody employed lacks.
    Training,
    /// Hiring: the profiles of `hires.csv`.
    Hiring,
}

/// The best `n` measures, one after another.
///
/// In each step every measure that could do good is looked at:
///
/// 1. A measure is left out that nothing needs, or whose queues lose no contact today and whose skill hangs on nobody.
/// 2. The others are ranked twice: by how many fewer contacts are late when the standing roster is played with them, on
///    common random numbers, and by how much less hangs on one person.
/// 3. The first of each ranking are planned for in whole, and the best plan decides ([`Worthiness::is_better_than`]).
///
/// Where there are no more measures than are planned for, that is an enumeration; else a better one may be missed.
///
/// # Errors
///
/// As [`plan`].
pub fn advise(scenario: &Scenario, asked: Asked, n: usize, watch: Watch) -> Result<Advice, Error> {
    let silent = Watch { progress: &|_| {}, ..watch };
    let mut now = scenario.clone();
    let mut standing = plan(&now, watch)?;
    let today = worthiness(&now, &standing);
    let mut left = measures(scenario, asked);
    let everything = left.iter().fold(scenario.clone(), |with, &measure| with_measure(&with, measure));
    let people_floor = workload_floor(&everything, &demand::requirement(&everything), silent);
    let mut advice = Advice { today, people_floor, n_measures: left.len(), steps: Vec::new() };
    for _ in 0..n {
        let before = worthiness(&now, &standing);
        let shortlist = shortlist(&now, &standing, &left, silent);
        let mut tried: Vec<(Initiative, Worthiness, Plan)> = Vec::new();
        for measure in shortlist {
            if watch.is_over() {
                break;
            }
            let with = with_measure(&now, measure);
            let planned = plan(&with, watch)?;
            tried.push((measure, worthiness(&with, &planned), planned));
        }
        // The first of equals stays first.
        tried.sort_by(|a, b| match (a.1.is_better_than(&b.1), b.1.is_better_than(&a.1)) {
            (true, _) => std::cmp::Ordering::Less,
            (_, true) => std::cmp::Ordering::Greater,
            _ => std::cmp::Ordering::Equal,
        });
        let listed: Vec<(Initiative, Worthiness)> = tried.iter().map(|&(measure, worth, _)| (measure, worth)).collect();
        let best = tried.into_iter().next().filter(|(_, worth, _)| worth.is_better_than(&before));
        let Some((measure, after, planned)) = best else {
            advice.steps.push(AdvisedStep { measure: None, after: before, during: None, tried: listed });
            break;
        };
        let during = match learning(&now, measure) {
            Some(learning) if !watch.is_over() => Some(worthiness(&learning, &plan(&learning, watch)?)),
            _ => None,
        };
        advice.steps.push(AdvisedStep { measure: Some(measure), after, during, tried: listed });
        now = with_measure(&now, measure);
        standing = planned;
        // A profile can be hired again; what is learnt is learnt.
        left.retain(|&other| matches!(other, Initiative::Hire(_)) || other != measure);
    }
    Ok(advice)
}

/// What a plan comes to.
pub(super) fn worthiness(scenario: &Scenario, plan: &Plan) -> Worthiness {
    let service = plan.performance.iter().flat_map(|performance| &performance.service);
    let missed = service.filter(|service| service.verdict != Verdict::Met).count();
    let unmet = plan.shortage.len();
    Worthiness {
        missed: if plan.performance.is_some() { missed } else { unmet },
        people: plan.headcount,
        hanging: hanging(scenario),
        late: plan.performance.as_ref().map_or(0.0, |performance| {
            (0..scenario.queues.len()).map(|queue| late(scenario, performance, QueueIdx(queue))).sum()
        }),
        more: plan.cure.as_ref().map(|cure| cure.additions.len()),
        status: plan.status,
    }
}

/// Time that a skill is asked for and at most one of those who have it could be there, summed over skills `[min]`.
fn hanging(scenario: &Scenario) -> i32 {
    let n = scenario.horizon.n_intervals();
    let needed = vec![vec![0; n]; skills::subjects(scenario).len()];
    let cover = skills::cover(scenario, &Roster::default(), &needed);
    let cells = cover.iter().flat_map(|cover| &cover.cells);
    cells.filter(|cell| cell.at_best <= 1).map(|cell| cell.open).sum()
}

/// Contacts of a queue with a target that were not answered in time.
fn late(scenario: &Scenario, performance: &Performance, queue: QueueIdx) -> f64 {
    if scenario.queues[queue.0].target.is_none() {
        return 0.0;
    }
    performance.tallies[queue.0].iter().map(|tally| tally.offered - tally.answered_within).sum()
}

/// Everything that could be done.
fn measures(scenario: &Scenario, asked: Asked) -> Vec<Initiative> {
    match asked {
        Asked::Hiring => (0..scenario.development.hires.len()).map(Initiative::Hire).collect(),
        Asked::Training if !scenario.development.trainings.is_empty() => {
            scenario.development.trainings.iter().copied().map(Initiative::Train).collect()
        }
        Asked::Training => {
            let queues = scenario.queues.iter().map(|queue| queue.skills);
            let posts = scenario.posts.iter().map(|post| post.skills);
            let needed = queues.chain(posts).fold(SkillSet::EMPTY, SkillSet::union);
            let agents = scenario.agents.iter().enumerate().filter(|(_, agent)| !agent.hireable);
            agents
                .filter(|(_, agent)| agent.contract != Some(0))
                .flat_map(|(index, agent)| {
                    let lacks = needed.iter().filter(|&skill| !agent.skills.has(skill));
                    lacks.map(move |skill| offer(AgentIdx(index), skill))
                })
                .collect()
        }
    }
}

fn offer(agent: AgentIdx, skill: SkillIdx) -> Initiative {
    Initiative::Train(TrainingOffer { agent, skill, weeks: 0, weekly: 0, trainer: None })
}

/// The centre once the measure has been taken.
pub(super) fn with_measure(scenario: &Scenario, measure: Initiative) -> Scenario {
    let mut with = scenario.clone();
    match measure {
        Initiative::Train(offer) => {
            let agent = &mut with.agents[offer.agent.0];
            agent.skills = agent.skills.with(offer.skill);
        }
        Initiative::Hire(profile) => {
            let mut agent = with.development.hires[profile].clone();
            let n = with.agents.iter().filter(|other| other.id.starts_with(&agent.id)).count();
            agent.id = format!("{}+{}", agent.id, n + 1);
            with.agents.push(agent);
        }
    }
    with
}

/// The centre while a training goes on: hours of learner and trainer as training in every week of the horizon.
fn learning(scenario: &Scenario, measure: Initiative) -> Option<Scenario> {
    let Initiative::Train(offer) = measure else { return None };
    let mut learning = scenario.clone();
    let days = &scenario.horizon.days;
    let hours = [Some((offer.agent, offer.weekly)), offer.trainer];
    for (agent, minutes) in hours.into_iter().flatten().filter(|(_, minutes)| *minutes > 0) {
        for week in days.chunk_by(|a, b| a.iso_week() == b.iso_week()) {
            let span = crate::model::Span::new(week[0].start, week[week.len() - 1].span().end);
            let shortest = minutes.min(60);
            learning.activities.trainings.push(Training { agent, minutes, shortest, span });
        }
    }
    (learning.activities.trainings.len() > scenario.activities.trainings.len()).then_some(learning)
}

/// The measures worth a whole plan.
fn shortlist(scenario: &Scenario, standing: &Plan, left: &[Initiative], watch: Watch) -> Vec<Initiative> {
    if left.len() <= PLANS {
        return left.to_vec();
    }
    let hanging_now = hanging(scenario);
    // No contact that is in time already can be won: so much at most is what a skill can be worth.
    let most = |measure: Initiative| -> f64 {
        let skills = match measure {
            Initiative::Train(offer) => SkillSet::EMPTY.with(offer.skill),
            Initiative::Hire(profile) => scenario.development.hires[profile].skills,
        };
        let Some(performance) = &standing.performance else { return 0.0 };
        let queues = (0..scenario.queues.len()).map(QueueIdx);
        let served = queues.filter(|queue| scenario.queues[queue.0].skills.meets(skills));
        served.map(|queue| late(scenario, performance, queue)).sum()
    };
    let mut known: Vec<(Initiative, f64, i32)> = left
        .par_iter()
        .map(|&measure| (measure, most(measure), hanging_now - hanging(&with_measure(scenario, measure))))
        .filter(|&(_, most, less)| most > 0.0 || less > 0)
        .collect();
    known.sort_by(|a, b| b.1.total_cmp(&a.1));
    let settings = Settings { verify_replications: REPLICATIONS, threads: 1, ..scenario.settings };
    let play = |scenario: &Scenario| {
        let scenario = Scenario { settings, ..scenario.clone() };
        let seed = settings.seed.wrapping_add(VERIFY_SEED);
        let performance = simulate::simulate(&scenario, &standing.roster, seed, watch);
        (0..scenario.queues.len()).map(|queue| late(&scenario, &performance, QueueIdx(queue))).sum::<f64>()
    };
    let now = play(scenario);
    let won = |&(measure, most, less): &(Initiative, f64, i32)| {
        let won = if most > 0.0 && scenario.simulate { now - play(&with_measure(scenario, measure)) } else { 0.0 };
        (measure, won, less)
    };
    let mut played: Vec<(Initiative, f64, i32)> = known.par_iter().take(PLAYED).map(won).collect();
    played.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.2.cmp(&a.2)));
    let mut shortlist: Vec<Initiative> = played.iter().take(PLANS - PLANS / 3).map(|&(measure, ..)| measure).collect();
    known.sort_by(|a, b| b.2.cmp(&a.2).then(b.1.total_cmp(&a.1)));
    for (measure, ..) in known {
        if shortlist.len() < PLANS && !shortlist.contains(&measure) {
            shortlist.push(measure);
        }
    }
    shortlist
}
