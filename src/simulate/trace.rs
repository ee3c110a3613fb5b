//! What became of every single contact: for tests, and for whoever wants to look.

use crate::model::{AgentIdx, DayIdx, QueueIdx, Seconds, Stretch};

use super::contacts::Contact;
use super::record::Record;
use super::simulator::Simulator;
use super::ticks::{self, NEVER};

/// One contact from its arrival on; all times since the start of the day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Journey {
    /// The queue.
    pub queue: QueueIdx,
    /// When it arrived.
    pub arrival: Seconds,
    /// How long an agent needs for it.
    pub handle_time: Seconds,
    /// How long it is prepared to wait; `None`: for ever.
    pub patience: Option<Seconds>,
    /// What became of it.
    pub end: End,
    /// How long it waited.
    pub wait: Seconds,
}

/// How a contact's journey ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// This agent took it.
    Answered(AgentIdx),
    /// It gave up.
    Abandoned,
    /// It was turned away at closing, or nobody ever came.
    Dropped,
    /// It waits still: deferrable, and not reached that day.
    Left,
}

impl Simulator {
    /// What becomes of every contact of a day in one replication, in order of arrival.
    pub fn trace(&self, day: DayIdx, stretches: &[Stretch], replication: u32) -> Vec<Journey> {
        let mut trace = Trace::default();
        self.play(day, stretches, replication..replication + 1, &mut trace, |_, _| {});
        trace.ended.sort_by_key(|&(contact, ..)| (contact.arrival, contact.queue()));
        let agents = self.crew_of(day, stretches);
        let journey = |&(contact, fate, at): &(Contact, Fate, u32)| Journey {
            queue: QueueIdx(contact.queue()),
            arrival: seconds(contact.arrival),
            handle_time: seconds(contact.handle - self.fetch_of(contact.queue())),
            patience: (contact.deadline != NEVER).then(|| seconds(contact.deadline - contact.arrival)),
            end: match fate {
                Fate::Answered(member) => End::Answered(agents[member]),
                Fate::Abandoned => End::Abandoned,
                Fate::Dropped => End::Dropped,
                Fate::Left => End::Left,
            },
            wait: seconds(at.saturating_sub(contact.arrival)),
        };
        trace.ended.iter().map(journey).collect()
    }
}

fn seconds(ticks: u32) -> Seconds {
    Seconds::new(ticks::to_seconds(u64::from(ticks)))
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Answered(usize),
    Abandoned,
    Dropped,
    Left,
}

#[derive(Debug, Default)]
struct Trace {
    ended: Vec<(Contact, Fate, u32)>,
}

impl Record for Trace {
    fn answered(&mut self, contact: Contact, member: usize, at: u32) {
        self.ended.push((contact, Fate::Answered(member), at));
    }

    fn abandoned(&mut self, contact: Contact) {
        self.ended.push((contact, Fate::Abandoned, contact.deadline));
    }

    fn dropped(&mut self, contact: Contact, at: u32) {
        self.ended.push((contact, Fate::Dropped, at));
    }

    fn left(&mut self, contact: Contact, at: u32) {
        self.ended.push((contact, Fate::Left, at));
    }
}
