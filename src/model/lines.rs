//! Where the facts of a scenario stand in its files, so that a message can say so.

use std::collections::BTreeMap;

use super::{AgentIdx, RuleId, Span, Stretch};

/// Lines counted from 1; what is not listed stands nowhere, or the scenario was not read from files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// `absences.csv`: by whose and when.
    pub absences: BTreeMap<(AgentIdx, Span), u64>,
    /// The file of pinned rows, where it is read from one.
    pub pins_in: Option<&'static str>,
    /// In it, the pinned rows.
    pub pinned: BTreeMap<Stretch, u64>,
    /// `history.csv`.
    pub history: BTreeMap<AgentIdx, u64>,
    /// `centre.toml`: the opening hours of each day of the horizon; days on the same line share their hours' source.
    pub opening: Vec<u64>,
    /// `centre.toml`: rules that the centre changes.
    pub rules: BTreeMap<RuleId, u64>,
    /// `centre.toml`: the shift templates.
    pub templates: Vec<u64>,
    /// `centre.toml`: the breaks of each template.
    pub breaks: Vec<Vec<u64>>,
    /// `centre.toml`: the posts.
    pub posts: Vec<u64>,
}
