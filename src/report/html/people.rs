//! The week per person: a strip and clock times per day, hours against the contract, evenings, other duties.

use chrono::Datelike;
use serde::Serialize;

use crate::model::{Agent, AgentIdx, Aim, DayIdx, Language, Limits, Plan, RuleId, Span};
use crate::report::people::{Week, is_reserve, is_working, listed, shifts_on, span, week};
use crate::report::summary::Summary;
use crate::text::{report as text, words};

use super::lane::{Bar, Frame, bars};
use super::week::upper_first;

/// The section.
#[derive(Serialize)]
pub(super) struct PeopleSection {
    heading: String,
    /// The columns of hours and duties that anybody has something in.
    columns: Vec<&'static str>,
    weeks: Vec<WeekTable>,
}

/// One week's days.
#[derive(Serialize)]
struct WeekTable {
    /// Whether hours and duties, which are for the whole period, stand in this table.
    has_sums: bool,
    days: Vec<String>,
    rows: Vec<Row>,
}

/// One person.
#[derive(Serialize)]
struct Row {
    id: usize,
    name: String,
    employment: String,
    class: &'static str,
    days: Vec<Cell>,
    sums: Vec<String>,
}

/// One person's day.
#[derive(Serialize)]
struct Cell {
    bars: Vec<Bar>,
    clock: String,
    is_evening: bool,
}

/// The section.
pub(super) fn people(summary: &Summary, language: Language) -> PeopleSection {
    let plan = summary.plan;
    let horizon = &plan.scenario.horizon;
    let people = listed(plan);
    let works = |day: DayIdx| people.iter().any(|&(index, _)| !shifts_on(plan, index, day).is_empty());
    let shown: Vec<DayIdx> =
        (0..horizon.n_days()).map(DayIdx).filter(|&day| horizon.days[day.0].is_open() || works(day)).collect();
    let iso = |day: &DayIdx| horizon.days[day.0].date.iso_week();
    let weeks: Vec<&[DayIdx]> = shown.chunk_by(|a, b| iso(a) == iso(b)).collect();
    let columns = columns(plan, language, &people);
    let table = |(number, days): (usize, &&[DayIdx])| WeekTable {
        has_sums: number + 1 == weeks.len(),
        days: days.iter().map(|day| upper_first(&words::short_date(language, horizon.days[day.0].date))).collect(),
        rows: people.iter().map(|&(index, agent)| row(plan, language, (index, agent), days, &columns)).collect(),
    };
    PeopleSection {
        heading: heading(summary, language),
        weeks: weeks.iter().enumerate().map(table).collect(),
        columns: columns.iter().map(|column| column.name).collect(),
    }
}

/// A column of sums: its name, and what a person has in it.
struct Column {
    name: &'static str,
    cell: fn(Language, &Agent, &Week) -> String,
}

/// Hours, contract and difference, and the duties that anybody has.
fn columns(plan: &Plan, language: Language, people: &[(AgentIdx, &Agent)]) -> Vec<Column> {
    let t = text::labels(language);
    let weeks: Vec<Week> = people.iter().map(|&(index, _)| week(plan, index)).collect();
    let mut out = vec![Column { name: t.hours, cell: |language, _, week| hours(language, week.paid) }];
    if people.iter().any(|(_, agent)| agent.contract.is_some()) {
        out.push(Column { name: t.contract, cell: |language, agent, _| hours(language, agent.contract.unwrap_or(0)) });
        out.push(Column { name: t.difference, cell: difference });
    }
    if weeks.iter().any(|week| week.evenings > 0) {
        let cell =
            |_, _: &Agent, week: &Week| if week.evenings == 0 { "–".to_owned() } else { week.evenings.to_string() };
        out.push(Column { name: t.evenings, cell });
    }
    if weeks.iter().any(|week| week.posts > 0) {
        out.push(Column { name: t.at_posts, cell: |language, _, week| hours(language, week.posts) });
    }
    if weeks.iter().any(|week| week.deferrable > 0) {
        out.push(Column { name: t.deferrable, cell: |language, _, week| hours(language, week.deferrable) });
    }
    if weeks.iter().any(|week| week.reserve > 0) {
        out.push(Column { name: t.reserve, cell: |language, _, week| hours(language, week.reserve) });
    }
    out
}

/// Hours with one decimal; a dash for none.
fn hours(language: Language, minutes: i32) -> String {
    if minutes == 0 { "–".to_owned() } else { words::hours(language, f64::from(minutes)) }
}

/// Paid time above or below the contract, in hours with its sign; 0 is plain.
fn difference(language: Language, agent: &Agent, week: &Week) -> String {
    let Some(minutes) = agent.contract.map(|contract| week.paid - contract) else { return "–".to_owned() };
    let text = words::number(language, f64::from(minutes) / 60.0, 2);
    match minutes {
        0 => "0".to_owned(),
        1.. => format!("+{text}"),
        _ => text,
    }
}

/// The heading is the finding: who differs from the contract, who is in reserve, who has evenings.
fn heading(summary: &Summary, language: Language) -> String {
    let plan = summary.plan;
    let people = listed(plan);
    let tolerance = plan.scenario.rules.get(RuleId::ContractTolerance).unwrap_or(0);
    let bound: Vec<&(AgentIdx, &Agent)> = people.iter().filter(|(_, agent)| agent.contract.is_some()).collect();
    let is_off = |(index, agent): &&&(AgentIdx, &Agent)| {
        agent.contract.is_some_and(|contract| (week(plan, *index).paid - contract).abs() > tolerance)
    };
    let off = bound.iter().filter(is_off).count();
    // Where only who is needed works, the contract is a ceiling and nothing to differ from.
    let is_contract = matches!(plan.scenario.aim, Aim::Contract | Aim::ContractSpread);
    let mut out = match off {
        _ if bound.is_empty() || !is_contract => text::people_plain(language, plan.headcount),
        0 => text::people_contract(language),
        n => text::people_off(language, n, bound.len()),
    };
    let evenings = people.iter().filter(|(index, _)| week(plan, *index).evenings > 0).count();
    if !summary.reserves.is_empty() {
        out += &text::people_reserve(language, summary.reserves.len());
    }
    if evenings > 0 {
        out += &text::people_evenings(language, evenings);
    }
    out
}

fn row(
    plan: &Plan,
    language: Language,
    (index, agent): (AgentIdx, &Agent),
    days: &[DayIdx],
    columns: &[Column],
) -> Row {
    let sums = week(plan, index);
    Row {
        id: index.0,
        name: agent.name.clone(),
        employment: words::round_percent(language, agent.employment.get()),
        class: if is_working(plan, index) { "" } else { "idle" },
        days: days.iter().map(|&day| cell(plan, language, (index, agent), day)).collect(),
        sums: columns.iter().map(|column| (column.cell)(language, agent, &sums)).collect(),
    }
}

fn cell(plan: &Plan, language: Language, (index, agent): (AgentIdx, &Agent), day: DayIdx) -> Cell {
    let horizon = &plan.scenario.horizon;
    let shifts = shifts_on(plan, index, day);
    if shifts.is_empty() {
        let away = agent.absences.iter().find(|absence| absence.span.overlaps(horizon.days[day.0].span()));
        let why = away.map_or_else(|| text::off(language), |absence| absence.kind.clone());
        return Cell { bars: Vec::new(), clock: why, is_evening: false };
    }
    if shifts.iter().all(|shift| is_reserve(shift)) {
        return Cell { bars: Vec::new(), clock: text::reserve_all_day(language), is_evening: false };
    }
    let mut whole: Vec<Span> = shifts.iter().map(|shift| span(shift)).collect();
    let clocks: Vec<String> =
        whole.iter().map(|s| words::clock_span(horizon.clock(s.start), horizon.clock(s.end))).collect();
    let ends = whole.iter().map(|s| horizon.clock(s.end));
    let date = horizon.days[day.0].date;
    let is_evening = ends.into_iter().any(|end| end.date > date || end.minute > Limits::EVENING);
    whole.extend(&horizon.days[day.0].opening);
    let from = whole.iter().map(|s| s.start).min().unwrap_or_default();
    let to = whole.iter().map(|s| s.end).max().unwrap_or_default();
    let frame = Frame { span: Span::new(from, to) };
    let bars = shifts.iter().flat_map(|shift| bars(plan, language, frame, shift)).collect();
    Cell { bars, clock: clocks.join(", "), is_evening }
}
