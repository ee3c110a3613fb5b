//! What a pre-study says: the calls today, the people a centre would need, and what it frees in the departments.

use super::messages;

messages! {
    /// Heading: the departments.
    departments() { "Samtalen i dag, förvaltning för förvaltning", "The calls today, department by department" }
    /// Under that heading.
    departments_how(answered, persist) {
        "En genomsnittlig dag. Försök: samtal som växeln räknar dem, varje nytt försök för sig. Ärenden: det som de gäller, ett samtal var om det besvaras första gången. Uppgiften att {answered} av samtalen besvaras i dag betyder {persist} försök per ärende, om ingen ger upp.",
        "A mean day. Tries: calls as the switchboard counts them, every new try by itself. Matters: what they are about, one call each if it is answered the first time. That {answered} of the calls are answered today means {persist} tries for a matter, if nobody gives up."
    }
    /// Column: department.
    column_department() { "förvaltning", "department" }
    /// Column: tries.
    column_tries() { "försök", "tries" }
    /// Column: matters.
    column_matters() { "ärenden", "matters" }
    /// Column: redials.
    column_redials() { "återuppringningar", "redials" }
    /// Column: taken.
    column_taken() { "till centret", "to the centre" }
    /// All departments.
    all() { "alla", "all" }
    /// Heading: the cases.
    cases() { "Vad ett center skulle kräva och frigöra", "What a centre would need and free" }
    /// Under that heading.
    cases_how(transferable, never) {
        "Andelar av alla ärenden: {transferable} kan tas av centret, {never} når det aldrig. Löst direkt: så många av alla löser centret på en gång; resten av dem som det tar registreras och skickas vidare. Frigjorda timmar för handläggare, i veckan: samtal de slipper (lägst: de lösta; högst: alla som centret tar), och kortare handläggning av det som är kvar om påståendet om den håller.",
        "Shares of all matters: {transferable} can be taken by the centre, {never} never reach it. Solved at once: so many of all the centre solves on the spot; the others that it takes are registered and forwarded. Case officers' hours freed, a week: calls they are spared (least: those solved; most: all that the centre takes), and shorter case work on what is left if the claim about it holds."
    }
    /// Column: solved at once.
    column_solved() { "löst direkt", "solved at once" }
    /// Column: handle time.
    column_handle_time() { "hanteringstid", "handle time" }
    /// Column: people.
    column_people() { "heltider", "full time" }
    /// Column: forwarded.
    column_forwarded() { "vidare om dagen", "forwarded a day" }
    /// Column: hours freed of calls.
    column_calls() { "timmar, samtal", "hours, calls" }
    /// Column: hours freed of case work.
    column_case_work() { "timmar, handläggning", "hours, case work" }
    /// The answer.
    verdict(matters, people, solved, low, high) {
        "{matters} ärenden om dagen kräver {people} heltider i ett center (löser {solved} direkt) och frigör {low} till {high} handläggartimmar i veckan i samtal.",
        "{matters} matters a day need {people} full-time people in a centre (solving {solved} at once) and free {low} to {high} case officers' hours a week of calls."
    }
    /// Redials.
    redials(tries, matters, redials) {
        "{tries} försök om dagen gäller {matters} ärenden: {redials} återuppringningar försvinner när samtalen besvaras första gången.",
        "{tries} tries a day are about {matters} matters: {redials} redials go when calls are answered the first time."
    }
    /// The claim about case work.
    claim(factor, hours) {
        "Om handläggningstiden blir {factor} av dagens, vilket en kommun uppger, frigörs {hours} timmar i veckan till. Det är ett påstående, inte räknat in ovan.",
        "If case work takes {factor} of today's time, as one municipality reports, another {hours} hours a week are freed. That is a claim, not counted above."
    }
    /// Fact: answered.
    rests_answered() { "Besvarade i dag", "Answered today" }
    /// Fact: transferable.
    rests_transferable() { "Kan tas av ett center", "Can be taken by a centre" }
    /// Fact: a case officer's call.
    rests_call() { "Handläggarens tid för ett samtal", "A case officer's time for a call" }
    /// Fact: a case officer's matter.
    rests_case() { "Handläggarens tid för ett ärende som inte löses direkt", "A case officer's time for a matter not solved at once" }
    /// Minutes.
    minutes(n) { "{n} min", "{n} min" }
    /// From `[before]`.
    source() { "[before] i centre.toml", "[before] in centre.toml" }
}
