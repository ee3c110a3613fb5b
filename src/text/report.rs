//! The report page's labels: headings, columns, legends and the grey lines that say how to read a chart.

use serde::Serialize;

use crate::model::Language;

/// Defines the labels: a field each, with its Swedish and its English wording.
macro_rules! labels {
    ($($name:ident { $sv:literal, $en:literal $(,)? })*) => {
        /// Every label of the page, in one language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub struct Labels {
            $(
                #[doc = concat!("> ", $en)]
                pub $name: &'static str,
            )*
        }

        /// The labels in a language.
        pub fn labels(language: Language) -> Labels {
            match language {
                Language::Swedish => Labels { $($name: $sv,)* },
                Language::English => Labels { $($name: $en,)* },
            }
        }
    };
}

labels! {
    skip { "Till innehållet", "Skip to the content" }
    sections { "Delar", "Parts" }
    answers { "Fyra svar", "Four answers" }
    show_group { "visa", "show" }
    days { "Välj dag", "Choose a day" }
    forget { "Rensa", "Clear" }
    people_axis { "Antal personer", "Number of people" }
    find_person { "Hitta en person:", "Find a person:" }
    choose { "välj namn …", "choose a name …" }
    read_all { "Alla antaganden med källa", "All assumptions with their sources" }
    go_to { "Gå till:", "Go to:" }

    week { "Veckan", "The week" }
    week_how {
        "Antal personer på kontakter per intervall. Ytan är de som finns; reception, skriftligt arbete, lunch, paus och möte är redan borträknade.",
        "People on contacts per interval. The area is who is there; reception, written work, lunch, breaks and meetings are already taken out."
    }
    week_guide {
        "Linjen är vad som skulle behövas om alla kunde allt. Att fler finns beror på att var och en kan en del av köerna; där målet gäller dagen får en halvtimme ligga under linjen.",
        "The line is what would be required if everybody could do everything. More are there because each can do some of the queues; where a target is for the day, a half-hour may fall below the line."
    }
    needed_pooled { "behövs om alla kunde allt", "required if all could do everything" }
    above_pooled { "finns därutöver", "there beyond that" }
    needed { "behövs", "required" }
    needed_there { "behövs och finns", "required and there" }
    above { "finns utöver behovet", "there above the requirement" }
    missing { "fattas", "missing" }

    service { "Service per kö", "Service per queue" }
    service_how {
        "Svagast överst. Punkten är den svagaste dagen, strecket dess 95\u{a0}% osäkerhet, ringarna de andra dagarna, det lodräta strecket målet. Ligger hela strecket i det tonade fältet är svaret säkert.",
        "Weakest first. The dot is the weakest day, the whisker its 95\u{a0}% interval, the rings the other days, the upright line the target. With the whole whisker in the tinted field the answer is certain."
    }
    queue { "Kö", "Queue" }
    contacts { "Kontakter", "Contacts" }
    goal { "Mål", "Target" }
    is_met { "Nås?", "Met?" }
    weakest_day { "Svagaste dagen", "Weakest day" }
    share_in_time { "Andel i tid (95\u{a0}%)", "Share in time (95\u{a0}%)" }
    whole { "Hela perioden", "Whole period" }
    holds { "Klarar målet, av 100", "Holds, of 100" }
    abandoned { "Tappade", "Abandoned" }
    mean_wait { "Medelväntan min:s", "Mean wait min:s" }

    day { "Dagen", "The day" }
    lunch_legend { "Lunch (rast)", "Lunch (break)" }
    break_legend { "Paus", "Short break" }
    contacts_legend { "Kontakter", "Contacts" }
    reserve_legend { "Reserv", "Reserve" }
    meeting_legend { "Möte, utbildning", "Meeting, training" }
    person { "Namn", "Name" }
    shift { "Arbetspass", "Shift" }
    paid { "Betalt", "Paid" }
    on_contacts { "På kontakter", "On contacts" }
    day_required { "behövs", "required" }

    per_person { "Veckan per person", "The week per person" }
    per_person_how {
        "Strimlan visar passet över dagen, den ljusa luckan är lunch. Timmar är betald tid.",
        "The strip shows the shift over the day, the light gap is lunch. Hours are paid time."
    }
    hours { "Timmar", "Hours" }
    contract { "Avtal", "Contract" }
    difference { "Skillnad", "Difference" }
    evenings { "Kvällar", "Evenings" }
    evenings_so_far { "I allt (del)", "So far (part)" }
    weekends { "Helger", "Weekends" }
    weekends_so_far { "I allt (del)", "So far (part)" }
    starts { "Starttider", "Starts" }
    balance { "Saldo", "Balance" }
    wishes { "Önskemål", "Wishes" }
    wish { "Önskemål", "Wish" }
    wish_granted { "Uppfyllt", "Granted" }
    wish_refused { "Inte uppfyllt", "Refused" }
    at_posts { "Reception m.m., h", "At posts, h" }
    deferrable { "Skriftligt, h", "Written, h" }
    reserve { "Reserv, h", "Reserve, h" }

    trouble { "Brist och regelbrott", "Shortage and broken rules" }
    unmanned { "Varför ingen står där", "Why nobody is there" }
    shortage { "Här fattas folk", "Where people are missing" }
    breaches { "Brutna regler", "Broken rules" }
    remarks { "Att titta på", "Worth a look" }
    when { "När", "When" }
    queues { "Köer", "Queues" }
    how_many { "Fattas som mest", "Missing at most" }

    rules { "Regler och antaganden", "Rules and assumptions" }
    rules_how {
        "● uppgift som är bekräftad · ◐ läst i utdrag, inte jämförd med originalet · ○ antagande",
        "● confirmed · ◐ read in excerpt, not compared with the original · ○ assumption"
    }
    rule { "Regel", "Rule" }
    limit { "Gräns", "Limit" }
    outcome { "I schemat", "In the roster" }
    source { "Källa", "Source" }
    certainty { "Säkerhet", "Certainty" }
    fact { "Underlag", "Basis" }
    value { "Värde", "Value" }

    solved { "Så räknades det", "How it was computed" }
    bound { "Antal", "People" }
    assumes { "Vad siffran förutsätter", "What the figure assumes" }
    path { "Sökningens väg", "The path of the search" }
    path_how {
        "Varje punkt är ett antal personer som prövades i simuleringen, i tur och ordning. Fylld: alla mål nåddes. Ring: något mål missades. Streckat: för få för behovet.",
        "Each dot is a number of people tried in the simulation, in turn. Filled: every target was met. Ring: some target was missed. Hatched: too few for the requirement."
    }
    tried { "Personer", "People" }
    missed_targets { "Missade mål", "Targets missed" }
    margin { "Sämsta marginal", "Worst margin" }
    evaluations { "Scheman prövade", "Rosters tried" }
    footer {
        "Skapad av bemanna på egen dator; inga uppgifter har lämnat den. Innehåller personuppgifter: spara och dela som ni gör med andra scheman. Samma indata och frö ger samma plan.",
        "Made by bemanna on your own computer; nothing has left it. Holds personal data: keep and share it as other rosters. The same input and seed give the same plan."
    }
}

super::messages! {
    /// What the search calls uncertain.
    yes() { "Ja", "Yes" }
    /// A target that is missed.
    no() { "Nej", "No" }
    /// A target not settled.
    uncertain() { "Osäkert", "Uncertain" }

    /// Legend of the number line: proven too few for every roster.
    line_floor(people) { "bevisat för få: {people} eller färre", "proven too few: {people} or fewer" }
    /// Legend of the number line: too few for the requirement.
    line_bound(people) { "för få för behovet: {people} eller färre", "too few for the requirement: {people} or fewer" }
    /// Legend of the number line: the plan.
    line_plan(people) { "planen: {people}", "the plan: {people}" }
    /// Legend of the number line: employed.
    line_employed(people) { "ni är: {people}", "you are: {people}" }

    /// Heading: when one alone can be reached.
    alone_on_duty() { "Ensam på plats", "Alone on duty" }
    /// How to read it.
    alone_on_duty_how() {
        "Hur länge var och en är den enda som kan nås med kompetensen, den längsta tiden först. Just då lämnar en sjukdag den utan någon.",
        "How long each is the only one with the skill who can be reached, the longest first. Just then a sick day leaves it without anybody."
    }
    /// Somebody and how long.
    alone_for(who, length) { "{who} {length}", "{who} {length}" }
    /// Column: who is alone.
    alone_who() { "Vem och hur länge", "Who and how long" }
    /// Under the skills: where to read on.
    skills_more() {
        "Vem som kan vad, vad en frånvaro gör och vem som bör lära sig vad härnäst: bemanna skills.",
        "Who can do what, what an absence does and whom to train next: bemanna skills."
    }
    /// Links.
    see_service() { "Per kö", "Per queue" }
    /// Links.
    see_people() { "Per person", "Per person" }
    /// Links.
    see_week() { "Veckan", "The week" }
    /// Links.
    see_day() { "Dagen", "The day" }
    /// Links.
    see_trouble() { "Brist och regelbrott", "Shortage and breaches" }
    /// Links.
    see_fairness() { "Fördelning", "How it is shared" }
    /// Links.
    see_binding() { "Vad som styr", "What binds" }
    /// Links.
    see_skills() { "Kompetens", "Skills" }
    /// Links.
    see_rules() { "Regler", "Rules" }
    /// Links.
    see_proof() { "Bevis", "Proof" }

    /// Exception: shortage.
    exception_short() { "Folk fattas.", "People are missing." }
    /// Exception: target missed.
    exception_target() { "Mål missas.", "Target missed." }
    /// Exception: contradiction.
    exception_contradiction() { "Uppgifter motsäger varandra.", "Facts contradict each other." }
    /// Exception: breach.
    exception_breach() { "Regel bryts.", "Rule broken." }

    /// Heading of the week: shortage.
    week_short(when, missing) { "{when} fattas som mest {missing}", "{when}: at most {missing} missing" }
    /// Heading of the week: when most are required, and how many are there.
    week_peak(when, needed, there) {
        "Mest behövs {when}: {needed} på kontakter, och {there} finns",
        "Most are required {when}: {needed} on contacts, and {there} are there"
    }
    /// Heading of the week: when most would be required if all could do everything, and how many are there.
    week_peak_guide(when, there) {
        "Trycket är störst {when}; då är minst {there} på kontakter",
        "It is busiest {when}; at least {there} are on contacts then"
    }
    /// Heading of the week: no requirement.
    week_plain() { "Så många finns på kontakter", "How many are on contacts" }
    /// Beside a hatched shortage.
    week_missing(people) { "fattas {people}", "{people} missing" }
    /// Peak of a day.
    day_peak(people) { "behov högst {people}", "peak {people}" }

    /// Heading of service: all met.
    service_all(queue) { "Alla köer når målet; {queue} har minst marginal", "All queues meet the target; {queue} has the least margin" }
    /// Heading of service: the only queue.
    service_only(queue) { "{queue} når målet", "{queue} meets the target" }
    /// Heading of service: some missed.
    service_missed(list, n, all) { "{n} av {all} köer når inte målet: {list}", "{n} of {all} queues miss the target: {list}" }
    /// Heading of service: many missed.
    service_many_missed(queue, n, all) {
        "{n} av {all} köer når inte målet; sämst är {queue}",
        "{n} of {all} queues miss the target; worst is {queue}"
    }
    /// Heading of service: some uncertain.
    service_uncertain(list) { "Osäkert för {list}; övriga når målet", "Uncertain for {list}; the others meet the target" }
    /// How the service level is defined and played.
    service_played_ceilings(replications) {
        "{replications} simuleringar av just detta schema, på slumptal som sökningen inte använt.",
        "{replications} simulations of exactly this roster, on random numbers the search did not use."
    }
    /// How the service was played, where a share is promised.
    service_played(definition, replications) {
        "Servicegrad = {definition}. {replications} simuleringar av just detta schema, på slumptal som sökningen inte använt.",
        "Service level = {definition}. {replications} simulations of exactly this roster, on random numbers the search did not use."
    }

    /// Heading of the day: all posts manned.
    day_manned(posts, people) {
        "Alltid någon i {posts}; {people} personer turas om",
        "Always somebody at {posts}; {people} people take turns"
    }
    /// Heading of the day: all posts manned by the same person.
    day_manned_by_one(posts) { "Alltid någon i {posts}, och alltid samma person", "Always somebody at {posts}, and always the same person" }
    /// Heading of the day: a post is empty.
    day_unmanned(post, length, when) { "{post} saknar folk {length}, först {when}", "{post} lacks people for {length}, first {when}" }
    /// Heading of the day: no post, the same number of people every day.
    day_even(n) { "{n} personer arbetar varje dag", "{n} people work every day" }
    /// Heading of the day: no post, numbers that differ.
    day_uneven(most, many, least, few) {
        "Flest arbetar {most}: {many}; färst {least}: {few}",
        "Most work on {most}: {many}; fewest on {least}: {few}"
    }
    /// Lane of a post.
    always(n) { "alltid minst {n}", "always at least {n}" }
    /// People of no group.
    other_people() { "Övriga", "Others" }
    /// A whole day in reserve.
    reserve_all_day() { "reserv", "reserve" }
    /// Not at work.
    off() { "ledig", "off" }
    /// Minutes without anybody.
    minutes_empty(length) { "{length} tom", "{length} empty" }

    /// Heading per person: all at their contract.
    people_contract() { "Alla ligger på sitt avtal", "Everybody is at their contract" }
    /// Heading per person: some off it.
    people_off(n, all) { "{n} av {all} avviker från sitt avtal", "{n} of {all} differ from their contract" }
    /// Heading per person: no contracts.
    people_plain(n) { "{n} personer arbetar", "{n} people work" }
    /// Heading, continued: reserve.
    people_reserve(n) { "; {n} i reserv hela perioden", "; {n} in reserve all through" }
    /// Heading, continued: evenings.
    people_evenings(n) { "; {n} har kväll", "; {n} have evenings" }

    /// Heading of trouble: none.
    trouble_none() { "Ingen fattas och ingen regel bryts", "Nobody is missing and no rule is broken" }
    /// Heading of trouble: contradictions.
    trouble_contradiction() {
        "Uppgifter motsäger varandra: något av det här måste ändras",
        "Facts contradict each other: something of this has to change"
    }
    /// Heading of trouble: shortage.
    trouble_short(n) { "Folk fattas vid {n} tillfällen; ingen regel bryts", "People are missing on {n} occasions; no rule is broken" }
    /// Heading of trouble: breaches.
    trouble_breach(n) { "{n} regelbrott: schemat kan inte gälla så här", "{n} broken rules: the roster cannot stand like this" }

    /// Heading of rules.
    rules_kept(n, assumed) { "Alla {n} regler hålls; {assumed} uppgifter är antaganden", "All {n} rules are kept; {assumed} inputs are assumptions" }
    /// Heading of rules: broken.
    rules_broken(n, all) { "{n} av {all} regler bryts", "{n} of {all} rules are broken" }
    /// A rule kept.
    kept() { "✓ hålls", "✓ kept" }
    /// A rule kept, and the shortest there is.
    kept_shortest(length) { "✓ kortast {length}", "✓ shortest {length}" }
    /// A rule kept, and the longest there is.
    kept_longest(length) { "✓ längst {length}", "✓ longest {length}" }
    /// A rule broken.
    broken(n) { "✗ bryts: {n}", "✗ broken: {n}" }
    /// Confirmed.
    confirmed() { "● bekräftad", "● confirmed" }
    /// Read in excerpt.
    excerpt() { "◐ läst i utdrag", "◐ read in excerpt" }
    /// Assumed.
    assumption() { "○ antagande", "○ assumption" }

    /// Heading of how it was solved: settled.
    solved_closed(people) { "{people} är det minsta: färre är uteslutet", "{people} is the least: fewer are excluded" }
    /// Heading of how it was solved: settled under the requirement.
    solved_requirement(people) { "{people} är det minsta för behovet", "{people} is the least for the requirement" }
    /// Heading of how it was solved: open.
    solved_open(bound, people) { "Mellan {bound} och {people} är det inte avgjort", "Between {bound} and {people} it is not settled" }
    /// Heading of how it was solved: nothing proven.
    solved_none() { "Ingen gräns är bevisad", "No bound is proven" }
    /// Row: the plan.
    row_plan() { "Planen: minst en annan aktivitet än reserv under perioden", "The plan: any activity but reserve in the period" }
    /// Row: floor.
    row_floor() {
        "Gäller varje tänkbart schema: så mycket kräver det givna behovet eller målens andel av arbetet, hur samtalen än fördelas",
        "Holds for every possible roster: what the given requirement or the targets' share of the work needs, whatever the routing"
    }
    /// Row: bound under a given requirement.
    row_given() { "Gäller det givna bemanningskravet, i varje intervall", "Holds for the given requirement, in every interval" }
    /// Row: bound under the requirement found.
    row_found() {
        "Gäller det behov som simuleringen landade i; med ett annat behov kan färre räcka",
        "Holds for the requirement the simulation settled on; under another, fewer may suffice"
    }
    /// Row: reference.
    row_reference() {
        "Jämförelse, ingen gräns: om alla kunde allt och tog samtal ur en enda kö (Erlang)",
        "A comparison, not a bound: if everybody could do everything and took contacts from one queue (Erlang)"
    }
    /// Under the picture of the path.
    path_under() { "missade mål i varje försök", "targets missed in each attempt" }
    /// One attempt in words.
    path_step(people, missed) { "{people} personer: {missed} missade mål", "{people} people: {missed} targets missed" }
    /// Facts of the run.
    run_facts(seed, replications, version) {
        "Frö {seed}, {replications} simuleringar, bemanna {version}.",
        "Seed {seed}, {replications} simulations, bemanna {version}."
    }
    /// Size of the model.
    run_model(columns, rows, nodes) {
        "Största modellen: {columns} kolumner, {rows} rader, {nodes} noder.",
        "Largest model: {columns} columns, {rows} rows, {nodes} nodes."
    }
    /// A clock stopped the run.
    run_clock() {
        "Klockan avbröt körningen: en ny körning kan ge ett annat schema.",
        "The clock stopped the run: another run may give another roster."
    }
    /// Where the input is identified.
    run_input(hash) { "Indata (SHA-256): {hash}", "Input (SHA-256): {hash}" }
}
