//! Recounts cover from the roster alone: people at posts, and people who can be placed on the queues that
//! `requirement.csv` asks for.

use std::collections::BTreeMap;

use crate::model::{
    Activity, Breach, IntervalIdx, Minute, PostIdx, QueueSet, Scenario, Severity, Span, Stretch, Violation,
};

use super::clock::{common, merged, outside, wrapped};
use super::placement::{Lack, lacks};
use super::skills::serves;

/// Times when fewer people are at a post than it needs. Whoever is there counts: that somebody lacks the skill is told
/// by itself.
pub(super) fn posts(scenario: &Scenario, people: &[Vec<Stretch>], out: &mut Vec<Violation>) {
    for (index, post) in scenario.posts.iter().enumerate() {
        let post_idx = PostIdx(index);
        let there: Vec<Span> = people
            .iter()
            .flat_map(|stretches| spans_of(scenario, stretches, |activity| activity == Activity::Post(post_idx)))
            .collect();
        let manned = post.opening.iter().flat_map(|&span| wrapped(&scenario.horizon, span)).collect();
        for open in merged(manned) {
            let mut found: Vec<(Span, u32)> = Vec::new();
            for part in parts(open, &there) {
                let measured = count(there.iter().filter(|span| common(**span, part).is_some()).count());
                match found.last_mut() {
                    Some((last, same)) if *same == measured => last.end = part.end,
                    _ => found.push((part, measured)),
                }
            }
            out.extend(found.into_iter().filter(|(_, measured)| *measured < post.agents).map(|(span, measured)| {
                cover(span, Breach::PostUnmanned { post: post_idx, measured, needed: post.agents })
            }));
        }
    }
}

/// Times when the people on contacts cannot be placed as `requirement.csv` asks.
pub(super) fn given(scenario: &Scenario, people: &[Vec<Stretch>], out: &mut Vec<Violation>) {
    let mut rows: BTreeMap<IntervalIdx, BTreeMap<QueueSet, u32>> = BTreeMap::new();
    for row in &scenario.given {
        let needed = rows.entry(row.interval).or_default().entry(row.queues).or_default();
        *needed = (*needed).max(row.agents);
    }
    let length = scenario.horizon.interval_minutes;
    let mut within: BTreeMap<IntervalIdx, Vec<(QueueSet, Span)>> = BTreeMap::new();
    for (stretches, agent) in people.iter().zip(&scenario.agents) {
        let queues = serves(scenario, agent);
        for span in on_contacts(scenario, stretches) {
            for index in span.start.0.div_euclid(length)..=(span.end.0 - 1).div_euclid(length) {
                let interval = Span::new(Minute(index * length), Minute((index + 1) * length));
                let (Ok(index), Some(part)) = (usize::try_from(index), common(span, interval)) else { continue };
                within.entry(IntervalIdx(index)).or_default().push((queues, part));
            }
        }
    }
    let mut open: Vec<(Span, Lack)> = Vec::new();
    for (interval, needed) in rows {
        let start = Minute(i32::try_from(interval.0).expect("an interval lies within the horizon") * length);
        let whole = Span::new(start, start + length);
        let within = within.remove(&interval).unwrap_or_default();
        let spans: Vec<Span> = within.iter().map(|(_, span)| *span).collect();
        for part in parts(whole, &spans) {
            let mut present: BTreeMap<QueueSet, u32> = BTreeMap::new();
            for (queues, _) in within.iter().filter(|(_, span)| common(*span, part).is_some()) {
                *present.entry(*queues).or_default() += 1;
            }
            for lack in lacks(&present, &needed) {
                match open.iter_mut().find(|(span, same)| span.end == part.start && *same == lack) {
                    Some((span, _)) => span.end = part.end,
                    None => open.push((part, lack)),
                }
            }
        }
    }
    out.extend(
        open.into_iter().map(|(span, Lack { queues, measured, needed })| {
            cover(span, Breach::UnderCover { queues, measured, needed })
        }),
    );
}

/// When an agent is on contacts and on nothing else.
fn on_contacts(scenario: &Scenario, stretches: &[Stretch]) -> Vec<Span> {
    let contacts = spans_of(scenario, stretches, |activity| activity == Activity::Contacts);
    let other = spans_of(scenario, stretches, |activity| activity != Activity::Contacts);
    contacts.into_iter().flat_map(|span| outside(span, &other)).collect()
}

/// When an agent does an activity that `is` names, within the horizon.
fn spans_of(scenario: &Scenario, stretches: &[Stretch], is: impl Fn(Activity) -> bool) -> Vec<Span> {
    let chosen = stretches.iter().filter(|stretch| is(stretch.activity));
    merged(chosen.flat_map(|stretch| wrapped(&scenario.horizon, stretch.span())).collect())
}

/// `whole` cut wherever one of `spans` begins or ends.
fn parts(whole: Span, spans: &[Span]) -> Vec<Span> {
    let inside = |at: &Minute| whole.start < *at && *at < whole.end;
    let mut cuts: Vec<Minute> = spans.iter().flat_map(|span| [span.start, span.end]).filter(inside).collect();
    cuts.extend([whole.start, whole.end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}

fn cover(span: Span, breach: Breach) -> Violation {
    Violation { breach, agent: None, span, severity: Severity::Cover }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
