//! The month as a picture, who could answer in the best slot, and what does not work.

use crate::model::{Cover, Slot, Way};
use crate::report::study::Part;
use crate::text::{meet as text, words};

use super::{Kind, SHADES, Square, Teller, heat};

/// Classes of squares: closed, open by how many are not helped in time, not possible.
const CLASSES: [&str; 7] = ["s-free", "s-0", "s-1", "s-2", "s-3", "s-4", "s-no"];

impl Teller<'_> {
    /// Every cover in the best slot within opening hours.
    pub(super) fn covers(&self) -> Option<Part> {
        let language = self.language;
        let best = [Kind::AtOnce, Kind::Halves].into_iter().find_map(|kind| self.best(kind).first().copied());
        let judged = |slot: &&Slot| slot.is_open && slot.ways.iter().any(|way| self.is_told(way));
        let index = best.map(|(slot, _)| slot);
        let slot = index.map(|index| self.slot(index)).or_else(|| self.gathering.slots.iter().find(judged))?;
        let mut ways: Vec<&Way> = slot.ways.iter().collect();
        ways.sort_by_key(|way| way.cover);
        let row = |way: &&Way| {
            let effect = &way.effect;
            vec![
                text::cover(language, way.cover).to_owned(),
                self.number(effect.unanswered.mean),
                self.number(effect.late.mean),
                self.number(effect.messages.mean),
                self.range(effect.unhelped),
                self.outcome(way),
            ]
        };
        let mut lines = Vec::new();
        let handle_time = |queue: usize| self.gathering.month.queues[queue].handle_time.get();
        let live = (0..self.gathering.month.queues.len()).filter(|&queue| self.gathering.month.queues[queue].is_live());
        let times: Vec<f64> = live.map(handle_time).collect();
        if let Some(way) = ways.iter().find(|way| way.cover == Cover::Switchboard) {
            let count = f64::from(u32::try_from(times.len().max(1)).unwrap_or(u32::MAX));
            let minutes = way.effect.messages.mean * times.iter().sum::<f64>() / count / 60.0;
            let messages = self.number(way.effect.messages.mean);
            lines.push(text::call_backs(language, messages, words::number(language, minutes, 0)));
        }
        for way in ways.iter().filter(|way| way.is_possible() && !way.unknown.is_empty()) {
            let names = way.unknown.iter().map(|queue| self.gathering.month.queues[queue.0].name.clone());
            let names = text::nobody_knows(language, words::list(language, &names.collect::<Vec<_>>()));
            lines.push(format!("{}: {names}.", super::upper_first(text::cover(language, way.cover))));
        }
        if let Some(way) = ways.iter().find(|way| way.attendance.put_off_minutes > 0) {
            lines.push(text::put_off(language, self.hours(way.attendance.put_off_minutes)));
        }
        Some(Part {
            heading: text::heading_covers(language, self.when(slot, ways.first()?)),
            how: text::how_covers(language, self.contacts(slot, ways.first()?), self.gathering.replications[1]),
            header: vec![
                text::column_cover(language),
                text::column_unanswered(language),
                text::column_late(language),
                text::column_messages(language),
                text::column_unhelped(language),
                text::column_verdict(language),
            ],
            rows: ways.iter().map(row).collect(),
            lines,
            ..Part::default()
        })
    }

    /// The month as a picture.
    pub(super) fn month(&self, length: i32) -> Part {
        let language = self.language;
        let (gathering, horizon) = (self.gathering, &self.gathering.month.horizon);
        let of_length = || gathering.slots.iter().enumerate().filter(|(_, slot)| slot.span.minutes() == length);
        let clock = |slot: &Slot| horizon.clock(slot.span.start).minute;
        let mut starts: Vec<i32> = of_length().map(|(_, slot)| clock(slot)).collect();
        starts.sort_unstable();
        starts.dedup();
        let squares = of_length().map(|(index, slot)| Square {
            column: slot.day.0,
            row: starts.binary_search(&clock(slot)).unwrap_or(0),
            class: self.shade(index, slot),
        });
        let columns = horizon.days.iter().map(|day| {
            let date = words::short_date(language, day.date);
            date.split_once(' ').map_or([date.clone(), String::new()], |(day, date)| [day.to_owned(), date.to_owned()])
        });
        let rows = starts.iter().map(|&start| if start % 60 == 0 { words::clock(start) } else { String::new() });
        let heading = text::heading_month(language, length);
        let (squares, columns, rows) =
            (squares.collect::<Vec<_>>(), columns.collect::<Vec<_>>(), rows.collect::<Vec<_>>());
        Part {
            how: text::how_month(language),
            picture: Some(heat(&squares, &columns, &rows, &heading)),
            keys: CLASSES.iter().map(|&class| (class, self.key(class))).collect(),
            heading,
            ..Part::default()
        }
    }

    fn shade(&self, index: usize, slot: &Slot) -> &'static str {
        let best = self.gathering.ways(index).first().filter(|way| way.is_possible());
        match best {
            None => CLASSES[6],
            Some(_) if !slot.is_open => CLASSES[0],
            Some(way) => {
                let darker = SHADES.iter().filter(|&&shade| way.effect.unhelped.mean.max(0.0).round() >= shade).count();
                CLASSES[1 + darker]
            }
        }
    }

    fn key(&self, class: &str) -> String {
        let language = self.language;
        let number = |value: f64| words::number(language, value, 0);
        match class {
            "s-free" => text::key_closed(language),
            "s-no" => text::key_rejected(language),
            "s-0" => text::key_none(language),
            "s-1" => text::key_from(language, number(SHADES[0])),
            "s-2" => text::key_from(language, number(SHADES[1])),
            "s-3" => text::key_from(language, number(SHADES[2])),
            _ => text::key_from(language, number(SHADES[3])),
        }
    }

    /// Reasons why slots do not work, with how many they are and one of them.
    pub(super) fn rejected(&self) -> Option<Part> {
        let language = self.language;
        let mut reasons: Vec<(String, usize, String)> = Vec::new();
        let mut add = |reason: String, example: &dyn Fn() -> String| match reasons
            .iter_mut()
            .find(|(other, ..)| *other == reason)
        {
            Some((_, n, _)) => *n += 1,
            None => reasons.push((reason, 1, example())),
        };
        for (index, slot) in self.gathering.slots.iter().enumerate() {
            let ways = self.gathering.ways(index);
            let at_once = ways.iter().filter(|way| way.cover != Cover::Halves);
            for way in at_once.clone() {
                let example = || self.when(slot, way);
                let cover = text::cover(language, way.cover);
                for empty in &way.empty {
                    add(format!("{}: {cover}", self.empty(*empty)), &example);
                }
            }
            // Rules do not depend on who answers.
            if let Some(way) = at_once.clone().next() {
                for (rule, people) in self.broken(way) {
                    let example = || format!("{} ({})", self.when(slot, way), people.len());
                    add(text::broken_rule(language, rule), &example);
                }
            }
        }
        reasons.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let rows: Vec<Vec<String>> = reasons
            .into_iter()
            .map(|(reason, n, example)| vec![super::upper_first(&reason), n.to_string(), example])
            .collect();
        (!rows.is_empty()).then(|| Part {
            heading: text::heading_rejected(language),
            how: text::how_rejected(language),
            header: vec![text::column_reason(language), text::column_slots(language), text::column_example(language)],
            rows,
            ..Part::default()
        })
    }
}
