//! Where the facts of a scenario stand in its files, so that a message can say so.

use std::collections::BTreeMap;

use super::{AgentIdx, RuleId, Span, Stretch};

/// Lines counted from 1; what is not listed stands nowhere, or the scenario was not read from files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// The file of the what-if; its lines are told from those of the centre's files by [`Lines::OVER`] more.
    pub over: Option<String>,
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

impl Lines {
    /// What a line of the what-if has on top.
    pub const OVER: u64 = 1 << 32;

    /// Where a line stands: in `file`, or in the what-if.
    pub fn place<'a>(&'a self, file: &'a str, line: Option<u64>) -> (&'a str, Option<u64>) {
        match (line, &self.over) {
            (Some(line), Some(over)) if line >= Self::OVER => (over, Some(line - Self::OVER)),
            _ => (file, line),
        }
    }
}
