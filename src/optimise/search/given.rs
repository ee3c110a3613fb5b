//! Rosters for a requirement given outright: fairness, wishes and spread reserve without contacts to play.

use std::ops::Range;

use crate::model::{CoverRequirement, DayIdx, DayTally, Evaluate, Roster, Scenario, Stretch, Tally, Watch};
use crate::optimise::shortage::shortage;

use super::goals::Goals;
use super::ledger::{Ledger, Level};
use super::neat::suit;
use super::problem::Problem;
use super::rng::Rng;
use super::{errands, grant, read, reserve, state, swap, unsocial};

/// A player to whom nobody turns.
struct Nobody {
    tally: DayTally,
}

impl Evaluate for Nobody {
    fn day(&self, _: DayIdx, _: &[Stretch], _: Range<u32>) -> DayTally {
        self.tally.clone()
    }
}

impl Nobody {
    fn new(problem: &Problem) -> Self {
        let intervals = problem.scenario.horizon.n_intervals().div_ceil(problem.n_days().max(1)) + 4;
        let n_queues = problem.scenario.queues.len();
        let tally = DayTally {
            queues: vec![Tally::default(); n_queues],
            intervals: vec![vec![Tally::default(); intervals]; n_queues],
        };
        Self { tally }
    }
}

/// The roster with evenings, weekends and wishes shared fairly, and reserve spread where the aim says so: as many people
/// missing as in `start`, and at most its people but for spread reserve.
///
/// For rosters that no search by simulation has touched. What it cannot read it leaves alone.
pub fn share_out(scenario: &Scenario, requirement: &CoverRequirement, start: &Roster, watch: Watch) -> Roster {
    let mut problem = Problem::new(scenario);
    let mut state = read::read(&mut problem, start);
    if state::write_roster(&problem, &state) != *start {
        return start.clone();
    }
    // What is free comes first, and stays if the rest should turn out to cost cover after all.
    swap::share(&problem, &mut state);
    grant::suit_reserve(&problem, &mut state);
    let shared = state::write_roster(&problem, &state);
    problem.errands = errands::shared_out(&problem, &state);
    let problem = problem;
    let mut bare = scenario.clone();
    for queue in &mut bare.queues {
        (queue.target, queue.ceilings) = (None, Vec::new());
    }
    let nobody = Nobody::new(&problem);
    let mut ledger = Ledger::new(&problem, &nobody, Goals::new(&bare), state);
    ledger.play(Level { first: 0, all: 0 });
    ledger.unfillable = ledger.gaps();
    let mut rng = Rng::new(scenario.settings.seed);
    reserve::spread(&mut ledger, watch, &mut rng);
    unsocial::lessen(&mut ledger, watch, &mut rng);
    suit(&mut ledger, watch, &mut rng);
    swap::share(&problem, &mut ledger.state);
    let found = state::write_roster(&problem, &ledger.state);
    let missing = |roster: &Roster| shortage(scenario, requirement, roster).iter().map(|s| s.missing).sum::<f64>();
    if missing(&found) > missing(&shared) + 1e-9 { shared } else { found }
}
