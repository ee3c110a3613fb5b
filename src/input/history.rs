//! Where the periods before left the agents: `history.csv`, and the hours over or under that the plan evens out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::absences::agent;
use super::agents::bad_number;
use super::calendar::Calendar;
use super::collect::Faults;
use super::names::Names;
use super::tables::{Columns, Row, Table};
use super::values;
use crate::model::{Agent, FaultKind, History, Minute, RuleId, Rules, ShiftTemplate, Span, Thing};

/// The columns of `history.csv`.
pub(super) const COLUMNS: Columns = Columns {
    required: &["agent"],
    optional: &[
        "last_end",
        "days_in_row",
        "balance",
        "evenings",
        "weekends",
        "weeks",
        "week_hours",
        "excess_weeks",
        "overtime_year",
        "extra_year",
    ],
};

/// A shift of the period before may end so long into the first day: a night that began before it `[min]`.
const NIGHT_ENDS: Minute = Minute(12 * 60);

/// Tells the agents where the periods before left them.
pub(super) fn read(table: &Table, calendar: &Calendar, agents: &mut [Agent], names: &Names, faults: &mut Faults) {
    let mut lines: BTreeMap<usize, u64> = BTreeMap::new();
    for row in table.rows() {
        let agent = agent(row, names, faults);
        let end = row.parse("last_end", values::date_time, |value| FaultKind::BadStart { value }, faults);
        let end = end.map(|(date, minute)| calendar.minute(date, minute));
        let history = figures(row, faults);
        let week_hours = hours_list(row, "week_hours", faults);
        let Some(agent) = agent.map(|agent| agent.0) else { continue };
        if let Some(&first) = lines.get(&agent) {
            row.fault(faults, FaultKind::DuplicateId { what: Thing::Agent, id: agents[agent].id.clone(), first });
            continue;
        }
        lines.insert(agent, row.line);
        if end.is_some_and(|end| end > NIGHT_ENDS) {
            let value = row.get("last_end").unwrap_or_default().to_owned();
            row.fault(faults, FaultKind::HistoryInHorizon { agent: agents[agent].id.clone(), value });
            continue;
        }
        agents[agent].last_end = end;
        // A last shift that ended on the day before says that the day was worked, and no more.
        let worked_yesterday = u32::from(end.is_some_and(|end| end > yesterday(calendar)));
        let days_in_row = row.get("days_in_row").map_or(worked_yesterday, |_| history.days_in_row);
        agents[agent].history = History { days_in_row, ..history };
        agents[agent].weeks_before = week_hours;
    }
}

/// Midnight at the start of the day before the plan.
fn yesterday(calendar: &Calendar) -> Minute {
    calendar.minute(calendar.first_date() - chrono::Duration::days(1), 0)
}

/// The figures of a row.
fn figures(row: Row<'_>, faults: &mut Faults) -> History {
    let count = |column: &'static str, faults: &mut Faults| {
        let whole = |text: &str| values::whole(text).and_then(|n| u32::try_from(n).ok());
        row.parse(column, whole, |value| bad_number(column, value, true), faults).unwrap_or(0)
    };
    let hours = |column: &'static str, faults: &mut Faults| {
        let hours = row.parse(column, values::hours, |value| bad_number(column, value, false), faults);
        hours.unwrap_or(0)
    };
    let mut excess_weeks = [0; 3];
    for (week, hours) in excess_weeks.iter_mut().rev().zip(hours_list(row, "excess_weeks", faults).into_iter().rev()) {
        *week = hours;
    }
    let weeks = |text: &str| values::number(text).filter(|weeks| (0.0..1e5).contains(weeks));
    History {
        balance: row
            .parse("balance", values::balance, |value| bad_number("balance", value, false), faults)
            .unwrap_or(0),
        evenings: count("evenings", faults),
        weekends: count("weekends", faults),
        days_in_row: count("days_in_row", faults),
        excess_weeks,
        overtime_year: hours("overtime_year", faults),
        extra_year: hours("extra_year", faults),
        weeks: row.parse("weeks", weeks, |value| bad_number("weeks", value, false), faults).unwrap_or(0.0),
        ..History::default()
    }
}

/// Hours of several weeks, with bars between, the latest last `[min]`.
fn hours_list(row: Row<'_>, column: &'static str, faults: &mut Faults) -> Vec<i32> {
    let mut found = Vec::new();
    for written in row.list(column) {
        match values::hours(written) {
            Some(hours) => found.push(hours),
            None => row.fault(faults, bad_number(column, written.to_owned(), false)),
        }
    }
    found
}

/// Notes over how long each agent's evenings and weekends of the plan count: weeks times share of full time, without
/// the days of opening on which the agent is away.
pub(super) fn weigh(agents: &mut [Agent], calendar: &Calendar) {
    let horizon = &calendar.horizon;
    let open: Vec<Span> = horizon.days.iter().filter(|day| day.is_open()).map(crate::model::Day::span).collect();
    for agent in agents {
        let away = |day: &&Span| agent.absences.iter().any(|absence| absence.span.contains(**day));
        let n_away = open.iter().filter(away).count();
        #[expect(clippy::cast_precision_loss, reason = "few days")]
        let (present, days) = ((open.len() - n_away) as f64, horizon.n_days() as f64);
        #[expect(clippy::cast_precision_loss, reason = "few days")]
        let share = present / open.len().max(1) as f64;
        agent.history.weeks_planned = agent.employment.get() * days / 7.0 * share;
    }
}

/// Evens out hours over or under the contract, as far as the rule and the lengths of shifts allow.
///
/// The contract is moved by the balance, at most by `balance_carry`, to the paid time nearest to that which shifts of
/// the agent's templates add up to. What cannot be moved stays on the balance. Where shifts add up to less and to more than
/// the contract but not to it, or hours were told that do not add up to it, it is moved to the nearest that they do, as far
/// as the rule lets hours be moved.
pub(super) fn even_out(agents: &mut [Agent], calendar: &Calendar, rules: &Rules, templates: &[ShiftTemplate]) {
    let carry = rules.get(RuleId::BalanceCarry);
    let most = carry.unwrap_or(MOST_MOVED);
    for agent in agents.iter_mut().filter(|agent| !agent.hireable) {
        let Some(contract) = agent.contract else { continue };
        if agent.history.balance == 0 && agent.told.is_empty() && carry.is_none() {
            continue;
        }
        let wanted = (contract - agent.history.balance.clamp(-most, most)).max(0);
        let sums = sums(agent, calendar, templates, contract + most);
        let is_between = !sums.contains(&contract) && sums.last().is_some_and(|&longest| contract < longest);
        let (low, high) = if is_between || !agent.told.is_empty() {
            ((contract - most).max(0), contract + most)
        } else {
            (wanted.min(contract), wanted.max(contract))
        };
        let nearest = sums.range(low..=high).copied().min_by_key(|sum| (sum - wanted).abs());
        if let Some(target) = nearest {
            agent.history.evened = contract - target;
            agent.contract = Some(target);
        }
    }
}

/// More than is ever moved from one plan to another `[min]`.
const MOST_MOVED: i32 = 112 * 1440;

/// The paid times up to `most` that a shift or none on each day adds up to, rules between days left aside `[min]`.
fn sums(agent: &Agent, calendar: &Calendar, templates: &[ShiftTemplate], most: i32) -> BTreeSet<i32> {
    let mut sums = BTreeSet::from([0]);
    for day in &calendar.horizon.days {
        let is_away = agent.absences.iter().any(|absence| absence.span.contains(day.span()));
        if is_away || agent.limits.days_off.contains(&day.date.weekday()) {
            continue;
        }
        let is_open = |template: &&ShiftTemplate| {
            template.weekdays.contains(&day.weekday()) && (template.outside_opening || day.is_open())
        };
        let open = agent.templates.iter().map(|index| &templates[index.0]).filter(is_open);
        let all = open.flat_map(|template| template.work.iter().map(move |&work| (template, work)));
        let told = agent.told.iter().find(|told| calendar.horizon.days[told.day.0].date == day.date);
        let works: BTreeSet<i32> = match told.map(|told| told.span) {
            None => all.map(|(_, work)| work).collect(),
            Some(None) => BTreeSet::new(),
            Some(Some(span)) => {
                let is_as_told =
                    |(template, work): &(&ShiftTemplate, i32)| template.span_minutes(*work) == span.minutes();
                all.filter(is_as_told).map(|(_, work)| work).collect()
            }
        };
        let is_here = |span: &Span| !agent.absences.iter().any(|absence| absence.span.overlaps(*span));
        let must_work = !works.is_empty() && told.and_then(|told| told.span).is_some_and(|span| is_here(&span));
        let more: BTreeSet<i32> = sums.iter().flat_map(|sum| works.iter().map(move |work| sum + work)).collect();
        if must_work {
            sums.clear();
        }
        sums.extend(more.into_iter().filter(|&sum| sum <= most));
    }
    sums
}
