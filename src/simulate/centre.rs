//! What the simulation needs to know of a scenario, worked out once: rates, skills as masks, opening in order.

use crate::model::{
    AgentIdx, AtClosing, AtOnce, DayIdx, HandleTimeLaw, Measure, Minute, QueueIdx, Routing, Scenario, Span,
};

use super::busyness::Busyness;
use super::ticks;

/// A scenario prepared for simulation.
#[derive(Debug, Clone)]
pub(super) struct Centre {
    pub(super) queues: Vec<QueueFacts>,
    pub(super) agents: Vec<AgentFacts>,
    /// How much longer each agent takes over each queue's contacts, `[agent][queue]`; read only where that is longer.
    pub(super) paces: Vec<Vec<f64>>,
    /// When contacts arrive, `[day][segment]`: by queue, then time.
    pub(super) arrivals: Vec<Vec<Segment>>,
    pub(super) days: Vec<Window>,
    pub(super) horizon: Window,
    pub(super) is_cyclic: bool,
    /// The factor on a day's volume; `None`: always 1.
    pub(super) busyness: Option<Busyness>,
    pub(super) unplanned_absence: f64,
    pub(super) passages: Passages,
    /// Queues with a ceiling on occupancy.
    pub(super) occupied: u128,
}

/// The queues that ask for more than an agent with the skills, as bits: all 0 in most centres, and then the engine does
/// nothing for them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Passages {
    /// Live queues whose contacts overflow to others.
    pub(super) overflow: u128,
    /// Queues that pass contacts on.
    pub(super) transfer: u128,
    /// Queues of which an agent may hold several contacts.
    pub(super) several: u128,
    /// Queues with a limit on who can wait.
    pub(super) limited: u128,
    /// Queues whose contacts are fetched.
    pub(super) fetched: u128,
}

/// What matters of a queue.
#[derive(Debug, Clone)]
pub(super) struct QueueFacts {
    pub(super) is_live: bool,
    /// The target's wait; everything counts as in time where nothing is promised [ticks].
    pub(super) within: u32,
    pub(super) serves_at_closing: bool,
    /// When a live queue is open, in order, adjacent spans joined.
    pub(super) opening: Vec<Span>,
    pub(super) law: HandleTimeLaw,
    /// Handle times over their mean, of an observed law.
    pub(super) handle_times: Vec<f64>,
    /// Mean patience [ticks].
    pub(super) patience: Option<f64>,
    /// Whose contacts go first: lower before higher.
    pub(super) rank: i32,
    /// Wait after which others may take a contact; [`ticks::NEVER`]: nobody else may [ticks].
    pub(super) overflow_after: u32,
    /// Share of contacts that leave at once when nobody is free.
    pub(super) balking: f64,
    /// Most who can wait.
    pub(super) places: usize,
    /// Share of contacts passed on, and to which queue.
    pub(super) transfer: Option<(f64, usize)>,
    pub(super) at_once: AtOnce,
    /// A letter is taken while more than so many are idle.
    pub(super) idle_above: usize,
    /// Share of contacts forwarded, and their further work [ticks].
    pub(super) forwarding: Option<(f64, f64)>,
    /// What fetching a contact takes, before it begins [ticks].
    pub(super) fetch: u32,
    /// Mean handle time of a contact passed on to this queue, `[interval of the horizon]` [ticks]; empty where none is.
    pub(super) handle: Vec<f64>,
}

/// What matters of an agent: queues as bits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AgentFacts {
    /// Live queues the agent can serve.
    pub(super) live: u128,
    /// Deferrable queues the agent can serve.
    pub(super) deferrable: u128,
    /// Live queues whose overflow the agent takes.
    pub(super) overflow: u128,
    /// Queues whose contacts take the agent longer than others.
    pub(super) slow: u128,
    /// Who is asked first among idle agents: lower first, then the longest idle.
    pub(super) rank: u32,
}

/// A stretch of time in which contacts of one queue arrive at a constant rate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) queue: usize,
    /// Interval, counted from the start of the horizon.
    pub(super) interval: usize,
    /// Distinguishes open parts of the same interval.
    pub(super) part: u64,
    /// From the start of the day [ticks].
    pub(super) start: u32,
    /// From the start of the day [ticks].
    pub(super) end: u32,
    /// Mean time between contacts on a day of ordinary busyness [ticks].
    pub(super) gap: f64,
    /// Mean handle time [ticks].
    pub(super) handle: f64,
}

/// A stretch of the horizon that is played in one go, from an empty centre.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) start: Minute,
    pub(super) end: Minute,
    pub(super) first_interval: usize,
    pub(super) n_intervals: usize,
    pub(super) interval_minutes: i32,
}

impl Window {
    fn new(scenario: &Scenario, start: Minute, end: Minute) -> Self {
        let length = scenario.horizon.interval_minutes;
        let index = |minutes: i32| usize::try_from(minutes).unwrap_or(0);
        let first_interval = index(start.0.div_euclid(length));
        let after = index((end.0 + length - 1).div_euclid(length));
        Self { start, end, first_interval, n_intervals: after - first_interval, interval_minutes: length }
    }

    /// Ticks from the window's start; 0 for what lies before it.
    pub(super) fn ticks(self, minute: Minute) -> u32 {
        ticks::from_minutes(minute - self.start)
    }
}

impl Centre {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let horizon = &scenario.horizon;
        let indices = (0..scenario.queues.len()).map(QueueIdx);
        let queues: Vec<QueueFacts> = indices.map(|queue| queue_facts(scenario, queue)).collect();
        let days = horizon.days.iter().map(|day| Window::new(scenario, day.start, day.start + day.minutes)).collect();
        Self {
            agents: (0..scenario.agents.len()).map(|agent| agent_facts(scenario, AgentIdx(agent))).collect(),
            paces: (0..scenario.agents.len()).map(|agent| paces(scenario, AgentIdx(agent))).collect(),
            arrivals: (0..horizon.n_days()).map(|day| segments(scenario, &queues, DayIdx(day))).collect(),
            days,
            horizon: Window::new(scenario, Minute(0), Minute(horizon.minutes())),
            is_cyclic: horizon.cyclic,
            busyness: Busyness::new(scenario.busyness_variation),
            unplanned_absence: scenario.unplanned_absence,
            passages: passages(&queues),
            occupied: occupied(scenario),
            queues,
        }
    }

    /// The wait that counts as in time, per queue [ticks].
    pub(super) fn within(&self) -> Vec<u32> {
        self.queues.iter().map(|queue| queue.within).collect()
    }

    /// Mean contacts on a day.
    pub(super) fn volume(&self, day: usize) -> f64 {
        self.arrivals[day].iter().map(|s| f64::from(s.end - s.start) / s.gap).sum()
    }
}

fn queue_facts(scenario: &Scenario, queue: QueueIdx) -> QueueFacts {
    let facts = &scenario.queues[queue.0];
    QueueFacts {
        is_live: facts.is_live(),
        within: facts.target.map_or(ticks::NEVER, |target| within(target.within.get())),
        serves_at_closing: facts.at_closing == AtClosing::Served,
        opening: joined(scenario, queue),
        law: facts.handle_time_law,
        handle_times: facts.handle_times.clone(),
        // Nobody hangs up on a letter.
        patience: facts.patience.filter(|_| facts.is_live()).map(|mean| mean.get() * ticks::PER_SECOND),
        rank: -facts.priority,
        overflow_after: facts.overflow.filter(|_| facts.is_live()).map_or(ticks::NEVER, |o| within(o.after.get())),
        balking: if facts.is_live() { facts.balking.get() } else { 0.0 },
        places: facts.waiting_places.map_or(usize::MAX, |places| places as usize),
        transfer: facts.transfer.map(|transfer| (transfer.share.get(), transfer.to.0)),
        at_once: facts.at_once,
        idle_above: facts.idle_above.min(20) as usize,
        forwarding: facts.forwarding.map(|more| (more.share.get(), more.work.get() * ticks::PER_SECOND)),
        fetch: if facts.is_live() { within(facts.fetch.get()) } else { 0 },
        handle: handle_times(scenario, queue),
    }
}

fn handle_times(scenario: &Scenario, queue: QueueIdx) -> Vec<f64> {
    if scenario.queues.iter().all(|other| other.transfer.is_none_or(|transfer| transfer.to != queue)) {
        return Vec::new();
    }
    let facts = &scenario.queues[queue.0];
    let more = facts.forwarding.map_or(0.0, |more| more.share.get() * more.work.get());
    let of_forecast = scenario.forecast[queue.0].iter().map(|expected| {
        if expected.contacts > 0.0 { expected.handle_time.get() } else { facts.handle_time.get() + more }
    });
    of_forecast.map(|seconds| seconds * ticks::PER_SECOND).collect()
}

fn occupied(scenario: &Scenario) -> u128 {
    let queues = scenario.queues.iter().enumerate();
    let asked = queues.filter(|(_, queue)| queue.is_live() && queue.ceiling(Measure::Occupancy).is_some());
    asked.fold(0, |mask, (queue, _)| mask | 1 << queue)
}

fn passages(queues: &[QueueFacts]) -> Passages {
    let which = |is: fn(&QueueFacts) -> bool| {
        queues.iter().enumerate().filter(|(_, facts)| is(facts)).fold(0, |mask, (queue, _)| mask | 1 << queue)
    };
    Passages {
        overflow: which(|facts| facts.overflow_after != ticks::NEVER),
        transfer: which(|facts| facts.transfer.is_some()),
        several: which(|facts| facts.is_live && facts.at_once.most > 1),
        limited: which(|facts| facts.is_live && facts.places != usize::MAX),
        fetched: which(|facts| facts.fetch > 0),
    }
}

/// A wait of at most so many seconds counts; 0 s means answered at once.
fn within(seconds: f64) -> u32 {
    if seconds <= 0.0 { 0 } else { ticks::from_seconds(seconds) }
}

fn joined(scenario: &Scenario, queue: QueueIdx) -> Vec<Span> {
    let centre = || scenario.horizon.days.iter().flat_map(|day| day.opening.iter().copied()).collect();
    let mut spans: Vec<Span> = scenario.queues[queue.0].opening.clone().unwrap_or_else(centre);
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let is_joined = next.start <= last.end;
        if is_joined {
            last.end = last.end.max(next.end);
        }
        is_joined
    });
    spans
}

/// Handle times of each queue in an agent's hands, as a multiple of others', `[queue]`.
fn paces(scenario: &Scenario, agent: AgentIdx) -> Vec<f64> {
    scenario.queues.iter().map(|queue| scenario.agents[agent.0].pace(queue.skills)).collect()
}

fn agent_facts(scenario: &Scenario, agent: AgentIdx) -> AgentFacts {
    let skills = scenario.agents[agent.0].skills;
    let live = scenario.live_queues_for(skills);
    let servable = (0..scenario.queues.len()).map(QueueIdx).filter(|&queue| scenario.can_serve(agent, queue));
    let all = servable.fold(0, |mask, queue| mask | 1_u128 << queue.0);
    let needed = scenario.queues.iter().filter(|queue| queue.is_live()).fold(0, |mask, queue| mask | queue.skills.0);
    let rank = match scenario.routing {
        Routing::LongestIdle => 0,
        Routing::FewestSkills => (skills.0 & needed).count_ones(),
    };
    let overflowing = (0..scenario.queues.len())
        .map(QueueIdx)
        .filter(|&queue| scenario.queues[queue.0].is_live() && scenario.takes_overflow(agent, queue));
    let overflow = overflowing.fold(0, |mask, queue| mask | 1_u128 << queue.0);
    let slow = paces(scenario, agent).into_iter().enumerate().filter(|(_, pace)| *pace > 1.0);
    let slow = slow.fold(0, |mask, (queue, _)| mask | 1_u128 << queue);
    AgentFacts { live: live.0, deferrable: all & !live.0, overflow, slow, rank }
}

/// The segments of a day: each interval's contacts spread evenly over the part of it in which the queue is open.
///
/// Contacts forecast for an interval in which a live queue is closed throughout do not reach it. Deferrable contacts
/// arrive at any hour.
fn segments(scenario: &Scenario, queues: &[QueueFacts], day: DayIdx) -> Vec<Segment> {
    let horizon = &scenario.horizon;
    let window = horizon.days[day.0].span();
    let mut found = Vec::new();
    for (queue, facts) in queues.iter().enumerate() {
        let Some(forecast) = scenario.forecast.get(queue) else { continue };
        for (index, expected) in forecast.iter().enumerate() {
            let interval = horizon.interval(crate::model::IntervalIdx(index));
            if expected.contacts <= 0.0 || !interval.overlaps(window) {
                continue;
            }
            let parts = if facts.is_live { open_parts(&facts.opening, interval) } else { vec![interval] };
            let minutes: i32 = parts.iter().map(|part| part.minutes()).sum();
            for (part, span) in parts.iter().enumerate() {
                found.push(Segment {
                    queue,
                    interval: index,
                    part: part as u64,
                    start: ticks::from_minutes(span.start - window.start),
                    end: ticks::from_minutes(span.end - window.start),
                    gap: f64::from(minutes) * f64::from(ticks::PER_MINUTE) / expected.contacts,
                    handle: expected.handle_time.get() * ticks::PER_SECOND,
                });
            }
        }
    }
    found
}

fn open_parts(opening: &[Span], interval: Span) -> Vec<Span> {
    let overlapping = opening.iter().filter(|span| span.overlaps(interval));
    overlapping.map(|span| Span::new(span.start.max(interval.start), span.end.min(interval.end))).collect()
}
