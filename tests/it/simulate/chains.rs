//! Markov chains solved numerically in the test, against the same centre simulated.

use super::*;

/// The rates of change of a chain's distribution: `flow(p, out)` adds to `out` what flows under `p`.
pub(super) type Flow<'a> = &'a dyn Fn(&[f64], &mut [f64]);

/// One step of the classical Runge-Kutta method.
pub(super) fn step(p: &mut [f64], length: f64, flow: Flow<'_>) {
    let slope = |at: &[f64]| {
        let mut out = vec![0.0; at.len()];
        flow(at, &mut out);
        out
    };
    let moved = |by: &[f64], length: f64| p.iter().zip(by).map(|(p, k)| p + length * k).collect::<Vec<f64>>();
    let k1 = slope(p);
    let k2 = slope(&moved(&k1, length / 2.0));
    let k3 = slope(&moved(&k2, length / 2.0));
    let k4 = slope(&moved(&k3, length));
    for (i, p) in p.iter_mut().enumerate() {
        *p += length / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
}

/// Contacts in the centre with `n` agents at rates (arrivals, handling, hanging up): up at each arrival while there is
/// room in `p`, down at each end.
pub(super) fn impatient_queue(p: &[f64], out: &mut [f64], n: usize, (lambda, mu, theta): (f64, f64, f64)) {
    for k in 0..p.len() {
        let down = k.min(n) as f64 * mu + k.saturating_sub(n) as f64 * theta;
        let up = if k + 1 < p.len() { lambda } else { 0.0 };
        out[k] -= p[k] * (up + down);
        if k > 0 {
            out[k - 1] += p[k] * down;
        }
        if k + 1 < p.len() {
            out[k + 1] += p[k] * up;
        }
    }
}

/// Chance that who arrives with k in the centre is served within T: those ahead go at rate n mu + j theta.
pub(super) fn in_time(n: usize, mu: f64, theta: f64, within: f64, most: usize) -> Vec<f64> {
    let n_f = n as f64;
    (0..most)
        .map(|k| {
            if k < n {
                return 1.0;
            }
            // State j: j wait ahead of this one; the last state: served.
            let ahead = k - n;
            let mut p = vec![0.0; ahead + 2];
            p[ahead] = 1.0;
            for _ in 0..200 {
                step(&mut p, within / 200.0, &|p, out| {
                    for j in 0..=ahead {
                        let rate = n_f * mu + j as f64 * theta;
                        out[j] -= p[j] * (rate + theta);
                        out[if j == 0 { ahead + 1 } else { j - 1 }] += p[j] * rate;
                    }
                });
            }
            p[ahead + 1]
        })
        .collect()
}

#[test]
fn a_morning_of_changing_rates_agrees_with_its_markov_chain() {
    let (n, mu, theta, within) = (6, 1.0 / 3.0, 1.0 / 1.5, 1.0 / 3.0);
    let rates = [1.0, 2.6, 1.7];
    let mut scenario = centre(180);
    add_queue(&mut scenario, 1.0, 3.0, Some(1.5));
    for (interval, rate) in rates.iter().enumerate() {
        scenario.forecast[0][interval].contacts = 60.0 * rate;
    }
    let stretches = add_agents(&mut scenario, n, &[0]);
    let days = each_day(&scenario, &stretches, 21, 4000);

    let most = 40;
    let good = in_time(n, mu, theta, within, most);
    let mut p = vec![0.0; most];
    p[0] = 1.0;
    for (hour, lambda) in rates.into_iter().enumerate() {
        let (steps, mut expected_good, mut expected_waiting) = (6000, 0.0, 0.0);
        let length = 60.0 / f64::from(steps);
        for _ in 0..steps {
            step(&mut p, length, &|p, out| impatient_queue(p, out, n, (lambda, mu, theta)));
            expected_good += length * lambda * p.iter().zip(&good).map(|(p, good)| p * good).sum::<f64>();
            expected_waiting += length * (n..most).map(|k| p[k] * (k - n) as f64).sum::<f64>();
        }
        let of_hour =
            |measure: fn(&Tally) -> f64| Sample(days.iter().map(|day| measure(&day.intervals[0][hour])).collect());
        of_hour(|t| t.answered_within).holds(&format!("good in hour {hour}"), expected_good, 0.3);
        if hour == 0 {
            // Later hours' waits begin in one interval and end in the next; those of the first hardly do.
            of_hour(|t| t.abandoned).holds("abandoned in the first hour", theta * expected_waiting, 0.1);
        }
    }
}

/// An N-design under our routing: agent A knows queue 1, agent B both; who arrives goes to the longest idle, who
/// becomes free takes the longest waiting. The state is who is busy, who has been idle longer, and the order of those
/// who wait.
struct Word {
    states: Vec<State>,
    rates: Vec<Vec<(usize, f64)>>,
}

/// `idle`: who is idle, longest first (0: A, 1: B); `line`: the queues of those who wait, longest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    idle: Vec<usize>,
    line: Vec<usize>,
}

impl Word {
    /// All states with at most `most` waiting, reached from the empty centre.
    fn new(lambda: [f64; 2], mu: f64, theta: [f64; 2], most: usize) -> Self {
        let mut states = vec![State { idle: vec![0, 1], line: vec![] }];
        let mut known: std::collections::BTreeMap<State, usize> = [(states[0].clone(), 0)].into();
        let mut rates = Vec::new();
        while rates.len() < states.len() {
            let state = states[rates.len()].clone();
            let mut to = Vec::new();
            for (next, rate) in successors(&state, lambda, mu, theta) {
                if next.line.len() > most {
                    continue;
                }
                let index = *known.entry(next.clone()).or_insert_with(|| {
                    states.push(next);
                    states.len() - 1
                });
                to.push((index, rate));
            }
            rates.push(to);
        }
        Self { states, rates }
    }

    /// The stationary distribution, by uniformised power iteration.
    fn stationary(&self) -> Vec<f64> {
        let fastest = self.rates.iter().map(|to| to.iter().map(|(_, rate)| rate).sum::<f64>()).fold(0.0, f64::max);
        let mut p = vec![1.0 / self.states.len() as f64; self.states.len()];
        for _ in 0..4000 {
            let mut next = p.clone();
            for (from, to) in self.rates.iter().enumerate() {
                for &(index, rate) in to {
                    let moved = p[from] * rate / fastest;
                    next[from] -= moved;
                    next[index] += moved;
                }
            }
            p = next;
        }
        p
    }
}

/// Queues that A (0) and B (1) can serve.
const KNOWN: [&[usize]; 2] = [&[0], &[0, 1]];

fn successors(state: &State, lambda: [f64; 2], mu: f64, theta: [f64; 2]) -> Vec<(State, f64)> {
    let mut to = Vec::new();
    for queue in [0, 1] {
        let mut next = state.clone();
        match state.idle.iter().position(|&agent| KNOWN[agent].contains(&queue)) {
            Some(place) => drop(next.idle.remove(place)),
            None => next.line.push(queue),
        }
        to.push((next, lambda[queue]));
    }
    for agent in [0, 1] {
        if !state.idle.contains(&agent) {
            let mut next = state.clone();
            match state.line.iter().position(|queue| KNOWN[agent].contains(queue)) {
                Some(place) => drop(next.line.remove(place)),
                None => next.idle.push(agent),
            }
            to.push((next, mu));
        }
    }
    for place in 0..state.line.len() {
        let mut next = state.clone();
        let queue = next.line.remove(place);
        to.push((next, theta[queue]));
    }
    to
}

#[test]
fn two_queues_and_two_groups_agree_with_the_chain_of_all_orders_of_waiting() {
    let (lambda, mu, theta) = ([0.5, 0.3], 0.5, [0.4, 0.25]);
    let chain = Word::new(lambda, mu, theta, 10);
    let p = chain.stationary();
    let expect =
        |measure: &dyn Fn(&State) -> f64| chain.states.iter().zip(&p).map(|(s, p)| p * measure(s)).sum::<f64>();
    assert!(expect(&|s| f64::from(s.line.len() == 10)) < 1e-5, "the chain is cut off too early");

    // Thirty long runs; the first 10 hours, during which the centre fills, are left out.
    let (hours, warm, n) = (400, 10, 30);
    let mut scenario = centre(60 * hours);
    for queue in 0..2 {
        let queue = add_queue(&mut scenario, lambda[queue], 1.0 / mu, Some(1.0 / theta[queue]));
        scenario.queues[queue.0].target.as_mut().expect("a target").within = Seconds::new(0.0);
    }
    let mut stretches = add_agents(&mut scenario, 1, &[0]);
    stretches.extend(add_agents(&mut scenario, 1, &[0, 1]));
    let runs = each_day(&scenario, &stretches, 31, n);
    let warm_hours = usize::try_from(warm).expect("small");
    let minutes = f64::from(60 * (hours - warm));
    for queue in [0, 1] {
        let at_once = expect(&|s| f64::from(s.idle.iter().any(|&agent| KNOWN[agent].contains(&queue))));
        let waiting = expect(&|s| s.line.iter().filter(|&&q| q == queue).count() as f64);
        let per_run = |measure: fn(&Tally) -> f64| {
            let of_run = |run: &DayTally| run.intervals[queue][warm_hours..].iter().map(measure).sum::<f64>() / minutes;
            Sample(runs.iter().map(of_run).collect())
        };
        per_run(|t| t.answered_within).holds(&format!("at once, queue {queue}"), lambda[queue] * at_once, 0.002);
        per_run(|t| t.abandoned).holds(&format!("abandoned, queue {queue}"), theta[queue] * waiting, 0.002);
        per_run(|t| t.wait_s / 60.0).holds(&format!("waiting, queue {queue}"), waiting, 0.005);
    }
}
