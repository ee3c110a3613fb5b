//! Whether a whole group can meet: every slot of a month, who can be there, and what becomes of those who call.

use std::cmp::Ordering;

use super::{AgentIdx, Channel, DayIdx, Horizon, Money, PostIdx, QueueIdx, Roster, Scenario, Span, Violation};

/// What is asked: how long the meeting is, and from which seed contacts are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringQuestion {
    /// Lengths of the meeting, each asked for by itself `[min]`.
    pub lengths: Vec<i32>,
    /// Seed of the contacts.
    pub seed: u64,
    /// Whether the roster was given rather than planned.
    pub is_given: bool,
}

/// Every slot of a month in which a whole group might meet, and what each comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathering {
    /// The centre over the month asked about.
    pub month: Scenario,
    /// Its roster: known for the first days, read on by weekday after them.
    pub roster: Roster,
    /// Days whose roster is known.
    pub known_days: usize,
    /// Open days for which no roster is known, so that they are left out.
    pub unknown_days: Vec<DayIdx>,
    /// What was asked.
    pub question: GatheringQuestion,
    /// Everybody employed: the group that is to meet.
    pub group: usize,
    /// Every slot, in order of time, the shorter first.
    pub slots: Vec<Slot>,
    /// Positions of the slots that some way makes possible, the best first.
    pub ranking: Vec<usize>,
    /// Days played for each way when slots are sorted out, and when the best are judged.
    pub replications: [u32; 2],
}

/// One stretch of time in which the group might meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The day.
    pub day: DayIdx,
    /// The meeting, or the first of two in turn.
    pub span: Span,
    /// Whether the centre, a queue or a post is open in it.
    pub is_open: bool,
    /// Position of the first slot that is like this one in all that decides; its own where there is none before.
    pub like: usize,
    /// Contacts expected in it, of those on which somebody waits.
    pub contacts: f64,
    /// The ways to hold the meeting, the best first; empty where another slot is alike ([`Gathering::ways`]).
    pub ways: Vec<Way>,
}

/// Who answers while the group meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// Nobody: right where everything is closed.
    Nobody,
    /// Half the group, while the other half meets; then the other way round.
    Halves,
    /// One person from each department, for the department's own queues.
    Departments,
    /// The manager, alone: at a post that would stand empty, else on contacts.
    Manager,
    /// The switchboard takes calls and leaves messages.
    Switchboard,
    /// The switchboard for calls, the manager for the rest.
    Both,
}

/// One way to hold a meeting in a slot, and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Who answers meanwhile.
    pub cover: Cover,
    /// From the beginning to the end, both meetings where there are two in turn.
    pub span: Span,
    /// Who can be there, and what it asks of them.
    pub attendance: Attendance,
    /// What stands empty for it.
    pub empty: Vec<Empty>,
    /// Queues with contacts that nobody there knows, for some of the time.
    pub unknown: Vec<QueueIdx>,
    /// Rules of rest and hours that it breaks.
    pub breaches: Vec<Violation>,
    /// What becomes of those who call.
    pub effect: MeetingEffect,
    /// Whether that was judged on fresh contacts, beside being sorted out.
    pub is_judged: bool,
    /// What it costs beyond the plan; `None` where it is not worked out, or somebody's pay is not known.
    pub cost: Option<Money>,
}

/// Who can be at a meeting, and what it asks of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Who is there.
    pub there: Vec<AgentIdx>,
    /// Who is away.
    pub away: Vec<AgentIdx>,
    /// Of those there, who are at work all through anyhow.
    pub on_shift: usize,
    /// Of those there, who come only for it: on a day off, or more than two hours from their work.
    pub come_in: usize,
    /// Working time beyond the plan's, of all of them `[min]`.
    pub extra_minutes: i32,
    /// Time unpaid between work and meeting, of all of them `[min]`.
    pub wait_minutes: i32,
    /// Time for letters and the like that the meeting takes `[min]`.
    pub put_off_minutes: i32,
    /// The shortest rest that anybody there has before or after that day's work, and who; `None`: no work near.
    pub shortest_rest: Option<(AgentIdx, i32)>,
}

/// What stands empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Empty {
    /// Nobody answers contacts of this channel.
    Channel(Channel),
    /// Too few are at the post.
    Post(PostIdx),
}

/// What becomes of those who call, as differences from the same day without the meeting.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct MeetingEffect {
    /// Contacts more that get no answer.
    pub unanswered: Figure,
    /// Contacts more that are answered later than promised.
    pub late: Figure,
    /// Contacts that leave a message, which solves nothing yet.
    pub messages: Figure,
    /// The three together: contacts not helped in time.
    pub unhelped: Figure,
}

/// A mean per day with its interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figure {
    /// The mean.
    pub mean: f64,
    /// Its lower limit.
    pub low: f64,
    /// Its upper limit.
    pub high: f64,
}

impl Way {
    /// Which of two ways is the better; it comes first.
    ///
    /// First what is possible; then, in this order, the fewer contacts not helped in time (in whole contacts: less than half
    /// a caller is nobody), the fewer people who come in only for it, the less working time beyond the plan, all at once
    /// before two halves, the less waiting between work and meeting, the longer rest, and the fewer contacts to the decimals.
    pub fn by_worth(&self, other: &Self) -> Ordering {
        let (a, b) = (self, other);
        let callers = |way: &Way| way.effect.unhelped.mean.max(0.0).round();
        let rest = |way: &Way| way.attendance.shortest_rest.map_or(i32::MIN, |(_, rest)| -rest);
        let asked = |way: &Way| {
            let asks = &way.attendance;
            (asks.come_in, asks.extra_minutes, way.cover == Cover::Halves, asks.wait_minutes, rest(way))
        };
        (!a.is_possible(), a.breaches.len())
            .cmp(&(!b.is_possible(), b.breaches.len()))
            .then(callers(a).total_cmp(&callers(b)))
            .then_with(|| asked(a).cmp(&asked(b)))
            .then(a.effect.unhelped.mean.total_cmp(&b.effect.unhelped.mean))
            .then(a.cover.cmp(&b.cover))
    }

    /// Whether the meeting can be held so: nothing stands empty for it, no rule is broken, and somebody comes.
    pub fn is_possible(&self) -> bool {
        self.empty.is_empty() && self.breaches.is_empty() && !self.attendance.there.is_empty()
    }
}

impl Slot {
    /// Whether it begins at noon or later.
    pub fn is_late(&self, horizon: &Horizon) -> bool {
        horizon.clock(self.span.start).minute >= 12 * 60
    }
}

impl Gathering {
    /// The ways to hold the meeting in a slot, the best first; those of the slot that it is like.
    ///
    /// Their times are those of that slot.
    pub fn ways(&self, slot: usize) -> &[Way] {
        &self.slots[self.slots[slot].like].ways
    }

    /// The slots that are like this one in all that decides, itself included, in order of time.
    pub fn alike(&self, slot: usize) -> impl Iterator<Item = &Slot> {
        let like = self.slots[slot].like;
        self.slots.iter().filter(move |other| other.like == like)
    }
}
