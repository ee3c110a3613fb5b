//! People on contacts against contacts, both ways: what so many give, the fewest who suffice, the most contacts they carry.
//!
//! Over a day each interval is in the steady state of its modified offered load ([`carryover`](super::carryover)), and
//! the day's figures are sums over contacts. The same people are on contacts in every interval with contacts.

use crate::model::{Erlangs, Forecast, Inflow, Observable, Outlook, Seconds};

use super::carryover::Contacts;
use super::erlang::{Demand, SteadyState, steady_state};
use super::staffing::fewest;

/// The most people that a search looks at.
const MOST_SEATS: u32 = 1 << 16;
/// Halvings of an interval: from any start to well below the last digit shown.
const HALVINGS: u32 = 60;
/// Handle times and volumes up to this many times as large are looked at.
const MOST_FACTOR: f64 = 1e3;

/// What the inflow meets from so many people on contacts.
///
/// ```
/// use bemanna::{demand::seats::outlook, model::{Inflow, Seconds}};
/// // Fourteen people, 120 calls an hour of five minutes: 96.5 % within two minutes.
/// let calls = Inflow::steady(120.0, Seconds::new(300.0));
/// assert!((outlook(&calls, 14).share - 0.964_843).abs() < 1e-6);
/// ```
pub fn outlook(inflow: &Inflow, seats: u32) -> Outlook {
    let (mut above, mut below, mut wait, mut abandoned) = (0.0, 0.0, 0.0, 0.0);
    let (mut busy, mut there, mut all) = (0.0, 0.0, 0.0);
    for (contacts, load) in cells(inflow) {
        let demand = Demand { load, handle_time: inflow.handle_time, patience: inflow.patience };
        let state: SteadyState = steady_state(demand, seats, inflow.within);
        // Nobody answered is nothing promised kept, whatever the definition's denominator says.
        let (kept, counted) = if seats == 0 { (0.0, 1.0) } else { state.fraction(inflow.definition) };
        above += contacts * kept;
        below += contacts * counted;
        wait += contacts * state.mean_wait_s;
        abandoned += contacts * state.abandoned;
        busy += state.occupancy;
        there += 1.0;
        all += contacts;
    }
    if all <= 0.0 {
        return Outlook { share: 1.0, ..Outlook::default() };
    }
    Outlook {
        share: if below > 0.0 { (above / below).clamp(0.0, 1.0) } else { 0.0 },
        mean_wait_s: wait / all,
        abandoned: abandoned / all,
        occupancy: busy / there,
    }
}

/// The fewest people on contacts with whom `share` of the inflow is answered in time; `None` where no number helps.
///
/// ```
/// use bemanna::{demand::seats::least_seats, model::{Inflow, Seconds}};
/// let calls = Inflow::steady(144.0, Seconds::new(300.0));
/// assert_eq!([0.70, 0.80, 0.95].map(|share| least_seats(&calls, share)), [Some(14), Some(15), Some(16)]);
/// ```
pub fn least_seats(inflow: &Inflow, share: f64) -> Option<u32> {
    fewest(MOST_SEATS, |seats| outlook(inflow, seats).share >= share - 1e-12)
}

/// The most contacts, falling over the day as the inflow's, of which so many people answer `share` in time.
///
/// ```
/// use bemanna::{demand::seats::most_contacts, model::{Inflow, Seconds}};
/// let calls = Inflow::steady(1.0, Seconds::new(300.0));
/// let carried = |seats| most_contacts(&calls, seats, 0.8).floor();
/// assert_eq!([6, 7, 8, 9, 10].map(carried), [52.0, 63.0, 74.0, 85.0, 97.0]);
/// ```
pub fn most_contacts(inflow: &Inflow, seats: u32, share: f64) -> f64 {
    if seats == 0 {
        return 0.0;
    }
    // No more than the people could talk to, were nobody ever idle, by far.
    let most = MOST_FACTOR * f64::from(seats) * 3600.0 * inflow.open_hours().max(1.0) / inflow.handle_time.get();
    largest((0.0, most), |total| outlook(&inflow.with_total(total), seats).share >= share)
}

/// The mean handle time with which so many people give the value observed; `None` where none does.
///
/// Every measure goes one way as the handle time grows, so that halving finds it.
///
/// ```
/// use bemanna::{demand::seats::handle_time_for, model::{Inflow, Observable, Seconds}};
/// // Four people, 45 calls an hour, 210 s of waiting: 259 s.
/// let calls = Inflow::steady(45.0, Seconds::new(300.0));
/// let found = handle_time_for(&calls, 4, Observable::Wait, 210.0).unwrap();
/// assert_eq!(found.get().round(), 259.0);
/// ```
pub fn handle_time_for(inflow: &Inflow, seats: u32, what: Observable, observed: f64) -> Option<Seconds> {
    let value = |handle_time: f64| {
        let tried = Inflow { handle_time: Seconds::new(handle_time), ..inflow.clone() };
        what.of(&outlook(&tried, seats))
    };
    let most = 86_400.0;
    if seats == 0 || !what.is_beyond(value(most), observed) || what.is_beyond(value(1.0), observed) {
        return None;
    }
    let found = largest((1.0, most), |handle_time| !what.is_beyond(value(handle_time), observed));
    Some(Seconds::new(found))
}

/// The largest number in a range of which `holds` is true, when it is true up to some point and false from there on.
fn largest((mut low, mut high): (f64, f64), holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) { low = middle } else { high = middle }
    }
    low
}

/// Contacts and offered load of each interval with contacts; of a steady inflow the one there is.
fn cells(inflow: &Inflow) -> Vec<(f64, Erlangs)> {
    if inflow.is_steady {
        let load = inflow.total() / 3600.0 * inflow.handle_time.get();
        return vec![(inflow.total(), Erlangs::new(load))];
    }
    let forecast = inflow.contacts.iter().map(|&contacts| Forecast { contacts, handle_time: inflow.handle_time });
    let forecast: Vec<Forecast> = forecast.collect();
    let contacts =
        Contacts { forecast: &forecast, law: inflow.law, interval_minutes: inflow.interval_minutes, cyclic: false };
    let load = contacts.mean_load();
    let both = inflow.contacts.iter().copied().zip(load.into_iter().map(Erlangs::new));
    both.filter(|(contacts, _)| *contacts > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pairs_that_explain_osthammars_wait() {
        let calls = Inflow::steady(45.0, Seconds::new(300.0));
        for (seats, seconds) in [(3, 192.0), (4, 259.0), (5, 327.0)] {
            let found = handle_time_for(&calls, seats, Observable::Wait, 210.0).unwrap().get();
            assert!((found - seconds).abs() < 0.5, "{seats}: {found}");
        }
    }

    #[test]
    fn what_cannot_be_explained_is_not() {
        let calls = Inflow::steady(45.0, Seconds::new(300.0));
        assert_eq!(handle_time_for(&calls, 4, Observable::Abandoned, 0.08), None, "nobody hangs up");
        assert_eq!(handle_time_for(&calls, 0, Observable::Wait, 100.0), None);
    }

    #[test]
    fn the_fewest_people_for_the_most_contacts_are_those_people() {
        let mut day = Inflow::steady(1.0, Seconds::new(280.0));
        day.is_steady = false;
        day.contacts = [0.0, 10.0, 25.0, 18.0, 7.0, 0.0].to_vec();
        day.patience = Some(Seconds::new(240.0));
        for seats in 1..12 {
            let most = most_contacts(&day, seats, 0.8);
            assert_eq!(least_seats(&day.with_total(most * 0.999), 0.8), Some(seats));
            assert_eq!(least_seats(&day.with_total(most * 1.001), 0.8), Some(seats + 1));
        }
    }

    #[test]
    fn published_points_of_erlangs_formula() {
        let share =
            |per_hour, handle_time, seats| outlook(&Inflow::steady(per_hour, Seconds::new(handle_time)), seats).share;
        assert!((share(45.0, 240.0, 5) - 0.9131).abs() < 5e-5);
        assert!((share(34.5, 300.0, 5) - 0.91).abs() < 5e-3 && (share(34.5, 300.0, 4) - 0.71).abs() < 5e-3);
        assert!((share(34.5, 300.0, 3) - 0.12).abs() < 5e-3);
    }
}
