//! How contacts of a random centre pass through it, and what is promised beside a share.

use bemanna::model::{
    AtOnce, Ceiling, Channel, Measure, Overflow, OverflowTo, Queue, QueueIdx, Scope, Seconds, Share, SkillIdx,
    SkillSet, Transfer,
};
use proptest::prelude::*;

/// Whose contacts go first, to whom they overflow (after how long; whether only to who knows the first queue), how many
/// leave at once, and what share is passed on to the next queue; the third queue is chats of which several are held, the
/// fourth visits that are fetched.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    priority: i32,
    overflow: Option<(f64, bool)>,
    balking: f64,
    transfer: Option<f64>,
    at_once: u32,
    attention: f64,
    fetch_s: f64,
}

pub(super) fn passage() -> impl Strategy<Value = Passage> {
    let overflow = prop::option::weighted(0.25, (prop_oneof![Just(0.0), 0.0..200.0], any::<bool>()));
    let ways = (-1..=1, overflow, prop_oneof![3 => Just(0.0), 1 => 0.0..0.4]);
    let transfer = prop::option::weighted(0.2, 0.05..0.6);
    let hands = (1_u32..4, 0.2..1.0, prop_oneof![1 => Just(0.0), 1 => (10_u32..180).prop_map(f64::from)]);
    (ways, transfer, hands).prop_map(|((priority, overflow, balking), transfer, (at_once, attention, fetch_s))| {
        Passage { priority, overflow, balking, transfer, at_once, attention, fetch_s }
    })
}

impl Passage {
    /// Lays down how contacts of the queue at this place among so many pass.
    pub(super) fn give(&self, queue: &mut Queue, index: usize, n_queues: usize) {
        queue.priority = self.priority;
        queue.overflow = self.overflow.map(|(after, is_for_some)| Overflow {
            after: Seconds::new(after),
            to: if is_for_some { OverflowTo::AnyOf(SkillSet::of([SkillIdx(0)])) } else { OverflowTo::Anybody },
        });
        queue.balking = Share::new(self.balking);
        let next = Some(index + 1).filter(|next| *next < n_queues);
        let passed_on = |(share, to)| Transfer { share: Share::new(share), to: QueueIdx(to) };
        queue.transfer = self.transfer.zip(next).map(passed_on);
        queue.channel = match index {
            2 => Channel::Chat,
            3 => Channel::Visit,
            _ => Channel::Phone,
        };
        if queue.channel == Channel::Chat {
            queue.at_once = AtOnce { most: self.at_once, attention: Share::new(self.attention) };
        }
        if queue.channel == Channel::Visit {
            queue.fetch = Seconds::new(self.fetch_s);
        }
    }
}

/// None, or one or several kinds of ceilings.
pub(super) fn ceilings() -> impl Strategy<Value = Vec<Ceiling>> {
    let scope = prop_oneof![Just(Scope::HalfHour), Just(Scope::Day), Just(Scope::Day), Just(Scope::Week)];
    let of = |measure, most: std::ops::Range<f64>| {
        prop::option::weighted(0.15, most).prop_map(move |most| most.map(|most| (measure, most)))
    };
    let all =
        (of(Measure::MeanWait, 10.0..300.0), of(Measure::Abandoned, 0.01..0.3), of(Measure::Occupancy, 0.3..0.95));
    (all, scope).prop_map(|((wait, abandoned, busy), scope)| {
        let ceiling = |(measure, most)| Ceiling { measure, most, scope };
        [wait, abandoned, busy].into_iter().flatten().map(ceiling).collect()
    })
}
