//! Turns at a post shorter or longer than asked.

use crate::model::{Activity, AgentIdx, Breach, Scenario, Severity, Span, Stretch, Violation};

use super::clock::{common, length, merged, wrapped};

/// Turns of one agent that do not keep to a post's shortest and longest time. `stretches` are the agent's.
///
/// No turn is asked to be longer than the post is open; a pinned one is as it was asked for.
pub(super) fn turns(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch], out: &mut Vec<Violation>) {
    let pinned = scenario.pinned.of(agent);
    let round = length(&scenario.horizon);
    for (index, post) in scenario.posts.iter().enumerate() {
        let is_here = |activity: Activity| matches!(activity, Activity::Post(here) if here.0 == index);
        let mine = stretches.iter().filter(|stretch| is_here(stretch.activity)).map(|stretch| stretch.span());
        let opening = merged(post.opening.iter().flat_map(|&span| wrapped(&scenario.horizon, span)).collect());
        for turn in merged(mine.collect()) {
            if pinned.iter().any(|pin| is_here(pin.activity) && common(pin.span(), turn).is_some()) {
                continue;
            }
            // Over the turn of a cyclic horizon one turn is written as two.
            let is_cut = scenario.horizon.cyclic && (turn.start.0 <= 0 || turn.end.0 >= round);
            let whole = opening.iter().filter_map(|&open| common(open, turn).map(|_| open.minutes())).max();
            let shortest = post.shortest.min(whole.unwrap_or(post.shortest));
            let mut told = |limit: i32, span: Span| {
                let breach = Breach::PostTurn { post: crate::model::PostIdx(index), measured: span.minutes(), limit };
                out.push(Violation { breach, agent: Some(agent), span, severity: Severity::Warning });
            };
            if turn.minutes() < shortest && !is_cut {
                told(shortest, turn);
            } else if turn.minutes() > post.longest {
                told(post.longest, turn);
            }
        }
    }
}
