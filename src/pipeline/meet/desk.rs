//! What stands empty while a group meets, and who goes to a post so that it does not.

use crate::model::{
    Activity, AgentIdx, Channel, Empty, IntervalIdx, Minute, PostIdx, Queue, QueueIdx, Roster, Scenario, Span, Stretch,
};

use super::attendance::outside;

/// A time within which nothing changes, and who does what in it.
struct Piece {
    span: Span,
    before: Vec<Stretch>,
    now: Vec<Stretch>,
}

/// What stood ready in the roster before, and does not now, within `span`: posts and channels; and queues that nobody
/// on contacts knows any more.
pub(super) fn empty(scenario: &Scenario, [before, now]: [&Roster; 2], span: Span) -> (Vec<Empty>, Vec<QueueIdx>) {
    let (mut empty, mut unknown) = (Vec::new(), Vec::new());
    for piece in pieces(scenario, [before, now], span) {
        for (index, post) in scenario.posts.iter().enumerate() {
            let is_open = post.opening.iter().any(|hours| hours.overlaps(piece.span));
            let wanted = at_post(&piece.before, PostIdx(index)).min(post.agents as usize);
            if is_open && at_post(&piece.now, PostIdx(index)) < wanted {
                empty.push(Empty::Post(PostIdx(index)));
            }
        }
        let asked: Vec<QueueIdx> = (0..scenario.queues.len())
            .map(QueueIdx)
            .filter(|&queue| has_contacts(scenario, queue, piece.span))
            .collect();
        let knows = |stretches: &[Stretch], queue: QueueIdx| {
            let mut on_contacts = stretches.iter().filter(|stretch| stretch.activity == Activity::Contacts);
            on_contacts.any(|s| scenario.can_serve(s.agent, queue) || scenario.takes_overflow(s.agent, queue))
        };
        let lost = asked.iter().filter(|&&queue| knows(&piece.before, queue) && !knows(&piece.now, queue));
        unknown.extend(lost.copied());
        let mut channels: Vec<Channel> = asked.iter().map(|queue| scenario.queues[queue.0].channel).collect();
        channels.sort_unstable();
        channels.dedup();
        for channel in channels {
            let mut of_it = asked.iter().filter(|queue| scenario.queues[queue.0].channel == channel);
            let was = of_it.clone().any(|&queue| knows(&piece.before, queue));
            if was && !of_it.any(|&queue| knows(&piece.now, queue)) {
                empty.push(Empty::Channel(channel));
            }
        }
    }
    empty.sort_unstable();
    empty.dedup();
    unknown.sort_unstable();
    unknown.dedup();
    (empty, unknown)
}

/// Sends helpers to posts that lack people within `span` and did not before, from contacts, letters or reserve.
///
/// There goes whose leaving takes least from the callers of that time; of several the one who went there before.
pub(super) fn man_posts(scenario: &Scenario, [before, now]: [&Roster; 2], helpers: &[AgentIdx], span: Span) -> Roster {
    let mut now = now.clone();
    if scenario.posts.is_empty() || helpers.is_empty() {
        return now;
    }
    let mut sent: Option<AgentIdx> = None;
    for piece in pieces(scenario, [before, &now], span) {
        for (index, post) in scenario.posts.iter().enumerate() {
            let index = PostIdx(index);
            let is_open = post.opening.iter().any(|hours| hours.overlaps(piece.span));
            let wanted = if is_open { at_post(&piece.before, index).min(post.agents as usize) } else { 0 };
            let here: Vec<Stretch> =
                now.stretches.iter().filter(|stretch| stretch.span().contains(piece.span)).copied().collect();
            for _ in at_post(&here, index)..wanted {
                let can_go = |stretch: &&Stretch| {
                    let activity = stretch.activity;
                    matches!(activity, Activity::Contacts | Activity::Deferrable(_) | Activity::Reserve)
                        && helpers.contains(&stretch.agent)
                        && scenario.agents[stretch.agent.0].skills.contains(post.skills)
                };
                let now_here = now.stretches.iter().filter(|stretch| stretch.span().contains(piece.span));
                let here: Vec<Stretch> = now_here.copied().collect();
                let lost = |stretch: &Stretch| lost(scenario, &here, stretch.agent, piece.span);
                let order = |a: &&Stretch, b: &&Stretch| {
                    let moves = |stretch: &Stretch| (sent != Some(stretch.agent), stretch.agent);
                    lost(a).total_cmp(&lost(b)).then(moves(a).cmp(&moves(b)))
                };
                let Some(&goes) = here.iter().filter(can_go).min_by(order) else { break };
                sent = Some(goes.agent);
                let mut stretches: Vec<Stretch> = now.stretches.iter().filter(|&&s| s != goes).copied().collect();
                stretches.extend(outside(goes, piece.span));
                let (start, end) = (piece.span.start, piece.span.end);
                stretches.push(Stretch { start, end, activity: Activity::Post(index), ..goes });
                now = Roster::new(stretches);
            }
        }
    }
    now
}

/// What callers lose when somebody leaves contacts: contacts of each queue known, the fewer others know it the more.
fn lost(scenario: &Scenario, here: &[Stretch], agent: AgentIdx, span: Span) -> f64 {
    let on_contacts = || here.iter().filter(|stretch| stretch.activity == Activity::Contacts);
    if on_contacts().all(|stretch| stretch.agent != agent) {
        return 0.0;
    }
    let queues = (0..scenario.queues.len()).map(QueueIdx);
    let asked = queues.filter(|&queue| scenario.can_serve(agent, queue) && has_contacts(scenario, queue, span));
    let weight = |queue: QueueIdx| {
        let others = on_contacts().filter(|other| other.agent != agent && scenario.can_serve(other.agent, queue));
        let contacts =
            scenario.horizon.interval_at(span.start).map_or(0.0, |i| scenario.forecast[queue.0][i.0].contacts);
        contacts / (0.1 + f64::from(u32::try_from(others.count()).unwrap_or(u32::MAX)))
    };
    asked.map(weight).sum()
}

fn at_post(stretches: &[Stretch], post: PostIdx) -> usize {
    stretches.iter().filter(|stretch| stretch.activity == Activity::Post(post)).count()
}

/// Whether somebody may call a queue within a span.
fn has_contacts(scenario: &Scenario, queue: QueueIdx, span: Span) -> bool {
    let of = &scenario.queues[queue.0];
    let interval = scenario.horizon.interval_at(span.start);
    let expected = |IntervalIdx(interval): IntervalIdx| scenario.forecast[queue.0][interval].contacts;
    of.is_live() && is_open(scenario, of, span) && interval.is_some_and(|interval| expected(interval) > 0.0)
}

/// Whether a queue is open at some time within a span.
pub(super) fn is_open(scenario: &Scenario, queue: &Queue, span: Span) -> bool {
    match &queue.opening {
        Some(opening) => opening.iter().any(|hours| hours.overlaps(span)),
        None => scenario.horizon.days.iter().flat_map(|day| &day.opening).any(|hours| hours.overlaps(span)),
    }
}

/// The span cut wherever anything changes: a stretch, an opening hour, an interval of the forecast.
fn pieces(scenario: &Scenario, rosters: [&Roster; 2], span: Span) -> Vec<Piece> {
    let near = rosters.map(|roster| {
        let near = roster.stretches.iter().filter(|stretch| stretch.span().overlaps(span));
        near.copied().collect::<Vec<Stretch>>()
    });
    let step = scenario.horizon.interval_minutes;
    let mut edges = vec![span.start, span.end];
    edges.extend(near.iter().flatten().flat_map(|stretch| [stretch.start, stretch.end]));
    edges.extend(scenario.posts.iter().flat_map(|post| &post.opening).flat_map(|hours| [hours.start, hours.end]));
    edges.extend(scenario.horizon.days.iter().flat_map(|day| &day.opening).flat_map(|hours| [hours.start, hours.end]));
    let own = scenario.queues.iter().flat_map(|queue| queue.opening.iter().flatten());
    edges.extend(own.flat_map(|hours| [hours.start, hours.end]));
    let first = span.start.0.div_euclid(step) + 1;
    edges.extend((first..).map(|index| Minute(index * step)).take_while(|edge| *edge < span.end));
    edges.retain(|edge| (span.start..=span.end).contains(edge));
    edges.sort_unstable();
    edges.dedup();
    let piece = |pair: &[Minute]| {
        let span = Span::new(pair[0], pair[1]);
        let within = |stretches: &[Stretch]| stretches.iter().filter(|s| s.span().contains(span)).copied().collect();
        Piece { span, before: within(&near[0]), now: within(&near[1]) }
    };
    edges.windows(2).map(piece).collect()
}
