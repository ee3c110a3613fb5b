//! What people might learn and whom one might hire, and what whole plans say of it.

use super::{Agent, AgentIdx, SkillIdx, SkillSet, Status};

/// What the centre may do about its skills.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Development {
    /// The skills that people specialise in; languages and posts are as a rule none of them.
    pub areas: SkillSet,
    /// Training that could be given (`trainings.csv`).
    pub trainings: Vec<TrainingOffer>,
    /// People who could be hired (`hires.csv`), each as they would stand in `agents.csv`.
    pub hires: Vec<Agent>,
}

/// Somebody who could learn something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingOffer {
    /// Who.
    pub agent: AgentIdx,
    /// What.
    pub skill: SkillIdx,
    /// How long it takes `[weeks]`; 0: not said.
    pub weeks: u32,
    /// The learner's time in training each week `[min]`.
    pub weekly: i32,
    /// Who teaches, and for how long each week `[min]`.
    pub trainer: Option<(AgentIdx, i32)>,
}

/// Something that could be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initiative {
    /// Somebody learns something.
    Train(TrainingOffer),
    /// Somebody is hired: position in [`Development::hires`].
    Hire(usize),
}

/// What a whole plan comes to, in the order in which one is better than another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worthiness {
    /// Targets not met.
    pub missed: usize,
    /// People planned for.
    pub people: usize,
    /// Time that queues and posts are open whose skill hangs on one person at best, summed over skills `[min]`.
    pub hanging: i32,
    /// Contacts not answered in time.
    pub late: f64,
    /// People more that would end a shortage; `None`: nothing is short, or no way out was found.
    pub more: Option<usize>,
    /// The plan's status.
    pub status: Status,
}

impl Worthiness {
    /// Whether this is the better plan: fewer targets missed, then fewer people, then less that hangs on one person, then
    /// fewer contacts late.
    pub fn is_better_than(&self, other: &Self) -> bool {
        let whole = |this: &Self| (this.missed, this.people, this.hanging);
        whole(self) < whole(other) || whole(self) == whole(other) && self.late < other.late - 1e-9
    }
}

/// What to do next, one step after another, each the best beside those before.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// The plan of today.
    pub today: Worthiness,
    /// No measures whatsoever, not even all of them together, make do with fewer people; `None` where nothing is proven.
    pub people_floor: Option<u32>,
    /// Measures that could be taken.
    pub n_measures: usize,
    /// The steps.
    pub steps: Vec<AdvisedStep>,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct AdvisedStep {
    /// What to do; `None`: nothing tried makes the plan better.
    pub measure: Option<Initiative>,
    /// The whole plan with it.
    pub after: Worthiness,
    /// The whole plan while it is learnt: learner and trainer in training, the skill not there yet.
    pub during: Option<Worthiness>,
    /// All that were planned for in this step, the best first.
    pub tried: Vec<(Initiative, Worthiness)>,
}

/// How many people it takes when people know less or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Specialised {
    /// What everybody knows.
    pub breadth: Breadth,
    /// The whole plan.
    pub plan: Worthiness,
}

/// What everybody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breadth {
    /// One of the areas they know today, dealt out by how much work the areas have.
    OneArea,
    /// What they know today.
    Today,
    /// Two areas, of theirs first.
    TwoAreas,
    /// Every area; languages and posts as today.
    EveryArea,
    /// Everything.
    Everything,
}
