//! The work rules on the page: what applied, kept or broken, and what the centre changed or switched off.

use crate::model::{Breach, Language, RuleId, RuleKey, RuleValue, Standing, Violation};
use crate::report::summary::Summary;
use crate::text::{report as text, rule_values, rules};

use super::extremes::nearest;

/// How many hard breaches of a rule there are.
pub(super) fn broken(summary: &Summary, rule: RuleId) -> usize {
    let is_of = |violation: &&&Violation| match violation.breach {
        Breach::Rule { rule: broken, .. } => broken == rule,
        Breach::ContractHours { .. } => rule == RuleId::ContractTolerance,
        _ => false,
    };
    summary.hard.iter().filter(is_of).count()
}

/// A row for each rule that applies, then the measures of contracts, then what does not apply.
pub(super) fn limits(summary: &Summary, language: Language) -> Vec<[String; 5]> {
    let values = &summary.plan.scenario.rules.values;
    let applies = |value: &&RuleValue| matches!(value.standing, Standing::Applies | Standing::Changed);
    let of_rule = RuleId::ALL.into_iter().filter_map(|rule| {
        let limit = summary.plan.scenario.rules.limits.get(&rule)?;
        let outcome = match broken(summary, rule) {
            0 => nearest(summary.plan, language, rule).unwrap_or_else(|| text::kept(language)),
            n => text::broken(language, n),
        };
        let told = values.iter().filter(applies).find(|value| value.key == RuleKey::Limit(rule));
        let source = told.map_or_else(|| limit.source.clone(), |value| rule_values::source(language, value));
        let changed = told.and_then(|value| rule_values::standing(language, value.standing));
        let outcome = changed.map_or(outcome.clone(), |changed| format!("{outcome}; {changed}"));
        let what = rules::limit(language, rule, limit);
        Some([rules::name(language, rule), what, outcome, source, certainty(language, limit.is_verified)])
    });
    let row = |value: &RuleValue| {
        [
            rule_values::name(language, value.key),
            rule_values::value(language, value),
            rule_values::standing(language, value.standing).unwrap_or_default(),
            rule_values::source(language, value),
            certainty(language, value.limit.is_verified),
        ]
    };
    let is_measure = |value: &&RuleValue| matches!(value.key, RuleKey::Measure(_));
    let measures = values.iter().filter(applies).filter(is_measure).map(row);
    let others = values.iter().filter(|value| !applies(value)).map(row);
    of_rule.chain(measures).chain(others).collect()
}

fn certainty(language: Language, is_verified: bool) -> String {
    if is_verified { text::confirmed(language) } else { text::excerpt(language) }
}
