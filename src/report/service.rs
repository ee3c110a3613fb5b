//! service.csv: what those who contact each queue met in the simulation, half-hour by half-hour.

use crate::model::{IntervalIdx, Language, Plan, ServiceDefinition};

use super::tables::{Table, date_time};

/// One row per interval and queue with any contacts:
/// `start,queue,offered,answered,answered_within,abandoned,mean_wait_s,service_level,target,p95_wait_s`.
///
/// Counts are means of a replication; a contact counts where it arrives. Where hardly anybody calls the share is that
/// of few contacts over many replications: right on average, and no promise for any one day. A 95th percentile needs
/// more: it is left empty below 200 contacts in all replications.
pub(super) fn service_csv(plan: &Plan, language: Language) -> Vec<u8> {
    let columns = [
        "start",
        "queue",
        "offered",
        "answered",
        "answered_within",
        "abandoned",
        "mean_wait_s",
        "service_level",
        "target",
        "p95_wait_s",
    ];
    let mut out = Table::new(language, &columns);
    let found = || plan.performance.iter();
    let tallies = found().flat_map(|found| found.tallies.iter().enumerate());
    let p95 = |queue: usize, interval: usize| found().find_map(|found| *found.p95_wait_s.get(queue)?.get(interval)?);
    for (queue, intervals) in tallies {
        let facts = &plan.scenario.queues[queue];
        let definition = facts.target.map_or(ServiceDefinition::AnsweredOfOffered, |target| target.definition);
        for (interval, tally) in intervals.iter().enumerate().filter(|(_, tally)| tally.offered > 0.0) {
            let (above, below) = tally.fraction(definition);
            let start = plan.scenario.horizon.interval(IntervalIdx(interval)).start;
            out.row(&[
                date_time(&plan.scenario, start, ' '),
                facts.id.clone(),
                out.number(tally.offered, 3),
                out.number(tally.answered, 3),
                out.number(tally.answered_within, 3),
                out.number(tally.abandoned + tally.dropped, 3),
                out.number(tally.wait_s / tally.offered, 1),
                if below > 0.0 { out.number(above / below, 4) } else { String::new() },
                facts.target.map_or_else(String::new, |target| out.number(target.share.get(), 4)),
                p95(queue, interval).map_or_else(String::new, |seconds| out.number(seconds, 1)),
            ]);
        }
    }
    out.finish()
}
