//! How hard the search tries: replications, caution, work and heat of each stage.

use super::ledger::Level;

/// One stage of the search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage {
    /// Replications of the first look at a change.
    pub(crate) first: u32,
    /// Replications in all.
    pub(crate) all: u32,
    /// What every share should have above its target.
    pub(crate) margin: f64,
    /// And how many standard errors beside.
    pub(crate) caution: f64,
    /// Simulated work allowed for one number of people, in mean days of contacts.
    pub(crate) work: f64,
    /// Mean rise in cost accepted at the beginning of the stage; falls to nothing.
    pub(crate) heat: f64,
}

impl Stage {
    /// The stage's replications.
    pub(super) fn level(&self) -> Level {
        Level { first: self.first, all: self.all }
    }

    /// The same stage with so many times the work.
    pub(super) fn with_effort(self, effort: f64) -> Self {
        Self { work: self.work * effort, ..self }
    }
}

/// How hard the search tries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Params {
    /// Replications while people are still plenty, of the first look and in all.
    pub(crate) glance: (u32, u32),
    /// Work allowed for filling seats at posts with a given number of people, in mean days of contacts.
    pub(crate) manning: f64,
    /// Tries that first with little work and heat, while it is easy.
    pub(crate) quench: Stage,
    /// Finds with how few people the targets are met on few replications.
    pub(crate) descend: Stage,
    /// Makes sure of it on more and more replications.
    pub(crate) settle: [Stage; 4],
    /// Fresh replications on which a settled roster is tried, and what it must have there.
    pub(crate) trial: Stage,
    /// Makes sure of one person fewer than settled: from more replications on, as looks make them cheap.
    pub(crate) persist: [Stage; 3],
    /// Work allowed for that, as a multiple of what `persist` says.
    pub(crate) persistence: f64,
    /// How often each kind of move is tried, in the order of [`KINDS`](super::moves::KINDS).
    pub(crate) kinds: [f64; 5],
    /// How much more a change of people may cost at first than other changes.
    pub(crate) exchange_heat: f64,
    /// Whether everybody employed stays, so that only hired places come and go.
    pub(crate) keeps_employed: bool,
    /// Width of the hinge in the price of a share lacking.
    pub(crate) softness: f64,
}

impl Default for Params {
    fn default() -> Self {
        let stage = |first, all, margin, caution, work, heat| Stage { first, all, margin, caution, work, heat };
        Self {
            glance: (3, 10),
            manning: 600.0,
            quench: stage(6, 20, 0.01, 0.0, 2_500.0, 0.003),
            descend: stage(6, 20, 0.01, 0.0, 8_000.0, 0.02),
            settle: [
                stage(12, 60, 0.006, 0.4, 20_000.0, 0.01),
                stage(12, 160, 0.005, 0.6, 20_000.0, 0.006),
                stage(16, 480, 0.005, 0.8, 20_000.0, 0.004),
                stage(20, 1000, 0.004, 1.0, 20_000.0, 0.003),
            ],
            persist: [
                stage(12, 200, 0.005, 0.6, 60_000.0, 0.01),
                stage(16, 500, 0.004, 0.8, 30_000.0, 0.005),
                stage(20, 1000, 0.004, 1.0, 30_000.0, 0.003),
            ],
            trial: stage(1000, 1000, 0.003, 0.6, 0.0, 0.0),
            persistence: 0.5,
            kinds: [3.0, 2.0, 3.0, 0.3, 2.0],
            exchange_heat: 3.0,
            keeps_employed: false,
            softness: 0.01,
        }
    }
}

impl Params {
    /// For a backstop of so many seconds: who allows more time gets more work spent on one person fewer.
    ///
    /// Work follows the limit that was asked for and never the clock, so that the answer is the same on every machine.
    pub(crate) fn within(seconds: f64) -> Self {
        let default = Self::default();
        let times = (seconds / 60.0).clamp(0.1, 60.0);
        Self { persistence: default.persistence * times, ..default }
    }
}
