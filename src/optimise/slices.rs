//! Some days of a longer horizon as a planning problem of its own.

use std::ops::Range;

use crate::model::{
    Absence, CoverRequirement, CoverRow, Day, DayIdx, GivenRow, IntervalIdx, Minute, Post, PublishedDay, Roster,
    Scenario, Span, Stretch, Wish,
};

/// The planning problem of these days, its time beginning at their first midnight. Contracts and history are those of the
/// whole; the caller says what is left of them.
pub(in crate::optimise) fn slice(scenario: &Scenario, days: Range<usize>) -> Scenario {
    let cut = Cut::new(scenario, days.clone());
    let mut part = scenario.clone();
    let day = |day: &Day| Day { start: day.start - cut.from.0, opening: cut.spans(&day.opening), ..day.clone() };
    part.horizon.days = scenario.horizon.days[days.clone()].iter().map(day).collect();
    let intervals = cut.intervals(scenario);
    part.forecast = scenario.forecast.iter().map(|of_queue| of_queue[intervals.clone()].to_vec()).collect();
    let given = scenario.given.iter().filter(|row| intervals.contains(&row.interval.0));
    part.given = given
        .map(|row| GivenRow {
            interval: IntervalIdx(row.interval.0 - intervals.start),
            queues: row.queues,
            agents: row.agents,
        })
        .collect();
    part.posts = scenario.posts.iter().map(|post| Post { opening: cut.spans(&post.opening), ..post.clone() }).collect();
    for queue in &mut part.queues {
        queue.opening = queue.opening.as_ref().map(|opening| cut.spans(opening));
    }
    for agent in &mut part.agents {
        let touching = agent.absences.iter().filter(|absence| absence.span.overlaps(cut.span()));
        agent.absences = touching.map(|a| Absence { span: cut.moved(a.span), ..a.clone() }).collect();
        let wishes = agent.wishes.iter().filter(|wish| days.contains(&wish.day.0));
        agent.wishes = wishes.map(|wish| Wish { day: DayIdx(wish.day.0 - days.start), ..*wish }).collect();
        let told = agent.told.iter().filter(|told| days.contains(&told.day.0));
        let moved = |told: &PublishedDay| PublishedDay {
            day: DayIdx(told.day.0 - days.start),
            span: told.span.map(|span| cut.moved(span)),
            ..*told
        };
        agent.told = told.map(moved).collect();
        agent.last_end = agent.last_end.map(|end| end - cut.from.0);
    }
    let pinned = scenario.pinned.stretches.iter().filter(|stretch| stretch.span().overlaps(cut.span()));
    part.pinned = Roster::new(pinned.map(|stretch| by(*stretch, -cut.from.0)).collect());
    part
}

/// The rows of a requirement that lie on these days.
pub(in crate::optimise) fn rows_of(
    scenario: &Scenario,
    all: &CoverRequirement,
    days: Range<usize>,
) -> CoverRequirement {
    let intervals = Cut::new(scenario, days).intervals(scenario);
    let rows = all.rows.iter().filter(|row| intervals.contains(&row.interval.0));
    let moved = |row: &CoverRow| CoverRow { interval: IntervalIdx(row.interval.0 - intervals.start), ..*row };
    CoverRequirement { rows: rows.map(moved).collect(), ..CoverRequirement::default() }
}

/// A stretch so much later.
pub(in crate::optimise) fn by(stretch: Stretch, minutes: i32) -> Stretch {
    Stretch { start: stretch.start + minutes, end: stretch.end + minutes, ..stretch }
}

/// The time of some days within the horizon.
struct Cut {
    from: Minute,
    until: Minute,
}

impl Cut {
    fn new(scenario: &Scenario, days: Range<usize>) -> Self {
        let last = &scenario.horizon.days[days.end - 1];
        Self { from: scenario.horizon.days[days.start].start, until: last.start + last.minutes }
    }

    fn span(&self) -> Span {
        Span::new(self.from, self.until)
    }

    fn moved(&self, span: Span) -> Span {
        Span::new(span.start - self.from.0, span.end - self.from.0)
    }

    fn spans(&self, spans: &[Span]) -> Vec<Span> {
        spans.iter().filter(|span| span.overlaps(self.span())).map(|&span| self.moved(span)).collect()
    }

    fn intervals(&self, scenario: &Scenario) -> Range<usize> {
        let at = |minute: Minute| usize::try_from(minute.0 / scenario.horizon.interval_minutes).unwrap_or(0);
        at(self.from)..at(self.until)
    }
}
