//! A kept roster put right on the days that a what-if touches: who can be moved, who must give up what, who can be called.

use std::ops::Range;

use crate::check;
use crate::model::{
    Activity, Agent, AgentIdx, Breach, DayIdx, Performance, QueueIdx, Roster, Scenario, Severity, Span, Stretch,
    Verdict, Violation, Watch, is_paid,
};
use crate::optimise::{self, Excerpt};
use crate::simulate::{self, Simulator};

use crate::pipeline::VERIFY_SEED;

/// The search that puts a roster right plays other contacts than those it is judged on.
const REPAIR_SEED: u64 = 0x5A0C_4A05;
/// Contacts more answered in time from which it is worth that people are moved.
const WORTHWHILE: f64 = 1.0;
/// A cancelled hour is given back if it costs no more contacts than this.
const NOTHING: f64 = 0.5;
/// Searches for each run of days, of which the best counts.
const ATTEMPTS: u64 = 4;
/// Most times that who may not come is left out and the others are tried.
const TRIES: usize = 4;

/// The days on which `changed` is not as `base`: other contacts, opening hours, people asked for or people there. All of
/// them where the centre itself is another.
pub(super) fn touched(base: &Scenario, changed: &Scenario) -> Vec<DayIdx> {
    let n_days = changed.horizon.n_days();
    let is_other = base.queues != changed.queues
        || base.posts != changed.posts
        || base.templates != changed.templates
        || base.horizon.days.iter().map(|day| day.date).ne(changed.horizon.days.iter().map(|day| day.date));
    let days = (0..n_days).filter(|&day| is_other || is_touched(base, changed, day));
    days.filter(|&day| changed.horizon.days[day].is_open()).map(DayIdx).collect()
}

fn is_touched(base: &Scenario, changed: &Scenario, day: usize) -> bool {
    let span = changed.horizon.days[day].span();
    let per = changed.horizon.interval_minutes;
    let at = |minute: i32| usize::try_from(minute / per).unwrap_or(0);
    let intervals = at(span.start.0)..at(span.end.0);
    let cells = |scenario: &Scenario, queue: usize| scenario.forecast[queue][intervals.clone()].to_vec();
    let rows = |scenario: &Scenario| -> Vec<_> {
        scenario.given.iter().filter(|row| intervals.contains(&row.interval.0)).copied().collect()
    };
    let away = |agent: &Agent| -> Vec<Span> {
        agent.absences.iter().map(|absence| absence.span).filter(|absence| absence.overlaps(span)).collect()
    };
    let other = |agent: &Agent| changed.agents.iter().find(|other| other.id == agent.id);
    (0..changed.queues.len()).any(|queue| cells(base, queue) != cells(changed, queue))
        || rows(base) != rows(changed)
        || base.horizon.days[day].opening != changed.horizon.days[day].opening
        || base.agents.iter().any(|agent| other(agent).is_none_or(|other| away(other) != away(agent)))
}

/// A roster put right, and the centre in which it is: with the overtime of whoever was called in.
pub(super) struct Repaired {
    pub(super) scenario: Scenario,
    pub(super) roster: Roster,
}

/// `kept` put right on `days`: breaks, posts and shift times first and people in reserve; then, where targets still fail,
/// what can be given up for the day; then people who are free, on overtime. Nothing that breaks a rule `kept` keeps.
pub(super) fn repaired(scenario: &Scenario, kept: &Roster, days: &[DayIdx], watch: Watch) -> Repaired {
    let judge = Judge { days, hard: hard(scenario, kept), watch };
    let mut found = Repaired { scenario: scenario.clone(), roster: kept.clone() };
    let mut score = judge.score(&found.scenario, kept);
    for run in runs(days) {
        let standing = found.roster.clone();
        for attempt in 0..ATTEMPTS {
            let moved = put_right(scenario, (&standing, run.clone(), attempt), &[], watch);
            let after = judge.score(scenario, &moved);
            if judge.is_legal(scenario, &moved) && after.is_better_than(score, WORTHWHILE) {
                (found.roster, score) = (moved, after);
            }
        }
    }
    if score.missed > 0 && !watch.is_over() {
        give_up(&mut found, &mut score, &judge);
    }
    for run in runs(days) {
        if score.missed > 0 && !watch.is_over() {
            call_in(&mut found, &mut score, &judge, run);
        }
    }
    found
}

/// Days next to each other together.
fn runs(days: &[DayIdx]) -> Vec<Range<usize>> {
    days.chunk_by(|a, b| a.0 + 1 == b.0).map(|run| run[0].0..run[run.len() - 1].0 + 1).collect()
}

/// What a roster comes to on the days that count.
#[derive(Debug, Clone, Copy)]
struct Score {
    /// Targets missed, and posts that stand empty.
    missed: usize,
    /// Contacts not answered in time.
    late: f64,
}

impl Score {
    /// Whether fewer targets are missed, or as many and so many fewer contacts late.
    fn is_better_than(self, other: Self, contacts: f64) -> bool {
        self.missed < other.missed || self.missed == other.missed && self.late < other.late - contacts
    }
}

/// How rosters are judged.
struct Judge<'a> {
    days: &'a [DayIdx],
    /// What is broken before anything is moved.
    hard: Vec<Violation>,
    watch: Watch<'a>,
}

impl Judge<'_> {
    fn is_legal(&self, scenario: &Scenario, roster: &Roster) -> bool {
        hard(scenario, roster).iter().all(|violation| self.hard.contains(violation))
    }

    fn score(&self, scenario: &Scenario, roster: &Roster) -> Score {
        let seed = scenario.settings.seed.wrapping_add(VERIFY_SEED);
        let watch = Watch { progress: &|_| {}, ..self.watch };
        let played = simulate::simulate(scenario, roster, seed, watch);
        let is_here = |day: Option<DayIdx>| day.is_none_or(|day| self.days.contains(&day));
        let missed = played.service.iter().filter(|s| s.verdict == Verdict::Missed && is_here(s.day)).count();
        // What is given up for the day is weighed apart.
        let is_empty = |breach: &Breach| matches!(breach, Breach::PostUnmanned { .. } | Breach::UnderCover { .. });
        let empty = check::check(scenario, roster).iter().filter(|violation| is_empty(&violation.breach)).count();
        Score { missed: missed + empty, late: self.late(scenario, &played) }
    }

    /// Contacts with a promise that are not answered in time on the days that count.
    fn late(&self, scenario: &Scenario, played: &Performance) -> f64 {
        let horizon = &scenario.horizon;
        let is_promised = |queue: usize| scenario.queues[queue].is_live() && scenario.queues[queue].target.is_some();
        let queues = (0..scenario.queues.len()).filter(|&queue| is_promised(queue)).map(QueueIdx);
        let late = queues.flat_map(|queue| played.tallies[queue.0].iter().enumerate()).filter(|(interval, _)| {
            let day = horizon.day_at(horizon.interval(crate::model::IntervalIdx(*interval)).start);
            self.days.contains(&day)
        });
        late.map(|(_, tally)| tally.offered - tally.answered_within).sum()
    }
}

fn hard(scenario: &Scenario, roster: &Roster) -> Vec<Violation> {
    check::check(scenario, roster).into_iter().filter(|violation| violation.severity == Severity::Hard).collect()
}

/// These days put right, with whoever of `called` is needed.
fn put_right(
    scenario: &Scenario,
    (roster, days, attempt): (&Roster, Range<usize>, u64),
    called: &[AgentIdx],
    watch: Watch,
) -> Roster {
    let mut excerpt = Excerpt::new(scenario, roster, days, called);
    excerpt.scenario.settings.seed = scenario.settings.seed.wrapping_add(attempt);
    let evaluate = Simulator::new(&excerpt.scenario, scenario.settings.seed.wrapping_add(REPAIR_SEED));
    let watch = Watch { progress: &|_| {}, ..watch };
    let right = optimise::repair(&excerpt.scenario, &excerpt.roster, scenario.agents.len(), &evaluate, watch);
    excerpt.put_back(&right)
}

/// Whether an activity can be put off to another day.
fn can_wait(activity: Activity) -> bool {
    matches!(activity, Activity::Meeting | Activity::Training | Activity::Deferrable(_))
}

/// Meetings, training and work that can wait become contacts, where that helps; what need not, stays.
fn give_up(found: &mut Repaired, score: &mut Score, judge: &Judge) {
    let scenario = &found.scenario;
    let is_here = |stretch: &Stretch| judge.days.contains(&scenario.horizon.day_at(stretch.start));
    let is_free =
        |stretch: &Stretch| !scenario.pinned.of(stretch.agent).iter().any(|pin| pin.span().overlaps(stretch.span()));
    let waits = |stretch: &&Stretch| can_wait(stretch.activity) && is_here(stretch) && is_free(stretch);
    let given: Vec<Stretch> = found.roster.stretches.iter().filter(waits).copied().collect();
    if given.is_empty() {
        return;
    }
    let all = found.roster.stretches.iter().map(|stretch| {
        let activity = if waits(&stretch) { Activity::Contacts } else { stretch.activity };
        Stretch { activity, ..*stretch }
    });
    let mut roster = Roster::new(all.collect());
    // Nothing is asked of these days but contacts and posts.
    let mut free = scenario.clone();
    free.activities = crate::model::Activities::default();
    for run in runs(judge.days) {
        roster = put_right(&free, (&roster, run, 0), &[], judge.watch);
    }
    let score_of = |roster: &Roster| judge.score(scenario, roster);
    let mut after = score_of(&roster);
    if !judge.is_legal(scenario, &roster) || !after.is_better_than(*score, WORTHWHILE) {
        return;
    }
    for stretch in given {
        let Some(back) = with(&roster, stretch) else { continue };
        let then = score_of(&back);
        if judge.is_legal(scenario, &back) && then.missed <= after.missed && then.late <= after.late + NOTHING {
            (roster, after) = (back, then);
        }
    }
    (found.roster, *score) = (roster, after);
}

/// The roster with a stretch in place of contacts of the same person; `None` where there are none all of the time.
fn with(roster: &Roster, stretch: Stretch) -> Option<Roster> {
    let whole = roster.stretches.iter().position(|other| {
        other.agent == stretch.agent && other.activity == Activity::Contacts && other.span().contains(stretch.span())
    })?;
    let mut stretches = roster.stretches.clone();
    let around = stretches.remove(whole);
    let before = Stretch { end: stretch.start, ..around };
    let after = Stretch { start: stretch.end, ..around };
    stretches.extend([before, stretch, after].into_iter().filter(|part| part.start < part.end));
    Some(Roster::new(stretches))
}

/// Calls people in who are free on these days, on overtime; who may not come for some rule is left out.
fn call_in(found: &mut Repaired, score: &mut Score, judge: &Judge, days: Range<usize>) {
    let horizon = &found.scenario.horizon;
    let time = Span::new(horizon.days[days.start].start, horizon.days[days.end - 1].span().end);
    let is_free = |index: &AgentIdx| {
        let agent = &found.scenario.agents[index.0];
        !agent.hireable
            && agent.contract.is_none_or(|contract| contract > 0)
            && !agent.absences.iter().any(|absence| absence.span.overlaps(time))
            && !found.roster.of(*index).iter().any(|stretch| stretch.span().overlaps(time))
    };
    let mut called: Vec<AgentIdx> = (0..found.scenario.agents.len()).map(AgentIdx).filter(is_free).collect();
    for _ in 0..TRIES {
        if called.is_empty() || judge.watch.is_over() {
            return;
        }
        let roster = put_right(&found.scenario, (&found.roster, days.clone(), 0), &called, judge.watch);
        let scenario = on_overtime(&found.scenario, &found.roster, &roster, &called);
        let broken: Vec<AgentIdx> =
            hard(&scenario, &roster).iter().filter(|v| !judge.hard.contains(v)).filter_map(|v| v.agent).collect();
        if judge.is_legal(&scenario, &roster) {
            let after = judge.score(&scenario, &roster);
            if after.is_better_than(*score, WORTHWHILE) {
                *found = Repaired { scenario, roster };
                *score = after;
            }
            return;
        }
        called.retain(|agent| !broken.contains(agent));
    }
}

/// The centre in which whoever came on top of the contract has it as overtime.
fn on_overtime(scenario: &Scenario, before: &Roster, after: &Roster, called: &[AgentIdx]) -> Scenario {
    let mut scenario = scenario.clone();
    for &agent in called {
        let old = before.of(agent);
        let new: Vec<Stretch> = after.of(agent).iter().filter(|stretch| !old.contains(stretch)).copied().collect();
        for stretch in new.iter().filter(|stretch| is_paid(&scenario, stretch)).copied().collect::<Vec<_>>() {
            let this = &mut scenario.agents[agent.0];
            this.contract = this.contract.map(|contract| contract + stretch.span().minutes());
            if this.contract.is_some() {
                this.overtime.push(stretch.span());
            }
        }
    }
    scenario
}
