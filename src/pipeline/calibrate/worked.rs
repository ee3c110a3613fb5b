//! A roster that was worked, played with other handle times and with overflow until it gives what was observed.

use crate::demand::inflow::{is_within, live};
use crate::model::{
    CalibrationQuestion, DayIdx, Evaluate, IntervalIdx, Observation, Overflow, OverflowTo, QueueIdx, Roster, RosterFit,
    RosterTrial, Scenario, Scope, Seconds, ServiceDefinition, Share, Stretch, Tally, Target, staffed,
};
use crate::pipeline::trial::{Sums, played};
use crate::simulate::Simulator;

/// Replications of the days observed.
const REPLICATIONS: u32 = 60;
/// Overflow is tried after each of these waits `[s]`.
const DELAYS: [f64; 7] = [0.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0];
/// Handle times are looked for between these multiples of the files'.
const FACTORS: (f64, f64) = (0.2, 5.0);
/// Halvings of a range: to well below a second.
const HALVINGS: u32 = 12;

/// How the roster explains what was observed first; `None` where nobody is on contacts in the window.
pub(super) fn fit(scenario: &Scenario, roster: &Roster, question: &CalibrationQuestion) -> Option<RosterFit> {
    let observation = question.observed.first()?;
    let study = Study { scenario, roster, question, observation };
    let on_contacts = study.on_contacts()?;
    let as_is = study.play(1.0, None);
    Some(RosterFit {
        on_contacts,
        as_is,
        handle_time: study.handle_time(),
        delays: DELAYS.iter().map(|&after| study.play(1.0, Some(Seconds::new(after)))).collect(),
        overflow: study.overflow(),
    })
}

struct Study<'a> {
    scenario: &'a Scenario,
    roster: &'a Roster,
    question: &'a CalibrationQuestion,
    observation: &'a Observation,
}

impl Study<'_> {
    /// Whether an interval is part of what was observed.
    fn counts(&self, interval: IntervalIdx) -> bool {
        let horizon = &self.scenario.horizon;
        let clock = horizon.clock(horizon.interval(interval).start);
        self.question.when.as_ref().is_none_or(|window| is_within(window, clock))
            && live(self.scenario).iter().any(|queue| self.scenario.forecast[queue.0][interval.0].contacts > 0.0)
    }

    fn on_contacts(&self) -> Option<f64> {
        let there = staffed(self.scenario, self.roster, live(self.scenario));
        let inside: Vec<f64> =
            there.iter().enumerate().filter(|(i, _)| self.counts(IntervalIdx(*i))).map(|(_, n)| *n).collect();
        let n = f64::from(u32::try_from(inside.len()).ok()?);
        let mean = inside.iter().sum::<f64>() / n;
        (n > 0.0 && mean > 0.0).then_some(mean)
    }

    fn value(&self, trial: &RosterTrial) -> f64 {
        self.observation.what.of_played(&trial.played).0
    }

    /// The handle times with which the roster gives the middle of what was observed.
    fn handle_time(&self) -> Option<RosterTrial> {
        let is_beyond =
            |trial: &RosterTrial| self.observation.what.is_beyond(self.value(trial), self.observation.mid());
        let (mut low, mut high) = FACTORS;
        if is_beyond(&self.play(low, None)) || !is_beyond(&self.play(high, None)) {
            return None;
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if is_beyond(&self.play(middle, None)) { high = middle } else { low = middle }
        }
        Some(self.play(low, None))
    }

    /// The wait before overflow with which the roster gives the middle of what was observed: the later, the worse.
    fn overflow(&self) -> Option<RosterTrial> {
        let at = |after: f64| self.play(1.0, Some(Seconds::new(after)));
        let is_beyond =
            |trial: &RosterTrial| self.observation.what.is_beyond(self.value(trial), self.observation.mid());
        let (mut low, mut high) = (DELAYS[0], 1800.0);
        if is_beyond(&at(low)) || !is_beyond(&at(high)) {
            return None;
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if is_beyond(&at(middle)) { high = middle } else { low = middle }
        }
        Some(at(low.round()))
    }

    /// Plays the days observed, with handle times so many times as long and overflow after so long.
    fn play(&self, handle_time_factor: f64, overflow: Option<Seconds>) -> RosterTrial {
        let mut scenario = self.scenario.clone();
        for (queue, forecast) in scenario.queues.iter_mut().zip(&mut scenario.forecast) {
            for expected in forecast {
                expected.handle_time = Seconds::new(expected.handle_time.get() * handle_time_factor);
            }
            if let Some(after) = overflow.filter(|_| queue.is_live()) {
                queue.overflow = Some(Overflow { after, to: OverflowTo::Anybody });
            }
            if let Some(patience) = self.question.patience {
                queue.patience = patience.is_finite().then(|| Seconds::new(patience));
            }
            let usual = Target {
                share: Share::new(0.8),
                within: Seconds::new(120.0),
                scope: Scope::Day,
                definition: ServiceDefinition::AnsweredOfOffered,
                floor: None,
            };
            if let Some(within) = self.observation.within {
                queue.target = Some(Target { within, ..queue.target.unwrap_or(usual) });
            }
        }
        let simulator = Simulator::new(&scenario, self.question.seed);
        let sums: Vec<Sums> = (0..REPLICATIONS).map(|one| self.replication(&scenario, &simulator, one)).collect();
        RosterTrial { handle_time_factor, overflow, played: played(&sums) }
    }

    fn replication(&self, scenario: &Scenario, simulator: &Simulator, replication: u32) -> Sums {
        let horizon = &scenario.horizon;
        let mut sums = Sums::default();
        for day in (0..horizon.n_days()).map(DayIdx) {
            let span = horizon.days[day.0].span();
            let first = usize::try_from(span.start.0 / horizon.interval_minutes).unwrap_or(0);
            let n = usize::try_from(span.minutes() / horizon.interval_minutes).unwrap_or(0);
            if !(first..first + n).any(|interval| self.counts(IntervalIdx(interval))) {
                continue;
            }
            let is_of_day = |stretch: &&Stretch| stretch.start >= span.start && stretch.start < span.end;
            let stretches: Vec<Stretch> = self.roster.stretches.iter().filter(is_of_day).copied().collect();
            let tally = simulator.day(day, &stretches, replication..replication + 1);
            for queue in live(scenario).iter() {
                let mut sum = Tally::default();
                let inside = (0..n).filter(|index| self.counts(IntervalIdx(first + index)));
                inside.for_each(|index| sum.add(&tally.intervals[queue.0][index]));
                let QueueIdx(index) = queue;
                let definition = scenario.queues[index].target.map(|target| target.definition);
                sums.add(&sum, definition.unwrap_or(ServiceDefinition::AnsweredOfOffered));
            }
        }
        sums
    }
}
