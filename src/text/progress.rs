//! What the program says while it works, when it is done, and when it cannot go on.

use super::messages;

messages! {
    /// Reading.
    reading(folder) { "Läser {folder}", "Reading {folder}" }
    /// Demand.
    demand() { "Räknar ut bemanningsbehovet", "Finding the cover requirement" }
    /// Sizing.
    sizing() { "Provar bemanningar mot volymer", "Trying numbers of people against volumes" }
    /// Optimising with nothing found.
    optimising() { "Optimerar", "Optimising" }
    /// Optimising with people found.
    optimising_found(people, bound) {
        "Optimerar: {people} personer hittade, minst {bound} bevisat",
        "Optimising: {people} people found, at least {bound} proven"
    }
    /// Searching.
    searching(people, missed, evaluations) {
        "Söker: {people} personer, {missed} mål kvar att nå, {evaluations} scheman prövade",
        "Searching: {people} people, {missed} targets left to meet, {evaluations} rosters tried"
    }
    /// Verifying.
    verifying(replications) {
        "Verifierar på nya slumptal: {replications} simulerade veckor",
        "Verifying on fresh random numbers: {replications} simulated weeks"
    }
    /// Checking.
    checking() { "Granskar schemat", "Checking the roster" }
    /// Stopping on Ctrl-C.
    stopping() {
        "Avbryter: lämnar det bästa schemat hittills (Ctrl-C igen avslutar genast)",
        "Stopping: handing over the best roster so far (Ctrl-C again quits at once)"
    }
    /// After init.
    made(folder) {
        "{folder} är klar. Ändra i centre.toml, agents.csv och forecast.csv; planera sedan med: bemanna plan {folder}",
        "{folder} is ready. Edit centre.toml, agents.csv and forecast.csv; then plan with: bemanna plan {folder}"
    }
    /// Where the result lies.
    written(folder) {
        "Resultatet: {folder} (öppna report.html, eller roster.xlsx i Excel)",
        "The result: {folder} (open report.html, or roster.xlsx in Excel)"
    }
    /// A roster without breaches.
    no_breach() { "Schemat bryter ingen regel.", "The roster breaks no rule." }
    /// Heading above broken hard rules.
    breaches(n) { "Regelbrott ({n}):", "Broken rules ({n}):" }
    /// Heading above under-cover.
    cover(n) { "Bemanning som saknas ({n}):", "Missing cover ({n}):" }
    /// Heading above warnings.
    warnings(n) { "Att se över ({n}):", "Worth a look ({n}):" }
    /// The numbers under what a roster breaks.
    judged(hard, people, cover, warnings) {
        "Sammanlagt: regelbrott {hard} (personer: {people}), bemanning som saknas {cover}, att se över {warnings}.",
        "In all: broken rules {hard} (people: {people}), missing cover {cover}, worth a look {warnings}."
    }
    /// What the star means.
    unverified() {
        "* Källan är inte kontrollerad mot originaltexten.",
        "* The source has not been checked against the original text."
    }
    /// Number of faults in the input.
    faults(n) { "{n} fel i indata; inget har skrivits.", "{n} faults in the input; nothing was written." }
    /// One fault in the input.
    one_fault() { "1 fel i indata; inget har skrivits.", "1 fault in the input; nothing was written." }
    /// No roster in time.
    no_roster() {
        "inget schema hittades inom tidsgränsen; pröva en längre --time-limit",
        "no roster was found within the time limit; try a longer --time-limit"
    }
    /// Our own plan broke a rule.
    rejected(n) {
        "schemat bryter mot regler ({n}); se listan ovan",
        "the roster breaks rules ({n}); see the list above"
    }
    /// The solver failed.
    solver(reason) { "lösaren misslyckades: {reason}", "the solver failed: {reason}" }
    /// A file could not be read or written.
    io(path, reason) { "{path}: {reason}", "{path}: {reason}" }
    /// The folder exists already.
    exists(folder) {
        "{folder} finns redan; välj ett annat namn, så skrivs inget över",
        "{folder} exists already; choose another name, so that nothing is overwritten"
    }
    /// Word before an error.
    error() { "fel", "error" }
    /// Bad time limit.
    bad_time(value) {
        "--time-limit {value}: skriv sekunder eller minuter, t.ex. 60s eller 5m",
        "--time-limit {value}: give seconds or minutes, e.g. 60s or 5m"
    }
    /// A value or range that cannot be read.
    bad_value(option, value, example) {
        "{option} {value}: skriv till exempel {example}",
        "{option} {value}: write for example {example}"
    }
    /// Bad number.
    bad_number(option, value) {
        "{option} {value}: skriv ett tal som inte är negativt",
        "{option} {value}: give a number that is not negative"
    }
    /// Heading of the service table of `simulate`.
    simulated(replications) {
        "{replications} simulerade veckor",
        "{replications} simulated weeks"
    }
    /// A line of the service table of `simulate`.
    service_line(queue, day, found, interval, target, verdict) {
        "{queue}, {day}: {found} ({interval}), målet är {target}: {verdict}",
        "{queue}, {day}: {found} ({interval}), the target is {target}: {verdict}"
    }
    /// A target that holds.
    met() { "nås", "met" }
    /// A target that fails.
    missed() { "nås inte", "missed" }
    /// A target that is not decided.
    undecided() { "osäkert", "undecided" }
    /// The whole horizon, in place of a day.
    whole_period() { "hela perioden", "the whole period" }
}
