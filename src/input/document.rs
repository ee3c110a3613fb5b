//! A TOML document held against its JSON Schema, so that every slip in it is found at once and with its line.
//!
//! Serde would stop at the first one, in English. What passes here is then read by serde without surprise.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::collect::Faults;
use super::files::line_of;
use super::nearest::nearest;
use crate::model::{Expected, FaultKind, Lines};

/// The text of a TOML file, and where its lines begin; perhaps with a second file laid over it.
///
/// A value of the second file has a place beyond the end of the first one's text, so that every value tells by its
/// place where it was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// The file.
    pub(super) file: &'a str,
    text: &'a str,
    over: Option<(&'a str, &'a str)>,
}

impl<'a> Source<'a> {
    /// A file of this name and text.
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, over: None }
    }

    /// The same with another file, of this name and text, laid over it.
    pub(super) fn with_over(self, file: &'a str, text: &'a str) -> Self {
        Self { over: Some((file, text)), ..self }
    }

    /// Whether another file is laid over this one.
    pub(super) fn is_laid_over(self) -> bool {
        self.over.is_some()
    }

    /// The file and the line of a value.
    pub(super) fn place<T>(self, value: &Spanned<T>) -> (&'a str, u64) {
        self.place_at(value.span().start)
    }

    /// The line of a value in its file, as [`Lines`] tells it from those of other files.
    pub(super) fn line<T>(self, value: &Spanned<T>) -> u64 {
        let line = self.place(value).1;
        if self.over.is_some() && value.span().start >= self.text.len() { line + Lines::OVER } else { line }
    }

    /// The file that is laid over this one.
    pub(super) fn over(self) -> Option<&'a str> {
        self.over.map(|(file, _)| file)
    }

    fn place_at(self, offset: usize) -> (&'a str, u64) {
        match self.over {
            Some((file, text)) if offset >= self.text.len() => {
                (file, line_of(text.as_bytes(), offset - self.text.len()))
            }
            _ => (self.file, line_of(self.text.as_bytes(), offset)),
        }
    }

    /// Notes a fault where a value stands.
    pub(super) fn fault<T>(self, faults: &mut Faults, value: &Spanned<T>, kind: FaultKind) {
        self.fault_at(faults, value.span().start, kind);
    }

    fn fault_at(self, faults: &mut Faults, offset: usize, kind: FaultKind) {
        let (file, line) = self.place_at(offset);
        faults.add(file, line, kind);
    }

    fn syntax(self, faults: &mut Faults, error: &toml::de::Error) {
        let kind = FaultKind::Syntax { message: error.message().trim().replace('\n', ", ") };
        match error.span() {
            Some(span) => self.fault_at(faults, span.start, kind),
            None => faults.add(self.over.map_or(self.file, |(file, _)| file), None, kind),
        }
    }
}

/// The keys and values of a TOML text, `None` when it is none; `source` tells where the text stands.
pub(super) fn parse<'a>(text: &'a str, source: Source<'_>, faults: &mut Faults) -> Option<Spanned<DeTable<'a>>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        source.syntax(faults, error);
    }
    errors.is_empty().then_some(document)
}

/// Reads a document of the shape that `schema` describes; `None` when faults leave it unreadable.
pub(super) fn read<T: DeserializeOwned>(
    mut document: Spanned<DeTable<'_>>,
    source: Source<'_>,
    schema: &Value,
    faults: &mut Faults,
) -> Option<T> {
    let mut walk = Walk { source, root: schema, faults, is_readable: true };
    walk.table(document.get_mut(), schema, None);
    if !walk.is_readable {
        return None;
    }
    T::deserialize(Deserializer::from(document)).map_err(|error| source.syntax(faults, &error)).ok()
}

struct Walk<'a> {
    source: Source<'a>,
    root: &'a Value,
    faults: &'a mut Faults,
    is_readable: bool,
}

impl<'a> Walk<'a> {
    /// Holds a table against its schema and drops the keys that do not exist, so that the rest can be read.
    fn table(&mut self, table: &mut DeTable<'_>, schema: &'a Value, place: Option<usize>) {
        let none = Map::new();
        let properties = schema["properties"].as_object();
        let known = properties.unwrap_or(&none);
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        let present: Vec<String> = table.iter().map(|(key, _)| key.get_ref().to_string()).collect();
        let mut unknown = Vec::new();
        for (key, value) in table.iter_mut() {
            let name = key.get_ref();
            match properties.and_then(|properties| properties.get(name.as_ref())).or(others) {
                Some(shape) => self.value(name, value, shape),
                None => unknown.push((name.to_string(), key.span().start)),
            }
        }
        for (key, place) in unknown {
            // A key that the file below has already may be meant by the file laid over it.
            let is_free = |name: &&str| self.source.is_laid_over() || !present.iter().any(|key| key == name);
            let unused = known.keys().map(String::as_str).filter(is_free);
            let kind = FaultKind::UnknownKey {
                nearest: nearest(&key, unused),
                known: known.keys().cloned().collect(),
                key: key.clone(),
            };
            self.source.fault_at(self.faults, place, kind);
            table.remove(key.as_str());
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !present.iter().any(|name| name == key) {
                self.refuse(place, FaultKind::MissingKey { key: key.to_owned() });
            }
        }
    }

    fn value(&mut self, key: &str, value: &mut Spanned<DeValue<'_>>, shape: &'a Value) {
        let shape = self.resolve(shape);
        let place = Some(value.span().start);
        let allowed = choices(shape);
        if !allowed.is_empty() {
            match value.get_ref().as_str() {
                Some(text) if allowed.contains(&text) => {}
                Some(text) => {
                    let allowed = allowed.into_iter().map(str::to_owned).collect();
                    let kind = FaultKind::NotAllowed { key: key.to_owned(), value: text.to_owned(), allowed };
                    self.refuse(place, kind);
                }
                None => self.refuse(place, FaultKind::WrongType { key: key.to_owned(), expected: Expected::Text }),
            }
            return;
        }
        let expected = expected(shape);
        match (expected, value.get_mut()) {
            (Expected::Text, DeValue::String(_))
            | (Expected::Truth, DeValue::Boolean(_))
            | (Expected::Number, DeValue::Integer(_)) => {}
            (Expected::Whole, DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
                self.bounds(key, number, shape, place);
            }
            (Expected::Number, DeValue::Float(number)) if !number.as_str().contains(['n', 'i']) => {}
            (Expected::List, DeValue::Array(list)) => {
                for item in list.iter_mut() {
                    self.value(key, item, &shape["items"]);
                }
            }
            (Expected::Table, DeValue::Table(table)) => self.table(table, shape, place),
            _ => self.refuse(place, FaultKind::WrongType { key: key.to_owned(), expected }),
        }
    }

    /// A whole number that fits its type: none of them needs more than 32 bits but the seed.
    #[expect(clippy::cast_precision_loss, reason = "the number is only shown")]
    fn bounds(&mut self, key: &str, number: Option<i64>, shape: &Value, place: Option<usize>) {
        let low = shape.get("minimum").and_then(Value::as_f64).unwrap_or(-2_147_483_648.0);
        let high = if shape["format"] == "uint64" { f64::INFINITY } else { 2_147_483_647.0 };
        let number = number.map_or(f64::INFINITY, |number| number as f64);
        if !(low..=high).contains(&number) {
            self.refuse(place, FaultKind::OutOfRange { key: key.to_owned(), value: number, low, high });
        }
    }

    /// The schema that a reference, or the choice between a schema and nothing, stands for.
    fn resolve(&self, shape: &'a Value) -> &'a Value {
        if let Some(name) = shape["$ref"].as_str() {
            let target = self.root.pointer(name.trim_start_matches('#'));
            return target.map_or(shape, |target| self.resolve(target));
        }
        let something = shape["anyOf"].as_array().and_then(|list| list.iter().find(|item| item["type"] != "null"));
        something.map_or(shape, |item| self.resolve(item))
    }

    fn refuse(&mut self, place: Option<usize>, kind: FaultKind) {
        match place {
            Some(place) => self.source.fault_at(self.faults, place, kind),
            None => self.faults.add(self.source.file, None, kind),
        }
        self.is_readable = false;
    }
}

/// The texts that an enumeration allows.
fn choices(shape: &Value) -> Vec<&str> {
    let listed = shape["enum"].as_array().into_iter().flatten();
    let constants = shape["oneOf"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|item| item["enum"].as_array().into_iter().flatten().chain(item.get("const")));
    listed.chain(constants).filter_map(Value::as_str).collect()
}

/// The type that a schema asks for.
fn expected(shape: &Value) -> Expected {
    let name = shape["type"].as_str().or_else(|| {
        let types = shape["type"].as_array()?;
        types.iter().filter_map(Value::as_str).find(|&name| name != "null")
    });
    match name {
        Some("integer") => Expected::Whole,
        Some("number") => Expected::Number,
        Some("boolean") => Expected::Truth,
        Some("array") => Expected::List,
        Some("object") => Expected::Table,
        _ => Expected::Text,
    }
}
