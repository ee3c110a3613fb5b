//! The best that is known of each instance, and whether a result is worse.

use std::fs;
use std::path::Path;

use crate::child::Measured;

/// The best known of one instance.
struct Known {
    people: f64,
    bound: Option<f64>,
    floor: Option<f64>,
    missed: f64,
}

/// Reads the row of an instance in `data/benchmarks/best_known.csv`.
fn known(name: &str) -> Option<Known> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/benchmarks/best_known.csv");
    let text = fs::read_to_string(path).expect("the best known are there");
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().expect("a head").split(',').collect();
    let row: Vec<&str> = lines.map(|line| line.split(',').collect::<Vec<_>>()).find(|row| row[0] == name)?;
    let number = |column: &str| {
        let place = columns.iter().position(|one| *one == column).unwrap_or_else(|| panic!("no column {column}"));
        row[place].parse::<f64>().ok()
    };
    let people = number("people").expect("people are a number");
    Some(Known { people, bound: number("bound"), floor: number("floor"), missed: number("missed").unwrap_or(0.0) })
}

/// What is worse than known: more people, targets missed that were met, or less proven.
pub(crate) fn worse(result: &Measured) -> Vec<String> {
    let Some(known) = known(&result.name) else { return Vec::new() };
    let name = &result.name;
    let mut worse = Vec::new();
    let missed = result.number("missed").unwrap_or(0.0);
    // Where people run out, which of many lost targets fall on which side is chance.
    if missed > known.missed * 1.1 {
        worse.push(format!("{name}: {missed} targets missed or undecided, {} known", known.missed));
    }
    let people = result.number("people").unwrap_or(f64::INFINITY);
    if people > known.people {
        worse.push(format!("{name}: {people} people, {} known", known.people));
    }
    for (what, best) in [("bound", known.bound), ("floor", known.floor)] {
        let proven = result.number(what);
        // The bound of a simulated centre speaks of the requirement that its own roster settled on.
        let compares = what == "floor" || result.plan["simulated"] == false;
        if compares && best.is_some_and(|best| proven.is_none_or(|proven| proven < best)) {
            worse.push(format!("{name}: {what} {proven:?}, {best:?} known"));
        }
    }
    if result.number("violations") != Some(0.0) && result.plan["status"] != "short" {
        worse.push(format!("{name}: {} findings of the judge", result.plan["violations"]));
    }
    worse
}

/// What is better than known, to be written into the table.
pub(crate) fn better(result: &Measured) -> Vec<String> {
    let name = &result.name;
    let Some(known) = known(name) else { return vec![format!("{name}: not in the table yet")] };
    let people = result.number("people").unwrap_or(f64::INFINITY);
    let missed = result.number("missed").unwrap_or(0.0);
    let floor = result.number("floor");
    let mut better = Vec::new();
    if (missed <= known.missed && people < known.people) || missed < known.missed {
        better.push(format!(
            "{name}: {people} people with {missed} missed, {} with {} known",
            known.people, known.missed
        ));
    }
    if floor.is_some_and(|floor| known.floor.is_none_or(|best| floor > best)) {
        better.push(format!("{name}: floor {floor:?}, {:?} known", known.floor));
    }
    better
}
