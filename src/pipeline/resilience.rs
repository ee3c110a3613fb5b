//! A roster with people away: played without them, then put right by a few changes and played again.

use rayon::prelude::*;

use crate::check;
use crate::model::{
    Absence, Activity, AgentIdx, Away, Breach, ChangeKind, DayIdx, Minute, Outcome, PairCount, Performance, Promise,
    QueueIdx, Repaired, Resilience, Roster, RosterChange, Scenario, Settings, Span, Stretch, Verdict, Watch,
};
use crate::optimise;
use crate::simulate::{self, Simulator};

use super::VERIFY_SEED;

/// Contacts played for each figure, and the horizons within which that is kept.
const CONTACTS: f64 = 1.5e6;
const REPLICATIONS: (f64, f64) = (128.0, 1000.0);
/// The search that puts a roster right plays other contacts than those it is judged on.
const REPAIR_SEED: u64 = 0x0FF1_CE5E;
/// Most people called in from reserve to put a roster right.
const MOST_CALLED: usize = 4;
/// Of all pairs, how many are told.
const WORST_PAIRS: usize = 20;

/// Which pairs are tried beside every single person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pairs {
    /// These, each put right as well.
    Named(Vec<[AgentIdx; 2]>),
    /// Every pair, played without them and not put right; the worst are told.
    All,
}

/// What becomes of `roster` when any one of its people is away for the whole horizon, and when `pairs` are.
///
/// Everything is played on the same seeds as a plan's verification, so that differences are not chance; verdicts are as
/// corrected there. The roster is put right by [`optimise::repair`] on other seeds. People in reserve all through are
/// left out: nothing changes without them.
pub fn resilience(scenario: &Scenario, roster: &Roster, pairs: &Pairs, watch: Watch) -> Resilience {
    let scenario = &lightly(scenario);
    let settings = scenario.settings;
    let case = Case::new(scenario, roster, MOST_CALLED, watch);
    let played = &case.played;
    let try_all = |groups: &[Vec<AgentIdx>], puts_right: bool| -> Vec<Option<Away>> {
        groups.par_iter().map(|agents| case.away(agents, puts_right)).collect()
    };
    let working = working(scenario, roster);
    let ones: Vec<Vec<AgentIdx>> = working.iter().map(|&agent| vec![agent]).collect();
    let twos: Vec<Vec<AgentIdx>> = match pairs {
        Pairs::Named(named) => named.iter().map(|pair| pair.to_vec()).collect(),
        Pairs::All => {
            let later = |i: usize| working[i + 1..].iter().map(|&other| vec![working[i], other]).collect::<Vec<_>>();
            (0..working.len()).flat_map(later).collect()
        }
    };
    let run = || (try_all(&ones, true), try_all(&twos, *pairs != Pairs::All));
    let (single, twos) = on_threads(scenario, run);
    let is_cut_short = single.iter().chain(&twos).any(Option::is_none);
    let mut twos: Vec<Away> = twos.into_iter().flatten().collect();
    let losing = twos.iter().filter(|away| !away.without.is_survived()).count();
    let all_pairs = (*pairs == Pairs::All).then_some(PairCount { played: twos.len(), losing });
    if all_pairs.is_some() {
        twos.sort_by(|a, b| {
            let (ours, theirs) = (&a.without, &b.without);
            theirs.lost.len().cmp(&ours.lost.len()).then(theirs.all_late().total_cmp(&ours.all_late()))
        });
        twos.truncate(WORST_PAIRS);
    }
    Resilience {
        share: share(scenario, played),
        n_targets: played.service.len(),
        n_missed: played.service.iter().filter(|service| service.verdict == Verdict::Missed).count(),
        replications: settings.verify_replications,
        single: single.into_iter().flatten().collect(),
        pairs: twos,
        all_pairs,
        is_cut_short,
    }
}

/// As [`resilience`], each of the people away alone and put right with at most `most_called` called in.
pub(super) fn singly(scenario: &Scenario, roster: &Roster, most_called: usize, watch: Watch) -> Vec<Away> {
    let scenario = &lightly(scenario);
    let case = Case::new(scenario, roster, most_called, watch);
    let working = working(scenario, roster);
    on_threads(scenario, || working.par_iter().filter_map(|&agent| case.away(&[agent], true)).collect())
}

/// As [`singly`], for one person.
pub(super) fn one(
    scenario: &Scenario,
    roster: &Roster,
    agent: AgentIdx,
    most_called: usize,
    watch: Watch,
) -> Option<Away> {
    let scenario = &lightly(scenario);
    Case::new(scenario, roster, most_called, watch).away(&[agent], true)
}

/// The scenario to be played as often as a figure here needs.
fn lightly(scenario: &Scenario) -> Scenario {
    let settings = Settings { verify_replications: replications(scenario), ..scenario.settings };
    Scenario { settings, ..scenario.clone() }
}

/// Runs on as many threads as the settings say; without such a pool the result is the same, only later.
fn on_threads<T: Send>(scenario: &Scenario, run: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(scenario.settings.threads.max(1)).build() {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

/// Everybody who does anything but reserve.
fn working(scenario: &Scenario, roster: &Roster) -> Vec<AgentIdx> {
    (0..scenario.agents.len()).map(AgentIdx).filter(|&agent| is_working(roster, agent)).collect()
}

/// Horizons for each figure: about [`CONTACTS`] contacts, within [`REPLICATIONS`].
fn replications(scenario: &Scenario) -> u32 {
    let volume: f64 = scenario.forecast.iter().flatten().map(|expected| expected.contacts).sum();
    let wanted = (CONTACTS / volume.max(1.0)).clamp(REPLICATIONS.0, REPLICATIONS.1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within its clamp")]
    let wanted = wanted as u32;
    wanted.min(scenario.settings.verify_replications)
}

/// Whether somebody does anything but reserve.
pub(super) fn is_working(roster: &Roster, agent: AgentIdx) -> bool {
    roster.of(agent).iter().any(|s| !matches!(s.activity, Activity::Reserve | Activity::Lunch | Activity::Break))
}

/// The centre without some of its people: they are absent all through, and nothing is asked of them.
pub(super) fn without(scenario: &Scenario, agents: &[AgentIdx]) -> Scenario {
    let mut left = scenario.clone();
    let horizon = Span::new(Minute(0), Minute(scenario.horizon.minutes() + 1440));
    for &agent in agents {
        let this = &mut left.agents[agent.0];
        this.contract = Some(0);
        this.wishes.clear();
        this.absences = vec![Absence { span: horizon, kind: String::new(), counted: 0 }];
    }
    let stays = |agent: AgentIdx| !agents.contains(&agent);
    left.pinned.stretches.retain(|stretch| stays(stretch.agent));
    left.activities.trainings.retain(|training| stays(training.agent));
    left.activities.meetings.iter_mut().for_each(|meeting| meeting.agents.retain(|&agent| stays(agent)));
    left
}

/// What every absence is held against.
struct Case<'a> {
    scenario: &'a Scenario,
    roster: &'a Roster,
    played: Performance,
    /// Minutes that posts stand empty with everybody there.
    empty: i32,
    simulator: Simulator,
    seed: u64,
    most_called: usize,
    watch: Watch<'a>,
}

impl<'a> Case<'a> {
    fn new(scenario: &'a Scenario, roster: &'a Roster, most_called: usize, watch: Watch<'a>) -> Self {
        let seed = scenario.settings.seed.wrapping_add(VERIFY_SEED);
        let watch = Watch { progress: &|_| {}, ..watch };
        Self {
            scenario,
            roster,
            played: simulate::simulate(scenario, roster, seed, watch),
            empty: empty_minutes(scenario, roster),
            simulator: Simulator::new(scenario, scenario.settings.seed.wrapping_add(REPAIR_SEED)),
            seed,
            most_called,
            watch,
        }
    }

    /// The roster without `agents`, and put right; `None` when time is up.
    fn away(&self, agents: &[AgentIdx], puts_right: bool) -> Option<Away> {
        if self.watch.is_over() {
            return None;
        }
        // Many absences are played side by side, each on one thread.
        let settings = Settings { threads: 1, ..self.scenario.settings };
        let scenario = Scenario { settings, ..without(self.scenario, agents) };
        let others = self.roster.stretches.iter().filter(|stretch| !agents.contains(&stretch.agent));
        let standing = Roster::new(others.copied().collect());
        let before = self.outcome(&scenario, &standing);
        let is_whole = before.is_survived() && before.uncertain.is_empty();
        let repaired = (puts_right && !is_whole && !self.watch.is_over()).then(|| {
            let roster = optimise::repair(&scenario, &standing, self.most_called, &self.simulator, self.watch);
            let changes = changes(&scenario, &standing, &roster);
            Repaired { outcome: self.outcome(&scenario, &roster), roster, changes }
        });
        Some(Away { agents: agents.to_vec(), without: before, repaired })
    }

    /// What `roster` delivers beside the roster with everybody there.
    fn outcome(&self, scenario: &Scenario, roster: &Roster) -> Outcome {
        let now = simulate::simulate(scenario, roster, self.seed, self.watch);
        let mut outcome = Outcome {
            share: share(scenario, &now),
            unmanned: (empty_minutes(scenario, roster) - self.empty).max(0),
            ..Outcome::default()
        };
        for (then, now) in self.played.service.iter().zip(&now.service) {
            let promise = Promise { queue: now.queue, day: now.day, interval: now.interval };
            match (then.verdict, now.verdict) {
                (Verdict::Met | Verdict::Undecided, Verdict::Missed) => outcome.lost.push(promise),
                (Verdict::Met, Verdict::Undecided) => outcome.uncertain.push(promise),
                _ => {}
            }
        }
        let queues = (0..scenario.queues.len()).map(QueueIdx);
        let more = |queue: QueueIdx| late(&now, queue) - late(&self.played, queue);
        let late = queues.map(|queue| (queue, more(queue))).filter(|(_, contacts)| *contacts >= 0.05);
        outcome.late = late.collect();
        outcome.late.sort_by(|a, b| b.1.total_cmp(&a.1));
        outcome
    }
}

/// Contacts of a queue over the horizon that were not answered in time.
fn late(performance: &Performance, queue: QueueIdx) -> f64 {
    performance.tallies[queue.0].iter().map(|tally| tally.offered - tally.answered_within).sum()
}

/// Share of all contacts with a target that were answered in time.
fn share(scenario: &Scenario, performance: &Performance) -> f64 {
    let promised = scenario.queues.iter().zip(&performance.tallies).filter(|(queue, _)| queue.target.is_some());
    let (mut answered, mut offered) = (0.0, 0.0);
    for tally in promised.flat_map(|(_, tallies)| tallies) {
        answered += tally.answered_within;
        offered += tally.offered;
    }
    if offered > 0.0 { answered / offered } else { 1.0 }
}

/// Minutes, summed over places, that posts stand empty.
fn empty_minutes(scenario: &Scenario, roster: &Roster) -> i32 {
    let minutes = check::check(scenario, roster).into_iter().map(|violation| match violation.breach {
        Breach::PostUnmanned { measured, needed, .. } => {
            violation.span.minutes() * i32::try_from(needed.saturating_sub(measured)).unwrap_or(i32::MAX)
        }
        _ => 0,
    });
    minutes.sum()
}

/// Who has another day in `after` than in `before`, and how much of it changes.
fn changes(scenario: &Scenario, before: &Roster, after: &Roster) -> Vec<RosterChange> {
    let mut changes = Vec::new();
    for agent in (0..scenario.agents.len()).map(AgentIdx) {
        for day in (0..scenario.horizon.n_days()).map(DayIdx) {
            let on = |roster: &Roster| -> Vec<Stretch> {
                let of_day = |stretch: &&Stretch| scenario.horizon.day_at(stretch.start) == day;
                roster.of(agent).iter().filter(of_day).copied().collect()
            };
            let (then, now) = (on(before), on(after));
            if then == now {
                continue;
            }
            let serves = |stretches: &[Stretch]| {
                let idle = |s: &Stretch| matches!(s.activity, Activity::Reserve | Activity::Lunch | Activity::Break);
                stretches.iter().any(|stretch| !idle(stretch))
            };
            let ends = |stretches: &[Stretch]| Some((stretches.first()?.start, stretches.last()?.end));
            let kind = if serves(&now) && !serves(&then) {
                ChangeKind::CalledIn
            } else if ends(&then) == ends(&now) {
                ChangeKind::WithinDay
            } else {
                ChangeKind::ShiftMoved
            };
            changes.push(RosterChange { agent, day, kind });
        }
    }
    changes
}
