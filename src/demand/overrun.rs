//! The most work that is expected to be in hand when a stretch on contacts ends.
//!
//! An agent begins contacts one after another until the stretch ends, and finishes the one in hand. The overrun is
//! what is left of it then. The routing chooses when to begin which contact, knowing all that has happened but not how
//! long a contact will take. What can the expected overrun be at most?
//!
//! Let contact i be begun y(i) before the end, with handle time H(i), independent of what has been seen until then.
//! At most one contact has H(i) > y(i), since the next begins when the one before has ended; so
//!
//! ```text
//! expected overrun = E[sum over i of (H(i) - y(i))+] = E[sum over i of excess(i, y(i))],    excess(y) = E[(H - y)+]
//! ```
//!
//! *Contacts begun within b of the end.* If what remains of a contact of age y <= b is at most c in expectation, that
//! is excess(y) <= c P(H > y), their part of the sum is at most c E[number of i with H(i) > y(i)] <= c. When work done
//! never lengthens what remains (see [`Handling::is_no_longer_when_used`]) c is the mean handle time, for b as large
//! as can be, and nothing else is left: **the overrun is at most the longest mean handle time.**
//!
//! *Contacts begun earlier*, for the other laws. Cut that time into windows of length d. A contact begun in window k,
//! between b + k d and b + (k + 1) d before the end, adds at most excess(b + k d), and is with probability P(H > d) or
//! more the last that is begun in its window. So a window adds at most excess(b + k d) / P(H > d), by induction over
//! the contacts begun in it, and with different contacts at most the largest such ratio. The sum over windows beyond
//! the K-th is at most the integral of excess from b + (K - 1) d, divided by d P(H > d).
//!
//! Any b and d give a bound; the least over a few is taken.
//!
//! *Observed laws* are bounded: of a contact of any age at most `most_left` is expected to remain, so that b may be as
//! large as the longest of them, and they add at most the largest `most_left` to the sum over the others.

use crate::model::HandleTimeLaw;

use super::handling::Handling;

/// Steps within one mean handle time, on which what remains is bounded from above.
const STEPS: u32 = 20;
/// Windows that are looked at one by one.
const WINDOWS: u32 = 200;

/// A bound on the expected overrun at the end of a stretch in which contacts of these kinds are begun, in their unit of
/// time; 0 without any.
///
/// ```
/// use bemanna::{demand::handling::Handling, demand::overrun::most_left_in_hand, model::HandleTimeLaw};
/// let five = Handling { law: HandleTimeLaw::Exponential, mean: 5.0 };
/// let always_seven = Handling { law: HandleTimeLaw::Constant, mean: 7.0 };
/// assert_eq!(most_left_in_hand(&[five, always_seven]), 7.0);
/// ```
pub fn most_left_in_hand(kinds: &[Handling]) -> f64 {
    let (observed, others): (Vec<_>, Vec<_>) = kinds.iter().copied().partition(|kind| most_left(*kind).is_some());
    let observed = observed.into_iter().filter_map(most_left).fold(0.0, f64::max);
    if others.iter().all(|kind| kind.is_no_longer_when_used()) {
        // At any age at most so much remains, whichever is in hand.
        return others.iter().map(|kind| kind.mean).fold(observed, f64::max);
    }
    observed + most_left_of_laws(&others)
}

/// The most that is expected to remain of a contact of an observed law, whatever its age.
fn most_left(kind: Handling) -> Option<f64> {
    match kind.law {
        HandleTimeLaw::Empirical { most_left, .. } => Some(most_left * kind.mean),
        _ => None,
    }
}

/// The bound where no law is observed.
fn most_left_of_laws(kinds: &[Handling]) -> f64 {
    let longest = kinds.iter().map(|kind| kind.mean).fold(0.0, f64::max);
    let shortest = kinds.iter().map(|kind| kind.mean).fold(f64::INFINITY, f64::min);
    if kinds.iter().all(|kind| kind.is_no_longer_when_used()) {
        return longest;
    }
    let step = longest / f64::from(STEPS);
    let mut least = f64::INFINITY;
    let mut remaining = longest;
    for i in 0..30 * STEPS {
        let (age, next) = (f64::from(i) * step, f64::from(i + 1) * step);
        remaining = kinds.iter().map(|kind| most_remaining(*kind, age, next)).fold(remaining, f64::max);
        if remaining >= least {
            break;
        }
        if (i + 1) % STEPS == 0 {
            let earlier = [0.25, 0.5, 1.0].map(|share| begun_earlier(kinds, next, share * shortest));
            least = earlier.iter().fold(least, |least, earlier| least.min(remaining + earlier));
        }
    }
    least
}

/// The most that is expected to remain of a contact of an age from `age` to `next`: excess falls and P(H > age) falls.
fn most_remaining(kind: Handling, age: f64, next: f64) -> f64 {
    if kind.is_no_longer_when_used() {
        return kind.mean;
    }
    let excess = kind.excess(age);
    if excess > 0.0 { excess / kind.tail(next) } else { 0.0 }
}

/// The part of contacts begun more than `before` the end, by windows of length `window`.
fn begun_earlier(kinds: &[Handling], before: f64, window: f64) -> f64 {
    let most = |f: &dyn Fn(&Handling) -> f64| kinds.iter().map(|kind| f(kind) / kind.tail(window)).fold(0.0, f64::max);
    let windows = (0..WINDOWS).map(|k| before + f64::from(k) * window);
    let near: f64 = windows.map(|from| most(&|kind| kind.excess(from))).sum();
    let rest = before + f64::from(WINDOWS - 1) * window;
    let far: f64 = kinds.iter().map(|kind| kind.excess_integral(rest) / (window * kind.tail(window))).sum();
    near + far
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(law: HandleTimeLaw, mean: f64) -> Handling {
        Handling { law, mean }
    }

    #[test]
    fn laws_that_do_not_age_leave_at_most_a_mean() {
        let kinds = [
            kind(HandleTimeLaw::Exponential, 5.0),
            kind(HandleTimeLaw::Constant, 7.0),
            kind(HandleTimeLaw::Gamma { variation: 0.5 }, 4.0),
        ];
        assert!((most_left_in_hand(&kinds) - 7.0).abs() < 1e-12);
        assert!(most_left_in_hand(&[]).abs() < 1e-12);
    }

    /// The best that any routing can do, on a grid of `steps` per unit of time: the overrun begun at the best moment
    /// of the time left, by dynamic programming from the end (handle times rounded down, so that it can be reached).
    fn best_overrun(kind: Handling, length: usize, steps: f64) -> f64 {
        let at = |i: usize| f64::from(u32::try_from(i).unwrap()) / steps;
        let chance: Vec<f64> = (0..length).map(|i| kind.tail(at(i)) - kind.tail(at(i + 1))).collect();
        let mut value = vec![0.0; length + 1];
        for left in 1..=length {
            let again: f64 = (1..left).map(|used| chance[used] * value[left - used]).sum();
            value[left] = f64::max(value[left - 1], kind.excess(at(left)) + again);
        }
        value[length]
    }

    #[test]
    fn no_routing_leaves_more_and_the_bound_is_within_reason() {
        for law in [
            HandleTimeLaw::LogNormal { variation: 0.5 },
            HandleTimeLaw::LogNormal { variation: 1.0 },
            HandleTimeLaw::LogNormal { variation: 1.5 },
            HandleTimeLaw::Gamma { variation: 1.5 },
        ] {
            let kind = kind(law, 5.0);
            let (bound, reached) = (most_left_in_hand(&[kind]), best_overrun(kind, 1500, 5.0));
            assert!(reached <= bound, "{law:?}: {reached} is reached, {bound} is said to be the most");
            assert!(bound <= 3.0 * reached, "{law:?}: {reached} is reached, {bound} is idle");
            assert!(reached >= 4.7, "beginning one contact just before the end leaves its mean");
        }
    }
}
