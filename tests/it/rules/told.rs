//! Hours that were published: kept where a change would come too late, and every such change told.

use bemanna::check::check;
use bemanna::model::{
    Absence, Activity, AgentIdx, Aim, Breach, DayIdx, Minute, PublishedDay, Roster, RuleId, Scenario, Severity, Span,
    Stretch, Watch,
};
use bemanna::optimise::optimise;
use bemanna::text::violations::violation;

use super::hours::{asked, centre, hours};
use crate::input;
use crate::weeks::limit;

/// From half past eight to half past four on a day.
fn half_past(day: i32) -> Span {
    Span::new(Minute(day * 1440 + 510), Minute(day * 1440 + 990))
}

fn at_work(agent: usize, span: Span) -> Stretch {
    Stretch { agent: AgentIdx(agent), start: span.start, end: span.end, activity: Activity::Contacts }
}

/// Two people who may start at 8 or half past for eight hours, three days; told for Monday and Tuesday, which are 5 and 14
/// days away.
fn told() -> Scenario {
    let mut scenario = centre(3, 2, &[8]);
    scenario.templates[0].latest_start = 510;
    scenario.templates[0].start_step = 30;
    limit(&mut scenario, RuleId::Notice, 14);
    let of = |day, span, notice| PublishedDay { day: DayIdx(day), span, notice };
    scenario.agents[0].told = vec![of(0, Some(half_past(0)), 5)];
    scenario.agents[1].told = vec![of(0, None, 5)];
    scenario
}

fn warnings(scenario: &Scenario, roster: &Roster) -> Vec<(usize, Span, Breach)> {
    let found = check(scenario, roster).into_iter();
    let found = found.inspect(|found| assert_eq!(found.severity, Severity::Warning));
    found.map(|found| (found.agent.expect("somebody").0, found.span, found.breach)).collect()
}

#[test]
fn hours_told_are_kept_by_the_plan() {
    let mut scenario = told();
    // Monday from 8 to 16: the first person may start at 8, but was told half past; the second was told to be free.
    let requirement = asked(&[0], 8);
    let (roster, _, shortage) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
    assert_eq!(roster.stretches, [at_work(0, half_past(0))]);
    assert_eq!(shortage.len(), 1, "the first half-hour");
    assert_eq!(warnings(&scenario, &roster), []);
    // Nobody is needed: who was told to work does.
    let (roster, ..) = optimise(&scenario, &asked(&[], 8), Watch::SILENT).expect("a roster");
    assert_eq!(roster.stretches, [at_work(0, half_past(0))]);
    // Nothing told: at 8.
    scenario.agents[0].told.clear();
    scenario.agents[1].told.clear();
    let (roster, _, shortage) = optimise(&scenario, &requirement, Watch::SILENT).expect("a roster");
    assert_eq!((roster.stretches[0].span(), shortage.len()), (hours(0, 8, 16), 0));
}

#[test]
fn who_is_away_is_let_off_and_nobody_is_called_in() {
    let mut scenario = told();
    let sick = Absence { span: hours(0, 0, 24), kind: "sjuk".to_owned(), counted: 0 };
    scenario.agents[0].absences = vec![sick];
    let (roster, _, shortage) = optimise(&scenario, &asked(&[0], 8), Watch::SILENT).expect("a roster");
    assert_eq!(roster.stretches, []);
    assert_eq!(shortage.len(), 16);
    assert_eq!(warnings(&scenario, &roster), []);
}

#[test]
fn every_change_too_late_is_told_with_days_of_notice() {
    let mut scenario = told();
    limit(&mut scenario, RuleId::MovedNotice, 10);
    let as_told = Roster::new(vec![at_work(0, half_past(0))]);
    assert_eq!(warnings(&scenario, &as_told), []);
    let changed = |told, compensated| Breach::ChangedAfterTold { told, notice: 5, limit: 14, compensated };
    let moved = Roster::new(vec![at_work(0, hours(0, 8, 16))]);
    let told_hours = Some(half_past(0));
    assert_eq!(warnings(&scenario, &moved), [(0, hours(0, 8, 16), changed(told_hours, 5))], "10 - 5 days are paid");
    assert_eq!(warnings(&scenario, &Roster::default()), [(0, half_past(0), changed(told_hours, 0))]);
    let both = Roster::new(vec![at_work(0, half_past(0)), at_work(1, hours(0, 8, 16))]);
    assert_eq!(warnings(&scenario, &both), [(1, hours(0, 8, 16), changed(None, 0))]);
    let sentence = violation(bemanna::model::Language::Swedish, &scenario, &check(&scenario, &moved)[0]);
    assert_eq!(
        sentence,
        "Besked: ann, måndag 23 november 08:00–16:00: publicerat är 08:30–16:30; ändrat med 5 dagars varsel, regeln \
         kräver 14; förskjuten arbetstid ersätts för 5 dagar (prov)"
    );
}

/// Notice by the files: Monday is 13 days away and kept, Tuesday 14 and free; hours kept move the contract.
#[test]
fn published_hours_are_read_with_the_days_of_notice_they_have() {
    let scenario = input::centre(|folder| {
        let as_of = "[published]\nas_of = \"2026-11-10\"\n\n[[queues]]";
        input::edit(folder, "centre.toml", "[[queues]]", as_of);
        input::edit(folder, "centre.toml", "work = [\"8:00\"]", "work = [\"4:00\", \"8:00\"]");
        input::edit(folder, "agents.csv", "bo,Bo Björk,75,bygg", "bo,Bo Björk,20,bygg");
        let rows = "ann,2026-11-20,08:00,16:30,contacts\nbo,2026-11-23,08:00,11:30,contacts\n\
                    bo,2026-11-23,11:30,12:00,lunch\nbo,2026-11-23,12:00,12:30,reception\n\
                    bo,2026-11-24,08:00,16:30,contacts\n";
        input::write(folder, "published.csv", &format!("agent,date,start,end,activity\n{rows}"));
    })
    .expect("no fault");
    let at = |clock: i32| Minute(clock / 100 * 60 + clock % 100);
    let told = |agent: usize| scenario.agents[agent].told.clone();
    assert_eq!(told(0), [PublishedDay { day: DayIdx(0), span: None, notice: 13 }]);
    let span = Some(Span::new(at(800), at(1230)));
    assert_eq!(told(1), [PublishedDay { day: DayIdx(0), span, notice: 13 }]);
    assert_eq!(scenario.aim, Aim::Contract);
    // Eight hours of contract: the four told and four more.
    assert_eq!((scenario.agents[1].contract, scenario.agents[1].history.evened), (Some(480), 0));
}
