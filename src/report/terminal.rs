//! The story on one screen of plain text: what is assumed, the verdict, people against bounds, service, what is missing.

use crate::model::{Language, Money, Plan, Status, Verdict};
use crate::text::{cost as money, findings, promises, terminal as text, violations, wishes, words};

use super::contradictions;
use super::fairness::{granted_share, outcomes};
use super::people::{full_time, listed};
use super::summary::{QueueOutcome, Summary, day_of, distinct};
use super::verdict;

/// The most lines of the summary.
const LINES: usize = 30;
/// The most lines about what contradicts what.
const CONTRADICTING: usize = 14;
/// The most queues in the service table.
const QUEUES: usize = 8;

/// The plan on one screen: at most 30 lines of at most `width` characters (but at least 40), without colours.
///
/// First what is assumed, then the verdict, the status, people against each bound with what it assumes, service with the
/// weakest queue first, what is missing, broken rules, and the files.
pub fn terminal(plan: &Plan, language: Language, width: usize) -> String {
    let width = width.max(40);
    let summary = Summary::new(plan);
    let year = plan.scenario.horizon.days.first().map_or(0, |day| chrono::Datelike::year(&day.date));
    let when = findings::horizon(&plan.scenario, language);
    let mut lines = wrap(&findings::title(language, findings::centre(&plan.scenario, language), when, year), width, 0);
    lines.extend(limited(wrap(&findings::assumptions(plan, language, 8), width, 0), 3, width));
    lines.push(String::new());
    lines.extend(wrap(&verdict::heading(&summary, language), width, 0));
    lines.extend(wrap(&status(language, plan.status), width, 0));
    lines.extend(limited(contradicting(plan, language, width), CONTRADICTING, width));
    lines.push(String::new());
    for row in people(&summary, language) {
        lines.extend(limited(wrap(&row, width, 2), 2, width));
    }
    lines.extend(service(&summary, language, width));
    let mut end: Vec<String> = Vec::new();
    let cure = verdict::cure(&summary, language);
    let rows = [
        Some(missing(&summary, language)),
        contradictions::unmanned(plan, language).into_iter().next(),
        cure,
        verdict::survival(&summary, language),
        wished(plan, language),
        Some(cost(plan, language)),
        Some(breaches(&summary, language)),
        Some(text::files(language)),
    ];
    for row in rows.into_iter().flatten() {
        end.extend(limited(wrap(&row, width, 2), 2, width));
    }
    let room = LINES.saturating_sub(end.len() + 1);
    lines = limited(lines, room, width);
    lines.push(String::new());
    lines.extend(end);
    lines.join("\n") + "\n"
}

fn status(language: Language, status: Status) -> String {
    match status {
        Status::Proven => text::status_proven(language),
        Status::Closed => text::status_closed(language),
        Status::Feasible => text::status_feasible(language),
        Status::Undecided => text::status_undecided(language),
        Status::Short => text::status_short(language),
        Status::Relaxed => text::status_relaxed(language),
    }
}

/// What contradicts what, and the cheapest change.
fn contradicting(plan: &Plan, language: Language, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    for told in contradictions::told(plan, language) {
        out.extend(wrap(&told.heading, width, 0));
        for (place, set) in told.sets.iter().enumerate() {
            for (row, fact) in set.iter().enumerate() {
                let mark = if row == 0 { format!("{}.", place + 1) } else { "–".to_owned() };
                out.extend(limited(wrap(&format!("{mark} {fact}"), width, 5), 2, width));
            }
        }
        out.extend(limited(wrap(&told.repair, width, 2), 3, width));
    }
    out
}

/// People in the plan against each bound, with what the bound assumes.
fn people(summary: &Summary, language: Language) -> Vec<String> {
    let plan = summary.plan;
    let hours = words::hours(language, f64::from(summary.paid_minutes));
    let mut out = vec![if summary.employed == 0 {
        text::people_hired(language, plan.headcount, hours)
    } else {
        text::people(language, plan.headcount, summary.employed, summary.reserves.len(), summary.absent, hours)
    }];
    let (floor, bound) = summary.floors();
    out.extend(floor.map(|n| text::floor(language, n)));
    let of_bound = |n| {
        if summary.is_cover_only() { text::bound_given(language, n) } else { text::bound_found(language, n) }
    };
    out.extend(bound.map(of_bound));
    if floor.or(bound).is_none() {
        out.push(text::no_bound(language));
    }
    out.extend(summary.reference().map(|n| {
        match u32::try_from(plan.headcount).map_or(0, |people| people.saturating_sub(n)) {
            0 => text::reference(language, n),
            more => text::reference_more(language, n, more),
        }
    }));
    out
}

/// The service table, weakest queue first.
fn service(summary: &Summary, language: Language, width: usize) -> Vec<String> {
    let Some(found) = summary.plan.performance.as_ref().filter(|_| !summary.queues.is_empty()) else {
        return Vec::new();
    };
    let replications = words::number(language, f64::from(found.replications), 0);
    let heading = match summary.definition() {
        Some(definition) => text::service(language, text::definition(language, definition), replications),
        None => text::service_of_ceilings(language, replications),
    };
    let mut out = vec![String::new()];
    out.extend(limited(wrap(&heading, width, 2), 2, width));
    let shown = &summary.queues[..summary.queues.len().min(QUEUES)];
    let rows: Vec<[String; 5]> = shown.iter().map(|outcome| cells(summary, outcome, language)).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = cell.chars().count().max(*widest);
        }
    }
    // The name gives way first when the line is too long.
    let others: usize = widths[1..].iter().sum::<usize>() + 2 * widths.len();
    widths[0] = widths[0].min(width.saturating_sub(others).max(8));
    for row in &rows {
        let mut line = String::new();
        for (cell, &wide) in row.iter().zip(&widths) {
            line.push_str("  ");
            line.push_str(&cut(cell, wide));
            line.extend(std::iter::repeat_n(' ', wide.saturating_sub(cell.chars().count())));
        }
        out.push(cut(line.trim_end(), width));
    }
    let left = &summary.queues[shown.len()..];
    if !left.is_empty() {
        let are_met = left.iter().all(|outcome| outcome.verdict == Verdict::Met);
        let n = distinct(left).len();
        let more = if are_met { text::more_queues_met(language, n) } else { text::more_queues(language, n) };
        out.push(cut(&format!("  {more}"), width));
    }
    out
}

fn cells(summary: &Summary, outcome: &QueueOutcome, language: Language) -> [String; 5] {
    let service = &outcome.weakest;
    let day = day_of(summary.plan, service).map_or_else(
        || text::whole(language),
        |day| words::short_date(language, summary.plan.scenario.horizon.days[day.0].date),
    );
    let level = promises::with_interval(language, service);
    let target = text::target(language, promises::goal(language, &service.promised));
    let verdict = match outcome.verdict {
        Verdict::Met => text::met(language),
        Verdict::Missed => text::missed(language),
        Verdict::Undecided => text::undecided(language),
    };
    [summary.plan.scenario.queues[outcome.queue.0].name.clone(), day, level, target, verdict]
}

/// How many wishes are granted, and who got least; `None` without wishes.
fn wished(plan: &Plan, language: Language) -> Option<String> {
    let outcomes = outcomes(plan);
    let granted = outcomes.iter().filter(|outcome| outcome.is_granted).count();
    if granted == outcomes.len() {
        return (granted > 0).then(|| wishes::line_all(language, granted));
    }
    let shares = listed(plan).into_iter().filter_map(|(index, agent)| Some((granted_share(&outcomes, index)?, agent)));
    let (share, least) = shares.min_by(|a, b| a.0.total_cmp(&b.0))?;
    let share = words::round_percent(language, share);
    Some(wishes::line(language, granted, outcomes.len(), &least.name, share))
}

/// What the plan costs; without anybody's pay in hours, and supplements in kronor.
fn cost(plan: &Plan, language: Language) -> String {
    let (cost, amount) = (&plan.cost, plan.cost.amount());
    let supplements = money::supplements_of(language, &plan.scenario, cost);
    if cost.people.iter().all(|person| !person.has_pay) {
        let minutes: i32 = cost.months().map(crate::model::MonthCost::paid).sum();
        let fte = words::number(language, full_time(plan), 1);
        return money::line_without_pay(language, words::hours(language, f64::from(minutes)), fte, supplements);
    }
    let some = |amount: Money, part: fn(Language, String) -> String| {
        (amount != Money::default()).then(|| part(language, money::kronor(language, amount)))
    };
    let without = cost.without_pay();
    let parts = [
        some(amount.ordinary, money::pay),
        Some(supplements),
        some(amount.beyond, money::beyond),
        some(amount.on_cost, money::on_cost),
        (without > 0).then(|| money::some_without_pay(language, without)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    money::line(language, money::kronor(language, amount.total()), parts.join(", "))
}

fn missing(summary: &Summary, language: Language) -> String {
    let runs = &summary.shortage;
    if runs.is_empty() {
        let scenario = &summary.plan.scenario;
        let mut shown: Vec<String> =
            verdict::uncovered(summary).map(|one| violations::violation(language, scenario, one)).collect();
        let left = shown.len().saturating_sub(2);
        shown.truncate(2);
        if left > 0 {
            shown.push(findings::and_more(language, left));
        }
        return if shown.is_empty() { text::no_shortage(language) } else { text::shortage(language, shown.join("; ")) };
    }
    let mut shown: Vec<String> = runs.iter().take(3).map(|run| verdict::missing(summary, run, language)).collect();
    if runs.len() > shown.len() {
        shown.push(findings::and_more(language, runs.len() - shown.len()));
    }
    text::shortage(language, shown.join("; "))
}

fn breaches(summary: &Summary, language: Language) -> String {
    if summary.hard.is_empty() {
        return text::no_breach(language);
    }
    text::breaches(language, summary.hard.len())
}

/// The text in lines of at most `width` characters, all but the first indented.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let length = line.chars().count() + 1 + word.chars().count();
        if !line.trim().is_empty() && length > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
        } else if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.into_iter().map(|line| cut(&line, width)).collect()
}

/// At most so many of the lines; the last one ends in an ellipsis when some are left out.
fn limited(mut lines: Vec<String>, most: usize, width: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let room: String = last.chars().take(width.saturating_sub(2)).collect();
            *last = format!("{} …", room.trim_end());
        }
    }
    lines
}

/// The text, or its beginning and an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(width.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_words_and_is_cut_only_when_a_word_is_too_long() {
        assert_eq!(wrap("ett två tre", 8, 2), ["ett två", "  tre"]);
        assert_eq!(wrap("bemanningsbehovet", 8, 0), ["bemanni…"]);
    }

    #[test]
    fn lines_left_out_are_owned_up_to() {
        let lines = vec!["ett".to_owned(), "två".to_owned(), "tre".to_owned()];
        assert_eq!(limited(lines, 2, 20), ["ett", "två …"]);
    }
}
