//! Rosters for municipal contact centres: every service target met with the fewest people, and a proof of how few is
//! possible.
//!
//! ```text
//! centre.toml  agents.csv  forecast.csv
//!         |
//!       input ------> Scenario (validated, immutable)
//!         |
//!       demand -----> CoverRequirement  [interval][set of queues]
//!         |
//! +--> optimise ----> Roster + Certificate (bounds, gap)
//! |       |
//! |     check ------> Violations (an independent judge; any hard one is our bug)
//! |       |
//! +------ simulate --> Performance (with confidence intervals)
//!         |
//!       cost -------> Cost (hours, supplements, kronor)
//!         |
//!        Plan ------> report --> terminal, HTML, CSV, JSON, XLSX
//! ```
//!
//! The stages exchange only the plain data of [`model`]; [`pipeline`] composes them.

pub mod check;
pub mod cli;
pub mod cost;
pub mod demand;
pub mod error;
pub mod input;
pub mod model;
pub mod optimise;
pub mod pipeline;
pub mod report;
pub mod simulate;
pub mod skills;
pub mod text;

pub use error::Error;
