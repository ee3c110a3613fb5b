//! report.html: one self-contained page that works offline, in light, dark and print.

mod binding;
mod cost;
mod day;
mod extremes;
mod fairness;
mod head;
mod lane;
mod limits;
mod path;
mod people;
mod proof;
mod rows;
mod service;
mod skills;
pub(super) mod svg;
mod week;
mod wishes;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::model::{Language, Plan};
use crate::text::report::{Labels, labels};

use super::summary::Summary;

/// The templates by name; names in `.html` escape whatever they are given.
const TEMPLATES: [(&str, &str); 11] = [
    ("page.html", include_str!("page.html")),
    ("lane.html", include_str!("lane.html")),
    ("service.html", include_str!("service.html")),
    ("day.html", include_str!("day.html")),
    ("people.html", include_str!("people.html")),
    ("fairness.html", include_str!("fairness.html")),
    ("binding.html", include_str!("binding.html")),
    ("skills.html", include_str!("skills.html")),
    ("cost.html", include_str!("cost.html")),
    ("trouble.html", include_str!("trouble.html")),
    ("proof.html", include_str!("proof.html")),
];

/// What the page shows, section by section.
#[derive(Serialize)]
struct Page {
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    t: Labels,
    head: head::Head,
    week: week::Week,
    service: Option<service::ServiceSection>,
    day: day::DaySection,
    people: people::PeopleSection,
    wishes: Option<wishes::WishTable>,
    fairness: Option<fairness::Fairness>,
    binding: Option<binding::Binding>,
    skills: Option<skills::Skills>,
    cost: cost::CostSection,
    proof: proof::Proof,
}

/// The page about `plan`.
///
/// # Panics
///
/// Never: the templates are part of the program, and a test renders every one of them.
pub(super) fn page(plan: &Plan, language: Language) -> String {
    let summary = Summary::new(plan);
    let page = Page {
        lang: match language {
            Language::Swedish => "sv",
            Language::English => "en",
        },
        style: concat!(include_str!("style.css"), include_str!("heat.css")),
        script: include_str!("find.js"),
        t: labels(language),
        head: head::head(&summary, language),
        week: week::week(&summary, language),
        service: service::service(&summary, language),
        day: day::days(&summary, language),
        people: people::people(&summary, language),
        wishes: wishes::wishes(plan, language),
        fairness: fairness::fairness(&summary, language),
        binding: binding::binding(&summary, language),
        skills: skills::skills(&summary, language),
        cost: cost::cost(&summary, language),
        proof: proof::proof(&summary, language),
    };
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters differ from each other"));
    for (name, template) in TEMPLATES {
        environment.add_template(name, template).expect("the templates are part of the program");
    }
    let template = environment.get_template("page.html").expect("the page is among the templates");
    template.render(Value::from(Serde(&page))).expect("the page has what its templates ask for")
}
