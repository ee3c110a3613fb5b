//! The fewest agent-intervals with which a target holds over its whole scope.
//!
//! Under a target for a day, a half-hour may fall below it if another stands above. With n(t) agents in interval t,
//! volume v(t) and the service level's fraction above(t, n) / below(t, n), the target s asks
//!
//! ```text
//! minimise    sum over t of n(t)
//! subject to  sum over t of credit(t, n(t)) >= 0,    credit(t, n) = v(t) (above(t, n) - s(t) below(t, n))
//!             n(t) >= least(t)
//! ```
//!
//! where least(t) keeps the floor of any single interval. Service as a function of agents is S-shaped: convex while
//! everybody drowns, concave from there. Its concave envelope is a chain of segments of falling gain per agent, and
//! taking segments in that order over all intervals solves the linear relaxation. Where the last segment gives too
//! much, agents are taken back, and doing without that segment is tried as well.
//!
//! # Source
//!
//! Koole and van der Sluis (2003), Optimal shift scheduling with a global service level constraint,
//! <https://doi.org/10.1080/07408170304354>, for the global service level; Fox (1966), Discrete optimization via
//! marginal analysis, <https://doi.org/10.1287/mnsc.13.3.210>, for taking the largest gain first.

/// What an interval gives for each number of agents.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// Credit towards the target for 0, 1, 2 ... agents, in contacts.
    pub(super) credit: Vec<f64>,
    /// Agents below which the interval may not fall.
    pub(super) least: usize,
}

/// Gains this close are one and the same, so that rounding never decides which interval gets an agent.
const SAME_GAIN: f64 = 1e-9;

/// Agents for each interval, so that the credits sum to 0 or more (within `tolerance`) with as few as possible; the
/// most that anybody could give where even that is too little.
pub(super) fn fewest(choices: &[Choice], tolerance: f64) -> Vec<usize> {
    let mut agents: Vec<usize> = choices.iter().map(|choice| choice.least.min(choice.credit.len() - 1)).collect();
    let mut credit: f64 = choices.iter().zip(&agents).map(|(choice, &n)| choice.credit[n]).sum();
    let mut steps: Vec<Option<Step>> = choices.iter().zip(&agents).map(|(choice, &n)| steepest(choice, n)).collect();
    let mut found: Option<Vec<usize>> = None;
    let is_fewer = |agents: &[usize], found: &Option<Vec<usize>>| {
        found.as_ref().is_none_or(|found| agents.iter().sum::<usize>() < found.iter().sum())
    };
    while credit < -tolerance && is_fewer(&agents, &found) {
        let Some((i, step)) = best(&steps) else { break };
        let (before, after) = (agents[i], credit + choices[i].credit[step.to] - choices[i].credit[agents[i]]);
        agents[i] = step.to;
        if after >= -tolerance && step.to - before > 1 {
            // A long segment that gives too much: see whether the others can do with less.
            let mut ended = agents.clone();
            take_back(choices, &mut ended, after + tolerance);
            if is_fewer(&ended, &found) {
                found = Some(ended);
            }
            agents[i] = before;
            steps[i] = None;
        } else {
            credit = after;
            steps[i] = steepest(&choices[i], step.to);
        }
    }
    take_back(choices, &mut agents, credit + tolerance);
    match found {
        Some(found) if credit < -tolerance || !is_fewer(&agents, &Some(found.clone())) => found,
        _ => agents,
    }
}

/// A segment of the envelope: up to how many agents, and its gain per agent.
#[derive(Debug, Clone, Copy)]
struct Step {
    to: usize,
    gain: f64,
}

/// The segment of the concave envelope that begins at `from` agents; `None` where more agents give nothing.
fn steepest(choice: &Choice, from: usize) -> Option<Step> {
    let start = choice.credit[from];
    let ends = choice.credit.iter().zip(0_u32..).enumerate().skip(from + 1);
    let base = f64::from(u32::try_from(from).unwrap_or(u32::MAX));
    let steps = ends.map(|(to, (credit, n))| Step { to, gain: (credit - start) / (f64::from(n) - base) });
    // Of equally steep ones the shortest.
    steps.reduce(|best, step| if step.gain > best.gain { step } else { best }).filter(|step| step.gain > 0.0)
}

/// The interval with the largest gain; the earliest of equals.
fn best(steps: &[Option<Step>]) -> Option<(usize, Step)> {
    let steps = steps.iter().enumerate().filter_map(|(i, step)| Some((i, (*step)?)));
    steps.reduce(|best, next| if next.1.gain > best.1.gain * (1.0 + SAME_GAIN) { next } else { best })
}

/// Removes agents while `spare` credit lasts: each time the one whose loss is least, the latest of equals.
fn take_back(choices: &[Choice], agents: &mut [usize], mut spare: f64) {
    loop {
        let losses = choices.iter().zip(agents.iter()).enumerate().filter(|(_, (choice, n))| **n > choice.least);
        let losses = losses.map(|(i, (choice, &n))| (i, choice.credit[n] - choice.credit[n - 1]));
        let least = losses.reduce(|best, next| if next.1 <= best.1 * (1.0 + SAME_GAIN) { next } else { best });
        match least {
            Some((i, loss)) if loss <= spare => {
                agents[i] -= 1;
                spare -= loss;
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::demand::erlang::{Demand, steady_state};
    use crate::model::{Erlangs, Seconds};

    fn choice(credit: &[f64], least: usize) -> Choice {
        Choice { credit: credit.to_vec(), least }
    }

    #[test]
    fn the_largest_gain_comes_first() {
        let choices = [choice(&[-8.0, -2.0, 0.0, 0.5], 0), choice(&[-4.0, 1.0, 2.0, 2.2], 0)];
        assert_eq!(fewest(&choices, 0.0), [2, 1]);
    }

    #[test]
    fn an_s_shape_is_climbed_as_a_whole_and_the_floor_is_kept() {
        let s_shaped = choice(&[-8.0, -8.0, -7.5, 2.0, 2.1], 0);
        assert_eq!(fewest(std::slice::from_ref(&s_shaped), 0.0), [3]);
        assert_eq!(fewest(&[Choice { least: 4, ..s_shaped }], 0.0), [4]);
    }

    #[test]
    fn what_the_last_segment_gives_too_much_is_taken_back() {
        let choices = [choice(&[-6.0, -1.0, -0.9, -0.1, 6.0], 0), choice(&[-1.0, 0.9, 1.0], 0)];
        assert_eq!(fewest(&choices, 1e-12).iter().sum::<usize>(), 3, "the long segment of the first would give 4");
    }

    #[test]
    fn a_target_out_of_reach_gets_all_that_helps() {
        assert_eq!(fewest(&[choice(&[-3.0, -2.0, -1.0, -1.0], 0)], 0.0), [2]);
    }

    /// The fewest agents in all, by trying every number in every interval.
    fn exact(choices: &[Choice], tolerance: f64) -> usize {
        let mut most_credit = vec![0.0];
        for choice in choices {
            let mut next = vec![f64::NEG_INFINITY; most_credit.len() + choice.credit.len() - 1];
            for (total, credit) in most_credit.iter().enumerate() {
                for n in choice.least..choice.credit.len() {
                    next[total + n] = f64::max(next[total + n], credit + choice.credit[n]);
                }
            }
            most_credit = next;
        }
        most_credit.iter().position(|&credit| credit >= -tolerance).unwrap()
    }

    proptest! {
        #[test]
        fn nobody_can_do_with_fewer(
            loads in prop::collection::vec((0.05..9.0, 30.0..900.0, 0.0..300.0, prop::option::of(30.0..900.0)), 1..14),
            share in 0.4..0.97, floor in 0.0..0.6,
        ) {
            let choices: Vec<Choice> = loads.iter().map(|&(load, h, within, patience)| {
                let demand = Demand {
                    load: Erlangs::new(load),
                    handle_time: Seconds::new(h),
                    patience: patience.map(Seconds::new),
                };
                let levels: Vec<f64> = (0..60)
                    .map(|n| steady_state(demand, n, Seconds::new(within)).answered_within)
                    .collect();
                let contacts = load / h * 1800.0;
                Choice {
                    credit: levels.iter().map(|level| contacts * (level - share)).collect(),
                    least: levels.iter().position(|&level| level >= floor).unwrap(),
                }
            }).collect();
            let agents = fewest(&choices, 1e-9);
            let credit: f64 = choices.iter().zip(&agents).map(|(choice, &n)| choice.credit[n]).sum();
            prop_assert!(credit >= -1.1e-9);
            prop_assert!(choices.iter().zip(&agents).all(|(choice, &n)| n >= choice.least));
            prop_assert_eq!(agents.iter().sum::<usize>(), exact(&choices, 1e-9));
        }
    }
}
