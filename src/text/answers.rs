//! Four questions at the top of the page, each with a short answer and a line of proof.

use super::messages;

messages! {
    /// Question: targets.
    ask_targets() { "Når vi målen?", "Do we meet the targets?" }
    /// Answer: targets.
    answer_targets(met, all) { "{met} av {all} mål nås", "{met} of {all} targets met" }
    /// Answer: nothing simulated, covered.
    answer_covered() { "Kravet är täckt", "The requirement is covered" }
    /// Answer: nothing simulated, not covered.
    answer_uncovered() { "Kravet är inte täckt", "The requirement is not covered" }
    /// Proof: the weakest.
    proof_targets(queue, share) { "Svagast: {queue}, {share}.", "Weakest: {queue}, {share}." }
    /// Question: people.
    ask_people() { "Hur många behövs?", "How many are needed?" }
    /// Answer: people.
    answer_people(people, employed) { "{people} av era {employed}", "{people} of your {employed}" }
    /// Answer: people, where places are hired.
    answer_hired(people) { "{people} personer", "{people} people" }
    /// Proof: hours.
    proof_hours(hours) { "{hours} betalda timmar", "{hours} paid hours" }
    /// Proof, continued: reserve.
    proof_reserve(hours) {
        ", varav {hours} i reserv för utbildning, projekt och frånvaro",
        ", of which {hours} in reserve for training, projects and absence"
    }
    /// Proof, continued: who has no shifts.
    proof_absent(people) { "; {people} utan pass", "; {people} without shifts" }
    /// Question: workload.
    ask_busy() { "Hur hårt arbetar de?", "How hard do they work?" }
    /// Answer: occupancy.
    answer_busy(share) { "{share} i samtal", "{share} in contacts" }
    /// Proof: peak of occupancy.
    proof_busy(share, when) { "Som mest {share}, {when}.", "At most {share}, {when}." }
    /// Question: single points of failure.
    ask_alone() { "Vem är ensam om något?", "Who is the only one?" }
    /// Answer: one person alone.
    answer_alone(who, what) { "{who}, om {what}", "{who}, on {what}" }
    /// Answer: several alone.
    answer_alone_many(n) { "{n} kompetenser hänger på en person", "{n} skills hang on one person" }
    /// Answer: nobody alone, but a skill is at times not there.
    answer_empty(skill) { "Ingen, men {skill} saknas ibland", "Nobody, but {skill} is missing at times" }
    /// Answer: nobody alone.
    answer_nobody() { "Ingen", "Nobody" }
    /// Proof: a skill, and how much of its opening nobody can be reached.
    proof_empty(skill, empty, open) {
        "Ingen som kan {skill} nås {empty} av {open} öppna timmar.",
        "Nobody who knows {skill} can be reached in {empty} of {open} open hours."
    }
    /// Proof: a skill, and how much of its opening one alone can be reached.
    proof_lone(skill, alone, open) {
        "Skörast är {skill}: en enda på plats {alone} av {open} öppna timmar.",
        "Most fragile is {skill}: one alone in {alone} of {open} open hours."
    }
    /// Proof: nothing is fragile.
    proof_robust() { "Minst två kan nås i varje kompetens, hela tiden.", "At least two can be reached in every skill, all the time." }
}
