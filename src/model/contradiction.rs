//! Hard facts that cannot all hold, named one by one, and the cheapest way out.

use super::{AgentIdx, DayIdx, PostIdx, RuleId, Scenario, Span, Stretch, TemplateIdx};

/// One fact of the planner's world that a roster must keep to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Somebody is away.
    Absence {
        /// Who.
        agent: AgentIdx,
        /// When.
        span: Span,
    },
    /// A pinned row.
    Pin(Stretch),
    /// Somebody's contract hours, with the tolerance that the rules leave.
    Contract(AgentIdx),
    /// Somebody never works before a clock time.
    EarliestStart(AgentIdx),
    /// Somebody never works after a clock time.
    LatestEnd(AgentIdx),
    /// Somebody works at most so many evenings a week.
    Evenings(AgentIdx),
    /// Somebody never works on a weekday.
    DayOff {
        /// Who.
        agent: AgentIdx,
        /// The weekday, counted from Monday as 0.
        weekday: u32,
    },
    /// What somebody knows.
    Skills(AgentIdx),
    /// Where the period before left somebody.
    History(AgentIdx),
    /// A work rule.
    Rule(RuleId),
    /// The opening hours on these days, which stand in one place of the file.
    Opening(Vec<DayIdx>),
    /// The starts, lengths and weekdays of a shift template.
    Shift(TemplateIdx),
    /// When a break of a shift template may lie.
    Break {
        /// The template.
        template: TemplateIdx,
        /// Position among the template's breaks.
        place: usize,
    },
    /// The most shifts of a template on one day.
    MostPerDay(TemplateIdx),
}

impl Cause {
    /// The file in which the fact stands, and its line where that is known; `None` for a rule of the set as it is.
    pub fn place<'a>(&self, scenario: &'a Scenario) -> Option<(&'a str, Option<u64>)> {
        let lines = &scenario.lines;
        let (file, line) = match self {
            Self::Absence { agent, span } => ("absences.csv", lines.absences.get(&(*agent, *span)).copied()),
            Self::Pin(pin) => (lines.pins_in.unwrap_or("pinned.csv"), lines.pinned.get(pin).copied()),
            Self::Contract(agent)
            | Self::EarliestStart(agent)
            | Self::LatestEnd(agent)
            | Self::Evenings(agent)
            | Self::DayOff { agent, .. }
            | Self::Skills(agent) => ("agents.csv", Some(scenario.agents[agent.0].line).filter(|line| *line > 0)),
            Self::History(agent) => ("history.csv", lines.history.get(agent).copied()),
            Self::Rule(rule) => ("centre.toml", Some(*lines.rules.get(rule)?)),
            Self::Opening(days) => ("centre.toml", days.first().and_then(|day| lines.opening.get(day.0).copied())),
            Self::Shift(template) | Self::MostPerDay(template) => {
                ("centre.toml", lines.templates.get(template.0).copied())
            }
            Self::Break { template, place } => {
                ("centre.toml", lines.breaks.get(template.0).and_then(|of| of.get(*place)).copied())
            }
        };
        Some(lines.place(file, line))
    }

    /// Whose fact it is; `None` for a fact of the centre.
    pub fn agent(&self) -> Option<AgentIdx> {
        match self {
            Self::Pin(pin) => Some(pin.agent),
            Self::Absence { agent, .. }
            | Self::DayOff { agent, .. }
            | Self::Contract(agent)
            | Self::EarliestStart(agent)
            | Self::LatestEnd(agent)
            | Self::Evenings(agent)
            | Self::Skills(agent)
            | Self::History(agent) => Some(*agent),
            Self::Rule(_) | Self::Opening(_) | Self::Shift(_) | Self::Break { .. } | Self::MostPerDay(_) => None,
        }
    }
}

/// Hard facts of the same people that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Whose facts they are, ascending.
    pub agents: Vec<AgentIdx>,
    /// What cannot hold together, one after another; no fact is told twice.
    pub clashes: Vec<Clash>,
    /// The cheapest way found to let all else hold; the prices stand in `docs/contradictions.md`.
    pub repair: Vec<Remedy>,
}

/// Facts that cannot all hold: an irreducible set, `facts` and `given` together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// Those of which any one, left out by itself, lets the others hold.
    pub facts: Vec<Cause>,
    /// Facts of the centre that bar the way out between them, so that leaving out one alone would not help.
    pub given: Vec<Cause>,
}

/// A fact given up, in part or whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// Which fact.
    pub cause: Cause,
    /// For contract hours: how many more (above 0) or fewer than the contract allows `[min]`.
    pub minutes: Option<i32>,
}

/// Why a post cannot have its people at some moment, whatever the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmanned {
    /// The post.
    pub post: PostIdx,
    /// When.
    pub span: Span,
    /// How many it needs.
    pub needed: u32,
    /// Who could be there.
    pub able: Vec<AgentIdx>,
    /// Who has the skill and cannot, each with facts that bar it: without any one of them the person could.
    pub hindered: Vec<(AgentIdx, Vec<Cause>)>,
}
