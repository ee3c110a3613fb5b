//! A trial: a small centre made of inflows and people on contacts, played, to hold a formula against the simulation.

use chrono::NaiveDate;

use crate::model::{
    Activity, Agent, AgentIdx, DayIdx, DayTally, Evaluate, Forecast, Horizon, Inflow, Minute, Overflow, OverflowTo,
    Played, Queue, Scenario, Scope, Seconds, ServiceDefinition, Skill, SkillIdx, SkillSet, Span, Stretch, Tally,
    Target,
};
use crate::simulate::Simulator;

/// Contacts after which days have told enough: a share is then known to a few tenths of a point.
const CONTACTS: f64 = 150_000.0;
/// The same for hours that go on, in which waits hang together for longer.
const STEADY_CONTACTS: f64 = 600_000.0;
/// Hours of a steady trial before counting begins, while the centre fills.
const WARM: usize = 10;
/// Hours of a steady trial that count.
const COUNTED: usize = 50;
/// Fewest independent replications: their spread is what the error is known by.
const FEWEST: f64 = 30.0;
/// Most replications of a small day.
const MOST: f64 = 4000.0;

/// People who serve an inflow first.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// What they serve.
    pub(super) inflow: Inflow,
    /// How many are on contacts.
    pub(super) seats: u32,
}

/// Plays groups of people against their inflows, all days or all steady.
///
/// `overflow`: contacts that have waited so long go to anybody on contacts; `None`: to nobody else.
pub(super) fn play(groups: &[Group], overflow: Option<Seconds>, seed: u64) -> Played {
    let (scenario, stretches) = centre(groups, overflow);
    let is_steady = groups.iter().any(|group| group.inflow.is_steady);
    let (first_counted, enough) = if is_steady { (WARM, STEADY_CONTACTS) } else { (0, CONTACTS) };
    let of_one: f64 = scenario.forecast.iter().flat_map(|queue| &queue[first_counted..]).map(|f| f.contacts).sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the fewest and the most")]
    let replications = (enough / of_one.max(1.0)).ceil().clamp(FEWEST, MOST) as u32;
    let simulator = Simulator::new(&scenario, seed);
    let days = (0..replications).map(|one| simulator.day(DayIdx(0), &stretches, one..one + 1));
    let days: Vec<Sums> = days.map(|day| Sums::of(&day, groups, first_counted)).collect();
    played(&days)
}

/// The centre of a trial, and who is on contacts.
fn centre(groups: &[Group], overflow: Option<Seconds>) -> (Scenario, Vec<Stretch>) {
    let first = &groups[0].inflow;
    let n_intervals = if first.is_steady { WARM + COUNTED } else { first.contacts.len() };
    let mut horizon = Horizon::new(NaiveDate::default(), 1, first.interval_minutes, first.interval_minutes);
    let minutes = i32::try_from(n_intervals).unwrap_or(0) * first.interval_minutes;
    horizon.days[0].minutes = minutes;
    let contacts_at = |inflow: &Inflow, index: usize| inflow.contacts[if inflow.is_steady { 0 } else { index }];
    let is_busy = |index: &usize| groups.iter().any(|group| contacts_at(&group.inflow, *index) > 0.0);
    let busy: Vec<usize> = (0..n_intervals).filter(is_busy).collect();
    let minute = |index: usize| Minute(i32::try_from(index).unwrap_or(0) * first.interval_minutes);
    let open = match (busy.first(), busy.last()) {
        (Some(&first), Some(&last)) => Span::new(minute(first), minute(last + 1)),
        _ => Span::new(Minute(0), Minute(minutes)),
    };
    horizon.days[0].opening = vec![open];
    let mut scenario = Scenario::new("", horizon);
    let mut stretches = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let skills = SkillSet::of([SkillIdx(index)]);
        let inflow = &group.inflow;
        scenario.skills.push(Skill { id: index.to_string(), name: String::new() });
        let target = Target {
            share: inflow.share,
            within: inflow.within,
            scope: Scope::Day,
            definition: inflow.definition,
            floor: None,
        };
        scenario.queues.push(Queue {
            handle_time_law: inflow.law,
            patience: inflow.patience,
            target: Some(target),
            overflow: overflow.map(|after| Overflow { after, to: OverflowTo::Anybody }),
            ..Queue::new(index.to_string(), skills, inflow.handle_time)
        });
        let forecast = (0..n_intervals)
            .map(|interval| Forecast { contacts: contacts_at(inflow, interval), handle_time: inflow.handle_time });
        scenario.forecast.push(forecast.collect());
        for _ in 0..group.seats {
            let agent = AgentIdx(scenario.agents.len());
            scenario.agents.push(Agent::new(agent.0.to_string(), skills));
            stretches.push(Stretch { agent, start: open.start, end: open.end, activity: Activity::Contacts });
        }
    }
    (scenario, stretches)
}

/// What one replication adds to the figures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    above: f64,
    below: f64,
    offered: f64,
    wait_s: f64,
    abandoned: f64,
}

impl Sums {
    fn of(day: &DayTally, groups: &[Group], first_counted: usize) -> Self {
        let mut sums = Self::default();
        for (tallies, group) in day.intervals.iter().zip(groups) {
            let mut tally = Tally::default();
            tallies[first_counted..].iter().for_each(|interval| tally.add(interval));
            sums.add(&tally, group.inflow.definition);
        }
        sums
    }

    /// Adds contacts that count by a definition of the service level.
    pub(super) fn add(&mut self, tally: &Tally, definition: ServiceDefinition) {
        let (above, below) = tally.fraction(definition);
        self.above += above;
        self.below += below;
        self.offered += tally.offered;
        self.wait_s += tally.wait_s;
        self.abandoned += tally.abandoned + tally.dropped;
    }
}

/// Ratios of sums, and the error of the share by the delta method.
pub(super) fn played(days: &[Sums]) -> Played {
    let sum = |measure: fn(&Sums) -> f64| days.iter().map(measure).sum::<f64>();
    let (above, below, offered) = (sum(|s| s.above), sum(|s| s.below), sum(|s| s.offered));
    let n = f64::from(u32::try_from(days.len()).unwrap_or(u32::MAX));
    let ratio = |above: f64, below: f64| if below > 0.0 { above / below } else { 1.0 };
    let error = |r: f64, pair: fn(&Sums) -> (f64, f64), below: f64| {
        let squares: f64 = days.iter().map(pair).map(|(n, d)| (n - r * d).powi(2)).sum();
        (squares * n / (n - 1.0).max(1.0)).sqrt() / below.max(1.0)
    };
    let share = ratio(above, below);
    let mean_wait_s = if offered > 0.0 { sum(|s| s.wait_s) / offered } else { 0.0 };
    Played {
        share,
        share_error: error(share, |s| (s.above, s.below), below),
        mean_wait_s,
        mean_wait_error_s: error(mean_wait_s, |s| (s.wait_s, s.offered), offered),
        abandoned: if offered > 0.0 { sum(|s| s.abandoned) / offered } else { 0.0 },
        contacts: offered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demand::seats::outlook;

    fn group(per_hour: f64, handle_time: f64, seats: u32) -> Group {
        Group { inflow: Inflow::steady(per_hour, Seconds::new(handle_time)), seats }
    }

    #[test]
    fn a_steady_trial_is_what_erlangs_formula_says() {
        for (per_hour, handle_time, seats) in [(45.0, 259.0, 4), (120.0, 300.0, 12), (63.0, 300.0, 7)] {
            let one = group(per_hour, handle_time, seats);
            let (exact, played) = (outlook(&one.inflow, seats), play(&[one], None, 3));
            assert!(played.share_error < 0.005, "{played:?}");
            assert!((played.share - exact.share).abs() < 4.0 * played.share_error, "{exact:?} {played:?}");
            assert!(
                (played.mean_wait_s - exact.mean_wait_s).abs() < 4.0 * played.mean_wait_error_s,
                "{exact:?} {played:?}"
            );
        }
    }

    #[test]
    fn groups_that_help_each_other_at_once_are_one_group() {
        let groups = [group(40.0, 300.0, 4), group(40.0, 300.0, 4)];
        let pooled = outlook(&Inflow::steady(80.0, Seconds::new(300.0)), 8).share;
        let siloed = outlook(&groups[0].inflow, 4).share;
        let at_once = play(&groups, Some(Seconds::new(0.0)), 5);
        assert!((at_once.share - pooled).abs() < 4.0 * at_once.share_error, "{pooled} {at_once:?}");
        let never = play(&groups, None, 5);
        assert!((never.share - siloed).abs() < 4.0 * never.share_error, "{siloed} {never:?}");
        let later = play(&groups, Some(Seconds::new(60.0)), 5);
        assert!(never.share < later.share && later.share < at_once.share, "{later:?}");
    }
}
