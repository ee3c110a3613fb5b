//! The plan in a few facts that the terminal and the page tell alike: people, targets, shortage, breaches.

use crate::model::{
    AgentIdx, DayIdx, IntervalIdx, Origin, Performance, Plan, Promised, QueueIdx, QueueSet, Service, ServiceDefinition,
    Severity, Shortage, Span, Tally, Verdict, Violation,
};

use super::people::{is_working, listed, week};

/// The plan in a few facts.
pub(super) struct Summary<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// People employed.
    pub employed: usize,
    /// Employed people that service does not need: nothing but reserve all through.
    pub reserves: Vec<AgentIdx>,
    /// Employed people without a single row: away, or not needed where the aim leaves reserve out.
    pub absent: usize,
    /// Paid time of the roster `[min]`.
    pub paid_minutes: i32,
    /// The outcome of each kind of promise of each queue, weakest first.
    pub queues: Vec<QueueOutcome>,
    /// Targets met, missed and undecided.
    pub targets: Targets,
    /// Where people are missing, neighbouring intervals joined.
    pub shortage: Vec<ShortageRun>,
    /// Breaches that forbid the roster.
    pub hard: Vec<&'a Violation>,
    /// Breaches that are results or worth a look.
    pub soft: Vec<&'a Violation>,
}

/// How many targets came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Targets {
    /// Certain to hold.
    pub met: usize,
    /// Certain not to.
    pub missed: usize,
    /// Not settled.
    pub undecided: usize,
}

impl Targets {
    /// All of them.
    pub(super) fn all(self) -> usize {
        self.met + self.missed + self.undecided
    }
}

/// What one kind of promise of one queue came to: its share in time, its mean wait, who gives up, or occupancy.
#[derive(Debug, Clone)]
pub(super) struct QueueOutcome {
    /// The queue.
    pub queue: QueueIdx,
    /// The outcome that decides: the one with the least margin.
    pub weakest: Service,
    /// Every outcome of this kind, in the order of scope and time.
    pub each: Vec<Service>,
    /// The value over the whole horizon: ratio of sums.
    pub value: f64,
    /// Contacts over the horizon, mean of a replication.
    pub offered: f64,
    /// Abandoned or turned away / offered, over the horizon.
    pub abandoned_share: f64,
    /// Mean wait of all contacts over the horizon `[s]`.
    pub mean_wait_s: f64,
    /// The worst verdict of any target.
    pub verdict: Verdict,
}

/// People missing over a run of intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ShortageRun {
    /// When.
    pub span: Span,
    /// The queues they are missing on most.
    pub queues: QueueSet,
    /// The most that are missing in any of the intervals.
    pub missing: f64,
}

impl<'a> Summary<'a> {
    /// The facts of `plan`.
    pub(super) fn new(plan: &'a Plan) -> Self {
        let listed = listed(plan);
        let employed = plan.scenario.agents.iter().filter(|agent| !agent.hireable).count();
        let idle = |index: AgentIdx| !plan.roster.of(index).is_empty() && !is_working(plan, index);
        let reserves = listed.iter().map(|&(index, _)| index).filter(|&index| idle(index)).collect();
        let absent = listed.iter().filter(|(index, _)| plan.roster.of(*index).is_empty()).count();
        let paid_minutes = listed.iter().map(|&(index, _)| week(plan, index).paid).sum();
        let queues = plan.performance.as_ref().map(|found| outcomes(plan, found)).unwrap_or_default();
        let mut targets = Targets::default();
        for service in plan.performance.iter().flat_map(|found| &found.service) {
            match service.verdict {
                Verdict::Met => targets.met += 1,
                Verdict::Missed => targets.missed += 1,
                Verdict::Undecided => targets.undecided += 1,
            }
        }
        let (hard, soft) = plan.violations.iter().partition(|v| v.severity == Severity::Hard);
        let shortage = runs(plan);
        Self { plan, employed, reserves, absent, paid_minutes, queues, targets, shortage, hard, soft }
    }

    /// Whether the requirement was given outright rather than derived from a forecast.
    pub(super) fn is_given(&self) -> bool {
        self.plan.requirement.rows.iter().any(|row| row.origin == Origin::Given)
    }

    /// Whether the requirement was given and nothing was simulated, so that covering it is all that is asked.
    pub(super) fn is_cover_only(&self) -> bool {
        self.plan.performance.is_none() && self.is_given()
    }

    /// The floor that holds for every roster that meets the targets, and the bound under the requirement used.
    ///
    /// Where covering a given requirement is all that is asked, the two say the same, and only the larger is told, as
    /// the bound.
    pub(super) fn floors(&self) -> (Option<u32>, Option<u32>) {
        let certificate = &self.plan.certificate;
        if self.is_cover_only() {
            (None, certificate.workload_floor.max(certificate.headcount_bound))
        } else {
            (certificate.workload_floor, certificate.headcount_bound)
        }
    }

    /// Which contacts count for the shares promised, by the weakest; `None` where no share is promised.
    pub(super) fn definition(&self) -> Option<ServiceDefinition> {
        self.queues.iter().find_map(|outcome| match outcome.weakest.promised {
            Promised::Answered(target) => Some(target.definition),
            Promised::AtMost(_) => None,
        })
    }

    /// What perfect pooling would need, where that was worked out.
    pub(super) fn reference(&self) -> Option<u32> {
        self.plan.certificate.pooled_reference.filter(|&people| people > 0)
    }

    /// The largest number of people proven too few, under the requirement or whatever the roster.
    pub(super) fn bound(&self) -> u32 {
        let (floor, bound) = self.floors();
        floor.max(bound).unwrap_or(0)
    }
}

/// The queues of some outcomes, each once, in order.
pub(super) fn distinct<'a>(outcomes: impl IntoIterator<Item = &'a QueueOutcome>) -> Vec<QueueIdx> {
    let mut queues: Vec<QueueIdx> = Vec::new();
    for outcome in outcomes {
        if !queues.contains(&outcome.queue) {
            queues.push(outcome.queue);
        }
    }
    queues
}

/// The outcome of each kind of promise of each queue, weakest first.
fn outcomes(plan: &Plan, found: &Performance) -> Vec<QueueOutcome> {
    let mut out: Vec<QueueOutcome> = Vec::new();
    let kinds: Vec<(QueueIdx, Promised)> = (0..plan.scenario.queues.len())
        .map(QueueIdx)
        .flat_map(|queue| plan.scenario.queues[queue.0].promises().map(move |promised| (queue, promised)))
        .collect();
    for (queue, promised) in kinds {
        let is_kind = |s: &&Service| s.queue == queue && s.promised.measure() == promised.measure();
        let each: Vec<Service> = found.service.iter().filter(is_kind).copied().collect();
        let Some(&weakest) = each.iter().min_by(|a, b| urgency(a).total_cmp(&urgency(b))) else { continue };
        let verdict = each.iter().map(|s| s.verdict).max_by_key(|&v| gravity(v)).unwrap_or(Verdict::Met);
        // Floors of single half-hours count the same contacts again.
        let whole = || each.iter().filter(|s| s.promised.scope() == promised.scope());
        let offered: f64 = whole().map(|s| s.offered).sum();
        let mean = |of: fn(&Service) -> f64| {
            if offered > 0.0 { whole().map(|s| s.offered * of(s)).sum::<f64>() / offered } else { of(&weakest) }
        };
        let mut sum = Tally::default();
        found.tallies.get(queue.0).into_iter().flatten().for_each(|tally| sum.add(tally));
        out.push(QueueOutcome {
            queue,
            weakest,
            value: value(&sum, &promised).unwrap_or_else(|| mean(|s| s.value)),
            offered,
            abandoned_share: mean(|s| s.abandoned_share),
            mean_wait_s: mean(|s| s.mean_wait_s),
            each,
            verdict,
        });
    }
    out.sort_by(|a, b| urgency(&a.weakest).total_cmp(&urgency(&b.weakest)));
    out
}

/// The value of a tally; `None` when nothing stands below the line.
fn value(tally: &Tally, promised: &Promised) -> Option<f64> {
    let (above, below) = promised.fraction(tally);
    (below > 0.0).then(|| above / below)
}

/// Least first: missed before undecided before met, and within each the least margin, as share of the most possible.
fn urgency(service: &Service) -> f64 {
    service.promised.relative_margin(service.value) - 1000.0 * f64::from(gravity(service.verdict))
}

/// How bad a verdict is.
fn gravity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Met => 0,
        Verdict::Undecided => 1,
        Verdict::Missed => 2,
    }
}

/// Shortage in the order of time: in each interval the worst set of queues, neighbouring intervals of a day joined.
///
/// Sets overlap, so that one missing person shows in many of them; the worst one says how many are missing. A run is
/// named after its worst interval.
fn runs(plan: &Plan) -> Vec<ShortageRun> {
    let horizon = &plan.scenario.horizon;
    let mut all: Vec<&Shortage> = plan.shortage.iter().collect();
    all.sort_by(|a, b| {
        let worse = b.missing.total_cmp(&a.missing);
        a.interval.cmp(&b.interval).then(worse).then(a.queues.len().cmp(&b.queues.len())).then(a.queues.cmp(&b.queues))
    });
    all.dedup_by_key(|shortage| shortage.interval);
    let mut out: Vec<ShortageRun> = Vec::new();
    for shortage in all {
        let span = horizon.interval(shortage.interval);
        let is_next = |last: &&mut ShortageRun| {
            last.span.end == span.start && horizon.day_at(last.span.start) == horizon.day_at(span.start)
        };
        match out.last_mut().filter(is_next) {
            Some(last) => {
                last.span.end = span.end;
                if shortage.missing > last.missing {
                    (last.missing, last.queues) = (shortage.missing, shortage.queues);
                }
            }
            None => out.push(ShortageRun { span, queues: shortage.queues, missing: shortage.missing }),
        }
    }
    out
}

/// The day that a service entry is about; `None` for a whole week.
pub(super) fn day_of(plan: &Plan, service: &Service) -> Option<DayIdx> {
    let of = |interval: IntervalIdx| plan.scenario.horizon.day_at(plan.scenario.horizon.interval(interval).start);
    service.day.or_else(|| service.interval.map(of))
}
