//! HR's view: who covers what, who is alone with what, and what a page without names leaves out.

use std::fmt::Write as _;
use std::fs;

use bemanna::check;
use bemanna::model::{
    Activity, AgentIdx, DayIdx, Gap, GapCause, Language, Minute, Oddity, PostIdx, Queue, QueueSet, Roster, Scenario,
    Seconds, Severity, Skill, SkillCover, SkillIdx, SkillReport, SkillSet, Span, Status, Stretch, Training, Verdict,
    Watch,
};
use bemanna::pipeline::{self, Pairs};
use bemanna::report::{self, Naming};

use crate::support::lillstad;

fn stretch(agent: usize, from: i32, to: i32, activity: Activity) -> Stretch {
    Stretch { agent: AgentIdx(agent), start: Minute(from), end: Minute(to), activity }
}

/// Lillstad on a Monday with finska, which only ann knows, asked for 9 to 12, two contacts in each half-hour. Ann is on
/// contacts 8 to 10 and 10:30 to 11:30, at the reception in between, then at lunch.
fn finska() -> (Scenario, Roster) {
    let mut scenario = lillstad(1);
    scenario.skills.push(Skill { id: "finska".to_owned(), name: "Finska".to_owned() });
    let skill = SkillSet::EMPTY.with(SkillIdx(3));
    let window = Span::new(Minute(9 * 60), Minute(12 * 60));
    let queue = Queue { opening: Some(vec![window]), ..Queue::new("finska", skill, Seconds::new(300.0)) };
    let mut forecast = scenario.forecast[0].clone();
    for (index, expected) in forecast.iter_mut().enumerate() {
        expected.contacts = if (18..24).contains(&index) { 2.0 } else { 0.0 };
    }
    scenario.queues.push(queue);
    scenario.forecast.push(forecast);
    scenario.agents[0].skills = scenario.agents[0].skills.with(SkillIdx(3));
    let roster = Roster::new(vec![
        stretch(0, 480, 600, Activity::Contacts),
        stretch(0, 600, 630, Activity::Post(PostIdx(0))),
        stretch(0, 630, 690, Activity::Contacts),
        stretch(0, 690, 720, Activity::Lunch),
        stretch(0, 720, 990, Activity::Contacts),
    ]);
    (scenario, roster)
}

fn of<'a>(report: &'a SkillReport, id: &str) -> &'a SkillCover {
    let position = report.scenario.skills.iter().position(|skill| skill.id == id).expect("the skill");
    let skills = SkillSet::EMPTY.with(SkillIdx(position));
    report.cover.iter().find(|cover| cover.skills == skills).expect("its row")
}

#[test]
fn a_language_window_asks_for_somebody_only_while_it_is_open() {
    let (scenario, roster) = finska();
    let report = pipeline::skills(&scenario, &roster);
    let cover = of(&report, "finska");
    let asked: Vec<usize> = (0..48).filter(|&index| cover.cells[index].needed > 0).collect();
    assert_eq!(asked, (18..24).collect::<Vec<_>>(), "half-hours from 9 to 12");
    assert_eq!(cover.cells[16].open, 0);
    assert!(cover.cells.iter().enumerate().all(|(i, cell)| cell.at_best == u32::from((16..34).contains(&i))));
}

#[test]
fn the_minutes_without_the_only_speaker_are_listed_with_their_cause_and_contacts() {
    let (scenario, roster) = finska();
    let report = pipeline::skills(&scenario, &roster);
    let gap = |from, to, activity| Gap {
        span: Span::new(Minute(from), Minute(to)),
        cause: GapCause::Busy(AgentIdx(0), activity),
        contacts: 2.0,
    };
    let cover = of(&report, "finska");
    assert_eq!(cover.gaps, [gap(600, 630, Activity::Post(PostIdx(0))), gap(690, 720, Activity::Lunch)]);
    let [lone] = cover.lone.as_slice() else { panic!("one person is alone: {:?}", cover.lone) };
    assert_eq!((lone.agent, lone.minutes(), lone.worst_day, lone.worst_minutes), (AgentIdx(0), 120, DayIdx(0), 120));
    assert!((lone.contacts - 8.0).abs() < 1e-9);
}

#[test]
fn somebody_at_a_post_covers_the_post_and_nobody_else() {
    let (scenario, roster) = finska();
    let report = pipeline::skills(&scenario, &roster);
    let reception = of(&report, "reception");
    assert_eq!(reception.holders.len(), 6);
    // 10:00 to 10:30 ann sits there; on contacts she can be fetched.
    assert_eq!((reception.cells[20].present, reception.cells[20].empty), (1, 0));
    assert_eq!(of(&report, "bygg").cells[20].present, 0);
}

#[test]
fn needed_is_what_erlang_says_of_the_queues_that_need_the_skill_and_at_least_one() {
    let (scenario, roster) = finska();
    let report = pipeline::skills(&scenario, &roster);
    let sets = [QueueSet::EMPTY.with(bemanna::model::QueueIdx(0))];
    let needed = bemanna::demand::people_needed(&scenario, &sets);
    let cells = &of(&report, "bygg").cells;
    for (index, &erlang) in needed[0].iter().enumerate() {
        let is_open = (16..34).contains(&index);
        assert_eq!(cells[index].needed, if is_open { erlang.max(1) } else { 0 }, "interval {index}");
    }
    assert!(needed[0].iter().any(|&people| people > 1), "one erlang needs more than one");
}

#[test]
fn a_skill_that_nothing_needs_and_a_queue_that_nobody_serves_are_pointed_out() {
    let (mut scenario, roster) = finska();
    scenario.agents[0].skills = scenario.agents[0].skills.without(SkillIdx(3));
    scenario.skills.push(Skill { id: "latin".to_owned(), name: "Latin".to_owned() });
    let report = pipeline::skills(&scenario, &roster);
    assert_eq!(
        report.oddities,
        [Oddity::SkillNotNeeded(SkillIdx(4)), Oddity::QueueNotServed(bemanna::model::QueueIdx(2))]
    );
    assert_eq!(of(&report, "finska").gaps.len(), 1);
    assert_eq!(of(&report, "finska").gaps[0].cause, GapCause::NobodyHasIt);
}

#[test]
fn training_that_did_not_get_into_the_roster_is_deferred() {
    let (mut scenario, mut roster) = finska();
    let span = scenario.horizon.days[0].span();
    scenario.activities.trainings.push(Training { agent: AgentIdx(0), minutes: 120, shortest: 60, span });
    roster.stretches.retain(|stretch| stretch.start != Minute(720));
    roster.stretches.push(stretch(0, 720, 780, Activity::Training));
    let report = pipeline::skills(&scenario, &Roster::new(roster.stretches));
    let [entry] = report.ledger.as_slice() else { panic!("one person is trained: {:?}", report.ledger) };
    assert_eq!((entry.planned, entry.done, entry.deferred()), (120, 60, 60));
}

#[test]
fn an_anonymous_report_holds_no_name_and_no_id_of_anybody() {
    let (mut scenario, roster) = finska();
    for agent in &mut scenario.agents {
        agent.id = format!("id_{}_q", agent.id);
        agent.name = format!("Namn {} Efternamnsson", agent.name);
    }
    let report = pipeline::skills(&scenario, &roster);
    let home = tempfile::tempdir().expect("a folder");
    for (naming, is_named) in [(Naming::Named, true), (Naming::Anonymous, false)] {
        let out = home.path().join(format!("{naming:?}"));
        report::write_skills(&report, &out, Language::Swedish, naming).expect("written");
        let mut text = report::skills_terminal(&report, Language::Swedish, naming, 100);
        for file in ["skills.html", "skills.json"] {
            text += &fs::read_to_string(out.join(file)).expect("text");
        }
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(out.join("skills.xlsx")).expect("a workbook");
        for (_, sheet) in calamine::Reader::worksheets(&mut book) {
            write!(text, "{sheet:?}").expect("a string takes whatever is written");
        }
        assert_eq!(text.contains("Efternamnsson") || text.contains("id_ann_q"), is_named, "{naming:?}");
    }
}

#[test]
fn the_page_tells_fragility_by_number_as_well_as_colour_in_both_languages() {
    let (scenario, roster) = finska();
    let report = pipeline::skills(&scenario, &roster);
    let home = tempfile::tempdir().expect("a folder");
    for (language, finding, cell) in [
        (Language::Swedish, "Finska hänger på ann", "behövs 1, finns 0, som bäst 1"),
        (Language::English, "Finska hangs on ann", "needed 1, present 0, at best 1"),
    ] {
        let out = home.path().join(format!("{language:?}"));
        report::write_skills(&report, &out, language, Naming::Named).expect("written");
        let page = fs::read_to_string(out.join("skills.html")).expect("the page");
        assert!(page.contains(finding) && page.contains(cell), "{language:?}");
        assert!(page.contains("<span>0&#x2f;1</span>"), "nobody where one is needed");
    }
}

/// The centre with somebody absent all through, as `absences.csv` would say it.
fn absent(scenario: &Scenario, agent: AgentIdx) -> Scenario {
    let mut left = scenario.clone();
    let span = Span::new(Minute(0), Minute(scenario.horizon.minutes() + 1440));
    left.agents[agent.0].absences.push(bemanna::model::Absence { span, kind: "away".to_owned(), counted: 0 });
    left.agents[agent.0].contract = Some(0);
    left
}

#[test]
fn without_each_of_five_people_the_roster_does_as_by_hand_and_no_better_than_a_plan_made_anew() {
    let scenario = lillstad(1);
    let plan = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    let found = pipeline::resilience(&scenario, &plan.roster, &Pairs::Named(Vec::new()), Watch::SILENT);
    assert!(found.single.len() >= 5 && found.n_missed == 0 && !found.is_cut_short);
    let mut lost = 0;
    for away in found.single.iter().take(5) {
        let agent = away.agents[0];
        let left = absent(&scenario, agent);
        // By hand: the person's rows struck out, and the rest played.
        let others = plan.roster.stretches.iter().filter(|stretch| stretch.agent != agent);
        let standing = Roster::new(others.copied().collect());
        let played = pipeline::simulate(&left, &standing, Watch::SILENT);
        for service in &played.service {
            let is = |promises: &[bemanna::model::Promise]| {
                promises.iter().any(|promise| (promise.queue, promise.day) == (service.queue, service.day))
            };
            let (is_lost, is_open) = (is(&away.without.lost), is(&away.without.uncertain));
            lost += usize::from(is_lost);
            match service.verdict {
                Verdict::Met => assert!(!is_lost, "{} without {}", service.queue.0, agent.0),
                Verdict::Missed => assert!(is_lost || is_open, "{} without {}", service.queue.0, agent.0),
                Verdict::Undecided => {}
            }
        }
        // By hand: planned anew without the person. What few changes save, a whole plan saves too.
        let Some(repaired) = &away.repaired else { continue };
        let hard = check::check(&left, &repaired.roster);
        assert!(hard.iter().all(|violation| violation.severity != Severity::Hard), "{hard:?}");
        if repaired.outcome.is_survived() && repaired.outcome.uncertain.is_empty() {
            let anew = pipeline::plan(&left, Watch::SILENT).expect("a plan");
            assert!(anew.status != Status::Short, "without {}", agent.0);
        }
    }
    assert!(lost > 0, "somebody is missed");
}

#[test]
fn putting_right_costs_no_target_and_leaves_whoever_need_not_move() {
    let scenario = lillstad(1);
    let plan = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    let found = pipeline::resilience(&scenario, &plan.roster, &Pairs::Named(Vec::new()), Watch::SILENT);
    for away in &found.single {
        let Some(repaired) = &away.repaired else { continue };
        assert!(repaired.outcome.lost.len() <= away.without.lost.len(), "{away:?}");
        assert!(repaired.outcome.unmanned <= away.without.unmanned, "{away:?}");
        let changed: Vec<AgentIdx> = repaired.changes.iter().map(|change| change.agent).collect();
        for agent in (0..scenario.agents.len()).map(AgentIdx).filter(|agent| !away.agents.contains(agent)) {
            let same = plan.roster.of(agent) == repaired.roster.of(agent);
            assert_eq!(same, !changed.contains(&agent), "{}", agent.0);
        }
    }
}

#[test]
fn every_pair_is_played_where_asked_and_a_pair_named_is_put_right() {
    let scenario = lillstad(1);
    let plan = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    let all = pipeline::resilience(&scenario, &plan.roster, &Pairs::All, Watch::SILENT);
    let n = all.single.len();
    let counted = all.all_pairs.expect("every pair");
    assert_eq!(counted.played, n * (n - 1) / 2);
    assert!(counted.losing > 0 && all.pairs.iter().all(|away| away.repaired.is_none()));
    let pair = [AgentIdx(0), AgentIdx(1)];
    let one = pipeline::resilience(&scenario, &plan.roster, &Pairs::Named(vec![pair]), Watch::SILENT);
    assert_eq!(one.pairs.len(), 1);
    assert!(one.pairs[0].repaired.is_some() && one.single == all.single);
}

/// Östhammar with Finnish by telephone on Tuesday and Thursday mornings, which petra alone speaks.
fn osthammar_with_finnish() -> Scenario {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/osthammar");
    bemanna::input::load_what_if(&folder, &folder.join("scenarios/finska.toml")).expect("sound")
}

#[test]
fn the_single_finnish_speaker_of_osthammar_is_named_and_every_minute_without_her_is_listed() {
    let scenario = osthammar_with_finnish();
    let plan = pipeline::plan(&scenario, Watch::SILENT).expect("a plan");
    let report = pipeline::skills(&scenario, &plan.roster);
    let finska = of(&report, "finska");
    let petra = AgentIdx(1);
    assert_eq!((scenario.agents[1].id.as_str(), &finska.holders), ("petra", &vec![petra]));
    // Every minute of the two windows is hers or nobody's, counted here from the roster alone.
    let windows: Vec<Span> = scenario
        .queues
        .iter()
        .find(|queue| queue.id == "finska")
        .and_then(|q| q.opening.clone())
        .expect("its own hours");
    let is_there = |minute: i32| {
        let here = |s: &&Stretch| s.activity == Activity::Contacts && s.start.0 <= minute && minute < s.end.0;
        plan.roster.of(petra).iter().any(|stretch| here(&stretch))
    };
    let minutes: Vec<i32> = windows.iter().flat_map(|window| window.start.0..window.end.0).collect();
    assert_eq!(minutes.len(), 360);
    let without: Vec<i32> = minutes.iter().copied().filter(|&minute| !is_there(minute)).collect();
    let listed: Vec<i32> = finska.gaps.iter().flat_map(|gap| gap.span.start.0..gap.span.end.0).collect();
    assert_eq!(listed, without);
    assert_eq!(
        finska.lone.iter().map(bemanna::model::Lone::minutes).sum::<i32>(),
        360 - i32::try_from(without.len()).expect("few")
    );
    // A paid break falls between 9 and 11 on each of the two mornings.
    assert!(without.len() >= 30, "{without:?}");
    let text = report::skills_terminal(&report, Language::Swedish, Naming::Named, 100);
    assert!(text.contains("Finska") && text.contains("Petra Påhittsdotter"), "{text}");
}
