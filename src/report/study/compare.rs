//! Plans side by side as a document.

use crate::model::{Case, Comparison, Effect, EffectOn, Language, Money, Plan, Severity, Verdict};
use crate::report::people::full_time;
use crate::text::{capacity, compare as text, promises, terminal, words};

use super::{Document, Part};

/// Weeks of a year, as a comparison counts it.
const WEEKS: f64 = 52.0;
/// Rows of a table of effects.
const ROWS: usize = 12;

/// The document of a comparison.
pub(in crate::report) fn document(comparison: &Comparison, language: Language) -> Document {
    let teller = Teller { comparison, language };
    let Some((base, others)) = comparison.cases.split_first() else { return Document::default() };
    let mut parts = vec![teller.side_by_side()];
    parts.extend(others.iter().zip(&comparison.effects).map(|(case, effects)| teller.effects(case, effects)));
    let mut verdicts = others.iter().map(|case| teller.verdict(base, case));
    Document {
        title: text::title(language, &base.plan.scenario.name),
        verdict: verdicts.next().unwrap_or_default(),
        sentences: verdicts.chain(comparison.cases.iter().map(|case| teller.service(case))).collect(),
        alarms: comparison.cases.iter().flat_map(|case| teller.alarms(case)).collect(),
        parts,
        rests_on: teller.rests_on(),
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

struct Teller<'a> {
    comparison: &'a Comparison,
    language: Language,
}

impl Teller<'_> {
    fn number(&self, value: f64) -> String {
        words::number(self.language, value, 0)
    }

    fn verdict(&self, base: &Case, case: &Case) -> String {
        let language = self.language;
        let (before, after) = (base.plan.headcount, case.plan.headcount);
        let people = match after.cmp(&before) {
            std::cmp::Ordering::Equal => text::none(language),
            std::cmp::Ordering::Greater => text::more_people(language, after - before),
            std::cmp::Ordering::Less => text::fewer_people(language, before - after),
        };
        let more = hours(&case.plan) - hours(&base.plan);
        let length = |hours: f64| words::hours(language, hours * 60.0);
        let difference = if more.abs() < 0.05 {
            text::none(language)
        } else if more > 0.0 {
            text::more_hours(language, length(more))
        } else {
            text::fewer_hours(language, length(-more))
        };
        text::verdict(language, name(case, language), after, people, length(hours(&case.plan)), difference)
    }

    /// Whether a plan keeps its promises, and if not, which is furthest from it.
    fn service(&self, case: &Case) -> String {
        let language = self.language;
        let scenario = &case.plan.scenario;
        let name = name(case, language);
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
        let breaks = (broken > 0).then(|| text::breaks(language, name(case, language), broken));
        let a_week = case.unserved / weeks(&case.plan).max(1.0 / 7.0);
        let nobody =
            (a_week >= 0.05).then(|| text::nobody(language, name(case, language), words::number(language, a_week, 1)));
        breaks.into_iter().chain(nobody).collect()
    }

    fn side_by_side(&self) -> Part {
        let language = self.language;
        let cases = &self.comparison.cases;
        let row = |label: String, cell: &dyn Fn(&Case) -> String| -> Vec<String> {
            std::iter::once(label).chain(cases.iter().map(cell)).collect()
        };
        let dash = || "–".to_owned();
        let mut rows = vec![
            row(text::roster(language), &|case| {
                if case.is_kept { text::kept(language) } else { text::planned(language) }
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
            header: std::iter::once(String::new()).chain(cases.iter().map(|case| name(case, language))).collect(),
            rows,
            ..Part::default()
        }
    }

    /// What a what-if does to service: all queues first, then those where it does most.
    fn effects(&self, case: &Case, effects: &[Effect]) -> Part {
        let language = self.language;
        let mut shown: Vec<&Effect> = effects.iter().collect();
        let certain = |effect: &Effect| effect.is_better().is_some();
        let weight = |effect: &Effect| effect.low.abs().min(effect.high.abs()) / scale(effect.on);
        shown.sort_by(|a, b| {
            let key = |effect: &Effect| (effect.queue.is_some(), !certain(effect));
            key(a).cmp(&key(b)).then(weight(b).total_cmp(&weight(a)))
        });
        let left = shown.len().saturating_sub(ROWS);
        let rows = shown.iter().take(ROWS).map(|effect| self.row(effect)).collect();
        Part {
            heading: text::effects(language, name(case, language)),
            how: text::effects_how(language, self.comparison.replications),
            header: vec![
                text::column_queue(language),
                text::column_what(language),
                text::as_is(language),
                name(case, language),
                text::column_difference(language),
                text::column_verdict(language),
            ],
            rows,
            lines: if left > 0 { vec![text::more(language, left)] } else { Vec::new() },
            ..Part::default()
        }
    }

    fn row(&self, effect: &Effect) -> Vec<String> {
        let language = self.language;
        let base = &self.comparison.cases[0].plan.scenario;
        let value = |value: f64| match effect.on {
            EffectOn::MeanWait => words::wait(value),
            _ => words::percent(language, value),
        };
        let signed = |value: f64| match effect.on {
            EffectOn::MeanWait => with_sign(value, &self.number(value.abs().round())) + " s",
            _ => with_sign(value, &words::number(language, (value * 100.0).abs(), 1)),
        };
        let interval = format!("({} – {})", signed(effect.low), signed(effect.high));
        let conclusion = match effect.is_better() {
            Some(true) => text::better(language),
            Some(false) => text::worse(language),
            None => text::chance(language),
        };
        vec![
            effect.queue.map_or_else(|| text::all_queues(language), |queue| base.queues[queue.0].name.clone()),
            text::measure(language, effect.on),
            value(effect.before),
            value(effect.after),
            format!("{} {interval}", signed(effect.difference())),
            conclusion,
        ]
    }

    /// What the comparison rests on: the facts of every case, and how a year is counted.
    fn rests_on(&self) -> Vec<[String; 4]> {
        let language = self.language;
        let mut rows = Vec::new();
        for case in &self.comparison.cases {
            if let Some(what_if) = &case.plan.scenario.what_if {
                rows.push([
                    text::what_if(language, &what_if.name),
                    what_if.description.clone(),
                    text::what_if_source(language),
                    capacity::asked(language),
                ]);
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
