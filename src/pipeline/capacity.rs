//! People against volume, target and handle time, both ways: by Erlang's formulas, and by playing the same thing.

mod before;
mod curve;
pub(super) mod staff;
mod told;

use crate::demand::inflow::{days, live, mean_day};
use crate::demand::seats::{least_seats, most_contacts, outlook};
use crate::model::{
    Basis, Capacity, CapacityQuestion, CarriedRow, Cases, Change, Inflow, Lever, NeededRow, Scenario, SeatRow, Seconds,
    Share, Staff, Watch,
};

use super::trial::{self, Group};

/// Share of paid time that people are there, where nothing better is known.
///
/// Leave of 25 to 32 days is 10 to 13 % of 250, sick leave 5.9 %, and training, meetings and the like 8 to 15 %.
pub(super) const PRESENCE: Cases = Cases { low: 0.65, mid: 0.68, high: 0.75 };
/// How far to either side an assumed handle time is tried.
const HANDLE_TIME_PART: f64 = 0.2;
/// How long contacts wait for their own group, where the centre does not say `[s]`.
const OVERFLOW_S: f64 = 60.0;
/// The targets of the curve.
pub(super) const TARGETS: [f64; 6] = [0.70, 0.75, 0.80, 0.85, 0.90, 0.95];
/// Steps from left to right of the picture.
const PICTURE_STEPS: f64 = 12.0;
/// The most rows of one table.
const MOST_ROWS: usize = 12;

/// Sizes a centre both ways; `None` without contacts of a live queue that promises something.
pub fn capacity(scenario: &Scenario, question: &CapacityQuestion, watch: Watch) -> Option<Capacity> {
    let queues = live(scenario);
    let of_files = mean_day(scenario, queues)?;
    let inflow = asked(&of_files, question);
    let groups = groups(scenario, question, &inflow);
    let staff = staff::staff(scenario);
    let presence = match question.presence {
        Some((low, high)) => (Cases::range(low, high), Basis::Asked),
        None => (PRESENCE, Basis::Assumed),
    };
    let handle_time = match question.handle_time {
        Some((low, high)) => (Cases::range(low, high), Basis::Asked),
        None => (Cases::around(inflow.handle_time.get(), HANDLE_TIME_PART), Basis::Files),
    };
    let volume = match question.volume {
        Some((low, high)) => (Cases::range(low, high), Basis::Asked),
        None if question.per_hour => (Cases::exact(inflow.total()), Basis::Files),
        None => (told::volume(scenario, inflow.total()), Basis::Files),
    };
    let overflow = match (question.overflow, told::overflow(scenario)) {
        (Some(after), _) => (after, Basis::Asked),
        (None, Some(after)) => (after, Basis::Files),
        (None, None) => (Seconds::new(OVERFLOW_S), Basis::Assumed),
    };
    let table = Table { inflow: &inflow, staff: &staff, presence: presence.0, handle_times: handle_time.0.distinct() };
    let people = people(&staff, &table, question, volume.0);
    let carried: Vec<CarriedRow> = people.iter().map(|&people| table.carried(people)).collect();
    let seats = table.seats(&carried, question.seed);
    let needed = volumes(volume).into_iter().filter_map(|volume| table.needed(volume)).collect();
    let levers = table.levers(&groups, question.people.map_or(staff.full_time, |(low, _)| low));
    let picture = table.picture(&carried);
    let before = before::study(scenario, &table);
    let curves = curve::curves(&table, &groups, (volume.0, overflow.0), question.seed, watch);
    Some(Capacity {
        centre: super::named(scenario),
        facts: scenario.facts.clone(),
        busiest_day: days(scenario, queues).busiest,
        is_volume_assumed: volume.1 != Basis::Asked && told::is_volume_assumed(scenario),
        groups_are_asked: question.silos.is_some(),
        before,
        mismatches: told::mismatches(scenario),
        seed: question.seed,
        inflow,
        groups,
        staff,
        presence,
        handle_time,
        volume,
        overflow,
        picture,
        seats,
        carried,
        needed,
        curves,
        levers,
    })
}

/// The centre's inflow with what was asked otherwise.
fn asked(of_files: &Inflow, question: &CapacityQuestion) -> Inflow {
    let mut inflow = of_files.clone();
    if question.per_hour {
        let rate = of_files.total() / of_files.open_hours();
        inflow = Inflow { contacts: vec![rate], interval_minutes: 60, is_steady: true, ..inflow };
    }
    if let Some((low, high)) = question.handle_time {
        inflow.handle_time = Seconds::new(f64::midpoint(low, high));
    }
    if let Some(patience) = question.patience {
        inflow.patience = patience.is_finite().then(|| Seconds::new(patience));
    }
    if let Some(target) = question.target {
        inflow.share = Share::new(target);
    }
    match question.volume {
        Some((low, high)) => inflow.with_total(f64::midpoint(low, high)),
        None => inflow,
    }
}

/// What each group of people answers where keypad choices are kept apart: each queue's part of the inflow, or equal ones.
fn groups(scenario: &Scenario, question: &CapacityQuestion, inflow: &Inflow) -> Vec<Inflow> {
    if let Some(n) = question.silos {
        let part = inflow.with_total(inflow.total() / f64::from(n.max(1)));
        return vec![part; usize::try_from(n.max(1)).unwrap_or(1)];
    }
    let queues = live(scenario);
    let each = queues.iter().filter_map(|queue| mean_day(scenario, crate::model::QueueSet::of([queue])));
    let each: Vec<Inflow> = each.collect();
    let all: f64 = each.iter().map(Inflow::total).sum();
    let mean_handle_time = each.iter().map(|one| one.total() * one.handle_time.get()).sum::<f64>() / all;
    let own = |one: &Inflow| {
        let part = one.total() / all;
        let scaled = inflow.handle_time.get() / mean_handle_time;
        let like = Inflow {
            name: one.name.clone(),
            handle_time: Seconds::new(one.handle_time.get() * scaled),
            patience: if question.patience.is_some() { inflow.patience } else { one.patience },
            ..if question.per_hour { inflow.clone() } else { one.clone() }
        };
        Inflow { share: inflow.share, ..like.with_total(inflow.total() * part) }
    };
    each.iter().map(own).collect()
}

/// The full-time people to look at: who there are with one fewer and one more, or what was asked.
fn people(staff: &Staff, table: &Table, question: &CapacityQuestion, volume: Cases) -> Vec<f64> {
    if let Some((low, high)) = question.people {
        let steps = std::iter::successors(Some(low), |people| Some(people + 1.0));
        return steps.take_while(|people| *people <= high + 1e-9).take(MOST_ROWS).collect();
    }
    // A centre yet without people is sized around what it needs.
    let there = if staff.full_time > 0.0 {
        staff.full_time
    } else {
        let handle_time = table.inflow.handle_time.get();
        table.people_for(volume.mid, handle_time, table.presence.mid).map_or(1.0, f64::ceil)
    };
    let step = (there / 20.0).round().max(1.0);
    [-step, 0.0, step].map(|more| there + more).into_iter().filter(|people| *people > 0.0).collect()
}

/// The volumes to size for: those told or asked, or the one there is with a fifth less and more.
fn volumes((volume, _): (Cases, Basis)) -> Vec<f64> {
    if volume.is_exact() {
        return [0.8, 0.9, 1.0, 1.1, 1.2].map(|factor| factor * volume.mid).to_vec();
    }
    volume.distinct()
}

/// What all tables rest on.
pub(super) struct Table<'a> {
    inflow: &'a Inflow,
    staff: &'a Staff,
    presence: Cases,
    handle_times: Vec<f64>,
}

impl Table<'_> {
    fn with_handle_time(&self, handle_time: f64) -> Inflow {
        Inflow { handle_time: Seconds::new(handle_time), ..self.inflow.clone() }
    }

    fn carried(&self, people: f64) -> CarriedRow {
        let seats = self.staff.seats(people, self.presence.mid);
        let at = |presence| carried_by(self.inflow, self.staff.seats(people, presence));
        CarriedRow {
            people,
            seats,
            per_day: self.handle_times.iter().map(|&h| carried_by(&self.with_handle_time(h), seats)).collect(),
            by_presence: (at(self.presence.low), at(self.presence.high)),
            per_day_at_peak: self.carried_at_peak(seats),
        }
    }

    /// Rows for a picture, from well below the people looked at to well above.
    fn picture(&self, carried: &[CarriedRow]) -> Vec<CarriedRow> {
        let low = carried.iter().map(|row| row.people).fold(f64::INFINITY, f64::min);
        let high = carried.iter().map(|row| row.people).fold(0.0, f64::max);
        if carried.is_empty() {
            return Vec::new();
        }
        let (from, to) = ((0.6 * low).floor(), (1.4 * high).ceil());
        let step = ((to - from) / PICTURE_STEPS).ceil().max(1.0);
        let people = std::iter::successors(Some(from), |people| Some(people + step));
        people.take_while(|people| *people <= to).map(|people| self.carried(people)).collect()
    }

    /// Contacts a day that so many people carry with the target kept in the busiest hour too.
    fn carried_at_peak(&self, seats: f64) -> f64 {
        let (_, busiest) = self.inflow.busiest_hour();
        let part = busiest / self.inflow.total();
        carried_by(&steady(self.inflow), seats) / part
    }

    /// A row for every number of people on contacts from the fewest to the most that the other rows speak of.
    fn seats(&self, carried: &[CarriedRow], seed: u64) -> Vec<SeatRow> {
        let low = carried.iter().map(|row| row.seats.floor()).fold(f64::INFINITY, f64::min);
        let high = carried.iter().map(|row| row.seats.ceil()).fold(0.0, f64::max);
        let (low, high) = (whole(low).max(1), whole(high).max(1));
        let step = usize::try_from((high - low) / 8 + 1).unwrap_or(1);
        (low..=high).step_by(step).map(|seats| self.seat_row(seats, seed)).collect()
    }

    fn seat_row(&self, seats: u32, seed: u64) -> SeatRow {
        let share = self.inflow.share.get();
        let per_day = most_contacts(self.inflow, seats, share);
        let full = self.inflow.with_total(per_day);
        SeatRow {
            seats,
            per_hour: most_contacts(&steady(self.inflow), seats, share),
            per_day,
            per_day_at_peak: self.carried_at_peak(f64::from(seats)),
            by_formula: outlook(&full, seats),
            played: trial::play(&[Group { inflow: full, seats }], None, seed),
        }
    }

    /// Full-time people for a volume, not rounded, so that the number carries exactly that volume.
    pub(super) fn people_for(&self, volume: f64, handle_time: f64, presence: f64) -> Option<f64> {
        let inflow = self.with_handle_time(handle_time).with_total(volume);
        let enough = least_seats(&inflow, inflow.share.get())?;
        let low = carried_by(&inflow, f64::from(enough.saturating_sub(1)));
        let high = carried_by(&inflow, f64::from(enough));
        let part = if high > low { ((volume - low) / (high - low)).clamp(0.0, 1.0) } else { 1.0 };
        Some(self.staff.people(f64::from(enough.saturating_sub(1)) + part, presence))
    }

    /// The fewest people on contacts for a volume.
    fn seats_for(&self, volume: f64, handle_time: f64) -> Option<u32> {
        least_seats(&self.with_handle_time(handle_time).with_total(volume), self.inflow.share.get())
    }

    fn needed(&self, volume: f64) -> Option<NeededRow> {
        let seats = |&h: &f64| self.seats_for(volume, h);
        let people = |&h: &f64| self.people_for(volume, h, self.presence.mid).map(round_up);
        let mid = self.inflow.handle_time.get();
        let at = |presence| self.people_for(volume, mid, presence).map(round_up);
        Some(NeededRow {
            volume,
            seats: self.handle_times.iter().map(seats).collect::<Option<_>>()?,
            people: self.handle_times.iter().map(people).collect::<Option<_>>()?,
            by_presence: (at(self.presence.high)?, at(self.presence.low)?),
        })
    }

    /// What moves the volume that so many people carry.
    fn levers(&self, groups: &[Inflow], people: f64) -> Vec<Lever> {
        if people <= 0.0 {
            return Vec::new();
        }
        let seats = self.staff.seats(people, self.presence.mid);
        let mut levers = Vec::new();
        let mut add = |change, per_day| levers.push(Lever { change, per_day });
        for &handle_time in self.handle_times.iter().filter(|h| (*h - self.inflow.handle_time.get()).abs() > 1e-9) {
            add(Change::HandleTime(handle_time), carried_by(&self.with_handle_time(handle_time), seats));
        }
        for presence in self.presence.distinct().into_iter().filter(|p| (p - self.presence.mid).abs() > 1e-9) {
            add(Change::Presence(presence), carried_by(self.inflow, self.staff.seats(people, presence)));
        }
        if self.inflow.patience.is_some() {
            let patient = Inflow { patience: None, ..self.inflow.clone() };
            add(Change::Patience(f64::INFINITY), carried_by(&patient, seats));
        }
        for target in [0.7, 0.9].into_iter().filter(|target| (target - self.inflow.share.get()).abs() > 0.05) {
            let other = Inflow { share: Share::new(target), ..self.inflow.clone() };
            add(Change::Target(target), carried_by(&other, seats));
        }
        if !self.inflow.is_steady {
            add(Change::BusiestHour, self.carried_at_peak(seats));
        }
        if groups.len() > 1 {
            add(Change::Siloed, self.carried_by_silos(groups, seats));
        }
        levers
    }

    /// Contacts that people carry when each group answers its own only, sharing them out as is best.
    fn carried_by_silos(&self, groups: &[Inflow], seats: f64) -> f64 {
        let all: f64 = groups.iter().map(Inflow::total).sum();
        let needed = |total: f64| -> Option<f64> {
            let each = groups.iter().map(|group| {
                let part = group.with_total(group.total() / all * total);
                least_seats(&part, group.share.get()).map(f64::from)
            });
            each.sum()
        };
        let (mut low, mut high) = (0.0, carried_by(self.inflow, seats.ceil() + 1.0));
        for _ in 0..30 {
            let middle = f64::midpoint(low, high);
            if needed(middle).is_some_and(|needed| needed <= seats + 1e-9) { low = middle } else { high = middle }
        }
        low
    }
}

/// Contacts that so many people on contacts carry, on average over time when the number is not whole.
fn carried_by(inflow: &Inflow, seats: f64) -> f64 {
    let (below, part) = (seats.floor(), seats - seats.floor());
    let most = |seats: f64| most_contacts(inflow, whole(seats), inflow.share.get());
    let low = most(below);
    if part < 1e-9 { low } else { low + part * (most(below + 1.0) - low) }
}

/// The busiest hour of an inflow, as one that goes on.
fn steady(inflow: &Inflow) -> Inflow {
    let (_, busiest) = inflow.busiest_hour();
    Inflow { contacts: vec![busiest], interval_minutes: 60, is_steady: true, ..inflow.clone() }
}

/// Whole people who are at least so many; what is but a rounding above a whole number is that number.
fn round_up(people: f64) -> f64 {
    (people - 1e-6).ceil().max(0.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, never negative")]
fn whole(people: f64) -> u32 {
    people.max(0.0) as u32
}
