//! Passages: to whom else a queue's contacts may go, where they are passed on, and how many are held at once.

use super::centre::{skill_set, whole_within, within};
use super::collect::Faults;
use super::document::Source;
use super::names::Names;
use super::schema::{self, Centre, OverflowTable, QueueTable};
use crate::model::{
    AtOnce, FaultKind, Forwarding, Overflow, OverflowTo, Queue, QueueIdx, Scenario, Seconds, Share, SkillSet, Transfer,
};

/// A day `[s]`.
const DAY_S: f64 = 86_400.0;

/// Channels whose contacts wait on the spot.
pub(super) const LIVE: [&str; 4] = ["phone", "visit", "video", "chat"];

/// A queue of which only the passages count: to be completed by the caller.
pub(super) fn read(
    table: &QueueTable,
    is_live: bool,
    skills: &Names,
    (source, faults): (Source<'_>, &mut Faults),
) -> Queue {
    misplaced(table, is_live, source, faults);
    let share = |key: &str, written: Option<&toml::Spanned<f64>>, low: f64, otherwise: f64, faults: &mut Faults| {
        written.and_then(|written| within(key, written, (low, 1.0), source, faults)).unwrap_or(otherwise)
    };
    let plain = Queue::new("", SkillSet::EMPTY, Seconds::new(1.0));
    let solved = share("solved_share", table.solved_share.as_ref(), 0.0, 1.0, faults);
    let work = table.forward_work_s.as_ref();
    let work = work.and_then(|written| within("forward_work_s", written, (0.0, DAY_S), source, faults));
    let fetch = table.fetch_s.as_ref();
    let fetch = fetch.and_then(|written| within("fetch_s", written, (0.0, 3600.0), source, faults));
    let tries = table.tries_per_matter.as_ref();
    let tries = tries.and_then(|written| within("tries_per_matter", written, (1.0, 100.0), source, faults));
    Queue {
        priority: whole_within("priority", table.priority.as_ref(), 0, (-100.0, 100.0), (source, faults)),
        overflow: table.overflow.as_ref().map(|written| overflow(written.get_ref(), skills, source, faults)),
        balking: Share::new(share("balking", table.balking.as_ref(), 0.0, 0.0, faults)),
        waiting_places: table
            .waiting_places
            .as_ref()
            .map(|places| whole_within("waiting_places", Some(places), 0, (0.0, 1e6), (source, faults))),
        at_once: AtOnce {
            most: whole_within("at_once", table.at_once.as_ref(), 1, (1.0, 10.0), (source, faults)),
            attention: Share::new(share("attention", table.attention.as_ref(), 0.05, 1.0, faults)),
        },
        idle_above: whole_within("idle_above", table.idle_above.as_ref(), 1, (0.0, 20.0), (source, faults)),
        fetch: Seconds::new(fetch.unwrap_or(0.0)),
        tries_per_matter: tries.unwrap_or(1.0),
        forwarding: work
            .filter(|work| *work > 0.0 && solved < 1.0)
            .map(|work| Forwarding { share: Share::new(1.0 - solved), work: Seconds::new(work) }),
        ..plain
    }
}

/// Makes of contacts as counted matters, and of handle times as given those with the work of forwarding.
pub(super) fn matters(scenario: &mut Scenario) {
    for (queue, forecast) in scenario.queues.iter().zip(&mut scenario.forecast) {
        let more = queue.forwarding.map_or(0.0, |more| more.share.get() * more.work.get());
        for expected in forecast {
            expected.contacts /= queue.tries_per_matter;
            expected.handle_time = Seconds::new(expected.handle_time.get() + more);
        }
    }
}

/// Keys that have no meaning for contacts of the queue's channel.
fn misplaced(table: &QueueTable, is_live: bool, source: Source<'_>, faults: &mut Faults) {
    let is_fetched = matches!(table.channel, schema::Channel::Visit | schema::Channel::Video);
    let is_chat = matches!(table.channel, schema::Channel::Chat);
    let live = || LIVE.map(str::to_owned).to_vec();
    let keys = [
        ("overflow", table.overflow.as_ref().map(|key| source.place(key)), is_live, live()),
        ("balking", table.balking.as_ref().map(|key| source.place(key)), is_live, live()),
        ("waiting_places", table.waiting_places.as_ref().map(|key| source.place(key)), is_live, live()),
        ("at_once", table.at_once.as_ref().map(|key| source.place(key)), is_chat, vec!["chat".to_owned()]),
        (
            "fetch_s",
            table.fetch_s.as_ref().map(|key| source.place(key)),
            is_fetched,
            vec!["visit".to_owned(), "video".to_owned()],
        ),
        ("attention", table.attention.as_ref().map(|key| source.place(key)), is_chat, vec!["chat".to_owned()]),
        (
            "idle_above",
            table.idle_above.as_ref().map(|key| source.place(key)),
            !is_live,
            vec!["email".to_owned(), "web".to_owned()],
        ),
    ];
    for (key, place, makes_sense, channels) in keys {
        if let (Some((file, line)), false) = (place, makes_sense) {
            let queue = table.id.get_ref().clone();
            let kind = FaultKind::KeyOfOtherChannel { key: key.to_owned(), queue, channels };
            faults.add(file, line, kind);
        }
    }
}

fn overflow(table: &OverflowTable, skills: &Names, source: Source<'_>, faults: &mut Faults) -> Overflow {
    let after = table.after_s.as_ref();
    let after = after.and_then(|written| within("after_s", written, (0.0, DAY_S), source, faults));
    let to = match &table.skills {
        None => OverflowTo::Anybody,
        Some(listed) => OverflowTo::AnyOf(skill_set(listed, skills, source, faults)),
    };
    Overflow { after: Seconds::new(after.unwrap_or(0.0)), to }
}

/// Where the queues' contacts are passed on; queues are known by now.
pub(super) fn transfers(
    centre: &Centre,
    is_new: &[bool],
    (queues, names): (&mut [Queue], &Names),
    (source, faults): (Source<'_>, &mut Faults),
) {
    let counted = super::centre::counted(centre, is_new);
    for (index, table) in counted.into_iter().enumerate() {
        let Some(written) = &table.transfer else { continue };
        let table = written.get_ref();
        let share = within("share", &table.share, (0.0, 0.99), source, faults);
        let name = table.to.get_ref();
        match names.position(name) {
            None => {
                let kind = FaultKind::UnknownQueue { queue: name.clone(), nearest: names.nearest(name) };
                source.fault(faults, &table.to, kind);
            }
            Some(to) if to == index || queues.get(to).is_none_or(|queue| !queue.is_live()) => {
                let kind = FaultKind::TransferTo { queue: queues[index].id.clone(), to: name.clone() };
                source.fault(faults, &table.to, kind);
            }
            Some(to) => {
                let passed_on = |share| Transfer { share: Share::new(share), to: QueueIdx(to) };
                queues[index].transfer = share.filter(|share| *share > 0.0).map(passed_on);
            }
        }
    }
}
