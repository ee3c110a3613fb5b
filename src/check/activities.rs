//! Meetings, training and time kept free for deferrable work: held, long enough, and in blocks.

use crate::model::{Activity, AgentIdx, Breach, Meeting, Scenario, Severity, Span, Stretch, Violation};

use super::clock::{common, merged, wrapped};
use super::shifts::Shift;

/// When an agent does what `is` names, within the horizon, touching stretches joined.
fn spans(scenario: &Scenario, stretches: &[Stretch], is: impl Fn(Activity) -> bool) -> Vec<Span> {
    let chosen = stretches.iter().filter(|stretch| is(stretch.activity));
    merged(chosen.flat_map(|stretch| wrapped(&scenario.horizon, stretch.span())).collect())
}

/// Minutes of `spans` within `whole`.
fn minutes(spans: &[Span], whole: Span) -> i32 {
    spans.iter().filter_map(|&span| common(span, whole)).map(Span::minutes).sum()
}

/// Blocks of one agent that are shorter than asked, and training that falls short.
///
/// Training counts reserve too: those hours are free for it. Who does not work in the week is excused.
pub(super) fn of_agent(scenario: &Scenario, agent: AgentIdx, stretches: &[Stretch], out: &mut Vec<Violation>) {
    let mut short = |activity: Activity, shortest: i32, whole: Span| {
        for block in spans(scenario, stretches, |is| is == activity) {
            let pinned = scenario.pinned.of(agent).iter().any(|pin| common(pin.span(), block).is_some());
            if common(block, whole).is_some() && block.minutes() < shortest && !pinned {
                let breach = Breach::ShortBlock { activity, measured: block.minutes(), limit: shortest };
                out.push(Violation { breach, agent: Some(agent), span: block, severity: Severity::Warning });
            }
        }
    };
    for blocks in &scenario.activities.blocks {
        short(Activity::Deferrable(blocks.queue), blocks.shortest, blocks.span);
    }
    let mine = || scenario.activities.trainings.iter().filter(|training| training.agent == agent);
    for training in mine() {
        short(Activity::Training, training.shortest, training.span);
    }
    for training in mine() {
        let is_learning = |is| matches!(is, Activity::Training | Activity::Reserve);
        let there = minutes(&spans(scenario, stretches, |_| true), training.span);
        let measured = minutes(&spans(scenario, stretches, is_learning), training.span);
        if there > 0 && measured < training.minutes {
            let breach = Breach::TooLittleTime { activity: Activity::Training, measured, needed: training.minutes };
            out.push(Violation { breach, agent: Some(agent), span: training.span, severity: Severity::Cover });
        }
    }
}

/// Deferrable queues with less time of their own than is kept free for them.
pub(super) fn blocks(scenario: &Scenario, people: &[Vec<Stretch>], out: &mut Vec<Violation>) {
    for blocks in &scenario.activities.blocks {
        let activity = Activity::Deferrable(blocks.queue);
        let of_one = |stretches: &Vec<Stretch>| minutes(&spans(scenario, stretches, |is| is == activity), blocks.span);
        let measured: i32 = people.iter().map(of_one).sum();
        if measured < blocks.minutes {
            let breach = Breach::TooLittleTime { activity, measured, needed: blocks.minutes };
            out.push(Violation { breach, agent: None, span: blocks.span, severity: Severity::Cover });
        }
    }
}

/// Meetings that somebody at work misses, or that are held in more sittings than they may.
pub(super) fn meetings(scenario: &Scenario, people: &[Vec<Stretch>], shifts: &[Shift], out: &mut Vec<Violation>) {
    for (index, meeting) in scenario.activities.meetings.iter().enumerate() {
        let mut sittings: Vec<Span> = Vec::new();
        let mut missing: Vec<AgentIdx> = Vec::new();
        for &agent in &meeting.agents {
            let Some(stretches) = people.get(agent.0) else { continue };
            let attended = spans(scenario, stretches, |is| is == Activity::Meeting);
            let whole =
                |span: &&Span| common(**span, meeting.window).is_some_and(|in_it| in_it.minutes() >= meeting.minutes);
            match attended.iter().find(whole).and_then(|&span| common(span, meeting.window)) {
                Some(span) => sittings.push(Span::new(span.start, span.start + meeting.minutes)),
                None => missing.push(agent),
            }
        }
        sittings.sort_unstable();
        sittings.dedup();
        for agent in missing {
            let mine = shifts.iter().filter(|shift| shift.agent == agent);
            let there =
                mine.filter_map(|shift| common(shift.span, meeting.window)).find(|t| t.minutes() >= meeting.minutes);
            if let Some(span) = there
                && !is_excused(scenario, meeting, &people[agent.0], &sittings)
            {
                let breach = Breach::MissedMeeting { meeting: index };
                out.push(Violation { breach, agent: Some(agent), span, severity: Severity::Cover });
            }
        }
        let measured = u32::try_from(sittings.len()).unwrap_or(u32::MAX);
        if measured > meeting.sittings {
            let span = Span::new(sittings[0].start, sittings[sittings.len() - 1].end);
            let breach = Breach::TooManySittings { meeting: index, measured, limit: meeting.sittings };
            out.push(Violation { breach, agent: None, span, severity: Severity::Cover });
        }
    }
}

/// Whether somebody mans a post all through one of the sittings, or is in reserve for as long as the meeting.
fn is_excused(scenario: &Scenario, meeting: &Meeting, stretches: &[Stretch], sittings: &[Span]) -> bool {
    let posts = spans(scenario, stretches, |is| matches!(is, Activity::Post(_)));
    let reserve = spans(scenario, stretches, |is| is == Activity::Reserve);
    sittings.iter().any(|&sitting| posts.iter().any(|post| common(*post, sitting) == Some(sitting)))
        || reserve.iter().any(|&span| common(span, meeting.window).is_some_and(|t| t.minutes() >= meeting.minutes))
}
