//! Who is on contacts and what is paid: the counts that stages and reports share.

use super::{Activity, BreakRule, QueueSet, Roster, Scenario, Span, Stretch};

/// People on contacts who can serve some queue of `queues`, on average over each interval, `[interval]`.
///
/// Each person counts once, however many of the queues they can serve. In a cyclic horizon minutes past the end count
/// at its beginning.
pub fn staffed(scenario: &Scenario, roster: &Roster, queues: QueueSet) -> Vec<f64> {
    let horizon = &scenario.horizon;
    let mut minutes = vec![0_i32; horizon.n_intervals()];
    for stretch in roster.stretches.iter().filter(|s| s.activity == Activity::Contacts) {
        let skills = scenario.agents[stretch.agent.0].skills;
        if !scenario.live_queues_for(skills).meets(queues) {
            continue;
        }
        add_overlap(scenario, stretch.span(), &mut minutes);
    }
    minutes.iter().map(|&m| f64::from(m) / f64::from(horizon.interval_minutes)).collect()
}

/// Whether a stretch is paid: all but breaks that the agent's templates leave unpaid.
///
/// A break counts as its template's rule of the same kind and length says, or else of the same kind; without any, short
/// breaks are paid and meals are not.
pub fn is_paid(scenario: &Scenario, stretch: &Stretch) -> bool {
    if !matches!(stretch.activity, Activity::Lunch | Activity::Break) {
        return true;
    }
    let minutes = stretch.span().minutes();
    let templates = &scenario.agents[stretch.agent.0].templates;
    let rules = templates.iter().flat_map(|&template| &scenario.templates[template.0].breaks);
    let rules: Vec<&BreakRule> = rules.filter(|rule| rule.kind.activity() == Some(stretch.activity)).collect();
    let alike = rules.iter().find(|rule| rule.minutes == minutes);
    alike.or(rules.first()).map_or(stretch.activity == Activity::Break, |rule| rule.paid)
}

/// Adds the minutes that `span` has in common with each interval.
fn add_overlap(scenario: &Scenario, span: Span, minutes: &mut [i32]) {
    let step = scenario.horizon.interval_minutes;
    let total = scenario.horizon.minutes();
    let mut from = span.start.0;
    while from < span.end.0 {
        let to = span.end.0.min((from.div_euclid(step) + 1) * step);
        let place = if scenario.horizon.cyclic && total > 0 { from.rem_euclid(total) } else { from };
        if let Some(cell) = usize::try_from(place.div_euclid(step)).ok().and_then(|index| minutes.get_mut(index)) {
            *cell += to - from;
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Agent, AgentIdx, Horizon, Minute, Queue, Seconds, SkillIdx, SkillSet, Stretch};

    fn two_queues(cyclic: bool) -> Scenario {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let mut horizon = Horizon::new(date, 1, 30, 15);
        horizon.cyclic = cyclic;
        let mut scenario = Scenario::new("test", horizon);
        let queue = |skill| Queue::new("", SkillSet::of([SkillIdx(skill)]), Seconds::new(300.0));
        scenario.queues = vec![queue(0), queue(1)];
        scenario.agents = vec![Agent::new("a", SkillSet::first(2))];
        scenario
    }

    fn on_contacts(start: i32, end: i32) -> Roster {
        Roster::new(vec![Stretch {
            agent: AgentIdx(0),
            start: Minute(start),
            end: Minute(end),
            activity: Activity::Contacts,
        }])
    }

    #[test]
    fn a_person_of_two_skills_counts_once_and_by_the_minute() {
        let scenario = two_queues(false);
        let staffed = staffed(&scenario, &on_contacts(495, 540), QueueSet::first(2));
        assert_eq!(&staffed[15..19], &[0.0, 0.5, 1.0, 0.0]);
    }

    #[test]
    fn minutes_past_the_end_of_a_cyclic_horizon_count_at_its_beginning() {
        let staffed = staffed(&two_queues(true), &on_contacts(1410, 1500), QueueSet::first(1));
        assert_eq!((staffed[47], staffed[0], staffed[1], staffed[2]), (1.0, 1.0, 1.0, 0.0));
    }
}
