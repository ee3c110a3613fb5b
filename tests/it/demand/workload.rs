//! Workload rows: by hand, and against agents who never rest and leave as much as they can to the end of a stretch.

use bemanna::demand::requirement;
use bemanna::model::{
    Activity, AgentIdx, AtClosing, HandleTimeLaw, Minute, QueueIdx, QueueSet, Roster, Scenario, Scope, Seconds,
    ServiceDefinition, Share, Span, Stretch, Watch, WorkloadRow,
};
use bemanna::simulate::simulate;

use crate::support::lillstad;

fn row(scenario: &Scenario, queues: &[usize]) -> WorkloadRow {
    let queues = QueueSet::of(queues.iter().map(|&q| QueueIdx(q)));
    let rows = requirement(scenario).workload;
    *rows.iter().find(|row| row.queues == queues).expect("a row of these queues")
}

fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-9 * expected.abs().max(1.0), "{value}, not {expected}");
}

#[test]
fn a_day_by_hand() {
    // 18 half-hours of 6 contacts of 5 minutes; 0.4 contacts arrive in the last 2 minutes before closing.
    let one = row(&lillstad(1), &[0]);
    near(one.minutes, (0.8 * 108.0 - 0.4) * 5.0);
    near(one.per_stretch, 5.0);
    assert_eq!(one.span, Span::new(Minute(8 * 60), Minute(17 * 60 + 15)), "two minutes past closing, on the grid");
    near(row(&lillstad(1), &[0, 1]).minutes, 2.0 * one.minutes);
    assert_eq!(requirement(&lillstad(5)).workload.len(), 15, "three sets on each of five days");
}

#[test]
fn the_other_definitions_ask_less() {
    let minutes = |definition, patience: Option<f64>| {
        let mut scenario = lillstad(1);
        for queue in &mut scenario.queues {
            queue.patience = patience.map(Seconds::new);
            queue.target.as_mut().unwrap().definition = definition;
        }
        requirement(&scenario).workload.first().map_or(0.0, |row| row.minutes)
    };
    let patient = (-0.5_f64).exp();
    near(minutes(ServiceDefinition::AnsweredOfPatient, Some(240.0)), (0.8 * patient * 108.0 - 0.4) * 5.0);
    near(minutes(ServiceDefinition::EndedOfOffered, Some(240.0)), ((0.8 - 1.0 + patient) * 108.0 - 0.4) * 5.0);
    near(minutes(ServiceDefinition::EndedOfOffered, None), (0.8 * 108.0 - 0.4) * 5.0);
    near(minutes(ServiceDefinition::AnsweredOfAnswered, Some(240.0)), 0.0);
}

#[test]
fn short_contacts_may_be_preferred_unless_each_half_hour_counts() {
    let mut scenario = lillstad(1);
    for forecast in &mut scenario.forecast[0][16..25] {
        forecast.handle_time = Seconds::new(60.0);
    }
    // 54 contacts of 1 minute, 54 of 5: 86.4 less 0.4 are needed, the short ones first.
    near(row(&scenario, &[0]).minutes, 54.0 + (86.0 - 54.0) * 5.0);
    near(row(&scenario, &[0]).per_stretch, 5.0);
    scenario.queues[0].target.as_mut().unwrap().floor = Some(Share::new(0.75));
    // Each half-hour of long ones then has 4.5, the last 4.1; the rest is short.
    near(row(&scenario, &[0]).minutes, (8.0 * 4.5 + 4.1) * 5.0 + (86.0 - 40.1));
    scenario.queues[0].target.as_mut().unwrap().scope = Scope::HalfHour;
    near(row(&scenario, &[0]).minutes, 0.8 * 54.0 * 6.0 - 0.4 * 5.0);
}

#[test]
fn under_a_week_target_a_day_may_be_given_up() {
    let mut scenario = lillstad(5);
    scenario.queues[0].target.as_mut().unwrap().scope = Scope::Week;
    let rows = requirement(&scenario).workload;
    let of = |queues: &[usize]| {
        let queues = QueueSet::of(queues.iter().map(|&q| QueueIdx(q)));
        rows.iter().filter(|row| row.queues == queues).collect::<Vec<_>>()
    };
    assert_eq!(of(&[0]).len(), 1, "no day by itself");
    near(of(&[0])[0].minutes, 5.0 * (0.8 * 108.0 - 0.4) * 5.0);
    assert_eq!(of(&[0])[0].span, Span::new(Minute(8 * 60), Minute(4 * 1440 + 17 * 60 + 15)));
    assert_eq!(of(&[1]).len(), 6, "each day, and the week");
    near(of(&[0, 1])[0].minutes, 10.0 * (0.8 * 108.0 - 0.4) * 5.0);
}

#[test]
fn a_closing_within_a_half_hour_or_at_lunch_frees_what_comes_before_it() {
    let mut scenario = lillstad(1);
    let at = |hour: i32, minute: i32| Minute(hour * 60 + minute);
    scenario.queues[0].opening = Some(vec![Span::new(at(8, 0), at(12, 0)), Span::new(at(13, 0), at(16, 45))]);
    for (interval, forecast) in scenario.forecast[0].iter_mut().enumerate() {
        if interval == 24 || interval == 25 {
            forecast.contacts = 0.0;
        }
    }
    // 16 half-hours; 0.4 before lunch, and all 6 of the half-hour in which it closes.
    near(row(&scenario, &[0]).minutes, (0.8 * 96.0 - 0.4 - 6.0) * 5.0);
    scenario.queues[0].at_closing = AtClosing::Dropped;
    near(row(&scenario, &[0]).minutes, (0.8 * 96.0 - 0.4 - 6.0) * 5.0);
}

#[test]
fn midnight_is_taken_for_a_closing() {
    let mut scenario = lillstad(2);
    for day in &mut scenario.horizon.days {
        day.opening = vec![day.span()];
    }
    for forecast in &mut scenario.forecast[0] {
        forecast.contacts = 6.0;
    }
    let row = row(&scenario, &[0]);
    near(row.minutes, (0.8 * 288.0 - 0.4) * 5.0);
    assert_eq!(row.span, Span::new(Minute(0), Minute(1440 + 15)), "the last may be begun after midnight");
}

/// Numbers between 0 and 1 from a linear congruential generator (Knuth's MMIX), good enough to look for a breach.
struct Draws(u64);

impl Draws {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).expect("32 bits")) / 4_294_967_296.0 + 1e-12
    }

    fn handle_minutes(&mut self, law: HandleTimeLaw, mean: f64) -> f64 {
        match law {
            HandleTimeLaw::Exponential => -mean * self.uniform().ln(),
            HandleTimeLaw::LogNormal { variation } => {
                let sigma = (1.0 + variation * variation).ln().sqrt();
                let angle = std::f64::consts::TAU * self.uniform();
                let normal = (-2.0 * self.uniform().ln()).sqrt() * angle.cos();
                mean * (sigma * normal - sigma * sigma / 2.0).exp()
            }
            _ => mean,
        }
    }
}

/// Agents on many short stretches, with somebody always waiting: no routing gets more work out of a roster. The row
/// for the share they reach must still admit them.
#[test]
fn agents_who_never_rest_keep_the_rows() {
    let handle = 10.0;
    for (law, at_least) in [
        (HandleTimeLaw::Exponential, 0.98),
        (HandleTimeLaw::Constant, 0.55),
        (HandleTimeLaw::LogNormal { variation: 1.0 }, 0.5),
        (HandleTimeLaw::LogNormal { variation: 2.0 }, 0.1),
    ] {
        for stretch in [1_i32, 7, 15, 60] {
            let mut draws = Draws(1);
            let (days, stretches) = (4_000, 540 / (stretch + 90));
            let mut answered = 0.0;
            for _ in 0..days {
                let mut free_at = 0.0_f64;
                for i in 0..stretches {
                    let start = f64::from(i * (stretch + 90));
                    free_at = free_at.max(start);
                    while free_at < start + f64::from(stretch) {
                        free_at += draws.handle_minutes(law, handle);
                        answered += 1.0;
                    }
                }
            }
            let mut scenario = lillstad(1);
            scenario.queues[0].handle_time_law = law;
            let contacts = 18.0 * 60.0;
            for forecast in scenario.forecast[0].iter_mut().filter(|forecast| forecast.contacts > 0.0) {
                (forecast.contacts, forecast.handle_time) = (60.0, Seconds::new(60.0 * handle));
            }
            let share = answered / f64::from(days) / contacts;
            let target = scenario.queues[0].target.as_mut().unwrap();
            (target.share, target.within) = (Share::new(share), Seconds::new(0.0));
            let row = row(&scenario, &[0]);
            let room = f64::from(stretches) * (f64::from(stretch) + row.per_stretch);
            // The share is a mean over 4,000 days, so it may be off by about a percent.
            assert!(row.minutes <= room * 1.015, "{law:?} {stretch}: {} of {room}", row.minutes);
            assert!(row.minutes >= at_least * room, "{law:?} {stretch}: {} of {room} is idle", row.minutes);
        }
    }
}

/// The same in the simulation: a flood of contacts that hang up soon, so that agents hardly rest and all who are
/// answered are answered in time.
#[test]
fn a_flooded_simulation_fills_the_rows_and_keeps_them() {
    for law in [
        HandleTimeLaw::Exponential,
        HandleTimeLaw::Constant,
        HandleTimeLaw::LogNormal { variation: 0.8 },
        HandleTimeLaw::Gamma { variation: 1.3 },
    ] {
        for stretch in [15, 45, 120] {
            let mut scenario = lillstad(1);
            scenario.settings.verify_replications = 512;
            scenario.queues.truncate(1);
            scenario.forecast.truncate(1);
            let queue = &mut scenario.queues[0];
            (queue.handle_time_law, queue.patience) = (law, Some(Seconds::new(20.0)));
            queue.target.as_mut().unwrap().within = Seconds::new(120.0);
            for forecast in scenario.forecast[0].iter_mut().filter(|forecast| forecast.contacts > 0.0) {
                forecast.contacts = 90.0;
            }
            let starts = (8 * 60..17 * 60).step_by(usize::try_from(stretch + 30).unwrap());
            let piece = |(agent, start): (usize, i32)| Stretch {
                agent: AgentIdx(agent),
                start: Minute(start),
                end: Minute((start + stretch).min(17 * 60)),
                activity: Activity::Contacts,
            };
            let agents = 0..3_usize;
            let roster = Roster::new(agents.flat_map(|a| starts.clone().map(move |s| (a, s))).map(piece).collect());
            let service = simulate(&scenario, &roster, 3, Watch::SILENT).service[0];
            let target = scenario.queues[0].target.as_mut().unwrap();
            target.share = Share::new(service.value - 2.0 * (service.value - service.low));
            let row = row(&scenario, &[0]);
            let minutes: i32 = roster.stretches.iter().map(|stretch| stretch.span().minutes()).sum();
            let n_stretches = f64::from(u32::try_from(roster.stretches.len()).unwrap());
            let staffed = f64::from(minutes) + n_stretches * row.per_stretch;
            assert!(row.minutes <= staffed, "{law:?} {stretch}: {} of {staffed}", row.minutes);
            let at_least = if law == HandleTimeLaw::Exponential { 0.85 } else { 0.5 };
            assert!(row.minutes >= at_least * staffed, "{law:?} {stretch}: {} of {staffed} is idle", row.minutes);
        }
    }
}
