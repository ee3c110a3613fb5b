//! Queues: handle time, patience and opening hours.

use toml::Spanned;

use super::calendar::Calendar;
use super::centre::{display_name, own_hours, skill_set, within};
use super::collect::Faults;
use super::document::Source;
use super::names::Names;
use super::opening::Hours;
use super::passages;
use super::schema::{self, QueueTable};
use super::targets;
use crate::model::{AtClosing, Channel, FaultKind, HandleTimeLaw, Queue, Seconds};

/// A day `[s]`: nobody waits, and no contact lasts, longer.
const DAY_S: f64 = 86_400.0;

/// A queue, and the hours that forecasts are held against.
#[derive(Debug)]
pub(super) struct ReadQueue {
    /// The queue.
    pub(super) queue: Queue,
    /// Its own hours, where they differ from the centre's.
    pub(super) hours: Option<Hours>,
    /// Whether `centre.toml` gives a handle time.
    pub(super) has_handle_time: bool,
    /// File and line of its id.
    pub(super) place: (String, u64),
}

/// Reads one queue.
pub(super) fn read(
    table: &QueueTable,
    (calendar, centre): (&Calendar, &Hours),
    skills: &Names,
    source: Source<'_>,
    faults: &mut Faults,
) -> ReadQueue {
    let channel = channel(table.channel);
    let is_live = !matches!(channel, Channel::Email | Channel::Web);
    let hours = own_hours(table.opening.as_ref(), calendar, source, faults);
    let handle_time = table.handle_time_s.as_ref().and_then(|written| handle_time(written, source, faults));
    let patience = table.patience_s.as_ref();
    let patience = patience.and_then(|written| within("patience_s", written, (1.0, DAY_S), source, faults));
    let variation = table.handle_time_variation.as_ref();
    let variation =
        variation.and_then(|written| within("handle_time_variation", written, (0.01, 10.0), source, faults));
    let id = table.id.get_ref();
    let (target, ceilings) = match &table.target {
        Some(written) => targets::read(written, (id, is_live), source, faults),
        None => (None, Vec::new()),
    };
    let queue = Queue {
        id: id.clone(),
        name: display_name(table.name.as_ref(), id),
        channel,
        skills: skill_set(&table.skills, skills, source, faults),
        // Without a forecast the handle time has no contacts to apply to; any positive one does no harm.
        handle_time: Seconds::new(handle_time.unwrap_or(1.0)),
        handle_time_law: law(table.handle_time_law, variation.unwrap_or(1.0)),
        patience: patience.map(Seconds::new),
        target,
        ceilings,
        opening: hours.as_ref().map(|own| own.within(centre, calendar)),
        at_closing: match table.at_closing {
            schema::AtClosing::Served => AtClosing::Served,
            schema::AtClosing::Dropped => AtClosing::Dropped,
        },
        department: table.department.clone(),
        ..passages::read(table, is_live, skills, (source, &mut *faults))
    };
    let (file, line) = source.place(&table.id);
    ReadQueue { queue, hours, has_handle_time: table.handle_time_s.is_some(), place: (file.to_owned(), line) }
}

fn handle_time(written: &Spanned<f64>, source: Source<'_>, faults: &mut Faults) -> Option<f64> {
    let seconds = *written.get_ref();
    if seconds <= 0.0 {
        source.fault(faults, written, FaultKind::ZeroHandleTime { seconds });
        return None;
    }
    within("handle_time_s", written, (0.0, DAY_S), source, faults)
}

/// The channel as written.
pub(super) fn channel(channel: schema::Channel) -> Channel {
    match channel {
        schema::Channel::Phone => Channel::Phone,
        schema::Channel::Visit => Channel::Visit,
        schema::Channel::Video => Channel::Video,
        schema::Channel::Chat => Channel::Chat,
        schema::Channel::Email => Channel::Email,
        schema::Channel::Web => Channel::Web,
    }
}

fn law(law: schema::Law, variation: f64) -> HandleTimeLaw {
    match law {
        schema::Law::Exponential => HandleTimeLaw::Exponential,
        schema::Law::Constant => HandleTimeLaw::Constant,
        schema::Law::Lognormal => HandleTimeLaw::LogNormal { variation },
        schema::Law::Gamma => HandleTimeLaw::Gamma { variation },
        // Becomes what `handle_times.csv` says when that is read.
        schema::Law::Empirical => HandleTimeLaw::Empirical { variation, most_left: f64::INFINITY },
    }
}
