//! The clock: arrivals, completions and the plan's changes, one after another.
//!
//! Three lists in order of time are merged: contacts (drawn beforehand), the plan's changes, and completions. At the
//! same tick the plan comes first, then completions in order of agent, then arrivals in order of queue.

use super::calendar::Calendar;
use super::centre::{Centre, Window};
use super::contacts::Contact;
use super::crew::{Crew, Duty, Event, length};
use super::idle::Idle;
use super::record::Record;
use super::ticks::NEVER;
use super::waiting::Waiting;

/// The floor of a centre in play. Kept from one replication to the next to reuse its memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Engine {
    waiting: Waiting,
    members: Vec<State>,
    idle: Idle,
    busy: Calendar,
    /// Live queues that are closed.
    closed: u128,
    /// The deferrable queues.
    deferrable: u128,
    /// Live queues that at least two members on contacts can serve.
    shared: u128,
}

/// What one member does.
#[derive(Debug, Clone, Copy)]
struct State {
    duty: Duty,
    is_busy: bool,
    /// Queues, closed when this one left the contacts, whose last contacts are served before going home.
    stays_for: u128,
    /// Since when on contacts [ticks].
    on_since: u32,
    /// Since when busy while on contacts [ticks].
    busy_since: u32,
}

/// What is played: the same for all events of one replication.
pub(super) struct Play<'a> {
    pub(super) centre: &'a Centre,
    pub(super) window: Window,
    pub(super) crew: &'a Crew,
    pub(super) contacts: &'a [Contact],
    /// Which shifts nobody comes to; empty when all come.
    pub(super) absences: &'a [bool],
}

impl Engine {
    /// Plays one replication from an empty centre until nobody is served any more.
    pub(super) fn play<R: Record>(&mut self, play: &Play<'_>, record: &mut R) {
        self.reset(play);
        let (mut next_contact, mut next_change) = (0, 0);
        loop {
            let arrival = play.contacts[next_contact].arrival;
            let change = play.crew.changes[next_change];
            let done = self.busy.next().unwrap_or(NEVER);
            if change.at <= done && change.at <= arrival {
                if change.at == NEVER {
                    break;
                }
                next_change += 1;
                self.change(change.event, change.at, play, record);
                // Only when everybody is where they should be, lest somebody about to leave takes a letter.
                if play.crew.changes[next_change].at > change.at {
                    self.fill(change.at, play, record);
                }
            } else if done <= arrival {
                let member = self.busy.pop().expect("a completion is next");
                self.complete(member, done, play, record);
            } else {
                self.arrive(next_contact, play, record);
                next_contact += 1;
            }
        }
        self.finish(play, record);
    }

    fn reset(&mut self, play: &Play<'_>) {
        let queues = &play.centre.queues;
        self.waiting.reset(queues.len());
        self.members.clear();
        let state = State { duty: Duty::Off, is_busy: false, stays_for: 0, on_since: 0, busy_since: 0 };
        self.members.resize(play.crew.members.len(), state);
        self.idle.reset(play.crew.members.len());
        self.busy.clear();
        let live = |(queue, mask): (usize, u128)| if queues[queue].is_live { mask } else { 0 };
        self.closed = (0..queues.len()).map(|queue| live((queue, 1 << queue))).fold(0, |all, mask| all | mask);
        let all = if queues.len() == 128 { u128::MAX } else { (1 << queues.len()) - 1 };
        self.deferrable = all & !self.closed;
        self.shared = 0;
    }

    fn arrive<R: Record>(&mut self, index: usize, play: &Play<'_>, record: &mut R) {
        let contact = play.contacts[index];
        let queue = contact.queue();
        let is_live = self.deferrable == 0 || self.deferrable >> queue & 1 == 0;
        let member = if is_live {
            self.idle.take(play.crew.takers(queue))
        } else {
            self.idle.find(false, |member| self.members[member].duty == Duty::Deferrable(queue))
        };
        if let Some(member) = member {
            self.serve(contact, member, contact.arrival, record);
            return;
        }
        self.waiting.push(queue, u32::try_from(index).expect("fewer than 2^32 contacts"));
        if !is_live {
            self.fill(contact.arrival, play, record);
        }
    }

    fn serve<R: Record>(&mut self, contact: Contact, member: usize, now: u32, record: &mut R) {
        self.idle.remove(member);
        let state = &mut self.members[member];
        state.is_busy = true;
        state.busy_since = now;
        record.answered(contact, member, now);
        self.busy.push(now.saturating_add(contact.handle).min(NEVER - 1), member);
    }

    fn complete<R: Record>(&mut self, member: usize, now: u32, play: &Play<'_>, record: &mut R) {
        let state = &mut self.members[member];
        state.is_busy = false;
        if state.duty == Duty::Contacts {
            record.busy(state.busy_since, now);
        }
        self.find_work(member, now, play, record);
        if self.waiting.occupied(self.deferrable) != 0 {
            self.fill(now, play, record);
        }
    }

    /// Gives a member who is not busy the next contact, or a place among the idle, or lets them go.
    fn find_work<R: Record>(&mut self, member: usize, now: u32, play: &Play<'_>, record: &mut R) {
        let facts = play.crew.members[member].facts;
        let state = &self.members[member];
        let mask = match state.duty {
            Duty::Contacts => facts.live,
            Duty::Deferrable(queue) => 1 << queue,
            Duty::Off => state.stays_for & self.closed,
        };
        if self.waiting.occupied(mask) != 0
            && let Some(first) = self.waiting.take(mask, now, play.contacts, record)
        {
            self.serve(play.contacts[first as usize], member, now, record);
            return;
        }
        match self.members[member].duty {
            Duty::Contacts => self.idle.add(member, Some(facts.rank)),
            Duty::Deferrable(_) => self.idle.add(member, None),
            Duty::Off => {}
        }
    }

    fn change<R: Record>(&mut self, event: Event, now: u32, play: &Play<'_>, record: &mut R) {
        match event {
            Event::Opens { queue } => self.closed &= !(1 << queue),
            Event::Closes { queue, is_dropping } => {
                self.closed |= 1 << queue;
                if is_dropping {
                    self.waiting.clear(queue, now, play.contacts, record, |record, contact| {
                        record.dropped(contact, now);
                    });
                }
            }
            Event::Turns { shift, .. } if play.absences.get(shift) == Some(&true) => {}
            Event::Turns { member, duty, .. } => self.turns(member, duty, now, play, record),
        }
    }

    fn turns<R: Record>(&mut self, member: usize, duty: Duty, now: u32, play: &Play<'_>, record: &mut R) {
        let state = &mut self.members[member];
        if state.duty == duty {
            return;
        }
        if state.duty == Duty::Contacts {
            record.staffed(state.on_since, now);
            if state.is_busy {
                record.busy(state.busy_since, now);
            }
        }
        // After closing, who was on contacts until the end serves those who wait.
        let was_on_contacts = state.duty == Duty::Contacts;
        state.stays_for = if was_on_contacts { play.crew.members[member].facts.live & self.closed } else { 0 };
        state.duty = duty;
        state.on_since = now;
        state.busy_since = now;
        let is_busy = state.is_busy;
        self.count_shared(play);
        if !is_busy {
            self.idle.remove(member);
            if duty != Duty::Off {
                self.find_work(member, now, play, record);
            }
        }
    }

    fn count_shared(&mut self, play: &Play<'_>) {
        if self.deferrable == 0 {
            return;
        }
        let on_contacts = self.members.iter().zip(&play.crew.members);
        let masks = on_contacts.filter(|(state, _)| state.duty == Duty::Contacts).map(|(_, member)| member.facts.live);
        self.shared = twice(masks);
    }

    /// Lets idle members on contacts take letters, as long as each open queue that somebody else could serve keeps an
    /// idle member besides the one who takes the letter.
    fn fill<R: Record>(&mut self, now: u32, play: &Play<'_>, record: &mut R) {
        loop {
            let letters = self.waiting.occupied(self.deferrable);
            if letters == 0 {
                return;
            }
            let live = |member: usize| play.crew.members[member].facts.live;
            let spare = twice(self.idle.on_contacts().map(live));
            let needed = self.shared & !spare & !self.closed;
            let letters_of = |member: usize| play.crew.members[member].facts.deferrable;
            let may_take = |member| letters_of(member) & letters != 0 && live(member) & needed == 0;
            let Some(member) = self.idle.find(true, may_take) else { return };
            let mask = letters_of(member);
            let first = self.waiting.take(mask, now, play.contacts, record).expect("a letter waits and never gives up");
            self.serve(play.contacts[first as usize], member, now, record);
        }
    }

    /// Accounts for everybody who still waits when nobody is coming any more.
    fn finish<R: Record>(&mut self, play: &Play<'_>, record: &mut R) {
        let end = length(play.window);
        for queue in 0..play.centre.queues.len() {
            let is_live = self.deferrable >> queue & 1 == 0;
            // Who has patience left for ever is turned away in the end; the others have given up by then.
            self.waiting.clear(queue, NEVER, play.contacts, record, |record, contact| {
                if is_live { record.dropped(contact, end) } else { record.left(contact, end) }
            });
        }
    }
}

/// The queues that are in at least two of the masks.
fn twice(masks: impl Iterator<Item = u128>) -> u128 {
    masks.fold((0, 0), |(once, twice), mask| (once | mask, twice | once & mask)).1
}
