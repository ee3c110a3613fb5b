//! Turns at a post: which there are, how well they fit, and the best holders of a seat over a day.

use crate::model::AgentIdx;

use super::problem::Problem;
use super::rng::Rng;
use super::seating::to_f64;
use super::slots::Slots;
use super::worth::Worth;

/// An unbroken time of one agent in one seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// First slot.
    pub(super) from: usize,
    /// Number of slots.
    pub(super) length: usize,
    /// Who.
    pub(super) holder: AgentIdx,
}

/// The turns of a seat, in order.
pub(super) fn turns(holders: &[Option<AgentIdx>]) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut from = 0;
    for run in holders.chunk_by(|a, b| a == b) {
        if let Some(holder) = run[0] {
            turns.push(Turn { from, length: run.len(), holder });
        }
        from += run.len();
    }
    turns
}

/// The shortest and the longest turn of a seat, in slots.
fn limits(problem: &Problem, seat: usize) -> (usize, usize) {
    let post = &problem.scenario.posts[problem.seats[seat].post.0];
    let grid = problem.scenario.horizon.grid_minutes;
    let slots = |minutes: i32| usize::try_from(minutes / grid).unwrap_or(0).max(1);
    (slots(post.shortest), slots(post.longest.max(grid)))
}

/// Slots by which the turns of a seat are too short or too long; none is asked to be longer than the seat is open.
pub(super) fn ill_fitting(problem: &Problem, day: usize, seat: usize, holders: &[Option<AgentIdx>]) -> usize {
    let (shortest, longest) = limits(problem, seat);
    let open = runs(problem.open[day][seat]);
    let off = |turn: &Turn| {
        let whole = open.iter().find(|run| run.0 <= turn.from && turn.from < run.1).map_or(0, |run| run.1 - run.0);
        shortest.min(whole).saturating_sub(turn.length) + turn.length.saturating_sub(longest)
    };
    turns(holders).iter().map(off).sum()
}

/// The unbroken runs of a set of slots: first slot, and the one after the last.
fn runs(slots: Slots) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for slot in slots.iter() {
        match runs.last_mut() {
            Some(run) if run.1 == slot => run.1 += 1,
            _ => runs.push((slot, slot + 1)),
        }
    }
    runs
}

/// What decides who sits, from most to least: a slot left empty, a slot too short or too long, and then a change of
/// person and the worth on contacts of a slot, with what the mean slot is worth as 1.
const EMPTY: f64 = 1e6;
const ILL_FITTING: f64 = 1e3;

/// How freely a seat is dealt out anew.
#[derive(Debug, Clone, Copy)]
pub(super) struct Freedom {
    /// How much less a slot costs whoever holds it already, in worths of a mean slot.
    pub(super) stay: f64,
    /// How much the worths are shaken, 0 to 1.
    pub(super) noise: f64,
    /// What a change of person costs, in worths of a mean slot.
    pub(super) switch: f64,
}

/// Deals a seat out anew over the day, exactly by [`EMPTY`] and its neighbours. `free` are the slots in which each agent
/// may take it `[agent]`; those given out are taken from it.
///
/// Dynamic programming over the end of the last turn and whose it was.
pub(super) fn reseat(
    problem: &Problem,
    (day, seat): (usize, usize),
    holders: &mut [Option<AgentIdx>],
    (free, worth): (&mut [Slots], &Worth),
    (freedom, rng): (Freedom, &mut Rng),
) {
    let able: Vec<usize> = (0..free.len()).filter(|&a| !free[a].is_empty() && problem.may_sit(a, seat)).collect();
    let shaken: Vec<f64> = able.iter().map(|_| 1.0 + freedom.noise * (rng.unit() - 0.5)).collect();
    let (shortest, longest) = limits(problem, seat);
    let scale = worth.scale.max(1e-12);
    for (start, end) in runs(problem.open[day][seat]) {
        let n = end.min(holders.len()).saturating_sub(start);
        let shortest = shortest.min(n);
        let nobody = able.len();
        // best[t][k]: cheapest seating of the first t slots whose last turn is k's: cost, its start, whose came before.
        let mut best = vec![vec![(f64::INFINITY, 0, nobody); nobody + 1]; n + 1];
        best[0][nobody] = (0.0, 0, nobody);
        for slot in 0..n {
            let [first, second] = cheapest_two(&best[slot]);
            for (k, &agent) in able.iter().enumerate() {
                let (before, price) = if first.0 == k { second } else { first };
                let mut cost = price + freedom.switch;
                for (after, ways) in best.iter_mut().enumerate().skip(slot + 1) {
                    let at = start + after - 1;
                    if !free[agent].has(at) || !cost.is_finite() {
                        break;
                    }
                    cost += worth.of(agent, at) / scale * shaken[k];
                    if holders[at] == Some(AgentIdx(agent)) {
                        cost -= freedom.stay;
                    }
                    let length = after - slot;
                    let off = length.saturating_sub(longest) + shortest.saturating_sub(length);
                    let total = cost + ILL_FITTING * to_f64(off);
                    if total < ways[k].0 {
                        ways[k] = (total, slot, before);
                    }
                }
            }
            if first.1 + EMPTY < best[slot + 1][nobody].0 {
                best[slot + 1][nobody] = (first.1 + EMPTY, slot, first.0);
            }
        }
        let (mut slot, mut k) = (n, cheapest_two(&best[n])[0].0);
        while slot > 0 {
            let (_, from, before) = best[slot][k];
            let holder = able.get(k).copied();
            holders[start + from..start + slot].fill(holder.map(AgentIdx));
            if let Some(agent) = holder {
                (start + from..start + slot).for_each(|at| free[agent].remove(at));
            }
            (slot, k) = (from, before);
        }
    }
}

/// The two cheapest ways to have come this far, by different holders.
fn cheapest_two(ways: &[(f64, usize, usize)]) -> [(usize, f64); 2] {
    let mut two = [(usize::MAX, f64::INFINITY); 2];
    for (k, way) in ways.iter().enumerate() {
        if way.0 < two[0].1 {
            two = [(k, way.0), two[0]];
        } else if way.0 < two[1].1 {
            two[1] = (k, way.0);
        }
    }
    two
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Agent, Horizon, Minute, Post, Scenario, SkillSet, Span};

    /// Eight half-hours at a desk, of which a turn should be two to three, and so many agents.
    fn desk(n_agents: usize) -> Scenario {
        let horizon = Horizon::new("2026-11-23".parse().unwrap(), 1, 30, 30);
        let mut scenario = Scenario::new("x", horizon);
        scenario.posts = vec![Post {
            id: "desk".to_owned(),
            name: "desk".to_owned(),
            skills: SkillSet::EMPTY,
            agents: 1,
            opening: vec![Span::new(Minute(480), Minute(720))],
            shortest: 60,
            longest: 90,
        }];
        scenario.agents = (0..n_agents).map(|_| Agent::new("a", SkillSet::EMPTY)).collect();
        scenario
    }

    /// What a seating costs, counted outright.
    fn cost(holders: &[Option<AgentIdx>], worth: &Worth, switch: f64) -> f64 {
        let found = turns(holders);
        let off = |length: usize| 2_usize.saturating_sub(length) + length.saturating_sub(3);
        let of_turn = |turn: &Turn| {
            let lost: f64 = (turn.from..turn.from + turn.length).map(|slot| worth.of(turn.holder.0, slot)).sum();
            switch + lost + ILL_FITTING * to_f64(off(turn.length))
        };
        let empty = holders[16..24].iter().filter(|holder| holder.is_none()).count();
        found.iter().map(of_turn).sum::<f64>() + EMPTY * to_f64(empty)
    }

    /// The least cost over every seating of three agents who are there when `free` says.
    fn least(free: &[Slots], worth: &Worth, switch: f64) -> f64 {
        let mut best = f64::INFINITY;
        for code in 0..4_usize.pow(8) {
            let mut holders = vec![None; 48];
            let mut rest = code;
            let fits = (16..24).all(|slot| {
                let (agent, is_nobody) = (rest % 4, rest % 4 == 3);
                rest /= 4;
                holders[slot] = (!is_nobody).then_some(AgentIdx(agent));
                is_nobody || free[agent].has(slot)
            });
            if fits {
                best = best.min(cost(&holders, worth, switch));
            }
        }
        best
    }

    #[test]
    fn no_seating_costs_less_than_the_one_dealt_out() {
        let scenario = desk(3);
        let problem = Problem::new(&scenario);
        let mut rng = Rng::new(7);
        for _ in 0..12 {
            let mut free = vec![Slots::default(); 3];
            for slots in &mut free {
                (16..24).filter(|_| rng.below(4) > 0).collect::<Vec<_>>().into_iter().for_each(|s| slots.insert(s));
            }
            let worth = Worth::given((0..3).map(|_| (0..48).map(|_| rng.unit()).collect()).collect());
            let expected = least(&free, &worth, 1.5);
            let mut holders = vec![None; 48];
            let freedom = Freedom { stay: 0.0, noise: 0.0, switch: 1.5 };
            reseat(&problem, (0, 0), &mut holders, (&mut free, &worth), (freedom, &mut rng));
            assert!((cost(&holders, &worth, 1.5) - expected).abs() < 1e-6, "{holders:?}");
        }
    }

    #[test]
    fn turns_are_runs_of_one_holder() {
        let (a, b) = (Some(AgentIdx(3)), Some(AgentIdx(1)));
        let found = turns(&[None, a, a, b, None, None, b]);
        let words: Vec<_> = found.iter().map(|turn| (turn.from, turn.length, turn.holder.0)).collect();
        assert_eq!(words, [(1, 2, 3), (3, 1, 1), (6, 1, 1)]);
    }

    #[test]
    fn runs_of_slots_are_told_apart() {
        assert_eq!(runs(Slots::range(2, 4) | Slots::range(5, 9)), [(2, 4), (5, 9)]);
    }
}
