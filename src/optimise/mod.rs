//! Cover requirement to roster.

#![expect(dead_code, reason = "the model that uses these is being built")]

mod breaks;
mod classes;
mod engine;
#[cfg(feature = "highs")]
mod highs;
mod microlp;
mod posts;
mod search;
mod shifts;

pub use search::search;
