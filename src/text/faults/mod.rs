//! Faults in the input: a code, a place, a cause and a remedy for each.

pub mod centre;
pub mod demand;
pub mod files;
pub mod people;
pub mod toml;
pub mod what_ifs;

use super::messages;
use super::words;
use crate::model::{Fault, FaultKind, Language};

messages! {
    /// A fault as it is printed: code, place, cause and remedy.
    line(code, place, text) { "fel[{code}]: {place}: {text}", "error[{code}]: {place}: {text}" }
    /// The name probably meant.
    did_you_mean(name) { "menade du ”{name}”?", "did you mean “{name}”?" }
}

/// The whole line for a fault.
///
/// ```
/// use bemanna::model::{Fault, FaultKind, Language};
/// let fault = Fault {
///     file: "forecast.csv".to_owned(),
///     line: Some(14),
///     kind: FaultKind::ZeroHandleTime { seconds: 0.0 },
/// };
/// assert_eq!(
///     bemanna::text::faults::fault(Language::English, &fault),
///     "error[E203]: forecast.csv:14: handle time is 0 s; give the mean handle time in seconds, above 0"
/// );
/// ```
pub fn fault(language: Language, fault: &Fault) -> String {
    let place = match fault.line {
        Some(line) => format!("{}:{line}", fault.file),
        None => fault.file.clone(),
    };
    let text = files::text(language, &fault.file, &fault.kind)
        .or_else(|| centre::text(language, &fault.kind))
        .or_else(|| demand::text(language, &fault.kind))
        .or_else(|| people::text(language, &fault.kind))
        .or_else(|| what_ifs::text(language, &fault.kind))
        .unwrap_or_default();
    line(language, fault.kind.code(), place, text)
}

/// The name probably meant, or else what is to be done.
fn hint(language: Language, nearest: Option<&String>, otherwise: String) -> String {
    nearest.map_or(otherwise, |name| did_you_mean(language, name))
}

/// A number with as many decimals as it needs, at most three.
fn number(language: Language, value: f64) -> String {
    let has_decimals = |decimals: i32| {
        let scaled = value * 10_f64.powi(decimals);
        (scaled - scaled.round()).abs() > 1e-6
    };
    let decimals = (0..3).find(|&decimals| !has_decimals(decimals)).unwrap_or(3);
    words::number(language, value, usize::try_from(decimals).unwrap_or(0))
}

/// The codes, so that documents and tests can be held against them.
pub fn codes() -> &'static [&'static str] {
    FaultKind::CODES
}
