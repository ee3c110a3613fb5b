//! Simulation-based local search: the fewest people whose roster meets every target.
//!
//! The roster in hand is a legal one at every moment: a shift or none for each agent and day, kept to the rules by every
//! move, with the hours of a contract spent whether or not service needs them. A move changes a day or two, or exchanges
//! people; only days that change are simulated again, and of a small change only the hours that can feel it, always
//! against the same contacts (common random numbers). Misses, by queue and interval, say what time on contacts is worth
//! to whom, and so which moves are tried. The price of a share lacking is a smooth hinge, so that targets just met still
//! count. A change is looked at on few replications first and dropped there if it does no good.
//!
//! People go one by one while the targets are met on few replications, where rosters look better than they are. The
//! first roster to be settled on more and more replications, until it stands a trial on fresh ones, is that of a person
//! more than the fewest found so; then, with more work, those of fewer, by two searches in a race, until one fails.
//!
//! Work limits are counted in simulated contacts, never by the clock, so that the result is the same on every machine.
//!
//! # Source
//!
//! Cezik and L'Ecuyer (2008), Staffing multiskill call centers via linear programming and simulation,
//! <https://doi.org/10.1287/mnsc.1070.0824>, for the local search on common random numbers that ends their method; here it
//! carries the whole week with shifts, breaks and posts.

mod backlog;
mod calm;
mod carry;
mod climb;
mod counts;
mod cover;
mod errands;
mod fair;
mod given;
mod goals;
mod grant;
mod keys;
mod ledger;
mod legality;
mod moves;
mod neat;
mod params;
mod people;
mod play;
mod problem;
mod race;
mod read;
mod repair;
mod reserve;
mod rng;
mod seating;
mod settle;
mod sittings;
mod slots;
mod stagger;
mod state;
mod swap;
mod tours;
mod turns;
mod unsocial;
mod window;
mod worth;

use crate::model::{CoverRequirement, Evaluate, Roster, Scenario, Step, Watch};

pub use self::given::share_out;
use self::goals::Goals;
use self::ledger::Ledger;
pub(crate) use self::params::Params;
use self::problem::Problem;
pub use self::repair::repair;
use self::rng::Rng;
use self::worth::Worth;

/// Finds the roster of the fewest people that meets every target as `evaluate` plays it, starting from `start`.
///
/// When everybody works and targets are still missed, the roster is the one found that lacks least. What
/// `requirement.csv` asks outright is kept to as well; the guides of `requirement` are not needed, since the targets
/// themselves are measured. The steps tell each number of people tried.
pub fn search(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    start: &Roster,
    evaluate: &dyn Evaluate,
    watch: Watch,
) -> (Roster, Vec<Step>) {
    search_with(scenario, requirement, start, (evaluate, watch), &Params::within(scenario.settings.time_limit_s))
}

/// As [`search`], but nobody employed is let go: who comes on top is one of the places that may be hired for.
pub fn search_additions(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    start: &Roster,
    evaluate: &dyn Evaluate,
    watch: Watch,
) -> (Roster, Vec<Step>) {
    let params = Params { keeps_employed: true, persistence: 0.0, ..Params::default() };
    search_with(scenario, requirement, start, (evaluate, watch), &params)
}

/// `roster` with meetings, training and blocks of deferrable work laid where the requirement has most to spare, and
/// breaks apart where nobody comes to lack for it.
pub(in crate::optimise) fn laid(scenario: &Scenario, roster: Roster) -> Roster {
    let has_errands = !scenario.activities.is_empty();
    // A search parts the breaks itself.
    if !has_errands && (scenario.simulate || !stagger::is_limited(scenario)) {
        return roster;
    }
    let mut problem = Problem::new(scenario);
    let mut state = read::read(&mut problem, &roster);
    problem.errands = errands::shared_out(&problem, &state);
    let mut rng = Rng::new(scenario.settings.seed);
    for (day, plan) in state.days.iter_mut().enumerate() {
        let lacking = |plan: &state::DayPlan| cover::lacking(&problem, day, plan, &state.working);
        let worth = Worth::by_cover(&problem, day, plan, &state.working);
        let mut new = plan.clone();
        seating::fill(&problem, day, &mut new, &state.working, &worth, &mut rng);
        // The requirement goes before lunches apart.
        let mut crowded = plan.clone();
        errands::lay(&problem, day, &mut crowded, &state.working, &worth, &mut rng);
        seating::seat(&problem, day, &mut crowded, &state.working, &worth, &mut rng);
        *plan = if lacking(&new) <= lacking(&crowded) { new } else { crowded };
    }
    state::write_roster(&problem, &state)
}

/// As [`search`], trying as hard as `params` says.
pub(crate) fn search_with(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    start: &Roster,
    (evaluate, watch): (&dyn Evaluate, Watch),
    params: &Params,
) -> (Roster, Vec<Step>) {
    let mut problem = Problem::new(scenario);
    if params.keeps_employed {
        for (stays, agent) in problem.stays.iter_mut().zip(&scenario.agents) {
            *stays |= !agent.hireable;
        }
    }
    let state = read::read(&mut problem, start);
    problem.errands = errands::shared_out(&problem, &state);
    // What letters need of blocks beside the idle time of the start is theirs throughout the search.
    let mut trial = state.clone();
    let unknown = vec![Worth::unknown(); problem.n_days()];
    backlog::catch_up(&problem, requirement, &mut trial, &unknown, &mut Rng::new(scenario.settings.seed));
    problem.errands = errands::raised(&problem, &trial);
    let problem = problem;
    let mut goals = Goals::new(scenario);
    if goals.len() == 0 {
        return (share_out(scenario, requirement, start, watch), Vec::new());
    }
    goals.softness = params.softness;
    let mut rng = Rng::new(scenario.settings.seed);
    let mut ledger = Ledger::new(&problem, evaluate, goals, state);
    moves::complete(&mut ledger, &mut rng);
    let steps = people::fewest(&mut ledger, params, watch, &mut rng);
    errands::top_up(&problem, &mut ledger.state, &ledger.worth, &mut rng);
    backlog::catch_up(&problem, requirement, &mut ledger.state, &ledger.worth, &mut rng);
    reserve::rotate(&problem, &mut ledger.state);
    swap::share(&problem, &mut ledger.state);
    grant::suit_reserve(&problem, &mut ledger.state);
    (state::write_roster(&problem, &ledger.state), steps)
}
