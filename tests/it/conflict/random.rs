//! Small random people: what is named is held against trying every roster, judged by `check`.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

const N_DAYS: usize = 4;

/// One person's facts, all on multiples of four hours.
#[derive(Debug, Clone)]
struct Case {
    contract: Option<i32>,
    absences: Vec<i32>,
    pins: Vec<(i32, i32)>,
    limits: Vec<(RuleId, i32)>,
    latest_end: Option<i32>,
    days_off: Vec<usize>,
    evenings: Option<u32>,
    last_end: bool,
}

fn cases() -> impl Strategy<Value = Case> {
    let day = 0..i32::try_from(N_DAYS).expect("few");
    let rule = |rule: RuleId, values: Vec<i32>| {
        prop::option::of(prop::sample::select(values)).prop_map(move |value| value.map(|value| (rule, value)))
    };
    let limits = (
        rule(RuleId::DailyRest, vec![12 * 60, 16 * 60]),
        rule(RuleId::DaysInRow, vec![1, 2, 3]),
        rule(RuleId::ShiftsPerHorizon, vec![1, 2, 3]),
        rule(RuleId::LongestShift, vec![4 * 60]),
    );
    (
        prop::option::of((1..=8).prop_map(|blocks| blocks * 240)),
        prop::collection::vec(day.clone(), 0..2),
        prop::collection::vec((day, prop::sample::select(vec![8, 12, 16])), 0..4),
        limits,
        prop::option::weighted(0.3, prop::sample::select(vec![12 * 60, 16 * 60])),
        prop::collection::vec(0..N_DAYS, 0..2),
        prop::option::weighted(0.3, 0..2_u32),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(contract, absences, pins, limits, latest_end, days_off, evenings, last_end)| Case {
            contract,
            absences,
            pins,
            limits: [limits.0, limits.1, limits.2, limits.3].into_iter().flatten().collect(),
            latest_end,
            days_off,
            evenings,
            last_end,
        })
}

impl Case {
    fn build(&self) -> Scenario {
        let mut scenario = centre(N_DAYS);
        scenario.agents.truncate(1);
        open(&mut scenario, 8, 20);
        shifts(&mut scenario, (8, 16), &[4, 8]);
        scenario.templates[0].start_step = 240;
        scenario.rules.limits.clear();
        limit(&mut scenario, RuleId::ContractTolerance, 0);
        for &(rule, value) in &self.limits {
            limit(&mut scenario, rule, value);
        }
        let ann = &mut scenario.agents[0];
        ann.contract = self.contract;
        let mut absences = self.absences.clone();
        absences.dedup();
        ann.absences = absences.iter().map(|&day| away(day, 1)).collect();
        ann.limits.latest_end = self.latest_end;
        ann.limits.evenings_per_week = self.evenings;
        let mut off: Vec<Weekday> = self.days_off.iter().map(|&day| WEEK[day]).collect();
        off.dedup();
        ann.limits.days_off = off;
        ann.last_end = self.last_end.then_some(Minute(-60));
        let mut rows: Vec<Stretch> =
            self.pins.iter().map(|&(day, hour)| pin(ANN, day, hour * 100, hour * 100 + 400)).collect();
        rows.sort();
        rows.dedup();
        pins(&mut scenario, &rows);
        scenario
    }
}

/// Whether some roster, a shift of the template or none on each day, breaks nothing hard: all are tried.
fn some_roster(scenario: &Scenario) -> bool {
    let template = &scenario.templates[0];
    let mut choices: Vec<Option<(i32, i32)>> = vec![None];
    for start in (template.earliest_start..=template.latest_start).step_by(240) {
        choices.extend(template.work.iter().map(|&work| Some((start, work))));
    }
    let n = choices.len();
    (0..n.pow(u32::try_from(N_DAYS).expect("few"))).any(|mut number| {
        let mut stretches = Vec::new();
        for day in 0..i32::try_from(N_DAYS).expect("few") {
            if let Some((start, work)) = choices[number % n] {
                stretches.extend(worked(scenario, Minute(day * 1440 + start), work));
            }
            number /= n;
        }
        check(scenario, &Roster::new(stretches)).iter().all(|violation| violation.severity != Severity::Hard)
    })
}

/// A shift on contacts but for the pinned rows in it.
fn worked(scenario: &Scenario, start: Minute, work: i32) -> Vec<Stretch> {
    let block = |at: Minute| {
        let span = Span::new(at, at + 240);
        let pinned = scenario.pinned.stretches.iter().find(|row| row.span() == span);
        let activity = pinned.map_or(Activity::Contacts, |row| row.activity);
        Stretch { agent: ANN, start: at, end: at + 240, activity }
    };
    (0..work / 240).map(|place| block(start + place * 240)).collect()
}

/// Every fact that the cases can have but the template and the opening hours, which all of them keep.
fn doubtful(scenario: &Scenario) -> Vec<Cause> {
    let ann = &scenario.agents[0];
    let mut all: Vec<Cause> = scenario.rules.limits.keys().map(|&rule| Cause::Rule(rule)).collect();
    all.retain(|cause| *cause != Cause::Rule(RuleId::ContractTolerance));
    all.extend(ann.absences.iter().map(|absence| Cause::Absence { agent: ANN, span: absence.span }));
    all.extend(scenario.pinned.stretches.iter().map(|&row| Cause::Pin(row)));
    let off = ann.limits.days_off.iter().map(|day| Cause::DayOff { agent: ANN, weekday: day.num_days_from_monday() });
    all.extend(off);
    all.extend([Cause::Contract(ANN), Cause::LatestEnd(ANN), Cause::Evenings(ANN), Cause::History(ANN)]);
    all
}

fn kept(_: &mut Scenario, _: &Cause) {}

/// The scenario with these facts of the doubtful ones, and no others.
fn only(scenario: &Scenario, facts: &[Cause]) -> Scenario {
    let mut left = scenario.clone();
    for cause in doubtful(scenario).iter().filter(|cause| !facts.contains(cause)) {
        take(&mut left, cause, kept);
    }
    if !facts.iter().any(|cause| matches!(cause, Cause::Opening(_))) {
        open(&mut left, 0, 24);
    }
    left
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Something is named exactly when no roster is legal; each set cannot hold, and without a fact of it, it can, as far
    /// as the template decides; the repair lets all the rest hold.
    #[test]
    fn what_is_named_is_what_trying_every_roster_finds(case in cases()) {
        let scenario = case.build();
        let found = contradictions(&scenario, &[ANN], Watch::SILENT);
        prop_assert_eq!(found.is_empty(), some_roster(&scenario), "{:?}", found);
        for set in found.iter().flat_map(|found| &found.sets) {
            prop_assert!(!some_roster(&only(&scenario, set)), "{:?} can hold", set);
            // Where the template is not among the facts, other shifts than its own were thought of.
            if !set.contains(&Cause::Shift(DAY)) {
                continue;
            }
            for fact in set.iter().filter(|fact| !matches!(fact, Cause::Shift(_) | Cause::Opening(_))) {
                let rest: Vec<Cause> = set.iter().filter(|other| *other != fact).cloned().collect();
                prop_assert!(some_roster(&only(&scenario, &rest)), "{:?} cannot hold", rest);
            }
        }
        let repair: Vec<&Cause> = found.iter().flat_map(|found| &found.repair).map(|remedy| &remedy.cause).collect();
        if !repair.iter().any(|cause| matches!(cause, Cause::Shift(_) | Cause::Opening(_))) {
            let mut repaired = scenario.clone();
            for cause in repair {
                take(&mut repaired, cause, kept);
            }
            prop_assert!(some_roster(&repaired), "{:?} is no repair", found);
        }
    }
}
