//! Who is alone with a skill, and when nobody is there and why.

use crate::model::{Activity, AgentIdx, DayIdx, Gap, GapCause, Lone, Minute, QueueSet, Roster, Scenario, Span};

use super::contacts_in;
use super::presence::Presence;

/// Who of `holders` is the only one who can be reached, when, and what their sickness on the worst day would uncover.
pub(super) fn lone(scenario: &Scenario, presence: &Presence, queues: QueueSet, holders: &[AgentIdx]) -> Vec<Lone> {
    let alone = holders.iter().enumerate().map(|(position, &agent)| (agent, presence.alone(position)));
    let alone = alone.filter(|(_, spans)| !spans.is_empty());
    let horizon = &scenario.horizon;
    alone
        .map(|(agent, spans)| {
            let on = |day: DayIdx| spans.iter().filter(move |span| horizon.day_at(span.start) == day);
            let minutes = |day: DayIdx| on(day).map(|span| span.minutes()).sum::<i32>();
            let days = (0..horizon.n_days()).map(DayIdx);
            let worst_day = days.max_by_key(|&day| (minutes(day), std::cmp::Reverse(day))).unwrap_or_default();
            let contacts = |span: &Span| contacts_in(scenario, queues, *span);
            Lone {
                agent,
                contacts: spans.iter().map(contacts).sum(),
                worst_day,
                worst_minutes: minutes(worst_day),
                worst_contacts: on(worst_day).map(contacts).sum(),
                spans,
            }
        })
        .collect()
}

/// When the skill is asked for and nobody can be reached: each stretch of one cause.
pub(super) fn gaps(
    scenario: &Scenario,
    roster: &Roster,
    presence: &Presence,
    queues: QueueSet,
    holders: &[AgentIdx],
) -> Vec<Gap> {
    let grid = scenario.horizon.grid_minutes;
    let mut gaps: Vec<Gap> = Vec::new();
    for empty in presence.empty() {
        let mut at = empty.start;
        while at < empty.end {
            let this = Span::new(at, at + grid);
            let cause = cause(scenario, roster, holders, this);
            match gaps.last_mut().filter(|last| last.span.end == at && last.cause == cause) {
                Some(last) => last.span.end = this.end,
                None => gaps.push(Gap { span: this, cause, contacts: 0.0 }),
            }
            at = this.end;
        }
    }
    for gap in &mut gaps {
        gap.contacts = contacts_in(scenario, queues, gap.span);
    }
    gaps
}

/// Why nobody of `holders` can be reached: what the first of them who is at work does, or why none is.
fn cause(scenario: &Scenario, roster: &Roster, holders: &[AgentIdx], span: Span) -> GapCause {
    if holders.is_empty() {
        return GapCause::NobodyHasIt;
    }
    let doing =
        |&agent: &AgentIdx| activity_at(roster, agent, span.start).map(|activity| GapCause::Busy(agent, activity));
    if let Some(busy) = holders.iter().find_map(doing) {
        return busy;
    }
    let is_absent =
        |agent: &AgentIdx| scenario.agents[agent.0].absences.iter().any(|absence| absence.span.overlaps(span));
    if holders.iter().all(is_absent) { GapCause::Absent } else { GapCause::NoShift }
}

/// What the agent does at a minute; `None` when not at work.
fn activity_at(roster: &Roster, agent: AgentIdx, at: Minute) -> Option<Activity> {
    roster.of(agent).iter().find(|stretch| stretch.start <= at && at < stretch.end).map(|stretch| stretch.activity)
}
