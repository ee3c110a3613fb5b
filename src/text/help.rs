//! Help: what each command and option is for.

use super::messages;

messages! {
    /// What the program is.
    about() {
        "Bemannar kommunala kundcenter: veckoscheman som når varje servicemål med så få personer som möjligt, med bevis",
        "Staffs municipal contact centres: weekly rosters that meet every service target with the fewest people, and a proof"
    }
    /// Under the list of commands.
    after() {
        "Börja med:  bemanna init minkommun   och sedan   bemanna plan minkommun\n\nSvarskoder: 0 klart; 1 oväntat fel; 2 fel i kommandot; 3 fel i indata; 4 uppgifter som motsäger varandra, det bästa schemat är skrivet; 5 inget schema inom gränsen; 6 ett schema bryter en regel",
        "Begin with:  bemanna init mytown   and then   bemanna plan mytown\n\nExit codes: 0 done; 1 unexpected; 2 wrong use of the command; 3 faults in the input; 4 facts contradict each other, the best roster is written; 5 no roster within the limit; 6 a roster breaks a rule"
    }
    /// The init command.
    init() {
        "Skapar ett litet fungerande kundcenter att utgå från",
        "Makes a small working centre to start from"
    }
    /// The plan command.
    plan() {
        "Planerar: vem arbetar när, hur få som räcker och om servicemålen nås",
        "Plans: who works when, how few suffice, and whether the service targets are met"
    }
    /// The check command.
    check() {
        "Granskar ett schema, vårt eller handgjort: varje regel som bryts",
        "Judges a roster, ours or hand-made: every rule it breaks"
    }
    /// The --json option of simulate.
    simulate_json() { "Skriv allt som JSON, för andra program", "Print everything as JSON, for other programs" }
    /// The simulate command.
    simulate() {
        "Spelar upp ett schema mot slumpade kontakter: servicegraden som det ger",
        "Plays a roster against random contacts: the service level it gives"
    }
    /// The compare command.
    compare() {
        "Jämför hela planer: som det är, och som det kunde vara",
        "Compares whole plans: as it is, and as it might be"
    }
    /// What-ifs to compare.
    scenarios() {
        "Scenarier ur mappens scenarios, eller sökvägar till sådana filer",
        "What-ifs from the folder's scenarios, or paths to such files"
    }
    /// A placeholder for a what-if.
    scenario_value() { "SCENARIO", "SCENARIO" }
    /// The --time-limit option of compare.
    each_time_limit() {
        "Lämna det bästa hittills efter så lång tid för varje plan, t.ex. 60s eller 5m",
        "Hand over the best so far after this long for each plan, e.g. 60s or 5m"
    }
    /// The --out option of compare.
    compare_out() { "Mapp för resultatet (annars <mapp>/compare)", "Folder for the result (otherwise <folder>/compare)" }
    /// The --json option of compare.
    compare_json() { "Skriv compare.json i stället för tabellerna", "Print compare.json instead of the tables" }
    /// The capacity command.
    capacity() {
        "Dimensionerar: hur många som behövs för en volym, och vilken volym de som finns bär",
        "Sizes: how many a volume needs, and what volume those there are carry"
    }
    /// The calibrate command.
    calibrate() {
        "Kalibrerar: vilken hanteringstid, hur många eller vilket överspill som förklarar det som observerats",
        "Calibrates: which handle time, how many people or what overflow explain what was observed"
    }
    /// The --observed option.
    observed() {
        "Det som observerats: wait=210s, wait=180s..240s, share=75%@120s, abandoned=8%; kan ges flera gånger",
        "What was observed: wait=210s, wait=180s..240s, share=75%@120s, abandoned=8%; may be given several times"
    }
    /// A placeholder for something observed.
    observed_value() { "MÅTT=VÄRDE", "MEASURE=VALUE" }
    /// The --when option.
    when() { "När, t.ex. \"mon-fri 09:30-10:30\" (annars hela dagen)", "When, e.g. \"mon-fri 09:30-10:30\" (otherwise the whole day)" }
    /// A placeholder for a time of the week.
    when_value() { "NÄR", "WHEN" }
    /// The --people option of calibrate.
    on_contacts() { "Så många på kontakter samtidigt då, t.ex. 4 eller 3..5", "So many on contacts at a time then, e.g. 4 or 3..5" }
    /// The --volume option of calibrate.
    volume_then() { "Kontakter i timmen då (utan --when: om dagen), om inte prognosens", "Contacts an hour then (without --when: a day), if not the forecast's" }
    /// The --roster option.
    worked_roster() { "Ett schema som arbetats: hur många på kontakter, och vilket överspill som förklarar", "A roster that was worked: how many on contacts, and what overflow explains" }
    /// The --json option of calibrate.
    calibration_json() { "Skriv JSON i stället för tabellerna", "Print JSON instead of the tables" }
    /// The --people option.
    people() { "Heltider att räkna på, t.ex. 13..15 (annars de som finns, en färre och en fler)", "Full-time people to look at, e.g. 13..15 (otherwise those there are, one fewer and one more)" }
    /// The --volume option.
    volume() { "Kontakter en genomsnittlig dag, t.ex. 450 eller 400..500 (annars prognosen)", "Contacts on a mean day, e.g. 450 or 400..500 (otherwise the forecast)" }
    /// The --hour option.
    hour() { "Räkna på en timme i taget i stället för en dag; --volume är då kontakter i timmen", "Look at one hour in place of a day; --volume is then contacts an hour" }
    /// The --handle-time option.
    handle_time() { "Hanteringstid i genomsnitt, t.ex. 300s eller 240s..360s (annars filernas, och 20 % kortare och längre)", "Mean handle time, e.g. 300s or 240s..360s (otherwise that of the files, and 20 % shorter and longer)" }
    /// The --patience option.
    patience() { "Tålamod i genomsnitt, t.ex. 240s; none: ingen lägger på", "Mean patience, e.g. 240s; none: nobody hangs up" }
    /// The --presence option.
    presence() { "Andel av betald tid som de är på plats, t.ex. 0.68 eller 65%..75%", "Share of paid time that people are there, e.g. 0.68 or 65%..75%" }
    /// The --target option.
    target() { "Andel som ska besvaras i tid, t.ex. 80% (annars filernas)", "Share to answer in time, e.g. 80% (otherwise that of the files)" }
    /// The --silos option.
    silos() { "Räkna på så många lika stora grupper i stället för köerna", "Look at so many groups of equal size in place of the queues" }
    /// The --overflow option.
    overflow() { "Så länge väntar en kontakt på sin egen grupp innan vem som helst svarar, t.ex. 60s", "How long a contact waits for its own group before anybody answers, e.g. 60s" }
    /// The --out option of capacity.
    capacity_out() { "Mapp för resultatet (annars <mapp>/capacity)", "Folder for the result (otherwise <folder>/capacity)" }
    /// The --json option of capacity.
    capacity_json() { "Skriv capacity.json i stället för tabellerna", "Print capacity.json instead of the tables" }
    /// The schema command.
    schema() {
        "Skriver JSON Schema för centre.toml (eller ett scenario, eller plan.json)",
        "Prints the JSON Schema of centre.toml (or of a what-if, or of plan.json)"
    }
    /// The help command.
    help_command() { "Visar hjälp om ett kommando", "Shows the help of a command" }
    /// The argument of the help command.
    help_of() { "Kommandot att visa hjälp om", "The command to show the help of" }
    /// The folder argument.
    folder() {
        "Mappen med centre.toml, agents.csv och forecast.csv",
        "The folder with centre.toml, agents.csv and forecast.csv"
    }
    /// The folder to make.
    new_folder() { "Mappen som ska skapas", "The folder to make" }
    /// The roster argument.
    roster() {
        "Schemat, CSV eller xlsx: rader med person, datum, start och slut, eller personer nedåt och dagar åt höger",
        "The roster, CSV or xlsx: rows with person, date, start and end, or people down and days across"
    }
    /// The --scenario option.
    scenario() {
        "Planera som om något vore annorlunda: en fil ur mappens scenarios (resultatet hamnar i <mapp>/plan-<namn>)",
        "Plan as if something were different: a file from the folder's scenarios (the result goes to <folder>/plan-<name>)"
    }
    /// The --out option.
    out() { "Mapp för resultatet (annars <mapp>/plan)", "Folder for the result (otherwise <folder>/plan)" }
    /// The --time-limit option.
    time_limit() {
        "Lämna det bästa hittills efter så lång tid, t.ex. 60s eller 5m",
        "Hand over the best so far after this long, e.g. 60s or 5m"
    }
    /// The --gap option.
    gap() {
        "Nöj dig med betald tid så nära den bevisade gränsen, t.ex. 0.01",
        "Be content with paid time this near the proven bound, e.g. 0.01"
    }
    /// The --seed option.
    seed() {
        "Slumptalens startvärde; samma värde ger samma plan",
        "Seed of the random numbers; the same seed gives the same plan"
    }
    /// The --lang option.
    lang() { "Språk: sv eller en", "Language: sv or en" }
    /// The --quiet option.
    quiet() { "Skriv inget utom fel, och JSON om det begärs", "Print nothing but errors, and JSON where asked for" }
    /// The --json option.
    json() { "Skriv plan.json i stället för sammanfattningen", "Print plan.json instead of the summary" }
    /// The --json option of the check command.
    check_json() { "Skriv allt som JSON, för andra program", "Print everything as JSON, for other programs" }
    /// The --help option.
    help() { "Visa hjälp", "Show help" }
    /// The --version option.
    version() { "Visa version", "Show version" }
    /// The argument of the schema command.
    schema_of() { "Vilken fil: centre, what-if eller plan", "Which file: centre, what-if or plan" }
    /// Heading of the usage line.
    usage() { "Användning:", "Usage:" }
    /// Heading of the commands.
    commands() { "Kommandon:", "Commands:" }
    /// Heading of the arguments.
    arguments() { "Argument", "Arguments" }
    /// Heading of the options.
    options() { "Flaggor", "Options" }
    /// A placeholder for a folder.
    folder_value() { "MAPP", "FOLDER" }
    /// A placeholder for a roster.
    roster_value() { "SCHEMA", "ROSTER" }
    /// A placeholder for a file.
    file_value() { "FIL", "FILE" }
    /// A placeholder for a time.
    time_value() { "TID", "TIME" }
    /// A placeholder for a number or a range.
    range_value() { "TAL..TAL", "FROM..TO" }
    /// A placeholder for a number.
    number_value() { "TAL", "NUMBER" }
}
