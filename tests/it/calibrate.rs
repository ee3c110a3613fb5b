//! `bemanna calibrate`: what explains an observed service, what does not, and the roster that was worked.

use std::process::Command;

use bemanna::demand::seats::outlook;
use bemanna::model::{
    Activity, AgentIdx, Calibration, CalibrationQuestion, Inflow, Minute, Observable, Observation, Overflow,
    OverflowTo, Roster, Scenario, Seconds, Stretch, Watch, Window,
};
use bemanna::pipeline;

use crate::support::lillstad;

fn calibrate(scenario: &Scenario, question: &CalibrationQuestion) -> Calibration {
    pipeline::calibrate(scenario, question, Watch::SILENT).expect("there are contacts")
}

fn seen(what: Observable, low: f64, high: f64) -> Observation {
    Observation { what, within: None, low, high }
}

/// Observed in a busy hour of 45 calls, with three to five people.
fn hour(observed: Vec<Observation>) -> CalibrationQuestion {
    CalibrationQuestion {
        observed,
        when: Some(Window { weekdays: Vec::new(), between: (570, 630) }),
        volume: Some(45.0),
        patience: Some(f64::INFINITY),
        people: Some((3, 5)),
        ..CalibrationQuestion::default()
    }
}

#[test]
fn three_to_four_minutes_have_three_explanations_and_playing_them_agrees() {
    let found = calibrate(&lillstad(5), &hour(vec![seen(Observable::Wait, 210.0, 210.0)]));
    let pairs: Vec<(u32, f64)> = found.explained().map(|(fit, cases)| (fit.seats, cases.mid.round())).collect();
    assert_eq!(pairs, [(3, 192.0), (4, 259.0), (5, 327.0)]);
    for fit in &found.fits {
        let played = fit.played.expect("a fit is played");
        assert!(played.mean_wait_error_s < 10.0, "{played:?}");
        assert!((played.mean_wait_s - 210.0).abs() < 4.0 * played.mean_wait_error_s, "{played:?}");
    }
    let range = calibrate(&lillstad(5), &hour(vec![seen(Observable::Wait, 180.0, 240.0)]));
    for ((_, one), (_, wide)) in found.explained().zip(range.explained()) {
        assert!(wide.low < one.mid - 1.0 && one.mid + 1.0 < wide.high, "a range in is a range out: {wide:?}");
    }
}

#[test]
fn what_cannot_be_explained_is_told_apart_from_what_contradicts() {
    let alone = calibrate(&lillstad(5), &hour(vec![seen(Observable::Abandoned, 0.08, 0.08)]));
    assert_eq!(alone.explained().count(), 0, "nobody hangs up");
    assert!(alone.fits.iter().all(|fit| fit.each == [None]));
    let share = Observation { within: Some(Seconds::new(120.0)), ..seen(Observable::Share, 0.75, 0.75) };
    let both = calibrate(&lillstad(5), &hour(vec![seen(Observable::Wait, 210.0, 210.0), share]));
    assert_eq!(both.explained().count(), 0, "three quarters within two minutes do not wait that long");
    assert!(both.fits.iter().all(|fit| fit.each.iter().all(Option::is_some)));
}

#[test]
fn figures_of_a_known_centre_lead_back_to_it() {
    let truth = Inflow { patience: Some(Seconds::new(240.0)), ..Inflow::steady(45.0, Seconds::new(330.0)) };
    let figures = outlook(&truth, 4);
    let exact = |what: Observable| seen(what, what.of(&figures), what.of(&figures));
    for what in [Observable::Wait, Observable::Share, Observable::Abandoned] {
        let question = CalibrationQuestion { patience: Some(240.0), ..hour(vec![exact(what)]) };
        let found = calibrate(&lillstad(5), &question);
        let four = found.explained().find(|(fit, _)| fit.seats == 4).expect("four explain it").1;
        assert!((four.mid - 330.0).abs() < 0.01, "{what:?}: {four:?}");
    }
    let question =
        CalibrationQuestion { patience: Some(240.0), ..hour(vec![exact(Observable::Wait), exact(Observable::Share)]) };
    let found = calibrate(&lillstad(5), &question);
    let four = found.explained().find(|(fit, _)| fit.seats == 4).expect("four explain both").1;
    assert!(four.low <= 330.0 && 330.0 <= four.high, "{four:?}");
}

/// Ann on bygg and dan on skola from eight to five, and nobody else.
fn worked(scenario: &Scenario) -> Roster {
    let day = scenario.horizon.days[0].start;
    let on = |agent| Stretch {
        agent: AgentIdx(agent),
        start: Minute(day.0 + 8 * 60),
        end: Minute(day.0 + 17 * 60),
        activity: Activity::Contacts,
    };
    Roster::new(vec![on(0), on(3)])
}

#[test]
fn the_overflow_that_a_roster_was_worked_with_is_found_again() {
    let mut plain = lillstad(1);
    plain.forecast.iter_mut().flatten().for_each(|expected| expected.contacts *= 0.5);
    let mut overflowing = plain.clone();
    for queue in &mut overflowing.queues {
        queue.overflow = Some(Overflow { after: Seconds::new(90.0), to: OverflowTo::Anybody });
    }
    let question = |wait: f64| CalibrationQuestion {
        observed: vec![seen(Observable::Wait, wait, wait)],
        roster: Some(worked(&plain)),
        seed: 3,
        ..CalibrationQuestion::default()
    };
    let truth = calibrate(&overflowing, &question(60.0)).roster.expect("a roster");
    assert!((truth.on_contacts - 2.0).abs() < 1e-9);
    let found = calibrate(&plain, &question(truth.as_is.played.mean_wait_s)).roster.expect("a roster");
    let after = found.overflow.expect("an overflow explains it").overflow.expect("after some time").get();
    assert!((after - 90.0).abs() <= 5.0, "{after} s on the same random numbers");
    let waits: Vec<f64> = found.delays.iter().map(|trial| trial.played.mean_wait_s).collect();
    assert!(waits.is_sorted(), "the later, the longer the wait: {waits:?}");
    assert!(waits.last() <= Some(&found.as_is.played.mean_wait_s), "and longest when nobody helps");
}

fn said(arguments: &[&str]) -> (i32, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_bemanna"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LC_ALL", "sv_SE.UTF-8")
        .env_remove("COLUMNS")
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    (run.status.code().expect("it ends"), text)
}

#[test]
fn six_or_seven() {
    let when = ["--when", "mon-fri 09:30-10:30", "--volume", "45"];
    let (code, text) = said(&[&["calibrate", "data/osthammar", "--observed", "wait=180s..240s"], &when[..]].concat());
    assert_eq!(code, 0);
    insta::assert_snapshot!(text);
}

#[test]
fn what_cannot_be_read_is_named() {
    assert_eq!(said(&["calibrate", "data/osthammar"]).0, 2, "something must have been observed");
    let (code, text) = said(&["calibrate", "data/osthammar", "--observed", "wait=long"]);
    assert!(code == 2 && text.contains("wait=long"), "{text}");
    let (code, text) = said(&["calibrate", "data/osthammar", "--observed", "wait=210s", "--when", "someday"]);
    assert!(code == 2 && text.contains("someday"), "{text}");
}
