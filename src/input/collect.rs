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

    /// Takes over the faults found elsewhere that `is_one` holds for.
    pub(super) fn take_over(&mut self, other: Self, is_one: impl Fn(&FaultKind) -> bool) {
        self.list.extend(other.list.into_iter().filter(|fault| is_one(&fault.kind)));
    }

    /// Whether nothing has been found.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The faults, the centre first, then the tables by name; by line within a file, each fault once, and without those
    /// that only follow from another.
    pub(super) fn into_sorted(mut self) -> Vec<Fault> {
        let causes: Vec<Cause> = self.list.iter().filter_map(Cause::of).collect();
        self.list.retain(|fault| !causes.iter().any(|cause| cause.explains(&fault.kind)));
        // In a workbook the place ends in the row of the cell: C7 comes before C10.
        let row = |file: &str| {
            let stem = file.trim_end_matches(|c: char| c.is_ascii_digit());
            (stem.to_owned(), file[stem.len()..].parse::<u64>().ok())
        };
        let rank = |fault: &Fault| (fault.file != "centre.toml", row(&fault.file), fault.line, fault.kind.code());
        self.list.sort_by_key(rank);
        self.list.dedup();
        self.list
    }
}

/// What a fault leaves unknown, so that faults about it would only be echoes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    Opening,
    Queues,
    Skills,
    Shifts,
    Posts,
    HandleTime,
}

impl Cause {
    fn of(fault: &Fault) -> Option<Self> {
        match &fault.kind {
            FaultKind::BadTimeSpan { .. } | FaultKind::OpeningOverlap { .. } => Some(Self::Opening),
            FaultKind::UnknownKey { nearest: Some(meant), .. } => match meant.as_str() {
                "opening" | "exceptions" | "hours" | "public_holidays" | "mon" | "tue" | "wed" | "thu" | "fri"
                | "sat" | "sun" => Some(Self::Opening),
                "queues" => Some(Self::Queues),
                "skills" => Some(Self::Skills),
                "shifts" => Some(Self::Shifts),
                "posts" => Some(Self::Posts),
                "handle_time_s" => Some(Self::HandleTime),
                _ => None,
            },
            _ => None,
        }
    }

    fn explains(self, kind: &FaultKind) -> bool {
        match self {
            Self::Opening => matches!(kind, FaultKind::OutsideOpening { .. } | FaultKind::NeverOpen),
            Self::Queues => {
                matches!(kind, FaultKind::NoQueue | FaultKind::UnknownQueue { .. } | FaultKind::UnknownActivity { .. })
            }
            Self::Skills => matches!(kind, FaultKind::UnknownSkill { .. }),
            Self::Shifts => matches!(kind, FaultKind::NoShift | FaultKind::UnknownShift { .. }),
            Self::Posts => matches!(kind, FaultKind::UnknownActivity { .. }),
            Self::HandleTime => matches!(kind, FaultKind::NoHandleTime { .. }),
        }
    }
}

/// What was read, or `None` and a fault noted.
pub(super) trait OrFault<T> {
    /// Notes a fault if there is no value.
    fn or_fault(self, faults: &mut Faults, place: (&str, u64), kind: FaultKind) -> Option<T>;
}

impl<T> OrFault<T> for Option<T> {
    fn or_fault(self, faults: &mut Faults, (file, line): (&str, u64), kind: FaultKind) -> Self {
        if self.is_none() {
            faults.add(file, line, kind);
        }
        self
    }
}
