//! The passage of contacts through a centre beyond waiting for an agent with the skills: overflow, transfers, several at once, forwarding.

use super::{QueueIdx, Seconds, Share, SkillSet};

/// When a queue's contacts go to agents without its skills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overflow {
    /// After so long a wait `[s]`; 0: as soon as nobody with the skills is free.
    pub after: Seconds,
    /// To whom.
    pub to: OverflowTo,
}

/// Who may take contacts that overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverflowTo {
    /// Anybody on contacts.
    Anybody,
    /// Who has at least one of these skills.
    AnyOf(SkillSet),
}

/// Contacts that are passed on: the caller who asked for a person, the question that needs a specialist.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transfer {
    /// This share of the contacts answered ...
    pub share: Share,
    /// ... waits anew in this (live) queue, on top of its forecast, if that is open.
    pub to: QueueIdx,
}

/// How many contacts of a queue an agent may hold at the same time, and what that costs.
///
/// Who holds contacts that ask for the shares f, g ... of an agent's attention deals with each at the speed
/// min(1, 1 / (f + g + ...)): undisturbed as long as the agent keeps up, and sharing the agent beyond that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtOnce {
    /// At most so many.
    pub most: u32,
    /// Share of the handle time that asks for the agent; the rest is spent waiting for the other side to write.
    pub attention: Share,
}

impl AtOnce {
    /// One contact at a time.
    pub const ONE: Self = Self { most: 1, attention: Share::WHOLE };

    /// Contacts that an agent gets through in the time of one, when always busy: the gain of holding several.
    ///
    /// ```
    /// use bemanna::model::{AtOnce, Share};
    /// assert_eq!(AtOnce { most: 3, attention: Share::new(0.5) }.gain(), 2.0);
    /// ```
    pub fn gain(self) -> f64 {
        f64::from(self.most).min(1.0 / self.attention.get().max(1e-9))
    }
}

/// Contacts that are registered and forwarded to an administration instead of solved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forwarding {
    /// Share of contacts forwarded.
    pub share: Share,
    /// Work that a forwarded contact takes on top of the handle time, on average `[s]`.
    pub work: Seconds,
}
