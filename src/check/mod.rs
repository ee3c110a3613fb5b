//! The independent judge of a roster: `check(&Scenario, &Roster) -> Vec<Violation>`. Shares no code with `optimise`.
//!
//! Written from the rules and the roster alone, for any roster, ours or made by hand. How it reads a roster, and what
//! each rule means here, is told in `docs/checks.md`.

mod activities;
mod at_once;
mod availability;
mod clock;
mod cover;
mod flow;
mod hours;
mod keys;
mod opening;
mod pins;
mod placement;
mod rest;
mod rules;
mod shifts;
mod skills;
mod stretches;
mod templates;
mod told;
mod turns;
mod weeks;

use crate::model::{AgentIdx, Roster, Scenario, Stretch, Violation};

/// Every rule that `roster` breaks, by agent and time; breaches of cover, which are nobody's, come last.
///
/// An empty answer means that the roster is legal and that posts and a given requirement are covered.
///
/// ```
/// use bemanna::check::check;
/// use bemanna::model::{Breach, Horizon, Minute, Post, PostIdx, Roster, Scenario, SkillSet, Span};
///
/// let horizon = Horizon::new("2026-11-23".parse().unwrap(), 1, 30, 15);
/// let mut scenario = Scenario::new("Lillstad", horizon);
/// let morning = Span::new(Minute(8 * 60), Minute(12 * 60));
/// scenario.posts = vec![Post {
///     id: "reception".into(),
///     name: "Reception".into(),
///     skills: SkillSet::EMPTY,
///     agents: 1,
///     opening: vec![morning],
///     shortest: 60,
///     longest: 180,
/// }];
/// let found = check(&scenario, &Roster::default());
/// assert_eq!(found[0].breach, Breach::PostUnmanned { post: PostIdx(0), measured: 0, needed: 1 });
/// assert_eq!(found[0].span, morning);
/// ```
pub fn check(scenario: &Scenario, roster: &Roster) -> Vec<Violation> {
    let mut out = Vec::new();
    if scenario.horizon.days.is_empty() {
        return out;
    }
    let open = opening::open_hours(scenario);
    let mut people: Vec<Vec<Stretch>> = vec![Vec::new(); scenario.agents.len()];
    for stretch in &roster.stretches {
        if let Some(stretches) = people.get_mut(stretch.agent.0) {
            stretches.push(*stretch);
        }
    }
    let mut all_shifts = Vec::new();
    for (index, stretches) in people.iter_mut().enumerate() {
        let index = AgentIdx(index);
        let agent = &scenario.agents[index.0];
        stretches.sort_by_key(|stretch| (stretch.start, stretch.end));
        stretches::off_grid(scenario, stretches, &mut out);
        stretches.retain(|stretch| stretch.start < stretch.end);
        stretches::overlaps(scenario, stretches, &mut out);
        skills::skills(scenario, (index, agent), stretches, &mut out);
        pins::pins(scenario, index, stretches, &mut out);
        turns::turns(scenario, index, stretches, &mut out);
        activities::of_agent(scenario, index, stretches, &mut out);

        let shifts = shifts::shifts(scenario, index, stretches);
        for shift in &shifts {
            rules::templates(shift, &mut out);
            rules::lengths(scenario, shift, &mut out);
            rest::night(scenario, shift, &mut out);
            opening::opening(scenario, &open, shift, &mut out);
            availability::absences(scenario, agent, shift, &mut out);
            availability::hours(scenario, agent, shift, &mut out);
        }
        rest::daily(scenario, agent, &shifts, &mut out);
        rest::weekly(scenario, agent, &shifts, &mut out);
        rest::longest_span(scenario, &shifts, &mut out);
        rest::longest_stretch(scenario, &shifts, &mut out);
        rules::too_many(scenario, &shifts, &mut out);
        weeks::weeks(scenario, agent, &shifts, &mut out);
        rules::contract(scenario, (index, agent), &shifts, &mut out);
        availability::evenings(scenario, agent, &shifts, &mut out);
        hours::hours(scenario, (index, agent), &shifts, &mut out);
        told::changes(scenario, (index, agent), &shifts, &mut out);
        all_shifts.extend(shifts);
    }
    rules::template_limits(scenario, &all_shifts, &mut out);
    activities::blocks(scenario, &people, &mut out);
    activities::meetings(scenario, &people, &all_shifts, &mut out);
    at_once::breaks(scenario, &people, &all_shifts, &mut out);
    cover::posts(scenario, &people, &mut out);
    cover::given(scenario, &people, &mut out);
    keys::keys(scenario, &people, &mut out);
    out.sort_by_key(|violation| (violation.agent.is_none(), violation.agent, violation.span));
    out
}
