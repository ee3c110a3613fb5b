//! Skills as a roster covers them: needed, present and at best, who is alone with what, and what does not fit together.
//!
//! Facts only, from the scenario and the roster: no simulation and no optimisation.

mod ledger;
mod lone;
mod presence;

use crate::model::{
    AgentIdx, IntervalIdx, Oddity, PostIdx, QueueIdx, QueueSet, Roster, Scenario, SkillCell, SkillCover, SkillIdx,
    SkillSet, Span,
};
use presence::Presence;

pub use ledger::ledger;

/// The skills worth a row, each with the live queues that need it: every single skill that some queue or post needs, in
/// the order of the scenario, then every combination that some queue or post needs, in the order of the queues.
pub fn subjects(scenario: &Scenario) -> Vec<(SkillSet, QueueSet)> {
    let asked = || {
        let queues = scenario.queues.iter().map(|queue| queue.skills);
        queues.chain(scenario.posts.iter().map(|post| post.skills))
    };
    let all = asked().fold(SkillSet::EMPTY, SkillSet::union);
    let mut subjects: Vec<SkillSet> = all.iter().map(|skill| SkillSet::EMPTY.with(skill)).collect();
    for combination in asked().filter(|skills| skills.len() > 1) {
        if !subjects.contains(&combination) {
            subjects.push(combination);
        }
    }
    subjects.into_iter().map(|skills| (skills, queues_needing(scenario, skills))).collect()
}

/// The live queues whose contacts need all of `skills`.
fn queues_needing(scenario: &Scenario, skills: SkillSet) -> QueueSet {
    let live = scenario.live_queues();
    QueueSet::of(live.iter().filter(|queue| scenario.queues[queue.0].skills.contains(skills)))
}

/// How `roster` covers each of [`subjects`]; `needed` are the people that the contacts of each need, `[subject][interval]`.
///
/// A person can be reached who is on contacts, or at a post that needs the skill. What can wait (e-mail) asks for nobody
/// at a given time, and so for no cover here.
pub fn cover(scenario: &Scenario, roster: &Roster, needed: &[Vec<u32>]) -> Vec<SkillCover> {
    let subjects = subjects(scenario).into_iter().zip(needed);
    subjects.map(|((skills, queues), needed)| cover_of(scenario, roster, (skills, queues), needed)).collect()
}

fn cover_of(
    scenario: &Scenario,
    roster: &Roster,
    (skills, queues): (SkillSet, QueueSet),
    needed: &[u32],
) -> SkillCover {
    let needs = |post: &PostIdx| scenario.posts[post.0].skills.contains(skills);
    let posts: Vec<PostIdx> = (0..scenario.posts.len()).map(PostIdx).filter(needs).collect();
    let has = |agent: &AgentIdx| {
        let this = &scenario.agents[agent.0];
        this.skills.contains(skills) && (!this.hireable || !roster.of(*agent).is_empty())
    };
    let holders: Vec<AgentIdx> = (0..scenario.agents.len()).map(AgentIdx).filter(has).collect();
    let presence = Presence::new(scenario, roster, (queues, &posts), &holders);
    let cells = (0..scenario.horizon.n_intervals()).map(IntervalIdx).map(|interval| {
        let (open, empty, alone) = presence.minutes(interval);
        let at_posts = presence.at_posts(interval);
        let asked = needed.get(interval.0).copied().unwrap_or(0) + at_posts;
        SkillCell {
            open,
            needed: if open > 0 { asked.max(1) } else { 0 },
            present: presence.people(interval),
            at_best: at_best(scenario, &holders, scenario.horizon.interval(interval)),
            empty,
            alone,
            contacts: contacts(scenario, queues, interval),
        }
    });
    let cells = cells.collect();
    let lone = lone::lone(scenario, &presence, queues, &holders);
    let gaps = lone::gaps(scenario, roster, &presence, queues, &holders);
    SkillCover { skills, queues, posts, holders, cells, lone, gaps }
}

/// Contacts of `queues` expected in an interval.
fn contacts(scenario: &Scenario, queues: QueueSet, interval: IntervalIdx) -> f64 {
    queues.iter().map(|queue| scenario.forecast[queue.0][interval.0].contacts).sum()
}

/// Contacts of `queues` expected within `span`, spread evenly over each interval.
fn contacts_in(scenario: &Scenario, queues: QueueSet, span: Span) -> f64 {
    let horizon = &scenario.horizon;
    let length = f64::from(horizon.interval_minutes);
    let intervals = (0..horizon.n_intervals()).map(IntervalIdx);
    let part = |interval: IntervalIdx| {
        let this = horizon.interval(interval);
        let common = (span.end.min(this.end) - span.start.max(this.start)).max(0);
        if common == 0 { 0.0 } else { contacts(scenario, queues, interval) * f64::from(common) / length }
    };
    intervals.map(part).sum()
}

/// How many of `holders` some shift of theirs could have at work throughout `span`.
fn at_best(scenario: &Scenario, holders: &[AgentIdx], span: Span) -> u32 {
    let could = |agent: &&AgentIdx| could_work(scenario, **agent, span);
    u32::try_from(holders.iter().filter(could).count()).unwrap_or(u32::MAX)
}

/// Whether some shift open to the agent, on its day or the one before, reaches over `span`.
fn could_work(scenario: &Scenario, agent: AgentIdx, span: Span) -> bool {
    let (horizon, this) = (&scenario.horizon, &scenario.agents[agent.0]);
    if this.contract == Some(0) || this.absences.iter().any(|absence| absence.span.overlaps(span)) {
        return false;
    }
    let today = horizon.day_at(span.start);
    let days = [today.0.checked_sub(1), Some(today.0)].into_iter().flatten().map(crate::model::DayIdx);
    days.into_iter().any(|day| {
        let weekday = horizon.days[day.0].weekday();
        let reaches = |earliest: i32, latest: i32| {
            let earliest = earliest.max(this.limits.earliest_start.unwrap_or(i32::MIN));
            let latest = latest.min(this.limits.latest_end.unwrap_or(i32::MAX));
            earliest < latest
                && horizon.minute_at(day, earliest) <= span.start
                && span.end <= horizon.minute_at(day, latest)
        };
        !this.limits.days_off.contains(&weekday)
            && this.templates.iter().map(|template| &scenario.templates[template.0]).any(|template| {
                let longest = template.work.iter().map(|&work| template.span_minutes(work)).max().unwrap_or(0);
                template.weekdays.contains(&weekday)
                    && reaches(template.earliest_start, template.latest_start + longest)
            })
    })
}

/// Skills that nothing needs, and queues and posts that nobody employed can serve.
pub fn oddities(scenario: &Scenario) -> Vec<Oddity> {
    let queues = scenario.queues.iter().map(|queue| queue.skills);
    let posts = scenario.posts.iter().map(|post| post.skills);
    let keys = [scenario.keyholders.opens, scenario.keyholders.closes].into_iter().flatten();
    let needed = queues.chain(posts).chain(keys).fold(SkillSet::EMPTY, SkillSet::union);
    let is_served =
        |skills: SkillSet| scenario.agents.iter().any(|agent| !agent.hireable && agent.skills.contains(skills));
    let skills = (0..scenario.skills.len()).map(SkillIdx);
    let mut oddities: Vec<Oddity> = skills.filter(|&skill| !needed.has(skill)).map(Oddity::SkillNotNeeded).collect();
    let (first, last) = (scenario.horizon.days.first(), scenario.horizon.days.last());
    for (index, agent) in scenario.agents.iter().enumerate() {
        for held in &agent.proficiency {
            let Some(until) = held.valid_until else { continue };
            if first.is_some_and(|day| until < day.date) {
                oddities.push(Oddity::SkillExpired(AgentIdx(index), held.skill, until));
            } else if last.is_some_and(|day| until < day.date) {
                oddities.push(Oddity::SkillExpires(AgentIdx(index), held.skill, until));
            }
        }
    }
    for (index, queue) in scenario.queues.iter().enumerate() {
        if !is_served(queue.skills) {
            oddities.push(Oddity::QueueNotServed(QueueIdx(index)));
        }
    }
    for (index, post) in scenario.posts.iter().enumerate() {
        if !is_served(post.skills) {
            oddities.push(Oddity::PostNotServed(PostIdx(index)));
        }
    }
    oddities
}
