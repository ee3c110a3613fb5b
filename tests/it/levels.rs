//! Levels of skills: learners take longer, what has expired does not count.

use std::fs;
use std::path::Path;

use bemanna::input;
use bemanna::model::{Level, Oddity, Proficiency, Scenario, Seconds, SkillIdx, Watch};
use bemanna::pipeline;

use crate::support::lillstad;

/// The base of the faulty centres with this `skills.csv`, and with `more` at the end of `centre.toml`.
fn with_levels(levels: &str, more: &str) -> Scenario {
    let centre = tempfile::tempdir().expect("a folder");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/base");
    for entry in fs::read_dir(base).expect("the base") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, centre.path().join(path.file_name().expect("a name"))).expect("a file");
    }
    fs::write(centre.path().join("skills.csv"), levels).expect("written");
    let toml = fs::read_to_string(centre.path().join("centre.toml")).expect("centre.toml");
    fs::write(centre.path().join("centre.toml"), toml + more).expect("written");
    input::load(centre.path()).expect("sound")
}

#[test]
fn a_learners_pace_follows_the_weeks_since_and_what_the_centre_says() {
    let start = with_levels("agent,skill\nann,bygg\n", "").horizon.days[0].date;
    let since = start - chrono::Duration::weeks(5);
    let levels = format!("agent;skill;level;since\nann;bygg;learner;{since}\nann;skola;expert;\n");
    let scenario =
        with_levels(&levels, "\n[development]\nareas = [\"bygg\"]\nlearner_handle_time = 2.0\nlearner_weeks = 10\n");
    let ann = &scenario.agents[0];
    assert_eq!(ann.proficiency.iter().map(|held| held.level).collect::<Vec<_>>(), [Level::Learner, Level::Expert]);
    let paces: Vec<f64> = scenario.queues.iter().map(|queue| ann.pace(queue.skills)).collect();
    let expected = |queue: &bemanna::model::Queue| if queue.id == "bygg" { 1.5 } else { 1.0 };
    assert!(scenario.queues.iter().zip(paces).all(|(queue, pace)| (pace - expected(queue)).abs() < 1e-12));
    assert_eq!(scenario.development.areas.len(), 1);
}

#[test]
fn a_skill_that_has_expired_does_not_count_and_one_that_ends_within_the_plan_is_told() {
    let plain = with_levels("agent,skill\nann,bygg\n", "");
    let (first, last) = (plain.horizon.days[0].date, plain.horizon.days[plain.horizon.n_days() - 1].date);
    let before = first - chrono::Duration::days(1);
    assert!(first < last, "the plan has several days");
    let levels = format!("agent,skill,valid_until\nann,skola,{before}\nann,bygg,{first}\nbo,bygg,{last}\n");
    let scenario = with_levels(&levels, "");
    let skill = |id: &str| SkillIdx(scenario.skills.iter().position(|skill| skill.id == id).expect("a skill"));
    assert!(!scenario.agents[0].skills.has(skill("skola")) && scenario.agents[0].skills.has(skill("bygg")));
    let report = pipeline::skills(&scenario, &bemanna::model::Roster::default());
    let of_ann = |oddity: &&Oddity| matches!(oddity, Oddity::SkillExpired(..) | Oddity::SkillExpires(..));
    let told: Vec<&Oddity> = report.oddities.iter().filter(of_ann).collect();
    let ann = bemanna::model::AgentIdx(0);
    let expected = [Oddity::SkillExpired(ann, skill("skola"), before), Oddity::SkillExpires(ann, skill("bygg"), first)];
    assert_eq!(told.len(), 2);
    assert!(expected.iter().all(|one| told.contains(&one)), "{told:?}");
}

#[test]
fn who_takes_twice_as_long_serves_as_if_the_work_were_twice_as_much() {
    let mut scenario = lillstad(1);
    // Light enough for twice the work to be done.
    scenario.forecast.iter_mut().flatten().for_each(|expected| expected.contacts *= 0.5);
    let plan = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    let mut longer = scenario.clone();
    for expected in longer.forecast.iter_mut().flatten() {
        expected.handle_time = Seconds::new(2.0 * expected.handle_time.get());
    }
    let mut slower = scenario.clone();
    for agent in &mut slower.agents {
        let held = agent.skills.iter().map(|skill| Proficiency {
            skill,
            level: Level::Learner,
            since: None,
            valid_until: None,
            is_primary: true,
            pace: 2.0,
        });
        agent.proficiency = held.collect();
    }
    let play = |scenario: &Scenario| pipeline::simulate(scenario, &plan.roster, Watch::SILENT).service;
    let (usual, longer, slower) = (play(&scenario), play(&longer), play(&slower));
    for ((usual, longer), slower) in usual.iter().zip(&longer).zip(&slower) {
        // The same contacts and the same draws, but for rounding to a 256th of a second.
        assert!((longer.value - slower.value).abs() < 0.005, "{} {}", longer.value, slower.value);
        assert!(slower.value < usual.value - 0.01, "{} {}", usual.value, slower.value);
    }
}
