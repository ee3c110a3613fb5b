//! Contacts passed on from one queue to another: whether, and what they then need.

use super::centre::{Centre, Window};
use super::contacts::Contact;
use super::random::Stream;
use super::ticks;

/// The contact that comes of `contact`, dealt with at `at`, in the queue to which it is passed on, if it is.
///
/// All draws are keyed by the first contact, so that whether it is passed on, and what it then needs, does not depend
/// on the roster; only when does. Who would be passed on after the window's end is not.
pub(super) fn passed_on(centre: &Centre, window: Window, root: Stream, contact: Contact, at: u32) -> Option<Contact> {
    let (share, to) = centre.queues[contact.queue()].transfer?;
    let own = root.key(u64::from(contact.arrival) << 32 | u64::from(contact.handle)).key(u64::from(contact.place));
    let interval = (at / ticks::from_minutes(window.interval_minutes)) as usize;
    if own.uniform(0) > share || interval >= window.n_intervals {
        return None;
    }
    let facts = &centre.queues[to];
    let mean = facts.handle[window.first_interval + interval];
    let cell = u32::try_from(to * window.n_intervals + interval).expect("as many cells as the forecast's contacts");
    Some(Contact::draw((own, 1), (at, cell), to, facts, mean))
}
