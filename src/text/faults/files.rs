//! Faults of files and their shape: missing, unreadable, misspelt keys and columns, values of the wrong kind.

use super::{hint, number, toml};
use crate::model::{Expected, FaultKind, Language};
use crate::text::messages;
pub(super) use crate::text::words::one_of;

messages! {
    missing_file() {
        "filen saknas; lägg den i mappen, eller skapa en ny mapp att utgå från med ”bemanna init”",
        "the file is missing; put it in the folder, or make a new folder to start from with “bemanna init”",
    }
    missing_roster() {
        "filen finns inte; kontrollera namnet och mappen",
        "there is no such file; check its name and folder",
    }
    empty_file() {
        "filen är tom; fyll den, eller ta bort den om den inte behövs",
        "the file is empty; fill it, or remove it if it is not needed",
    }
    not_utf8() {
        "texten är inte i UTF-8, så å, ä och ö går inte att läsa; spara om filen, i Excel som ”CSV UTF-8”",
        "the text is not in UTF-8, so its letters cannot be read; save the file again, in Excel as “CSV UTF-8”",
    }
    syntax(slip) { "raden går inte att läsa: {slip}", "the line cannot be read: {slip}" }
    unknown_key(key, hint) { "nyckeln ”{key}” finns inte; {hint}", "there is no key “{key}”; {hint}" }
    known_keys(keys) { "här kan stå {keys}", "possible here: {keys}" }
    missing_key(key) { "”{key}” saknas; lägg till den", "“{key}” is missing; add it" }
    wrong_type(key, expected) { "”{key}” ska vara {expected}", "“{key}” must be {expected}" }
    text_type() { "text inom citattecken", "text within quotes" }
    whole_type() { "ett heltal utan citattecken", "a whole number without quotes" }
    number_type() {
        "ett tal med decimalpunkt, utan citattecken",
        "a number with a decimal point, without quotes",
    }
    truth_type() { "true (ja) eller false (nej), utan citattecken", "true or false, without quotes" }
    list_type() { "en lista inom hakparenteser: [ ... ]", "a list within square brackets: [ ... ]" }
    table_type() { "en grupp av nycklar: {{ nyckel = värde }}", "a group of keys: {{ key = value }}" }
    not_allowed(key, value, allowed) {
        "”{key}” kan inte vara ”{value}”; välj {allowed}",
        "“{key}” cannot be “{value}”; choose {allowed}",
    }
    between(key, value, low, high) {
        "”{key}” är {value}; det ska vara från {low} till {high}",
        "“{key}” is {value}; it must be from {low} to {high}",
    }
    at_least(key, value, low) {
        "”{key}” är {value}; det ska vara minst {low}",
        "“{key}” is {value}; it must be at least {low}",
    }
    bad_time(value) {
        "”{value}” är ingen tid; skriv timmar och minuter, till exempel 08:00",
        "“{value}” is no time; write hours and minutes, for example 08:00",
    }
    bad_time_span(value) {
        "”{value}” är inget klockslag från och till; skriv till exempel 08:00-17:00",
        "“{value}” is no time from and to; write for example 08:00-17:00",
    }
    bad_date(value) {
        "”{value}” är inget datum; skriv år-månad-dag, till exempel 2026-11-23",
        "“{value}” is no date; write year-month-day, for example 2026-11-23",
    }
    unknown_weekday(value) {
        "”{value}” är ingen veckodag; skriv mon, tue, wed, thu, fri, sat eller sun (eller mån, tis, ons ...)",
        "“{value}” is no weekday; write mon, tue, wed, thu, fri, sat or sun",
    }
    bad_number(key, value) {
        "”{value}” i ”{key}” är inget tal; skriv siffror, med punkt eller komma före decimaler",
        "“{value}” in “{key}” is no number; write digits, with a point or comma before decimals",
    }
    bad_whole(key, value) {
        "”{value}” i ”{key}” är inget heltal från 0; skriv bara siffror",
        "“{value}” in “{key}” is no whole number from 0; write digits only",
    }
    missing_column(column) {
        "kolumnen ”{column}” saknas; lägg till den i första raden",
        "the column “{column}” is missing; add it to the first row",
    }
    unknown_column(column, hint) {
        "kolumnen ”{column}” finns inte; {hint}",
        "there is no column “{column}”; {hint}",
    }
    known_columns(columns) {
        "filen kan ha {columns}, och ”note” för egna anteckningar",
        "the file can have {columns}, and “note” for notes of your own",
    }
    duplicate_column(column) {
        "kolumnen ”{column}” står två gånger; ta bort den ena",
        "the column “{column}” stands twice; remove one of them",
    }
    too_many_fields(found, expected) {
        "raden har {found} fält men tabellen {expected} kolumner; ta bort det som är för mycket, eller sätt \
         citattecken om text som har ; eller , i sig",
        "the row has {found} fields but the table {expected} columns; remove what is too much, or put quotes around \
         text that has ; or , in it",
    }
    empty_field(column) { "”{column}” är tomt; fyll i fältet", "“{column}” is empty; fill it in" }
    bad_yes_no(value) { "”{value}” är varken ja eller nej; skriv ja eller nej", "“{value}” is neither yes nor no; write yes or no" }
}

/// The sentence for a fault of this kind; `None` for other kinds.
pub(super) fn text(language: Language, file: &str, kind: &FaultKind) -> Option<String> {
    Some(match kind {
        FaultKind::MissingFile if matches!(file, "centre.toml" | "agents.csv") => missing_file(language),
        FaultKind::MissingFile => missing_roster(language),
        FaultKind::EmptyFile => empty_file(language),
        FaultKind::NotUtf8 => not_utf8(language),
        FaultKind::Syntax { message } => syntax(language, toml::slip(language, message)),
        FaultKind::UnknownKey { key, nearest, known } => {
            unknown_key(language, key, hint(language, nearest.as_ref(), known_keys(language, known.join(", "))))
        }
        FaultKind::MissingKey { key } => missing_key(language, key),
        FaultKind::WrongType { key, expected } => wrong_type(language, key, type_name(language, *expected)),
        FaultKind::NotAllowed { key, value, allowed } => not_allowed(language, key, value, one_of(language, allowed)),
        FaultKind::OutOfRange { key, value, low, high } => range(language, key, *value, (*low, *high)),
        FaultKind::BadTime { value } => bad_time(language, value),
        FaultKind::BadTimeSpan { value } => bad_time_span(language, value),
        FaultKind::BadDate { value } => bad_date(language, value),
        FaultKind::UnknownWeekday { value } => unknown_weekday(language, value),
        FaultKind::BadNumber { key, value, whole: false } => bad_number(language, key, value),
        FaultKind::BadNumber { key, value, whole: true } => bad_whole(language, key, value),
        FaultKind::MissingColumn { column } => missing_column(language, column),
        FaultKind::UnknownColumn { column, nearest, known } => {
            let otherwise = known_columns(language, known.join(", "));
            unknown_column(language, column, hint(language, nearest.as_ref(), otherwise))
        }
        FaultKind::DuplicateColumn { column } => duplicate_column(language, column),
        FaultKind::TooManyFields { found, expected } => too_many_fields(language, found, expected),
        FaultKind::EmptyField { column } => empty_field(language, column),
        FaultKind::BadYesNo { value } => bad_yes_no(language, value),
        _ => return None,
    })
}

fn type_name(language: Language, expected: Expected) -> String {
    match expected {
        Expected::Text => text_type(language),
        Expected::Whole => whole_type(language),
        Expected::Number => number_type(language),
        Expected::Truth => truth_type(language),
        Expected::List => list_type(language),
        Expected::Table => table_type(language),
    }
}

fn range(language: Language, key: &str, value: f64, (low, high): (f64, f64)) -> String {
    let shown = |value| number(language, value);
    if high.is_finite() {
        between(language, key, shown(value), shown(low), shown(high))
    } else {
        at_least(language, key, shown(value), shown(low))
    }
}
