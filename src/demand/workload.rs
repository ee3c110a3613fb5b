//! Staffed time that every roster meeting the targets must have, whatever its routing: bounds, not guides.
//!
//! **Claim.** Let a roster meet, in expectation and under some routing, the targets of the queues in S for contacts
//! arriving in a stretch of time (a day, or a week under a week's target). Then the row of S holds:
//!
//! ```text
//! sum over stretches on contacts of agents who can serve some queue of S, with time inside span, of
//!     (minutes inside span + per_stretch)  >=  minutes
//! ```
//!
//! **Proof.** *Step 1, how many must be answered in time.* Let O(t) be the expected contacts of a queue arriving in
//! interval t, A(t) of them answered within the wait T, and L those that hang up within T. A contact can hang up
//! within T only if it leaves at once or its patience is at most T, which has probability 1 - p, p = (1 - balking)
//! exp(-T / patience) (the last factor 1 where nobody hangs up), so L + (answered within T, patience at most T) <= (1 - p) O. A target s over the scope then asks
//!
//! ```text
//! answered of offered        A >= s O
//! answered of patient        A >= s (O - L) >= s p O
//! answered of answered       no bound: who answers few answers them in time
//! answered or ended          A >= s O - L >= (s - (1 - p)) O
//! ```
//!
//! Volumes may be multiplied by a random factor of mean 1, the same for all: both sides are expectations.
//!
//! *Step 2, who is served after closing.* Contacts that wait at closing may be served by agents who stay, in time that no
//! roster has, or be turned away. Of those, only contacts that arrived within T before closing can be answered within
//! T (midnight is taken for a closing too). Let late(t) be the expected number of such arrivals. Of the others at least s O - late must be answered in time,
//! all of them begun while the queue is open or within T of their arrival.
//!
//! *Step 3, how much work that is.* A routing does not know how long a contact will take: whether and when it is begun is
//! settled by arrivals, patience and the handle times of contacts begun before. So its handle time is independent of
//! its being answered in time, and the expected work is the sum over intervals of x(t) h(t), x(t) the expected number
//! answered in time and h(t) the mean handle time of contacts arriving in t. A routing may prefer the intervals of
//! short contacts: the least of sum x(t) h(t) subject to sum x(t) >= s O - late, floor(t) <= x(t) <= O(t) - late(t)
//! takes the shortest first. Queues have targets of their own, so the least work of a set is the sum over its queues.
//!
//! *Step 4, where it is done.* Each of these contacts is begun inside `span` (from the first arrival to T after the last,
//! widened to the grid), in a stretch on contacts of an agent who can serve it. An agent serves one contact at a time,
//! so what is done of them inside the stretch and the span is at most that time, and after it only the contact in
//! hand goes on: in expectation at most `per_stretch`, proven in [`overrun`](super::overrun). Summed over stretches,
//! the work is at most the left side.
//!
//! A visitor who is fetched counts as begun when fetched, and the work is that from then on; who is being fetched when the
//! stretch ends is in hand with all of it, as if begun just then.
//!
//! Unplanned absence and work on other contacts only take from the left side. The claim supposes that who is not on
//! contacts (at a post, on deferrable work, in reserve, on a break) begins no contact, and that nobody but agents who
//! can serve some queue of S takes its contacts: a set whose contacts overflow to others has no row. A queue asks for
//! nothing where contacts are passed on to it or an agent holds several at once; its work only takes from the others.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{
    DayIdx, IntervalIdx, Minute, Queue, QueueIdx, QueueSet, Scenario, Scope, ServiceDefinition, Share, Span, Target,
    WorkloadRow,
};

use super::cover::weeks;
use super::handling::Handling;
use super::overrun::most_left_in_hand;
use super::passages::{is_closed, is_passed_to};

/// The rows: for each day, and for each week where a target is for the week, one for each of `sets` that asks for
/// anything.
pub(super) fn rows(scenario: &Scenario, sets: &[QueueSet]) -> Vec<WorkloadRow> {
    let has_week = scenario.queues.iter().any(|queue| queue.target.is_some_and(|target| target.scope == Scope::Week));
    let mut periods: Vec<Range<usize>> = (0..scenario.horizon.n_days()).map(|day| day..day + 1).collect();
    if has_week {
        periods.extend(weeks(&scenario.horizon).into_iter().filter(|week| week.len() > 1));
    }
    let mut rows = Vec::new();
    for days in periods {
        let needs: Vec<Option<Need>> =
            (0..scenario.queues.len()).map(|queue| need(scenario, QueueIdx(queue), days.clone())).collect();
        let mut seen: Vec<QueueSet> = Vec::new();
        for set in sets {
            let asking: Vec<&Need> = set.iter().filter_map(|queue| needs[queue.0].as_ref()).collect();
            let queues = QueueSet::of(set.iter().filter(|queue| needs[queue.0].is_some()));
            if asking.is_empty() || seen.contains(&queues) || !is_closed(scenario, queues) {
                continue;
            }
            seen.push(queues);
            rows.push(row(scenario, queues, &asking));
        }
    }
    rows
}

/// What one queue asks of a period.
#[derive(Debug, Clone, PartialEq)]
struct Need {
    /// Least expected work of the contacts that must be answered in time `[agent min]`.
    minutes: f64,
    /// When they can be begun.
    span: Span,
    /// How long they take, each different way once `[min]`.
    kinds: Vec<Handling>,
}

/// The row of `queues`, whose needs these are.
fn row(scenario: &Scenario, queues: QueueSet, needs: &[&Need]) -> WorkloadRow {
    let grid = scenario.horizon.grid_minutes;
    let start = needs.iter().map(|need| need.span.start.0).min().unwrap_or(0);
    let end = needs.iter().map(|need| need.span.end.0).max().unwrap_or(0);
    let mut kinds: Vec<Handling> = Vec::new();
    for kind in needs.iter().flat_map(|need| &need.kinds) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    WorkloadRow {
        span: Span::new(Minute(start.div_euclid(grid) * grid), Minute((end + grid - 1).div_euclid(grid) * grid)),
        queues,
        minutes: needs.iter().map(|need| need.minutes).sum(),
        per_stretch: most_left_in_hand(&kinds),
    }
}

/// Contacts of one interval that may count.
struct Arrivals {
    /// Expected contacts that do not arrive just before closing.
    early: f64,
    /// Of those, how many must be answered in time by the interval's own target.
    least: f64,
    /// Mean handle time `[min]`.
    handle_time: f64,
}

/// What `queue` asks of `days`; `None` where it asks nothing.
fn need(scenario: &Scenario, queue: QueueIdx, days: Range<usize>) -> Option<Need> {
    let this = &scenario.queues[queue.0];
    // Contacts passed on come on top of the forecast when the roster has them come, and of chats several are in hand.
    let is_plain = this.is_live() && this.at_once.most <= 1 && !is_passed_to(scenario, queue);
    let target = this.target.filter(|_| is_plain)?;
    let closings = closings(scenario, this);
    let horizon = &scenario.horizon;
    let (mut minutes, mut wanted, mut arrivals) = (0.0, 0.0, Vec::new());
    let (mut span, mut kinds): (Option<Span>, Vec<Handling>) = (None, Vec::new());
    for day in days.clone() {
        if target.scope == Scope::Day {
            // Each day keeps the target by itself.
            minutes += least_work(std::mem::take(&mut arrivals), std::mem::take(&mut wanted));
        }
        for interval in intervals_of(scenario, DayIdx(day)) {
            let forecast = scenario.forecast[queue.0][interval.0];
            if forecast.contacts <= 0.0 {
                continue;
            }
            let when = horizon.interval(interval);
            let late = forecast.contacts * late_share(scenario, this, when, &closings, target);
            let must = |share: f64| needed_share(target.definition, share, this, target) * forecast.contacts - late;
            let own = match target.scope {
                Scope::HalfHour => target.share.get(),
                Scope::Day | Scope::Week => target.floor.map_or(0.0, Share::get),
            };
            wanted += must(target.share.get());
            let early = forecast.contacts - late;
            let handle_time = forecast.handle_time.get() / 60.0;
            arrivals.push(Arrivals { early, least: must(own).clamp(0.0, early), handle_time });
            let begun = Span::new(when.start, when.end + whole_minutes(target));
            span = Some(span.map_or(begun, |span| Span::new(span.start.min(begun.start), span.end.max(begun.end))));
            for mean in means(this, handle_time) {
                let kind = Handling { law: this.handle_time_law, mean };
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
    }
    if target.scope == Scope::Week && !weeks(horizon).contains(&days) {
        // A single day may be given up for the others, but for the floor.
        wanted = 0.0;
    }
    minutes += least_work(arrivals, wanted);
    (minutes > 0.0).then_some(Need { minutes, span: span?, kinds })
}

/// Mean handle times of contacts solved and of contacts forwarded, where the mean of all is this `[min]`.
///
/// Which a contact is does not show before it has been dealt with; a routing that knew could only leave more in hand.
fn means(queue: &Queue, all: f64) -> Vec<f64> {
    queue.forwarding.map_or_else(
        || vec![all],
        |more| {
            let work = more.work.get() / 60.0;
            let solved = (all - more.share.get() * work).max(1.0 / 15_360.0);
            vec![solved, solved + work]
        },
    )
}

/// The least expected work that answers `wanted` of the arrivals, and in each interval its own least: shortest first.
fn least_work(mut arrivals: Vec<Arrivals>, wanted: f64) -> f64 {
    arrivals.sort_by(|one, other| one.handle_time.total_cmp(&other.handle_time));
    let mut work: f64 = arrivals.iter().map(|a| a.least * a.handle_time).sum();
    let mut left = wanted - arrivals.iter().map(|a| a.least).sum::<f64>();
    for a in &arrivals {
        let more = left.clamp(0.0, a.early - a.least);
        work += more * a.handle_time;
        left -= more;
    }
    work
}

/// The share of contacts offered that must be answered in time to reach `share` by a definition (step 1 of the proof).
fn needed_share(definition: ServiceDefinition, share: f64, queue: &Queue, target: Target) -> f64 {
    let waits = 1.0 - queue.balking.get();
    let patient = waits * queue.patience.map_or(1.0, |patience| (-target.within.get() / patience.get()).exp());
    match definition {
        ServiceDefinition::AnsweredOfOffered => share,
        ServiceDefinition::AnsweredOfPatient => share * patient,
        ServiceDefinition::AnsweredOfAnswered => 0.0,
        ServiceDefinition::EndedOfOffered => (share - (1.0 - patient)).max(0.0),
    }
}

/// The wait promised, in minutes begun.
fn whole_minutes(target: Target) -> i32 {
    let minutes = (target.within.get() / 60.0).ceil().clamp(0.0, 1e6);
    #[expect(clippy::cast_possible_truncation, reason = "clamped on the line above")]
    let minutes = minutes as i32;
    minutes
}

/// When the queue closes: ends of opening that no other opening of the same day continues. Midnight counts as a closing
/// too, though a queue may stay open through it, so that days may be looked at one by one.
fn closings(scenario: &Scenario, queue: &Queue) -> Vec<Minute> {
    let opening = openings(scenario, queue);
    let midnights = scenario.horizon.days.iter().map(|day| day.start + day.minutes);
    let ends = opening.iter().map(|span| span.end).filter(|end| !opening.iter().any(|span| span.start == *end));
    ends.chain(midnights.filter(|midnight| opening.iter().any(|span| span.start < *midnight && span.end >= *midnight)))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// The queue's opening hours over the horizon.
fn openings(scenario: &Scenario, queue: &Queue) -> Vec<Span> {
    let centre = || scenario.horizon.days.iter().flat_map(|day| day.opening.iter().copied()).collect();
    queue.opening.clone().unwrap_or_else(centre)
}

/// The share of an interval's contacts that may arrive within the wait before a closing, or after it.
fn late_share(scenario: &Scenario, queue: &Queue, when: Span, closings: &[Minute], target: Target) -> f64 {
    let overlap = |span: &Span| (span.end.0.min(when.end.0) - span.start.0.max(when.start.0)).max(0);
    let open: i32 = openings(scenario, queue).iter().map(overlap).sum();
    // Where the interval is not open throughout, when its contacts arrive is not known: all may be late.
    let is_torn = open < when.minutes() && closings.iter().any(|closing| *closing < when.end && *closing > when.start);
    if open == 0 || is_torn {
        return 1.0;
    }
    let wait = target.within.get() / 60.0;
    let late = closings.iter().map(|closing| {
        let (from, to) = (f64::from(closing.0) - wait, f64::from(closing.0));
        (to.min(f64::from(when.end.0)) - from.max(f64::from(when.start.0))).max(0.0)
    });
    (late.sum::<f64>() / f64::from(open)).min(1.0)
}

/// The intervals of a day.
fn intervals_of(scenario: &Scenario, day: DayIdx) -> impl Iterator<Item = IntervalIdx> + '_ {
    let horizon = &scenario.horizon;
    (0..horizon.n_intervals()).map(IntervalIdx).filter(move |i| horizon.day_at(horizon.interval(*i).start) == day)
}
