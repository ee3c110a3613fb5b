//! The roster in hand with what it delivers, and the test of a change under common random numbers.

use std::ops::Range;

use crate::model::{DayIdx, DayTally, Evaluate, Minute, Span, Stretch, Tally};

use super::cover;
use super::goals::{Goals, Shortfall};
use super::keys;
use super::params::Stage;
use super::problem::Problem;
use super::seating;
use super::state::{DayPlan, State, write_day};
use super::window;
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

/// The roster in hand, its tallies, and the work spent.
pub(super) struct Ledger<'a> {
    pub(super) problem: &'a Problem<'a>,
    evaluate: &'a dyn Evaluate,
    pub(super) goals: Goals,
    pub(super) state: State,
    pub(super) level: Level,
    /// Tallies of the first look, `[day]`.
    first: Vec<DayTally>,
    /// Tallies of the replications after the first look, `[day]`.
    rest: Vec<DayTally>,
    /// Tallies of all replications, `[day]`.
    all: Vec<DayTally>,
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
    /// Expected contacts, `[day]`.
    volume: Vec<f64>,
    /// Time with contacts, `[day]` `[min]`.
    open_minutes: Vec<i32>,
}

/// A roster with its tallies.
#[derive(Clone)]
pub(super) struct Snapshot {
    state: State,
    first: Vec<DayTally>,
    rest: Vec<DayTally>,
    all: Vec<DayTally>,
    seating: Vec<f64>,
}

impl<'a> Ledger<'a> {
    /// A ledger for `state`, nothing simulated yet.
    pub(super) fn new(problem: &'a Problem<'a>, evaluate: &'a dyn Evaluate, goals: Goals, state: State) -> Self {
        let horizon = &problem.scenario.horizon;
        let mut volume = vec![0.0; problem.n_days()];
        for forecast in &problem.scenario.forecast {
            for (interval, cell) in forecast.iter().enumerate() {
                let at = horizon.interval(crate::model::IntervalIdx(interval)).start;
                volume[horizon.day_at(at).0] += cell.contacts;
            }
        }
        let open = |day: &crate::model::Day| day.opening.iter().map(|span| span.minutes()).sum::<i32>().max(1);
        let open_minutes = horizon.days.iter().map(open).collect();
        let n = problem.n_days();
        Self {
            problem,
            evaluate,
            goals,
            state,
            level: Level { first: 0, all: 0 },
            first: vec![DayTally::default(); n],
            rest: vec![DayTally::default(); n],
            all: vec![DayTally::default(); n],
            seating: vec![0.0; n],
            worth: vec![Worth::default(); n],
            unfillable: 0,
            evaluations: 0,
            contacts: 0.0,
            volume,
            open_minutes,
        }
    }

    /// Plays the roster as a stage asks.
    pub(super) fn ready(&mut self, stage: &Stage) {
        (self.goals.margin, self.goals.caution) = (stage.margin, stage.caution);
        self.play(stage.level());
    }

    /// Simulates every day afresh on so many replications.
    pub(super) fn play(&mut self, level: Level) {
        self.level = level;
        let days: Vec<usize> = (0..self.problem.n_days()).collect();
        let played: Vec<(DayTally, (DayTally, DayTally))> = days
            .iter()
            .map(|&day| {
                let first = self.simulate(day, &self.state.days, None, 0..level.first);
                let rest = self.simulate(day, &self.state.days, None, level.first..level.all);
                let all = sum(first.clone(), &rest);
                (first, (rest, all))
            })
            .collect();
        (self.first, (self.rest, self.all)) = played.into_iter().unzip();
        self.contacts += f64::from(level.all) * self.volume.iter().sum::<f64>();
        self.evaluations += 1;
        for &day in &days {
            self.seating[day] = self.gap_price(day, &self.state.days[day], &self.state.working);
        }
        self.look(&days);
    }

    /// Judges anew what slots are worth on these days.
    fn look(&mut self, days: &[usize]) {
        self.goals.note_urgency(&self.all, days);
        for &day in days {
            self.worth[day] = Worth::new(self.problem, &self.goals, day, &self.all[day], self.level.all);
        }
    }

    /// The roster in hand with its tallies, to come back to.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            state: self.state.clone(),
            first: self.first.clone(),
            rest: self.rest.clone(),
            all: self.all.clone(),
            seating: self.seating.clone(),
        }
    }

    /// Comes back to a roster played on the present level.
    pub(super) fn restore(&mut self, snapshot: Snapshot) {
        let Snapshot { state, first, rest, all, seating } = snapshot;
        (self.state, self.first, self.rest, self.all, self.seating) = (state, first, rest, all, seating);
        let days: Vec<usize> = (0..self.problem.n_days()).collect();
        self.look(&days);
    }

    /// Whether no target lacks anything, and no more seats are empty than must be.
    pub(super) fn is_satisfied(&self) -> bool {
        self.gaps() <= self.unfillable && self.shortfall().lacking == 0
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

    /// Expected contacts of a mean day.
    pub(super) fn daily_contacts(&self) -> f64 {
        self.volume.iter().sum::<f64>() / seating::to_f64(self.volume.len())
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
    pub(super) fn attempt(&mut self, change: Change, slack: f64) -> Option<f64> {
        let mut days: Vec<usize> = change.days.iter().map(|(day, _)| *day).collect();
        if self.problem.crosses {
            let after: Vec<usize> = days.iter().map(|day| day + 1).filter(|&d| d < self.problem.n_days()).collect();
            days.extend(after);
            days.sort_unstable();
            days.dedup();
        }
        let mut plans = Vec::new();
        let plans = if change.days.is_empty() {
            &self.state.days
        } else {
            plans.clone_from(&self.state.days);
            for (day, plan) in change.days {
                plans[day] = plan;
            }
            &plans
        };
        self.evaluations += 1;
        let working = change.working.as_deref();
        let after = working.unwrap_or(&self.state.working);
        let seating: Vec<f64> = days.iter().map(|&day| self.gap_price(day, &plans[day], after)).collect();
        let seating_rise: f64 = days.iter().zip(&seating).map(|(&day, price)| price - self.seating[day]).sum();
        if days.is_empty() || slack.is_finite() && seating_rise > 0.5 {
            return None;
        }
        let parts: Vec<Option<Vec<Span>>> =
            days.iter().map(|&day| window::parts(self.problem, day, &self.state, &plans[day], working)).collect();
        let play = |this: &Self, i: usize, old: &DayTally, replications: Range<u32>, spent: &mut f64| match &parts[i] {
            None => {
                *spent += f64::from(replications.end - replications.start) * this.volume[days[i]];
                this.simulate(days[i], plans, working, replications)
            }
            Some(parts) => this.splice(days[i], plans, working, replications, (old, parts, spent)),
        };
        // The day that costs most decides most.
        let mut order: Vec<usize> = (0..days.len()).collect();
        order.sort_by(|&a, &b| self.day_cost(days[b]).total_cmp(&self.day_cost(days[a])));
        let mut first: Vec<Option<DayTally>> = vec![None; days.len()];
        let looks = self.level.first;
        let mut spent = 0.0;
        for (n, &i) in order.iter().enumerate() {
            first[i] = Some(play(self, i, &self.first[days[i]], 0..looks, &mut spent));
            let rise = self.rise(&days, &first, &self.first) + seating_rise;
            // What the days not yet looked at can still win is little for one that wins nothing where it matters.
            let hope = if n + 1 < order.len() { 0.01 } else { 0.0 };
            if rise > slack + hope {
                self.contacts += spent;
                return None;
            }
        }
        let rest: Vec<Option<DayTally>> = (0..days.len())
            .map(|i| {
                let rest = play(self, i, &self.rest[days[i]], looks..self.level.all, &mut spent);
                Some(rest)
            })
            .collect();
        self.contacts += spent;
        let all: Vec<Option<DayTally>> = first
            .iter()
            .zip(&rest)
            .map(|(first, rest)| first.clone().zip(rest.as_ref()).map(|(first, rest)| sum(first, rest)))
            .collect();
        let rise = self.rise(&days, &all, &self.all) + seating_rise;
        if rise > slack {
            return None;
        }
        let plans = plans.clone();
        self.state.days = plans;
        if let Some(working) = change.working {
            self.state.working = working;
        }
        for (i, &day) in days.iter().enumerate() {
            self.first[day] = first[i].take().expect("every day was looked at");
            self.seating[day] = seating[i];
        }
        for (day, (rest, all)) in days.iter().zip(rest.into_iter().zip(all)) {
            self.rest[*day] = rest.expect("every day was played");
            self.all[*day] = all.expect("every day was played");
        }
        self.look(&days);
        Some(rise)
    }

    /// By how much the cost rises when `days` have these tallies (where there is one) instead of those of `old`.
    fn rise(&self, days: &[usize], new: &[Option<DayTally>], old: &[DayTally]) -> f64 {
        let known: Vec<usize> = days.iter().zip(new).filter(|(_, t)| t.is_some()).map(|(&day, _)| day).collect();
        let of = |day: usize| {
            let at = days.iter().position(|&d| d == day);
            at.and_then(|i| new[i].as_ref()).unwrap_or(&old[day])
        };
        self.goals.cost(&known, of) - self.goals.cost(&known, |day| &old[day])
    }

    /// Plays one day of `plans`.
    fn simulate(&self, day: usize, plans: &[DayPlan], working: Option<&[bool]>, replications: Range<u32>) -> DayTally {
        self.evaluate.day(DayIdx(day), &self.stretches(day, plans, working), replications)
    }

    /// Plays parts of one day of `plans` and takes the rest of the day from `old`.
    fn splice(
        &self,
        day: usize,
        plans: &[DayPlan],
        working: Option<&[bool]>,
        replications: Range<u32>,
        (old, parts, spent): (&DayTally, &[Span], &mut f64),
    ) -> DayTally {
        let stretches = self.stretches(day, plans, working);
        let horizon = &self.problem.scenario.horizon;
        let today = &horizon.days[day];
        let mut spliced = old.clone();
        for &part in parts {
            let warm = window::warmed(part, today.span());
            let played = self.evaluate.part(DayIdx(day), &stretches, replications.clone(), warm);
            let index = |at: Minute| usize::try_from((at - today.start) / horizon.interval_minutes).unwrap_or(0);
            for (into, from) in spliced.intervals.iter_mut().zip(&played.intervals) {
                into[index(part.start)..index(part.end)].copy_from_slice(&from[index(part.start)..index(part.end)]);
            }
            *spent += f64::from(replications.end - replications.start) * self.volume[day] * f64::from(warm.minutes())
                / f64::from(self.open_minutes[day]);
        }
        for (whole, intervals) in spliced.queues.iter_mut().zip(&spliced.intervals) {
            *whole = Tally::default();
            for tally in intervals {
                whole.add(tally);
            }
        }
        spliced
    }

    /// The stretches that touch a day of `plans`.
    fn stretches(&self, day: usize, plans: &[DayPlan], working: Option<&[bool]>) -> Vec<Stretch> {
        let working = working.unwrap_or(&self.state.working);
        let span = self.problem.scenario.horizon.days[day].span();
        let mut stretches: Vec<Stretch> = Vec::new();
        if self.problem.crosses {
            let cyclic = self.problem.scenario.horizon.cyclic;
            let before = if day > 0 { Some(day - 1) } else { cyclic.then(|| plans.len() - 1) };
            if let Some(before) = before {
                write_day(self.problem, before, &plans[before], working, &mut stretches);
                if before >= day {
                    let back = self.problem.scenario.horizon.minutes();
                    for stretch in &mut stretches {
                        (stretch.start, stretch.end) = (stretch.start - back, stretch.end - back);
                    }
                }
                stretches.retain(|stretch| stretch.end > span.start);
            }
        }
        write_day(self.problem, day, &plans[day], working, &mut stretches);
        let overlapping = self.state.frozen.iter().filter(|stretch| stretch.span().overlaps(span));
        stretches.extend(overlapping);
        stretches
    }
}

/// Two tallies of the same day added up.
fn sum(mut a: DayTally, b: &DayTally) -> DayTally {
    let add = |into: &mut [Tally], other: &[Tally]| into.iter_mut().zip(other).for_each(|(x, y)| x.add(y));
    add(&mut a.queues, &b.queues);
    for (into, other) in a.intervals.iter_mut().zip(&b.intervals) {
        add(into, other);
    }
    a
}
