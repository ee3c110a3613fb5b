//! Shift templates: the rule from which a working day's possible shifts are made.

use chrono::Weekday;

use super::Activity;

/// A rule for a working day. Its shifts start in a window, work one of some lengths and have breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftTemplate {
    /// The name in the files.
    pub id: String,
    /// The weekdays on which it may be worked.
    pub weekdays: Vec<Weekday>,
    /// Earliest start by the clock, minutes since midnight `[min]`.
    pub earliest_start: i32,
    /// Latest start by the clock, minutes since midnight `[min]`.
    pub latest_start: i32,
    /// Starts are `earliest_start` plus multiples of this; a multiple of the grid `[min]`.
    pub start_step: i32,
    /// Paid lengths that may be worked, ascending `[min]`.
    pub work: Vec<i32>,
    /// Breaks inside it, in the order of the day.
    pub breaks: Vec<BreakRule>,
    /// At most so many such shifts on one day; `None`: any number.
    pub most_per_day: Option<u32>,
    /// Whether it may reach outside the centre's opening hours.
    pub outside_opening: bool,
    /// What one such shift weighs where the aim is the cheapest shifts; 1 unless said.
    pub weight: f64,
}

/// A break inside a shift, placed in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakRule {
    /// What the roster calls it: lunch, break, or an unpaid gap that splits the shift.
    pub kind: BreakKind,
    /// Length `[min]`.
    pub minutes: i32,
    /// Whether it counts as working time (a `paus` does, a `rast` does not).
    pub paid: bool,
    /// Only in shifts whose paid length is above this `[min]`.
    pub if_work_over: i32,
    /// Starts at least so long after the shift's start `[min]`.
    pub earliest_after_start: i32,
    /// Starts at most so long after the shift's start; `None`: no limit `[min]`.
    pub latest_after_start: Option<i32>,
    /// Ends at least so long before the shift's end `[min]`.
    pub before_end: i32,
    /// Lies within this part of the day by the clock (start, end in minutes since midnight), whole break `[min]`.
    pub between: Option<(i32, i32)>,
    /// At most so many people on breaks of this kind while somebody has this one; `None`: any number.
    pub most_at_once: Option<BreakLimit>,
}

/// How many people may be on a break at once. Who is in reserve all day does not count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BreakLimit {
    /// So many.
    People(u32),
    /// This share of those at work then, rounded up.
    Share(f64),
}

impl BreakLimit {
    /// The most people when `at_work` are at work.
    pub fn most(self, at_work: u32) -> u32 {
        match self {
            Self::People(people) => people,
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share of a number of people"
            )]
            Self::Share(share) => (share * f64::from(at_work) - 1e-9).ceil().max(0.0) as u32,
        }
    }
}

/// What a break is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakKind {
    /// The meal, normally unpaid.
    Lunch,
    /// A short pause, normally paid.
    Break,
    /// A paid meal at the workplace in place of an unpaid break: working time, but it ends a stretch of work.
    Meal,
    /// An unpaid gap between the two parts of a split shift; the roster has no row for it.
    Gap,
}

impl BreakKind {
    /// The activity that the roster writes for it; none for a gap.
    pub fn activity(self) -> Option<Activity> {
        match self {
            Self::Lunch => Some(Activity::Lunch),
            Self::Break | Self::Meal => Some(Activity::Break),
            Self::Gap => None,
        }
    }
}

impl ShiftTemplate {
    /// The breaks that a shift of `work` paid minutes has.
    pub fn breaks_for(&self, work: i32) -> impl Iterator<Item = &BreakRule> {
        self.breaks.iter().filter(move |rule| work > rule.if_work_over)
    }

    /// From first to last minute of a shift of `work` paid minutes, unpaid breaks included `[min]`.
    pub fn span_minutes(&self, work: i32) -> i32 {
        work + self.breaks_for(work).filter(|rule| !rule.paid).map(|rule| rule.minutes).sum::<i32>()
    }
}
