//! Two contradictions at once that share no fact: both are named, and a repair takes one fact of each.

use super::*;

/// Checks that exactly these two sets are named, and that the repairs are one fact of each and enough.
fn both(scenario: &Scenario, sets: [&[Cause]; 2]) {
    let mut expected: Vec<Vec<Cause>> = sets.iter().map(|set| set.to_vec()).collect();
    for set in &mut expected {
        set.sort();
    }
    expected.sort();
    assert_eq!(named(scenario), expected);
    let everybody: Vec<AgentIdx> = (0..scenario.agents.len()).map(AgentIdx).collect();
    let found = contradictions(scenario, &everybody, Watch::SILENT);
    let repair: Vec<&Cause> = found.iter().flat_map(|found| &found.repair).map(|remedy| &remedy.cause).collect();
    for set in &expected {
        assert_eq!(set.iter().filter(|fact| repair.contains(fact)).count(), 1, "{repair:?}");
    }
    let mut repaired = scenario.clone();
    for cause in repair {
        take(&mut repaired, cause, |_, cause| unreachable!("{cause:?} is dear"));
    }
    assert!(is_kept(&repaired));
}

/// A week with early and late shifts of eight hours, and nobody under contract.
fn long_days() -> Scenario {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    open(&mut scenario, 6, 22);
    shifts(&mut scenario, (6, 14), &[8]);
    scenario
}

#[test]
fn two_absences_of_one_person() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.agents[0].absences = vec![away(1, 1), away(3, 1)];
    let rows = [pin(ANN, 1, 900, 1000), pin(ANN, 3, 900, 1000)];
    pins(&mut scenario, &rows);
    both(&scenario, [&[absence(ANN, 1, 1), Cause::Pin(rows[0])], &[absence(ANN, 3, 1), Cause::Pin(rows[1])]]);
}

#[test]
fn an_absence_and_two_rows_at_once() {
    let mut scenario = long_days();
    scenario.agents[0].absences = vec![away(4, 1)];
    let rows = [pin(ANN, 1, 900, 1000), Stretch { activity: Activity::Training, ..pin(ANN, 1, 930, 1030) }];
    let third = pin(ANN, 4, 900, 1000);
    pins(&mut scenario, &[rows[0], rows[1], third]);
    both(&scenario, [&[absence(ANN, 4, 1), Cause::Pin(third)], &rows.map(Cause::Pin)]);
}

#[test]
fn too_little_rest_and_a_day_off_of_another_person() {
    let mut scenario = long_days();
    scenario.agents[1].limits.days_off = vec![Weekday::Wed];
    let rows = [pin(ANN, 0, 2000, 2100), pin(ANN, 1, 700, 800)];
    let third = pin(BO, 2, 900, 1000);
    pins(&mut scenario, &[rows[0], rows[1], third]);
    both(
        &scenario,
        [
            &[Cause::Rule(RuleId::DailyRest), Cause::Pin(rows[0]), Cause::Pin(rows[1])],
            &[Cause::DayOff { agent: BO, weekday: 2 }, Cause::Pin(third)],
        ],
    );
}

#[test]
fn hours_of_one_person_and_a_pin_of_another() {
    let mut scenario = centre(5);
    scenario.agents[0].absences = vec![away(0, 3)];
    scenario.agents[1].contract = None;
    scenario.agents[1].limits.latest_end = Some(16 * 60);
    let row = pin(BO, 1, 1600, 1630);
    pins(&mut scenario, &[row]);
    both(&scenario, [&[Cause::Contract(ANN), absence(ANN, 0, 3)], &[Cause::LatestEnd(BO), Cause::Pin(row)]]);
}

#[test]
fn one_persons_absence_and_a_template_that_two_share() {
    let mut scenario = centre(5);
    nobody_owes(&mut scenario);
    scenario.templates[0].most_per_day = Some(1);
    scenario.agents[0].absences = vec![away(0, 1)];
    let alone = pin(ANN, 0, 900, 1000);
    let shared = [pin(BO, 3, 900, 1000), pin(CIA, 3, 1000, 1100)];
    pins(&mut scenario, &[alone, shared[0], shared[1]]);
    both(
        &scenario,
        [
            &[absence(ANN, 0, 1), Cause::Pin(alone)],
            &[Cause::Pin(shared[0]), Cause::Pin(shared[1]), Cause::MostPerDay(DAY)],
        ],
    );
}

#[test]
fn two_nights_without_rest() {
    let mut scenario = long_days();
    limit(&mut scenario, RuleId::DaysInRow, 4);
    let late = pin(ANN, 0, 2000, 2100);
    scenario.agents[0].last_end = Some(Minute(-30));
    let early = pin(ANN, 0, 600, 700);
    // Before the late row there is the early one: no shift holds both.
    pins(&mut scenario, &[early, late]);
    let sets = named(&scenario);
    assert_eq!(sets.len(), 1, "both sets have the early row: {sets:?}");
    // A repair of both is the early row.
    let found = contradictions(&scenario, &[ANN], Watch::SILENT);
    let repair: Vec<&Cause> = found[0].repair.iter().map(|remedy| &remedy.cause).collect();
    assert_eq!(repair, [&Cause::Pin(early)]);
}

#[test]
fn two_people_each_with_rows_too_near() {
    let mut scenario = long_days();
    let of = |agent| [pin(agent, 0, 2000, 2100), pin(agent, 1, 700, 800)];
    pins(&mut scenario, &[of(ANN), of(BO)].concat());
    let set = |agent| {
        let [late, early] = of(agent);
        [Cause::Pin(late), Cause::Pin(early), Cause::Rule(RuleId::DailyRest)]
    };
    both_of_rule(&scenario, [&set(ANN), &set(BO)]);
}

/// As [`both`], for sets that share a rule: told person by person.
fn both_of_rule(scenario: &Scenario, sets: [&[Cause]; 2]) {
    let mut expected: Vec<Vec<Cause>> = sets.iter().map(|set| set.to_vec()).collect();
    for set in &mut expected {
        set.sort();
    }
    expected.sort();
    assert_eq!(named(scenario), expected);
}
