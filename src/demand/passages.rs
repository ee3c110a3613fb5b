//! How overflow, transfers, chats and the fetching of visitors change what a forecast asks for.

use std::borrow::Cow;

use crate::model::{AgentIdx, Measure, Queue, QueueIdx, QueueSet, Scenario, Seconds};

/// The scenario as a guide sees it: contacts passed on are counted where they go (in the interval in which they came),
/// contacts that an agent holds several of take as much less time as the agent gets more done, and those that are fetched
/// take the time of that too, and must be taken so much sooner.
pub(super) fn as_guided(scenario: &Scenario) -> Cow<'_, Scenario> {
    let is_fetched = |queue: &Queue| queue.is_live() && queue.fetch.get() > 0.0;
    let is_as_it_is = |queue: &Queue| queue.transfer.is_none() && queue.at_once.most <= 1 && !is_fetched(queue);
    let is_plain = scenario.queues.iter().all(is_as_it_is);
    if is_plain {
        return Cow::Borrowed(scenario);
    }
    let mut seen = scenario.clone();
    for (queue, forecast) in scenario.queues.iter().zip(&mut seen.forecast) {
        for expected in forecast {
            expected.handle_time = Seconds::new(expected.handle_time.get() / queue.at_once.gain());
        }
    }
    let queues = seen.queues.iter_mut().zip(&mut seen.forecast);
    for (queue, forecast) in queues.filter(|(queue, _)| is_fetched(queue)) {
        let fetch = queue.fetch.get();
        for expected in forecast.iter_mut().filter(|expected| expected.handle_time.get() > 0.0) {
            expected.handle_time = Seconds::new(expected.handle_time.get() + fetch);
        }
        queue.handle_time = Seconds::new(queue.handle_time.get() + fetch);
        if let Some(target) = &mut queue.target {
            target.within = Seconds::new((target.within.get() - fetch).max(0.0));
        }
        for ceiling in queue.ceilings.iter_mut().filter(|ceiling| ceiling.measure == Measure::MeanWait) {
            ceiling.most = (ceiling.most - fetch).max(1.0);
        }
    }
    for (from, transfer) in scenario.queues.iter().enumerate().filter_map(|(i, queue)| Some((i, queue.transfer?))) {
        for (expected, begun) in seen.forecast[transfer.to.0].iter_mut().zip(&scenario.forecast[from]) {
            if expected.contacts <= 0.0 {
                // An interval without contacts of its own may leave its handle time open.
                let facts = &scenario.queues[transfer.to.0];
                expected.handle_time = Seconds::new(facts.handle_time.get() / facts.at_once.gain() + facts.fetch.get());
            }
            expected.contacts += transfer.share.get() * begun.contacts;
        }
    }
    Cow::Owned(seen)
}

/// Whether only agents with a queue in `set` may take contacts of `set`: nobody else takes what overflows of them.
pub(super) fn is_closed(scenario: &Scenario, set: QueueSet) -> bool {
    let comes_in = |agent: AgentIdx| set.iter().any(|queue| scenario.takes_overflow(agent, queue));
    let is_outside = |agent: &AgentIdx| !scenario.live_queues_for(scenario.agents[agent.0].skills).meets(set);
    let overflows = set.iter().any(|queue| scenario.queues[queue.0].overflow.is_some());
    !overflows || !(0..scenario.agents.len()).map(AgentIdx).filter(is_outside).any(comes_in)
}

/// Whether contacts of other queues are passed on to `queue`.
pub(super) fn is_passed_to(scenario: &Scenario, queue: QueueIdx) -> bool {
    scenario.queues.iter().any(|other| other.transfer.is_some_and(|transfer| transfer.to == queue))
}
