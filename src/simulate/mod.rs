//! Plays a roster against random demand: `simulate(..) -> Performance`.
//!
//! Discrete events on an integer clock. Contacts come by a Poisson process with the forecast's rate (times the day's
//! busyness), wait in one line per queue, give up after an exponential patience, and go to the idle agent that the
//! centre's routing names; an agent who becomes free takes who has waited longest of those they can serve. Agents are
//! on contacts as the roster says and finish the contact in hand before a break, a post or the end of the shift.

mod busyness;
mod calendar;
mod centre;
mod contacts;
mod crew;
mod engine;
mod idle;
mod ledger;
mod promises;
mod random;
mod record;
mod simulator;
mod statistics;
mod ticks;
mod trace;
mod transfers;
mod verify;
mod waiting;
mod waits;

pub use simulator::Simulator;
pub use statistics::normal_quantile;
pub use trace::{End, Journey};
pub use verify::{ERROR, simulate, verify};
