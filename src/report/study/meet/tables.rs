//! The best slots of each kind, as tables.

use crate::model::{Cover, Way};
use crate::report::study::Part;
use crate::text::meet as text;

use super::{Kind, ROWS, Row, Teller};

impl<'a> Teller<'a> {
    /// The best slots of a kind, for each length.
    pub(super) fn table(&self, kind: Kind, rows: &[Row<'a>]) -> Option<Part> {
        let lengths = &self.gathering.question.lengths;
        let of_length = |length: i32| rows.iter().filter(move |(slot, _)| self.slot(*slot).span.minutes() == length);
        let horizon = &self.gathering.month.horizon;
        let mut best: Vec<Row<'a>> = Vec::new();
        for &length in lengths {
            let first: Vec<Row<'a>> = of_length(length).take(ROWS).copied().collect();
            let is_late = |slot: usize| kind == Kind::Closed && self.slot(slot).is_late(horizon);
            let all_late = first.iter().all(|&(slot, _)| is_late(slot));
            let all_early = first.iter().all(|&(slot, _)| !is_late(slot));
            // Of mornings and evenings the best of either is told, though it be the fourth of all.
            let other = of_length(length).find(|(slot, _)| kind == Kind::Closed && is_late(*slot) != all_late);
            best.extend(&first);
            best.extend(other.filter(|_| all_late || all_early));
        }
        if best.is_empty() {
            return None;
        }
        Some(match kind {
            Kind::Closed => self.closed(&best),
            Kind::Halves => self.halves(&best),
            Kind::AtOnce => self.at_once(&best),
        })
    }

    fn closed(&self, best: &[Row<'a>]) -> Part {
        let language = self.language;
        let pays = best.iter().any(|(_, way)| way.cost.is_some());
        let dash = || "–".to_owned();
        let row = |&(slot, way): &Row<'a>| {
            let asks = &way.attendance;
            let mut cells = self.first_cells(slot, way);
            cells.extend([self.hours(asks.extra_minutes), asks.come_in.to_string(), self.hours(asks.wait_minutes)]);
            cells.push(self.rest(way).unwrap_or_else(dash));
            cells.extend(pays.then(|| self.kronor(way).unwrap_or_else(dash)));
            cells.push(self.gathering.alike(slot).count().to_string());
            cells
        };
        let mut header = vec![text::column_when(language), text::column_there(language)];
        header.extend([text::column_extra(language), text::column_come_in(language), text::column_wait(language)]);
        header.push(text::column_rest(language));
        header.extend(pays.then(|| text::column_kronor(language)));
        header.push(text::column_days(language));
        Part {
            heading: text::heading_closed(language),
            how: text::how_closed(language),
            header,
            rows: best.iter().map(row).collect(),
            lines: self.after_closing(),
            ..Part::default()
        }
    }

    fn halves(&self, best: &[Row<'a>]) -> Part {
        let language = self.language;
        let row = |&(slot, way): &Row<'a>| {
            let effect = &way.effect;
            let mut cells = self.first_cells(slot, way);
            cells.push(self.contacts(self.slot(slot), way));
            cells.extend([effect.unanswered.mean, effect.late.mean].map(|mean| self.number(mean)));
            cells.extend([self.range(effect.unhelped), self.gathering.alike(slot).count().to_string()]);
            cells
        };
        Part {
            heading: text::heading_halves(language),
            how: text::how_halves(language),
            header: vec![
                text::column_when(language),
                text::column_there(language),
                text::column_contacts(language),
                text::column_unanswered(language),
                text::column_late(language),
                text::column_unhelped(language),
                text::column_days(language),
            ],
            rows: best.iter().map(row).collect(),
            ..Part::default()
        }
    }

    /// A column for each who may answer.
    fn at_once(&self, best: &[Row<'a>]) -> Part {
        let language = self.language;
        let all = [Cover::Nobody, Cover::Departments, Cover::Manager, Cover::Switchboard, Cover::Both];
        let of =
            |slot: usize, cover: Cover| self.slot(slot).ways.iter().find(|way| way.cover == cover && way.is_possible());
        let takes = best.iter().any(|(_, way)| way.attendance.extra_minutes > 0);
        let covers: Vec<Cover> =
            all.into_iter().filter(|&cover| best.iter().any(|&(slot, _)| of(slot, cover).is_some())).collect();
        let row = |&(slot, way): &Row<'a>| {
            let mut cells = self.first_cells(slot, way);
            cells.extend(takes.then(|| self.hours(way.attendance.extra_minutes)));
            cells.push(self.contacts(self.slot(slot), way));
            let figure = |cover: &Cover| of(slot, *cover).map(|way| self.range(way.effect.unhelped));
            cells.extend(covers.iter().map(|cover| figure(cover).unwrap_or_else(|| "–".to_owned())));
            cells.push(self.gathering.alike(slot).count().to_string());
            cells
        };
        let mut header = vec![text::column_when(language), text::column_there(language)];
        header.extend(takes.then(|| text::column_extra(language)));
        header.push(text::column_contacts(language));
        header.extend(covers.iter().map(|&cover| text::cover(language, cover).to_owned()));
        header.push(text::column_days(language));
        Part {
            heading: text::heading_at_once(language),
            how: text::how_at_once(language),
            header,
            rows: best.iter().map(row).collect(),
            ..Part::default()
        }
    }

    /// When, and how many of the group.
    fn first_cells(&self, slot: usize, way: &Way) -> Vec<String> {
        let there = text::there_of(self.language, way.attendance.there.len(), self.gathering.group);
        vec![self.when(self.slot(slot), way), there]
    }
}
