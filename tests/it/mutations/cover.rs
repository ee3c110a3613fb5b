//! Cover and duties: posts, a given requirement, keys, meetings, training, time kept free.

use bemanna::model::{
    Activity, AgentIdx, Blocks, Breach, Channel, GivenRow, Meeting, PostIdx, QueueIdx, RuleId, Seconds, Severity,
    SkillIdx, SkillSet, Span, Stretch, Training,
};

use super::bases::{Base, interval, on_contacts};
use super::rest::before_days_off;
use super::tools::{Case, Planted, Shift, Told, pick, whole};

fn cover(agent: Option<AgentIdx>, span: Span, breach: Breach) -> Told {
    (agent, span, breach, Severity::Cover)
}

fn warning(agent: Option<AgentIdx>, span: Span, breach: Breach) -> Told {
    (agent, span, breach, Severity::Warning)
}

/// Turns at a post in the base, each a row between other rows, with the post.
fn turns(base: &Base) -> Vec<(Stretch, PostIdx)> {
    let post = |stretch: &Stretch| match stretch.activity {
        Activity::Post(post) => Some((*stretch, post)),
        _ => None,
    };
    let rows: Vec<(Stretch, PostIdx)> = base.roster.stretches.iter().filter_map(post).collect();
    let joins = |a: &Stretch, b: &Stretch| a.agent == b.agent && (a.end == b.start || b.end == a.start);
    let is_whole = |(row, _): &(Stretch, PostIdx)| {
        !rows.iter().any(|(other, _)| other != row && joins(other, row) && other.activity == row.activity)
    };
    rows.iter().copied().filter(is_whole).collect()
}

/// Somebody leaves the post for contacts, where it is just manned.
pub(super) fn post_unmanned(base: &Base, turn: usize) -> Option<Planted> {
    let is_just = |(row, post): &(Stretch, PostIdx)| {
        let there = |other: &&Stretch| other.activity == row.activity && other.span().overlaps(row.span());
        let asked = &base.scenario.posts[post.0];
        base.roster.stretches.iter().filter(there).count() == 1
            && asked.agents == 1
            && asked.opening.iter().any(|open| open.contains(row.span()))
    };
    let candidates: Vec<_> = turns(base).into_iter().filter(is_just).collect();
    let (row, post) = pick(&candidates, turn)?;
    let mut case = Case::of(base);
    case.scenario.given.clear();
    let breach = Breach::PostUnmanned { post, measured: 0, needed: 1 };
    let told = cover(None, row.span(), breach);
    case.plant(vec![], |case| case.put(Stretch { activity: Activity::Contacts, ..row }), vec![told])
}

/// A turn a step longer than the longest, into the contacts after it.
pub(super) fn turn_too_long(base: &Base, turn: usize) -> Option<Planted> {
    let follows = |row: &Stretch| {
        let next = base.roster.of(row.agent).iter().find(|next| next.start == row.end).copied();
        next.filter(|next| next.activity == Activity::Contacts && next.span().minutes() > 15)
    };
    let all = turns(base);
    let longest = all.iter().map(|(row, _)| row.span().minutes()).max()?;
    let is_longest = |(row, _): &(Stretch, PostIdx)| row.span().minutes() == longest && follows(row).is_some();
    let candidates: Vec<_> = all.iter().copied().filter(is_longest).collect();
    let (row, post) = pick(&candidates, turn)?;
    let mut case = Case::of(base);
    case.scenario.given.clear();
    case.scenario.posts[post.0].longest = longest;
    let span = Span::new(row.start, row.end + 15);
    let told = warning(Some(row.agent), span, Breach::PostTurn { post, measured: longest + 15, limit: longest });
    case.plant(vec![], |case| case.put(Stretch { start: row.end, end: row.end + 15, ..row }), vec![told])
}

/// A turn a step shorter than the shortest.
pub(super) fn turn_too_short(base: &Base, turn: usize) -> Option<Planted> {
    let all = turns(base);
    let shortest = all.iter().map(|(row, _)| row.span().minutes()).min()?;
    let candidates: Vec<_> = all.into_iter().filter(|(row, _)| row.span().minutes() == shortest).collect();
    let (row, post) = pick(&candidates, turn)?;
    let mut case = Case::of(base);
    case.ask_nothing();
    case.scenario.posts[post.0].shortest = shortest;
    let span = Span::new(row.start, row.end - 15);
    let told = warning(Some(row.agent), span, Breach::PostTurn { post, measured: shortest - 15, limit: shortest });
    let leaves = Stretch { start: row.end - 15, activity: Activity::Contacts, ..row };
    case.plant(vec![], |case| case.put(leaves), vec![told])
}

/// Contacts of at least so many minutes, within one interval of which the mutations can work.
fn on_the_phone(base: &Base, minutes: i32) -> Vec<Stretch> {
    let length = base.scenario.horizon.interval_minutes;
    let rows = base.roster.stretches.iter().filter(|s| s.activity == Activity::Contacts).map(|row| {
        let start = bemanna::model::Minute((row.start.0 + length - 1).div_euclid(length) * length);
        Stretch { start, ..*row }
    });
    rows.filter(|row| row.start + minutes <= row.end && row.end.0 <= base.scenario.horizon.minutes()).collect()
}

/// One fewer on contacts than asked for, on all queues together.
pub(super) fn under_cover(base: &Base, turn: usize) -> Option<Planted> {
    let length = base.scenario.horizon.interval_minutes;
    let row = pick(&on_the_phone(base, length), turn)?;
    let mut case = Case::of(base);
    case.ask_nothing();
    let queues = case.scenario.live_queues();
    let span = Span::new(row.start, row.start + length);
    let needed = on_contacts(&case.roster, span);
    case.scenario.given = vec![GivenRow { interval: interval(&case.scenario, row.start), queues, agents: needed }];
    // Who leaves is away for a part of the interval in which nobody is to spare.
    let spare = |at: i32| on_contacts(&base.roster, Span::new(row.start + at, row.start + at + 5)) > needed;
    let first = (0..length).step_by(5).find(|&at| !spare(at))?;
    let last = (first..length).step_by(5).take_while(|&at| !spare(at)).last()?;
    let away = Span::new(row.start + first, row.start + last + 5);
    let breach = Breach::UnderCover { queues, measured: needed - 1, needed };
    let meeting = Stretch { start: away.start, end: away.end, activity: Activity::Meeting, ..row };
    if needed == 0 {
        return None;
    }
    case.plant(vec![], |case| case.put(meeting), vec![cover(None, away, breach)])
}

/// A person who alone knows a queue leaves the phone: that queue lacks one, the others do not.
pub(super) fn under_cover_of_one_queue(base: &Base, turn: usize) -> Option<Planted> {
    let length = base.scenario.horizon.interval_minutes;
    let row = pick(&on_the_phone(base, length), turn)?;
    let mut case = Case::of(base);
    case.ask_nothing();
    let own = SkillIdx(case.scenario.skills.len());
    case.scenario.skills.push(bemanna::model::Skill { id: "egen".to_owned(), name: "Egen".to_owned() });
    case.scenario.queues.push(bemanna::model::Queue::new("egen", SkillSet::of([own]), Seconds::new(300.0)));
    let skills = &mut case.scenario.agents[row.agent.0].skills;
    *skills = skills.with(own);
    let queues = bemanna::model::QueueSet::of([QueueIdx(case.scenario.queues.len() - 1)]);
    case.scenario.given = vec![GivenRow { interval: interval(&case.scenario, row.start), queues, agents: 1 }];
    let away = Stretch { start: row.start, end: row.start + length, activity: Activity::Training, ..row };
    let told = cover(None, away.span(), Breach::UnderCover { queues, measured: 0, needed: 1 });
    case.plant(vec![], |case| case.put(away), vec![told])
}

/// The only one with the keys comes a step late, or leaves a step early.
pub(super) fn keys(base: &Base, turn: usize) -> Option<Planted> {
    let shifts: Vec<Shift> = before_days_off(base)
        .into_iter()
        .filter(|shift| shift.end() <= base.scenario.horizon.days[shift.day.0].span().end)
        .filter(|shift| shift.stretches.windows(2).all(|pair| pair[0].end == pair[1].start))
        .collect();
    let shift = pick(&shifts, turn)?;
    let agent = shift.agent;
    let mut case = Case::plain(base, agent);
    case.off(&[RuleId::NightEnds, RuleId::WeeklyRest]);
    let old = case.shifts_of(agent).into_iter().find(|old| old.start() == shift.start())?;
    let own = SkillIdx(case.scenario.skills.len());
    case.scenario.skills.push(bemanna::model::Skill { id: "nyckel".to_owned(), name: "Nyckel".to_owned() });
    let skills = &mut case.scenario.agents[agent.0].skills;
    *skills = skills.with(own);
    // The centre is open from the person's start to the end, on that day alone; others may be there at other hours.
    for day in &mut case.scenario.horizon.days {
        day.opening.clear();
    }
    case.scenario.horizon.days[shift.day.0].opening = vec![old.span()];
    case.scenario.templates.iter_mut().for_each(|template| template.outside_opening = true);
    let needed = SkillSet::of([own]);
    case.scenario.keyholders.opens = Some(needed);
    case.scenario.keyholders.closes = Some(needed);
    let is_closing = turn % 2 == 1;
    let mut moved = old.stretches.clone();
    let span = if is_closing {
        let last = moved.len() - 1;
        moved[last].end = moved[last].end - 15;
        Span::new(old.end() - 15, old.end())
    } else {
        moved[0].start = moved[0].start + 15;
        Span::new(old.start(), old.start() + 15)
    };
    let told = cover(None, span, Breach::NoKeyholder { is_closing, skills: needed });
    case.plant(vec![], |case| case.replace(&old, moved), vec![told])
}

/// Two people on the phone at once, for an hour at least, on the same day.
fn two_on_the_phone(base: &Base) -> Vec<(Stretch, Stretch, Span)> {
    let rows = on_the_phone(base, 60);
    let mut out = Vec::new();
    for (at, a) in rows.iter().enumerate() {
        for b in rows[at + 1..].iter().filter(|b| b.agent != a.agent) {
            let span = Span::new(a.start.max(b.start), a.end.min(b.end));
            if span.minutes() >= 60 && out.last().is_none_or(|(last, _, _)| *last != *a) {
                out.push((*a, *b, span));
            }
        }
    }
    out
}

fn at(row: Stretch, start: bemanna::model::Minute, minutes: i32, activity: Activity) -> Stretch {
    Stretch { start, end: start + minutes, activity, ..row }
}

/// A meeting of half an hour for two, within an hour in which both are there.
fn meeting(base: &Base, turn: usize, sittings: u32) -> Option<(Case, Stretch, Stretch, Span)> {
    let (a, b, span) = pick(&two_on_the_phone(base), turn)?;
    let mut case = Case::of(base);
    case.ask_nothing();
    let window = Span::new(span.start, span.start + 60);
    let agents = vec![a.agent, b.agent];
    case.scenario.activities.meetings.push(Meeting { name: "APT".to_owned(), agents, minutes: 30, window, sittings });
    case.put(at(a, window.start, 30, Activity::Meeting));
    case.put(at(b, window.start, 30, Activity::Meeting));
    Some((case, a, b, window))
}

/// One of two leaves the meeting a step early.
pub(super) fn missed_meeting(base: &Base, turn: usize) -> Option<Planted> {
    let (case, _, b, window) = meeting(base, turn, 1)?;
    let told = cover(Some(b.agent), window, Breach::MissedMeeting { meeting: 0 });
    let leaves = at(b, window.start + 15, 15, Activity::Contacts);
    case.plant(vec![], |case| case.put(leaves), vec![told])
}

/// The second comes half an hour later: two sittings, where one is allowed.
pub(super) fn too_many_sittings(base: &Base, turn: usize) -> Option<Planted> {
    let (case, _, b, window) = meeting(base, turn, 1)?;
    let told = cover(None, window, Breach::TooManySittings { meeting: 0, measured: 2, limit: 1 });
    let change = |case: &mut Case| {
        case.put(at(b, window.start, 30, Activity::Contacts));
        case.put(at(b, window.start + 30, 30, Activity::Meeting));
    };
    case.plant(vec![], change, vec![told])
}

/// Training in a block a step shorter than it should be; the rest of the time is reserve.
pub(super) fn short_block(base: &Base, turn: usize) -> Option<Planted> {
    let row = pick(&on_the_phone(base, 60), turn)?;
    let mut case = Case::of(base);
    case.ask_nothing();
    let span = whole(&case.scenario);
    case.scenario.activities.trainings.push(Training { agent: row.agent, minutes: 60, shortest: 60, span });
    case.put(at(row, row.start, 60, Activity::Training));
    let block = Span::new(row.start, row.start + 45);
    let told =
        warning(Some(row.agent), block, Breach::ShortBlock { activity: Activity::Training, measured: 45, limit: 60 });
    case.plant(vec![], |case| case.put(at(row, row.start + 45, 15, Activity::Reserve)), vec![told])
}

/// A step less training than the week asks for.
pub(super) fn too_little_training(base: &Base, turn: usize) -> Option<Planted> {
    let row = pick(&on_the_phone(base, 60), turn)?;
    // Reserve counts as training: nobody who has any.
    if base.roster.of(row.agent).iter().any(|s| matches!(s.activity, Activity::Reserve | Activity::Training)) {
        return None;
    }
    let mut case = Case::of(base);
    case.ask_nothing();
    let span = whole(&case.scenario);
    case.scenario.activities.trainings.push(Training { agent: row.agent, minutes: 60, shortest: 15, span });
    case.put(at(row, row.start, 60, Activity::Training));
    let breach = Breach::TooLittleTime { activity: Activity::Training, measured: 45, needed: 60 };
    let told = cover(Some(row.agent), span, breach);
    case.plant(vec![], |case| case.put(at(row, row.start + 45, 15, Activity::Contacts)), vec![told])
}

/// A step less time for letters than is kept free.
pub(super) fn too_little_time(base: &Base, turn: usize) -> Option<Planted> {
    let row = pick(&on_the_phone(base, 60), turn)?;
    let mut case = Case::of(base);
    case.ask_nothing();
    let letters = bemanna::model::Queue {
        channel: Channel::Email,
        ..bemanna::model::Queue::new("brev", SkillSet::EMPTY, Seconds::new(300.0))
    };
    case.scenario.queues.push(letters);
    let queue = QueueIdx(case.scenario.queues.len() - 1);
    let span = whole(&case.scenario);
    case.scenario.activities.blocks.push(Blocks { queue, minutes: 60, shortest: 15, span });
    case.put(at(row, row.start, 60, Activity::Deferrable(queue)));
    let breach = Breach::TooLittleTime { activity: Activity::Deferrable(queue), measured: 45, needed: 60 };
    let told = cover(None, span, breach);
    case.plant(vec![], |case| case.put(at(row, row.start + 45, 15, Activity::Contacts)), vec![told])
}
