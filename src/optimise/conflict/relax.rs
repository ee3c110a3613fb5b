//! A scenario without some of its hard facts: what a roster could be if they did not hold.
//!
//! Whatever is legal stays legal when one fact more is left out, so that a set that cannot hold still cannot with more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Weekday;

use crate::model::{
    Activity, AgentIdx, BreakRule, Cause, History, Minute, RuleId, Scenario, ShiftTemplate, SkillSet, Stretch,
    TemplateIdx,
};

/// The longest shift that is tried where a template's lengths do not count `[min]`.
const LONGEST: i32 = 13 * 60;

/// Monday to Sunday.
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// `scenario` as far as it bears on `agents`, without the facts of `dropped`; somebody may be wanted at a `moment`.
///
/// Without an absence the contract stays as it is: the leave then lies elsewhere, or is worked.
pub(super) fn relaxed(scenario: &Scenario, agents: &[AgentIdx], dropped: &[Cause], moment: Option<Minute>) -> Scenario {
    let mut relaxed = scenario.clone();
    let mut free: BTreeSet<TemplateIdx> = BTreeSet::new();
    let mut pins: Vec<Stretch> = scenario.pinned.stretches.clone();
    for cause in dropped {
        match cause {
            Cause::Absence { agent, span } => {
                relaxed.agents[agent.0].absences.retain(|absence| absence.span != *span);
            }
            Cause::Pin(pin) => pins.retain(|other| other != pin),
            Cause::Contract(agent) => relaxed.agents[agent.0].contract = None,
            Cause::EarliestStart(agent) => relaxed.agents[agent.0].limits.earliest_start = None,
            Cause::LatestEnd(agent) => relaxed.agents[agent.0].limits.latest_end = None,
            Cause::Evenings(agent) => relaxed.agents[agent.0].limits.evenings_per_week = None,
            Cause::DayOff { agent, weekday } => {
                relaxed.agents[agent.0].limits.days_off.retain(|day| day.num_days_from_monday() != *weekday);
            }
            Cause::Skills(agent) => relaxed.agents[agent.0].skills = SkillSet(u128::MAX),
            Cause::History(agent) => {
                let agent = &mut relaxed.agents[agent.0];
                agent.last_end = None;
                agent.history = History { days_in_row: 0, ..agent.history };
            }
            Cause::Rule(rule) => {
                relaxed.rules.limits.remove(rule);
            }
            Cause::Opening(days) => {
                for day in days {
                    let day = &mut relaxed.horizon.days[day.0];
                    day.opening = vec![day.span()];
                }
            }
            Cause::MostPerDay(template) => relaxed.templates[template.0].most_per_day = None,
            Cause::Shift(template) => {
                free.insert(*template);
            }
            Cause::Break { .. } => {}
        }
    }
    relaxed.pinned = crate::model::Roster::new(pins);
    free_breaks(&mut relaxed, agents, dropped);
    free_shifts(&mut relaxed, agents, &free, moment);
    relaxed
}

/// Breaks that may lie anywhere in their shift. A pause, which does not lengthen the shift, is left out, unless a pinned
/// row needs it.
fn free_breaks(scenario: &mut Scenario, agents: &[AgentIdx], dropped: &[Cause]) {
    let mut places: Vec<(TemplateIdx, usize)> = Vec::new();
    for cause in dropped {
        if let Cause::Break { template, place } = cause {
            places.push((*template, *place));
        }
    }
    places.sort_unstable();
    let pins = agents.iter().flat_map(|&agent| scenario.pinned.of(agent));
    let is_pinned = pins.into_iter().any(|pin| pin.activity == Activity::Break);
    for (template, place) in places.into_iter().rev() {
        let breaks = &mut scenario.templates[template.0].breaks;
        if breaks[place].paid && !is_pinned {
            breaks.remove(place);
        } else {
            let rule = &breaks[place];
            breaks[place] = BreakRule {
                earliest_after_start: 0,
                latest_after_start: None,
                before_end: 0,
                between: None,
                most_at_once: None,
                ..*rule
            };
        }
    }
}

/// Beside some templates, shifts of any start and length with their breaks: every hour, and at the times that other facts
/// name; over midnight only where the template's own are.
fn free_shifts(scenario: &mut Scenario, agents: &[AgentIdx], free: &BTreeSet<TemplateIdx>, moment: Option<Minute>) {
    if free.is_empty() {
        return;
    }
    let times = times(scenario, agents, moment);
    let mut bases: Vec<(ShiftTemplate, BTreeSet<AgentIdx>)> = Vec::new();
    for &index in free {
        let template = &scenario.templates[index.0];
        let open = agents.iter().copied().filter(|agent| scenario.agents[agent.0].templates.contains(&index));
        let alike = bases.iter_mut().find(|(base, _)| {
            base.breaks == template.breaks
                && base.outside_opening == template.outside_opening
                && is_over_midnight(base) == is_over_midnight(template)
        });
        match alike {
            Some((_, who)) => who.extend(open),
            None => bases.push((template.clone(), open.collect())),
        }
    }
    for (base, who) in bases {
        let latest = if is_over_midnight(&base) { i32::MAX } else { 1440 };
        for (&start, lengths) in &times {
            let lengths = lengths.iter().filter(|&&work| start + base.span_minutes(work) <= latest);
            let template = ShiftTemplate {
                weekdays: WEEK.to_vec(),
                earliest_start: start,
                latest_start: start,
                work: lengths.copied().collect(),
                most_per_day: None,
                ..base.clone()
            };
            let index = TemplateIdx(scenario.templates.len());
            scenario.templates.push(template);
            for agent in &who {
                scenario.agents[agent.0].templates.push(index);
            }
        }
    }
}

/// Whether some shift of the template ends on the day after.
fn is_over_midnight(template: &ShiftTemplate) -> bool {
    template.work.iter().any(|&work| template.latest_start + template.span_minutes(work) > 1440)
}

/// Starts by the clock with lengths of work `[min]`.
fn times(scenario: &Scenario, agents: &[AgentIdx], moment: Option<Minute>) -> BTreeMap<i32, BTreeSet<i32>> {
    let clock = |at: Minute| scenario.horizon.clock(at).minute;
    let mut starts: BTreeSet<i32> = (0..24).map(|hour| hour * 60).collect();
    let mut lengths: BTreeSet<i32> = (1..=LONGEST / 60).map(|hour| hour * 60).collect();
    starts.extend(moment.map(clock));
    lengths.extend(scenario.templates.iter().flat_map(|template| template.work.iter().copied()));
    let mut pairs: Vec<(i32, i32)> = Vec::new();
    let rest = scenario.rules.get(RuleId::DailyRest).unwrap_or(0);
    for &agent in agents {
        let pins = scenario.pinned.of(agent);
        starts.extend(pins.iter().map(|pin| clock(pin.start)));
        starts.extend(pins.iter().map(|pin| clock(pin.end + rest)));
        let this = &scenario.agents[agent.0];
        starts.extend(this.limits.earliest_start);
        starts.extend(this.last_end.map(|end| clock(end + rest)));
        starts.extend(this.absences.iter().map(|absence| clock(absence.span.end)));
        for first in pins {
            let ends = pins.iter().map(|second| second.end - first.start);
            pairs.extend(ends.filter(|&length| 0 < length && length <= 1440).map(|end| (clock(first.start), end)));
        }
        if let Some(contract) = this.contract {
            lengths.extend((1..=7).filter(|n| contract % n == 0).map(|n| contract / n));
            lengths.insert(contract.rem_euclid(60));
        }
    }
    starts.extend(scenario.horizon.days.iter().flat_map(|day| &day.opening).map(|open| clock(open.start)));
    let lengths: BTreeSet<i32> = lengths.into_iter().filter(|&work| 0 < work && work <= LONGEST).collect();
    let mut times: BTreeMap<i32, BTreeSet<i32>> = starts.into_iter().map(|start| (start, lengths.clone())).collect();
    let unpaid = unpaid_sums(scenario);
    for (start, length) in pairs {
        times.entry(start).or_default().extend(unpaid.iter().map(|unpaid| length - unpaid).filter(|&work| work > 0));
    }
    times
}

/// How long the unpaid breaks of a shift can be in all `[min]`.
fn unpaid_sums(scenario: &Scenario) -> BTreeSet<i32> {
    let mut sums = BTreeSet::from([0]);
    for template in &scenario.templates {
        let longest = template.breaks.iter().filter(|rule| !rule.paid).map(|rule| rule.minutes);
        sums.insert(longest.clone().sum());
        sums.extend(longest);
    }
    sums
}
