//! Cover: posts and a given requirement, told apart from the work rules.

use bemanna::check::check;
use bemanna::model::{Activity, AgentIdx, Breach, PostIdx, QueueSet, Severity};

use super::{ANN, BO, CIA, DAN, FIA, RECEPTION, found, legal, lillstad, put, span, stretch};

#[test]
fn an_empty_reception_is_told_once_for_the_whole_time() {
    let mut roster = legal(5);
    put(&mut roster, stretch(FIA, 4, (1100, 1300), Activity::Contacts));
    let unmanned = Breach::PostUnmanned { post: PostIdx(0), measured: 0, needed: 1 };
    let violations = check(&lillstad(5), &roster);
    assert_eq!(violations.len(), 1);
    assert_eq!((&violations[0].breach, violations[0].span), (&unmanned, span(4, 1100, 1300)));
    assert_eq!((violations[0].agent, violations[0].severity), (None, Severity::Cover));
}

#[test]
fn a_given_requirement_that_cannot_be_placed_is_told() {
    let mut scenario = lillstad(1);
    let (bygg, skola) = (QueueSet(1), QueueSet(2));
    let row = |interval, queues, agents| bemanna::model::GivenRow {
        interval: bemanna::model::IntervalIdx(interval),
        queues,
        agents,
    };
    // At nine, bo and eva know both, cia bygg, dan and fia skola: three and three is one too many, in any way.
    scenario.given = vec![row(18, bygg, 3), row(18, skola, 2), row(19, bygg, 3), row(19, skola, 2)];
    assert_eq!(found(&scenario, &legal(1)), []);
    for given in &mut scenario.given {
        given.agents = 3;
    }
    let lack = Breach::UnderCover { queues: QueueSet(3), measured: 5, needed: 6 };
    assert_eq!(found(&scenario, &legal(1)), [(None, span(0, 900, 1000), lack)]);
    scenario.given = vec![row(18, bygg, 4)];
    let lack = Breach::UnderCover { queues: bygg, measured: 3, needed: 4 };
    assert_eq!(found(&scenario, &legal(1)), [(None, span(0, 900, 930), lack)]);
}

#[test]
fn turns_at_a_post_too_short_or_too_long_are_worth_a_look() {
    let mut scenario = lillstad(1);
    let mut roster = legal(1);
    // Three quarters of an hour by Dan, and Cia from 13 to 17 is just within four hours.
    put(&mut roster, stretch(ANN, 0, (800, 845), Activity::Contacts));
    put(&mut roster, stretch(DAN, 0, (800, 845), RECEPTION));
    let turn = |measured, limit| Breach::PostTurn { post: PostIdx(0), measured, limit };
    assert_eq!(found(&scenario, &roster), [(Some(DAN), span(0, 800, 845), turn(45, 60))]);
    assert!(check(&scenario, &roster).iter().all(|v| v.severity == Severity::Warning));
    scenario.posts[0].shortest = 45;
    assert_eq!(found(&scenario, &roster), []);
    scenario.posts[0].longest = 180;
    assert_eq!(found(&scenario, &roster), [(Some(CIA), span(0, 1300, 1700), turn(240, 180))]);
    // One who is asked for at the post for so long sits there for so long.
    scenario.pinned = bemanna::model::Roster::new(vec![stretch(CIA, 0, (1300, 1500), RECEPTION)]);
    assert_eq!(found(&scenario, &roster), []);
}

#[test]
fn no_turn_is_asked_to_be_longer_than_the_post_is_open() {
    let mut scenario = lillstad(1);
    scenario.posts[0].opening = vec![span(0, 800, 845)];
    let mut roster = legal(1);
    for (agent, times) in [(ANN, (845, 1100)), (FIA, (1100, 1300)), (CIA, (1300, 1700))] {
        put(&mut roster, stretch(agent, 0, times, Activity::Contacts));
    }
    assert_eq!(found(&scenario, &roster), []);
}

#[test]
fn work_rules_are_hard_and_cover_is_not() {
    let mut roster = legal(1);
    roster.stretches.retain(|s| s.agent == AgentIdx(BO));
    let violations = check(&lillstad(1), &roster);
    assert!(violations.iter().all(|v| (v.severity == Severity::Cover) == v.agent.is_none()));
    assert_eq!(violations.iter().filter(|v| v.severity == Severity::Hard).count(), 5, "five without their hours");
}
