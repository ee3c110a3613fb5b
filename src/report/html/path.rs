//! The search's path as a picture: each number of people tried, and whether a target was then missed.

use crate::model::{Language, Plan, Step};
use crate::report::summary::Summary;
use crate::text::{report as text, words};

use super::svg::Drawing;

/// Steps drawn at most; of a longer path the last ones.
const STEPS: usize = 40;

/// Between two numbers of people, and above the highest `[px]`.
const ROW: f64 = 16.0;
const TOP: f64 = 14.0;

/// The picture; `None` where nothing was tried, or only one number of people.
pub(super) fn picture(summary: &Summary, language: Language) -> Option<String> {
    let plan = summary.plan;
    let skipped = plan.path.len().saturating_sub(STEPS);
    let steps = &plan.path[skipped..];
    if steps.len() < 2 {
        return None;
    }
    let number = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
    let (floor, bound) = summary.floors();
    let least = steps.iter().map(|step| number(step.people)).min()?;
    let most = steps.iter().map(|step| number(step.people)).max()?;
    // One below shows what is proven too few, where that is near.
    let lowest = least.saturating_sub(1);
    let rows = f64::from(most - lowest);
    let height = (ROW * rows).clamp(70.0, 220.0);
    let y = |people: u32| TOP + height * f64::from(most - people) / rows.max(1.0);
    let n = f64::from(u32::try_from(steps.len()).unwrap_or(u32::MAX));
    let x = |index: usize| (f64::from(u32::try_from(index).unwrap_or(0)) + 0.5) / n * 100.0;
    let mut drawing = Drawing::new("path", TOP + height + 38.0);
    let too_few = floor.max(bound).unwrap_or(0);
    if too_few > lowest {
        let top = y(too_few.min(most)) + 6.0;
        drawing.rect("hatch thin", [0.0, top, 100.0, (TOP + height + 6.0 - top).max(0.0)]);
    }
    let every = ((most - lowest) / 8 + 1).max(1);
    for people in (lowest..=most).filter(|people| (people - lowest) % every == 0) {
        drawing.line("grid", (0.0, y(people)), (100.0, y(people)));
        drawing.text("axis", (0.0, y(people) + 4.0), &people.to_string());
    }
    for (index, pair) in steps.windows(2).enumerate() {
        let (from, to) = (y(number(pair[0].people)), y(number(pair[1].people)));
        drawing.line("whisk", (x(index), from), (x(index + 1), to));
    }
    for (index, step) in steps.iter().enumerate() {
        let at = (x(index), y(number(step.people)));
        let class = if step.missed == 0 { "point" } else { "point open" };
        drawing.circle(class, at, 5.0);
        if steps.len() <= 16 {
            drawing.text("mid hour", (x(index), TOP + height + 20.0), &told(language, step));
        }
    }
    if steps.len() <= 16 {
        drawing.text("hour", (0.0, TOP + height + 34.0), &text::path_under(language));
    }
    Some(drawing.finish(&label(plan, language)))
}

/// What stands under a step: targets missed.
fn told(language: Language, step: &Step) -> String {
    words::number(language, f64::from(u32::try_from(step.missed).unwrap_or(u32::MAX)), 0)
}

fn label(plan: &Plan, language: Language) -> String {
    let steps = plan.path.iter().map(|step| text::path_step(language, step.people, step.missed));
    steps.collect::<Vec<_>>().join("; ")
}
