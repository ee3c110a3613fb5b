//! The planning horizon cut into days and equal intervals, and the way back to clock time.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{DayIdx, IntervalIdx, Minute, Span};

/// The planning horizon: consecutive days from local midnight, cut into equal intervals.
///
/// Times inside are elapsed minutes ([`Minute`]); clock time is for reading and writing only.
#[derive(Debug, Clone, PartialEq)]
pub struct Horizon {
    /// The days in order, at least one.
    pub days: Vec<Day>,
    /// Length of the forecast's and the requirement's intervals: 15, 30 or 60 `[min]`.
    pub interval_minutes: i32,
    /// Shifts and breaks start and end on multiples of this: 5, 10, 15 or 30 `[min]`; divides `interval_minutes`.
    pub grid_minutes: i32,
    /// Whether the end of the horizon meets its start, so that a shift over the end covers the beginning.
    pub cyclic: bool,
}

/// One calendar day of the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Local midnight.
    pub start: Minute,
    /// Length: 1440, or 1380 or 1500 when the clock changes `[min]`.
    pub minutes: i32,
    /// The change of clock within the day, if any.
    pub clock_change: Option<ClockChange>,
    /// The public holiday that falls on it, by its Swedish name.
    pub holiday: Option<String>,
    /// Whether it is a working day between two that are none (`klämdag`).
    pub is_squeeze: bool,
    /// Until when people work who may go home early on it, where the centre counts it as a short day.
    pub short: Option<ShortDay>,
    /// When the centre is open, in order, not overlapping.
    pub opening: Vec<Span>,
}

/// A working day on which people may go home early, where work permits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortDay {
    /// What day it is, in Swedish; empty where the centre has named the date alone.
    pub name: String,
    /// When they may go `[min since midnight]`.
    pub until: i32,
}

/// A jump of the clock: at `at` elapsed minutes of the day it moves by `by` minutes (+60 in March, -60 in October).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockChange {
    /// Elapsed minutes since midnight when the clock jumps `[min]`.
    pub at: i32,
    /// How far it jumps; forwards is positive `[min]`.
    pub by: i32,
}

/// A clock reading on a day of the horizon (or before or after it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// The date.
    pub date: NaiveDate,
    /// Minutes since midnight by the clock on the wall `[min]`, below 1440.
    pub minute: i32,
}

impl Horizon {
    /// A horizon of `n_days` ordinary days (24 hours, closed) from `start`.
    pub fn new(start: NaiveDate, n_days: usize, interval_minutes: i32, grid_minutes: i32) -> Self {
        let days = start.iter_days().zip(0_i32..).take(n_days);
        let days = days.map(|(date, index)| Day {
            date,
            start: Minute(index * 1440),
            minutes: 1440,
            clock_change: None,
            holiday: None,
            is_squeeze: false,
            short: None,
            opening: Vec::new(),
        });
        Self { days: days.collect(), interval_minutes, grid_minutes, cyclic: false }
    }

    /// Number of days.
    pub fn n_days(&self) -> usize {
        self.days.len()
    }

    /// Length of the whole horizon `[min]`.
    pub fn minutes(&self) -> i32 {
        self.days.last().map_or(0, |day| (day.start + day.minutes).0)
    }

    /// Number of intervals in the whole horizon, closed hours included.
    pub fn n_intervals(&self) -> usize {
        usize::try_from(self.minutes() / self.interval_minutes).unwrap_or(0)
    }

    /// The interval as a span of time.
    pub fn interval(&self, interval: IntervalIdx) -> Span {
        let start = Minute(i32::try_from(interval.0).unwrap_or(i32::MAX) * self.interval_minutes);
        Span::new(start, start + self.interval_minutes)
    }

    /// The interval that `minute` falls in; `None` outside the horizon.
    pub fn interval_at(&self, minute: Minute) -> Option<IntervalIdx> {
        let index = usize::try_from(minute.0.div_euclid(self.interval_minutes)).ok()?;
        (index < self.n_intervals()).then_some(IntervalIdx(index))
    }

    /// The day that `minute` falls in; the last day for later ones, the first for earlier ones.
    pub fn day_at(&self, minute: Minute) -> DayIdx {
        let after = self.days.partition_point(|day| day.start <= minute);
        DayIdx(after.saturating_sub(1))
    }

    /// The date and wall-clock time at an elapsed minute, also just before or after the horizon.
    pub fn clock(&self, minute: Minute) -> Clock {
        let day = &self.days[self.day_at(minute).0];
        let elapsed = minute - day.start;
        let shift = day.clock_change.filter(|change| elapsed >= change.at).map_or(0, |change| change.by);
        let local = elapsed + shift;
        let days = i64::from(local.div_euclid(1440));
        Clock { date: day.date + chrono::Duration::days(days), minute: local.rem_euclid(1440) }
    }

    /// The elapsed minute when the clock on `day` shows `minute` (which may pass 1440 into the next day).
    ///
    /// An hour that the clock skips in March maps to the same time an hour later; of an hour that it shows twice in
    /// October the first is taken.
    pub fn minute_at(&self, day: DayIdx, minute: i32) -> Minute {
        let this = &self.days[day.0];
        if minute >= 1440 {
            return match self.days.get(day.0 + 1) {
                Some(_) => self.minute_at(DayIdx(day.0 + 1), minute - 1440),
                None => this.start + this.minutes + (minute - 1440),
            };
        }
        let shift = this
            .clock_change
            .filter(|change| minute >= change.at + change.by.max(0) || (change.by > 0 && minute >= change.at))
            .map_or(0, |change| change.by);
        this.start + (minute - shift)
    }

    /// The day of the horizon with this date.
    pub fn day_on(&self, date: NaiveDate) -> Option<DayIdx> {
        let offset = (date - self.days[0].date).num_days();
        let index = usize::try_from(offset).ok()?;
        (index < self.n_days()).then_some(DayIdx(index))
    }
}

impl Day {
    /// The day of the week.
    pub fn weekday(&self) -> Weekday {
        self.date.weekday()
    }

    /// The ISO week number.
    pub fn iso_week(&self) -> u32 {
        self.date.iso_week().week()
    }

    /// The whole day as a span.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.minutes)
    }

    /// Whether the centre opens at all.
    pub fn is_open(&self) -> bool {
        !self.opening.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn horizon(date: &str, minutes: i32, change: Option<ClockChange>) -> Horizon {
        let date: NaiveDate = date.parse().unwrap();
        let day = |date, start, minutes, clock_change| Day {
            date,
            start: Minute(start),
            minutes,
            clock_change,
            holiday: None,
            is_squeeze: false,
            short: None,
            opening: vec![],
        };
        Horizon {
            days: vec![day(date, 0, minutes, change), day(date.succ_opt().unwrap(), minutes, 1440, None)],
            interval_minutes: 30,
            grid_minutes: 15,
            cyclic: false,
        }
    }

    #[test]
    fn clock_and_minute_agree_on_an_ordinary_day() {
        let horizon = horizon("2026-11-23", 1440, None);
        assert_eq!(horizon.minute_at(DayIdx(1), 480), Minute(1920));
        assert_eq!(horizon.clock(Minute(1920)).minute, 480);
        assert_eq!(horizon.minute_at(DayIdx(0), 1440 + 60), Minute(1500));
        assert_eq!(horizon.clock(Minute(2 * 1440 + 30)).date.to_string(), "2026-11-25");
    }

    #[test]
    fn the_morning_after_the_clock_goes_forward_is_an_hour_nearer() {
        let horizon = horizon("2026-03-29", 1380, Some(ClockChange { at: 120, by: 60 }));
        assert_eq!(horizon.minute_at(DayIdx(0), 8 * 60 + 30), Minute(7 * 60 + 30));
        assert_eq!(horizon.clock(Minute(7 * 60 + 30)).minute, 8 * 60 + 30);
        assert_eq!(horizon.minute_at(DayIdx(0), 60), Minute(60));
    }

    #[test]
    fn the_morning_after_the_clock_goes_back_is_an_hour_further() {
        let horizon = horizon("2026-10-25", 1500, Some(ClockChange { at: 180, by: -60 }));
        assert_eq!(horizon.minute_at(DayIdx(0), 7 * 60 + 30), Minute(8 * 60 + 30));
        assert_eq!(horizon.clock(Minute(8 * 60 + 30)).minute, 7 * 60 + 30);
        assert_eq!(horizon.minute_at(DayIdx(0), 150), Minute(150), "02:30 shows twice; the first is meant");
    }
}
