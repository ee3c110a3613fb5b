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
    // Who can answer nothing else works on letters all day, however breaks cut it up.
    let skills = scenario.agents[agent.0].skills;
    let has_live = scenario.queues.iter().any(|queue| queue.is_live() && skills.contains(queue.skills));
    for blocks in scenario.activities.blocks.iter().filter(|_| has_live) {
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
    // Time at one meeting is not time at another whose hours overlap.
    let mut spent: Vec<Vec<Span>> = vec![Vec::new(); people.len()];
    for (index, meeting) in scenario.activities.meetings.iter().enumerate() {
        let mut sittings: Vec<Span> = Vec::new();
        let mut missing: Vec<AgentIdx> = Vec::new();
        for &agent in &meeting.agents {
            let Some(stretches) = people.get(agent.0) else { continue };
            match attended(scenario, meeting, stretches, &spent[agent.0]) {
                Some(span) => {
                    sittings.push(span);
                    spent[agent.0].push(span);
                }
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

/// When somebody is at a meeting: a row just as long, or else the beginning of a time that is long enough.
fn attended(scenario: &Scenario, meeting: &Meeting, stretches: &[Stretch], spent: &[Span]) -> Option<Span> {
    let rows = stretches.iter().filter(|stretch| stretch.activity == Activity::Meeting);
    let rows = rows.flat_map(|stretch| wrapped(&scenario.horizon, stretch.span()));
    let free: Vec<Span> = rows.filter(|row| spent.iter().all(|span| common(*row, *span).is_none())).collect();
    let just = |row: &&Span| row.minutes() == meeting.minutes && meeting.window.contains(**row);
    let whole = || {
        let inside = merged(free.clone()).into_iter().filter_map(|span| common(span, meeting.window));
        let mut long = inside.filter(|span| span.minutes() >= meeting.minutes);
        long.next().map(|span| Span::new(span.start, span.start + meeting.minutes))
    };
    free.iter().find(just).copied().or_else(whole)
}

/// Whether somebody mans a post all through one of the sittings, or is in reserve for as long as the meeting.
fn is_excused(scenario: &Scenario, meeting: &Meeting, stretches: &[Stretch], sittings: &[Span]) -> bool {
    let posts = spans(scenario, stretches, |is| matches!(is, Activity::Post(_)));
    let reserve = spans(scenario, stretches, |is| is == Activity::Reserve);
    sittings.iter().any(|&sitting| posts.iter().any(|post| common(*post, sitting) == Some(sitting)))
        || reserve.iter().any(|&span| common(span, meeting.window).is_some_and(|t| t.minutes() >= meeting.minutes))
}
