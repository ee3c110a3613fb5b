//! Meetings, training and time kept free for work that can wait, occurrence by occurrence.

use toml::Spanned;

use super::calendar::Calendar;
use super::centre::{is_on_grid, skill_set, whole_within};
use super::collect::{Faults, OrFault};
use super::document::Source;
use super::names::Names;
use super::schema::Centre;
use super::schema_activities::{MeetingTable, Per, ProtectedTable};
use super::values;
use crate::model::{
    Activities, Agent, AgentIdx, Blocks, DayIdx, FaultKind, Horizon, Meeting, QueueIdx, Span, Training,
};

/// What activities are read against.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) skills: &'a Names,
    pub(super) queues: &'a Names,
    pub(super) agents: &'a Names,
    pub(super) people: &'a [Agent],
}

/// Every meeting, training and block of the horizon.
pub(super) fn read(centre: &Centre, context: Context<'_>, source: Source<'_>, faults: &mut Faults) -> Activities {
    let mut activities = Activities::default();
    for meeting in &centre.meetings {
        activities.meetings.extend(meetings(meeting, context, source, faults));
    }
    activities.meetings.sort_by_key(|meeting| meeting.window);
    let horizon = &context.calendar.horizon;
    for table in &centre.training {
        let minutes = length("minutes_per_week", &table.minutes_per_week, horizon, (source, faults));
        let shortest = block(table.block_minutes.as_ref(), minutes, horizon, (source, faults));
        let Some(agent) = agent(&table.agent, context, source, faults) else { continue };
        let of_week =
            |(span, part): (Span, f64)| Training { agent, minutes: share(minutes, part, horizon), shortest, span };
        activities.trainings.extend(weeks(horizon).into_iter().map(of_week).filter(|week| week.minutes > 0));
    }
    for queue in &centre.queues {
        let queue = queue.get_ref();
        let Some(written) = &queue.protected else { continue };
        let id = queue.id.get_ref();
        if !matches!(queue.channel, super::schema::Channel::Email | super::schema::Channel::Web) {
            let channels = ["email", "web"].map(str::to_owned).to_vec();
            let kind = FaultKind::KeyOfOtherChannel { key: "protected".to_owned(), queue: id.clone(), channels };
            source.fault(faults, written, kind);
            continue;
        }
        if let Some(position) = context.queues.position(id) {
            activities.blocks.extend(blocks(written.get_ref(), QueueIdx(position), horizon, (source, faults)));
        }
    }
    activities
}

/// The occurrences of a meeting.
fn meetings(
    written: &Spanned<MeetingTable>,
    context: Context<'_>,
    source: Source<'_>,
    faults: &mut Faults,
) -> Vec<Meeting> {
    let table = written.get_ref();
    let horizon = &context.calendar.horizon;
    let minutes = length("minutes", &table.minutes, horizon, (source, faults));
    let sittings = whole_within("sittings", table.sittings.as_ref(), 1, (1.0, 100.0), (source, faults));
    let skills = skill_set(&table.skills, context.skills, source, faults);
    let called: Vec<AgentIdx> = match &table.who {
        Some(listed) => listed.iter().filter_map(|id| agent(id, context, source, faults)).collect(),
        None => (0..context.people.len()).map(AgentIdx).collect(),
    };
    let agents: Vec<AgentIdx> = called.into_iter().filter(|a| context.people[a.0].skills.contains(skills)).collect();
    let between = table.between.as_ref().and_then(|written| {
        let text = written.get_ref();
        let span = values::clock_span(text).or_fault(
            faults,
            source.place(written),
            FaultKind::BadTimeSpan { value: text.clone() },
        )?;
        for minute in [span.0, span.1] {
            on_grid("between", minute, written, horizon, (source, faults));
        }
        Some(span)
    });
    let Some(days) = days(written, horizon, source, faults) else { return Vec::new() };
    let total = minutes.saturating_mul(i32::try_from(sittings).unwrap_or(i32::MAX));
    let window = |day: DayIdx| {
        let today = &horizon.days[day.0];
        match between {
            Some((from, to)) => Some(Span::new(horizon.minute_at(day, from), horizon.minute_at(day, to))),
            None => Some(Span::new(today.opening.first()?.start, today.opening.last()?.end)),
        }
    };
    let windows: Vec<Span> = days.into_iter().filter_map(window).collect();
    if windows.iter().any(|window| window.minutes() < total) {
        let kind = FaultKind::MeetingDoesNotFit { meeting: table.name.clone(), minutes, sittings };
        source.fault(faults, written, kind);
        return Vec::new();
    }
    let meeting = |window| Meeting { name: table.name.clone(), agents: agents.clone(), minutes, window, sittings };
    windows.into_iter().map(meeting).collect()
}

/// The days of the horizon on which a meeting is held; `None` when that is not rightly told.
fn days(
    written: &Spanned<MeetingTable>,
    horizon: &Horizon,
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<Vec<DayIdx>> {
    let table = written.get_ref();
    match (&table.date, &table.weekday) {
        (Some(text), None) => {
            let fault = FaultKind::BadDate { value: text.get_ref().clone() };
            let date = values::date(text.get_ref()).or_fault(faults, source.place(text), fault)?;
            Some(horizon.day_on(date).into_iter().collect())
        }
        (None, Some(text)) => {
            let fault = FaultKind::UnknownWeekday { value: text.get_ref().clone() };
            let weekday = values::weekday(text.get_ref()).or_fault(faults, source.place(text), fault)?;
            let is_then = |day: &DayIdx| horizon.days[day.0].weekday() == weekday;
            Some((0..horizon.n_days()).map(DayIdx).filter(is_then).collect())
        }
        _ => {
            source.fault(faults, written, FaultKind::MeetingDay { meeting: table.name.clone() });
            None
        }
    }
}

/// Time kept free for a queue, day by day or week by week.
fn blocks(
    table: &ProtectedTable,
    queue: QueueIdx,
    horizon: &Horizon,
    (source, faults): (Source<'_>, &mut Faults),
) -> Vec<Blocks> {
    let minutes = length("minutes", &table.minutes, horizon, (source, faults));
    let shortest = block(table.block_minutes.as_ref(), minutes, horizon, (source, faults));
    let of = |(span, part): (Span, f64)| Blocks { queue, minutes: share(minutes, part, horizon), shortest, span };
    let spans = match table.per {
        Per::Day => horizon.days.iter().filter(|day| day.is_open()).map(|day| (day.span(), 1.0)).collect(),
        Per::Week => weeks(horizon),
    };
    spans.into_iter().map(of).filter(|blocks| blocks.minutes > 0).collect()
}

/// The weeks of the horizon, and what part of five open days each has of those it has in the calendar: all, unless the
/// horizon cuts the week or days are closed.
fn weeks(horizon: &Horizon) -> Vec<(Span, f64)> {
    let mut weeks: Vec<(Span, f64)> = Vec::new();
    for day in &horizon.days {
        let is_new = day.weekday() == chrono::Weekday::Mon || weeks.is_empty();
        if is_new {
            weeks.push((Span::new(day.start, day.start), 0.0));
        }
        if let Some((span, part)) = weeks.last_mut() {
            span.end = day.span().end;
            *part = (*part + if day.is_open() { 0.2 } else { 0.0 }).min(1.0);
        }
    }
    weeks
}

/// A part of a week's minutes, on the grid.
#[expect(clippy::cast_possible_truncation, reason = "minutes of a week")]
fn share(minutes: i32, part: f64, horizon: &Horizon) -> i32 {
    let grid = f64::from(horizon.grid_minutes);
    ((f64::from(minutes) * part / grid + 1e-6).floor() * grid) as i32
}

fn agent(written: &Spanned<String>, context: Context<'_>, source: Source<'_>, faults: &mut Faults) -> Option<AgentIdx> {
    let id = written.get_ref();
    let position = context.agents.position(id).filter(|&position| position < context.people.len());
    if position.is_none() && !context.people.is_empty() {
        let kind = FaultKind::UnknownAgent { agent: id.clone(), nearest: context.agents.nearest(id) };
        source.fault(faults, written, kind);
    }
    position.map(AgentIdx)
}

/// A length within a week, above 0 and on the grid `[min]`.
fn length(key: &str, written: &Spanned<i32>, horizon: &Horizon, (source, faults): (Source<'_>, &mut Faults)) -> i32 {
    let range = (f64::from(horizon.grid_minutes), 100_000.0);
    let minutes = whole_within(key, Some(written), horizon.grid_minutes, range, (source, faults));
    on_grid(key, minutes, written, horizon, (source, faults));
    minutes
}

/// The shortest time at a time, not above all of it; 60 min unless said.
fn block(written: Option<&Spanned<i32>>, all: i32, horizon: &Horizon, at: (Source<'_>, &mut Faults)) -> i32 {
    written.map_or(60, |written| length("block_minutes", written, horizon, at)).min(all).max(horizon.grid_minutes)
}

fn on_grid<T>(
    key: &str,
    minutes: i32,
    written: &Spanned<T>,
    horizon: &Horizon,
    (source, faults): (Source<'_>, &mut Faults),
) {
    if !is_on_grid(horizon, minutes) {
        let kind = FaultKind::LengthOffGrid { key: key.to_owned(), minutes, grid: horizon.grid_minutes };
        source.fault(faults, written, kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Minute;

    #[test]
    fn a_week_cut_short_has_part_of_its_minutes() {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let mut horizon = Horizon::new(date, 9, 30, 15);
        for index in [0, 1, 2, 3, 4, 7, 8] {
            let start = horizon.days[index].start;
            horizon.days[index].opening = vec![Span::new(start + 480, start + 1020)];
        }
        let weeks = weeks(&horizon);
        assert_eq!(weeks.len(), 2);
        assert_eq!(weeks[1].0, Span::new(Minute(7 * 1440), Minute(9 * 1440)));
        let minutes: Vec<i32> = weeks.iter().map(|(_, part)| share(100, *part, &horizon)).collect();
        assert_eq!(minutes, [90, 30], "100 min and 40 min, down to the grid");
    }
}
