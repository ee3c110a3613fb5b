//! What a day delivers as the targets count it: contacts in time out of contacts counted, by queue and interval.

use std::ops::Range;

use crate::model::{DayTally, Scenario, ServiceDefinition, Tally};

/// Contacts of a queue in an interval, or of its whole day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Count {
    /// Contacts served as promised.
    pub(super) good: f64,
    /// Contacts of which that is a share.
    pub(super) all: f64,
}

impl Count {
    /// What a tally counts for under a definition of service.
    fn of(tally: &Tally, definition: ServiceDefinition) -> Self {
        let (good, all) = match definition {
            ServiceDefinition::AnsweredOfOffered => (tally.answered_within, tally.offered),
            ServiceDefinition::AnsweredOfPatient => (tally.answered_within, tally.offered - tally.abandoned_within),
            ServiceDefinition::AnsweredOfAnswered => (tally.answered_within, tally.answered),
            ServiceDefinition::EndedOfOffered => (tally.answered_within + tally.abandoned_within, tally.offered),
        };
        Self { good, all }
    }

    /// Adds another.
    pub(super) fn add(&mut self, other: Self) {
        self.good += other.good;
        self.all += other.all;
    }

    /// Contacts not served as promised.
    pub(super) fn missed(self) -> f64 {
        (self.all - self.good).max(0.0)
    }
}

/// The counts of one day, summed over replications.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Counts {
    /// `[queue * (n_intervals + 1) + interval]`; the last of each queue is its whole day.
    cells: Vec<Count>,
    n_intervals: usize,
}

/// By which definition each queue is counted, `[queue]`.
pub(super) fn definitions(scenario: &Scenario) -> Vec<ServiceDefinition> {
    let of = |target: crate::model::Target| target.definition;
    scenario.queues.iter().map(|queue| queue.target.map_or(ServiceDefinition::AnsweredOfOffered, of)).collect()
}

impl Counts {
    /// A day's tally by the queues' definitions.
    pub(super) fn new(tally: &DayTally, definitions: &[ServiceDefinition]) -> Self {
        let n_intervals = tally.intervals.first().map_or(0, Vec::len);
        let mut cells = Vec::with_capacity(tally.queues.len() * (n_intervals + 1));
        for ((whole, intervals), &definition) in tally.queues.iter().zip(&tally.intervals).zip(definitions) {
            cells.extend(intervals.iter().map(|tally| Count::of(tally, definition)));
            cells.push(Count::of(whole, definition));
        }
        Self { cells, n_intervals }
    }

    /// A queue's whole day.
    pub(super) fn queue(&self, queue: usize) -> Count {
        self.cells.get(queue * (self.n_intervals + 1) + self.n_intervals).copied().unwrap_or_default()
    }

    /// A queue's contacts that arrive in an interval of the day.
    pub(super) fn interval(&self, queue: usize, interval: usize) -> Count {
        if interval >= self.n_intervals {
            return Count::default();
        }
        self.cells.get(queue * (self.n_intervals + 1) + interval).copied().unwrap_or_default()
    }

    /// Intervals of the day.
    pub(super) fn n_intervals(&self) -> usize {
        self.n_intervals
    }

    /// These and other replications of the same day.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        sum.cells.iter_mut().zip(&other.cells).for_each(|(into, &from)| into.add(from));
        sum
    }

    /// Takes these intervals from another playing of the same replications.
    pub(super) fn splice(&mut self, other: &Self, intervals: Range<usize>) {
        for (mine, theirs) in self.cells.chunks_mut(self.n_intervals + 1).zip(other.cells.chunks(self.n_intervals + 1))
        {
            for at in intervals.clone() {
                mine[at] = theirs[at];
            }
            let mut whole = Count::default();
            mine[..self.n_intervals].iter().for_each(|&count| whole.add(count));
            mine[self.n_intervals] = whole;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(numbers: &[(f64, f64)]) -> DayTally {
        let of = |&(answered_within, offered): &(f64, f64)| Tally { offered, answered_within, ..Tally::default() };
        let intervals: Vec<Tally> = numbers.iter().map(of).collect();
        let mut whole = Tally::default();
        for tally in &intervals {
            whole.add(tally);
        }
        DayTally { queues: vec![whole], intervals: vec![intervals] }
    }

    #[test]
    fn a_spliced_day_adds_up_again() {
        let definitions = [ServiceDefinition::AnsweredOfOffered];
        let mut day = Counts::new(&tally(&[(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]), &definitions);
        let other = Counts::new(&tally(&[(0.0, 9.0), (4.0, 4.0), (0.0, 9.0)]), &definitions);
        day.splice(&other, 1..2);
        assert_eq!(day.interval(0, 1), Count { good: 4.0, all: 4.0 });
        assert_eq!(day.queue(0), Count { good: 10.0, all: 12.0 });
        assert_eq!(day.plus(&other).queue(0), Count { good: 14.0, all: 34.0 });
    }
}
