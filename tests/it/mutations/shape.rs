//! Shifts against their templates: weekday, start, length, holes, breaks, numbers; and opening hours.

use bemanna::model::{
    Activity, AgentIdx, Breach, BreakLimit, Minute, Misfit, RuleId, Severity, Span, Stretch, TemplateIdx,
};

use super::bases::Base;
use super::rest::before_days_off;
use super::tools::{Case, Planted, Shift, clock, hard, pick};

/// A shift with the template that the base planned it by as the person's only one, and nobody needed.
fn by_template(base: &Base, turn: usize, is: impl Fn(&Case, &Shift) -> bool) -> Option<(Case, Shift, TemplateIdx)> {
    let mut case = Case::of(base);
    case.ask_nothing();
    let shifts: Vec<Shift> = before_days_off(base).into_iter().filter(|shift| is(&case, shift)).collect();
    let shift = pick(&shifts, turn)?;
    let agent = shift.agent;
    case.scenario.agents[agent.0].contract = None;
    // Only this shift is left of the person's, so that one template explains everything.
    case.roster.stretches.retain(|stretch| stretch.agent != agent || shift.stretches.contains(stretch));
    let date = case.scenario.horizon.days[shift.day.0].date;
    let fits = |index: &TemplateIdx| {
        let template = &case.scenario.templates[index.0];
        let lunch = shift.of(Activity::Lunch).map(|lunch| lunch.span().minutes());
        let told = template.breaks.iter().find(|rule| rule.kind.activity() == Some(Activity::Lunch));
        template.work.contains(&shift.paid())
            && template.weekdays.contains(&chrono::Datelike::weekday(&date))
            && told.map(|rule| rule.minutes) == lunch
            && (template.earliest_start..=template.latest_start).contains(&clock(&case.scenario, shift.start()))
    };
    let index = case.scenario.agents[agent.0].templates.iter().copied().find(fits)?;
    let mut own = case.scenario.templates[index.0].clone();
    "egen".clone_into(&mut own.id);
    own.work = vec![shift.paid()];
    case.scenario.templates.push(own);
    let index = TemplateIdx(case.scenario.templates.len() - 1);
    case.scenario.agents[agent.0].templates = vec![index];
    Some((case, shift, index))
}

fn has_lunch(_: &Case, shift: &Shift) -> bool {
    shift.of(Activity::Lunch).is_some()
}

fn is_calm(case: &Case, shift: &Shift) -> bool {
    let day = shift.day.0;
    let days = &case.scenario.horizon.days;
    days[day].clock_change.is_none() && days.get(day + 1).is_none_or(|next| next.clock_change.is_none())
}

/// Every stretch of a shift so many minutes later.
fn later(shift: &Shift, minutes: i32) -> Vec<Stretch> {
    shift.stretches.iter().map(|s| Stretch { start: s.start + minutes, end: s.end + minutes, ..*s }).collect()
}

fn no_template(agent: AgentIdx, span: Span, template: TemplateIdx, misfit: Misfit) -> super::tools::Told {
    hard(agent, span, Breach::NoTemplate { nearest: Some((template, misfit)) })
}

/// The shift starts a step after the latest start.
pub(super) fn start(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift, index) = by_template(base, turn, is_calm)?;
    case.open_always();
    let starts = clock(&case.scenario, shift.start());
    let template = &mut case.scenario.templates[index.0];
    (template.earliest_start, template.latest_start) = (starts, starts);
    let moved = later(&shift, 15);
    let span = Span::new(shift.start() + 15, shift.end() + 15);
    let told = no_template(shift.agent, span, index, Misfit::Start);
    case.plant(vec![], |case| case.replace(&shift, moved), vec![told])
}

/// The shift is worked on a weekday that its template does not have: the next day.
pub(super) fn weekday(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift, index) = by_template(base, turn, is_calm)?;
    case.open_always();
    case.off(&[RuleId::WeeklyRest]);
    let day = case.scenario.horizon.days[shift.day.0].clone();
    if day.start + 4320 > Minute(case.round()) {
        return None;
    }
    case.scenario.templates[index.0].weekdays = vec![day.weekday()];
    let moved = later(&shift, 1440);
    let span = Span::new(shift.start() + 1440, shift.end() + 1440);
    let told = no_template(shift.agent, span, index, Misfit::Weekday);
    case.plant(vec![], |case| case.replace(&shift, moved), vec![told])
}

/// The shift ends a step early.
pub(super) fn length(base: &Base, turn: usize) -> Option<Planted> {
    let ends_on_contacts = |_: &Case, shift: &Shift| {
        shift.stretches.last().is_some_and(|last| last.activity == Activity::Contacts && last.span().minutes() >= 60)
    };
    let (mut case, shift, index) = by_template(base, turn, ends_on_contacts)?;
    let paid = shift.paid();
    case.scenario.templates[index.0].work = vec![paid, paid - 30];
    let mut shorter = shift.stretches.clone();
    let last = shorter.len() - 1;
    shorter[last].end = shorter[last].end - 30;
    let legal = case.with(|case| case.replace(&shift, shorter.clone()));
    shorter[last].end = shorter[last].end + 15;
    let span = Span::new(shift.start(), shift.end() - 15);
    let told = no_template(shift.agent, span, index, Misfit::Length { measured: paid - 15 });
    case.plant(vec![legal], |case| case.replace(&shift, shorter), vec![told])
}

/// A quarter of an hour in the middle of the shift is empty.
pub(super) fn hole(base: &Base, turn: usize) -> Option<Planted> {
    let is_long = |s: &Stretch| s.activity == Activity::Contacts && s.span().minutes() >= 60;
    let (case, shift, index) = by_template(base, turn, |_, shift| shift.stretches.iter().any(is_long))?;
    let row = *shift.stretches.iter().find(|s| is_long(s))?;
    let told = no_template(shift.agent, shift.span(), index, Misfit::Hole);
    let change = |case: &mut Case| {
        case.roster.stretches.retain(|other| *other != row);
        case.add(vec![Stretch { end: row.start + 30, ..row }, Stretch { start: row.start + 45, ..row }]);
    };
    case.plant(vec![], change, vec![told])
}

/// The person has no template at all.
pub(super) fn none(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift, _) = by_template(base, turn, has_lunch)?;
    case.scenario.agents[shift.agent.0].templates.clear();
    case.remove(&shift);
    let told = hard(shift.agent, shift.span(), Breach::NoTemplate { nearest: None });
    case.plant(vec![], |case| case.add(shift.stretches.clone()), vec![told])
}

/// Lunch is struck out of the roster.
pub(super) fn missing_lunch(base: &Base, turn: usize) -> Option<Planted> {
    let (case, shift, _) = by_template(base, turn, has_lunch)?;
    let lunch = shift.of(Activity::Lunch)?;
    let breach = Breach::MissingBreak { activity: Activity::Lunch, minutes: lunch.span().minutes() };
    let told = hard(shift.agent, lunch.span(), breach);
    case.plant(vec![], |case| case.roster.stretches.retain(|other| *other != lunch), vec![told])
}

/// Lunch is worked through: the break is missing, and so is the law's.
pub(super) fn lunch_worked(base: &Base, turn: usize) -> Option<Planted> {
    let (case, shift, _) =
        by_template(base, turn, |_, shift| shift.of(Activity::Lunch).is_some() && shift.paid() > 300)?;
    let lunch = shift.of(Activity::Lunch)?;
    let breach = Breach::MissingBreak { activity: Activity::Lunch, minutes: lunch.span().minutes() };
    let law = Breach::Rule { rule: RuleId::LongestStretch, measured: shift.span().minutes(), limit: 300 };
    let told = vec![hard(shift.agent, shift.span(), breach), hard(shift.agent, shift.span(), law)];
    case.plant(vec![], |case| case.put(Stretch { activity: Activity::Contacts, ..lunch }), told)
}

/// A paid pause is worked through.
pub(super) fn missing_pause(base: &Base, turn: usize) -> Option<Planted> {
    let (case, shift, _) = by_template(base, turn, |_, shift| shift.of(Activity::Break).is_some())?;
    let pause = shift.of(Activity::Break)?;
    let breach = Breach::MissingBreak { activity: Activity::Break, minutes: pause.span().minutes() };
    let told = hard(shift.agent, shift.span(), breach);
    case.plant(vec![], |case| case.put(Stretch { activity: Activity::Contacts, ..pause }), vec![told])
}

/// A break so many minutes later, with what comes after it begun later, and what came before it longer.
fn break_moved(shift: &Shift, old: Stretch, minutes: i32) -> Option<Vec<Stretch>> {
    let mut new = shift.stretches.clone();
    let at = new.iter().position(|stretch| *stretch == old)?;
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let work = |s: &Stretch| !matches!(s.activity, Activity::Lunch | Activity::Break);
    let is_joined = after < new.len() && new[before].end == old.start && new[after].start == old.end;
    if !is_joined || !work(&new[before]) || !work(&new[after]) {
        return None;
    }
    new[before].end = new[before].end + minutes;
    (new[at].start, new[at].end) = (old.start + minutes, old.end + minutes);
    new[after].start = new[after].start + minutes;
    new.iter().all(|stretch| stretch.start < stretch.end).then_some(new)
}

/// A break is moved a step past the end of its window.
fn break_late(base: &Base, turn: usize, activity: Activity) -> Option<Planted> {
    let movable = |_: &Case, shift: &Shift| {
        let old = shift.of(activity);
        old.is_some_and(|old| break_moved(shift, old, 15).is_some() && break_moved(shift, old, -15).is_some())
    };
    let (mut case, shift, index) = by_template(base, turn, movable)?;
    case.off(&[RuleId::LongestStretch]);
    let old = shift.of(activity)?;
    let after = old.start - shift.start();
    // The window is set so that it ends where the break lies: a step earlier is within it, a step later is not.
    let rules = &mut case.scenario.templates[index.0].breaks;
    let rule = rules.iter_mut().find(|rule| {
        rule.kind.activity() == Some(activity)
            && rule.minutes == old.span().minutes()
            && rule.between.is_none_or(|(from, to)| (from..to).contains(&clock(&base.scenario, old.start)))
    })?;
    (rule.between, rule.earliest_after_start, rule.before_end) = (None, 0, 0);
    rule.latest_after_start = Some(after);
    let (early, late) = (break_moved(&shift, old, -15)?, break_moved(&shift, old, 15)?);
    let legal = case.with(|case| case.replace(&shift, early));
    let span = Span::new(old.start + 15, old.end + 15);
    let told = hard(shift.agent, span, Breach::MisplacedBreak { activity });
    case.plant(vec![legal], |case| case.replace(&shift, late), vec![told])
}

pub(super) fn lunch_late(base: &Base, turn: usize) -> Option<Planted> {
    break_late(base, turn, Activity::Lunch)
}

pub(super) fn pause_late(base: &Base, turn: usize) -> Option<Planted> {
    break_late(base, turn, Activity::Break)
}

/// The shift begins a step before the centre opens.
pub(super) fn opening(base: &Base, turn: usize) -> Option<Planted> {
    let whole = Case::of(base);
    let shifts: Vec<Shift> = before_days_off(base).into_iter().filter(|shift| whole.begins_the_day(shift)).collect();
    let shift = pick(&shifts, turn)?;
    let mut case = Case::plain(base, shift.agent);
    case.off(&[RuleId::NightEnds]);
    let (open, other) = (shift.start(), shift.end() + 120);
    // The person's day alone is judged by hours that begin with it; the others' templates may lie outside.
    case.scenario.horizon.days[shift.day.0].opening =
        vec![Span::new(open, case.scenario.horizon.days[shift.day.0].span().end.max(other))];
    case.scenario.templates.iter_mut().filter(|template| template.id != "egen").for_each(|t| t.outside_opening = true);
    let old = case.shifts_of(shift.agent).into_iter().find(|old| old.start() == shift.start())?;
    let moved = later(&old, -15);
    let told = hard(shift.agent, Span::new(open - 15, open), Breach::OutsideOpening);
    let legal = case.with(|case| case.replace(&old, later(&old, 15)));
    case.plant(vec![legal], |case| case.replace(&old, moved), vec![told])
}

/// One shift more of a template on a day than it may have.
pub(super) fn too_many_of_template(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift, index) = by_template(base, turn, is_calm)?;
    let day = case.scenario.horizon.days[shift.day.0].span();
    // The one template that only this person has may not be worked that day at all.
    case.scenario.templates[index.0].most_per_day = Some(0);
    case.remove(&shift);
    let breach = Breach::TooManyOfTemplate { template: index, measured: 1, limit: 0 };
    let told = (None, day, breach, Severity::Hard);
    case.plant(vec![], |case| case.add(shift.stretches.clone()), vec![told])
}

/// Two people of one template are at lunch at once where one may be.
pub(super) fn too_many_at_once(base: &Base, turn: usize) -> Option<Planted> {
    let (mut case, shift, index) = by_template(base, turn, |_, shift| {
        let movable = shift.of(Activity::Lunch).and_then(|lunch| break_moved(shift, lunch, 60));
        movable.is_some() && shift.is_needed()
    })?;
    let lunch = shift.of(Activity::Lunch)?;
    case.off(&[RuleId::LongestStretch]);
    for rule in &mut case.scenario.templates[index.0].breaks {
        (rule.between, rule.earliest_after_start, rule.latest_after_start, rule.before_end) = (None, 0, None, 0);
        rule.most_at_once = Some(BreakLimit::People(1));
    }
    // A second person of the same template, at the same times but for lunch.
    let other = case.workers().into_iter().find(|other| *other != shift.agent)?;
    case.roster.stretches.retain(|stretch| stretch.agent == shift.agent);
    for agent in &mut case.scenario.agents {
        (agent.contract, agent.absences) = (None, Vec::new());
    }
    case.scenario.agents[other.0] =
        bemanna::model::Agent { id: "annan".to_owned(), ..case.scenario.agents[shift.agent.0].clone() };
    let twin =
        |stretches: Vec<Stretch>| stretches.into_iter().map(|s| Stretch { agent: other, ..s }).collect::<Vec<_>>();
    let apart = Shift { stretches: twin(break_moved(&shift, lunch, 60)?), agent: other, ..shift.clone() };
    // Pauses of the two would coincide: only lunch is limited.
    for rule in
        case.scenario.templates[index.0].breaks.iter_mut().filter(|r| r.kind.activity() != Some(Activity::Lunch))
    {
        rule.most_at_once = None;
    }
    case.add(apart.stretches.clone());
    let near = twin(break_moved(&shift, lunch, 15)?);
    let together = Span::new(lunch.start + 15, lunch.end);
    if together.minutes() <= 0 {
        return None;
    }
    let breach = Breach::TooManyAtOnce { activity: Activity::Lunch, measured: 2, limit: 1 };
    let told = (None, together, breach, Severity::Warning);
    case.plant(vec![], |case| case.replace(&apart, near), vec![told])
}
