//! Agents: `agents.csv`, with skills, employment, contract, limits and places that may be hired for.

use chrono::Weekday;

use super::calendar::Calendar;
use super::collect::Faults;
use super::contracts::{Measure, Measures, to_grid};
use super::names::Names;
use super::opening::Hours;
use super::pay::{MOST_KRONOR, from_kronor};
use super::tables::{Columns, Row, Table};
use super::values;
use crate::model::{
    Agent, FaultKind, History, Limits, Money, PayRate, Share, ShiftTemplate, SkillIdx, SkillSet, TemplateIdx, Thing,
};

/// The columns of `agents.csv`.
pub(super) const COLUMNS: Columns = Columns {
    required: &["agent", "skills"],
    optional: &[
        "name",
        "employment",
        "weekly_hours",
        "hours_measure",
        "shifts",
        "earliest_start",
        "latest_end",
        "evenings_per_week",
        "days_off",
        "longest_day",
        "longest_week",
        "department",
        "hourly_cost",
        "hourly_pay",
        "monthly_pay",
        "training_start",
        "count",
    ],
};

/// The most places that one row may stand for.
const MOST_PLACES: i32 = 5000;

/// What an agent's row refers to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The horizon.
    pub(super) calendar: &'a Calendar,
    /// The measures of full time.
    pub(super) measures: Measures<'a>,
    /// The centre's opening hours.
    pub(super) hours: &'a Hours,
    /// The shift templates.
    pub(super) templates: &'a [ShiftTemplate],
    /// The skills.
    pub(super) skills: &'a Names,
    /// The names of the shift templates.
    pub(super) shifts: &'a Names,
    /// A month's pay of full time, for those without pay of their own.
    pub(super) assumed_pay: Option<Money>,
}

/// The agents and their names.
pub(super) fn read(table: &Table, context: Context<'_>, faults: &mut Faults) -> (Vec<Agent>, Names) {
    let (mut agents, mut names) = (Vec::new(), Names::default());
    for row in table.rows() {
        let Some(id) = row.need("agent", faults) else { continue };
        let agent = one(row, id, context, faults);
        let places = row.parse("count", values::whole, |value| bad_number("count", value, true), faults);
        let Some(places) = places else {
            if names.add(Thing::Agent, id, row.place(), faults) {
                agents.push(agent);
            }
            continue;
        };
        if !(0..=MOST_PLACES).contains(&places) {
            let (value, high) = (f64::from(places), f64::from(MOST_PLACES));
            row.fault(faults, FaultKind::OutOfRange { key: "count".to_owned(), value, low: 0.0, high });
            continue;
        }
        for place in 1..=places {
            let id = format!("{}-{place}", agent.id);
            if names.add(Thing::Agent, &id, row.place(), faults) {
                agents.push(Agent { name: format!("{} {place}", agent.name), id, hireable: true, ..agent.clone() });
            }
        }
    }
    if table.rows().next().is_none() {
        faults.add(&table.file, None, FaultKind::NoAgent);
    }
    (agents, names)
}

/// The fault of a field that is no number.
pub(super) fn bad_number(key: &str, value: String, whole: bool) -> FaultKind {
    FaultKind::BadNumber { key: key.to_owned(), value, whole }
}

fn one(row: Row<'_>, id: &str, context: Context<'_>, faults: &mut Faults) -> Agent {
    let skills = skills(row, id, context.skills, faults);
    let employment = employment(row, faults);
    let hours = row.parse("weekly_hours", values::hours, |value| bad_number("weekly_hours", value, false), faults);
    let days_off = days_off(row, faults);
    let templates = templates(row, context.shifts, faults);
    let of_agent = templates.iter().map(|index| &context.templates[index.0]);
    let measure = row.parse("hours_measure", measure, |value| FaultKind::UnknownMeasure { value }, faults);
    let measure =
        measure.unwrap_or_else(|| context.measures.of_shifts(of_agent, (context.hours, context.calendar), &days_off));
    let full_time = context.measures.week(measure, context.calendar.first_date());
    let share_of_hours = hours.map(|hours| f64::from(hours) / f64::from(full_time.max(1)));
    let share = employment.or(share_of_hours);
    row.parse("training_start", values::date, |value| FaultKind::BadDate { value }, faults);
    let pay = pay(row, id, context.assumed_pay, faults);
    Agent {
        id: id.to_owned(),
        name: row.get("name").unwrap_or(id).to_owned(),
        skills,
        proficiency: Vec::new(),
        employment: Share::new(share.unwrap_or(1.0)),
        contract: share_of_hours.or(employment).map(|share| contract(share, measure, context)),
        overtime: Vec::new(),
        hireable: false,
        templates,
        absences: Vec::new(),
        limits: limits(row, days_off, faults),
        last_end: None,
        history: History::default(),
        weeks_before: Vec::new(),
        told: Vec::new(),
        wishes: Vec::new(),
        department: row.get("department").map(str::to_owned),
        pay,
        line: row.told_line(),
    }
}

/// What the person's working days must keep to.
fn limits(row: Row<'_>, days_off: Vec<Weekday>, faults: &mut Faults) -> Limits {
    let clock =
        |column, faults: &mut Faults| row.parse(column, values::clock, |value| FaultKind::BadTime { value }, faults);
    let hours = |column: &'static str, faults: &mut Faults| {
        row.parse(column, values::hours, |value| bad_number(column, value, false), faults)
    };
    Limits {
        earliest_start: clock("earliest_start", faults),
        latest_end: clock("latest_end", faults),
        evenings_per_week: row.parse(
            "evenings_per_week",
            |text| values::whole(text).and_then(|n| u32::try_from(n).ok()),
            |value| bad_number("evenings_per_week", value, true),
            faults,
        ),
        days_off,
        longest_day: hours("longest_day", faults),
        longest_week: hours("longest_week", faults),
    }
}

fn skills(row: Row<'_>, id: &str, names: &Names, faults: &mut Faults) -> SkillSet {
    let mut set = SkillSet::EMPTY;
    for skill in row.list("skills") {
        match names.position(skill) {
            Some(position) if position < SkillSet::CAPACITY => set = set.with(SkillIdx(position)),
            Some(_) => {}
            None => {
                let kind = FaultKind::UnknownSkill { skill: skill.to_owned(), nearest: names.nearest(skill) };
                row.fault(faults, kind);
            }
        }
    }
    if row.list("skills").next().is_none() {
        row.fault(faults, FaultKind::NoSkill { agent: id.to_owned() });
    }
    set
}

/// How full time is counted, as people write it.
fn measure(text: &str) -> Option<Measure> {
    match text.trim().to_lowercase().as_str() {
        "weekdays" | "vardagar" | "helgfri" => Some(Measure::Weekdays),
        "all-days" | "all days" | "alla dagar" | "vardag och helg" => Some(Measure::AllDays),
        _ => None,
    }
}

/// What the agent is paid: by month, by hour, or what an hour costs.
fn pay(row: Row<'_>, id: &str, assumed: Option<Money>, faults: &mut Faults) -> Option<PayRate> {
    let kronor = |text: &str| values::number(text).filter(|kronor| (0.0..MOST_KRONOR).contains(kronor));
    let mut read = |column| {
        let number = row.parse(column, kronor, |value| bad_number(column, value, false), faults);
        number.map(from_kronor)
    };
    let ways = [
        read("monthly_pay").map(PayRate::Monthly),
        read("hourly_pay").map(PayRate::Hourly),
        read("hourly_cost").map(PayRate::Cost),
    ];
    let given: Vec<PayRate> = ways.into_iter().flatten().collect();
    if given.len() > 1 {
        row.fault(faults, FaultKind::PayTwice { agent: id.to_owned() });
    }
    given.first().copied().or(assumed.map(PayRate::Monthly))
}

/// Share of full time, from per cent.
fn employment(row: Row<'_>, faults: &mut Faults) -> Option<f64> {
    let percent = |text: &str| {
        let number = values::number(text.trim_end_matches('%'))?;
        (0.0..=100.0).contains(&number).then_some(number / 100.0)
    };
    row.parse("employment", percent, |value| FaultKind::BadEmployment { value }, faults)
}

fn templates(row: Row<'_>, names: &Names, faults: &mut Faults) -> Vec<TemplateIdx> {
    if row.get("shifts").is_none() {
        return (0..names.len()).map(TemplateIdx).collect();
    }
    let mut templates = Vec::new();
    for shift in row.list("shifts") {
        if let Some(position) = names.position(shift) {
            templates.push(TemplateIdx(position));
        } else {
            row.fault(faults, FaultKind::UnknownShift { shift: shift.to_owned(), nearest: names.nearest(shift) });
        }
    }
    templates.sort_unstable();
    templates.dedup();
    templates
}

fn days_off(row: Row<'_>, faults: &mut Faults) -> Vec<Weekday> {
    let mut days = Vec::new();
    for day in row.list("days_off") {
        match values::weekday(day) {
            Some(day) => days.push(day),
            None => row.fault(faults, FaultKind::UnknownWeekday { value: day.to_owned() }),
        }
    }
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    days
}

/// Paid time over the horizon for somebody with a share of full time, to the grid so that shifts can reach it `[min]`.
fn contract(share: f64, measure: Measure, context: Context<'_>) -> i32 {
    let horizon = &context.calendar.horizon;
    let minutes: f64 = horizon.days.iter().map(|day| share * context.measures.day(measure, day.date)).sum();
    to_grid(minutes, horizon.grid_minutes)
}
