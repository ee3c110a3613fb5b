//! Shift templates: starts, paid lengths and breaks, all on the grid.

use chrono::Weekday;
use toml::Spanned;

use super::centre::{whole_within, within};
use super::collect::Faults;
use super::document::Source;
use super::names::Names;
use super::schema::Centre;
use super::schema_work::{self, BreakTable, ShiftTable};
use super::values;
use crate::model::{BreakKind, BreakLimit, BreakRule, FaultKind, ShiftTemplate, Thing};

/// Monday to Sunday.
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The shift templates and their names.
pub(super) fn read(centre: &Centre, grid: i32, source: Source<'_>, faults: &mut Faults) -> (Vec<ShiftTemplate>, Names) {
    let mut names = Names::default();
    let mut templates = Vec::new();
    if centre.shifts.is_empty() {
        faults.add(source.file, None, FaultKind::NoShift);
    }
    for shift in &centre.shifts {
        let id = &shift.get_ref().id;
        if names.add(Thing::Shift, id.get_ref(), source.place(id), faults) {
            templates.push(Reader { shift: shift.get_ref(), grid, source, faults }.template());
        }
    }
    (templates, names)
}

struct Reader<'a> {
    shift: &'a ShiftTable,
    grid: i32,
    source: Source<'a>,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    fn template(mut self) -> ShiftTemplate {
        let (earliest_start, latest_start) = self.start();
        let work = self.work();
        let breaks: Vec<BreakRule> =
            self.shift.breaks.iter().map(|written| self.break_rule(written.get_ref())).collect();
        let weight = self.shift.weight.as_ref();
        let weight = weight.and_then(|weight| within("weight", weight, (0.0, 1e6), self.source, self.faults));
        let template = ShiftTemplate {
            id: self.shift.id.get_ref().clone(),
            weekdays: self.weekdays(),
            earliest_start,
            latest_start,
            start_step: self.step("start_step_minutes", self.shift.start_step_minutes.as_ref()),
            work,
            breaks,
            most_per_day: self.shift.most_per_day,
            outside_opening: self.shift.outside_opening,
            weight: weight.unwrap_or(1.0),
        };
        for (rule, written) in template.breaks.iter().zip(&self.shift.breaks) {
            if !has_room(&template, rule) {
                let kind = FaultKind::BreakDoesNotFit { shift: template.id.clone(), minutes: rule.minutes };
                self.source.fault(self.faults, written, kind);
            }
        }
        template
    }

    fn weekdays(&mut self) -> Vec<Weekday> {
        let Some(listed) = &self.shift.weekdays else { return WEEK.to_vec() };
        let mut weekdays = Vec::new();
        for written in listed {
            if let Some(day) = values::weekday(written.get_ref()) {
                weekdays.push(day);
            } else {
                let value = written.get_ref().clone();
                self.source.fault(self.faults, written, FaultKind::UnknownWeekday { value });
            }
        }
        weekdays.sort_by_key(Weekday::num_days_from_monday);
        weekdays.dedup();
        weekdays
    }

    fn start(&mut self) -> (i32, i32) {
        let written = &self.shift.start;
        let text = written.get_ref();
        let one = values::clock(text).map(|clock| (clock, clock));
        let Some((earliest, latest)) = one.or_else(|| values::clock_span(text)) else {
            self.source.fault(self.faults, written, FaultKind::BadTimeSpan { value: text.clone() });
            return (0, 0);
        };
        // Equal ends mean that one time here, not a whole day.
        let latest = if latest - earliest == 1440 { earliest } else { latest };
        self.on_grid("start", earliest, written);
        self.on_grid("start", latest, written);
        (earliest, latest)
    }

    fn step(&mut self, key: &str, written: Option<&Spanned<i32>>) -> i32 {
        let range = (f64::from(self.grid), 1440.0);
        let step = whole_within(key, written, self.grid, range, (self.source, self.faults));
        if let Some(written) = written {
            self.on_grid(key, step, written);
        }
        step
    }

    fn work(&mut self) -> Vec<i32> {
        let shift = self.shift;
        let mut lengths: Vec<i32> = match (&shift.work, &shift.work_range) {
            (Some(list), None) if !list.is_empty() => {
                list.iter().filter_map(|written| self.length("work", written)).collect()
            }
            (None, Some(range)) => {
                let step = self.step("step_minutes", range.step_minutes.as_ref());
                match (self.length("from", &range.from), self.length("to", &range.to)) {
                    (Some(from), Some(to)) => (from..=to).step_by(usize::try_from(step).unwrap_or(1).max(1)).collect(),
                    _ => return Vec::new(),
                }
            }
            _ => Vec::new(),
        };
        if lengths.is_empty() && shift.work.as_ref().is_none_or(Vec::is_empty) {
            let kind = FaultKind::WorkLengths { shift: shift.id.get_ref().clone() };
            self.source.fault(self.faults, &shift.id, kind);
        }
        lengths.sort_unstable();
        lengths.dedup();
        lengths
    }

    /// A paid length, above 0 and on the grid.
    fn length(&mut self, key: &str, written: &Spanned<String>) -> Option<i32> {
        let minutes = self.duration(written)?;
        if !(1..=1440).contains(&minutes) {
            let value = f64::from(minutes);
            let kind = FaultKind::OutOfRange { key: key.to_owned(), value, low: 1.0, high: 1440.0 };
            self.source.fault(self.faults, written, kind);
            return None;
        }
        self.on_grid(key, minutes, written);
        Some(minutes)
    }

    fn duration(&mut self, written: &Spanned<String>) -> Option<i32> {
        let minutes = values::duration(written.get_ref());
        if minutes.is_none() {
            self.source.fault(self.faults, written, FaultKind::BadTime { value: written.get_ref().clone() });
        }
        minutes
    }

    fn break_rule(&mut self, table: &BreakTable) -> BreakRule {
        let kind = match table.kind {
            schema_work::BreakKind::Lunch => BreakKind::Lunch,
            schema_work::BreakKind::Break => BreakKind::Break,
            schema_work::BreakKind::Meal => BreakKind::Meal,
            schema_work::BreakKind::Gap => BreakKind::Gap,
        };
        let range = (1.0, 1440.0);
        let minutes = whole_within("minutes", Some(&table.minutes), self.grid, range, (self.source, self.faults));
        self.on_grid("minutes", minutes, &table.minutes);
        let if_work_over = table.if_work_over.as_ref().and_then(|written| self.duration(written));
        let earliest = self.offset("earliest_after_start", table.earliest_after_start.as_ref());
        let latest = self.offset("latest_after_start", table.latest_after_start.as_ref());
        let before_end = self.offset("before_end", table.before_end.as_ref());
        BreakRule {
            kind,
            minutes,
            paid: kind == BreakKind::Meal || table.paid.unwrap_or(kind == BreakKind::Break),
            if_work_over: if_work_over.unwrap_or(0),
            earliest_after_start: earliest.unwrap_or(0),
            latest_after_start: latest,
            before_end: before_end.unwrap_or(0),
            between: table.between.as_ref().and_then(|written| self.between(written)),
            most_at_once: self.at_once(table),
        }
    }

    fn at_once(&mut self, table: &BreakTable) -> Option<BreakLimit> {
        match (&table.most_at_once, &table.most_share_at_once) {
            (Some(people), None) => {
                let range = (1.0, 1e6);
                let people = whole_within("most_at_once", Some(people), 1, range, (self.source, self.faults));
                Some(BreakLimit::People(people))
            }
            (None, Some(share)) => {
                let share = within("most_share_at_once", share, (0.0, 1.0), self.source, self.faults)?;
                Some(BreakLimit::Share(share))
            }
            (Some(written), Some(_)) => {
                self.source.fault(self.faults, written, FaultKind::AtOnceTwice);
                None
            }
            (None, None) => None,
        }
    }

    fn offset(&mut self, key: &str, written: Option<&Spanned<String>>) -> Option<i32> {
        let minutes = self.duration(written?)?;
        self.on_grid(key, minutes, written?);
        Some(minutes)
    }

    fn between(&mut self, written: &Spanned<String>) -> Option<(i32, i32)> {
        let span = values::clock_span(written.get_ref());
        let Some((from, to)) = span else {
            self.source.fault(self.faults, written, FaultKind::BadTimeSpan { value: written.get_ref().clone() });
            return None;
        };
        self.on_grid("between", from, written);
        self.on_grid("between", to, written);
        span
    }

    fn on_grid<T>(&mut self, key: &str, minutes: i32, written: &Spanned<T>) {
        if minutes % self.grid != 0 {
            let shift = self.shift.id.get_ref().clone();
            let kind = FaultKind::OffGrid { shift, key: key.to_owned(), minutes, grid: self.grid };
            self.source.fault(self.faults, written, kind);
        }
    }
}

/// Whether some shift of the template has room for the break, other breaks apart; true where none has it at all.
fn has_room(template: &ShiftTemplate, rule: &BreakRule) -> bool {
    let has_break = |work: &&i32| **work > rule.if_work_over;
    let mut lengths = template.work.iter().filter(has_break).peekable();
    if lengths.peek().is_none() {
        return true;
    }
    let starts = || {
        (template.earliest_start..=template.latest_start)
            .step_by(usize::try_from(template.start_step).unwrap_or(1).max(1))
    };
    lengths.any(|&work| {
        let span = template.span_minutes(work);
        let latest = (span - rule.minutes - rule.before_end).min(rule.latest_after_start.unwrap_or(i32::MAX));
        starts().any(|start| {
            // The window by the clock may lie on the day after the shift's start.
            let windows = rule
                .between
                .map_or(vec![(i32::MIN / 2, i32::MAX / 2)], |(from, to)| vec![(from, to), (from + 1440, to + 1440)]);
            windows.into_iter().any(|(from, to)| {
                let first = (start + rule.earliest_after_start).max(from);
                first <= (start + latest).min(to - rule.minutes)
            })
        })
    })
}
