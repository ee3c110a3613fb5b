//! What a queue promises in all: a share within a wait, and ceilings on mean wait, abandonment and occupancy.

use super::{Queue, Scope, Tally, Target};

/// What must not be exceeded: the mean wait of a queue's contacts, the share of them that give up, or how busy those
/// are who serve it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ceiling {
    /// What is measured.
    pub measure: Measure,
    /// The most it may be: seconds for a wait, else a share.
    pub most: f64,
    /// Over what it is taken.
    pub scope: Scope,
}

/// What a ceiling is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The mean wait of all contacts, answered or not `[s]`.
    MeanWait,
    /// The share of contacts that give up or are turned away.
    Abandoned,
    /// The busy share of the time on contacts of everybody who can serve the queue, whichever contact they are busy with.
    Occupancy,
}

/// One thing promised to those who contact a queue, or to those who serve it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Promised {
    /// At least a share of contacts within a wait.
    Answered(Target),
    /// At most so much of something.
    AtMost(Ceiling),
}

impl Promised {
    /// The value that must be reached, or not exceeded: a share, or seconds.
    pub fn limit(&self) -> f64 {
        match self {
            Self::Answered(target) => target.share.get(),
            Self::AtMost(ceiling) => ceiling.most,
        }
    }

    /// Over what it is taken.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Answered(target) => target.scope,
            Self::AtMost(ceiling) => ceiling.scope,
        }
    }

    /// What is promised at most; `None` for a share to be reached.
    pub fn measure(&self) -> Option<Measure> {
        match self {
            Self::Answered(_) => None,
            Self::AtMost(ceiling) => Some(ceiling.measure),
        }
    }

    /// The value's distance to its limit on the good side; negative where the promise is broken.
    pub fn margin(&self, value: f64) -> f64 {
        match self {
            Self::Answered(target) => value - target.share.get(),
            Self::AtMost(ceiling) => ceiling.most - value,
        }
    }

    /// The margin as part of the largest possible, so that promises of different kinds can be set in order.
    pub fn relative_margin(&self, value: f64) -> f64 {
        let most = match self {
            Self::Answered(target) => 1.0 - target.share.get(),
            Self::AtMost(ceiling) => ceiling.most,
        };
        self.margin(value) / most.max(0.01)
    }

    /// What stands above and below the fraction line of the value.
    ///
    /// ```
    /// use bemanna::model::{Ceiling, Measure, Promised, Scope, Tally};
    /// let most = |measure, most| Promised::AtMost(Ceiling { measure, most, scope: Scope::Day });
    /// let tally = Tally { offered: 10.0, abandoned: 1.0, dropped: 1.0, wait_s: 300.0, ..Tally::default() };
    /// assert_eq!(most(Measure::Abandoned, 0.05).fraction(&tally), (2.0, 10.0));
    /// assert_eq!(most(Measure::MeanWait, 60.0).fraction(&tally), (300.0, 10.0));
    /// ```
    pub fn fraction(&self, tally: &Tally) -> (f64, f64) {
        match self {
            Self::Answered(target) => tally.fraction(target.definition),
            Self::AtMost(ceiling) => match ceiling.measure {
                Measure::MeanWait => (tally.wait_s, tally.offered),
                Measure::Abandoned => (tally.abandoned + tally.dropped, tally.offered),
                Measure::Occupancy => (tally.busy_s, tally.staffed_s),
            },
        }
    }
}

impl Queue {
    /// All that the queue promises: its target, then its ceilings.
    pub fn promises(&self) -> impl Iterator<Item = Promised> + '_ {
        let ceilings = self.ceilings.iter().map(|&ceiling| Promised::AtMost(ceiling));
        self.target.map(Promised::Answered).into_iter().chain(ceilings)
    }

    /// Whether anything is promised.
    pub fn promises_anything(&self) -> bool {
        self.promises().next().is_some()
    }

    /// The ceiling on a measure, if there is one.
    pub fn ceiling(&self, measure: Measure) -> Option<Ceiling> {
        self.ceilings.iter().find(|ceiling| ceiling.measure == measure).copied()
    }
}
