//! Hard facts as sentences, and where each stands: file and line.

use crate::model::{BreakKind, BreakRule, Cause, Language, RuleId, Scenario, ShiftTemplate, Span};

use super::{messages, rules, violations, weeks, words};

messages! {
    /// Away.
    absence(who, when, kind) { "{who} är frånvarande {when}, {kind}", "{who} is away {when}, {kind}" }
    /// A pinned row.
    pin(who, when, activity) { "{who} har en låst rad {when}, {activity}", "{who} has a pinned row {when}, {activity}" }
    /// Contract hours.
    contract(who, hours) {
        "{who} ska arbeta {hours} timmar under perioden enligt avtalet",
        "{who} is to work {hours} hours in the period by contract",
    }
    /// Contract hours at most.
    contract_most(who, hours) {
        "{who} får arbeta högst {hours} timmar under perioden enligt avtalet",
        "{who} may work at most {hours} hours in the period by contract",
    }
    /// With a tolerance.
    give_or_take(tolerance) { " (får skilja {tolerance})", " (may differ by {tolerance})" }
    /// Never before.
    earliest(who, clock) { "{who} arbetar aldrig före {clock}", "{who} never works before {clock}" }
    /// Never after.
    latest(who, clock) { "{who} arbetar aldrig efter {clock}", "{who} never works after {clock}" }
    /// Evenings.
    evenings(who, n) {
        "{who} arbetar högst {n} kvällar i veckan (kväll: efter 18:00)",
        "{who} works at most {n} evenings a week (evening: after 18:00)",
    }
    /// A weekday off.
    day_off(who, weekday) { "{who} arbetar aldrig på {weekday}ar", "{who} never works on {weekday}s" }
    /// What somebody knows.
    skills(who, skills) { "{who} kan {skills}", "{who} knows {skills}" }
    /// What somebody knows: nothing.
    no_skills(who) { "{who} kan inget av det som behövs", "{who} knows nothing of what is needed" }
    /// The last shift before.
    last_end(who, when) { "{who} slutade sitt förra pass {when}", "{who} ended the shift before {when}" }
    /// Days in a row before.
    days_before(who, n) {
        "{who} har arbetat {n} dagar i följd när perioden börjar",
        "{who} has worked {n} days in a row when the period begins",
    }
    /// Opening hours.
    opening(hours) { "öppettiderna är {hours}", "the opening hours are {hours}" }
    /// Closed.
    closed(days) { "{days} stängt", "{days} closed" }
    /// A template.
    shift(template, days, starts, lengths) {
        "passet ”{template}” ({days}) börjar {starts} och är {lengths} timmar",
        "the shift “{template}” ({days}) starts {starts} and has {lengths} hours",
    }
    /// From one value to another.
    from_to(from, to) { "{from}–{to}", "{from}–{to}" }
    /// A break of a template.
    break_of(template, what, minutes, terms) {
        "i passet ”{template}” ska {what} på {minutes} minuter {terms}",
        "in the shift “{template}” {what} of {minutes} minutes must {terms}",
    }
    /// An unpaid gap.
    gap() { "uppehållet", "the gap" }
    /// A window by the clock.
    between(from, to) { "ligga {from}–{to}", "lie {from}–{to}" }
    /// A window from the start.
    after_start(length) { "börja tidigast {length} efter passets början", "start at least {length} after the shift's start" }
    /// A latest start.
    before_long(length) { "börja senast {length} efter passets början", "start at most {length} after the shift's start" }
    /// A distance from the end.
    before_end(length) { "sluta minst {length} före passets slut", "end at least {length} before the shift's end" }
    /// No more than to be there.
    inside() { "ligga i passet", "lie within the shift" }
    /// Most shifts a day.
    most_per_day(template, n) {
        "högst {n} pass ”{template}” om dagen",
        "at most {n} shifts “{template}” a day",
    }
    /// A rule.
    rule(name, limit) { "regel: {name}, {limit}", "rule: {name}, {limit}" }
    /// A rule with its source.
    rule_from(name, limit, source) { "regel: {name}, {limit} ({source})", "rule: {name}, {limit} ({source})" }
    /// A place: file and line.
    at_line(file, line) { "{file} rad {line}", "{file} line {line}" }
}

/// A fact as a sentence without full stop.
pub fn fact(language: Language, scenario: &Scenario, cause: &Cause) -> String {
    let agent = cause.agent().map(|agent| &scenario.agents[agent.0]);
    let who = agent.map_or("", |agent| agent.name.as_str());
    match cause {
        Cause::Absence { span, .. } => {
            let kind = agent.and_then(|agent| agent.absences.iter().find(|absence| absence.span == *span));
            absence(language, who, days_or_span(language, scenario, *span), kind.map_or("", |absence| &absence.kind))
        }
        Cause::Pin(row) => {
            let activity = words::activity(language, scenario, row.activity);
            pin(language, who, violations::time_span(language, scenario, row.span()), activity)
        }
        Cause::Contract(_) => contract_of(language, scenario, cause),
        Cause::EarliestStart(_) => {
            earliest(language, who, words::clock(agent.and_then(|agent| agent.limits.earliest_start).unwrap_or(0)))
        }
        Cause::LatestEnd(_) => {
            latest(language, who, words::clock(agent.and_then(|agent| agent.limits.latest_end).unwrap_or(0)))
        }
        Cause::Evenings(_) => {
            evenings(language, who, agent.and_then(|agent| agent.limits.evenings_per_week).unwrap_or(0))
        }
        Cause::DayOff { weekday, .. } => day_off(language, who, words::weekday(language, weekday_of(*weekday))),
        Cause::Skills(_) => {
            let known = agent.iter().flat_map(|agent| agent.skills.iter());
            let names: Vec<String> =
                known.filter_map(|skill| scenario.skills.get(skill.0)).map(|skill| skill.name.clone()).collect();
            if names.is_empty() {
                no_skills(language, who)
            } else {
                skills(language, who, words::list(language, &names))
            }
        }
        Cause::History(_) => match agent.and_then(|agent| agent.last_end) {
            Some(end) => last_end(language, who, violations::point(language, scenario, end)),
            None => days_before(language, who, agent.map_or(0, |agent| agent.history.days_in_row)),
        },
        Cause::Rule(id) => rule_of(language, scenario, *id),
        Cause::Opening(days) => opening_of(language, scenario, days),
        Cause::Shift(template) => shift_of(language, &scenario.templates[template.0]),
        Cause::Break { template, place } => {
            let template = &scenario.templates[template.0];
            break_of_template(language, template, &template.breaks[*place])
        }
        Cause::MostPerDay(template) => {
            let template = &scenario.templates[template.0];
            most_per_day(language, &template.id, template.most_per_day.unwrap_or(0))
        }
    }
}

/// File and line of a fact; the file alone where the line is not known, and nothing where it stands in no file.
pub fn place(language: Language, scenario: &Scenario, cause: &Cause) -> Option<String> {
    let (file, line) = cause.place(scenario)?;
    Some(line.map_or_else(|| file.to_owned(), |line| at_line(language, file, line)))
}

/// Whole days by their dates, anything else with clock times.
pub(super) fn days_or_span(language: Language, scenario: &Scenario, span: Span) -> String {
    let (from, to) = (scenario.horizon.clock(span.start), scenario.horizon.clock(span.end));
    if from.minute == 0 && to.minute == 0 {
        weeks::dates(language, scenario, span)
    } else {
        violations::time_span(language, scenario, span)
    }
}

fn contract_of(language: Language, scenario: &Scenario, cause: &Cause) -> String {
    use crate::model::Aim;
    let Some(agent) = cause.agent().map(|agent| &scenario.agents[agent.0]) else { return String::new() };
    let hours = violations::hours(agent.contract.unwrap_or(0));
    let is_owed = !agent.hireable && matches!(scenario.aim, Aim::Contract | Aim::ContractSpread);
    let text =
        if is_owed { contract(language, &agent.name, hours) } else { contract_most(language, &agent.name, hours) };
    match scenario.rules.get(RuleId::ContractTolerance).filter(|&tolerance| tolerance > 0) {
        Some(tolerance) => text + &give_or_take(language, violations::hours(tolerance)),
        None => text,
    }
}

fn rule_of(language: Language, scenario: &Scenario, id: RuleId) -> String {
    let name = rules::name(language, id).to_lowercase();
    match scenario.rules.limits.get(&id) {
        Some(limit) if limit.source.is_empty() => rule(language, name, rules::limit(language, id, limit)),
        Some(limit) => rule_from(language, name, rules::limit(language, id, limit), &limit.source),
        None => name,
    }
}

/// Opening hours, neighbouring days with the same hours together: "mån 23/11–fre 27/11 08:00–17:00".
fn opening_of(language: Language, scenario: &Scenario, days: &[crate::model::DayIdx]) -> String {
    let horizon = &scenario.horizon;
    let hours = |day: usize| {
        let clock = |at| horizon.clock(at);
        let spans = horizon.days[day].opening.iter();
        let texts: Vec<String> = spans.map(|span| words::clock_span(clock(span.start), clock(span.end))).collect();
        words::list(language, &texts)
    };
    let runs = days.chunk_by(|a, b| a.0 + 1 == b.0 && hours(a.0) == hours(b.0));
    let told = runs.map(|run| {
        let date = |day: usize| words::short_date(language, horizon.days[day].date);
        let (first, last) = (run[0].0, run[run.len() - 1].0);
        let dates = if first == last { date(first) } else { from_to(language, date(first), date(last)) };
        let hours = hours(first);
        if hours.is_empty() { closed(language, dates) } else { format!("{dates} {hours}") }
    });
    opening(language, told.collect::<Vec<_>>().join(", "))
}

fn shift_of(language: Language, template: &ShiftTemplate) -> String {
    let range = |from: String, to: String| if from == to { from } else { from_to(language, from, to) };
    let starts = range(words::clock(template.earliest_start), words::clock(template.latest_start));
    let ends = (template.work.first(), template.work.last());
    let lengths = match ends {
        (Some(&shortest), Some(&longest)) => range(violations::hours(shortest), violations::hours(longest)),
        _ => violations::hours(0),
    };
    let runs = template.weekdays.chunk_by(|a, b| a.succ() == *b);
    let days = runs.map(|run| {
        let day = |weekday| words::short_weekday(language, weekday);
        range(day(run[0]), day(run[run.len() - 1]))
    });
    shift(language, &template.id, days.collect::<Vec<_>>().join(", "), starts, lengths)
}

fn break_of_template(language: Language, template: &ShiftTemplate, rule: &BreakRule) -> String {
    let what = match rule.kind {
        BreakKind::Lunch => words::lunch(language),
        BreakKind::Break | BreakKind::Meal => words::pause(language),
        BreakKind::Gap => gap(language),
    };
    let mut terms: Vec<String> = Vec::new();
    terms.extend(rule.between.map(|(from, to)| between(language, words::clock(from), words::clock(to))));
    let length = violations::hours;
    terms.extend(
        Some(rule.earliest_after_start).filter(|&least| least > 0).map(|least| after_start(language, length(least))),
    );
    terms.extend(rule.latest_after_start.map(|most| before_long(language, length(most))));
    terms.extend(Some(rule.before_end).filter(|&least| least > 0).map(|least| before_end(language, length(least))));
    let terms = if terms.is_empty() { inside(language) } else { words::list(language, &terms) };
    break_of(language, &template.id, what, rule.minutes, terms)
}

/// The weekday of a number counted from Monday.
pub(super) fn weekday_of(number: u32) -> chrono::Weekday {
    let number = u8::try_from(number % 7).unwrap_or(0);
    chrono::Weekday::try_from(number).unwrap_or(chrono::Weekday::Mon)
}
