//! Terms of pay as data: when unsocial hours give a supplement, what time beyond the contract costs, each with its source.

use super::{Minute, Money, Span};

/// What an agent is paid, or what an hour of the agent costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayRate {
    /// A month's pay of full time; an hour is this divided by [`Pay::hours_per_month`].
    Monthly(Money),
    /// An hour's pay.
    Hourly(Money),
    /// What an hour costs the employer in all, on-costs included.
    Cost(Money),
}

/// The category of a supplement for unsocial hours (O-tillägg, OB). Where two apply, the one named first here does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Major holidays (storhelg).
    A,
    /// Weekends and other public holidays (helg).
    B,
    /// Weekday nights.
    C,
    /// Weekday evenings.
    D,
}

impl Category {
    /// Every category, the weightiest first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter in the files.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// A stretch of time whose work gives a supplement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsocial {
    /// When, in elapsed time.
    pub span: Span,
    /// Which.
    pub category: Category,
    /// Whether the category's rate for nights applies.
    pub is_night: bool,
    /// Supplement per hour; `None` where no rate in force is known.
    pub hourly: Option<Money>,
}

/// What part-time employees get for hours beyond their contract, up to full time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartTimeExcess {
    /// The same as full-time employees for overtime.
    Overtime,
    /// So many per cent of an hour's pay (fyllnadslön).
    Additional(i64),
}

/// What applied, in figures, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayTerm {
    /// The key in the files.
    pub term: &'static str,
    /// The category it belongs to, if any.
    pub category: Option<Category>,
    /// The value: öre, per cent, minutes or hours, as the key says.
    pub value: i64,
    /// Law, agreement or decision, as a reader should see it.
    pub source: String,
    /// Whether it has been checked against the original text.
    pub is_verified: bool,
}

/// The terms of pay of a centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pay {
    /// Name of the set of terms they began as.
    pub set: String,
    /// When supplements are paid: in order, not overlapping, from the start of the horizon to two days past its end.
    pub unsocial: Vec<Unsocial>,
    /// A category with less time than this in a calendar month gives nothing `[min]`.
    pub least_minutes: i32,
    /// A category's time in a calendar month is rounded up to whole multiples of this `[min]`.
    pub step_minutes: i32,
    /// Hours by which a month's pay of full time is divided `[h]`.
    pub hours_per_month: i64,
    /// Pay of the hours of overtime nearest to ordinary time, of an hour's pay `[%]`.
    pub simple_percent: i64,
    /// Pay of other overtime, of an hour's pay `[%]`.
    pub qualified_percent: i64,
    /// How much of the time nearest to ordinary time is simple overtime `[min]`.
    pub simple_minutes: i32,
    /// What part-time employees get up to full time.
    pub part_time: PartTimeExcess,
    /// What the employer pays on top of every krona of pay, in hundredths of a per cent.
    pub on_cost: i64,
    /// The pay assumed for those whose own is not given, and where it comes from.
    pub assumed: Option<(Money, String)>,
    /// What applied, with its source.
    pub terms: Vec<PayTerm>,
}

impl Default for Pay {
    /// No supplements, no on-costs, overtime paid as any hour.
    fn default() -> Self {
        Self {
            set: "none".to_owned(),
            unsocial: Vec::new(),
            least_minutes: 0,
            step_minutes: 1,
            hours_per_month: 165,
            simple_percent: 100,
            qualified_percent: 100,
            simple_minutes: 120,
            part_time: PartTimeExcess::Overtime,
            on_cost: 0,
            assumed: None,
            terms: Vec::new(),
        }
    }
}

impl Pay {
    /// The parts of `span` that give a supplement, in order, cut to it.
    ///
    /// ```
    /// use bemanna::model::{Category, Minute, Pay, Span, Unsocial};
    /// let evening = Span::new(Minute(19 * 60), Minute(22 * 60));
    /// let unsocial = vec![Unsocial { span: evening, category: Category::D, is_night: false, hourly: None }];
    /// let pay = Pay { unsocial, ..Pay::default() };
    /// let late: Vec<_> = pay.within(Span::new(Minute(11 * 60), Minute(20 * 60))).collect();
    /// assert_eq!(late[0].span.minutes(), 60);
    /// ```
    pub fn within(&self, span: Span) -> impl Iterator<Item = Unsocial> {
        let from = self.unsocial.partition_point(|some| some.span.end <= span.start);
        let overlapping = self.unsocial[from..].iter().take_while(move |some| some.span.start < span.end);
        overlapping.map(move |some| {
            let cut = |minute: Minute| minute.clamp(span.start, span.end);
            Unsocial { span: Span::new(cut(some.span.start), cut(some.span.end)), ..*some }
        })
    }
}
