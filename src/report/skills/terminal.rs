//! The summary on the terminal: the finding, the fragile skills, who is alone, when nobody is there.

use crate::model::{Language, SkillCover, SkillReport};
use crate::report::terminal::wrap;
use crate::text::{findings, skills as text, words};

use super::Naming;
use super::advice;
use super::resilience::{lines, section};
use super::sentences::{by_fragility, contacts, gap, heading, hours, oddity, person, totals};

/// Most lines of each part.
const SKILLS: usize = 8;
const LONE: usize = 6;
const EMPTY: usize = 6;
const ABSENCES: usize = 10;
const ADVICE: usize = 16;
/// Most stretches named for one skill.
const STRETCHES: usize = 4;

/// The report in plain text of at most `width` characters (but at least 40).
pub fn terminal(report: &SkillReport, language: Language, naming: Naming, width: usize) -> String {
    let width = width.max(40);
    let scenario = &report.scenario;
    let year = scenario.horizon.days.first().map_or(0, |day| chrono::Datelike::year(&day.date));
    let title = text::title(language, &scenario.name, findings::horizon(scenario, language), year);
    let mut out = wrap(&title, width, 0);
    out.extend(wrap(&heading(report, language, naming), width, 0));
    let covers = by_fragility(report);
    out.push(String::new());
    out.extend(wrap(&text::table(language), width, 0));
    let part = |out: &mut Vec<String>, lines: Vec<String>, most: usize| {
        for line in lines.iter().take(most) {
            out.extend(wrap(&format!("  {line}"), width, 4));
        }
        if lines.len() > most {
            out.push(format!("  {}", text::more(language, lines.len() - most)));
        }
    };
    part(&mut out, covers.iter().map(|cover| line(report, language, cover)).collect(), SKILLS);
    let absences = report.resilience.as_ref().map(|found| section(report, found, language, naming));
    let sections = [
        (
            absences.as_ref().map_or_else(String::new, |part| part.heading.clone()),
            absences.as_ref().map_or_else(Vec::new, |part| lines(part, language)),
            ABSENCES,
        ),
        (text::label_lone(language), lone(report, language, naming, &covers), LONE),
        (text::label_gaps(language), empty(report, language, naming, &covers), EMPTY),
        (
            text::label_oddities(language),
            report.oddities.iter().map(|&o| oddity(report, language, naming, o)).collect(),
            EMPTY,
        ),
        (text::label_training(language), training(report, language, naming), LONE),
    ];
    let advice = advice::sections(report, language, naming);
    let advice = advice.iter().map(|part| (part.title.clone(), advice::lines(part, language), ADVICE));
    for (title, lines, most) in sections.into_iter().chain(advice).filter(|(_, lines, _)| !lines.is_empty()) {
        out.push(String::new());
        out.extend(wrap(&format!("{title}:"), width, 0));
        part(&mut out, lines, most);
    }
    out.push(String::new());
    out.extend(wrap(&text::files(language), width, 0));
    out.join("\n") + "\n"
}

fn line(report: &SkillReport, language: Language, cover: &SkillCover) -> String {
    let sums = totals(cover);
    text::line(
        language,
        text::name(language, &report.scenario, cover.skills),
        cover.holders.len(),
        hours(language, sums.open),
        hours(language, sums.empty),
        hours(language, sums.alone),
    )
}

/// Who is alone with what, those with most contacts first.
fn lone(report: &SkillReport, language: Language, naming: Naming, covers: &[&SkillCover]) -> Vec<String> {
    if naming == Naming::Anonymous {
        return Vec::new();
    }
    let mut all: Vec<_> = covers.iter().flat_map(|cover| cover.lone.iter().map(move |lone| (cover, lone))).collect();
    all.sort_by(|a, b| b.1.minutes().cmp(&a.1.minutes()).then(b.1.contacts.total_cmp(&a.1.contacts)));
    let line = |(cover, lone): (&&SkillCover, &crate::model::Lone)| {
        text::lone(
            language,
            text::name(language, &report.scenario, cover.skills),
            person(report, language, naming, lone.agent),
            text::duration(language, lone.minutes()),
            contacts(language, lone.contacts),
            text::duration(language, lone.worst_minutes),
            words::short_date(language, report.scenario.horizon.days[lone.worst_day.0].date),
            contacts(language, lone.worst_contacts),
        )
    };
    all.into_iter().map(line).collect()
}

/// When nobody is there, skill by skill.
fn empty(report: &SkillReport, language: Language, naming: Naming, covers: &[&SkillCover]) -> Vec<String> {
    let line = |cover: &&&SkillCover| {
        let mut listed: Vec<String> =
            cover.gaps.iter().take(STRETCHES).map(|one| gap(report, language, naming, one)).collect();
        if cover.gaps.len() > STRETCHES {
            listed.push(text::more(language, cover.gaps.len() - STRETCHES));
        }
        text::empty_line(
            language,
            text::name(language, &report.scenario, cover.skills),
            text::duration(language, totals(cover).empty),
            contacts(language, cover.gaps.iter().map(|gap| gap.contacts).sum()),
            listed.join(", "),
        )
    };
    covers.iter().filter(|cover| !cover.gaps.is_empty()).map(|cover| line(&cover)).collect()
}

fn training(report: &SkillReport, language: Language, naming: Naming) -> Vec<String> {
    let sum = |part: fn(&crate::model::TrainingEntry) -> i32| report.ledger.iter().map(part).sum::<i32>();
    if report.ledger.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![text::training_sum(
        language,
        hours(language, sum(|entry| entry.done)),
        hours(language, sum(|entry| entry.planned)),
        hours(language, sum(crate::model::TrainingEntry::deferred)),
    )];
    if naming == Naming::Named {
        lines.extend(report.ledger.iter().map(|entry| {
            text::training(
                language,
                &report.scenario.agents[entry.agent.0].name,
                hours(language, entry.done),
                hours(language, entry.planned),
                hours(language, entry.deferred()),
            )
        }));
    }
    lines
}
