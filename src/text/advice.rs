//! What to train or hire next, and what specialisation costs.

use crate::model::{Breadth, Language};

use super::messages;

messages! {
    /// Heading.
    train_title() { "Vad ska vi utbilda härnäst", "What to train next" }
    /// Heading.
    hire_title() { "Vem ska vi anställa härnäst", "Whom to hire next" }
    /// Heading.
    breadth_title() { "Vad specialiseringen kostar", "What specialisation costs" }
    /// How to read it.
    how(n) {
        "Av {n} möjliga: de som inget behöver eller inget kan ge är bortsorterade, resten rangordnade på dagens schema, och de främsta prövade med en hel plan var. Bäst är färre missade mål, sedan färre personer, sedan mindre som hänger på en person, sedan färre sena kontakter.",
        "Of {n} possible: those that nothing needs or that can win nothing are left out, the others ranked on today's roster, and the first of them tried with a whole plan each. Best is fewer targets missed, then fewer people, then less that hangs on one person, then fewer late contacts."
    }
    /// How to read the breadths.
    breadth_how() {
        "En hel plan för varje rad. Områdena delas ut efter arbetsmängd, egna områden först; språk och annat behåller var och en.",
        "A whole plan for each row. Areas are dealt out by the work in them, own areas first; languages and the like stay with whoever has them."
    }
    /// No measure can make do with fewer people.
    floor(people) {
        "Inte ens allt tillsammans klarar sig med färre än {people} personer: det är bevisat",
        "Not even all of it together makes do with fewer than {people} people: that is proven"
    }
    /// Today's plan.
    today() { "Som i dag", "As today" }
    /// A training.
    train(person, skill) { "{person} lär sig {skill}", "{person} learns {skill}" }
    /// A training, without a name.
    train_somebody(skill) { "En person till lär sig {skill}", "One more person learns {skill}" }
    /// How long it takes.
    weeks(what, weeks) { "{what}, {weeks} veckor", "{what}, {weeks} weeks" }
    /// A hire.
    hire(profile, skills) { "Anställ {profile} ({skills})", "Hire {profile} ({skills})" }
    /// Nothing helps.
    nothing() {
        "Inget av det som prövades gör planen bättre",
        "Nothing that was tried makes the plan better"
    }
    /// While it is learnt.
    during(what) { "medan det lärs in: {what}", "while it is learnt: {what}" }
    /// What a plan comes to.
    worth(people, missed, hanging, late) {
        "{people} personer, {missed} missade mål, {hanging} hänger på högst en, {late} sena kontakter",
        "{people} people, {missed} targets missed, {hanging} hangs on one at most, {late} late contacts"
    }
    /// What a plan comes to that is short, with the people more that would end it.
    worth_more(people, more, missed, hanging, late) {
        "{people} personer och {more} till behövs, {missed} missade mål, {hanging} hänger på högst en, {late} sena kontakter",
        "{people} people and {more} more needed, {missed} targets missed, {hanging} hangs on one at most, {late} late contacts"
    }
    /// A step.
    step(n, what, worth) { "{n}. {what}: {worth}", "{n}. {what}: {worth}" }
    /// A row.
    row(what, worth) { "{what}: {worth}", "{what}: {worth}" }
    /// Also tried.
    tried(n) { "prövade med hel plan: {n}", "tried with a whole plan: {n}" }
    /// Areas are not named.
    no_areas() {
        "Ange områdena med [development] areas i centre.toml för att se vad specialiseringen kostar",
        "Name the areas with [development] areas in centre.toml to see what specialisation costs"
    }
    /// No profile to hire.
    no_hires() {
        "Skriv profiler i hires.csv för att få råd om anställning",
        "Write profiles in hires.csv for advice on hiring"
    }
    /// Breadth.
    one_area() { "Ett område var", "One area each" }
    /// Breadth.
    two_areas() { "Två områden var", "Two areas each" }
    /// Breadth.
    every_area() { "Alla områden, språk som i dag", "Every area, languages as today" }
    /// Breadth.
    everything() { "Alla kan allt", "Everybody knows everything" }
    /// Column.
    what() { "Åtgärd", "Measure" }
    /// Column.
    knows() { "Var och en kan", "Everybody knows" }
    /// Column.
    plan() { "Hel plan", "Whole plan" }
    /// The --train option.
    help_train() {
        "Råd om så många utbildningar, en i taget; var och en prövas med en hel plan",
        "Advice on so many trainings, one after another; each is tried with a whole plan"
    }
    /// The --hire option.
    help_hire() {
        "Råd om så många anställningar av profilerna i hires.csv",
        "Advice on so many hires of the profiles in hires.csv"
    }
    /// The --specialisation option.
    help_breadth() {
        "Planera också som om var och en kunde ett område, två, alla",
        "Also plan as if everybody knew one area, two, all"
    }
}

/// What everybody knows.
pub fn breadth(language: Language, breadth: Breadth) -> String {
    match breadth {
        Breadth::OneArea => one_area(language),
        Breadth::Today => today(language),
        Breadth::TwoAreas => two_areas(language),
        Breadth::EveryArea => every_area(language),
        Breadth::Everything => everything(language),
    }
}
