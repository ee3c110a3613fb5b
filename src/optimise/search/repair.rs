//! A standing roster put right with few changes when somebody is away: nobody is let go, nothing is planned anew.

use crate::model::{Evaluate, Roster, Scenario, Watch};

use super::climb::climb;
use super::goals::Goals;
use super::ledger::{Change, Ledger};
use super::moves::{is_sound, repair_tasks};
use super::params::{Params, Stage};
use super::people::grow;
use super::problem::Problem;
use super::rng::Rng;
use super::seating::fill;
use super::state::{DayPlan, State};
use super::{errands, read, state};

/// Who is called in must lower the cost by so much, or stays where they are.
const WORTHWHILE: f64 = 1e-3;
/// A change is taken back if the cost rises by no more than this.
const NOTHING: f64 = 1e-5;

/// Little work, few replications: what a scheduler would try, not another plan.
const STAGE: Stage = Stage { first: 12, all: 96, margin: 0.004, caution: 0.5, work: 500.0, heat: 0.002 };
/// Breaks and seats first, then starts; tours seldom, people never exchanged.
const KINDS: [f64; 5] = [0.5, 3.0, 3.0, 0.1, 0.0];

/// `standing`, in which somebody is missing who was planned, put right by as few changes as suffice.
///
/// `scenario` is the centre without them, and `standing` holds nobody's rows who is away. Seats they left are filled, breaks
/// and starts moved, and people called in from reserve (at most `most_called`) until every target is met as `evaluate`
/// plays it, or a little work is spent. Then every shift that need not have changed is changed back. Everybody who worked
/// still works, and contracts are kept.
pub fn repair(
    scenario: &Scenario,
    standing: &Roster,
    most_called: usize,
    evaluate: &dyn Evaluate,
    watch: Watch,
) -> Roster {
    let mut problem = Problem::new(scenario);
    let before = read::read(&mut problem, standing);
    problem.errands = errands::shared_out(&problem, &before);
    problem.errands = errands::raised(&problem, &before);
    for (stays, works) in problem.stays.iter_mut().zip(&before.working) {
        *stays |= works;
    }
    let problem = problem;
    let params = Params { kinds: KINDS, ..Params::default() };
    let mut rng = Rng::new(scenario.settings.seed);
    let mut ledger = Ledger::new(&problem, evaluate, Goals::new(scenario), before.clone());
    ledger.ready(&STAGE);
    fill_seats(&mut ledger, &mut rng);
    let mut is_met = climb(&mut ledger, &params, &STAGE, watch, &mut rng);
    for _ in 0..most_called {
        let (cost, snapshot) = (ledger.cost(), ledger.snapshot());
        if is_met || watch.is_over() || !grow(&mut ledger, &mut rng) {
            break;
        }
        is_met = climb(&mut ledger, &params, &STAGE, watch, &mut rng);
        if !is_met && ledger.cost() > cost - WORTHWHILE {
            ledger.restore(snapshot);
            break;
        }
    }
    take_back(&mut ledger, &before, &mut rng);
    state::write_roster(&problem, &ledger.state)
}

/// Fills the seats at posts that stand empty, day by day.
fn fill_seats(ledger: &mut Ledger, rng: &mut Rng) {
    for day in 0..ledger.problem.n_days() {
        let mut plan = ledger.state.days[day].clone();
        fill(ledger.problem, day, &mut plan, &ledger.state.working, &ledger.worth[day], rng);
        if plan != ledger.state.days[day] {
            ledger.attempt(Change { days: vec![(day, plan)], working: None }, f64::INFINITY);
        }
    }
}

/// Gives everybody their shifts of before again, all of a person's or a day's, wherever nothing comes to lack for it.
fn take_back(ledger: &mut Ledger, before: &State, rng: &mut Rng) {
    let problem = ledger.problem;
    for agent in 0..problem.n_agents() {
        let changed: Vec<usize> = (0..problem.n_days())
            .filter(|&day| before.days[day].shifts[agent] != ledger.state.days[day].shifts[agent])
            .collect();
        if changed.is_empty() || try_back(ledger, before, agent, &changed, rng) || changed.len() == 1 {
            continue;
        }
        for day in changed {
            try_back(ledger, before, agent, &[day], rng);
        }
    }
}

/// Gives one person the shifts of before on `days`; whether they could be kept.
fn try_back(ledger: &mut Ledger, before: &State, agent: usize, days: &[usize], rng: &mut Rng) -> bool {
    let Some(plans) = plans_back(ledger, before, agent, days, rng) else { return false };
    if !is_sound(ledger.problem, &ledger.state, &plans, &[agent]) {
        return false;
    }
    let (was_met, gaps, snapshot) = (ledger.is_satisfied(), ledger.gaps(), ledger.snapshot());
    let Some(rise) = ledger.attempt(Change { days: plans, working: None }, f64::INFINITY) else { return false };
    let is_as_good = if was_met { ledger.is_satisfied() } else { rise <= NOTHING && ledger.gaps() <= gaps };
    if !is_as_good {
        ledger.restore(snapshot);
    }
    is_as_good
}

fn plans_back(
    ledger: &Ledger,
    before: &State,
    agent: usize,
    days: &[usize],
    rng: &mut Rng,
) -> Option<Vec<(usize, DayPlan)>> {
    let plan_of = |&day: &usize| {
        let mut plan = ledger.state.days[day].clone();
        plan.shifts[agent].clone_from(&before.days[day].shifts[agent]);
        repair_tasks(ledger.problem, day, &mut plan)?;
        fill(ledger.problem, day, &mut plan, &ledger.state.working, &ledger.worth[day], rng);
        Some((day, plan))
    };
    days.iter().map(plan_of).collect()
}
