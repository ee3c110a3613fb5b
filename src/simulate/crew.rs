//! Who is where when: a roster's stretches turned into changes of duty in the order in which they happen.

use crate::model::{Activity, AgentIdx, Minute, Stretch};

use super::centre::{AgentFacts, Centre, Window};
use super::contacts::Contact;
use super::idle::words_for;
use super::random::{Purpose, Stream};
use super::ticks::{self, NEVER};

/// What an agent is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Duty {
    /// Away, on a break, in a meeting.
    Off,
    /// Live contacts of every queue the agent can serve, and deferrable ones in between.
    Contacts,
    /// One deferrable queue only.
    Deferrable(usize),
    /// A post, which is left only when who comes next is there.
    Post(usize),
}

/// Something that the plan says will happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// A queue opens.
    Opens { queue: usize },
    /// A queue closes, and turns away who waits or not.
    Closes { queue: usize, is_dropping: bool },
    /// A member of the crew changes duty, as part of a shift.
    Turns { member: usize, duty: Duty, shift: usize },
}

/// An event and its time; ordered by time, then openings, closings, and members in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// Since the window's start [ticks].
    pub(super) at: u32,
    /// What happens.
    pub(super) event: Event,
}

/// Everybody with duty in a window, and the plan of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Crew {
    /// In order of agent.
    pub(super) members: Vec<Member>,
    /// In order; ends with one that never happens.
    pub(super) changes: Vec<Change>,
    /// Who can serve a queue, as bits: `[queue * words + word]`.
    takers: Vec<u64>,
    /// Who takes a queue's overflow, as bits; empty where no queue has any.
    others: Vec<u64>,
    words: usize,
    /// The shifts in which they have duty: who, and the day on which it starts.
    shifts: Vec<(AgentIdx, usize)>,
}

/// One agent with duty in the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) agent: AgentIdx,
    pub(super) facts: AgentFacts,
}

impl Member {
    /// The contact as long as it takes in this member's hands.
    pub(super) fn at_own_pace(&self, contact: Contact, centre: &Centre) -> Contact {
        let queue = contact.queue();
        if self.facts.slow >> queue & 1 == 0 {
            return contact;
        }
        let handle = f64::from(contact.handle) * centre.paces[self.agent.0][queue];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "capped on the same line")]
        let handle = handle.min(f64::from(NEVER / 2)) as u32;
        Contact { handle, ..contact }
    }
}

/// A stretch of duty, clipped to the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    agent: AgentIdx,
    start: u32,
    end: u32,
    duty: Duty,
    shift: usize,
}

impl Crew {
    /// The crew that `stretches` (in any order) put into `window`. A shift that began before the window counts from
    /// its start on; one that passes the end goes on, though no contacts arrive any more. On a cyclic horizon a shift
    /// over the end counts at the beginning too.
    pub(super) fn new(centre: &Centre, window: Window, stretches: &[Stretch]) -> Self {
        let mut crew = Self::default();
        let mut sorted = stretches.to_vec();
        sorted.sort_unstable();
        let mut pieces = crew.pieces(centre, window, &sorted);
        pieces.sort_unstable();
        crew.add_openings(centre, window);
        crew.add_turns(centre, &pieces);
        crew.add_takers(centre);
        crew.changes.sort_unstable();
        crew.changes.push(Change { at: NEVER, event: Event::Opens { queue: 0 } });
        crew
    }

    /// The members who can serve a queue, as bits, 64 to a word.
    pub(super) fn takers(&self, queue: usize) -> &[u64] {
        &self.takers[queue * self.words..][..self.words]
    }

    /// The members who take a queue's overflow, as bits, 64 to a word.
    pub(super) fn others(&self, queue: usize) -> &[u64] {
        &self.others[queue * self.words..][..self.words]
    }

    fn add_takers(&mut self, centre: &Centre) {
        self.words = words_for(self.members.len());
        self.takers = self.known(centre, |facts| facts.live | facts.deferrable);
        if centre.passages.overflow != 0 {
            self.others = self.known(centre, |facts| facts.overflow);
        }
    }

    /// Bits of the members whose queues, by `of`, hold each queue.
    fn known(&self, centre: &Centre, of: fn(&AgentFacts) -> u128) -> Vec<u64> {
        let mut bits = vec![0; centre.queues.len() * self.words];
        for (index, member) in self.members.iter().enumerate() {
            let queues = of(&member.facts);
            for queue in (0..centre.queues.len()).filter(|queue| queues >> queue & 1 == 1) {
                bits[queue * self.words + index / 64] |= 1 << (index % 64);
            }
        }
        bits
    }

    /// Which of the shifts nobody comes to, in one replication; empty when all come.
    pub(super) fn absences(&self, centre: &Centre, seed: u64, replication: u32) -> Vec<bool> {
        if centre.unplanned_absence <= 0.0 {
            return Vec::new();
        }
        let root = Stream::new(seed, Purpose::Absence).key(u64::from(replication));
        let is_away = |&(agent, day): &(AgentIdx, usize)| {
            root.key(day as u64).uniform(agent.0 as u64) <= centre.unplanned_absence
        };
        self.shifts.iter().map(is_away).collect()
    }

    fn pieces(&mut self, centre: &Centre, window: Window, sorted: &[Stretch]) -> Vec<Piece> {
        let length = centre.horizon.end.0;
        let turns: &[i32] = if centre.is_cyclic { &[-1, 0, 1] } else { &[0] };
        let mut pieces = Vec::new();
        let mut last: Option<Stretch> = None;
        let mut shift_start = Minute(0);
        for &stretch in sorted {
            if last.is_none_or(|last| last.agent != stretch.agent || last.end != stretch.start) {
                shift_start = stretch.start;
            }
            last = Some(stretch);
            let Some(duty) = duty(centre, stretch) else { continue };
            for turn in turns {
                let (start, end) = (stretch.start + turn * length, stretch.end + turn * length);
                if start < window.end && end > window.start && start < end {
                    let shift = self.shift(centre, stretch.agent, shift_start);
                    let (start, end) = (window.ticks(start), window.ticks(end));
                    pieces.push(Piece { agent: stretch.agent, start, end, duty, shift });
                }
            }
        }
        pieces
    }

    fn shift(&mut self, centre: &Centre, agent: AgentIdx, start: Minute) -> usize {
        let day = centre.days.partition_point(|day| day.start <= start).saturating_sub(1);
        if self.shifts.last() != Some(&(agent, day)) {
            self.shifts.push((agent, day));
        }
        self.shifts.len() - 1
    }

    fn add_openings(&mut self, centre: &Centre, window: Window) {
        for (queue, facts) in centre.queues.iter().enumerate().filter(|(_, facts)| facts.is_live) {
            for span in &facts.opening {
                if span.start >= window.end || span.end <= window.start {
                    continue;
                }
                self.changes.push(Change { at: window.ticks(span.start), event: Event::Opens { queue } });
                // At the end of a window an open queue only stops being watched: nobody is turned away.
                let is_dropping = !facts.serves_at_closing && span.end <= window.end;
                let at = window.ticks(span.end.min(window.end));
                self.changes.push(Change { at, event: Event::Closes { queue, is_dropping } });
            }
        }
    }

    fn add_turns(&mut self, centre: &Centre, pieces: &[Piece]) {
        let mut free = 0;
        for (index, &piece) in pieces.iter().enumerate() {
            if self.members.last().is_none_or(|member| member.agent != piece.agent) {
                let facts = centre.agents[piece.agent.0];
                self.members.push(Member { agent: piece.agent, facts });
                free = 0;
            }
            let member = self.members.len() - 1;
            // Where a hand-made roster has somebody in two places, the earlier activity runs to its end.
            let start = piece.start.max(free);
            if start >= piece.end {
                continue;
            }
            free = piece.end;
            let turns = |duty| Event::Turns { member, duty, shift: piece.shift };
            self.changes.push(Change { at: start, event: turns(piece.duty) });
            // Between two shifts that touch there is an end too, since either may be missed alone.
            let goes_on = pieces[index + 1..]
                .iter()
                .take_while(|next| next.agent == piece.agent && next.start <= piece.end)
                .any(|next| next.shift == piece.shift && next.end > piece.end);
            if !goes_on {
                self.changes.push(Change { at: piece.end, event: turns(Duty::Off) });
            }
        }
    }
}

/// What the activity means for the floor; `None` when the agent is away from it.
fn duty(centre: &Centre, stretch: Stretch) -> Option<Duty> {
    let facts = centre.agents.get(stretch.agent.0)?;
    match stretch.activity {
        Activity::Contacts => Some(Duty::Contacts),
        // Nobody works on what they have no skill for, whatever the roster says.
        Activity::Deferrable(queue) if facts.deferrable >> queue.0 & 1 == 1 => Some(Duty::Deferrable(queue.0)),
        Activity::Post(post) => Some(Duty::Post(post.0)),
        _ => None,
    }
}

/// Length of a window, for who needs a time after everything planned [ticks].
pub(super) fn length(window: Window) -> u32 {
    ticks::from_minutes(window.end - window.start)
}
