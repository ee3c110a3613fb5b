//! From `centre.toml` as written to the parts of a scenario: horizon, skills, queues, posts, settings.

use toml::Spanned;

use super::calendar::Calendar;
use super::collect::{Faults, OrFault};
use super::document::Source;
use super::names::Names;
use super::opening::Hours;
use super::schema::{self, Centre, HorizonTable, PostTable, QueueTable};
use super::values;
use crate::model::{FaultKind, Horizon, Keyholders, Post, RuleId, Rules, Settings, Skill, SkillIdx, SkillSet, Thing};

/// The longest horizon that is planned `[days]`.
const MOST_DAYS: f64 = 112.0;

/// A number within its range; otherwise a fault is noted and `None` given.
pub(super) fn within(
    key: &str,
    written: &Spanned<f64>,
    (low, high): (f64, f64),
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<f64> {
    let value = *written.get_ref();
    let is_inside = (low..=high).contains(&value);
    is_inside.then_some(value).or_fault(
        faults,
        source.place(written),
        FaultKind::OutOfRange { key: key.to_owned(), value, low, high },
    )
}

/// A whole number within its range, or `otherwise` when it is left out; a fault is noted when it is outside.
pub(super) fn whole_within<T: Copy + Into<f64>>(
    key: &str,
    written: Option<&Spanned<T>>,
    otherwise: T,
    (low, high): (f64, f64),
    (source, faults): (Source<'_>, &mut Faults),
) -> T {
    let Some(written) = written else { return otherwise };
    let value: f64 = (*written.get_ref()).into();
    if !(low..=high).contains(&value) {
        source.fault(faults, written, FaultKind::OutOfRange { key: key.to_owned(), value, low, high });
        return otherwise;
    }
    *written.get_ref()
}

/// The horizon with the centre's opening hours; `None` when there is none to speak of.
pub(super) fn calendar(centre: &Centre, source: Source<'_>, faults: &mut Faults) -> Option<(Calendar, Hours)> {
    if *centre.format.get_ref() != 1 {
        not_allowed("format", &centre.format, &["1"], source, faults);
    }
    let zone = match &centre.time_zone {
        None => chrono_tz::Tz::Europe__Stockholm,
        Some(written) => written.get_ref().parse().unwrap_or_else(|_| {
            source.fault(faults, written, FaultKind::UnknownTimeZone { value: written.get_ref().clone() });
            chrono_tz::Tz::Europe__Stockholm
        }),
    };
    let (interval, grid) = steps(centre, source, faults);
    let hours = Hours::read(centre.opening.get_ref(), grid, source, faults);
    let table = centre.horizon.get_ref();
    let start = values::date(table.start.get_ref()).or_fault(
        faults,
        source.place(&table.start),
        FaultKind::BadDate { value: table.start.get_ref().clone() },
    );
    let n_days = n_days(centre, table, source, faults);
    let mut calendar = Calendar::new(start?, n_days?, zone);
    calendar.horizon.interval_minutes = interval;
    calendar.horizon.grid_minutes = grid;
    calendar.horizon.cyclic = table.cyclic;
    let days = hours.days(&calendar);
    if days.iter().all(Vec::is_empty) {
        source.fault(faults, &centre.opening, FaultKind::NeverOpen);
    }
    for (day, opening) in calendar.horizon.days.iter_mut().zip(days) {
        day.opening = opening;
    }
    Some((calendar, hours))
}

/// Interval and grid `[min]`.
fn steps(centre: &Centre, source: Source<'_>, faults: &mut Faults) -> (i32, i32) {
    let interval = centre.interval_minutes.as_ref().map_or(30, |interval| *interval.get_ref());
    let grid = centre.grid_minutes.as_ref().map_or(15, |grid| *grid.get_ref());
    let mut are_allowed = true;
    if let Some(written) = centre.interval_minutes.as_ref().filter(|_| ![15, 30, 60].contains(&interval)) {
        not_allowed("interval_minutes", written, &["15", "30", "60"], source, faults);
        are_allowed = false;
    }
    if let Some(written) = centre.grid_minutes.as_ref().filter(|_| ![5, 10, 15, 30].contains(&grid)) {
        not_allowed("grid_minutes", written, &["5", "10", "15", "30"], source, faults);
        are_allowed = false;
    }
    if !are_allowed {
        return (30, 15);
    }
    if interval % grid != 0 {
        let written = centre.grid_minutes.as_ref().or(centre.interval_minutes.as_ref());
        if let Some(written) = written {
            source.fault(faults, written, FaultKind::GridNotInInterval { grid, interval });
        }
        return (interval, interval.min(15));
    }
    (interval, grid)
}

fn n_days(centre: &Centre, table: &HorizonTable, source: Source<'_>, faults: &mut Faults) -> Option<usize> {
    let most_weeks = MOST_DAYS / 7.0;
    let days = match (&table.weeks, &table.days) {
        (Some(weeks), None) => whole_within("weeks", Some(weeks), 0, (1.0, most_weeks), (source, faults)) * 7,
        (None, Some(days)) => whole_within("days", Some(days), 0, (1.0, MOST_DAYS), (source, faults)),
        _ => {
            source.fault(faults, &centre.horizon, FaultKind::HorizonLength);
            0
        }
    };
    usize::try_from(days).ok().filter(|&days| days > 0)
}

fn not_allowed<T: ToString>(
    key: &str,
    written: &Spanned<T>,
    allowed: &[&str],
    source: Source<'_>,
    faults: &mut Faults,
) {
    let allowed = allowed.iter().map(|&value| value.to_owned()).collect();
    let value = written.get_ref().to_string();
    source.fault(faults, written, FaultKind::NotAllowed { key: key.to_owned(), value, allowed });
}

/// The skills in the order they are written.
pub(super) fn skills(centre: &Centre, source: Source<'_>, faults: &mut Faults) -> (Vec<Skill>, Names) {
    let mut written: Vec<_> = centre.skills.iter().collect();
    written.sort_by_key(|(id, _)| id.span().start);
    let mut names = Names::default();
    names.add_all(Thing::Skill, written.iter().map(|(id, _)| *id), source, faults);
    too_many(Thing::Skill, written.len(), written.get(SkillSet::CAPACITY).map(|(id, _)| *id), source, faults);
    let skills = written.into_iter().take(SkillSet::CAPACITY);
    (skills.map(|(id, name)| Skill { id: id.get_ref().clone(), name: name.clone() }).collect(), names)
}

/// Who must be there to open and to close.
pub(super) fn keyholders(centre: &Centre, skills: &Names, source: Source<'_>, faults: &mut Faults) -> Keyholders {
    let mut read = |written: &Option<Spanned<String>>| {
        let written = written.as_ref()?;
        if written.get_ref() == "*" {
            return Some(SkillSet::EMPTY);
        }
        Some(skill_set(std::slice::from_ref(written), skills, source, faults))
    };
    Keyholders { opens: read(&centre.keyholder.opens), closes: read(&centre.keyholder.closes) }
}

fn too_many(what: Thing, count: usize, first: Option<&Spanned<String>>, source: Source<'_>, faults: &mut Faults) {
    if let Some(first) = first {
        source.fault(faults, first, FaultKind::TooMany { what, count, most: SkillSet::CAPACITY });
    }
}

/// The names of the queues, and which of the written ones count.
pub(super) fn queue_names(centre: &Centre, source: Source<'_>, faults: &mut Faults) -> (Names, Vec<bool>) {
    let mut names = Names::default();
    let ids = || centre.queues.iter().map(|queue| &queue.get_ref().id);
    let mut is_new = names.add_all(Thing::Queue, ids(), source, faults);
    too_many(Thing::Queue, centre.queues.len(), ids().nth(SkillSet::CAPACITY), source, faults);
    for extra in is_new.iter_mut().skip(SkillSet::CAPACITY) {
        *extra = false;
    }
    if centre.queues.is_empty() {
        faults.add(source.file, None, FaultKind::NoQueue);
    }
    (names, is_new)
}

/// The set of the skills listed.
pub(super) fn skill_set(
    listed: &[Spanned<String>],
    names: &Names,
    source: Source<'_>,
    faults: &mut Faults,
) -> SkillSet {
    let mut set = SkillSet::EMPTY;
    for written in listed {
        match names.position(written.get_ref()) {
            Some(position) if position < SkillSet::CAPACITY => set = set.with(SkillIdx(position)),
            Some(_) => {}
            None => {
                let skill = written.get_ref().clone();
                let nearest = names.nearest(&skill);
                source.fault(faults, written, FaultKind::UnknownSkill { skill, nearest });
            }
        }
    }
    set
}

/// The name a reader sees.
pub(super) fn display_name(name: Option<&String>, id: &str) -> String {
    name.filter(|name| !name.trim().is_empty()).map_or_else(|| id.to_owned(), Clone::clone)
}

/// The hours of a queue or post, where it has its own.
pub(super) fn own_hours(
    opening: Option<&schema::Opening>,
    calendar: &Calendar,
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<Hours> {
    opening.map(|opening| Hours::read(opening, calendar.horizon.grid_minutes, source, faults))
}

/// The posts.
pub(super) fn posts(
    centre: &Centre,
    (calendar, hours): (&Calendar, &Hours),
    (skills, queues): (&Names, &Names),
    source: Source<'_>,
    faults: &mut Faults,
) -> (Vec<Post>, Names) {
    let mut names = Names::default();
    let mut posts = Vec::new();
    for post in &centre.posts {
        let post = post.get_ref();
        let id = post.id.get_ref();
        if let Some(first) = queues.line(id) {
            source.fault(faults, &post.id, FaultKind::DuplicateId { what: Thing::Queue, id: id.clone(), first });
        }
        if names.add(Thing::Post, id, source.place(&post.id), faults) {
            posts.push(one_post(post, (calendar, hours), skills, source, faults));
        }
    }
    (posts, names)
}

fn one_post(
    post: &PostTable,
    (calendar, hours): (&Calendar, &Hours),
    skills: &Names,
    source: Source<'_>,
    faults: &mut Faults,
) -> Post {
    let own = own_hours(post.opening.as_ref(), calendar, source, faults);
    let opening = match own {
        Some(own) => own.within(hours, calendar),
        None => calendar.horizon.days.iter().flat_map(|day| day.opening.clone()).collect(),
    };
    let day = (f64::from(calendar.horizon.grid_minutes), 1440.0);
    let shortest = whole_within("shortest_minutes", post.shortest_minutes.as_ref(), 60, day, (source, faults));
    let longest = post.longest_minutes.as_ref();
    let longest =
        whole_within("longest_minutes", longest, 240.max(shortest), (f64::from(shortest), 1440.0), (source, faults));
    Post {
        id: post.id.get_ref().clone(),
        name: display_name(post.name.as_ref(), post.id.get_ref()),
        skills: skill_set(&post.skills, skills, source, faults),
        agents: whole_within("agents", post.agents.as_ref(), 1, (1.0, 1000.0), (source, faults)),
        opening,
        shortest,
        longest,
    }
}

/// The day on which the day off is taken that a 6 June on Saturday or Sunday gives.
pub(super) fn national_day_off(centre: &Centre, source: Source<'_>, faults: &mut Faults) -> Option<chrono::NaiveDate> {
    let written = centre.calendar.national_day_off.as_ref()?;
    let kind = FaultKind::BadDate { value: written.get_ref().clone() };
    values::date(written.get_ref()).or_fault(faults, source.place(written), kind)
}

/// Refuses rules about weeks on a cyclic horizon that has none.
pub(super) fn no_weeks(centre: &Centre, (days, rules): (usize, &Rules), source: Source<'_>, faults: &mut Faults) {
    let of_weeks = [
        RuleId::WeeklyRest,
        RuleId::RollingRest,
        RuleId::HalfWeekends,
        RuleId::WeekendsPerHorizon,
        RuleId::AverageWeek,
        RuleId::AverageTotal,
    ];
    let apply = of_weeks.into_iter().filter(|&rule| rules.get(rule).is_some());
    let rules: Vec<String> = apply.map(|rule| rule.key().to_owned()).collect();
    if !rules.is_empty() {
        source.fault(faults, &centre.horizon, FaultKind::CyclicNotWeeks { days, rules });
    }
}

/// The day on which the plan is made, which must be known where something was published.
pub(super) fn as_of(centre: &Centre, source: Source<'_>, faults: &mut Faults) -> Option<chrono::NaiveDate> {
    let Some(written) = &centre.published.as_of else {
        faults.add(source.file, None, FaultKind::PublishedWithoutDate);
        return None;
    };
    let kind = FaultKind::BadDate { value: written.get_ref().clone() };
    values::date(written.get_ref()).or_fault(faults, source.place(written), kind)
}

/// Seed and limits.
pub(super) fn settings(centre: &Centre, source: Source<'_>, faults: &mut Faults) -> Settings {
    let (table, mut settings) = (&centre.settings, Settings::default());
    settings.seed = table.seed.unwrap_or(settings.seed);
    let count = (1.0, 1e6);
    let verify = settings.verify_replications;
    settings.verify_replications =
        whole_within("replications", table.replications.as_ref(), verify, count, (source, faults));
    let search = settings.search_replications;
    settings.search_replications =
        whole_within("search_replications", table.search_replications.as_ref(), search, count, (source, faults));
    if let Some(limit) = &table.time_limit_s {
        settings.time_limit_s = within("time_limit_s", limit, (0.0, 1e6), source, faults).unwrap_or(60.0);
    }
    if let Some(gap) = &table.gap {
        settings.gap = within("gap", gap, (0.0, 1.0), source, faults).unwrap_or(0.01);
    }
    settings
}

/// Whether any day of the horizon has this grid: kept here so that every reader of times asks the same question.
pub(super) fn is_on_grid(horizon: &Horizon, minute: i32) -> bool {
    minute.rem_euclid(horizon.grid_minutes) == 0
}

/// The tables of the queues that count.
pub(super) fn counted<'a>(centre: &'a Centre, is_new: &[bool]) -> Vec<&'a QueueTable> {
    let queues = centre.queues.iter().zip(is_new).filter(|(_, is_new)| **is_new);
    queues.map(|(queue, _)| queue.get_ref()).collect()
}
