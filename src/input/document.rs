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
use crate::model::{Expected, FaultKind};

/// The text of a TOML file, and where its lines begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// The file.
    pub(super) file: &'a str,
    text: &'a str,
}

impl<'a> Source<'a> {
    /// A file of this name and text.
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text }
    }

    /// The line of a value.
    pub(super) fn line<T>(self, value: &Spanned<T>) -> u64 {
        self.line_at(value.span().start)
    }

    fn line_at(self, offset: usize) -> u64 {
        line_of(self.text.as_bytes(), offset)
    }

    /// Notes a fault where a value stands.
    pub(super) fn fault<T>(self, faults: &mut Faults, value: &Spanned<T>, kind: FaultKind) {
        faults.add(self.file, self.line(value), kind);
    }
}

/// Reads a document of the shape that `schema` describes; `None` when faults leave it unreadable.
pub(super) fn read<T: DeserializeOwned>(source: Source<'_>, schema: &Value, faults: &mut Faults) -> Option<T> {
    let (mut document, errors) = DeTable::parse_recoverable(source.text);
    if !errors.is_empty() {
        for error in errors {
            let line = error.span().map(|span| source.line_at(span.start));
            faults.add(source.file, line, FaultKind::Syntax { message: error.message().trim().replace('\n', ", ") });
        }
        return None;
    }
    let mut walk = Walk { source, root: schema, faults, is_readable: true };
    walk.table(document.get_mut(), schema, None);
    if !walk.is_readable {
        return None;
    }
    match T::deserialize(Deserializer::from(document)) {
        Ok(value) => Some(value),
        Err(error) => {
            let line = error.span().map(|span| source.line_at(span.start));
            faults.add(source.file, line, FaultKind::Syntax { message: error.message().trim().replace('\n', ", ") });
            None
        }
    }
}

struct Walk<'a> {
    source: Source<'a>,
    root: &'a Value,
    faults: &'a mut Faults,
    is_readable: bool,
}

impl<'a> Walk<'a> {
    /// Holds a table against its schema and drops the keys that do not exist, so that the rest can be read.
    fn table(&mut self, table: &mut DeTable<'_>, schema: &'a Value, line: Option<u64>) {
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
                None => unknown.push((name.to_string(), self.source.line(key))),
            }
        }
        for (key, line) in unknown {
            let unused = known.keys().map(String::as_str).filter(|name| !present.iter().any(|key| key == name));
            let kind = FaultKind::UnknownKey {
                nearest: nearest(&key, unused),
                known: known.keys().cloned().collect(),
                key: key.clone(),
            };
            self.faults.add(self.source.file, line, kind);
            table.remove(key.as_str());
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !present.iter().any(|name| name == key) {
                self.refuse(line, FaultKind::MissingKey { key: key.to_owned() });
            }
        }
    }

    fn value(&mut self, key: &str, value: &mut Spanned<DeValue<'_>>, shape: &'a Value) {
        let shape = self.resolve(shape);
        let line = Some(self.source.line(value));
        let allowed = choices(shape);
        if !allowed.is_empty() {
            match value.get_ref().as_str() {
                Some(text) if allowed.contains(&text) => {}
                Some(text) => {
                    let allowed = allowed.into_iter().map(str::to_owned).collect();
                    let kind = FaultKind::NotAllowed { key: key.to_owned(), value: text.to_owned(), allowed };
                    self.refuse(line, kind);
                }
                None => self.refuse(line, FaultKind::WrongType { key: key.to_owned(), expected: Expected::Text }),
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
                self.bounds(key, number, shape, line);
            }
            (Expected::Number, DeValue::Float(number)) if !number.as_str().contains(['n', 'i']) => {}
            (Expected::List, DeValue::Array(list)) => {
                for item in list.iter_mut() {
                    self.value(key, item, &shape["items"]);
                }
            }
            (Expected::Table, DeValue::Table(table)) => self.table(table, shape, line),
            _ => self.refuse(line, FaultKind::WrongType { key: key.to_owned(), expected }),
        }
    }

    /// A whole number that fits its type: none of them needs more than 32 bits but the seed.
    #[expect(clippy::cast_precision_loss, reason = "the number is only shown")]
    fn bounds(&mut self, key: &str, number: Option<i64>, shape: &Value, line: Option<u64>) {
        let low = shape.get("minimum").and_then(Value::as_f64).unwrap_or(-2_147_483_648.0);
        let high = if shape["format"] == "uint64" { f64::INFINITY } else { 2_147_483_647.0 };
        let number = number.map_or(f64::INFINITY, |number| number as f64);
        if !(low..=high).contains(&number) {
            self.refuse(line, FaultKind::OutOfRange { key: key.to_owned(), value: number, low, high });
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

    fn refuse(&mut self, line: Option<u64>, kind: FaultKind) {
        self.faults.add(self.source.file, line, kind);
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
