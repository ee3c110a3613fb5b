//! When the breaks of a shift may start: windows narrowed until any choice from them makes a legal shift.

use crate::model::{BreakKind, BreakRule, DayIdx, Horizon, Minute, RuleId, Scenario, Span};

/// A break of a shift and when it may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::optimise) struct BreakWindow {
    /// What it is.
    pub(in crate::optimise) kind: BreakKind,
    /// Length `[min]`.
    pub(in crate::optimise) minutes: i32,
    /// Whether it counts as working time.
    pub(in crate::optimise) paid: bool,
    /// Earliest start.
    pub(in crate::optimise) earliest: Minute,
    /// Latest start.
    pub(in crate::optimise) latest: Minute,
}

impl BreakWindow {
    /// The possible starts, a grid step apart.
    pub(in crate::optimise) fn starts(self, grid: i32) -> impl Iterator<Item = Minute> {
        (0..=(self.latest - self.earliest) / grid).map(move |step| self.earliest + step * grid)
    }
}

/// What the windows of one shift's breaks depend on.
pub(in crate::optimise) struct Frame<'a> {
    /// The horizon, rules and grid.
    pub(in crate::optimise) scenario: &'a Scenario,
    /// The day the shift starts on.
    pub(in crate::optimise) day: DayIdx,
    /// From the first to the last minute of the shift.
    pub(in crate::optimise) span: Span,
    /// Times within the shift when the centre is closed: an unpaid break must cover each.
    pub(in crate::optimise) closed: &'a [Span],
    /// Pinned breaks: each must be one of the shift's.
    pub(in crate::optimise) pinned_breaks: &'a [(BreakKind, Span)],
    /// Pinned work: no break may touch it.
    pub(in crate::optimise) pinned_work: &'a [Span],
}

/// Windows for the breaks of `rules` such that any start from each, chosen apart, keeps every rule within the shift:
/// order, distance from the shift's ends, longest stretch, opening and pins.
///
/// Where windows would depend on each other the shift is returned in several variants, one for each start of a break;
/// no variant: the shift cannot be worked.
pub(in crate::optimise) fn variants<'r>(
    frame: &Frame<'_>,
    rules: impl Iterator<Item = &'r BreakRule>,
) -> Vec<Vec<BreakWindow>> {
    let mut windows: Vec<BreakWindow> = rules.map(|rule| window(frame, rule)).collect();
    if !cover_closed(frame, &mut windows) || !hold_pinned_breaks(frame, &mut windows) {
        return Vec::new();
    }
    let mut found = Vec::new();
    split(frame, windows, &mut found);
    found
}

/// The window by the template's own words, on the grid.
fn window(frame: &Frame<'_>, rule: &BreakRule) -> BreakWindow {
    let Span { start, end } = frame.span;
    let mut earliest = start + rule.earliest_after_start;
    let mut latest = end - rule.before_end - rule.minutes;
    if let Some(after) = rule.latest_after_start {
        latest = latest.min(start + after);
    }
    if let Some(between) = rule.between {
        let part = part_of_day(&frame.scenario.horizon, frame.day, between, frame.span);
        earliest = earliest.max(part.start);
        latest = latest.min(part.end - rule.minutes);
    }
    let grid = frame.scenario.horizon.grid_minutes;
    let earliest = Minute(earliest.0 + (-earliest.0).rem_euclid(grid));
    let latest = Minute(latest.0 - latest.0.rem_euclid(grid));
    BreakWindow { kind: rule.kind, minutes: rule.minutes, paid: rule.paid, earliest, latest }
}

/// A part of the day by the clock; for a shift over midnight the one on the day after, if only that one touches it.
fn part_of_day(horizon: &Horizon, day: DayIdx, (from, to): (i32, i32), shift: Span) -> Span {
    let to = if to <= from { to + 1440 } else { to };
    let same = Span::new(horizon.minute_at(day, from), horizon.minute_at(day, to));
    let next = Span::new(horizon.minute_at(day, from + 1440), horizon.minute_at(day, to + 1440));
    if !same.overlaps(shift) && next.overlaps(shift) { next } else { same }
}

/// Makes an unpaid break cover each closed time within the shift; false if none can.
fn cover_closed(frame: &Frame<'_>, windows: &mut [BreakWindow]) -> bool {
    frame.closed.iter().all(|closed| {
        let covers =
            |w: &&mut BreakWindow| !w.paid && w.earliest.max(closed.end - w.minutes) <= w.latest.min(closed.start);
        windows.iter_mut().find(covers).is_some_and(|w| {
            w.earliest = w.earliest.max(closed.end - w.minutes);
            w.latest = w.latest.min(closed.start);
            true
        })
    })
}

/// Fixes a break to each pinned one; false if none fits.
fn hold_pinned_breaks(frame: &Frame<'_>, windows: &mut [BreakWindow]) -> bool {
    let mut taken = vec![false; windows.len()];
    frame.pinned_breaks.iter().all(|&(kind, span)| {
        let fits = |w: &BreakWindow| {
            w.kind.activity() == kind.activity()
                && w.minutes == span.minutes()
                && w.earliest <= span.start
                && span.start <= w.latest
        };
        (0..windows.len()).find(|&i| !taken[i] && fits(&windows[i])).is_some_and(|i| {
            taken[i] = true;
            (windows[i].earliest, windows[i].latest) = (span.start, span.start);
            true
        })
    })
}

/// Narrows the windows and, where they still depend on each other, tries every start of one of them.
fn split(frame: &Frame<'_>, mut windows: Vec<BreakWindow>, found: &mut Vec<Vec<BreakWindow>>) {
    if !propagate(frame, &mut windows) {
        return;
    }
    let grid = frame.scenario.horizon.grid_minutes;
    let touched = frame.pinned_work.iter().find_map(|pin| {
        let touches = |w: &BreakWindow| w.earliest < pin.end && pin.start < w.latest + w.minutes;
        windows.iter().position(touches).map(|i| (i, *pin))
    });
    if let Some((i, pin)) = touched {
        let mut before = windows.clone();
        before[i].latest = before[i].latest.min(pin.start - before[i].minutes);
        windows[i].earliest = windows[i].earliest.max(pin.end);
        split(frame, before, found);
        split(frame, windows, found);
        return;
    }
    let Some((i, j)) = dependent_pair(frame, &windows) else {
        found.push(windows);
        return;
    };
    let choices = |k: usize| windows[k].latest - windows[k].earliest;
    let branch = if choices(j) == 0 || (choices(i) != 0 && choices(i) <= choices(j)) { i } else { j };
    for start in windows[branch].starts(grid) {
        let mut fixed = windows.clone();
        (fixed[branch].earliest, fixed[branch].latest) = (start, start);
        split(frame, fixed, found);
    }
}

/// Narrows windows to the starts that some choice of the others allows (difference constraints, so bounds suffice);
/// false if nothing is left.
fn propagate(frame: &Frame<'_>, windows: &mut [BreakWindow]) -> bool {
    let longest = frame.scenario.rules.get(RuleId::LongestStretch);
    let rests = rests(frame, windows);
    if let Some(longest) = longest {
        if let (Some(&first), Some(&last)) = (rests.first(), rests.last()) {
            windows[first].latest = windows[first].latest.min(frame.span.start + longest);
            windows[last].earliest = windows[last].earliest.max(frame.span.end - longest - windows[last].minutes);
        } else if frame.span.minutes() > longest {
            return false;
        }
    }
    loop {
        let before: Vec<_> = windows.to_vec();
        for i in 1..windows.len() {
            windows[i].earliest = windows[i].earliest.max(windows[i - 1].earliest + windows[i - 1].minutes);
        }
        for i in (1..windows.len()).rev() {
            windows[i - 1].latest = windows[i - 1].latest.min(windows[i].latest - windows[i - 1].minutes);
        }
        for pair in rests.windows(2) {
            let (i, j) = (pair[0], pair[1]);
            if let Some(longest) = longest {
                windows[j].latest = windows[j].latest.min(windows[i].latest + windows[i].minutes + longest);
                windows[i].earliest = windows[i].earliest.max(windows[j].earliest - longest - windows[i].minutes);
            }
        }
        if windows.iter().any(|w| w.earliest > w.latest) {
            return false;
        }
        if before == windows {
            return true;
        }
    }
}

/// The breaks that end a stretch of work: unpaid, or a paid meal at the workplace, and long enough.
fn rests(frame: &Frame<'_>, windows: &[BreakWindow]) -> Vec<usize> {
    let shortest = frame.scenario.rules.get(RuleId::ShortestBreak).unwrap_or(0);
    let ends = |window: &BreakWindow| !window.paid || window.kind == BreakKind::Meal;
    (0..windows.len()).filter(|&i| ends(&windows[i]) && windows[i].minutes >= shortest).collect()
}

/// Two breaks whose starts cannot be chosen apart: they could overlap, or leave too long a stretch between them.
fn dependent_pair(frame: &Frame<'_>, windows: &[BreakWindow]) -> Option<(usize, usize)> {
    let in_order = |i: usize| windows[i - 1].latest + windows[i - 1].minutes <= windows[i].earliest;
    if let Some(i) = (1..windows.len()).find(|&i| !in_order(i)) {
        return Some((i - 1, i));
    }
    let longest = frame.scenario.rules.get(RuleId::LongestStretch)?;
    let rests = rests(frame, windows);
    let too_far = |pair: &&[usize]| {
        let (i, j) = (pair[0], pair[1]);
        windows[j].latest - (windows[i].earliest + windows[i].minutes) > longest
    };
    rests.windows(2).find(too_far).map(|pair| (pair[0], pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Limit;

    fn rule(kind: BreakKind, minutes: i32, paid: bool, earliest: i32, before_end: i32) -> BreakRule {
        BreakRule {
            kind,
            minutes,
            paid,
            if_work_over: 0,
            earliest_after_start: earliest,
            latest_after_start: None,
            before_end,
            between: None,
            most_at_once: None,
        }
    }

    fn centre(longest_stretch: i32) -> Scenario {
        let horizon = Horizon::new(chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), 1, 30, 30);
        let mut scenario = Scenario::new("x", horizon);
        let limit = Limit { value: longest_stretch, source: String::new(), is_verified: false };
        scenario.rules.limits.insert(RuleId::LongestStretch, limit);
        scenario
    }

    fn all(scenario: &Scenario, pinned_work: &[Span], rules: &[BreakRule]) -> Vec<Vec<BreakWindow>> {
        let frame = Frame {
            scenario,
            day: DayIdx(0),
            span: Span::new(Minute(480), Minute(990)),
            closed: &[],
            pinned_breaks: &[],
            pinned_work,
        };
        variants(&frame, rules.iter())
    }

    #[test]
    fn the_longest_stretch_bounds_the_lunch_from_both_sides() {
        let lunch = rule(BreakKind::Lunch, 30, false, 0, 0);
        let found = all(&centre(300), &[], std::slice::from_ref(&lunch));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0][0].earliest, found[0][0].latest), (Minute(660), Minute(780)));
        assert!(all(&centre(230), &[], &[lunch]).is_empty(), "two stretches of 230 minutes do not fill 480");
    }

    #[test]
    fn breaks_that_could_overlap_become_variants_whose_windows_are_free_of_each_other() {
        let rules = [rule(BreakKind::Break, 30, true, 60, 60), rule(BreakKind::Lunch, 30, false, 120, 120)];
        let found = all(&centre(1440), &[], &rules);
        assert!(found.len() > 1);
        let mut pairs: Vec<(i32, i32)> = Vec::new();
        for windows in &found {
            for first in windows[0].starts(30) {
                for second in windows[1].starts(30) {
                    assert!(first + 30 <= second);
                    pairs.push((first.0, second.0));
                }
            }
        }
        let n = pairs.len();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(n, pairs.len(), "no placement twice");
        let legal = (540..=900).step_by(30).flat_map(|a| (600..=840).step_by(30).map(move |b| (a, b)));
        assert_eq!(n, legal.filter(|(a, b)| a + 30 <= *b).count(), "and none forgotten");
    }

    #[test]
    fn no_break_touches_pinned_work() {
        let pin = Span::new(Minute(720), Minute(780));
        let found = all(&centre(300), &[pin], &[rule(BreakKind::Lunch, 30, false, 0, 0)]);
        let windows: Vec<_> = found.iter().map(|w| (w[0].earliest.0, w[0].latest.0)).collect();
        assert_eq!(windows, [(660, 690), (780, 780)]);
    }
}
