//! What is told as missing where no queue's row is short.

use bemanna::model::{Breach, Language, Minute, PostIdx, Severity, Span, Status, Violation};
use bemanna::report::terminal;

use crate::sample_plan::fine;

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
