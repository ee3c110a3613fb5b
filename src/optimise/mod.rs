//! Cover requirement to roster: the fewest people by mixed-integer programming, and a search by simulation.
//!
//! # The formulation
//!
//! Sets and data:
//!
//! | | |
//! | --- | --- |
//! | c | class: `n(c)` agents alike in skills, contract, shifts open to them and limits; a class of one is a person |
//! | d, s | day, and shift: start, end and paid time `work(s)`, with a window of starts for each break |
//! | g, m | grid step, and moment: grid steps in which the same is asked of the same people |
//! | Q(c) | the live queues that an agent of c can serve |
//! | R(i, S) | people needed on contacts who can serve some queue of S in interval i |
//!
//! An agent works at most one shift a day; a split shift is one shift. Which shifts an agent may work on a day by
//! itself (opening, absence, limits, rules within the day, pins) is settled when they are enumerated, in `shifts`.
//!
//! Columns, all at least 0:
//!
//! | | |
//! | --- | --- |
//! | h(c) | members who work at all; whole, at most n(c) |
//! | x(c, d, s) | members who work a shift; whole |
//! | u(c, d, l, t) | breaks of length l that start at t; whole |
//! | p(c, g) | members present and not on a break; whole by (11) |
//! | q(c, post, m) | members at a post; whole where rows hold at every minute, else shares of time |
//! | r(c, w) | members whose weekly rest is window w; whole |
//! | z | people short, in a row or at a post |
//!
//! Objective, in one cost whose levels cannot outweigh each other (`levels`):
//!
//! ```text
//! (1)  minimise  people short z, then people sum h, then paid time sum work x   (or: shift weights sum weight x)
//! ```
//!
//! Constraints:
//!
//! ```text
//! (2)  sum over s of x(c, d, s)  <=  h(c)                                         one shift a day      rules
//! (3)  sum over t in [a, b] of u  >=  sum over windows inside [a, b] of x         breaks               week
//!      sum over t of u  =  sum over windows of x
//! (4)  sum over c, s of template k of x(c, d, s)  <=  most(k)                     most a day           rules
//! (5)  (contract - tolerance) h  <=  sum work x  <=  (contract + tolerance) h     contract hours       rules
//! (6)  late shifts of d + early shifts of d' of x  <=  h(c), for each threshold   rest between days    rules
//! (7)  sum over w of r  =  h;  x of a shift + sum over windows it meets of r <= h weekly rest          rules
//! (8)  sum over evening shifts of a week of x  <=  evenings h                     evenings             rules
//! (9)  sum over d, s of x  <=  most h                                             shifts in all        rules
//! (10) sum over shifts that hold a pin of x  =  1                                 pins                 rules
//! (11) p(c, g)  =  sum over shifts on g of x  -  sum over breaks on g of u        presence             cover
//! (12) sum over c with Q(c) meeting U of (p - q)  +  z  >=  sum of R              given rows           cover
//! (13) the same for one set S, summed over an interval                            pooled rows          cover
//! (14) sum over c of q + z  >=  agents(post);  sum over posts of q  <=  p         posts                cover
//! (15) sum of the most that x can count for  >=  minutes                          staffed time         floor
//! (16) sum over most + 1 days in a row of x  <=  most h                           days in a row        rules_weeks
//! (17) x on d + x on d + k + 1 - x between  <=  h, for k below the least          days off together    rules_weeks
//! (18) weekends worked  <=  most h;  weekends worked by half  <=  most h          weekends             rules_weeks
//! (19) as (7), for seven days from each midnight                                  rest in seven days   rules_weeks
//! (20) sum over shifts of c with the skills at the first (last) step of x + z >= 1  opening, closing  keys
//! ```
//!
//! (12) stands for every union U of given rows on disjoint sets: exactly then agents can be assigned to the rows
//! (Gale, Hall). There are too many to write down; those that a solution breaks are found by a minimum cut (`cuts`). Rows
//! by sets take the place of agent-queue flows: orebro60 has 54 skill sets and 12 queues, and its linear relaxation is
//! solved in under a second instead of a minute and a half, with the same bound.
//!
//! # The way to a roster
//!
//! 1. The linear relaxation of (1) to (14), rows added until none is broken. Its cost, rounded up, is the bound on people.
//! 2. Whom the relaxation picks when it leans towards people of many skills and long contracts; a week of whole shifts for
//!    them. As a rule as many people as proven needed, at the root of the branch and bound.
//! 3. If not: the whole program, from that solution.
//! 4. If people run out: as little missing as possible, then people.
//! 5. Names (`names`): a class deals its shifts out to its members greedily or, failing that, by a small program with the
//!    same rows for each person; failing that the classes are split into persons and solved again. Breaks are dealt out
//!    by the earliest deadline.
//! 6. Posts (`posts`), reserve (`layout`), and what is missing, counted from the roster itself (`shortage`).
//!
//! # Source
//!
//! Dantzig (1954) for shifts as columns; Bechtold and Jacobs (1990) and Aykin (1996) for breaks chosen apart from shifts;
//! Gale (1957) and Hall (1935) for rows by sets in place of an assignment.

mod breaks;
mod classes;
mod cover;
mod cuts;
mod engine;
mod floor;
#[cfg(feature = "highs")]
mod highs;
mod keys;
mod layout;
mod levels;
mod microlp;
mod mps;
mod names;
mod pins;
mod posts;
mod rules;
mod rules_weeks;
mod search;
mod shifts;
mod shortage;
mod week;
mod weeks;

use crate::Error;
use crate::model::{Certificate, CoverRequirement, Roster, Scenario, Shortage, Watch};
use classes::{Class, class_of, classes};
use levels::{Solved, stated};
pub use search::{search, search_additions, share_out};

/// The roster that meets `requirement` with the fewest people, what is proven about it, and who is missing.
///
/// # Errors
///
/// [`Error::NoRosterInTime`] when the engine found no solution within the limits, [`Error::Infeasible`] when hard rules
/// contradict each other.
pub fn optimise(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    watch: Watch<'_>,
) -> Result<(Roster, Certificate, Vec<Shortage>), Error> {
    let classes = classes(scenario);
    let mut solved = stated(scenario, &classes, requirement);
    solved.solve(watch);
    if let Some(roster) = with_names(&solved)? {
        return Ok(answer(&solved, requirement, roster));
    }
    // Some class has no legal way to share out its shifts: every member becomes a class of one.
    let members = classes.iter().flat_map(|class| &class.members);
    let singles: Vec<Class> = members.map(|&agent| class_of(scenario, agent)).collect();
    let mut solved = stated(scenario, &singles, requirement);
    solved.solve(watch);
    let roster = with_names(&solved)?.ok_or(Error::NoRosterInTime)?;
    Ok(answer(&solved, requirement, roster))
}

/// No roster meets the requirement with fewer people: from its rows, or without any from its staffed time.
///
/// `None` when nothing is proven, also when nobody can meet it.
pub fn headcount_bound(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch<'_>) -> Option<u32> {
    floor::floor(scenario, requirement, watch)
}

/// The program of [`optimise`] with nobody missing and the rows that its relaxation needs, as free MPS: so that other
/// solvers can be tried on the same model. Columns that count people are `h0, h1, ...`.
///
/// Rows are stated as they break, so a solution of this text may break some that the relaxation kept: its people are at
/// best those of a roster, and its bound holds. `None` when even the relaxation has no solution.
#[doc(hidden)]
pub fn program(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch<'_>) -> Option<String> {
    let classes = classes(scenario);
    let mut solved = stated(scenario, &classes, requirement);
    solved.relax(watch)?;
    for col in solved.cover.shortage_columns() {
        solved.week.mip.columns[col].upper = 0.0;
    }
    Some(mps::text(&solved.week.mip, solved.week.heads.len()))
}

/// The roster of a solution by name; `None` when a class cannot share out its shifts.
fn with_names(solved: &Solved<'_>) -> Result<Option<Roster>, Error> {
    let values = solved.values.as_ref().ok_or(Error::NoRosterInTime)?;
    let named = names::named(&solved.week, values);
    Ok(named.map(|named| layout::roster(&solved.week, &solved.cover, values, &named)))
}

/// The roster with its certificate and shortage.
fn answer(solved: &Solved<'_>, requirement: &CoverRequirement, roster: Roster) -> (Roster, Certificate, Vec<Shortage>) {
    let roster = search::laid(solved.week.scenario, roster);
    let shortage = shortage::shortage(solved.week.scenario, requirement, &roster);
    let certificate = Certificate {
        headcount_bound: solved.people_bound,
        paid_minutes_bound: solved.paid_bound(),
        weight_bound: solved.weight_bound(),
        is_optimal: solved.is_optimal,
        is_reproducible: solved.is_reproducible,
        effort: solved.effort,
        ..Certificate::default()
    };
    (roster, certificate, shortage)
}
