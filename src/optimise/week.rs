//! The columns of the week: heads, shifts and breaks of each class, and who is present when.

use std::collections::{BTreeMap, BTreeSet};

use super::breaks::BreakWindow;
use super::classes::{Class, Crew, crews};
use super::engine::{Col, Mip, Terms};
use super::shifts::Shift;
use crate::model::{Activity, Minute, Scenario, Span};

/// The program of a week with the meaning of its columns.
pub(in crate::optimise) struct Week<'a> {
    /// The planning problem.
    pub(in crate::optimise) scenario: &'a Scenario,
    /// Agents alike, and their shifts.
    pub(in crate::optimise) classes: &'a [Class],
    /// The program itself.
    pub(in crate::optimise) mip: Mip,
    /// h: members of the class who work at all, `[class]`.
    pub(in crate::optimise) heads: Vec<Col>,
    /// x: members who work a shift, `[class][day][shift]`.
    pub(in crate::optimise) shifts: Vec<Vec<Vec<Col>>>,
    /// Classes that are the same to every queue and post.
    pub(in crate::optimise) crews: Vec<Crew>,
    /// u: breaks of one length that start at a time, `[crew][day]`; empty until [`Week::add_breaks`].
    pub(in crate::optimise) pools: Vec<Vec<Vec<Pool>>>,
}

/// The breaks of one length in the shifts of one crew and day.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::optimise) struct Pool {
    /// Length of each break `[min]`.
    pub(in crate::optimise) minutes: i32,
    /// How many start when.
    pub(in crate::optimise) starts: Vec<(Minute, Col)>,
}

impl<'a> Week<'a> {
    /// Heads and shifts, without any constraint.
    pub(in crate::optimise) fn new(scenario: &'a Scenario, classes: &'a [Class]) -> Self {
        let mut mip = Mip::default();
        let heads = classes.iter().map(|class| mip.add(0.0, count(class.members.len()), true)).collect();
        let shifts_of = |class: &Class| -> Vec<Vec<Col>> {
            let most = count(class.members.len());
            class.shifts.iter().map(|day| day.iter().map(|_| mip.add(0.0, most, true)).collect()).collect()
        };
        let shifts = classes.iter().map(shifts_of).collect();
        Self { scenario, classes, mip, heads, shifts, crews: crews(scenario, classes), pools: Vec::new() }
    }

    /// The breaks, with their constraint.
    pub(in crate::optimise) fn add_breaks(&mut self) {
        let grid = self.scenario.horizon.grid_minutes;
        for crew in &self.crews {
            let mut pools = Vec::with_capacity(self.scenario.horizon.n_days());
            for day in 0..self.scenario.horizon.n_days() {
                let of_class = |&class: &usize| self.classes[class].shifts[day].iter().zip(&self.shifts[class][day]);
                let shifts: Vec<(&Shift, Col)> = crew.classes.iter().flat_map(of_class).map(|(s, &c)| (s, c)).collect();
                pools.push(break_pools(&mut self.mip, &shifts, count(crew.members), grid));
            }
            self.pools.push(pools);
        }
    }

    /// Every shift of a class with its day and column.
    pub(in crate::optimise) fn shifts_of(&self, class: usize) -> impl Iterator<Item = (usize, &Shift, Col)> {
        let days = self.classes[class].shifts.iter().zip(&self.shifts[class]).enumerate();
        days.flat_map(|(day, (shifts, columns))| shifts.iter().zip(columns).map(move |(s, &col)| (day, s, col)))
    }

    /// Members of `crew` present and not on a break, nor pinned to anything but contacts, in each grid step of the
    /// horizon; terms ascending by column.
    pub(in crate::optimise) fn presence(&self, crew: usize) -> Vec<Terms> {
        let grid = self.scenario.horizon.grid_minutes;
        let n_slots = slot_count(self.scenario);
        let mut presence: Vec<BTreeMap<Col, f64>> = vec![BTreeMap::new(); n_slots];
        let mut add = |span: Span, col: Col, value: f64| {
            for minute in (span.start.0..span.end.0).step_by(usize::try_from(grid).expect("positive")) {
                if let Some(slot) = slot_at(self.scenario, Minute(minute)) {
                    *presence[slot].entry(col).or_default() += value;
                }
            }
        };
        let classes = &self.crews[crew].classes;
        for (_, shift, col) in classes.iter().flat_map(|&class| self.shifts_of(class)) {
            add(shift.span(), col, 1.0);
            for window in shift.breaks.iter().filter(|window| window.earliest == window.latest) {
                add(Span::new(window.earliest, window.earliest + window.minutes), col, -1.0);
            }
        }
        for pool in self.pools[crew].iter().flatten() {
            for &(start, col) in &pool.starts {
                add(Span::new(start, start + pool.minutes), col, -1.0);
            }
        }
        for agent in classes.iter().flat_map(|&class| &self.classes[class].members) {
            let pins = self.scenario.pinned.of(*agent).iter();
            for pin in pins.filter(|pin| pin.activity != Activity::Contacts) {
                for minute in (pin.start.0..pin.end.0).step_by(usize::try_from(grid).expect("positive")) {
                    if let Some(slot) = slot_at(self.scenario, Minute(minute)) {
                        presence[slot].clear();
                    }
                }
            }
        }
        presence.into_iter().map(|terms| terms.into_iter().filter(|term| term.1.abs() > 0.5).collect()).collect()
    }
}

/// Number of grid steps in the horizon.
pub(in crate::optimise) fn slot_count(scenario: &Scenario) -> usize {
    usize::try_from(scenario.horizon.minutes() / scenario.horizon.grid_minutes).unwrap_or(0)
}

/// The grid step that starts at or before a minute; wraps in a cyclic horizon, `None` outside any other.
pub(in crate::optimise) fn slot_at(scenario: &Scenario, minute: Minute) -> Option<usize> {
    let horizon = &scenario.horizon;
    let minute = if horizon.cyclic { minute.0.rem_euclid(horizon.minutes()) } else { minute.0 };
    let slot = usize::try_from(minute.div_euclid(horizon.grid_minutes)).ok()?;
    (slot < slot_count(scenario)).then_some(slot)
}

/// A number of people or things as a coefficient.
pub(in crate::optimise) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Constraint (3): breaks start within their windows, pooled over the shifts of a crew and day.
///
/// Breaks of one length are exchangeable, so only how many start when matters. They can be dealt out to the shifts
/// exactly when every interval [a, b] of starts holds at least the breaks whose window lies inside it (Hall's
/// condition for intervals), and there are as many starts as breaks:
///
/// ```text
/// sum over t in [a, b] of u(t)  >=  sum over windows inside [a, b] of x        for each first start a and last b
/// sum over all t of u(t)         =  sum over all windows of x
/// ```
///
/// Given the equality, the row of [a, b] follows from those of [first, b] and [a, last] unless some window reaches out
/// on both sides of [a, b]; the others are left out. The rows from the first start and to the last are stated as sums
/// carried on from one to the next, so that a shift stands in one of each kind. Windows of a single start need no
/// column.
///
/// # Source
///
/// Bechtold and Jacobs (1990) pool breaks with forward and backward rows, which suffice where no window lies strictly
/// inside another; rows inside wider windows drop that condition. The projection onto x equals that of Aykin's (1996)
/// break columns for each shift, with fewer columns.
fn break_pools(mip: &mut Mip, shifts: &[(&Shift, Col)], most: f64, grid: i32) -> Vec<Pool> {
    let windows = shifts.iter().flat_map(|&(shift, col)| shift.breaks.iter().map(move |w| (*w, col)));
    let mut windows: Vec<_> = windows.filter(|(w, _)| w.earliest < w.latest).collect();
    windows.sort_unstable();
    let mut lengths: Vec<i32> = windows.iter().map(|(w, _)| w.minutes).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let mut pools = Vec::new();
    for minutes in lengths {
        let pooled: Vec<(BreakWindow, Col)> = windows.iter().filter(|(w, _)| w.minutes == minutes).copied().collect();
        let mut times: Vec<Minute> = pooled.iter().flat_map(|(w, _)| w.starts(grid)).collect();
        times.sort_unstable();
        times.dedup();
        let per_shift = shifts.iter().map(|(s, _)| s.breaks.iter().filter(|w| w.minutes == minutes).count()).max();
        let upper = most * count(per_shift.unwrap_or(1));
        let starts: Vec<(Minute, Col)> = times.into_iter().map(|time| (time, mip.add(0.0, upper, true))).collect();
        hold_windows(mip, &pooled, &starts, upper);
        pools.push(Pool { minutes, starts });
    }
    pools
}

/// The rows of constraint (3) for the breaks of one length.
fn hold_windows(mip: &mut Mip, pooled: &[(BreakWindow, Col)], starts: &[(Minute, Col)], upper: f64) {
    let firsts: BTreeSet<Minute> = pooled.iter().map(|(w, _)| w.earliest).collect();
    let lasts: BTreeSet<Minute> = pooled.iter().map(|(w, _)| w.latest).collect();
    let row = |times: &dyn Fn(Minute) -> bool, windows: &dyn Fn(&BreakWindow) -> bool| -> Terms {
        let mut sums: BTreeMap<Col, f64> =
            starts.iter().filter(|(t, _)| times(*t)).map(|&(_, col)| (col, 1.0)).collect();
        for (_, col) in pooled.iter().filter(|(w, _)| windows(w)) {
            *sums.entry(*col).or_default() -= 1.0;
        }
        sums.into_iter().collect()
    };
    let mut carried: Option<(Minute, Col)> = None;
    for &last in &lasts {
        let mut terms = row(&|t| t <= last && carried.is_none_or(|(before, _)| t > before), &|w| w.latest == last);
        terms.extend(carried.map(|(_, over)| (over, 1.0)));
        if Some(&last) != lasts.last() {
            let over = mip.add(0.0, upper, false);
            terms.push((over, -1.0));
            carried = Some((last, over));
        }
        mip.equal(0.0, terms);
    }
    let mut carried: Option<(Minute, Col)> = None;
    for &first in firsts.iter().skip(1).rev() {
        let mut terms = row(&|t| t >= first && carried.is_none_or(|(after, _)| t < after), &|w| w.earliest == first);
        terms.extend(carried.map(|(_, over)| (over, 1.0)));
        let over = mip.add(0.0, upper, false);
        terms.push((over, -1.0));
        carried = Some((first, over));
        mip.equal(0.0, terms);
    }
    for &first in &firsts {
        for &last in lasts.range(first..) {
            let inside = |w: &BreakWindow| first <= w.earliest && w.latest <= last;
            let is_tight = pooled.iter().any(|(w, _)| inside(w) && w.earliest == first)
                && pooled.iter().any(|(w, _)| inside(w) && w.latest == last);
            if is_tight && pooled.iter().any(|(w, _)| w.earliest < first && last < w.latest) {
                mip.at_least(0.0, row(&|t| first <= t && t <= last, &inside));
            }
        }
    }
}
