//! Whether some people can keep a set of hard facts together: the rules of the week as a program of their own.

use super::relax::relaxed;
use crate::model::{Activity, AgentIdx, Aim, Cause, Minute, PostIdx, RuleId, Scenario, Span, Stretch, Watch};
use crate::optimise::classes::{Class, class_of};
use crate::optimise::engine::{Col, Ending, Limits, Terms, solve};
use crate::optimise::rules::add_rules_beside_pins;
use crate::optimise::shifts::{Shift, images};
use crate::optimise::week::Week;

/// Most nodes spent on one answer; where they do not suffice the facts are taken to be able to hold.
const NODES: i32 = 2000;

/// What is asked of whom.
pub(super) struct Question<'a> {
    /// The planning problem, without demand.
    scenario: Scenario,
    /// Who must keep the facts.
    pub(super) agents: Vec<AgentIdx>,
    /// Where each of them must be free, and when.
    wanted: Option<(PostIdx, Minute)>,
    watch: Watch<'a>,
}

impl<'a> Question<'a> {
    /// Whether `agents` can keep their facts.
    pub(super) fn new(scenario: &Scenario, agents: &[AgentIdx], watch: Watch<'a>) -> Self {
        let mut scenario = scenario.clone();
        scenario.forecast.clear();
        scenario.given.clear();
        Self { scenario, agents: agents.to_vec(), wanted: None, watch }
    }

    /// Whether the one agent can keep the facts and be at a post at a moment.
    pub(super) fn at(mut self, agent: AgentIdx, post: PostIdx, moment: Minute) -> Self {
        self.agents = vec![agent];
        self.wanted = Some((post, moment));
        self
    }

    /// Whether all facts but those of `dropped` can hold; also when that could not be settled.
    pub(super) fn can_hold(&self, dropped: &[Cause]) -> bool {
        self.ending(dropped, None).0 != Ending::Infeasible
    }

    /// Paid time by which the agent's contract must be passed (above 0) or missed so that all facts but those of `dropped`
    /// can hold `[min]`; `None` where even that does not help.
    pub(super) fn contract_miss(&self, agent: AgentIdx, dropped: &[Cause]) -> Option<i32> {
        let (ending, miss) = self.ending(dropped, Some(agent));
        (ending != Ending::Infeasible).then_some(miss?)
    }

    fn ending(&self, dropped: &[Cause], elastic: Option<AgentIdx>) -> (Ending, Option<i32>) {
        let scenario = relaxed(&self.scenario, &self.agents, dropped, self.wanted.map(|(_, moment)| moment));
        let impossible = (Ending::Infeasible, None);
        if self.agents.iter().any(|&agent| exclude_each_other(&scenario, agent)) {
            return impossible;
        }
        // Who owes nothing and holds nothing can stay at home.
        let is_asked = |agent: &AgentIdx| {
            self.wanted.is_some()
                || !scenario.pinned.of(*agent).is_empty()
                || paid_limits(&scenario, *agent, 0).is_some_and(|(least, _)| least > 0)
        };
        let classes: Vec<Class> =
            self.agents.iter().copied().filter(is_asked).map(|agent| self.class(&scenario, agent)).collect();
        if classes.is_empty() {
            return (Ending::Optimal, None);
        }
        // Contracts are stated here, without regard to whether they can be kept.
        let mut ruled = scenario.clone();
        for agent in &mut ruled.agents {
            agent.contract = None;
        }
        let mut week = Week::new(&ruled, &classes);
        add_rules_beside_pins(&mut week);
        let mut misses: Option<(Col, Col)> = None;
        for (class, of) in classes.iter().enumerate() {
            let agent = of.members[0];
            week.mip.columns[week.heads[class]].lower = 1.0;
            for pin in scenario.pinned.of(agent) {
                let terms = holding(&week, class, *pin);
                if terms.is_empty() {
                    return impossible;
                }
                week.mip.at_least(1.0, terms);
            }
            if let Some(limits) = paid_limits(&scenario, agent, self.leave(agent, dropped)) {
                let slack = (elastic == Some(agent)).then(|| contract_slack(&mut week));
                hours(&mut week, class, limits, slack);
                misses = misses.or(slack);
            }
            if self.wanted.is_some() {
                let free = week.shifts_of(class).filter(|(_, shift, _)| self.is_wanted(&scenario, agent, shift));
                let terms: Terms = free.map(|(.., col)| (col, 1.0)).collect();
                if terms.is_empty() {
                    return impossible;
                }
                week.mip.at_least(1.0, terms);
            }
        }
        let limits = Limits { nodes: NODES, gap: 0.0, start: None, watch: self.watch, share: 0.5 };
        let outcome = solve(&week.mip, &limits);
        let miss = misses.zip(outcome.values).map(|((under, over), values)| minutes(values[over] - values[under]));
        (outcome.ending, miss)
    }

    /// Contract minutes that the agent's dropped absences fill.
    fn leave(&self, agent: AgentIdx, dropped: &[Cause]) -> i32 {
        let is_dropped = |span: Span| dropped.contains(&Cause::Absence { agent, span });
        let absences = self.scenario.agents[agent.0].absences.iter();
        absences.filter(|absence| is_dropped(absence.span)).map(|absence| absence.counted).sum()
    }

    /// The agent's possible shifts, of those alike in time one: where somebody is wanted, one that leaves the agent free.
    fn class(&self, scenario: &Scenario, agent: AgentIdx) -> Class {
        let mut class = class_of(scenario, agent);
        for day in &mut class.shifts {
            let limit = |shift: &Shift| scenario.templates[shift.template.0].most_per_day.map(|_| shift.template);
            let key = |shift: &Shift| (shift.start, shift.end, shift.work, limit(shift));
            day.sort_by_key(|shift| (key(shift), !self.is_wanted(scenario, agent, shift)));
            day.dedup_by_key(|shift| key(shift));
        }
        class
    }

    /// Whether a shift can leave the agent free for the post at the moment when somebody is wanted there.
    fn is_wanted(&self, scenario: &Scenario, agent: AgentIdx, shift: &Shift) -> bool {
        let Some((post, moment)) = self.wanted else { return false };
        let step = Span::new(moment, moment + scenario.horizon.grid_minutes);
        let is_taken = |pin: &Stretch| pin.activity != Activity::Post(post) && pin.span().overlaps(step);
        images(scenario, shift.span()).any(|image| {
            let moved = image.start - shift.start;
            image.contains(step)
                && !scenario.pinned.of(agent).iter().any(is_taken)
                && shift.breaks.iter().all(|window| {
                    let mut starts = window.starts(scenario.horizon.grid_minutes);
                    starts.any(|at| !Span::new(at + moved, at + moved + window.minutes).overlaps(step))
                })
        })
    }
}

/// Whether pinned rows of one agent exclude each other or the agent by themselves: two activities at once, or one that the
/// agent does not know.
fn exclude_each_other(scenario: &Scenario, agent: AgentIdx) -> bool {
    let pins = scenario.pinned.of(agent);
    let is_double = |(place, pin): (usize, &Stretch)| {
        pins[place + 1..].iter().any(|other| other.activity != pin.activity && other.span().overlaps(pin.span()))
    };
    let skills = scenario.agents[agent.0].skills;
    let is_unknown = |pin: &Stretch| match pin.activity {
        Activity::Post(post) => !skills.contains(scenario.posts[post.0].skills),
        Activity::Deferrable(queue) => !skills.contains(scenario.queues[queue.0].skills),
        Activity::Contacts => scenario.live_queues_for(skills).is_empty() && !scenario.live_queues().is_empty(),
        _ => false,
    };
    pins.iter().enumerate().any(is_double) || pins.iter().any(is_unknown)
}

/// The shifts that hold a pinned row.
fn holding(week: &Week<'_>, class: usize, pin: Stretch) -> Terms {
    let holds = |shift: &Shift| images(week.scenario, shift.span()).any(|image| image.contains(pin.span()));
    week.shifts_of(class).filter(|(_, shift, _)| holds(shift)).map(|(.., col)| (col, 1.0)).collect()
}

/// Least and most paid time by the contract `[min]`; `None` where the rules let it be passed. Of `leave` that is left out
/// as much may be worked as it counted for.
fn paid_limits(scenario: &Scenario, agent: AgentIdx, leave: i32) -> Option<(i32, i32)> {
    let tolerance = scenario.rules.get(RuleId::ContractTolerance)?;
    let agent = &scenario.agents[agent.0];
    let contract = agent.contract?;
    let is_owed = !agent.hireable && matches!(scenario.aim, Aim::Contract | Aim::ContractSpread);
    Some((if is_owed { contract - tolerance } else { 0 }, contract + leave + tolerance))
}

/// Columns for paid time under and over the contract, a minute each costing one.
fn contract_slack(week: &mut Week<'_>) -> (Col, Col) {
    (week.mip.add(1.0, f64::INFINITY, false), week.mip.add(1.0, f64::INFINITY, false))
}

/// Paid time keeps to the contract, but for what is under or over it.
fn hours(week: &mut Week<'_>, class: usize, (least, most): (i32, i32), slack: Option<(Col, Col)>) {
    let worked: Terms = week.shifts_of(class).map(|(_, shift, col)| (col, f64::from(shift.work))).collect();
    let with = |more: Option<(Col, f64)>| worked.iter().copied().chain(more).collect::<Terms>();
    let (lower, upper) = (with(slack.map(|(under, _)| (under, 1.0))), with(slack.map(|(_, over)| (over, -1.0))));
    week.mip.at_least(f64::from(least), lower);
    week.mip.at_most(f64::from(most), upper);
}

#[expect(clippy::cast_possible_truncation, reason = "minutes of a plan fit")]
fn minutes(value: f64) -> i32 {
    value.round() as i32
}
