//! The story on one screen of plain text: what is assumed, the verdict, people against bounds, service, what is missing.

use crate::model::{Language, Money, Plan, Status, Verdict};
use crate::text::{cost as money, findings, promises, terminal as text, violations, wishes, words};

use super::contradictions;
use super::fairness::{granted_share, outcomes};
use super::lines::{Line, Tone, fitted, limited};
pub(super) use super::lines::{cut, wrap};
use super::people::{full_time, listed};
use super::summary::{QueueOutcome, Summary, day_of, distinct};
use super::verdict;

/// The most lines of the story; where the result lies is told below it, on the thirtieth.
const LINES: usize = 29;
/// The most lines about what contradicts what.
const CONTRADICTING: usize = 12;
/// The fewest lines that are worth a service table: a blank one, the heading, the weakest queue, and how many more.
const SERVICE: usize = 5;
/// The fewest letters of a queue's name that tell it apart.
const NAME: usize = 8;
/// The most queues in the service table.
const QUEUES: usize = 8;

/// The plan on one screen: at most 29 lines of at most `width` characters (but at least 40), without colours.
///
/// First what is assumed, then the verdict, the status, people against each bound with what it assumes, service with the
/// weakest queue first, what is missing, what it costs, and broken rules.
pub fn terminal(plan: &Plan, language: Language, width: usize) -> String {
    terminal_lines(plan, language, width).into_iter().map(|(_, line)| line + "\n").collect()
}

/// As [`terminal`], line by line, each with its tone.
pub fn terminal_lines(plan: &Plan, language: Language, width: usize) -> Vec<Line> {
    let width = width.max(40);
    let summary = Summary::new(plan);
    let year = plan.scenario.horizon.days.first().map_or(0, |day| chrono::Datelike::year(&day.date));
    let when = findings::horizon(&plan.scenario, language);
    let title = findings::title(language, findings::centre(&plan.scenario, language), when, year);
    let mut lines: Vec<Line> = toned(Tone::Title, limited(wrap(&title, width, 2), 2, width)).collect();
    lines.extend(toned(Tone::Aside, assumed(plan, language, width)));
    lines.push(blank());
    lines.extend(toned(tone(plan.status), limited(wrap(&verdict::heading(&summary, language), width, 2), 3, width)));
    lines.extend(toned(Tone::Plain, wrap(&status(language, plan.status), width, 2)));
    lines.extend(toned(Tone::Plain, limited(contradicting(plan, language, width), CONTRADICTING, width)));
    lines.push(blank());
    let mut end = vec![blank()];
    end.extend(below(&summary, language, width));
    // Verdict, people and what is missing stand whatever else does; bounds and queues share the room that is left.
    let mut room = LINES.saturating_sub(lines.len() + end.len());
    let least = if summary.queues.is_empty() { 0 } else { SERVICE };
    for (place, row) in people(&summary, language).iter().enumerate() {
        let row = limited(wrap(row, width, 2), 2, width);
        if place == 0 || row.len() + least <= room {
            room = room.saturating_sub(row.len());
            lines.extend(toned(Tone::Plain, row));
        }
    }
    lines.extend(service(&summary, language, width, room));
    lines.extend(end);
    lines
}

fn toned(tone: Tone, lines: Vec<String>) -> impl Iterator<Item = Line> {
    lines.into_iter().map(move |line| (tone, line))
}

fn blank() -> Line {
    (Tone::Plain, String::new())
}

/// How a status reads: good, bad, or not settled.
fn tone(status: Status) -> Tone {
    match status {
        Status::Proven | Status::Closed | Status::Feasible => Tone::Good,
        Status::Undecided => Tone::Doubt,
        Status::Short | Status::Relaxed => Tone::Bad,
    }
}

/// What is assumed, as much of it as stands on three lines.
fn assumed(plan: &Plan, language: Language, width: usize) -> Vec<String> {
    let facts = findings::assumed_facts(&plan.scenario, language);
    if facts.is_empty() {
        return wrap(&findings::nothing_assumed(language), width, 2);
    }
    let sentence = |list: String| findings::assumed(language, list + ".");
    fitted(&facts, (width, 3), sentence, |n| findings::and_more(language, n))
}

/// What stands under the table of service.
fn below(summary: &Summary, language: Language, width: usize) -> Vec<Line> {
    let plan = summary.plan;
    let mut out: Vec<Line> = Vec::new();
    let (shortage, items) = missing(summary, language);
    if items.is_empty() {
        out.extend(toned(Tone::Plain, wrap(&shortage, width, 2)));
    } else {
        let sentence = |list: String| text::shortage(language, list);
        let lines = fitted(&items, (width, 2), sentence, |n| findings::and_more(language, n));
        out.extend(toned(Tone::Bad, lines));
    }
    let breaches = breaches(summary, language);
    let of_breaches = if summary.hard.is_empty() { Tone::Plain } else { Tone::Bad };
    let rows = [
        (Tone::Bad, contradictions::unmanned(plan, language).into_iter().next()),
        (Tone::Plain, verdict::cure(summary, language)),
        (Tone::Plain, verdict::survival(summary, language)),
        (Tone::Plain, wished(plan, language)),
        (Tone::Plain, Some(cost(plan, language))),
        (of_breaches, Some(breaches)),
    ];
    for (tone, row) in rows {
        out.extend(row.into_iter().flat_map(|row| toned(tone, limited(wrap(&row, width, 2), 2, width))));
    }
    out
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

/// The service table in at most `room` lines, weakest queue first, with how many queues are left out.
fn service(summary: &Summary, language: Language, width: usize, room: usize) -> Vec<Line> {
    let Some(found) = summary.plan.performance.as_ref().filter(|_| !summary.queues.is_empty()) else {
        return Vec::new();
    };
    let replications = words::number(language, f64::from(found.replications), 0);
    // One target for every queue is told once, and not on every row.
    let goals: Vec<String> =
        summary.queues.iter().map(|outcome| promises::goal(language, &outcome.weakest.promised)).collect();
    let common = goals.iter().all(|goal| *goal == goals[0]).then(|| text::target(language, &goals[0]));
    let heading = match (summary.definition(), &common) {
        (Some(definition), Some(goal)) => {
            text::service_of_one_target(language, goal, text::definition(language, definition), replications)
        }
        (Some(definition), None) => text::service(language, text::definition(language, definition), replications),
        (None, _) => text::service_of_ceilings(language, replications),
    };
    let mut out = vec![blank()];
    out.extend(toned(Tone::Plain, limited(wrap(&heading, width, 2), 2, width)));
    let Some(room) = room.checked_sub(out.len()).filter(|&room| room > 0) else { return Vec::new() };
    let all = summary.queues.len();
    let n = all.min(QUEUES).min(if all <= room.min(QUEUES) { all } else { room - 1 });
    let (shown, left) = summary.queues.split_at(n);
    let cells = |shows_target| -> (Vec<Vec<String>>, [usize; 5]) {
        let row = |outcome| cells(summary, outcome, language, shows_target);
        let rows: Vec<Vec<String>> = shown.iter().map(row).collect();
        let mut widths = [0; 5];
        for row in &rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = cell.chars().count().max(*widest);
            }
        }
        (rows, widths)
    };
    let (mut rows, mut widths) = cells(common.is_none());
    // On a narrow screen what is promised gives way to whether it is kept.
    if widths[1..].iter().sum::<usize>() + 2 * 5 + NAME > width {
        (rows, widths) = cells(false);
    }
    // The name gives way first when the line is too long.
    let columns = rows.first().map_or(0, Vec::len);
    let others: usize = widths[1..].iter().sum::<usize>() + 2 * columns;
    widths[0] = widths[0].min(width.saturating_sub(others).max(NAME));
    for (row, outcome) in rows.iter().zip(shown) {
        let mut line = String::new();
        for (cell, &wide) in row.iter().zip(&widths) {
            let cell = cut(cell, wide);
            line.push_str("  ");
            line.push_str(&cell);
            line.extend(std::iter::repeat_n(' ', wide.saturating_sub(cell.chars().count())));
        }
        let tone = match outcome.verdict {
            Verdict::Met => Tone::Plain,
            Verdict::Missed => Tone::Bad,
            Verdict::Undecided => Tone::Doubt,
        };
        out.push((tone, cut(line.trim_end(), width)));
    }
    if !left.is_empty() {
        let are_met = left.iter().all(|outcome| outcome.verdict == Verdict::Met);
        let n = distinct(left).len();
        let more = match (are_met, n) {
            (true, 1) => text::one_more_queue_met(language),
            (false, 1) => text::one_more_queue(language),
            (true, _) => text::more_queues_met(language, n),
            (false, _) => text::more_queues(language, n),
        };
        out.push((Tone::Plain, cut(&format!("  {more}"), width)));
    }
    out
}

/// A row of the table: queue, day, share, perhaps the target, and whether it is met.
fn cells(summary: &Summary, outcome: &QueueOutcome, language: Language, shows_target: bool) -> Vec<String> {
    let service = &outcome.weakest;
    let day = day_of(summary.plan, service).map_or_else(
        || text::whole(language),
        |day| words::short_date(language, summary.plan.scenario.horizon.days[day.0].date),
    );
    let level = promises::with_interval(language, service);
    let target = promises::goal(language, &service.promised);
    let verdict = match outcome.verdict {
        Verdict::Met => text::met(language),
        Verdict::Missed => text::missed(language),
        Verdict::Undecided => text::undecided(language),
    };
    let mut out = vec![summary.plan.scenario.queues[outcome.queue.0].name.clone(), day, level];
    out.extend(shows_target.then_some(target));
    out.push(verdict);
    out
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

/// That nobody is missing, or the list of what is.
fn missing(summary: &Summary, language: Language) -> (String, Vec<String>) {
    let scenario = &summary.plan.scenario;
    let runs = summary.shortage.iter().map(|run| verdict::missing(summary, run, language));
    let others = verdict::uncovered(summary).map(|one| violations::violation(language, scenario, one));
    let items: Vec<String> = if summary.shortage.is_empty() { others.collect() } else { runs.collect() };
    (text::no_shortage(language), items)
}

fn breaches(summary: &Summary, language: Language) -> String {
    if summary.hard.is_empty() {
        return text::no_breach(language);
    }
    text::breaches(language, summary.hard.len())
}
