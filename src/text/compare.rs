//! Plans side by side, as a manager reads them.

use crate::model::{EffectOn, End, Language, Status};

use super::messages;

messages! {
    /// Title.
    title(centre) { "{centre}: som det är, och som det kunde vara", "{centre}: as it is, and as it might be" }
    /// The centre as it is.
    as_is() { "Som det är", "As it is" }
    /// The verdict on one what-if.
    verdict(name, people, more, hours, more_hours) {
        "{name}: {people} personer i arbete ({more}), {hours} betalda timmar i veckan ({more_hours}).",
        "{name}: {people} people at work ({more}), {hours} paid hours a week ({more_hours})."
    }
    /// No difference.
    none() { "lika", "the same" }
    /// More people.
    more_people(n) { "{n} fler", "{n} more" }
    /// Fewer people.
    fewer_people(n) { "{n} färre", "{n} fewer" }
    /// More hours.
    more_hours(n) { "{n} mer", "{n} more" }
    /// Fewer hours.
    fewer_hours(n) { "{n} mindre", "{n} less" }
    /// What broke first, of service.
    broke(name, queue, when, found, goal) {
        "{name}: längst från sitt mål är {queue} {when}: {found}, målet är {goal}.",
        "{name}: furthest from its target is {queue} {when}: {found}, the target is {goal}."
    }
    /// All promises kept.
    holds(name) { "{name}: varje mål nås.", "{name}: every target is met." }
    /// Not settled.
    unsettled(name, n) { "{name}: {n} mål är för nära gränsen för att avgöra.", "{name}: {n} targets are too close to call." }
    /// Contacts that nobody can serve.
    nobody(name, n) {
        "{name}: {n} kontakter i veckan kommer när ingen på kontakter kan ta dem.",
        "{name}: {n} contacts a week come when nobody on contacts can take them."
    }
    /// Rules broken by a roster that is kept.
    breaks(name, n) {
        "{name}: schemat som behålls bryter {n} regler; ”bemanna check” säger vilka.",
        "{name}: the roster that is kept breaks {n} rules; “bemanna check” says which."
    }
    /// Rules broken by a roster that is planned, where hard facts contradict each other.
    relaxed(name, n) {
        "{name}: hårda villkor går inte ihop, så schemat bryter {n} regler; ”bemanna plan --scenario” säger vilka villkor.",
        "{name}: hard facts contradict each other, so the roster breaks {n} rules; “bemanna plan --scenario” says which facts.",
    }
    /// Overtime, in hours.
    overtime_told(hours) { "Övertid och mertid: {hours} timmar i veckan.", "Overtime and extra hours: {hours} hours a week." }
    /// Overtime, in hours and kronor.
    overtime_paid(hours, kronor) {
        "Övertid och mertid: {hours} timmar och {kronor} kr i veckan i lön, utöver den avtalade tidens.",
        "Overtime and extra hours: {hours} hours and {kronor} kr a week in pay, on top of that for contract hours.",
    }
    /// Heading: side by side.
    side_by_side() { "Sida vid sida", "Side by side" }
    /// Under that heading.
    side_by_side_how() {
        "Varje kolumn är en hel plan, kontrollerad mot reglerna och spelad mot slumpad efterfrågan. Där schemat behålls är ingenting bevisat.",
        "Each column is a whole plan, checked against the rules and played against random demand. Where the roster is kept nothing is proven."
    }
    /// Row.
    people() { "personer i arbete", "people at work" }
    /// Row.
    bound() { "bevisat behövs minst", "proven to need at least" }
    /// Row.
    status() { "status", "status" }
    /// Row.
    roster() { "schema", "roster" }
    /// A roster planned anew.
    planned() { "nytt", "new" }
    /// A roster kept.
    kept() { "behålls", "kept" }
    /// A roster put right.
    put_right() { "ändras lite", "put right" }
    /// A what-if with nobody moved.
    unmoved(name) { "{name}, ingen flyttas", "{name}, nobody moved" }
    /// A what-if with people moved.
    moved(name) { "{name}, folk flyttas", "{name}, people moved" }
    /// The lower end of what is assumed.
    first_end(name) { "{name}, lågt", "{name}, low" }
    /// The upper end of what is assumed.
    second_end(name) { "{name}, högt", "{name}, high" }
    /// How many days change, and how many shifts.
    changed(days, shifts) {
        "Ändrade arbetsdagar: {days}; av dem får {shifts} en annan passtid, resten bara raster och uppgifter på andra tider.",
        "Working days changed: {days}; of them {shifts} get another shift time, the rest only breaks and tasks at other times.",
    }
    /// Nobody is moved.
    nobody_helps() {
        "Att flytta folk hjälper inte: inga andra raster, passtider, uppgifter eller inkallade ger mer.",
        "Moving people does not help: no other breaks, shift times, tasks or people called in give more.",
    }
    /// Who knows a queue, and where they are.
    who_knows(queue, date, who) { "{queue} kan, {date}: {who}.", "{queue}, {date}, is known by: {who}." }
    /// On contacts so long.
    on_contacts(hours) { "på kontakter {hours} timmar", "on contacts {hours} hours" }
    /// At work otherwise.
    elsewhere() { "i arbete med annat", "at work on something else" }
    /// Not at work.
    free() { "ledig", "free" }
    /// How many are called in.
    called(n) { "Inkallade på övertid: {n}.", "Called in on overtime: {n}." }
    /// Notice of changes.
    notice(limit, source) {
        "Ändrade passtider ska annars meddelas i förväg ({limit}, {source}); här är de en följd av det oväntade och görs upp med den det gäller.",
        "Other shift times are otherwise to be told in advance ({limit}, {source}); here they follow from the unexpected and are agreed with whoever it is.",
    }
    /// Answered in time: more.
    more_in_time(name, low, high) {
        "{name}: {low} till {high} procentenheter fler besvaras i tid.",
        "{name}: {low} to {high} points more are answered in time.",
    }
    /// Answered in time: fewer.
    fewer_in_time(name, low, high) {
        "{name}: {low} till {high} procentenheter färre besvaras i tid.",
        "{name}: {low} to {high} points fewer are answered in time.",
    }
    /// Answered in time: as many.
    no_difference(name) {
        "{name}: ingen säker skillnad i andelen som besvaras i tid.",
        "{name}: no certain difference in the share answered in time.",
    }
    /// Heading: who is moved.
    who_moves(name) { "Vem som flyttas: {name}", "Who is moved: {name}" }
    /// Under that heading.
    who_moves_how() {
        "Allt annat i schemat står kvar. Kontrollerat mot reglerna, dygnsvilan före och efter inräknad.",
        "All else in the roster stays. Checked against the rules, rest before and after included.",
    }
    /// One person's day.
    moved_day(date, who, changes) { "{date}, {who}: {changes}", "{date}, {who}: {changes}" }
    /// Called in from reserve.
    from_reserve() { "från reserv till arbete", "from reserve to work" }
    /// Another shift.
    other_shift(before, after) { "passet {before} blir {after}", "shift {before} becomes {after}" }
    /// A shift on a free day.
    comes(after) { "kommer in {after}, annars ledig", "comes in {after}, free otherwise" }
    /// A shift on a free day, as overtime.
    comes_on_overtime(after) { "kallas in {after} på övertid, annars ledig", "is called in {after} on overtime, free otherwise" }
    /// A free day instead of a shift.
    goes(before) { "passet {before} utgår", "shift {before} falls away" }
    /// A break at another time.
    other_pause(what, before, after) { "{what} {before} blir {after}", "{what} {before} becomes {after}" }
    /// Something that falls away.
    dropped(what, when) { "{what} {when} utgår", "{what} {when} falls away" }
    /// Something new.
    added(what, when) { "{what} {when} tillkommer", "{what} {when} is new" }
    /// Heading: what is left of service.
    left(name) { "Vad som är kvar av servicen de dagar det gäller: {name}", "What is left of service on the days that count: {name}" }
    /// Under that heading.
    left_how() {
        "Som det är en vanlig vecka, med schemat som det ligger, och när folk flyttas.",
        "As it is in an ordinary week, with the roster as it stands, and with people moved.",
    }
    /// Column.
    nobody_moved() { "ingen flyttas", "nobody moved" }
    /// Column.
    people_moved() { "folk flyttas", "people moved" }
    /// Column.
    column_target() { "mål", "target" }
    /// Row.
    overtime() { "övertid och mertid, timmar i veckan", "overtime and extra hours a week" }
    /// Row.
    hours() { "betalda timmar i veckan", "paid hours a week" }
    /// Row.
    full_time() { "heltider i arbete", "full-time people at work" }
    /// Row.
    supplements() { "OB-tillägg, kr på 52 sådana veckor", "supplements, kr in 52 such weeks" }
    /// Row.
    kronor() { "kronor på 52 sådana veckor", "kronor in 52 such weeks" }
    /// Row.
    targets() { "mål som nås", "targets met" }
    /// Some of all.
    of(some, all) { "{some} av {all}", "{some} of {all}" }
    /// Row.
    evenings() { "kvällar i veckan", "evenings a week" }
    /// Row.
    most_evenings() { "flest kvällar för en person", "most evenings for one person" }
    /// Row.
    rest() { "kortaste vila mellan pass, timmar", "shortest rest between shifts, hours" }
    /// Row.
    alone() { "timmar då en köns kunskap hänger på en person", "hours when a queue hangs on one person" }
    /// Row.
    unserved() { "kontakter utan någon som kan", "contacts with nobody who can" }
    /// Row.
    missing() { "halvtimmar där folk fattas", "half-hours short of people" }
    /// Heading: what a what-if does to service.
    effects(name) { "Vad ”{name}” gör med servicen", "What “{name}” does to service" }
    /// Under that heading.
    effects_how(replications) {
        "Samma slumpade kontakter i båda planerna, {replications} gånger, i de timmar då båda har kontakter. Intervallen håller tillsammans med 95 %; där de rymmer noll kallas skillnaden inte bättre eller sämre.",
        "The same random contacts in both plans, {replications} times, in the hours when both have contacts. The intervals hold together with 95 %; where they span zero the difference is not called better or worse."
    }
    /// Column.
    column_queue() { "kö", "queue" }
    /// Column.
    column_what() { "mått", "measure" }
    /// Column.
    column_difference() { "skillnad", "difference" }
    /// Column.
    column_verdict() { "slutsats", "conclusion" }
    /// All queues.
    all_queues() { "alla köer", "all queues" }
    /// Better.
    better() { "bättre", "better" }
    /// Worse.
    worse() { "sämre", "worse" }
    /// Not to be told from chance.
    chance() { "ingen säker skillnad", "no certain difference" }
    /// Queues left out.
    more(n) { "och {n} rader till i compare.json", "and {n} more rows in compare.json" }
    /// Measure.
    in_time() { "besvarade i tid", "answered in time" }
    /// Measure.
    mean_wait() { "medelväntan", "mean wait" }
    /// Measure.
    abandoned() { "ger upp", "give up" }
    /// Points of per cent.
    points(n) { "{n} procentenheter", "{n} points" }
    /// Where the files are.
    written(folder) { "Jämförelsen finns i {folder}.", "The comparison is in {folder}." }
    /// No what-if named.
    nothing() {
        "ange minst en fil med ett scenario, t.ex. bemanna compare minkommun kvall",
        "name at least one what-if, for example bemanna compare mycentre evening"
    }
    /// What a year is.
    year() { "ett år", "a year" }
    /// A year in weeks.
    year_value() { "52 veckor som den planerade", "52 weeks like the one planned" }
    /// Where that comes from.
    year_source() { "antagande: årets veckor är olika", "assumption: the weeks of a year differ" }
    /// What a what-if says.
    what_if(name) { "scenario ”{name}”", "what-if “{name}”" }
    /// Where it comes from.
    what_if_source() { "scenariots fil", "the what-if's file" }
}

/// A name with which end of what is assumed it is about.
pub fn at_end(language: Language, end: End, name: String) -> String {
    match end {
        End::Only => name,
        End::Low => first_end(language, name),
        End::High => second_end(language, name),
    }
}

/// A status in a table.
pub fn status_word(language: Language, status: Status) -> &'static str {
    let words = match status {
        Status::Proven => ["bevisat", "proven"],
        Status::Closed => ["avgjort", "closed"],
        Status::Feasible => ["räcker", "feasible"],
        Status::Undecided => ["osäkert", "undecided"],
        Status::Short => ["folk fattas", "short"],
        Status::Relaxed => ["går inte ihop", "relaxed"],
    };
    words[usize::from(language == Language::English)]
}

/// The name of a measure.
pub fn measure(language: Language, on: EffectOn) -> String {
    match on {
        EffectOn::InTime => in_time(language),
        EffectOn::MeanWait => mean_wait(language),
        EffectOn::Abandoned => abandoned(language),
    }
}
