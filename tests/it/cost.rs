//! Tests of cost: the supplements' calendar against an oracle that walks minute by minute, rates, overtime, departments.

mod calendar;
mod oracle;
mod rosters;
