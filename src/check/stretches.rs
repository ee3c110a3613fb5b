//! What is wrong with single stretches: no length, off the grid, or two at once.

use crate::model::{Breach, Minute, Scenario, Severity, Span, Stretch, Violation};

use super::clock::{common, length};

/// Stretches without length or off the grid.
pub(super) fn off_grid(scenario: &Scenario, stretches: &[Stretch], out: &mut Vec<Violation>) {
    let grid = scenario.horizon.grid_minutes.max(1);
    let is_off = |minute: Minute| minute.0 % grid != 0;
    let mut told = None;
    for stretch in stretches {
        let is_new_start = is_off(stretch.start) && told != Some((stretch.agent, stretch.start));
        if stretch.end <= stretch.start || is_new_start || is_off(stretch.end) {
            out.push(Violation {
                breach: Breach::OffGrid,
                agent: Some(stretch.agent),
                span: stretch.span(),
                severity: Severity::Hard,
            });
        }
        // Where one stretch ends and the next begins off the grid, it is told once.
        told = is_off(stretch.end).then_some((stretch.agent, stretch.end));
    }
}

/// Two activities of one agent at once. `stretches` are the agent's, by start, each with a length.
pub(super) fn overlaps(scenario: &Scenario, stretches: &[Stretch], out: &mut Vec<Violation>) {
    let round = length(&scenario.horizon);
    let again = stretches.iter().map(|s| Stretch { start: s.start + round, end: s.end + round, ..*s });
    let mut lap: Vec<Stretch> = stretches.to_vec();
    if scenario.horizon.cyclic {
        let last = stretches.iter().map(|s| s.end).max().unwrap_or_default();
        lap.extend(again.filter(|s| s.start < last && s.start.0 >= round));
        lap.sort_by_key(|s| s.start);
    }
    let mut found: Vec<(Span, Stretch, Stretch)> = Vec::new();
    let mut latest: Option<Stretch> = None;
    for stretch in lap {
        if let Some(before) = latest
            && let Some(shared) = common(before.span(), stretch.span())
        {
            match found.last_mut() {
                Some((span, ..)) if shared.start <= span.end => span.end = span.end.max(shared.end),
                _ => found.push((shared, before, stretch)),
            }
        }
        if latest.is_none_or(|before| before.end < stretch.end) {
            latest = Some(stretch);
        }
    }
    out.extend(found.into_iter().map(|(span, first, second)| Violation {
        breach: Breach::Overlap { first: first.activity, second: second.activity },
        agent: Some(first.agent),
        span,
        severity: Severity::Hard,
    }));
}
