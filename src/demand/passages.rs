//! How overflow, transfers and chats change what a forecast asks for.

use std::borrow::Cow;

use crate::model::{AgentIdx, QueueIdx, QueueSet, Scenario, Seconds};

/// The scenario as a guide sees it: contacts passed on are counted where they go (in the interval in which they came),
/// and contacts that an agent holds several of take as much less time as the agent gets more done.
pub(super) fn as_guided(scenario: &Scenario) -> Cow<'_, Scenario> {
    let is_plain = scenario.queues.iter().all(|queue| queue.transfer.is_none() && queue.at_once.most <= 1);
    if is_plain {
        return Cow::Borrowed(scenario);
    }
    let mut seen = scenario.clone();
    for (queue, forecast) in scenario.queues.iter().zip(&mut seen.forecast) {
        for expected in forecast {
            expected.handle_time = Seconds::new(expected.handle_time.get() / queue.at_once.gain());
        }
    }
    for (from, transfer) in scenario.queues.iter().enumerate().filter_map(|(i, queue)| Some((i, queue.transfer?))) {
        for (expected, begun) in seen.forecast[transfer.to.0].iter_mut().zip(&scenario.forecast[from]) {
            if expected.contacts <= 0.0 {
                // An interval without contacts of its own may leave its handle time open.
                let facts = &scenario.queues[transfer.to.0];
                expected.handle_time = Seconds::new(facts.handle_time.get() / facts.at_once.gain());
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
