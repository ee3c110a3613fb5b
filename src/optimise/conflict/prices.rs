//! What it costs to give up a fact, for the cheapest repair.

use crate::model::Cause;

/// An hour by which a contract is passed or missed is the unit; prices are in minutes of it.
const HOUR: u32 = 60;

/// What it costs to give up a fact whole `[min]`; contract hours by the minute are told apart.
///
/// What the planner has set and may set otherwise is cheap; what others have been promised is dear; the law is dearer than
/// all of that, and what has been worked already cannot be had back. Told in `docs/contradictions.md`.
pub(super) fn price(cause: &Cause) -> u32 {
    match cause {
        Cause::Pin(_) | Cause::MostPerDay(_) | Cause::Break { .. } => 4 * HOUR,
        Cause::Shift(_) => 6 * HOUR,
        Cause::EarliestStart(_) | Cause::LatestEnd(_) | Cause::Evenings(_) | Cause::DayOff { .. } => 10 * HOUR,
        Cause::Absence { .. } => 16 * HOUR,
        Cause::Opening(_) => 24 * HOUR,
        Cause::Contract(_) => 40 * HOUR,
        Cause::Skills(_) => 80 * HOUR,
        Cause::Rule(_) => 200 * HOUR,
        Cause::History(_) => 2000 * HOUR,
    }
}
