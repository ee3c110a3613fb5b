//! The promises as the search sees them, and what missing them costs.

use std::sync::Arc;

use crate::model::{Promised, Scenario, Scope};

use super::counts::{Count, Counts, Row, rows};

/// One promise: a row of the counts over a day, a week or an interval.
#[derive(Debug, Clone)]
struct Goal {
    row: usize,
    /// First and last day of the stretch, exclusive.
    days: std::ops::Range<usize>,
    /// The interval of the day, under scope half-hour and for floors.
    interval: Option<usize>,
    share: f64,
    /// The highest share that caution may ask for.
    most: f64,
}

/// All targets, and how urgent they are under the roster in hand.
#[derive(Debug, Clone)]
pub(super) struct Goals {
    pub(super) rows: Vec<Row>,
    list: Vec<Goal>,
    /// Goals that a day takes part in, `[day]`.
    by_day: Vec<Vec<usize>>,
    /// Urgency of a row on a day, `[day][row]`.
    urgency: Vec<Vec<f64>>,
    /// Standard errors above its target that a share should lie.
    pub(super) caution: f64,
    /// What every share should have beside that.
    pub(super) margin: f64,
    /// How soon a share above what is wanted counts no more: the price is a smooth hinge of this width.
    pub(super) softness: f64,
}

/// What missing targets costs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Shortfall {
    /// Sum over targets of the share lacking, caution included.
    pub(super) cost: f64,
    /// Targets lacking anything, caution included.
    pub(super) lacking: usize,
    /// Targets missed on these replications, without caution.
    pub(super) missed: usize,
    /// Lowest share less target, a ceiling as the share of the rest; infinite without any target.
    pub(super) worst: f64,
}

impl Goals {
    /// The targets of a scenario.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let horizon = &scenario.horizon;
        let n_days = horizon.n_days();
        let mut goals = Vec::new();
        let rows = rows(scenario);
        for (index, row) in rows.iter().enumerate() {
            let Some(promised) = row.promised else { continue };
            let (queue, most) = (row.queue, row.most_wanted());
            let contacts = |day: usize| {
                let from = horizon.days[day].start.0 / horizon.interval_minutes;
                let n = horizon.days[day].minutes / horizon.interval_minutes;
                (from..from + n).map(move |i| scenario.forecast[queue][usize::try_from(i).unwrap_or(0)].contacts)
            };
            let mut push = |days: std::ops::Range<usize>, interval, share| {
                goals.push(Goal { row: index, days, interval, share, most });
            };
            let is_live = |day: &usize| contacts(*day).sum::<f64>() > 0.0;
            let by_interval = |share: f64, push: &mut dyn FnMut(std::ops::Range<usize>, Option<usize>, f64)| {
                for day in 0..n_days {
                    for (interval, _) in contacts(day).enumerate().filter(|(_, c)| *c > 0.0) {
                        push(day..day + 1, Some(interval), share);
                    }
                }
            };
            match promised.scope() {
                Scope::Day => (0..n_days).filter(is_live).for_each(|day| push(day..day + 1, None, row.share())),
                Scope::Week => {
                    for from in (0..n_days).filter(|&d| d == 0 || horizon.days[d].weekday() == chrono::Weekday::Mon) {
                        let next = (from + 1..n_days).find(|&d| horizon.days[d].weekday() == chrono::Weekday::Mon);
                        let days = from..next.unwrap_or(n_days);
                        if days.clone().any(|day| is_live(&day)) {
                            push(days, None, row.share());
                        }
                    }
                }
                Scope::HalfHour => by_interval(row.share(), &mut push),
            }
            if let Promised::Answered(target) = promised
                && let Some(floor) = target.floor.filter(|_| target.scope != Scope::HalfHour)
            {
                by_interval(floor.get(), &mut push);
            }
        }
        let by_day = (0..n_days).map(|day| (0..goals.len()).filter(|&g| goals[g].days.contains(&day)).collect());
        Self {
            by_day: by_day.collect(),
            urgency: vec![vec![1.0; rows.len()]; n_days],
            rows,
            list: goals,
            caution: 0.0,
            margin: 0.0,
            softness: 0.01,
        }
    }

    /// Number of targets.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// How urgent a row's misses are on a day: 0 where all targets are kept easily, 1 and more where one is missed;
    /// the slope of the price.
    pub(super) fn urgency(&self, day: usize, row: usize) -> f64 {
        self.urgency[day][row]
    }

    /// Notes how urgent each row is under these counts, `[day]`.
    pub(super) fn note_urgency(&mut self, counts: &[Arc<Counts>], days: &[usize]) {
        for &day in days {
            let mut urgency = vec![0.0_f64; self.urgency[day].len()];
            for &index in &self.by_day[day] {
                let goal = &self.list[index];
                let (share, error) = share_of(goal, |d| &counts[d]);
                let lack = self.wanted(goal, error) - share;
                // The slope of the price: above 1 where much is lacking, 0 where there is much to spare.
                let slope = 1.0 / (1.0 + (-lack / self.softness).exp()) + 2.0 * FAIRNESS * lack.max(0.0);
                urgency[goal.row] = urgency[goal.row].max(slope);
            }
            self.urgency[day] = urgency;
        }
    }

    /// The share wanted of a goal whose share has this standard error.
    fn wanted(&self, goal: &Goal, error: f64) -> f64 {
        (goal.share + self.margin + self.caution * error).min(goal.most)
    }

    /// The price of a share lacking (negative: to spare), s the softness and f [`FAIRNESS`]:
    ///
    /// ```text
    /// s ln(1 + exp(lack / s)) + f max(lack, 0)^2
    /// ```
    ///
    /// The square matters only where people run out: then no queue is given up so that others miss a little less.
    fn price(&self, lack: f64) -> f64 {
        let x = lack / self.softness;
        let hinge = self.softness * if x > 30.0 { x } else { x.exp().ln_1p() };
        hinge + FAIRNESS * lack.max(0.0).powi(2)
    }

    /// Cost of the goals that any of `days` takes part in, when day `d` has the counts `of(d)`.
    pub(super) fn cost<'t>(&self, days: &[usize], of: impl Fn(usize) -> &'t Counts) -> f64 {
        let mut cost = 0.0;
        for (i, &day) in days.iter().enumerate() {
            for &index in &self.by_day[day] {
                let goal = &self.list[index];
                // A goal of several days counts with the first of them.
                if days[..i].iter().any(|d| goal.days.contains(d)) {
                    continue;
                }
                let (share, error) = share_of(goal, &of);
                cost += self.price(self.wanted(goal, error) - share);
            }
        }
        cost
    }

    /// What all goals lack.
    pub(super) fn shortfall(&self, counts: &[Arc<Counts>]) -> Shortfall {
        let mut sum = Shortfall { worst: f64::INFINITY, ..Shortfall::default() };
        for goal in &self.list {
            let (share, error) = share_of(goal, |day| &counts[day]);
            let lack = self.wanted(goal, error) - share;
            sum.cost += lack.max(0.0);
            sum.lacking += usize::from(lack > 0.0);
            sum.missed += usize::from(share < goal.share);
            sum.worst = sum.worst.min(share - goal.share);
        }
        sum
    }
}

/// A goal's share, and the standard error of its mean by the number of contacts; whole where none came.
fn share_of<'t>(goal: &Goal, of: impl Fn(usize) -> &'t Counts) -> (f64, f64) {
    let mut sum = Count::default();
    for day in goal.days.clone() {
        let counts = of(day);
        sum.add(goal.interval.map_or_else(|| counts.whole(goal.row), |at| counts.interval(goal.row, at)));
    }
    let Count { good, all } = sum;
    if all <= 0.0 {
        return (1.0, 0.0);
    }
    let share = good / all;
    // Contacts of a day wait together, so that the error is larger than that of as many independent ones.
    (share, CLUSTERING * (0.25_f64.min(goal.share * (1.0 - goal.share)) / all).sqrt())
}

/// Weight of the squared lack in the price of a target.
const FAIRNESS: f64 = 3.0;

/// How much larger the error of a share is than if contacts missed their target independently.
const CLUSTERING: f64 = 1.3;
