//! A fault in the input, as a fact: which, in which file and line. The catalogue turns it into a sentence.

/// A fault in the input.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// File, relative to the centre's folder.
    pub file: String,
    /// Line, counted from 1; `None` when the fault is not in one place.
    pub line: Option<u64>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with the input. Codes: E1xx the centre, E2xx demand, E3xx agents, E4xx rosters and pins.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// E101: a file that must be there is not.
    MissingFile,
}

impl FaultKind {
    /// The code, as in `docs/errors.md`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingFile => "E101",
        }
    }
}
