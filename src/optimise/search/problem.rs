//! What does not change while searching: the shifts open to each agent, the seats of posts, who serves what.

use crate::model::{
    Activity, AgentIdx, Aim, DayIdx, Measure, Minute, PostIdx, QueueIdx, QueueSet, Roster, Scenario, Span, Stretch,
};
use crate::optimise::hours::{MostPaid, most_paid, tolerance};
use crate::optimise::keys::{Key, keys};
use crate::optimise::layout::plain_work;
use crate::optimise::shifts::{Shift, shifts};
use crate::optimise::told::must_work;

use super::cover::{self, Asked};
use super::errands::Errands;
use super::slots::Slots;

/// One place at a post, to be filled at every slot of its opening.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    /// The post.
    pub(super) post: PostIdx,
}

/// The fixed side of the search.
pub(super) struct Problem<'a> {
    /// What was asked.
    pub(super) scenario: &'a Scenario,
    /// The shifts an agent may work, `[agent][day]`.
    pub(super) options: Vec<Vec<Vec<Shift>>>,
    /// The live queues each agent can serve, `[agent]`.
    pub(super) live: Vec<QueueSet>,
    /// The live queues that each agent on contacts helps, by skill or by overflow, and what part of a queue's misses the
    /// agent can prevent, `[agent]`.
    pub(super) helps: Vec<Vec<(QueueIdx, f64)>>,
    /// What each agent does who is at work and nothing else, `[agent]`.
    pub(super) plain: Vec<Activity>,
    /// Every place at every post.
    pub(super) seats: Vec<Seat>,
    /// When each seat must be filled, `[day][seat]`.
    pub(super) open: Vec<Vec<Slots>>,
    /// People asked for outright, `[day]`.
    pub(super) asked: Vec<Vec<Asked>>,
    /// Agents who are never let go, `[agent]`: those with pinned rows, and whoever else must stay.
    pub(super) stays: Vec<bool>,
    /// Meetings, training and blocks of deferrable work, `[day]`; empty until they are shared out.
    pub(super) errands: Vec<Errands>,
    /// When somebody must be there to open or close.
    pub(super) keys: Vec<Key>,
    /// Agents who have pinned rows, `[agent]`.
    pub(super) pinned: Vec<bool>,
    /// By how much each agent's paid time may fall below the contract, and pass it, `[agent]` `[min]`.
    tolerance: Vec<(i32, i32)>,
    /// Whether the agent must work on the day, as told, `[agent][day]`.
    pub(super) must_work: Vec<Vec<bool>>,
    /// The sums of paid time that each agent may not pass, `[agent]`.
    pub(super) most_paid: Vec<Vec<MostPaid>>,
    /// Whether some shift runs over midnight.
    pub(super) crosses: bool,
    /// Slots of the longest day.
    pub(super) n_slots: usize,
}

impl<'a> Problem<'a> {
    /// The fixed side of a scenario.
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        let horizon = &scenario.horizon;
        let agents = (0..scenario.agents.len()).map(AgentIdx);
        let days = || (0..horizon.n_days()).map(DayIdx);
        let options: Vec<Vec<Vec<Shift>>> =
            agents.clone().map(|agent| days().map(|day| shifts(scenario, agent, day)).collect()).collect();
        let must_work: Vec<Vec<bool>> = scenario
            .agents
            .iter()
            .zip(&options)
            .map(|(who, by_day)| (0..by_day.len()).map(|day| must_work(who, day, &by_day[day])).collect())
            .collect();
        let crosses = options.iter().any(|by_day| {
            let ends = |(day, found): (usize, &Vec<Shift>)| found.iter().any(|s| s.end > horizon.days[day].span().end);
            by_day.iter().enumerate().any(ends)
        });
        let seats: Vec<Seat> = (0..scenario.posts.len())
            .flat_map(|post| (0..scenario.posts[post].agents).map(move |_| Seat { post: PostIdx(post) }))
            .collect();
        let slot_range = |day: DayIdx, span: Span| slots_of(scenario, day, span);
        let open = days()
            .map(|day| {
                let of_post = |seat: &Seat| {
                    let spans = scenario.posts[seat.post.0].opening.iter();
                    spans.fold(Slots::default(), |all, &span| all | slot_range(day, span))
                };
                seats.iter().map(of_post).collect()
            })
            .collect();
        let longest = horizon.days.iter().map(|day| day.minutes).max().unwrap_or(0);
        let n_slots = usize::try_from(longest / horizon.grid_minutes).unwrap_or(0).min(Slots::CAPACITY);
        Self {
            scenario,
            asked: (0..horizon.n_days()).map(|day| cover::asked(scenario, day, n_slots)).collect(),
            plain: agents.clone().map(|agent| plain_work(scenario, agent)).collect(),
            live: scenario.agents.iter().map(|agent| scenario.live_queues_for(agent.skills)).collect(),
            helps: agents.clone().map(|agent| helps(scenario, agent)).collect(),
            stays: agents
                .clone()
                .map(|agent| !scenario.pinned.of(agent).is_empty() || must_work[agent.0].contains(&true))
                .collect(),
            pinned: agents.map(|agent| !scenario.pinned.of(agent).is_empty()).collect(),
            errands: Vec::new(),
            keys: keys(scenario),
            tolerance: scenario.agents.iter().map(|agent| tolerance(scenario, agent)).collect(),
            most_paid: scenario.agents.iter().zip(&options).map(|(who, days)| most_paid(scenario, who, days)).collect(),
            options,
            must_work,
            seats,
            open,
            crosses,
            n_slots,
        }
    }

    /// Number of agents.
    pub(super) fn n_agents(&self) -> usize {
        self.scenario.agents.len()
    }

    /// Number of days.
    pub(super) fn n_days(&self) -> usize {
        self.scenario.horizon.n_days()
    }

    /// The slots of `day` that `span` touches.
    pub(super) fn slots(&self, day: usize, span: Span) -> Slots {
        slots_of(self.scenario, DayIdx(day), span)
    }

    /// The first minute of a slot.
    pub(super) fn minute(&self, day: usize, slot: usize) -> Minute {
        let horizon = &self.scenario.horizon;
        horizon.days[day].start + i32::try_from(slot).expect("a day has few slots") * horizon.grid_minutes
    }

    /// Whether the agent's contract must be filled whether or not service needs it.
    pub(super) fn must_fill(&self, agent: usize) -> bool {
        let this = &self.scenario.agents[agent];
        matches!(self.scenario.aim, Aim::Contract | Aim::ContractSpread) && !this.hireable && this.contract.is_some()
    }

    /// The least and the most paid minutes of an agent who works.
    pub(super) fn paid_range(&self, agent: usize) -> (i32, i32) {
        let (down, up) = self.tolerance[agent];
        match self.scenario.agents[agent].contract {
            None => (0, i32::MAX),
            Some(contract) if self.must_fill(agent) => (contract - down, contract + up),
            Some(contract) => (0, contract),
        }
    }

    /// Whether the agent may man the post of a seat.
    pub(super) fn may_sit(&self, agent: usize, seat: usize) -> bool {
        let post = &self.scenario.posts[self.seats[seat].post.0];
        self.scenario.agents[agent].skills.contains(post.skills)
    }

    /// Whether the agent may do a task.
    pub(super) fn may_do(&self, agent: usize, activity: Activity) -> bool {
        let skills = self.scenario.agents[agent].skills;
        match activity {
            Activity::Post(post) => skills.contains(self.scenario.posts[post.0].skills),
            Activity::Deferrable(queue) => skills.contains(self.scenario.queues[queue.0].skills),
            _ => true,
        }
    }

    /// Takes the slots of a post that `stretch` fills for good from one of its seats.
    pub(super) fn close(&mut self, stretch: &Stretch) {
        let Activity::Post(post) = stretch.activity else { return };
        for day in 0..self.n_days() {
            let slots = self.slots(day, stretch.span());
            let of_post = |seat: &usize| self.seats[*seat].post == post;
            let open = (0..self.seats.len()).filter(of_post).find(|&seat| self.open[day][seat].contains(slots));
            if let Some(seat) = open {
                self.open[day][seat] = self.open[day][seat] & !slots;
            }
        }
    }

    /// Whether a stretch is pinned.
    pub(super) fn is_pinned(&self, stretch: &Stretch) -> bool {
        let pinned: &Roster = &self.scenario.pinned;
        self.pinned[stretch.agent.0] && pinned.of(stretch.agent).iter().any(|pin| pin.span().overlaps(stretch.span()))
    }
}

/// The slots of `day` that `span` touches.
fn slots_of(scenario: &Scenario, day: DayIdx, span: Span) -> Slots {
    let horizon = &scenario.horizon;
    let this = &horizon.days[day.0];
    let span = Span::new(span.start.max(this.start), span.end.min(this.span().end));
    let grid = horizon.grid_minutes;
    let ceiling = (span.end - this.start + grid - 1).div_euclid(grid);
    Slots::range((span.start - this.start).div_euclid(grid), ceiling)
}

/// Least part of a queue's misses that is prevented by overflow, however late it comes: who waits behind waits less.
const LATE_HELP: f64 = 0.2;

/// The live queues that an agent helps: its own wholly, those that overflow to it by what is left of the promised wait
/// when they do.
fn helps(scenario: &Scenario, agent: AgentIdx) -> Vec<(QueueIdx, f64)> {
    let part = |queue: QueueIdx| {
        let facts = &scenario.queues[queue.0];
        if scenario.can_serve(agent, queue) {
            return Some(1.0);
        }
        let overflow = facts.overflow.filter(|_| scenario.takes_overflow(agent, queue))?;
        let wait = facts.target.map(|target| target.within.get());
        let wait = wait.or(facts.ceiling(Measure::MeanWait).map(|ceiling| ceiling.most));
        let wait = wait.or(facts.patience.map(crate::model::Seconds::get));
        let left = wait.map_or(1.0, |wait| 1.0 - overflow.after.get() / wait.max(1.0));
        Some(if overflow.after.get() > 0.0 { left.max(LATE_HELP) } else { 1.0 })
    };
    scenario.live_queues().iter().filter_map(|queue| Some((queue, part(queue)?))).collect()
}
