//! The clock: arrivals, completions and the plan's changes, one after another.
//!
//! Three lists in order of time are merged: contacts (drawn beforehand), the plan's changes, and completions; where
//! contacts overflow, a fourth of when they do. At the same tick the plan comes first, then completions in order of
//! agent, then overflows, then arrivals in order of queue.

mod letters;
mod overflow;
mod relief;
mod several;

use super::calendar::Calendar;
use super::centre::{Centre, Window};
use super::contacts::Contact;
use super::crew::{Crew, Duty, Event, length};
use super::idle::Idle;
use super::random::Stream;
use super::record::Record;
use super::ticks::NEVER;
use super::transfers::passed_on;
use super::waiting::Waiting;

use overflow::Timers;
use relief::Relief;
use several::Hand;

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
    /// When contacts overflow.
    timers: Timers,
    /// Who waits at a post for who comes next.
    relief: Relief,
    /// What each member has in hand; empty where nobody asks.
    hands: Vec<Hand>,
}

/// What one member does.
#[derive(Debug, Clone, Copy)]
struct State {
    duty: Duty,
    is_busy: bool,
    /// Whether kept at a post, though the plan has something else by now.
    is_kept: bool,
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
    /// The draws of contacts passed on.
    pub(super) transfers: Stream,
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
            let overflow = self.timers.next();
            if change.at <= done && change.at <= arrival && change.at <= overflow {
                if change.at == NEVER {
                    break;
                }
                next_change += 1;
                self.change(change.event, change.at, play, record);
                // Only when everybody is where they should be, lest somebody about to leave takes a letter.
                if play.crew.changes[next_change].at > change.at {
                    self.relieve(change.at, play, record);
                    self.fill(change.at, play, record);
                }
            } else if done <= arrival && done <= overflow {
                let member = self.busy.pop().expect("a completion is next");
                self.complete(member, done, play, record);
            } else if overflow <= arrival {
                self.overflow(play, record);
            } else {
                self.arrive(play.contacts[next_contact], play, record);
                next_contact += 1;
            }
        }
        self.finish(play, record);
    }

    fn reset(&mut self, play: &Play<'_>) {
        let queues = &play.centre.queues;
        let n_members = play.crew.members.len();
        self.waiting.reset(queues.len());
        self.members.clear();
        let (is_busy, is_kept) = (false, false);
        let state = State { duty: Duty::Off, is_busy, is_kept, stays_for: 0, on_since: 0, busy_since: 0 };
        self.members.resize(n_members, state);
        self.idle.reset(n_members);
        self.busy.clear();
        self.timers.clear();
        self.relief.clear();
        let passages = play.centre.passages;
        self.hands.clear();
        if passages.transfer | passages.several != 0 {
            self.hands.resize_with(n_members, Hand::default);
        }
        let live = |(queue, mask): (usize, u128)| if queues[queue].is_live { mask } else { 0 };
        self.closed = (0..queues.len()).map(|queue| live((queue, 1 << queue))).fold(0, |all, mask| all | mask);
        let all = if queues.len() == 128 { u128::MAX } else { (1 << queues.len()) - 1 };
        self.deferrable = all & !self.closed;
    }

    fn arrive<R: Record>(&mut self, contact: Contact, play: &Play<'_>, record: &mut R) {
        let queue = contact.queue();
        let is_live = self.deferrable == 0 || self.deferrable >> queue & 1 == 0;
        let member = if is_live {
            self.idle.take(play.crew.takers(queue))
        } else {
            self.idle.find(false, |member| self.members[member].duty == Duty::Deferrable(queue))
        };
        if let Some(member) = member {
            self.serve(contact, member, contact.arrival, play, record);
        } else if !is_live {
            self.waiting.push(contact);
            self.fill(contact.arrival, play, record);
        } else if let Some(member) = self.has_room(queue, play).or_else(|| self.other_at_once(queue, play)) {
            self.serve(contact, member, contact.arrival, play, record);
        } else if play.centre.passages.limited >> queue & 1 == 1
            && self.waiting.count(queue, contact.arrival) >= play.centre.queues[queue].places
        {
            record.dropped(contact, contact.arrival);
        } else {
            self.waiting.push(contact);
            self.set_timer(contact, play);
        }
    }

    fn serve<R: Record>(&mut self, contact: Contact, member: usize, now: u32, play: &Play<'_>, record: &mut R) {
        let fetched = play.centre.passages.fetched;
        let fetch = if fetched == 0 { 0 } else { play.centre.queues[contact.queue()].fetch };
        let contact = play.crew.members[member].at_own_pace(contact, play.centre);
        record.answered(contact, member, now.saturating_add(fetch));
        if !self.hands.is_empty() && self.takes_in_hand(contact, member, now, play) {
            return;
        }
        self.idle.remove(member);
        let state = &mut self.members[member];
        state.is_busy = true;
        state.busy_since = now;
        self.busy.push(now.saturating_add(contact.handle).min(NEVER - 1), member);
    }

    fn complete<R: Record>(&mut self, member: usize, now: u32, play: &Play<'_>, record: &mut R) {
        let passed_on = if self.hands.is_empty() { None } else { self.lays_down(member, now, play) };
        if self.hands.is_empty() || self.hands[member].is_empty() {
            let state = &mut self.members[member];
            state.is_busy = false;
            if state.duty == Duty::Contacts {
                record.busy((member, play.crew.members[member].facts.live), state.busy_since, now);
            }
            self.arrives_at_post(member, now, play, record);
            self.find_work(member, now, play, record);
        } else {
            self.takes_more(member, now, play, record);
        }
        // Who is put through is behind those who waited for this agent already.
        if let Some(contact) = passed_on
            && self.closed >> contact.queue() & 1 == 0
        {
            record.passed_on(contact);
            self.arrive(contact, play, record);
        }
        if self.waiting.occupied(self.deferrable) != 0 {
            self.fill(now, play, record);
        }
    }

    /// Gives a member who is not busy the next contact, or a place among the idle, or lets them go.
    fn find_work<R: Record>(&mut self, member: usize, now: u32, play: &Play<'_>, record: &mut R) {
        let facts = play.crew.members[member].facts;
        let state = &self.members[member];
        let (own, others) = match state.duty {
            _ if state.is_kept => return,
            Duty::Contacts => (facts.live, facts.overflow),
            Duty::Deferrable(queue) => (1 << queue, 0),
            Duty::Off => {
                let last = state.stays_for & self.closed;
                (last & facts.live, last & facts.overflow)
            }
            Duty::Post(_) => return,
        };
        if self.waiting.occupied(own | others) != 0
            && let Some(first) = self.waiting.take((own, others), now, &play.centre.queues, record)
        {
            self.serve(first, member, now, play, record);
            if !self.hands.is_empty() {
                self.takes_more(member, now, play, record);
            }
            return;
        }
        match self.members[member].duty {
            Duty::Contacts => self.idle.add(member, Some(facts.rank)),
            Duty::Deferrable(_) => self.idle.add(member, None),
            Duty::Off | Duty::Post(_) => {}
        }
    }

    fn change<R: Record>(&mut self, event: Event, now: u32, play: &Play<'_>, record: &mut R) {
        match event {
            Event::Opens { queue } => self.closed &= !(1 << queue),
            Event::Closes { queue, is_dropping } => {
                self.closed |= 1 << queue;
                if is_dropping {
                    self.waiting.clear(queue, now, record, |record, contact| record.dropped(contact, now));
                }
            }
            Event::Turns { shift, .. } if play.absences.get(shift) == Some(&true) => {}
            Event::Turns { member, duty, .. } => self.turns(member, duty, now, play, record),
        }
    }

    fn turns<R: Record>(&mut self, member: usize, duty: Duty, now: u32, play: &Play<'_>, record: &mut R) {
        let state = &mut self.members[member];
        let before = state.duty;
        if before == duty {
            return;
        }
        // After closing, who was on contacts until the end serves those who wait.
        state.stays_for = 0;
        if before == Duty::Contacts && !state.is_kept {
            let facts = play.crew.members[member].facts;
            record.staffed((member, facts.live), state.on_since, now);
            if state.is_busy {
                record.busy((member, facts.live), state.busy_since, now);
            }
            state.stays_for = (facts.live | facts.overflow) & self.closed;
        }
        state.duty = duty;
        state.on_since = now;
        state.busy_since = now;
        if state.is_busy {
            return;
        }
        if let Duty::Post(post) = before {
            // Whether somebody comes is known when everybody has turned.
            self.leaves_post(member, post);
            return;
        }
        self.idle.remove(member);
        if duty != Duty::Off {
            self.find_work(member, now, play, record);
        }
    }

    /// Accounts for everybody who still waits when nobody is coming any more.
    fn finish<R: Record>(&mut self, play: &Play<'_>, record: &mut R) {
        let end = length(play.window);
        for queue in 0..play.centre.queues.len() {
            let is_live = self.deferrable >> queue & 1 == 0;
            // Who has patience left for ever is turned away in the end; the others have given up by then.
            self.waiting.clear(queue, NEVER, record, |record, contact| {
                if is_live { record.dropped(contact, end) } else { record.left(contact, end) }
            });
        }
    }
}
