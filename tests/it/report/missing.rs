//! What is told as missing where no queue's row is short.

use bemanna::model::{Breach, Language, Minute, PostIdx, Severity, Span, Status, Violation};
use bemanna::report::terminal;

use crate::sample_plan::{fine, sample};

#[test]
fn an_empty_reception_is_what_is_missing_where_every_target_is_met() {
    let mut plan = fine();
    plan.status = Status::Short;
    let post = PostIdx(0);
    let span = Span::new(Minute(480), Minute(510));
    plan.violations.push(Violation {
        breach: Breach::PostUnmanned { post, measured: 0, needed: 1 },
        agent: None,
        span,
        severity: Severity::Cover,
    });
    let name = plan.scenario.posts[0].name.clone();
    let text = terminal(&plan, Language::Swedish, 160);
    assert!(
        text.contains("räcker inte. Bemanning: ") && text.contains(&format!("Fattas: Bemanning: {name}")),
        "{text}"
    );
    assert!(!text.contains("Fattas: ingen"), "{text}");
}

#[test]
fn a_half_hour_that_lacks_next_to_nothing_is_not_named() {
    let mut plan = sample();
    let found = plan.performance.as_mut().expect("it was simulated");
    // Wednesday misses its target: one half-hour lacks two contacts in time, another a hundredth of one.
    let half_hour = |at: usize| 2 * 48 + at;
    let target = 0.8;
    found.tallies[0][half_hour(20)].answered_within = 6.0 * target - 2.0;
    found.tallies[0][half_hour(30)].answered_within = 6.0 * target - 0.01;
    let page = super::page(&plan, Language::Swedish);
    assert!(page.contains("mest saknas 10:00–10:30 (46,7\u{a0}%, 2,0 för få i tid)"), "the worst is named");
    assert!(!page.contains("0,0 för få"), "what rounds to nothing is not");
}
