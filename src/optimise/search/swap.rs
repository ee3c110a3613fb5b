//! Days exchanged between two persons, so that evenings, weekends and wishes fall fairly.

use crate::model::{Activity, AgentIdx, Watch};

use super::fair::{Burden, Fairness, is_fairer_up_to};
use super::ledger::{Change, Ledger};
use super::legality::{Tour, is_legal, tour};
use super::problem::Problem;
use super::rng::Rng;
use super::seating::fill;
use super::state::{DayPlan, State, Worked, shift};

/// Most exchanges looked at in one pass over all persons; a limit on work, not on time.
const MOST_LOOKED_AT: u64 = 1_000_000;
/// Passes over all persons, each of which begins anew after the last exchange.
const PASSES: u32 = 6;
/// Simulated work allowed for exchanges, in mean days of contacts.
pub(super) const WORK: f64 = 4_000.0;
/// Rise in cost that an exchange may cost.
const TOLERANCE: f64 = 0.003;

/// Levels of fairness that an exchange without cost may serve.
const ALL: usize = 6;
/// Levels of fairness worth a simulation: all but starts, which have their own moves.
const BUT_STARTS: usize = 5;

/// Two persons and the days that they exchange.
struct Pair<'a> {
    problem: &'a Problem<'a>,
    people: [usize; 2],
    /// Their tours as they are.
    tours: [Tour<'a>; 2],
    burdens: [Burden; 2],
}

impl<'a> Pair<'a> {
    fn new(problem: &'a Problem<'a>, state: &State, fairness: &Fairness, people: [usize; 2]) -> Self {
        let tours = people.map(|agent| tour(problem, state, &[], agent));
        let burdens = [0, 1].map(|i| fairness.burden(problem, people[i], &tours[i]));
        Self { problem, people, tours, burdens }
    }

    /// Whether the paid time of the days, and the reserve within, add up to the same for both.
    fn is_even(&self, state: &State, days: &[usize]) -> bool {
        let paid = |i: usize| days.iter().filter_map(|&day| self.tours[i][day]).map(|shift| shift.work).sum::<i32>();
        let reserve = |i: usize| {
            let tasks = days.iter().flat_map(|&day| &state.days[day].tasks);
            let mine = tasks.filter(|task| task.agent.0 == self.people[i] && task.activity == Activity::Reserve);
            mine.map(|task| task.span().minutes()).sum::<i32>()
        };
        // Meetings, training and letters are called for by name: they stay where both have the same.
        let errands = |i: usize| {
            let tasks = days.iter().flat_map(|&day| &state.days[day].tasks);
            let mine = tasks.filter(|task| task.agent.0 == self.people[i] && task.activity != Activity::Reserve);
            let mut mine: Vec<_> = mine.map(|task| (task.span(), task.activity)).collect();
            mine.sort_unstable();
            mine
        };
        paid(0) == paid(1) && reserve(0) == reserve(1) && errands(0) == errands(1)
    }

    /// Their tours with the days exchanged, if that is fairer on the first so many levels and both stay legal.
    fn exchanged(&self, fairness: &Fairness, days: &[usize], levels: usize) -> Option<[Tour<'a>; 2]> {
        if days.iter().all(|&day| self.tours[0][day] == self.tours[1][day]) {
            return None;
        }
        let mut after = [self.tours[0].clone(), self.tours[1].clone()];
        for &day in days {
            (after[0][day], after[1][day]) = (self.tours[1][day], self.tours[0][day]);
        }
        let burdens = [0, 1].map(|i| fairness.burden(self.problem, self.people[i], &after[i]));
        let is_fairer = is_fairer_up_to(levels, [&self.burdens[0], &self.burdens[1]], [&burdens[0], &burdens[1]]);
        (is_fairer && (0..2).all(|i| self.may(i, days, &after[i]))).then_some(after)
    }

    /// Whether a person may work the days exchanged, and the tour as a whole.
    fn may(&self, i: usize, days: &[usize], tour: &Tour) -> bool {
        let agent = self.people[i];
        let is_open = |&day: &usize| tour[day].is_none_or(|shift| self.problem.options[agent][day].contains(shift));
        days.iter().all(is_open) && is_legal(self.problem, agent, tour)
    }
}

/// The sets of days worth exchanging: each alone, each week, and any two of a week.
fn day_sets(problem: &Problem) -> Vec<Vec<usize>> {
    let days = &problem.scenario.horizon.days;
    let mut sets: Vec<Vec<usize>> = (0..days.len()).map(|day| vec![day]).collect();
    let mut from = 0;
    for week in days.chunk_by(|_, next| next.weekday() != chrono::Weekday::Mon) {
        let of_week: Vec<usize> = (from..from + week.len()).collect();
        for (i, &first) in of_week.iter().enumerate() {
            sets.extend(of_week[i + 1..].iter().map(|&second| vec![first, second]));
        }
        from += week.len();
        sets.push(of_week);
    }
    sets
}

/// Whether two persons can do exactly the same, so that contacts and posts do not feel an exchange.
fn can_do_the_same(problem: &Problem, a: usize, b: usize) -> bool {
    let scenario = problem.scenario;
    let of = |agent: usize| scenario.agents[agent].skills;
    let can = |agent: usize, skills| of(agent).contains(skills);
    problem.live[a] == problem.live[b]
        && scenario.keyholders.are_alike(of(a), of(b))
        && scenario.posts.iter().all(|post| can(a, post.skills) == can(b, post.skills))
        && scenario.queues.iter().all(|queue| queue.is_live() || can(a, queue.skills) == can(b, queue.skills))
}

/// Whether a person's days may be exchanged at all.
fn is_free(problem: &Problem, state: &State, agent: usize) -> bool {
    !problem.pinned[agent] && !state.is_frozen(agent)
}

/// Exchanges days between persons who can do the same, as long as that is fairer; nothing else changes.
pub(super) fn share(problem: &Problem, state: &mut State) {
    let sets = day_sets(problem);
    let mut looked_at = 0;
    for _ in 0..PASSES {
        let fairness = Fairness::new(problem, state);
        let mut has_changed = false;
        for a in 0..problem.n_agents() {
            for b in a + 1..problem.n_agents() {
                let may = |state: &State| is_free(problem, state, a) && is_free(problem, state, b);
                if state.working[a] != state.working[b] || !may(state) || !can_do_the_same(problem, a, b) {
                    continue;
                }
                let mut pair = Pair::new(problem, state, &fairness, [a, b]);
                for days in &sets {
                    looked_at += 1;
                    if pair.is_even(state, days) && pair.exchanged(&fairness, days, ALL).is_some() {
                        has_changed = true;
                        for &day in days {
                            trade(problem, day, &mut state.days[day], a, b);
                        }
                        pair = Pair::new(problem, state, &fairness, [a, b]);
                    }
                }
                if looked_at > MOST_LOOKED_AT {
                    return;
                }
            }
        }
        if !has_changed {
            return;
        }
    }
}

/// Exchanges two persons' shifts, posts and tasks on a day.
fn trade(problem: &Problem, day: usize, plan: &mut DayPlan, a: usize, b: usize) {
    let other = |agent: AgentIdx| match agent.0 {
        x if x == a => AgentIdx(b),
        x if x == b => AgentIdx(a),
        _ => agent,
    };
    let taken = |from: usize, to: usize, plan: &DayPlan| {
        let worked = plan.shifts[from].as_ref()?;
        let theirs = shift(problem, day, from, worked);
        let option = problem.options[to][day].iter().position(|mine| mine == theirs)?;
        Some(Worked { option, breaks: worked.breaks.clone() })
    };
    let (to_b, to_a) = (taken(a, b, plan), taken(b, a, plan));
    (plan.shifts[a], plan.shifts[b]) = (to_a, to_b);
    for holder in plan.seats.iter_mut().flatten().flatten() {
        *holder = other(*holder);
    }
    for task in &mut plan.tasks {
        task.agent = other(task.agent);
    }
}

/// Exchanges days between persons who serve different contacts, where that is fairer and every target stays met.
pub(super) fn exchange(ledger: &mut Ledger, watch: Watch, rng: &mut Rng) {
    let problem = ledger.problem;
    let sets = day_sets(problem);
    let most = ledger.contacts + WORK * ledger.daily_contacts();
    let mut looked_at = 0;
    let fairness = Fairness::new(problem, &ledger.state);
    for a in 0..problem.n_agents() {
        for b in a + 1..problem.n_agents() {
            let may = |state: &State, agent: usize| state.working[agent] && is_free(problem, state, agent);
            if !may(&ledger.state, a) || !may(&ledger.state, b) || can_do_the_same(problem, a, b) {
                continue;
            }
            let mut pair = Pair::new(problem, &ledger.state, &fairness, [a, b]);
            for days in sets.iter().filter(|days| days.len() <= 2) {
                looked_at += 1;
                if looked_at > MOST_LOOKED_AT || ledger.contacts > most || watch.is_over() {
                    return;
                }
                if !pair.is_even(&ledger.state, days) || pair.exchanged(&fairness, days, BUT_STARTS).is_none() {
                    continue;
                }
                let Some(plans) = plans(ledger, days, [a, b], rng) else { continue };
                if stays_satisfied(ledger, plans) {
                    pair = Pair::new(problem, &ledger.state, &fairness, [a, b]);
                }
            }
        }
    }
}

/// The days' plans after an exchange; `None` where a task cannot be taken over.
fn plans(ledger: &Ledger, days: &[usize], [a, b]: [usize; 2], rng: &mut Rng) -> Option<Vec<(usize, DayPlan)>> {
    let problem = ledger.problem;
    let mut plans = Vec::new();
    for &day in days {
        let mut plan = ledger.state.days[day].clone();
        trade(problem, day, &mut plan, a, b);
        if !plan.tasks.iter().all(|task| problem.may_do(task.agent.0, task.activity)) {
            return None;
        }
        fill(problem, day, &mut plan, &ledger.state.working, &ledger.worth[day], rng);
        plans.push((day, plan));
    }
    Some(plans)
}

/// Makes the change if no target comes to lack anything for it.
pub(super) fn stays_satisfied(ledger: &mut Ledger, days: Vec<(usize, DayPlan)>) -> bool {
    let before = ledger.snapshot();
    let is_made = ledger.attempt(Change { days, working: None }, TOLERANCE).is_some();
    if is_made && !ledger.is_satisfied() {
        ledger.restore(before);
        return false;
    }
    is_made
}
