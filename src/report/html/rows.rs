//! The lanes of a day: posts, and people, in groups where there are many.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Activity, Agent, AgentIdx, DayIdx, Language, Plan, PostIdx, QueueIdx, Span, Stretch};
use crate::report::people::{is_reserve, listed, paid_minutes, shifts_on, span, unmanned};
use crate::text::{findings, report as text, words};

use super::lane::{Bar, Frame, bars, brief, clocks, title};

/// People shown without groups.
const UNGROUPED: usize = 25;

/// One lane.
#[derive(Serialize)]
pub(super) struct Lane {
    id: usize,
    name: String,
    brief: String,
    note: String,
    class: &'static str,
    bars: Vec<Bar>,
    /// The bars in words, for who cannot see them.
    label: String,
    shift: String,
    paid: String,
}

/// People who belong together.
#[derive(Serialize)]
pub(super) struct Group {
    /// Empty where there are too few people for groups.
    name: String,
    people: Vec<Lane>,
}

/// The post's lane: who is there, by first name, and where nobody is.
pub(super) fn post_lane(plan: &Plan, language: Language, frame: Frame, post: PostIdx) -> Option<Lane> {
    let at_post = &plan.scenario.posts[post.0];
    let open: Vec<Span> = at_post.opening.iter().copied().filter(|s| s.overlaps(frame.span)).collect();
    let (from, to) = (open.first()?.start, open.last()?.end);
    let mut bars: Vec<Bar> = Vec::new();
    for stretch in &plan.roster.stretches {
        if stretch.activity == Activity::Post(post) && stretch.span().overlaps(frame.span) {
            let name = &plan.scenario.agents[stretch.agent.0].name;
            let first = name.split_whitespace().next().unwrap_or_default().to_owned();
            bars.push(frame.bar("p", stretch.span(), first, title(plan, stretch.span(), name)));
        }
    }
    let empty: Vec<Span> = unmanned(plan, post).into_iter().filter(|s| s.overlaps(frame.span)).collect();
    for &span in &empty {
        let word = text::labels(language).missing.to_owned();
        bars.push(frame.bar("x", span, word.clone(), title(plan, span, &word)));
    }
    let horizon = &plan.scenario.horizon;
    Some(Lane {
        id: post.0,
        name: at_post.name.clone(),
        brief: at_post.name.clone(),
        note: text::always(language, at_post.agents),
        class: "post",
        label: label(&bars),
        bars,
        shift: words::clock_span(horizon.clock(from), horizon.clock(to)),
        paid: text::minutes_empty(language, findings::length(language, empty.iter().map(|s| s.minutes()).sum())),
    })
}

/// Everybody's lane in the order given; in a large centre by department, or else by the skill that most contacts need.
pub(super) fn groups(plan: &Plan, language: Language, day: DayIdx, frame: Frame) -> Vec<Group> {
    let people = listed(plan);
    if people.len() <= UNGROUPED {
        let people = people.into_iter().map(|person| lane(plan, language, (day, frame), person)).collect();
        return vec![Group { name: String::new(), people }];
    }
    let by_department = people.iter().filter_map(|(_, agent)| agent.department.as_ref()).collect::<Vec<_>>();
    let has_departments = by_department.iter().any(|department| *department != by_department[0]);
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for person in people {
        let (order, name) = if has_departments {
            let name = person.1.department.clone();
            let order = name.as_ref().and_then(|name| by_department.iter().position(|one| *one == name));
            (order, name)
        } else {
            let queue = main_queue(plan, person.1);
            (queue.map(|queue| queue.0), queue.map(|queue| plan.scenario.queues[queue.0].name.clone()))
        };
        // Who belongs nowhere comes last.
        let group = groups.entry(order.unwrap_or(usize::MAX)).or_insert_with(|| Group {
            name: name.unwrap_or_else(|| text::other_people(language)),
            people: Vec::new(),
        });
        group.people.push(lane(plan, language, (day, frame), person));
    }
    groups.into_values().collect()
}

/// The queue with most contacts among those that ask for a skill which the person has.
fn main_queue(plan: &Plan, agent: &Agent) -> Option<QueueIdx> {
    let volume = |queue: QueueIdx| -> f64 { plan.scenario.forecast[queue.0].iter().map(|cell| cell.contacts).sum() };
    let queues = (0..plan.scenario.queues.len()).map(QueueIdx);
    let serves = |queue: &QueueIdx| {
        let skills = plan.scenario.queues[queue.0].skills;
        !skills.is_empty() && agent.skills.contains(skills)
    };
    queues.filter(serves).max_by(|&a, &b| volume(a).total_cmp(&volume(b)).then(b.cmp(&a)))
}

fn lane(plan: &Plan, language: Language, (day, frame): (DayIdx, Frame), (index, agent): (AgentIdx, &Agent)) -> Lane {
    let horizon = &plan.scenario.horizon;
    let shifts = shifts_on(plan, index, day);
    let minutes: i32 = shifts.iter().copied().flatten().map(|s| paid_minutes(&plan.scenario, s)).sum();
    let whole = |shift: &&[Stretch]| clocks(plan, span(shift));
    let is_idle = shifts.iter().all(|shift| is_reserve(shift));
    let away = agent.absences.iter().find(|absence| absence.span.overlaps(horizon.days[day.0].span()));
    let bars: Vec<Bar> = shifts.iter().flat_map(|shift| bars(plan, language, frame, shift)).collect();
    Lane {
        id: index.0,
        name: agent.name.clone(),
        brief: brief(&agent.name),
        note: if shifts.is_empty() {
            away.map_or_else(|| text::off(language), |absence| absence.kind.clone())
        } else {
            String::new()
        },
        class: if is_idle { "idle" } else { "" },
        label: label(&bars),
        bars,
        shift: shifts.iter().map(whole).collect::<Vec<_>>().join(", "),
        paid: if shifts.is_empty() {
            String::new()
        } else {
            format!("{}\u{a0}h", words::hours(language, f64::from(minutes)))
        },
    }
}

fn label(bars: &[Bar]) -> String {
    bars.iter().map(|bar| bar.title.as_str()).collect::<Vec<_>>().join(", ")
}
