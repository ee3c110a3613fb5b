//! What a calibration says: what explains what was observed, what does not, and the lines to paste.

use crate::model::{Language, Observable, Observation, Window};

use super::{messages, words};

messages! {
    /// Title.
    title(centre) { "{centre}: vad förklarar det som observerats?", "{centre}: what explains what was observed?" }
    /// One explanation.
    one(what, people, handle_time) {
        "{what} förklaras av en hanteringstid på {handle_time} när {people} är på kontakter.",
        "{what} is explained by a handle time of {handle_time} when {people} are on contacts."
    }
    /// Several explanations.
    several(what, list) {
        "{what} har flera förklaringar som stämmer lika väl: {list}.",
        "{what} has several explanations that fit equally well: {list}."
    }
    /// One of several.
    pair(people, handle_time) { "{people} på kontakter och {handle_time}", "{people} on contacts and {handle_time}" }
    /// How to tell them apart.
    tell_apart() {
        "Räkna hur många som är på kontakter då, eller mät hanteringstiden: det ena ger det andra.",
        "Count how many are on contacts then, or measure the handle time: the one gives the other."
    }
    /// No explanation.
    none(what) {
        "{what} kan inte förklaras av någon hanteringstid med så många på kontakter.",
        "{what} cannot be explained by any handle time with so many on contacts."
    }
    /// Nobody hangs up in the files.
    nobody_hangs_up(what) {
        "{what}: i filerna lägger ingen på. Ge patience_s i centre.toml, eller --patience, så kan det förklaras.",
        "{what}: in the files nobody hangs up. Give patience_s in centre.toml, or --patience, and it may be explained."
    }
    /// One observation that cannot be explained.
    not_this(what) { "Det som inte går att förklara: {what}.", "What cannot be explained: {what}." }
    /// Observations that contradict each other.
    contradict(list) {
        "Var för sig går de att förklara, men inte tillsammans: {list}. Någon av uppgifterna, eller tålamodet, är en annan.",
        "Each can be explained, but not together: {list}. One of the figures, or the patience, is another."
    }
    /// The files as they are explain it.
    as_is(handle_time, people, value) {
        "Med filernas {handle_time} och {people} på kontakter blir det {value}.",
        "With the {handle_time} of the files and {people} on contacts it is {value}."
    }
    /// The handle time of the files, between two numbers of people.
    between(handle_time, low, high) {
        "Med filernas {handle_time} skulle mellan {low} och {high} vara på kontakter.",
        "With the {handle_time} of the files, between {low} and {high} would be on contacts."
    }
    /// A mean wait.
    wait(low, high) { "väntan {low}–{high}", "a wait of {low}–{high}" }
    /// A mean wait, one figure.
    wait_one(value) { "väntan {value}", "a wait of {value}" }
    /// A share.
    share(low, high) { "{low}–{high} i tid", "{low}–{high} in time" }
    /// A share, one figure.
    share_one(value) { "{value} i tid", "{value} in time" }
    /// A share within a wait.
    within(share, within) { "{share} (inom {within})", "{share} (within {within})" }
    /// Abandonment.
    abandoned(low, high) { "{low}–{high} som lägger på", "{low}–{high} who hang up" }
    /// Abandonment, one figure.
    abandoned_one(value) { "{value} som lägger på", "{value} who hang up" }
    /// At a time.
    at(what, when) { "{what} {when}", "{what}, {when}" }
    /// Between clock times.
    clock(from, to) { "kl. {from}–{to}", "{from}–{to}" }
    /// Heading: the pairs.
    pairs() { "Par som stämmer", "Pairs that fit" }
    /// Under that heading.
    pairs_how(volume) {
        "Vid {volume}. Enligt Erlang: den hanteringstid som ger det observerade. Simulerat: vad den ger när den spelas, med osäkerhet på 95 %. Närvaro: den andel av betald tid som antalet motsvarar.",
        "At {volume}. By Erlang: the handle time that gives what was observed. Simulated: what it gives when played, with 95 % intervals. Presence: the share of paid time that the number means."
    }
    /// Column: handle time.
    column_handle_time() { "hanteringstid", "handle time" }
    /// Column: presence.
    column_presence() { "närvaro", "presence" }
    /// Column: as the files are.
    column_as_is(handle_time) { "med {handle_time}", "with {handle_time}" }
    /// More people than the hours employed suffice for.
    too_many(people) {
        "{people} på kontakter är fler än de anställdas timmar räcker till.",
        "{people} on contacts are more than the hours employed suffice for."
    }
    /// Heading: the roster.
    roster() { "Schemat, spelat", "The roster, played" }
    /// Under that heading.
    roster_how(people) {
        "Schemat har {people} på kontakter i genomsnitt. Över till vem som helst: om samtalen går vidare efter så lång väntan.",
        "The roster has {people} on contacts on average. On to anybody: if contacts go on after so long a wait."
    }
    /// The files as they are.
    roster_as_is() { "som filerna är", "as the files are" }
    /// Another handle time.
    roster_factor(percent) { "hanteringstider på {percent} av filernas", "handle times at {percent} of the files'" }
    /// Overflow after.
    roster_overflow(seconds) { "över till vem som helst efter {seconds} s", "on to anybody after {seconds} s" }
    /// The overflow that explains it.
    roster_explained(seconds) {
        "Överspill efter {seconds} s förklarar det observerade med schemat som det är.",
        "Overflow after {seconds} s explains what was observed, with the roster as it is."
    }
    /// No overflow explains it.
    roster_unexplained() {
        "Inget överspill förklarar det observerade med det här schemat och filernas hanteringstider.",
        "No overflow explains what was observed, with this roster and the handle times of the files."
    }
    /// The factor that explains it.
    roster_by_factor(percent) {
        "Hanteringstider på {percent} av filernas förklarar det med schemat som det är.",
        "Handle times at {percent} of the files' explain it, with the roster as it is."
    }
    /// Column: what is tried.
    column_trial() { "prövat", "tried" }
    /// Heading: what to paste.
    paste() { "Att klistra in", "To paste" }
    /// Under that heading.
    paste_how(people) {
        "I varje kö i centre.toml, om {people} är på kontakter:",
        "In each queue of centre.toml, if {people} are on contacts:"
    }
    /// A what-if.
    paste_what_if() { "Eller som en fil i scenarios/, utan att ändra centret:", "Or as a file in scenarios/, without changing the centre:" }
    /// A what-if of overflow.
    paste_overflow() { "Eller en med överspillet i stället:", "Or one with the overflow instead:" }
    /// Name of the what-if.
    what_if_name() { "Kalibrerat", "Calibrated" }
    /// How many are on contacts.
    rests_people() { "På kontakter", "On contacts" }
    /// From the roster.
    source_roster() { "schemat, i genomsnitt", "the roster, on average" }
    /// From presence.
    source_presence() {
        "antagande: anställdas timmar efter frånvaro och pauser i filerna, utom reception; en färre och en fler",
        "assumed: hours employed after absences and breaks in the files, reception apart; one fewer and one more"
    }
    /// How single figures are held together.
    rests_slack() { "Flera uppgifter samtidigt", "Several figures at once" }
    /// The slack.
    slack() { "var och en får vara 5 % fel", "each may be off by 5 %" }
    /// The source of the slack.
    source_slack() { "antagande; ge intervall, t.ex. wait=180s..240s", "assumed; give ranges, e.g. wait=180s..240s" }
    /// Volume of a window.
    source_volume() { "forecast.csv, den tidens genomsnittliga timme", "forecast.csv, the mean hour of that time" }
    /// An observation that cannot be read.
    bad_observed(value) {
        "--observed {value}: skriv till exempel wait=210s, wait=180s..240s, share=75%@120s eller abandoned=8%",
        "--observed {value}: write for example wait=210s, wait=180s..240s, share=75%@120s or abandoned=8%"
    }
    /// A window that cannot be read.
    bad_when(value) {
        "--when {value}: skriv till exempel \"mon-fri 09:30-10:30\"",
        "--when {value}: write for example \"mon-fri 09:30-10:30\""
    }
    /// Nothing at that time.
    nothing() {
        "inget att räkna på: inga kontakter i prognosen den tiden, eller ingen kö med ett mål",
        "nothing to look at: no contacts in the forecast at that time, or no queue with a target"
    }
}

/// A value of what was observed.
pub fn value(language: Language, what: Observable, value: f64) -> String {
    match what {
        Observable::Wait if value.is_infinite() => "∞".to_owned(),
        Observable::Wait => words::wait(value),
        Observable::Share | Observable::Abandoned => words::percent(language, value),
    }
}

/// What was observed, in words.
pub fn observation(language: Language, one: &Observation) -> String {
    let number = |value: f64| match one.what {
        Observable::Wait => words::wait(value),
        _ => words::round_percent(language, value),
    };
    let (low, high) = (number(one.low), number(one.high));
    let text = match (one.what, one.high > one.low) {
        (Observable::Wait, true) => wait(language, low, high),
        (Observable::Wait, false) => wait_one(language, low),
        (Observable::Share, true) => share(language, low, high),
        (Observable::Share, false) => share_one(language, low),
        (Observable::Abandoned, true) => abandoned(language, low, high),
        (Observable::Abandoned, false) => abandoned_one(language, low),
    };
    match one.within {
        Some(wait) => within(language, text, words::wait(wait.get())),
        None => text,
    }
}

/// When, in words.
pub fn when(language: Language, window: &Window) -> String {
    let days: Vec<String> = window.weekdays.iter().map(|day| words::short_weekday(language, *day)).collect();
    let days = match days.as_slice() {
        [] => String::new(),
        [one] => format!("{one} "),
        [first, .., last] if is_run(window) => format!("{first}–{last} "),
        some => format!("{} ", words::list(language, some)),
    };
    days + &clock(language, words::clock(window.between.0), words::clock(window.between.1))
}

/// Whether the weekdays follow each other.
fn is_run(window: &Window) -> bool {
    window.weekdays.windows(2).all(|pair| pair[0].succ() == pair[1])
}
