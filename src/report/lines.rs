//! Lines of plain text: wrapped at words, cut to a width, each with its tone for terminals that have colours.

/// What a line is, for terminals that show it by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    Plain,
    /// What it is all about.
    Title,
    /// Good news.
    Good,
    /// Not settled.
    Doubt,
    /// Bad news.
    Bad,
    /// Aside: true, and not what the eye should go to first.
    Aside,
}

/// A line and its tone.
pub type Line = (Tone, String);

/// The text in lines of at most `width` characters, all but the first indented.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let length = line.chars().count() + 1 + word.chars().count();
        if !line.trim().is_empty() && length > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
        } else if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.into_iter().map(|line| cut(&line, width)).collect()
}

/// At most so many of the lines; the last one ends in an ellipsis, at a word, when some are left out.
pub(super) fn limited(mut lines: Vec<String>, most: usize, width: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.chars().count() + 2 > width {
                let end = last.trim_end().rfind(' ').unwrap_or(0);
                last.truncate(end);
            }
            *last = format!("{} …", last.trim_end_matches([' ', ',', ';', '(']));
        }
    }
    lines
}

/// A sentence with as many of `items` as fit in `most` lines, and with how many are left out.
///
/// `sentence` makes it of the items joined, `more` tells how many are left out; one item stands whatever its length.
pub(super) fn fitted(
    items: &[String],
    (width, most): (usize, usize),
    sentence: impl Fn(String) -> String,
    more: impl Fn(usize) -> String,
) -> Vec<String> {
    let with = |n: usize| {
        let mut shown = items[..n].to_vec();
        shown.extend((n < items.len()).then(|| more(items.len() - n)));
        wrap(&sentence(shown.join("; ")), width, 2)
    };
    let fits = (1..=items.len()).rev().map(with).find(|lines| lines.len() <= most);
    fits.unwrap_or_else(|| limited(with(items.len().min(1)), most, width))
}

/// The text, or its beginning and an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(width.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_words_and_is_cut_only_when_a_word_is_too_long() {
        assert_eq!(wrap("ett två tre", 8, 2), ["ett två", "  tre"]);
        assert_eq!(wrap("bemanningsbehovet", 8, 0), ["bemanni…"]);
    }

    #[test]
    fn lines_left_out_are_owned_up_to() {
        let lines = vec!["ett".to_owned(), "två".to_owned(), "tre".to_owned()];
        assert_eq!(limited(lines, 2, 20), ["ett", "två …"]);
        assert_eq!(limited(vec!["ett två tre".to_owned(), String::new()], 1, 12), ["ett två …"], "at a word");
    }

    #[test]
    fn items_that_do_not_fit_are_counted() {
        let items: Vec<String> = ["ett", "två", "tre"].map(str::to_owned).into();
        let told = |width| fitted(&items, (width, 1), |list| format!("Tal: {list}"), |n| format!("{n} till"));
        assert_eq!(told(40), ["Tal: ett; två; tre"]);
        assert_eq!(told(17), ["Tal: ett; 2 till"]);
    }
}
