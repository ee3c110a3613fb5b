//! Small pieces of SVG: positions in percent so that charts stretch, heights in pixels so that text keeps its size.

use std::fmt::Write;

/// A drawing without `viewBox`: x in percent, y in pixels.
pub(in crate::report) struct Drawing {
    body: String,
    class: &'static str,
    height: f64,
}

impl Drawing {
    /// An empty drawing of so many pixels' height.
    pub(in crate::report) fn new(class: &'static str, height: f64) -> Self {
        Self { body: String::new(), class, height }
    }

    /// A filled rectangle, x and width in percent, y and height in pixels.
    pub(in crate::report) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        self.add(format_args!(
            "<rect class=\"{class}\" x=\"{}%\" y=\"{}\" width=\"{}%\" height=\"{}\"/>",
            short(x),
            short(y),
            short(width),
            short(height)
        ));
    }

    /// A straight line between two points.
    pub(in crate::report) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.add(format_args!(
            "<line class=\"{class}\" x1=\"{}%\" y1=\"{}\" x2=\"{}%\" y2=\"{}\"/>",
            short(x1),
            short(y1),
            short(x2),
            short(y2)
        ));
    }

    /// A circle of radius `r` pixels.
    pub(in crate::report) fn circle(&mut self, class: &str, (x, y): (f64, f64), r: f64) {
        self.add(format_args!(
            "<circle class=\"{class}\" cx=\"{}%\" cy=\"{}\" r=\"{}\"/>",
            short(x),
            short(y),
            short(r)
        ));
    }

    /// Text at a point, escaped; `class` says how it is anchored.
    pub(in crate::report) fn text(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        self.add(format_args!(
            "<text class=\"{class}\" x=\"{}%\" y=\"{}\">{}</text>",
            short(x),
            short(y),
            escape(text)
        ));
    }

    /// The finished drawing, with a description for who cannot see it.
    pub(in crate::report) fn finish(self, label: &str) -> String {
        format!(
            "<svg class=\"{}\" width=\"100%\" height=\"{}\" role=\"img\" aria-label=\"{}\">{}</svg>",
            self.class,
            short(self.height),
            escape(label),
            self.body
        )
    }

    fn add(&mut self, piece: std::fmt::Arguments) {
        self.body.write_fmt(piece).expect("a string takes whatever is written");
    }
}

/// A number with at most two decimals.
pub(in crate::report) fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The text as it may stand in HTML, also inside an attribute.
pub(in crate::report) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_text_is_escaped() {
        assert_eq!([33.3333, 50.0, -0.001].map(short), ["33.33", "50", "0"]);
        assert_eq!(escape("<\"Å&D\">"), "&lt;&quot;Å&amp;D&quot;&gt;");
    }
}
