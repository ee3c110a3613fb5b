//! Plays days of a roster, whole or only the hours in which a change can be felt.

use std::ops::Range;

use crate::model::{DayIdx, DayTally, Evaluate, IntervalIdx, Minute, Span, Stretch};

use super::carry::Carry;
use super::counts::{Counts, Row, rows};
use super::problem::Problem;
use super::state::{DayPlan, State, write_day};
use super::window;

/// What a playing of rosters needs to know, and nothing that changes.
#[derive(Clone)]
pub(super) struct Player<'a> {
    problem: &'a Problem<'a>,
    evaluate: &'a dyn Evaluate,
    /// By which contacts are counted.
    rows: Vec<Row>,
    /// What letters carried over night change.
    carry: Carry,
    /// Expected contacts, `[day]`.
    volume: Vec<f64>,
    /// Time with contacts, `[day]` `[min]`.
    open_minutes: Vec<i32>,
}

/// A day as it is to be played.
pub(super) struct Script {
    pub(super) day: usize,
    stretches: Vec<Stretch>,
    /// The hours in which it differs from the roster in hand; `None`: the whole day.
    parts: Option<Vec<Span>>,
}

/// What playing costs before the first contact comes, as contacts.
const CURTAIN: f64 = 1000.0;

impl<'a> Player<'a> {
    pub(super) fn new(problem: &'a Problem<'a>, evaluate: &'a dyn Evaluate) -> Self {
        let horizon = &problem.scenario.horizon;
        let mut volume = vec![0.0; problem.n_days()];
        for forecast in &problem.scenario.forecast {
            for (interval, cell) in forecast.iter().enumerate() {
                volume[horizon.day_at(horizon.interval(IntervalIdx(interval)).start).0] += cell.contacts;
            }
        }
        let open = |day: &crate::model::Day| day.opening.iter().map(|span| span.minutes()).sum::<i32>().max(1);
        let open_minutes = horizon.days.iter().map(open).collect();
        let rows = rows(problem.scenario);
        Self { problem, evaluate, carry: Carry::new(problem.scenario, &rows), rows, volume, open_minutes }
    }

    /// Expected contacts of the whole horizon.
    pub(super) fn volume(&self) -> f64 {
        self.volume.iter().sum()
    }

    /// A day of `state`, whole.
    pub(super) fn whole(&self, state: &State, day: usize) -> Script {
        let plan = |day: usize| &state.days[day];
        Script { day, stretches: self.stretches(day, state, &plan, &state.working), parts: None }
    }

    /// A day that changes from `state`: the plans of all days after the change, and who works if that changes.
    pub(super) fn changed<'p>(
        &self,
        state: &State,
        day: usize,
        plan: &dyn Fn(usize) -> &'p DayPlan,
        working: Option<&[bool]>,
    ) -> Script {
        let parts = window::parts(self.problem, day, state, plan(day), working);
        let stretches = self.stretches(day, state, plan, working.unwrap_or(&state.working));
        Script { day, stretches, parts }
    }

    /// Plays some replications of a day; `old` are the roster in hand's counts of the same.
    ///
    /// Also says what it cost, in contacts.
    pub(super) fn play(&self, script: &Script, replications: Range<u32>, old: &Counts) -> (Counts, f64) {
        let n = f64::from(replications.end - replications.start);
        let day = DayIdx(script.day);
        let volume = self.volume[script.day];
        let Some(parts) = &script.parts else {
            let tally = self.evaluate.day(day, &script.stretches, replications);
            return (self.counts(script.day, &tally, n), n * volume + CURTAIN);
        };
        let horizon = &self.problem.scenario.horizon;
        let today = &horizon.days[script.day];
        let index = |at: Minute| usize::try_from((at - today.start) / horizon.interval_minutes).unwrap_or(0);
        let mut spliced = old.clone();
        let mut contacts = 0.0;
        for &part in parts {
            let warm = window::warmed(part, today.span());
            let tally = self.evaluate.part(day, &script.stretches, replications.clone(), warm);
            spliced.splice(&self.counts(script.day, &tally, n), index(part.start)..index(part.end));
            contacts += CURTAIN + n * volume * f64::from(warm.minutes()) / f64::from(self.open_minutes[script.day]);
        }
        (spliced, contacts)
    }

    /// A day's counts over `n` replications, with what letters carried over night change.
    fn counts(&self, day: usize, tally: &DayTally, n: f64) -> Counts {
        let mut counts = Counts::new(tally, &self.rows);
        self.carry.correct(day, &mut counts, n);
        counts
    }

    /// Whether letters come, so that days by themselves do not show everything.
    pub(super) fn has_letters(&self) -> bool {
        self.carry.is_needed()
    }

    /// Forgets what letters carried over night change, before a roster is played as a whole.
    pub(super) fn forget(&mut self) {
        self.carry.forget();
    }

    /// Measures what letters carried over night change, by playing the horizon in one go beside days that were each
    /// played by itself, look by look, on the same replications from the first on; corrects those, `[day][look]`, and
    /// says what it cost, in contacts.
    pub(super) fn measure(&mut self, state: &State, (first, looks): (u32, &[u32]), alone: &mut [Vec<Counts>]) -> f64 {
        let all = looks.last().copied().unwrap_or(0);
        let n = f64::from(all);
        let mut stretches = state.frozen.clone();
        for (day, plan) in state.days.iter().enumerate() {
            write_day(self.problem, day, plan, &state.working, &mut stretches);
        }
        let Some(tallies) = self.evaluate.horizon(&stretches, first..first + all) else { return 0.0 };
        let sum = |looks: &Vec<Counts>| looks[1..].iter().fold(looks[0].clone(), |sum, look| sum.plus(look));
        let days: Vec<Counts> = alone.iter().map(sum).collect();
        let mut horizon: Vec<Counts> = tallies.iter().map(|tally| Counts::new(tally, &self.rows)).collect();
        // What cannot be judged is not in the days either.
        for (day, counts) in horizon.iter_mut().enumerate() {
            self.carry.correct(day, counts, n);
        }
        self.carry.measure(&days, &horizon, n);
        for (day, played) in alone.iter_mut().enumerate() {
            let mut from = 0;
            for (counts, &until) in played.iter_mut().zip(looks) {
                self.carry.correct(day, counts, f64::from(until - from));
                from = until;
            }
        }
        n * self.volume() + CURTAIN
    }

    /// The stretches that touch a day.
    fn stretches<'p>(
        &self,
        day: usize,
        state: &State,
        plan: &dyn Fn(usize) -> &'p DayPlan,
        working: &[bool],
    ) -> Vec<Stretch> {
        let horizon = &self.problem.scenario.horizon;
        let span = horizon.days[day].span();
        let mut stretches: Vec<Stretch> = Vec::new();
        if self.problem.crosses {
            let before = if day > 0 { Some(day - 1) } else { horizon.cyclic.then(|| self.problem.n_days() - 1) };
            if let Some(before) = before {
                write_day(self.problem, before, plan(before), working, &mut stretches);
                if before >= day {
                    let back = horizon.minutes();
                    for stretch in &mut stretches {
                        (stretch.start, stretch.end) = (stretch.start - back, stretch.end - back);
                    }
                }
                stretches.retain(|stretch| stretch.end > span.start);
            }
        }
        write_day(self.problem, day, plan(day), working, &mut stretches);
        stretches.extend(state.frozen.iter().filter(|stretch| stretch.span().overlaps(span)));
        stretches
    }
}
