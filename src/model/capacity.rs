//! Capacity: people against volume, target and handle time, both ways, as facts.

use super::{BeforeStudy, Fact, Inflow, Outlook, Seconds};

/// An input in three cases: what it is taken to be, and a low and a high one beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cases {
    /// The low case.
    pub low: f64,
    /// What it is taken to be.
    pub mid: f64,
    /// The high case.
    pub high: f64,
}

impl Cases {
    /// One value, known.
    pub fn exact(value: f64) -> Self {
        Self { low: value, mid: value, high: value }
    }

    /// A range with its middle.
    pub fn range(low: f64, high: f64) -> Self {
        Self { low, mid: f64::midpoint(low, high), high }
    }

    /// A value with as much below as above it.
    pub fn around(value: f64, part: f64) -> Self {
        Self { low: value * (1.0 - part), mid: value, high: value * (1.0 + part) }
    }

    /// Whether there is but one case.
    pub fn is_exact(self) -> bool {
        self.high - self.low <= 1e-9 * self.mid.abs()
    }

    /// The cases that differ, ascending: one or three.
    pub fn distinct(self) -> Vec<f64> {
        if self.is_exact() { vec![self.mid] } else { vec![self.low, self.mid, self.high] }
    }
}

/// What is asked beside what the centre's files say; `None`: as the files say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CapacityQuestion {
    /// Full-time people to look at, from and to.
    pub people: Option<(f64, f64)>,
    /// Contacts on a mean day (or an hour), from and to.
    pub volume: Option<(f64, f64)>,
    /// Whether volumes are for one steady hour rather than a day.
    pub per_hour: bool,
    /// Mean handle time, from and to `[s]`.
    pub handle_time: Option<(f64, f64)>,
    /// Mean patience `[s]`; infinite: nobody hangs up.
    pub patience: Option<f64>,
    /// Share of paid time that people are there for contacts, posts and letters, from and to.
    pub presence: Option<(f64, f64)>,
    /// The share to answer in time.
    pub target: Option<f64>,
    /// Equal groups in place of the centre's queues.
    pub silos: Option<u32>,
    /// How long a contact waits for its own group before it goes to anybody `[s]`.
    pub overflow: Option<Seconds>,
    /// Seed of the simulation.
    pub seed: u64,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The centre's files.
    Files,
    /// The command line.
    Asked,
    /// Assumed here.
    Assumed,
}

/// The people there are, and what takes them from contacts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Staff {
    /// Persons employed.
    pub persons: u32,
    /// The same in full-time equivalents.
    pub full_time: f64,
    /// Contract hours of one full-time person over the horizon `[h]`.
    pub full_time_hours: f64,
    /// Hours that the centre is open over the horizon `[h]`.
    pub open_hours: f64,
    /// People at posts, on average over the open hours.
    pub posts: f64,
    /// People on work that can wait, on average over the open hours.
    pub letters: f64,
    /// Share of paid time left after the absences and paid pauses in the files; `None` without contract hours.
    pub in_files: Option<f64>,
}

impl Staff {
    /// People on contacts at a time from so many full-time people, when they are there for this share of paid time.
    ///
    /// ```
    /// use bemanna::model::Staff;
    /// let staff = Staff {
    ///     persons: 14, full_time: 14.0, full_time_hours: 40.0, open_hours: 45.0, posts: 1.0, letters: 0.0, in_files: None,
    /// };
    /// assert!((staff.seats(14.0, 0.68) - 7.462).abs() < 1e-3);
    /// assert!((staff.people(7.462, 0.68) - 14.0).abs() < 1e-3);
    /// ```
    pub fn seats(&self, people: f64, presence: f64) -> f64 {
        (people * self.full_time_hours * presence / self.open_hours - self.posts - self.letters).max(0.0)
    }

    /// Full-time people for so many on contacts at a time: the other way round.
    pub fn people(&self, seats: f64, presence: f64) -> f64 {
        (seats + self.posts + self.letters) * self.open_hours / (self.full_time_hours * presence)
    }
}

/// A formula's answer held against the simulation of the same thing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Played {
    /// The share answered in time.
    pub share: f64,
    /// Its standard error.
    pub share_error: f64,
    /// The mean wait of all contacts `[s]`.
    pub mean_wait_s: f64,
    /// Its standard error `[s]`.
    pub mean_wait_error_s: f64,
    /// Share that hung up.
    pub abandoned: f64,
    /// Contacts played.
    pub contacts: f64,
}

/// What a number of people on contacts carries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeatRow {
    /// People on contacts at a time.
    pub seats: u32,
    /// Contacts in an hour that goes on, with the target kept.
    pub per_hour: f64,
    /// Contacts a day, with the target kept over the day.
    pub per_day: f64,
    /// Contacts a day, with the target kept in the busiest hour too.
    pub per_day_at_peak: f64,
    /// What that many contacts over the day meet by the formula ...
    pub by_formula: Outlook,
    /// ... and when they are played.
    pub played: Played,
}

/// What a number of full-time people carries.
#[derive(Debug, Clone, PartialEq)]
pub struct CarriedRow {
    /// Full-time people.
    pub people: f64,
    /// People on contacts at a time, on average.
    pub seats: f64,
    /// Contacts a day for each handle time looked at.
    pub per_day: Vec<f64>,
    /// The same at the middle handle time with the low presence and the high.
    pub by_presence: (f64, f64),
    /// Contacts a day with the target kept in the busiest hour too.
    pub per_day_at_peak: f64,
}

/// The people that a volume needs.
#[derive(Debug, Clone, PartialEq)]
pub struct NeededRow {
    /// Contacts a day.
    pub volume: f64,
    /// People on contacts at a time for each handle time looked at.
    pub seats: Vec<u32>,
    /// Full-time people for each handle time looked at, rounded up.
    pub people: Vec<f64>,
    /// The same at the middle handle time with the high presence and the low.
    pub by_presence: (f64, f64),
}

/// Who may answer whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    /// Everybody answers everything.
    Pooled,
    /// Each queue's own people first, anybody after a time.
    Overflow,
    /// Each queue's own people only.
    Siloed,
}

/// The fewest people on contacts for a target under one grouping.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The share to answer in time.
    pub target: f64,
    /// Who answers whom.
    pub grouping: Grouping,
    /// People on contacts at a time.
    pub seats: u32,
    /// Full-time people, not rounded.
    pub people: f64,
    /// The share they reach by the formula; there is none for overflow.
    pub by_formula: Option<f64>,
    /// The share they reach when played.
    pub played: Played,
}

/// The curve of people against target at one volume.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Contacts a day.
    pub volume: f64,
    /// By grouping, then target.
    pub points: Vec<CurvePoint>,
}

/// One input changed, and what the people there are then carry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// What is changed.
    pub change: Change,
    /// Contacts a day that are then carried.
    pub per_day: f64,
}

/// A change of one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// This handle time `[s]`.
    HandleTime(f64),
    /// This presence.
    Presence(f64),
    /// This patience `[s]`; infinite: nobody hangs up.
    Patience(f64),
    /// This target.
    Target(f64),
    /// The target kept in the busiest hour too.
    BusiestHour,
    /// Each queue answered by its own people only.
    Siloed,
}

/// A told figure that does not agree with the forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct Mismatch {
    /// The fact that tells it.
    pub fact: Fact,
    /// Contacts a day by the forecast, of the fact's channel.
    pub forecast: f64,
    /// Days a year (or week) on which both would hold.
    pub days: f64,
    /// Days a year (or week) there are, from and to.
    pub there_are: (f64, f64),
}

/// People against volume, target and handle time, both ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// Name of the centre.
    pub centre: String,
    /// What the centre's files tell and assume.
    pub facts: Vec<Fact>,
    /// All queues together on a mean day (or hour), at the middle of what was asked.
    pub inflow: Inflow,
    /// The groups that keypad choices make: each queue by itself, or equal ones.
    pub groups: Vec<Inflow>,
    /// Whether the groups are equal ones asked for, rather than the centre's queues.
    pub groups_are_asked: bool,
    /// Contacts of the busiest weekday over those of a mean day, and which; `None` where days are alike.
    pub busiest_day: Option<(chrono::Weekday, f64)>,
    /// Whether the volume is an assumption, so that no yes or no can be given.
    pub is_volume_assumed: bool,
    /// The people there are.
    pub staff: Staff,
    /// Share of paid time that people are there.
    pub presence: (Cases, Basis),
    /// Mean handle time `[s]`.
    pub handle_time: (Cases, Basis),
    /// Contacts a day (or an hour).
    pub volume: (Cases, Basis),
    /// How long contacts wait before they overflow `[s]`.
    pub overflow: (Seconds, Basis),
    /// What each number of people on contacts carries.
    pub seats: Vec<SeatRow>,
    /// What each number of full-time people carries.
    pub carried: Vec<CarriedRow>,
    /// The same over a wider range, for a picture.
    pub picture: Vec<CarriedRow>,
    /// The people that each volume needs.
    pub needed: Vec<NeededRow>,
    /// People against target, at each volume.
    pub curves: Vec<Curve>,
    /// What moves the answer.
    pub levers: Vec<Lever>,
    /// What a centre would need and free, where there is none yet.
    pub before: Option<BeforeStudy>,
    /// Told figures that do not agree with each other.
    pub mismatches: Vec<Mismatch>,
    /// Seed of the simulation.
    pub seed: u64,
}

impl Capacity {
    /// The furthest that a formula and the simulation are apart anywhere, in shares.
    pub fn furthest_apart(&self) -> f64 {
        let seats = self.seats.iter().map(|row| row.by_formula.share - row.played.share);
        let points = self.curves.iter().flat_map(|curve| &curve.points);
        let points = points.filter_map(|point| Some(point.by_formula? - point.played.share));
        seats.chain(points).map(f64::abs).fold(0.0, f64::max)
    }
}
