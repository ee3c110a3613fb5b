//! A simulator: a scenario prepared once, contacts drawn once, any number of rosters played against them.

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::{AgentIdx, DayIdx, DayTally, Evaluate, Scenario, Span, Stretch, Tally};

use super::centre::{Centre, Window};
use super::contacts::{Contacts, Frame, bytes};
use super::crew::Crew;
use super::engine::{Engine, Play};
use super::random::{Purpose, Stream};
use super::record::{Cell, Cells, Record};

/// Memory for contacts kept between calls [bytes].
const CACHE_BYTES: f64 = 256e6;

/// Replications kept at most, however small the centre.
const MOST_KEPT: f64 = 4096.0;

/// Plays single days of rosters under common random numbers.
///
/// Contacts, handle times and patience are drawn once for each day and replication, keyed by seed, replication, day,
/// queue and contact, and kept (up to a bound on memory; beyond it they are drawn again), so that a call costs little
/// more than the events of its days.
///
/// A day starts empty and is played until nobody waits who will be served. Around midnight of a centre that does not
/// close, that is an approximation: work in progress is not carried from the day before, and whoever waits at the end
/// of the day is served by the stretches given that run on, then by who was there last. Shifts from the evening before
/// count, if their stretches are given. Letters left over at the end of a day are seen by [`Evaluate::horizon`] only.
/// [`simulate`](super::simulate) plays the whole horizon without a seam.
#[derive(Debug)]
pub struct Simulator {
    centre: Centre,
    seed: u64,
    /// `[day][replication]`.
    cache: Vec<Vec<OnceLock<Contacts>>>,
}

impl Simulator {
    /// A simulator of this scenario; the seed decides every contact.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        let centre = Centre::new(scenario);
        let each: f64 = (0..centre.days.len()).map(|day| bytes(&centre, day)).sum();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the most kept")]
        let kept = (CACHE_BYTES / each.max(1.0)).min(MOST_KEPT) as usize;
        let cache = centre.days.iter().map(|_| (0..kept).map(|_| OnceLock::new()).collect()).collect();
        Self { centre, seed, cache }
    }

    /// Plays the replications of a day one after another into `record`, telling it first what is offered in each.
    pub(super) fn play<R: Record>(
        &self,
        day: DayIdx,
        stretches: &[Stretch],
        replications: Range<u32>,
        record: &mut R,
        offer: impl FnMut(&mut R, &Contacts),
    ) {
        self.play_part(day, stretches, replications, (record, offer), None);
    }

    /// As [`Simulator::play`], with only the contacts that arrive within `arrivals`.
    fn play_part<R: Record>(
        &self,
        day: DayIdx,
        stretches: &[Stretch],
        replications: Range<u32>,
        (record, mut offer): (&mut R, impl FnMut(&mut R, &Contacts)),
        arrivals: Option<Span>,
    ) {
        let window = self.centre.days[day.0];
        let mut some = Contacts::default();
        let crew = Crew::new(&self.centre, window, stretches);
        let mut engine = Engine::default();
        for replication in replications {
            let drawn;
            let kept = self.cache[day.0].get(replication as usize);
            let contacts = if let Some(cell) = kept {
                cell.get_or_init(|| self.draw(day.0, window, replication))
            } else {
                drawn = self.draw(day.0, window, replication);
                &drawn
            };
            let contacts = match arrivals {
                None => contacts,
                Some(span) => {
                    contacts.copy_part((window.ticks(span.start), window.ticks(span.end)), &mut some);
                    &some
                }
            };
            offer(record, contacts);
            let absences = crew.absences(&self.centre, self.seed, replication);
            let (centre, crew) = (&self.centre, &crew);
            let transfers = Stream::new(self.seed, Purpose::Transfer).key(u64::from(replication));
            let contacts = &contacts.list;
            engine.play(&Play { centre, window, crew, contacts, absences: &absences, transfers }, record);
        }
    }

    fn draw(&self, day: usize, window: Window, replication: u32) -> Contacts {
        let frame = Frame { offset: 0, first_interval: window.first_interval, n_intervals: window.n_intervals };
        let mut contacts = Contacts::default();
        contacts.add_day(&self.centre, day, self.seed, replication, frame);
        contacts.end();
        contacts
    }

    /// The agents with duty on a day, as the engine numbers them.
    pub(super) fn crew_of(&self, day: DayIdx, stretches: &[Stretch]) -> Vec<AgentIdx> {
        let crew = Crew::new(&self.centre, self.centre.days[day.0], stretches);
        crew.members.iter().map(|member| member.agent).collect()
    }

    /// What fetching a contact of the queue takes [ticks].
    pub(super) fn fetch_of(&self, queue: usize) -> u32 {
        self.centre.queues[queue].fetch
    }

    fn window(&self, day: DayIdx) -> Window {
        self.centre.days[day.0]
    }
}

impl Evaluate for Simulator {
    fn day(&self, day: DayIdx, stretches: &[Stretch], replications: Range<u32>) -> DayTally {
        self.tally(day, stretches, replications, None)
    }

    fn part(&self, day: DayIdx, stretches: &[Stretch], replications: Range<u32>, arrivals: Span) -> DayTally {
        self.tally(day, stretches, replications, Some(arrivals))
    }

    fn horizon(&self, stretches: &[Stretch], replications: Range<u32>) -> Option<Vec<DayTally>> {
        let (centre, window) = (&self.centre, self.centre.horizon);
        let crew = Crew::new(centre, window, stretches);
        let (mut engine, mut contacts, mut cells) =
            (Engine::default(), Contacts::default(), Cells::new(centre, window));
        for replication in replications {
            contacts.draw_horizon(centre, self.seed, replication);
            cells.offer(&contacts.offered);
            let absences = crew.absences(centre, self.seed, replication);
            let transfers = Stream::new(self.seed, Purpose::Transfer).key(u64::from(replication));
            let contacts = &contacts.list;
            let play = Play { centre, window, crew: &crew, contacts, absences: &absences, transfers };
            engine.play(&play, &mut cells);
        }
        let of_day = |day: &Window| {
            let first = day.first_interval - window.first_interval;
            day_tally(&cells.all, window.n_intervals, first..first + day.n_intervals)
        };
        Some(centre.days.iter().map(of_day).collect())
    }
}

impl Simulator {
    fn tally(&self, day: DayIdx, stretches: &[Stretch], replications: Range<u32>, arrivals: Option<Span>) -> DayTally {
        let n_intervals = self.window(day).n_intervals;
        let mut cells = Cells::new(&self.centre, self.window(day));
        let offer = |cells: &mut Cells, contacts: &Contacts| cells.offer(&contacts.offered);
        self.play_part(day, stretches, replications, (&mut cells, offer), arrivals);
        day_tally(&cells.all, n_intervals, 0..n_intervals)
    }
}

/// The tally of a day whose intervals are these, from the cells of a window with so many intervals.
fn day_tally(cells: &[Cell], n_intervals: usize, day: Range<usize>) -> DayTally {
    let mut tally = DayTally::default();
    for of_queue in cells.chunks(n_intervals.max(1)) {
        let of_day = &of_queue[day.clone()];
        let mut sum = Cell::default();
        for cell in of_day {
            sum.add(cell);
        }
        tally.queues.push(sum.tally(1.0));
        tally.intervals.push(of_day.iter().map(|cell| cell.tally(1.0)).collect::<Vec<Tally>>());
    }
    tally
}
