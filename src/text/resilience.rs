//! A roster with people away: what is left, what it takes to put it right, and whom it hurts.

use super::messages;

messages! {
    /// Heading of the part.
    title() { "Om någon är borta", "If somebody is away" }
    /// How to read it.
    how(replications) {
        "Var och en borta hela tiden, en i taget. Först de andras rader som de står, sedan schemat lagat med få ändringar: tomma platser fyllda, raster och starter flyttade, folk ur reserven inkallade; inget planeras om. Båda simulerade på samma slumptal som schemat med alla på plats, {replications} gånger. Kontakter i tid gäller alla köer med mål tillsammans.",
        "Each away all through, one at a time. First the others' rows as they stand, then the roster put right by few changes: seats at posts filled, breaks and starts moved, people called in from reserve; nothing is planned anew. Both simulated on the same random numbers as the roster with everybody there, {replications} times. Contacts in time are of all queues with a target together."
    }
    /// Nobody's absence loses a target once the roster is put right.
    survives(n) {
        "Schemat klarar att vem som helst av de {n} är borta",
        "The roster survives any one of the {n} being away"
    }
    /// Some absences lose a target even when the roster is put right.
    breaks(losing, n) {
        "{losing} av {n} frånvaror fäller ett mål, också när schemat lagas",
        "{losing} of {n} absences lose a target, even with the roster put right"
    }
    /// What the roster delivers with everybody there.
    base(share, n, missed) {
        "Med alla på plats: {share} av kontakterna i tid, {missed} av {n} mål missade",
        "With everybody there: {share} of contacts in time, {missed} of {n} targets missed"
    }
    /// How many absences lose a target before and after.
    count(unrepaired, repaired, n) {
        "Av {n} frånvaror fäller {unrepaired} ett mål eller lämnar en plats tom om inget görs, {repaired} när schemat lagats",
        "Of {n} absences {unrepaired} lose a target or leave a post empty if nothing is done, {repaired} once the roster is put right"
    }
    /// A line in the terminal: who, service as it stands and put right, targets lost, changes, whom it hurts.
    line(who, before, after, lost, left, changes, hurts) {
        "{who}: {before} i tid, missade mål {lost}; lagat {after}, missade mål {left} ({changes}){hurts}",
        "{who}: {before} in time, targets lost {lost}; put right {after}, targets lost {left} ({changes}){hurts}"
    }
    /// A line in the terminal for an absence that was not put right.
    line_plain(who, before, lost, hurts) {
        "{who}: {before} i tid, missade mål {lost}{hurts}",
        "{who}: {before} in time, targets lost {lost}{hurts}"
    }
    /// Whom it hurts.
    hurts(list) { "; drabbar {list}", "; hurts {list}" }
    /// A queue and how many of its contacts more are late.
    late(queue, contacts) { "{queue} (+{contacts} för sena)", "{queue} (+{contacts} late)" }
    /// A post that stands empty.
    unmanned(duration) { "tom plats {duration}", "post empty {duration}" }
    /// Pairs: how many lose a target.
    pairs_counted(losing, played) {
        "{losing} av {played} par fäller ett mål eller lämnar en plats tom om båda är borta och inget görs",
        "{losing} of {played} pairs lose a target or leave a post empty if both are away and nothing is done"
    }
    /// Heading of the pairs.
    pairs() { "Två borta samtidigt", "Two away at once" }
    /// Nothing was simulated.
    cut_short() {
        "Tiden tog slut innan alla hade prövats; ge en längre --time-limit",
        "Time ran out before everybody was tried; give a longer --time-limit"
    }
    /// Column.
    who() { "Borta", "Away" }
    /// Column.
    as_it_stands() { "I tid, om inget görs", "In time, if nothing is done" }
    /// Column.
    put_right() { "I tid, lagat", "In time, put right" }
    /// Column.
    lost() { "Missade mål", "Targets lost" }
    /// Column.
    lost_left() { "Missade, lagat", "Lost, put right" }
    /// Column.
    changed() { "Ändringar", "Changes" }
    /// Column.
    whom() { "Drabbar", "Hurts" }
    /// People called in.
    called_in(n) { "inkallade dagar {n}", "days called in {n}" }
    /// Shifts moved.
    moved(n) { "flyttade pass {n}", "shifts moved {n}" }
    /// Days changed inside.
    within(n) { "dagar ändrade inuti {n}", "days changed inside {n}" }
    /// No change at all.
    none() { "inga ändringar", "no changes" }
    /// A target of a queue on a day.
    promise(queue, when) { "{queue} {when}", "{queue} {when}" }
    /// All through.
    all_through() { "hela veckan", "all week" }
    /// The plan survives any one absence.
    survived(price) {
        "Planen tål att vem som helst är borta hela tiden, med några flyttade raster och pass; det kostar {price} till i tjänst.",
        "The plan survives anybody being away all through, with some breaks and shifts moved; that costs {price} more on duty."
    }
    /// The plan survives most absences.
    not_survived(price, names) {
        "Med {price} till i tjänst tål planen att vem som helst är borta utom {names}.",
        "With {price} more on duty the plan survives anybody's absence but that of {names}."
    }
    /// The --pairs option.
    help_pairs() {
        "Pröva också att de två är borta samtidigt, t.ex. anna,bo; kan ges flera gånger",
        "Also try these two away at once, e.g. anna,bo; may be given several times"
    }
    /// The --two option.
    help_two() {
        "Pröva också varje par borta samtidigt (utan att laga schemat)",
        "Also try every pair away at once (without putting the roster right)"
    }
    /// The --no-resilience option.
    help_without() {
        "Hoppa över vad som händer när någon är borta (går snabbare)",
        "Leave out what happens when somebody is away (faster)"
    }
    /// A pair that cannot be read.
    bad_pair(value) {
        "--pairs {value}: skriv två olika medarbetares id ur agents.csv med komma emellan, t.ex. anna,bo",
        "--pairs {value}: give two different agents' ids from agents.csv with a comma between, e.g. anna,bo"
    }
}
