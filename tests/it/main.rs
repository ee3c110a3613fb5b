//! All integration tests in one binary, since each binary links the solver.
#![expect(clippy::disallowed_methods, reason = "tests read files and start programs")]

mod advice;
mod architecture;
mod best_known;
mod calendars;
mod calibrate;
mod capacity;
mod centres;
mod check;
mod cli;
mod compare;
mod conflict;
mod cost;
mod demand;
mod errands;
mod examples;
mod faults;
mod input;
mod levels;
mod meet;
mod mutations;
mod optimise;
mod plans;
mod properties;
mod report;
mod rosters;
mod rules;
mod sample_plan;
mod search;
mod simulate;
mod skills;
mod support;
mod survival;
mod usage;
mod weeks;
mod what_ifs;
