//! Whether a whole group can meet: every slot of a month, with everybody who could answer meanwhile, played and ranked.

mod attendance;
mod desk;
mod halves;
mod month;
mod played;
mod rank;
mod scene;
mod ways;

use rayon::prelude::*;

use crate::check;
use crate::cost;
use crate::model::{
    AgentIdx, Cost, DayIdx, Gathering, GatheringQuestion, IntervalIdx, Money, Progress, Roster, Scenario, Slot, Span,
    Stretch, Watch,
};
use crate::simulate::Simulator;

use super::VERIFY_SEED;

use attendance::common;
use month::Month;
use played::Fate;
use scene::Scene;
use ways::{Candidate, Stage};

/// Slots begin every so many minutes `[min]` ...
const STEP: i32 = 30;
/// ... between these clock times `[min since midnight]`.
const DAY: (i32, i32) = (6 * 60, 22 * 60);
/// Contacts played in all, and the days for each way within which that is kept: when slots are sorted out ...
const SORTED: (f64, f64, f64) = (15e6, 20.0, 100.0);
/// ... and when the best are judged.
const JUDGED: (f64, f64, f64) = (15e6, 100.0, 500.0);
/// Days that differ in busyness are independent of all others ten by ten only.
const UNIT: u32 = 10;

/// Ranks every slot of the month of `longer` in which the group might meet, under the roster of `base` read on.
///
/// The group is everybody employed. Each slot is laid into the roster with every cover, judged by `check`, and its day
/// played on the same contacts with the meeting and without it. All slots are sorted out on few replications; the best
/// of each kind are judged on more of fresh ones.
pub fn meet(
    (base, longer): (&Scenario, Scenario),
    roster: &Roster,
    question: &GatheringQuestion,
    watch: Watch,
) -> Gathering {
    let month = Month::new(base, roster, longer);
    let of_centre = 0..month.scenario.agents.len();
    (watch.progress)(Progress::Checking);
    let group: Vec<AgentIdx> =
        of_centre.map(AgentIdx).filter(|agent| !month.scenario.agents[agent.0].hireable).collect();
    let mut slots = slots(&month, &question.lengths);
    let scene = Scene::new(&month.scenario);
    let broken = check::check(&month.scenario, &month.roster);
    let stage = Stage { month: &month, scene: &scene, broken: &broken, group: &group };
    let first: Vec<usize> = (0..slots.len()).filter(|&slot| slots[slot].like == slot).collect();
    let mut candidates: Vec<Candidate> = on_threads(&month.scenario, || {
        first.par_iter().flat_map_iter(|&slot| stage.candidates(slot, &slots[slot])).collect()
    });
    let play = Play { stage: &stage, slots: &slots };
    let all: Vec<usize> = (0..candidates.len()).collect();
    (watch.progress)(Progress::Meeting { ways: all.len() });
    let sorted = play.play(&mut candidates, &all, (question.seed, SORTED), false);
    let shortlist = rank::shortlist(&candidates, &slots, &month.scenario.horizon);
    let best: Vec<usize> =
        all.into_iter().filter(|&candidate| shortlist.contains(&candidates[candidate].slot)).collect();
    let judged = if watch.is_over() {
        0
    } else {
        play.play(&mut candidates, &best, (question.seed.wrapping_add(VERIFY_SEED), JUDGED), true)
    };
    let plain = cost::cost(&month.scenario, &month.roster);
    for candidate in best {
        let Candidate { slot, way, .. } = &mut candidates[candidate];
        way.cost = extra_cost(&month.scenario, &plain, &stage.roster(&slots[*slot], way.cover));
    }
    for candidate in candidates {
        slots[candidate.slot].ways.push(candidate.way);
    }
    for slot in &mut slots {
        slot.ways.sort_by(crate::model::Way::by_worth);
    }
    Gathering {
        known_days: base.horizon.n_days().min(month.scenario.horizon.n_days()),
        unknown_days: month.unknown_days(),
        question: question.clone(),
        group: group.len(),
        ranking: rank::ranking(&slots),
        slots,
        replications: [sorted, judged],
        roster: month.roster,
        month: month.scenario,
    }
}

/// Every slot of the month, but on open days whose roster is not known.
fn slots(month: &Month, lengths: &[i32]) -> Vec<Slot> {
    let scenario = &month.scenario;
    let unknown = month.unknown_days();
    let mut slots: Vec<Slot> = Vec::new();
    let mut seen = Vec::new();
    for day in (0..scenario.horizon.n_days()).map(DayIdx).filter(|day| !unknown.contains(day)) {
        let surroundings = month.surroundings(day);
        for clock in (DAY.0..DAY.1).step_by(usize::try_from(STEP).unwrap_or(1)) {
            for &length in lengths.iter().filter(|&length| clock + length <= DAY.1) {
                let start = scenario.horizon.minute_at(day, clock);
                let span = Span::new(start, start + length);
                let key = (surroundings.clone(), clock, length);
                let like = seen.iter().position(|other| *other == key).unwrap_or(slots.len());
                seen.push(key);
                let (is_open, contacts) = (is_open(scenario, span), contacts(scenario, span));
                slots.push(Slot { day, span, is_open, like, contacts, ways: Vec::new() });
            }
        }
    }
    slots
}

/// Whether the centre, a live queue or a post is open at some time within a span.
fn is_open(scenario: &Scenario, span: Span) -> bool {
    let of_centre = scenario.horizon.days.iter().flat_map(|day| &day.opening).any(|hours| hours.overlaps(span));
    let mut queues = scenario.queues.iter().filter(|queue| queue.is_live());
    let mut posts = scenario.posts.iter().flat_map(|post| &post.opening);
    of_centre || queues.any(|queue| desk::is_open(scenario, queue, span)) || posts.any(|hours| hours.overlaps(span))
}

/// Contacts expected within a span, of those on which somebody waits.
fn contacts(scenario: &Scenario, span: Span) -> f64 {
    let step = scenario.horizon.interval_minutes;
    let cells = |queue: &Vec<crate::model::Forecast>| -> f64 {
        let share = |(index, cell): (usize, &crate::model::Forecast)| {
            let within = common(scenario.horizon.interval(IntervalIdx(index)), span);
            cell.contacts * f64::from(within) / f64::from(step)
        };
        queue.iter().enumerate().map(share).sum()
    };
    let live = scenario.queues.iter().zip(&scenario.forecast).filter(|(queue, _)| queue.is_live());
    live.map(|(_, forecast)| cells(forecast)).sum()
}

/// Plays candidates against their days without a meeting.
struct Play<'a> {
    stage: &'a Stage<'a>,
    slots: &'a [Slot],
}

impl Play<'_> {
    /// Plays some candidates and gives the days played for each; where everything is closed nothing is played.
    fn play(
        &self,
        candidates: &mut [Candidate],
        some: &[usize],
        (seed, limits): (u64, (f64, f64, f64)),
        is_judged: bool,
    ) -> u32 {
        let (stage, scenario) = (self.stage, &self.stage.month.scenario);
        let open: Vec<usize> = some.iter().copied().filter(|&i| self.slots[candidates[i].slot].is_open).collect();
        let replications = replications(scenario, open.len(), limits);
        let simulator = Simulator::new(&stage.scene.scenario, seed);
        let played = |day: DayIdx, stretches: &[Stretch]| {
            played::fates((&simulator, stage.scene), day, stretches, 0..replications)
        };
        let day = |candidate: &Candidate| self.slots[candidate.slot].day;
        let mut days: Vec<DayIdx> = open.iter().map(|&i| day(&candidates[i])).collect();
        days.sort_unstable();
        days.dedup();
        let unit = if scenario.busyness_variation > 0.0 { UNIT as usize } else { 1 };
        let asked: &[Candidate] = candidates;
        let effects: Vec<_> = on_threads(scenario, || {
            let before = |&day: &DayIdx| played(day, &stage.near(&stage.month.roster, day));
            let before: Vec<Vec<Fate>> = days.par_iter().map(before).collect();
            let effect = |&i: &usize| {
                let day = day(&asked[i]);
                let place = days.binary_search(&day).unwrap_or(0);
                played::effect(&before[place], &played(day, &asked[i].near), unit, open.len())
            };
            open.par_iter().map(effect).collect()
        });
        for (&i, effect) in open.iter().zip(effects) {
            candidates[i].way.effect = effect;
        }
        for &i in some {
            candidates[i].way.is_judged = is_judged;
        }
        replications
    }
}

/// Days to play for each of so many ways: whole tens.
fn replications(scenario: &Scenario, n_ways: usize, (contacts, least, most): (f64, f64, f64)) -> u32 {
    let volume: f64 = scenario.forecast.iter().flatten().map(|cell| cell.contacts).sum();
    let open = scenario.horizon.days.iter().filter(|day| !day.opening.is_empty()).count().max(1);
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let wanted = contacts / (volume / count(open)).max(1.0) / count(n_ways.max(1));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within its clamp")]
    let wanted = wanted.clamp(least, most) as u32;
    wanted.div_ceil(UNIT) * UNIT
}

/// What a roster costs beyond the plan's; `None` where somebody's pay is not known.
fn extra_cost(scenario: &Scenario, plain: &Cost, roster: &Roster) -> Option<Money> {
    let with = cost::cost(scenario, roster);
    let is_known = plain.without_pay() == 0 && with.without_pay() == 0;
    is_known.then(|| with.amount().total() - plain.amount().total())
}

/// Runs on as many threads as the settings say; without such a pool the result is the same, only later.
fn on_threads<T: Send>(scenario: &Scenario, run: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(scenario.settings.threads.max(1)).build() {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}
