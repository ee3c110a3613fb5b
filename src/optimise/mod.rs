//! Cover requirement to roster: the fewest people by mixed-integer programming, and a search by simulation.
//!
//! # The formulation
//!
//! Sets and data:
//!
//! | | |
//! | --- | --- |
//! | c | class: `n(c)` agents alike in skills, contract, shifts open to them and limits; a class of one is a person |
//! | k | crew: classes that serve the same queues and posts, and so are the same to cover |
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
//! | u(k, d, l, t) | breaks of length l that start at t in a crew; whole |
//! | p(k, g) | members of a crew present and not on a break; whole by (11) |
//! | q(k, post, m) | members of a crew at a post; whole where rows hold at every minute, else shares of time |
//! | r(c, w) | members whose weekly rest is window w; whole |
//! | z | people short, in a row or at a post |
//!
//! Objective, in one cost whose levels cannot outweigh each other (`levels`):
//!
//! ```text
//! (1)  minimise  people short z, then people sum h, then paid time sum work x   (or: shift weights sum weight x)
//! (1b) then, with these as they are, supplements  sum price x - sum price u                            supplements
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
//! (11) p(k, g)  =  sum over shifts on g of x  -  sum over breaks on g of u        presence             cover
//! (12) sum over k with Q(k) meeting U of (p - q)  +  z  >=  sum of R              given rows           cover
//! (13) the same for one set S, summed over an interval                            pooled rows          cover
//! (14) sum over k of q + z  >=  agents(post);  sum over posts of q  <=  p         posts                cover
//! (15) sum of the most that x can count for  >=  minutes                          staffed time         floor
//! (16) sum over most + 1 days in a row of x  <=  most h                           days in a row        rules_weeks
//! (17) x on d + x on d + k + 1 - x between  <=  h, for k below the least          days off together    rules_weeks
//! (18) weekends worked  <=  most h;  weekends worked by half  <=  most h          weekends             rules_weeks
//! (19) as (7), for seven days from each midnight                                  rest in seven days   rules_weeks
//! (20) sum over shifts of c with the skills at the first (last) step of x + z >= 1  opening, closing  keys
//! (21) sum of shifts of w or longer of x  <=  floor((contract + tolerance) / w) h  long shifts          rules
//! (22) sum over c of h  >=  people proven needed;  <=  people found               people               heads
//! (23) sum over shifts of some days of w x  <=  most h                            weeks, averages      rules, hours
//! (24) sum over shifts as told of x  =  members                                   published hours      rules, told
//! ```
//!
//! (12) stands for every choice of given rows whose sets are disjoint or lie within each other, each counted for the
//! people that it asks for beyond those within it: exactly then agents can be assigned to the rows (Gale, Hall). A row
//! that crosses these stands alone, as the judge reads it. There are too many to write down; those that a solution
//! breaks are found by a minimum cut (`cuts`). Rows
//! by sets take the place of agent-queue flows: orebro60 has 54 skill sets and 12 queues, and its linear relaxation is
//! solved in under a second instead of a minute and a half, with the same bound.
//!
//! # The way to a roster
//!
//! 1. The linear relaxation of (1) to (14), rows added until none is broken. Its cost, rounded up, is the bound on people.
//! 2. Whom the relaxation picks when it leans towards people of many skills and long contracts; a week of whole shifts for
//!    them. As a rule as many people as proven needed, at the root of the branch and bound.
//! 3. If not: the whole program, from that solution. A program too large for that is solved day by day (`parts`): whole
//!    numbers of people by rounding the relaxation (`heads`), then a day at a time, the relaxation keeping for the others
//!    the hours that they need.
//! 4. If people run out: as little missing as possible, then people.
//! 5. Less paid time for these people, against the relaxation's bound: a day at a time, then some people's weeks at a
//!    time, who works among them free (`parts`).
//!    Then fewer supplements for unsocial hours, with people and paid time as they are (`supplements`).
//! 6. Names (`names`): a class deals its shifts out to its members greedily or, failing that, by a small program with the
//!    same rows for each person; failing that its members become classes of one, which find shifts beside the others'.
//!    Breaks are dealt out within a crew by the earliest deadline.
//! 7. Many weeks (`periods`), where they are too large for one program: the relaxation of the whole for the bounds, who
//!    works by the hardest week, then week by week with an even share of what is left of each contract.
//! 8. Posts (`posts`), reserve (`layout`), and what is missing, counted from the roster itself (`shortage`).
//!
//! # Source
//!
//! Dantzig (1954) for shifts as columns; Bechtold and Jacobs (1990) and Aykin (1996) for breaks chosen apart from shifts;
//! Gale (1957) and Hall (1935) for rows by sets in place of an assignment.

#[cfg(test)]
mod agreement;
mod breaks;
mod classes;
mod conflict;
mod cover;
mod cuts;
mod engine;
mod excerpt;
mod floor;
mod heads;
#[cfg(feature = "highs")]
mod highs;
mod hours;
mod keys;
mod layout;
mod levels;
mod microlp;
mod mps;
mod names;
mod parts;
mod periods;
mod pins;
mod posts;
mod rules;
mod rules_weeks;
mod search;
mod shifts;
mod shortage;
mod slices;
mod supplements;
mod told;
mod week;
mod weeks;

use crate::Error;
use crate::model::{
    AgentIdx, Certificate, Contradiction, CoverRequirement, PostIdx, Roster, Scenario, Shortage, Span, Unmanned, Watch,
};
use classes::{Class, apart, by_use, classes};
pub use excerpt::Excerpt;
use levels::{Solved, stated};
pub use search::{repair, search, search_additions, share_out};

/// The roster that meets `requirement` with the fewest people, what is proven about it, and who is missing.
///
/// # Errors
///
/// [`Error::NoRosterInTime`] when the engine found no solution within the limits; also where hard facts that several
/// people share contradict each other ([`contradictions`]).
pub fn optimise(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    watch: Watch<'_>,
) -> Result<(Roster, Certificate, Vec<Shortage>), Error> {
    let plan_week = |part: &Scenario, rows: &CoverRequirement, is_used: &[bool]| {
        plan(part, rows, is_used, watch).map(|(roster, ..)| roster)
    };
    periods::by_weeks(scenario, requirement, watch, &plan_week)
        .unwrap_or_else(|| plan(scenario, requirement, &vec![false; scenario.agents.len()], watch))
}

/// The horizon as one program; who is used already costs nothing.
fn plan(
    scenario: &Scenario,
    requirement: &CoverRequirement,
    is_used: &[bool],
    watch: Watch<'_>,
) -> Result<(Roster, Certificate, Vec<Shortage>), Error> {
    /// Most times that classes are split.
    const ROUNDS: u32 = 4;
    let mut classes = by_use(classes(scenario), is_used);
    if is_mostly_alone(scenario, &classes) {
        let every: Vec<usize> = (0..classes.len()).collect();
        classes = apart(scenario, &classes, &every);
    }
    let mut solved = stated(scenario, &classes, requirement, is_used);
    solved.solve(watch);
    named(&solved, requirement, is_used, (watch, ROUNDS))
}

/// Whether nearly everybody is a class alone: then the few classes of several gain little, and are hard to share out where
/// every hour is used.
fn is_mostly_alone(scenario: &Scenario, classes: &[Class]) -> bool {
    5 * classes.len() >= 4 * scenario.agents.len()
}

/// What `optimise` answers by a solution. Members of classes that have no legal way to share out their shifts become
/// classes of one and find shifts beside the others', at most so many times.
fn named(
    solved: &Solved<'_>,
    requirement: &CoverRequirement,
    is_used: &[bool],
    (watch, rounds): (Watch<'_>, u32),
) -> Result<(Roster, Certificate, Vec<Shortage>), Error> {
    let scenario = solved.week.scenario;
    let values = solved.values.as_ref().ok_or(Error::NoRosterInTime)?;
    let told = |named: Vec<names::Named>| {
        let roster = layout::roster(&solved.week, &solved.cover, values, &named);
        answer(solved, requirement, roster)
    };
    let stuck = match names::named(&solved.week, values, false) {
        Ok(named) => return Ok(told(named)),
        Err(stuck) => stuck,
    };
    let spread = names::named(&solved.week, values, true).ok().map(told);
    let beside = if rounds == 0 {
        Err(Error::NoRosterInTime)
    } else if solved.is_large() {
        let split = apart(scenario, solved.week.classes, &stuck);
        let mut beside = stated(scenario, &split, requirement, is_used);
        beside.solve_beside(solved, watch);
        named(&beside, requirement, is_used, (watch, rounds - 1))
    } else {
        // What is small is solved again with everybody by name.
        let every: Vec<usize> = (0..solved.week.classes.len()).collect();
        let split = apart(scenario, solved.week.classes, &every);
        let mut again = stated(scenario, &split, requirement, is_used);
        again.solve(watch);
        named(&again, requirement, is_used, (watch, 0))
    };
    // Nobody missing, then fewer people.
    let rank = |(roster, _, shortage): &(Roster, Certificate, Vec<Shortage>)| (shortage.len(), roster.headcount());
    match (beside, spread) {
        (Ok(beside), Some(spread)) => Ok(if rank(&spread) < rank(&beside) { spread } else { beside }),
        (Err(_), Some(spread)) => Ok(spread),
        (beside, None) => beside,
    }
}

/// No roster meets the requirement with fewer people: from its rows, or without any from its staffed time.
///
/// `None` when nothing is proven, also when nobody can meet it.
pub fn headcount_bound(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch<'_>) -> Option<u32> {
    floor::floor(scenario, requirement, watch)
}

/// The hard facts of `suspects` that cannot all hold, with the cheapest repair; empty where none is proven.
pub fn contradictions(scenario: &Scenario, suspects: &[AgentIdx], watch: Watch<'_>) -> Vec<Contradiction> {
    conflict::contradictions(scenario, suspects, watch)
}

/// The scenario without what the repairs give up; `None` where a repair asks for shifts that nobody has described.
pub fn repaired(scenario: &Scenario, contradictions: &[Contradiction]) -> Option<Scenario> {
    conflict::repaired(scenario, contradictions)
}

/// Why the post cannot have its people at the start of `span`; `None` where enough could be there, were all else let be.
pub fn unmanned(scenario: &Scenario, post: PostIdx, span: Span, watch: Watch<'_>) -> Option<Unmanned> {
    conflict::unmanned(scenario, post, span, watch)
}

/// The program of [`optimise`] with nobody missing and the rows that its relaxation needs, as free MPS: so that other
/// solvers can be tried on the same model. Columns that count people are `h0, h1, ...`.
///
/// Rows are stated as they break, so a solution of this text may break some that the relaxation kept: its people are at
/// best those of a roster, and its bound holds. `None` when even the relaxation has no solution.
#[doc(hidden)]
pub fn program(scenario: &Scenario, requirement: &CoverRequirement, watch: Watch<'_>) -> Option<String> {
    let classes = classes(scenario);
    let mut solved = stated(scenario, &classes, requirement, &[]);
    solved.relax(&mut engine::Relaxation::new(), watch)?;
    for col in solved.cover.shortage_columns() {
        solved.week.mip.columns[col].upper = 0.0;
    }
    Some(mps::text(&solved.week.mip, solved.week.heads.len()))
}

/// Whether no more people work than in the solution.
fn is_as_small(solved: &Solved<'_>, roster: &Roster) -> bool {
    let people = solved.values.as_ref().map_or(0.0, |values| solved.people(values));
    solved.costs_head.contains(&false) || week::count(roster.headcount()) < people + 0.5
}

/// The roster with its certificate and shortage.
fn answer(solved: &Solved<'_>, requirement: &CoverRequirement, roster: Roster) -> (Roster, Certificate, Vec<Shortage>) {
    let roster = search::laid(solved.week.scenario, roster);
    let shortage = shortage::shortage(solved.week.scenario, requirement, &roster);
    let certificate = Certificate {
        headcount_bound: solved.people_bound,
        paid_minutes_bound: solved.paid_bound(),
        weight_bound: solved.weight_bound(),
        supplements: solved.supplements(),
        // Names can take a person more than the classes do.
        is_optimal: solved.is_optimal && is_as_small(solved, &roster),
        is_reproducible: solved.is_reproducible,
        effort: solved.effort,
        ..Certificate::default()
    };
    (roster, certificate, shortage)
}
