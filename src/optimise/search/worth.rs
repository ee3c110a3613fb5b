//! What an agent on contacts is worth at each slot of a day, judged by the contacts that were missed there.

use super::counts::Counts;
use super::cover;
use super::goals::Goals;
use super::problem::Problem;
use super::state::DayPlan;

/// The worth of a day's slots on contacts, `[agent][slot]`, in share points that the agent might have saved.
#[derive(Debug, Clone)]
pub(super) struct Worth {
    /// `[agent][slot]`.
    of: Vec<Vec<f64>>,
    /// The mean over everybody and all slots with contacts.
    pub(super) scale: f64,
}

/// How much the misses of a queue that has its target count still, against those of one that lacks much.
const CONTENT: f64 = 0.03;

impl Worth {
    /// The worth by what `counts` missed; `replications` days are summed in it.
    ///
    /// In share points: a missed contact counts by its part of the queue's day, and more where the queue lacks; where a
    /// queue promises several things, each by itself. Of M contacts missed on the queues that an agent helps, by skill or by
    /// overflow, the agent could have saved about M / (1 + M / 2c), c those that fit.
    pub(super) fn new(problem: &Problem, goals: &Goals, day: usize, counts: &Counts, replications: u32) -> Self {
        let scenario = problem.scenario;
        let interval = scenario.horizon.interval_minutes;
        let grid = scenario.horizon.grid_minutes;
        let per = usize::try_from(interval / grid).unwrap_or(1).max(1);
        let n_intervals = problem.n_slots.div_ceil(per);
        let replications = f64::from(replications.max(1));
        let n_queues = scenario.queues.len();
        // Contacts missed a day and what they weigh, `[interval * n_queues + queue]`, where anything is offered.
        let open: Vec<usize> = (0..n_intervals.min(counts.n_intervals()))
            .filter(|&i| (0..goals.rows.len()).any(|row| counts.interval(row, i).all > 0.0))
            .collect();
        let mut missed = vec![(0.0_f64, 0.0); open.len() * n_queues];
        for (row, queue) in goals.rows.iter().map(|row| row.queue).enumerate() {
            let offered = counts.whole(row).all / replications;
            let weight = (CONTENT + goals.urgency(day, row)) / offered.max(1.0);
            for (at, &i) in open.iter().enumerate() {
                let contacts = counts.interval(row, i).missed() / replications;
                let (most, weighed) = &mut missed[at * n_queues + queue];
                (*most, *weighed) = (most.max(contacts), *weighed + weight * contacts);
            }
        }
        let capacity: Vec<f64> =
            scenario.queues.iter().map(|q| f64::from(interval) * 60.0 / q.handle_time.get().max(1.0)).collect();
        let mut sum = 0.0;
        let mut count = 0.0;
        let mut of = Vec::with_capacity(problem.n_agents());
        for helps in &problem.helps {
            let mut slots = vec![0.0; problem.n_slots];
            let most = helps.iter().map(|(queue, _)| capacity[queue.0]).fold(1e-9, f64::max);
            for (at, &i) in open.iter().enumerate() {
                let (mut contacts, mut lost) = (0.0, 0.0);
                for (queue, part) in helps {
                    let (some, weighed) = missed[at * n_queues + queue.0];
                    contacts += part * some;
                    lost += part * weighed;
                }
                // The part of what was missed that one agent could have saved.
                let worth = lost / (1.0 + contacts / most / 2.0) / super::seating::to_f64(per);
                slots[i * per..((i + 1) * per).min(problem.n_slots)].fill(worth);
                sum += worth;
                count += 1.0;
            }
            of.push(slots);
        }
        Self { of, scale: if count > 0.0 { (sum / count).max(1e-9) } else { 1e-9 } }
    }

    /// The worth before anything has been played: every slot alike, so that chance spreads shifts and breaks.
    pub(super) fn unknown() -> Self {
        Self { of: Vec::new(), scale: 1.0 }
    }

    /// Worths as given, `[agent][slot]`, with 1 as the mean.
    #[cfg(test)]
    pub(super) fn given(of: Vec<Vec<f64>>) -> Self {
        Self { of, scale: 1.0 }
    }

    /// The worth by what was asked outright: 1 where nobody is to spare, less the more there are.
    pub(super) fn by_cover(problem: &Problem, day: usize, plan: &DayPlan, working: &[bool]) -> Self {
        Self { of: cover::tightness(problem, day, plan, working), scale: 0.1 }
    }

    /// The worth of the agent's slot on contacts.
    pub(super) fn of(&self, agent: usize, slot: usize) -> f64 {
        self.of.get(agent).and_then(|slots| slots.get(slot)).copied().unwrap_or(0.0)
    }

    /// The worth of all of an agent's slots.
    pub(super) fn slots(&self, agent: usize) -> &[f64] {
        self.of.get(agent).map_or(&[], Vec::as_slice)
    }
}
