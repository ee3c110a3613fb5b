//! Line charts for studies: lines of points over two plain axes.

use crate::report::html::svg::Drawing;

/// Pixels from top to bottom of the field, and above it.
const FIELD: f64 = 230.0;
const TOP: f64 = 22.0;

/// One line: its class, and its points from left to right.
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) points: Vec<(f64, f64)>,
}

/// Lines over two axes that begin at 0; `mark` is a value on the horizontal axis with a name.
pub(super) fn chart(lines: &[Line], (across, up): (&str, &str), mark: Option<(f64, &str)>, label: &str) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let most_x = points().map(|point| point.0).chain(mark.map(|mark| mark.0)).fold(1.0, f64::max) * 1.02;
    let most_y = points().map(|point| point.1).fold(1.0, f64::max) * 1.05;
    let x = |value: f64| 100.0 * value / most_x;
    let y = |value: f64| TOP + FIELD * (1.0 - value / most_y);
    let mut drawing = Drawing::new("lines", TOP + FIELD + 38.0);
    for level in ticks(most_y) {
        drawing.line("grid", (0.0, y(level)), (100.0, y(level)));
        drawing.text("axis", (0.0, y(level) + 4.0), &short(level));
    }
    for place in ticks(most_x) {
        drawing.line("tick", (x(place), y(0.0)), (x(place), y(0.0) + 4.0));
        drawing.text("hour mid", (x(place), y(0.0) + 17.0), &short(place));
    }
    drawing.text("name", (0.0, TOP - 9.0), up);
    drawing.text("name end", (100.0, TOP + FIELD + 34.0), across);
    for line in lines {
        for pair in line.points.windows(2) {
            drawing.line(line.class, (x(pair[0].0), y(pair[0].1)), (x(pair[1].0), y(pair[1].1)));
        }
    }
    if let Some((place, name)) = mark {
        drawing.line("mark", (x(place), TOP), (x(place), y(0.0)));
        drawing.text(if x(place) > 70.0 { "marked end" } else { "marked" }, (x(place), TOP - 9.0), name);
    }
    drawing.finish(label)
}

/// Round values from 0 up, about six of them.
fn ticks(most: f64) -> Vec<f64> {
    let rough = most / 6.0;
    let ten = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|n| n * ten).into_iter().find(|step| *step >= rough).unwrap_or(10.0 * ten);
    std::iter::successors(Some(0.0), |level| Some(level + step)).take_while(|level| *level <= most).collect()
}

fn short(value: f64) -> String {
    if (value - value.round()).abs() < 1e-9 { format!("{value:.0}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(17.0), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(ticks(640.0), [0.0, 200.0, 400.0, 600.0]);
    }
}
