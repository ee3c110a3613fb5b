//! A plan that survives any one absence: people added from reserve until few changes mend every absence.

use crate::model::{Activity, AgentIdx, Away, ChangeKind, Performance, Roster, Scenario, Stretch, Survival, Watch};
use crate::simulate;

use super::VERIFY_SEED;
use super::resilience::{is_working, singly};

/// Most people added.
const MOST_ADDED: usize = 12;

/// The roster with people added until any one person can be away for the whole horizon and every target still holds
/// once breaks, seats and starts have been moved, with nobody called in.
///
/// The worst absence that calling somebody in mends best decides who is added next: that person serves from then on, in
/// the shifts of their reserve (or, without any, in those they were called in for). Nothing says that fewer would not do.
/// Where nobody helps, as when one person alone has a skill, the absence stays on the list of those not survived.
pub(super) fn harden(scenario: &Scenario, roster: &Roster, watch: Watch) -> (Roster, Survival) {
    let people_before = roster.headcount();
    let mut hardened = roster.clone();
    let mut added = Vec::new();
    loop {
        let mut broken = broken(scenario, &hardened, watch);
        broken.sort_by_key(|away| std::cmp::Reverse(lost(away)));
        let is_over = added.len() >= MOST_ADDED || watch.is_over();
        let more = broken.iter().filter(|_| !is_over).find_map(|away| called_in(scenario, &hardened, away, watch));
        let Some((agent, rows)) = more else {
            let broken = broken.into_iter().map(|away| away.agents[0]).collect();
            return (hardened, Survival { people_before, added, broken });
        };
        hardened.stretches.retain(|stretch| stretch.agent != agent);
        hardened.stretches.extend(rows);
        hardened = Roster::new(hardened.stretches);
        added.push(agent);
    }
}

/// Plays the hardened roster on seeds that nothing was chosen on, spending `part` of the error.
pub(super) fn verified(scenario: &Scenario, roster: &Roster, part: f64, watch: Watch) -> Performance {
    let fresh = scenario.settings.seed.wrapping_add(VERIFY_SEED).wrapping_add(100);
    simulate::verify(scenario, roster, (fresh, simulate::ERROR * part), watch)
}

/// The absences that few changes do not mend with nobody called in.
fn broken(scenario: &Scenario, roster: &Roster, watch: Watch) -> Vec<Away> {
    let absences = singly(scenario, roster, 0, watch);
    absences.into_iter().filter(|away| away.repaired.as_ref().is_some_and(|r| !r.outcome.is_survived())).collect()
}

/// How many targets are lost, and how long posts stand empty, once put right.
fn lost(away: &Away) -> (usize, i32) {
    let outcome = away.repaired.as_ref().map_or(&away.without, |repaired| &repaired.outcome);
    (outcome.lost.len(), outcome.unmanned)
}

/// Somebody who mends an absence at least in part when called in, with the rows they would have with everybody there.
fn called_in(scenario: &Scenario, roster: &Roster, away: &Away, watch: Watch) -> Option<(AgentIdx, Vec<Stretch>)> {
    let absent = away.agents[0];
    let mended = super::resilience::one(scenario, roster, absent, 1, watch)?;
    let repaired = mended.repaired.as_ref()?;
    if lost(&mended) >= lost(away) {
        return None;
    }
    let called = repaired.changes.iter().find(|change| change.kind == ChangeKind::CalledIn)?.agent;
    let standing = if is_working(roster, called) || roster.of(called).is_empty() { &repaired.roster } else { roster };
    // The seats of whoever was away are not theirs with everybody there.
    let plain = |activity: Activity| match activity {
        Activity::Reserve | Activity::Post(_) | Activity::Deferrable(_) => Activity::Contacts,
        other => other,
    };
    let rows = standing.of(called).iter().map(|row| Stretch { activity: plain(row.activity), ..*row });
    let serves = !scenario.live_queues_for(scenario.agents[called.0].skills).is_empty();
    serves.then(|| (called, joined(rows.collect())))
}

/// The rows with neighbours of one activity joined.
fn joined(rows: Vec<Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for row in rows {
        match joined.last_mut().filter(|last| last.end == row.start && last.activity == row.activity) {
            Some(last) => last.end = row.end,
            None => joined.push(row),
        }
    }
    joined
}
