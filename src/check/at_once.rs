//! More people on a break at once than it allows.

use crate::model::{Activity, Breach, BreakLimit, Minute, Scenario, Severity, Span, Stretch, Violation};

use super::clock::wrapped;
use super::shifts::Shift;

/// Somebody's break, and how many may be on one of its kind meanwhile.
struct Pause {
    span: Span,
    most: Option<BreakLimit>,
}

/// Times when more people are on breaks of a kind than the strictest of those breaks allows.
///
/// A break's own limit is that of its shift's template. Who does nothing but reserve in a shift does not count, neither
/// among those on a break nor among those at work.
pub(super) fn breaks(scenario: &Scenario, people: &[Vec<Stretch>], shifts: &[Shift], out: &mut Vec<Violation>) {
    if scenario.templates.iter().flat_map(|template| &template.breaks).all(|rule| rule.most_at_once.is_none()) {
        return;
    }
    for activity in [Activity::Lunch, Activity::Break] {
        let mut pauses: Vec<Pause> = Vec::new();
        let mut at_work: Vec<Span> = Vec::new();
        for shift in shifts {
            let inside = |stretch: &&Stretch| shift.span.contains(stretch.span());
            let mine = || people[shift.agent.0].iter().filter(inside);
            let is_idle = |a: Activity| matches!(a, Activity::Reserve | Activity::Lunch | Activity::Break);
            if mine().all(|stretch| is_idle(stretch.activity)) {
                continue;
            }
            at_work.extend(wrapped(&scenario.horizon, shift.span));
            for stretch in mine().filter(|stretch| stretch.activity == activity) {
                let template = shift.reading.templates.first().map(|index| &scenario.templates[index.0]);
                let rules = template.into_iter().flat_map(|template| &template.breaks);
                let mut rules = rules
                    .filter(|rule| rule.kind.activity() == Some(activity) && rule.minutes == stretch.span().minutes());
                let rule = rules.next();
                let most = rule.and_then(|rule| rule.most_at_once);
                pauses.extend(wrapped(&scenario.horizon, stretch.span()).into_iter().map(|span| Pause { span, most }));
            }
        }
        tell(activity, &pauses, &at_work, out);
    }
}

fn tell(activity: Activity, pauses: &[Pause], at_work: &[Span], out: &mut Vec<Violation>) {
    let ends = pauses.iter().map(|pause| pause.span).chain(at_work.iter().copied());
    let mut cuts: Vec<Minute> = ends.flat_map(|span| [span.start, span.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let holds = |span: Span, part: Span| span.start <= part.start && part.end <= span.end;
    let mut found: Vec<(Span, u32, u32)> = Vec::new();
    for part in cuts.windows(2).map(|pair| Span::new(pair[0], pair[1])) {
        let here: Vec<&Pause> = pauses.iter().filter(|pause| holds(pause.span, part)).collect();
        let present = count(at_work.iter().filter(|&&span| holds(span, part)).count());
        let Some(limit) = here.iter().filter_map(|pause| pause.most).map(|most| most.most(present)).min() else {
            continue;
        };
        let measured = count(here.len());
        if measured <= limit {
            continue;
        }
        match found.last_mut() {
            Some((span, people, most)) if span.end == part.start && (*people, *most) == (measured, limit) => {
                span.end = part.end;
            }
            _ => found.push((part, measured, limit)),
        }
    }
    let told = |(span, measured, limit)| Violation {
        breach: Breach::TooManyAtOnce { activity, measured, limit },
        agent: None,
        span,
        severity: Severity::Warning,
    };
    out.extend(found.into_iter().map(told));
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
