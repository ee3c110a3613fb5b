//! The columns of the week: heads, shifts and breaks of each class, and who is present when.

use super::classes::Class;
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
    /// u: breaks of one length that start at a time, `[class][day]`.
    pub(in crate::optimise) pools: Vec<Vec<Vec<Pool>>>,
}

/// The breaks of one length in the shifts of one class and day.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::optimise) struct Pool {
    /// Length of each break `[min]`.
    pub(in crate::optimise) minutes: i32,
    /// How many start when.
    pub(in crate::optimise) starts: Vec<(Minute, Col)>,
}

impl<'a> Week<'a> {
    /// The columns without any constraint but those of the breaks.
    pub(in crate::optimise) fn new(scenario: &'a Scenario, classes: &'a [Class]) -> Self {
        let mut mip = Mip::default();
        let heads = classes.iter().map(|class| mip.add(0.0, count(class.members.len()), true)).collect();
        let mut shifts = Vec::with_capacity(classes.len());
        let mut pools = Vec::with_capacity(classes.len());
        for class in classes {
            let most = count(class.members.len());
            let columns: Vec<Vec<Col>> =
                class.shifts.iter().map(|day| day.iter().map(|_| mip.add(0.0, most, true)).collect()).collect();
            let grid = scenario.horizon.grid_minutes;
            let days = class.shifts.iter().zip(&columns);
            pools.push(days.map(|(day, columns)| break_pools(&mut mip, day, columns, most, grid)).collect());
            shifts.push(columns);
        }
        Self { scenario, classes, mip, heads, shifts, pools }
    }

    /// Every shift of a class with its day and column.
    pub(in crate::optimise) fn shifts_of(&self, class: usize) -> impl Iterator<Item = (usize, &Shift, Col)> {
        let days = self.classes[class].shifts.iter().zip(&self.shifts[class]).enumerate();
        days.flat_map(|(day, (shifts, columns))| shifts.iter().zip(columns).map(move |(s, &col)| (day, s, col)))
    }

    /// Members of `class` present and not on a break, nor pinned to anything but contacts, in each grid step of the
    /// horizon; terms ascending by column.
    pub(in crate::optimise) fn presence(&self, class: usize) -> Vec<Terms> {
        let grid = self.scenario.horizon.grid_minutes;
        let n_slots = slot_count(self.scenario);
        let mut presence: Vec<Terms> = vec![Vec::new(); n_slots];
        let mut add = |span: Span, col: Col, value: f64| {
            for minute in (span.start.0..span.end.0).step_by(usize::try_from(grid).expect("positive")) {
                if let Some(slot) = slot_at(self.scenario, Minute(minute)) {
                    match presence[slot].iter_mut().find(|term| term.0 == col) {
                        Some(term) => term.1 += value,
                        None => presence[slot].push((col, value)),
                    }
                }
            }
        };
        for (_, shift, col) in self.shifts_of(class) {
            add(shift.span(), col, 1.0);
            for window in shift.breaks.iter().filter(|window| window.earliest == window.latest) {
                add(Span::new(window.earliest, window.earliest + window.minutes), col, -1.0);
            }
        }
        for pool in self.pools[class].iter().flatten() {
            for &(start, col) in &pool.starts {
                add(Span::new(start, start + pool.minutes), col, -1.0);
            }
        }
        for agent in &self.classes[class].members {
            let pins = self.scenario.pinned.of(*agent).iter();
            for pin in pins.filter(|pin| pin.activity != Activity::Contacts) {
                for minute in (pin.start.0..pin.end.0).step_by(usize::try_from(grid).expect("positive")) {
                    if let Some(slot) = slot_at(self.scenario, Minute(minute)) {
                        presence[slot].clear();
                    }
                }
            }
        }
        for terms in &mut presence {
            terms.retain(|term| term.1.abs() > 0.5);
            terms.sort_unstable_by_key(|term| term.0);
        }
        presence
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

/// Constraint (3): breaks start within their windows, pooled over the shifts of a class and day.
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
/// Windows of a single start need no column.
///
/// # Source
///
/// Bechtold and Jacobs (1990) pool breaks with forward and backward rows, which suffice where no window lies strictly
/// inside another; rows for all intervals drop that condition. The projection onto x equals that of Aykin's (1996)
/// break columns for each shift, with fewer columns.
fn break_pools(mip: &mut Mip, shifts: &[Shift], columns: &[Col], most: f64, grid: i32) -> Vec<Pool> {
    let windows = shifts.iter().zip(columns).flat_map(|(shift, &col)| shift.breaks.iter().map(move |w| (*w, col)));
    let mut windows: Vec<_> = windows.filter(|(w, _)| w.earliest < w.latest).collect();
    windows.sort_unstable();
    let mut lengths: Vec<i32> = windows.iter().map(|(w, _)| w.minutes).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let mut pools = Vec::new();
    for minutes in lengths {
        let pooled: Vec<_> = windows.iter().filter(|(w, _)| w.minutes == minutes).collect();
        let mut times: Vec<Minute> = pooled.iter().flat_map(|(w, _)| w.starts(grid)).collect();
        times.sort_unstable();
        times.dedup();
        let per_shift = shifts.iter().map(|s| s.breaks.iter().filter(|w| w.minutes == minutes).count()).max();
        let upper = most * count(per_shift.unwrap_or(1));
        let starts: Vec<(Minute, Col)> = times.into_iter().map(|time| (time, mip.add(0.0, upper, true))).collect();
        let mut firsts: Vec<Minute> = pooled.iter().map(|(w, _)| w.earliest).collect();
        let mut lasts: Vec<Minute> = pooled.iter().map(|(w, _)| w.latest).collect();
        firsts.sort_unstable();
        firsts.dedup();
        lasts.sort_unstable();
        lasts.dedup();
        for &first in &firsts {
            for &last in &lasts {
                let inside = |w: &&&(super::breaks::BreakWindow, Col)| first <= w.0.earliest && w.0.latest <= last;
                let held: Vec<_> = pooled.iter().filter(inside).collect();
                let is_tight = held.iter().any(|w| w.0.earliest == first) && held.iter().any(|w| w.0.latest == last);
                if !is_tight {
                    continue;
                }
                let mut terms: Terms =
                    starts.iter().filter(|(t, _)| first <= *t && *t <= last).map(|&(_, col)| (col, 1.0)).collect();
                for (_, col) in held.iter().copied() {
                    match terms.iter_mut().find(|term| term.0 == *col) {
                        Some(term) => term.1 -= 1.0,
                        None => terms.push((*col, -1.0)),
                    }
                }
                if held.len() == pooled.len() { mip.equal(0.0, terms) } else { mip.at_least(0.0, terms) }
            }
        }
        pools.push(Pool { minutes, starts });
    }
    pools
}
