//! What a capacity study says: people against volume, target and handle time, and what the answer rests on.

use crate::model::{Basis, Change, Grouping, Language, Per};

use super::{messages, words};

messages! {
    /// Title.
    title(centre) { "{centre}: hur många behövs, och vad bär de som finns?", "{centre}: how many are needed, and what do those there are carry?" }
    /// The volume is assumed, so that there is no yes or no.
    no_verdict(people) {
        "Var {people} rätt? Det går inte att svara ja eller nej på: antalet kontakter är antaget, ingen har räknat dem.",
        "Was {people} right? That cannot be answered with yes or no: the number of contacts is assumed, nobody has counted them."
    }
    /// The volume is told: the people it needs, and those there are.
    verdict(volume, people, there) {
        "{volume} kräver {people}; det finns {there}.",
        "{volume} need {people}; there are {there}."
    }
    /// The volume is told and nobody is employed.
    verdict_new(volume, people) { "{volume} kräver {people}.", "{volume} need {people}." }
    /// What the people carry.
    carries(people, volume, low, high, from, to) {
        "{people} bär {volume} (från {low} till {high} när en kontakt tar {from} till {to} i genomsnitt).",
        "{people} carry {volume} (from {low} to {high} when a contact takes {from} to {to} on average)."
    }
    /// What the people carry, at one handle time.
    carries_one(people, volume) { "{people} bär {volume}.", "{people} carry {volume}." }
    /// Where one more is needed.
    break_even(fewer, below, people, volume, more) {
        "Upp till {below} räcker {fewer}; över {volume} räcker inte {people}, då behövs {more}.",
        "Up to {below}, {fewer} suffice; above {volume}, {people} do not, and {more} are needed."
    }
    /// The busiest weekday.
    busiest_day(weekday, percent, volume) {
        "{weekday}ar ligger {percent} över en genomsnittlig dag: för att räcka även då får en genomsnittlig dag ha högst {volume}.",
        "{weekday}s are {percent} above a mean day: to suffice then too, a mean day may have at most {volume}."
    }
    /// Full-time people, range by handle time.
    full_time_range(low, high) { "{low} till {high} heltider", "{low} to {high} full-time people" }
    /// Full-time people.
    full_time(n) { "{n} heltider", "{n} full-time people" }
    /// Contacts a day.
    a_day(n) { "{n} kontakter om dagen", "{n} contacts a day" }
    /// Contacts an hour.
    an_hour(n) { "{n} kontakter i timmen", "{n} contacts an hour" }
    /// Seconds.
    seconds(n) { "{n} s", "{n} s" }
    /// Heading: what people carry.
    carried() { "Så mycket bär de", "What they carry" }
    /// Under that heading, over a day.
    carried_how(share, within, definition) {
        "Kontakter en dag som besvaras till {share} inom {within} över dagen ({definition}), för olika hanteringstid. På kontakter: så många samtidigt, i genomsnitt.",
        "Contacts on a day of which {share} are answered within {within} over the day ({definition}), for different handle times. On contacts: so many at a time, on average."
    }
    /// Under that heading, in a steady hour.
    carried_how_hour(share, within, definition) {
        "Kontakter i timmen, timme efter timme, som besvaras till {share} inom {within} ({definition}), för olika hanteringstid. På kontakter: så många samtidigt, i genomsnitt.",
        "Contacts an hour, hour after hour, of which {share} are answered within {within} ({definition}), for different handle times. On contacts: so many at a time, on average."
    }
    /// Column: full-time people.
    column_full_time() { "heltider", "full time" }
    /// Column: people on contacts.
    column_seats() { "på kontakter", "on contacts" }
    /// Column: presence.
    column_presence(low, high) { "närvaro {low}–{high}", "presence {low}–{high}" }
    /// Column: presence from high to low.
    column_presence_down(high, low) { "närvaro {high}–{low}", "presence {high}–{low}" }
    /// Column: the busiest hour too.
    column_peak() { "även i värsta timmen", "busiest hour too" }
    /// Column: contacts an hour.
    column_hour() { "i timmen", "an hour" }
    /// Column: contacts a day.
    column_day() { "om dagen", "a day" }
    /// Column: by formula.
    column_formula() { "enligt Erlang", "by Erlang" }
    /// Column: by simulation.
    column_played() { "simulerat", "simulated" }
    /// Column: mean wait, simulated.
    column_wait() { "medelväntan", "mean wait" }
    /// Heading: seats.
    seats() { "Formel mot simulering", "Formula against simulation" }
    /// Under that heading.
    seats_how() {
        "Samma volym räknad på två sätt. I timmen: ett jämnt flöde, timme efter timme. Om dagen: fördelat som prognosen. Simulerat: med osäkerhet på 95 %.",
        "The same volume worked out in two ways. An hour: an even flow, hour after hour. A day: falling as forecast. Simulated: with 95 % intervals."
    }
    /// How far the two are apart.
    apart(points) {
        "Formel och simulering skiljer sig som mest {points} procentenheter.",
        "Formula and simulation differ by {points} percentage points at most."
    }
    /// They are too far apart.
    apart_far(points) {
        "Formel och simulering skiljer sig {points} procentenheter, mer än 2: lita på simuleringen, formeln är en förenkling.",
        "Formula and simulation differ by {points} percentage points, more than 2: trust the simulation, the formula simplifies."
    }
    /// Heading: people needed.
    needed() { "Så många behövs", "How many are needed" }
    /// Under that heading.
    needed_how() {
        "Heltider för volymen, och inom parentes hur många samtidigt på kontakter.",
        "Full-time people for the volume, and in brackets how many at a time on contacts."
    }
    /// Column: volume.
    column_volume() { "kontakter", "contacts" }
    /// Heading: the curve at a volume.
    curve(volume) { "Från 70 till 95 %, vid {volume}", "From 70 to 95 %, at {volume}" }
    /// Under that heading.
    curve_how(overflow) {
        "Minsta antal på kontakter samtidigt, och heltider därav. Andelen som nås: enligt Erlang / simulerat. Knappvalen på tre sätt: alla svarar på allt; var grupp svarar på sitt och efter {overflow} svarar vem som helst; var grupp svarar bara på sitt.",
        "The fewest on contacts at a time, and full-time people for it. The share reached: by Erlang / simulated. Keypad choices in three ways: everybody answers everything; each group its own, and after {overflow} anybody; each group its own only."
    }
    /// Under that heading, with one group.
    curve_how_one() {
        "Minsta antal på kontakter samtidigt, och heltider därav. Andelen som nås: enligt Erlang / simulerat.",
        "The fewest on contacts at a time, and full-time people for it. The share reached: by Erlang / simulated."
    }
    /// Column: target.
    column_target() { "mål", "target" }
    /// Everybody answers everything.
    pooled() { "alla på allt", "everybody, everything" }
    /// Own group first.
    overflow() { "egen grupp först", "own group first" }
    /// Own group only.
    siloed() { "bara egen grupp", "own group only" }
    /// One step of the curve.
    step(from, to, grouping, more, people) {
        "Från {from} till {to}, {grouping}: {more} fler på kontakter, {people} heltider till.",
        "From {from} to {to}, {grouping}: {more} more on contacts, {people} full-time people more."
    }
    /// Heading: levers.
    levers(people) { "Vad som flyttar svaret, med {people}", "What moves the answer, with {people}" }
    /// Column: what is changed.
    column_change() { "om i stället", "if instead" }
    /// Column: what is then carried.
    column_then() { "bär de", "they carry" }
    /// Column: the difference.
    column_difference() { "skillnad", "difference" }
    /// A handle time.
    change_handle_time(seconds) { "en kontakt tar {seconds} s", "a contact takes {seconds} s" }
    /// A presence.
    change_presence(share) { "närvaron är {share}", "presence is {share}" }
    /// Nobody hangs up.
    change_patience_none() { "ingen lägger på", "nobody hangs up" }
    /// A patience.
    change_patience(seconds) { "de lägger på efter {seconds} s i genomsnitt", "they hang up after {seconds} s on average" }
    /// A target.
    change_target(share) { "målet är {share}", "the target is {share}" }
    /// The busiest hour.
    change_peak() { "målet ska nås även i värsta timmen", "the target is to hold in the busiest hour too" }
    /// Silos.
    change_siloed() { "var grupp svarar bara på sitt", "each group answers its own only" }
    /// Heading: mismatches.
    mismatches() { "Uppgifter som inte går ihop", "Figures that do not agree" }
    /// A mismatch of a year.
    mismatch_year(what, told, forecast, days, from, to, whole) {
        "{what}: uppgivet är {told} om året, och prognosen har {forecast} om dagen. Det går ihop bara om året har {days} öppna dagar; det har {from}–{to}, och då blir det {whole} om dagen. Räkningen följer prognosen.",
        "{what}: {told} a year is stated, and the forecast has {forecast} a day. They agree only if the year has {days} open days; it has {from}–{to}, and then it is {whole} a day. The study follows the forecast."
    }
    /// A mismatch of a day or a week.
    mismatch(what, told, per, forecast) {
        "{what}: uppgivet är {told} {per}, och prognosen har {forecast}. Räkningen följer prognosen.",
        "{what}: {told} {per} is stated, and the forecast has {forecast}. The study follows the forecast."
    }
    /// A day.
    per_day() { "om dagen", "a day" }
    /// A week.
    per_week() { "i veckan", "a week" }
    /// A year.
    per_year() { "om året", "a year" }
    /// Heading: assumptions.
    rests_on() { "Svaret vilar på", "The answer rests on" }
    /// Presence.
    rests_presence() { "Närvaro", "Presence" }
    /// Presence assumed.
    source_presence(files) {
        "antagande: semester 25–32 dagar av 250 (10–13 %), sjukfrånvaro 5,9 %, utbildning, möten och annat 8–15 %; {files}",
        "assumed: leave of 25–32 days out of 250 (10–13 %), sick leave 5.9 %, training, meetings and other 8–15 %; {files}"
    }
    /// What the files leave of the hours.
    files_leave(share) {
        "filernas egen vecka har {share} efter frånvaro och betalda pauser, före möten och utbildning",
        "the week in the files has {share} after absences and paid breaks, before meetings and training"
    }
    /// There are no hours in the files.
    files_none() { "filerna har inga timmar att jämföra med", "the files have no hours to compare with" }
    /// Handle time.
    rests_handle_time() { "Hanteringstid", "Handle time" }
    /// Handle time from the files.
    source_handle_time() {
        "centre.toml och forecast.csv; prövat 20 % kortare och längre",
        "centre.toml and forecast.csv; tried 20 % shorter and longer"
    }
    /// Volume.
    rests_volume() { "Volym", "Volume" }
    /// Volume from the files.
    source_volume() { "forecast.csv, en genomsnittlig dag", "forecast.csv, a mean day" }
    /// Volume from the files, with a told range.
    source_volume_told() { "forecast.csv, en genomsnittlig dag; lägst och högst enligt uppgifterna om centret", "forecast.csv, a mean day; lowest and highest as stated about the centre" }
    /// Volume assumed.
    source_volume_assumed() { "antagande: forecast.csv, men ingen har räknat kontakterna", "assumed: forecast.csv, but nobody has counted the contacts" }
    /// The command line.
    source_asked() { "angivet på kommandoraden", "given on the command line" }
    /// Patience.
    rests_patience() { "Tålamod", "Patience" }
    /// Patience of so long.
    patience(seconds) { "i genomsnitt {seconds} s, sedan läggs på", "{seconds} s on average, then they hang up" }
    /// No patience.
    patience_none() { "ingen lägger på", "nobody hangs up" }
    /// From the files.
    source_files() { "centre.toml", "centre.toml" }
    /// Hours.
    rests_hours() { "Timmar", "Hours" }
    /// Contract hours against opening hours.
    hours(full_time, open) {
        "en heltid har {full_time} h när det är öppet {open} h",
        "a full-time person has {full_time} h when it is open {open} h"
    }
    /// Contracts and opening.
    source_hours() { "agents.csv och öppettiderna, frånvaro ej avdragen", "agents.csv and the opening hours, absences not deducted" }
    /// Posts.
    rests_posts() { "Inte på kontakter", "Not on contacts" }
    /// People at posts and on letters.
    posts(posts, letters) {
        "{posts} i reception och liknande, {letters} på e-post och webb, i genomsnitt när det är öppet",
        "{posts} at the reception and the like, {letters} on e-mail and web, on average while open"
    }
    /// Overflow.
    rests_overflow() { "Över till vem som helst", "On to anybody" }
    /// Overflow after.
    overflow_after(seconds) { "efter {seconds} s", "after {seconds} s" }
    /// Assumed.
    source_assumed() { "antagande: ingen uppgift", "assumed: nothing stated" }
    /// Groups.
    rests_groups() { "Grupper", "Groups" }
    /// The centre's queues as groups.
    groups_of_files(n, names) { "{n}: {names}", "{n}: {names}" }
    /// Equal groups.
    groups_asked(n) { "{n} lika stora", "{n} of equal size" }
    /// The model.
    rests_model() { "Räknat så", "How it is counted" }
    /// The model of a day.
    model_day() {
        "lika många på kontakter hela dagen; ett genomsnitt som 7,5 är 7 halva tiden och 8 halva",
        "as many on contacts all day; an average such as 7.5 is 7 half of the time and 8 the other half"
    }
    /// The source of the model.
    source_model() { "förenkling; bemanna plan lägger veckan person för person", "simplification; bemanna plan lays the week person by person" }
    /// Column: what.
    column_what() { "vad", "what" }
    /// Column: value.
    column_value() { "värde", "value" }
    /// Column: source.
    column_source() { "källa", "source" }
    /// A fact marked as assumed.
    assumed() { "antaget", "assumed" }
    /// A fact that is known.
    known() { "uppgift", "stated" }
    /// A value of the files.
    in_files() { "enligt filerna", "in the files" }
    /// A value of the command line.
    asked() { "angivet", "given" }
    /// Column: certainty.
    column_certainty() { "säkerhet", "certainty" }
    /// Axis: contacts a day.
    axis_contacts() { "kontakter om dagen", "contacts a day" }
    /// Axis: contacts an hour.
    axis_contacts_hour() { "kontakter i timmen", "contacts an hour" }
    /// Axis: full-time people.
    axis_people() { "heltider", "full-time people" }
    /// Axis: people on contacts.
    axis_seats() { "på kontakter samtidigt", "on contacts at a time" }
    /// Nothing can be sized.
    nothing() {
        "inget att räkna på: ingen kö där någon väntar har både kontakter i prognosen och ett mål",
        "nothing to size: no queue in which somebody waits has both contacts in the forecast and a target"
    }
    /// Where the files are.
    written(folder) { "Tabellerna och bilden ligger i {folder}; öppna capacity.html", "The tables and the picture are in {folder}; open capacity.html" }
}

/// Contacts a day or an hour.
pub fn volume(language: Language, is_hour: bool, contacts: f64) -> String {
    let number = words::number(language, contacts, 0);
    if is_hour { an_hour(language, number) } else { a_day(language, number) }
}

/// Full-time people, with a decimal only where they are not whole.
pub fn people(language: Language, people: f64) -> String {
    full_time(language, number_of_people(language, people))
}

/// A number of people with a decimal only where it is not whole.
pub fn number_of_people(language: Language, people: f64) -> String {
    let is_whole = (people - people.round()).abs() < 0.05;
    words::number(language, people, usize::from(!is_whole))
}

/// What is changed.
pub fn change(language: Language, change: Change) -> String {
    let share = |share: f64| words::round_percent(language, share);
    match change {
        Change::HandleTime(seconds) => change_handle_time(language, words::number(language, seconds, 0)),
        Change::Presence(presence) => change_presence(language, share(presence)),
        Change::Patience(seconds) if seconds.is_infinite() => change_patience_none(language),
        Change::Patience(seconds) => change_patience(language, words::number(language, seconds, 0)),
        Change::Target(target) => change_target(language, share(target)),
        Change::BusiestHour => change_peak(language),
        Change::Siloed => change_siloed(language),
    }
}

/// Who answers whom.
pub fn grouping(language: Language, grouping: Grouping) -> String {
    match grouping {
        Grouping::Pooled => pooled(language),
        Grouping::Overflow => overflow(language),
        Grouping::Siloed => siloed(language),
    }
}

/// In how long.
pub fn per(language: Language, per: Per) -> String {
    match per {
        Per::Day => per_day(language),
        Per::Week => per_week(language),
        Per::Year => per_year(language),
    }
}

/// The source of a value that the files have if nothing else is asked.
pub fn source(language: Language, basis: Basis, of_files: String) -> String {
    match basis {
        Basis::Files => of_files,
        Basis::Asked => source_asked(language),
        Basis::Assumed => source_assumed(language),
    }
}
