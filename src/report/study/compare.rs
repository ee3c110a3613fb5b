//! Plans side by side as a document.

mod effects;
mod moves;

use crate::model::{Case, Comparison, End, Language, Money, Plan, RosterIs, Severity, Verdict};
use crate::report::people::full_time;
use crate::text::{capacity, compare as text, promises, terminal, words};

use super::{Document, Finding, Part};

/// Weeks of a year, as a comparison counts it.
const WEEKS: f64 = 52.0;

/// The document of a comparison.
pub(in crate::report) fn document(comparison: &Comparison, language: Language) -> Document {
    let teller = Teller { comparison, language };
    let Some(base) = comparison.cases.first() else { return Document::default() };
    let columns = columns(comparison);
    let mut parts = vec![teller.side_by_side(&columns)];
    let mut findings = Vec::new();
    for column in &columns[1..] {
        parts.extend(teller.moved(column));
        if column.last().way != RosterIs::Kept || !column.last().is_both {
            parts.extend(teller.left(&columns, column));
        }
        parts.push(teller.effects(column));
        findings.push(teller.finding(&columns[0], column));
    }
    let mut findings = findings.into_iter();
    let first = findings.next().unwrap_or_default();
    Document {
        title: text::title(language, &base.plan.scenario.name),
        verdict: first.heading,
        sentences: std::iter::once(teller.service(base)).chain(first.sentences).collect(),
        findings: findings.collect(),
        alarms: comparison.cases.iter().flat_map(|case| teller.alarms(case)).collect(),
        parts,
        rests_on: teller.rests_on(),
    }
}

/// A what-if in one way: one case, or the two ends of its ranges; with the place of the first among the cases.
struct Column<'a> {
    cases: &'a [Case],
    at: usize,
}

impl Column<'_> {
    fn last(&self) -> &Case {
        &self.cases[self.cases.len() - 1]
    }

    /// What both ends come to: once where it is the same, else from one to the other.
    fn told(&self, cell: &dyn Fn(&Case) -> String) -> String {
        let mut cells: Vec<String> = self.cases.iter().map(cell).collect();
        cells.dedup();
        // A minus sign beside a dash would be read as one.
        let dash =
            if cells.iter().any(|cell| cell.contains([' ', '\u{a0}', '\u{2212}', '+'])) { " – " } else { "–" };
        cells.join(dash)
    }
}

/// The columns of a comparison: the ends of ranges together.
fn columns(comparison: &Comparison) -> Vec<Column<'_>> {
    let mut at = 0;
    let runs = comparison.cases.chunk_by(|a, b| a.end == End::Low && b.end == End::High && a.way == b.way);
    runs.map(|cases| {
        at += cases.len();
        Column { cases, at: at - cases.len() }
    })
    .collect()
}

/// The name of a what-if, and of the way in which it is shown.
fn shown(case: &Case, language: Language) -> String {
    match case.way {
        RosterIs::Repaired => text::moved(language, name(case, language)),
        RosterIs::Kept if case.is_both => text::unmoved(language, name(case, language)),
        _ => name(case, language),
    }
}

/// The name of a case.
pub(super) fn name(case: &Case, language: Language) -> String {
    case.plan.scenario.what_if.as_ref().map_or_else(|| text::as_is(language), |what_if| what_if.name.clone())
}

/// Weeks planned.
pub(super) fn weeks(plan: &Plan) -> f64 {
    f64::from(u32::try_from(plan.scenario.horizon.n_days()).unwrap_or(0)) / 7.0
}

/// Paid hours a week.
pub(super) fn hours(plan: &Plan) -> f64 {
    let minutes: i32 = plan.cost.people.iter().map(crate::model::PersonCost::paid).sum();
    f64::from(minutes) / 60.0 / weeks(plan).max(1.0 / 7.0)
}

/// An amount of the horizon as kronor a year.
pub(super) fn a_year(plan: &Plan, amount: Money) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "an amount that is shown in kronor")]
    let kronor = amount.ore() as f64 / 100.0;
    kronor * WEEKS / weeks(plan).max(1.0 / 7.0)
}

/// Overtime and part-time employees' hours beyond the contract `[min]`.
fn overtime(plan: &Plan) -> i32 {
    plan.cost.people.iter().map(crate::model::PersonCost::beyond).sum()
}

struct Teller<'a> {
    comparison: &'a Comparison,
    language: Language,
}

impl Teller<'_> {
    fn number(&self, value: f64) -> String {
        words::number(self.language, value, 0)
    }

    /// What a what-if comes to, and what belongs to it.
    fn finding(&self, base: &Column, column: &Column) -> Finding {
        let (language, before) = (self.language, base.last());
        let people = |case: &Case| {
            let (before, after) = (before.plan.headcount, case.plan.headcount);
            match after.cmp(&before) {
                std::cmp::Ordering::Equal => text::none(language),
                std::cmp::Ordering::Greater => text::more_people(language, after - before),
                std::cmp::Ordering::Less => text::fewer_people(language, before - after),
            }
        };
        let length = |hours: f64| words::hours(language, hours * 60.0);
        let difference = |case: &Case| {
            let more = hours(&case.plan) - hours(&before.plan);
            if more.abs() < 0.05 {
                text::none(language)
            } else if more > 0.0 {
                text::more_hours(language, length(more))
            } else {
                text::fewer_hours(language, length(-more))
            }
        };
        let heading = text::verdict(
            language,
            shown(column.last(), language),
            column.told(&|case| case.plan.headcount.to_string()),
            column.told(&people),
            column.told(&|case| length(hours(&case.plan))),
            column.told(&difference),
        );
        let mut sentences: Vec<String> = column.cases.iter().map(|case| self.service(case)).collect();
        sentences.dedup();
        if column.cases.iter().any(|case| overtime(&case.plan) > 0) {
            let weeks = |case: &Case| weeks(&case.plan).max(1.0 / 7.0);
            let hours =
                column.told(&|case| words::number(language, f64::from(overtime(&case.plan)) / 60.0 / weeks(case), 1));
            let kronor = |case: &Case| self.number(a_year(&case.plan, case.plan.cost.amount().beyond) / WEEKS);
            let is_known = column.cases.iter().all(|case| case.plan.cost.without_pay() == 0);
            sentences.push(if is_known {
                text::overtime_paid(language, hours, column.told(&kronor))
            } else {
                text::overtime_told(language, hours)
            });
        }
        sentences.extend(self.changed(column));
        sentences.extend(self.in_time(column));
        Finding { heading, sentences }
    }

    /// Whether a plan keeps its promises, and if not, which is furthest from it.
    fn service(&self, case: &Case) -> String {
        let language = self.language;
        let scenario = &case.plan.scenario;
        let name = self.ended(case);
        if let Some(broken) = &case.broken {
            let when = broken.day.map_or_else(
                || terminal::whole(language),
                |day| words::short_date(language, scenario.horizon.days[day.0].date),
            );
            let (found, goal) = (promises::with_interval(language, broken), promises::goal(language, &broken.promised));
            return text::broke(language, name, &scenario.queues[broken.queue.0].name, when, found, goal);
        }
        let services = case.plan.performance.iter().flat_map(|found| &found.service);
        match services.filter(|service| service.verdict == Verdict::Undecided).count() {
            0 => text::holds(language, name),
            n => text::unsettled(language, name, n),
        }
    }

    fn alarms(&self, case: &Case) -> Vec<String> {
        let language = self.language;
        let broken = case.plan.violations.iter().filter(|violation| violation.severity == Severity::Hard).count();
        let breaks = (broken > 0).then(|| {
            let name = self.ended(case);
            if case.way == RosterIs::Kept {
                text::breaks(language, name, broken)
            } else {
                text::relaxed(language, name, broken)
            }
        });
        let a_week = case.unserved / weeks(&case.plan).max(1.0 / 7.0);
        let nobody =
            (a_week >= 0.05).then(|| text::nobody(language, self.ended(case), words::number(language, a_week, 1)));
        breaks.into_iter().chain(nobody).collect()
    }

    fn side_by_side(&self, columns: &[Column]) -> Part {
        let language = self.language;
        let cases = &self.comparison.cases;
        let row = |label: String, cell: &dyn Fn(&Case) -> String| -> Vec<String> {
            std::iter::once(label).chain(columns.iter().map(|column| column.told(cell))).collect()
        };
        let dash = || "–".to_owned();
        let mut rows = vec![
            row(text::roster(language), &|case| match case.way {
                RosterIs::Planned => text::planned(language),
                RosterIs::Kept => text::kept(language),
                RosterIs::Repaired => text::put_right(language),
            }),
            row(text::status(language), &|case| text::status_word(language, case.plan.status).to_owned()),
            row(text::people(language), &|case| case.plan.headcount.to_string()),
            row(text::bound(language), &|case| {
                case.plan.certificate.headcount_bound.map_or_else(dash, |bound| bound.to_string())
            }),
            row(text::hours(language), &|case| words::number(language, hours(&case.plan), 1)),
            row(text::full_time(language), &|case| words::number(language, full_time(&case.plan), 1)),
            row(text::supplements(language), &|case| {
                self.number(a_year(&case.plan, case.plan.cost.amount().supplements))
            }),
        ];
        if cases.iter().any(|case| overtime(&case.plan) > 0) {
            rows.push(row(text::overtime(language), &|case| {
                words::number(language, f64::from(overtime(&case.plan)) / 60.0 / weeks(&case.plan).max(1.0 / 7.0), 1)
            }));
        }
        if cases.iter().all(|case| case.plan.cost.without_pay() == 0) {
            rows.push(row(text::kronor(language), &|case| {
                self.number(a_year(&case.plan, case.plan.cost.amount().total()))
            }));
        }
        rows.extend([
            row(text::targets(language), &|case| {
                let services = || case.plan.performance.iter().flat_map(|found| &found.service);
                let met = services().filter(|service| service.verdict == Verdict::Met).count();
                text::of(language, met, services().count())
            }),
            row(text::evenings(language), &|case| case.evenings.to_string()),
            row(text::most_evenings(language), &|case| case.most_evenings.to_string()),
            row(text::rest(language), &|case| {
                case.shortest_rest.map_or_else(dash, |(_, rest)| words::hours(language, f64::from(rest)))
            }),
            row(text::alone(language), &|case| {
                let minutes: i32 = case.alone.iter().map(|(_, minutes)| minutes).sum();
                self.number(f64::from(minutes) / 60.0)
            }),
            row(text::unserved(language), &|case| words::number(language, case.unserved, 1)),
            row(text::missing(language), &|case| case.plan.shortage.len().to_string()),
        ]);
        Part {
            heading: text::side_by_side(language),
            how: text::side_by_side_how(language),
            header: std::iter::once(String::new())
                .chain(columns.iter().map(|column| shown(column.last(), language)))
                .collect(),
            rows,
            ..Part::default()
        }
    }

    /// What the comparison rests on: the facts of every case, and how a year is counted.
    fn rests_on(&self) -> Vec<[String; 4]> {
        let language = self.language;
        let mut rows = Vec::new();
        for case in &self.comparison.cases {
            if let Some(what_if) = &case.plan.scenario.what_if {
                let row = [
                    text::what_if(language, &what_if.name),
                    what_if.description.clone(),
                    text::what_if_source(language),
                    capacity::asked(language),
                ];
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
            for fact in &case.plan.scenario.facts {
                let certainty = if fact.is_assumed { capacity::assumed(language) } else { capacity::known(language) };
                let row = [fact.what.clone(), fact.value.clone(), fact.source.clone(), certainty];
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        rows.push([
            text::year(language),
            text::year_value(language),
            text::year_source(language),
            capacity::assumed(language),
        ]);
        rows
    }
}
