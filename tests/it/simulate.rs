//! The simulation against exact theory, published runs, and what must hold of any roster.
#![expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "small whole counts")]

mod ceilings;
mod chains;
mod fetching;
mod floor;
mod laws;
mod passages;
mod theory;
mod verification;

use std::ops::Range;

use bemanna::model::{
    Activity, Agent, AgentIdx, AtClosing, Channel, DayIdx, DayTally, Evaluate, Forecast, HandleTimeLaw, Horizon,
    Minute, Queue, QueueIdx, Scenario, Scope, Seconds, ServiceDefinition, Share, Skill, SkillIdx, SkillSet, Span,
    Stretch, Tally, Target,
};
use bemanna::simulate::Simulator;

use crate::support::monday;

/// A centre of one day without an agent, open from midnight on for so many minutes, in intervals of an hour.
fn centre(minutes: i32) -> Scenario {
    let mut horizon = Horizon::new(monday(), 1, 60, 15);
    horizon.days[0].minutes = (minutes + 59) / 60 * 60;
    horizon.days[0].opening = vec![Span::new(Minute(0), Minute(minutes))];
    let mut scenario = Scenario::new("Theory", horizon);
    scenario.settings.threads = 1;
    scenario
}

/// Adds a queue with a skill of its own: contacts per minute, mean handle time and patience in minutes.
fn add_queue(scenario: &mut Scenario, per_minute: f64, handle_min: f64, patience_min: Option<f64>) -> QueueIdx {
    let index = scenario.queues.len();
    scenario.skills.push(Skill { id: format!("s{index}"), name: String::new() });
    let handle_time = Seconds::new(60.0 * handle_min);
    let skills = SkillSet::of([SkillIdx(index)]);
    scenario.queues.push(Queue {
        patience: patience_min.map(|mean| Seconds::new(60.0 * mean)),
        target: Some(Target {
            share: Share::new(0.8),
            within: Seconds::new(20.0),
            scope: Scope::Day,
            definition: ServiceDefinition::AnsweredOfOffered,
            floor: None,
        }),
        ..Queue::new(format!("q{index}"), skills, handle_time)
    });
    let opening = scenario.horizon.days[0].opening[0];
    let forecast = (0..scenario.horizon.n_intervals()).map(|index| {
        let interval = scenario.horizon.interval(bemanna::model::IntervalIdx(index));
        let open = opening.end.min(interval.end) - interval.start.max(opening.start);
        Forecast { contacts: per_minute * f64::from(open.max(0)), handle_time }
    });
    let forecast = forecast.collect();
    scenario.forecast.push(forecast);
    QueueIdx(index)
}

/// Adds so many agents for these queues, on contacts over the whole opening; gives their stretches.
fn add_agents(scenario: &mut Scenario, n: usize, queues: &[usize]) -> Vec<Stretch> {
    let opening = scenario.horizon.days[0].opening[0];
    let skills = SkillSet::of(queues.iter().map(|&queue| SkillIdx(queue)));
    (0..n)
        .map(|_| {
            let agent = AgentIdx(scenario.agents.len());
            scenario.agents.push(Agent::new(format!("a{}", agent.0), skills));
            on_contacts(agent.0, opening.start.0..opening.end.0)
        })
        .collect()
}

fn on_contacts(agent: usize, minutes: Range<i32>) -> Stretch {
    let (start, end) = (Minute(minutes.start), Minute(minutes.end));
    Stretch { agent: AgentIdx(agent), start, end, activity: Activity::Contacts }
}

/// A sample mean with its standard error.
struct Sample(Vec<f64>);

impl Sample {
    /// Asserts that `exact` lies within four standard errors of the mean, and that these are small enough to tell.
    fn holds(&self, what: &str, exact: f64, tellable: f64) {
        let n = self.0.len() as f64;
        let mean = self.0.iter().sum::<f64>() / n;
        let variance = self.0.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let error = (variance / n).sqrt();
        assert!(error < tellable, "{what}: standard error {error} tells nothing");
        assert!((mean - exact).abs() < 4.0 * error, "{what}: {mean} +- {error}, exactly {exact}");
    }
}

/// One measure of the only queue, per replication.
fn sample(days: &[DayTally], measure: impl Fn(&Tally) -> f64) -> Sample {
    Sample(days.iter().map(|day| measure(&day.queues[0])).collect())
}

/// Hours of a long run, at its beginning, while the centre fills, that steady states do not speak of.
const WARM: usize = 10;

/// Independent long runs of so many hours.
fn long_runs(scenario: &Scenario, stretches: &[Stretch], seed: u64) -> Vec<DayTally> {
    each_day(scenario, stretches, seed, 30)
}

/// A measure of a queue per minute, in each of the long runs, without their beginnings.
fn per_minute(runs: &[DayTally], queue: usize, measure: impl Fn(&Tally) -> f64) -> Sample {
    let of_run = |run: &DayTally| {
        let hours = &run.intervals[queue][WARM..];
        hours.iter().map(&measure).sum::<f64>() / (60.0 * hours.len() as f64)
    };
    Sample(runs.iter().map(of_run).collect())
}

fn each_day(scenario: &Scenario, stretches: &[Stretch], seed: u64, n: u32) -> Vec<DayTally> {
    let simulator = Simulator::new(scenario, seed);
    (0..n).map(|replication| simulator.day(DayIdx(0), stretches, replication..replication + 1)).collect()
}

/// S1 of `cases/simulation.md`: 4.2 contacts a minute for eight hours, two minutes each, twelve agents.
fn s1(patience_min: Option<f64>) -> (Scenario, Vec<Stretch>) {
    let mut scenario = centre(480);
    add_queue(&mut scenario, 4.2, 2.0, patience_min);
    let stretches = add_agents(&mut scenario, 12, &[0]);
    (scenario, stretches)
}
