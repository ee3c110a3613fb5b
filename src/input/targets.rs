//! Targets: the share promised within a wait or by a deadline, and ceilings on mean wait, abandonment and occupancy.

use toml::Spanned;

use super::centre::within;
use super::collect::Faults;
use super::document::Source;
use super::passages::LIVE;
use super::schema_targets::{self as schema, TargetTable};
use super::values;
use crate::model::{Ceiling, FaultKind, Measure, Scope, Seconds, ServiceDefinition, Share, Target};

/// A day `[s]`: nobody waits longer.
const DAY_S: f64 = 86_400.0;

/// Reads what a queue promises: its target, and its ceilings in a fixed order.
pub(super) fn read(
    written: &Spanned<TargetTable>,
    (queue, is_live): (&str, bool),
    source: Source<'_>,
    faults: &mut Faults,
) -> (Option<Target>, Vec<Ceiling>) {
    let table = written.get_ref();
    let scope = scope(table.scope);
    let target = if let Some(share) = &table.share {
        target((written, share), (queue, is_live), scope, source, faults)
    } else {
        without_share(written, queue, source, faults);
        None
    };
    let keys = [
        ("mean_wait_s", &table.mean_wait_s, Measure::MeanWait, (1.0, DAY_S)),
        ("abandoned_share", &table.abandoned_share, Measure::Abandoned, (0.0, 1.0)),
        ("occupancy", &table.occupancy, Measure::Occupancy, (0.01, 1.0)),
    ];
    let mut ceilings = Vec::new();
    for (key, value, measure, limits) in keys {
        let Some(value) = value else { continue };
        if !is_live {
            let channels = LIVE.map(str::to_owned).to_vec();
            let kind = FaultKind::KeyOfOtherChannel { key: key.to_owned(), queue: queue.to_owned(), channels };
            source.fault(faults, value, kind);
        } else if let Some(most) = within(key, value, limits, source, faults) {
            ceilings.push(Ceiling { measure, most, scope });
        }
    }
    (target, ceilings)
}

/// A target without a share: it may have ceilings, but nothing that belongs to a share.
fn without_share(written: &Spanned<TargetTable>, queue: &str, source: Source<'_>, faults: &mut Faults) {
    let table = written.get_ref();
    let of_share = [
        ("within_s", table.within_s.is_some()),
        ("deadline", table.deadline.is_some()),
        ("definition", table.definition.is_some()),
        ("floor", table.floor.is_some()),
    ];
    let has_ceiling = table.mean_wait_s.is_some() || table.abandoned_share.is_some() || table.occupancy.is_some();
    let key = of_share.into_iter().find(|(_, is_there)| *is_there).map(|(key, _)| key.to_owned());
    if key.is_some() || !has_ceiling {
        source.fault(faults, written, FaultKind::NoShare { queue: queue.to_owned(), key });
    }
}

fn target(
    (written, share): (&Spanned<TargetTable>, &Spanned<f64>),
    (queue, is_live): (&str, bool),
    scope: Scope,
    source: Source<'_>,
    faults: &mut Faults,
) -> Option<Target> {
    let table = written.get_ref();
    let share = within("share", share, (0.01, 1.0), source, faults);
    let floor = table.floor.as_ref().and_then(|floor| within("floor", floor, (0.0, 1.0), source, faults));
    let within_s = match (is_live, &table.within_s, &table.deadline) {
        (true, Some(seconds), None) => within("within_s", seconds, (0.0, DAY_S), source, faults),
        (false, None, Some(deadline)) => {
            let seconds = values::deadline(deadline.get_ref());
            if seconds.is_none() {
                source.fault(faults, deadline, FaultKind::BadDeadline { value: deadline.get_ref().clone() });
            }
            seconds
        }
        _ => {
            let kind = FaultKind::TargetWithin { queue: queue.to_owned(), deferrable: !is_live };
            source.fault(faults, written, kind);
            None
        }
    };
    Some(Target {
        share: Share::new(share?),
        within: Seconds::new(within_s?),
        scope,
        definition: match table.definition.unwrap_or_default() {
            schema::Definition::AnsweredOfOffered => ServiceDefinition::AnsweredOfOffered,
            schema::Definition::AnsweredOfPatient => ServiceDefinition::AnsweredOfPatient,
            schema::Definition::AnsweredOfAnswered => ServiceDefinition::AnsweredOfAnswered,
            schema::Definition::EndedOfOffered => ServiceDefinition::EndedOfOffered,
        },
        floor: floor.map(Share::new),
    })
}

fn scope(written: schema::Scope) -> Scope {
    match written {
        schema::Scope::HalfHour => Scope::HalfHour,
        schema::Scope::Day => Scope::Day,
        schema::Scope::Week => Scope::Week,
    }
}
