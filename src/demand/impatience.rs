//! Erlang A: the steady state of a queue whose contacts hang up when their patience ends.
//!
//! With arrival rate lambda, n agents of rate mu, patience of rate theta, let V be the offered wait: what a contact
//! would wait if it had the patience. Its density on t > 0 is proportional to
//!
//! ```text
//! exp(lambda H(t) - n mu t),    H(t) = (1 - exp(-theta t)) / theta
//! ```
//!
//! so that everything follows from two integrals,
//!
//! ```text
//! J(T) = integral from T of exp(lambda H(t) - n mu t) dt
//! K(T) = integral from T of exp(lambda H(t) - n mu t - theta t) dt
//!
//! P(V > T)              = lambda J(T) / D,    D = 1 / B(n-1, a) + lambda J(0)
//! P(answered after T)   = lambda K(T) / D
//! ```
//!
//! Since H(T + t) = H(T) + exp(-theta T) H(t), each integral is a series of positive terms:
//!
//! ```text
//! J(T) = exp(lambda H(T) - n mu T) / (n mu) * sum over j >= 0 of product over i = 1..j of
//!            lambda exp(-theta T) / (n mu + i theta)
//! ```
//!
//! and K is the same with n mu + theta for n mu. The series is summed outwards from its largest term and kept as a
//! logarithm, so that nothing overflows or cancels, however heavy the load and however many the agents.
//!
//! # Source
//!
//! Palm (1957), Research on telephone traffic carried by full availability groups; the integrals as in Mandelbaum and
//! Zeltyn (2007), Service engineering in action: the Palm/Erlang-A queue,
//! <https://doi.org/10.1007/978-3-540-29860-1_2>.

use crate::model::Seconds;

use super::erlang::{Demand, SteadyState, blocking};
use super::special::ln_gamma;

/// Terms below this share of the sum end a series.
const NEGLIGIBLE: f64 = 1e-18;
/// Factors up to which a product is multiplied out; beyond, contacts hardly ever hang up, and less exactness will do.
const MOST_FACTORS: f64 = 2_000.0;

/// Erlang A as a [`SteadyState`]; `patience` is the mean.
pub(super) fn steady_state(demand: Demand, patience: Seconds, n_agents: u32, within: Seconds) -> SteadyState {
    let (theta, within) = (1.0 / patience.get(), within.get());
    let hang_up_within = 1.0 - (-theta * within).exp();
    if n_agents == 0 {
        return SteadyState {
            waiting: 1.0,
            mean_wait_s: patience.get(),
            abandoned: 1.0,
            occupancy: 0.0,
            answered_within: 0.0,
            abandoned_within: hang_up_within,
            offered_within: 0.0,
        };
    }
    let (a, n) = (demand.load.get(), f64::from(n_agents));
    let lambda = a / demand.handle_time.get();
    let service = n / demand.handle_time.get();
    let waits = Integrals { lambda, theta };

    let (j0, mean_ahead) = waits.from(service, 0.0);
    let (jt, _) = waits.from(service, within);
    let (k0, _) = waits.from(service + theta, 0.0);
    let (kt, _) = waits.from(service + theta, within);

    // ln of (1 / B(n-1, a)) / (lambda J(0)): at once against waiting.
    let odds = -blocking(demand.load, n_agents - 1).ln() - lambda.ln() - j0;
    let waiting = 1.0 / (1.0 + odds.exp());
    let at_once = 1.0 / (1.0 + (-odds).exp());

    let abandoned = (theta * waiting * mean_ahead / lambda).min(1.0);
    let answered_within = at_once + waiting * ((k0 - j0).exp() - (kt - j0).exp()).max(0.0);
    let offered_late = waiting * (jt - j0).exp();
    let answered_late = waiting * (kt - j0).exp();
    let abandoned_late = (offered_late * (1.0 - hang_up_within) - answered_late).max(0.0);
    SteadyState {
        waiting,
        mean_wait_s: waiting * mean_ahead / lambda,
        abandoned,
        occupancy: (1.0 - abandoned) * a / n,
        answered_within: answered_within.min(1.0),
        abandoned_within: (abandoned - abandoned_late).max(0.0),
        offered_within: 1.0 - offered_late,
    }
}

/// The integrals over the offered wait; rates in `[1/s]`.
struct Integrals {
    lambda: f64,
    theta: f64,
}

impl Integrals {
    /// The logarithm of the integral from `time` on at departure rate `service`, and the mean of j under its terms.
    fn from(&self, service: f64, time: f64) -> (f64, f64) {
        let left = (-self.theta * time).exp();
        let rate = self.lambda * left;
        let (ln_sum, mean) = self.series(rate, service);
        let patience_used = -(-self.theta * time).exp_m1() / self.theta;
        (self.lambda * patience_used - service * time - service.ln() + ln_sum, mean)
    }

    /// The logarithm of sum over j of q(j) = product over i = 1..j of rate / (service + i theta), and the mean of j
    /// with weights q.
    fn series(&self, rate: f64, service: f64) -> (f64, f64) {
        let peak = ((rate - service) / self.theta).floor().max(0.0);
        let ln_peak = self.ln_term(rate, service, peak);
        let mut j = peak;
        let (mut sum, mut weighted) = (1.0, peak);
        let mut term = 1.0;
        while term > NEGLIGIBLE * sum {
            j += 1.0;
            term *= rate / (service + j * self.theta);
            sum += term;
            weighted += term * j;
        }
        (j, term) = (peak, 1.0);
        while j > 0.0 && term > NEGLIGIBLE * sum {
            term *= (service + j * self.theta) / rate;
            j -= 1.0;
            sum += term;
            weighted += term * j;
        }
        (ln_peak + sum.ln(), weighted / sum)
    }

    /// The logarithm of q(j): added up while that is quick, and by gamma functions beyond.
    fn ln_term(&self, rate: f64, service: f64, j: f64) -> f64 {
        if j > MOST_FACTORS {
            let steps = service / self.theta;
            return j * (rate / self.theta).ln() + ln_gamma(steps + 1.0) - ln_gamma(steps + j + 1.0);
        }
        let (mut sum, mut i) = (0.0, 0.0);
        while i < j {
            i += 1.0;
            sum += (rate / (service + i * self.theta)).ln();
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demand::erlang;
    use crate::model::Erlangs;

    #[test]
    fn with_patience_as_long_as_the_handle_time_the_number_present_is_poisson() {
        let demand = |load| Demand {
            load: Erlangs::new(load),
            handle_time: Seconds::new(60.0),
            patience: Some(Seconds::new(60.0)),
        };
        let one = erlang::steady_state(demand(1.0), 1, Seconds::new(20.0));
        assert!((one.waiting - (1.0 - (-1.0_f64).exp())).abs() < 1e-14, "P(Poisson(1) >= 1)");
        let two = erlang::steady_state(demand(2.0), 2, Seconds::new(20.0));
        assert!((two.waiting - (1.0 - 3.0 * (-2.0_f64).exp())).abs() < 1e-14, "P(Poisson(2) >= 2)");
    }

    #[test]
    fn thousands_of_agents_and_a_hopeless_overload_neither_overflow_nor_lose_contacts() {
        for (load, n_agents) in [(9_950.0, 10_000), (20_000.0, 10_000), (10.0, 10_000), (500.0, 1)] {
            let demand = Demand {
                load: Erlangs::new(load),
                handle_time: Seconds::new(300.0),
                patience: Some(Seconds::new(240.0)),
            };
            let state = erlang::steady_state(demand, n_agents, Seconds::new(120.0));
            let busy = (1.0 - state.abandoned) * load;
            assert!(busy <= f64::from(n_agents) * (1.0 + 1e-9), "{load} {n_agents} {state:?}");
            assert!(state.answered_within + state.abandoned_within <= 1.0 + 1e-9, "{state:?}");
            assert!((state.abandoned - state.mean_wait_s / 240.0).abs() < 1e-9, "{state:?}");
        }
    }

    #[test]
    fn many_factors_are_the_same_by_gamma_functions() {
        let waits = Integrals { lambda: 1.0, theta: 1e-3 };
        let multiplied: f64 = (1..=2100).map(|i| (1.0 / (0.4 + f64::from(i) * 1e-3)).ln()).sum();
        assert!((waits.ln_term(1.0, 0.4, 2100.0) - multiplied).abs() < 1e-9);
        assert!((waits.ln_term(1.0, 0.4, 2000.0) - multiplied).abs() > 1e-3, "the last hundred count");
    }
}
