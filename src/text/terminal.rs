//! The terminal summary's own words.

use super::messages;

messages! {
    /// Status: proven.
    status_proven() { "Status: bevisat (proven)", "Status: proven" }
    /// Status: closed.
    status_closed() { "Status: stängt under behovet (closed)", "Status: closed under the requirement" }
    /// Status: feasible.
    status_feasible() { "Status: räcker, färre ej uteslutet (feasible)", "Status: feasible, fewer not excluded" }
    /// Status: undecided.
    status_undecided() { "Status: osäkert (undecided)", "Status: undecided" }
    /// Status: short.
    status_short() { "Status: folk fattas (short)", "Status: short of people" }
    /// Status: relaxed.
    status_relaxed() { "Status: uppgifterna går inte ihop (relaxed)", "Status: the facts contradict each other (relaxed)" }
    /// Row: people in the plan.
    people(people, employed, reserves, absent, hours) {
        "Personer i planen {people} av {employed} anställda ({reserves} i reserv, {absent} utan pass), {hours} betalda timmar",
        "People in the plan {people} of {employed} employed ({reserves} in reserve, {absent} without shifts), {hours} paid hours"
    }
    /// Row: people in the plan, when hired places count.
    people_hired(people, hours) {
        "Personer i planen {people}, {hours} betalda timmar",
        "People in the plan {people}, {hours} paid hours"
    }
    /// Row: floor for every roster.
    floor(people) {
        "Golv {people}: gäller varje schema (det kräver givet behov eller målens arbete, hur samtalen än fördelas)",
        "Floor {people}: holds for every roster (what a given requirement or the targets' work needs, whatever the routing)"
    }
    /// Row: bound under a given requirement.
    bound_given(people) {
        "Bevisad gräns {people}: gäller det givna bemanningskravet",
        "Proven bound {people}: holds for the given requirement"
    }
    /// Row: bound under the requirement of the simulation.
    bound_found(people) {
        "Bevisad gräns {people}: gäller det behov som simuleringen landade i, inte varje behov",
        "Proven bound {people}: holds for the requirement the simulation settled on, not for every one"
    }
    /// Row: the pooled reference.
    reference(people) {
        "Jämförelse {people}: om alla kunde allt (Erlang); lärorikt men ingen gräns",
        "Reference {people}: if everybody could do everything (Erlang); instructive, not a bound"
    }
    /// Row: the pooled reference, where the plan has more.
    reference_more(people, more) {
        "Jämförelse {people}: om alla kunde allt (Erlang), {more} färre än med olika kunskaper; lärorikt men ingen gräns",
        "Reference {people}: if everybody could do everything (Erlang), {more} fewer than with skills that differ; instructive, not a bound"
    }
    /// Row: no bound at all.
    no_bound() { "Ingen gräns är bevisad", "No bound is proven" }
    /// Heading of the service table.
    service(definition, replications) {
        "Service, svagast först; servicenivå = {definition}; {replications} simuleringar, 95 % osäkerhet:",
        "Service, weakest first; service level = {definition}; {replications} simulations, 95 % intervals:"
    }
    /// Heading of the service table where no share is promised.
    service_of_ceilings(replications) {
        "Service, svagast först; {replications} simuleringar, 95 % osäkerhet:",
        "Service, weakest first; {replications} simulations, 95 % intervals:"
    }
    /// Target of a row.
    target(goal) { "mål {goal}", "target {goal}" }
    /// Met.
    met() { "ja", "yes" }
    /// Missed.
    missed() { "nej", "no" }
    /// Undecided.
    undecided() { "osäkert", "uncertain" }
    /// Queues left out of the table: all of them fine.
    more_queues_met(n) { "… och {n} köer till, alla når målet", "… and {n} more queues, all meet the target" }
    /// Queues left out of the table.
    more_queues(n) { "… och {n} köer till", "… and {n} more queues" }
    /// The whole horizon, in place of a day.
    whole() { "hela tiden", "all through" }
    /// Nobody is missing.
    no_shortage() { "Fattas: ingen", "Missing: nobody" }
    /// Somebody is missing.
    shortage(list) { "Fattas: {list}", "Missing: {list}" }
    /// No rule is broken.
    no_breach() { "Regelbrott: inga", "Broken rules: none" }
    /// Rules are broken.
    breaches(n) { "REGELBROTT: {n}", "BROKEN RULES: {n}" }
    /// Where to look.
    files() {
        "Filer: report.html (rapporten), roster.xlsx och roster.csv (schemat), calendar (kalendrar att prenumerera på), coverage.csv, service.csv, history.csv, wages.csv, plan.json",
        "Files: report.html (the report), roster.xlsx and roster.csv (the roster), calendar (to subscribe to), coverage.csv, service.csv, history.csv, wages.csv, plan.json"
    }
    /// The definition of the service level: answered of offered.
    answered_of_offered() { "besvarade inom tiden / inkomna", "answered in time / offered" }
    /// The definition of the service level: answered of patient.
    answered_of_patient() {
        "besvarade inom tiden / (inkomna − tappade inom tiden)",
        "answered in time / (offered − abandoned in time)"
    }
    /// The definition of the service level: answered of answered.
    answered_of_answered() { "besvarade inom tiden / besvarade", "answered in time / answered" }
    /// The definition of the service level: ended of offered.
    ended_of_offered() {
        "(besvarade eller tappade inom tiden) / inkomna",
        "(answered or abandoned in time) / offered"
    }
}

/// What a service level is a share of.
pub fn definition(language: crate::model::Language, of: crate::model::ServiceDefinition) -> String {
    use crate::model::ServiceDefinition as Definition;
    match of {
        Definition::AnsweredOfOffered => answered_of_offered(language),
        Definition::AnsweredOfPatient => answered_of_patient(language),
        Definition::AnsweredOfAnswered => answered_of_answered(language),
        Definition::EndedOfOffered => ended_of_offered(language),
    }
}
