//! Terms of pay: a built-in set of dated, cited values, and what the centre changes in it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::calendar::Calendar;
use super::centre::within;
use super::collect::Faults;
use super::document::Source;
use super::schema_pay::{PartTime, PaySet, PayTable, SupplementTable, SupplementsTable};
use super::unsocial::{self, Rates, Window};
use super::values;
use crate::model::{Category, Money, PartTimeExcess, Pay, PayTerm};

/// The terms of AB 25.
const AB_2025: &str = include_str!("../../data/rules/pay-ab-2025.toml");

/// The most that an hour or a month of anybody may cost `[kr]`.
pub(super) const MOST_KRONOR: f64 = 1e6;

/// The terms that are one number each.
const TERMS: [&str; 10] = [
    "night_from",
    "night_to",
    "least_minutes",
    "step_minutes",
    "hours_per_month",
    "simple_minutes",
    "simple_percent",
    "qualified_percent",
    "part_time_percent",
    "on_cost",
];

/// Per cent of an hour's pay for part-time employees' additional hours, where the set has no such term in force.
const ADDITIONAL_PERCENT: i64 = 120;

/// A set of terms as it stands in its file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFile {
    windows: Vec<WindowRow>,
    supplements: Vec<SupplementRow>,
    terms: Vec<TermRow>,
}

/// When a category applies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WindowRow {
    category: String,
    days: Vec<String>,
    hours: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
    verified: bool,
}

/// What a category gives `[öre/h]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplementRow {
    category: String,
    day: i64,
    night: i64,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
    verified: bool,
}

/// One number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    term: String,
    value: i64,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
    verified: bool,
}

/// The days on which a value is in force.
#[derive(Debug, Clone, Copy)]
pub(super) struct Validity {
    from: NaiveDate,
    to: NaiveDate,
}

impl Validity {
    /// Whatever the date.
    const ALWAYS: Self = Self { from: NaiveDate::MIN, to: NaiveDate::MAX };

    fn new(from: Option<&String>, to: Option<&String>) -> Self {
        let date = |text: Option<&String>, otherwise| text.and_then(|text| values::date(text)).unwrap_or(otherwise);
        Self { from: date(from, NaiveDate::MIN), to: date(to, NaiveDate::MAX) }
    }

    /// Whether it is in force on a date.
    pub(super) fn holds_on(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// The terms in force, with supplements over the horizon.
///
/// Supplements go by each day's own date; everything else by the first day of the horizon. `has_ab` is whether the
/// rule set is that of AB 25.
pub(super) fn read(
    table: &PayTable,
    has_ab: bool,
    calendar: &Calendar,
    source: Source<'_>,
    faults: &mut Faults,
) -> Pay {
    let chosen = table.set.unwrap_or(if has_ab { PaySet::Ab2025 } else { PaySet::None });
    let set = match chosen {
        PaySet::Ab2025 => built_in(),
        PaySet::None => SetFile::default(),
    };
    let start = calendar.first_date();
    let mut pay = Pay::default();
    if chosen == PaySet::Ab2025 {
        "ab-2025".clone_into(&mut pay.set);
    }
    pay.terms = terms(&set, start);
    let value = |term: &str| pay.terms.iter().find(|known| known.term == term).map(|known| known.value);
    let minutes = |term: &str| value(term).and_then(|value| i32::try_from(value).ok());
    pay.least_minutes = minutes("least_minutes").unwrap_or(pay.least_minutes);
    pay.step_minutes = minutes("step_minutes").unwrap_or(pay.step_minutes).max(1);
    pay.simple_minutes = minutes("simple_minutes").unwrap_or(pay.simple_minutes);
    pay.hours_per_month = value("hours_per_month").unwrap_or(pay.hours_per_month).max(1);
    pay.simple_percent = value("simple_percent").unwrap_or(pay.simple_percent);
    pay.qualified_percent = value("qualified_percent").unwrap_or(pay.qualified_percent);
    pay.part_time = value("part_time_percent").map_or(pay.part_time, PartTimeExcess::Additional);
    pay.on_cost = value("on_cost").unwrap_or(pay.on_cost);
    let night = (minutes("night_from").unwrap_or(1440), minutes("night_to").unwrap_or(0));
    change(&mut pay, table, source, faults);
    let own = own_rates(&table.supplements, source, faults);
    let rates = rates(&set, own, &mut pay, calendar);
    let windows = windows(&set);
    note_windows(&set, &windows, &mut pay, calendar);
    pay.unsocial = unsocial::spans(&windows, &rates, night, calendar);
    pay
}

fn built_in() -> SetFile {
    toml::from_str(AB_2025).expect("the built-in terms are read by a test")
}

fn category(letter: &str) -> Category {
    let found = Category::ALL.into_iter().find(|category| category.letter() == letter);
    found.expect("the built-in terms are read by a test")
}

/// Those of the set's single numbers that are in force.
fn terms(set: &SetFile, start: NaiveDate) -> Vec<PayTerm> {
    let of = |row: &TermRow| {
        let validity = Validity::new(row.valid_from.as_ref(), row.valid_to.as_ref());
        let term = TERMS.into_iter().find(|known| *known == row.term)?;
        validity.holds_on(start).then(|| PayTerm {
            term,
            category: None,
            value: row.value,
            source: row.source.clone(),
            is_verified: row.verified,
        })
    };
    set.terms.iter().filter_map(of).collect()
}

/// What the centre says itself, apart from rates of supplements.
fn change(pay: &mut Pay, table: &PayTable, source: Source<'_>, faults: &mut Faults) {
    if let Some(written) = &table.monthly_pay {
        let kronor = within("monthly_pay", written, (0.0, MOST_KRONOR), source, faults);
        let told = table.source.clone().unwrap_or_default();
        pay.assumed = kronor.map(|kronor| (from_kronor(kronor), told));
    }
    if let Some(written) = &table.on_cost_percent {
        let percent = within("on_cost_percent", written, (0.0, 200.0), source, faults).unwrap_or_default();
        pay.on_cost = from_kronor(percent).ore();
        pay.terms.retain(|term| term.term != "on_cost");
        let source = table.on_cost_source.clone().unwrap_or_else(|| "centre.toml: on_cost_percent".to_owned());
        pay.terms.push(PayTerm { term: "on_cost", category: None, value: pay.on_cost, source, is_verified: false });
    }
    if let Some(excess) = table.part_time_excess {
        pay.part_time = match (excess, pay.part_time) {
            (PartTime::Overtime, _) => PartTimeExcess::Overtime,
            (PartTime::Additional, PartTimeExcess::Overtime) => PartTimeExcess::Additional(ADDITIONAL_PERCENT),
            (PartTime::Additional, additional) => additional,
        };
        pay.terms.retain(|term| term.term != "part_time_percent");
        if let PartTimeExcess::Additional(value) = pay.part_time {
            let source = "centre.toml: part_time_excess".to_owned();
            pay.terms.push(PayTerm { term: "part_time_percent", category: None, value, source, is_verified: false });
        }
    }
}

/// The rates that the centre gives itself, by category.
fn own_rates<'t>(
    table: &'t SupplementsTable,
    source: Source<'_>,
    faults: &mut Faults,
) -> Vec<(Category, &'t SupplementTable, Rates)> {
    let written = [(&table.a, Category::A), (&table.b, Category::B), (&table.c, Category::C), (&table.d, Category::D)];
    let mut own = Vec::new();
    for (table, category) in written {
        let Some(table) = table else { continue };
        let mut kronor = |key, written| within(key, written, (0.0, 1e4), source, faults).map(from_kronor);
        let day = kronor("hourly", &table.hourly);
        let night = table.night.as_ref().map_or(day, |night| kronor("night", night));
        if let (Some(day), Some(night)) = (day, night) {
            own.push((category, table, Rates { category, day, night, validity: Validity::ALWAYS }));
        }
    }
    own
}

/// Every rate, the centre's own in place of the set's; those in force on some day of the horizon are noted in `pay`.
fn rates(
    set: &SetFile,
    own: Vec<(Category, &SupplementTable, Rates)>,
    pay: &mut Pay,
    calendar: &Calendar,
) -> Vec<Rates> {
    let mut rates = Vec::new();
    let mut note = |rates: &Rates, source: &str, is_verified| {
        for (term, value) in [("supplement", rates.day), ("supplement_night", rates.night)] {
            if term == "supplement" || rates.night != rates.day {
                let (category, value, source) = (Some(rates.category), value.ore(), source.to_owned());
                pay.terms.push(PayTerm { term, category, value, source, is_verified });
            }
        }
    };
    for row in &set.supplements {
        let category = category(&row.category);
        if own.iter().any(|(changed, ..)| *changed == category) {
            continue;
        }
        let validity = Validity::new(row.valid_from.as_ref(), row.valid_to.as_ref());
        let (day, night) = (Money::from_ore(row.day), Money::from_ore(row.night));
        let this = Rates { category, day, night, validity };
        if calendar.first_date() <= validity.to && validity.from <= calendar.last_date() {
            note(&this, &row.source, row.verified);
        }
        rates.push(this);
    }
    for (_, table, this) in own {
        note(&this, &table.source, table.verified);
        rates.push(this);
    }
    rates
}

/// Notes from when by the clock each category applies, of those windows that fall on a day of the horizon.
fn note_windows(set: &SetFile, windows: &[Window], pay: &mut Pay, calendar: &Calendar) {
    for (row, window) in set.windows.iter().zip(windows) {
        if !calendar.horizon.days.iter().any(|day| window.is_on(day.date)) {
            continue;
        }
        let term = PayTerm {
            term: "supplement_from",
            category: Some(window.category),
            value: i64::from(window.hours.0),
            source: row.source.clone(),
            is_verified: row.verified,
        };
        if !pay.terms.contains(&term) {
            pay.terms.push(term);
        }
    }
}

fn windows(set: &SetFile) -> Vec<Window> {
    let of = |row: &WindowRow| Window {
        category: category(&row.category),
        days: row.days.iter().map(|day| unsocial::day_kind(day).expect("read by a test")).collect(),
        hours: values::clock_span(&row.hours).expect("read by a test"),
        validity: Validity::new(row.valid_from.as_ref(), row.valid_to.as_ref()),
    };
    set.windows.iter().map(of).collect()
}

/// Kronor, as read from a file, to whole öre: the only place where an amount is not a whole number.
#[expect(clippy::cast_possible_truncation, reason = "below a million kronor")]
pub(super) fn from_kronor(kronor: f64) -> Money {
    Money::from_ore((kronor * 100.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_terms_hold_known_values_with_sources_and_dates() {
        let set = built_in();
        assert_eq!(windows(&set).len(), set.windows.len());
        let dates = |from: &Option<String>, to: &Option<String>| {
            for date in [from, to].into_iter().flatten() {
                assert!(values::date(date).is_some(), "{date}");
            }
        };
        for row in &set.windows {
            assert!(!row.source.is_empty() && !row.verified);
            dates(&row.valid_from, &row.valid_to);
        }
        for row in &set.supplements {
            assert!(!row.source.is_empty() && row.night >= row.day && row.day > 0 && !row.verified);
            category(&row.category);
            dates(&row.valid_from, &row.valid_to);
        }
        for row in &set.terms {
            assert!(TERMS.contains(&row.term.as_str()) && !row.source.is_empty() && !row.verified, "{}", row.term);
            dates(&row.valid_from, &row.valid_to);
        }
        for term in TERMS {
            assert!(set.terms.iter().any(|row| row.term == term), "{term}");
        }
    }
}
