//! Before there is a centre: `[before]`, and what of the departments' calls reaches the centre.

use super::centre::within;
use super::collect::Faults;
use super::document::Source;
use super::schema_before::BeforeTable;
use crate::model::{Before, Scenario, Seconds, Share};

/// A day's work is no longer `[min]`.
const MOST_MINUTES: f64 = 100_000.0;

/// What a pre-study knows; `None` where something in it is at fault.
pub(super) fn read(table: &BeforeTable, source: Source<'_>, faults: &mut Faults) -> Option<Before> {
    let least = 0.001;
    let answered = within("answered_share", &table.answered_share, (least, 1.0), source, faults);
    let transferable = within("transferable_share", &table.transferable_share, (least, 1.0), source, faults);
    let most = transferable.unwrap_or(1.0);
    let solved: Vec<Option<f64>> =
        table.solved_shares.iter().map(|share| within("solved_shares", share, (0.0, most), source, faults)).collect();
    let call = within("officer_call_s", &table.officer_call_s, (0.0, 86_400.0), source, faults);
    let case = within("case_minutes", &table.case_minutes, (0.0, MOST_MINUTES), source, faults);
    let factor = table.case_time_factor.as_ref();
    let factor = factor.map_or(Some(1.0), |factor| within("case_time_factor", factor, (0.0, 10.0), source, faults));
    let mut solved: Vec<f64> = solved.into_iter().collect::<Option<_>>()?;
    solved.sort_by(f64::total_cmp);
    Some(Before {
        answered: Share::new(answered?),
        transferable: Share::new(transferable?),
        solved: solved.into_iter().map(Share::new).collect(),
        officer_call: Seconds::new(call?),
        case_time: Seconds::new(60.0 * case?),
        case_time_factor: factor?,
    })
}

/// Leaves of the forecast what a centre can take.
pub(super) fn transfer(scenario: &mut Scenario) {
    let Some(before) = &scenario.before else { return };
    for expected in scenario.forecast.iter_mut().flatten() {
        expected.contacts *= before.transferable.get();
    }
}
