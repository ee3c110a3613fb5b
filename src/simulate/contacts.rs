//! The contacts of a window: who arrives when, needing how long, prepared to wait how long.
//!
//! Everything about a contact is drawn before the roster is looked at, keyed by seed, replication, day, queue, interval
//! and the contact's number in it: whatever happens on the floor, the same contacts come (common random numbers).

use crate::model::HandleTimeLaw;

use super::centre::{Centre, QueueFacts, Segment};
use super::random::{Purpose, Stream};
use super::ticks::NEVER;

/// One contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contact {
    /// Since the window's start [ticks].
    pub(super) arrival: u32,
    /// What it takes of an agent: the handle time, and the fetching before it [ticks].
    pub(super) handle: u32,
    /// When it gives up waiting; [`NEVER`] for who does not [ticks].
    pub(super) deadline: u32,
    /// The queue in the upper 7 bits, the cell of the tallies in the lower 25.
    pub(super) place: u32,
}

/// Bits of `place` that hold the cell.
const CELL_BITS: u32 = 25;

impl Contact {
    /// After the last contact.
    const END: Self = Self { arrival: NEVER, handle: 0, deadline: 0, place: 0 };

    /// Draws a contact of a queue from `own`, which arrives at a tick and is counted in a cell. The draws lie at
    /// `position` and the three after it.
    pub(super) fn draw(
        (own, position): (Stream, u64),
        (arrival, cell): (u32, u32),
        queue: usize,
        facts: &QueueFacts,
        mean: f64,
    ) -> Self {
        let place = u32::try_from(queue).expect("at most 128 queues") << CELL_BITS | cell;
        let mean = match facts.forwarding {
            None => mean,
            // The mean is that of all contacts; some are solved, the others take so much more.
            Some((share, work)) => {
                let is_forwarded = own.key(u64::MAX - position).uniform(0) <= share;
                (mean - share * work).max(1.0) + if is_forwarded { work } else { 0.0 }
            }
        };
        let handle = whole(handle_time(own, position, facts, mean)).max(1).saturating_add(facts.fetch);
        let deadline = match facts.patience {
            _ if facts.balking > 0.0 && own.uniform(position + 2) <= facts.balking => arrival,
            Some(mean) => arrival.saturating_add(whole(own.exponential(position + 1) * mean)).min(NEVER - 1),
            None => NEVER,
        };
        Self { arrival, handle, deadline, place }
    }

    pub(super) fn queue(self) -> usize {
        (self.place >> CELL_BITS) as usize
    }

    /// Queue and interval of arrival as one index: `queue * n_intervals + interval of the window`.
    pub(super) fn cell(self) -> usize {
        (self.place & ((1 << CELL_BITS) - 1)) as usize
    }
}

/// A window's contacts in one replication.
#[derive(Debug, Clone, Default)]
pub(super) struct Contacts {
    /// In order of arrival, ties by queue; ends with one that never arrives.
    pub(super) list: Vec<Contact>,
    /// How many arrive in each cell that has any, `(cell, contacts)`.
    pub(super) offered: Vec<(u32, u32)>,
}

/// Where in the window's tallies a day's contacts are counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Start of the day in the window [ticks].
    pub(super) offset: u32,
    /// First interval of the window.
    pub(super) first_interval: usize,
    /// Intervals in the window.
    pub(super) n_intervals: usize,
}

impl Contacts {
    /// Takes all contacts away, keeping the memory.
    fn clear(&mut self) {
        self.list.clear();
        self.offered.clear();
    }

    /// Adds the contacts of a day; days in order.
    pub(super) fn add_day(&mut self, centre: &Centre, day: usize, seed: u64, replication: u32, frame: Frame) {
        let root = Stream::new(seed, Purpose::Contacts).key(u64::from(replication)).key(day as u64);
        let factor = centre.busyness.as_ref().map_or(1.0, |busyness| busyness.of(day, seed, replication));
        let slack = 1.0 / factor;
        let from = self.list.len();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day's volume, and some more")]
        self.list.reserve((1.1 * centre.volume(day) / slack) as usize + 32);
        let mut queue = usize::MAX;
        let mut stream = root;
        for segment in &centre.arrivals[day] {
            if segment.queue != queue {
                queue = segment.queue;
                stream = root.key(queue as u64);
            }
            let own = stream.key((segment.interval as u64) << 8 | segment.part);
            let cell = segment.queue * frame.n_intervals + segment.interval - frame.first_interval;
            let cell = u32::try_from(cell).expect("128 queues of at most 262,144 intervals");
            let count = self.add_segment(own, segment, &centre.queues[queue], slack, (cell, frame.offset));
            if count > 0 {
                self.offered.push((cell, count));
            }
        }
        // Each queue's contacts are in order already; a stable sort merges these runs and keeps ties by queue.
        self.list[from..].sort_by_key(|contact| contact.arrival);
    }

    /// All contacts of the horizon in one replication, in place of what there was.
    pub(super) fn draw_horizon(&mut self, centre: &Centre, seed: u64, replication: u32) {
        let window = centre.horizon;
        self.clear();
        for (day, of_day) in centre.days.iter().enumerate() {
            let offset = window.ticks(of_day.start);
            let frame = Frame { offset, first_interval: window.first_interval, n_intervals: window.n_intervals };
            self.add_day(centre, day, seed, replication, frame);
        }
        self.end();
    }

    /// Copies to `part` those who arrive from the one tick up to the other.
    pub(super) fn copy_part(&self, (from, to): (u32, u32), part: &mut Self) {
        let first = self.list.partition_point(|contact| contact.arrival < from);
        let last = self.list.partition_point(|contact| contact.arrival < to);
        part.clear();
        part.list.extend(&self.list[first..last]);
        for contact in &self.list[first..last] {
            part.offered.push((contact.place & ((1 << CELL_BITS) - 1), 1));
        }
        part.end();
    }

    /// Marks the end, after the last day.
    pub(super) fn end(&mut self) {
        self.list.push(Contact::END);
    }

    fn add_segment(
        &mut self,
        own: Stream,
        segment: &Segment,
        queue: &QueueFacts,
        slack: f64,
        (cell, offset): (u32, u32),
    ) -> u32 {
        let gap = segment.gap * slack;
        let length = f64::from(segment.end - segment.start);
        let mut at = 0.0;
        let mut count = 0;
        loop {
            // A Poisson process forgets: each segment starts afresh with an exponential gap.
            let position = u64::from(count) * 4;
            at += own.exponential(position) * gap;
            if at >= length {
                return count;
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the segment's length")]
            let arrival = offset + segment.start + at as u32;
            let drawn = Contact::draw((own, position + 1), (arrival, cell), segment.queue, queue, segment.handle);
            self.list.push(drawn);
            count += 1;
        }
    }
}

/// A handle time of this law [ticks].
fn handle_time(own: Stream, position: u64, facts: &QueueFacts, mean: f64) -> f64 {
    match facts.law {
        HandleTimeLaw::Exponential => mean * own.exponential(position),
        HandleTimeLaw::LogNormal { variation } => {
            let variance = variation.powi(2).ln_1p();
            let own = own.key(position);
            mean * (variance.sqrt() * own.normal(0) - variance / 2.0).exp()
        }
        HandleTimeLaw::Gamma { variation } if variation > 0.0 => {
            let shape = variation.powi(-2);
            mean / shape * own.gamma(position, shape)
        }
        HandleTimeLaw::Empirical { .. } if !facts.handle_times.is_empty() => {
            #[expect(clippy::cast_precision_loss, reason = "a count of observations")]
            let place = own.uniform(position) * facts.handle_times.len() as f64;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most the count")]
            let place = (place.ceil() as usize).clamp(1, facts.handle_times.len());
            mean * facts.handle_times[place - 1]
        }
        HandleTimeLaw::Constant | HandleTimeLaw::Gamma { .. } | HandleTimeLaw::Empirical { .. } => mean,
    }
}

fn whole(value: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
    let whole = (value + 0.5) as u32;
    whole.min(NEVER - 1)
}

/// Bytes that a day's contacts take on average.
pub(super) fn bytes(centre: &Centre, day: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a small size")]
    let (contact, segment) = (size_of::<Contact>() as f64, size_of_val(centre.arrivals[day].as_slice()) as f64);
    centre.volume(day) * contact + segment
}
