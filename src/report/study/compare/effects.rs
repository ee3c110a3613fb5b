//! What a what-if does to service beyond chance, as a table and in a sentence.

use crate::model::{Effect, EffectOn, QueueIdx};
use crate::text::{compare as text, words};

use super::{Column, Teller, name, shown};
use crate::report::study::Part;

/// Rows of a table of effects.
const ROWS: usize = 12;

impl Teller<'_> {
    /// The effects of a what-if: each with those of both ends, where there are two.
    fn of(&self, column: &Column) -> Vec<Vec<&Effect>> {
        let lists = || (0..column.cases.len()).filter_map(|end| self.comparison.effects.get(column.at + end - 1));
        let Some(first) = lists().next() else { return Vec::new() };
        let alike = |one: &Effect| -> Vec<&Effect> {
            let same = |other: &&Effect| (other.queue, other.on) == (one.queue, one.on);
            lists().filter_map(|list| list.iter().find(same)).collect()
        };
        first.iter().map(alike).collect()
    }

    /// What a what-if does to service: all queues first, then those where it does most.
    pub(super) fn effects(&self, column: &Column) -> Part {
        let language = self.language;
        let mut shown_rows = self.of(column);
        let certain = |ends: &[&Effect]| ends.iter().any(|effect| effect.is_better().is_some());
        let weight = |ends: &[&Effect]| {
            let least = |effect: &&Effect| effect.low.abs().min(effect.high.abs()) / scale(effect.on);
            ends.iter().map(least).fold(0.0, f64::max)
        };
        shown_rows.sort_by(|a, b| {
            let key = |ends: &[&Effect]| (ends.first().is_some_and(|effect| effect.queue.is_some()), !certain(ends));
            key(a).cmp(&key(b)).then(weight(b).total_cmp(&weight(a)))
        });
        let left = shown_rows.len().saturating_sub(ROWS);
        let rows = shown_rows.iter().take(ROWS).map(|ends| self.row(ends)).collect();
        let shown = shown(column.last(), language);
        Part {
            heading: text::effects(language, &shown),
            how: text::effects_how(language, self.comparison.replications),
            header: vec![
                text::column_queue(language),
                text::column_what(language),
                text::as_is(language),
                name(column.last(), language),
                text::column_difference(language),
                text::column_verdict(language),
            ],
            rows,
            lines: if left > 0 { vec![text::more(language, left)] } else { Vec::new() },
            ..Part::default()
        }
    }

    /// How much more or less is answered in time over all queues; nothing where that may be chance.
    pub(super) fn in_time(&self, column: &Column) -> Option<String> {
        let all = self.of(column);
        let ends = all.iter().find(|ends| ends.iter().all(|e| e.queue.is_none() && e.on == EffectOn::InTime))?;
        let language = self.language;
        let conclusions: Vec<Option<bool>> = ends.iter().map(|effect| effect.is_better()).collect();
        let low = ends.iter().map(|effect| effect.low).fold(f64::INFINITY, f64::min);
        let high = ends.iter().map(|effect| effect.high).fold(f64::NEG_INFINITY, f64::max);
        let points = |value: f64| words::number(language, value.abs() * 100.0, 1);
        let shown = shown(column.last(), language);
        match conclusions[..] {
            [Some(true), ..] if conclusions.iter().all(|c| *c == Some(true)) => {
                Some(text::more_in_time(language, shown, points(low), points(high)))
            }
            [Some(false), ..] if conclusions.iter().all(|c| *c == Some(false)) => {
                Some(text::fewer_in_time(language, shown, points(high), points(low)))
            }
            _ if conclusions.iter().all(Option::is_none) => Some(text::no_difference(language, shown)),
            _ => None,
        }
    }

    fn row(&self, ends: &[&Effect]) -> Vec<String> {
        let language = self.language;
        let base = &self.comparison.cases[0].plan.scenario;
        let Some(&first) = ends.first() else { return Vec::new() };
        let value = |value: f64| match first.on {
            EffectOn::MeanWait => words::wait(value),
            _ => words::percent(language, value),
        };
        let signed = |value: f64| match first.on {
            EffectOn::MeanWait => with_sign(value, &self.number(value.abs().round())) + " s",
            _ => with_sign(value, &words::number(language, (value * 100.0).abs(), 1)),
        };
        let low = ends.iter().map(|effect| effect.low).fold(f64::INFINITY, f64::min);
        let high = ends.iter().map(|effect| effect.high).fold(f64::NEG_INFINITY, f64::max);
        let interval = format!("({} – {})", signed(low), signed(high));
        let conclusion = |effect: &Effect| match effect.is_better() {
            Some(true) => text::better(language),
            Some(false) => text::worse(language),
            None => text::chance(language),
        };
        let each = |cell: &dyn Fn(&Effect) -> String| {
            let mut cells: Vec<String> = ends.iter().map(|effect| cell(effect)).collect();
            cells.dedup();
            cells.join(" – ")
        };
        let queue = |queue: QueueIdx| base.queues[queue.0].name.clone();
        vec![
            first.queue.map_or_else(|| text::all_queues(language), queue),
            text::measure(language, first.on),
            value(first.before),
            each(&|effect| value(effect.after)),
            format!("{} {interval}", each(&|effect| signed(effect.difference()))),
            each(&conclusion),
        ]
    }
}

/// What makes effects of different measures comparable: a point of a share, and some seconds of wait.
fn scale(on: EffectOn) -> f64 {
    if on == EffectOn::MeanWait { 600.0 } else { 1.0 }
}

/// A number with its sign, also when it is positive.
fn with_sign(value: f64, absolute: &str) -> String {
    let is_nothing = absolute.chars().all(|c| matches!(c, '0' | ',' | '.'));
    let sign = if is_nothing {
        ""
    } else if value < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{absolute}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_carries_its_sign_and_nothing_has_none() {
        assert_eq!(with_sign(1.2, "1,2"), "+1,2");
        assert_eq!(with_sign(-1.2, "1,2"), "−1,2");
        assert_eq!(with_sign(-0.01, "0,0"), "0,0");
    }
}
