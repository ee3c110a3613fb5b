//! What would end a shortage: the fewest people more, the least they must know, and when they work.

use crate::check;
use crate::model::{
    Addition, Agent, AgentIdx, Breach, CoverRequirement, Cure, Performance, Roster, Scenario, Settings, Severity,
    SkillIdx, SkillSet, Span, Stretch, TemplateIdx, Verdict, Violation, Watch,
};
use crate::optimise;
use crate::simulate::{self, Simulator};

use super::{VERIFY_SEED, verdict};

/// Most people more that are thought of.
const MOST: usize = 6;

/// Seeds of a cure lie as far from those of the plan as the plan's verification from its search.
const CURE_SEED: u64 = 0xC04E_5EED;

/// Replications on which a shift or a skill is found not to be needed; the cure as a whole is verified on fresh ones.
const GLANCE: u32 = 256;

/// Looks for people more, beside everybody employed, with whom all that is asked is met.
///
/// They may know everything that is missing anywhere and work any shift; then every shift of theirs and every skill goes
/// that the roster found meets its targets without. The cure is verified as a plan is, on seeds that its search never saw:
/// as found and again without what it can spare, each time with half of the error. `None` where nothing that people could
/// mend is missing, or [`MOST`] people more do not mend it.
pub(super) fn cure(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    roster: &Roster,
    violations: &[Violation],
    performance: Option<&Performance>,
    watch: Watch,
) -> Option<Cure> {
    let missing = missing_skills(scenario, violations, performance);
    if missing.is_empty() || watch.is_over() {
        return None;
    }
    let everything = missing.into_iter().fold(SkillSet::EMPTY, SkillSet::union);
    let widened = with_places(scenario, everything);
    let seed = scenario.settings.seed.wrapping_add(CURE_SEED);
    let found = if scenario.simulate {
        let simulator = Simulator::new(&widened, seed);
        optimise::search_additions(&widened, requirement, roster, &simulator, watch).0
    } else {
        optimise::optimise(&widened, requirement, watch).ok()?.0
    };
    if !is_met(&widened, &found, seed, watch) {
        return None;
    }
    let places = (scenario.agents.len()..widened.agents.len()).map(AgentIdx);
    let (mut lean, mut kept) = (widened.clone(), found.clone());
    for place in places.clone() {
        stay_home(&lean, &mut kept, place, seed, watch);
        forget(&mut lean, &kept, place, seed, watch);
    }
    // What was dropped on few replications may have been needed after all: then the cure stands as it was verified.
    let is_lean = is_met(&lean, &kept, seed.wrapping_add(VERIFY_SEED), watch);
    let (widened, roster) = if is_lean { (lean, kept) } else { (widened, found) };
    let addition =
        |place: AgentIdx| Addition { skills: widened.agents[place.0].skills, shifts: shifts(&roster, place) };
    let additions: Vec<Addition> = places.map(addition).filter(|addition| !addition.shifts.is_empty()).collect();
    (!additions.is_empty()).then_some(Cure { additions })
}

/// What people would have to know to mend each thing that is missing.
fn missing_skills(scenario: &Scenario, violations: &[Violation], performance: Option<&Performance>) -> Vec<SkillSet> {
    let served = performance.into_iter().flat_map(|performance| &performance.service);
    let missed = served.filter(|service| service.verdict != Verdict::Met);
    let of_queues = missed.map(|service| scenario.queues[service.queue.0].skills);
    let of_breaches = violations.iter().filter_map(|violation| match violation.breach {
        Breach::UnderCover { queues, .. } => {
            let skills = queues.iter().map(|queue| scenario.queues[queue.0].skills);
            skills.min_by_key(|skills| (skills.len(), *skills))
        }
        Breach::PostUnmanned { post, .. } => Some(scenario.posts[post.0].skills),
        _ => None,
    });
    let mut all: Vec<SkillSet> = of_queues.chain(of_breaches).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The scenario with places for people who know `skills`, may work any shift and have the hours that are needed.
fn with_places(scenario: &Scenario, skills: SkillSet) -> Scenario {
    let mut widened = scenario.clone();
    let templates: Vec<TemplateIdx> = (0..scenario.templates.len()).map(TemplateIdx).collect();
    widened.agents.extend((1..=MOST).map(|place| Agent {
        hireable: true,
        templates: templates.clone(),
        ..Agent::new(format!("+{place}"), skills)
    }));
    widened
}

/// Takes every shift from one added person that the targets are met without.
fn stay_home(widened: &Scenario, roster: &mut Roster, place: AgentIdx, seed: u64, watch: Watch) {
    for shift in shifts(roster, place) {
        let is_other = |stretch: &Stretch| stretch.agent != place || !shift.contains(stretch.span());
        let rest = Roster::new(roster.stretches.iter().copied().filter(is_other).collect());
        if is_met_at_a_glance(widened, &rest, seed, watch) {
            *roster = rest;
        }
    }
}

/// Takes every skill from one added person that the targets are met without.
fn forget(widened: &mut Scenario, roster: &Roster, place: AgentIdx, seed: u64, watch: Watch) {
    let skills: Vec<SkillIdx> = widened.agents[place.0].skills.iter().collect();
    for skill in skills {
        let before = widened.agents[place.0].skills;
        widened.agents[place.0].skills = before.without(skill);
        if !is_met_at_a_glance(widened, roster, seed, watch) {
            widened.agents[place.0].skills = before;
        }
    }
}

/// Whether a roster meets all that is asked, by the judge and the corrected intervals; a cure asks twice, so that each
/// time has half of the error.
fn is_met(scenario: &Scenario, roster: &Roster, seed: u64, watch: Watch) -> bool {
    let play = || simulate::verify(scenario, roster, (seed, simulate::ERROR / 2.0), watch);
    is_legal(scenario, roster) && (!scenario.simulate || verdict::all_met(&play()))
}

/// As [`is_met`], on few replications and by each target's own interval.
fn is_met_at_a_glance(scenario: &Scenario, roster: &Roster, seed: u64, watch: Watch) -> bool {
    let settings = Settings { verify_replications: GLANCE, ..scenario.settings };
    let glance = Scenario { settings, ..scenario.clone() };
    let reaches = |performance: Performance| {
        performance.service.iter().all(|s| s.promised.margin(s.low).min(s.promised.margin(s.high)) >= 0.0)
    };
    is_legal(scenario, roster) && (!scenario.simulate || reaches(simulate::simulate(&glance, roster, seed, watch)))
}

/// Whether the judge finds no rule broken and nobody missing.
fn is_legal(scenario: &Scenario, roster: &Roster) -> bool {
    check::check(scenario, roster).iter().all(|violation| violation.severity == Severity::Warning)
}

/// From first to last minute of each of an agent's shifts.
fn shifts(roster: &Roster, agent: AgentIdx) -> Vec<Span> {
    let mut shifts: Vec<Span> = Vec::new();
    for stretch in roster.of(agent) {
        match shifts.last_mut().filter(|shift| shift.end == stretch.start) {
            Some(shift) => shift.end = stretch.end,
            None => shifts.push(stretch.span()),
        }
    }
    shifts
}
