//! Who pays for whom: each department's people against what is done for its queues.

use crate::model::{Activity, AgentIdx, DepartmentCost, Money, PersonCost, Queue, QueueIdx, Roster, Scenario, is_paid};

/// One entry for each department that people come from or queues belong to, by name, what is in common first.
///
/// A person's time on contacts is shared among the queues the person can serve by their expected work over the horizon
/// (contacts times handle time); time on letters goes to their queue. All other paid time, and queues without a
/// department, are the centre's own. A person's kronor follow the person's minutes.
pub(super) fn departments(scenario: &Scenario, roster: &Roster, people: &[PersonCost]) -> Vec<DepartmentCost> {
    let mut names: Vec<Option<&String>> = vec![None];
    names.extend(people.iter().map(|person| scenario.agents[person.agent.0].department.as_ref()));
    names.extend(scenario.queues.iter().map(|queue| queue.department.as_ref()));
    names.sort_unstable();
    names.dedup();
    if names.len() == 1 {
        return Vec::new();
    }
    let mut out: Vec<DepartmentCost> = names
        .iter()
        .map(|name| DepartmentCost {
            department: name.cloned(),
            gives_minutes: 0,
            gives: Money::default(),
            gets_minutes: 0,
            gets: Money::default(),
        })
        .collect();
    let place = |name: Option<&String>| place(&names, name);
    let work: Vec<i64> = (0..scenario.queues.len()).map(|queue| expected_work(scenario, QueueIdx(queue))).collect();
    for person in people {
        let (paid, total) = (person.paid(), person.amount().total());
        let home = place(scenario.agents[person.agent.0].department.as_ref());
        out[home].gives_minutes += paid;
        out[home].gives += total;
        let minutes = by_department(scenario, roster, person.agent, &work, &names);
        let weights: Vec<i64> = minutes.iter().map(|&minutes| i64::from(minutes)).collect();
        let kronor = shared(total.ore(), &weights);
        for ((entry, minutes), ore) in out.iter_mut().zip(minutes).zip(kronor) {
            entry.gets_minutes += minutes;
            entry.gets += Money::from_ore(ore);
        }
    }
    out
}

/// Work expected on a queue over the horizon, in whole seconds.
fn expected_work(scenario: &Scenario, queue: QueueIdx) -> i64 {
    let intervals = scenario.forecast.get(queue.0).into_iter().flatten();
    let seconds: f64 = intervals.map(|expected| expected.contacts * expected.handle_time.get()).sum();
    #[expect(clippy::cast_possible_truncation, reason = "a horizon's work is far below 2^53 s")]
    let whole = seconds.round() as i64;
    whole
}

/// Where a department stands among all of them, in order.
fn place(names: &[Option<&String>], name: Option<&String>) -> usize {
    names.binary_search(&name).expect("every department is among the names")
}

/// A person's paid minutes, department by department.
fn by_department(
    scenario: &Scenario,
    roster: &Roster,
    agent: AgentIdx,
    work: &[i64],
    names: &[Option<&String>],
) -> Vec<i32> {
    let mut minutes = vec![0; names.len()];
    let mut contacts = 0;
    let of = |queue: &Queue| place(names, queue.department.as_ref());
    let common = place(names, None);
    for stretch in roster.of(agent).iter().filter(|stretch| is_paid(scenario, stretch)) {
        match stretch.activity {
            Activity::Contacts => contacts += stretch.span().minutes(),
            Activity::Deferrable(queue) => minutes[of(&scenario.queues[queue.0])] += stretch.span().minutes(),
            _ => minutes[common] += stretch.span().minutes(),
        }
    }
    let mut weights = vec![0; names.len()];
    for queue in scenario.live_queues_for(scenario.agents[agent.0].skills).iter() {
        weights[of(&scenario.queues[queue.0])] += work[queue.0];
    }
    if weights.iter().sum::<i64>() == 0 {
        weights[common] = 1;
    }
    for (minutes, part) in minutes.iter_mut().zip(shared(i64::from(contacts), &weights)) {
        *minutes += i32::try_from(part).expect("a part of a person's minutes");
    }
    minutes
}

/// A whole number shared by weights, in whole parts that add up to it: the largest remainders are rounded up.
fn shared(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
    if sum == 0 {
        let mut parts = vec![0; weights.len()];
        parts[0] = whole;
        return parts;
    }
    let exact = |&weight: &i64| i128::from(whole) * i128::from(weight);
    let floor = |weight: &i64| i64::try_from(exact(weight).div_euclid(sum)).expect("a part of a 64-bit number");
    let mut parts: Vec<i64> = weights.iter().map(floor).collect();
    let left = usize::try_from(whole - parts.iter().sum::<i64>()).expect("fewer than there are parts");
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(exact(&weights[at]).rem_euclid(sum)));
    for &at in order.iter().take(left) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn parts_are_whole_and_add_up() {
        assert_eq!(shared(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(shared(7, &[0, 2, 5]), [0, 2, 5]);
        assert_eq!(shared(5, &[0, 0]), [5, 0]);
        for whole in 0..50 {
            assert_eq!(shared(whole, &[3, 0, 7, 11, 1]).iter().sum::<i64>(), whole);
        }
    }
}
