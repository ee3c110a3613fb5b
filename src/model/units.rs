//! Quantities that must not be mixed: shares, seconds, erlangs and money.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

/// A proportion between 0 and 1, such as a service level or an employment.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// The whole: 100 %.
    pub const WHOLE: Self = Self(1.0);

    /// A share from a fraction, clamped to 0..=1 (employment may not exceed full time).
    ///
    /// ```
    /// assert_eq!(bemanna::model::Share::new(0.8).get(), 0.8);
    /// ```
    pub fn new(fraction: f64) -> Self {
        Self(fraction.clamp(0.0, 1.0))
    }

    /// The fraction, 0 to 1.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A duration within the simulation and the queueing formulas `[s]`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Seconds(f64);

impl Seconds {
    /// A duration of so many seconds.
    pub fn new(seconds: f64) -> Self {
        Self(seconds)
    }

    /// The number of seconds.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// Offered load: arrival rate times mean handle time, in agents continuously busy `[E]`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Erlangs(f64);

impl Erlangs {
    /// So many erlangs.
    pub fn new(erlangs: f64) -> Self {
        Self(erlangs)
    }

    /// The number of erlangs.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// An amount of money in whole öre: never a float, so that sums are exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(i64);

impl Money {
    /// So many öre (1 krona is 100 öre).
    pub const fn from_ore(ore: i64) -> Self {
        Self(ore)
    }

    /// The number of öre.
    pub fn ore(self) -> i64 {
        self.0
    }

    /// The amount times `by` / `of`, to the nearest öre; half an öre goes away from zero.
    ///
    /// The one place where money is rounded.
    ///
    /// # Panics
    ///
    /// If `of` is 0, or the result has more than 18 digits.
    ///
    /// ```
    /// use bemanna::model::Money;
    /// // 26.40 kr an hour for 45 minutes; and half of one öre.
    /// assert_eq!(Money::from_ore(2640).times(45, 60), Money::from_ore(1980));
    /// assert_eq!(Money::from_ore(1).times(1, 2), Money::from_ore(1));
    /// ```
    #[must_use]
    pub fn times(self, by: i64, of: i64) -> Self {
        let (product, of) = (i128::from(self.0) * i128::from(by), i128::from(of));
        let (product, of) = if of < 0 { (-product, -of) } else { (product, of) };
        let rounded = (2 * product.abs() + of) / (2 * of) * product.signum();
        Self(i64::try_from(rounded).expect("amounts of a plan are far below ninety quadrillion kronor"))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// A point of elapsed time `[min]` since local midnight at the start of the horizon.
///
/// Elapsed, not clock time: a day with a clock change is simply 23 or 25 hours long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(pub i32);

impl Add<i32> for Minute {
    type Output = Self;
    fn add(self, minutes: i32) -> Self {
        Self(self.0 + minutes)
    }
}

impl Sub<i32> for Minute {
    type Output = Self;
    fn sub(self, minutes: i32) -> Self {
        Self(self.0 - minutes)
    }
}

impl Sub for Minute {
    type Output = i32;
    fn sub(self, other: Self) -> i32 {
        self.0 - other.0
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} min", self.0)
    }
}

/// A stretch of elapsed time, from `start` up to but not including `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First minute inside.
    pub start: Minute,
    /// First minute after.
    pub end: Minute,
}

impl Span {
    /// The span from `start` up to `end`.
    pub fn new(start: Minute, end: Minute) -> Self {
        Self { start, end }
    }

    /// Length `[min]`.
    pub fn minutes(self) -> i32 {
        self.end - self.start
    }

    /// Whether `inner` lies wholly within.
    pub fn contains(self, inner: Self) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// Whether the two share at least a minute.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
