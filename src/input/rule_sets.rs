//! Rule sets: dated, cited values, built in or in a file of the centre's own that builds on one.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::collect::Faults;
use super::document::{self, Source};
use super::files::Files;
use super::nearest::nearest;
use super::schema_work::RulesTable;
use super::values;
use crate::model::{FaultKind, Limit, RuleKey};

/// The rule sets that are built in, by name; `none` has no rules.
pub(super) const BUILT_IN: [(&str, &str); 3] = [
    ("ab-2025", include_str!("../../data/rules/ab-2025.toml")),
    ("atl", include_str!("../../data/rules/atl.toml")),
    ("none", include_str!("../../data/rules/none.toml")),
];

/// The set that applies unless the centre says otherwise.
pub(super) const DEFAULT_SET: &str = "ab-2025";

/// A rule set as it stands in its file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SetFile {
    #[schemars(with = "Option<String>")]
    based_on: Option<Spanned<String>>,
    #[schemars(with = "Option<String>")]
    valid_from: Option<Spanned<String>>,
    #[schemars(with = "Option<String>")]
    valid_to: Option<Spanned<String>>,
    #[serde(default)]
    rules: Vec<DatedRule>,
}

/// A value with the days on which it is in force.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DatedRule {
    #[schemars(with = "String")]
    rule: Spanned<String>,
    #[schemars(with = "i32")]
    value: Spanned<i32>,
    #[schemars(with = "Option<String>")]
    valid_from: Option<Spanned<String>>,
    #[schemars(with = "Option<String>")]
    valid_to: Option<Spanned<String>>,
    source: String,
    verified: bool,
}

/// A rule set, what it builds on included.
#[derive(Debug, Clone)]
pub(super) struct RuleSet {
    /// First and last day on which it is in force.
    pub(super) valid: (Option<NaiveDate>, Option<NaiveDate>),
    /// Its values.
    pub(super) values: Vec<DatedValue>,
}

/// A value with the days on which it is in force.
#[derive(Debug, Clone)]
pub(super) struct DatedValue {
    /// What it is about.
    pub(super) key: RuleKey,
    /// The value.
    pub(super) limit: Limit,
    /// First day in force.
    pub(super) from: Option<NaiveDate>,
    /// Last day in force.
    pub(super) to: Option<NaiveDate>,
    /// Its line, in a file of the centre's own.
    pub(super) line: Option<u64>,
}

/// The rule of this name.
pub(super) fn find(name: &str) -> Option<RuleKey> {
    RuleKey::all().find(|key| key.name() == name)
}

/// Notes that there is no rule of this name.
pub(super) fn unknown_rule(written: &Spanned<String>, source: Source<'_>, faults: &mut Faults) {
    let rule = written.get_ref().clone();
    let nearest = nearest(&rule, RuleKey::all().map(RuleKey::name));
    let known = RuleKey::all().map(|key| key.name().to_owned()).collect();
    source.fault(faults, written, FaultKind::UnknownRule { rule, nearest, known });
}

/// The set built in under a name.
pub(super) fn built_in(name: &str) -> Option<RuleSet> {
    let (_, text) = BUILT_IN.into_iter().find(|(known, _)| *known == name)?;
    let file: SetFile = toml::from_str(text).expect("the built-in rule sets are read by a test");
    Some(file.read(Source::new(name, text), &mut Faults::default()).built_in())
}

/// Name and text of the file that the centre names as its rule set, where it names one.
pub(super) fn local(table: &RulesTable, files: &mut Files, faults: &mut Faults) -> Option<(String, String)> {
    let name = table.set.as_ref()?.get_ref();
    if !is_file(name) {
        return None;
    }
    Some((name.clone(), files.required(name, faults)?))
}

/// Whether a set's name is that of a file beside `centre.toml`.
pub(super) fn is_file(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|end| end == "toml") && !name.contains(['/', '\\'])
}

/// A rule set of the centre's own: its values in place of those of the set it builds on, rule by rule.
pub(super) fn read_local((file, text): &(String, String), faults: &mut Faults) -> Option<RuleSet> {
    let source = Source::new(file, text);
    let document = document::parse(text, source, faults)?;
    let written = document::read::<SetFile>(document, source, schemars::schema_for!(SetFile).as_value(), faults)?;
    let base = written.based_on.as_ref().and_then(|name| {
        let base = built_in(name.get_ref());
        if base.is_none() {
            source.fault(faults, name, unknown_set(name.get_ref()));
        }
        base
    });
    let own = written.read(source, faults);
    let base = base.unwrap_or(RuleSet { valid: (None, None), values: Vec::new() });
    let is_own = |key: RuleKey| own.values.iter().any(|value| value.key == key);
    let kept = base.values.into_iter().filter(|value| !is_own(value.key));
    Some(RuleSet {
        valid: (own.valid.0.or(base.valid.0), own.valid.1.or(base.valid.1)),
        values: kept.chain(own.values.clone()).collect(),
    })
}

/// The fault of a set that is not there.
pub(super) fn unknown_set(set: &str) -> FaultKind {
    let known = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
    FaultKind::UnknownRuleSet { set: set.to_owned(), known }
}

impl SetFile {
    fn read(&self, source: Source<'_>, faults: &mut Faults) -> RuleSet {
        let mut date = |written: &Option<Spanned<String>>| {
            let written = written.as_ref()?;
            let date = values::date(written.get_ref());
            if date.is_none() {
                source.fault(faults, written, FaultKind::BadDate { value: written.get_ref().clone() });
            }
            date
        };
        let valid = (date(&self.valid_from), date(&self.valid_to));
        let dates: Vec<_> = self.rules.iter().map(|rule| (date(&rule.valid_from), date(&rule.valid_to))).collect();
        let mut values = Vec::new();
        for (rule, (from, to)) in self.rules.iter().zip(dates) {
            let Some(key) = find(rule.rule.get_ref()) else {
                unknown_rule(&rule.rule, source, faults);
                continue;
            };
            let value = *rule.value.get_ref();
            if value < 0 {
                let (key, value) = ("value".to_owned(), f64::from(value));
                source.fault(faults, &rule.value, FaultKind::OutOfRange { key, value, low: 0.0, high: f64::INFINITY });
            }
            let limit = Limit { value, source: rule.source.clone(), is_verified: rule.verified };
            values.push(DatedValue { key, limit, from, to, line: Some(source.line(&rule.value)) });
        }
        RuleSet { valid, values }
    }
}

impl RuleSet {
    /// The set without lines, which nobody outside can look up.
    fn built_in(mut self) -> Self {
        for value in &mut self.values {
            value.line = None;
        }
        self
    }
}

impl DatedValue {
    /// Whether it is in force on some day from `first` to `last`; one that has run out too, where that is accepted.
    pub(super) fn is_in_force(&self, (first, last): (NaiveDate, NaiveDate), accept_expired: bool) -> bool {
        self.from.is_none_or(|from| from <= last) && (accept_expired || self.to.is_none_or(|to| first <= to))
    }

    /// Whether it is in force on a day.
    pub(super) fn is_on(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MeasureId, RuleId};

    #[test]
    fn the_built_in_sets_hold_known_rules_with_sources_and_dates() {
        for (name, text) in BUILT_IN {
            let file: SetFile = toml::from_str(text).unwrap();
            let mut faults = Faults::default();
            let set = file.read(Source::new(name, text), &mut faults);
            assert!(faults.is_empty(), "{name}");
            assert!(set.values.iter().any(|value| value.key == RuleKey::Measure(MeasureId::FullTimeWeek)), "{name}");
            assert!(set.values.iter().all(|value| !value.limit.source.is_empty()), "{name}");
        }
    }

    #[test]
    fn a_local_set_puts_its_values_in_place_of_those_it_builds_on() {
        let text = include_str!("../../data/rules/lokalt-exempel.toml");
        let mut faults = Faults::default();
        let set = read_local(&("lokalt-exempel.toml".to_owned(), text.to_owned()), &mut faults).unwrap();
        assert!(faults.is_empty());
        let values =
            |rule: RuleId| set.values.iter().filter(move |v| v.key == RuleKey::Limit(rule)).map(|v| v.limit.value);
        assert_eq!(values(RuleId::ShortestShift).collect::<Vec<_>>(), [180]);
        assert_eq!(values(RuleId::LongestShift).collect::<Vec<_>>(), [600, 570]);
        assert_eq!(values(RuleId::WeeklyRest).collect::<Vec<_>>(), [2160], "from ab-2025");
    }
}
