//! Work rules: a built-in set of dated, cited values, and what the centre changes in it.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::collect::Faults;
use super::document::Source;
use super::nearest::nearest;
use super::schema_work::{RuleTable, RulesTable};
use super::values;
use crate::model::{FaultKind, Limit, RuleId, Rules};

/// The rule sets that are built in, by name; `none` has no rules.
const BUILT_IN: [(&str, &str); 3] = [
    ("ab-2025", include_str!("../../data/rules/ab-2025.toml")),
    ("atl", include_str!("../../data/rules/atl.toml")),
    ("none", include_str!("../../data/rules/none.toml")),
];

/// The set that applies unless the centre says otherwise.
const DEFAULT_SET: &str = "ab-2025";

/// Paid hours of full time in a week without public holidays.
const FULL_TIME_WEEK: &str = "full_time_week";

/// By how much a public holiday on Monday to Friday lessens the hours of full time.
const HOLIDAY_REDUCTION: &str = "holiday_reduction";

/// The work rules, and the measures by which contracts count.
#[derive(Debug, Clone)]
pub(super) struct WorkRules {
    /// The rules that bind rosters.
    pub(super) rules: Rules,
    /// Paid time of full time in a week without public holidays `[min]`.
    pub(super) full_time_week: i32,
    /// What a public holiday on Monday to Friday takes off it `[min]`.
    pub(super) holiday_reduction: i32,
}

/// A rule set as it stands in its file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFile {
    valid_from: Option<String>,
    valid_to: Option<String>,
    #[serde(default)]
    rules: Vec<DatedRule>,
}

/// A value with the days on which it is in force.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedRule {
    rule: String,
    value: i32,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
    verified: bool,
}

/// What a rule key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Limit(RuleId),
    FullTimeWeek,
    HolidayReduction,
}

impl Key {
    fn find(name: &str) -> Option<Self> {
        match name {
            FULL_TIME_WEEK => Some(Self::FullTimeWeek),
            HOLIDAY_REDUCTION => Some(Self::HolidayReduction),
            _ => RuleId::ALL.into_iter().find(|rule| rule.key() == name).map(Self::Limit),
        }
    }

    /// Every name.
    fn names() -> impl Iterator<Item = &'static str> {
        RuleId::ALL.into_iter().map(RuleId::key).chain([FULL_TIME_WEEK, HOLIDAY_REDUCTION])
    }

    fn is_count(self) -> bool {
        let counts = [
            RuleId::ShiftsPerDay,
            RuleId::ShiftsPerHorizon,
            RuleId::DaysInRow,
            RuleId::DaysOffTogether,
            RuleId::HalfWeekends,
            RuleId::WeekendsPerHorizon,
        ];
        matches!(self, Self::Limit(rule) if counts.contains(&rule))
    }
}

impl WorkRules {
    /// The rules in force when the horizon starts.
    pub(super) fn read(table: &RulesTable, start: NaiveDate, source: Source<'_>, faults: &mut Faults) -> Self {
        let name = table.set.as_ref().map_or(DEFAULT_SET, |set| set.get_ref());
        let set = built_in(name);
        if let (None, Some(written)) = (&set, &table.set) {
            let known = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
            source.fault(faults, written, FaultKind::UnknownRuleSet { set: name.to_owned(), known });
        }
        let mut rules =
            Self { rules: Rules { set: name.to_owned(), ..Rules::default() }, full_time_week: 0, holiday_reduction: 0 };
        if let Some(set) = set {
            rules.check_in_force(&set, table, start, source, faults);
            for rule in set.rules.into_iter().filter(|rule| rule.is_in_force(start, table.accept_expired)) {
                if let Some(key) = Key::find(&rule.rule) {
                    rules.put(key, Limit { value: rule.value, source: rule.source, is_verified: rule.verified });
                }
            }
        }
        for written in &table.off {
            match Key::find(written.get_ref()) {
                Some(Key::Limit(rule)) => {
                    rules.rules.limits.remove(&rule);
                }
                _ => unknown(written, source, faults),
            }
        }
        for (written, table) in &table.overrides {
            let Some(key) = Key::find(written.get_ref()) else {
                unknown(written, source, faults);
                continue;
            };
            if let Some(value) = rule_value(written, key, table, source, faults) {
                rules.put(key, Limit { value, source: table.source.clone(), is_verified: table.verified });
            }
        }
        rules
    }

    fn put(&mut self, key: Key, limit: Limit) {
        match key {
            Key::FullTimeWeek => self.full_time_week = limit.value,
            Key::HolidayReduction => self.holiday_reduction = limit.value,
            Key::Limit(rule) => {
                self.rules.limits.insert(rule, limit);
            }
        }
    }

    fn check_in_force(
        &self,
        set: &SetFile,
        table: &RulesTable,
        start: NaiveDate,
        source: Source<'_>,
        faults: &mut Faults,
    ) {
        let from = day(set.valid_from.as_ref(), NaiveDate::MIN);
        let to = day(set.valid_to.as_ref(), NaiveDate::MAX);
        if start < from || (start > to && !table.accept_expired) {
            let line = table.set.as_ref().map(|set| source.line(set));
            let kind = FaultKind::RuleSetNotInForce { set: self.rules.set.clone(), from, to, start };
            faults.add(source.file, line, kind);
        }
    }
}

impl DatedRule {
    fn is_in_force(&self, start: NaiveDate, accept_expired: bool) -> bool {
        let ends = day(self.valid_to.as_ref(), NaiveDate::MAX);
        day(self.valid_from.as_ref(), NaiveDate::MIN) <= start && (accept_expired || start <= ends)
    }
}

/// A date of a built-in file.
fn day(text: Option<&String>, otherwise: NaiveDate) -> NaiveDate {
    text.and_then(|text| values::date(text)).unwrap_or(otherwise)
}

fn built_in(name: &str) -> Option<SetFile> {
    let (_, text) = BUILT_IN.into_iter().find(|(known, _)| *known == name)?;
    Some(toml::from_str(text).expect("the built-in rule sets are read by a test"))
}

fn unknown(written: &Spanned<String>, source: Source<'_>, faults: &mut Faults) {
    let rule = written.get_ref().clone();
    let nearest = nearest(&rule, Key::names());
    let known = Key::names().map(str::to_owned).collect();
    source.fault(faults, written, FaultKind::UnknownRule { rule, nearest, known });
}

/// The one value given, in the unit of its rule.
fn rule_value(
    written: &Spanned<String>,
    key: Key,
    table: &RuleTable,
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<i32> {
    let value = match (key.is_count(), &table.minutes, &table.time, &table.count) {
        (true, None, None, Some(count)) => Some(*count.get_ref()),
        (false, Some(minutes), None, None) => Some(*minutes.get_ref()),
        (false, None, Some(time), None) => {
            let minutes = values::duration(time.get_ref());
            if minutes.is_none() {
                source.fault(faults, time, FaultKind::BadTime { value: time.get_ref().clone() });
                return None;
            }
            minutes
        }
        _ => None,
    };
    if value.is_none() {
        let unit = if key.is_count() { "count" } else { "minutes" }.to_owned();
        source.fault(faults, written, FaultKind::RuleValue { rule: written.get_ref().clone(), unit });
    }
    let value = value?;
    if value < 0 {
        let (key, value) = (written.get_ref().clone(), f64::from(value));
        source.fault(faults, written, FaultKind::OutOfRange { key, value, low: 0.0, high: f64::INFINITY });
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_sets_hold_known_rules_with_sources_and_dates() {
        for (name, _) in BUILT_IN {
            let set = built_in(name).unwrap();
            assert!(set.rules.iter().any(|rule| rule.rule == FULL_TIME_WEEK), "{name} says what full time is");
            for rule in set.rules {
                assert!(Key::find(&rule.rule).is_some(), "{name}: {}", rule.rule);
                assert!(!rule.source.is_empty(), "{name}: {}", rule.rule);
                for date in [&rule.valid_from, &rule.valid_to].into_iter().flatten() {
                    assert!(values::date(date).is_some(), "{name}: {date}");
                }
            }
        }
    }

    #[test]
    fn a_dated_value_holds_only_on_its_days() {
        let read = |start: &str| {
            let (mut faults, source) = (Faults::default(), Source::new("centre.toml", ""));
            let rules = WorkRules::read(&RulesTable::default(), start.parse().unwrap(), source, &mut faults);
            (rules, faults.is_empty())
        };
        let (rules, is_fine) = read("2026-11-23");
        assert!(is_fine);
        assert_eq!(rules.rules.get(RuleId::DailyRest), Some(660));
        assert_eq!(rules.full_time_week, 2400);
        let (_, is_fine) = read("2027-04-01");
        assert!(!is_fine, "the agreement has run out");
    }
}
