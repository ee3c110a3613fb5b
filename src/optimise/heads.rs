//! Who works: the people that the linear relaxation picks, all at once or one after another.

use super::cover::PERSON;
use super::engine::{Col, Relaxation, Terms};
use super::levels::{Solved, week_number};
use super::rules::paid_limits;
use super::week::count;
use crate::model::Watch;

/// How much the turn of the week weighs beside skills and hours when people are picked.
const ROTATION: f64 = 0.05;
/// Value above which a column that should be whole counts as used.
const USED: f64 = 1e-6;

impl Solved<'_> {
    /// Nobody solves the week with fewer people than proven: as a row, it lifts the bound on paid time to that many people.
    ///
    /// ```text
    /// sum over c of h(c)  >=  people proven needed
    /// ```
    pub(in crate::optimise) fn require_people(&mut self, people: u32) {
        let terms: Terms = self.counted_heads().map(|head| (head, 1.0)).collect();
        if terms.is_empty() {
            return;
        }
        self.week.mip.at_least(f64::from(people), terms);
    }

    /// The most members of each class that the relaxation would have work, when it leans towards people of many skills
    /// and full contracts: a tight pick is cheaper but leaves no week of whole shifts. Among equals who is spared rotates
    /// with the week.
    pub(in crate::optimise) fn pick(&mut self, strength: f64, watch: Watch<'_>) -> Option<Vec<f64>> {
        let before: Vec<f64> = self.week.heads.iter().map(|&head| self.week.mip.columns[head].cost).collect();
        let classes = self.week.classes;
        let most_queues = count(classes.iter().map(|class| class.live.len()).max().unwrap_or(1).max(1));
        let hours = |class: usize| {
            let agent = &self.week.scenario.agents[classes[class].members[0].0];
            let most = paid_limits(self.week.scenario, agent, &classes[class].shifts).map(|limits| f64::from(limits.1));
            most.unwrap_or_else(|| {
                classes[class].shifts.iter().filter_map(|d| d.iter().map(|s| f64::from(s.work)).reduce(f64::max)).sum()
            })
        };
        let most_hours = (0..classes.len()).map(hours).fold(1.0, f64::max);
        let lean: Vec<f64> = (0..classes.len())
            .map(|class| {
                let rank = (class + week_number(self.week.scenario)) % classes.len();
                2.0 - count(classes[class].live.len()) / most_queues - hours(class) / most_hours
                    + ROTATION * count(rank) / count(classes.len())
            })
            .collect();
        for (class, lean) in lean.into_iter().enumerate() {
            self.week.mip.columns[self.week.heads[class]].cost += strength * lean;
        }
        let bound = self.bound;
        let picked = self.relax(&mut Relaxation::new(), watch);
        // The bound of other costs is no bound on this objective.
        self.bound = bound;
        for (&head, cost) in self.week.heads.iter().zip(before) {
            self.week.mip.columns[head].cost = cost;
        }
        let used = |value: f64| if value > USED { (value - USED).ceil() } else { 0.0 };
        picked.map(|values| self.week.heads.iter().map(|&head| used(values[head])).collect())
    }

    /// A solution of the relaxation with whole numbers of people: the largest fractions are rounded up, a part at a time,
    /// and the relaxation says each time whom that spares.
    pub(in crate::optimise) fn dive(&mut self, relaxation: &mut Relaxation, watch: Watch<'_>) -> Option<Vec<f64>> {
        /// Of the classes that are split, so many are rounded at a time.
        const PART: usize = 3;
        let bound = self.bound;
        let before: Vec<f64> = self.week.heads.iter().map(|&head| self.week.mip.columns[head].lower).collect();
        let mut found: Option<Vec<f64>> = None;
        while let Some(values) = self.relax(relaxation, watch) {
            let fraction = |class: usize| values[self.week.heads[class]].fract();
            let mut split: Vec<usize> =
                (0..self.week.heads.len()).filter(|&class| (USED..1.0 - USED).contains(&fraction(class))).collect();
            split.sort_by(|&a, &b| fraction(b).total_cmp(&fraction(a)).then(a.cmp(&b)));
            for &class in split.iter().take(split.len().div_ceil(PART)) {
                let head = self.week.heads[class];
                self.week.mip.columns[head].lower = values[head].ceil();
            }
            found = Some(values);
            if split.is_empty() || watch.is_over() {
                break;
            }
        }
        // Should a step have failed, everybody of the last one comes whole: more people, as good a start.
        if let Some(values) = &mut found {
            for &head in &self.week.heads {
                values[head] = (values[head] - USED).ceil();
            }
        }
        for (&head, lower) in self.week.heads.iter().zip(before) {
            self.week.mip.columns[head].lower = lower;
        }
        self.bound = bound;
        found
    }

    /// Least paid time of any roster with at most `people` people `[min]`, by the relaxation.
    pub(in crate::optimise) fn least_paid(
        &mut self,
        people: f64,
        relaxation: &mut Relaxation,
        watch: Watch<'_>,
    ) -> Option<f64> {
        self.no_more_people(people);
        let heads: Vec<Col> = self.counted_heads().collect();
        for &head in &heads {
            self.week.mip.columns[head].cost = 0.0;
        }
        let bound = std::mem::replace(&mut self.bound, f64::NEG_INFINITY);
        let is_solved = self.relax(relaxation, watch).is_some();
        let paid = std::mem::replace(&mut self.bound, bound);
        for &head in &heads {
            self.week.mip.columns[head].cost = PERSON;
        }
        is_solved.then_some(paid / self.paid_price)
    }
}
