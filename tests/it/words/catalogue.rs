//! The catalogue as its source has it: every message with its Swedish and its English wording.

use std::fs;

/// A message or a label.
#[derive(Debug)]
pub(super) struct Message {
    /// File, for the one who mends it.
    pub(super) place: String,
    /// Name.
    pub(super) name: String,
    /// Swedish wording.
    pub(super) sv: String,
    /// English wording.
    pub(super) en: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

/// The words, texts and signs of a source file; comments are left out.
fn tokens(source: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => while chars.next().is_some_and(|c| c != '\n') {},
            '"' => {
                let mut text = String::new();
                while let Some(c) = chars.next().filter(|&c| c != '"') {
                    match c {
                        '\\' => match chars.next() {
                            // A line goes on in the next, without its indentation.
                            Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                            Some('n') => text.push('\n'),
                            Some('u') => {
                                let code: String = chars.by_ref().skip(1).take_while(|&c| c != '}').collect();
                                text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                            }
                            Some(other) => text.push(other),
                            None => {}
                        },
                        c => text.push(c),
                    }
                }
                out.push(Token::Text(text));
            }
            // A character between quotes, not a lifetime.
            '\'' => {
                let rest: String = chars.clone().take(9).collect();
                if let Some(end) = rest.get(1..).and_then(|rest| rest.find('\'')) {
                    let is_char = rest.starts_with('\\') || rest.chars().nth(1) == Some('\'');
                    if is_char {
                        for _ in 0..rest[..=end + 1].chars().count() {
                            chars.next();
                        }
                    }
                }
            }
            c if c.is_alphanumeric() || c == '_' => {
                let mut word = c.to_string();
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                out.push(Token::Word(word));
            }
            c if c.is_whitespace() => {}
            c => out.push(Token::Sign(c)),
        }
    }
    out
}

/// Every message of the catalogue: a name, perhaps facts, and two texts within braces.
pub(super) fn messages() -> Vec<Message> {
    let mut out = Vec::new();
    for path in super::sources("src/text") {
        let place = path.strip_prefix(super::root()).expect("below").display().to_string();
        let tokens = tokens(&fs::read_to_string(&path).expect("source"));
        for at in 0..tokens.len() {
            let [Token::Sign('{'), Token::Text(sv), Token::Sign(','), Token::Text(en), end @ ..] = &tokens[at..] else {
                continue;
            };
            let end = if end.first() == Some(&Token::Sign(',')) { &end[1..] } else { end };
            let before = if tokens[at - 1] == Token::Sign(')') {
                tokens[..at].iter().rposition(|token| *token == Token::Sign('(')).expect("it opens") - 1
            } else {
                at - 1
            };
            if let (Token::Word(name), Some(Token::Sign('}'))) = (&tokens[before], end.first()) {
                out.push(Message { place: place.clone(), name: name.clone(), sv: sv.clone(), en: en.clone() });
            }
        }
    }
    out
}
