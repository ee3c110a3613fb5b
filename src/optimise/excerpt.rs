//! Some days of a standing roster as a planning problem of their own, in which everybody is held to their hours there.

use std::ops::Range;

use super::slices::{by, slice};
use crate::model::{
    Absence, Activities, AgentIdx, Blocks, Meeting, Minute, Roster, RuleId, Scenario, Span, Stretch, Training, is_paid,
};

/// Rules over several days: they hold as they did while everybody works the same days, and who is called in is judged
/// on the whole.
const SEVERAL_DAYS: [RuleId; 11] = [
    RuleId::WeeklyRest,
    RuleId::RollingRest,
    RuleId::DaysInRow,
    RuleId::DaysOffTogether,
    RuleId::HalfWeekends,
    RuleId::WeekendsPerHorizon,
    RuleId::ShiftsPerHorizon,
    RuleId::AverageWeek,
    RuleId::AverageTotal,
    RuleId::FlexOver,
    RuleId::FlexUnder,
];

/// Some days of a standing roster.
pub struct Excerpt {
    /// The planning problem of these days: hours as they stand, rest kept to the shifts before and after.
    pub scenario: Scenario,
    /// The shifts that start on these days.
    pub roster: Roster,
    others: Vec<Stretch>,
    from: i32,
}

impl Excerpt {
    /// These days of `standing`. People of `called`, who are free on all of them, may be called in, for hours as needed.
    pub fn new(scenario: &Scenario, standing: &Roster, days: Range<usize>, called: &[AgentIdx]) -> Self {
        let horizon = &scenario.horizon;
        let time = Span::new(horizon.days[days.start].start, horizon.days[days.end - 1].span().end);
        let from = time.start.0;
        let mut part = slice(scenario, days);
        part.horizon.cyclic = false;
        for rule in SEVERAL_DAYS {
            part.rules.limits.remove(&rule);
        }
        if let Some(tolerance) = part.rules.limits.get_mut(&RuleId::ContractTolerance) {
            tolerance.value = 0;
        }
        let (mut inside, mut others) = (Vec::new(), Vec::new());
        let rest = scenario.rules.get(RuleId::DailyRest).unwrap_or(0);
        let long = horizon.minutes() + 2 * 1440;
        for (index, agent) in part.agents.iter_mut().enumerate() {
            let (mut paid, mut is_there) = (0, false);
            let mut free = Span::new(Minute(-long), Minute(long));
            // Maximal runs of stretches, each starting where the last ended, are shifts.
            for shift in standing.of(AgentIdx(index)).chunk_by(|a, b| a.end == b.start) {
                let (start, end) = (shift[0].start, shift[shift.len() - 1].end);
                if time.start <= start && start < time.end {
                    inside.extend(shift.iter().map(|&stretch| by(stretch, -from)));
                    let paid_rows = shift.iter().filter(|stretch| is_paid(scenario, stretch));
                    paid += paid_rows.map(|stretch| stretch.span().minutes()).sum::<i32>();
                    is_there = true;
                    continue;
                }
                others.extend(shift);
                // Where the horizon closes on itself the last shift is before the first.
                let turns = if horizon.cyclic { &[-1, 0, 1][..] } else { &[0][..] };
                for turn in turns {
                    let by = turn * horizon.minutes();
                    if end + by <= time.start || start + by < time.start {
                        free.start = free.start.max(end + by + rest);
                    } else {
                        free.end = free.end.min(start + by - rest);
                    }
                }
            }
            let away = [Span::new(Minute(-long), free.start - from), Span::new(free.end - from, Minute(long))];
            let resting = away.into_iter().filter(|span| span.start < span.end);
            agent.absences.extend(resting.map(|span| Absence { span, kind: String::new(), counted: 0 }));
            agent.absences.sort_by_key(|absence| (absence.span.start, absence.span.end));
            agent.limits.longest_week = None;
            agent.told.clear();
            agent.overtime.clear();
            agent.history.balance = 0;
            agent.history.evened = 0;
            let may_come = called.contains(&AgentIdx(index));
            agent.contract = if !is_there && may_come { None } else { Some(paid) };
            if !is_there && !may_come {
                agent.templates.clear();
            }
        }
        let roster = Roster::new(inside);
        part.activities = activities(scenario, &roster, time);
        if horizon.n_days() > part.horizon.n_days() {
            // What may wait for another day is nothing that a day can be judged by.
            part.queues.iter_mut().filter(|queue| !queue.is_live()).for_each(|queue| queue.target = None);
        }
        Self { scenario: part, roster, others, from }
    }

    /// The whole roster with `days` in place of these.
    pub fn put_back(&self, days: &Roster) -> Roster {
        let inside = days.stretches.iter().map(|&stretch| by(stretch, self.from));
        Roster::new(self.others.iter().copied().chain(inside).collect())
    }
}

/// What is to be fitted in on these days: the meetings there, and as much training and as many blocks as stand there.
fn activities(scenario: &Scenario, roster: &Roster, time: Span) -> Activities {
    let from = time.start.0;
    let whole = Span::new(Minute(0), time.end - from);
    let minutes = |is: &dyn Fn(&Stretch) -> bool| -> i32 {
        roster.stretches.iter().filter(|stretch| is(stretch)).map(|stretch| stretch.span().minutes()).sum()
    };
    let all = &scenario.activities;
    let meetings = all.meetings.iter().filter(|meeting| time.contains(meeting.window));
    let trainings = all.trainings.iter().filter(|training| training.span.overlaps(time)).map(|training| {
        let is_it = |s: &Stretch| s.agent == training.agent && s.activity == crate::model::Activity::Training;
        Training { minutes: minutes(&is_it).min(training.minutes), span: whole, ..*training }
    });
    let blocks = all.blocks.iter().filter(|blocks| blocks.span.overlaps(time)).map(|blocks| {
        let is_it = |s: &Stretch| s.activity == crate::model::Activity::Deferrable(blocks.queue);
        Blocks { minutes: minutes(&is_it).min(blocks.minutes), span: whole, ..*blocks }
    });
    Activities {
        meetings: meetings
            .map(|meeting| Meeting {
                window: Span::new(meeting.window.start - from, meeting.window.end - from),
                ..meeting.clone()
            })
            .collect(),
        trainings: trainings.filter(|training| training.minutes > 0).collect(),
        blocks: blocks.filter(|blocks| blocks.minutes > 0).collect(),
    }
}
