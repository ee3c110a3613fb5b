//! Whole plans side by side: what each comes to, and what a change does beyond chance.

use super::{Activity, AgentIdx, DayIdx, End, Plan, QueueIdx, RosterIs, Service, Span, Stretch};

/// A centre as it is and what-ifs of it, planned and played on the same contacts.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The centre as it is, then the what-ifs in the order asked.
    pub cases: Vec<Case>,
    /// What each what-if does to service, in the order of the what-ifs.
    pub effects: Vec<Vec<Effect>>,
    /// Replications of the whole horizon that the effects are measured on.
    pub replications: u32,
}

/// One plan of a comparison, and what is read off it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The plan.
    pub plan: Plan,
    /// What became of the roster of the centre as it is.
    pub way: RosterIs,
    /// Which end of the values that the what-if gives as ranges.
    pub end: End,
    /// Whether the same what-if is shown with its roster kept and put right.
    pub is_both: bool,
    /// The days that the what-if touches, where the roster is put right or kept beside one that is.
    pub touched: Vec<DayIdx>,
    /// Who has another day than in the roster kept.
    pub moved: Vec<MovedDay>,
    /// Days of work that end in the evening, summed over people.
    pub evenings: usize,
    /// The most of them that one person has.
    pub most_evenings: usize,
    /// The shortest rest between shifts of two days of anybody, and whose it is `[min]`.
    pub shortest_rest: Option<(AgentIdx, i32)>,
    /// Queues for which at times only one person on contacts knows the skills while contacts are expected: time in all
    /// `[min]`, longest first.
    pub alone: Vec<(QueueIdx, i32)>,
    /// Expected contacts that nobody on contacts can serve when they come.
    pub unserved: f64,
    /// The promise that falls short by the most; `None` where all are kept.
    pub broken: Option<Service>,
}

/// What is measured of service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffectOn {
    /// The share answered within the wait promised.
    InTime,
    /// The mean wait `[s]`.
    MeanWait,
    /// The share that gives up or is turned away.
    Abandoned,
}

/// What a what-if does to one measure in the hours when both have contacts, with a two-sided 95 % interval corrected for
/// the number of effects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The queue, by its position in the centre as it is; `None`: all that both have.
    pub queue: Option<QueueIdx>,
    /// What is measured.
    pub on: EffectOn,
    /// As it is.
    pub before: f64,
    /// Under the what-if.
    pub after: f64,
    /// Lower end of the difference.
    pub low: f64,
    /// Upper end of the difference.
    pub high: f64,
}

impl Effect {
    /// Under the what-if less as it is.
    pub fn difference(&self) -> f64 {
        self.after - self.before
    }

    /// Whether service becomes better (`true`) or worse; `None` where the difference may be chance.
    pub fn is_better(&self) -> Option<bool> {
        let is_more = if self.low > 0.0 {
            true
        } else if self.high < 0.0 {
            false
        } else {
            return None;
        };
        Some(is_more == (self.on == EffectOn::InTime))
    }
}

/// One person's day that differs from the roster kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedDay {
    /// Who.
    pub agent: AgentIdx,
    /// The day on which the shift starts.
    pub day: DayIdx,
    /// Whether the person comes or stays beyond the contract.
    pub is_overtime: bool,
    /// What differs.
    pub changes: Vec<DayChange>,
}

impl MovedDay {
    /// Whether the shift itself is another: another start or end, or on a day that was free.
    pub fn is_other_shift(&self) -> bool {
        self.changes.iter().any(|change| matches!(change, DayChange::Shift { .. }))
    }
}

/// Something that differs in a person's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayChange {
    /// In reserve all day, and now at work.
    FromReserve,
    /// Another shift, or one where there was none, or none where there was one.
    Shift {
        /// From first to last minute.
        before: Option<Span>,
        /// The same, now.
        after: Option<Span>,
    },
    /// A lunch or a pause at another time.
    Pause {
        /// Which.
        activity: Activity,
        /// When it was.
        before: Span,
        /// When it is.
        after: Span,
    },
    /// A post, a meeting, training or other work that falls away.
    Dropped(Stretch),
    /// A post or other work that is new.
    Added(Stretch),
}
