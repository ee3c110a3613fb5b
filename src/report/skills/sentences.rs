//! What the terminal, the page and the workbook say alike: names, findings, and why nobody is there.

use crate::model::{AgentIdx, Gap, GapCause, Language, Oddity, SkillCover, SkillReport, Span};
use crate::text::{skills as text, words};

use super::Naming;

/// Most skills that a heading names.
const NAMED: usize = 3;

/// Totals of one skill over the horizon `[min]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Totals {
    pub(in crate::report) open: i32,
    pub(in crate::report) empty: i32,
    pub(in crate::report) alone: i32,
}

/// The totals of a skill.
pub(in crate::report) fn totals(cover: &SkillCover) -> Totals {
    let sum = |part: fn(&crate::model::SkillCell) -> i32| cover.cells.iter().map(part).sum();
    Totals { open: sum(|cell| cell.open), empty: sum(|cell| cell.empty), alone: sum(|cell| cell.alone) }
}

/// The skills that anything asks for, most fragile first: longest without anybody, then with one alone.
pub(in crate::report) fn by_fragility(report: &SkillReport) -> Vec<&SkillCover> {
    let mut covers: Vec<&SkillCover> = report.cover.iter().filter(|cover| totals(cover).open > 0).collect();
    covers.sort_by_key(|cover| {
        let Totals { empty, alone, .. } = totals(cover);
        (std::cmp::Reverse(empty), std::cmp::Reverse(alone))
    });
    covers
}

/// The person's name, or none where nobody is named.
pub(super) fn person(report: &SkillReport, language: Language, naming: Naming, agent: AgentIdx) -> String {
    match naming {
        Naming::Named => report.scenario.agents[agent.0].name.clone(),
        Naming::Anonymous => text::one_person(language),
    }
}

/// The finding: which skills hang on one person.
pub(in crate::report) fn heading(report: &SkillReport, language: Language, naming: Naming) -> String {
    let name = |cover: &&SkillCover| text::name(language, &report.scenario, cover.skills);
    let covers = by_fragility(report);
    let single: Vec<&SkillCover> = covers.iter().copied().filter(|cover| cover.holders.len() == 1).collect();
    let heading = match single.as_slice() {
        [one] => text::hangs_on(language, name(one), person(report, language, naming, one.holders[0])),
        [_, _, ..] => {
            let names: Vec<String> = single.iter().take(NAMED).map(name).collect();
            let listed = words::list(language, &names);
            if single.len() > NAMED {
                text::hang_on_one_many(language, single.len(), listed)
            } else {
                text::hang_on_one(language, listed)
            }
        }
        [] => {
            let empty = covers.iter().filter(|cover| totals(cover).empty > 0).take(NAMED);
            let names: Vec<String> = empty.map(name).collect();
            if names.is_empty() {
                text::all_well(language)
            } else {
                text::empty_at_times(language, words::list(language, &names))
            }
        }
    };
    upper_first(&heading)
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "mån 23/11 11:30–12:00".
pub(super) fn when(report: &SkillReport, language: Language, span: Span) -> String {
    let horizon = &report.scenario.horizon;
    let (from, to) = (horizon.clock(span.start), horizon.clock(span.end));
    format!("{} {}", words::short_date(language, from.date), words::clock_span(from, to))
}

/// Why nobody is there.
pub(super) fn why(report: &SkillReport, language: Language, naming: Naming, cause: GapCause) -> String {
    match (cause, naming) {
        (GapCause::NobodyHasIt, _) => text::nobody_has_it(language),
        (GapCause::Absent, _) => text::absent(language),
        (GapCause::NoShift, _) => text::no_shift(language),
        (GapCause::Busy(agent, activity), Naming::Named) => {
            let what = words::activity(language, &report.scenario, activity);
            text::busy(language, &report.scenario.agents[agent.0].name, what)
        }
        (GapCause::Busy(_, activity), Naming::Anonymous) => {
            text::busy_anonymous(language, words::activity(language, &report.scenario, activity))
        }
    }
}

/// A stretch with nobody, and why.
pub(super) fn gap(report: &SkillReport, language: Language, naming: Naming, gap: &Gap) -> String {
    text::gap(language, when(report, language, gap.span), why(report, language, naming, gap.cause))
}

/// What in the data does not fit together.
pub(super) fn oddity(report: &SkillReport, language: Language, naming: Naming, oddity: Oddity) -> String {
    let scenario = &report.scenario;
    match oddity {
        Oddity::SkillNotNeeded(skill) => text::not_needed(language, &scenario.skills[skill.0].name),
        Oddity::SkillExpired(agent, skill, date) => {
            text::expired(language, person(report, language, naming, agent), &scenario.skills[skill.0].name, date)
        }
        Oddity::SkillExpires(agent, skill, date) => {
            text::expires(language, person(report, language, naming, agent), &scenario.skills[skill.0].name, date)
        }
        Oddity::QueueNotServed(queue) => {
            let queue = &scenario.queues[queue.0];
            text::queue_not_served(language, &queue.name, text::name(language, scenario, queue.skills))
        }
        Oddity::PostNotServed(post) => {
            let post = &scenario.posts[post.0];
            text::post_not_served(language, &post.name, text::name(language, scenario, post.skills))
        }
    }
}

/// Minutes as hours with at most one decimal.
pub(in crate::report) fn hours(language: Language, minutes: i32) -> String {
    words::number(language, f64::from(minutes) / 60.0, usize::from(minutes % 60 != 0))
}

/// A number of contacts: whole from ten on.
pub(in crate::report) fn contacts(language: Language, contacts: f64) -> String {
    words::number(language, contacts, usize::from(contacts < 9.95))
}
