//! What a person brings from the periods before, and asks for in this one.

use super::{DayIdx, Span};

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
    /// Overtime and part-time extra hours in each of the three weeks before the plan, the latest last `[min]`.
    pub excess_weeks: [i32; 3],
    /// Overtime this year so far `[min]`.
    pub overtime_year: i32,
    /// Part-time extra hours this year so far `[min]`.
    pub extra_year: i32,
}

/// What a person was told of a day's work, so shortly before it that the rules of notice ask to keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedDay {
    /// The day.
    pub day: DayIdx,
    /// From the first to the last minute of work; `None`: told to be free.
    pub span: Option<Span>,
    /// Days from when the plan is made to the day; below 0 when it has passed.
    pub notice: i32,
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
