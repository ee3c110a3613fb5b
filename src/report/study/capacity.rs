//! The capacity study as a document.

mod basis;
mod before;

use crate::model::{Capacity, CurvePoint, Grouping, Language, Played};
use crate::text::{capacity as text, terminal, words};

use super::chart::{Line, chart};
use super::{Document, Part};

/// Classes of the lines of a picture.
const LINES: [&str; 3] = ["l1", "l2", "l3"];
/// Formula and simulation this far apart are said to agree, in shares.
const NEAR: f64 = 0.02;

/// The document of a capacity study.
pub(in crate::report) fn document(capacity: &Capacity, language: Language) -> Document {
    let teller = Teller { capacity, language };
    let before = capacity.before.as_ref();
    let mut parts: Vec<Part> = before.map(|study| teller.before_parts(study)).into_iter().flatten().collect();
    parts.extend([teller.carried(), teller.needed(), teller.seats()]);
    parts.extend(capacity.curves.iter().map(|curve| teller.curve(curve)));
    parts.push(teller.levers());
    let (verdict, sentences) = match before.and_then(|study| teller.before(study)) {
        Some((verdict, sentences)) => (verdict, sentences.into_iter().chain(teller.sentences()).collect()),
        None => (teller.verdict(), teller.sentences()),
    };
    Document {
        title: text::title(language, &capacity.centre),
        verdict,
        sentences,
        findings: Vec::new(),
        alarms: capacity.mismatches.iter().map(|mismatch| teller.mismatch(mismatch)).collect(),
        parts,
        rests_on: teller.rests_on(),
    }
}

struct Teller<'a> {
    capacity: &'a Capacity,
    language: Language,
}

impl Teller<'_> {
    fn number(&self, value: f64) -> String {
        words::number(self.language, value, 0)
    }

    fn percent(&self, share: f64) -> String {
        words::round_percent(self.language, share)
    }

    fn volume(&self, contacts: f64) -> String {
        text::volume(self.language, self.capacity.inflow.is_steady, contacts)
    }

    fn people(&self, people: f64) -> String {
        text::people(self.language, people)
    }

    fn seconds(&self, seconds: f64) -> String {
        text::seconds(self.language, self.number(seconds))
    }

    /// The row of the people there are, or the middle one asked for.
    fn there(&self) -> usize {
        let rows = self.capacity.carried.iter().enumerate();
        let distance = |people: f64| (people - self.capacity.staff.full_time).abs();
        let nearest = rows.min_by(|a, b| distance(a.1.people).total_cmp(&distance(b.1.people)));
        if self.capacity.staff.full_time > 0.0 {
            nearest.map_or(0, |(index, _)| index)
        } else {
            self.capacity.carried.len() / 2
        }
    }

    fn verdict(&self) -> String {
        let (capacity, language) = (self.capacity, self.language);
        let staff = &capacity.staff;
        if capacity.is_volume_assumed && staff.full_time > 0.0 {
            return text::no_verdict(language, text::number_of_people(language, staff.full_time));
        }
        let at = |volume: f64| capacity.needed.iter().find(|row| (row.volume - volume).abs() < 1e-6 * volume);
        let rows: Vec<_> = capacity.volume.0.distinct().into_iter().filter_map(at).collect();
        let all = || rows.iter().flat_map(|row| &row.people).copied();
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
        if rows.is_empty() {
            return self.carries(self.there());
        }
        let people = if high - low < 0.5 {
            self.people(low)
        } else {
            text::full_time_range(language, self.number(low), self.number(high))
        };
        let volume = &capacity.volume.0;
        let volume = if volume.is_exact() {
            self.volume(volume.mid)
        } else {
            format!("{}–{}", self.number(volume.low), self.volume(volume.high))
        };
        if staff.full_time > 0.0 {
            text::verdict(language, volume, people, text::number_of_people(language, staff.full_time))
        } else {
            text::verdict_new(language, volume, people)
        }
    }

    fn carries(&self, index: usize) -> String {
        let Some(row) = self.capacity.carried.get(index) else { return String::new() };
        let handle_times = self.capacity.handle_time.0;
        let (people, language) = (self.people(row.people), self.language);
        match row.per_day.as_slice() {
            [high, mid, low] => text::carries(
                language,
                people,
                self.volume(*mid),
                self.number(*low),
                self.number(*high),
                self.seconds(handle_times.high),
                self.seconds(handle_times.low),
            ),
            each => text::carries_one(language, people, self.volume(each.first().copied().unwrap_or(0.0))),
        }
    }

    fn sentences(&self) -> Vec<String> {
        let (capacity, language) = (self.capacity, self.language);
        let there = self.there();
        let mut sentences = vec![self.carries(there)];
        let middle = |index: usize| {
            let row = capacity.carried.get(index)?;
            Some((row.people, *row.per_day.get(row.per_day.len() / 2)?))
        };
        let before = there.checked_sub(1).and_then(middle);
        if let (Some((fewer, below)), Some((people, volume)), Some((more, _))) =
            (before, middle(there), middle(there + 1))
        {
            sentences.push(text::break_even(
                language,
                text::number_of_people(language, fewer),
                self.number(below),
                text::number_of_people(language, people),
                self.number(volume),
                text::number_of_people(language, more),
            ));
        }
        if let (Some((weekday, factor)), Some((_, volume)), false) =
            (capacity.busiest_day, middle(there), capacity.inflow.is_steady)
        {
            let weekday = super::upper_first(words::weekday(language, weekday));
            let above = self.percent(((factor - 1.0) * 100.0).round() / 100.0);
            sentences.push(text::busiest_day(language, weekday, above, self.number(volume / factor)));
        }
        let apart = capacity.furthest_apart();
        let points = words::number(language, apart * 100.0, 1);
        sentences.push(if apart <= NEAR { text::apart(language, points) } else { text::apart_far(language, points) });
        sentences
    }

    fn carried(&self) -> Part {
        let (capacity, language) = (self.capacity, self.language);
        let handle_times = capacity.handle_time.0.distinct();
        let mut header = vec![text::column_full_time(language), text::column_seats(language)];
        header.extend(handle_times.iter().map(|&seconds| self.seconds(seconds)));
        let presence = capacity.presence.0;
        let has_range = !presence.is_exact();
        if has_range {
            header.push(text::column_presence(language, self.percent(presence.low), self.percent(presence.high)));
        }
        let is_day = !capacity.inflow.is_steady;
        if is_day {
            header.push(text::column_peak(language));
        }
        let rows = capacity.carried.iter().map(|row| {
            let mut cells = vec![text::number_of_people(language, row.people), words::number(language, row.seats, 1)];
            cells.extend(row.per_day.iter().map(|&volume| self.number(volume)));
            if has_range {
                cells.push(format!("{}–{}", self.number(row.by_presence.0), self.number(row.by_presence.1)));
            }
            if is_day {
                cells.push(self.number(row.per_day_at_peak));
            }
            cells
        });
        let how = if is_day { text::carried_how } else { text::carried_how_hour };
        Part {
            heading: text::carried(language),
            how: how(
                language,
                self.percent(capacity.inflow.share.get()),
                words::wait(capacity.inflow.within.get()),
                terminal::definition(language, capacity.inflow.definition),
            ),
            header,
            rows: rows.collect(),
            lines: Vec::new(),
            picture: Some(self.picture()),
            keys: LINES.into_iter().zip(handle_times.iter().map(|&seconds| self.seconds(seconds))).collect(),
        }
    }

    /// Full-time people against contacts, a line for each handle time.
    fn picture(&self) -> String {
        let (capacity, language) = (self.capacity, self.language);
        let line = |(index, class): (usize, &'static str)| {
            let points = capacity.picture.iter().filter_map(|row| Some((*row.per_day.get(index)?, row.people)));
            Line { class, points: points.collect() }
        };
        let lines: Vec<Line> = LINES.into_iter().enumerate().map(line).collect();
        let is_hour = capacity.inflow.is_steady;
        let across = if is_hour { text::axis_contacts_hour(language) } else { text::axis_contacts(language) };
        let mark = self.number(capacity.inflow.total());
        let mark = Some((capacity.inflow.total(), mark.as_str()));
        chart(&lines, (&across, &text::axis_people(language)), mark, &self.carries(self.there()))
    }

    fn needed(&self) -> Part {
        let (capacity, language) = (self.capacity, self.language);
        let mut header = vec![text::column_volume(language)];
        header.extend(capacity.handle_time.0.distinct().iter().map(|&seconds| self.seconds(seconds)));
        let presence = capacity.presence.0;
        let has_range = !presence.is_exact();
        if has_range {
            header.push(text::column_presence_down(language, self.percent(presence.high), self.percent(presence.low)));
        }
        let rows = capacity.needed.iter().map(|row| {
            let mut cells = vec![self.number(row.volume)];
            let both = row.people.iter().zip(&row.seats);
            cells.extend(both.map(|(people, seats)| format!("{} ({seats})", self.number(*people))));
            if has_range {
                cells.push(format!("{}–{}", self.number(row.by_presence.0), self.number(row.by_presence.1)));
            }
            cells
        });
        Part {
            heading: text::needed(language),
            how: text::needed_how(language),
            header,
            rows: rows.collect(),
            ..Part::default()
        }
    }

    fn played(&self, played: &Played) -> String {
        let half = words::number(self.language, 196.0 * played.share_error, 1);
        format!("{} ± {half}", words::percent(self.language, played.share))
    }

    fn seats(&self) -> Part {
        let (capacity, language) = (self.capacity, self.language);
        let is_day = !capacity.inflow.is_steady;
        let mut header = vec![text::column_seats(language), text::column_hour(language)];
        if is_day {
            header.extend([text::column_day(language), text::column_peak(language)]);
        }
        header.extend([text::column_formula(language), text::column_played(language), text::column_wait(language)]);
        let rows = capacity.seats.iter().map(|row| {
            let mut cells = vec![row.seats.to_string(), self.number(row.per_hour.floor())];
            if is_day {
                cells.extend([self.number(row.per_day), self.number(row.per_day_at_peak)]);
            }
            cells.extend([
                words::percent(language, row.by_formula.share),
                self.played(&row.played),
                words::wait(row.played.mean_wait_s),
            ]);
            cells
        });
        Part {
            heading: text::seats(language),
            how: text::seats_how(language),
            header,
            rows: rows.collect(),
            ..Part::default()
        }
    }

    fn curve(&self, curve: &crate::model::Curve) -> Part {
        let (capacity, language) = (self.capacity, self.language);
        let has_groups = capacity.groups.len() > 1;
        let groupings: &[Grouping] =
            if has_groups { &[Grouping::Pooled, Grouping::Overflow, Grouping::Siloed] } else { &[Grouping::Pooled] };
        let mut targets: Vec<f64> = curve.points.iter().map(|point| point.target).collect();
        targets.sort_by(f64::total_cmp);
        targets.dedup();
        let at = |grouping: Grouping, target: f64| {
            curve.points.iter().find(|point| point.grouping == grouping && (point.target - target).abs() < 1e-9)
        };
        let mut header = vec![text::column_target(language)];
        header.extend(groupings.iter().map(|&grouping| text::grouping(language, grouping)));
        let rows = targets.iter().map(|&target| {
            let cells =
                groupings.iter().map(|&grouping| at(grouping, target).map_or("–".to_owned(), |p| self.point(p)));
            std::iter::once(self.percent(target)).chain(cells).collect()
        });
        let step = |&grouping: &Grouping| {
            let (from, to) = (at(grouping, 0.8)?, at(grouping, 0.9)?);
            Some(text::step(
                language,
                self.percent(from.target),
                self.percent(to.target),
                text::grouping(language, grouping),
                to.seats.saturating_sub(from.seats),
                words::number(language, to.people - from.people, 1),
            ))
        };
        let line = |(&grouping, class): (&Grouping, &'static str)| {
            let points = curve.points.iter().filter(|point| point.grouping == grouping);
            Line { class, points: points.map(|p| (100.0 * p.target, f64::from(p.seats))).collect() }
        };
        let order = [LINES[1], LINES[0], LINES[2]];
        let lines: Vec<Line> = groupings.iter().zip(order).map(line).collect();
        let overflow = self.seconds(capacity.overflow.0.get());
        Part {
            heading: text::curve(language, self.volume(curve.volume)),
            how: if has_groups { text::curve_how(language, overflow) } else { text::curve_how_one(language) },
            header,
            rows: rows.collect(),
            lines: groupings.iter().filter_map(step).collect(),
            picture: Some(chart(
                &lines,
                (&format!("{}, %", text::column_target(language)), &text::axis_seats(language)),
                None,
                &text::curve(language, self.volume(curve.volume)),
            )),
            keys: order.into_iter().zip(groupings.iter().map(|&g| text::grouping(language, g))).collect(),
        }
    }

    fn point(&self, point: &CurvePoint) -> String {
        let people = words::number(self.language, point.people, 1);
        let played = words::number(self.language, 100.0 * point.played.share, 1);
        let by_formula = point.by_formula.map_or("–".to_owned(), |s| words::number(self.language, 100.0 * s, 1));
        format!("{} = {people} ({by_formula}/{played})", point.seats)
    }

    fn levers(&self) -> Part {
        let (capacity, language) = (self.capacity, self.language);
        let row = capacity.carried.get(self.there());
        let now = row.and_then(|row| row.per_day.get(row.per_day.len() / 2)).copied().unwrap_or(0.0);
        let signed = |value: f64| {
            let plus = if value >= 0.5 { "+" } else { "" };
            format!("{plus}{}", self.number(value))
        };
        let rows = capacity.levers.iter().map(|lever| {
            vec![text::change(language, lever.change), self.number(lever.per_day), signed(lever.per_day - now)]
        });
        Part {
            heading: text::levers(language, self.people(row.map_or(0.0, |row| row.people))),
            header: vec![text::column_change(language), text::column_then(language), text::column_difference(language)],
            rows: rows.collect(),
            ..Part::default()
        }
    }
}
