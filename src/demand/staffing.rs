//! The least net agents that meet goals in steady state, and gross agents after shrinkage.

use crate::model::{Seconds, ServiceDefinition, Share};

use super::erlang::{Demand, SteadyState, steady_state};

/// The most agents that a search looks at.
const MOST_AGENTS: u32 = 1 << 20;

/// What is asked of a group of agents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// At least this share of contacts within a wait.
    Answered {
        /// The least share.
        share: Share,
        /// The wait `[s]`.
        within: Seconds,
        /// Which contacts count.
        definition: ServiceDefinition,
    },
    /// At most this share of contacts waits at all.
    Waiting(Share),
    /// The mean wait of all contacts is at most this `[s]`.
    MeanWait(Seconds),
    /// At most this share of contacts hangs up.
    Abandoned(Share),
    /// At most this share of the agents' time is busy.
    Occupancy(Share),
}

impl Goal {
    /// The wait that the goal speaks of `[s]`.
    pub(super) fn within(self) -> Seconds {
        match self {
            Self::Answered { within, .. } => within,
            _ => Seconds::new(0.0),
        }
    }

    /// Whether contacts in this steady state get what is asked.
    fn is_met(self, state: &SteadyState) -> bool {
        match self {
            Self::Answered { share, definition, .. } => state.service_level(definition) >= share.get(),
            Self::Waiting(share) => state.waiting <= share.get(),
            Self::MeanWait(wait) => state.mean_wait_s <= wait.get(),
            Self::Abandoned(share) => state.abandoned <= share.get(),
            Self::Occupancy(share) => state.occupancy <= share.get(),
        }
    }
}

/// The least number of agents with which `demand` meets every goal; `None` when no number below a million does.
///
/// Each measure improves with every agent, so the number is found by doubling and then halving.
///
/// ```
/// use bemanna::demand::{erlang::Demand, staffing::{Goal, least_agents}};
/// use bemanna::model::{Erlangs, Seconds, ServiceDefinition, Share};
/// // 100 calls in half an hour of 180 s each: 80 % within 20 s needs 14 agents (13 reach 79.6 %).
/// let calls = Demand { load: Erlangs::new(10.0), handle_time: Seconds::new(180.0), patience: None };
/// let goal = Goal::Answered {
///     share: Share::new(0.8),
///     within: Seconds::new(20.0),
///     definition: ServiceDefinition::AnsweredOfOffered,
/// };
/// assert_eq!(least_agents(calls, &[goal]), Some(14));
/// ```
pub fn least_agents(demand: Demand, goals: &[Goal]) -> Option<u32> {
    fewest(MOST_AGENTS, |n| goals.iter().all(|goal| goal.is_met(&steady_state(demand, n, goal.within()))))
}

/// The fewest that are enough, where more are never worse, found by doubling and then halving; `None` where as many as
/// `most` are not.
pub(super) fn fewest(most: u32, is_enough: impl Fn(u32) -> bool) -> Option<u32> {
    if is_enough(0) {
        return Some(0);
    }
    let (mut too_few, mut enough) = (0, 1);
    while !is_enough(enough) {
        if enough >= most {
            return None;
        }
        (too_few, enough) = (enough, 2 * enough);
    }
    while enough - too_few > 1 {
        let middle = too_few + (enough - too_few) / 2;
        if is_enough(middle) { enough = middle } else { too_few = middle }
    }
    Some(enough)
}

/// Agents to employ so that `net` are there when `shrinkage` of paid time is spent elsewhere: net / (1 - shrinkage),
/// rounded up; `None` when all time is.
///
/// ```
/// use bemanna::{demand::staffing::gross_agents, model::Share};
/// assert_eq!(gross_agents(14, Share::new(0.3)), Some(20));
/// ```
pub fn gross_agents(net: u32, shrinkage: Share) -> Option<u32> {
    let present = 1.0 - shrinkage.get();
    // 14 / 0.7 is a hair above 20 in binary, and is 20.
    let gross = (f64::from(net) / present - 1e-9).ceil().max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to fit on the same line")]
    (gross <= f64::from(u32::MAX)).then_some(gross as u32)
}
