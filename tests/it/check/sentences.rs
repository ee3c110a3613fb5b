//! What a reader is told of a broken rule: who, day, clock time, what is and what should be, and by which rule.

use bemanna::check::check;
use bemanna::model::{
    Activity, AgentIdx, Breach, Language, Meeting, Misfit, PinObstacle, PostIdx, QueueIdx, QueueSet, Roster, RuleId,
    Scenario, Severity, SkillIdx, SkillSet, Span, TemplateIdx, Violation,
};
use bemanna::text::violations::violation;

use super::{ANN, BO, at, legal, lillstad, replace, roomy, shift, span};

fn named(mut scenario: Scenario) -> Scenario {
    scenario.activities.meetings.push(Meeting {
        name: "APT".to_owned(),
        agents: vec![AgentIdx(ANN)],
        minutes: 60,
        window: span(5, 900, 1000),
        sittings: 1,
    });
    scenario.agents[ANN].name = String::from("Ann Berg");
    scenario.agents[BO].name = String::from("Bo Ek");
    for (rule, source) in [(RuleId::DailyRest, "ATL 13 §"), (RuleId::LongestStretch, "ATL 15 §")] {
        scenario.rules.limits.get_mut(&rule).expect("the rule is in the tiny centre").source = String::from(source);
    }
    scenario
}

fn told(scenario: &Scenario, roster: &Roster, language: Language) -> Vec<String> {
    check(scenario, roster).iter().map(|found| violation(language, scenario, found)).collect()
}

#[test]
fn ten_hours_of_rest_in_both_languages() {
    let scenario = named(roomy(5));
    let mut roster = legal(5);
    replace(&mut roster, BO, 0, shift(BO, 0, (1230, 2100), 1600));
    replace(&mut roster, BO, 1, shift(BO, 1, (700, 1530), 1200));
    assert_eq!(
        told(&scenario, &roster, Language::Swedish),
        ["Dygnsvila: Bo Ek, tisdag 24 november 07:00: 10:00 timmars vila efter passet som slutade måndag 21:00; \
          minst 11:00 (ATL 13 §)"]
    );
    assert_eq!(
        told(&scenario, &roster, Language::English),
        ["Daily rest: Bo Ek, Tuesday 24 November 07:00: 10:00 hours of rest after the shift that ended Monday 21:00; \
          at least 11:00 (ATL 13 §)"]
    );
}

#[test]
fn a_start_before_the_opening_names_the_hours() {
    let scenario = named(lillstad(5));
    let mut roster = legal(5);
    replace(&mut roster, BO, 2, shift(BO, 2, (730, 1600), 1200));
    assert_eq!(
        told(&scenario, &roster, Language::Swedish),
        [
            "Öppettid: Bo Ek, onsdag 25 november 07:30–08:00: arbete utanför öppettiden (öppet 08:00–17:00)",
            "Passmall: Bo Ek, onsdag 25 november 07:30–16:00: passet följer ingen passmall; närmast är ”dag”, som \
             börjar 08:00 till 08:30",
        ]
    );
}

#[test]
fn every_breach_has_a_sentence_with_its_facts_in_both_languages() {
    let scenario = named(lillstad(5));
    let (contacts, reception) = (Activity::Contacts, Activity::Post(PostIdx(0)));
    let nearest = |misfit| Breach::NoTemplate { nearest: Some((TemplateIdx(0), misfit)) };
    let rule = |rule| Breach::Rule { rule, measured: 95, limit: 61 };
    // Each with what its Swedish sentence must hold beside who and when.
    let mut breaches = vec![
        (Breach::Overlap { first: contacts, second: Activity::Lunch }, vec!["kontakter", "lunch"]),
        (Breach::NoTemplate { nearest: None }, vec!["ingen passmall"]),
        (nearest(Misfit::Weekday), vec!["dag", "tisdagar"]),
        (nearest(Misfit::Start), vec!["dag", "08:00 till 08:30"]),
        (nearest(Misfit::Length { measured: 95 }), vec!["dag", "1:35", "8:00"]),
        (nearest(Misfit::Hole), vec!["dag", "uppehåll"]),
        (Breach::MissingBreak { activity: Activity::Lunch, minutes: 30 }, vec!["lunch", "30 minuter"]),
        (Breach::MisplacedBreak { activity: Activity::Break }, vec!["paus"]),
        (Breach::OutsideOpening, vec!["08:00–17:00"]),
        (Breach::WhileAbsent { kind: "vab".to_owned() }, vec!["vab"]),
        (Breach::OutsideAvailability, vec!["personens tider"]),
        (Breach::TooManyEvenings { measured: 3, limit: 2 }, vec!["3", "2", "vecka 48"]),
        (Breach::Unskilled { activity: reception }, vec!["Reception", "kompetens"]),
        (Breach::Unskilled { activity: contacts }, vec!["kontakter", "någon kö"]),
        (Breach::PinMissing { activity: Activity::Meeting, obstacle: None }, vec!["möte", "låst"]),
        (
            Breach::PinMissing { activity: Activity::Meeting, obstacle: Some(PinObstacle::NoShift) },
            vec!["möte", "inget av personens pass rymmer den"],
        ),
        (Breach::OffGrid, vec!["15 minuter"]),
        (Breach::PostTurn { post: PostIdx(0), measured: 15, limit: 60 }, vec!["Kort tur", "Reception", "15", "60"]),
        (Breach::PostTurn { post: PostIdx(0), measured: 245, limit: 240 }, vec!["Lång tur", "245", "högst 240"]),
        (Breach::ContractHours { measured: 2430, contract: 2400, tolerance: 15 }, vec!["40:30", "40:00", "0:15"]),
    ];
    breaches.extend([
        (Breach::ShortBlock { activity: Activity::Training, measured: 30, limit: 60 }, vec!["utbildning", "30", "60"]),
        (
            Breach::TooLittleTime { activity: Activity::Training, measured: 45, needed: 120 },
            vec!["Utbildning", "45", "120", "24 november"],
        ),
        (Breach::MissedMeeting { meeting: 0 }, vec!["APT", "inte med"]),
    ]);
    breaches.extend(RuleId::ALL.map(|id| (rule(id), vec![])));
    for (breach, facts) in breaches {
        let found =
            Violation { breach, agent: Some(AgentIdx(ANN)), span: span(1, 900, 1000), severity: Severity::Hard };
        let [swedish, english] = [Language::Swedish, Language::English].map(|lang| violation(lang, &scenario, &found));
        assert!(swedish.contains("Ann Berg") && english.contains("Ann Berg"), "{swedish} | {english}");
        assert!(facts.iter().all(|fact| swedish.contains(fact)), "{swedish} lacks one of {facts:?}");
        assert_ne!(swedish, english);
    }
    let centre = [
        (
            Breach::PostUnmanned { post: PostIdx(0), measured: 0, needed: 1 },
            vec!["Reception", "0 på plats", "1 behövs"],
        ),
        (
            Breach::UnderCover { queues: QueueSet(3), measured: 4, needed: 5 },
            vec!["bygg och skola", "4 kan", "5 behövs"],
        ),
        (
            Breach::TooManyOfTemplate { template: TemplateIdx(0), measured: 6, limit: 5 },
            vec!["dag", "6 pass", "högst 5"],
        ),
        (Breach::NoKeyholder { is_closing: true, skills: SkillSet::of([SkillIdx(2)]) }, vec!["Stängning", "reception"]),
    ];
    let centre = centre.into_iter().chain([
        (Breach::TooManySittings { meeting: 0, measured: 3, limit: 2 }, vec!["APT", "3 omgångar", "högst 2"]),
        (
            Breach::TooManyAtOnce { activity: Activity::Lunch, measured: 4, limit: 2 },
            vec!["lunch", "4 personer", "högst 2"],
        ),
        (
            Breach::TooLittleTime { activity: Activity::Deferrable(QueueIdx(0)), measured: 60, needed: 120 },
            vec!["bygg", "60", "120", "tisdag 24 november"],
        ),
    ]);
    for (breach, facts) in centre {
        let span = Span::new(at(1, 2300), at(2, 0));
        let found = Violation { breach, agent: None, span, severity: Severity::Cover };
        let swedish = violation(Language::Swedish, &scenario, &found);
        assert!(swedish.contains("tisdag 24 november"), "{swedish}");
        assert!(facts.iter().all(|fact| swedish.contains(fact)), "{swedish} lacks one of {facts:?}");
    }
}
