//! How duties are shared, in words.

use super::messages;

messages! {
    /// The section's name.
    section() { "Fördelning", "How it is shared" }
    /// Heading: what each has, from least to most.
    heading(ranges) { "Var och en som deltar har {ranges}", "Everybody who takes part has {ranges}" }
    /// A thing shared, from least to most.
    range(what, least, most) { "{least} till {most} {what}", "{least} to {most} {what}" }
    /// A thing of which all have as much.
    same(what, each) { "{each} {what}", "{each} {what}" }
    /// How to read it.
    how() {
        "Stapeln är vad personen har, strecket personens del i förhållande till avtalad tid bland dem som arbetar och kan delta; delen står inom parentes. En lunch i kanten börjar i den första eller slutar i den sista halvtimmen som lunch läggs i. Ordningen är den ni angett, ingen rangordning.",
        "The bar is what the person has, the mark the person's part by contracted time among those who work and can take part; the part is in brackets. A lunch at the edge starts in the first or ends in the last half-hour in which lunch is laid. The order is the one you gave, not a ranking."
    }
    /// Evenings.
    evenings() { "kvällar", "evenings" }
    /// Weekends.
    weekends() { "helger", "weekends" }
    /// Lunches at the edge.
    lunch_edges() { "luncher i kanten", "lunches at the edge" }
    /// Working days between two free ones.
    squeeze_days() { "klämdagar", "squeeze days" }
    /// Days on which others go home early.
    half_days() { "halvdagar", "half days" }
    /// Time at posts.
    posts() { "timmar i reception m.m.", "hours at posts" }
    /// What a person has, and the part.
    with_part(has, part) { "{has} ({part})", "{has} ({part})" }
}
