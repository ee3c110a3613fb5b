//! What a day delivers as the promises count it: contacts well served out of contacts counted, by promise and interval.

use std::ops::Range;

use crate::model::{DayTally, Measure, Promised, Scenario, Seconds, Tally};

/// One promise of a queue, brought to the form of a share to be reached: a ceiling c on something is the share 1 - c of the
/// rest. A mean wait of the ceiling counts as [`WAIT`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The queue.
    pub(super) queue: usize,
    /// What is promised; `None` of a queue that promises nothing.
    pub(super) promised: Option<Promised>,
    handle_time: Seconds,
}

/// What a mean wait at its ceiling weighs, as a share missed: waits vary about as much around their mean as a share of four
/// fifths around itself, so that the same caution does for both.
const WAIT: f64 = 0.2;

/// No share need be higher than this to be sure.
const SURE: f64 = 0.995;

/// The promises of every queue; a row for a queue that promises nothing too.
pub(super) fn rows(scenario: &Scenario) -> Vec<Row> {
    let queues = scenario.queues.iter().enumerate();
    let of_queue = |(queue, facts): (usize, &crate::model::Queue)| {
        let handle_time = facts.handle_time;
        let mut rows: Vec<Row> =
            facts.promises().map(|promised| Row { queue, promised: Some(promised), handle_time }).collect();
        if rows.is_empty() {
            rows.push(Row { queue, promised: None, handle_time });
        }
        rows
    };
    queues.flat_map(of_queue).collect()
}

impl Row {
    /// The share to be reached; 0 of a queue that promises nothing.
    pub(super) fn share(&self) -> f64 {
        match self.promised {
            None => 0.0,
            Some(Promised::Answered(target)) => target.share.get(),
            Some(Promised::AtMost(ceiling)) => match ceiling.measure {
                Measure::MeanWait => 1.0 - WAIT,
                Measure::Abandoned | Measure::Occupancy => 1.0 - ceiling.most,
            },
        }
    }

    /// The highest share that caution may ask for.
    pub(super) fn most_wanted(&self) -> f64 {
        match self.promised {
            None | Some(Promised::Answered(_)) => SURE,
            Some(Promised::AtMost(_)) => f64::midpoint(1.0, self.share()),
        }
    }

    /// What a tally counts for.
    fn count(&self, tally: &Tally) -> Count {
        let Some(promised) = self.promised else { return Count { good: tally.answered_within, all: tally.offered } };
        let (above, below) = promised.fraction(tally);
        match promised.measure() {
            None => Count { good: above, all: below },
            Some(Measure::Abandoned) => Count { good: below - above, all: below },
            Some(Measure::MeanWait) => Count { good: below - WAIT * above / promised.limit().max(1e-3), all: below },
            // In contacts' worth of time.
            Some(Measure::Occupancy) => {
                let contacts = |seconds: f64| seconds / self.handle_time.get();
                Count { good: contacts(below - above), all: contacts(below) }
            }
        }
    }
}

/// Contacts of a queue in an interval, or of its whole day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Count {
    /// Contacts served as promised.
    pub(super) good: f64,
    /// Contacts of which that is a share.
    pub(super) all: f64,
}

impl Count {
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
    /// `[row * (n_intervals + 1) + interval]`; the last of each row is its whole day.
    cells: Vec<Count>,
    n_intervals: usize,
}

impl Counts {
    /// A day's tally by the promises.
    pub(super) fn new(tally: &DayTally, rows: &[Row]) -> Self {
        let n_intervals = tally.intervals.first().map_or(0, Vec::len);
        let mut cells = Vec::with_capacity(rows.len() * (n_intervals + 1));
        for row in rows {
            let (Some(whole), Some(intervals)) = (tally.queues.get(row.queue), tally.intervals.get(row.queue)) else {
                continue;
            };
            cells.extend(intervals.iter().map(|tally| row.count(tally)));
            cells.push(row.count(whole));
        }
        Self { cells, n_intervals }
    }

    /// A row's whole day.
    pub(super) fn whole(&self, row: usize) -> Count {
        self.cells.get(row * (self.n_intervals + 1) + self.n_intervals).copied().unwrap_or_default()
    }

    /// A row's contacts that arrive in an interval of the day.
    pub(super) fn interval(&self, row: usize, interval: usize) -> Count {
        if interval >= self.n_intervals {
            return Count::default();
        }
        self.cells.get(row * (self.n_intervals + 1) + interval).copied().unwrap_or_default()
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

    /// What these say of a row less what others do, per replication of `n`, as a row of counts by itself.
    pub(super) fn less(&self, other: &Self, row: usize, n: f64) -> Vec<Count> {
        let cells = |at: usize| {
            let (mine, theirs) = (self.interval(row, at), other.interval(row, at));
            Count { good: (mine.good - theirs.good) / n, all: (mine.all - theirs.all) / n }
        };
        (0..self.n_intervals).map(cells).collect()
    }

    /// Adds to a row's intervals what is `more` there in each of `n` replications; from `judged` on nothing counts.
    pub(super) fn correct(&mut self, row: usize, more: &[Count], judged: usize, n: f64) {
        let first = row * (self.n_intervals + 1);
        let Some(cells) = self.cells.get_mut(first..=first + self.n_intervals) else { return };
        let mut whole = Count::default();
        for (at, cell) in cells[..self.n_intervals].iter_mut().enumerate() {
            if let Some(more) = more.get(at) {
                cell.add(Count { good: more.good * n, all: more.all * n });
            }
            if at >= judged {
                *cell = Count::default();
            }
            whole.add(*cell);
        }
        cells[self.n_intervals] = whole;
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
    use crate::model::{Ceiling, Scope};

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
        let rows = [Row { queue: 0, promised: None, handle_time: Seconds::new(300.0) }];
        let mut day = Counts::new(&tally(&[(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]), &rows);
        let other = Counts::new(&tally(&[(0.0, 9.0), (4.0, 4.0), (0.0, 9.0)]), &rows);
        day.splice(&other, 1..2);
        assert_eq!(day.interval(0, 1), Count { good: 4.0, all: 4.0 });
        assert_eq!(day.whole(0), Count { good: 10.0, all: 12.0 });
        assert_eq!(day.plus(&other).whole(0), Count { good: 14.0, all: 34.0 });
    }

    #[test]
    fn a_ceiling_is_a_share_of_the_rest() {
        let row = |measure, most| {
            let promised = Some(Promised::AtMost(Ceiling { measure, most, scope: Scope::Day }));
            Row { queue: 0, promised, handle_time: Seconds::new(100.0) }
        };
        let tally = Tally { offered: 10.0, abandoned: 1.0, wait_s: 300.0, ..Tally::default() };
        let tally = Tally { staffed_s: 1000.0, busy_s: 800.0, ..tally };
        let share = |row: &Row| row.count(&tally).good / row.count(&tally).all;
        let abandoned = row(Measure::Abandoned, 0.1);
        assert!((share(&abandoned) - abandoned.share()).abs() < 1e-12, "one of ten gives up, and may");
        let wait = row(Measure::MeanWait, 30.0);
        assert!((share(&wait) - wait.share()).abs() < 1e-12, "thirty seconds are waited, and may be");
        assert!(share(&row(Measure::MeanWait, 20.0)) < wait.share());
        let busy = row(Measure::Occupancy, 0.75);
        assert!((share(&busy) - 0.2).abs() < 1e-12 && (busy.share() - 0.25).abs() < 1e-12, "four fifths are busy");
        assert!((busy.count(&tally).missed() - 8.0).abs() < 1e-12);
    }
}
