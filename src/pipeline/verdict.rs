//! From facts to the plan's status, said honestly.

use crate::model::{Certificate, Performance, Severity, Shortage, Status, Verdict, Violation};

/// Whether every target holds on the verification's seeds.
pub(super) fn all_met(performance: &Performance) -> bool {
    performance.service.iter().all(|service| service.verdict == Verdict::Met)
}

/// Targets missed, and then those too close to call.
pub(super) fn unmet(performance: &Performance) -> (usize, usize) {
    let count = |verdict: Verdict| performance.service.iter().filter(|service| service.verdict == verdict).count();
    (count(Verdict::Missed), count(Verdict::Undecided))
}

/// The status of a plan, by the table of DESIGN.md.
pub(super) fn status(
    headcount: usize,
    certificate: &Certificate,
    shortage: &[Shortage],
    violations: &[Violation],
    performance: Option<&Performance>,
) -> Status {
    let has = |verdict| performance.is_some_and(|p| p.service.iter().any(|s| s.verdict == verdict));
    let is_uncovered = violations.iter().any(|violation| violation.severity == Severity::Cover);
    if has(Verdict::Missed) || !shortage.is_empty() || is_uncovered {
        return Status::Short;
    }
    if has(Verdict::Undecided) {
        return Status::Undecided;
    }
    let reaches = |bound: Option<u32>| bound.is_some_and(|bound| bound as usize >= headcount);
    // Without a simulation the requirement is the target itself, so its dual bound is a floor for every roster.
    let given_only = performance.is_none_or(|p| p.service.is_empty());
    if reaches(certificate.workload_floor) || given_only && reaches(certificate.headcount_bound) {
        Status::Proven
    } else if reaches(certificate.headcount_bound) {
        Status::Closed
    } else {
        Status::Feasible
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(floor: u32, bound: u32) -> Certificate {
        Certificate { workload_floor: Some(floor), headcount_bound: Some(bound), ..Certificate::default() }
    }

    fn played(verdict: Verdict) -> Performance {
        use crate::model::{Promised, QueueIdx, Scope, Seconds, Service, ServiceDefinition, Share, Target};
        let target = Target {
            share: Share::new(0.8),
            within: Seconds::new(120.0),
            scope: Scope::Day,
            definition: ServiceDefinition::AnsweredOfOffered,
            floor: None,
        };
        let service = Service {
            queue: QueueIdx(0),
            day: None,
            interval: None,
            promised: Promised::Answered(target),
            offered: 10.0,
            value: 0.8,
            low: 0.7,
            high: 0.9,
            abandoned_share: 0.0,
            mean_wait_s: 0.0,
            p95_wait_s: 0.0,
            chance: 0.5,
            verdict,
        };
        Performance { service: vec![service], ..Performance::default() }
    }

    #[test]
    fn a_bound_on_the_settled_requirement_closes_but_does_not_prove() {
        let met = played(Verdict::Met);
        assert_eq!(status(12, &bounds(9, 12), &[], &[], Some(&met)), Status::Closed);
        assert_eq!(status(12, &bounds(12, 12), &[], &[], Some(&met)), Status::Proven);
        assert_eq!(status(12, &bounds(9, 11), &[], &[], Some(&met)), Status::Feasible);
    }

    #[test]
    fn a_missed_target_is_short_however_tight_the_bound() {
        assert_eq!(status(12, &bounds(12, 12), &[], &[], Some(&played(Verdict::Missed))), Status::Short);
        assert_eq!(status(12, &bounds(12, 12), &[], &[], Some(&played(Verdict::Undecided))), Status::Undecided);
    }

    #[test]
    fn without_simulation_the_requirement_is_the_target() {
        assert_eq!(status(12, &bounds(1, 12), &[], &[], None), Status::Proven);
    }
}
