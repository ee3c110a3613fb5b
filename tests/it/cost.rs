//! Tests of cost: the supplements' calendar against an oracle that walks minute by minute, rates, overtime, departments.

mod calendar;
mod optimiser;
mod oracle;
mod report;
mod rosters;
