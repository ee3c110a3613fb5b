//! Roster: who does what when.

use super::{AgentIdx, Minute, PostIdx, QueueIdx, Span};

/// Who does what when, as stretches sorted by agent, then start.
///
/// Plain data: nothing here says that the stretches are legal or even possible. `check` does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// The stretches.
    pub stretches: Vec<Stretch>,
}

/// One agent, one activity, from start to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// Who.
    pub agent: AgentIdx,
    /// From.
    pub start: Minute,
    /// To.
    pub end: Minute,
    /// What.
    pub activity: Activity,
}

/// What an agent does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// Serves contacts of live queues.
    Contacts,
    /// Mans a post.
    Post(PostIdx),
    /// Works on a deferrable queue.
    Deferrable(QueueIdx),
    /// The meal: not working time unless the template says so.
    Lunch,
    /// A short pause, working time unless the template says otherwise.
    Break,
    /// A meeting.
    Meeting,
    /// Training.
    Training,
    /// Paid time that service does not need.
    Reserve,
}

impl Stretch {
    /// When.
    pub fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl Roster {
    /// A roster of these stretches, put in order.
    pub fn new(mut stretches: Vec<Stretch>) -> Self {
        stretches.sort_unstable();
        Self { stretches }
    }

    /// One agent's stretches, in order.
    pub fn of(&self, agent: AgentIdx) -> &[Stretch] {
        let from = self.stretches.partition_point(|s| s.agent < agent);
        let to = self.stretches.partition_point(|s| s.agent <= agent);
        &self.stretches[from..to]
    }

    /// Agents with any activity but reserve and the breaks around it: the headcount.
    pub fn headcount(&self) -> usize {
        let mut working: Vec<AgentIdx> = self
            .stretches
            .iter()
            .filter(|s| !matches!(s.activity, Activity::Reserve | Activity::Lunch | Activity::Break))
            .map(|s| s.agent)
            .collect();
        working.sort_unstable();
        working.dedup();
        working.len()
    }
}
