//! What one person may do and when: absence, hours, days off, evenings, skills, pins; and two things at once.

use bemanna::model::{
    Absence, Activity, Breach, Minute, PinObstacle, PostIdx, QueueIdx, Roster, RuleId, SkillIdx, SkillSet, Span,
    Stretch,
};

use super::bases::Base;
use super::rest::before_days_off;
use super::tools::{Case, Planted, Shift, clock, hard, pick, plain, plain_span, step};

/// A plain shift of somebody's, with room on both sides; no clock changes that day.
fn plain_shift(base: &Base, turn: usize) -> Option<(Case, Shift)> {
    let days = &base.scenario.horizon.days;
    let is_calm = |shift: &Shift| {
        days[shift.day.0].clock_change.is_none()
            && days.get(shift.day.0 + 1).is_none_or(|next| next.clock_change.is_none())
            && (360..=1200).contains(&clock(&base.scenario, shift.start()))
    };
    let shifts: Vec<Shift> = before_days_off(base).into_iter().filter(is_calm).collect();
    let shift = pick(&shifts, turn)?;
    let mut case = Case::plain(base, shift.agent);
    case.off(&[RuleId::WeeklyRest, RuleId::NightEnds]);
    let old = case.shifts_of(shift.agent).into_iter().find(|old| old.start() == shift.start())?;
    Some((case, old))
}

/// Work within an absence, told once for each part of the day that lunch leaves.
pub(super) fn absent(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let span = Span::new(shift.start() + 60, shift.end() - 60);
    let parts = shift.stretches.iter().filter(|s| s.activity != Activity::Lunch);
    let parts: Vec<Span> = parts
        .map(|s| Span::new(s.start.max(span.start), s.end.min(span.end)))
        .filter(|part| part.start < part.end)
        .collect();
    let away = Absence { span, kind: "semester".to_owned(), counted: 0 };
    case.scenario.agents[shift.agent.0].absences.push(away);
    case.remove(&shift);
    let told = |span| hard(shift.agent, span, Breach::WhileAbsent { kind: "semester".to_owned() });
    // Before the leave begins and after it ends there may be work.
    let hour = |start: Minute| plain(shift.agent, start, 60);
    let (before, after) = (hour(span.start - 60), hour(span.end));
    let legal = vec![case.with(|case| case.add(before)), case.with(|case| case.add(after))];
    let expected = parts.into_iter().map(told).collect();
    case.plant(legal, |case| case.add(shift.stretches.clone()), expected)
}

/// A shift on a weekday that is never worked.
pub(super) fn day_off(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let day = case.scenario.horizon.days[shift.day.0].clone();
    let others = case.shifts_of(shift.agent);
    let same: Vec<&Shift> =
        others.iter().filter(|other| case.scenario.horizon.days[other.day.0].weekday() == day.weekday()).collect();
    let span = shift.span();
    let is_alone = same.len() == 1 && span.end <= day.span().end;
    let night_before = others.iter().any(|other| other.end() > day.start && other.start() < day.start);
    if !is_alone || night_before {
        return None;
    }
    case.scenario.agents[shift.agent.0].limits.days_off = vec![day.weekday()];
    case.remove(&shift);
    let told = hard(shift.agent, span, Breach::OutsideAvailability);
    case.plant(vec![], |case| case.add(shift.stretches.clone()), vec![told])
}

/// A start a step before the person's earliest hour.
pub(super) fn too_early(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let hour = clock(&case.scenario, shift.start());
    let starts = |other: &Shift| clock(&case.scenario, other.start());
    if case.shifts_of(shift.agent).iter().any(|other| starts(other) < hour) {
        return None;
    }
    case.scenario.agents[shift.agent.0].limits.earliest_start = Some(hour);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let told = hard(shift.agent, Span::new(shift.start() - step, shift.start()), Breach::OutsideAvailability);
    let moved = plain(shift.agent, shift.start() - step, shift.paid());
    case.plant(vec![], |case| case.replace(&shift, moved), vec![told])
}

/// An end a step after the person's latest hour.
pub(super) fn too_late(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let is_same_day = |other: &Shift| other.end() <= case.scenario.horizon.days[other.day.0].span().end;
    let ends = |other: &Shift| clock(&case.scenario, other.end());
    let others = case.shifts_of(shift.agent);
    let hour = ends(&shift);
    if others.iter().any(|other| !is_same_day(other) || ends(other) > hour || ends(other) == 0) || hour > 1380 {
        return None;
    }
    case.scenario.agents[shift.agent.0].limits.latest_end = Some(hour);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let told = hard(shift.agent, Span::new(shift.end(), shift.end() + step), Breach::OutsideAvailability);
    let moved = plain(shift.agent, shift.start() + step, shift.paid());
    case.plant(vec![], |case| case.replace(&shift, moved), vec![told])
}

/// One evening more in the week than the person's limit: 18:00 is none, a step later is.
pub(super) fn evenings(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let is_evening = |case: &Case, other: &Shift| {
        let day = case.scenario.horizon.days[other.day.0].span();
        other.end() > day.end || clock(&case.scenario, other.end()) > 1080
    };
    if case.shifts_of(shift.agent).iter().any(|other| is_evening(&case, other)) || shift.paid() > 600 {
        return None;
    }
    case.scenario.agents[shift.agent.0].limits.evenings_per_week = Some(0);
    let six = case.scenario.horizon.minute_at(shift.day, 1080);
    let step = step(turn);
    case.scenario.horizon.grid_minutes = step;
    let ending = |end: Minute| plain(shift.agent, end - plain_span(shift.paid()), shift.paid());
    let legal = case.with(|case| case.replace(&shift, ending(six)));
    let late = ending(six + step);
    let span = Span::new(late[0].start, six + step);
    let told = hard(shift.agent, span, Breach::TooManyEvenings { measured: 1, limit: 0 });
    case.plant(vec![legal], |case| case.replace(&shift, late), vec![told])
}

/// An hour at a post that asks for a skill the person lacks.
pub(super) fn unskilled(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let lacks = SkillIdx(case.scenario.skills.len());
    case.scenario.skills.push(bemanna::model::Skill { id: "saknas".to_owned(), name: "Saknas".to_owned() });
    let activity = if turn.is_multiple_of(2) {
        let post = bemanna::model::Post {
            id: "disk".to_owned(),
            name: "Disk".to_owned(),
            skills: SkillSet::of([lacks]),
            agents: 1,
            opening: Vec::new(),
            shortest: 0,
            longest: 900,
        };
        case.scenario.posts.push(post);
        Activity::Post(PostIdx(case.scenario.posts.len() - 1))
    } else {
        let letters = bemanna::model::Queue {
            channel: bemanna::model::Channel::Email,
            ..bemanna::model::Queue::new("brev", SkillSet::of([lacks]), bemanna::model::Seconds::new(300.0))
        };
        case.scenario.queues.push(letters);
        Activity::Deferrable(QueueIdx(case.scenario.queues.len() - 1))
    };
    let row = Stretch { agent: shift.agent, start: shift.start() + 30, end: shift.start() + 90, activity };
    let told = hard(shift.agent, row.span(), Breach::Unskilled { activity });
    let meeting = case.with(|case| case.put(Stretch { activity: Activity::Meeting, ..row }));
    case.plant(vec![meeting], |case| case.put(row), vec![told])
}

/// Contacts by somebody who can serve no queue.
pub(super) fn unskilled_on_contacts(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let known = case.scenario.agents[shift.agent.0].skills;
    case.scenario.queues.iter_mut().for_each(|queue| queue.overflow = None);
    // Every queue asks for something the person does not know.
    let lacks = SkillIdx(case.scenario.skills.len());
    case.scenario.skills.push(bemanna::model::Skill { id: "saknas".to_owned(), name: "Saknas".to_owned() });
    for queue in &mut case.scenario.queues {
        queue.skills = queue.skills.with(lacks);
    }
    for agent in &mut case.scenario.agents {
        agent.skills = agent.skills.with(lacks);
    }
    case.scenario.agents[shift.agent.0].skills = known;
    let reserve = |stretch: &mut Stretch| {
        if stretch.agent == shift.agent && stretch.activity == Activity::Contacts {
            stretch.activity = Activity::Reserve;
        }
    };
    case.roster.stretches.iter_mut().for_each(reserve);
    case.roster = Roster::new(std::mem::take(&mut case.roster.stretches));
    let row = Stretch { activity: Activity::Contacts, ..shift.stretches[0] };
    let told = hard(shift.agent, row.span(), Breach::Unskilled { activity: Activity::Contacts });
    case.plant(vec![], |case| case.put(row), vec![told])
}

/// A meeting on top of contacts.
pub(super) fn overlap(base: &Base, turn: usize) -> Option<Planted> {
    let (case, shift) = plain_shift(base, turn)?;
    let row =
        Stretch { start: shift.start() + 30, end: shift.start() + 60, activity: Activity::Meeting, agent: shift.agent };
    let breach = Breach::Overlap { first: Activity::Contacts, second: Activity::Meeting };
    let legal = case.with(|case| case.put(row));
    case.plant(vec![legal], |case| case.add(vec![row]), vec![hard(shift.agent, row.span(), breach)])
}

/// A pinned row that is kept in the base, and not after.
pub(super) fn pin(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let pin = Stretch {
        start: shift.start() + 30,
        end: shift.start() + 90,
        activity: Activity::Contacts,
        agent: shift.agent,
    };
    case.scenario.pinned = Roster::new(vec![pin]);
    let told = hard(shift.agent, Span::new(pin.end - 15, pin.end), missing(None));
    let other = Stretch { start: pin.end - 15, end: pin.end + 30, activity: Activity::Meeting, ..pin };
    let legal = case.with(|case| case.put(Stretch { start: pin.end, ..other }));
    case.plant(vec![legal], |case| case.put(other), vec![told])
}

fn missing(obstacle: Option<PinObstacle>) -> Breach {
    Breach::PinMissing { activity: Activity::Contacts, obstacle }
}

/// A pinned row on a day on which the person cannot be there, for each reason in turn.
pub(super) fn pin_in_vain(base: &Base, turn: usize, obstacle: &PinObstacle) -> Option<Planted> {
    let (mut case, shift) = plain_shift(base, turn)?;
    let agent = shift.agent;
    // The row is kept by a shift that is then taken away, so that nothing else is broken.
    let pin = Stretch { start: shift.start() + 60, end: shift.start() + 120, activity: Activity::Contacts, agent };
    let day = case.scenario.horizon.days[shift.day.0].clone();
    let mine = case.shifts_of(agent);
    let weekday = |other: &&Shift| case.scenario.horizon.days[other.day.0].weekday() == day.weekday();
    let is_only = mine.iter().filter(weekday).count() == 1;
    let told = vec![hard(agent, pin.span(), missing(Some(obstacle.clone())))];
    match obstacle {
        PinObstacle::Absent { kind } => {
            let span = Span::new(pin.end - 15, pin.end);
            case.scenario.agents[agent.0].absences.push(Absence { span, kind: kind.clone(), counted: 0 });
        }
        PinObstacle::DayOff if is_only && shift.end() <= day.span().end => {
            case.scenario.agents[agent.0].limits.days_off = vec![day.weekday()];
        }
        PinObstacle::NoShift => {
            // A template that is over before the row is.
            let start = clock(&case.scenario, shift.start());
            case.own_template(agent, |template| {
                (template.earliest_start, template.latest_start) = (start, start);
                template.work = vec![90];
            });
            for other in case.shifts_of(agent) {
                case.replace(&other, Vec::new());
            }
            case.scenario.pinned = Roster::new(vec![pin]);
            let broken = case.roster.clone();
            return Some(Planted { scenario: case.scenario, legal: Vec::new(), broken, expected: told });
        }
        _ => return None,
    }
    case.remove(&shift);
    let unpinned = case.roster.clone();
    case.scenario.pinned = Roster::new(vec![pin]);
    assert_eq!(unpinned, case.roster);
    Some(Planted { scenario: case.scenario, legal: Vec::new(), broken: unpinned, expected: told })
}

pub(super) fn pin_while_absent(base: &Base, turn: usize) -> Option<Planted> {
    pin_in_vain(base, turn, &PinObstacle::Absent { kind: "sjuk".to_owned() })
}

pub(super) fn pin_on_a_day_off(base: &Base, turn: usize) -> Option<Planted> {
    pin_in_vain(base, turn, &PinObstacle::DayOff)
}

pub(super) fn pin_without_a_shift(base: &Base, turn: usize) -> Option<Planted> {
    pin_in_vain(base, turn, &PinObstacle::NoShift)
}
