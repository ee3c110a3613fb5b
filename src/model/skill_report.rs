//! What HR asks of skills: who covers what when, what hangs on one person, and what would change that.

use chrono::NaiveDate;

use super::{
    Activity, Advice, AgentIdx, DayIdx, PostIdx, QueueIdx, QueueSet, Resilience, Roster, Scenario, SkillIdx, SkillSet,
    Span, Specialised,
};

/// Skills as a roster covers them, and everything asked about them.
#[derive(Debug, Clone)]
pub struct SkillReport {
    /// The centre.
    pub scenario: Scenario,
    /// The roster looked at.
    pub roster: Roster,
    /// One entry for each skill that something needs, then for each combination that a queue or post needs.
    pub cover: Vec<SkillCover>,
    /// What in the data does not fit together.
    pub oddities: Vec<Oddity>,
    /// Training: what was meant, and what the roster holds.
    pub ledger: Vec<TrainingEntry>,
    /// What becomes of the roster when people are away; `None` where nothing was simulated.
    pub resilience: Option<Resilience>,
    /// What to train next; `None` where it was not asked.
    pub training_advice: Option<Advice>,
    /// Whom to hire next; `None` where it was not asked.
    pub hiring_advice: Option<Advice>,
    /// What specialisation costs; empty where it was not asked.
    pub specialisation: Vec<Specialised>,
}

/// One skill, or several that are needed together: who has it, and who is there when.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillCover {
    /// The skills, all of them needed.
    pub skills: SkillSet,
    /// The live queues whose contacts need them.
    pub queues: QueueSet,
    /// The posts that need them.
    pub posts: Vec<PostIdx>,
    /// Everybody employed who has them, and hired places that the roster uses.
    pub holders: Vec<AgentIdx>,
    /// `[interval]`.
    pub cells: Vec<SkillCell>,
    /// Who is alone with them, in order of agent.
    pub lone: Vec<Lone>,
    /// When they are asked for and nobody is there, in order of time.
    pub gaps: Vec<Gap>,
}

/// A skill in one interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SkillCell {
    /// How long a queue or post that needs it is open `[min]`; 0: nobody asks for it.
    pub open: i32,
    /// People needed by Erlang and the posts; at least one wherever it is open.
    pub needed: u32,
    /// People of the roster who can be reached in some part of the interval: on contacts or at a post that needs it.
    pub present: u32,
    /// People who could be there if everybody with the skill worked.
    pub at_best: u32,
    /// How long it is open and nobody can be reached `[min]`.
    pub empty: i32,
    /// How long it is open and exactly one person can be reached `[min]`.
    pub alone: i32,
    /// Contacts expected that need it.
    pub contacts: f64,
}

/// When somebody is the only one who can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Lone {
    /// Who.
    pub agent: AgentIdx,
    /// When, in order.
    pub spans: Vec<Span>,
    /// Contacts expected meanwhile.
    pub contacts: f64,
    /// The day on which sickness would uncover most.
    pub worst_day: DayIdx,
    /// How long that day `[min]`.
    pub worst_minutes: i32,
    /// Contacts expected meanwhile on that day.
    pub worst_contacts: f64,
}

impl Lone {
    /// How long in all `[min]`.
    pub fn minutes(&self) -> i32 {
        self.spans.iter().map(|span| span.minutes()).sum()
    }
}

/// A stretch of opening in which nobody with the skill can be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// When.
    pub span: Span,
    /// Why.
    pub cause: GapCause,
    /// Contacts expected meanwhile.
    pub contacts: f64,
}

/// Why nobody with a skill can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapCause {
    /// Nobody has it.
    NobodyHasIt,
    /// Everybody who has it is absent.
    Absent,
    /// Nobody who has it works then.
    NoShift,
    /// Who has it is at work, and busy with this.
    Busy(AgentIdx, Activity),
}

/// Something in the data that does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// No queue and no post needs the skill.
    SkillNotNeeded(SkillIdx),
    /// Somebody's skill is no longer valid when the plan begins, and does not count.
    SkillExpired(AgentIdx, SkillIdx, NaiveDate),
    /// Somebody's skill ends within the plan; it counts to the end of the plan all the same.
    SkillExpires(AgentIdx, SkillIdx, NaiveDate),
    /// Nobody employed has all that the queue needs.
    QueueNotServed(QueueIdx),
    /// Nobody employed has all that the post needs.
    PostNotServed(PostIdx),
}

/// One person's training over the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingEntry {
    /// Who.
    pub agent: AgentIdx,
    /// What was meant `[min]`.
    pub planned: i32,
    /// What the roster holds `[min]`.
    pub done: i32,
}

impl TrainingEntry {
    /// What was meant and is not in the roster `[min]`.
    pub fn deferred(&self) -> i32 {
        (self.planned - self.done).max(0)
    }
}
