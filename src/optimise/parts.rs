//! A part of the week at a time, the rest as it is: a first solution day by day, and better ones from there.

use super::classes::Class;
use super::cover::PERSON;
use super::cuts::state_violated;
use super::engine::{COUNTS_NODES, Col, Column, Ending, Limits, Mip, Relaxation, Terms, solve};
use super::levels::Solved;
use super::week::count;
use crate::model::{Aim, Watch};

/// Which columns a part sets free.
#[derive(Clone, Copy)]
struct Free<'a> {
    /// Shifts and breaks of these days ...
    days: &'a [usize],
    /// ... and of these classes; `None`: of all.
    classes: Option<&'a [usize]>,
    /// Whether others, or more, may work.
    heads: bool,
}

impl Solved<'_> {
    /// A week day by day, the day with most people first, while the relaxation keeps for the other days the hours that they
    /// need. More people are called in only where a day cannot do without.
    pub(in crate::optimise) fn construct(&mut self, relaxation: &mut Relaxation, watch: Watch<'_>) {
        /// Most days after each of which the relaxation is asked again how the others share out what is left.
        const SHORT: usize = 7;
        let Some(mut values) = self.dive(relaxation, watch) else { return };
        let bounds: Vec<Column> = self.week.mip.columns.clone();
        let mut left = self.days_by_people(&values);
        let is_short = left.len() <= SHORT;
        while let Some(day) = left.pop() {
            let limits = Limits { nodes: 60, gap: 0.003, start: None, watch, share: 0.5 };
            let kept = Free { days: &[day], classes: None, heads: false };
            let grown = Free { heads: true, ..kept };
            let found = self.solve_part(&values, &kept, &limits, false);
            let found = found.or_else(|| self.solve_part(&values, &grown, &limits, true));
            if let Some(found) = found {
                values = found;
            } else {
                // The time is up: the days left stay empty, and what they lack is told.
                left.push(day);
                let empty: Vec<Col> = left.drain(..).flat_map(|day| self.columns_of_day(day, None)).collect();
                for col in empty {
                    values[col] = 0.0;
                }
            }
            for col in self.columns_of_day(day, None) {
                self.week.mip.columns[col].lower = values[col];
                self.week.mip.columns[col].upper = values[col];
            }
            for &head in &self.week.heads {
                self.week.mip.columns[head].lower = values[head];
            }
            if is_short && !left.is_empty() {
                values = self.dive(relaxation, watch).unwrap_or(values);
            }
        }
        for (column, before) in self.week.mip.columns.iter_mut().zip(bounds) {
            *column = before;
        }
        self.keep(Some(values), watch);
    }

    /// Less paid time for the same number of people: day by day, then some people's weeks at a time, until the gap is
    /// closed or a whole round gains nothing.
    pub(in crate::optimise) fn improve(&mut self, watch: Watch<'_>) {
        const ROUNDS: usize = 4;
        if self.week.scenario.aim != Aim::Fewest || self.week.scenario.simulate || !COUNTS_NODES {
            return;
        }
        let every_day: Vec<usize> = (0..self.week.scenario.horizon.n_days()).collect();
        for round in 0..ROUNDS {
            let Some(values) = self.values.clone() else { return };
            let before = self.cost(&values);
            for day in self.days_by_people(&values).into_iter().rev() {
                self.improve_part(&Free { days: &[day], classes: None, heads: false }, watch);
            }
            for group in self.groups(round) {
                self.improve_part(&Free { days: &every_day, classes: Some(&group), heads: true }, watch);
            }
            let gained = before - self.values.as_ref().map_or(before, |values| self.cost(values));
            if gained < 1e-6 {
                return;
            }
        }
    }

    /// Solves a part from the best solution and keeps what is better; nothing once the gap is closed.
    fn improve_part(&mut self, free: &Free<'_>, watch: Watch<'_>) {
        let Some(values) = self.values.clone() else { return };
        let gap = self.week.scenario.settings.gap;
        if self.paid_gap().is_some_and(|open| open <= gap) || watch.is_over() {
            return;
        }
        // Where people are chosen too, they are most of the cost; the gap that is sought is one of paid time.
        let chosen = free.classes.filter(|_| free.heads).unwrap_or_default();
        let counted = chosen.iter().filter(|class| self.costs_head[**class]);
        let people: f64 = counted.map(|&class| values[self.week.heads[class]]).sum();
        let paid = self.cost(&values) - PERSON * self.people(&values);
        let gap = 0.2 * gap * paid / (paid + PERSON * people);
        let limits = Limits { nodes: 20, gap, start: Some(values.clone()), watch, share: 0.3 };
        let found = self.solve_part(&values, free, &limits, false);
        self.keep(found, watch);
    }

    /// Relative gap between the paid time of the best solution and the least possible with as many people.
    pub(in crate::optimise) fn paid_gap(&self) -> Option<f64> {
        let values = self.values.as_ref()?;
        let least = self.paid_bound()? * self.paid_price;
        let paid = self.cost(values) - PERSON * self.people(values);
        Some((paid - least) / paid.max(1e-9))
    }

    /// Classes dealt out to groups of a size that one program solves fast; dealt differently in each round.
    fn groups(&self, round: usize) -> Vec<Vec<usize>> {
        const WHOLE: usize = 1500;
        let n_whole = self.week.shifts.iter().flatten().map(Vec::len).sum::<usize>();
        let n_groups = n_whole.div_ceil(WHOLE).max(1);
        let n_classes = self.week.classes.len();
        let group =
            |g: usize| (0..n_classes).filter(|class| (class + class / n_groups * round) % n_groups == g).collect();
        (0..n_groups).map(group).collect()
    }

    /// Days with shifts, by the people that `values` have work, fewest first.
    fn days_by_people(&self, values: &[f64]) -> Vec<usize> {
        let people =
            |day: usize| self.week.shifts.iter().flat_map(|class| &class[day]).map(|&col| values[col]).sum::<f64>();
        let mut days: Vec<usize> = (0..self.week.scenario.horizon.n_days())
            .filter(|&day| self.week.shifts.iter().any(|class| !class[day].is_empty()))
            .collect();
        days.sort_by(|&a, &b| people(a).total_cmp(&people(b)).then(b.cmp(&a)));
        days
    }

    /// Shifts and breaks of a day, of some classes or of all.
    fn columns_of_day(&self, day: usize, classes: Option<&[usize]>) -> Vec<Col> {
        let is_of = |class: &usize| classes.is_none_or(|of| of.contains(class));
        let all = (0..self.week.classes.len()).filter(is_of);
        let shifts = all.flat_map(|class| self.week.shifts[class][day].iter().copied());
        let crews = self.week.crews.iter().zip(&self.week.pools).filter(|(crew, _)| crew.classes.iter().any(is_of));
        let breaks = crews.flat_map(|(_, pools)| pools[day].iter().flat_map(|pool| pool.starts.iter().map(|s| s.1)));
        shifts.chain(breaks).collect()
    }

    /// The part's own columns, and all that merely follow from them (presence, seats, shortage, rest), as far as rows
    /// reach.
    fn free_columns(&self, free: &Free<'_>) -> Vec<bool> {
        let mip = &self.week.mip;
        let mut is_free = vec![false; mip.columns.len()];
        let mut is_chosen = vec![false; mip.columns.len()];
        let days = 0..self.week.scenario.horizon.n_days();
        for col in days.flat_map(|day| self.columns_of_day(day, None)).chain(self.week.heads.iter().copied()) {
            is_chosen[col] = true;
        }
        let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); mip.columns.len()];
        for (row, this) in mip.rows.iter().enumerate() {
            if this.terms.iter().any(|term| !is_chosen[term.0]) {
                for &(col, _) in &this.terms {
                    rows_of[col].push(row);
                }
            }
        }
        let mut open: Vec<Col> = free.days.iter().flat_map(|&day| self.columns_of_day(day, free.classes)).collect();
        for &col in &open {
            is_free[col] = true;
        }
        let mut is_read = vec![false; mip.rows.len()];
        while let Some(col) = open.pop() {
            for &row in &rows_of[col] {
                if std::mem::replace(&mut is_read[row], true) {
                    continue;
                }
                for &(other, _) in &mip.rows[row].terms {
                    if !is_chosen[other] && !is_free[other] {
                        is_free[other] = true;
                        open.push(other);
                    }
                }
            }
        }
        if free.heads {
            let is_of = |class: &usize| free.classes.is_none_or(|of| of.contains(class));
            for class in (0..self.week.classes.len()).filter(is_of) {
                is_free[self.week.heads[class]] = true;
            }
        }
        is_free
    }

    /// The best solution that differs from `values` in a part only, rows stated until none is broken; `None` when none was
    /// found. Nobody is missing, unless `may_miss`.
    fn solve_part(&mut self, values: &[f64], free: &Free<'_>, limits: &Limits<'_>, may_miss: bool) -> Option<Vec<f64>> {
        let mut values = values.to_vec();
        loop {
            values.resize(self.week.mip.columns.len(), 0.0);
            let mut part = self.week.mip.part(&self.free_columns(free), &values);
            let mut limits = limits.clone();
            let value_in = |start: &Vec<f64>, col: Col| start.get(col).copied().unwrap_or(0.0);
            limits.start = limits.start.map(|start| part.columns.iter().map(|&col| value_in(&start, col)).collect());
            if !may_miss {
                for col in self.cover.shortage_columns() {
                    if let Ok(index) = part.columns.binary_search(&col) {
                        part.mip.columns[index].upper = 0.0;
                    }
                }
            }
            let outcome = solve(&part.mip, &limits);
            self.note(outcome.nodes, outcome.iterations);
            if outcome.ending == Ending::TimeLimit {
                self.is_reproducible = false;
            }
            for (&col, value) in part.columns.iter().zip(outcome.values?) {
                values[col] = if self.week.mip.columns[col].is_integer { value.round() } else { value };
            }
            if state_violated(&mut self.week, &mut self.cover, &values) == (0, 0) || limits.watch.is_over() {
                return Some(values);
            }
        }
    }

    /// The week of `before`, some of whose classes are split here: crews without them keep their shifts and breaks, the
    /// others find new ones; failing that only those split do, and each day calls in who is missing.
    pub(in crate::optimise) fn solve_beside(&mut self, before: &Solved<'_>, watch: Watch<'_>) {
        (self.bound, self.people_bound, self.least_paid) = (before.bound, before.people_bound, before.least_paid);
        (self.is_reproducible, self.effort) = (before.is_reproducible, before.effort);
        let Some(values) = &before.values else { return };
        let same = |class: &Class| before.week.classes.iter().position(|other| other.members == class.members);
        let same: Vec<Option<usize>> = self.week.classes.iter().map(same).collect();
        let limits = Limits { nodes: 300, gap: 1e-5, start: None, watch, share: 0.5 };
        for may_miss in [false, true] {
            let kept = self.kept_of(before, values, &same, may_miss);
            let short: Vec<Col> = self.cover.shortage_columns().collect();
            let fix = |mip: &mut Mip| {
                for &(col, value) in &kept {
                    (mip.columns[col].lower, mip.columns[col].upper) = (value, value);
                }
                for &col in short.iter().filter(|_| !may_miss) {
                    mip.columns[col].upper = 0.0;
                }
            };
            let found = self.finish(&fix, &limits);
            self.keep(found.values, watch);
            if self.values.is_some() {
                break;
            }
        }
        for day in 0..self.week.scenario.horizon.n_days() {
            let Some(values) = self.values.clone().filter(|values| self.shortage_cost(values) > 1.0) else { break };
            let free = Free { days: &[day], classes: None, heads: true };
            let limits = Limits { nodes: 100, start: Some(values.clone()), ..limits.clone() };
            let found = self.solve_part(&values, &free, &limits, true);
            self.keep(found, watch);
        }
        // With more people than before less may be paid than was proven for those.
        let people = self.values.as_ref().map_or(0.0, |values| self.people(values));
        if self.people_bound.is_some() && people > before.people(values) + 0.5 {
            self.least_paid = self.least_paid(people, &mut Relaxation::new(), watch);
        }
        self.close();
    }

    /// Columns that keep the values they had before: all of crews without a split class, or of all classes not split.
    fn kept_of(
        &self,
        before: &Solved<'_>,
        values: &[f64],
        same: &[Option<usize>],
        only_split: bool,
    ) -> Vec<(Col, f64)> {
        let mut kept = Vec::new();
        for (crew, old_crew) in (0..self.week.crews.len()).zip(0..before.week.crews.len()) {
            let classes = &self.week.crews[crew].classes;
            let is_whole = classes.iter().all(|&class| same[class].is_some());
            for (class, old) in classes.iter().filter_map(|&class| same[class].map(|old| (class, old))) {
                if is_whole || only_split {
                    let columns =
                        self.week.shifts[class].iter().flatten().zip(before.week.shifts[old].iter().flatten());
                    kept.extend(columns.map(|(&col, &old)| (col, values[old].round())));
                    kept.push((self.week.heads[class], values[before.week.heads[old]].round()));
                }
            }
            if is_whole {
                let breaks = self.week.pools[crew].iter().flatten().flat_map(|pool| &pool.starts);
                let old_breaks = before.week.pools[old_crew].iter().flatten().flat_map(|pool| &pool.starts);
                kept.extend(breaks.zip(old_breaks).map(|(new, old)| (new.1, values[old.1].round())));
            }
        }
        kept
    }

    /// Whether what was found is proven, on people and within the gap on paid time.
    pub(in crate::optimise) fn close(&mut self) {
        let is_closed = self.paid_gap().is_some_and(|open| open <= self.week.scenario.settings.gap);
        self.is_optimal = is_closed && self.is_as_few_as_proven();
    }

    /// Nobody beyond `people`: a row that keeps later steps from paying hours with people.
    pub(in crate::optimise) fn no_more_people(&mut self, people: f64) {
        let terms: Terms = self.counted_heads().map(|head| (head, 1.0)).collect();
        if !terms.is_empty() {
            self.week.mip.at_most(people, terms);
        }
    }

    /// Number of columns that must be whole.
    pub(in crate::optimise) fn n_whole(&self) -> f64 {
        count(self.week.mip.columns.iter().filter(|column| column.is_integer).count())
    }
}
