//! Which handle time, people or overflow explain what was observed: by Erlang's formulas, then by playing it.

mod worked;

use crate::demand::inflow::{live, mean_day, mean_hour};
use crate::demand::seats::{handle_time_for, outlook};
use crate::model::{
    Basis, Calibration, CalibrationQuestion, Cases, Fit, Inflow, Observation, Outlook, Scenario, Seconds, Staff, Watch,
};

use super::capacity::{PRESENCE, staff};
use super::trial::{self, Group};

/// People looked at beside the number that is likeliest.
const BESIDE: u32 = 1;
/// The most numbers of people looked at.
const MOST: u32 = 12;
/// How far a single figure may be off when several have to agree, as a part of it.
const SLACK: f64 = 0.05;

/// Finds what explains the observations; `None` without contacts at that time of a queue that promises something.
pub fn calibrate(scenario: &Scenario, question: &CalibrationQuestion, watch: Watch) -> Option<Calibration> {
    (watch.progress)(crate::model::Progress::Sizing);
    let queues = live(scenario);
    let of_files = match &question.when {
        Some(window) => mean_hour(scenario, queues, window),
        None => mean_day(scenario, queues),
    };
    let mut inflow = of_files?;
    if let Some(volume) = question.volume {
        inflow = inflow.with_total(volume);
    }
    if let Some(patience) = question.patience {
        inflow.patience = patience.is_finite().then(|| Seconds::new(patience));
    }
    let staff = staff::staff(scenario);
    let roster = question.roster.as_ref().and_then(|roster| worked::fit(scenario, roster, question));
    let (people, basis) = match (question.people, &roster) {
        (Some(people), _) => (people, Basis::Asked),
        (None, Some(fit)) => (around(fit.on_contacts, 0), Basis::Files),
        (None, None) => (around(likely(&staff), BESIDE), Basis::Assumed),
    };
    let study = Study { inflow: &inflow, staff: &staff, question };
    let fits = (people.0.max(1)..=people.1).take(usize::try_from(MOST).unwrap_or(1)).map(|seats| study.fit(seats));
    Some(Calibration {
        centre: super::named(scenario),
        facts: scenario.facts.clone(),
        observed: question.observed.clone(),
        when: question.when.clone(),
        volume: if question.volume.is_some() { Basis::Asked } else { Basis::Files },
        people: basis,
        fits: fits.collect(),
        roster,
        queues: queues.iter().map(|queue| scenario.queues[queue.0].id.clone()).collect(),
        seed: question.seed,
        staff,
        inflow,
    })
}

/// People likely on contacts at a time: what absences and pauses in the files leave, or what is usual.
fn likely(staff: &Staff) -> f64 {
    staff.seats(staff.full_time, staff.in_files.unwrap_or(PRESENCE.mid))
}

/// The whole numbers around a number of people, with so many beside them.
fn around(people: f64, beside: u32) -> (u32, u32) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, never negative")]
    let (low, high, near) =
        (people.floor().max(0.0) as u32, people.ceil().max(1.0) as u32, people.round().max(1.0) as u32);
    if beside == 0 { (low.max(1), high) } else { (near.saturating_sub(beside).max(1), near + beside) }
}

struct Study<'a> {
    inflow: &'a Inflow,
    staff: &'a Staff,
    question: &'a CalibrationQuestion,
}

impl Study<'_> {
    fn fit(&self, seats: u32) -> Fit {
        let observed = &self.question.observed;
        let each: Vec<Option<(f64, f64)>> =
            observed.iter().map(|one| self.handle_times(seats, one, (one.low, one.high))).collect();
        let handle_time = match each.as_slice() {
            [Some((low, high))] => Some(self.cases(seats, &observed[0], (*low, *high))),
            _ => self.together(seats),
        };
        let full_time = self.staff.full_time;
        let presence = (full_time > 0.0).then(|| {
            (f64::from(seats) + self.staff.posts + self.staff.letters) * self.staff.open_hours
                / (full_time * self.staff.full_time_hours)
        });
        let played = handle_time.map(|cases| {
            let inflow = Inflow { handle_time: Seconds::new(cases.mid), ..self.as_observed(&observed[0]) };
            trial::play(&[Group { inflow, seats }], None, self.question.seed)
        });
        let as_is: Outlook = outlook(&self.as_observed(&observed[0]), seats);
        Fit { seats, presence, handle_time, each, as_is, played }
    }

    /// The inflow judged by the wait that was observed with.
    fn as_observed(&self, observation: &Observation) -> Inflow {
        let within = observation.within.unwrap_or(self.inflow.within);
        Inflow { within, ..self.inflow.clone() }
    }

    /// The handle times, from and to, with which an observation is between two values.
    fn handle_times(&self, seats: u32, one: &Observation, (low, high): (f64, f64)) -> Option<(f64, f64)> {
        let inflow = self.as_observed(one);
        let at = |value: f64| handle_time_for(&inflow, seats, one.what, value).map(Seconds::get);
        // A share falls as handle times grow; a range that reaches to its end is explained as far as it goes.
        let (shortest, longest) = match one.what {
            crate::model::Observable::Share => (at(high).or_else(|| at(low).map(|_| 1.0)), at(low)),
            _ => (at(low), at(high).or_else(|| at(low))),
        };
        Some((shortest?, longest?))
    }

    fn cases(&self, seats: u32, one: &Observation, (low, high): (f64, f64)) -> Cases {
        let mid = handle_time_for(&self.as_observed(one), seats, one.what, one.mid());
        Cases { low, mid: mid.map_or(f64::midpoint(low, high), Seconds::get).clamp(low, high), high }
    }

    /// The handle times that explain every observation, where single figures may each be a little off.
    fn together(&self, seats: u32) -> Option<Cases> {
        let (mut low, mut high) = (0.0, f64::INFINITY);
        for one in &self.question.observed {
            let slack = if one.high > one.low { 0.0 } else { SLACK };
            let widened = (one.low * (1.0 - slack), (one.high * (1.0 + slack)).min(widest(one)));
            let (from, to) = self.handle_times(seats, one, widened)?;
            (low, high) = (f64::max(low, from), f64::min(high, to));
        }
        (low <= high).then(|| Cases::range(low, high))
    }
}

/// The most that can be observed: a share stays below the whole.
fn widest(one: &Observation) -> f64 {
    match one.what {
        crate::model::Observable::Wait => f64::INFINITY,
        _ => 0.9999,
    }
}
