//! The last level of the aim: with cover, people and paid time as they are, the least supplements for unsocial hours.

use super::cuts::state_violated;
use super::engine::{Col, Limits, Mip, Terms};
use super::levels::Solved;
use super::shifts::Shift;
use crate::model::{Aim, Money, Scenario, Span, Watch};

/// Whether any hour of the horizon gives a supplement.
pub(in crate::optimise) fn has_any(scenario: &Scenario) -> bool {
    !scenario.pay.unsocial.is_empty()
}

/// What working all of `span` gives, without rounding `[kr]`. Where no rate is known an hour counts as one krona, so that
/// less of it is still better.
pub(in crate::optimise) fn of_span(scenario: &Scenario, span: Span) -> f64 {
    let end = scenario.horizon.minutes();
    if scenario.horizon.cyclic && span.end.0 > end {
        let (from, to) = (span.start.0.max(end), span.end.0);
        let inside =
            if span.start.0 < end { of_span(scenario, Span::new(span.start, crate::model::Minute(end))) } else { 0.0 };
        let over = Span::new(crate::model::Minute(from - end), crate::model::Minute(to - end));
        return inside + of_span(scenario, over);
    }
    let pieces = scenario.pay.within(span);
    pieces
        .map(|some| {
            let hourly = some.hourly.unwrap_or(UNKNOWN);
            #[expect(clippy::cast_precision_loss, reason = "a price of the program, far below 2^53 öre")]
            let kronor = hourly.ore() as f64 / 100.0;
            kronor * f64::from(some.span.minutes()) / 60.0
        })
        .sum()
}

/// Stands for a rate that is not known.
const UNKNOWN: Money = Money::from_ore(100);

/// The least that a shift gives, its unpaid breaks at their dearest times `[kr]`.
pub(in crate::optimise) fn of_shift(scenario: &Scenario, shift: &Shift) -> f64 {
    let grid = scenario.horizon.grid_minutes;
    let saved = shift.breaks.iter().filter(|window| !window.paid).map(|window| {
        let starts = window.starts(grid);
        starts.map(|start| of_span(scenario, Span::new(start, start + window.minutes))).fold(0.0, f64::max)
    });
    of_span(scenario, shift.span()) - saved.sum::<f64>()
}

impl Solved<'_> {
    /// Supplements as prices of columns: each shift with its whole span, less unpaid breaks where they start.
    ///
    /// ```text
    /// supplements  =  sum over shifts s of price(span(s)) x(s)  -  sum over starts t of price([t, t + length)) u(t)
    /// ```
    ///
    /// Breaks of one length are pooled; where paid and unpaid ones share a pool its starts are not priced, which can only
    /// overstate.
    fn supplement_prices(&self) -> Vec<(Col, f64)> {
        let (scenario, week) = (self.week.scenario, &self.week);
        let mut prices = Vec::new();
        for class in 0..week.classes.len() {
            for (_, shift, col) in week.shifts_of(class) {
                let fixed = shift.breaks.iter().filter(|window| !window.paid && window.earliest == window.latest);
                let breaks = fixed.map(|w| of_span(scenario, Span::new(w.earliest, w.earliest + w.minutes)));
                prices.push((col, of_span(scenario, shift.span()) - breaks.sum::<f64>()));
            }
        }
        for (crew, pools) in week.crews.iter().zip(&week.pools) {
            for (day, pools) in pools.iter().enumerate() {
                for pool in pools {
                    let shifts = crew.classes.iter().flat_map(|&class| &week.classes[class].shifts[day]);
                    let mut windows = shifts.flat_map(|shift| &shift.breaks);
                    if windows.any(|window| window.minutes == pool.minutes && window.paid) {
                        continue;
                    }
                    for &(start, col) in &pool.starts {
                        prices.push((col, -of_span(scenario, Span::new(start, start + pool.minutes))));
                    }
                }
            }
        }
        prices.retain(|(_, price)| *price != 0.0);
        prices
    }

    /// What the solution gives in supplements, without rounding; `None` without a solution.
    pub(in crate::optimise) fn supplements(&self) -> Option<Money> {
        let values = self.values.as_ref()?;
        if !has_any(self.week.scenario) {
            return Some(Money::default());
        }
        let kronor: f64 = self.supplement_prices().iter().map(|&(col, price)| price * values[col]).sum();
        #[expect(clippy::cast_possible_truncation, reason = "a price of the program, far below 2^53 öre")]
        let ore = (kronor * 100.0).round() as i64;
        Some(Money::from_ore(ore))
    }

    /// Objective (1b): the least supplements with no more missing, no more people and no more paid time.
    pub(in crate::optimise) fn lessen_supplements(&mut self, watch: Watch<'_>) {
        /// Gain worth a change `[kr]`.
        const GAIN: f64 = 0.005;
        // Where the simulation decides, the search does this for the roster that it settles on.
        if !has_any(self.week.scenario) || self.week.scenario.simulate || self.is_large() || watch.is_over() {
            return;
        }
        let Some(mut values) = self.values.clone() else { return };
        values.resize(self.week.mip.columns.len(), 0.0);
        let prices = self.supplement_prices();
        let sum = |values: &[f64]| prices.iter().map(|&(col, price)| price * values[col]).sum::<f64>();
        let now = sum(&values);
        if now < GAIN {
            return;
        }
        let limits = Limits { nodes: 200, gap: 1e-6, start: Some(values.clone()), watch, share: 0.3 };
        let fix = self.levels_held(&values, &prices);
        let Some(found) = self.finish(&fix, &limits).values else { return };
        if sum(&found) < now - GAIN && state_violated(&mut self.week, &mut self.cover, &found) == (0, 0) {
            self.values = Some(found);
        }
    }

    /// Turns this week's program into that of the last level: the levels before as rows, supplements as objective.
    fn levels_held(&self, values: &[f64], prices: &[(Col, f64)]) -> impl Fn(&mut Mip) + use<> {
        let week = &self.week;
        let aim = week.scenario.aim;
        let n_columns = week.mip.columns.len();
        let heads: Terms = self.counted_heads().map(|col| (col, 1.0)).collect();
        let mut paid: Terms = Vec::new();
        for class in 0..week.classes.len() {
            for (_, shift, col) in week.shifts_of(class) {
                let weight = match aim {
                    Aim::LeastWeight => week.scenario.templates[shift.template.0].weight,
                    Aim::Fewest | Aim::Contract | Aim::ContractSpread => f64::from(shift.work),
                };
                paid.push((col, weight));
            }
        }
        let at_most = |terms: &Terms| terms.iter().map(|&(col, weight)| weight * values[col]).sum::<f64>();
        let rows = [(at_most(&heads).round(), heads), (at_most(&paid) + 1e-6, paid)];
        let missing: Vec<(Col, f64)> = self.cover.shortage_columns().map(|col| (col, values[col])).collect();
        let prices = prices.to_vec();
        move |mip: &mut Mip| {
            // Columns of rows stated since then keep their price: nobody may be missing there.
            for column in mip.columns.iter_mut().take(n_columns) {
                column.cost = 0.0;
            }
            for &(col, most) in &missing {
                mip.columns[col].upper = mip.columns[col].upper.min(most + 1e-6);
            }
            for &(col, price) in &prices {
                mip.columns[col].cost = price;
            }
            for (most, terms) in &rows {
                mip.at_most(*most, terms.clone());
            }
        }
    }
}
