//! How the search asks what a day's roster delivers, without knowing who plays it.

use std::ops::Range;

use super::{DayIdx, Stretch, Tally};

/// Plays single days of a roster under common random numbers: the same replication brings the same contacts, handle
/// times and patience whatever the roster.
pub trait Evaluate: Sync {
    /// The outcome of `day` under `stretches` (those of that day, any order), summed over the replications.
    fn day(&self, day: DayIdx, stretches: &[Stretch], replications: Range<u32>) -> DayTally;
}

/// The outcome of one day, summed over replications.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DayTally {
    /// `[queue]`.
    pub queues: Vec<Tally>,
    /// `[queue][interval of the day]`; a contact counts where it arrives.
    pub intervals: Vec<Vec<Tally>>,
}
