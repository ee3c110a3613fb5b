//! Rest between shifts, in the week, at night; length of the day; work without a break.

use bemanna::model::{Activity, Minute, RuleId, Span, Stretch, TemplateIdx};
use chrono::Weekday;

use super::bases::Base;
use super::tools::{Case, Planted, Shift, clock, pick, plain, plain_span, rule, step};

/// Pairs of one person's shifts, each with the next, in plain days.
fn pairs(base: &Base) -> Vec<(Shift, Shift)> {
    let case = Case::of(base);
    let shifts = case.shifts();
    shifts
        .windows(2)
        .filter(|pair| pair[0].agent == pair[1].agent)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect()
}

/// The shift as it is in plain days.
fn plain_of(shift: &Shift) -> Span {
    Span::new(shift.start(), shift.start() + plain_span(shift.paid()))
}

/// The earlier of two shifts on following days is moved so late that the rest after it is a step, or a minute, short.
pub(super) fn daily_rest(base: &Base, turn: usize) -> Option<Planted> {
    daily_rest_between(base, turn, &|_, _| true)
}

/// The same in a night in which the clock changes: eleven hours are eleven hours.
pub(super) fn daily_rest_when_the_clock_changes(base: &Base, turn: usize) -> Option<Planted> {
    let days = &base.scenario.horizon.days;
    daily_rest_between(base, turn, &|_, two| days[two.day.0].clock_change.is_some())
}

fn daily_rest_between(base: &Base, turn: usize, is: &dyn Fn(&Shift, &Shift) -> bool) -> Option<Planted> {
    let step = step(turn);
    let may = |(one, two): &(Shift, Shift)| {
        let (span, end) = (plain_of(one), two.start() - 660 + step);
        let start = end - span.minutes();
        let midnight = base.scenario.horizon.days[one.day.0].span().end;
        let is_same_night = base.scenario.rules.get(RuleId::NightEnds).is_none() || end <= midnight;
        is(one, two) && two.day.0 == one.day.0 + 1 && start >= span.start && start < midnight && is_same_night
    };
    let candidates: Vec<_> = pairs(base).into_iter().filter(may).collect();
    let (one, two) = pick(&candidates, turn)?;
    let mut case = Case::plain(base, one.agent);
    case.scenario.horizon.grid_minutes = step;
    let moved = |case: &mut Case, end: Minute| {
        let old =
            case.shifts_of(one.agent).into_iter().find(|shift| shift.start() == one.start()).expect("it is there");
        case.replace(&old, plain(one.agent, end - plain_span(one.paid()), one.paid()));
    };
    let (at_limit, too_late) = (two.start() - 660, two.start() - 660 + step);
    let legal = case.with(|case| moved(case, at_limit));
    let told = rule(one.agent, Span::new(too_late, two.start()), RuleId::DailyRest, 660 - step, 660);
    case.plant(vec![legal], |case| moved(case, too_late), vec![told])
}

/// The first shift of the plan is moved to less than eleven hours after what `history.csv` says.
pub(super) fn daily_rest_after_history(base: &Base, turn: usize) -> Option<Planted> {
    if base.scenario.horizon.cyclic {
        return None;
    }
    let agent = pick(&Case::of(base).workers(), turn)?;
    let mut case = Case::plain(base, agent);
    let first = case.shifts_of(agent).swap_remove(0);
    // In the base it is a minute that is lost.
    case.scenario.horizon.grid_minutes = 1;
    case.scenario.agents[agent.0].last_end = Some(first.start() - 660);
    let start = first.start() - 1;
    let told = rule(agent, Span::new(first.start() - 660, start), RuleId::DailyRest, 659, 660);
    case.plant(vec![], |case| case.replace(&first, plain(agent, start, first.paid())), vec![told])
}

/// The last shift of a cyclic plan is moved to less than eleven hours before the first.
pub(super) fn daily_rest_over_the_turn(base: &Base, turn: usize) -> Option<Planted> {
    let case = Case::of(base);
    if !base.scenario.horizon.cyclic {
        return None;
    }
    let night_is_free = base.scenario.rules.get(RuleId::NightEnds).is_some();
    let mut candidates = Vec::new();
    for agent in case.workers() {
        let shifts = case.shifts_of(agent);
        let (first, last) = (shifts[0].clone(), shifts[shifts.len() - 1].clone());
        let latest = first.start() + case.round() - 660;
        let is_evening =
            latest.0 - plain_span(last.paid()) < case.round() && (!night_is_free || latest.0 <= case.round() - 15);
        if latest >= last.end() && is_evening {
            candidates.push((agent, first, last));
        }
    }
    let (agent, first, last) = pick(&candidates, turn)?;
    let case = Case::plain(base, agent);
    let moved = |case: &mut Case, end: Minute| {
        let old = case.shifts_of(agent).into_iter().find(|shift| shift.start() == last.start()).expect("it is there");
        case.replace(&old, plain(agent, end - plain_span(last.paid()), last.paid()));
    };
    let next = first.start() + case.round();
    // Nothing is planted where moving it takes the weekly rest.
    if base.scenario.rules.get(RuleId::WeeklyRest).is_some() && next - last.end() > 2160 {
        let mut case = case;
        case.off(&[RuleId::WeeklyRest]);
        let legal = case.with(|case| moved(case, next - 660));
        let told = rule(agent, Span::new(next - 645, next), RuleId::DailyRest, 645, 660);
        return case.plant(vec![legal], |case| moved(case, next - 645), vec![told]);
    }
    let legal = case.with(|case| moved(case, next - 660));
    let told = rule(agent, Span::new(next - 645, next), RuleId::DailyRest, 645, 660);
    case.plant(vec![legal], |case| moved(case, next - 645), vec![told])
}

/// A shift on Saturday that leaves less than 36 hours of the week, where the other days are worked.
pub(super) fn weekly_rest(base: &Base, turn: usize) -> Option<Planted> {
    let horizon = &base.scenario.horizon;
    let case = Case::of(base);
    let mut candidates = Vec::new();
    for agent in case.workers() {
        let shifts = case.shifts_of(agent);
        let is_saturday = |day: &usize| horizon.days[*day].weekday() == Weekday::Sat;
        for saturday in (5..horizon.n_days()).filter(is_saturday) {
            let works = |day: usize| shifts.iter().any(|shift| shift.day.0 == day);
            let (day, sunday) = (&horizon.days[saturday], horizon.days.get(saturday + 1));
            let end = sunday.map_or(day.start + 2880, |sunday| sunday.span().end);
            let before = shifts.iter().filter(|shift| shift.end() < end).map(Shift::end).max();
            let is_rested = before.is_some_and(|before| end - 2160 - 240 - before >= 660);
            if (saturday - 5..saturday).all(works) && !works(saturday) && !works(saturday + 1) && is_rested {
                candidates.push((agent, saturday, end));
            }
        }
    }
    let (agent, saturday, sunday_ends) = pick(&candidates, turn)?;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::NightEnds]);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let week = Span::new(horizon.days[saturday - 5].start, sunday_ends);
    let short = |end: Minute| plain(agent, end - 240, 240);
    let legal = case.with(|case| case.add(short(sunday_ends - 2160)));
    let told = rule(agent, week, RuleId::WeeklyRest, 2160 - step, 2160);
    case.plant(vec![legal], |case| case.add(short(sunday_ends - 2160 + step)), vec![told])
}

/// As [`weekly_rest`], in the week that a cyclic plan begins and ends within.
pub(super) fn weekly_rest_over_the_turn(base: &Base, turn: usize) -> Option<Planted> {
    let days = &base.scenario.horizon.days;
    if !base.scenario.horizon.cyclic || days[0].weekday() != Weekday::Wed {
        return None;
    }
    let agent = pick(&Case::of(base).workers(), turn)?;
    let mut case = Case::alone(base, agent);
    case.off(&RuleId::ALL);
    case.limit(RuleId::WeeklyRest, 2160);
    // Four hours from eight every day of that week but Sunday: the longest rest is that to the next Monday at midnight.
    let works = |day: usize| plain(agent, days[day].start + 480, 240);
    case.roster.stretches.clear();
    for day in [0, 1, 2, days.len() - 2, days.len() - 1] {
        case.add(works(day));
    }
    case.add(works(3));
    let monday = days[days.len() - 2].start;
    let noon = days[3].start + 720;
    let longer = Stretch { start: noon, end: noon + 15, ..works(3)[0] };
    let week = Span::new(monday, monday + 7 * 1440);
    let told = rule(agent, week, RuleId::WeeklyRest, 2145, 2160);
    case.plant(vec![], |case| case.add(vec![longer]), vec![told])
}

/// A day with more than thirteen hours from first to last minute, before a day off.
pub(super) fn longest_span(base: &Base, turn: usize) -> Option<Planted> {
    let candidates = before_days_off(base);
    let shift = pick(&candidates, turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::NightEnds, RuleId::WeeklyRest]);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let old = case.shifts_of(agent).into_iter().find(|old| old.start() == shift.start())?;
    let of = |span: i32| plain(agent, shift.start(), span - 60);
    let legal = case.with(|case| case.replace(&old, of(780)));
    let told = rule(agent, Span::new(shift.start(), shift.start() + 780 + step), RuleId::LongestSpan, 780 + step, 780);
    case.plant(vec![legal], |case| case.replace(&old, of(780 + step)), vec![told])
}

/// Shifts with no shift of the same person for a day and a half after them, over the turn of a cyclic plan too.
pub(super) fn before_days_off(base: &Base) -> Vec<Shift> {
    let case = Case::of(base);
    let mut out = Vec::new();
    for agent in case.workers() {
        let shifts = case.shifts_of(agent);
        let next = |at: usize| match shifts.get(at + 1) {
            Some(next) => next.start(),
            None if base.scenario.horizon.cyclic => shifts[0].start() + case.round(),
            None => Minute(i32::MAX / 2),
        };
        let is_free = |at: &usize| next(*at) - shifts[*at].end() >= 2160;
        out.extend((0..shifts.len()).filter(is_free).map(|at| shifts[at].clone()));
    }
    out.retain(|shift| shift.start() + 960 <= Minute(case.round()));
    out
}

/// Lunch is moved so early that more than five hours follow without a break.
pub(super) fn longest_stretch(base: &Base, turn: usize) -> Option<Planted> {
    let candidates: Vec<Shift> = Case::of(base).shifts().into_iter().filter(|shift| shift.paid() > 330).collect();
    let shift = pick(&candidates, turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let old = case.shifts_of(agent).into_iter().find(|old| old.start() == shift.start())?;
    let lunch_after = |minutes: i32| {
        let end = old.end();
        let mut new = plain(agent, old.start(), old.paid() - minutes);
        new.truncate(1);
        new[0].end = end - minutes - 30;
        let lunch = Stretch { start: new[0].end, end: end - minutes, activity: Activity::Lunch, agent };
        let after = Stretch { start: lunch.end, end, activity: Activity::Contacts, agent };
        vec![new[0], lunch, after]
    };
    let legal = case.with(|case| case.replace(&old, lunch_after(300)));
    let told = rule(agent, Span::new(old.end() - 300 - step, old.end()), RuleId::LongestStretch, 300 + step, 300);
    case.plant(vec![legal], |case| case.replace(&old, lunch_after(300 + step)), vec![told])
}

/// A lunch of 29 minutes, as the person's own template has it, is no break by the law.
pub(super) fn shortest_break(base: &Base, turn: usize) -> Option<Planted> {
    let candidates: Vec<Shift> = Case::of(base).shifts().into_iter().filter(|shift| shift.paid() > 330).collect();
    let shift = pick(&candidates, turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.scenario.horizon.grid_minutes = 1;
    let own = case.scenario.agents[agent.0].templates[0];
    // Either length is the template's, so that only the law tells them apart.
    let mut shorter = case.scenario.templates[own.0].clone();
    shorter.breaks.iter_mut().for_each(|rule| rule.minutes = 29);
    "kort".clone_into(&mut shorter.id);
    case.scenario.templates.push(shorter);
    case.scenario.agents[agent.0].templates.push(TemplateIdx(case.scenario.templates.len() - 1));
    let old = case.shifts_of(agent).into_iter().find(|old| old.start() == shift.start())?;
    let mut new = old.stretches.clone();
    new[1].end = new[1].end - 1;
    new[2].start = new[2].start - 1;
    let told = rule(agent, old.span(), RuleId::LongestStretch, old.span().minutes(), 300);
    case.plant(vec![], |case| case.replace(&old, new), vec![told])
}

/// A shift that starts before the night ends.
pub(super) fn night(base: &Base, turn: usize) -> Option<Planted> {
    let limit = base.scenario.rules.get(RuleId::NightEnds)?;
    let case = Case::of(base);
    // No clock changes in the same night: the hour is that on the wall.
    let is_calm = |shift: &Shift| base.scenario.horizon.days[shift.day.0].clock_change.is_none();
    let is_first = |shift: &Shift| {
        let shifts = case.shifts_of(shift.agent);
        let before = shifts.iter().filter(|other| other.end() <= shift.start()).map(Shift::end).max();
        let midnight = base.scenario.horizon.days[shift.day.0].start;
        let turn = base.scenario.horizon.cyclic && before.is_none();
        !turn && before.is_none_or(|before| midnight + limit - 15 - before >= 660)
    };
    let candidates: Vec<Shift> = case.shifts().into_iter().filter(|shift| is_calm(shift) && is_first(shift)).collect();
    let shift = pick(&candidates, turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::WeeklyRest]);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let old = case.shifts_of(agent).into_iter().find(|old| old.start() == shift.start())?;
    let ends = base.scenario.horizon.days[shift.day.0].start + limit;
    let legal = case.with(|case| case.replace(&old, plain(agent, ends, old.paid())));
    let told = rule(agent, Span::new(ends - step, ends), RuleId::NightEnds, limit - step, limit);
    case.plant(vec![legal], |case| case.replace(&old, plain(agent, ends - step, old.paid())), vec![told])
}

/// A shift that ends after midnight.
pub(super) fn night_begins(base: &Base, turn: usize) -> Option<Planted> {
    let limit = base.scenario.rules.get(RuleId::NightEnds)?;
    let candidates: Vec<Shift> =
        before_days_off(base).into_iter().filter(|shift| clock(&base.scenario, shift.start()) <= 960).collect();
    let shift = pick(&candidates, turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::WeeklyRest]);
    let old = case.shifts_of(agent).into_iter().find(|old| old.start() == shift.start())?;
    let midnight = base.scenario.horizon.days[shift.day.0].span().end;
    let of = |end: Minute| plain(agent, end - plain_span(old.paid()), old.paid());
    let legal = case.with(|case| case.replace(&old, of(midnight)));
    let told = rule(agent, Span::new(midnight, midnight + 15), RuleId::NightEnds, 0, limit);
    case.plant(vec![legal], |case| case.replace(&old, of(midnight + 15)), vec![told])
}
