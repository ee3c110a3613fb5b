//! What the capacity document says of a pre-study.

use crate::model::BeforeStudy;
use crate::text::{before as text, words};

use super::Teller;
use crate::report::study::Part;

impl Teller<'_> {
    /// The answer of a pre-study, and what belongs to it.
    pub(super) fn before(&self, study: &BeforeStudy) -> Option<(String, Vec<String>)> {
        let (tries, matters, _) = study.totals();
        let case = study.cases.get(study.cases.len() / 2)?;
        let first = study.cases.first()?;
        let last = study.cases.last()?;
        let people = (first.people.low.min(last.people.low), first.people.high.max(last.people.high));
        let (low, high) = case.freed_calls;
        let verdict = text::verdict(
            self.language,
            self.number(matters),
            format!("{}–{}", self.number(people.0), self.number(people.1)),
            self.percent(case.solved.get()),
            self.number(low),
            self.number(high),
        );
        let redials = self.number(tries - matters);
        let mut sentences = vec![text::redials(self.language, self.number(tries), self.number(matters), redials)];
        if study.before.case_time_factor < 1.0 {
            let factor = self.percent(study.before.case_time_factor);
            sentences.push(text::claim(self.language, factor, self.number(case.freed_cases)));
        }
        Some((verdict, sentences))
    }

    /// The departments today, and what a centre would need and free.
    pub(super) fn before_parts(&self, study: &BeforeStudy) -> [Part; 2] {
        let language = self.language;
        let row = |name: String, tries: f64, matters: f64, taken: f64| {
            vec![name, self.number(tries), self.number(matters), self.number(tries - matters), self.number(taken)]
        };
        let mut rows: Vec<Vec<String>> =
            study.departments.iter().map(|one| row(one.name.clone(), one.tries, one.matters, one.taken)).collect();
        let (tries, matters, taken) = study.totals();
        rows.push(row(text::all(language), tries, matters, taken));
        let answered = study.before.answered.get();
        let persist = words::number(language, 1.0 / answered, 1);
        let today = Part {
            heading: text::departments(language),
            how: text::departments_how(language, self.percent(answered), persist),
            header: vec![
                text::column_department(language),
                text::column_tries(language),
                text::column_matters(language),
                text::column_redials(language),
                text::column_taken(language),
            ],
            rows,
            ..Part::default()
        };
        let transferable = study.before.transferable.get();
        let rows = study.cases.iter().map(|case| {
            vec![
                self.percent(case.solved.get()),
                self.seconds(case.handle_time.get()),
                format!(
                    "{} ({}–{})",
                    self.number(case.people.mid),
                    self.number(case.people.low),
                    self.number(case.people.high)
                ),
                self.number(case.forwarded),
                format!("{}–{}", self.number(case.freed_calls.0), self.number(case.freed_calls.1)),
                self.number(case.freed_cases),
            ]
        });
        let then = Part {
            heading: text::cases(language),
            how: text::cases_how(language, self.percent(transferable), self.percent(1.0 - transferable)),
            header: vec![
                text::column_solved(language),
                text::column_handle_time(language),
                text::column_people(language),
                text::column_forwarded(language),
                text::column_calls(language),
                text::column_case_work(language),
            ],
            rows: rows.collect(),
            ..Part::default()
        };
        [today, then]
    }

    /// What a pre-study rests on: what, value, source.
    pub(super) fn before_rests_on(&self, study: &BeforeStudy) -> Vec<[String; 3]> {
        let language = self.language;
        let source = || text::source(language);
        let before = &study.before;
        vec![
            [text::rests_answered(language), self.percent(before.answered.get()), source()],
            [text::rests_transferable(language), self.percent(before.transferable.get()), source()],
            [text::rests_call(language), self.seconds(before.officer_call.get()), source()],
            [text::rests_case(language), text::minutes(language, self.number(before.case_time.get() / 60.0)), source()],
        ]
    }
}
