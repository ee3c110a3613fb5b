//! What was changed between two rosters, person by person and day by day.

use crate::model::{Activity, AgentIdx, DayChange, DayIdx, MovedDay, Roster, Scenario, Span, Stretch};

/// Who has another day in `after` than in `before`, in order of day and person.
pub(super) fn moves(scenario: &Scenario, before: &Roster, after: &Roster) -> Vec<MovedDay> {
    let mut moved = Vec::new();
    for day in (0..scenario.horizon.n_days()).map(DayIdx) {
        for agent in (0..scenario.agents.len()).map(AgentIdx) {
            let on = |roster: &Roster| -> Vec<Stretch> {
                let of_day = |stretch: &&Stretch| scenario.horizon.day_at(stretch.start) == day;
                roster.of(agent).iter().filter(of_day).copied().collect()
            };
            let (then, now) = (on(before), on(after));
            if then != now {
                let is_overtime = now.iter().any(|stretch| {
                    let ordered = &scenario.agents[agent.0].overtime;
                    !then.contains(stretch) && ordered.iter().any(|span| span.overlaps(stretch.span()))
                });
                moved.push(MovedDay { agent, day, is_overtime, changes: changes(&then, &now) });
            }
        }
    }
    moved.retain(|day| !day.changes.is_empty());
    moved
}

fn changes(then: &[Stretch], now: &[Stretch]) -> Vec<DayChange> {
    let whole = |of: &[Stretch]| Some(Span::new(of.first()?.start, of.last()?.end));
    let mut changes = Vec::new();
    if is_reserve(then) && !is_reserve(now) {
        changes.push(DayChange::FromReserve);
    }
    let (before, after) = (whole(then), whole(now));
    if before != after {
        changes.push(DayChange::Shift { before, after });
    }
    if before.is_none() || after.is_none() {
        return changes;
    }
    for pause in [Activity::Lunch, Activity::Break] {
        let of = |day: &[Stretch]| -> Vec<Span> {
            day.iter().filter(|stretch| stretch.activity == pause).map(|stretch| stretch.span()).collect()
        };
        let moved = of(then).into_iter().zip(of(now)).filter(|(before, after)| before != after);
        changes.extend(moved.map(|(before, after)| DayChange::Pause { activity: pause, before, after }));
    }
    let is_told =
        |stretch: &&Stretch| !matches!(stretch.activity, Activity::Contacts | Activity::Lunch | Activity::Break);
    let is_whole_reserve = is_reserve(then);
    let (then, now) = (joined(then), joined(now));
    let dropped = then.iter().filter(is_told).filter(|stretch| !now.contains(stretch));
    // Reserve of a whole day is told as such.
    changes.extend(
        dropped
            .filter(|stretch| !is_whole_reserve || stretch.activity != Activity::Reserve)
            .map(|stretch| DayChange::Dropped(*stretch)),
    );
    let added = now.iter().filter(is_told).filter(|stretch| !then.contains(stretch));
    changes.extend(added.map(|stretch| DayChange::Added(*stretch)));
    changes
}

/// Whether the day is nothing but reserve with its breaks.
fn is_reserve(day: &[Stretch]) -> bool {
    let idle = |s: &Stretch| matches!(s.activity, Activity::Reserve | Activity::Lunch | Activity::Break);
    !day.is_empty() && day.iter().all(idle)
}

/// Stretches of the same activity that follow upon each other as one.
fn joined(day: &[Stretch]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for stretch in day {
        match out.last_mut() {
            Some(last) if last.end == stretch.start && last.activity == stretch.activity => last.end = stretch.end,
            _ => out.push(*stretch),
        }
    }
    out
}
