//! Where the facts of a scenario stand in its files, for messages about what contradicts what.
//!
//! Read once more from the tables and the document, after everything in them is known to be as it should.

use std::collections::BTreeMap;

use super::absences::{agent, moment};
use super::calendar::Calendar;
use super::collect::Faults;
use super::document::Source;
use super::names::Names;
use super::schema::Centre;
use super::tables::Table;
use super::values;
use crate::model::{Horizon, Lines, RuleId, Span};

/// The lines of `centre.toml`: opening hours, shift templates with their breaks, posts and changed rules.
pub(super) fn of_centre(centre: &Centre, horizon: &Horizon, source: Source<'_>) -> Lines {
    let opening = &centre.opening;
    let usual = source.line(opening);
    let mut exceptions = BTreeMap::new();
    for exception in &opening.get_ref().exceptions {
        if let Some(date) = values::date(exception.date.get_ref()) {
            exceptions.entry(date).or_insert(source.line(&exception.date));
        }
    }
    let rule = |name: &str| RuleId::ALL.into_iter().find(|rule| rule.key() == name);
    let changed = centre.rules.overrides.keys();
    let shifts = centre.shifts.iter();
    Lines {
        over: source.over().map(str::to_owned),
        opening: horizon.days.iter().map(|day| exceptions.get(&day.date).copied().unwrap_or(usual)).collect(),
        rules: changed.filter_map(|key| Some((rule(key.get_ref())?, source.line(key)))).collect(),
        templates: shifts.clone().map(|shift| source.line(&shift.get_ref().id)).collect(),
        breaks: shifts
            .map(|shift| shift.get_ref().breaks.iter().map(|written| source.line(written)).collect())
            .collect(),
        posts: centre.posts.iter().map(|post| source.line(&post.get_ref().id)).collect(),
        ..Lines::default()
    }
}

/// Adds the lines of `absences.csv`; of rows alike the first.
pub(super) fn of_absences(table: &Table, calendar: &Calendar, names: &Names, lines: &mut Lines) {
    let mut known = Faults::default();
    for row in table.rows() {
        let at = |column, is_end| row.get(column).and_then(|text| moment(text, is_end));
        let (Some(agent), Some(from), Some(to)) = (agent(row, names, &mut known), at("from", false), at("to", true))
        else {
            continue;
        };
        let span = Span::new(calendar.minute(from.0, from.1), calendar.minute(to.0, to.1));
        lines.absences.entry((agent, span)).or_insert(row.told_line());
    }
}

/// Adds the lines of `history.csv`.
pub(super) fn of_history(table: &Table, names: &Names, lines: &mut Lines) {
    let mut known = Faults::default();
    for row in table.rows() {
        if let Some(agent) = agent(row, names, &mut known) {
            lines.history.entry(agent).or_insert(row.line);
        }
    }
}
