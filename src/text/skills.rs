//! Skills: who covers what, what hangs on one person, and what to make of it.

use crate::model::{Language, Scenario, SkillSet};

use super::{messages, words};

messages! {
    /// Title of the page and the summary.
    title(centre, when, year) { "{centre} · kompetens {when}, {year}", "{centre} · skills {when}, {year}" }
    /// The command's help.
    help() {
        "HR:s vy: vem som täcker vilken kompetens, vad som hänger på en person, vad som händer när någon är borta",
        "HR's view: who covers which skill, what hangs on one person, what happens when somebody is away"
    }
    /// The optional roster argument.
    help_roster() {
        "Schemat som granskas; annars plan/roster.csv i mappen, och finns inget planeras ett",
        "The roster looked at; otherwise plan/roster.csv in the folder, and if there is none one is planned"
    }
    /// The --out option.
    help_out() { "Mapp för resultatet (annars <mapp>/skills)", "Folder for the result (otherwise <folder>/skills)" }
    /// The --anonymous option.
    help_anonymous() {
        "Utelämna namn och allt som gäller enskilda personer",
        "Leave out names and all that is about single persons"
    }
    /// The --json option.
    help_json() { "Skriv skills.json i stället för sammanfattningen", "Print skills.json instead of the summary" }
    /// Where the result lies.
    written(folder) {
        "Resultatet ligger i {folder}; öppna skills.html",
        "The result is in {folder}; open skills.html"
    }
    /// Which roster is looked at.
    uses(path) { "Schemat är {path}", "The roster is {path}" }

    /// A combination of skills.
    together(first, second) { "{first} + {second}", "{first} + {second}" }
    /// In place of a name.
    one_person() { "en person", "one person" }

    /// Heading: one skill hangs on one person.
    hangs_on(skill, person) { "{skill} hänger på {person}", "{skill} hangs on {person}" }
    /// Heading: several skills hang on one person each.
    hang_on_one(skills) { "{skills} hänger på en person var", "{skills} hang on one person each" }
    /// Heading: more skills than can be named.
    hang_on_one_many(n, skills) {
        "{n} kompetenser hänger på en person var, bland dem {skills}",
        "{n} skills hang on one person each, among them {skills}"
    }
    /// Heading: no skill hangs on one person, but some are at times without anybody.
    empty_at_times(skills) { "{skills} saknar stundtals någon på plats", "{skills} are at times without anybody" }
    /// Heading: no skill is fragile.
    all_well() { "Ingen kompetens hänger på en enda person", "No skill hangs on a single person" }

    /// Heading of the table of skills in the terminal.
    table() {
        "Kompetens: har den, timmar öppet, utan någon, med en ensam (skörast först):",
        "Skill: have it, hours open, with nobody, with one alone (most fragile first):"
    }
    /// A line of that table.
    line(name, holders, open, empty, alone) {
        "{name}: {holders} har den, öppet {open} h, ingen {empty} h, en ensam {alone} h",
        "{name}: {holders} have it, open {open} h, nobody {empty} h, one alone {alone} h"
    }
    /// More of the same.
    more(n) { "… och {n} till", "… and {n} more" }
    /// Somebody who is alone, and what leave and sickness would uncover.
    lone(skill, person, alone, contacts, worst, day, worst_contacts) {
        "{skill}: {person} är ensam {alone}; ledighet hela tiden lämnar {contacts} kontakter utan någon, en sjukdag som värst {worst} ({day}, {worst_contacts} kontakter)",
        "{skill}: {person} is alone for {alone}; leave throughout would leave {contacts} contacts without anybody, a sick day at worst {worst} ({day}, {worst_contacts} contacts)"
    }
    /// Minutes without anybody, and contacts expected then.
    empty_line(skill, minutes, contacts, list) {
        "{skill}: {minutes} utan någon, väntat {contacts} kontakter: {list}",
        "{skill}: {minutes} with nobody, {contacts} contacts expected: {list}"
    }
    /// A stretch with nobody.
    gap(when, why) { "{when} ({why})", "{when} ({why})" }
    /// Nobody has the skill.
    nobody_has_it() { "ingen har kompetensen", "nobody has the skill" }
    /// Everybody with it is absent.
    absent() { "alla som har den är frånvarande", "everybody who has it is absent" }
    /// Nobody with it works then.
    no_shift() { "ingen som har den arbetar då", "nobody who has it works then" }
    /// Who has it is busy.
    busy(person, activity) { "{person}: {activity}", "{person}: {activity}" }
    /// Who has it is busy, without a name.
    busy_anonymous(activity) { "{activity}", "{activity}" }
    /// A duration: hours and minutes.
    hours_minutes(hours, minutes) { "{hours} h {minutes} min", "{hours} h {minutes} min" }
    /// A duration: hours.
    hours(hours) { "{hours} h", "{hours} h" }
    /// A duration: minutes.
    minutes(minutes) { "{minutes} min", "{minutes} min" }

    /// A skill that nothing needs.
    not_needed(skill) {
        "Ingen kö och ingen post kräver kompetensen {skill}",
        "No queue and no post needs the skill {skill}"
    }
    /// A skill that is no longer valid.
    expired(person, skill, date) {
        "{skill} för {person} gällde till {date} och räknas inte",
        "{skill} of {person} was valid until {date} and does not count"
    }
    /// A skill that ends within the plan.
    expires(person, skill, date) {
        "{skill} för {person} gäller bara till {date}; planen räknar med den till sitt slut",
        "{skill} of {person} is valid until {date} only; the plan counts on it to its end"
    }
    /// A queue that nobody employed can serve.
    queue_not_served(queue, skills) {
        "Ingen anställd kan svara i kön {queue}: den kräver {skills}",
        "Nobody employed can serve the queue {queue}: it needs {skills}"
    }
    /// A post that nobody employed can man.
    post_not_served(post, skills) {
        "Ingen anställd kan bemanna platsen {post}: den kräver {skills}",
        "Nobody employed can man the post {post}: it needs {skills}"
    }
    /// A line of the training ledger.
    training(person, done, planned, deferred) {
        "{person}: {done} h utbildning i schemat av {planned} h, {deferred} h uppskjutet",
        "{person}: {done} h of training in the roster out of {planned} h, {deferred} h deferred"
    }
    /// The sum of the ledger.
    training_sum(done, planned, deferred) {
        "Utbildning: {done} h i schemat av {planned} h, {deferred} h uppskjutet",
        "Training: {done} h in the roster out of {planned} h, {deferred} h deferred"
    }
    /// What a cell of the heat map says.
    cell(when, needed, present, at_best) {
        "{when}: behövs {needed}, finns {present}, som bäst {at_best}",
        "{when}: needed {needed}, present {present}, at best {at_best}"
    }
    /// Where the files lie.
    files() { "Filer: skills.html (sidan), skills.xlsx, skills.json", "Files: skills.html (the page), skills.xlsx, skills.json" }

    /// Labels of the page and the workbook.
    label_coverage() { "Kompetens", "Skills" }
    /// How to read the heat map.
    label_coverage_how() {
        "Hur många med kompetensen som kan nås per halvtimme: på kontakter, eller på en plats som kräver den. 1/2 betyder att en finns där två behövs. Behovet är Erlang på köerna som kräver kompetensen, minst en så länge de är öppna; det är en vägledning, för den som svarar i en kö svarar oftast i flera. Rast, lunch och arbete på en annan plats räknas bort. Skörast först.",
        "How many with the skill can be reached in each half-hour: on contacts, or at a post that needs it. 1/2 means one is there where two are needed. The need is Erlang on the queues that need the skill, at least one while they are open; it is a guide, since who serves one queue mostly serves several. Breaks, lunch and work at another post are taken out. Most fragile first."
    }
    /// Column.
    label_skill() { "Kompetens", "Skill" }
    /// Column.
    label_holders() { "Har den", "Have it" }
    /// Column.
    label_open() { "Öppet, h", "Open, h" }
    /// Column.
    label_empty() { "Ingen, h", "Nobody, h" }
    /// Column.
    label_alone() { "En ensam, h", "One alone, h" }
    /// Column.
    label_needed() { "Behövs", "Needed" }
    /// Column.
    label_present() { "Finns", "Present" }
    /// Column.
    label_at_best() { "Som bäst", "At best" }
    /// Column.
    label_contacts() { "Kontakter", "Contacts" }
    /// Legend.
    key_none() { "ingen", "nobody" }
    /// Legend.
    key_one() { "en", "one" }
    /// Legend.
    key_two() { "två", "two" }
    /// Legend.
    key_more() { "tre eller fler", "three or more" }
    /// Heading.
    label_lone() { "Hänger på en person", "Hangs on one person" }
    /// How to read it.
    label_lone_how() {
        "När en enda person med kompetensen kan nås, och vad som blir utan om just den är borta. Kontakter är väntat antal enligt prognosen som kommer när ingen finns där; de som har tålamod väntar tills någon kommer.",
        "When only one person with the skill can be reached, and what is left without if just that person is away. Contacts are the expected number by the forecast that come while nobody is there; who has patience waits until somebody comes."
    }
    /// Column.
    label_person() { "Person", "Person" }
    /// Column.
    label_alone_time() { "Ensam", "Alone" }
    /// Column.
    label_leave() { "Ledig hela tiden: kontakter utan någon", "Leave throughout: contacts without anybody" }
    /// Column.
    label_sick() { "Värsta sjukdagen", "Worst sick day" }
    /// A sick day.
    sick_day(day, minutes, contacts) {
        "{day}: {minutes}, {contacts} kontakter",
        "{day}: {minutes}, {contacts} contacts"
    }
    /// Heading.
    label_gaps() { "Öppet utan någon", "Open with nobody" }
    /// Column.
    label_when() { "När och varför", "When and why" }
    /// Column.
    label_time() { "Tid", "Time" }
    /// Column.
    label_reason() { "Varför", "Why" }
    /// Column.
    label_date() { "Datum", "Date" }
    /// Column.
    label_from() { "Från", "From" }
    /// Column.
    label_to() { "Till", "To" }
    /// Heading.
    label_who() { "Vem kan vad", "Who can do what" }
    /// How to read it.
    label_who_how() {
        "Fylld punkt: den enda som har kompetensen.",
        "Ringed dot: the only one who has the skill."
    }
    /// Heading.
    label_oddities() { "Stämmer inte", "Does not fit" }
    /// Heading.
    label_training() { "Utbildning", "Training" }
    /// Column.
    label_planned() { "Planerat, h", "Planned, h" }
    /// Column.
    label_done() { "I schemat, h", "In the roster, h" }
    /// Column.
    label_deferred() { "Uppskjutet, h", "Deferred, h" }
    /// The page's foot.
    footer() {
        "Sidan innehåller personuppgifter. Skriv den med --anonymous för att utelämna dem.",
        "The page holds personal data. Write it with --anonymous to leave them out."
    }
    /// The page's foot without persons.
    footer_anonymous() { "Utan namn och utan sidor om enskilda.", "Without names and without pages about single persons." }
}

/// The name of a skill, or of several that are needed together.
pub fn name(language: Language, scenario: &Scenario, skills: SkillSet) -> String {
    let mut names = skills.iter().map(|skill| scenario.skills[skill.0].name.clone());
    let first = names.next().unwrap_or_default();
    names.fold(first, |all, one| together(language, all, one))
}

/// A length of time as "2 h", "45 min" or "2 h 45 min".
pub fn duration(language: Language, length: i32) -> String {
    match (length / 60, length % 60) {
        (0, rest) => minutes(language, rest),
        (whole, 0) => hours(language, words::number(language, f64::from(whole), 0)),
        (whole, rest) => hours_minutes(language, words::number(language, f64::from(whole), 0), rest),
    }
}
