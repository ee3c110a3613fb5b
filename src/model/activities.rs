//! What is to be fitted into people's days beside contacts and posts: meetings, training, blocks of deferrable work.

use super::{AgentIdx, QueueIdx, Span};

/// What is to be fitted in over the horizon, occurrence by occurrence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activities {
    /// The meetings, in order of time.
    pub meetings: Vec<Meeting>,
    /// The training, week by week.
    pub trainings: Vec<Training>,
    /// Blocks of deferrable work, day by day or week by week.
    pub blocks: Vec<Blocks>,
}

impl Activities {
    /// Whether there is nothing to fit in.
    pub fn is_empty(&self) -> bool {
        self.meetings.is_empty() && self.trainings.is_empty() && self.blocks.is_empty()
    }
}

/// A meeting on one day.
///
/// Who is at work for at least its length within the window is to be there, at one of the sittings. Who mans a post
/// meanwhile or is in reserve is excused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// What it is called.
    pub name: String,
    /// Who is called.
    pub agents: Vec<AgentIdx>,
    /// How long `[min]`.
    pub minutes: i32,
    /// Within what time.
    pub window: Span,
    /// In how many sittings at most, one after another, so that others answer meanwhile; 1: all together.
    pub sittings: u32,
}

/// Somebody's training in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Training {
    /// Who.
    pub agent: AgentIdx,
    /// At least so long in all, time in reserve included `[min]`.
    pub minutes: i32,
    /// At least so long at a time `[min]`.
    pub shortest: i32,
    /// The week, as far as it lies in the horizon.
    pub span: Span,
}

/// Time kept free for a deferrable queue on one day or in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blocks {
    /// The queue.
    pub queue: QueueIdx,
    /// At least so long in all, by whomever `[min]`.
    pub minutes: i32,
    /// At least so long at a time `[min]`.
    pub shortest: i32,
    /// The day or the week, as far as it lies in the horizon.
    pub span: Span,
}
