//! A meeting laid into a roster: who can be there, what it asks of them, and which rules it breaks.

use crate::check;
use crate::model::{
    Absence, Activity, AgentIdx, Attendance, Breach, Roster, RuleId, Scenario, Span, Stretch, Violation, is_paid,
};

/// Further from their work than this people come in only for the meeting `[min]`; as `check` parts two shifts.
const NEAR: i32 = 120;
/// Where no rule says how long a break has to be that ends a stretch of work `[min]`.
const BREAK: i32 = 30;

/// Lays the meeting into the roster for those of `called` who are not away, and tells what it asks of them.
///
/// Who is at work meets instead. Who begins or ends within two hours of it stays: paid where the time between is too
/// short for a break, and otherwise with a break. Everybody else comes in for it.
pub(super) fn lay(
    scenario: &Scenario,
    roster: &Roster,
    called: &[AgentIdx],
    meeting: Span,
    attendance: &mut Attendance,
) -> Roster {
    let mut stretches: Vec<Stretch> = Vec::with_capacity(roster.stretches.len() + called.len());
    stretches.extend(roster.stretches.iter().filter(|stretch| !called.contains(&stretch.agent)));
    for &agent in called {
        let own = roster.of(agent);
        let is_away = |absence: &Absence| absence.span.overlaps(meeting);
        if scenario.agents[agent.0].absences.iter().any(is_away) {
            attendance.away.push(agent);
            stretches.extend(own);
            continue;
        }
        attendance.there.push(agent);
        let (span, breaks) = reached(scenario, own, meeting, attendance);
        let stretch = |span: Span, activity| Stretch { agent, start: span.start, end: span.end, activity };
        let mut changed: Vec<Stretch> = own.iter().flat_map(|&stretch| outside(stretch, span)).collect();
        changed.push(stretch(span, Activity::Meeting));
        attendance.extra_minutes += paid(scenario, &changed) - paid(scenario, own);
        changed.extend(breaks.into_iter().flatten().map(|span| stretch(span, Activity::Lunch)));
        changed.sort_unstable();
        let letters = own.iter().filter(|stretch| matches!(stretch.activity, Activity::Deferrable(_)));
        attendance.put_off_minutes += letters.map(|stretch| common(stretch.span(), span)).sum::<i32>();
        note_rest(scenario, (agent, &changed), span, attendance);
        stretches.extend(changed);
    }
    Roster::new(stretches)
}

/// The meeting as one person has it, longer where work ends or begins too near to it for a break between; and the
/// breaks between where there is time for them.
fn reached(
    scenario: &Scenario,
    own: &[Stretch],
    meeting: Span,
    attendance: &mut Attendance,
) -> (Span, [Option<Span>; 2]) {
    let shortest = scenario.rules.get(RuleId::ShortestBreak).unwrap_or(BREAK);
    let within: i32 = own.iter().map(|stretch| common(stretch.span(), meeting)).sum();
    attendance.on_shift += usize::from(within == meeting.minutes());
    let before = own.iter().filter(|s| s.start < meeting.start).map(|s| s.end).max();
    let after = own.iter().filter(|s| s.end > meeting.end).map(|s| s.start).min();
    let gap = |gap: Option<i32>| gap.map(|gap| gap.max(0)).filter(|&gap| gap <= NEAR);
    let gaps = [gap(before.map(|end| meeting.start - end)), gap(after.map(|start| start - meeting.end))];
    if within == 0 && gaps == [None, None] {
        attendance.come_in += 1;
    }
    let (start, end) = (meeting.start, meeting.end);
    let is_break = |gap: Option<i32>| gap.filter(|&gap| gap >= shortest);
    let breaks = [
        is_break(gaps[0]).map(|gap| Span::new(start - gap, start)),
        is_break(gaps[1]).map(|gap| Span::new(end, end + gap)),
    ];
    attendance.wait_minutes += breaks.iter().flatten().map(|span| span.minutes()).sum::<i32>();
    let paid = gaps.map(|gap| gap.filter(|&gap| gap < shortest).unwrap_or(0));
    (Span::new(start - paid[0], end + paid[1]), breaks)
}

/// Takes note of the rest before and after the work that the meeting is part of.
fn note_rest(scenario: &Scenario, (agent, own): (AgentIdx, &[Stretch]), meeting: Span, attendance: &mut Attendance) {
    let (mut start, mut end) = (meeting.start, meeting.end);
    for stretch in own.iter().rev().filter(|stretch| stretch.start < meeting.start) {
        if start - stretch.end <= NEAR {
            start = start.min(stretch.start);
        }
    }
    for stretch in own.iter().filter(|stretch| stretch.end > meeting.end) {
        if stretch.start - end <= NEAR {
            end = end.max(stretch.end);
        }
    }
    let last = own.iter().map(|stretch| stretch.end).filter(|&other| other <= start).max();
    let last = last.or(scenario.agents[agent.0].last_end);
    let next = own.iter().map(|stretch| stretch.start).filter(|&other| other >= end).min();
    for rest in last.map(|last| start - last).into_iter().chain(next.map(|next| next - end)) {
        if attendance.shortest_rest.is_none_or(|(_, shortest)| rest < shortest) {
            attendance.shortest_rest = Some((agent, rest));
        }
    }
}

/// What is left of a stretch outside a span.
pub(super) fn outside(stretch: Stretch, span: Span) -> impl Iterator<Item = Stretch> {
    let before = Stretch { end: stretch.end.min(span.start), ..stretch };
    let after = Stretch { start: stretch.start.max(span.end), ..stretch };
    [before, after].into_iter().filter(|part| part.start < part.end)
}

/// Minutes in common.
pub(super) fn common(a: Span, b: Span) -> i32 {
    (a.end.min(b.end) - a.start.max(b.start)).max(0)
}

fn paid(scenario: &Scenario, own: &[Stretch]) -> i32 {
    own.iter().filter(|stretch| is_paid(scenario, stretch)).map(|stretch| stretch.span().minutes()).sum()
}

/// The rules of rest and hours that a roster breaks and `before` did not, as the judge of rosters says.
///
/// A meeting is work on call of the employer, beyond the shifts that the centre plans with: that it fits no template
/// and comes on top of the contract is what it costs, and no breach.
pub(super) fn breaches(scenario: &Scenario, before: &[Violation], roster: &Roster) -> Vec<Violation> {
    let mut found = check::check(scenario, roster);
    found.retain(|violation| binds(violation) && !before.contains(violation));
    found
}

fn binds(violation: &Violation) -> bool {
    match violation.breach {
        Breach::Rule { rule, .. } => matches!(
            rule,
            RuleId::DailyRest
                | RuleId::WeeklyRest
                | RuleId::RollingRest
                | RuleId::LongestSpan
                | RuleId::LongestStretch
                | RuleId::NightEnds
                | RuleId::DaysInRow
                | RuleId::DaysOffTogether
                | RuleId::AverageTotal
                | RuleId::ExcessFourWeeks
                | RuleId::OvertimeYear
                | RuleId::ExtraYear
        ),
        Breach::WhileAbsent { .. } | Breach::OutsideAvailability | Breach::OverOwnHours { .. } => true,
        _ => false,
    }
}
