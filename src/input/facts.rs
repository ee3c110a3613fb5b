//! Facts: what is told and assumed about a centre, with the volumes among them in figures.

use super::centre::within;
use super::collect::Faults;
use super::document::Source;
use super::queues::channel;
use super::schema_work::{FactTable, PerTable};
use crate::model::{Fact, Per, Told};

/// Contacts beyond this a day, week or year are a slip.
const MOST: f64 = 1e9;

/// One fact.
pub(super) fn read(table: &FactTable, source: Source<'_>, faults: &mut Faults) -> Fact {
    let low = table.contacts.as_ref().and_then(|low| within("contacts", low, (0.0, MOST), source, faults));
    let least = low.unwrap_or(0.0);
    let high = table.contacts_high.as_ref();
    let high = high.and_then(|high| within("contacts_high", high, (least, MOST), source, faults));
    let told = low.or(high).map(|any| Told {
        low: low.unwrap_or(any),
        high: high.unwrap_or(any),
        per: match table.per {
            PerTable::Day => Per::Day,
            PerTable::Week => Per::Week,
            PerTable::Year => Per::Year,
        },
        channel: table.channel.map(channel),
    });
    Fact {
        what: table.what.clone(),
        value: table.value.clone(),
        source: table.source.clone(),
        is_assumed: table.assumed,
        told,
    }
}
