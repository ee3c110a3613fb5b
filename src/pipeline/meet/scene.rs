//! Who may stand in while the group meets, as people of the scenario, so that every cover is played on one stage.

use crate::model::{
    Activity, Agent, AgentIdx, Channel, Cover, OverflowTo, QueueIdx, Roster, Scenario, SkillIdx, SkillSet, Span,
    Stretch,
};

/// The centre with everybody who may stand in; they are there only when a way calls them.
pub(super) struct Scene {
    /// The centre, with the stand-ins after its own people.
    pub(super) scenario: Scenario,
    switchboard: Vec<AgentIdx>,
    manager: AgentIdx,
    departments: Vec<AgentIdx>,
}

/// What tells who may take a queue: on the phone or not, and whose matters. `None`: work that can wait.
type Kind = Option<(bool, Option<String>)>;

impl Scene {
    /// The centre with a manager, a switchboard large enough that no call waits for it, and one person a department.
    ///
    /// Each kind of queue gets a skill of its own, which all the centre's people have: so the switchboard takes calls
    /// and nothing else, and a department its own. Nobody who stands in takes letters.
    pub(super) fn new(month: &Scenario) -> Self {
        let mut scenario = month.clone();
        let (mut kinds, mut of_queue) = kinds(month, true);
        if month.skills.len() + kinds.len() > SkillSet::CAPACITY {
            (kinds, of_queue) = self::kinds(month, false);
        }
        let skill = |kind: usize| SkillIdx((month.skills.len() + kind).min(SkillSet::CAPACITY - 1));
        let having = |wanted: &dyn Fn(&Kind) -> bool| {
            let some = kinds.iter().enumerate().filter(|(_, kind)| wanted(kind));
            SkillSet::first(month.skills.len()).union(SkillSet::of(some.map(|(index, _)| skill(index))))
        };
        let all = SkillSet::of((0..kinds.len()).map(skill));
        for agent in &mut scenario.agents {
            agent.skills = agent.skills.union(all);
        }
        for (queue, &kind) in scenario.queues.iter_mut().zip(&of_queue) {
            queue.skills = queue.skills.with(skill(kind));
            if let Some(overflow) = queue.overflow.as_mut().filter(|overflow| overflow.to == OverflowTo::Anybody) {
                overflow.to = OverflowTo::AnyOf(SkillSet::of([skill(kind)]));
            }
        }
        let mut add = |id: String, skills: SkillSet| {
            scenario.agents.push(Agent::new(id, skills));
            AgentIdx(scenario.agents.len() - 1)
        };
        let manager = add("manager".to_owned(), having(&Option::is_some));
        let on_phone = having(&|kind| matches!(kind, Some((true, _))));
        let n_seats = if kinds.iter().any(|kind| matches!(kind, Some((true, _)))) { seats(month) } else { 0 };
        let switchboard = (0..n_seats).map(|seat| add(format!("switchboard-{seat}"), on_phone)).collect();
        let mut names: Vec<&String> =
            kinds.iter().flatten().filter_map(|(_, department)| department.as_ref()).collect();
        names.sort();
        names.dedup();
        let of = |name: &String| having(&|kind| matches!(kind, Some((_, Some(department))) if department == name));
        let departments = names.into_iter().map(|name| add(format!("department-{name}"), of(name))).collect();
        Self { scenario, switchboard, manager, departments }
    }

    /// The covers that there can be while all meet at once.
    pub(super) fn covers(&self) -> Vec<Cover> {
        let live = || self.scenario.queues.iter().filter(|queue| queue.is_live());
        let beside_calls = !self.scenario.posts.is_empty() || live().any(|queue| queue.channel != Channel::Phone);
        let mut covers = vec![Cover::Nobody];
        covers.extend((!self.departments.is_empty()).then_some(Cover::Departments));
        covers.push(Cover::Manager);
        covers.extend((!self.switchboard.is_empty()).then_some(Cover::Switchboard));
        covers.extend((beside_calls && !self.switchboard.is_empty()).then_some(Cover::Both));
        covers
    }

    /// The roster with who stands in over `span`; `idle` is who the manager may not be needed for.
    pub(super) fn with(&self, cover: Cover, mut roster: Roster, span: Span) -> Roster {
        let some: Vec<AgentIdx> = match cover {
            Cover::Nobody | Cover::Halves => Vec::new(),
            Cover::Departments => self.departments.clone(),
            Cover::Manager => vec![self.manager],
            Cover::Switchboard => self.switchboard.clone(),
            Cover::Both => self.switchboard.iter().copied().chain([self.manager]).collect(),
        };
        let on_contacts = |agent| Stretch { agent, start: span.start, end: span.end, activity: Activity::Contacts };
        roster.stretches.extend(some.into_iter().map(on_contacts));
        Roster::new(roster.stretches)
    }

    /// Who may take a post that would stand empty, under a cover by somebody from outside the group.
    pub(super) fn helpers(&self, cover: Cover) -> Vec<AgentIdx> {
        if matches!(cover, Cover::Manager | Cover::Both) { vec![self.manager] } else { Vec::new() }
    }

    /// Whether somebody only takes messages.
    pub(super) fn takes_messages(&self, agent: AgentIdx) -> bool {
        self.switchboard.first().is_some_and(|first| (first.0..first.0 + self.switchboard.len()).contains(&agent.0))
    }
}

/// The kinds of queues, and which each queue is of.
fn kinds(month: &Scenario, by_department: bool) -> (Vec<Kind>, Vec<usize>) {
    let mut kinds: Vec<Kind> = Vec::new();
    let of_queue = month.queues.iter().map(|queue| {
        let department = queue.department.clone().filter(|_| by_department);
        let kind = queue.is_live().then(|| (queue.channel == Channel::Phone, department));
        kinds.iter().position(|other| *other == kind).unwrap_or_else(|| {
            kinds.push(kind);
            kinds.len() - 1
        })
    });
    let of_queue = of_queue.collect();
    (kinds, of_queue)
}

/// So many at a switchboard that practically nobody waits there: the load of the busiest interval and six standard
/// deviations of a Poisson number with that mean.
fn seats(month: &Scenario) -> usize {
    let interval_s = f64::from(month.horizon.interval_minutes) * 60.0;
    let load = |interval: usize| -> f64 {
        let live = (0..month.queues.len()).filter(|&queue| month.queues[queue].is_live());
        live.map(|queue| month.forecast[QueueIdx(queue).0][interval])
            .map(|cell| cell.contacts * cell.handle_time.get() / interval_s)
            .sum()
    };
    let most = (0..month.horizon.n_intervals()).map(load).fold(0.0, f64::max);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of people")]
    let seats = (most + 6.0 * most.sqrt()).ceil() as usize;
    seats + 2
}
