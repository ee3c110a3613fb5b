//! A broken rule as a sentence: who, which day and time, what the roster has and what the rule asks, with its source.

use crate::model::{
    Activity, Agent, Breach, Language, Minute, Misfit, PostIdx, QueueSet, RuleId, Scenario, SkillSet, Span,
    TemplateIdx, Violation,
};

use super::{activities, keys, messages, pins, weeks, words};

messages! {
    /// Too little rest between two shifts.
    daily_rest(who, when, measured, before, limit) {
        "Dygnsvila: {who}, {when}: {measured} timmars vila efter passet som slutade {before}; minst {limit}",
        "Daily rest: {who}, {when}: {measured} hours of rest after the shift that ended {before}; at least {limit}",
    }
    /// Too little rest in a week.
    weekly_rest(who, week, measured, limit) {
        "Veckovila: {who}, vecka {week}: som mest {measured} timmars sammanhängande vila; minst {limit}",
        "Weekly rest: {who}, week {week}: at most {measured} hours of unbroken rest; at least {limit}",
    }
    /// Too long from the first to the last minute.
    longest_span(who, when, measured, limit) {
        "Dagens längd: {who}, {when}: {measured} timmar från första till sista minuten; högst {limit}",
        "Length of day: {who}, {when}: {measured} hours from the first to the last minute; at most {limit}",
    }
    /// Too long without a meal break.
    longest_stretch(who, when, measured, limit) {
        "Rast: {who}, {when}: {measured} timmars arbete utan rast; högst {limit}",
        "Break: {who}, {when}: {measured} hours of work without a break; at most {limit}",
    }
    /// A shift with too little paid time.
    shortest_shift(who, when, measured, limit) {
        "Kort pass: {who}, {when}: {measured} timmars arbetstid; minst {limit}",
        "Short shift: {who}, {when}: {measured} hours of work; at least {limit}",
    }
    /// A shift with too much paid time.
    longest_shift(who, when, measured, limit) {
        "Långt pass: {who}, {when}: {measured} timmars arbetstid; högst {limit}",
        "Long shift: {who}, {when}: {measured} hours of work; at most {limit}",
    }
    /// Work at night.
    night(who, when, limit) {
        "Nattvila: {who}, {when}: arbete på natten; ledigt mellan 00:00 och {limit}",
        "Night rest: {who}, {when}: work at night; free between 00:00 and {limit}",
    }
    /// Too many shifts on one day.
    shifts_per_day(who, day, measured, limit) {
        "Antal pass: {who}, {day}: {measured} pass samma dag; högst {limit}",
        "Number of shifts: {who}, {day}: {measured} shifts on one day; at most {limit}",
    }
    /// Too many shifts in all.
    shifts_per_horizon(who, measured, limit) {
        "Antal pass: {who}: {measured} pass under perioden; högst {limit}",
        "Number of shifts: {who}: {measured} shifts in the period; at most {limit}",
    }
    /// Two activities at once.
    overlap(who, when, first, second) {
        "Dubbelbokning: {who}, {when}: både {first} och {second}",
        "Double booking: {who}, {when}: both {first} and {second}",
    }
    /// A shift that no template allows.
    no_template(who, when, why) {
        "Passmall: {who}, {when}: passet följer ingen passmall; {why}",
        "Shift template: {who}, {when}: the shift follows no template; {why}",
    }
    /// Why: the agent has no template.
    no_template_at_all() { "personen har ingen passmall", "the person has no template" }
    /// Why: the weekday.
    wrong_weekday(template, weekday) {
        "närmast är ”{template}”, som inte gäller {weekday}ar",
        "nearest is “{template}”, which is not for {weekday}s",
    }
    /// Why: the start.
    wrong_start(template, starts) {
        "närmast är ”{template}”, som börjar {starts}",
        "nearest is “{template}”, which starts {starts}",
    }
    /// Why: the length.
    wrong_length(template, measured, lengths) {
        "närmast är ”{template}”: arbetstiden är {measured}, mallen har {lengths}",
        "nearest is “{template}”: {measured} of work, the template has {lengths}",
    }
    /// Why: an empty stretch.
    wrong_hole(template) {
        "närmast är ”{template}”, men uppehållet i passet är inte mallens",
        "nearest is “{template}”, but the gap in the shift is not the template's",
    }
    /// From one value to another.
    from_to(from, to) { "{from} till {to}", "{from} to {to}" }
    /// Too many shifts of a template.
    too_many_of_template(template, day, measured, limit) {
        "Passmall: ”{template}”, {day}: {measured} pass; högst {limit}",
        "Shift template: “{template}”, {day}: {measured} shifts; at most {limit}",
    }
    /// A break that is not there.
    missing_break(who, when, activity, minutes) {
        "Rast och paus: {who}, {when}: {activity} på {minutes} minuter saknas",
        "Breaks: {who}, {when}: {activity} of {minutes} minutes is missing",
    }
    /// A break in the wrong place.
    misplaced_break(who, when, activity) {
        "Rast och paus: {who}, {when}: {activity} ligger på fel tid eller har fel längd enligt passmallen",
        "Breaks: {who}, {when}: {activity} is at a time or of a length that the shift template does not allow",
    }
    /// Work outside opening hours.
    outside_opening(who, when, open) {
        "Öppettid: {who}, {when}: arbete utanför öppettiden ({open})",
        "Opening hours: {who}, {when}: work outside opening hours ({open})",
    }
    /// The centre is open.
    open(hours) { "öppet {hours}", "open {hours}" }
    /// The centre is closed.
    closed() { "stängt", "closed" }
    /// Work while absent.
    while_absent(who, when, kind) {
        "Frånvaro: {who}, {when}: arbete under frånvaro ({kind})",
        "Absence: {who}, {when}: work while absent ({kind})",
    }
    /// Work when the agent is not available.
    outside_availability(who, when, limits) {
        "Tillgänglighet: {who}, {when}: arbete utanför personens tider ({limits})",
        "Availability: {who}, {when}: work outside the person's hours ({limits})",
    }
    /// Never worked.
    day_off(weekday) { "ledig {weekday}ar", "free on {weekday}s" }
    /// Earliest start.
    earliest(time) { "tidigast {time}", "not before {time}" }
    /// Latest end.
    latest(time) { "senast {time}", "not after {time}" }
    /// Too many evenings.
    too_many_evenings(who, when, week, measured, limit) {
        "Kvällar: {who}, {when}: {measured} kvällar vecka {week}; högst {limit}",
        "Evenings: {who}, {when}: {measured} evenings in week {week}; at most {limit}",
    }
    /// Lacks the skill.
    unskilled(who, when, activity, lacks) {
        "Kompetens: {who}, {when}: {activity} utan rätt kompetens ({lacks})",
        "Skills: {who}, {when}: {activity} without the skill ({lacks})",
    }
    /// Which skills are lacking.
    lacks(skills) { "saknar {skills}", "lacks {skills}" }
    /// No queue can be served.
    serves_no_queue() { "kan inte svara i någon kö", "can serve no queue" }
    /// Hours against the contract.
    contract_hours(who, measured, contract, tolerance) {
        "Arbetstid: {who}: {measured} timmar under perioden, avtalet ger {contract}; får skilja högst {tolerance}",
        "Hours: {who}: {measured} hours in the period, the contract gives {contract}; may differ by at most {tolerance}",
    }
    /// A pinned row that is gone.
    pin_missing(who, when, activity) {
        "Låst rad: {who}, {when}: {activity} är låst men finns inte i schemat",
        "Pinned row: {who}, {when}: {activity} is pinned but not in the roster",
    }
    /// Off the grid.
    off_grid(who, when, grid) {
        "Tider: {who}, {when}: start och slut ska ligga på jämna {grid} minuter",
        "Times: {who}, {when}: start and end must be multiples of {grid} minutes",
    }
    /// No length.
    no_length(who, when) {
        "Tider: {who}, {when}: slutet ligger inte efter starten",
        "Times: {who}, {when}: the end is not after the start",
    }
    /// A post without enough people.
    post_unmanned(post, when, measured, needed) {
        "Bemanning: {post}, {when}: {measured} på plats; {needed} behövs",
        "Cover: {post}, {when}: {measured} there; {needed} needed",
    }
    /// Queues without enough people.
    under_cover(queues, when, measured, needed) {
        "Bemanning: {queues}, {when}: {measured} kan svara; {needed} behövs",
        "Cover: {queues}, {when}: {measured} can answer; {needed} needed",
    }
}

/// The sentence for a broken rule.
pub fn violation(language: Language, scenario: &Scenario, violation: &Violation) -> String {
    let agent = violation.agent.map(|agent| &scenario.agents[agent.0]);
    let who = agent.map_or("", |agent| agent.name.as_str());
    let span = violation.span;
    let when = time_span(language, scenario, span);
    let day = words::date(language, scenario.horizon.clock(span.start).date);
    let what = |activity| words::activity(language, scenario, activity);
    match &violation.breach {
        Breach::Rule { rule, measured, limit } => {
            broken_rule(language, scenario, (*rule, *measured, *limit), (who, span))
        }
        Breach::Overlap { first, second } => overlap(language, who, when, what(*first), what(*second)),
        Breach::NoTemplate { nearest } => {
            no_template(language, who, when, misfit(language, scenario, *nearest, span.start))
        }
        Breach::TooManyOfTemplate { template, measured, limit } => {
            too_many_of_template(language, &scenario.templates[template.0].id, day, measured, limit)
        }
        Breach::MissingBreak { activity, minutes } => missing_break(language, who, when, what(*activity), minutes),
        Breach::MisplacedBreak { activity } => misplaced_break(language, who, when, what(*activity)),
        Breach::OutsideOpening => outside_opening(language, who, when, opening(language, scenario, span.start)),
        Breach::WhileAbsent { kind } => while_absent(language, who, when, kind),
        Breach::OutsideAvailability => {
            let limits = agent.map(|agent| availability(language, scenario, agent, span));
            outside_availability(language, who, when, limits.unwrap_or_default())
        }
        Breach::TooManyEvenings { measured, limit } => {
            too_many_evenings(language, who, when, week(scenario, span.start), measured, limit)
        }
        Breach::OverOwnHours { over, measured, limit } => {
            let hours = [measured, limit].map(|&minutes| hours(minutes));
            super::hours::own(language, *over, who, (when, week(scenario, span.start)), hours)
        }
        Breach::ChangedAfterTold { told, notice, limit, compensated } => {
            let facts = (*told, *notice, *limit, *compensated);
            super::told::changed(language, scenario, (who, &when, span), facts) + &source(scenario, RuleId::Notice)
        }
        Breach::Unskilled { activity } => {
            let lacking = lacking(language, scenario, agent, *activity);
            unskilled(language, who, when, what(*activity), lacking)
        }
        Breach::ContractHours { measured, contract, tolerance } => {
            let [measured, contract, tolerance] = [measured, contract, tolerance].map(|&minutes| hours(minutes));
            let text = contract_hours(language, who, measured, contract, tolerance);
            text + &source(scenario, RuleId::ContractTolerance)
        }
        Breach::PinMissing { activity, obstacle } => {
            let row = violation.agent.map(|agent| (agent, span));
            let why = obstacle.as_ref().zip(row).map(|(obstacle, row)| pins::why(language, scenario, row, obstacle));
            pin_missing(language, who, when, what(*activity)) + &why.unwrap_or_default()
        }
        Breach::OffGrid if span.minutes() <= 0 => no_length(language, who, when),
        Breach::OffGrid => off_grid(language, who, when, scenario.horizon.grid_minutes),
        Breach::PostUnmanned { post, measured, needed } => {
            post_unmanned(language, post_name(scenario, *post), when, measured, needed)
        }
        Breach::PostTurn { .. }
        | Breach::ShortBlock { .. }
        | Breach::TooLittleTime { .. }
        | Breach::MissedMeeting { .. }
        | Breach::TooManySittings { .. }
        | Breach::TooManyAtOnce { .. } => activities::broken(language, scenario, violation, (who, &when)),
        Breach::NoKeyholder { is_closing, skills } => keys::missing(language, scenario, (*is_closing, *skills), when),
        Breach::UnderCover { queues, measured, needed } => {
            under_cover(language, queue_names(language, scenario, *queues), when, measured, needed)
        }
    }
}

fn broken_rule(
    language: Language,
    scenario: &Scenario,
    (rule, measured, limit): (RuleId, i32, i32),
    (who, span): (&str, Span),
) -> String {
    let when = time_span(language, scenario, span);
    let [measured_hours, limit_hours] = [measured, limit].map(hours);
    let dates = || weeks::dates(language, scenario, span);
    let text = match rule {
        RuleId::DailyRest => {
            let before = scenario.horizon.clock(span.start);
            let before =
                format!("{} {}", words::weekday(language, weekday(scenario, span.start)), words::clock(before.minute));
            daily_rest(language, who, point(language, scenario, span.end), measured_hours, before, limit_hours)
        }
        RuleId::WeeklyRest => weekly_rest(language, who, week(scenario, span.start), measured_hours, limit_hours),
        RuleId::LongestSpan => longest_span(language, who, when, measured_hours, limit_hours),
        RuleId::LongestStretch => longest_stretch(language, who, when, measured_hours, limit_hours),
        RuleId::ShortestShift => shortest_shift(language, who, when, measured_hours, limit_hours),
        RuleId::LongestShift => longest_shift(language, who, when, measured_hours, limit_hours),
        RuleId::NightEnds => night(language, who, when, words::clock(limit)),
        RuleId::ShiftsPerDay => {
            let day = words::date(language, scenario.horizon.clock(span.start).date);
            shifts_per_day(language, who, day, measured, limit)
        }
        RuleId::ShiftsPerHorizon => shifts_per_horizon(language, who, measured, limit),
        RuleId::BalanceCarry => weeks::balance_carry(language, who, measured_hours, limit_hours),
        RuleId::RollingRest => weeks::rolling_rest(language, who, dates(), measured_hours, limit_hours),
        RuleId::DaysInRow => weeks::days_in_row(language, who, dates(), measured, limit),
        RuleId::DaysOffTogether => weeks::days_off_together(language, who, dates(), measured, limit),
        RuleId::HalfWeekends => weeks::half_weekends(language, who, measured, limit),
        RuleId::WeekendsPerHorizon => weeks::weekends_per_horizon(language, who, measured, limit),
        other => super::hours::broken(
            language,
            (other, measured, limit),
            (who, when, dates()),
            [measured_hours, limit_hours],
        ),
    };
    text + &source(scenario, rule)
}

/// Where the rule comes from, in brackets: " (ATL 13 §)".
fn source(scenario: &Scenario, rule: RuleId) -> String {
    match scenario.rules.limits.get(&rule) {
        Some(limit) if !limit.source.is_empty() => format!(" ({})", limit.source),
        _ => String::new(),
    }
}

/// A length of time in hours and minutes: "8:30".
pub(super) fn hours(minutes: i32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// "tisdag 24 november 07:00".
pub(super) fn point(language: Language, scenario: &Scenario, at: Minute) -> String {
    let clock = scenario.horizon.clock(at);
    format!("{} {}", words::date(language, clock.date), words::clock(clock.minute))
}

/// "tisdag 24 november 08:00–12:00", with both dates where the end is on another day.
pub(super) fn time_span(language: Language, scenario: &Scenario, span: Span) -> String {
    let (from, to) = (scenario.horizon.clock(span.start), scenario.horizon.clock(span.end));
    let is_midnight_after = to.minute == 0 && from.date.succ_opt() == Some(to.date);
    let start = point(language, scenario, span.start);
    if from.date == to.date {
        format!("{start}–{}", words::clock(to.minute))
    } else if is_midnight_after {
        format!("{start}–24:00")
    } else {
        format!("{start} – {}", point(language, scenario, span.end))
    }
}

fn weekday(scenario: &Scenario, at: Minute) -> chrono::Weekday {
    chrono::Datelike::weekday(&scenario.horizon.clock(at).date)
}

fn week(scenario: &Scenario, at: Minute) -> u32 {
    chrono::Datelike::iso_week(&scenario.horizon.clock(at).date).week()
}

fn misfit(language: Language, scenario: &Scenario, nearest: Option<(TemplateIdx, Misfit)>, start: Minute) -> String {
    let Some((template, misfit)) = nearest else { return no_template_at_all(language) };
    let template = &scenario.templates[template.0];
    let name = &template.id;
    let between = |from: i32, to: i32| {
        let (from, to) = (words::clock(from), words::clock(to));
        if from == to { from } else { from_to(language, from, to) }
    };
    match misfit {
        Misfit::Weekday => wrong_weekday(language, name, words::weekday(language, weekday(scenario, start))),
        Misfit::Start => wrong_start(language, name, between(template.earliest_start, template.latest_start)),
        Misfit::Length { measured } => {
            let lengths = match template.work.as_slice() {
                [shortest, .., longest] => from_to(language, hours(*shortest), hours(*longest)),
                [only] => hours(*only),
                [] => String::new(),
            };
            wrong_length(language, name, hours(measured), lengths)
        }
        Misfit::Hole => wrong_hole(language, name),
    }
}

fn opening(language: Language, scenario: &Scenario, at: Minute) -> String {
    let date = scenario.horizon.clock(at).date;
    let day = scenario.horizon.day_on(date).map(|day| &scenario.horizon.days[day.0]);
    let spans = day.map(|day| day.opening.as_slice()).unwrap_or_default();
    if spans.is_empty() {
        return closed(language);
    }
    let clock = |at| scenario.horizon.clock(at);
    let hours: Vec<String> = spans.iter().map(|span| words::clock_span(clock(span.start), clock(span.end))).collect();
    open(language, words::list(language, &hours))
}

fn availability(language: Language, scenario: &Scenario, agent: &Agent, span: Span) -> String {
    let on = weekday(scenario, span.start);
    if agent.limits.days_off.contains(&on) {
        return day_off(language, words::weekday(language, on));
    }
    let limits = [
        agent.limits.earliest_start.map(|time| earliest(language, words::clock(time))),
        agent.limits.latest_end.map(|time| latest(language, words::clock(time))),
    ];
    limits.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn lacking(language: Language, scenario: &Scenario, agent: Option<&Agent>, activity: Activity) -> String {
    let needed = match activity {
        Activity::Post(post) => scenario.posts.get(post.0).map(|post| post.skills),
        Activity::Deferrable(queue) => scenario.queues.get(queue.0).map(|queue| queue.skills),
        _ => None,
    };
    let Some(needed) = needed else { return serves_no_queue(language) };
    let known = agent.map_or(SkillSet::EMPTY, |agent| agent.skills);
    let names = needed.iter().filter(|&skill| !known.has(skill)).map(|skill| scenario.skills[skill.0].name.clone());
    lacks(language, words::list(language, &names.collect::<Vec<_>>()))
}

fn post_name(scenario: &Scenario, post: PostIdx) -> &str {
    &scenario.posts[post.0].name
}

fn queue_names(language: Language, scenario: &Scenario, queues: QueueSet) -> String {
    let names = queues.iter().filter_map(|queue| scenario.queues.get(queue.0)).map(|queue| queue.name.clone());
    words::list(language, &names.collect::<Vec<_>>())
}
