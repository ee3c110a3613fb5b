//! Calibration: which handle time, people or overflow explain what was observed, as facts.

use chrono::Weekday;

use super::{Basis, Cases, Fact, Inflow, Outlook, Played, Roster, Seconds, Staff};

/// What is looked at when somebody tells how it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Observable {
    /// The share answered in time: falls with the handle time.
    Share,
    /// The mean wait `[s]`: grows with the handle time.
    Wait,
    /// The share that hangs up: grows with the handle time.
    Abandoned,
}

impl Observable {
    /// The measure of an outlook.
    pub fn of(self, outlook: &Outlook) -> f64 {
        match self {
            Self::Share => outlook.share,
            Self::Wait => outlook.mean_wait_s,
            Self::Abandoned => outlook.abandoned,
        }
    }

    /// The measure of a simulation, with its standard error where it is known.
    pub fn of_played(self, played: &Played) -> (f64, Option<f64>) {
        match self {
            Self::Share => (played.share, Some(played.share_error)),
            Self::Wait => (played.mean_wait_s, Some(played.mean_wait_error_s)),
            Self::Abandoned => (played.abandoned, None),
        }
    }

    /// Whether `value` is what longer handle times than those of `observed` would give.
    pub fn is_beyond(self, value: f64, observed: f64) -> bool {
        match self {
            Self::Share => value < observed,
            Self::Wait | Self::Abandoned => value > observed,
        }
    }
}

/// One thing observed, as a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// What was observed.
    pub what: Observable,
    /// The wait that a share is within `[s]`; `None`: the centre's own.
    pub within: Option<Seconds>,
    /// The least it was: a share, or seconds.
    pub low: f64,
    /// The most it was.
    pub high: f64,
}

impl Observation {
    /// The value in the middle.
    pub fn mid(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// Whether a value is within what was observed, widened by `slack` of itself to either side.
    pub fn holds(&self, value: f64, slack: f64) -> bool {
        value >= self.low * (1.0 - slack) && value <= self.high * (1.0 + slack)
    }
}

/// When something was observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// On these weekdays; empty: on all.
    pub weekdays: Vec<Weekday>,
    /// Between these clock times `[min since midnight]`.
    pub between: (i32, i32),
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CalibrationQuestion {
    /// What was observed, at least one thing.
    pub observed: Vec<Observation>,
    /// When; `None`: over the whole day.
    pub when: Option<Window>,
    /// Contacts an hour (with a window) or a day, if not the forecast's.
    pub volume: Option<f64>,
    /// Mean patience `[s]`; infinite: nobody hangs up; `None`: as the files say.
    pub patience: Option<f64>,
    /// People on contacts, from and to.
    pub people: Option<(u32, u32)>,
    /// A roster that was worked.
    pub roster: Option<Roster>,
    /// Seed of the simulation.
    pub seed: u64,
}

/// One number of people on contacts, and the handle times with which they give everything observed.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// People on contacts at a time.
    pub seats: u32,
    /// Share of paid time on contacts, at posts and on letters that this means; `None` where nobody is employed.
    pub presence: Option<f64>,
    /// The handle times that explain everything `[s]`; `None`: there is none.
    pub handle_time: Option<Cases>,
    /// For each observation, the handle times that explain it `[s]`; `None`: no handle time does.
    pub each: Vec<Option<(f64, f64)>>,
    /// What the files' own handle time gives with these people.
    pub as_is: Outlook,
    /// What the middle handle time gives when played.
    pub played: Option<Played>,
}

/// What a roster gives when its contacts overflow after some time, or take longer or shorter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RosterTrial {
    /// Handle times over those of the files.
    pub handle_time_factor: f64,
    /// Contacts go to anybody after so long a wait `[s]`; `None`: as the files say.
    pub overflow: Option<Seconds>,
    /// What came of it.
    pub played: Played,
}

/// How a roster that was worked explains what was observed.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterFit {
    /// People on contacts at a time over the window, on average.
    pub on_contacts: f64,
    /// The roster with the files as they are.
    pub as_is: RosterTrial,
    /// With other handle times, so that the first observation holds; `None`: no handle time does it.
    pub handle_time: Option<RosterTrial>,
    /// With overflow after each of some times, the soonest first.
    pub delays: Vec<RosterTrial>,
    /// With overflow after the time that explains the first observation; `None`: none does.
    pub overflow: Option<RosterTrial>,
}

/// Which handle time, people or overflow explain what was observed.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Name of the centre.
    pub centre: String,
    /// What the centre's files tell and assume.
    pub facts: Vec<Fact>,
    /// What was observed.
    pub observed: Vec<Observation>,
    /// When.
    pub when: Option<Window>,
    /// The contacts at that time.
    pub inflow: Inflow,
    /// Whether their number was given rather than forecast.
    pub volume: Basis,
    /// The people there are.
    pub staff: Staff,
    /// How it is known how many are on contacts.
    pub people: Basis,
    /// Each number of people looked at.
    pub fits: Vec<Fit>,
    /// What the roster says, where one was given.
    pub roster: Option<RosterFit>,
    /// The ids of the queues whose contacts could overflow.
    pub queues: Vec<String>,
    /// Seed of the simulation.
    pub seed: u64,
}

impl Calibration {
    /// The numbers of people for whom some handle time explains everything observed.
    pub fn explained(&self) -> impl Iterator<Item = (&Fit, Cases)> {
        self.fits.iter().filter_map(|fit| Some((fit, fit.handle_time?)))
    }
}
