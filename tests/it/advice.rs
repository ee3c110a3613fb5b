//! What to train or hire next, and what specialisation costs: held against plans made one by one.

use bemanna::model::{
    Agent, AgentIdx, Breadth, Initiative, Scenario, Skill, SkillIdx, SkillSet, TemplateIdx, TrainingOffer, Verdict,
    Watch,
};
use bemanna::pipeline::{self, Asked};

use crate::support::{day_template, lillstad};

fn offer(agent: usize, skill: usize) -> TrainingOffer {
    TrainingOffer { agent: AgentIdx(agent), skill: SkillIdx(skill), weeks: 8, weekly: 0, trainer: None }
}

/// Lillstad on a day with too few who know skola: dan, and eva who knows bygg too. Bo works mornings only. Gil, hal, ida
/// and jon know the reception alone. Eight could learn something, one of them what nothing needs.
fn starved() -> Scenario {
    let mut scenario = lillstad(1);
    scenario.skills.push(Skill { id: "latin".to_owned(), name: "Latin".to_owned() });
    let mut morning = day_template();
    "halvdag".clone_into(&mut morning.id);
    (morning.work, morning.latest_start) = (vec![240], 480);
    scenario.templates.push(morning);
    let set = |skills: &[usize]| SkillSet::of(skills.iter().map(|&skill| SkillIdx(skill)));
    scenario.agents[5].skills = set(&[0, 2]);
    (scenario.agents[1].templates, scenario.agents[1].contract) = (vec![TemplateIdx(1)], Some(240));
    scenario.agents[1].skills = set(&[0, 2]);
    for id in ["gil", "hal", "ida", "jon"] {
        scenario.agents.push(Agent {
            contract: Some(480),
            templates: vec![TemplateIdx(0)],
            ..Agent::new(id, set(&[2]))
        });
    }
    scenario.development.trainings =
        vec![offer(1, 1), offer(3, 0), offer(6, 0), offer(7, 0), offer(8, 1), offer(0, 1), offer(9, 0), offer(2, 3)];
    scenario
}

/// What a plan comes to: targets not met, people.
fn outcome(scenario: &Scenario) -> (usize, usize) {
    let plan = pipeline::plan(scenario, Watch::SILENT).expect("a plan");
    let service = &plan.performance.as_ref().expect("simulated").service;
    (service.iter().filter(|service| service.verdict != Verdict::Met).count(), plan.headcount)
}

#[test]
fn the_best_single_training_is_that_of_plans_made_for_every_one() {
    let scenario = starved();
    let each: Vec<(usize, usize)> = scenario
        .development
        .trainings
        .iter()
        .map(|offer| {
            let mut learnt = scenario.clone();
            let agent = &mut learnt.agents[offer.agent.0];
            agent.skills = agent.skills.with(offer.skill);
            outcome(&learnt)
        })
        .collect();
    let best = *each.iter().min().expect("there are some");
    assert!(each.iter().filter(|&&one| one == best).count() < 4, "some training is better than others: {each:?}");
    assert!(outcome(&scenario) > best, "training helps");
    let advice = pipeline::advise(&scenario, Asked::Training, 1, Watch::SILENT).expect("advice");
    let [step] = advice.steps.as_slice() else { panic!("one step: {advice:?}") };
    let Some(Initiative::Train(chosen)) = step.measure else { panic!("something helps: {step:?}") };
    let at = scenario.development.trainings.iter().position(|&offer| offer == chosen).expect("one of those");
    assert_eq!(each[at], best, "chosen {chosen:?} of {each:?}");
    assert_eq!((step.after.missed, step.after.people), best, "the advice tells what its own plan comes to");
    assert!(advice.people_floor.is_some_and(|floor| usize::try_from(floor).expect("few") <= step.after.people));
}

#[test]
fn hours_of_learner_and_trainer_are_in_the_plan_made_while_it_is_learnt() {
    let mut scenario = starved();
    let helps = TrainingOffer { weekly: 120, trainer: Some((AgentIdx(3), 60)), ..offer(0, 1) };
    scenario.development.trainings = vec![helps];
    let advice = pipeline::advise(&scenario, Asked::Training, 1, Watch::SILENT).expect("advice");
    let step = &advice.steps[0];
    assert_eq!(step.measure, Some(Initiative::Train(helps)));
    let during = step.during.expect("a plan for the time of learning");
    assert!(during.missed >= advice.today.missed, "dan teaches skola while it is short: {during:?}");
    assert!(during.missed >= step.after.missed);
}

#[test]
fn a_training_that_nothing_needs_is_not_advised() {
    let mut scenario = starved();
    scenario.development.trainings = vec![offer(2, 3)];
    let advice = pipeline::advise(&scenario, Asked::Training, 2, Watch::SILENT).expect("advice");
    let [step] = advice.steps.as_slice() else { panic!("it ends there: {advice:?}") };
    assert_eq!(step.measure, None);
}

#[test]
fn a_hire_of_the_skill_that_is_short_ends_the_shortage() {
    let mut scenario = starved();
    let set = |skills: &[usize]| SkillSet::of(skills.iter().map(|&skill| SkillIdx(skill)));
    let profile = |id: &str, skills: SkillSet| Agent {
        contract: Some(480),
        templates: vec![TemplateIdx(0)],
        ..Agent::new(id, skills)
    };
    scenario.development.hires = vec![profile("latinist", set(&[3])), profile("skolvan", set(&[1]))];
    let advice = pipeline::advise(&scenario, Asked::Hiring, 1, Watch::SILENT).expect("advice");
    assert_eq!(advice.steps[0].measure, Some(Initiative::Hire(1)));
    assert!(advice.steps[0].after.missed < advice.today.missed);
}

#[test]
fn the_more_everybody_knows_the_fewer_it_takes() {
    let mut scenario = lillstad(1);
    scenario.development.areas = SkillSet::first(2);
    let found = pipeline::specialisation(&scenario, Watch::SILENT).expect("plans");
    let breadths: Vec<Breadth> = found.iter().map(|one| one.breadth).collect();
    let all = [Breadth::OneArea, Breadth::Today, Breadth::TwoAreas, Breadth::EveryArea, Breadth::Everything];
    assert_eq!(breadths, all);
    let rank = |at: usize| (found[at].plan.missed, found[at].plan.people);
    // Everybody knows the reception here and there are two areas, so that two areas are everything.
    assert!(rank(0) > rank(2), "one area each costs: {found:?}");
    assert_eq!(found[2].plan, found[3].plan);
    assert_eq!(found[3].plan, found[4].plan);
}
