//! The domain vocabulary: plain data that every stage reads and returns, and no rule logic.

mod activities;
mod agent;
mod before;
mod calibration;
mod capacity;
mod carried;
mod certificate;
mod comparison;
mod contradiction;
mod cost;
mod development;
mod evaluate;
mod fault;
mod gathering;
mod index;
mod inflow;
mod lines;
mod passage;
mod pay;
mod performance;
mod plan;
mod proficiency;
mod promise;
mod queue;
mod requirement;
mod resilience;
mod roster;
mod rules;
mod scenario;
mod settings;
mod shift;
mod skill_report;
mod staffing;
mod time;
mod units;
mod violation;

pub use activities::{Activities, Blocks, Meeting, Training};
pub use agent::{Absence, Agent, Limits};
pub use before::{Before, BeforeCase, BeforeStudy, DepartmentBefore};
pub use calibration::{Calibration, CalibrationQuestion, Fit, Observable, Observation, RosterFit, RosterTrial, Window};
pub use capacity::{
    Basis, Capacity, CapacityQuestion, CarriedRow, Cases, Change, Curve, CurvePoint, Grouping, Lever, Mismatch,
    NeededRow, Played, SeatRow, Staff,
};
pub use carried::{History, PublishedDay, Wish, WishKind};
pub use certificate::{Certificate, Effort, Shortage};
pub use comparison::{Case, Comparison, DayChange, Effect, EffectOn, MovedDay};
pub use contradiction::{Cause, Clash, Contradiction, Remedy, Unmanned};
pub use cost::{Amount, Cost, DepartmentCost, MonthCost, PersonCost, SupplementTime};
pub use development::{Advice, AdvisedStep, Breadth, Development, Initiative, Specialised, TrainingOffer, Worthiness};
pub use evaluate::{DayTally, Evaluate};
pub use fault::{Expected, Fault, FaultKind, Thing};
pub use gathering::{Attendance, Cover, Empty, Figure, Gathering, GatheringQuestion, MeetingEffect, Slot, Way};
pub use index::{AgentIdx, DayIdx, IntervalIdx, PostIdx, QueueIdx, QueueSet, SkillIdx, SkillSet, TemplateIdx};
pub use inflow::{Inflow, Outlook};
pub use lines::Lines;
pub use passage::{AtOnce, Forwarding, Overflow, OverflowTo, Transfer};
pub use pay::{Category, PartTimeExcess, Pay, PayRate, PayTerm, Unsocial};
pub use performance::{GroupOccupancy, Performance, Service, Tally, Verdict};
pub use plan::{Addition, Cure, Plan, Progress, Status, Step, Watch};
pub use proficiency::{Level, Proficiency};
pub use promise::{Ceiling, Measure, Promised};
pub use queue::{AtClosing, Channel, HandleTimeLaw, Post, Queue, Scope, ServiceDefinition, Target};
pub use requirement::{CoverRequirement, CoverRow, Origin, WorkloadRow};
pub use resilience::{Away, ChangeKind, Outcome, PairCount, Promise, Repaired, Resilience, RosterChange, Survival};
pub use roster::{Activity, Roster, Stretch};
pub use rules::{Bound, Limit, MeasureId, RuleId, RuleKey, RuleValue, Rules, Standing};
pub use scenario::{
    Aim, End, Fact, Forecast, GivenRow, Keyholders, Language, Per, RosterIs, Routing, Scenario, Skill, Told, WhatIf,
};
pub use settings::Settings;
pub use shift::{BreakKind, BreakLimit, BreakRule, ShiftTemplate};
pub use skill_report::{Gap, GapCause, Lone, Oddity, SkillCell, SkillCover, SkillReport, TrainingEntry};
pub use staffing::{is_paid, staffed};
pub use time::{Clock, ClockChange, Day, Horizon, ShortDay};
pub use units::{Erlangs, Minute, Money, Seconds, Share, Span};
pub use violation::{Breach, Misfit, OwnHours, PinObstacle, Severity, Violation};
