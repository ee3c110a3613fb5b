//! What binds, in words: where there is no margin, and for which queues.

use crate::model::Language;

use super::messages;

messages! {
    /// The section's name.
    section() { "Vad som styr", "What binds" }
    /// Heading: intervals without margin, and the queues that most often have none.
    heading_without(n, all, intervals, queues) {
        "{n} av {all} {intervals} saknar marginal, oftast för {queues}",
        "{n} of {all} {intervals} have no margin, most often for {queues}"
    }
    /// Heading: some intervals have too few.
    heading_short(n, all, intervals) {
        "{n} av {all} {intervals} saknar marginal, och i några fattas folk",
        "{n} of {all} {intervals} have no margin, and in some people are missing"
    }
    /// Heading: every interval has a margin.
    heading_slack(intervals) { "Alla {intervals} har marginal", "All {intervals} have a margin" }
    /// How to read the picture where the requirement was given.
    how_given() {
        "Personer på kontakter utöver behovet, för den kö eller grupp av köer som har minst. 0: med en person mindre skulle behovet inte vara täckt.",
        "People on contacts beyond the requirement, for the queue or group of queues that has least. 0: with one person less the requirement would not be covered."
    }
    /// How to read the picture where the requirement was found.
    how_found() {
        "Personer på kontakter utöver det behov som simuleringen landade i, för den kö eller grupp av köer som har minst. 0: med en person mindre skulle det behovet inte vara täckt.",
        "People on contacts beyond the requirement that the simulation settled on, for the queue or group of queues that has least. 0: with one person less that requirement would not be covered."
    }
    /// Legend.
    key_missing() { "fattas", "missing" }
    /// Legend.
    key_none() { "0: precis så många", "0: exactly as many" }
    /// Legend.
    key_half() { "½", "½" }
    /// Legend.
    key_one() { "1 till under 2", "1 to under 2" }
    /// Legend.
    key_two() { "2 eller fler", "2 or more" }
    /// Column: the day.
    day() { "Dag", "Day" }
    /// Column: the picture.
    over_the_day() { "Marginal över dagen", "Margin over the day" }
    /// Column: when there is none.
    without() { "Utan marginal", "Without margin" }
    /// Column: queues.
    queues() { "Utan marginal oftast", "Most often without margin" }
    /// What a bar says: from when to when, how many beyond, and for whom.
    bar(when, people, queues) { "{when}: minst {people} utöver behovet ({queues})", "{when}: at least {people} beyond the requirement ({queues})" }
    /// Where to read on.
    more() {
        "Vad en person till, ett annat mål eller andra öppettider skulle ge räknas med bemanna compare och bemanna capacity.",
        "What one more person, another target or other opening hours would give is worked out by bemanna compare and bemanna capacity."
    }
}

/// The plural of an interval: "halvtimmar", "half-hours".
pub fn intervals(language: Language, minutes: i32) -> &'static str {
    match (language, minutes) {
        (Language::Swedish, 15) => "kvartar",
        (Language::Swedish, 30) => "halvtimmar",
        (Language::Swedish, _) => "timmar",
        (Language::English, 15) => "quarter-hours",
        (Language::English, 30) => "half-hours",
        (Language::English, _) => "hours",
    }
}
