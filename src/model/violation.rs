//! A broken rule in a roster, as a fact: which rule, who, when, measured against what.

use super::{Activity, AgentIdx, PostIdx, RuleId, Span, TemplateIdx};

/// A broken rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// What is broken.
    pub breach: Breach,
    /// Who; `None` for the centre as a whole.
    pub agent: Option<AgentIdx>,
    /// When it happens.
    pub span: Span,
    /// Whether the roster may not stand.
    pub severity: Severity,
}

/// What is broken and by how much.
#[derive(Debug, Clone, PartialEq)]
pub enum Breach {
    /// A work rule's limit: measured against limit, in the rule's unit.
    Rule {
        /// The rule.
        rule: RuleId,
        /// What the roster has.
        measured: i32,
        /// What the rule asks.
        limit: i32,
    },
    /// Two activities at once.
    Overlap {
        /// The earlier one.
        first: Activity,
        /// The later one.
        second: Activity,
    },
    /// A shift that no template of the agent allows.
    NoTemplate {
        /// The template that comes nearest, and where it differs; `None` when the agent has none.
        nearest: Option<(TemplateIdx, Misfit)>,
    },
    /// More shifts of a template on one day than it allows.
    TooManyOfTemplate {
        /// The template.
        template: TemplateIdx,
        /// What the roster has.
        measured: u32,
        /// What the template allows.
        limit: u32,
    },
    /// A shift without a break that its template has.
    MissingBreak {
        /// Which break.
        activity: Activity,
        /// How long it should be `[min]`.
        minutes: i32,
    },
    /// A break at a time, or of a length, that the template does not allow.
    MisplacedBreak {
        /// Which break.
        activity: Activity,
    },
    /// Work outside the centre's opening hours.
    OutsideOpening,
    /// Work while absent.
    WhileAbsent {
        /// The kind of absence, as written.
        kind: String,
    },
    /// Work on a weekday never worked, or earlier or later than the agent's limit.
    OutsideAvailability,
    /// More evenings in a week than the agent's limit.
    TooManyEvenings {
        /// What the roster has.
        measured: u32,
        /// The agent's limit.
        limit: u32,
    },
    /// A shift, or a week, with more paid time than the agent's own limit.
    OverOwnHours {
        /// Which limit.
        over: OwnHours,
        /// What the roster has `[min]`.
        measured: i32,
        /// The agent's limit `[min]`.
        limit: i32,
    },
    /// Other hours than were published, with too little notice.
    ChangedAfterTold {
        /// What was published; `None`: free.
        told: Option<Span>,
        /// Days of notice.
        notice: i32,
        /// How many are asked.
        limit: i32,
        /// Days for which the change is paid extra.
        compensated: i32,
    },
    /// A post or queue without the skill for it.
    Unskilled {
        /// The activity.
        activity: Activity,
    },
    /// Paid time over the horizon that differs from the contract by more than the tolerance.
    ContractHours {
        /// What the roster has `[min]`.
        measured: i32,
        /// What the contract gives `[min]`.
        contract: i32,
        /// The most by which they may differ `[min]`.
        tolerance: i32,
    },
    /// A pinned row that is not in the roster.
    PinMissing {
        /// The pinned activity.
        activity: Activity,
        /// What stands in its way; `None` where nothing about the row by itself does.
        obstacle: Option<PinObstacle>,
    },
    /// A stretch that starts or ends off the grid, or has no length.
    OffGrid,
    /// Fewer people at a post than it needs.
    PostUnmanned {
        /// The post.
        post: PostIdx,
        /// How many are there.
        measured: u32,
        /// How many it needs.
        needed: u32,
    },
    /// A turn at a post shorter than its shortest or longer than its longest.
    PostTurn {
        /// The post.
        post: PostIdx,
        /// What the roster has `[min]`.
        measured: i32,
        /// The shortest or the longest `[min]`.
        limit: i32,
    },
    /// A block of deferrable work or training shorter than its shortest.
    ShortBlock {
        /// Which.
        activity: Activity,
        /// What the roster has `[min]`.
        measured: i32,
        /// The shortest `[min]`.
        limit: i32,
    },
    /// Less time than asked for a deferrable queue, or for somebody's training, in a day or week.
    TooLittleTime {
        /// Which.
        activity: Activity,
        /// What the roster has `[min]`.
        measured: i32,
        /// What is asked `[min]`.
        needed: i32,
    },
    /// Somebody at work who is called to a meeting and not there.
    MissedMeeting {
        /// Position in the scenario's meetings.
        meeting: usize,
    },
    /// A meeting in more sittings than it may have.
    TooManySittings {
        /// Position in the scenario's meetings.
        meeting: usize,
        /// What the roster has.
        measured: u32,
        /// The most.
        limit: u32,
    },
    /// More people on a break at once than it allows.
    TooManyAtOnce {
        /// Which break.
        activity: Activity,
        /// What the roster has.
        measured: u32,
        /// The most.
        limit: u32,
    },
    /// Nobody who may is there to open the centre, or to close it.
    NoKeyholder {
        /// Whether it is about closing.
        is_closing: bool,
        /// What somebody there must know.
        skills: super::SkillSet,
    },
    /// Fewer people on contacts than a given requirement asks.
    UnderCover {
        /// On any of these queues.
        queues: super::QueueSet,
        /// How many can be placed there.
        measured: u32,
        /// How many are needed.
        needed: u32,
    },
}

/// Over what a person's own limit on hours is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnHours {
    /// A shift.
    Day,
    /// A week from Monday to Sunday.
    Week,
}

/// What makes a pinned row impossible for its agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinObstacle {
    /// The agent is away.
    Absent {
        /// The kind of absence, as written.
        kind: String,
    },
    /// The weekday is never worked.
    DayOff,
    /// It lies before the agent's earliest or after the latest hour.
    OutsideHours,
    /// It lies in the night that a rule keeps free.
    Night,
    /// Only shifts outside the opening hours would hold it.
    Closed,
    /// No shift of the agent's templates holds it.
    NoShift,
    /// It and another pinned row neither fit in one shift nor leave the rest between two.
    OtherPin {
        /// The other row.
        span: Span,
    },
}

/// Where a shift differs from the template that comes nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misfit {
    /// The template is not worked on that weekday.
    Weekday,
    /// It starts at a time that the template does not have.
    Start,
    /// Its paid time is none of the template's `[min]`.
    Length {
        /// What the roster has.
        measured: i32,
    },
    /// A stretch of it is empty: neither work nor break.
    Hole,
}

/// Whether a breach forbids the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Law, contract, absence or pin: the roster may not stand.
    Hard,
    /// Cover: too few people is a result, not a fault.
    Cover,
    /// Worth a look.
    Warning,
}
