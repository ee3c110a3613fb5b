//! The capacity study for other programs: `capacity.json` and `capacity.csv`.

use serde::Serialize;

use crate::model::{Basis, Capacity, Cases, Grouping, Language, Per, Played};
use crate::report::tables::Table;

#[derive(Serialize)]
struct Json<'a> {
    format: u32,
    centre: &'a str,
    unit: &'static str,
    volume_is_assumed: bool,
    target: Target,
    volume: Value,
    handle_time_s: Value,
    presence: Value,
    patience_s: Option<f64>,
    overflow_after_s: f64,
    staff: Staff,
    carried: Vec<Carried>,
    needed: Vec<Needed>,
    seats: Vec<OnContacts>,
    curves: Vec<Curve>,
    before: Option<BeforeOf>,
    mismatches: Vec<Mismatch<'a>>,
    assumed: Vec<Fact<'a>>,
    seed: u64,
    version: &'static str,
}

#[derive(Serialize)]
struct Target {
    share: f64,
    within_s: f64,
    definition: &'static str,
}

#[derive(Serialize)]
struct Value {
    low: f64,
    mid: f64,
    high: f64,
    basis: &'static str,
}

#[derive(Serialize)]
struct Staff {
    persons: u32,
    full_time: f64,
    full_time_hours: f64,
    open_hours: f64,
    posts: f64,
    letters: f64,
    presence_in_files: Option<f64>,
}

#[derive(Serialize)]
struct Carried {
    people: f64,
    seats: f64,
    contacts: Vec<f64>,
    contacts_by_presence: [f64; 2],
    contacts_at_peak: f64,
}

#[derive(Serialize)]
struct Needed {
    contacts: f64,
    seats: Vec<u32>,
    people: Vec<f64>,
    people_by_presence: [f64; 2],
}

#[derive(Serialize)]
struct OnContacts {
    seats: u32,
    contacts_per_hour: f64,
    contacts: f64,
    contacts_at_peak: f64,
    share_by_formula: f64,
    simulated: Simulated,
}

#[derive(Serialize)]
struct Simulated {
    share: f64,
    low: f64,
    high: f64,
    mean_wait_s: f64,
    abandoned_share: f64,
    contacts: f64,
}

#[derive(Serialize)]
struct Curve {
    contacts: f64,
    points: Vec<Point>,
}

#[derive(Serialize)]
struct Point {
    target_share: f64,
    grouping: &'static str,
    seats: u32,
    people: f64,
    share_by_formula: Option<f64>,
    simulated: Simulated,
}

#[derive(Serialize)]
struct Mismatch<'a> {
    what: &'a str,
    told_low: f64,
    told_high: f64,
    per: &'static str,
    forecast_per_day: f64,
    days: f64,
    days_low: f64,
    days_high: f64,
}

#[derive(Serialize)]
struct BeforeOf {
    tries_per_day: f64,
    matters_per_day: f64,
    taken_per_day: f64,
    cases: Vec<CaseOf>,
}

#[derive(Serialize)]
struct CaseOf {
    solved_share: f64,
    handle_time_s: f64,
    seats: u32,
    people: [f64; 3],
    forwarded_per_day: f64,
    freed_call_hours_per_week: [f64; 2],
    freed_case_hours_per_week: f64,
}

#[derive(Serialize)]
struct Fact<'a> {
    what: &'a str,
    value: &'a str,
    source: &'a str,
}

/// capacity.json.
pub(in crate::report) fn capacity_json(capacity: &Capacity) -> String {
    let inflow = &capacity.inflow;
    let staff = &capacity.staff;
    let json = Json {
        format: 1,
        centre: &capacity.centre,
        unit: if inflow.is_steady { "contacts an hour" } else { "contacts a day" },
        volume_is_assumed: capacity.is_volume_assumed,
        target: Target {
            share: inflow.share.get(),
            within_s: inflow.within.get(),
            definition: crate::report::json::definition_id(inflow.definition),
        },
        volume: value(capacity.volume),
        handle_time_s: value(capacity.handle_time),
        presence: value(capacity.presence),
        patience_s: inflow.patience.map(|patience| round(patience.get())),
        overflow_after_s: capacity.overflow.0.get(),
        staff: Staff {
            persons: staff.persons,
            full_time: round(staff.full_time),
            full_time_hours: round(staff.full_time_hours),
            open_hours: round(staff.open_hours),
            posts: round(staff.posts),
            letters: round(staff.letters),
            presence_in_files: staff.in_files.map(round),
        },
        carried: carried(capacity),
        needed: needed(capacity),
        seats: seats(capacity),
        curves: curves(capacity),
        before: capacity.before.as_ref().map(before),
        mismatches: capacity.mismatches.iter().filter_map(mismatch).collect(),
        assumed: capacity.facts.iter().filter(|fact| fact.is_assumed).map(fact).collect(),
        seed: capacity.seed,
        version: env!("CARGO_PKG_VERSION"),
    };
    serde_json::to_string_pretty(&json).expect("names and numbers are plain JSON") + "\n"
}

/// Numbers to six decimals, so that no platform's last digit shows.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn value((cases, basis): (Cases, Basis)) -> Value {
    let basis = match basis {
        Basis::Files => "files",
        Basis::Asked => "asked",
        Basis::Assumed => "assumed",
    };
    Value { low: round(cases.low), mid: round(cases.mid), high: round(cases.high), basis }
}

fn carried(capacity: &Capacity) -> Vec<Carried> {
    let rows = capacity.carried.iter().map(|row| Carried {
        people: round(row.people),
        seats: round(row.seats),
        contacts: row.per_day.iter().copied().map(round).collect(),
        contacts_by_presence: [round(row.by_presence.0), round(row.by_presence.1)],
        contacts_at_peak: round(row.per_day_at_peak),
    });
    rows.collect()
}

fn needed(capacity: &Capacity) -> Vec<Needed> {
    let rows = capacity.needed.iter().map(|row| Needed {
        contacts: round(row.volume),
        seats: row.seats.clone(),
        people: row.people.clone(),
        people_by_presence: [row.by_presence.0, row.by_presence.1],
    });
    rows.collect()
}

fn seats(capacity: &Capacity) -> Vec<OnContacts> {
    let rows = capacity.seats.iter().map(|row| OnContacts {
        seats: row.seats,
        contacts_per_hour: round(row.per_hour),
        contacts: round(row.per_day),
        contacts_at_peak: round(row.per_day_at_peak),
        share_by_formula: round(row.by_formula.share),
        simulated: simulated(&row.played),
    });
    rows.collect()
}

fn simulated(played: &Played) -> Simulated {
    Simulated {
        share: round(played.share),
        low: round((played.share - 1.96 * played.share_error).max(0.0)),
        high: round((played.share + 1.96 * played.share_error).min(1.0)),
        mean_wait_s: round(played.mean_wait_s),
        abandoned_share: round(played.abandoned),
        contacts: played.contacts,
    }
}

fn curves(capacity: &Capacity) -> Vec<Curve> {
    let curves = capacity.curves.iter().map(|curve| {
        let points = curve.points.iter().map(|point| Point {
            target_share: round(point.target),
            grouping: grouping(point.grouping),
            seats: point.seats,
            people: round(point.people),
            share_by_formula: point.by_formula.map(round),
            simulated: simulated(&point.played),
        });
        Curve { contacts: round(curve.volume), points: points.collect() }
    });
    curves.collect()
}

fn before(study: &crate::model::BeforeStudy) -> BeforeOf {
    let (tries, matters, taken) = study.totals();
    let cases = study.cases.iter().map(|case| CaseOf {
        solved_share: round(case.solved.get()),
        handle_time_s: round(case.handle_time.get()),
        seats: case.seats,
        people: [case.people.low, case.people.mid, case.people.high],
        forwarded_per_day: round(case.forwarded),
        freed_call_hours_per_week: [round(case.freed_calls.0), round(case.freed_calls.1)],
        freed_case_hours_per_week: round(case.freed_cases),
    });
    BeforeOf {
        tries_per_day: round(tries),
        matters_per_day: round(matters),
        taken_per_day: round(taken),
        cases: cases.collect(),
    }
}

fn grouping(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Pooled => "pooled",
        Grouping::Overflow => "overflow",
        Grouping::Siloed => "siloed",
    }
}

fn mismatch(mismatch: &crate::model::Mismatch) -> Option<Mismatch<'_>> {
    let told = mismatch.fact.told?;
    Some(Mismatch {
        what: &mismatch.fact.what,
        told_low: told.low,
        told_high: told.high,
        per: match told.per {
            Per::Day => "day",
            Per::Week => "week",
            Per::Year => "year",
        },
        forecast_per_day: round(mismatch.forecast),
        days: round(mismatch.days),
        days_low: round(mismatch.there_are.0),
        days_high: round(mismatch.there_are.1),
    })
}

fn fact(fact: &crate::model::Fact) -> Fact<'_> {
    Fact { what: &fact.what, value: &fact.value, source: &fact.source }
}

/// A row of capacity.csv: table, inputs, grouping, outcome.
type Row = (&'static str, [Option<f64>; 4], &'static str, [Option<f64>; 3]);

/// capacity.csv: every row of every table, one after another.
///
/// `table,people,seats,handle_time_s,target,grouping,contacts,share_by_formula,share_simulated`; empty where a column
/// does not apply.
pub(in crate::report) fn capacity_csv(capacity: &Capacity, language: Language) -> Vec<u8> {
    let header = [
        "table",
        "people",
        "seats",
        "handle_time_s",
        "target",
        "grouping",
        "contacts",
        "share_by_formula",
        "share_simulated",
    ];
    let mut out = Table::new(language, &header);
    let target = capacity.inflow.share.get();
    let mid = capacity.inflow.handle_time.get();
    let handle_times = capacity.handle_time.0.distinct();
    let mut rows: Vec<Row> = Vec::new();
    for row in &capacity.carried {
        for (&handle_time, &contacts) in handle_times.iter().zip(&row.per_day) {
            let inputs = [Some(row.people), Some(row.seats), Some(handle_time), Some(target)];
            rows.push(("carried", inputs, "pooled", [Some(contacts), None, None]));
        }
    }
    for row in &capacity.needed {
        for ((&handle_time, &seats), &people) in handle_times.iter().zip(&row.seats).zip(&row.people) {
            let inputs = [Some(people), Some(f64::from(seats)), Some(handle_time), Some(target)];
            rows.push(("needed", inputs, "pooled", [Some(row.volume), None, None]));
        }
    }
    for row in &capacity.seats {
        let inputs = [None, Some(f64::from(row.seats)), Some(mid), Some(target)];
        let outcome = [Some(row.per_day), Some(row.by_formula.share), Some(row.played.share)];
        rows.push(("seats", inputs, "pooled", outcome));
    }
    for curve in &capacity.curves {
        for point in &curve.points {
            let inputs = [Some(point.people), Some(f64::from(point.seats)), Some(mid), Some(point.target)];
            let outcome = [Some(curve.volume), point.by_formula, Some(point.played.share)];
            rows.push(("curve", inputs, grouping(point.grouping), outcome));
        }
    }
    for (table, inputs, group, outcome) in rows {
        let cell = |value: Option<f64>| value.map_or_else(String::new, |value| out.number(value, 4));
        let [people, seats, handle_time, target] = inputs.map(cell);
        let [contacts, by_formula, simulated] = outcome.map(cell);
        let (table, group) = (table.to_owned(), group.to_owned());
        out.row(&[table, people, seats, handle_time, target, group, contacts, by_formula, simulated]);
    }
    out.finish()
}
