//! What a person brings from the periods before, and asks for in this one.

use super::DayIdx;

/// Where the periods before the plan left a person; all zero where nothing is known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct History {
    /// Hours over (above 0) or under the contract when the plan starts `[min]`.
    pub balance: i32,
    /// Of that, what this plan evens out: the agent's contract is so much shorter for it `[min]`.
    pub evened: i32,
    /// Evenings worked so far.
    pub evenings: u32,
    /// Weekends worked so far, in part or whole.
    pub weekends: u32,
    /// Time over which they were counted: weeks times share of full time, absence left out.
    pub weeks: f64,
    /// What the plan adds to `weeks`.
    pub weeks_planned: f64,
    /// Days in a row with work, up to the day before the plan; 0 when that day was free.
    pub days_in_row: u32,
}

/// Something that a person asks for on one day of the plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// The day.
    pub day: DayIdx,
    /// What for.
    pub kind: WishKind,
    /// How much it matters beside the person's other wishes; above 0.
    pub weight: f64,
}

/// What a person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WishKind {
    /// No shift that starts on the day.
    DayOff,
    /// No start before this clock time `[min since midnight]`.
    StartNotBefore(i32),
    /// No end after this clock time `[min since midnight]`.
    EndNotAfter(i32),
    /// No work after [`Limits::EVENING`](super::Limits::EVENING).
    NoEvening,
}
