//! The programs in `examples/`: that each says what its first lines promise.

#[path = "../../examples/check_a_roster.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod check_a_roster;

#[test]
fn check_a_roster() {
    let breaches = check_a_roster::breaches().expect("the centre loads");
    let lunch = "Anna Exempelsson, Monday 23 November 08:00–17:00: lunch";
    assert!(breaches.iter().any(|sentence| sentence.contains(lunch)), "{breaches:#?}");
}
