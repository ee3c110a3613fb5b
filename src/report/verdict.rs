//! The verdict and its sentences: which of the catalogue's findings a plan calls for.

use crate::model::{Breach, IntervalIdx, Language, Service, Severity, Span, Status, Violation};
use crate::text::{findings, promises, resilience, violations, words};

use super::summary::{QueueOutcome, ShortageRun, Summary, day_of};

/// The verdict in one sentence: whether the people suffice, how many, and whether fewer might.
pub(super) fn heading(summary: &Summary, language: Language) -> String {
    let plan = summary.plan;
    let when = findings::horizon(&plan.scenario, language);
    let people = plan.headcount;
    match plan.status {
        Status::Proven | Status::Closed | Status::Feasible if people == 1 => findings::verdict_one(language, when),
        Status::Proven => findings::verdict_proven(language, people, when),
        Status::Closed => findings::verdict_closed(language, people, when),
        Status::Feasible => findings::verdict_feasible(language, people, when, people.saturating_sub(1)),
        Status::Undecided => match summary.queues.first() {
            Some(outcome) => findings::verdict_undecided(language, people, &plan.scenario.queues[outcome.queue.0].name),
            None => findings::verdict_too_few(language, people, when),
        },
        Status::Short => short(summary, language, when),
        Status::Relaxed => findings::verdict_relaxed(language, when),
    }
}

/// The verdict when people run out: the worst target, or else the largest shortage.
fn short(summary: &Summary, language: Language, when: String) -> String {
    let plan = summary.plan;
    let people = plan.headcount;
    let missed = summary.queues.iter().find(|outcome| outcome.verdict == crate::model::Verdict::Missed);
    if let Some(outcome) = missed {
        let weakest = &outcome.weakest;
        let name = &plan.scenario.queues[outcome.queue.0].name;
        if weakest.promised.measure().is_some() {
            let (found, goal) = (promises::found(language, weakest), promises::goal(language, &weakest.promised));
            return findings::verdict_exceeded(language, people, name, found, goal);
        }
        let target = words::round_percent(language, weakest.promised.limit());
        return findings::verdict_missed(language, people, name, words::percent(language, weakest.value), target);
    }
    let worst = summary.shortage.iter().max_by(|a, b| a.missing.total_cmp(&b.missing));
    match worst {
        Some(run) => {
            findings::verdict_short(language, people, when_of(summary, run, language), count(language, run.missing))
        }
        None => match uncovered(summary).next() {
            Some(violation) => {
                let what = violations::violation(language, &plan.scenario, violation);
                findings::verdict_uncovered(language, people, what)
            }
            None => findings::verdict_too_few(language, people, when),
        },
    }
}

/// What is asked for beside the queues' rows and has nobody: posts, keys, meetings, time kept free.
pub(super) fn uncovered<'a>(summary: &'a Summary) -> impl Iterator<Item = &'a Violation> {
    let is_row = |breach: &Breach| matches!(breach, Breach::UnderCover { .. });
    let all = summary.plan.violations.iter();
    all.filter(move |violation| violation.severity == Severity::Cover && !is_row(&violation.breach))
}

/// At most three sentences under the verdict: targets, proof, the tightest target.
pub(super) fn sentences(summary: &Summary, language: Language) -> Vec<String> {
    let mut out = vec![targets(summary, language)];
    // Where people run out, how few might do is beside the point.
    if !matches!(summary.plan.status, Status::Short | Status::Relaxed) {
        out.push(proof(summary, language));
    }
    out.extend(summary.queues.first().map(|outcome| tightest(summary, outcome, language)));
    out.extend(survival(summary, language));
    out
}

/// What it takes to survive any one absence, where that was asked.
pub(super) fn survival(summary: &Summary, language: Language) -> Option<String> {
    let survival = summary.plan.survival.as_ref()?;
    let names: Vec<String> =
        survival.broken.iter().map(|agent| summary.plan.scenario.agents[agent.0].name.clone()).collect();
    let price = survival.added.len();
    Some(if names.is_empty() {
        resilience::survived(language, price)
    } else {
        resilience::not_survived(language, price, words::list(language, &names))
    })
}

fn targets(summary: &Summary, language: Language) -> String {
    let found = summary.targets;
    if found.all() == 0 {
        let is_covered = summary.shortage.is_empty();
        return if is_covered { findings::cover_holds(language) } else { findings::cover_short(language) };
    }
    match found.met {
        met if met == found.all() && met == 1 => findings::one_target(language),
        met if met == found.all() => findings::all_targets(language, met),
        met => findings::some_targets(language, met, found.all(), found.missed, found.undecided),
    }
}

/// What is proven about fewer people, with what it assumes.
fn proof(summary: &Summary, language: Language) -> String {
    let people = u32::try_from(summary.plan.headcount).unwrap_or(u32::MAX);
    let fewer = people.saturating_sub(1);
    let (floor, bound) = summary.floors();
    if floor.is_some_and(|floor| floor >= people) {
        findings::proof_floor(language, fewer)
    } else if bound.is_some_and(|bound| bound >= people) {
        if summary.is_cover_only() {
            findings::proof_given(language, fewer)
        } else {
            findings::proof_closed(language, fewer)
        }
    } else if summary.bound() > 0 {
        let (floor, bound) = (floor.unwrap_or(0), bound.unwrap_or(0));
        if summary.plan.performance.is_none() && summary.is_given() {
            findings::proof_open_given(language, bound)
        } else if floor > 0 && bound > floor {
            findings::proof_open_both(language, floor, bound)
        } else {
            findings::proof_open(language, floor.max(bound))
        }
    } else {
        findings::proof_none(language)
    }
}

fn tightest(summary: &Summary, outcome: &QueueOutcome, language: Language) -> String {
    let weakest = &outcome.weakest;
    let queue = &summary.plan.scenario.queues[outcome.queue.0].name;
    let found = promises::found(language, weakest);
    let goal = promises::goal(language, &weakest.promised);
    let chance = words::number(language, weakest.chance * 100.0, 0);
    match day_of(summary.plan, weakest) {
        Some(day) => {
            let day = words::date(language, summary.plan.scenario.horizon.days[day.0].date);
            findings::tightest(language, queue, day, found, goal, chance)
        }
        None => findings::tightest_week(language, queue, found, goal, chance),
    }
}

/// Where people are missing, in one line: "tor 26/11 13:00–14:00 fattas 2 i Bygga".
pub(super) fn missing(summary: &Summary, run: &ShortageRun, language: Language) -> String {
    let queues = findings::queues(&summary.plan.scenario, language, run.queues);
    findings::missing(language, count(language, run.missing), queues, when_of(summary, run, language))
}

/// Where a missed promise is broken: the half-hours of its day (week) that miss the limit by themselves, adjacent ones
/// joined, at most three such stretches, those first that lack most.
pub(super) fn lost(summary: &Summary, service: &Service, language: Language) -> Option<String> {
    let horizon = &summary.plan.scenario.horizon;
    let tallies = summary.plan.performance.as_ref()?.tallies.get(service.queue.0)?;
    let day = day_of(summary.plan, service);
    let mut runs: Vec<(Span, f64, f64)> = Vec::new();
    for (index, tally) in tallies.iter().enumerate() {
        let span = horizon.interval(IntervalIdx(index));
        let is_inside = match service.interval {
            Some(only) => only.0 == index,
            None => day.is_none_or(|day| horizon.day_at(span.start) == day),
        };
        let (above, below) = service.promised.fraction(tally);
        if !is_inside || below <= 0.0 || service.promised.margin(above / below) >= 0.0 {
            continue;
        }
        match runs.last_mut() {
            Some((before, sum_above, sum_below)) if before.end == span.start => {
                *before = Span::new(before.start, span.end);
                (*sum_above, *sum_below) = (*sum_above + above, *sum_below + below);
            }
            _ => runs.push((span, above, below)),
        }
    }
    let lacking = |run: &(Span, f64, f64)| -service.promised.margin(run.1 / run.2) * run.2;
    // What rounds to nothing is not worth naming.
    runs.retain(|run| service.promised.measure().is_some() || lacking(run) >= 0.05);
    runs.sort_by(|one, other| lacking(other).total_cmp(&lacking(one)));
    let told = runs.iter().take(3).map(|run| {
        let (from, to) = (horizon.clock(run.0.start), horizon.clock(run.0.end));
        let when = if day.is_some() { words::clock_span(from, to) } else { span(summary, run.0, language) };
        let value = promises::value(language, &service.promised, run.1 / run.2);
        match service.promised.measure() {
            None => findings::lost_when(language, when, value, words::number(language, lacking(run), 1)),
            Some(_) => findings::exceeded_when(language, when, value),
        }
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| words::list(language, &told))
}

/// What would end the shortage, in one sentence: how many more, what each must know, when they work.
pub(super) fn cure(summary: &Summary, language: Language) -> Option<String> {
    let cure = summary.plan.cure.as_ref()?;
    let scenario = &summary.plan.scenario;
    let addition = |addition: &crate::model::Addition| {
        let skills: Vec<String> = addition.skills.iter().map(|skill| scenario.skills[skill.0].name.clone()).collect();
        let skills = if skills.is_empty() { findings::any_skill(language) } else { words::list(language, &skills) };
        let shifts: Vec<String> = addition.shifts.iter().map(|&shift| span(summary, shift, language)).collect();
        findings::cure_person(language, skills, shifts.join(", "))
    };
    let people: Vec<String> = cure.additions.iter().map(addition).collect();
    Some(match people.len() {
        0 => return None,
        1 => findings::cure_one(language, &people[0]),
        n => findings::cure_some(language, n, people.join("; ")),
    })
}

/// A number of people, with a decimal only where it has one.
pub(super) fn count(language: Language, people: f64) -> String {
    words::number(language, people, usize::from((people - people.round()).abs() > 0.05))
}

/// "tor 26/11 13:00–14:00".
pub(super) fn when_of(summary: &Summary, run: &ShortageRun, language: Language) -> String {
    span(summary, run.span, language)
}

/// A span of time by date and clock: "tor 26/11 13:00–14:00".
pub(super) fn span(summary: &Summary, span: crate::model::Span, language: Language) -> String {
    let horizon = &summary.plan.scenario.horizon;
    let (from, to) = (horizon.clock(span.start), horizon.clock(span.end));
    format!("{} {}", words::short_date(language, from.date), words::clock_span(from, to))
}
