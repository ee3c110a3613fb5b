//! A what-if: a small file laid over a centre's files before they are given meaning.
//!
//! Whatever it changes is read, checked and faulted as if it stood in the centre's own files, with the place where it
//! was written.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::absences::ABSENCES;
use super::agents;
use super::collect::Faults;
use super::document::{self, Source};
use super::levels;
use super::nearest::nearest;
use super::schema::Centre;
use super::schema_what_if::WhatIf;
use super::tables::{Columns, Table};
use super::validate::Tables;
use crate::model::{End, FaultKind};

/// Keys by which the items of a list are told apart: a change finds the item that it changes.
const IDENTITIES: [&str; 5] = ["id", "date", "agent", "what", "name"];

/// A key of an item that takes it away.
const REMOVE: &str = "remove";
/// A key of an agent: skills on top of those the agent has.
const LEARNS: &str = "learns";
/// A key of an agent who is not there any more.
const LEAVES: &str = "leaves";

/// Keys whose value may be given as a range, two numbers for one: what is assumed is told from the one to the other.
const RANGED: [&str; 12] = [
    "agents",
    "contacts",
    "employment",
    "factor",
    "handle_time_factor",
    "handle_time_s",
    "learner_handle_time",
    "learner_weeks",
    "minutes",
    "monthly_pay",
    "patience_s",
    "share",
];

/// What a what-if changes beside the keys of `centre.toml`.
#[derive(Debug)]
pub(super) struct Changes {
    /// Its own keys.
    pub(super) own: WhatIf,
    /// Whether some value is given as a range.
    pub(super) has_range: bool,
    removed_queues: Vec<String>,
    removed_shifts: Vec<String>,
}

/// The text with as many blanks before it as the text that it is laid over has bytes, so that places do not mix.
pub(super) fn padded(over: &str, before: usize) -> String {
    " ".repeat(before) + over
}

/// Lays the keys of `over` over those of the centre, with one end of its ranges; gives what it has beside them, `None`
/// when it cannot be read.
pub(super) fn lay_over<'a>(
    centre: &mut Spanned<DeTable<'a>>,
    (over, end): (&'a str, End),
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<Changes> {
    let mut over = document::parse(over, source, faults)?;
    let has_range = pick(over.get_mut(), end);
    let (known, of_centre) = (properties(&schemars::schema_for!(WhatIf)), properties(&schemars::schema_for!(Centre)));
    let place = over.span();
    let mut own = DeTable::new();
    for (key, value) in std::mem::take(over.get_mut()) {
        let name = key.get_ref().to_string();
        if known.contains(&name) {
            own.insert(key, value);
        } else if of_centre.contains(&name) {
            over.get_mut().insert(key, value);
        } else {
            let all: Vec<String> = known.iter().chain(&of_centre).cloned().collect();
            let kind = FaultKind::UnknownKey {
                nearest: nearest(&name, all.iter().map(String::as_str)),
                known: all,
                key: name,
            };
            source.fault(faults, &key, kind);
        }
    }
    for list in ["agents", "absences", "levels"] {
        if let Some(rows) = own.get_mut(list) {
            as_text(rows);
        }
    }
    let mut removed = Vec::new();
    merge(centre.get_mut(), over.into_inner(), "", (source, &mut *faults), &mut removed);
    let schema = schemars::schema_for!(WhatIf);
    let own = document::read::<WhatIf>(Spanned::new(place, own), source, schema.as_value(), faults)?;
    for row in own.agents.iter().map(Spanned::get_ref).filter(|row| row.get(LEAVES).is_some_and(|text| text == "yes")) {
        if let Some(agent) = row.get("agent") {
            take_out_agent(centre.get_mut(), agent);
        }
    }
    let of = |list: &str| removed.iter().filter(|(of, _)| of == list).map(|(_, name)| name.clone()).collect();
    Some(Changes { own, has_range, removed_queues: of("queues"), removed_shifts: of("shifts") })
}

/// Puts the lower or the higher of two numbers in place of each range; whether there is any. Told facts have ranges of
/// their own.
fn pick(table: &mut DeTable<'_>, end: End) -> bool {
    let mut has_range = false;
    for (key, value) in table.iter_mut().filter(|(key, _)| key.get_ref() != "facts") {
        let picked = match value.get_mut() {
            DeValue::Table(inner) => {
                has_range |= pick(inner, end);
                None
            }
            DeValue::Array(items) if RANGED.contains(&key.get_ref().as_ref()) && items.len() == 2 => {
                let numbers: Vec<f64> = items.iter().filter_map(|item| number(item.get_ref())).collect();
                let is_ascending = numbers.len() == 2 && numbers[0] <= numbers[1];
                (numbers.len() == 2).then(|| items[usize::from((end != End::Low) == is_ascending)].get_ref().clone())
            }
            DeValue::Array(items) => {
                for item in items.iter_mut() {
                    if let DeValue::Table(inner) = item.get_mut() {
                        has_range |= pick(inner, end);
                    }
                }
                None
            }
            _ => None,
        };
        if let Some(picked) = picked {
            *value.get_mut() = picked;
            has_range = true;
        }
    }
    has_range
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(written) => written.as_str().replace('_', "").parse().ok(),
        DeValue::Float(written) => written.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

/// The keys of a document.
fn properties(schema: &schemars::Schema) -> Vec<String> {
    let keys = schema.as_value()["properties"].as_object();
    keys.into_iter().flat_map(|keys| keys.keys().cloned()).collect()
}

/// Fields as a table in CSV has them: numbers, lists and yes or no as text.
fn as_text(list: &mut Spanned<DeValue<'_>>) {
    let DeValue::Array(rows) = list.get_mut() else { return };
    for row in rows.iter_mut() {
        let DeValue::Table(fields) = row.get_mut() else { continue };
        for (_, field) in fields.iter_mut() {
            let text = match field.get_ref() {
                DeValue::Integer(number) => number.as_str().to_owned(),
                DeValue::Float(number) => number.as_str().to_owned(),
                DeValue::Boolean(truth) => if *truth { "yes" } else { "no" }.to_owned(),
                DeValue::Array(names) => {
                    let names = names.iter().filter_map(|name| name.get_ref().as_str());
                    names.collect::<Vec<_>>().join("|")
                }
                _ => continue,
            };
            *field.get_mut() = DeValue::String(text.into());
        }
    }
}

/// Lays one table over another; takes note of items taken away, by the list they were in.
fn merge<'a>(
    base: &mut DeTable<'a>,
    over: DeTable<'a>,
    within: &str,
    (source, faults): (Source<'_>, &mut Faults),
    removed: &mut Vec<(String, String)>,
) {
    for (key, value) in over {
        let place = value.span();
        let name = if within.is_empty() { key.get_ref().to_string() } else { format!("{within}.{}", key.get_ref()) };
        let value = match (base.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(base)), DeValue::Table(over)) => {
                merge(base, over, &name, (source, &mut *faults), removed);
                continue;
            }
            (Some(DeValue::Array(base)), DeValue::Array(over))
                if !over.is_empty() && over.iter().all(|item| identity(item).is_some()) =>
            {
                merge_list(base, over, &name, (source, &mut *faults), removed);
                continue;
            }
            (_, value) => value,
        };
        base.remove(key.get_ref().as_ref());
        base.insert(key, Spanned::new(place, value));
    }
}

/// Lays the items of one list over those of another: changed where they are the same thing, else added, or taken away.
fn merge_list<'a>(
    base: &mut DeArray<'a>,
    over: DeArray<'a>,
    list: &str,
    (source, faults): (Source<'_>, &mut Faults),
    removed: &mut Vec<(String, String)>,
) {
    for item in over {
        let Some((by, id)) = identity(&item) else { continue };
        let at = base.iter().position(|other| identity(other) == Some((by, id.clone())));
        let goes = item.get_ref().as_table().is_some_and(|table| is_true(table, REMOVE));
        match (at, goes) {
            (Some(at), true) => {
                let gone = base[at].span();
                retain(base, |item| item.span() != gone);
                removed.push((list.to_owned(), id));
            }
            (None, true) => {
                source.fault(faults, &item, FaultKind::NothingToRemove { list: list.to_owned(), id });
            }
            (Some(at), false) => {
                let changed = base.get_mut(at).map(Spanned::get_mut);
                if let (Some(DeValue::Table(base)), DeValue::Table(over)) = (changed, item.into_inner()) {
                    merge(base, over, list, (source, &mut *faults), removed);
                }
            }
            (None, false) => base.push(item),
        }
    }
}

/// Takes somebody who is not there out of training and meetings.
fn take_out_agent(centre: &mut DeTable<'_>, agent: &str) {
    let is = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str() == Some(agent);
    if let Some(DeValue::Array(list)) = centre.get_mut("training").map(Spanned::get_mut) {
        let is_of = |item: &Spanned<DeValue<'_>>| {
            item.get_ref().as_table().and_then(|table| table.get("agent")).is_some_and(is)
        };
        retain(list, |item| !is_of(item));
    }
    let Some(DeValue::Array(meetings)) = centre.get_mut("meetings").map(Spanned::get_mut) else { return };
    for meeting in meetings.iter_mut() {
        let DeValue::Table(table) = meeting.get_mut() else { continue };
        if let Some(DeValue::Array(who)) = table.get_mut("who").map(Spanned::get_mut) {
            retain(who, |item| !is(item));
        }
    }
}

fn retain<'a>(list: &mut DeArray<'a>, is_kept: impl Fn(&Spanned<DeValue<'a>>) -> bool) {
    *list = std::mem::replace(list, DeArray::new()).into_iter().filter(is_kept).collect();
}

/// By which key an item of a list is told from the others, and its value.
fn identity(item: &Spanned<DeValue<'_>>) -> Option<(&'static str, String)> {
    let table = item.get_ref().as_table()?;
    let text = |key| Some((key, table.get(key)?.get_ref().as_str()?.to_owned()));
    IDENTITIES.into_iter().find_map(text)
}

fn is_true(table: &DeTable<'_>, key: &str) -> bool {
    table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(true)))
}

impl Changes {
    /// Changes the tables beside `centre.toml`.
    pub(super) fn rewrite(&self, tables: &mut Tables, source: Source<'_>, faults: &mut Faults) {
        for queue in &self.removed_queues {
            for (table, column) in [(&mut tables.forecast, "queue"), (&mut tables.requirement, "queues")] {
                if let Some(table) = table {
                    table.take_out(column, queue);
                }
            }
        }
        for shift in &self.removed_shifts {
            if let Some(table) = &mut tables.agents {
                table.take_out("shifts", shift);
            }
        }
        for row in &self.own.agents {
            agent(tables, row, source, faults);
        }
        let more = [
            (&self.own.absences, &mut tables.absences, "absences.csv", ABSENCES),
            (&self.own.levels, &mut tables.levels, "skills.csv", levels::COLUMNS),
        ];
        for (rows, table, file, columns) in more {
            for row in rows {
                let table = table.get_or_insert_with(|| Table::empty(file, columns));
                let cells = row.get_ref().iter().map(|(key, value)| (key.as_str(), value.clone())).collect::<Vec<_>>();
                if are_known(row, columns, &[], source, faults) {
                    table.push(source.place(row), &cells);
                }
            }
        }
    }
}

/// Changes, adds or takes away one agent.
fn agent(tables: &mut Tables, row: &Spanned<BTreeMap<String, String>>, source: Source<'_>, faults: &mut Faults) {
    if !are_known(row, agents::COLUMNS, &[LEARNS, LEAVES], source, faults) {
        return;
    }
    let fields = row.get_ref();
    let (Some(table), Some(id)) = (&mut tables.agents, fields.get("agent")) else {
        return source.fault(faults, row, FaultKind::MissingKey { key: "agent".to_owned() });
    };
    let at = table.rows().position(|other| other.get("agent") == Some(id));
    let leaves = fields.get(LEAVES).is_some_and(|leaves| leaves == "yes");
    if at.is_none() && (leaves || fields.contains_key(LEARNS)) {
        let nearest = nearest(id, table.rows().filter_map(|row| row.get("agent")));
        return source.fault(faults, row, FaultKind::UnknownAgent { agent: id.clone(), nearest });
    }
    if leaves {
        let name = table.rows().find(|other| other.get("agent") == Some(id)).and_then(|row| row.get("name"));
        if let Some(pinned) = &mut tables.pinned {
            pinned.gone.extend([Some(id.as_str()), name].into_iter().flatten().map(str::to_owned));
        }
        table.retain(|other| other.get("agent") != Some(id));
        let others = [&mut tables.absences, &mut tables.history, &mut tables.wishes, &mut tables.published];
        for table in others.into_iter().flatten() {
            table.retain(|other| other.get("agent") != Some(id));
        }
        for table in [&mut tables.levels, &mut tables.trainings].into_iter().flatten() {
            table.retain(|other| other.get("agent") != Some(id) && other.get("trainer") != Some(id));
        }
        return;
    }
    let mut cells: Vec<(&str, String)> = fields
        .iter()
        .filter(|(key, _)| ![LEARNS, LEAVES].contains(&key.as_str()))
        .map(|(key, value)| (key.as_str(), value.clone()))
        .collect();
    if let Some(learns) = fields.get(LEARNS) {
        let known = fields.get("skills").map(String::as_str);
        let known = known.or_else(|| table.rows().nth(at?)?.get("skills")).unwrap_or_default();
        let mut skills: Vec<&str> = known.split('|').map(str::trim).filter(|skill| !skill.is_empty()).collect();
        skills.extend(learns.split('|').map(str::trim));
        if let Some(offered) = &mut tables.trainings {
            // What has been learnt is no longer to be learnt.
            let is_learnt = |skill: &str| learns.split('|').any(|learnt| learnt.trim() == skill);
            offered.retain(|row| row.get("agent") != Some(id) || !row.get("skill").is_some_and(is_learnt));
        }
        skills.dedup();
        let skills = skills.join("|");
        cells.retain(|(key, _)| *key != "skills");
        cells.push(("skills", skills));
    }
    match at {
        Some(at) => table.write_over(at, source.place(row), &cells),
        None => table.push(source.place(row), &cells),
    }
}

/// Whether all keys of a row are columns of its table, or one of `more`; a fault for each that is not.
fn are_known(
    row: &Spanned<BTreeMap<String, String>>,
    columns: Columns,
    more: &[&str],
    source: Source<'_>,
    faults: &mut Faults,
) -> bool {
    let known: Vec<&str> = columns.required.iter().chain(columns.optional).chain(more).copied().collect();
    let unknown: Vec<&String> = row.get_ref().keys().filter(|key| !known.contains(&key.as_str())).collect();
    for key in &unknown {
        let kind = FaultKind::UnknownKey {
            key: (*key).clone(),
            nearest: nearest(key, known.iter().copied()),
            known: known.iter().map(|&name| name.to_owned()).collect(),
        };
        source.fault(faults, row, kind);
    }
    unknown.is_empty()
}
