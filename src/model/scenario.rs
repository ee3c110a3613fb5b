//! Scenario: the validated, immutable input of one planning problem.

use super::{
    Activities, Agent, AgentIdx, Before, Channel, Development, Horizon, IntervalIdx, Lines, OverflowTo, Pay, Post,
    Queue, QueueIdx, QueueSet, Roster, Rules, Seconds, Settings, ShiftTemplate, SkillSet,
};

/// Everything that is known about a planning problem, checked and complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Name of the centre.
    pub name: String,
    /// Language of what is written for readers.
    pub language: Language,
    /// The days and intervals planned.
    pub horizon: Horizon,
    /// The time zone whose clock the files and readers follow.
    pub time_zone: chrono_tz::Tz,
    /// The skills: name in the files, and name a reader sees.
    pub skills: Vec<Skill>,
    /// The queues.
    pub queues: Vec<Queue>,
    /// The posts.
    pub posts: Vec<Post>,
    /// The agents.
    pub agents: Vec<Agent>,
    /// Who must be there to open the centre and to close it.
    pub keyholders: Keyholders,
    /// The shift templates.
    pub templates: Vec<ShiftTemplate>,
    /// Expected contacts, `[queue][interval]`.
    pub forecast: Vec<Vec<Forecast>>,
    /// People needed outright (`requirement.csv`).
    pub given: Vec<GivenRow>,
    /// Meetings, training and blocks of deferrable work.
    pub activities: Activities,
    /// What the centre may do about its skills.
    pub development: Development,
    /// The work rules.
    pub rules: Rules,
    /// The terms of pay.
    pub pay: Pay,
    /// Who gets a contact.
    pub routing: Routing,
    /// What the plan is for.
    pub aim: Aim,
    /// Whether the plan is to survive any one person's absence.
    pub survives_absence: bool,
    /// Whether the roster is played against random demand; only a given requirement can do without.
    pub simulate: bool,
    /// Share of agents away unannounced on a day, drawn in the simulation.
    pub unplanned_absence: f64,
    /// Coefficient of variation of the factor that multiplies all of a day's volume; 0: volume as forecast.
    pub busyness_variation: f64,
    /// Rows that must stay (`pinned.csv`).
    pub pinned: Roster,
    /// What a pre-study knows, where there is no centre yet; the forecast is then what would reach one.
    pub before: Option<Before>,
    /// What is known and what is assumed, for the report's first lines.
    pub facts: Vec<Fact>,
    /// How to plan: seed, limits, replications.
    pub settings: Settings,
    /// Where the facts stand in the files.
    pub lines: Lines,
    /// The what-if that is laid over the centre; `None` for the centre as it is.
    pub what_if: Option<WhatIf>,
    /// SHA-256 of the input files, in hexadecimal.
    pub inputs_sha256: String,
}

/// What is asked of a centre that is changed in some way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// Its name.
    pub name: String,
    /// What it means, in the words of who wrote it.
    pub description: String,
    /// What a comparison does with the roster of the centre as it is.
    pub roster: RosterIs,
    /// Which end of the values that are given as ranges.
    pub end: End,
}

/// Which end of ranges of assumed values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum End {
    /// There is no range.
    #[default]
    Only,
    /// The lower value of each range.
    Low,
    /// The higher value of each range.
    High,
}

/// What becomes of the roster of the centre as it is when something changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RosterIs {
    /// It is planned anew.
    #[default]
    Planned,
    /// It stays as it is.
    Kept,
    /// It is put right by few changes on the days that are touched.
    Repaired,
}

/// A skill: the ability to serve some queue or post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// The name in the files.
    pub id: String,
    /// The name a reader sees.
    pub name: String,
}

/// The skills that somebody must have who is there when the centre opens, and when it closes; `None`: nobody need be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keyholders {
    /// During the first grid step of a day's opening.
    pub opens: Option<SkillSet>,
    /// During the last grid step of a day's opening.
    pub closes: Option<SkillSet>,
}

impl Keyholders {
    /// Whether two people can stand in for each other as keyholders.
    pub fn are_alike(&self, a: SkillSet, b: SkillSet) -> bool {
        let both = [self.opens, self.closes].into_iter().flatten();
        both.into_iter().all(|skills| a.contains(skills) == b.contains(skills))
    }
}

/// A language of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Swedish.
    #[default]
    Swedish,
    /// English.
    English,
}

/// Expected contacts of a queue in an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// Expected number of contacts: matters, where callers try several times.
    pub contacts: f64,
    /// Mean handle time of all contacts, the work of forwarding included `[s]`.
    pub handle_time: Seconds,
}

/// People needed outright on any of a set of queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenRow {
    /// When.
    pub interval: IntervalIdx,
    /// On any of these queues.
    pub queues: QueueSet,
    /// How many.
    pub agents: u32,
}

/// Who gets a contact when several agents are idle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Routing {
    /// Who has been idle longest.
    #[default]
    LongestIdle,
    /// Who has the fewest skills that queues need, then the longest idle.
    FewestSkills,
}

/// What the plan is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Aim {
    /// Everybody employed gets the contract's hours; what service does not need is reserve, gathered on whole persons.
    #[default]
    Contract,
    /// As `Contract`, with the reserve spread over everybody.
    ContractSpread,
    /// Only who is needed works, and not more than needed.
    Fewest,
    /// The least total weight of shifts ([`ShiftTemplate::weight`]).
    LeastWeight,
}

/// Something the plan rests on, and how well it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What, in the centre's language.
    pub what: String,
    /// The value used.
    pub value: String,
    /// Where it comes from.
    pub source: String,
    /// Whether it is assumed rather than read or measured.
    pub is_assumed: bool,
    /// The volume it tells, where it tells one.
    pub told: Option<Told>,
}

/// A volume that is told about a centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    /// Contacts, at least.
    pub low: f64,
    /// Contacts, at most.
    pub high: f64,
    /// In how long.
    pub per: Per,
    /// Of this channel only; `None`: of all on which somebody waits.
    pub channel: Option<Channel>,
}

/// What a volume is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// A day on which the centre is open.
    Day,
    /// A week.
    Week,
    /// A year.
    Year,
}

impl Scenario {
    /// A scenario of this name and horizon with nothing in it yet: no queue, agent, template or rule.
    pub fn new(name: &str, horizon: Horizon) -> Self {
        Self {
            name: name.to_owned(),
            language: Language::default(),
            horizon,
            time_zone: chrono_tz::Tz::Europe__Stockholm,
            skills: Vec::new(),
            queues: Vec::new(),
            posts: Vec::new(),
            agents: Vec::new(),
            keyholders: Keyholders::default(),
            templates: Vec::new(),
            forecast: Vec::new(),
            given: Vec::new(),
            activities: Activities::default(),
            development: Development::default(),
            rules: Rules::default(),
            pay: Pay::default(),
            routing: Routing::default(),
            aim: Aim::default(),
            survives_absence: false,
            simulate: true,
            unplanned_absence: 0.0,
            busyness_variation: 0.0,
            pinned: Roster::default(),
            before: None,
            facts: Vec::new(),
            settings: Settings::default(),
            lines: Lines::default(),
            what_if: None,
            inputs_sha256: String::new(),
        }
    }

    /// Whether another scenario asks for the same, whatever it is called and however its files are written.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let mut this = self.clone();
        this.what_if.clone_from(&other.what_if);
        this.inputs_sha256.clone_from(&other.inputs_sha256);
        this.facts.clone_from(&other.facts);
        this.lines.clone_from(&other.lines);
        for (agent, original) in this.agents.iter_mut().zip(&other.agents) {
            agent.line = original.line;
        }
        this == *other
    }

    /// Whether `agent` can serve contacts of `queue`.
    pub fn can_serve(&self, agent: AgentIdx, queue: QueueIdx) -> bool {
        self.agents[agent.0].skills.contains(self.queues[queue.0].skills)
    }

    /// Whether `agent` may take contacts of `queue` by overflow only, without having its skills.
    pub fn takes_overflow(&self, agent: AgentIdx, queue: QueueIdx) -> bool {
        let Some(overflow) = self.queues[queue.0].overflow else { return false };
        let skills = self.agents[agent.0].skills;
        !self.can_serve(agent, queue)
            && match overflow.to {
                OverflowTo::Anybody => true,
                OverflowTo::AnyOf(some) => skills.meets(some),
            }
    }

    /// The live queues that somebody with `skills` can serve.
    pub fn live_queues_for(&self, skills: SkillSet) -> QueueSet {
        let indexed = self.queues.iter().enumerate();
        QueueSet::of(
            indexed.filter(|(_, queue)| queue.is_live() && skills.contains(queue.skills)).map(|(i, _)| QueueIdx(i)),
        )
    }

    /// All live queues.
    pub fn live_queues(&self) -> QueueSet {
        let indexed = self.queues.iter().enumerate();
        QueueSet::of(indexed.filter(|(_, queue)| queue.is_live()).map(|(i, _)| QueueIdx(i)))
    }
}
