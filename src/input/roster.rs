//! Rosters: `pinned.csv`, and any roster of ours or made by hand, as rows or with people down and days across.

use std::collections::BTreeMap;

use super::centre::is_on_grid;
use super::collect::Faults;
use super::grid;
use super::loose;
use super::people;
use super::sheets::{self, Sheet};
use super::tables::{Columns, Row, Table};
use crate::model::{Activity, Agent, DayIdx, FaultKind, Horizon, Minute, Post, Queue, Roster, Scenario, Stretch};

/// The columns of a roster.
pub(super) const COLUMNS: Columns =
    Columns { required: &["agent", "date", "start", "end"], optional: &["activity", "name", "lunch"] };

/// What a roster refers to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The horizon.
    pub(super) horizon: &'a Horizon,
    /// The queues.
    pub(super) queues: &'a [Queue],
    /// The posts.
    pub(super) posts: &'a [Post],
    /// The agents.
    pub(super) agents: &'a [Agent],
}

impl<'a> Context<'a> {
    /// What rosters of a centre refer to.
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        let Scenario { horizon, queues, posts, agents, .. } = scenario;
        Self { horizon, queues, posts, agents }
    }

    /// The elapsed minute of a clock time on a day, if it is on the grid.
    pub(super) fn minute(self, day: DayIdx, clock: i32, written: &str) -> Result<Minute, FaultKind> {
        if is_on_grid(self.horizon, clock) {
            return Ok(self.horizon.minute_at(day, clock));
        }
        Err(FaultKind::RosterOffGrid { value: written.to_owned(), grid: self.horizon.grid_minutes })
    }

    /// The day of the plan that is meant.
    pub(super) fn day(self, written: &str) -> Result<DayIdx, FaultKind> {
        let date = loose::date(written, self.horizon).ok_or(FaultKind::BadDate { value: written.to_owned() })?;
        let (start, end) = (self.horizon.days[0].date, self.horizon.days[self.horizon.n_days() - 1].date);
        self.horizon.day_on(date).ok_or(FaultKind::OutsideHorizon { date, start, end })
    }

    /// The day that is meant and how long after its midnight the clock is counted from: the day after the plan is still
    /// its last day, since a night's shift goes on there.
    fn day_or_after(self, written: &str) -> Result<(DayIdx, i32), FaultKind> {
        let last = DayIdx(self.horizon.n_days() - 1);
        self.day(written).map(|day| (day, 0)).or_else(|kind| match kind {
            FaultKind::OutsideHorizon { date, end, .. } if end.succ_opt() == Some(date) => Ok((last, 1440)),
            kind => Err(kind),
        })
    }

    /// The activity that is meant.
    pub(super) fn activity(self, written: &str) -> Result<Activity, FaultKind> {
        people::activity(self.posts, self.queues, written)
    }
}

/// A roster as written.
#[derive(Debug)]
pub(super) struct Written {
    /// The roster.
    pub(super) roster: Roster,
    /// On which line each stretch stands; of those alike the first.
    pub(super) lines: BTreeMap<Stretch, u64>,
}

/// Reads a roster from the bytes of a file: CSV or a workbook.
pub(super) fn read(file: &str, bytes: &[u8], context: Context<'_>, faults: &mut Faults) -> Option<Written> {
    let sheets = sheets::read(file, bytes, faults)?;
    let mut stretches: Vec<(Stretch, u64)> = Vec::new();
    let mut late = Vec::new();
    let mut is_any = false;
    for sheet in sheets {
        if let Some(found) = grid::read(&sheet, context, faults) {
            stretches.extend(found);
            is_any = true;
        } else if let Some(sheet) = as_rows(sheet) {
            let table = Table::of_sheet(&sheet, COLUMNS, &people::headings, faults);
            let rows = table.iter().flat_map(Table::rows).collect::<Vec<_>>();
            for row in rows {
                let found = stretches_of(row, context, faults).unwrap_or_default();
                let after = found.iter().filter(|stretch| stretch.start.0 >= context.horizon.minutes());
                late.extend(after.map(|stretch| (*stretch, sheet.place(row.line, 0))));
                stretches.extend(found.into_iter().map(|stretch| (stretch, row.line)));
            }
            is_any = true;
        }
    }
    if !is_any {
        faults.add(file, None, FaultKind::NoRoster);
    }
    // What is on the day after the plan goes on from the day before, or is not of this plan.
    for (stretch, (file, line)) in late {
        let goes_on = |(other, _): &(Stretch, u64)| other.agent == stretch.agent && other.end == stretch.start;
        if !stretches.iter().any(goes_on) {
            let (start, end) = (context.horizon.days[0].date, context.horizon.days[context.horizon.n_days() - 1].date);
            let date = context.horizon.clock(stretch.start).date;
            faults.add(&file, line, FaultKind::OutsideHorizon { date, start, end });
        }
    }
    let mut lines = BTreeMap::new();
    for &(stretch, line) in &stretches {
        lines.entry(stretch).or_insert(line);
    }
    Some(Written { roster: Roster::new(stretches.into_iter().map(|(stretch, _)| stretch).collect()), lines })
}

/// The sheet from its row of headings on. A CSV file begins with them; in a workbook there may be a title above, and
/// sheets of something else.
fn as_rows(mut sheet: Sheet) -> Option<Sheet> {
    if !sheet.is_of_workbook() {
        return Some(sheet);
    }
    let is_header = |row: &&(u64, Vec<sheets::Cell>)| {
        let texts: Vec<String> = row.1.iter().map(|cell| cell.text.clone()).collect();
        let named = people::headings(&texts);
        COLUMNS.required.iter().filter(|column| named.iter().any(|name| name == *column)).count() >= 3
    };
    let at = sheet.rows.iter().take(20).position(|row| is_header(&row))?;
    sheet.rows.drain(..at);
    Some(sheet)
}

/// What a row holds: a stretch, or, where it says when lunch is, the work before and after it too.
fn stretches_of(row: Row<'_>, context: Context<'_>, faults: &mut Faults) -> Option<Vec<Stretch>> {
    let need = |column: &str| row.get(column).ok_or(FaultKind::EmptyField { column: column.to_owned() });
    let mut keep = |column: &str, kind: FaultKind| row.fault_at(column, faults, kind);
    let agent = need("agent").and_then(|id| people::agent(context.agents, id)).map_err(|kind| keep("agent", kind)).ok();
    let day = need("date").and_then(|date| context.day_or_after(date)).map_err(|kind| keep("date", kind)).ok();
    let clock = |column: &str| {
        let written = need(column)?;
        let clock = loose::clock(written).ok_or(FaultKind::BadTime { value: written.to_owned() })?;
        context.minute(DayIdx(0), clock, written).map(|_| clock)
    };
    let start = clock("start").map_err(|kind| keep("start", kind)).ok();
    let end = clock("end").map_err(|kind| keep("end", kind)).ok();
    let activity = if row.has("activity") {
        need("activity").and_then(|name| context.activity(name)).map_err(|kind| keep("activity", kind)).ok()
    } else {
        Some(Activity::Contacts)
    };
    let lunch = row.get("lunch").map(|written| {
        let span = loose::span(written).ok_or(FaultKind::BadTimeSpan { value: written.to_owned() })?;
        [span.0, span.1].into_iter().try_for_each(|at| context.minute(DayIdx(0), at, written).map(drop))?;
        Ok::<_, FaultKind>(span)
    });
    let lunch = lunch.transpose().map_err(|kind| keep("lunch", kind)).ok()?;
    let (agent, (day, late), start, end, activity) = (agent?, day?, start?, end?, activity?);
    let end = if end <= start { end + 1440 } else { end };
    let minute = |clock| context.horizon.minute_at(day, clock + late);
    let whole = Stretch { agent, start: minute(start), end: minute(end), activity };
    let Some((from, to)) = lunch else { return Some(vec![whole]) };
    let (from, to) = if from < start { (from + 1440, to + 1440) } else { (from, to) };
    if to > end {
        let value = row.get("lunch").unwrap_or_default().to_owned();
        keep("lunch", FaultKind::LunchOutside { value });
        return None;
    }
    let lunch = Stretch { agent, start: minute(from), end: minute(to), activity: Activity::Lunch };
    let parts = [Stretch { end: lunch.start, ..whole }, lunch, Stretch { start: lunch.end, ..whole }];
    Some(parts.into_iter().filter(|part| part.start < part.end).collect())
}
