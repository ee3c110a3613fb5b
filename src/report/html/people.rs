//! The week per person: a strip and clock times per day, hours against the contract, evenings, other duties.

use chrono::Datelike;
use serde::Serialize;

use crate::model::{Agent, AgentIdx, Aim, DayIdx, Language, Limits, Plan, RuleId, Span};
use crate::report::fairness::{outcomes, parts};
use crate::report::history::{Carried, balance, carried};
use crate::report::people::{Week, is_reserve, is_working, listed, shifts_on, span, week};
use crate::report::special_days::{SpecialDay, special_days};
use crate::report::summary::Summary;
use crate::text::{report as text, special_days, wishes, words};

use super::lane::{Frame, Piece, brief, strip};
use super::week::upper_first;

/// The section.
#[derive(Serialize)]
pub(super) struct PeopleSection {
    heading: String,
    /// The columns of hours and duties that anybody has something in.
    columns: Vec<&'static str>,
    weeks: Vec<WeekTable>,
    /// Short days and squeeze days, and who works through them.
    special_days: Vec<String>,
}

/// One week's days.
#[derive(Serialize)]
struct WeekTable {
    /// Whether hours and duties, which are for the whole period, stand in this table.
    has_sums: bool,
    /// The ISO week.
    label: String,
    days: Vec<String>,
    rows: Vec<Row>,
}

/// One person.
#[derive(Serialize)]
struct Row {
    id: usize,
    name: String,
    brief: String,
    employment: String,
    class: &'static str,
    days: Vec<Cell>,
    sums: Vec<String>,
}

/// One person's day.
#[derive(Serialize)]
struct Cell {
    bars: Vec<Piece>,
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
    let persons = Person::all(plan, &people);
    let columns = columns(language, &persons);
    let table = |(number, days): (usize, &&[DayIdx])| WeekTable {
        has_sums: number + 1 == weeks.len(),
        label: special_days::week(language, iso(&days[0]).week()),
        days: days.iter().map(|day| upper_first(&words::short_date(language, horizon.days[day.0].date))).collect(),
        rows: people
            .iter()
            .zip(&persons)
            .map(|(&(index, _), person)| row(plan, language, (index, person), days, &columns))
            .collect(),
    };
    let sentence = |special: &SpecialDay<'_>| {
        let who: Vec<String> = special.who.iter().map(|agent| agent.name.clone()).collect();
        special_days::special(language, &horizon.days[special.day.0], &who)
    };
    PeopleSection {
        heading: heading(summary, language),
        special_days: special_days(plan).iter().map(sentence).collect(),
        weeks: weeks.iter().enumerate().map(table).collect(),
        columns: columns.iter().map(|column| column.name).collect(),
    }
}

/// What a person's columns show.
struct Person<'a> {
    agent: &'a Agent,
    week: Week,
    carried: Carried,
    evenings_part: Option<f64>,
    weekends_part: Option<f64>,
    /// Wishes granted and in all.
    wishes: (usize, usize),
}

impl<'a> Person<'a> {
    /// Everybody listed.
    fn all(plan: &'a Plan, people: &[(AgentIdx, &'a Agent)]) -> Vec<Self> {
        let parts = parts(plan);
        let outcomes = outcomes(plan);
        let of = |&(index, agent): &(AgentIdx, &'a Agent)| {
            let week = week(plan, index);
            let mine: Vec<_> = outcomes.iter().filter(|outcome| outcome.agent == index).collect();
            Self {
                agent,
                carried: carried(plan, index, &week),
                evenings_part: parts.evenings[index.0],
                weekends_part: parts.weekends[index.0],
                wishes: (mine.iter().filter(|outcome| outcome.is_granted).count(), mine.len()),
                week,
            }
        };
        people.iter().map(of).collect()
    }
}

/// A column of sums: its name, and what a person has in it.
struct Column {
    name: &'static str,
    cell: fn(Language, &Person) -> String,
}

/// Hours, contract and difference, and the duties that anybody has.
fn columns(language: Language, people: &[Person]) -> Vec<Column> {
    let t = text::labels(language);
    let has = |any: &dyn Fn(&Person) -> bool| people.iter().any(any);
    let mut out = vec![Column { name: t.hours, cell: |language, person| hours(language, person.week.paid) }];
    if has(&|person| person.agent.contract.is_some()) {
        out.push(Column {
            name: t.contract,
            cell: |l, person| hours(l, person.agent.contract.unwrap_or(0) - person.agent.ordered()),
        });
        out.push(Column { name: t.difference, cell: |l, person| difference(l, person.agent, &person.week) });
    }
    if has(&|person| person.carried.balance != 0) {
        out.push(Column { name: t.balance, cell: |_, person| balance(person.carried.balance) });
    }
    if has(&|person| person.week.evenings > 0) {
        out.push(Column { name: t.evenings, cell: |_, person| number(person.week.evenings) });
    }
    if has(&|person| person.agent.history.evenings > 0) {
        let cell = |l, person: &Person| so_far(l, person.carried.evenings, person.evenings_part);
        out.push(Column { name: t.evenings_so_far, cell });
    }
    if has(&|person| person.week.weekends > 0) {
        out.push(Column { name: t.weekends, cell: |_, person| number(person.week.weekends) });
    }
    if has(&|person| person.agent.history.weekends > 0) {
        let cell = |l, person: &Person| so_far(l, person.carried.weekends, person.weekends_part);
        out.push(Column { name: t.weekends_so_far, cell });
    }
    if has(&|person| person.week.starts > 1) {
        out.push(Column { name: t.starts, cell: |_, person| number(person.week.starts) });
    }
    if has(&|person| person.wishes.1 > 0) {
        out.push(Column { name: t.wishes, cell: granted });
    }
    if has(&|person| person.week.posts > 0) {
        out.push(Column { name: t.at_posts, cell: |language, person| hours(language, person.week.posts) });
    }
    if has(&|person| person.week.deferrable > 0) {
        out.push(Column { name: t.deferrable, cell: |language, person| hours(language, person.week.deferrable) });
    }
    if has(&|person| person.week.reserve > 0) {
        out.push(Column { name: t.reserve, cell: |language, person| hours(language, person.week.reserve) });
    }
    out
}

/// A count; a dash for none.
fn number(count: usize) -> String {
    if count == 0 { "–".to_owned() } else { count.to_string() }
}

/// So many so far, and the fair part of them.
fn so_far(language: Language, total: u32, part: Option<f64>) -> String {
    part.map_or_else(|| total.to_string(), |part| wishes::so_far(language, total, words::number(language, part, 1)))
}

/// Wishes granted, of all.
fn granted(language: Language, person: &Person) -> String {
    let (granted, all) = person.wishes;
    if all == 0 { "–".to_owned() } else { wishes::of_all(language, granted, all) }
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
    (index, person): (AgentIdx, &Person),
    days: &[DayIdx],
    columns: &[Column],
) -> Row {
    let agent = person.agent;
    Row {
        id: index.0,
        name: agent.name.clone(),
        brief: brief(&agent.name),
        employment: words::round_percent(language, agent.employment.get()),
        class: if is_working(plan, index) { "" } else { "idle" },
        days: days.iter().map(|&day| cell(plan, language, (index, agent), day)).collect(),
        sums: columns.iter().map(|column| (column.cell)(language, person)).collect(),
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
    let bars = shifts.iter().flat_map(|shift| strip(frame, shift)).collect();
    Cell { bars, clock: clocks.join(", "), is_evening }
}
