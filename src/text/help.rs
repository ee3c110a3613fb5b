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
        "Börja med:  bemanna init minkommun   och sedan   bemanna plan minkommun\n\nSvarskoder: 0 klart; 1 oväntat fel; 2 fel i kommandot; 3 fel i indata; 4 regler som motsäger varandra; 5 inget schema inom gränsen; 6 ett schema bryter en regel",
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
    /// The simulate command.
    simulate() {
        "Spelar upp ett schema mot slumpade kontakter: servicenivån som det ger",
        "Plays a roster against random contacts: the service level it gives"
    }
    /// The schema command.
    schema() {
        "Skriver JSON Schema för centre.toml (eller plan.json)",
        "Prints the JSON Schema of centre.toml (or plan.json)"
    }
    /// The folder argument.
    folder() {
        "Mappen med centre.toml, agents.csv och forecast.csv",
        "The folder with centre.toml, agents.csv and forecast.csv"
    }
    /// The folder to make.
    new_folder() { "Mappen som ska skapas", "The folder to make" }
    /// The roster argument.
    roster() {
        "Schemat: kolumnerna agent,date,start,end,activity",
        "The roster: columns agent,date,start,end,activity"
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
    quiet() { "Skriv inget utom fel", "Print nothing but errors" }
    /// The --json option.
    json() { "Skriv plan.json i stället för sammanfattningen", "Print plan.json instead of the summary" }
    /// The --help option.
    help() { "Visa hjälp", "Show help" }
    /// The --version option.
    version() { "Visa version", "Show version" }
    /// The argument of the schema command.
    schema_of() { "Vilken fil: centre eller plan", "Which file: centre or plan" }
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
    roster_value() { "SCHEMA.CSV", "ROSTER.CSV" }
    /// A placeholder for a time.
    time_value() { "TID", "TIME" }
    /// A placeholder for a number.
    number_value() { "TAL", "NUMBER" }
}
