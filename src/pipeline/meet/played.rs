//! A day played with a meeting and without it, on the same contacts: who is not answered, who is late, who is told to wait.

use std::ops::Range;

use crate::model::{DayIdx, Figure, MeetingEffect, Stretch};
use crate::simulate::{End, Simulator, normal_quantile};

use super::scene::Scene;

/// Probability that some interval of the judged ways misses, in all.
const ERROR: f64 = 0.05;

/// Contacts of a day that got no answer, that were answered late, and that left a message.
pub(super) type Fate = [f64; 3];

/// What becomes of a day's contacts in each replication.
pub(super) fn fates(
    (simulator, scene): (&Simulator, &Scene),
    day: DayIdx,
    stretches: &[Stretch],
    replications: Range<u32>,
) -> Vec<Fate> {
    let queues = &scene.scenario.queues;
    let one = |replication: u32| {
        let mut fate = Fate::default();
        for journey in simulator.trace(day, stretches, replication) {
            let queue = &queues[journey.queue.0];
            if !queue.is_live() {
                continue;
            }
            let is_late = || queue.target.is_some_and(|target| journey.wait > target.within);
            match journey.end {
                End::Answered(agent) if scene.takes_messages(agent) => fate[2] += 1.0,
                End::Answered(_) => fate[1] += f64::from(u8::from(is_late())),
                End::Abandoned | End::Dropped => fate[0] += 1.0,
                End::Left => {}
            }
        }
        fate
    };
    replications.map(one).collect()
}

/// What a meeting does to a day's contacts, from pairs of replications.
///
/// ```text
/// d_u = after_u - before_u,    mean of d +- z s_d / sqrt(n)
/// ```
///
/// over `n` units: replications, or tens of them where days differ in busyness. With `n_judged` ways judged beside each
/// other all their intervals hold together with 95 % (Bonferroni).
pub(super) fn effect(before: &[Fate], after: &[Fate], unit: usize, n_judged: usize) -> MeetingEffect {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let z = normal_quantile(1.0 - ERROR / 2.0 / (4.0 * count(n_judged.max(1))));
    let figure = |of: &dyn Fn(&Fate) -> f64| {
        let differences: Vec<f64> = before.iter().zip(after).map(|(before, after)| of(after) - of(before)).collect();
        let units: Vec<f64> =
            differences.chunks(unit).map(|unit| unit.iter().sum::<f64>() / count(unit.len())).collect();
        let n = count(units.len().max(1));
        let mean = units.iter().sum::<f64>() / n;
        let squares: f64 = units.iter().map(|value| (value - mean).powi(2)).sum();
        let margin = z * (squares / (n - 1.0).max(1.0) / n).sqrt();
        Figure { mean, low: mean - margin, high: mean + margin }
    };
    MeetingEffect {
        unanswered: figure(&|fate| fate[0]),
        late: figure(&|fate| fate[1]),
        messages: figure(&|fate| fate[2]),
        unhelped: figure(&|fate| fate.iter().sum()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_between_days_but_not_by_the_meeting_is_no_noise() {
        let before: Vec<Fate> = (0..20).map(|n| [f64::from(n), 1.0, 0.0]).collect();
        let after: Vec<Fate> = (0..20).map(|n| [f64::from(n) + 3.0, 1.0, 2.0]).collect();
        let found = effect(&before, &after, 1, 10);
        let exactly = |value: f64| Figure { mean: value, low: value, high: value };
        assert_eq!((found.unanswered, found.late, found.messages), (exactly(3.0), exactly(0.0), exactly(2.0)));
        assert_eq!(found.unhelped, exactly(5.0));
    }
}
