//! Whether somebody who may is there to open the centre, and to close it.

use crate::model::{Activity, Breach, Scenario, Severity, SkillSet, Span, Stretch, Violation};

use super::clock::{common, outside, rounds};

/// Days whose opening begins, or ends, without anybody at work who has the skills for it.
///
/// Lunch is not work; every other activity is, reserve and short breaks included. A centre open over midnight neither
/// opens nor closes there.
pub(super) fn keys(scenario: &Scenario, people: &[Vec<Stretch>], out: &mut Vec<Violation>) {
    let horizon = &scenario.horizon;
    let open: Vec<Span> = horizon.days.iter().flat_map(|day| day.opening.iter().copied()).collect();
    let open = rounds(horizon, open);
    let grid = horizon.grid_minutes;
    for day in &horizon.days {
        let (Some(first), Some(last)) = (day.opening.first(), day.opening.last()) else { continue };
        let at_start = Span::new(first.start, first.start + grid);
        let at_end = Span::new(last.end - grid, last.end);
        let continues = |span: Span| outside(span, &open).is_empty();
        let opens = (!continues(Span::new(first.start - grid, first.start))).then_some((at_start, false));
        let closes = (!continues(Span::new(last.end, last.end + grid))).then_some((at_end, true));
        for (span, is_closing) in opens.into_iter().chain(closes) {
            let skills = if is_closing { scenario.keyholders.closes } else { scenario.keyholders.opens };
            let Some(skills) = skills else { continue };
            if !is_there(scenario, people, skills, span) {
                let breach = Breach::NoKeyholder { is_closing, skills };
                out.push(Violation { breach, agent: None, span, severity: Severity::Cover });
            }
        }
    }
}

/// Whether at every minute of the span somebody with the skills is at work.
fn is_there(scenario: &Scenario, people: &[Vec<Stretch>], skills: SkillSet, span: Span) -> bool {
    let able = people.iter().zip(&scenario.agents).filter(|(_, agent)| agent.skills.contains(skills));
    let works = able.flat_map(|(stretches, _)| stretches).filter(|stretch| stretch.activity != Activity::Lunch);
    let there = works
        .map(|stretch| stretch.span())
        .filter(|other| rounds(&scenario.horizon, [*other]).into_iter().any(|other| common(other, span).is_some()));
    outside(span, &rounds(&scenario.horizon, there)).is_empty()
}
