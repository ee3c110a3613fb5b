//! The top of the page: what is assumed, the verdict, what went wrong, the number line and the short answers.

use chrono::Datelike;
use serde::Serialize;

use crate::model::{Day, Language, Money, Verdict};
use crate::report::contradictions;
use crate::report::people::{listed, week};
use crate::report::summary::{Summary, day_of};
use crate::report::verdict;
use crate::text::{answers, cost, findings, promises, report as text, violations, words};

use super::skills::fragile;
use super::svg::Drawing;
use super::week::upper_first;

/// Exceptions shown before "and n more".
const EXCEPTIONS: usize = 3;

/// Characters of assumptions before "and n more".
const ASSUMED: usize = 130;

/// The top of the page.
#[derive(Serialize)]
pub(super) struct Head {
    title: String,
    dates: String,
    assumed: String,
    verdict: String,
    sentences: Vec<String>,
    exceptions: Vec<Exception>,
    more: String,
    line: String,
    legend: Vec<Key>,
    answers: Vec<Answer>,
    links: Vec<Link>,
    names: Vec<(usize, String)>,
}

/// One thing that went wrong: what, and when, how many, why.
#[derive(Serialize)]
struct Exception {
    what: String,
    text: String,
}

/// An entry of a legend: how it looks and what it means.
#[derive(Serialize)]
struct Key {
    class: &'static str,
    text: String,
}

/// A question with a short answer, a line of proof and where to read on.
#[derive(Serialize)]
struct Answer {
    question: String,
    short: String,
    proof: String,
    link: Link,
}

/// A link within the page.
#[derive(Serialize)]
struct Link {
    to: &'static str,
    text: String,
}

/// The top of the page.
pub(super) fn head(summary: &Summary, language: Language) -> Head {
    let plan = summary.plan;
    let days = &plan.scenario.horizon.days;
    let year = days.first().map_or(0, |day| day.date.year());
    // A week that is planned whole but closed at its end reads by its open days.
    let open: Vec<&Day> = days.iter().filter(|day| day.is_open()).collect();
    let dates = match (open.first().copied().or(days.first()), open.last().copied().or(days.last())) {
        (Some(first), Some(last)) if first.date < last.date => {
            format!("{} – {}", words::date(language, first.date), words::date(language, last.date))
        }
        (Some(only), _) => words::date(language, only.date),
        _ => String::new(),
    };
    let exceptions = exceptions(summary, language);
    let more = exceptions.len().saturating_sub(EXCEPTIONS);
    let (line, legend) = number_line(summary, language);
    Head {
        title: findings::title(
            language,
            findings::centre(&plan.scenario, language),
            findings::horizon(&plan.scenario, language),
            year,
        ),
        dates,
        assumed: findings::assumed_in_short(plan, language, ASSUMED),
        // A week and its number stay on one line.
        verdict: verdict::heading(summary, language).replace("vecka ", "vecka\u{a0}").replace("week ", "week\u{a0}"),
        sentences: verdict::sentences(summary, language),
        exceptions: exceptions.into_iter().take(EXCEPTIONS).collect(),
        more: if more > 0 { findings::and_more(language, more) } else { String::new() },
        line,
        legend,
        answers: answers(summary, language),
        links: links(language),
        names: listed(plan).into_iter().map(|(index, agent)| (index.0, agent.name.clone())).collect(),
    }
}

fn links(language: Language) -> Vec<Link> {
    [
        ("week", text::see_week(language)),
        ("service", text::see_service(language)),
        ("day", text::see_day(language)),
        ("people", text::see_people(language)),
        ("fairness", text::see_fairness(language)),
        ("binding", text::see_binding(language)),
        ("trouble", text::see_trouble(language)),
        ("skills", text::see_skills(language)),
        ("cost", cost::section(language)),
        ("rules", text::see_rules(language)),
        ("solved", text::see_proof(language)),
    ]
    .map(|(to, text)| Link { to, text })
    .into()
}

/// Broken rules, missed targets and shortage, worst first.
fn exceptions(summary: &Summary, language: Language) -> Vec<Exception> {
    let scenario = &summary.plan.scenario;
    let mut out: Vec<Exception> = Vec::new();
    for told in contradictions::told(summary.plan, language) {
        let facts = told.sets.iter().map(|set| set.join("; ")).collect::<Vec<_>>().join(". ");
        let text = format!("{} {facts}. {}", told.heading, told.repair);
        out.push(Exception { what: text::exception_contradiction(language), text });
    }
    for violation in &summary.hard {
        let text = violations::violation(language, scenario, violation);
        out.push(Exception { what: text::exception_breach(language), text });
    }
    for outcome in summary.queues.iter().filter(|outcome| outcome.verdict == Verdict::Missed) {
        let service = &outcome.weakest;
        let day = day_of(summary.plan, service).map(|day| scenario.horizon.days[day.0].date);
        let day = day.map_or_else(|| findings::horizon(scenario, language), |date| words::date(language, date));
        let (found, goal) = (promises::found(language, service), promises::goal(language, &service.promised));
        let interval = promises::interval(language, service);
        let name = &scenario.queues[outcome.queue.0].name;
        let text = findings::missed_target(language, name, day, found, interval, goal);
        let text = match verdict::lost(summary, service, language) {
            Some(stretches) => findings::lost(language, text, stretches),
            None => text,
        };
        out.push(Exception { what: text::exception_target(language), text });
    }
    let mut runs = summary.shortage.clone();
    runs.sort_by(|a, b| b.missing.total_cmp(&a.missing).then(a.span.start.cmp(&b.span.start)));
    for run in &runs {
        let text = upper_first(&verdict::missing(summary, run, language));
        out.push(Exception { what: text::exception_short(language), text });
    }
    out
}

/// The number line of people: hatched is proven too few, the dot is the plan, the ring is who is employed.
fn number_line(summary: &Summary, language: Language) -> (String, Vec<Key>) {
    let plan = u32::try_from(summary.plan.headcount).unwrap_or(u32::MAX);
    let employed = u32::try_from(summary.employed).unwrap_or(u32::MAX);
    let (floor, bound) = (summary.floors().0.unwrap_or(0), summary.bound());
    let least = [floor, bound, plan].into_iter().filter(|&n| n > 0).min().unwrap_or(1).saturating_sub(3).max(1);
    let most = plan.max(employed).max(least + 4);
    let cell = 100.0 / f64::from(most - least + 1);
    let left = |n: u32| f64::from(n.saturating_sub(least)) * cell;
    let mut drawing = Drawing::new("line", 52.0);
    drawing.rect("band", [0.0, 8.0, 100.0, 16.0]);
    let mut legend = Vec::new();
    for (from, to, class) in [(least, floor, "hatch"), (floor.max(least), bound, "hatch thin")] {
        if to > from {
            drawing.rect(class, [left(from), 8.0, left(to) - left(from), 16.0]);
        }
    }
    if floor > 1 {
        legend.push(Key { class: "k-hatch", text: text::line_floor(language, floor - 1) });
    }
    if bound > floor.max(1) {
        legend.push(Key { class: "k-thin", text: text::line_bound(language, bound - 1) });
    }
    let every = ((most - least) / 12 + 1).max(1);
    for n in least..=most {
        let at = (left(n) + cell / 2.0, 42.0);
        if n == plan {
            drawing.text("mid strong", at, &n.to_string());
        } else if n == employed
            || ((n - least) % every == 0 && n.abs_diff(plan) * 2 > every && n.abs_diff(employed) * 2 > every)
        {
            drawing.text("mid", at, &n.to_string());
        }
    }
    if employed > 0 {
        drawing.circle("ring", (left(employed) + cell / 2.0, 16.0), 7.0);
    }
    drawing.circle("dot", (left(plan) + cell / 2.0, 16.0), if employed == plan { 4.0 } else { 7.0 });
    legend.push(Key { class: "k-dot", text: text::line_plan(language, plan) });
    if employed > 0 {
        legend.push(Key { class: "k-ring", text: text::line_employed(language, employed) });
    }
    let label: Vec<String> = legend.iter().map(|key| key.text.clone()).collect();
    (drawing.finish(&label.join("; ")), legend)
}

fn answers(summary: &Summary, language: Language) -> Vec<Answer> {
    let mut out = vec![about_targets(summary, language), about_people(summary, language)];
    out.extend(about_cost(summary, language));
    out.extend(about_busy(summary, language));
    out.extend(about_alone(summary, language));
    out
}

/// What the plan costs; nothing where neither pay nor supplements have any kronor.
fn about_cost(summary: &Summary, language: Language) -> Option<Answer> {
    let (scenario, found) = (&summary.plan.scenario, &summary.plan.cost);
    let amount = found.amount();
    if amount.total() == Money::default() {
        return None;
    }
    let has_pay = found.people.iter().any(|person| person.has_pay);
    let short = if has_pay { amount.total() } else { amount.supplements };
    let supplements = cost::supplements_of(language, scenario, found);
    let proof = if has_pay { cost::proof_with_pay(language, supplements) } else { cost::proof_supplements(language) };
    let link = Link { to: "cost", text: cost::section(language) };
    Some(Answer { question: cost::ask(language), short: cost::kronor(language, short), proof, link })
}

fn about_targets(summary: &Summary, language: Language) -> Answer {
    let found = summary.targets;
    let (answer, proof) = match summary.queues.first() {
        Some(outcome) => (
            answers::answer_targets(language, found.met, found.all()),
            answers::proof_targets(
                language,
                &summary.plan.scenario.queues[outcome.queue.0].name,
                promises::with_interval(language, &outcome.weakest),
            ),
        ),
        None if summary.shortage.is_empty() => (answers::answer_covered(language), findings::cover_holds(language)),
        None => (answers::answer_uncovered(language), findings::cover_short(language)),
    };
    let to = if summary.queues.is_empty() { "week" } else { "service" };
    let link = Link { to, text: if to == "week" { text::see_week(language) } else { text::see_service(language) } };
    Answer { question: answers::ask_targets(language), short: answer, proof, link }
}

fn about_people(summary: &Summary, language: Language) -> Answer {
    let plan = summary.plan;
    let reserve: i32 = listed(plan).iter().map(|&(index, _)| week(plan, index).reserve).sum();
    let hours = |minutes: i32| words::hours(language, f64::from(minutes));
    let answer = if summary.employed == 0 {
        answers::answer_hired(language, plan.headcount)
    } else {
        answers::answer_people(language, plan.headcount, summary.employed)
    };
    let mut proof = answers::proof_hours(language, hours(summary.paid_minutes));
    if reserve > 0 {
        proof += &answers::proof_reserve(language, hours(reserve));
    }
    if summary.absent > 0 {
        proof += &answers::proof_absent(language, summary.absent);
    }
    Answer {
        question: answers::ask_people(language),
        short: answer,
        proof: proof + ".",
        link: Link { to: "people", text: text::see_people(language) },
    }
}

/// Mean occupancy over the horizon and its peak.
fn about_busy(summary: &Summary, language: Language) -> Option<Answer> {
    let plan = summary.plan;
    let found = plan.performance.as_ref()?;
    let staffed = crate::model::staffed(&plan.scenario, &plan.roster, plan.scenario.live_queues());
    let (mut busy, mut there, mut peak) = (0.0, 0.0, (0.0, None));
    for (index, (share, people)) in found.occupancy.iter().zip(&staffed).enumerate() {
        if let Some(share) = share {
            busy += share * people;
            there += people;
            if *share > peak.0 {
                peak = (*share, Some(crate::model::IntervalIdx(index)));
            }
        }
    }
    if there <= 0.0 {
        return None;
    }
    let when = peak.1.map(|interval| verdict::span(summary, plan.scenario.horizon.interval(interval), language));
    Some(Answer {
        question: answers::ask_busy(language),
        short: answers::answer_busy(language, format!("{}\u{a0}%", words::number(language, busy / there * 100.0, 0))),
        proof: when.map_or_else(String::new, |when| {
            answers::proof_busy(language, format!("{}\u{a0}%", words::number(language, peak.0 * 100.0, 0)), when)
        }),
        link: Link { to: "week", text: text::see_week(language) },
    })
}

/// What hangs on one person, or is at times not there.
fn about_alone(summary: &Summary, language: Language) -> Option<Answer> {
    let fragile = fragile(summary.plan, language);
    let worst = fragile.first()?;
    let hours = |minutes: i32| {
        let decimals = match (minutes % 60, minutes % 6) {
            (0, _) => 0,
            (_, 0) => 1,
            _ => 2,
        };
        words::number(language, f64::from(minutes) / 60.0, decimals)
    };
    let n_alone = fragile.iter().filter(|one| one.holders.len() == 1).count();
    let short = match (n_alone, worst.holders.first()) {
        (1, Some(who)) => {
            let first = who.split_whitespace().next().unwrap_or_default();
            answers::answer_alone(language, first, &worst.skill)
        }
        (n, _) if n > 1 => answers::answer_alone_many(language, n),
        _ if worst.empty > 0 => answers::answer_empty(language, &worst.skill),
        _ => answers::answer_nobody(language),
    };
    let proof = if worst.empty > 0 {
        answers::proof_empty(language, &worst.skill, hours(worst.empty), hours(worst.open))
    } else if worst.alone > 0 {
        answers::proof_lone(language, &worst.skill, hours(worst.alone), hours(worst.open))
    } else {
        answers::proof_robust(language)
    };
    let link = Link { to: "skills", text: text::see_skills(language) };
    Some(Answer { question: answers::ask_alone(language), short, proof, link })
}
