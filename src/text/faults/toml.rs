//! Slips in the writing of a TOML file: what its parser says, in words for a planner and in both languages.

use crate::model::Language;
use crate::text::messages;

messages! {
    /// The same key, or the same table, twice.
    twice() {
        "samma nyckel eller rubrik står två gånger; behåll en av dem",
        "the same key or heading stands twice; keep one of them"
    }
    /// A value without quotes.
    unquoted() {
        "text ska stå inom citattecken: name = \"Kundcenter\"",
        "text stands within quotes: name = \"Contact centre\""
    }
    /// A text without its end.
    open_text() {
        "citattecknet som avslutar texten saknas på raden",
        "the quotation mark that ends the text is missing on the line"
    }
    /// A backslash that begins nothing.
    backslash() {
        "ett omvänt snedstreck inom citattecken skrivs dubbelt: \\\\",
        "a backslash within quotes is written twice: \\\\"
    }
    /// A list without its end.
    open_list() { "listan slutar inte; sätt ] efter det sista värdet", "the list does not end; put ] after the last value" }
    /// A heading without its end.
    open_heading() {
        "rubriken slutar inte; skriv den som [opening] eller [[queues]]",
        "the heading does not end; write it as [opening] or [[queues]]"
    }
    /// A group of keys without its end.
    open_group() { "gruppen slutar inte; sätt }} efter den", "the group does not end; put }} after it" }
    /// A comma that is missing.
    comma() { "det saknas ett komma mellan två värden", "there is no comma between two values" }
    /// A comma too many.
    extra_comma() { "det står ett komma för mycket", "there is one comma too many" }
    /// A key without a value.
    no_value() { "nyckeln saknar värde; skriv nyckel = värde", "the key has no value; write key = value" }
    /// A value without a key.
    no_key() { "före likhetstecknet ska det stå en nyckel", "a key has to stand before the equals sign" }
    /// A key with letters that a bare one cannot have.
    bad_key() {
        "nyckeln får bara ha a–z, siffror, bindestreck och understreck, eller stå inom citattecken",
        "the key may only have a–z, digits, hyphens and underscores, or stand within quotes"
    }
    /// A number that cannot be read.
    bad_number() {
        "talet går inte att läsa; skriv siffror med decimalpunkt, som 0.80, och utan inledande nollor",
        "the number cannot be read; write digits with a decimal point, as 0.80, and no leading zeros"
    }
    /// Something that belongs to nothing.
    left_over() {
        "här står något som inte hör till nyckel = värde; ta bort det, eller sätt # framför en anteckning",
        "here stands something that is no part of key = value; remove it, or put # before a note"
    }
    /// Anything else.
    other() {
        "den ska vara nyckel = värde, en rubrik som [opening], eller börja med #",
        "it should be key = value, a heading as [opening], or begin with #"
    }
}

/// The beginning of what the parser says, and the sentence for it.
type Slip = (&'static str, fn(Language) -> String);

/// Everything known that the parser may say; the first that fits counts.
const SLIPS: [Slip; 31] = [
    ("duplicate key", twice),
    ("string values must be quoted", unquoted),
    ("invalid basic string", open_text),
    ("invalid literal string", open_text),
    ("invalid multi-line", open_text),
    ("missing opening quote", open_text),
    ("missing escaped value", backslash),
    ("too few unicode", backslash),
    ("unclosed array table", open_heading),
    ("unclosed array", open_list),
    ("unclosed table", open_heading),
    ("unclosed inline table", open_group),
    ("missing comma", comma),
    ("extra comma", extra_comma),
    ("key with no value", no_value),
    ("missing value", no_value),
    ("missing assignment", no_value),
    ("missing key", no_key),
    ("unquoted keys cannot be empty", no_key),
    ("invalid unquoted key", bad_key),
    ("keys cannot be multi-line", bad_key),
    ("invalid integer", bad_number),
    ("invalid float", bad_number),
    ("unexpected leading zero", bad_number),
    ("redundant", bad_number),
    ("`_` may only", bad_number),
    ("extra `=`", left_over),
    ("extra assignment", left_over),
    ("unexpected content", left_over),
    ("unexpected key or value", left_over),
    ("unexpected `=` in array", comma),
];

/// What is wrong with the line, from what the parser says of it in English.
pub fn slip(language: Language, message: &str) -> String {
    let known = SLIPS.iter().find(|(begins, _)| message.starts_with(begins));
    known.map_or_else(|| other(language), |(_, text)| text(language))
}
