//! How the search asks what a day's roster delivers, without knowing who plays it.

use std::ops::Range;

use super::{DayIdx, Span, Stretch, Tally};

/// Plays single days of a roster under common random numbers: the same replication brings the same contacts, handle
/// times and patience whatever the roster.
pub trait Evaluate: Sync {
    /// The outcome of `day` under `stretches` (those of that day, any order), summed over the replications.
    fn day(&self, day: DayIdx, stretches: &[Stretch], replications: Range<u32>) -> DayTally;

    /// As [`Evaluate::day`], but only those of its contacts come that arrive within `arrivals`.
    ///
    /// A search that changed an hour looks at that hour and those around it. A player that cannot save work this way
    /// plays the whole day, as here; the tallies of intervals that lie well inside `arrivals` mean the same.
    fn part(&self, day: DayIdx, stretches: &[Stretch], replications: Range<u32>, arrivals: Span) -> DayTally {
        let _ = arrivals;
        self.day(day, stretches, replications)
    }

    /// The outcome of every day when the horizon is played in one go, so that letters left over wait for the day after;
    /// the same replications bring the same contacts as day by day.
    ///
    /// `None` from a player that knows single days only: then each day is taken as it is by itself.
    fn horizon(&self, stretches: &[Stretch], replications: Range<u32>) -> Option<Vec<DayTally>> {
        let _ = (stretches, replications);
        None
    }
}

/// The outcome of one day, summed over replications.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DayTally {
    /// `[queue]`.
    pub queues: Vec<Tally>,
    /// `[queue][interval of the day]`; a contact counts where it arrives.
    pub intervals: Vec<Vec<Tally>>,
}
