//! What a what-if does to service beyond chance: differences on common random numbers, with their intervals.

use crate::model::{
    Case, DayIdx, DayTally, Effect, EffectOn, Evaluate, Plan, QueueIdx, Scenario, ServiceDefinition, Tally,
};
use crate::simulate::{Simulator, normal_quantile};

/// Probability that some interval of a what-if's effects misses, in all.
const ERROR: f64 = 0.05;
/// Replications that are independent of all others together, where days differ in busyness.
const UNIT: usize = 10;

/// One replication or ten: above and below the line, before and after.
type Pair = ([f64; 2], [f64; 2]);

/// For each what-if after the first case, its effects on every queue that both have.
pub(super) fn effects(cases: &[Case], (seed, replications): (u64, u32)) -> Vec<Vec<Effect>> {
    let Some((base, others)) = cases.split_first() else { return Vec::new() };
    let before = days(&base.plan, (seed, replications));
    others.iter().map(|other| of_one(&base.plan, &before, &other.plan, (seed, replications))).collect()
}

/// The outcome of every replication, `[replication][day]`.
fn days(plan: &Plan, (seed, replications): (u64, u32)) -> Vec<Vec<DayTally>> {
    let simulator = Simulator::new(&plan.scenario, seed);
    let stretches = &plan.roster.stretches;
    let one = |replication: u32| {
        simulator.horizon(stretches, replication..replication + 1).unwrap_or_else(|| {
            let days = 0..plan.scenario.horizon.n_days();
            days.map(|day| simulator.day(DayIdx(day), stretches, replication..replication + 1)).collect()
        })
    };
    (0..replications).map(one).collect()
}

fn of_one(base: &Plan, before: &[Vec<DayTally>], other: &Plan, draw: (u64, u32)) -> Vec<Effect> {
    let after = days(other, draw);
    let (old, new) = (&base.scenario, &other.scenario);
    let pairs: Vec<(usize, usize)> = old
        .queues
        .iter()
        .enumerate()
        .filter(|(_, queue)| queue.is_live())
        .filter_map(|(index, queue)| Some((index, new.queues.iter().position(|other| other.id == queue.id)?)))
        .collect();
    let unit = if old.busyness_variation > 0.0 || new.busyness_variation > 0.0 { UNIT } else { 1 };
    let sums = |on: EffectOn, pairs: &[(usize, usize)]| -> Vec<Pair> {
        let sum = |replication: usize| {
            let mut pair = ([0.0; 2], [0.0; 2]);
            for &(a, b) in pairs {
                add(&mut pair.0, on, old, a, &before[replication], |index| has(new, b, index));
                add(&mut pair.1, on, new, b, &after[replication], |index| has(old, a, index));
            }
            pair
        };
        let all: Vec<Pair> = (0..before.len().min(after.len())).map(sum).collect();
        all.chunks(unit).map(total).collect()
    };
    let is_alike = |&(a, b): &(usize, usize)| {
        let promise = |scenario: &Scenario, queue: usize| {
            scenario.queues[queue].target.map(|target| (target.within.get(), target.definition))
        };
        promise(old, a).is_some() && promise(old, a) == promise(new, b)
    };
    let timed: Vec<(usize, usize)> = pairs.iter().copied().filter(is_alike).collect();
    let mut asked: Vec<(Option<QueueIdx>, EffectOn, Vec<Pair>)> = Vec::new();
    if timed.len() > 1 {
        asked.push((None, EffectOn::InTime, sums(EffectOn::InTime, &timed)));
    }
    if pairs.len() > 1 {
        asked.push((None, EffectOn::MeanWait, sums(EffectOn::MeanWait, &pairs)));
        asked.push((None, EffectOn::Abandoned, sums(EffectOn::Abandoned, &pairs)));
    }
    for &pair in &pairs {
        let queue = Some(QueueIdx(pair.0));
        if is_alike(&pair) {
            asked.push((queue, EffectOn::InTime, sums(EffectOn::InTime, &[pair])));
        }
        asked.push((queue, EffectOn::MeanWait, sums(EffectOn::MeanWait, &[pair])));
    }
    #[expect(clippy::cast_precision_loss, reason = "few effects")]
    let z = normal_quantile(1.0 - ERROR / 2.0 / asked.len().max(1) as f64);
    asked.into_iter().filter_map(|(queue, on, units)| effect(queue, on, &units, z)).collect()
}

/// Whether contacts are forecast.
fn has(scenario: &Scenario, queue: usize, interval: usize) -> bool {
    scenario.forecast[queue].get(interval).is_some_and(|forecast| forecast.contacts > 0.0)
}

/// Adds what a replication has above and below the line in the intervals that count.
fn add(
    sum: &mut [f64; 2],
    on: EffectOn,
    scenario: &Scenario,
    queue: usize,
    days: &[DayTally],
    counts: impl Fn(usize) -> bool,
) {
    let definition =
        scenario.queues[queue].target.map_or(ServiceDefinition::AnsweredOfOffered, |target| target.definition);
    let intervals = days.iter().flat_map(|day| &day.intervals[queue]);
    for (_, tally) in intervals.enumerate().filter(|(index, _)| counts(*index)) {
        let (above, below) = fraction(on, definition, tally);
        sum[0] += above;
        sum[1] += below;
    }
}

fn fraction(on: EffectOn, definition: ServiceDefinition, tally: &Tally) -> (f64, f64) {
    match on {
        EffectOn::InTime => tally.fraction(definition),
        EffectOn::MeanWait => (tally.wait_s, tally.offered),
        EffectOn::Abandoned => (tally.abandoned + tally.dropped, tally.offered),
    }
}

fn total(pairs: &[Pair]) -> Pair {
    pairs.iter().fold(([0.0; 2], [0.0; 2]), |sum, pair| {
        let plus = |a: [f64; 2], b: [f64; 2]| [a[0] + b[0], a[1] + b[1]];
        (plus(sum.0, pair.0), plus(sum.1, pair.1))
    })
}

/// The difference of two ratios of sums over paired units, with its interval; `None` where nothing came.
///
/// ```text
/// e_u = (a'_u - r' b'_u) / B' - (a_u - r b_u) / B,    se^2 = n / (n - 1) * sum of e_u^2
/// ```
///
/// with B, B' the sums below the line and n the number of units.
///
/// # Source
///
/// The delta method, as for one ratio: Cochran (1977), Sampling techniques, section 2.11; the covariance of the pair
/// enters by itself, since each e is taken from the same contacts.
fn effect(queue: Option<QueueIdx>, on: EffectOn, units: &[Pair], z: f64) -> Option<Effect> {
    let (before, after) = total(units);
    if before[1] <= 0.0 || after[1] <= 0.0 || units.len() < 2 {
        return None;
    }
    let (r, s) = (before[0] / before[1], after[0] / after[1]);
    let error = |(a, b): &Pair| (b[0] - s * b[1]) / after[1] - (a[0] - r * a[1]) / before[1];
    #[expect(clippy::cast_precision_loss, reason = "few units")]
    let n = units.len() as f64;
    let squares: f64 = units.iter().map(|pair| error(pair).powi(2)).sum();
    let margin = z * (squares * n / (n - 1.0)).sqrt();
    Some(Effect { queue, on, before: r, after: s, low: s - r - margin, high: s - r + margin })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_to_both_is_no_noise() {
        // Days differ much, but the change takes the same from every contact of every day.
        let units: Vec<Pair> = (1..=20).map(|n| f64::from(n) * 10.0).map(|n| ([n * 0.8, n], [n * 0.7, n])).collect();
        let found = effect(None, EffectOn::InTime, &units, 3.0).expect("contacts");
        assert!((found.difference() + 0.1).abs() < 1e-12 && found.high < -0.0999 && found.low > -0.1001);
        assert_eq!(found.is_better(), Some(false));
    }

    #[test]
    fn a_difference_that_may_be_chance_is_not_called_one() {
        let units: Vec<Pair> =
            (0..20).map(|n| if n % 2 == 0 { ([8.0, 10.0], [9.0, 10.0]) } else { ([9.0, 10.0], [8.1, 10.0]) }).collect();
        let found = effect(None, EffectOn::InTime, &units, 2.0).expect("contacts");
        assert_eq!(found.is_better(), None);
        let nothing = effect(None, EffectOn::InTime, &[([0.0; 2], [0.0; 2]); 3], 2.0);
        assert_eq!(nothing, None);
    }
}
