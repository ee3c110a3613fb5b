//! Faults on their way out: collected while reading goes on, put in order of file and line at the end.

use crate::model::{Fault, FaultKind};

/// The faults found so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    list: Vec<Fault>,
}

impl Faults {
    /// Notes a fault in `file`, at `line` where it has one.
    pub(super) fn add(&mut self, file: &str, line: impl Into<Option<u64>>, kind: FaultKind) {
        self.list.push(Fault { file: file.to_owned(), line: line.into(), kind });
    }

    /// Whether nothing has been found.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The faults, the centre first, then the tables by name; by line within a file, each fault once.
    pub(super) fn into_sorted(mut self) -> Vec<Fault> {
        let rank = |fault: &Fault| (fault.file != "centre.toml", fault.file.clone(), fault.line, fault.kind.code());
        self.list.sort_by_key(rank);
        self.list.dedup();
        self.list
    }
}

/// What was read, or `None` and a fault noted.
pub(super) trait OrFault<T> {
    /// Notes a fault if there is no value.
    fn or_fault(self, faults: &mut Faults, file: &str, line: impl Into<Option<u64>>, kind: FaultKind) -> Option<T>;
}

impl<T> OrFault<T> for Option<T> {
    fn or_fault(self, faults: &mut Faults, file: &str, line: impl Into<Option<u64>>, kind: FaultKind) -> Self {
        if self.is_none() {
            faults.add(file, line, kind);
        }
        self
    }
}
