//! The domain vocabulary: plain data that every stage reads and returns, and no rule logic.

mod agent;
mod certificate;
mod evaluate;
mod fault;
mod index;
mod performance;
mod plan;
mod queue;
mod requirement;
mod roster;
mod rules;
mod scenario;
mod settings;
mod shift;
mod staffing;
mod time;
mod units;
mod violation;

pub use agent::{Absence, Agent, Limits};
pub use certificate::{Certificate, Effort, Shortage};
pub use evaluate::{DayTally, Evaluate};
pub use fault::{Expected, Fault, FaultKind, Thing};
pub use index::{AgentIdx, DayIdx, IntervalIdx, PostIdx, QueueIdx, QueueSet, SkillIdx, SkillSet, TemplateIdx};
pub use performance::{Performance, Service, Tally, Verdict};
pub use plan::{Addition, Cure, Plan, Progress, Status, Step, Watch};
pub use queue::{AtClosing, Channel, HandleTimeLaw, Post, Queue, Scope, ServiceDefinition, Target};
pub use requirement::{CoverRequirement, CoverRow, Origin, WorkloadRow};
pub use roster::{Activity, Roster, Stretch};
pub use rules::{Limit, RuleId, Rules};
pub use scenario::{Aim, Fact, Forecast, GivenRow, Language, Routing, Scenario, Skill};
pub use settings::Settings;
pub use shift::{BreakKind, BreakRule, ShiftTemplate};
pub use staffing::staffed;
pub use time::{Clock, ClockChange, Day, Horizon};
pub use units::{Erlangs, Minute, Money, Seconds, Share, Span};
pub use violation::{Breach, Misfit, Severity, Violation};
