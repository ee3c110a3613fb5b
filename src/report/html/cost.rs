//! What the plan costs: by item, hours per person, between departments, and the terms it rests on.
//!
//! Nobody's kronor stand by name: the page is for everybody, and pay is not.

use serde::Serialize;

use crate::model::{Category, Language, Money, MonthCost, PersonCost};
use crate::report::summary::Summary;
use crate::text::{cost as text, report, words};

use super::week::upper_first;

/// The section.
#[derive(Serialize)]
pub(super) struct CostSection {
    kind: String,
    heading: String,
    how: Vec<String>,
    items: Table,
    people: Table,
    departments: Table,
    how_departments: String,
    terms: Table,
}

/// A table with its heading; without rows it is not shown.
#[derive(Default, Serialize)]
struct Table {
    title: String,
    /// The first column is a name, those after it are numbers unless `is_text`.
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    is_text: bool,
}

/// The section.
pub(super) fn cost(summary: &Summary, language: Language) -> CostSection {
    CostSection {
        kind: text::section(language),
        heading: heading(summary, language),
        how: how(summary, language),
        items: items(summary, language),
        people: people(summary, language),
        departments: departments(summary, language),
        how_departments: if has_pay(summary) && is_anybody_told_apart(summary) {
            format!("{} {}", text::how_departments(language), text::too_few(language))
        } else {
            text::how_departments(language)
        },
        terms: terms(summary, language),
    }
}

/// Whether somebody's pay is known.
fn has_pay(summary: &Summary) -> bool {
    summary.plan.cost.people.iter().any(|person| person.has_pay)
}

fn heading(summary: &Summary, language: Language) -> String {
    let amount = summary.plan.cost.amount();
    let hours = hours_of(language, summary.plan.cost.months().map(MonthCost::paid).sum());
    let supplements = text::kronor(language, amount.supplements);
    let has_supplements = amount.supplements != Money::default();
    let (mut heading, more) = if has_pay(summary) {
        let total = text::kronor(language, amount.total());
        (text::heading(language, total, hours), text::heading_supplements(language, supplements))
    } else {
        (text::heading_hours(language, hours), text::heading_only_supplements(language, supplements))
    };
    if has_supplements {
        heading += &more;
    }
    heading
}

fn how(summary: &Summary, language: Language) -> Vec<String> {
    let cost = &summary.plan.cost;
    let mut out = Vec::new();
    if has_pay(summary) {
        out.push(text::how_pay(language));
        if cost.without_pay() > 0 {
            out.push(upper_first(&text::some_without_pay(language, cost.without_pay())) + ".");
        }
    }
    if cost.months().any(|month| !month.supplements.is_empty()) {
        out.push(text::how_supplements(language));
        if cost.months().any(|month| !month.is_whole) {
            out.push(text::part_of_month(language));
        }
    }
    if cost.minutes_without_rate > 0 {
        out.push(text::without_rate(language, hours_of(language, cost.minutes_without_rate)));
    }
    out
}

/// Minutes as hours with one decimal, or two where one would not be exact.
fn hours_of(language: Language, minutes: i32) -> String {
    words::number(language, f64::from(minutes) / 60.0, if minutes % 6 == 0 { 1 } else { 2 })
}

/// Hours; a dash for none.
fn some_hours(language: Language, minutes: i32) -> String {
    if minutes == 0 { "–".to_owned() } else { hours_of(language, minutes) }
}

/// Item by item, with hours and kronor.
fn items(summary: &Summary, language: Language) -> Table {
    let (cost, pay) = (&summary.plan.cost, &summary.plan.scenario.pay);
    let amount = cost.amount();
    let mut rows = Vec::new();
    let mut row = |name: String, minutes: Option<i32>, kronor: Option<Money>| {
        let kronor = kronor.map_or_else(|| "–".to_owned(), |kronor| text::exact(language, kronor));
        rows.push(vec![name, minutes.map_or_else(String::new, |minutes| hours_of(language, minutes)), kronor]);
    };
    let is_paid = has_pay(summary);
    let sum = |of: fn(&MonthCost) -> i32| -> i32 { cost.months().map(of).sum() };
    row(text::row_ordinary(language), Some(sum(|month| month.ordinary)), is_paid.then_some(amount.ordinary));
    for category in Category::ALL {
        let (worked, counted, kronor) = cost.supplement(category);
        if worked > 0 {
            row(text::row_supplement(language, category.letter()), Some(counted), Some(kronor));
        }
    }
    let beyond: [(String, i32); 3] = [
        (text::row_simple(language), sum(|month| month.simple)),
        (text::row_qualified(language), sum(|month| month.qualified)),
        (text::row_additional(language), sum(|month| month.additional)),
    ];
    let is_beyond = beyond.iter().any(|(_, minutes)| *minutes > 0);
    for (name, minutes) in beyond.into_iter().filter(|(_, minutes)| *minutes > 0) {
        row(name, Some(minutes), None);
    }
    if is_beyond && is_paid {
        row(text::row_beyond(language), None, Some(amount.beyond));
    }
    if amount.on_cost != Money::default() {
        row(text::row_on_cost(language, text::percent(language, pay.on_cost)), None, Some(amount.on_cost));
    }
    let is_any_kronor = is_paid || amount.total() != Money::default();
    row(text::row_total(language), Some(sum(MonthCost::paid)), is_any_kronor.then(|| amount.total()));
    let head = vec![text::column_what(language), text::column_hours(language), text::column_kronor(language)];
    Table { title: String::new(), head, rows, is_text: false }
}

/// Everybody with supplements or overtime, in hours.
fn people(summary: &Summary, language: Language) -> Table {
    let plan = summary.plan;
    let cost = &plan.cost;
    let categories: Vec<Category> =
        Category::ALL.into_iter().filter(|&category| cost.supplement(category).0 > 0).collect();
    let has_overtime = cost.people.iter().any(|person| person.beyond() > 0);
    let shown = |minutes: i32| some_hours(language, minutes);
    let mut head = vec![text::column_person(language)];
    head.extend(categories.iter().map(|category| text::column_category(language, category.letter())));
    head.extend(has_overtime.then(|| text::column_overtime(language)));
    let row = |person: &PersonCost| {
        let mut row = vec![plan.scenario.agents[person.agent.0].name.clone()];
        row.extend(categories.iter().map(|&category| shown(person.worked_in(category))));
        row.extend(has_overtime.then(|| shown(person.beyond())));
        row
    };
    let has_any =
        |person: &&PersonCost| person.beyond() > 0 || person.months.iter().any(|month| !month.supplements.is_empty());
    let rows = cost.people.iter().filter(has_any).map(row).collect();
    Table { title: text::people(language), head, rows, is_text: false }
}

/// Whether some department has so few people that its kronor would tell a person's pay.
fn is_anybody_told_apart(summary: &Summary) -> bool {
    /// The fewest people whose sum says nothing of one of them.
    const FEW: usize = 3;
    let plan = summary.plan;
    let of = |entry: &crate::model::DepartmentCost| {
        let is_of = |person: &&PersonCost| plan.scenario.agents[person.agent.0].department == entry.department;
        plan.cost.people.iter().filter(is_of).filter(|person| person.has_pay).count()
    };
    plan.cost.departments.iter().any(|entry| (1..FEW).contains(&of(entry)))
}

/// Who pays for whom.
fn departments(summary: &Summary, language: Language) -> Table {
    if !summary.plan.cost.departments.iter().any(|entry| entry.gives.ore() != 0 || entry.gets.ore() != 0) {
        return department_hours(summary, language);
    }
    let head = vec![
        text::column_department(language),
        text::column_gives_hours(language),
        text::column_gives(language),
        text::column_gets_hours(language),
        text::column_gets(language),
        text::column_net(language),
    ];
    let is_told = !is_anybody_told_apart(summary);
    let kronor = |amount: Money| if is_told { text::kronor(language, amount) } else { "–".to_owned() };
    let row = |entry: &crate::model::DepartmentCost| {
        vec![
            entry.department.clone().unwrap_or_else(|| text::the_centre(language)),
            some_hours(language, entry.gives_minutes),
            kronor(entry.gives),
            some_hours(language, entry.gets_minutes),
            kronor(entry.gets),
            kronor(entry.gets - entry.gives),
        ]
    };
    let rows = summary.plan.cost.departments.iter().map(row).collect();
    Table { title: text::departments(language), head, rows, is_text: false }
}

/// Who works for whom, where there are no kronor to tell.
fn department_hours(summary: &Summary, language: Language) -> Table {
    let head = vec![
        text::column_department(language),
        text::column_gives_hours(language),
        text::column_gets_hours(language),
        text::column_net_hours(language),
    ];
    let row = |entry: &crate::model::DepartmentCost| {
        let net = entry.gets_minutes - entry.gives_minutes;
        let sign = if net > 0 { "+" } else { "" };
        vec![
            entry.department.clone().unwrap_or_else(|| text::the_centre(language)),
            some_hours(language, entry.gives_minutes),
            some_hours(language, entry.gets_minutes),
            if net == 0 { "0".to_owned() } else { format!("{sign}{}", hours_of(language, net)) },
        ]
    };
    let rows = summary.plan.cost.departments.iter().map(row).collect();
    Table { title: text::department_hours(language), head, rows, is_text: false }
}

/// The terms that mattered.
fn terms(summary: &Summary, language: Language) -> Table {
    let (pay, cost) = (&summary.plan.scenario.pay, &summary.plan.cost);
    let is_paid = has_pay(summary);
    let is_beyond = cost.months().any(|month| month.paid() > month.ordinary);
    let mattered = |term: &&crate::model::PayTerm| match (term.category, term.term) {
        (Some(category), _) => cost.supplement(category).0 > 0,
        (None, "on_cost") => cost.amount().on_cost != Money::default(),
        (None, "hours_per_month") => is_paid,
        _ => is_beyond,
    };
    let row = |term: &crate::model::PayTerm| {
        let [name, value] = text::term(language, term)?;
        let certainty = if term.is_verified { report::confirmed(language) } else { report::excerpt(language) };
        Some(vec![name, value, term.source.clone(), certainty])
    };
    let rows = pay.terms.iter().filter(mattered).filter_map(row).collect();
    let head = vec![
        text::column_term(language),
        text::column_value(language),
        text::column_source(language),
        text::column_certainty(language),
    ];
    Table { title: text::terms(language), head, rows, is_text: true }
}
