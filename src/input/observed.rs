//! Observed handle times: `handle_times.csv`, contact by contact.

use super::collect::Faults;
use super::names::Names;
use super::queues::ReadQueue;
use super::tables::{Columns, Table};
use super::values;
use crate::model::{FaultKind, HandleTimeLaw, Queue, Seconds, SkillSet};

/// The columns of `handle_times.csv`.
pub(super) const COLUMNS: Columns = Columns { required: &["queue", "handle_time_s"], optional: &[] };

/// Gives the queues with an empirical law what was observed; without a mean of its own a queue takes that of the list.
pub(super) fn read(table: Option<&Table>, queues: &mut [ReadQueue], names: &Names, faults: &mut Faults) {
    let mut observed: Vec<Vec<f64>> = vec![Vec::new(); queues.len()];
    for row in table.iter().flat_map(|table| table.rows()) {
        let Some(name) = row.need("queue", faults) else { continue };
        let Some(queue) = names.position(name) else {
            let kind = FaultKind::UnknownQueue { queue: name.to_owned(), nearest: names.nearest(name) };
            row.fault(faults, kind);
            continue;
        };
        let number = |value| FaultKind::BadNumber { key: "handle_time_s".to_owned(), value, whole: false };
        match row.parse("handle_time_s", values::number, number, faults) {
            Some(seconds) if seconds <= 0.0 => row.fault(faults, FaultKind::ZeroHandleTime { seconds }),
            Some(seconds) => observed[queue].push(seconds),
            None => {}
        }
    }
    for (read, observed) in queues.iter_mut().zip(observed) {
        if !matches!(read.queue.handle_time_law, HandleTimeLaw::Empirical { .. }) {
            continue;
        }
        if observed.is_empty() {
            let kind = FaultKind::NothingObserved { queue: read.queue.id.clone() };
            faults.add(&read.place.0, read.place.1, kind);
            continue;
        }
        if !read.has_handle_time {
            #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
            let mean = observed.iter().sum::<f64>() / observed.len() as f64;
            (read.queue.handle_time, read.has_handle_time) = (Seconds::new(mean), true);
        }
        let plain = Queue::new("", SkillSet::EMPTY, read.queue.handle_time).with_handle_times(&observed);
        (read.queue.handle_time_law, read.queue.handle_times) = (plain.handle_time_law, plain.handle_times);
    }
}
