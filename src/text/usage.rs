//! What is wrong with a command line, and what was probably meant.

use super::messages;

messages! {
    /// An option that does not exist.
    unknown_option(option) { "flaggan {option} finns inte", "there is no option {option}" }
    /// A word more than the command takes.
    word_too_many(word) { "”{word}” är ett ord för mycket", "“{word}” is one word too many" }
    /// A command that does not exist.
    unknown_command(name) { "kommandot ”{name}” finns inte", "there is no command “{name}”" }
    /// The commands there are.
    known_commands(names) { "kommandona är {names}", "the commands are {names}" }
    /// What has to be given too; each stands on a line below.
    missing() { "det här saknas:", "this is missing:" }
    /// An option without its value.
    no_value(option, example) {
        "efter {option} ska det stå ett värde: {option} {example}",
        "a value has to follow {option}: {option} {example}"
    }
    /// A value that is not one of the few there are.
    not_allowed(option, value, allowed) {
        "{option} kan inte vara ”{value}”; välj {allowed}",
        "{option} cannot be “{value}”; choose {allowed}"
    }
    /// A value that is no whole number.
    not_whole(option, value) {
        "{option} kan inte vara ”{value}”; skriv ett heltal som inte är negativt",
        "{option} cannot be “{value}”; give a whole number that is not negative"
    }
    /// A whole number outside what is allowed.
    not_between(option, value, low, high) {
        "{option} kan inte vara {value}; skriv ett heltal från {low} till {high}",
        "{option} cannot be {value}; give a whole number from {low} to {high}"
    }
    /// An option given twice.
    twice(option) { "{option} står två gånger; behåll en av dem", "{option} stands twice; keep one of them" }
    /// Two options that exclude each other.
    not_together(one, other) {
        "{one} och {other} går inte ihop; behåll en av dem",
        "{one} and {other} do not go together; keep one of them"
    }
    /// An option that takes no value.
    takes_no_value(option) {
        "{option} tar inget värde; skriv bara {option}",
        "{option} takes no value; write {option} alone"
    }
    /// Anything else that the command line's parser refuses.
    not_understood() { "kommandot går inte att tyda", "the command cannot be understood" }
    /// Letters that are no text.
    not_text() { "ett ord i kommandot är inte läsbar text (UTF-8)", "a word of the command is no readable text (UTF-8)" }
    /// Where there is more to read.
    more_help(command) { "Mer hjälp: {command}", "More help: {command}" }
    /// In a usage line: that there are options.
    some_options() { "[FLAGGOR]", "[OPTIONS]" }
    /// In a usage line: that a command follows.
    a_command() { "KOMMANDO", "COMMAND" }

    /// A folder that is not there.
    no_folder(folder) { "mappen {folder} finns inte", "there is no folder {folder}" }
    /// A file where the folder of a centre is asked for.
    file_for_folder(file) {
        "{file} är en fil, inte kundcentrets mapp",
        "{file} is a file, not the centre's folder"
    }
    /// A folder that holds no centre.
    no_centre(folder) {
        "mappen {folder} har ingen centre.toml och är därför inget kundcenter",
        "the folder {folder} has no centre.toml, so it is no centre"
    }
    /// Where no folder is near: how to make one.
    make_one() {
        "skapa ett kundcenter att utgå från med: bemanna init minkommun",
        "make a centre to start from with: bemanna init mytown"
    }
    /// One of a few folders or files was probably meant.
    meant(names) { "menade du {names}?", "did you mean {names}?" }
    /// A roster that is not there.
    no_roster(file) { "schemat {file} finns inte", "there is no roster {file}" }
    /// A folder where a roster is asked for.
    folder_for_roster(folder) {
        "{folder} är en mapp, inte ett schema",
        "{folder} is a folder, not a roster"
    }
    /// Where no roster is there yet: how to make one.
    plan_first(folder) { "gör ett schema med: bemanna plan {folder}", "make a roster with: bemanna plan {folder}" }
    /// A what-if that is not there.
    no_what_if(name) { "scenariot ”{name}” finns inte", "there is no what-if “{name}”" }
    /// The what-ifs there are.
    known_what_ifs(folder, names) { "de som finns i {folder} är {names}", "those in {folder} are {names}" }
    /// Where a centre has no what-ifs.
    write_what_if(folder) {
        "skriv det som ändras i en fil i {folder} (docs/formats.md visar hur)",
        "write what changes in a file in {folder} (docs/formats.md shows how)"
    }
}
