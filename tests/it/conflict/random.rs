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

/// Whether other shifts than the template's, or other hours than the centre's, come in without the fact.
fn is_wide(cause: &Cause) -> bool {
    matches!(cause, Cause::Shift(_) | Cause::Opening(_))
}

/// The scenario with a person's facts of these only, and without one of them; all of the centre's facts hold.
fn without(scenario: &Scenario, facts: &[Cause], fact: &Cause) -> Scenario {
    let mut left = scenario.clone();
    let own = doubtful(scenario).into_iter().filter(|cause| cause.agent().is_some() && !facts.contains(cause));
    for cause in own.chain([fact.clone()]) {
        take(&mut left, &cause, kept);
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

    /// Something is named exactly when no roster is legal; what is named cannot hold; without any one of its facts it can,
    /// whatever else of the centre's holds; and the repair lets all the rest hold.
    #[test]
    fn what_is_named_is_what_trying_every_roster_finds(case in cases()) {
        let scenario = case.build();
        let found = contradictions(&scenario, &[ANN], Watch::SILENT);
        prop_assert_eq!(found.is_empty(), some_roster(&scenario), "{:?}", found);
        let mut before: Vec<Cause> = Vec::new();
        for clash in found.iter().flat_map(|found| &found.clashes) {
            let members = [clash.facts.as_slice(), &clash.given].concat();
            prop_assert!(!some_roster(&only(&scenario, &members)), "{:?} can hold", members);
            // Each is found without the facts of those before it.
            let mut earlier = scenario.clone();
            for cause in &before {
                take(&mut earlier, cause, kept);
            }
            let is_exact = !before.iter().any(is_wide);
            before.extend(clash.facts.iter().cloned());
            for fact in clash.facts.iter().filter(|fact| is_exact && !is_wide(fact)) {
                prop_assert!(some_roster(&without(&earlier, &clash.facts, fact)), "{:?} bars nothing", fact);
            }
        }
        let repair: Vec<&Cause> = found.iter().flat_map(|found| &found.repair).map(|remedy| &remedy.cause).collect();
        if !repair.iter().any(|cause| is_wide(cause)) {
            let mut repaired = scenario.clone();
            for cause in repair {
                take(&mut repaired, cause, kept);
            }
            prop_assert!(some_roster(&repaired), "{:?} is no repair", found);
        }
    }
}
