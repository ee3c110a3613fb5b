//! Terms of pay for drawn centres: supplements late in the day, some people's pay, two departments.

use bemanna::cost::cost;
use bemanna::model::{Category, Money, PayRate, Roster, Scenario, Span, Unsocial};

/// Gives supplements from 16 to 20 and from 14 on Fridays, pay to every other agent, and departments to some.
pub(crate) fn add(scenario: &mut Scenario) {
    let late = |day: &bemanna::model::Day| {
        let is_friday = day.weekday() == chrono::Weekday::Fri;
        let (from, category, ore) = if is_friday { (14, Category::B, 6_810) } else { (16, Category::D, 2_640) };
        let span = Span::new(day.start + from * 60, day.start + 20 * 60);
        Unsocial { span, category, is_night: false, hourly: Some(Money::from_ore(ore)) }
    };
    scenario.pay.unsocial = scenario.horizon.days.iter().map(late).collect();
    (scenario.pay.least_minutes, scenario.pay.step_minutes, scenario.pay.on_cost) = (60, 30, 3_142);
    for (index, agent) in scenario.agents.iter_mut().enumerate() {
        agent.pay = (index % 2 == 0).then_some(PayRate::Monthly(Money::from_ore(3_123_457)));
        agent.department = (index % 3 == 0).then(|| "Bygg".to_owned());
    }
    scenario.queues[0].department = Some("Skola".to_owned());
}

/// Supplements by the minute `[öre]`.
pub(crate) fn unrounded(scenario: &Scenario, roster: &Roster) -> i64 {
    let found = cost(scenario, roster);
    let amounts = found.months().flat_map(|month| &month.supplements).map(|time| time.unrounded);
    amounts.sum::<Money>().ore()
}

/// Whether persons, their months and departments add up to the whole of what a roster costs.
pub(crate) fn adds_up(scenario: &Scenario, roster: &Roster) -> bool {
    let found = cost(scenario, roster);
    let total = found.amount().total();
    let months: Money = found.months().map(|month| month.amount.total()).sum();
    let gives: Money = found.departments.iter().map(|department| department.gives).sum();
    let gets: Money = found.departments.iter().map(|department| department.gets).sum();
    months == total && (found.departments.is_empty() || gives == total && gets == total)
}
