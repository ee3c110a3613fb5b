//! The one public error and its documented exit codes.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::model::{Fault, Violation};

/// Why a command could not do what was asked.
///
/// | exit code | meaning |
/// | --- | --- |
/// | 0 | done |
/// | 1 | unexpected |
/// | 2 | wrong use of the command line |
/// | 3 | faults in the input |
/// | 4 | hard facts contradict each other: no error of this kind, the plan names them |
/// | 5 | no roster within the limit |
/// | 6 | a roster broke a rule |
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input has faults: all that were found.
    #[error("{} faults in the input", .0.len())]
    Input(Vec<Fault>),
    /// No roster was found within the limits.
    #[error("no roster within the limit")]
    NoRosterInTime,
    /// A roster breaks hard rules.
    #[error("the roster breaks {} rules", .0.len())]
    Rejected(Vec<Violation>),
    /// The solver failed.
    #[error("the solver failed: {0}")]
    Solver(String),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    /// The process's exit code for this error.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Solver(_) | Self::Io { .. } => 1,
            Self::Input(_) => 3,
            Self::NoRosterInTime => 5,
            Self::Rejected(_) => 6,
        })
    }
}
