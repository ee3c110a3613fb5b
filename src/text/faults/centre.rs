//! Faults of `centre.toml`: horizon, opening hours, names, shifts and rules.

use super::files::one_of;
use super::hint;
use crate::model::{FaultKind, Language, Thing};
use crate::text::messages;
use crate::text::words::clock;

messages! {
    unknown_time_zone(value) {
        "tidszonen ”{value}” finns inte; skriv till exempel Europe/Stockholm",
        "there is no time zone “{value}”; write for example Europe/Stockholm",
    }
    grid_not_in_interval(grid, interval) {
        "grid_minutes är {grid}, som inte går jämnt upp i interval_minutes ({interval}); välj ett rutnät som delar \
         intervallet",
        "grid_minutes is {grid}, which does not divide interval_minutes ({interval}); choose a grid that does",
    }
    horizon_length() {
        "horisonten ska ha antingen ”weeks” eller ”days”; skriv en av dem",
        "the horizon needs either “weeks” or “days”; give one of them",
    }
    opening_overlap(value) {
        "öppettiden {value} går in i en annan samma dag; slå ihop dem eller rätta tiderna",
        "the opening hours {value} overlap others on the same day; join them or correct the times",
    }
    opening_off_grid(value, grid) {
        "öppettiden {value} ligger inte på rutnätet om {grid} minuter; ändra tiden eller grid_minutes",
        "the opening hours {value} are not on the grid of {grid} minutes; change the time or grid_minutes",
    }
    never_open() {
        "ingen dag i planen är öppen; ange öppettider för någon veckodag i horisonten",
        "no day of the plan is open; give opening hours for some weekday of the horizon",
    }
    no_queue() {
        "det finns ingen kö; lägg till minst en med [[queues]]",
        "there is no queue; add at least one with [[queues]]",
    }
    too_many(what, count, most) {
        "det finns {count} {what}, men högst {most} får plats; slå ihop några",
        "there are {count} {what}, but at most {most} fit; join some",
    }
    duplicate_id(what, id, first) {
        "{what} ”{id}” finns redan på rad {first}; ge den här ett eget id",
        "{what} “{id}” is already on line {first}; give this one an id of its own",
    }
    duplicate_exception(id, first) {
        "datumet {id} finns redan på rad {first}; ta bort det ena",
        "the date {id} is already on line {first}; remove one of them",
    }
    unusable_id(what, id) {
        "{what} kan inte ha id ”{id}”; använd bokstäver, siffror och bindestreck, och inte ett ord som redan betyder \
         något i schemat (contacts, lunch, break, meeting, training, reserve)",
        "{what} cannot have the id “{id}”; use letters, digits and hyphens, and no word that already means something \
         in the roster (contacts, lunch, break, meeting, training, reserve)",
    }
    unknown_skill(skill, hint) {
        "kompetensen ”{skill}” finns inte; {hint}",
        "there is no skill “{skill}”; {hint}",
    }
    add_skill() {
        "lägg till den under [skills] i centre.toml, eller rätta namnet",
        "add it under [skills] in centre.toml, or correct the name",
    }
    no_shift() {
        "det finns inget arbetspass; lägg till minst ett med [[shifts]]",
        "there is no shift; add at least one with [[shifts]]",
    }
    off_grid(key, shift, time, grid) {
        "”{key}” i arbetspasset ”{shift}” är {time}, som inte ligger på rutnätet om {grid} minuter; ändra tiden eller \
         grid_minutes",
        "“{key}” of the shift “{shift}” is {time}, which is no multiple of the grid of {grid} minutes; change the time \
         or grid_minutes",
    }
    break_does_not_fit(minutes, shift) {
        "rasten på {minutes} minuter ryms inte i något pass av ”{shift}”; vidga between, latest_after_start eller \
         before_end",
        "the break of {minutes} minutes fits in no shift of “{shift}”; widen between, latest_after_start or before_end",
    }
    meeting_day(meeting) {
        "mötet ”{meeting}” ska ha antingen ”date” eller ”weekday”; skriv en av dem",
        "the meeting “{meeting}” needs either “date” or “weekday”; give one of them",
    }
    meeting_does_not_fit(meeting, minutes, sittings) {
        "mötet ”{meeting}” ryms inte: {sittings} omgångar om {minutes} minuter efter varandra; vidga between eller välj \
         färre omgångar",
        "the meeting “{meeting}” does not fit: {sittings} sittings of {minutes} minutes one after another; widen \
         between or choose fewer sittings",
    }
    length_off_grid(key, minutes, grid) {
        "”{key}” är {minutes} minuter, som inte ligger på rutnätet om {grid} minuter; ändra tiden eller grid_minutes",
        "“{key}” is {minutes} minutes, which is no multiple of the grid of {grid} minutes; change it or grid_minutes",
    }
    at_once_twice() {
        "rasten har både ”most_at_once” och ”most_share_at_once”; skriv en av dem",
        "the break has both “most_at_once” and “most_share_at_once”; give one of them",
    }
    work_lengths(shift) {
        "arbetspasset ”{shift}” saknar längd, eller har två; ange antingen work eller work_range, med from före to",
        "the shift “{shift}” has no length, or two; give either work or work_range, with from before to",
    }
    unknown_rule_set(set, known) {
        "regeluppsättningen ”{set}” finns inte; välj {known}",
        "there is no rule set “{set}”; choose {known}",
    }
    unknown_rule(rule, hint) { "regeln ”{rule}” finns inte; {hint}", "there is no rule “{rule}”; {hint}" }
    known_rules(known) { "välj {known}", "choose {known}" }
    rule_value(rule, unit) {
        "regeln ”{rule}” ska ha ett värde, och bara ett: {unit}",
        "the rule “{rule}” must have one value and no more: {unit}",
    }
    value_minutes() { "minutes = 660, eller time = \"11:00\"", "minutes = 660, or time = \"11:00\"" }
    value_count() { "count = 1", "count = 1" }
    rule_below_floor(rule, value, floor, source) {
        "regeln ”{rule}” är {value}, men {source} kräver {floor}; inget avtal får ge sämre skydd. Rätta värdet, eller \
         skriv regeln under off om den inte ska bevakas här",
        "the rule “{rule}” is {value}, but {source} asks for {floor}; no agreement may protect less. Correct the value, \
         or put the rule under off if it is not to be watched here",
    }
    published_without_date() {
        "published.csv finns, men inte vilken dag planen görs; skriv as_of = \"2026-11-20\" under [published], så räknas \
         varslet därifrån",
        "there is a published.csv, but not the day on which the plan is made; write as_of = \"2026-11-20\" under \
         [published], from which notice is counted",
    }
    cyclic_not_weeks(days, rules) {
        "ett schema på {days} dagar som går runt har inga veckor, men regler om veckor gäller: {rules}; planera hela \
         veckor, ta bort cyclic, eller skriv reglerna under off",
        "a roster of {days} days that closes on itself has no weeks, but rules about weeks apply: {rules}; plan whole \
         weeks, remove cyclic, or put the rules under off",
    }
    unknown_short_day(day, hint) {
        "”{day}” är varken ett datum eller en dag med namn; {hint}",
        "“{day}” is neither a date nor a day with a name; {hint}",
    }
    rule_set_not_in_force(set, from, to, start) {
        "regeluppsättningen ”{set}” gäller {from} till {to}, men planen börjar {start}; välj en annan, eller skriv \
         accept_expired = true om avtalet fortfarande följs",
        "the rule set “{set}” is in force {from} to {to}, but the plan starts {start}; choose another, or write \
         accept_expired = true if the agreement is still followed",
    }
}

/// The sentence for a fault of this kind; `None` for other kinds.
pub(super) fn text(language: Language, kind: &FaultKind) -> Option<String> {
    Some(match kind {
        FaultKind::UnknownTimeZone { value } => unknown_time_zone(language, value),
        FaultKind::GridNotInInterval { grid, interval } => grid_not_in_interval(language, grid, interval),
        FaultKind::HorizonLength => horizon_length(language),
        FaultKind::OpeningOverlap { value } => opening_overlap(language, value),
        FaultKind::OpeningOffGrid { value, grid } => opening_off_grid(language, value, grid),
        FaultKind::NeverOpen => never_open(language),
        FaultKind::NoQueue => no_queue(language),
        FaultKind::TooMany { what, count, most } => too_many(language, plural(language, *what), count, most),
        FaultKind::DuplicateId { what: Thing::Exception, id, first } => duplicate_exception(language, id, first),
        FaultKind::DuplicateId { what, id, first } => duplicate_id(language, the(language, *what), id, first),
        FaultKind::UnusableId { what, id } => unusable_id(language, the(language, *what), id),
        FaultKind::UnknownSkill { skill, nearest } => {
            unknown_skill(language, skill, hint(language, nearest.as_ref(), add_skill(language)))
        }
        FaultKind::NoShift => no_shift(language),
        FaultKind::OffGrid { shift, key, minutes, grid } => off_grid(language, key, shift, clock(*minutes), grid),
        FaultKind::BreakDoesNotFit { shift, minutes } => break_does_not_fit(language, minutes, shift),
        FaultKind::MeetingDay { meeting } => meeting_day(language, meeting),
        FaultKind::MeetingDoesNotFit { meeting, minutes, sittings } => {
            meeting_does_not_fit(language, meeting, minutes, sittings)
        }
        FaultKind::LengthOffGrid { key, minutes, grid } => length_off_grid(language, key, minutes, grid),
        FaultKind::AtOnceTwice => at_once_twice(language),
        FaultKind::WorkLengths { shift } => work_lengths(language, shift),
        FaultKind::UnknownRuleSet { set, known } => unknown_rule_set(language, set, one_of(language, known)),
        FaultKind::UnknownRule { rule, nearest, known } => {
            let known = known_rules(language, one_of(language, known));
            unknown_rule(language, rule, hint(language, nearest.as_ref(), known))
        }
        FaultKind::RuleValue { rule, unit } => {
            let unit = if unit == "count" { value_count(language) } else { value_minutes(language) };
            rule_value(language, rule, unit)
        }
        FaultKind::UnknownShortDay { day, nearest, known } => {
            let known = known_rules(language, one_of(language, known));
            unknown_short_day(language, day, hint(language, nearest.as_ref(), known))
        }
        FaultKind::PublishedWithoutDate => published_without_date(language),
        FaultKind::CyclicNotWeeks { days, rules } => cyclic_not_weeks(language, days, rules.join(", ")),
        FaultKind::RuleBelowFloor { rule, value, floor, is_count, source } => {
            let shown = |value: i32| if *is_count { value.to_string() } else { clock(value) };
            rule_below_floor(language, rule, shown(*value), shown(*floor), source)
        }
        FaultKind::RuleSetNotInForce { set, from, to, start } => rule_set_not_in_force(language, set, from, to, start),
        _ => return None,
    })
}

/// The thing with its article, at the start of a sentence.
fn the(language: Language, thing: Thing) -> &'static str {
    match (language, thing) {
        (Language::Swedish, Thing::Skill) => "kompetensen",
        (Language::Swedish, Thing::Queue) => "kön",
        (Language::Swedish, Thing::Post) => "platsen",
        (Language::Swedish, Thing::Shift) => "arbetspasset",
        (Language::Swedish, Thing::Agent) => "medarbetaren",
        (Language::Swedish, Thing::Exception) => "undantaget",
        (Language::English, Thing::Skill) => "the skill",
        (Language::English, Thing::Queue) => "the queue",
        (Language::English, Thing::Post) => "the post",
        (Language::English, Thing::Shift) => "the shift",
        (Language::English, Thing::Agent) => "the agent",
        (Language::English, Thing::Exception) => "the exception",
    }
}

/// Many of the thing; only queues and skills are ever too many.
fn plural(language: Language, thing: Thing) -> &'static str {
    match (language, thing) {
        (Language::Swedish, Thing::Queue) => "köer",
        (Language::Swedish, _) => "kompetenser",
        (Language::English, Thing::Queue) => "queues",
        (Language::English, _) => "skills",
    }
}
