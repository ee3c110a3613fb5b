//! Several searches side by side, of which the one that succeeds with the least work wins.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::ledger::Ledger;
use super::rng::Rng;

/// What it took the best so far to succeed; shared by those who run.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    best: Arc<AtomicU64>,
    start: f64,
}

impl Line {
    /// A race from where `contacts` have been simulated already.
    fn new(best: &Arc<AtomicU64>, contacts: f64) -> Self {
        Self { best: best.clone(), start: contacts }
    }

    /// Work since the start, in whole contacts.
    fn work(&self, contacts: f64) -> u64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below 2^64, not negative")]
        let work = (contacts - self.start).max(0.0).ceil() as u64;
        work
    }

    /// Whether somebody has succeeded with less work than has been spent here.
    pub(super) fn is_passed(&self, contacts: f64) -> bool {
        self.work(contacts) > self.best.load(Ordering::Relaxed)
    }
}

/// Runs `run` on each ledger, on as many threads as allowed, and says whose success took the least work.
///
/// Whoever has spent more than the best so far may stop, as its outcome does not matter any more. So the winner does not
/// depend on the number of threads nor on which of them is quicker.
///
/// # Errors
///
/// All of them, as far as they came, when none succeeded.
pub(super) fn race<'a>(
    runners: Vec<Ledger<'a>>,
    n_threads: usize,
    rng: &mut Rng,
    run: impl Fn(&mut Ledger<'a>, &mut Rng) -> bool + Sync,
) -> Result<Ledger<'a>, Vec<Ledger<'a>>> {
    let best = Arc::new(AtomicU64::new(u64::MAX));
    let lanes: Vec<(Ledger<'a>, Rng)> = runners
        .into_iter()
        .map(|mut ledger| {
            ledger.line = Some(Line::new(&best, ledger.contacts));
            (ledger, Rng::new(rng.next()))
        })
        .collect();
    let lanes = side_by_side(lanes, n_threads, |(mut ledger, mut rng)| {
        let is_success = run(&mut ledger, &mut rng);
        let work = ledger.line.take().filter(|_| is_success).map(|line| {
            let work = line.work(ledger.contacts);
            best.fetch_min(work, Ordering::Relaxed);
            work
        });
        (ledger, work)
    });
    let winner = (0..lanes.len()).filter(|&i| lanes[i].1.is_some()).min_by_key(|&i| lanes[i].1);
    let mut ledgers = lanes.into_iter().map(|(ledger, _)| ledger);
    match winner {
        Some(index) => Ok(ledgers.nth(index).expect("the winner ran")),
        None => Err(ledgers.collect()),
    }
}

/// What `run` makes of each item, in their order; on a thread each if there is more than one to be had.
pub(super) fn side_by_side<T: Send, U: Send>(items: Vec<T>, n_threads: usize, run: impl Fn(T) -> U + Sync) -> Vec<U> {
    if n_threads <= 1 {
        return items.into_iter().map(run).collect();
    }
    let run = &run;
    std::thread::scope(|scope| {
        let lanes: Vec<_> = items.into_iter().map(|item| scope.spawn(move || run(item))).collect();
        let join = |lane: std::thread::ScopedJoinHandle<'_, U>| {
            lane.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        lanes.into_iter().map(join).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_in_their_order_on_any_number_of_threads() {
        for n_threads in [1, 2] {
            assert_eq!(side_by_side(vec![3, 1, 2], n_threads, |item| item * 10), [30, 10, 20]);
        }
    }

    #[test]
    fn who_has_spent_more_than_the_best_is_passed() {
        let best = Arc::new(AtomicU64::new(u64::MAX));
        let line = Line::new(&best, 1000.0);
        assert!(!line.is_passed(1e9));
        best.fetch_min(50, Ordering::Relaxed);
        // As much as the best is not more: the first in order wins among equals, whoever ends first.
        assert!(!line.is_passed(1050.0));
        assert!(line.is_passed(1051.0));
    }
}
