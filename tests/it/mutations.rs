//! Breaches planted in legal rosters, one at a time, in the real centres and in drawn ones.
//!
//! Each mutation takes a legal roster and changes it so that one rule is broken by as little as can be: a step of the
//! grid or a minute. `check` must tell that breach, whose and when, by how much, and nothing else; what a change breaks
//! besides, if it cannot be helped, is stated by hand. The roster before the change and the one that goes just to the
//! limit must be clean.
//!
//! # A new rule
//!
//! 1. Write a function `fn my_rule(base: &Base, turn: usize) -> Option<Planted>` in the file of its theme: choose a
//!    person ([`pick`](tools::pick) another one for each `turn`), make the days plain with [`Case::plain`], set the
//!    rule's limit with [`Case::limit`], give the roster at the limit to [`Case::plant`] as legal, the change that goes
//!    beyond it, and what is to be told. `None` where the base has nobody to plant it in.
//! 2. Add it to [`PLANTS`] under its rule or breach. A rule of [`RuleId::ALL`] without a line there fails
//!    `every_rule_and_every_breach_is_planted`; a new variant of [`Breach`] does not compile until [`name`] has it.
//!
//! The rosters beside this file were made by `bemanna plan data/<name> --time-limit 40s`. If a centre's data change so
//! that one of them is no longer legal, make it anew.

pub(crate) mod bases;
mod cover;
mod hours;
mod lengths;
mod people;
mod rest;
mod shape;
mod tools;
mod weeks;

use std::collections::BTreeMap;

use bemanna::check::check;
use bemanna::model::{Breach, OwnHours, Roster, RuleId, Scenario};

use bases::{Base, bases};
use tools::{Planted, Told};

/// How often each mutation is planted in one base, each time in somebody or somewhere else.
const TURNS: usize = 3;

type Plant = fn(&Base, usize) -> Option<Planted>;

/// The mutations, each by the name of what it breaks.
const PLANTS: &[(&str, Plant)] = &[
    ("daily_rest", rest::daily_rest),
    ("daily_rest", rest::daily_rest_when_the_clock_changes),
    ("daily_rest", rest::daily_rest_after_history),
    ("daily_rest", rest::daily_rest_over_the_turn),
    ("weekly_rest", rest::weekly_rest),
    ("weekly_rest", rest::weekly_rest_over_the_turn),
    ("longest_span", rest::longest_span),
    ("longest_stretch", rest::longest_stretch),
    ("shortest_break", rest::shortest_break),
    ("night_ends", rest::night),
    ("night_ends", rest::night_begins),
    ("shortest_shift", lengths::shortest_shift),
    ("longest_shift", lengths::longest_shift),
    ("shifts_per_day", lengths::shifts_per_day),
    ("shifts_per_horizon", lengths::shifts_per_horizon),
    ("contract_tolerance", lengths::contract),
    ("contract_tolerance", lengths::contract_as_needed),
    ("balance_carry", lengths::balance_carry),
    ("off_grid", lengths::off_grid),
    ("days_in_row", weeks::days_in_row),
    ("days_in_row", weeks::days_in_row_from_history),
    ("days_in_row", weeks::days_in_row_over_the_turn),
    ("days_off_together", weeks::days_off_together),
    ("half_weekends", weeks::half_weekends),
    ("weekends_per_horizon", weeks::weekends_per_horizon),
    ("rolling_rest", weeks::rolling_rest),
    ("own_day", hours::own_day),
    ("own_week", hours::own_week),
    ("split_shifts", hours::split_shifts),
    ("average_week", hours::average_week),
    ("average_week_over", hours::average_of_all_weeks),
    ("average_total", hours::average_total),
    ("average_total_over", hours::average_total),
    ("excess_four_weeks", hours::excess_four_weeks),
    ("overtime_year", hours::overtime_year),
    ("extra_year", hours::extra_year),
    ("flex_start", hours::flex_start),
    ("flex_end", hours::flex_end),
    ("flex_over", hours::flex_over),
    ("flex_under", hours::flex_under),
    ("changed_after_told", hours::off_after_told),
    ("notice", hours::longer_than_told),
    ("moved_notice", hours::moved_after_told),
    ("no_template", shape::start),
    ("no_template", shape::weekday),
    ("no_template", shape::length),
    ("no_template", shape::hole),
    ("no_template", shape::none),
    ("missing_break", shape::missing_lunch),
    ("missing_break", shape::lunch_worked),
    ("missing_break", shape::missing_pause),
    ("misplaced_break", shape::lunch_late),
    ("misplaced_break", shape::pause_late),
    ("outside_opening", shape::opening),
    ("too_many_of_template", shape::too_many_of_template),
    ("too_many_at_once", shape::too_many_at_once),
    ("while_absent", people::absent),
    ("outside_availability", people::day_off),
    ("outside_availability", people::too_early),
    ("outside_availability", people::too_late),
    ("too_many_evenings", people::evenings),
    ("unskilled", people::unskilled),
    ("unskilled", people::unskilled_on_contacts),
    ("overlap", people::overlap),
    ("pin_missing", people::pin),
    ("pin_missing", people::pin_while_absent),
    ("pin_missing", people::pin_on_a_day_off),
    ("pin_missing", people::pin_without_a_shift),
    ("post_unmanned", cover::post_unmanned),
    ("post_turn", cover::turn_too_long),
    ("post_turn", cover::turn_too_short),
    ("under_cover", cover::under_cover),
    ("under_cover", cover::under_cover_of_one_queue),
    ("no_keyholder", cover::keys),
    ("missed_meeting", cover::missed_meeting),
    ("too_many_sittings", cover::too_many_sittings),
    ("short_block", cover::short_block),
    ("too_little_time", cover::too_little_training),
    ("too_little_time", cover::too_little_time),
];

/// Every name that [`name`] gives for a breach that is no work rule's.
const BREACHES: [&str; 24] = [
    "overlap",
    "no_template",
    "too_many_of_template",
    "missing_break",
    "misplaced_break",
    "outside_opening",
    "while_absent",
    "outside_availability",
    "too_many_evenings",
    "own_day",
    "own_week",
    "changed_after_told",
    "unskilled",
    "pin_missing",
    "off_grid",
    "post_unmanned",
    "post_turn",
    "short_block",
    "too_little_time",
    "missed_meeting",
    "too_many_sittings",
    "too_many_at_once",
    "no_keyholder",
    "under_cover",
];

/// Rules that say how another is measured, and are broken by that one's name.
const MEASURES: [&str; 5] = ["shortest_break", "average_week_over", "average_total_over", "notice", "moved_notice"];

/// What a breach is called in [`PLANTS`]; a new one is added to [`BREACHES`] too.
fn name(breach: &Breach) -> &'static str {
    match breach {
        Breach::Rule { rule, .. } => rule.key(),
        Breach::Overlap { .. } => "overlap",
        Breach::NoTemplate { .. } => "no_template",
        Breach::TooManyOfTemplate { .. } => "too_many_of_template",
        Breach::MissingBreak { .. } => "missing_break",
        Breach::MisplacedBreak { .. } => "misplaced_break",
        Breach::OutsideOpening => "outside_opening",
        Breach::WhileAbsent { .. } => "while_absent",
        Breach::OutsideAvailability => "outside_availability",
        Breach::TooManyEvenings { .. } => "too_many_evenings",
        Breach::OverOwnHours { over: OwnHours::Day, .. } => "own_day",
        Breach::OverOwnHours { over: OwnHours::Week, .. } => "own_week",
        Breach::ChangedAfterTold { .. } => "changed_after_told",
        Breach::Unskilled { .. } => "unskilled",
        Breach::ContractHours { .. } => "contract_tolerance",
        Breach::PinMissing { .. } => "pin_missing",
        Breach::OffGrid => "off_grid",
        Breach::PostUnmanned { .. } => "post_unmanned",
        Breach::PostTurn { .. } => "post_turn",
        Breach::ShortBlock { .. } => "short_block",
        Breach::TooLittleTime { .. } => "too_little_time",
        Breach::MissedMeeting { .. } => "missed_meeting",
        Breach::TooManySittings { .. } => "too_many_sittings",
        Breach::TooManyAtOnce { .. } => "too_many_at_once",
        Breach::NoKeyholder { .. } => "no_keyholder",
        Breach::UnderCover { .. } => "under_cover",
    }
}

/// What the judge finds, in an order of its own.
fn found(scenario: &Scenario, roster: &Roster) -> Vec<Told> {
    sorted(check(scenario, roster).into_iter().map(|v| (v.agent, v.span, v.breach, v.severity)).collect())
}

fn sorted(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by_cached_key(|(agent, span, breach, _)| (*agent, *span, format!("{breach:?}")));
    told
}

#[test]
fn the_rosters_that_breaches_are_planted_in_break_nothing() {
    for base in bases() {
        assert_eq!(found(&base.scenario, &base.roster), [], "{}", base.name);
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "who runs this by itself sees how many are planted")]
fn every_planted_breach_is_found_and_none_is_invented() {
    let mut planted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for base in bases() {
        for &(what, plant) in PLANTS {
            for turn in 0..TURNS {
                let Some(case) = plant(&base, turn) else { continue };
                *planted.entry(what).or_default() += 1;
                let place = format!("{what} in {}, turn {turn}", base.name);
                for legal in &case.legal {
                    let told = found(&case.scenario, legal);
                    if !told.is_empty() {
                        wrong.push(format!("{place}: invented in a legal roster: {told:?}"));
                    }
                }
                let told = found(&case.scenario, &case.broken);
                let is_of = |breach: &Breach| name(breach) == what || MEASURES.contains(&what);
                assert!(case.expected.iter().any(|(_, _, breach, _)| is_of(breach)), "{place} plants something else");
                let expected = sorted(case.expected);
                if told != expected {
                    let less =
                        |a: &[Told], b: &[Told]| a.iter().filter(|one| !b.contains(one)).cloned().collect::<Vec<_>>();
                    let (missed, invented) = (less(&expected, &told), less(&told, &expected));
                    wrong.push(format!("{place}:\n  missed   {missed:?}\n  invented {invented:?}"));
                }
            }
        }
    }
    let total: usize = planted.values().sum();
    println!("{total} breaches planted: {planted:?}");
    let known = RuleId::ALL.into_iter().map(RuleId::key).chain(BREACHES);
    let never: Vec<&str> = known.filter(|what| planted.get(what).is_none_or(|&n| n < 3)).collect();
    assert!(never.is_empty(), "planted less than three times: {never:?}");
    assert!(wrong.is_empty(), "{} of {total} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(total >= 200, "{total}");
}
