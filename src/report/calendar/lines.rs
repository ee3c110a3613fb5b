//! Content lines of a calendar file: text escaped, long lines folded, and both undone.
//!
//! # Source
//!
//! RFC 5545 (2009), sections 3.1 (content lines) and 3.3.11 (text). <https://doi.org/10.17487/RFC5545>

/// The most octets of a line, the line break not counted.
const LONGEST: usize = 75;

/// Text as the value of a property: what would end it or begin another is escaped, control characters are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// The text that [`escaped`] was given.
pub(super) fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(plain) => out.push(plain),
                None => {}
            },
            (plain, false) => out.push(plain),
        }
    }
    out
}

/// The lines as a file: each ended by CRLF, and continued on the next line where it is longer than 75 octets.
pub(super) fn folded(lines: &[String]) -> Vec<u8> {
    let mut out = String::new();
    for line in lines {
        let mut length = 0;
        for letter in line.chars() {
            if length + letter.len_utf8() > LONGEST {
                out.push_str("\r\n ");
                length = 1;
            }
            out.push(letter);
            length += letter.len_utf8();
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// The lines of a file, those that continue another put together with it.
pub(super) fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_breaks_a_letter() {
        let line = format!("SUMMARY:{}", "Åsa Öberg 😀 ".repeat(30));
        let file = String::from_utf8(folded(std::slice::from_ref(&line))).unwrap();
        assert!(file.ends_with("\r\n"));
        assert!(file.split("\r\n").all(|part| part.len() <= LONGEST), "{file}");
        assert!(file.split("\r\n").any(|part| part.len() >= LONGEST - 3), "lines are as long as they may be");
        assert_eq!(unfolded(&file), [line]);
    }

    #[test]
    fn text_comes_back_as_it_was() {
        for text in ["a;b,c\\d\ne:f\"g\"", "\\n", "\\\\", "", "kl. 8–16, lunch; \\"] {
            assert_eq!(unescaped(&escaped(text)), text);
            assert!(!escaped(text).contains('\n'));
        }
        assert_eq!(escaped("a\r\u{7}b"), "ab");
    }
}
