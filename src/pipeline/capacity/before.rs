//! A pre-study: the people a centre would need, and what it frees in the departments, for several shares solved at once.

use crate::demand::inflow::{days, live};
use crate::model::{BeforeCase, BeforeStudy, Cases, DepartmentBefore, QueueSet, Scenario, Seconds};

use super::{HANDLE_TIME_PART, Table, round_up};

/// What the centre would need and free; `None` where the scenario is of a centre that is there.
pub(super) fn study(scenario: &Scenario, table: &Table) -> Option<BeforeStudy> {
    let before = scenario.before.clone()?;
    let transferable = before.transferable.get();
    let departments = departments(scenario, transferable);
    let matters: f64 = departments.iter().map(|department| department.matters).sum();
    let n_days = f64::from(u32::try_from(days(scenario, live(scenario)).n_days).ok()?);
    let weeks = f64::from(u32::try_from(scenario.horizon.n_days()).ok()?) / 7.0;
    let days_a_week = n_days / weeks.max(1.0 / 7.0);
    let hours = |seconds: f64| seconds / 3600.0 * days_a_week;
    let (plain, work) = handle_times(scenario);
    let cases = before.solved.iter().filter_map(|&solved| {
        let forwarded = (transferable - solved.get()).max(0.0);
        let handle_time = plain + work * forwarded / transferable;
        let volume = matters * transferable;
        let people = |factor: f64| table.people_for(volume, handle_time * factor, table.presence.mid).map(round_up);
        let left = (1.0 - solved.get()) * matters * before.case_time.get();
        let calls = matters * before.officer_call.get();
        Some(BeforeCase {
            solved,
            handle_time: Seconds::new(handle_time),
            people: Cases {
                low: people(1.0 - HANDLE_TIME_PART)?,
                mid: people(1.0)?,
                high: people(1.0 + HANDLE_TIME_PART)?,
            },
            seats: table.seats_for(volume, handle_time)?,
            forwarded: forwarded * matters,
            freed_calls: (hours(solved.get() * calls), hours(transferable * calls)),
            freed_cases: hours(left * (1.0 - before.case_time_factor)),
        })
    });
    let cases = cases.collect();
    Some(BeforeStudy { before, departments, cases, days_a_week })
}

/// Each department's calls on a mean day; a queue of no department is one by itself.
fn departments(scenario: &Scenario, transferable: f64) -> Vec<DepartmentBefore> {
    let all = days(scenario, live(scenario)).n_days.max(1);
    let n_days = f64::from(u32::try_from(all).unwrap_or(u32::MAX));
    let mut found: Vec<DepartmentBefore> = Vec::new();
    for queue in live(scenario).iter() {
        let facts = &scenario.queues[queue.0];
        let own = days(scenario, QueueSet::of([queue]));
        let taken = own.mean * f64::from(u32::try_from(own.n_days).unwrap_or(u32::MAX)) / n_days;
        let matters = taken / transferable;
        let name = facts.department.as_ref().unwrap_or(&facts.name);
        let of_queue = DepartmentBefore { name: name.clone(), tries: matters * facts.tries_per_matter, matters, taken };
        match found.iter_mut().find(|department| department.name == *name) {
            Some(department) => {
                department.tries += of_queue.tries;
                department.matters += of_queue.matters;
                department.taken += of_queue.taken;
            }
            None => found.push(of_queue),
        }
    }
    found
}

/// The mean handle time without the work of forwarding, and that work `[s]`.
fn handle_times(scenario: &Scenario) -> (f64, f64) {
    let (mut contacts, mut plain, mut forwarding) = (0.0, 0.0, 0.0);
    for queue in live(scenario).iter() {
        let work = scenario.queues[queue.0].forwarding;
        let added = work.map_or(0.0, |work| work.share.get() * work.work.get());
        for expected in scenario.forecast[queue.0].iter().filter(|expected| expected.contacts > 0.0) {
            contacts += expected.contacts;
            plain += expected.contacts * (expected.handle_time.get() - added);
            forwarding += expected.contacts * work.map_or(0.0, |work| work.work.get());
        }
    }
    (plain / contacts, forwarding / contacts)
}
