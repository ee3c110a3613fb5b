//! Inflow: the contacts of some queues put together, over one day or in one hour that goes on, with what they are promised.

use super::{HandleTimeLaw, Seconds, ServiceDefinition, Share};

/// Contacts that come to one group of people who all serve them, and what was promised to who contacts them.
///
/// A day has one entry for each interval, closed hours included. A steady inflow has one entry, and goes on like that.
#[derive(Debug, Clone, PartialEq)]
pub struct Inflow {
    /// The names of the queues, for readers.
    pub name: String,
    /// Expected contacts in each interval.
    pub contacts: Vec<f64>,
    /// Length of an interval `[min]`.
    pub interval_minutes: i32,
    /// Whether the one interval goes on for ever rather than being a day's.
    pub is_steady: bool,
    /// Mean handle time, above 0 `[s]`.
    pub handle_time: Seconds,
    /// How handle times spread around their mean.
    pub law: HandleTimeLaw,
    /// Mean patience `[s]`; `None`: nobody hangs up.
    pub patience: Option<Seconds>,
    /// At least this share of contacts ...
    pub share: Share,
    /// ... within this wait `[s]`.
    pub within: Seconds,
    /// Which contacts count.
    pub definition: ServiceDefinition,
}

impl Inflow {
    /// So many contacts in an hour that goes on, of exponential handle times, promised 80 % within 120 s, with nobody
    /// who hangs up.
    pub fn steady(per_hour: f64, handle_time: Seconds) -> Self {
        Self {
            name: String::new(),
            contacts: vec![per_hour],
            interval_minutes: 60,
            is_steady: true,
            handle_time,
            law: HandleTimeLaw::Exponential,
            patience: None,
            share: Share::new(0.8),
            within: Seconds::new(120.0),
            definition: ServiceDefinition::AnsweredOfOffered,
        }
    }

    /// All contacts: of the day, or of one hour of a steady inflow.
    ///
    /// ```
    /// use bemanna::model::{Inflow, Seconds};
    /// assert_eq!(Inflow::steady(63.0, Seconds::new(300.0)).total(), 63.0);
    /// ```
    pub fn total(&self) -> f64 {
        let sum: f64 = self.contacts.iter().sum();
        if self.is_steady { sum * 60.0 / f64::from(self.interval_minutes) } else { sum }
    }

    /// The same with this many contacts in all, falling over the day as before.
    #[must_use]
    pub fn with_total(&self, total: f64) -> Self {
        let now = self.total();
        let factor = if now > 0.0 { total / now } else { 0.0 };
        Self { contacts: self.contacts.iter().map(|contacts| contacts * factor).collect(), ..self.clone() }
    }

    /// The hour with the most contacts: the minute of the day in which it begins, and its contacts.
    pub fn busiest_hour(&self) -> (i32, f64) {
        if self.is_steady {
            return (0, self.total());
        }
        let n = usize::try_from(60 / self.interval_minutes.max(1)).unwrap_or(1).max(1);
        let hours = self.contacts.windows(n.min(self.contacts.len().max(1))).enumerate();
        let sums = hours.map(|(first, hour)| (first, hour.iter().sum::<f64>()));
        let most = sums.fold((0, 0.0), |most, hour| if hour.1 > most.1 + 1e-9 { hour } else { most });
        let first = i32::try_from(most.0).unwrap_or(i32::MAX);
        (first.saturating_mul(self.interval_minutes), most.1)
    }

    /// Hours in which contacts come `[h]`; 1 for a steady inflow.
    pub fn open_hours(&self) -> f64 {
        let open = self.contacts.iter().filter(|contacts| **contacts > 0.0).map(|_| f64::from(self.interval_minutes));
        open.sum::<f64>() / 60.0
    }
}

/// What an inflow meets from a number of people on contacts, over the day or in the long run.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outlook {
    /// The share answered in time, by the inflow's definition.
    pub share: f64,
    /// Mean wait of all contacts, answered or not `[s]`; infinite where the line grows without end.
    pub mean_wait_s: f64,
    /// Share that hangs up.
    pub abandoned: f64,
    /// Share of the time on contacts with a contact in hand.
    pub occupancy: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_hour_is_two_half_hours_wherever_they_begin() {
        let day = Inflow {
            contacts: vec![0.0, 1.0, 4.0, 5.0, 2.0, 0.0],
            interval_minutes: 30,
            is_steady: false,
            ..Inflow::steady(1.0, Seconds::new(300.0))
        };
        assert_eq!(day.busiest_hour(), (60, 9.0));
        assert!((day.open_hours() - 2.0).abs() < 1e-12);
        assert!((day.with_total(24.0).contacts[3] - 10.0).abs() < 1e-12);
    }
}
