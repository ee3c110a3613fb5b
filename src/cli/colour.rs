//! Colour on terminals that have it, and nowhere else: not in a pipe, a file, or where the reader wants none.

use std::io::IsTerminal;

use crate::report::{Line, Tone};

/// Lines as text, in colour where `stream` is a terminal that shows it.
pub(super) fn lines(lines: &[Line], stream: &impl IsTerminal) -> String {
    let is_coloured = wanted(stream.is_terminal(), |name| std::env::var(name).ok());
    lines.iter().map(|(tone, line)| painted(*tone, line, is_coloured) + "\n").collect()
}

/// A word in the colour of bad news, where standard error shows colour.
pub(super) fn bad(word: &str) -> String {
    painted(Tone::Bad, word, wanted(std::io::stderr().is_terminal(), |name| std::env::var(name).ok()))
}

/// Whether there is to be colour: on a terminal, unless `NO_COLOR` is set or the terminal has none; anywhere where
/// `CLICOLOR_FORCE` asks for it. (no-color.org, bixense.com/clicolors)
fn wanted(is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    // An old console of Windows would show the codes themselves.
    let is_able = if cfg!(windows) { is_set("WT_SESSION") || is_set("TERM") } else { true };
    is_set("CLICOLOR_FORCE") || (is_terminal && is_able && variable("TERM").is_none_or(|term| term != "dumb"))
}

fn painted(tone: Tone, line: &str, is_coloured: bool) -> String {
    let code = match tone {
        Tone::Plain => "",
        Tone::Title => "1",
        Tone::Good => "1;32",
        Tone::Doubt => "33",
        Tone::Bad => "31",
        Tone::Aside => "2",
    };
    if code.is_empty() || line.is_empty() || !is_coloured {
        return line.to_owned();
    }
    format!("\u{1b}[{code}m{line}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(is_terminal: bool, set: &[(&str, &str)]) -> bool {
        wanted(is_terminal, |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn colour_is_for_terminals_and_for_readers_who_want_it() {
        let term = ("TERM", "xterm-256color");
        assert!(with(true, &[term]));
        assert!(!with(false, &[term]), "not in a pipe");
        assert!(!with(true, &[term, ("NO_COLOR", "1")]));
        assert!(with(true, &[term, ("NO_COLOR", "")]), "set to nothing is not set");
        assert!(!with(true, &[("TERM", "dumb")]));
        assert!(with(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!with(false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), "who wants none gets none");
    }

    #[test]
    fn plain_lines_have_no_codes() {
        assert_eq!(painted(Tone::Plain, "en rad", true), "en rad");
        assert_eq!(painted(Tone::Bad, "fattas", false), "fattas");
        assert_eq!(painted(Tone::Bad, "fattas", true), "\u{1b}[31mfattas\u{1b}[0m");
    }
}
