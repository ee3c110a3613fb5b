//! Erlang B, C and A: blocking, waiting and abandonment in steady state, stable for thousands of agents.

use crate::model::{Erlangs, Seconds, ServiceDefinition};

use super::impatience;

/// What is asked of one group of agents who all serve the same contacts.
///
/// Poisson arrivals, exponential handle time, and exponential patience where there is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// Offered load a: arrival rate times mean handle time `[E]`.
    pub load: Erlangs,
    /// Mean handle time, above 0 `[s]`.
    pub handle_time: Seconds,
    /// Mean patience, above 0; `None`: nobody hangs up `[s]`.
    pub patience: Option<Seconds>,
}

/// What contacts meet in the long run, seen with one acceptable wait T.
///
/// All shares are of contacts offered. `answered_within + abandoned_within + (answered or abandoned later) = 1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SteadyState {
    /// Share that cannot be answered at once.
    pub waiting: f64,
    /// Mean wait of all contacts, answered or not; infinite where the queue grows without end `[s]`.
    pub mean_wait_s: f64,
    /// Share that hangs up.
    pub abandoned: f64,
    /// Share of the agents' time that is busy.
    pub occupancy: f64,
    /// Share answered within T.
    pub answered_within: f64,
    /// Share that hangs up within T.
    pub abandoned_within: f64,
    /// Share that would be answered within T if it had the patience: offered wait at most T.
    pub offered_within: f64,
}

impl SteadyState {
    /// The service level within T by one of the usual definitions, as (above, below) the fraction line.
    ///
    /// Both are shares of contacts offered, so that several intervals may be added up, weighted by contacts.
    pub fn fraction(&self, definition: ServiceDefinition) -> (f64, f64) {
        match definition {
            ServiceDefinition::AnsweredOfOffered => (self.answered_within, 1.0),
            ServiceDefinition::AnsweredOfPatient => (self.answered_within, 1.0 - self.abandoned_within),
            ServiceDefinition::AnsweredOfAnswered => (self.answered_within, 1.0 - self.abandoned),
            ServiceDefinition::EndedOfOffered => (self.answered_within + self.abandoned_within, 1.0),
        }
    }

    /// The service level within T by one of the usual definitions; 0 where nothing counts.
    pub fn service_level(&self, definition: ServiceDefinition) -> f64 {
        let (above, below) = self.fraction(definition);
        if below > 0.0 { (above / below).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Probability that a contact is lost, in M/M/n where nobody waits (Erlang B).
///
/// ```text
/// B(0, a) = 1,    B(n, a) = a B(n-1, a) / (n + a B(n-1, a))
/// ```
///
/// The recursion only adds and multiplies positive numbers, so it neither overflows nor cancels.
///
/// ```
/// use bemanna::{demand::erlang::blocking, model::Erlangs};
/// assert!((blocking(Erlangs::new(1.0), 2) - 0.2).abs() < 1e-15);
/// ```
///
/// # Source
///
/// Erlang (1917), Solution of some problems in the theory of probabilities of significance in automatic telephone
/// exchanges.
pub fn blocking(load: Erlangs, n_agents: u32) -> f64 {
    let load = load.get();
    (1..=n_agents).fold(1.0, |blocked, n| load * blocked / (f64::from(n) + load * blocked))
}

/// Probability that a contact waits, in M/M/n with unlimited patience (Erlang C).
///
/// ```text
/// C(n, a) = n B(n, a) / (n - a (1 - B(n, a)))    for a < n,    1 otherwise
/// ```
///
/// ```
/// use bemanna::{demand::erlang::wait_probability, model::Erlangs};
/// assert!((wait_probability(Erlangs::new(1.0), 2) - 1.0 / 3.0).abs() < 1e-15);
/// ```
///
/// # Source
///
/// Erlang (1917), as above; Gans, Koole and Mandelbaum (2003), Telephone call centers,
/// <https://doi.org/10.1287/msom.5.2.79.16071>.
pub fn wait_probability(load: Erlangs, n_agents: u32) -> f64 {
    let (a, n) = (load.get(), f64::from(n_agents));
    if a >= n {
        return if a > 0.0 || n_agents == 0 { 1.0 } else { 0.0 };
    }
    let blocked = blocking(load, n_agents);
    n * blocked / (n - a * (1.0 - blocked))
}

/// What contacts meet in the long run from `n_agents` agents, seen with the acceptable wait `within`: Erlang A where
/// contacts have a patience, Erlang C where they have not.
///
/// Erlang C, with h the mean handle time:
///
/// ```text
/// P(W > t) = C(n, a) exp(-(n - a) t / h),    E[W] = C(n, a) h / (n - a),    occupancy = a / n
/// ```
///
/// and where a >= n nobody is answered within any time.
///
/// ```
/// use bemanna::demand::erlang::{steady_state, Demand};
/// use bemanna::model::{Erlangs, Seconds};
/// let half = Demand { load: Erlangs::new(0.5), handle_time: Seconds::new(300.0), patience: None };
/// let one_agent = steady_state(half, 1, Seconds::new(0.0));
/// assert!((one_agent.mean_wait_s - 300.0).abs() < 1e-9);
/// assert!((one_agent.answered_within - 0.5).abs() < 1e-12);
/// ```
///
/// # Source
///
/// Erlang A: see [`impatience`]. Erlang C: see [`wait_probability`].
pub fn steady_state(demand: Demand, n_agents: u32, within: Seconds) -> SteadyState {
    if demand.load.get() <= 0.0 {
        let present = if n_agents > 0 { 1.0 } else { 0.0 };
        return SteadyState {
            waiting: 1.0 - present,
            mean_wait_s: 0.0,
            abandoned: 0.0,
            occupancy: 0.0,
            answered_within: present,
            abandoned_within: 0.0,
            offered_within: present,
        };
    }
    match demand.patience {
        Some(patience) => impatience::steady_state(demand, patience, n_agents, within),
        None => patient_steady_state(demand, n_agents, within),
    }
}

/// Erlang C as a [`SteadyState`].
fn patient_steady_state(demand: Demand, n_agents: u32, within: Seconds) -> SteadyState {
    let (a, n, h) = (demand.load.get(), f64::from(n_agents), demand.handle_time.get());
    let waiting = wait_probability(demand.load, n_agents);
    let is_stable = a < n;
    let late = if is_stable { waiting * (-(n - a) * within.get() / h).exp() } else { 1.0 };
    SteadyState {
        waiting,
        mean_wait_s: if is_stable { waiting * h / (n - a) } else { f64::INFINITY },
        abandoned: 0.0,
        occupancy: if is_stable { a / n } else { 1.0 },
        answered_within: 1.0 - late,
        abandoned_within: 0.0,
        offered_within: 1.0 - late,
    }
}
