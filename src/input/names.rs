//! The names of queues, skills, posts, shifts and agents, and where each stands.

use std::collections::BTreeMap;

use toml::Spanned;

use super::collect::Faults;
use super::document::Source;
use super::nearest::nearest;
use crate::model::{FaultKind, Thing};

/// The activities that are neither a post nor a queue, as the roster writes them.
pub(super) const ACTIVITIES: [&str; 6] = ["contacts", "lunch", "break", "meeting", "training", "reserve"];

/// Names of one kind, each with its position and line.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    positions: BTreeMap<String, (usize, u64)>,
}

impl Names {
    /// Takes up a name; `false`, and a fault noted, when it is taken.
    pub(super) fn add(&mut self, what: Thing, id: &str, (file, line): (&str, u64), faults: &mut Faults) -> bool {
        let position = self.positions.len();
        if let Some(&(_, first)) = self.positions.get(id) {
            faults.add(file, line, FaultKind::DuplicateId { what, id: id.to_owned(), first });
            return false;
        }
        let is_reserved = matches!(what, Thing::Queue | Thing::Post) && ACTIVITIES.contains(&id);
        let has_separator = id.contains(['|', ';', ',', '*', '"', '/', '\\']) || id.trim() != id || id.is_empty();
        if is_reserved || has_separator {
            faults.add(file, line, FaultKind::UnusableId { what, id: id.to_owned() });
        }
        self.positions.insert(id.to_owned(), (position, line));
        true
    }

    /// Takes up names from `centre.toml` and says which of them are new.
    pub(super) fn add_all<'a>(
        &mut self,
        what: Thing,
        ids: impl Iterator<Item = &'a Spanned<String>>,
        source: Source<'_>,
        faults: &mut Faults,
    ) -> Vec<bool> {
        ids.map(|id| self.add(what, id.get_ref(), source.place(id), faults)).collect()
    }

    /// Where `id` stands.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).map(|&(position, _)| position)
    }

    /// The line of `id`.
    pub(super) fn line(&self, id: &str) -> Option<u64> {
        self.positions.get(id).map(|&(_, line)| line)
    }

    /// The name that somebody who wrote `id` probably meant.
    pub(super) fn nearest(&self, id: &str) -> Option<String> {
        nearest(id, self.iter())
    }

    /// The names in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.positions.keys().map(String::as_str)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.positions.len()
    }
}
