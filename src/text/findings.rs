//! What a plan comes to, in sentences: the verdict, what is proven, the targets, the shortage.

use crate::model::{Fact, Language, Plan, QueueSet, Scenario};

use super::{messages, words};

messages! {
    /// One ISO week.
    week(week) { "vecka {week}", "week {week}" }
    /// Several ISO weeks.
    weeks(first, last) { "vecka {first}–{last}", "weeks {first}–{last}" }
    /// A single day.
    single_day(date) { "{date}", "{date}" }
    /// Days that are no whole week.
    some_days(first, last) { "{first}–{last}", "{first}–{last}" }
    /// The centre with a what-if laid over it.
    changed(centre, what_if) { "{centre}, scenario ”{what_if}”", "{centre}, what-if “{what_if}”" }
    /// Title: centre and horizon.
    title(centre, when, year) { "{centre} · bemanning {when}, {year}", "{centre} · staffing {when}, {year}" }

    /// Verdict: one person is enough.
    verdict_one(when) { "Ja, 1 person räcker {when}.", "Yes, 1 person suffices for {when}." }
    /// Verdict: enough, and fewer impossible.
    verdict_proven(people, when) {
        "Ja, {people} personer räcker {when}, och färre går inte.",
        "Yes, {people} people suffice for {when}, and fewer cannot."
    }
    /// Verdict: enough, and fewer miss the requirement.
    verdict_closed(people, when) {
        "Ja, {people} personer räcker {when}; färre når inte behovet.",
        "Yes, {people} people suffice for {when}; fewer miss the requirement."
    }
    /// Verdict: enough, fewer open.
    verdict_feasible(people, when, fewer) {
        "Ja, {people} räcker {when}. Om {fewer} räcker är inte avgjort.",
        "Yes, {people} suffice for {when}. Whether {fewer} suffice is not settled."
    }
    /// Verdict: an interval straddles.
    verdict_undecided(people, queue) {
        "Troligen räcker {people}, men för {queue} är det osäkert.",
        "Probably {people} suffice, but {queue} is uncertain."
    }
    /// Verdict: a target is missed.
    verdict_missed(people, queue, share, target) {
        "Nej, {people} räcker inte: {queue} når {share}, målet är {target}.",
        "No, {people} are not enough: {queue} reaches {share}, the target is {target}."
    }
    /// Verdict: a ceiling is exceeded.
    verdict_exceeded(people, queue, found, goal) {
        "Nej, {people} räcker inte: {queue}, {found}, målet är {goal}.",
        "No, {people} are not enough: {queue}, {found}, target {goal}."
    }
    /// Verdict: people are missing.
    verdict_short(people, when, missing) {
        "Nej, {people} räcker inte: {when} fattas {missing}.",
        "No, {people} are not enough: {missing} missing {when}."
    }
    /// Verdict: contradictory facts.
    verdict_relaxed(when) {
        "Uppgifterna går inte ihop: inget schema {when} kan hålla alla. Det här är det bästa som håller nästan alla.",
        "The facts contradict each other: no roster {when} can keep all of them. This is the best that keeps nearly all."
    }
    /// Verdict: too few, without a single place to point at.
    verdict_uncovered(people, what) { "Nej, {people} personer räcker inte. {what}.", "No, {people} people are not enough. {what}." }
    /// Verdict: not enough, without a word on what for.
    verdict_too_few(people, when) { "Nej, {people} personer räcker inte {when}.", "No, {people} people are not enough for {when}." }

    /// All targets are met.
    all_targets(n) { "Alla {n} servicemål nås.", "All {n} service targets are met." }
    /// The only target is met.
    one_target() { "Servicemålet nås.", "The service target is met." }
    /// Some targets are not met.
    some_targets(met, all, missed, undecided) {
        "{met} av {all} servicemål nås (missade: {missed}, osäkra: {undecided}).",
        "{met} of {all} service targets are met (missed: {missed}, uncertain: {undecided})."
    }
    /// Nothing was simulated; the given requirement is covered.
    cover_holds() {
        "Det givna bemanningskravet är täckt i varje intervall; servicegraden är inte simulerad.",
        "The given requirement is covered in every interval; the service level is not simulated."
    }
    /// Nothing was simulated; the given requirement is not covered.
    cover_short() {
        "Det givna bemanningskravet är inte täckt överallt; servicegraden är inte simulerad.",
        "The given requirement is not covered everywhere; the service level is not simulated."
    }
    /// Proof by a floor that holds for every roster.
    proof_floor(fewer) {
        "Att {fewer} inte räcker är bevisat för varje tänkbart schema, inte uppskattat.",
        "That {fewer} are not enough is proven for every possible roster, not estimated."
    }
    /// Proof by the given requirement.
    proof_given(fewer) {
        "Att {fewer} inte räcker för det givna kravet är bevisat, inte uppskattat.",
        "That {fewer} are not enough for the given requirement is proven, not estimated."
    }
    /// Proof under the requirement of the simulation.
    proof_closed(fewer) {
        "Färre kan inte nå det behov som simuleringen landade i; att {fewer} räcker med ett annat behov är inte uteslutet.",
        "Fewer cannot meet the requirement that the simulation settled on; that {fewer} suffice under another is not excluded."
    }
    /// What is open, under the given requirement.
    proof_open_given(bound) {
        "Färre än {bound} kan inte täcka det givna kravet; däremellan är det inte avgjort.",
        "Fewer than {bound} cannot cover the given requirement; in between it is not settled."
    }
    /// What is open, with a floor for every roster and a bound for the requirement settled on.
    proof_open_both(floor, bound) {
        "Färre än {floor} är bevisat för få för varje schema, färre än {bound} för det behov planen vilar på.",
        "Fewer than {floor} are proven too few for every roster, fewer than {bound} for the requirement the plan rests on."
    }
    /// What is open: between bound and plan.
    proof_open(bound) {
        "Färre än {bound} är bevisat för få; däremellan är det inte avgjort.",
        "Fewer than {bound} are proven too few; in between it is not settled."
    }
    /// Nothing is proven.
    proof_none() { "Hur få som kan räcka är inte bevisat.", "How few might suffice is not proven." }
    /// The tightest target on a day, with how often that day holds.
    tightest(queue, day, found, goal, chance) {
        "Trängst är {queue}, {day}: {found}, målet är {goal}; dagen klarar det i {chance} av 100 simuleringar.",
        "Tightest is {queue}, {day}: {found}, target {goal}; the day holds in {chance} of 100 simulations."
    }
    /// The tightest target over the whole horizon.
    tightest_week(queue, found, goal, chance) {
        "Trängst är {queue}: {found}, målet är {goal}; det klaras i {chance} av 100 simuleringar.",
        "Tightest is {queue}: {found}, target {goal}; it holds in {chance} of 100 simulations."
    }
    /// The whole centre is missing people.
    missing(missing, queues, when) { "{when}: {missing} i {queues}", "{when}: {missing} on {queues}" }
    /// A target that is missed.
    missed_target(queue, day, found, interval, goal) {
        "{queue}, {day}: {found} ({interval}), målet är {goal}",
        "{queue}, {day}: {found} ({interval}), target {goal}"
    }
    /// Where a missed target's contacts are lost.
    lost(target, stretches) { "{target}; mest saknas {stretches}", "{target}; most is lacking {stretches}" }
    /// A stretch of time in which contacts are lost.
    lost_when(when, share, contacts) {
        "{when} ({share}, {contacts} för få i tid)",
        "{when} ({share}, {contacts} too few in time)"
    }
    /// A stretch of time in which a ceiling is exceeded.
    exceeded_when(when, value) { "{when} ({value})", "{when} ({value})" }
    /// What would end the shortage: one person.
    cure_one(person) {
        "Med en person till nås alla mål: {person}.",
        "With one more person every target is met: {person}."
    }
    /// What would end the shortage: several.
    cure_some(n, people) {
        "Med {n} personer till nås alla mål: {people}.",
        "With {n} more people every target is met: {people}."
    }
    /// A person more: what to know, and the shifts.
    cure_person(skills, shifts) { "en som kan {skills} ({shifts})", "one who knows {skills} ({shifts})" }
    /// In place of skills: none in particular.
    any_skill() { "ta vilka kontakter som helst", "no area in particular" }
    /// More than can be listed.
    and_more(n) { "och {n} till", "and {n} more" }
    /// Every live queue.
    all_queues() { "alla köer", "all queues" }
    /// A set of many queues.
    many_queues(n, first) { "{n} köer ({first} …)", "{n} queues ({first} …)" }
    /// An employment, as share of full time.
    tries_per_matter(queue) {
        "{queue}: volymen är delad med antalet försök per ärende",
        "{queue}: the volume is divided by the tries per matter",
    }
    attention(queue, most) {
        "{queue}: upp till {most} samtidigt; andel av tiden som kräver handläggaren",
        "{queue}: up to {most} at once; share of the time that asks for the agent",
    }
    assumed(facts) { "Antaget: {facts}", "Assumed: {facts}" }
    /// Nothing is marked as assumed.
    nothing_assumed() {
        "Antaget: inget är märkt som antagande i indata.",
        "Assumed: nothing in the input is marked as an assumption."
    }
    /// How many facts are assumed, and the first of them by name.
    assumed_names(n, names) { "{n} uppgifter är antaganden: {names}.", "{n} inputs are assumptions: {names}." }
    /// The only fact that is assumed.
    assumed_name(name) { "En uppgift är ett antagande: {name}.", "One input is an assumption: {name}." }
    /// A wait in minutes.
    minutes(n) { "{n} min", "{n} min" }
    /// A wait in seconds.
    seconds(n) { "{n} s", "{n} s" }
    /// Hours and minutes.
    hours_minutes(hours, minutes) { "{hours} h {minutes} min", "{hours} h {minutes} min" }
    /// A deadline in days.
    days(n) { "{n} dygn", "{n} days" }
    /// A deadline in hours.
    hours(n) { "{n} h", "{n} h" }
}

/// The name of the centre, and of the what-if laid over it.
pub fn centre(scenario: &Scenario, language: Language) -> String {
    match &scenario.what_if {
        Some(what_if) => {
            changed(language, &scenario.name, super::compare::at_end(language, what_if.end, what_if.name.clone()))
        }
        None => scenario.name.clone(),
    }
}

/// The days planned: "vecka 48", "vecka 48–49", "måndag 23 november", "mån 23/11–fre 27/11".
pub fn horizon(scenario: &Scenario, language: Language) -> String {
    let days = &scenario.horizon.days;
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return String::new() };
    let begins_week = first.weekday() == chrono::Weekday::Mon;
    let ends_week = matches!(last.weekday(), chrono::Weekday::Fri | chrono::Weekday::Sat | chrono::Weekday::Sun);
    if days.len() == 1 {
        single_day(language, words::date(language, first.date))
    } else if begins_week && days.len() <= 7 && ends_week {
        week(language, first.iso_week())
    } else if begins_week && ends_week {
        weeks(language, first.iso_week(), last.iso_week())
    } else {
        some_days(language, words::short_date(language, first.date), words::short_date(language, last.date))
    }
}

/// A duration in the unit a reader would use: "20 s", "2 min", "2 dygn".
pub fn duration(language: Language, seconds_in_all: f64) -> String {
    let whole = |unit: f64| (seconds_in_all / unit).fract() == 0.0 && seconds_in_all >= unit;
    let show = |unit: f64| words::number(language, seconds_in_all / unit, 0);
    if whole(86_400.0) {
        days(language, show(86_400.0))
    } else if whole(3_600.0) {
        hours(language, show(3_600.0))
    } else if whole(60.0) {
        minutes(language, show(60.0))
    } else {
        seconds(language, show(1.0))
    }
    .replace(' ', "\u{a0}")
}

/// A length of time: "45 min", "3 h", "15 h 45 min".
pub fn length(language: Language, in_minutes: i32) -> String {
    match (in_minutes / 60, in_minutes % 60) {
        (hour, 0) if hour > 0 => hours(language, hour),
        (hour, minute) if hour > 1 => hours_minutes(language, hour, minute),
        _ => minutes(language, in_minutes),
    }
    .replace(' ', "\u{a0}")
}

/// The queues of a set by name: one, a short list, or all.
pub fn queues(scenario: &Scenario, language: Language, set: QueueSet) -> String {
    let names: Vec<String> = set.iter().map(|queue| scenario.queues[queue.0].name.clone()).collect();
    if names.len() > 1 && set == scenario.live_queues() {
        all_queues(language)
    } else if names.len() > 3 {
        many_queues(language, names.len(), &names[0])
    } else {
        words::list(language, &names)
    }
}

/// What is assumed: each fact with its value.
pub fn assumed_facts(scenario: &Scenario, language: Language) -> Vec<String> {
    facts(scenario, language).iter().filter(|fact| fact.is_assumed).map(fact).collect()
}

/// What is assumed, in one sentence: each fact with its value, at most `most` of them.
pub fn assumptions(plan: &Plan, language: Language, most: usize) -> String {
    let facts = assumed_facts(&plan.scenario, language);
    if facts.is_empty() {
        return nothing_assumed(language);
    }
    let mut shown: Vec<String> = facts.iter().take(most).cloned().collect();
    if facts.len() > most {
        shown.push(and_more(language, facts.len() - most));
    }
    assumed(language, shown.join("; ") + ".")
}

/// What is assumed, by name only: as many as fit in about `room` characters.
pub fn assumed_in_short(plan: &Plan, language: Language, room: usize) -> String {
    let facts = facts(&plan.scenario, language);
    let names: Vec<&str> = facts.iter().filter(|fact| fact.is_assumed).map(|fact| fact.what.as_str()).collect();
    match names[..] {
        [] => return nothing_assumed(language),
        [name] => return assumed_name(language, name),
        _ => {}
    }
    let mut length = 0;
    let fits = |name: &&&str| {
        length += name.chars().count() + 2;
        length <= room
    };
    let n = names.iter().take_while(fits).count().max(1);
    let mut shown: Vec<String> = names[..n].iter().map(|name| (*name).to_owned()).collect();
    if names.len() > n {
        shown.push(and_more(language, names.len() - n));
    }
    assumed_names(language, names.len(), shown.join(", ").replace(", och ", " och ").replace(", and ", " and "))
}

/// What the plan rests on: the centre's facts, and what its queues take for granted.
pub fn facts(scenario: &Scenario, language: Language) -> Vec<Fact> {
    let mut facts = scenario.facts.clone();
    let mut assume = |what, value, key: &str| {
        facts.push(Fact { what, value, source: key.to_owned(), is_assumed: true, told: None });
    };
    for queue in &scenario.queues {
        if queue.tries_per_matter > 1.0 {
            let tries = words::number(language, queue.tries_per_matter, 1);
            assume(tries_per_matter(language, &queue.name), tries, "centre.toml: tries_per_matter");
        }
        if queue.at_once.most > 1 {
            let share = words::round_percent(language, queue.at_once.attention.get());
            let what = attention(language, &queue.name, queue.at_once.most);
            assume(what, share, "centre.toml: at_once, attention");
        }
    }
    if let Some((monthly, source)) = &scenario.pay.assumed {
        let value = super::cost::kronor_a_month(language, super::cost::kronor(language, *monthly));
        let source = if source.is_empty() { "centre.toml: monthly_pay" } else { source };
        assume(super::cost::assumed_pay(language), value, source);
    }
    facts
}

/// A fact and its value, the value only where the fact does not already say it.
fn fact(fact: &Fact) -> String {
    if fact.value.is_empty() || fact.what.contains(&fact.value) {
        fact.what.clone()
    } else {
        format!("{}: {}", fact.what, fact.value)
    }
}
