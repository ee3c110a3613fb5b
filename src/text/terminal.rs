//! The terminal summary's own words.

use super::messages;

messages! {
    /// Status: proven.
    status_proven() { "Status: bevisat (proven)", "Status: proven" }
    /// Status: closed.
    status_closed() { "Status: avgjort för behovet (closed)", "Status: closed under the requirement" }
    /// Status: feasible.
    status_feasible() { "Status: räcker, färre är inte uteslutet (feasible)", "Status: feasible, fewer not excluded" }
    /// Status: undecided.
    status_undecided() { "Status: osäkert (undecided)", "Status: undecided" }
    /// Status: short.
    status_short() { "Status: folk fattas (short)", "Status: short of people" }
    /// Status: relaxed.
    status_relaxed() { "Status: uppgifterna går inte ihop (relaxed)", "Status: the facts contradict each other (relaxed)" }
    /// Row: people in the plan.
    people(people, employed, reserves, absent, hours) {
        "Personer: {people} av {employed} anställda ({reserves} i reserv, {absent} utan pass), {hours} betalda timmar",
        "People: {people} of {employed} employed ({reserves} in reserve, {absent} without shifts), {hours} paid hours"
    }
    /// Row: people in the plan, when hired places count.
    people_hired(people, hours) {
        "Personer: {people}, {hours} betalda timmar", "People: {people}, {hours} paid hours"
    }
    /// Row: floor for every roster.
    floor(people) {
        "Golv {people}: så många kräver målens arbete, eller det givna behovet, av varje schema",
        "Floor {people}: what the targets' work, or a given requirement, needs of every roster"
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
        "Jämförelse {people}: om alla kunde allt (Erlang); lärorikt, men ingen gräns",
        "Reference {people}: if everybody could do everything (Erlang); not a bound"
    }
    /// Row: the pooled reference, where the plan has more.
    reference_more(people, more) {
        "Jämförelse {people}: om alla kunde allt (Erlang), alltså {more} färre; ingen gräns",
        "Reference {people}: if everybody could do everything (Erlang), {more} fewer; not a bound"
    }
    /// Row: no bound at all.
    no_bound() { "Ingen gräns är bevisad", "No bound is proven" }
    /// Heading of the service table.
    service(definition, replications) {
        "Service mot mål, svagast först; servicegrad = {definition}; {replications} simuleringar, 95 % osäkerhet:",
        "Service and target, weakest first; service level = {definition}; {replications} simulations, 95 % intervals:"
    }
    /// Heading of the service table where every queue has the same target.
    service_of_one_target(target, definition, replications) {
        "Service, svagast först; {target}; servicegrad = {definition}; {replications} simuleringar, 95 % osäkerhet:",
        "Service, weakest first; {target}; service level = {definition}; {replications} simulations, 95 % intervals:"
    }
    /// Heading of the service table where no share is promised.
    service_of_ceilings(replications) {
        "Service mot mål, svagast först; {replications} simuleringar, 95 % osäkerhet:",
        "Service and target, weakest first; {replications} simulations, 95 % intervals:"
    }
    /// Target of a row.
    target(goal) { "mål {goal}", "target {goal}" }
    /// Met.
    met() { "nås", "met" }
    /// Missed.
    missed() { "nås inte", "missed" }
    /// Undecided.
    undecided() { "osäkert", "uncertain" }
    /// Queues left out of the table: all of them fine.
    more_queues_met(n) { "… och {n} köer till, alla når målet", "… and {n} more queues, all meet the target" }
    /// One queue left out of the table.
    one_more_queue() { "… och 1 kö till", "… and 1 more queue" }
    /// One queue left out of the table, and it is fine.
    one_more_queue_met() { "… och 1 kö till, som når målet", "… and 1 more queue, which meets the target" }
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
