//! Properties of small random centres, stage by stage and end to end.

mod sketch;

use std::collections::BTreeSet;

use bemanna::demand::{pooled_requirement, requirement};
use bemanna::model::{
    Activity, CoverRequirement, Origin, QueueIdx, Roster, Scenario, Share, Stretch, Watch, WorkloadRow,
};
use bemanna::simulate::simulate;
use proptest::prelude::*;

use sketch::{contacts_only, sketches};

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_requirement_is_well_formed(sketch in sketches()) {
        let scenario = sketch.build();
        let asked = requirement(&scenario);
        let mut seen = BTreeSet::new();
        for row in &asked.rows {
            prop_assert!(row.agents > 0 && !row.queues.is_empty() && row.origin == Origin::Pooled);
            prop_assert!(seen.insert((row.interval, row.queues)), "twice: {:?}", row);
            for queue in row.queues.iter() {
                prop_assert!(scenario.forecast[queue.0][row.interval.0].contacts > 0.0, "{:?} is closed", row);
            }
        }
        let horizon = &scenario.horizon;
        for row in &asked.workload {
            let work: f64 = row.queues.iter().map(|queue| work(&scenario, queue)).sum();
            prop_assert!(row.minutes > 0.0 && row.minutes <= work, "{:?} of {}", row, work);
            prop_assert!(row.per_stretch.is_finite() && row.per_stretch > 0.0);
            prop_assert!(row.span.minutes() > 0 && row.span.start.0 % horizon.grid_minutes == 0);
            prop_assert!(row.span.start.0 >= 0 && row.span.end.0 <= horizon.minutes());
        }
        for (queue, load) in asked.load.iter().enumerate() {
            let carried = load.iter().sum::<f64>() * f64::from(horizon.interval_minutes);
            let whole = work(&scenario, QueueIdx(queue));
            prop_assert!(carried <= whole * (1.0 + 1e-9) && carried >= whole * 0.9, "{} of {}", carried, whole);
        }
    }

    #[test]
    fn more_contacts_never_need_fewer_agents(sketch in sketches(), times in 1.0..3.0) {
        let scenario = sketch.build();
        let mut busier = scenario.clone();
        for forecast in busier.forecast.iter_mut().flatten() {
            forecast.contacts *= times;
        }
        let total = |requirement: CoverRequirement| requirement.rows.iter().map(|row| row.agents).sum::<u32>();
        prop_assert!(total(pooled_requirement(&busier)) >= total(pooled_requirement(&scenario)));
        let minutes = |scenario: &Scenario| requirement(scenario).workload.iter().map(|row| row.minutes).sum::<f64>();
        prop_assert!(minutes(&busier) >= minutes(&scenario) * (1.0 - 1e-12));
    }

    #[test]
    fn the_order_of_queues_does_not_matter(sketch in sketches()) {
        let scenario = sketch.build();
        let mut turned = scenario.clone();
        turned.queues.reverse();
        turned.forecast.reverse();
        let last = scenario.queues.len() - 1;
        let name = |queues: bemanna::model::QueueSet, is_turned: bool| -> BTreeSet<usize> {
            queues.iter().map(|queue| if is_turned { last - queue.0 } else { queue.0 }).collect()
        };
        let rows = |scenario: &Scenario, is_turned: bool| -> BTreeSet<(usize, BTreeSet<usize>, u32)> {
            let rows = requirement(scenario).rows;
            rows.iter().map(|row| (row.interval.0, name(row.queues, is_turned), row.agents)).collect()
        };
        prop_assert_eq!(rows(&scenario, false), rows(&turned, true));
    }
}

/// Expected work of a queue's contacts over the horizon `[min]`.
fn work(scenario: &Scenario, queue: QueueIdx) -> f64 {
    scenario.forecast[queue.0].iter().map(|forecast| forecast.contacts * forecast.handle_time.get() / 60.0).sum()
}

/// The left side of a workload row: time on contacts inside its span by who can serve some of its queues, and what is
/// allowed for each stretch.
fn staffed(scenario: &Scenario, roster: &Roster, row: &WorkloadRow) -> f64 {
    let serves = |stretch: &&Stretch| {
        let skills = scenario.agents[stretch.agent.0].skills;
        stretch.activity == Activity::Contacts
            && stretch.span().overlaps(row.span)
            && scenario.live_queues_for(skills).meets(row.queues)
    };
    let within = |stretch: &Stretch| stretch.end.0.min(row.span.end.0) - stretch.start.0.max(row.span.start.0);
    roster.stretches.iter().filter(serves).map(|stretch| f64::from(within(stretch)) + row.per_stretch).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 100, ..ProptestConfig::default() })]

    /// Whatever share a roster reaches in the simulation, the bound for that share admits the roster.
    #[test]
    fn no_simulated_roster_beats_the_workload_bound(
        sketch in sketches(),
        pieces in prop::collection::vec(prop::collection::vec((0_i32..12, 1_i32..16), 0..5), 1..7),
        times in 1.0..12.0,
    ) {
        let mut scenario = sketch.build();
        for forecast in scenario.forecast.iter_mut().flatten() {
            forecast.contacts *= times;
        }
        scenario.settings.verify_replications = 100;
        let roster = contacts_only(&scenario, &pieces);
        let performance = simulate(&scenario, &roster, 7, Watch::SILENT);
        // What each queue promises becomes what its worst day (half-hour, week) surely delivers.
        for (queue, target) in scenario.queues.iter_mut().map(|queue| &mut queue.target).enumerate() {
            let Some(target) = target else { continue };
            let reached = performance.service.iter().filter(|service| service.queue.0 == queue);
            let reached = reached.filter(|service| service.offered > 0.0 && service.target.scope == target.scope);
            let surely = reached.map(|service| service.share - 2.5 * (service.share - service.low)).fold(1.0, f64::min);
            target.share = Share::new(surely);
            target.floor = None;
        }
        for row in requirement(&scenario).workload {
            let staffed = staffed(&scenario, &roster, &row);
            prop_assert!(row.minutes <= staffed, "{:?} but {} staffed", row, staffed);
        }
    }
}
