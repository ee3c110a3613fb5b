//! The programs in `examples/`: that each says what its first lines promise.

#[path = "../../examples/check_a_roster.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod check_a_roster;

#[path = "../../examples/erlang_table.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod erlang_table;

#[path = "../../examples/plan_a_centre.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod plan_a_centre;

#[test]
fn check_a_roster() {
    let breaches = check_a_roster::breaches().expect("the centre loads");
    let lunch = "Anna Exempelsson, Monday 23 November 08:00–17:00: lunch";
    assert!(breaches.iter().any(|sentence| sentence.contains(lunch)), "{breaches:#?}");
}

/// Six people carry 52 calls an hour and not 53, as the README of Östersund counts on.
#[test]
fn erlang_table() {
    let people = |calls| erlang_table::line(calls).split_whitespace().nth(1).map(str::to_owned);
    assert_eq!(people(52.0).as_deref(), Some("6"));
    assert_eq!(people(53.0).as_deref(), Some("7"));
}

/// The small centre of `bemanna init` is planned, and its first day begins when it opens.
#[test]
fn plan_a_centre() {
    let folder = tempfile::tempdir().expect("a folder");
    bemanna::input::write_example(folder.path(), bemanna::model::Language::Swedish).expect("the example is written");
    let lines = plan_a_centre::first_day(folder.path()).expect("the example can be planned");
    assert!(lines[0].contains(" people, "), "{}", lines[0]);
    assert!(lines[1..].iter().any(|line| line.contains(" 08:00–") && line.ends_with("contacts")), "{lines:#?}");
    assert!(lines[1..].iter().any(|line| line.ends_with("lunch")), "{lines:#?}");
}
