//! Swedish work rules and contracts: as data, as judged, and as the optimiser keeps them.

mod calendar;
mod contracts;
mod hours;
mod told;
