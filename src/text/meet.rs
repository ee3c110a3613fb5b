//! Whether a whole group can meet, in words: when, who answers meanwhile, and what becomes of those who call.

use crate::model::{Channel, Cover, Language};

use super::messages;

messages! {
    /// Title.
    title(centre) { "{centre}: kan hela gruppen träffas?", "{centre}: can the whole group meet?" }
    /// The verdict: a time when everything is closed.
    yes_closed(there, when) {
        "Ja: {there} kan träffas {when}, utan att någon som ringer märker det.",
        "Yes: {there} can meet {when}, without any caller noticing."
    }
    /// The verdict: a time in opening hours.
    yes_open(there, when, cover, callers, contacts) {
        "Ja: {there} kan träffas {when}, om {cover}. Av {contacts} kontakter blir då {callers} inte hjälpta i tid.",
        "Yes: {there} can meet {when}, if {cover}. Of {contacts} contacts {callers} are then not helped in time."
    }
    /// The verdict: no time.
    no(lengths) {
        "Nej: ingen tid i månaden går. Varje tid på {lengths} minuter lämnar något tomt eller bryter en regel; orsakerna står under ”Det som inte går”.",
        "No: no time in the month works. Every slot of {lengths} minutes leaves something empty or breaks a rule; the reasons stand under “What does not work”."
    }
    /// All of the group.
    all_of(n) { "alla {n}", "all {n}" }
    /// Some of the group.
    some_of(n, all) { "{n} av {all}", "{n} of {all}" }
    /// The best while closed.
    best_closed(when, also, hours, kronor, rest) {
        "Utanför öppettid är {when} bäst{also}. Det tar {hours} timmars arbete utöver schemat{kronor}, och kortaste vilan blir {rest}.",
        "Outside opening hours {when} is best{also}. It takes {hours} hours of work beyond the roster{kronor}, and the shortest rest is {rest}."
    }
    /// Other dates as good, part of a sentence.
    as_good(dates) { " (lika bra {dates})", " (as good {dates})" }
    /// Right after closing.
    after_closing(when, rule, names) {
        "Direkt efter stängning går inte: {when} bryts ”{rule}” för {names}.",
        "Right after closing does not work: {when} “{rule}” is broken for {names}."
    }
    /// What would mend it.
    after_a_break() {
        "De behöver en rast först, eller en senare lunch den dagen.",
        "They need a break first, or a later lunch that day."
    }
    /// What the time of the verdict takes.
    it_takes(hours, kronor, rest) {
        "Det tar {hours} timmars arbete utöver schemat{kronor}, och kortaste vilan blir {rest}.",
        "It takes {hours} hours of work beyond the roster{kronor}, and the shortest rest is {rest}."
    }
    /// The other dates on which it is as good.
    others_as_good(dates) { "Lika bra: {dates}.", "As good: {dates}." }
    /// None while closed.
    none_closed() {
        "Utanför öppettid går ingen tid: regler om vila och raster bryts.",
        "Outside opening hours no time works: rules on rest and breaks are broken."
    }
    /// The best in two halves.
    best_halves(when, contacts, callers) {
        "Hälften i taget går inom öppettid, bäst {when}: av {contacts} kontakter blir {callers} fler än annars inte hjälpta i tid.",
        "One half at a time works in opening hours, best {when}: of {contacts} contacts {callers} more than otherwise are not helped in time."
    }
    /// None in two halves.
    none_halves() {
        "Hälften i taget går inte någon gång: något står tomt, eller en rast uteblir.",
        "One half at a time works at no time: something stands empty, or a break is lost."
    }
    /// The best all at once while open.
    best_at_once(when, cover, contacts, callers) {
        "Alla på en gång inom öppettid är bäst {when}, om {cover}: av {contacts} kontakter blir {callers} inte hjälpta i tid.",
        "All at once in opening hours is best {when}, if {cover}: of {contacts} contacts {callers} are not helped in time."
    }
    /// The switchboard in that slot.
    with_switchboard(messages) {
        "Tar växeln samtalen i stället får alla svar direkt, men {messages} lämnar meddelande och ska ringas upp.",
        "If the switchboard takes the calls instead, everybody is answered at once, but {messages} leave a message and are to be called back."
    }
    /// None all at once while open.
    none_at_once() {
        "Alla på en gång inom öppettid går inte någon gång, vem som än svarar.",
        "All at once in opening hours works at no time, whoever answers."
    }
    /// Without anybody to answer.
    nobody_answers(empty, when, unanswered, contacts) {
        "Inom öppettid utan någon som svarar: förkastas, {empty}. Till och med {when} blir {unanswered} av {contacts} kontakter utan svar eller för sent besvarade.",
        "In opening hours with nobody to answer: rejected, {empty}. Even {when} {unanswered} of {contacts} contacts get no answer or a late one."
    }
    /// Open days without a roster.
    unknown_days(days) {
        "{days} är öppna men schemat för dem är inte känt, så de är inte med.",
        "{days} are open, but their roster is not known, so they are left out."
    }
    /// In kronor, part of a sentence.
    kronor(amount) { " ({amount} kr)", " ({amount} kr)" }
    /// A length of rest.
    rest(hours) { "{hours} timmar", "{hours} hours" }
    /// No rest nearby.
    no_rest() { "ingen arbetsdag intill", "no working day beside it" }
    /// Mean and interval.
    range(mean, low, high) { "{mean} ({low}–{high})", "{mean} ({low}–{high})" }
    /// Mean and interval that reaches below nothing.
    range_signed(mean, low, high) { "{mean} ({low} till {high})", "{mean} ({low} to {high})" }
    /// Heading: outside opening hours.
    heading_closed() { "Utanför öppettid", "Outside opening hours" }
    /// Under it.
    how_closed() {
        "De bästa tiderna när allt är stängt, och den bästa efter kl. 12 eller före om ingen sådan är bland dem: ingen som ringer berörs, men tiden är arbetstid. Först färst som kommer in bara för mötet, sedan minst tid. Timmar för alla tillsammans; dagar: så många i månaden som är lika bra.",
        "The best times when everything is closed, and the best after noon or before it if none of those is among them: no caller is touched, but the time is working time. First the fewest who come in only for it, then the least time. Hours are of all together; days: so many of the month are as good."
    }
    /// Heading: two halves.
    heading_halves() { "Inom öppettid, hälften i taget", "In opening hours, one half at a time" }
    /// Under it.
    how_halves() {
        "Två möten efter varandra; den andra hälften arbetar. Chefen är med på båda.",
        "Two meetings, one after the other; the other half works. The manager is at both."
    }
    /// Heading: all at once.
    heading_at_once() { "Inom öppettid, alla på en gång", "In opening hours, all at once" }
    /// Under it.
    how_at_once() {
        "Så många fler än annars blir utan hjälp i tid, efter vem som svarar. Växeln svarar alla och tar emot meddelanden: ingenting är löst, så även de räknas.",
        "So many more than otherwise are not helped in time, by who answers. The switchboard answers everybody and takes messages: nothing is solved, so these count too."
    }
    /// Heading: one slot, every cover.
    heading_covers(when) { "Vem som svarar: {when}", "Who answers: {when}" }
    /// Under it.
    how_covers(contacts, days) {
        "{contacts} kontakter väntas. Skillnaden mot samma dag utan möte, på samma slumpade kontakter, {days} gånger. Intervallen för alla tider som prövats så håller tillsammans med 95 %.",
        "{contacts} contacts are expected. The difference from the same day without a meeting, on the same random contacts, {days} times. The intervals of all slots judged so hold together with 95 %."
    }
    /// Heading: the month.
    heading_month(minutes) { "Månaden, möten på {minutes} minuter", "The month, meetings of {minutes} minutes" }
    /// Under it.
    how_month() {
        "En ruta för varje dag och klockslag då mötet börjar, efter det bästa sättet. Grönt: stängt, ingen berörs. Blått: öppet, mörkare ju fler som inte blir hjälpta i tid. Rött: går inte.",
        "A square for each day and the time at which the meeting begins, by its best way. Green: closed, nobody is touched. Blue: open, the darker the more are not helped in time. Red: does not work."
    }
    /// Key of the picture.
    key_closed() { "stängt: ingen berörs", "closed: nobody is touched" }
    /// Key of the picture.
    key_none() { "öppet: ingen blir utan hjälp", "open: nobody goes without help" }
    /// Key of the picture.
    key_from(n) { "minst {n}", "at least {n}" }
    /// Key of the picture.
    key_rejected() { "går inte", "does not work" }
    /// Heading: what does not work.
    heading_rejected() { "Det som inte går", "What does not work" }
    /// Under it.
    how_rejected() {
        "Tider i månaden som faller på varje orsak, och en av dem. En tid kan falla på flera, och ändå gå på annat sätt.",
        "Slots of the month that fail for each reason, and one of them. A slot may fail for several, and still work another way."
    }
    /// Column.
    column_when() { "tid", "time" }
    /// Column.
    column_days() { "dagar", "days" }
    /// Column.
    column_cover() { "svarar", "answers" }
    /// Column.
    column_there() { "med", "there" }
    /// Column.
    column_contacts() { "kontakter", "contacts" }
    /// Column.
    column_unanswered() { "utan svar", "no answer" }
    /// Column.
    column_late() { "för sent", "late" }
    /// Column.
    column_messages() { "meddelande", "message" }
    /// Column.
    column_unhelped() { "utan hjälp i tid", "not helped in time" }
    /// Column.
    column_extra() { "timmar utöver", "hours beyond" }
    /// Column.
    column_come_in() { "kommer in", "come in" }
    /// Column.
    column_wait() { "obetald väntan", "unpaid wait" }
    /// Column.
    column_rest() { "kortaste vila", "shortest rest" }
    /// Column.
    column_kronor() { "kronor", "kronor" }
    /// Column.
    column_verdict() { "utfall", "outcome" }
    /// Column.
    column_reason() { "orsak", "reason" }
    /// Column.
    column_slots() { "tider", "slots" }
    /// Column.
    column_example() { "till exempel", "for example" }
    /// Works.
    works() { "går", "works" }
    /// Queues that nobody knows meanwhile.
    nobody_knows(queues) { "ingen kan {queues}", "nobody knows {queues}" }
    /// A post stands empty.
    post_empty(post) { "{post} står tom", "{post} stands empty" }
    /// Nobody can come.
    nobody_there() { "ingen kan vara med", "nobody can be there" }
    /// A rule and how many break it.
    broken_for(rule, n) { "{rule} bryts för {n}", "{rule} is broken for {n}" }
    /// A rule.
    broken_rule(rule) { "{rule} bryts", "{rule} is broken" }
    /// Somebody's own limits.
    own_limits() { "egna begränsningar", "their own limits" }
    /// Letters put off.
    put_off(hours) {
        "{hours} timmar som var avsatta för e-post och webb skjuts upp.",
        "{hours} hours set aside for e-mail and the web are put off."
    }
    /// How long messages take.
    call_backs(messages, minutes) {
        "Växelns {messages} meddelanden ska ringas upp: omkring {minutes} minuters arbete efter mötet, om varje tar lika lång tid som samtalet. Det är inte inräknat.",
        "The switchboard's {messages} messages are to be called back: about {minutes} minutes of work after the meeting, if each takes as long as the call. That is not counted."
    }
    /// Dates that are left out of a list.
    and_more(dates, n) { "{dates} och {n} till", "{dates} and {n} more" }
    /// How many there, of all, in a table.
    there_of(n, all) { "{n}/{all}", "{n}/{all}" }
    /// Who is away.
    who_is_away(names) { "Borta då: {names}.", "Away then: {names}." }
    /// Basis: the group.
    group() { "gruppen", "the group" }
    /// Its value.
    group_value(n) { "alla {n} anställda; den som är borta räknas inte med", "all {n} employed; who is away does not count" }
    /// Its source.
    group_source() { "agents.csv och absences.csv", "agents.csv and absences.csv" }
    /// Basis: the month.
    month() { "månaden", "the month" }
    /// Its value when the roster covers it.
    month_known(from, to) { "{from}–{to}, hela med schema", "{from}–{to}, all of it with a roster" }
    /// Its value when the roster is read on.
    month_read_on(from, to, days) {
        "{from}–{to}; schemat är känt för {days} dagar, därefter läses samma veckodag på: samma pass, och samma personer borta där absences.csv inte säger något om veckan",
        "{from}–{to}; the roster is known for {days} days, after them the same weekday is read on: the same shifts, and the same people away where absences.csv says nothing of the week"
    }
    /// Its source.
    month_source() {
        "antagande; öppettider, helgdagar och inlagd frånvaro är kalenderns egna",
        "assumption; opening hours, holidays and absences entered are the calendar's own"
    }
    /// Basis: the roster.
    roster() { "schemat", "the roster" }
    /// Planned.
    roster_planned() { "som ”bemanna plan” gör det", "as “bemanna plan” makes it" }
    /// Given.
    roster_given() { "det som angavs", "the one given" }
    /// Source of a roster that is planned.
    roster_planned_source() { "ingen roster.csv angiven, och ingen i mappen plan", "no roster.csv given, and none in the folder plan" }
    /// Source of a roster that is given.
    roster_given_source() { "roster.csv", "roster.csv" }
    /// Basis: the slots.
    slots() { "tiderna", "the slots" }
    /// Their value.
    slots_value(n, lengths) {
        "{n}: möten på {lengths} minuter, varje halvtimme 06–22, alla dagar",
        "{n}: meetings of {lengths} minutes, every half-hour 06–22, all days"
    }
    /// Their source.
    slots_source(sorted, judged) {
        "simulering: {sorted} dagar för varje tid och sätt, {judged} nya dagar för de bästa",
        "simulation: {sorted} days for each slot and way, {judged} fresh days for the best"
    }
    /// Basis: the switchboard.
    switchboard() { "växeln", "the switchboard" }
    /// Its value.
    switchboard_value() { "svarar alla genast, tar meddelande, löser ingenting", "answers everybody at once, takes a message, solves nothing" }
    /// Its source.
    switchboard_source() {
        "antagande; att växeln svarar inom tre signaler är ett mål i Luleå (R41)",
        "assumption; that the switchboard answers within three rings is a target in Luleå (R41)"
    }
    /// Basis: the manager.
    manager() { "chefen", "the manager" }
    /// The manager's value.
    manager_value() {
        "en person som kan svara på allt, annars inte på kontakter; går till den bemanning som annars står tom",
        "one person who can answer everything, otherwise not on contacts; goes to a post that would stand empty"
    }
    /// Its source.
    manager_source() { "antagande", "assumption" }
    /// Basis: departments.
    departments() { "förvaltningarna", "the departments" }
    /// Their value.
    departments_value() { "en person från varje svarar på sina egna frågor", "one person from each answers its own questions" }
    /// Basis: the halves.
    halves() { "halvorna", "the halves" }
    /// Their value.
    halves_value() {
        "delade så att båda kan så mycket som möjligt; den som är i reserv svarar medan den andra hälften möts",
        "split so that both know as much as possible; who is in reserve answers while the other half meets"
    }
    /// Their source.
    halves_source() { "beräknat av kunskaperna i agents.csv", "computed from the skills in agents.csv" }
    /// Basis: working time.
    beyond() { "timmar utöver schemat", "hours beyond the roster" }
    /// Its value.
    beyond_value(minutes) {
        "mötestid utanför passen; väntan under {minutes} minuter är betald, längre är rast",
        "meeting time outside shifts; a wait under {minutes} minutes is paid, a longer one is a break"
    }
    /// Its source.
    beyond_source(set) { "regler: {set}; vila och raster granskade som i ”bemanna check”", "rules: {set}; rest and breaks judged as in “bemanna check”" }
    /// Certainty: computed.
    computed() { "beräknat", "computed" }
    /// Progress: ways to hold a meeting are played.
    playing(n) { "Spelar {n} sätt att hålla mötet", "Plays {n} ways to hold the meeting" }
    /// Where the files are.
    written(folder) { "Svaret finns i {folder}; öppna meet.html.", "The answer is in {folder}; open meet.html." }
    /// Help: the command.
    help() {
        "Kan hela gruppen träffas? Varje tid i månaden, vem som kan svara under tiden, och vad det kostar dem som ringer",
        "Can the whole group meet? Every slot of the month, who could answer meanwhile, and what it costs those who call"
    }
    /// Help: the roster.
    help_roster() { "Schemat (annars <mapp>/plan/roster.csv, och annars planeras ett)", "The roster (otherwise <folder>/plan/roster.csv, and otherwise one is planned)" }
    /// Help: the lengths.
    help_minutes() { "Mötets längd i minuter, flera med komma (annars 60,90)", "Length of the meeting in minutes, several with commas (otherwise 60,90)" }
    /// Help: the folder.
    help_out() { "Mapp för resultatet (annars <mapp>/meet)", "Folder for the result (otherwise <folder>/meet)" }
    /// Help: JSON.
    help_json() { "Skriv meet.json i stället för tabellerna", "Print meet.json instead of the tables" }
    /// A length that is none.
    bad_minutes(text) {
        "”{text}” är ingen längd; skriv minuter mellan 15 och 480 i steg om 15, t.ex. --minutes 60,90",
        "“{text}” is no length; write minutes between 15 and 480 in steps of 15, for example --minutes 60,90"
    }
}

/// Who answers, in a table.
pub fn cover(language: Language, cover: Cover) -> &'static str {
    let words = match cover {
        Cover::Nobody => ["ingen", "nobody"],
        Cover::Halves => ["andra hälften", "the other half"],
        Cover::Departments => ["förvaltningarna", "the departments"],
        Cover::Manager => ["chefen", "the manager"],
        Cover::Switchboard => ["växeln", "the switchboard"],
        Cover::Both => ["växel + chef", "switchboard + manager"],
    };
    words[usize::from(language == Language::English)]
}

/// Who answers, as part of a sentence.
pub fn if_covered(language: Language, cover: Cover) -> &'static str {
    let words = match cover {
        Cover::Nobody => ["ingen behöver svara", "nobody needs to answer"],
        Cover::Halves => ["halva gruppen möts i taget", "one half meets at a time"],
        Cover::Departments => {
            ["förvaltningarna svarar på sina egna frågor", "the departments answer their own questions"]
        }
        Cover::Manager => ["chefen svarar ensam", "the manager answers alone"],
        Cover::Switchboard => ["växeln tar emot meddelanden", "the switchboard takes messages"],
        Cover::Both => {
            ["växeln tar samtalen och chefen resten", "the switchboard takes calls and the manager the rest"]
        }
    };
    words[usize::from(language == Language::English)]
}

/// What it means that nobody answers a channel.
pub fn channel_empty(language: Language, channel: Channel) -> &'static str {
    let words = match channel {
        Channel::Phone => ["telefonen står tom", "nobody is on the phone"],
        Channel::Visit => ["ingen tar emot besök", "nobody receives visitors"],
        Channel::Video => ["ingen tar videosamtal", "nobody takes video meetings"],
        Channel::Chat => ["ingen svarar i chatten", "nobody answers the chat"],
        Channel::Email | Channel::Web => ["ingen svarar skriftligt", "nobody answers in writing"],
    };
    words[usize::from(language == Language::English)]
}
