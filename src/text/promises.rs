//! What is promised, and what became of it, in words: a share in time, a mean wait, who gives up, how busy people are.

use crate::model::{Language, Measure, Promised, Service};

use super::{findings, messages, words};

messages! {
    /// A target: share and wait.
    goal_share(share, within) { "{share} inom {within}", "{share} within {within}" }
    /// A ceiling on the mean wait.
    goal_wait(wait) { "högst {wait} i medelväntan", "mean wait at most {wait}" }
    /// A ceiling on who gives up.
    goal_abandoned(share) { "högst {share} ger upp", "at most {share} give up" }
    /// A ceiling on occupancy.
    goal_busy(share) { "högst {share} beläggning", "occupancy at most {share}" }
    /// What was found of a share.
    found_share(share) { "{share} besvaras i tid", "{share} answered in time" }
    /// What was found of a mean wait.
    found_wait(wait) { "väntan är {wait} i medel", "the mean wait is {wait}" }
    /// What was found of who gives up.
    found_abandoned(share) { "{share} ger upp", "{share} give up" }
    /// What was found of occupancy.
    found_busy(share) { "beläggningen är {share}", "occupancy is {share}" }
}

/// What is promised: "80 % inom 2 min", "högst 1 min i medelväntan".
pub fn goal(language: Language, promised: &Promised) -> String {
    let share = || words::round_percent(language, promised.limit());
    match promised {
        Promised::Answered(target) => goal_share(language, share(), findings::duration(language, target.within.get())),
        Promised::AtMost(ceiling) => match ceiling.measure {
            Measure::MeanWait => goal_wait(language, findings::duration(language, ceiling.most)),
            Measure::Abandoned => goal_abandoned(language, share()),
            Measure::Occupancy => goal_busy(language, share()),
        },
    }
}

/// A value in the unit of a promise: "85,3 %", "1:30".
pub fn value(language: Language, promised: &Promised, value: f64) -> String {
    match promised.measure() {
        Some(Measure::MeanWait) => words::wait(value),
        _ => words::percent(language, value),
    }
}

/// The interval of a value: "84,7–86,0", "1:24–1:36".
pub fn interval(language: Language, service: &Service) -> String {
    let bare = |value: f64| match service.promised.measure() {
        Some(Measure::MeanWait) => words::wait(value),
        _ => words::number(language, value * 100.0, 1),
    };
    format!("{}–{}", bare(service.low), bare(service.high))
}

/// A value with its interval: "85,3 % (84,7–86,0)".
pub fn with_interval(language: Language, service: &Service) -> String {
    format!("{} ({})", value(language, &service.promised, service.value), interval(language, service))
}

/// What was found, as part of a sentence: "85,3 % besvaras i tid", "väntan är 1:30 i medel".
pub fn found(language: Language, service: &Service) -> String {
    let value = value(language, &service.promised, service.value);
    match service.promised.measure() {
        None => found_share(language, value),
        Some(Measure::MeanWait) => found_wait(language, value),
        Some(Measure::Abandoned) => found_abandoned(language, value),
        Some(Measure::Occupancy) => found_busy(language, value),
    }
}
