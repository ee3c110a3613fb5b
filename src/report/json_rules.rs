//! The work rules of plan.json: the limits that applied, and what became of every value.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{RuleId, RuleValue, Scenario, Standing};

/// The work rules that applied.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RulesJson {
    /// Name of the rule set they began as.
    pub set: String,
    /// The limits.
    pub limits: Vec<RuleJson>,
    /// Every value in force on some day of the plan, or set by the centre, and what became of it.
    pub values: Vec<RuleValueJson>,
}

/// A value of a rule or measure, and what became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RuleValueJson {
    /// Key of the rule or measure.
    pub rule: &'static str,
    /// The value `[min]`, or a count.
    pub value: i32,
    /// Law or agreement with its paragraph.
    pub source: String,
    /// Whether the paragraph has been checked against the original text.
    pub verified: bool,
    /// First day in force; null: from the beginning.
    pub valid_from: Option<String>,
    /// Last day in force; null: until further notice.
    pub valid_to: Option<String>,
    /// `applies`; `changed`: applies, set by the centre; `replaced` by the centre's own; `off`: switched off by the centre;
    /// `looser` than another in force on some day of the plan.
    pub standing: &'static str,
}

/// One rule's limit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RuleJson {
    /// Key of the rule.
    pub rule: &'static str,
    /// The limit `[min]`, or a count.
    pub value: i32,
    /// Law or agreement with its paragraph.
    pub source: String,
    /// Whether the paragraph has been checked against the original text.
    pub verified: bool,
}

/// The work rules that applied to a scenario.
pub(super) fn rules(scenario: &Scenario) -> RulesJson {
    let of = |rule: RuleId| {
        scenario.rules.limits.get(&rule).map(|limit| RuleJson {
            rule: rule.key(),
            value: limit.value,
            source: limit.source.clone(),
            verified: limit.is_verified,
        })
    };
    let value = |value: &RuleValue| RuleValueJson {
        rule: value.key.name(),
        value: value.limit.value,
        source: value.limit.source.clone(),
        verified: value.limit.is_verified,
        valid_from: value.valid_from.map(|day| day.to_string()),
        valid_to: value.valid_to.map(|day| day.to_string()),
        standing: match value.standing {
            Standing::Applies => "applies",
            Standing::Changed => "changed",
            Standing::Replaced => "replaced",
            Standing::SwitchedOff => "off",
            Standing::Looser => "looser",
        },
    };
    RulesJson {
        set: scenario.rules.set.clone(),
        limits: RuleId::ALL.into_iter().filter_map(of).collect(),
        values: scenario.rules.values.iter().map(value).collect(),
    }
}
