//! The roster in hand with what it delivers, and the test of a change under common random numbers.

use std::sync::Arc;

use crate::model::Evaluate;

use super::counts::Counts;
use super::cover;
use super::goals::{Goals, Shortfall};
use super::keys;
use super::params::Stage;
use super::play::{Player, Script};
use super::problem::Problem;
use super::race::Line;
use super::seating;
use super::state::{DayPlan, State};
use super::worth::Worth;

/// A change to try: new plans for some days, and perhaps other people working.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// New plans, by day.
    pub(super) days: Vec<(usize, DayPlan)>,
    /// Who works after it; `None`: the same as before.
    pub(super) working: Option<Vec<bool>>,
}

/// Simulated replications: of the first look, and in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// A change that does no good on these is dropped.
    pub(super) first: u32,
    /// A change that does good on these is made.
    pub(super) all: u32,
}

impl Level {
    /// After how many replications a change is looked at: each time about three times as many.
    fn looks(self) -> Vec<u32> {
        let mut looks = vec![self.first.min(self.all)];
        while let Some(&last) = looks.last().filter(|&&last| last < self.all) {
            let next = last.max(1) * GROWTH;
            looks.push(if next * 3 / 2 < self.all { next } else { self.all });
        }
        looks
    }
}

/// How many times as many replications each look has as the one before.
const GROWTH: u32 = 3;
/// What the days not yet looked at can still win is little for a change that wins nothing where it matters.
const HOPE: f64 = 0.01;
/// The first of the replications on which a roster is tried that was chosen on others.
const FRESH: u32 = 1 << 20;
/// Contacts of a day below which trying a change costs more than the contacts played.
const SMALL: f64 = 100.0;
/// A rise in the price of seats and people asked for outright that no service outweighs.
const HOPELESS: f64 = 0.5;

/// What a day delivers, look by look.
#[derive(Debug, Clone, Default)]
struct Played {
    /// The replications of each look alone.
    alone: Vec<Arc<Counts>>,
    /// The replications up to each look.
    up_to: Vec<Arc<Counts>>,
}

impl Played {
    /// Adds the replications of the next look.
    fn push(&mut self, counts: Counts) {
        let sum = self.up_to.last().map(|before| Arc::new(before.plus(&counts)));
        self.alone.push(Arc::new(counts));
        self.up_to.push(sum.unwrap_or_else(|| self.alone[0].clone()));
    }
}

/// The roster in hand, what it delivers, and the work spent.
#[derive(Clone)]
pub(super) struct Ledger<'a> {
    pub(super) problem: &'a Problem<'a>,
    pub(super) player: Player<'a>,
    pub(super) goals: Goals,
    pub(super) state: State,
    pub(super) level: Level,
    /// When a change is looked at [replications].
    looks: Vec<u32>,
    /// The first replication played.
    offset: u32,
    /// `[day]`.
    played: Vec<Played>,
    /// All replications, `[day]`.
    all: Vec<Arc<Counts>>,
    /// Price of empty seats and of people lacking who are asked for outright, `[day]`.
    seating: Vec<f64>,
    /// What slots on contacts are worth, `[day]`.
    pub(super) worth: Vec<Worth>,
    /// Gaps that cannot be filled even by many people, in slots.
    pub(super) unfillable: usize,
    /// Rosters tried so far.
    pub(super) evaluations: u64,
    /// Contacts simulated so far.
    pub(super) contacts: f64,
    /// The race it runs in, if any.
    pub(super) line: Option<Line>,
}

/// A roster with what it delivers.
#[derive(Clone)]
pub(super) struct Snapshot {
    state: State,
    played: Vec<Played>,
    all: Vec<Arc<Counts>>,
    seating: Vec<f64>,
}

impl<'a> Ledger<'a> {
    /// A ledger for `state`, nothing simulated yet.
    pub(super) fn new(problem: &'a Problem<'a>, evaluate: &'a dyn Evaluate, goals: Goals, state: State) -> Self {
        let n = problem.n_days();
        Self {
            problem,
            player: Player::new(problem, evaluate),
            goals,
            state,
            level: Level { first: 0, all: 0 },
            looks: vec![0],
            offset: 0,
            played: vec![Played::default(); n],
            all: vec![Arc::default(); n],
            seating: vec![0.0; n],
            worth: vec![Worth::unknown(); n],
            unfillable: 0,
            evaluations: 0,
            contacts: 0.0,
            line: None,
        }
    }

    /// Plays the roster as a stage asks.
    pub(super) fn ready(&mut self, stage: &Stage) {
        (self.goals.margin, self.goals.caution) = (stage.margin, stage.caution);
        self.play(stage.level());
    }

    /// Plays the roster as a stage asks, on replications that no stage uses.
    pub(super) fn ready_afresh(&mut self, stage: &Stage) {
        (self.goals.margin, self.goals.caution) = (stage.margin, stage.caution);
        self.play_from(FRESH, stage.level());
    }

    /// Sees again, where letters come, what they do over night under the roster in hand.
    pub(super) fn refresh(&mut self) {
        if self.player.has_letters() {
            self.play_from(self.offset, self.level);
        }
    }

    /// Simulates every day afresh on so many replications.
    pub(super) fn play(&mut self, level: Level) {
        self.play_from(0, level);
    }

    /// As [`Ledger::play`], on replications from `offset` on.
    fn play_from(&mut self, offset: u32, level: Level) {
        self.level = level;
        self.offset = offset;
        self.looks = level.looks();
        let days: Vec<usize> = (0..self.problem.n_days()).collect();
        self.player.forget();
        let mut alone: Vec<Vec<Counts>> = Vec::with_capacity(days.len());
        for &day in &days {
            let script = self.player.whole(&self.state, day);
            let mut from = 0;
            alone.push(Vec::with_capacity(self.looks.len()));
            for &until in &self.looks {
                let (counts, contacts) = self.player.play(&script, offset + from..offset + until, &Counts::default());
                alone[day].push(counts);
                self.contacts += contacts;
                from = until;
            }
        }
        if self.player.has_letters() && level.all > 0 {
            self.contacts += self.player.measure(&self.state, (offset, &self.looks), &mut alone);
        }
        for (&day, looks) in days.iter().zip(alone) {
            let mut played = Played::default();
            for counts in looks {
                played.push(counts);
            }
            self.all[day] = played.up_to.last().expect("there is a look").clone();
            self.played[day] = played;
            self.seating[day] = self.gap_price(day, &self.state.days[day], &self.state.working);
        }
        self.evaluations += 1;
        self.look(&days);
    }

    /// Judges anew what slots are worth on these days.
    fn look(&mut self, days: &[usize]) {
        self.goals.note_urgency(&self.all, days);
        for &day in days {
            self.worth[day] = Worth::new(self.problem, &self.goals, day, &self.all[day], self.level.all);
        }
    }

    /// The roster in hand with what it delivers, to come back to.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            state: self.state.clone(),
            played: self.played.clone(),
            all: self.all.clone(),
            seating: self.seating.clone(),
        }
    }

    /// Comes back to a roster played on the present level.
    pub(super) fn restore(&mut self, snapshot: Snapshot) {
        let Snapshot { state, played, all, seating } = snapshot;
        let is_new = |day: &usize| !Arc::ptr_eq(&self.all[*day], &all[*day]);
        let days: Vec<usize> = (0..self.problem.n_days()).filter(is_new).collect();
        (self.state, self.played, self.all, self.seating) = (state, played, all, seating);
        self.look(&days);
    }

    /// Whether no target lacks anything, and no more seats are empty than must be.
    pub(super) fn is_satisfied(&self) -> bool {
        self.gaps() <= self.unfillable && self.shortfall().lacking == 0
    }

    /// Whether another search in the same race has succeeded with less work.
    pub(super) fn is_beaten(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.is_passed(self.contacts))
    }

    /// Seats that nobody fills and people lacking who are asked for outright, in slots.
    pub(super) fn gaps(&self) -> usize {
        let working = &self.state.working;
        let lacking = |day, plan| {
            cover::lacking(self.problem, day, plan, working) + keys::missing(self.problem, day, plan, working)
        };
        let days = self.state.days.iter().enumerate();
        days.map(|(day, plan)| seating::lacking(self.problem, day, plan, &self.state.working) + lacking(day, plan))
            .sum()
    }

    /// What a day's gaps cost, whatever the service.
    fn gap_price(&self, day: usize, plan: &DayPlan, working: &[bool]) -> f64 {
        seating::price(self.problem, day, plan, working)
            + cover::price(self.problem, day, plan, working)
            + keys::price(self.problem, day, plan, working)
    }

    /// The unit in which work is allowed: expected contacts of a mean day, in a small centre of a larger one.
    pub(super) fn daily_contacts(&self) -> f64 {
        f64::max(self.player.volume() / seating::to_f64(self.problem.n_days()), SMALL)
    }

    /// What the roster in hand lacks.
    pub(super) fn shortfall(&self) -> Shortfall {
        self.goals.shortfall(&self.all)
    }

    /// Cost of one day, by which the next to be improved is chosen.
    pub(super) fn day_cost(&self, day: usize) -> f64 {
        self.goals.cost(&[day], |d| &self.all[d]) + self.seating[day]
    }

    /// Cost of the whole roster.
    pub(super) fn cost(&self) -> f64 {
        let days: Vec<usize> = (0..self.problem.n_days()).collect();
        self.goals.cost(&days, |d| &self.all[d]) + self.seating.iter().sum::<f64>()
    }

    /// Makes the change if the cost rises by less than `slack`; says by how much it rose if made.
    ///
    /// A change is dropped at the first look at which it costs more than that.
    pub(super) fn attempt(&mut self, change: Change, slack: f64) -> Option<f64> {
        let trial = self.trial(&change, slack);
        self.evaluations += 1;
        self.contacts += trial.contacts;
        let rise = trial.rise?;
        for (day, plan) in change.days {
            self.state.days[day] = plan;
        }
        if let Some(working) = change.working {
            self.state.working = working;
        }
        for ((&day, played), seating) in trial.days.iter().zip(trial.played).zip(trial.seating) {
            self.all[day] = played.up_to.last().expect("there is a look").clone();
            self.played[day] = played;
            self.seating[day] = seating;
        }
        self.look(&trial.days);
        Some(rise)
    }

    /// Plays the change, look by look, as long as it may be worth making.
    fn trial(&self, change: &Change, slack: f64) -> Trial {
        let days = self.touched(change);
        let plan = |day: usize| {
            let new = change.days.iter().find(|(changed, _)| *changed == day);
            new.map_or(&self.state.days[day], |(_, plan)| plan)
        };
        let working = change.working.as_deref();
        let after = working.unwrap_or(&self.state.working);
        let seating: Vec<f64> = days.iter().map(|&day| self.gap_price(day, plan(day), after)).collect();
        let seating_rise: f64 = days.iter().zip(&seating).map(|(&day, price)| price - self.seating[day]).sum();
        let played = vec![Played::default(); days.len()];
        let mut trial = Trial { days, played, seating, contacts: 0.0, rise: None };
        if trial.days.is_empty() || slack.is_finite() && seating_rise > HOPELESS {
            return trial;
        }
        let scripts: Vec<Script> =
            trial.days.iter().map(|&day| self.player.changed(&self.state, day, &plan, working)).collect();
        // The day that costs most decides most.
        let mut order: Vec<usize> = (0..trial.days.len()).collect();
        order.sort_by(|&a, &b| self.day_cost(trial.days[b]).total_cmp(&self.day_cost(trial.days[a])));
        let mut rise = 0.0;
        let mut from = 0;
        for (look, &until) in self.looks.iter().enumerate() {
            for (n, &i) in order.iter().enumerate() {
                let old = &self.played[trial.days[i]].alone[look];
                let (counts, contacts) = self.player.play(&scripts[i], self.offset + from..self.offset + until, old);
                trial.contacts += contacts;
                trial.played[i].push(counts);
                rise = self.rise(&trial, look) + seating_rise;
                if rise > slack + if n + 1 < order.len() { HOPE } else { 0.0 } {
                    return trial;
                }
            }
            from = until;
        }
        trial.rise = Some(rise);
        trial
    }

    /// The days on which a change is felt: a shift over midnight is felt on the day after too.
    fn touched(&self, change: &Change) -> Vec<usize> {
        let mut days: Vec<usize> = change.days.iter().map(|(day, _)| *day).collect();
        if self.problem.crosses {
            let n = self.problem.n_days();
            let cyclic = self.problem.scenario.horizon.cyclic;
            let after: Vec<usize> = days.iter().map(|day| day + 1).filter(|&day| day < n || cyclic).collect();
            days.extend(after.into_iter().map(|day| day % n));
            days.sort_unstable();
            days.dedup();
        }
        days
    }

    /// By how much the cost rises, up to a look, on the days of a trial that have been played so far.
    fn rise(&self, trial: &Trial, look: usize) -> f64 {
        let is_played = |i: &usize| trial.played[*i].up_to.len() > look;
        let known: Vec<usize> = (0..trial.days.len()).filter(is_played).map(|i| trial.days[i]).collect();
        let old = |day: usize| &*self.played[day].up_to[look];
        let new = |day: usize| {
            let at = trial.days.iter().position(|&d| d == day).filter(is_played);
            at.map_or_else(|| old(day), |i| &*trial.played[i].up_to[look])
        };
        self.goals.cost(&known, new) - self.goals.cost(&known, old)
    }
}

/// A change as it was played.
struct Trial {
    /// The days on which it is felt.
    days: Vec<usize>,
    /// What they deliver, in the order of `days`.
    played: Vec<Played>,
    /// Their price of seats, in the order of `days`.
    seating: Vec<f64>,
    /// Contacts simulated.
    contacts: f64,
    /// By how much the cost rises; `None` for a change that was dropped.
    rise: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_grow_until_all_replications_are_in() {
        let looks = |first, all| Level { first, all }.looks();
        assert_eq!(looks(6, 20), [6, 20]);
        assert_eq!(looks(12, 60), [12, 36, 60]);
        assert_eq!(looks(40, 1000), [40, 120, 360, 1000]);
        assert_eq!(looks(20, 20), [20]);
        assert_eq!(looks(0, 0), [0]);
    }
}
