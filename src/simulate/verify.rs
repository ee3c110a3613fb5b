//! Verification: whole horizons on fresh seeds until every promise is decided, one way or the other.

use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use crate::model::{Performance, Progress, Roster, Scenario, Verdict, Watch};

use super::busyness::STRATA;
use super::centre::Centre;
use super::contacts::Contacts;
use super::crew::Crew;
use super::engine::{Engine, Play};
use super::ledger::Ledger;
use super::promises::{Promise, promises};
use super::random::{Purpose, Stream};
use super::statistics::{Ratio, normal_quantile};

/// Replications before the first look at the results; each further look comes after twice as many.
const FIRST_LOOK: u32 = 128;

/// Units that one thread plays at a time.
const BATCH: u32 = 8;

/// Probability of a wrong verdict about any promise of a roster, each way.
pub const ERROR: f64 = 0.05;

/// Share of the error spent on the looks before the last.
const EARLY: f64 = 0.2;

/// Plays the whole horizon of a roster until every target is decided, or the replications allowed are used up.
///
/// All days are played in one go, so that what waits overnight (letters), and work in hand at midnight, goes on; the
/// first day starts empty, on a cyclic horizon too.
///
/// The replication (a whole horizon from an empty centre) is the unit of the confidence intervals, or ten of them
/// where days differ in busyness, of which each ten see each tenth (`busyness`). A verdict holds with 95 % for all
/// targets together (Bonferroni), also though the results are looked at several times: after 128 replications, then 256,
/// 512 and so on, of which the looks before the last share a fifth of the 5 %. The draws are not those of a
/// [`Simulator`](super::Simulator) with the same seed, so that a roster is never judged on the contacts it was chosen
/// for. Threads do not change a bit of the result.
pub fn simulate(scenario: &Scenario, roster: &Roster, seed: u64, watch: Watch<'_>) -> Performance {
    verify(scenario, roster, (seed, ERROR), watch)
}

/// As [`simulate`], with a probability of `error` of a wrong verdict about any promise, each way.
///
/// Who looks for a roster until one is verified must share the error out over the rosters that are tried.
pub fn verify(scenario: &Scenario, roster: &Roster, (seed, error): (u64, f64), watch: Watch<'_>) -> Performance {
    let centre = Centre::new(scenario);
    let seed = Stream::new(seed, Purpose::Verification).bits(0);
    let promises = promises(scenario, &centre);
    let crew = Crew::new(&centre, centre.horizon, &roster.stretches);
    // Whole units only: a part of one would see a part of the law of busyness.
    let unit = if centre.busyness.is_some() { STRATA } else { 1 };
    let most = scenario.settings.verify_replications.max(1).div_ceil(unit) * unit;
    let run = Run { centre: &centre, crew: &crew, promises: &promises, seed, unit, most };
    let n_threads = scenario.settings.threads.max(1);
    let mut workers: Vec<Worker> = (0..n_threads).map(|_| Worker::new(&run)).collect();
    // Without a pool of the size wished for, the result is the same, only later.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().ok();

    let looks = looks(most, unit);
    let mut done = 0;
    let mut look = 0;
    loop {
        let next = AtomicU32::new(done);
        let until = looks[look];
        match &pool {
            Some(pool) => pool.install(|| workers.par_iter_mut().for_each(|worker| run.some(&next, until, worker))),
            None => run.some(&next, until, &mut workers[0]),
        }
        done = until;
        (watch.progress)(Progress::Verifying { replications: done });
        let z = critical(look, looks.len(), promises.len(), error);
        let is_decided = !promises.is_empty() && verdicts(&promises, &workers, z).all(|v| v != Verdict::Undecided);
        if is_decided || done == most || watch.is_over() {
            let ledger = merged(workers);
            return ledger.performance(&centre, &promises, z, done);
        }
        look += 1;
    }
}

/// The verdicts as things stand.
fn verdicts<'a>(promises: &'a [Promise], workers: &'a [Worker], z: f64) -> impl Iterator<Item = Verdict> + 'a {
    promises.iter().enumerate().map(move |(index, promise)| {
        let mut ratio = Ratio::default();
        for worker in workers {
            ratio.merge(&worker.ledger.ratios()[index]);
        }
        promise.verdict(&ratio, z)
    })
}

/// The ledgers of all workers as one. They hold whole numbers, so that it does not matter who played what.
fn merged(workers: Vec<Worker>) -> Ledger {
    let ledgers = workers.into_iter().map(|worker| worker.ledger);
    let all = ledgers.reduce(|mut all, some| {
        all.merge(&some);
        all
    });
    all.expect("there is at least one worker")
}

/// After how many replications the results are looked at: whole units.
fn looks(most: u32, unit: u32) -> Vec<u32> {
    let doubling = std::iter::successors(Some(FIRST_LOOK.div_ceil(unit) * unit), |&n| n.checked_mul(2));
    doubling.take_while(|&n| n < most).chain([most]).collect()
}

/// Standard errors that decide at a look, of so many looks and promises.
fn critical(look: usize, n_looks: usize, n_promises: usize, error: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "few looks and promises")]
    let (early, promises) = ((n_looks - 1) as f64, n_promises.max(1) as f64);
    let error = match (n_looks, look + 1 == n_looks) {
        (1, _) => error,
        (_, true) => error * (1.0 - EARLY),
        (_, false) => error * EARLY / early,
    };
    normal_quantile(1.0 - error / promises)
}

/// What is the same for every replication.
struct Run<'a> {
    centre: &'a Centre,
    crew: &'a Crew,
    promises: &'a [Promise],
    seed: u64,
    /// Replications that are independent of all others together.
    unit: u32,
    /// Replications in all.
    most: u32,
}

impl Run<'_> {
    /// Plays replications, taking a few units at a time, until none is left before `until`.
    fn some(&self, next: &AtomicU32, until: u32, worker: &mut Worker) {
        let batch = if self.unit > 1 { self.unit } else { BATCH };
        loop {
            let first = next.fetch_add(batch, Ordering::Relaxed);
            if first >= until {
                return;
            }
            for replication in first..until.min(first + batch) {
                self.one(replication, worker);
            }
        }
    }

    fn one(&self, replication: u32, worker: &mut Worker) {
        let Self { centre, crew, promises, seed, .. } = *self;
        let window = centre.horizon;
        let Worker { engine, contacts, ledger } = worker;
        contacts.draw_horizon(centre, seed, replication);
        ledger.open(contacts);
        let absences = crew.absences(centre, seed, replication);
        let transfers = Stream::new(seed, Purpose::Transfer).key(u64::from(replication));
        let play = Play { centre, window, crew, contacts: &contacts.list, absences: &absences, transfers };
        engine.play(&play, ledger);
        ledger.close(promises, (replication + 1).is_multiple_of(self.unit));
    }
}

/// One thread's books, and what it needs to play, kept to reuse the memory.
struct Worker {
    ledger: Ledger,
    engine: Engine,
    contacts: Contacts,
}

impl Worker {
    fn new(run: &Run<'_>) -> Self {
        let ledger = Ledger::new(run.centre, run.crew, run.promises, run.most);
        Self { ledger, engine: Engine::default(), contacts: Contacts::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_double_and_end_with_the_last_replication() {
        assert_eq!(looks(1000, 1), [128, 256, 512, 1000]);
        assert_eq!(looks(128, 1), [128]);
        assert_eq!(looks(40, 1), [40]);
        assert_eq!(looks(1000, 10), [130, 260, 520, 1000]);
    }

    #[test]
    fn the_errors_of_all_looks_and_promises_add_up_to_five_per_cent() {
        assert!((critical(0, 1, 1, ERROR) - 1.644_854).abs() < 1e-5);
        let (early, late) = (critical(0, 5, 55, ERROR), critical(4, 5, 55, ERROR));
        assert!(early > late && late > critical(0, 1, 55, ERROR));
        // 4 early looks at 0.0025 and one at 0.04.
        assert!((normal_quantile(1.0 - 0.0025 / 55.0) - early).abs() < 1e-9);
        assert!((normal_quantile(1.0 - 0.04 / 55.0) - late).abs() < 1e-9);
        // Half the error asks for more.
        assert!(critical(4, 5, 55, ERROR / 2.0) > late);
    }
}
