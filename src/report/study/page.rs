//! A study's page: self-contained, for light, dark and print, in the style of the report.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::model::Language;
use crate::text::capacity as text;

use super::Document;

#[derive(Serialize)]
struct Page<'a> {
    lang: &'static str,
    style: String,
    title: &'a str,
    verdict: &'a str,
    sentences: &'a [String],
    findings: Vec<FindingOf<'a>>,
    alarms: &'a [String],
    parts: Vec<PartOf<'a>>,
    rests: String,
    rests_header: [String; 4],
    rests_on: &'a [[String; 4]],
    foot: String,
}

#[derive(Serialize)]
struct FindingOf<'a> {
    heading: &'a str,
    sentences: &'a [String],
}

#[derive(Serialize)]
struct PartOf<'a> {
    heading: &'a str,
    how: &'a str,
    header: &'a [String],
    rows: &'a [Vec<String>],
    lines: &'a [String],
    picture: Option<&'a str>,
    keys: &'a [(&'static str, String)],
}

/// The page of a document.
///
/// # Panics
///
/// Never: the template is part of the program, and a test renders it.
pub(in crate::report) fn page(document: &Document, language: Language) -> String {
    let parts = document.parts.iter().map(|part| PartOf {
        heading: &part.heading,
        how: &part.how,
        header: &part.header,
        rows: &part.rows,
        lines: &part.lines,
        picture: part.picture.as_deref(),
        keys: &part.keys,
    });
    let page = Page {
        lang: match language {
            Language::Swedish => "sv",
            Language::English => "en",
        },
        style: concat!(include_str!("../html/style.css"), include_str!("page.css")).to_owned(),
        title: &document.title,
        verdict: &document.verdict,
        sentences: &document.sentences,
        findings: document
            .findings
            .iter()
            .map(|finding| FindingOf { heading: &finding.heading, sentences: &finding.sentences })
            .collect(),
        alarms: &document.alarms,
        parts: parts.collect(),
        rests: text::rests_on(language),
        rests_header: [
            text::column_what(language),
            text::column_value(language),
            text::column_source(language),
            text::column_certainty(language),
        ],
        rests_on: &document.rests_on,
        foot: format!("bemanna {}", env!("CARGO_PKG_VERSION")),
    };
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters differ from each other"));
    environment.add_template("study.html", include_str!("page.html")).expect("the template is part of the program");
    let template = environment.get_template("study.html").expect("it was just added");
    template.render(Value::from(Serde(&page))).expect("the page has what its template asks for")
}
