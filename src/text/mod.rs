//! The catalogue: every sentence a user sees, in Swedish and English side by side.
//!
//! Each message is a function of a [`Language`](crate::model::Language) and its facts. Both languages stand in one
//! place and use the same facts, which the compiler checks; a message that lacks a language does not build.

pub mod activities;
pub mod advice;
pub mod answers;
pub mod before;
pub mod binding;
pub mod calendar;
pub mod calibration;
pub mod capacity;
pub mod compare;
pub mod contradictions;
pub mod cost;
pub mod facts;
pub mod fairness;
pub mod faults;
pub mod findings;
pub mod help;
pub mod hours;
pub mod keys;
pub mod meet;
pub mod pins;
pub mod progress;
pub mod promises;
pub mod remedies;
pub mod report;
pub mod resilience;
pub mod roster;
pub mod rule_values;
pub mod rules;
pub mod skills;
pub mod special_days;
pub mod storage;
pub mod terminal;
pub mod told;
pub mod usage;
pub mod violations;
pub mod weeks;
pub mod wishes;
pub mod words;

/// Defines messages: a function each, with its Swedish and its English wording.
///
/// `name(fact, ...) { "svenska med {fact}", "English with {fact}" }`
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident($($fact:ident),* $(,)?) { $sv:literal, $en:literal $(,)? })*) => {
        $(
            $(#[$doc])*
            #[doc = concat!("\n\n```text\n", $en, "\n```")]
            pub fn $name(language: $crate::model::Language $(, $fact: impl std::fmt::Display)*) -> String {
                match language {
                    $crate::model::Language::Swedish => $crate::text::words::glued(format!($sv)),
                    $crate::model::Language::English => $crate::text::words::glued(format!($en)),
                }
            }
        )*
    };
}
pub(crate) use messages;
