//! What contracts give: the hours of full time day by day, with public holidays, the national day, and red days worked.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Calendar, holiday};
use super::opening::Hours;
use super::rules::WorkRules;
use crate::model::{MeasureId, ShiftTemplate};

/// How the hours of full time are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// By weeks without public holidays: a holiday on Monday to Friday is free and takes its hours off.
    Weekdays,
    /// For who works both weekdays and Sundays or public holidays: fewer hours every week, and no holiday takes any off.
    AllDays,
}

/// The measures of full time, and when the day off for the national day is taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures<'a> {
    /// The values.
    pub(super) rules: &'a WorkRules,
    /// The day on which the day off is taken that a 6 June on Saturday or Sunday gives that year.
    pub(super) national_day_off: Option<NaiveDate>,
}

impl Measures<'_> {
    /// The hours of full time that a day gives `[min]`.
    ///
    /// ```text
    /// full time = week / 5 - holiday reduction on holidays - day off for the national day        Monday to Friday
    ///           = 0                                                                              otherwise
    /// ```
    ///
    /// Whole weeks add up to the hours of the week; each day has the values in force on it.
    ///
    /// # Source
    ///
    /// AB 25 § 13, read in excerpt: 40 h a week without holidays; 38:15 h where ordinary hours fall on both weekdays and
    /// Sundays or holidays.
    pub(super) fn day(self, measure: Measure, date: NaiveDate) -> f64 {
        if !is_contract_day(date.weekday()) {
            return 0.0;
        }
        let week = f64::from(self.week(measure, date));
        let value = |measure| f64::from(self.rules.measure(measure, date));
        match measure {
            Measure::Weekdays if holiday(date).is_some() => week / 5.0 - value(MeasureId::HolidayReduction),
            Measure::Weekdays if self.is_national_day_off(date) => week / 5.0 - value(MeasureId::NationalDay),
            _ => week / 5.0,
        }
    }

    /// The hours of full time in a week without holidays, as in force on a day `[min]`.
    pub(super) fn week(self, measure: Measure, date: NaiveDate) -> i32 {
        let all_days = self.rules.measure_if_any(MeasureId::FullTimeWeekAllDays, date);
        match (measure, all_days) {
            (Measure::AllDays, Some(week)) => week,
            _ => self.rules.measure(MeasureId::FullTimeWeek, date),
        }
    }

    /// The measure of somebody whose shifts can fall on these templates and opening hours.
    ///
    /// All days, where some of the shifts can fall on a Sunday or public holiday on which the centre is open as a rule and
    /// others on a weekday, and the rules have a measure for that.
    pub(super) fn of_shifts<'t>(
        self,
        mut templates: impl Iterator<Item = &'t ShiftTemplate> + Clone,
        (hours, calendar): (&Hours, &Calendar),
        days_off: &[Weekday],
    ) -> Measure {
        let has_measure = self.rules.measure_if_any(MeasureId::FullTimeWeekAllDays, calendar.first_date()).is_some();
        let can_work = |template: &ShiftTemplate, day: Weekday| {
            template.weekdays.contains(&day) && !days_off.contains(&day) && hours.has(day, 0, 1440)
        };
        let weekdays = || (0..6).map(|day| Weekday::try_from(day).expect("a weekday"));
        let works_weekdays = templates.clone().any(|template| weekdays().any(|day| can_work(template, day)));
        let works_red_days = templates.any(|template| {
            can_work(template, Weekday::Sun)
                || (hours.is_open_on_holidays() && weekdays().take(5).any(|day| can_work(template, day)))
        });
        if has_measure && works_weekdays && works_red_days { Measure::AllDays } else { Measure::Weekdays }
    }

    fn is_national_day_off(self, date: NaiveDate) -> bool {
        let national_day = NaiveDate::from_ymd_opt(date.year(), 6, 6).expect("every year has a 6 June");
        self.national_day_off == Some(date) && !is_contract_day(national_day.weekday())
    }
}

/// Whether contracts count hours on such a day: Monday to Friday.
pub(super) fn is_contract_day(weekday: Weekday) -> bool {
    weekday.num_days_from_monday() < 5
}

/// The multiple of the grid nearest to a length of time, at least 0 `[min]`.
pub(super) fn to_grid(minutes: f64, grid: i32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a horizon has few minutes")]
    let steps = (minutes / f64::from(grid)).round().max(0.0) as i32;
    steps * grid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::collect::Faults;
    use crate::input::document::Source;
    use crate::input::schema_work::RulesTable;

    fn rules(table: &str, year: i32) -> WorkRules {
        let table: RulesTable = toml::from_str(table).unwrap();
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        WorkRules::read(&table, None, (day(1, 1), day(12, 31)), Source::new("x", ""), &mut Faults::default())
    }

    fn year(rules: &WorkRules, measure: Measure, year: i32, national_day_off: Option<&str>) -> f64 {
        let national_day_off = national_day_off.map(|date| date.parse().unwrap());
        let measures = Measures { rules, national_day_off };
        let days = NaiveDate::from_yo_opt(year, 1).unwrap().iter_days().take_while(|day| day.year() == year);
        days.map(|day| measures.day(measure, day)).sum::<f64>() / 60.0
    }

    /// The totals of DOMAIN.md, AB-4: 249 days in 2025, 251 in 2026, 253 in 2027, of 8 hours.
    #[test]
    fn full_time_of_a_year_is_eight_hours_on_each_working_day() {
        let expired = "accept_expired = true";
        for (of, hours) in [(2025, 1992.0), (2026, 2008.0), (2027, 2024.0), (2028, 2008.0), (2030, 2000.0)] {
            assert!((year(&rules(expired, of), Measure::Weekdays, of, None) - hours).abs() < 1e-6, "{of}");
        }
    }

    /// 6 June is a Saturday in 2026 and a Sunday in 2027: 2 000 and 2 016 hours with a day off; a Friday in 2025.
    #[test]
    fn a_national_day_at_the_weekend_gives_a_day_off() {
        let expired = "accept_expired = true";
        for (of, day, hours) in
            [(2026, "2026-06-05", 2000.0), (2027, "2027-05-07", 2016.0), (2025, "2025-05-02", 1992.0)]
        {
            let rules = rules(expired, of);
            assert!((year(&rules, Measure::Weekdays, of, Some(day)) - hours).abs() < 1e-6, "{of}");
        }
    }

    /// Where red days are worked, every week has 38:15 h and no holiday takes anything off.
    #[test]
    fn full_time_on_all_days_is_38_hours_15_minutes_a_week() {
        let rules = rules("", 2026);
        let measures = Measures { rules: &rules, national_day_off: None };
        let week = |start: &str| {
            let days = start.parse::<NaiveDate>().unwrap().iter_days().take(7);
            days.map(|day| measures.day(Measure::AllDays, day)).sum::<f64>()
        };
        for start in ["2026-11-23", "2026-12-21", "2026-03-30"] {
            assert!((week(start) - 2295.0).abs() < 1e-6, "{start}");
        }
    }
}
