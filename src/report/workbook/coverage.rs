//! The sheet of coverage: people on contacts in each half-hour of the week, counted from the layout, beside the need.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Worksheet, XlsxError, utility::row_col_to_cell,
};

use crate::model::{IntervalIdx, Minute};
use crate::report::staffing::required_in_all;
use crate::report::tables::level;
use crate::text::{roster as text, words};

use super::cell::{Reading, unpaid};
use super::times::Block;
use super::{Book, FIRST, column};

/// Columns of a day: required, there, above the requirement, answered in time.
const COLUMNS: u16 = 4;

impl Book<'_> {
    /// The sheet: the weeks one below the other, intervals down and days across.
    pub(super) fn coverage_sheet(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let language = self.language;
        let widest = self.weeks.iter().map(Vec::len).max().unwrap_or(1);
        let last = column(widest) * COLUMNS;
        let notes = [text::coverage_note(language), text::coverage_more(language)];
        let width = 9.0 + 6.125 * f64::from(last);
        self.begin(sheet, &text::coverage_sheet(language), &notes, (last, width))?;
        sheet.set_freeze_panes(FIRST, 1)?.set_column_width(0, 9)?;
        for day in 0..column(widest) {
            for (place, width) in (0..COLUMNS).zip([6.0, 6.0, 6.5, 6.0]) {
                sheet.set_column_width(1 + day * COLUMNS + place, width)?;
            }
        }
        let readings: Vec<Vec<Reading>> = self.cells.iter().map(|day| self.readings(day)).collect();
        let mut at = FIRST - 1;
        let mut breaks = Vec::new();
        for week in 0..self.weeks.len() {
            if week > 0 {
                breaks.push(at);
            }
            at = self.coverage_week(sheet, week, at, &readings)? + 1;
        }
        sheet.set_page_breaks(&breaks)?;
        Ok(())
    }

    /// What formulas read of each person's cell; nothing of those who are not on contacts.
    fn readings(&self, day: &[super::Cell]) -> Vec<Reading> {
        let read = |(person, cell): (usize, &super::Cell)| {
            if !cell.is_shift || cell.is_reserve || !self.is_on_live(person) {
                return Reading::default();
            }
            cell.reading(&unpaid(self.plan, self.language, self.people[person].0))
        };
        day.iter().enumerate().map(read).collect()
    }

    /// A week from row `top` on; gives the row after it.
    fn coverage_week(
        &self,
        sheet: &mut Worksheet,
        week: usize,
        top: u32,
        readings: &[Vec<Reading>],
    ) -> Result<u32, XlsxError> {
        let (language, formats, horizon) = (self.language, &self.formats, &self.plan.scenario.horizon);
        let days = &self.weeks[week];
        sheet.write_string_with_format(top, 0, self.week_name(week), &formats.header)?;
        sheet.write_string_with_format(top + 1, 0, text::start(language), &formats.header)?;
        let headings =
            [text::required(language), text::staffed(language), text::margin(language), text::service_level(language)];
        for (place, day) in (0..).zip(days) {
            let first = 1 + place * COLUMNS;
            let date = words::short_date(language, horizon.days[day.0].date);
            sheet.merge_range(top, first, top, first + COLUMNS - 1, &date, &formats.centred)?;
            for (column, heading) in (first..).zip(&headings) {
                sheet.write_string_with_format(top + 1, column, heading, &formats.narrow)?;
            }
        }
        let required = required_in_all(self.plan);
        let all = self.plan.scenario.live_queues();
        let there = crate::model::staffed(&self.plan.scenario, &self.plan.roster, all);
        let is_shown = |index: usize| {
            let span = horizon.interval(IntervalIdx(index));
            let is_open = horizon.days.iter().flat_map(|day| &day.opening).any(|open| open.overlaps(span));
            is_open || required[index] > 0 || there[index] > 0.0
        };
        // The interval that a day has at each clock time; of an hour shown twice the first.
        let of_day = |day: crate::model::DayIdx| {
            let span = horizon.days[day.0].span();
            let within = (0..horizon.n_intervals()).filter(move |&index| {
                let start = horizon.interval(IntervalIdx(index)).start;
                span.start <= start && start < span.end
            });
            let clock = |index: usize| horizon.clock(horizon.interval(IntervalIdx(index)).start).minute;
            let mut shown: Vec<(i32, usize)> = within.filter(|&index| is_shown(index)).map(|i| (clock(i), i)).collect();
            shown.sort_unstable();
            shown.dedup_by_key(|(clock, _)| *clock);
            shown
        };
        let of_days: Vec<Vec<(i32, usize)>> = days.iter().map(|&day| of_day(day)).collect();
        let mut clocks: Vec<i32> = of_days.iter().flatten().map(|(clock, _)| *clock).collect();
        clocks.sort_unstable();
        clocks.dedup();
        let mut at = top + 2;
        for clock in clocks {
            sheet.write_number_with_format(at, 0, f64::from(clock) / 1440.0, &formats.time)?;
            for (place, intervals) in of_days.iter().enumerate() {
                let Some(&(_, index)) = intervals.iter().find(|(start, _)| *start == clock) else { continue };
                let (first, day) = (1 + column(place) * COLUMNS, self.first_day(week) + place);
                sheet.write_number_with_format(at, first, required[index], &formats.count)?;
                let counted = self.counted(day, clock, readings);
                let formula = Self::formula(self.count(day, at), counted);
                sheet.write_formula_with_format(at, first + 1, formula, &formats.people)?;
                let margin = format!("={}-{}", row_col_to_cell(at, first + 1), row_col_to_cell(at, first));
                let margin = Self::formula(margin, counted - f64::from(required[index]));
                sheet.write_formula_with_format(at, first + 2, margin, &formats.margin)?;
                if let Some(level) = level(self.plan, all, index) {
                    sheet.write_number_with_format(at, first + 3, level, &formats.percent)?;
                }
            }
            at += 1;
        }
        let is_short =
            ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::LessThan(0)).set_format(&formats.short);
        for place in 0..column(days.len()) {
            let margin = 3 + place * COLUMNS;
            if at > top + 2 {
                sheet.add_conditional_format(top + 2, margin, at - 1, margin, &is_short)?;
            }
        }
        Ok(at)
    }

    /// The days whose shifts count on one of the days shown, with how much later their clock is: the day itself, and the
    /// day before it, whose nights go on.
    fn counting(&self, day: usize) -> Vec<(usize, i32)> {
        let shown: Vec<_> = self.weeks.iter().flatten().copied().collect();
        let last = self.plan.scenario.horizon.n_days() - 1;
        let before = match shown[day].0 {
            0 if self.plan.scenario.horizon.cyclic => Some(last),
            0 => None,
            index => Some(index - 1),
        };
        let before = before.and_then(|before| shown.iter().position(|other| other.0 == before));
        let has_nights = self.has_nights();
        std::iter::once((day, 0)).chain(before.filter(|_| has_nights).map(|before| (before, 1440))).collect()
    }

    /// Whether anybody works past midnight, or the centre is open then.
    fn has_nights(&self) -> bool {
        let horizon = &self.plan.scenario.horizon;
        let crosses = |start: Minute, end: Minute| horizon.day_at(start) != horizon.day_at(Minute(end.0 - 1));
        let mut open = horizon.days.iter().flat_map(|day| &day.opening);
        self.plan.roster.stretches.iter().any(|s| crosses(s.start, s.end) || s.end.0 > horizon.minutes())
            || open.any(|span| horizon.clock(span.end).minute == 0)
    }

    /// The formula that counts the people of an interval: of each time what it shares with the interval, added for
    /// shifts and taken away for what is within them.
    fn count(&self, day: usize, at: u32) -> String {
        let step = self.plan.scenario.horizon.interval_minutes;
        let clock = format!("ROUND($A{}*1440,0)", at + 1);
        let parts = self.counting(day).into_iter().map(|(day, later)| {
            let Block { shifts, contacts, from, to, numbers } = self.block(day);
            let (start, end) = (format!("({clock}+{later})"), format!("({clock}+{})", later + step));
            format!(
                "SUMPRODUCT((ABS({to}-{start})-ABS({to}-{end})-ABS({from}-{start})+ABS({from}-{end}))\
                 *(1-2*({numbers}>{shifts}))*{contacts})"
            )
        });
        format!("=({})/{}", parts.collect::<Vec<_>>().join("+"), 2 * step)
    }

    /// What that formula gives.
    fn counted(&self, day: usize, clock: i32, readings: &[Vec<Reading>]) -> f64 {
        let step = self.plan.scenario.horizon.interval_minutes;
        let mut minutes = 0;
        for (day, later) in self.counting(day) {
            let (start, end) = (clock + later, clock + later + step);
            for reading in &readings[day] {
                for (k, &(from, to)) in reading.spans.iter().enumerate() {
                    let shared = (to.min(end) - from.max(start)).max(0);
                    minutes += if k < reading.n_shifts { shared } else { -shared };
                }
            }
        }
        f64::from(minutes) / f64::from(step)
    }
}
