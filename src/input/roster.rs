//! Rosters as rows: `pinned.csv`, and any `roster.csv` of ours or made by hand.

use super::centre::is_on_grid;
use super::collect::Faults;
use super::names::{ACTIVITIES, Names};
use super::nearest::nearest;
use super::tables::{Columns, Row, Table};
use super::values;
use crate::model::{Activity, AgentIdx, DayIdx, FaultKind, Horizon, PostIdx, Queue, QueueIdx, Roster, Stretch};

/// The columns of a roster.
pub(super) const COLUMNS: Columns =
    Columns { required: &["agent", "date", "start", "end", "activity"], optional: &["name"] };

/// What a row of a roster refers to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The horizon.
    pub(super) horizon: &'a Horizon,
    /// The queues.
    pub(super) queues: &'a [Queue],
    /// The names of the posts.
    pub(super) posts: &'a Names,
    /// The names of the agents.
    pub(super) agents: &'a Names,
}

/// Reads the rows of a roster.
pub(super) fn read(table: &Table, context: Context<'_>, faults: &mut Faults) -> Roster {
    let stretches = table.rows().filter_map(|row| stretch(row, context, faults)).collect();
    Roster::new(stretches)
}

/// One row.
pub(super) fn stretch(row: Row<'_>, context: Context<'_>, faults: &mut Faults) -> Option<Stretch> {
    let agent = row.need("agent", faults).and_then(|id| {
        let position = context.agents.position(id);
        if position.is_none() {
            let kind = FaultKind::UnknownRosterAgent { agent: id.to_owned(), nearest: context.agents.nearest(id) };
            row.fault(faults, kind);
        }
        position.map(AgentIdx)
    });
    let day = day(row, context.horizon, faults);
    let start = clock(row, "start", context.horizon, faults);
    let end = clock(row, "end", context.horizon, faults);
    let activity = row.need("activity", faults).and_then(|name| activity(row, name, context, faults));
    let (agent, day, start, end, activity) = (agent?, day?, start?, end?, activity?);
    let end = if end <= start { end + 1440 } else { end };
    let minute = |clock| context.horizon.minute_at(day, clock);
    Some(Stretch { agent, start: minute(start), end: minute(end), activity })
}

fn day(row: Row<'_>, horizon: &Horizon, faults: &mut Faults) -> Option<DayIdx> {
    row.need("date", faults)?;
    let date = row.parse("date", values::date, |value| FaultKind::BadDate { value }, faults)?;
    let day = horizon.day_on(date);
    if day.is_none() {
        let (start, end) = (horizon.days[0].date, horizon.days[horizon.n_days() - 1].date);
        row.fault(faults, FaultKind::OutsideHorizon { date, start, end });
    }
    day
}

fn clock(row: Row<'_>, column: &str, horizon: &Horizon, faults: &mut Faults) -> Option<i32> {
    let written = row.need(column, faults)?;
    let clock = row.parse(column, values::clock, |value| FaultKind::BadTime { value }, faults)?;
    if !is_on_grid(horizon, clock) {
        row.fault(faults, FaultKind::RosterOffGrid { value: written.to_owned(), grid: horizon.grid_minutes });
        return None;
    }
    Some(clock)
}

fn activity(row: Row<'_>, name: &str, context: Context<'_>, faults: &mut Faults) -> Option<Activity> {
    let fixed = match name {
        "contacts" => Some(Activity::Contacts),
        "lunch" => Some(Activity::Lunch),
        "break" => Some(Activity::Break),
        "meeting" => Some(Activity::Meeting),
        "training" => Some(Activity::Training),
        "reserve" => Some(Activity::Reserve),
        _ => context.posts.position(name).map(|post| Activity::Post(PostIdx(post))),
    };
    if fixed.is_some() {
        return fixed;
    }
    match context.queues.iter().position(|queue| queue.id == name) {
        Some(queue) if !context.queues[queue].is_live() => Some(Activity::Deferrable(QueueIdx(queue))),
        Some(_) => {
            row.fault(faults, FaultKind::LiveQueueActivity { queue: name.to_owned() });
            None
        }
        None => {
            let deferrable = context.queues.iter().filter(|queue| !queue.is_live()).map(|queue| queue.id.as_str());
            let known: Vec<&str> = ACTIVITIES.into_iter().chain(context.posts.iter()).chain(deferrable).collect();
            let kind = FaultKind::UnknownActivity {
                activity: name.to_owned(),
                nearest: nearest(name, known.iter().copied()),
                known: known.into_iter().map(str::to_owned).collect(),
            };
            row.fault(faults, kind);
            None
        }
    }
}
